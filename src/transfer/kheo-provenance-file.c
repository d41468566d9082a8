/* Kept files, read and understood again as they were when they were taken in. */
#include "kheo-provenance-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_FILES 2 /* a large workbook takes some 100 MB */

struct _KheoSourceCache
{
  gatomicrefcount ref_count;
  GMutex          mutex;
  GPtrArray      *files; /* KheoSourceFile, the newest last */
};

/* ---- The cache ---- */

KheoSourceCache *
kheo_source_cache_new (void)
{
  KheoSourceCache *self = g_new0 (KheoSourceCache, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_source_file_unref);
  return self;
}

KheoSourceCache *
kheo_source_cache_ref (KheoSourceCache *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kheo_source_cache_unref (KheoSourceCache *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->files);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

KheoSourceFile *
kheo_source_cache_find (KheoSourceCache *self, gint64 import_id)
{
  KheoSourceFile *found = NULL;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->files->len && found == NULL; i++)
    {
      KheoSourceFile *file = g_ptr_array_index (self->files, i);

      if (file->import_id == import_id)
        found = kheo_source_file_ref (file);
    }
  g_mutex_unlock (&self->mutex);
  return found;
}

void
kheo_source_cache_add (KheoSourceCache *self, KheoSourceFile *file)
{
  g_autoptr (KheoSourceFile) dropped = NULL;

  g_mutex_lock (&self->mutex);
  if (self->files->len == MAX_FILES)
    dropped = g_ptr_array_steal_index (self->files, 0);
  g_ptr_array_add (self->files, kheo_source_file_ref (file));
  g_mutex_unlock (&self->mutex);
}

/* ---- Layouts ---- */

static int
find_field (const KheoRegister *reg, const char *name)
{
  int field = name != NULL ? kheo_register_find_field (reg, name) : -1;

  if (field >= 0)
    return field;
  return g_strcmp0 (name, "unit_code") == 0 ? KHEO_COLUMN_UNIT_CODE : KHEO_COLUMN_NONE;
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

GArray *
kheo_layout_parse (const char *text, const KheoRegister *reg, JsonNode **out_node)
{
  GArray    *columns = g_array_new (FALSE, FALSE, sizeof (KheoLayoutColumn));
  JsonArray *array = NULL;

  *out_node = json_from_string (text, NULL);
  if (*out_node == NULL || !JSON_NODE_HOLDS_ARRAY (*out_node))
    return columns;
  array = json_node_get_array (*out_node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode        *node = json_array_get_element (array, i);
      JsonObject      *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      KheoLayoutColumn column = { 0 };

      if (object == NULL || json_object_get_int_member_with_default (object, "column", 0) < 1)
        continue;
      column.column = (guint) json_object_get_int_member (object, "column") - 1;
      column.field = find_field (reg, get_string (object, "field"));
      column.choice = get_string (object, "choice");
      column.heading = get_string (object, "heading");
      if (json_object_has_member (object, "fixed") &&
          JSON_NODE_HOLDS_ARRAY (json_object_get_member (object, "fixed")))
        column.fixed = json_object_get_array_member (object, "fixed");
      g_array_append_val (columns, column);
    }
  return columns;
}

/* The columns of @table as the layout says; TRUE when that changed any. */
static gboolean
set_columns (KheoImportTable *table, const char *text)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GArray) columns = kheo_layout_parse (text, table->info.reg, &node);
  gboolean changed = FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      const KheoLayoutColumn *column = &g_array_index (columns, KheoLayoutColumn, i);
      KheoColumn             *own;

      if (column->field < 0 || column->choice != NULL ||
          column->column < table->info.first_column ||
          column->column - table->info.first_column >= table->columns->len)
        continue;
      own = kheo_table_column (table, column->column - table->info.first_column);
      if (own->info.field == column->field || own->info.field == KHEO_COLUMN_CHOICE)
        continue;
      own->info.field = column->field;
      own->info.corrected = TRUE;
      changed = TRUE;
    }
  return changed;
}

