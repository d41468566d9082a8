/*
 * Unit by unit: what the book holds there and no row was taken for, then the new rows one by one.
 * Names meet under their key, or under their key without one word, so nothing is compared with all
 * else.  Years, bodies and people that differ tell two models apart.
 */
#include "kheo-import-duplicate.h"

#include "kheo-import-cluster.h"
#include "kheo-import-private.h"
#include "kheo-imports.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A name that so many share says nothing. */
#define MAX_BUCKET 40u
/* Beyond this only equal names are looked for. */
#define MAX_NEAR_ROWS 20000u

/* What is compared, of a row and of a record alike; texts are borrowed or of Search.strings. */
typedef struct
{
  gint64      record; /* 0: a row */
  guint       row;    /* index in the table */
  const char *text[KHEO_MODEL_N_FIELDS];
  gint64      year;
  const char *name_key, *loose_key;
} Item;

typedef struct
{
  const KheoImportTable *table;
  guint                  number;
  KheoDb                *db;
  GHashTable            *taken; /* ids of records that rows were taken for */
  GStringChunk          *strings;
  GPtrArray             *items;  /* of Item, of the unit under way */
  GHashTable            *by_key; /* key → GArray of guint: places in items */
  gboolean               near;
  GArray                *found;
} Search;

static const guint texts[] = { KHEO_MODEL_NAME,  KHEO_MODEL_OWNER,  KHEO_MODEL_KIND,
                               KHEO_MODEL_FIELD, KHEO_MODEL_PERSON, KHEO_MODEL_REGISTERED_ON };

/* ---- Items ---- */

static void
finish_item (Search *search, Item *item)
{
  g_autofree char *key = kheo_cluster_key (item->text[KHEO_MODEL_NAME], TRUE);
  g_autofree char *loose = kheo_cluster_key (item->text[KHEO_MODEL_NAME], FALSE);

  item->name_key = g_string_chunk_insert (search->strings, key);
  item->loose_key = g_string_chunk_insert (search->strings, loose);
}

static Item *
item_of_row (Search *search, guint index)
{
  const KheoSheetRow *row = kheo_table_row (search->table, index);
  const KheoValue    *year = kheo_values_get (search->table, row, KHEO_MODEL_YEAR);
  Item               *item = g_new0 (Item, 1);

  item->row = index;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const KheoValue *value = kheo_values_get (search->table, row, (int) texts[i]);

      if (value != NULL && value->type == KHEO_VALUE_TEXT)
        item->text[texts[i]] = value->text;
    }
  if (year != NULL && year->type == KHEO_VALUE_INTEGER)
    item->year = year->integer;
  if (item->text[KHEO_MODEL_NAME] == NULL)
    g_clear_pointer (&item, g_free);
  else
    finish_item (search, item);
  return item;
}

static Item *
item_of_record (Search *search, KheoStmt *stmt)
{
  Item *item = g_new0 (Item, 1);

  item->record = kheo_stmt_get_int (stmt, 0);
  item->year = kheo_stmt_get_int (stmt, 1);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = kheo_stmt_get_text (stmt, (int) i + 2);

      item->text[texts[i]] = text != NULL ? g_string_chunk_insert (search->strings, text) : NULL;
    }
  finish_item (search, item);
  return item;
}

/* ---- Likeness ---- */

static gboolean
differ (const char *a, const char *b, gboolean tones)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (a == NULL || b == NULL || strcmp (a, b) == 0)
    return FALSE;
  first = kheo_cluster_key (a, tones);
  second = kheo_cluster_key (b, tones);
  return strcmp (first, second) != 0;
}

static guint64
fields_apart (const Item *a, const Item *b)
{
  guint64 bits = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *first = a->text[texts[i]];
      const char *second = b->text[texts[i]];

      if (first != NULL && second != NULL && strcmp (first, second) != 0)
        bits |= G_GUINT64_CONSTANT (1) << texts[i];
    }
  return bits;
}

