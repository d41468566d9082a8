/*
 * What the book knows of a record's origin.  The rows that made or changed it are in the record
 * itself and in import_row; what was edited in the program since is in the history.  The newest one
 * that touched a field is where its value comes from.
 */
#include "kheo-provenance-private.h"

#include "kheo-error.h"
#include "kheo-history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Something that set fields of the record. */
typedef struct
{
  gint64 action;
  guint  origin; /* index; G_MAXUINT: by hand */
  char  *fields; /* of an import: names, one blank between; NULL: all */
} Event;

typedef struct
{
  KheoDb             *db;
  const KheoRegister *reg;
  gint64              id;
  KheoSourceAsk      *ask;
  GArray             *events;  /* Event */
  GPtrArray          *actions; /* KheoAction of the record, newest first */
  const char         *table;   /* of the history, where @row stands */
  gint64              row;
} Gather;

static void
clear_event (gpointer data)
{
  g_free (((Event *) data)->fields);
}

static void
gather_clear (Gather *self)
{
  g_clear_pointer (&self->events, g_array_unref);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gather, gather_clear)

/* ---- The record ---- */

static void
set_text (KheoRecord *record, guint field, const char *text)
{
  if (text != NULL)
    kheo_record_set_text (record, field, text);
}

/* What a unit is called now, or was last. */
static KheoRecord *
load_unit (Gather *self, GError **error)
{
  g_autoptr (GArray) versions = kheo_unit_table_list_versions (self->db, self->id, error);
  const KheoUnitVersion *version;
  g_autofree char       *from = NULL;
  g_autofree char       *to = NULL;
  KheoRecord            *record;

  if (versions == NULL || versions->len == 0)
    return NULL;
  version = &g_array_index (versions, KheoUnitVersion, versions->len - 1);
  record = kheo_record_new (self->reg, self->id);
  from = kheo_date_to_iso (version->valid_from);
  to = kheo_date_to_iso (version->valid_to);
  set_text (record, KHEO_UNIT_FIELD_CODE, version->code);
  set_text (record, KHEO_UNIT_FIELD_NAME, version->name);
  set_text (record, KHEO_UNIT_FIELD_TYPE, version->type != NULL ? version->type->value : NULL);
  set_text (record, KHEO_UNIT_FIELD_VALID_FROM, from);
  set_text (record, KHEO_UNIT_FIELD_VALID_TO, to);
  if (version->parent_id != 0)
    kheo_record_set_integer (record, KHEO_UNIT_FIELD_PARENT, version->parent_id);
  self->table = "unit_version";
  self->row = version->id;
  return record;
}

static gboolean
load_record (Gather *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  self->table = self->reg->table;
  self->row = self->id;
  self->ask->record = self->reg == &kheo_register_units
                          ? load_unit (self, &problem)
                          : kheo_record_table_get (self->db, self->reg, self->id, &problem);
  if (self->ask->record != NULL)
    return TRUE;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
                         _ ("This record is not in the book any more."));
  return FALSE;
}

/* ---- Origins ---- */

void
kheo_source_load_file (KheoDb           *db,
                       KheoSourceOrigin *origin,
                       KheoSourceCache  *cache,
                       KheoSourcePart   *part)
{
  g_autoptr (GError) problem = NULL;

  part->layouts = kheo_import_layout_list (db, origin->import_id, NULL);
  if (cache != NULL && (part->file = kheo_source_cache_find (cache, origin->import_id)) != NULL)
    return;
  part->bytes = kheo_kept_file_read (db, origin->sha256, &problem);
  if (part->bytes != NULL)
    return;
  if (problem != NULL)
    origin->problem = g_strdup (_ ("The copy of the file in the book is damaged."));
  else if (origin->size > KHEO_KEPT_FILE_MAX)
    origin->problem = g_strdup (_ ("The file is larger than 64 MiB; no copy of it was kept."));
  else
    origin->problem = g_strdup (_ ("The book holds no copy of this file."));
}

/* The row of a file; the same row is one origin. */
static guint
add_origin (Gather *self, gint64 import_id, const char *sheet, int row, int column)
{
  GPtrArray        *origins = self->ask->source->origins;
  KheoImportEntry  *entry = NULL;
  KheoSourceOrigin *origin;
  KheoSourcePart   *part;

  for (guint i = 0; i < origins->len; i++)
    {
      origin = g_ptr_array_index (origins, i);
      if (origin->import_id == import_id && origin->row == row &&
          strcmp (origin->sheet, sheet) == 0)
        return i;
    }
  if ((entry = kheo_import_table_get (self->db, import_id, NULL)) == NULL)
    return G_MAXUINT;
  origin = kheo_source_origin_new (entry);
  kheo_import_entry_free (entry);
  g_free (origin->sheet);
  origin->sheet = g_strdup (sheet);
  origin->row = row;
  origin->column = column;
  part = g_new0 (KheoSourcePart, 1);
  kheo_source_load_file (self->db, origin, self->ask->cache, part);
  g_ptr_array_add (origins, origin);
  g_ptr_array_add (self->ask->parts, part);
  return origins->len - 1;
}

static void
add_event (Gather *self, gint64 action, guint origin, const char *fields)
{
  Event event = { action, origin, g_strdup (fields) };

  g_array_append_val (self->events, event);
}

static gint64
get_derived (Gather *self, const char *name)
{
  int field = kheo_register_find_field (self->reg, name);

  return field >= 0 ? kheo_record_get_integer (self->ask->record, (guint) field, 0) : 0;
}

