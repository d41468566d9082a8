/*
 * Rows of models against the records of the book, unit by unit.  A row is, in this order: the
 * record whose id it bears; one that equals it in all that the row says; one with the same key; one
 * that differs from that in a single point.  Each record is taken once, so equal rows pair off. All
 * else is new.  What a row does not say is neutral: an empty cell takes nothing away.
 */
#include "kheo-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The records of one unit. */
typedef struct
{
  GPtrArray  *records; /* KheoRecord */
  gboolean   *used;
  GHashTable *by_name; /* name → GArray of guint */
} Stored;

/* A row that may be a record whose day of registration was corrected. */
typedef struct
{
  KheoSheetRow *row;
  guint         sheet_row;
  gint64        record_id, import_id;
  guint64       changes;
} Doubt;

typedef struct
{
  KheoImportTable *table;
  KheoDb          *db;
  GHashTable      *taken;   /* ids of records already matched, by id */
  GHashTable      *origins; /* import id → how many rows matched one of its records */
  GArray          *doubts;
  guint            n_matched;
} Comparison;

/* What tells two models of one name, unit and year apart. */
static const int key_fields[] = { KHEO_MODEL_OWNER, KHEO_MODEL_KIND, KHEO_MODEL_FIELD,
                                  KHEO_MODEL_PERSON };

/* ---- One row, one record ---- */

/* Bits of the fields that the row says otherwise than the record. */
static guint64
differences (const KheoImportTable *table, const KheoSheetRow *row, KheoRecord *record)
{
  guint64 bits = 0;

  for (guint f = 0; f < table->info.reg->n_fields; f++)
    {
      const KheoValue *value = NULL;

      if (f == KHEO_MODEL_UNIT || (table->info.reg->fields[f].flags & KHEO_FIELD_DERIVED) != 0)
        continue;
      value = kheo_values_get (table, row, (int) f);
      if (value != NULL && !kheo_value_is_null (value) &&
          !kheo_value_equal (value, kheo_record_get (record, f)))
        bits |= 1ull << f;
    }
  return bits;
}

static gboolean
differs_from_known (const KheoImportTable *table,
                    const KheoSheetRow    *row,
                    KheoRecord            *record,
                    int                    f)
{
  const KheoValue *value = kheo_values_get (table, row, f);
  const KheoValue *stored = kheo_record_get (record, (guint) f);

  return value != NULL && !kheo_value_is_null (value) && !kheo_value_is_null (stored) &&
         !kheo_value_equal (value, stored);
}

typedef enum
{
  LIKENESS_NONE,
  LIKENESS_DAY,   /* only the day of registration differs */
  LIKENESS_POINT, /* one point of the key differs */
  LIKENESS_KEY,
  LIKENESS_EQUAL,
} Likeness;

/* Of a record with the same unit and name. */
static Likeness
likeness_of (const KheoImportTable *table, const KheoSheetRow *row, KheoRecord *record)
{
  guint    apart = 0;
  gboolean day = differs_from_known (table, row, record, KHEO_MODEL_REGISTERED_ON);

  if (differs_from_known (table, row, record, KHEO_MODEL_YEAR))
    return LIKENESS_NONE;
  if (differences (table, row, record) == 0)
    return LIKENESS_EQUAL;
  for (guint i = 0; i < G_N_ELEMENTS (key_fields); i++)
    apart += differs_from_known (table, row, record, key_fields[i]);
  if (day)
    return apart == 0 ? LIKENESS_DAY : LIKENESS_NONE;
  return apart == 0 ? LIKENESS_KEY : apart == 1 ? LIKENESS_POINT : LIKENESS_NONE;
}

/* ---- The records of a unit ---- */

