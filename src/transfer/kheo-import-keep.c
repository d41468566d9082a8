#include "kheo-import-keep.h"
#include "kheo-import-plain.h"

#include "kheo-import-conversion.h"
#include "kheo-import-figures.h"
#include "kheo-imports.h"

#include <glib/gi18n-lib.h>

#define PIECE (256u * 1024) /* of the file at once */

/* ---- The file ---- */

/* Adds the next bytes of @stream; their number, 0 at the end, -1 with @error. */
static gssize
take_piece (
    KheoImport *self, GInputStream *stream, GChecksum *digest, guint8 *piece, GError **error)
{
  gssize n = g_input_stream_read (stream, piece, PIECE, NULL, error);

  if (n <= 0)
    return n;
  g_checksum_update (digest, piece, n);
  self->size += n;
  if (self->size > KHEO_KEPT_FILE_MAX)
    g_clear_pointer (&self->bytes, kheo_spool_free);
  else
    kheo_spool_append (self->bytes, piece, (gsize) n);
  return n;
}

struct _KheoTaking
{
  KheoImport   *import; /* borrowed; its bytes, size and digest are the thread's until the end */
  GCancellable *cancellable;
  GThread      *thread;
};

static gpointer
take_file (gpointer data)
{
  KheoTaking *self = data;
  g_autoptr (GFile) file = g_file_new_for_path (self->import->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize             n = stream != NULL ? 1 : -1;

  self->import->bytes = kheo_spool_new ();
  while (n > 0 && !g_cancellable_is_cancelled (self->cancellable))
    n = take_piece (self->import, G_INPUT_STREAM (stream), digest, piece, NULL);
  if (n == 0)
    g_strlcpy (self->import->sha256, g_checksum_get_string (digest), sizeof self->import->sha256);
  return NULL;
}

/* Copied, for what is kept is what was read, whatever becomes of the file until then. */
KheoTaking *
kheo_taking_begin (KheoImport *import, KheoProgress *progress)
{
  KheoTaking *self = g_new0 (KheoTaking, 1);

  self->import = import;
  self->cancellable = progress != NULL ? progress->cancellable : NULL;
  self->thread = g_thread_new ("digest", take_file, self);
  return self;
}

gboolean
kheo_taking_end (KheoTaking *self, GError **error)
{
  g_thread_join (g_steal_pointer (&self->thread));
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (*self->import->sha256 != '\0')
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND, _ ("“%s” cannot be read"),
               self->import->path);
  return FALSE;
}

void
kheo_taking_free (KheoTaking *self)
{
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_free (self);
}

gboolean
kheo_import_is_file_kept (const KheoImport *self)
{
  return self->bytes != NULL || self->file_kept;
}

static gboolean
keep_file (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error)
{
  if (self->bytes == NULL)
    return TRUE;
  if (!kheo_kept_file_add_spool (db, self->sha256, self->bytes, progress, _ ("Keeping the file"),
                                 error))
    return FALSE;
  self->file_kept = TRUE;
  g_clear_pointer (&self->bytes, kheo_spool_free);
  return TRUE;
}

/* ---- Layouts ---- */

/* Rows of @column whose value a person corrected in the review; 1-based. */
static void
add_fixed (JsonBuilder *builder, const KheoImportTable *table, const KheoColumn *column)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));

  kheo_figures_list_fixed (table, column->info.column, rows);
  for (guint i = 0; i < table->fixes->len; i++)
    {
      const KheoFix *fix = &g_array_index (table->fixes, KheoFix, i);

      if (fix->field == column->info.field)
        g_array_append_val (rows, fix->row);
    }
  if (rows->len == 0)
    return;
  json_builder_set_member_name (builder, "fixed");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    json_builder_add_int_value (builder, g_array_index (rows, guint, i) + 1);
  json_builder_end_array (builder);
}

static void
add_column (JsonBuilder *builder, const KheoImportTable *table, const KheoColumn *column)
{
  gboolean    is_mark = column->info.field == KHEO_COLUMN_CHOICE;
  int         field = is_mark ? column->info.choice_field : column->info.field;
  const char *name = kheo_import_table_field_name (table, field);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "column");
  json_builder_add_int_value (builder, column->info.column + 1);
  json_builder_set_member_name (builder, "field");
  if (name != NULL)
    json_builder_add_string_value (builder, name);
  else
    json_builder_add_null_value (builder);
  if (is_mark)
    {
      json_builder_set_member_name (builder, "choice");
      json_builder_add_string_value (
          builder, table->info.reg->fields[field].choices[column->info.choice].value);
    }
  json_builder_set_member_name (builder, "heading");
  json_builder_add_string_value (builder, column->info.heading != NULL ? column->info.heading : "");
  add_fixed (builder, table, column);
  json_builder_end_object (builder);
}

static char *
dup_columns (const KheoImportTable *table)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < table->columns->len; i++)
    add_column (builder, table, kheo_table_column (table, i));
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
keep_layout (const KheoImportTable *table, KheoDb *db, GError **error)
{
  g_autofree char *columns = dup_columns (table);
  KheoImportLayout layout = { .import_id = table->import->id };

  layout.sheet = (char *) table->info.name;
  layout.as = (char *) kheo_import_as_name (table->info.as);
  layout.heading_first = (int) table->info.heading_first + 1;
  layout.heading_last = (int) table->info.heading_last + 1;
  layout.row_last = (int) table->info.last_row + 1;
  layout.columns = columns;
  return kheo_import_layout_insert (db, &layout, error);
}

/* ---- Rows ---- */