/* FALSE: two things.  @out_score: how many points they are apart. */
static gboolean
look_alike (const Item *a, const Item *b, KheoAlike *out_why, guint *out_score)
{
  const guint64 kinds =
      (G_GUINT64_CONSTANT (1) << KHEO_MODEL_KIND) | (G_GUINT64_CONSTANT (1) << KHEO_MODEL_FIELD);
  gboolean same_name = strcmp (a->name_key, b->name_key) == 0;
  guint64  bits = fields_apart (a, b);
  guint    n_kinds = ((bits & kinds) != 0) + ((bits & kinds) == kinds);

  if ((a->year != 0 && b->year != 0 && a->year != b->year) ||
      differ (a->text[KHEO_MODEL_OWNER], b->text[KHEO_MODEL_OWNER], FALSE) ||
      differ (a->text[KHEO_MODEL_PERSON], b->text[KHEO_MODEL_PERSON], TRUE) ||
      n_kinds > (same_name ? 1 : 0))
    return FALSE;
  if (!same_name && strcmp (a->loose_key, b->loose_key) != 0 &&
      !kheo_cluster_is_slip (NULL, a->loose_key, b->loose_key))
    return FALSE;
  *out_why = bits == 0 ? KHEO_ALIKE_SAME : same_name ? KHEO_ALIKE_NAME : KHEO_ALIKE_NEAR;
  *out_score = n_kinds + (same_name ? 0 : 2) +
               ((bits & (G_GUINT64_CONSTANT (1) << KHEO_MODEL_REGISTERED_ON)) != 0);
  return TRUE;
}

/* ---- Meeting under keys ---- */

typedef void (*KeyFunc) (Search *search, const char *key, gpointer user_data);

/* The key itself and, of a long enough name, the key without each of its words. */
static void
foreach_key (Search *search, const Item *item, KeyFunc func, gpointer user_data)
{
  g_autoptr (GString) key = g_string_new (item->loose_key);
  const char *whole = item->loose_key;
  guint       words = 1;

  func (search, whole, user_data);
  for (const char *p = whole; *p != '\0'; p++)
    words += *p == ' ';
  for (gsize start = 0; search->near && words > 2 && whole[start] != '\0';)
    {
      gsize length = strcspn (whole + start, " ");

      g_string_assign (key, whole);
      g_string_erase (key, (gssize) start, (gssize) length);
      func (search, key->str, user_data);
      start += length;
      start += strspn (whole + start, " ");
    }
}

static void
put (Search *search, const char *key, gpointer user_data)
{
  guint   place = GPOINTER_TO_UINT (user_data);
  GArray *bucket = g_hash_table_lookup (search->by_key, key);

  if (bucket == NULL)
    {
      bucket = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (search->by_key, g_strdup (key), bucket);
    }
  if (bucket->len <= MAX_BUCKET)
    g_array_append_val (bucket, place);
}

static void
add_item (Search *search, Item *item)
{
  g_ptr_array_add (search->items, item);
  foreach_key (search, item, put, GUINT_TO_POINTER (search->items->len - 1));
}

typedef struct
{
  const Item   *item;
  KheoDuplicate best;
  guint         score;
} Partner;

static void
consider (Search *search, const char *key, gpointer user_data)
{
  Partner      *partner = user_data;
  const GArray *bucket = g_hash_table_lookup (search->by_key, key);

  for (guint i = 0; bucket != NULL && bucket->len <= MAX_BUCKET && i < bucket->len; i++)
    {
      const Item *other = g_ptr_array_index (search->items, g_array_index (bucket, guint, i));
      KheoAlike   why = KHEO_ALIKE_SAME;
      guint       score = 0;
      int         row = other->record != 0 ? -1 : (int) other->row;

      if (!look_alike (partner->item, other, &why, &score) || score >= partner->score ||
          kheo_duplicate_is_distinct (search->table, partner->item->row, other->record, row))
        continue;
      partner->score = score;
      partner->best = (KheoDuplicate){ search->number,
                                       partner->item->row,
                                       other->record,
                                       row,
                                       why,
                                       fields_apart (partner->item, other) };
    }
}

/* ---- A unit ---- */