static GArray *
list_ids (KheoDb *db, gint64 unit_id, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT id FROM model WHERE unit_id = :unit ORDER BY id");
  g_autoptr (GError) problem = NULL;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  kheo_stmt_bind_int (stmt, ":unit", unit_id);
  while (kheo_stmt_step (stmt, &problem))
    {
      gint64 id = kheo_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  if (problem == NULL)
    return ids;
  g_array_unref (ids);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static void
index_record (Stored *stored, guint index)
{
  KheoRecord *record = stored->records->pdata[index];
  const char *name = record != NULL ? kheo_record_get_text (record, KHEO_MODEL_NAME) : NULL;
  GArray     *same = NULL;

  if (name == NULL)
    return;
  same = g_hash_table_lookup (stored->by_name, name);
  if (same == NULL)
    {
      same = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (stored->by_name, (gpointer) name, same);
    }
  g_array_append_val (same, index);
}

static gboolean
load_stored (Comparison *comparison, gint64 unit_id, Stored *stored, GError **error)
{
  g_autoptr (GArray) ids = list_ids (comparison->db, unit_id, error);

  if (ids == NULL)
    return FALSE;
  stored->records =
      kheo_record_table_get_many (comparison->db, comparison->table->info.reg,
                                  (const gint64 *) (gpointer) ids->data, ids->len, error);
  if (stored->records == NULL)
    return FALSE;
  stored->used = g_new0 (gboolean, ids->len + 1);
  stored->by_name =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < stored->records->len; i++)
    {
      index_record (stored, i);
      stored->used[i] = g_hash_table_contains (comparison->taken, &g_array_index (ids, gint64, i));
    }
  return TRUE;
}

static void
clear_stored (Stored *stored)
{
  g_clear_pointer (&stored->by_name, g_hash_table_unref);
  g_clear_pointer (&stored->records, g_ptr_array_unref);
  g_clear_pointer (&stored->used, g_free);
}

/* ---- Matching ---- */

static void
take (Comparison *comparison, KheoSheetRow *row, KheoRecord *record)
{
  const KheoImportTable *table = comparison->table;
  gint64                 origin = kheo_record_get_integer (record, KHEO_MODEL_IMPORT, 0);
  gpointer               count = NULL;

  row->id = kheo_record_get_id (record);
  row->changes = differences (table, row, record);
  if (kheo_row_get_unit (table, row) != kheo_record_get_integer (record, KHEO_MODEL_UNIT, 0))
    row->changes |= 1ull << KHEO_MODEL_UNIT;
  row->status = row->changes != 0 ? KHEO_ROW_CHANGED : KHEO_ROW_UNCHANGED;
  comparison->n_matched++;
  if (origin == 0)
    return;
  count = g_hash_table_lookup (comparison->origins, &origin);
  g_hash_table_insert (comparison->origins, g_memdup2 (&origin, sizeof origin),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
}

static void
match_in_bucket (
    Comparison *comparison, Stored *stored, KheoSheetRow *row, guint sheet_row, Likeness wanted)
{
  const KheoValue *name = kheo_values_get (comparison->table, row, KHEO_MODEL_NAME);
  GArray          *same = g_hash_table_lookup (stored->by_name, name->text);

  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      guint       index = g_array_index (same, guint, i);
      KheoRecord *record = stored->records->pdata[index];
      Likeness    likeness = LIKENESS_NONE;

      if (stored->used[index] ||
          kheo_duplicate_is_distinct (comparison->table, sheet_row - comparison->table->base_row,
                                      kheo_record_get_id (record), -1))
        continue;
      likeness = likeness_of (comparison->table, row, record);
      if (likeness == LIKENESS_DAY && wanted == LIKENESS_DAY)
        {
          Doubt doubt = { row, sheet_row, kheo_record_get_id (record),
                          kheo_record_get_integer (record, KHEO_MODEL_IMPORT, 0),
                          differences (comparison->table, row, record) };

          g_array_append_val (comparison->doubts, doubt);
          stored->used[index] = TRUE;
          return;
        }
      if (likeness != wanted || wanted == LIKENESS_DAY)
        continue;
      stored->used[index] = TRUE;
      take (comparison, row, record);
      if (likeness == LIKENESS_POINT)
        kheo_import_note (comparison->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING,
                          "likely-changed",
                          g_strdup (_ ("The row was taken for a model of the book that differs "
                                       "from it in one point. Check what changes.")),
                          (int) sheet_row, -1);
      return;
    }
}

static gboolean
match_unit (Comparison *comparison, gint64 unit_id, guint *rows, guint n_rows, GError **error)
{
  static const Likeness passes[] = { LIKENESS_EQUAL, LIKENESS_KEY, LIKENESS_POINT, LIKENESS_DAY };
  Stored                stored = { 0 };

  if (!load_stored (comparison, unit_id, &stored, error))
    {
      clear_stored (&stored);
      return FALSE;
    }
  for (guint pass = 0; pass < G_N_ELEMENTS (passes) && stored.records->len > 0; pass++)
    for (guint i = 0; i < n_rows; i++)
      {
        KheoSheetRow *row = kheo_table_row (comparison->table, rows[i]);

        if (row->status == KHEO_ROW_NEW)
          match_in_bucket (comparison, &stored, row, comparison->table->base_row + rows[i],
                           passes[pass]);
      }
  clear_stored (&stored);
  return TRUE;
}

static gboolean
take_id (Comparison *comparison, KheoSheetRow *row, gint64 id, GError **error)
{
  g_autoptr (KheoRecord) record = NULL;
  g_autoptr (GError) problem = NULL;

  if (id <= 0 || g_hash_table_contains (comparison->taken, &id))
    return TRUE;
  record = kheo_record_table_get (comparison->db, comparison->table->info.reg, id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (record == NULL)
    return TRUE;
  g_hash_table_add (comparison->taken, g_memdup2 (&id, sizeof id));
  take (comparison, row, record);
  return TRUE;
}

/* A person said so. */
static gboolean
match_answers (Comparison *comparison, GError **error)
{
  KheoImportTable *table = comparison->table;

  for (guint i = 0; table->same != NULL && i < table->rows->len; i++)
    if (kheo_table_row (table, i)->status == KHEO_ROW_NEW &&
        !take_id (comparison, kheo_table_row (table, i), kheo_duplicate_get_same (table, i), error))
      return FALSE;
  return TRUE;
}

/* Records named by their own id first. */
static gboolean
match_ids (Comparison *comparison, GError **error)
{
  KheoImportTable *table = comparison->table;

  if (table->slots[KHEO_COLUMN_RECORD_ID + KHEO_N_META] < 0)
    return TRUE;
  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow    *row = kheo_table_row (table, i);
      const KheoValue *value = kheo_values_get (table, row, KHEO_COLUMN_RECORD_ID);

      if (row->status == KHEO_ROW_NEW && value != NULL && value->type == KHEO_VALUE_TEXT &&
          !take_id (comparison, row, g_ascii_strtoll (value->text, NULL, 10), error))
        return FALSE;
    }
  return TRUE;
}

/*
 * A row that differs from a record in its day only: a correction when most of the file is the list
 * that this record came from, else another model that looks much like it.
 */
static void
settle_doubts (Comparison *comparison)
{
  for (guint i = 0; i < comparison->doubts->len; i++)
    {
      const Doubt *doubt = &g_array_index (comparison->doubts, Doubt, i);
      guint alike = GPOINTER_TO_UINT (g_hash_table_lookup (comparison->origins, &doubt->import_id));
      gboolean same_list = doubt->import_id != 0 && alike * 2 >= comparison->table->n_data;

      if (same_list)
        {
          doubt->row->status = KHEO_ROW_CHANGED;
          doubt->row->id = doubt->record_id;
          doubt->row->changes = doubt->changes;
        }
      kheo_import_note (
          comparison->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING,
          same_list ? "likely-changed" : "likely-duplicate",
          g_strdup (same_list ? _ ("The row was taken for a model of the book that differs from it "
                                   "in one point. Check what changes.")
                              : _ ("The book holds a model that differs from this row only in its "
                                   "day of registration. Check that it is another one.")),
          (int) doubt->sheet_row, -1);
    }
}

/* ---- Rows that repeat another ---- */

static guint
hash_row (const KheoImportTable *table, const KheoSheetRow *row)
{
  guint64 hash = (guint64) kheo_row_get_unit (table, row) * 0x9e3779b97f4a7c15u;

  for (guint f = 0; f < table->info.reg->n_fields; f++)
    {
      const KheoValue *value = kheo_values_get (table, row, (int) f);

      if (value == NULL || kheo_value_is_null (value))
        continue;
      hash ^= value->type == KHEO_VALUE_TEXT ? g_str_hash (value->text) : (guint64) value->integer;
      hash = (hash + f) * 0x100000001b3u;
    }
  return (guint) (hash ^ (hash >> 32));
}

static gboolean
is_same_row (const KheoImportTable *table, const KheoSheetRow *a, const KheoSheetRow *b)
{
  if (kheo_row_get_unit (table, a) != kheo_row_get_unit (table, b))
    return FALSE;
  for (guint f = 0; f < table->info.reg->n_fields; f++)
    {
      const KheoValue *value = kheo_values_get (table, a, (int) f);

      if (value != NULL && !kheo_value_equal (value, kheo_values_get (table, b, (int) f)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
report_repeated (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);
      gpointer            key = NULL;
      guint               other = 0;

      if ((i & 1023) == 0 && !kheo_progress_tick (progress, (double) i / table->rows->len,
                                                  _ ("Comparing with the book"), error))
        return FALSE;
      if (row->kind != KHEO_ROW_DATA || row->status == KHEO_ROW_REFUSED)
        continue;
      key = GUINT_TO_POINTER (hash_row (table, row));
      other = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));
      if (other == 0)
        g_hash_table_insert (seen, key, GUINT_TO_POINTER (i + 1));
      else if (row->status == KHEO_ROW_NEW &&
               is_same_row (table, row, kheo_table_row (table, other - 1)) &&
               !kheo_duplicate_is_distinct (table, i, 0, (int) other - 1))
        kheo_import_note (table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "duplicate-row",
                          g_strdup_printf (_ ("The row says the same as row %u; both were taken. "
                                              "Leave one out if it stands there twice."),
                                           table->base_row + other),
                          (int) (table->base_row + i), -1);
    }
  return TRUE;
}

/* ---- All ---- */

static int
compare_unit_rows (gconstpointer a, gconstpointer b)
{
  const KheoUnitRow *first = a;
  const KheoUnitRow *second = b;

  if (first->unit != second->unit)
    return first->unit < second->unit ? -1 : 1;
  return first->row < second->row ? -1 : first->row > second->row;
}

GArray *
kheo_rows_list_new (const KheoImportTable *table)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (KheoUnitRow));

  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);
      KheoUnitRow         found = { 0, i };

      if (row->kind != KHEO_ROW_DATA || row->status != KHEO_ROW_NEW)
        continue;
      found.unit = kheo_row_get_unit (table, row);
      if (found.unit != 0)
        g_array_append_val (rows, found);
    }
  g_array_sort (rows, compare_unit_rows);
  return rows;
}

