/*
 * What a plain register's rows are held against: the records of the book by id, code and name, the
 * values of the rows, and what these refer to.
 */
#include "kheo-import-plain.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>

#define CHAIN_MAX 32u /* of references; more are a circle */

/* ---- The records ---- */

static GArray *
list_ids (KheoDb *db, const KheoRegister *reg, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s ORDER BY id", reg->table);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (kheo_stmt_step (stmt, &problem))
    {
      gint64 id = kheo_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  if (problem == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static void
index_record (KheoPlainBook *self, guint index)
{
  KheoRecord *record = self->records->pdata[index];
  gint64      id = kheo_record_get_id (record);
  int         code = kheo_plain_code_field (self->reg);
  const char *text = code >= 0 ? kheo_record_get_text (record, (guint) code) : NULL;
  char       *key;
  GArray     *same;

  g_hash_table_insert (self->by_id, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (index + 1));
  if (text != NULL)
    g_hash_table_insert (self->by_code, g_strdup (text), GUINT_TO_POINTER (index + 1));
  text = kheo_record_get_text (record, (guint) kheo_plain_name_field (self->reg));
  key = kheo_text_match_key (text != NULL ? text : "");
  same = g_hash_table_lookup (self->by_name, key);
  if (same == NULL)
    {
      same = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->by_name, key, same);
    }
  else
    g_free (key);
  g_array_append_val (same, index);
}

gboolean
kheo_plain_book_load (KheoPlainBook *self, KheoDb *db, const KheoRegister *reg, GError **error)
{
  g_autoptr (GArray) ids = list_ids (db, reg, error);

  if (ids == NULL)
    return FALSE;
  self->reg = reg;
  self->records =
      kheo_record_table_get_many (db, reg, (const gint64 *) (gpointer) ids->data, ids->len, error);
  if (self->records == NULL)
    return FALSE;
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_name =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < self->records->len; i++)
    index_record (self, i);
  return TRUE;
}

void
kheo_plain_book_clear (KheoPlainBook *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->by_code, g_hash_table_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
}

KheoRecord *
kheo_plain_book_get (const KheoPlainBook *self, guint number)
{
  return number > 0 ? self->records->pdata[number - 1] : NULL;
}

guint
kheo_plain_book_find_id (const KheoPlainBook *self, gint64 id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &id));
}

/* ---- Values of rows ---- */

const char *
kheo_plain_text (const KheoImportTable *table, guint index, int field)
{
  const KheoSheetRow *row = kheo_table_row (table, index);
  const KheoValue *value = row->kind == KHEO_ROW_DATA ? kheo_values_get (table, row, field) : NULL;

  return value != NULL && value->type == KHEO_VALUE_TEXT ? value->text : NULL;
}

const KheoPlainRef *
kheo_plain_find_ref (const KheoImportTable *table, guint index, int field)
{
  guint low = 0;
  guint high = table->refs != NULL ? table->refs->len : 0;

  /* In the order of rows. */
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (table->refs, KheoPlainRef, middle).row < index)
        low = middle + 1;
      else
        high = middle;
    }
  for (; table->refs != NULL && low < table->refs->len; low++)
    {
      const KheoPlainRef *ref = &g_array_index (table->refs, KheoPlainRef, low);

      if (ref->row != index)
        return NULL;
      if (ref->field == field)
        return ref;
    }
  return NULL;
}

/* A field of a row as it would be stored; FALSE: the row does not say it. */
static gboolean
get_value (const KheoImportTable *table, guint index, guint field, KheoValue *out_value)
{
  const KheoField *description = &table->info.reg->fields[field];
  const KheoValue *value = NULL;

  if ((int) field == kheo_plain_unit_field (table->info.reg))
    {
      *out_value = KHEO_VALUE_INIT;
      out_value->type = KHEO_VALUE_INTEGER;
      out_value->integer = kheo_row_get_unit (table, kheo_table_row (table, index));
      return out_value->integer != 0;
    }
  value = kheo_values_get (table, kheo_table_row (table, index), (int) field);
  if (value == NULL || kheo_value_is_null (value) || (description->flags & KHEO_FIELD_DERIVED) != 0)
    return FALSE;
  *out_value = *value;
  if (description->type == KHEO_FIELD_RECORD)
    {
      const KheoPlainRef *ref = kheo_plain_find_ref (table, index, (int) field);

      if (ref == NULL || ref->id == 0)
        return FALSE;
      *out_value = KHEO_VALUE_INIT;
      out_value->type = KHEO_VALUE_INTEGER;
      out_value->integer = ref->id;
    }
  return TRUE;
}

/* Is @field the unit, and does the row name the one from which a reform took the record over? */
static gboolean
is_first_unit (const KheoImportTable *table,
               guint                  field,
               const KheoValue       *value,
               KheoRecord            *record)
{
  const KheoMatters *matters = kheo_matters_of (table->info.reg);

  return matters != NULL && field == matters->unit &&
         value->integer == kheo_record_get_integer (record, matters->first_unit, 0);
}

void
kheo_plain_fill (const KheoImportTable *table, guint index, KheoRecord *record)
{
  for (guint f = 0; f < table->info.reg->n_fields; f++)
    {
      KheoValue value = KHEO_VALUE_INIT;

      if (get_value (table, index, f, &value) && !is_first_unit (table, f, &value, record))
        kheo_record_set (record, f, &value);
    }
  kheo_matters_complete (record);
}