static gboolean
load_records (Search *search, gint64 unit, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      search->db, "SELECT id, year, name, owner, kind, field, person, registered_on FROM model "
                  "WHERE unit_id = :unit ORDER BY id");
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (stmt, ":unit", unit);
  while (kheo_stmt_step (stmt, &problem))
    {
      gint64 id = kheo_stmt_get_int (stmt, 0);

      if (!g_hash_table_contains (search->taken, &id))
        add_item (search, item_of_record (search, stmt));
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
search_unit (Search *search, gint64 unit, const guint *rows, guint n, GError **error)
{
  gboolean done = FALSE;

  search->strings = g_string_chunk_new (4096);
  search->items = g_ptr_array_new_with_free_func (g_free);
  search->by_key =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  done = load_records (search, unit, error);

  for (guint i = 0; done && i < n; i++)
    {
      Item   *item = item_of_row (search, rows[i]);
      Partner partner = { .item = item, .score = G_MAXUINT };

      if (item == NULL)
        continue;
      foreach_key (search, item, consider, &partner);
      if (partner.score != G_MAXUINT)
        g_array_append_val (search->found, partner.best);
      add_item (search, item);
    }
  g_hash_table_unref (search->by_key);
  g_ptr_array_unref (search->items);
  g_string_chunk_free (search->strings);
  return done;
}

/* ---- A table ---- */

static void
note_taken (Search *search)
{
  for (guint i = 0; i < search->table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (search->table, i);

      if (row->kind == KHEO_ROW_DATA &&
          (row->status == KHEO_ROW_CHANGED || row->status == KHEO_ROW_UNCHANGED))
        g_hash_table_add (search->taken, g_memdup2 (&row->id, sizeof row->id));
    }
}

/* Rows that the comparison took for a record with a doubt. */
static void
list_doubts (Search *search)
{
  const GArray *notes = search->table->import->notes;

  for (guint i = 0; i < notes->len; i++)
    {
      const KheoImportFinding *finding = &g_array_index (notes, KheoNote, i).finding;
      KheoDuplicate            duplicate = { search->number, 0, 0, -1, KHEO_ALIKE_TAKEN, 0 };
      const KheoSheetRow      *row = NULL;

      if (finding->table != search->table || strcmp (finding->code, "likely-changed") != 0 ||
          finding->row < (int) search->table->base_row)
        continue;
      duplicate.index = (guint) finding->row - search->table->base_row;
      row = kheo_table_row (search->table, duplicate.index);
      duplicate.record = row->id;
      duplicate.differ = row->changes;
      if (row->status == KHEO_ROW_CHANGED)
        g_array_append_val (search->found, duplicate);
    }
}

static gboolean
search_table (Search *search, KheoProgress *progress, GError **error)
{
  g_autoptr (GArray) references = kheo_rows_list_new (search->table);
  g_autofree guint *rows = g_new (guint, references->len + 1);

  note_taken (search);
  search->near = references->len <= MAX_NEAR_ROWS;
  for (guint i = 0; i < references->len;)
    {
      gint64 unit = g_array_index (references, KheoUnitRow, i).unit;
      guint  n = 0;

      if (!kheo_progress_tick (progress, (double) i / references->len,
                               _ ("Looking for records that are alike"), error))
        return FALSE;
      for (; i < references->len && g_array_index (references, KheoUnitRow, i).unit == unit; i++)
        rows[n++] = g_array_index (references, KheoUnitRow, i).row;
      if (!search_unit (search, unit, rows, n, error))
        return FALSE;
    }
  list_doubts (search);
  return TRUE;
}

static int
compare_duplicates (gconstpointer a, gconstpointer b)
{
  const KheoDuplicate *first = a;
  const KheoDuplicate *second = b;

  if (first->table != second->table)
    return first->table < second->table ? -1 : 1;
  return first->index < second->index ? -1 : first->index > second->index;
}

GArray *
kheo_import_find_duplicates (const KheoImport *self,
                             KheoDb           *db,
                             KheoProgress     *progress,
                             GError          **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KheoDuplicate));

  g_return_val_if_fail (self->matched, NULL);

  for (guint t = 0; t < self->tables->len; t++)
    {
      Search   search = { .number = t, .db = db, .found = found };
      gboolean done = FALSE;

      search.table = g_ptr_array_index (self->tables, t);
      if (search.table->info.as != KHEO_IMPORT_MODELS)
        continue;
      search.taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      done = search_table (&search, progress, error);
      g_hash_table_unref (search.taken);
      if (!done)
        return NULL;
    }
  g_array_sort (found, compare_duplicates);
  return g_steal_pointer (&found);
}

KheoRecord *
kheo_import_load_alike (const KheoImport    *self,
                        const KheoDuplicate *duplicate,
                        KheoDb              *db,
                        GError             **error)
{
  const KheoImportTable *table = g_ptr_array_index (self->tables, duplicate->table);

  if (duplicate->record != 0)
    return kheo_record_table_get (db, table->info.reg, duplicate->record, error);
  return kheo_import_table_dup_record (table, (guint) duplicate->other);
}