/* What the record itself says. */
static void
add_own (Gather *self)
{
  gint64      import_id = get_derived (self, "import_id");
  int         sheet_field = kheo_register_find_field (self->reg, "import_sheet");
  const char *sheet = NULL;
  guint       origin;

  if (import_id == 0)
    return;
  if (sheet_field >= 0)
    sheet = kheo_record_get_text (self->ask->record, (guint) sheet_field);
  origin = add_origin (self, import_id, sheet != NULL ? sheet : "",
                       (int) get_derived (self, "import_row") - 1,
                       (int) get_derived (self, "import_column") - 1);
  if (origin == G_MAXUINT)
    return;
  ((KheoSourceOrigin *) g_ptr_array_index (self->ask->source->origins, origin))->made = TRUE;
  add_event (self, kheo_imports_find_action (self->db, import_id), origin, NULL);
}

static gboolean
add_rows (Gather *self, GError **error)
{
  g_autoptr (GPtrArray) rows = kheo_import_row_list (
      self->db, self->reg == &kheo_register_units ? "unit" : self->reg->table, self->id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const KheoImportRowEntry *row = g_ptr_array_index (rows, i);
      guint origin = add_origin (self, row->import_id, row->sheet, row->row - 1, -1);

      if (origin == G_MAXUINT)
        continue;
      if (row->fields == NULL)
        ((KheoSourceOrigin *) g_ptr_array_index (self->ask->source->origins, origin))->made = TRUE;
      add_event (self, kheo_imports_find_action (self->db, row->import_id), origin, row->fields);
    }
  return rows != NULL;
}

/* ---- Edits ---- */

static gboolean
is_import (const Gather *self, gint64 action)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      const Event *event = &g_array_index (self->events, Event, i);

      if (event->origin != G_MAXUINT && event->action == action)
        return TRUE;
    }
  return FALSE;
}

static void
add_column_cb (const char *column, const char *before, const char *after, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ",
                          strcmp (column, "parent_id") == 0 ? "parent_id parent" : column);
}

/* Actions of people; those of imports told their rows already. */
static gboolean
add_edits (Gather *self, GError **error)
{
  self->actions = kheo_history_list_record (self->db, self->table, self->row, error);
  if (self->actions == NULL)
    return FALSE;
  for (guint i = 0; i < self->actions->len; i++)
    {
      const KheoAction *action = g_ptr_array_index (self->actions, i);
      g_autoptr (GString) fields = g_string_new (NULL);

      if (action->undone || is_import (self, action->id) ||
          kheo_imports_of_action (self->db, action->id) != 0)
        continue;
      if (!kheo_history_diff (self->db, action->id, self->table, self->row, add_column_cb, fields,
                              error))
        return FALSE;
      add_event (self, action->id, G_MAXUINT, fields->str);
    }
  return TRUE;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const Event *left = a;
  const Event *right = b;

  return (left->action < right->action) - (left->action > right->action);
}

/* ---- Fields ---- */

static gboolean
sets_field (const Event *event, const char *name)
{
  g_auto (GStrv) names = event->fields != NULL ? g_strsplit (event->fields, " ", -1) : NULL;

  return names == NULL || g_strv_contains ((const char *const *) names, name);
}

static void
tell_action (const Gather *self, gint64 id, KheoSourceCell *cell)
{
  cell->kind = KHEO_SOURCE_EDITED;
  cell->action = id;
  for (guint i = 0; i < self->actions->len; i++)
    {
      const KheoAction *action = g_ptr_array_index (self->actions, i);

      if (action->id != id)
        continue;
      cell->at = action->at;
      cell->actor = g_strdup (action->actor);
    }
}

static void
add_cell (Gather *self, guint field)
{
  KheoSourceCell *cell = kheo_source_cell_new ((int) field);

  for (guint i = 0; i < self->events->len; i++)
    {
      const Event *event = &g_array_index (self->events, Event, i);

      if (!sets_field (event, self->reg->fields[field].name))
        continue;
      cell->origin = event->origin;
      if (event->origin == G_MAXUINT)
        tell_action (self, event->action, cell);
      break;
    }
  g_ptr_array_add (self->ask->source->cells, cell);
}

static void
add_cells (Gather *self)
{
  for (guint f = 0; f < self->reg->n_fields; f++)
    if ((self->reg->fields[f].flags & KHEO_FIELD_DERIVED) == 0 &&
        !kheo_value_is_null (kheo_record_get (self->ask->record, f)))
      add_cell (self, f);
}

KheoSourceAsk *
kheo_source_gather (
    KheoDb *db, const KheoRegister *reg, gint64 id, KheoSourceCache *cache, GError **error)
{
  g_autoptr (KheoSourceAsk) ask = g_new0 (KheoSourceAsk, 1);
  g_auto (Gather) self = { .db = db, .reg = reg, .id = id, .ask = ask };

  ask->source = kheo_source_new (reg, id);
  ask->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_source_part_free);
  ask->cache = cache != NULL ? kheo_source_cache_ref (cache) : NULL;
  self.events = g_array_new (FALSE, FALSE, sizeof (Event));
  g_array_set_clear_func (self.events, clear_event);
  if (!load_record (&self, error))
    return NULL;
  add_own (&self);
  if (!add_rows (&self, error) || !add_edits (&self, error))
    return NULL;
  g_array_sort (self.events, compare_events);
  add_cells (&self);
  return g_steal_pointer (&ask);
}