gboolean
kheo_plain_speaks_against (const KheoImportTable *table, guint index, KheoRecord *record)
{
  const KheoRegister *reg = table->info.reg;

  for (guint f = 0; f < reg->n_fields; f++)
    {
      KheoValue value = KHEO_VALUE_INIT;

      if ((reg->fields[f].flags & KHEO_FIELD_KEY) != 0 && (int) f != kheo_plain_name_field (reg) &&
          (int) f != kheo_plain_code_field (reg) && get_value (table, index, f, &value) &&
          !kheo_value_is_null (kheo_record_get (record, f)) &&
          !kheo_value_equal (&value, kheo_record_get (record, f)) &&
          !is_first_unit (table, f, &value, record))
        return TRUE;
    }
  return FALSE;
}

guint64
kheo_plain_differences (const KheoImportTable *table, guint index, KheoRecord *record)
{
  guint64 bits = 0;

  for (guint f = 0; f < table->info.reg->n_fields; f++)
    {
      const KheoPlainRef *ref = kheo_plain_find_ref (table, index, (int) f);
      KheoValue           value = KHEO_VALUE_INIT;

      if ((ref != NULL && ref->id == 0) ||
          (get_value (table, index, f, &value) &&
           !kheo_value_equal (&value, kheo_record_get (record, f)) &&
           !is_first_unit (table, f, &value, record)))
        bits |= 1ull << f;
    }
  return bits;
}

/* ---- References ---- */

void
kheo_plain_index_rows (KheoPlainMatch *self)
{
  for (guint i = 0; i < self->table->rows->len; i++)
    {
      const char *code = kheo_plain_text (self->table, i, self->code);
      const char *name = kheo_plain_text (self->table, i, self->name);
      char       *key;

      if (code != NULL && !g_hash_table_contains (self->codes, code))
        g_hash_table_insert (self->codes, (gpointer) code, GUINT_TO_POINTER (i + 1));
      if (name == NULL)
        continue;
      key = kheo_text_match_key (name);
      g_hash_table_insert (
          self->names, key,
          GUINT_TO_POINTER (g_hash_table_contains (self->names, key) ? G_MAXUINT : i + 1));
    }
}

/* A code or name, of the sheet's own rows first: they may be new. */
static gboolean
find_target (KheoPlainMatch *self, const KheoPlainBook *book, const char *text, KheoPlainRef *ref)
{
  g_autofree char *key = kheo_text_match_key (text);
  gboolean         own = book->reg == self->reg;
  guint            row = own ? GPOINTER_TO_UINT (g_hash_table_lookup (self->codes, text)) : 0;
  guint            number = GPOINTER_TO_UINT (g_hash_table_lookup (book->by_code, text));
  GArray          *same = NULL;

  if (row == 0 && number == 0 && own)
    row = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, key));
  if (row == 0 && number == 0)
    {
      same = g_hash_table_lookup (book->by_name, key);
      number = same != NULL && same->len == 1 ? g_array_index (same, guint, 0) + 1 : 0;
    }
  if (row == G_MAXUINT)
    return FALSE;
  if (row > 0)
    {
      ref->target = (int) row - 1;
      ref->id = kheo_table_row (self->table, row - 1)->id;
      return TRUE;
    }
  if (number > 0)
    ref->id = kheo_record_get_id (kheo_plain_book_get (book, number));
  return number > 0;
}

static gboolean
resolve_field (KheoPlainMatch *self, guint field, KheoDb *db, GArray *refs, GError **error)
{
  const KheoRegister  *target = kheo_register_find (self->reg->fields[field].target);
  KheoPlainBook        other = { 0 };
  const KheoPlainBook *book = target == self->reg ? &self->book : &other;

  if (target == NULL || target == &kheo_register_units)
    return TRUE;
  if (book == &other && !kheo_plain_book_load (&other, db, target, error))
    {
      kheo_plain_book_clear (&other);
      return FALSE;
    }
  for (guint i = 0; i < self->table->rows->len; i++)
    {
      const char  *text = kheo_plain_text (self->table, i, (int) field);
      KheoPlainRef ref = { i, (int) field, 0, -1 };

      if (kheo_table_row (self->table, i)->kind != KHEO_ROW_DATA || text == NULL ||
          kheo_words_nothing (text))
        continue;
      if (find_target (self, book, text, &ref))
        g_array_append_val (refs, ref);
      else
        kheo_plain_note (
            self, i, (int) field, KHEO_SEVERITY_WARNING, "bad-value",
            g_strdup_printf (_ ("“%s” is the code or name of none, or of several; it was left "
                                "empty. Give the code."),
                             text));
    }
  kheo_plain_book_clear (&other);
  return TRUE;
}

static int
compare_refs (gconstpointer a, gconstpointer b)
{
  const KheoPlainRef *first = a;
  const KheoPlainRef *second = b;

  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  return first->field - second->field;
}

gboolean
kheo_plain_resolve (KheoPlainMatch *self, KheoDb *db, GError **error)
{
  GArray *refs = g_array_new (FALSE, FALSE, sizeof (KheoPlainRef));

  self->table->refs = refs;
  for (guint f = 0; f < self->reg->n_fields; f++)
    if (self->reg->fields[f].type == KHEO_FIELD_RECORD &&
        self->table->slots[f + KHEO_N_META] >= 0 && !resolve_field (self, f, db, refs, error))
      return FALSE;
  g_array_sort (refs, compare_refs);
  return TRUE;
}

gboolean
kheo_plain_is_in_circle (const KheoPlainMatch *self, guint index, int field)
{
  const KheoPlainRef *ref = kheo_plain_find_ref (self->table, index, field);

  for (guint n = 0; ref != NULL && ref->target >= 0; n++)
    {
      if (n == CHAIN_MAX || (guint) ref->target == index)
        return TRUE;
      ref = kheo_plain_find_ref (self->table, (guint) ref->target, field);
    }
  return FALSE;
}