static gboolean
keep_row (const KheoImportTable *table,
          guint                  index,
          const char            *record_table,
          gint64                 id,
          guint64                changes,
          KheoDb                *db,
          GError               **error)
{
  g_autoptr (GString) fields = g_string_new (NULL);
  KheoImportRowEntry entry = { .import_id = table->import->id, .record_id = id };

  for (guint f = 0; changes != 0 && f < table->info.reg->n_fields; f++)
    if ((changes & (1ull << f)) != 0)
      g_string_append_printf (fields, "%s%s", fields->len > 0 ? " " : "",
                              table->info.reg->fields[f].name);
  entry.table = (char *) record_table;
  entry.sheet = (char *) table->info.name;
  entry.row = (int) (table->base_row + index) + 1;
  entry.fields = changes != 0 ? fields->str : NULL;
  return kheo_import_row_insert (db, &entry, error);
}

/* New models say themselves where they came from; those of the book cannot, nor can plain ones. */
static gboolean
keep_changed (const KheoImportTable *table, KheoDb *db, GError **error)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);

      if (row->kind == KHEO_ROW_DATA && row->status == KHEO_ROW_CHANGED && row->changes != 0 &&
          !keep_row (table, i, table->info.reg->table, row->id, row->changes, db, error))
        return FALSE;
      if (row->kind == KHEO_ROW_DATA && row->status == KHEO_ROW_NEW &&
          kheo_plain_is (table->info.reg) &&
          kheo_register_find_field (table->info.reg, "import_id") < 0 &&
          !keep_row (table, i, table->info.reg->table, row->id, 0, db, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep_unit (
    const KheoImportTable *table, const KheoNode *node, guint index, KheoDb *db, GError **error)
{
  gboolean is_new = node->status == KHEO_ROW_NEW;

  if (node->unit_id == 0 || !(is_new || (node->status == KHEO_ROW_CHANGED && node->changes != 0)))
    return TRUE;
  return keep_row (table, index, "unit", node->unit_id, is_new ? 0 : node->changes, db, error);
}

/* What lies above a unit may have no row of its own: the first below it names it. */
static gboolean
keep_units (const KheoImportTable *table, GHashTable *seen, KheoDb *db, GError **error)
{
  for (guint i = 0; i < table->nodes->len; i++)
    {
      const KheoNode *node = &g_array_index (table->nodes, KheoNode, i);
      guint           index = node->row;

      if (index == G_MAXUINT)
        continue;
      if (!keep_unit (table, node, index, db, error))
        return FALSE;
      for (int p = node->parent; p >= 0; p = node->parent)
        {
          node = &g_array_index (table->nodes, KheoNode, p);
          if (node->row != G_MAXUINT ||
              !g_hash_table_add (seen, g_memdup2 (&node->unit_id, sizeof node->unit_id)))
            break;
          if (!keep_unit (table, node, index, db, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Units founded because a row named them: the first that did. */
static gboolean
keep_founded (const KheoImportTable *table, GHashTable *seen, KheoDb *db, GError **error)
{
  GArray *places = table->import->places;

  for (guint i = 0; places != NULL && i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);

      for (gint32 p = row->kind == KHEO_ROW_DATA ? row->place : -1;
           p >= 0 && (guint) p < places->len; p = g_array_index (places, KheoPlace, p).context)
        {
          const KheoPlace *place = &g_array_index (places, KheoPlace, p);

          if (place->create && place->unit_id != 0 &&
              g_hash_table_add (seen, g_memdup2 (&place->unit_id, sizeof place->unit_id)) &&
              !keep_row (table, i, "unit", place->unit_id, 0, db, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* What a reform founded; what it kept under another name was changed by its row. */
static gboolean
keep_reform (const KheoImport *self, KheoDb *db, GError **error)
{
  const KheoImportTable *table = NULL;
  gboolean               founded = FALSE;
  gint64                 id = 0;
  guint                  index = 0;

  for (guint i = 0; kheo_conversion_get_unit (self, i, &id, &founded, &table, &index); i++)
    {
      KheoImportRowEntry entry = { .import_id = self->id, .table = (char *) "unit" };

      if (id == 0)
        continue;
      entry.record_id = id;
      entry.sheet = (char *) table->info.name;
      entry.row = (int) (table->base_row + index) + 1;
      entry.fields = (char *) (founded ? NULL : "name code type parent valid_from");
      if (!kheo_import_row_insert (db, &entry, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep_table (const KheoImportTable *table, GHashTable *seen, KheoDb *db, GError **error)
{
  if (table->info.as == KHEO_IMPORT_NOTHING ||
      (table->info.reg == NULL && table->info.as != KHEO_IMPORT_CONVERSION))
    return TRUE;
  if (!keep_layout (table, db, error))
    return FALSE;
  if (table->info.as == KHEO_IMPORT_CONVERSION)
    return TRUE; /* all its tables are one reform */
  if (table->info.as == KHEO_IMPORT_UNITS)
    return keep_units (table, seen, db, error);
  if ((table->info.as == KHEO_IMPORT_MODELS || kheo_plain_is (table->info.reg)) &&
      !keep_changed (table, db, error))
    return FALSE;
  return keep_founded (table, seen, db, error);
}

gboolean
kheo_import_keep (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (!keep_file (self, db, progress, error))
    return FALSE;
  for (guint i = 0; i < self->tables->len; i++)
    if (!keep_table (g_ptr_array_index (self->tables, i), seen, db, error))
      return FALSE;
  return keep_reform (self, db, error);
}