static KheoImportTable *
find_table (const KheoImport *import, const KheoImportLayout *layout)
{
  KheoImportTable *other = NULL;

  for (guint i = 0; i < import->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (import->tables, i);

      if (strcmp (table->info.name, layout->sheet) != 0)
        continue;
      if (table->info.reg != NULL && table->info.heading_last + 1 == (guint) layout->heading_last)
        return table;
      if (other == NULL)
        other = table;
    }
  return other;
}

/* Only what was corrected by a person then differs from what is found now. */
static void
apply_layout (KheoImport *import, const KheoImportLayout *layout)
{
  KheoImportTable *table = find_table (import, layout);
  KheoImportAs     as;

  if (table == NULL || !kheo_import_as_parse (layout->as, &as))
    return;
  if (table->info.reg == NULL || table->info.heading_last + 1 != (guint) layout->heading_last)
    {
      if ((guint) layout->heading_first - 1 < table->base_row)
        return;
      kheo_import_set_heading (import, table, (guint) layout->heading_first - 1,
                               (guint) layout->heading_last - 1);
    }
  if (table->info.as != as)
    kheo_import_set_as (import, table, as);
  if (table->info.reg != NULL && set_columns (table, layout->columns))
    kheo_import_understand (table, NULL, NULL);
}

/* ---- Files ---- */

KheoSourceFile *
kheo_source_file_ref (KheoSourceFile *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kheo_source_file_unref (KheoSourceFile *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  kheo_import_free (self->import);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

KheoSourceFile *
kheo_source_file_new (gint64        import_id,
                      const char   *name,
                      GBytes       *bytes,
                      GPtrArray    *layouts,
                      KheoProgress *progress,
                      GError      **error)
{
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  g_autoptr (KheoImport) import = NULL;
  KheoSourceFile *self;

  if (layouts->len > 0)
    kheo_import_as_parse (((KheoImportLayout *) layouts->pdata[0])->as, &options->as);
  import = kheo_import_read_bytes (bytes, name, options, progress, error);
  if (import == NULL)
    return NULL;
  for (guint i = 0; i < layouts->len; i++)
    apply_layout (import, g_ptr_array_index (layouts, i));
  self = g_new0 (KheoSourceFile, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->import_id = import_id;
  self->import = g_steal_pointer (&import);
  return self;
}

static guint
find_sheet (const KheoWorkbook *workbook, const char *name)
{
  for (guint i = 0; i < kheo_workbook_get_n_sheets (workbook); i++)
    if (strcmp (kheo_sheet_get_name (kheo_workbook_get_sheet (workbook, i)), name) == 0)
      return i;
  return 0;
}

KheoSourceFile *
kheo_source_open_part (KheoSourcePart   *part,
                       KheoSourceOrigin *origin,
                       KheoSourceCache  *cache,
                       KheoProgress     *progress,
                       GError          **error)
{
  g_autoptr (GError) problem = NULL;
  KheoSourceFile *file = NULL;

  if (part->file == NULL && cache != NULL)
    part->file = kheo_source_cache_find (cache, origin->import_id);
  if (part->file == NULL && part->bytes != NULL)
    {
      part->file = kheo_source_file_new (origin->import_id, origin->file, part->bytes,
                                         part->layouts, progress, &problem);
      if (part->file != NULL && cache != NULL)
        kheo_source_cache_add (cache, part->file);
    }
  if (problem != NULL)
    {
      origin->problem =
          g_strdup_printf (_ ("The file cannot be read any more: %s"), problem->message);
      g_propagate_error (error, g_steal_pointer (&problem));
    }
  if (part->file == NULL)
    return NULL;
  file = kheo_source_file_ref (part->file);
  if (origin->workbook == NULL)
    {
      origin->workbook = kheo_workbook_ref (file->import->workbook);
      origin->sheet_index = find_sheet (origin->workbook, origin->sheet);
    }
  return file;
}