/* Rows are new until a record is found; those without unit or with errors are refused. */
static void
prepare_rows (KheoImportTable *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (table, i);

      row->status = KHEO_ROW_PENDING;
      row->id = 0;
      row->changes = 0;
      if (row->kind == KHEO_ROW_DATA)
        row->status = (row->flags & (KHEO_ROW_FLAG_BAD | KHEO_ROW_FLAG_NO_UNIT)) != 0
                          ? KHEO_ROW_REFUSED
                          : KHEO_ROW_NEW;
    }
}

static gboolean
match_units (Comparison *comparison, GArray *references, KheoProgress *progress, GError **error)
{
  g_autofree guint *rows = g_new (guint, references->len + 1);

  for (guint i = 0; i < references->len;)
    {
      gint64 unit = g_array_index (references, KheoUnitRow, i).unit;
      guint  n = 0;

      if (!kheo_progress_tick (progress, (double) i / references->len,
                               _ ("Comparing with the book"), error))
        return FALSE;
      for (; i < references->len && g_array_index (references, KheoUnitRow, i).unit == unit; i++)
        rows[n++] = g_array_index (references, KheoUnitRow, i).row;
      if (!match_unit (comparison, unit, rows, n, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kheo_compare_run (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error)
{
  g_autoptr (GArray) references = NULL;
  KheoWorld *world = kheo_world_get (db, error);
  Comparison comparison = { .table = table, .db = db };
  gboolean   done = TRUE;

  if (world == NULL)
    return FALSE;
  prepare_rows (table);
  references = kheo_rows_list_new (table);
  if (kheo_world_get_n_models (world) > 0)
    {
      comparison.taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      comparison.origins = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      comparison.doubts = g_array_new (FALSE, FALSE, sizeof (Doubt));
      done = match_answers (&comparison, error) && match_ids (&comparison, error) &&
             match_units (&comparison, references, progress, error);
      if (done)
        settle_doubts (&comparison);
      g_hash_table_unref (comparison.taken);
      g_hash_table_unref (comparison.origins);
      g_array_unref (comparison.doubts);
    }
  return done && report_repeated (table, progress, error);
}
