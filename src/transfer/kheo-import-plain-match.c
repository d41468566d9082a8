/*
 * Rows of a plain register against its records.  A row is, in this order: the record whose id it
 * bears, the one that has its code, the only one of its name that may be meant.  All else is new.
 * An empty cell takes nothing away.  What the rules of the register do not allow refuses the row.
 */
#include "kheo-import-plain.h"

#include "kheo-figure-rules.h"
#include "kheo-figures.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Findings ---- */

void
kheo_plain_note (KheoPlainMatch *self,
                 guint           index,
                 int             field,
                 KheoSeverity    severity,
                 const char     *code,
                 char           *message)
{
  int column = field >= 0 ? kheo_column_of_field (self->table, field) : -1;

  kheo_import_note (
      self->table, KHEO_STAGE_MATCH, severity, code, message, (int) (self->table->base_row + index),
      column >= 0 ? (int) kheo_table_column (self->table, (guint) column)->info.column : -1);
}

/* Takes @message. */
static void
refuse (KheoPlainMatch *self, guint index, int field, const char *code, char *message)
{
  KheoSheetRow *row = kheo_table_row (self->table, index);

  row->status = KHEO_ROW_REFUSED;
  row->changes = 0;
  kheo_plain_note (self, index, field, KHEO_SEVERITY_ERROR, code, message);
}

/* ---- Which record a row is ---- */

static gboolean
is_open (const KheoPlainMatch *self, guint index)
{
  const KheoSheetRow *row = kheo_table_row (self->table, index);

  return row->kind == KHEO_ROW_DATA && row->status == KHEO_ROW_NEW && row->id == 0;
}

/* @number: of a record.  A second row of the same record is one too many. */
static void
take (KheoPlainMatch *self, guint index, guint number)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->taken, GUINT_TO_POINTER (number)));

  if (before > 0)
    {
      refuse (self, index, self->name, "duplicate-row",
              g_strdup_printf (_ ("The row has the code or name of row %u; leave one of them out."),
                               self->table->base_row + before));
      return;
    }
  g_hash_table_insert (self->taken, GUINT_TO_POINTER (number), GUINT_TO_POINTER (index + 1));
  kheo_table_row (self->table, index)->id =
      kheo_record_get_id (kheo_plain_book_get (&self->book, number));
}

static void
match_by_id (KheoPlainMatch *self, guint index)
{
  const char *text = kheo_plain_text (self->table, index, KHEO_COLUMN_RECORD_ID);
  guint       number =
      text != NULL ? kheo_plain_book_find_id (&self->book, g_ascii_strtoll (text, NULL, 10)) : 0;

  if (number > 0)
    take (self, index, number);
}

static void
match_by_code (KheoPlainMatch *self, guint index)
{
  const char *code = kheo_plain_text (self->table, index, self->code);
  guint       number =
      code != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->book.by_code, code)) : 0;

  if (number > 0)
    take (self, index, number);
}

/* What tells two rows of one name apart: what they stand below, their unit, their day. */
static gboolean
tells_apart (const KheoPlainMatch *self, guint field)
{
  return self->reg->fields[field].type == KHEO_FIELD_RECORD ||
         (kheo_plain_unit_field (self->reg) >= 0 &&
          (self->reg->fields[field].flags & KHEO_FIELD_KEY) != 0 && (int) field != self->name);
}

/* Do two rows stand below the same things? */
static gboolean
refer_alike (const KheoPlainMatch *self, guint a, guint b)
{
  if (kheo_row_get_unit (self->table, kheo_table_row (self->table, a)) !=
      kheo_row_get_unit (self->table, kheo_table_row (self->table, b)))
    return FALSE;
  for (guint f = 0; f < self->reg->n_fields; f++)
    if (tells_apart (self, f) && (int) f != kheo_plain_unit_field (self->reg) &&
        g_strcmp0 (kheo_plain_text (self->table, a, (int) f),
                   kheo_plain_text (self->table, b, (int) f)) != 0)
      return FALSE;
  return TRUE;
}

/* Of several of one name the one that is just so; G_MAXUINT: it cannot be told which. */
static guint
find_by_name (KheoPlainMatch *self, guint index, GArray *same, const char *code)
{
  guint n = 0;
  guint found = 0;
  guint spent = 0;

  for (guint i = 0; i < same->len; i++)
    {
      guint       number = g_array_index (same, guint, i) + 1;
      KheoRecord *record = kheo_plain_book_get (&self->book, number);
      guint row = GPOINTER_TO_UINT (g_hash_table_lookup (self->taken, GUINT_TO_POINTER (number)));

      if (code != NULL && kheo_record_get_text (record, (guint) self->code) != NULL)
        continue; /* two codes are two records */
      if (kheo_plain_speaks_against (self->table, index, record))
        continue;
      if (row > 0)
        {
          spent = code == NULL && refer_alike (self, index, row - 1) ? number : spent;
          continue;
        }
      if (kheo_plain_differences (self->table, index, record) == 0)
        return number;
      found = number;
      n++;
    }
  return n > 1 ? G_MAXUINT : n == 1 ? found : spent;
}

static void
match_by_name (KheoPlainMatch *self, guint index)
{
  const char      *name = kheo_plain_text (self->table, index, self->name);
  const char      *code = kheo_plain_text (self->table, index, self->code);
  g_autofree char *key = kheo_text_match_key (name != NULL ? name : "");
  GArray          *same = *key != '\0' ? g_hash_table_lookup (self->book.by_name, key) : NULL;
  guint            number = same != NULL ? find_by_name (self, index, same, code) : 0;

  if (number == G_MAXUINT)
    refuse (self, index, self->name, "record-ambiguous",
            g_strdup_printf (_ ("Several records of the book are called “%s”; give the code of the "
                                "one that is meant."),
                             name));
  else if (number > 0)
    take (self, index, number);
  else if (same != NULL && code != NULL)
    kheo_plain_note (
        self, index, self->name, KHEO_SEVERITY_WARNING, "likely-duplicate",
        g_strdup_printf (_ ("The book holds “%s” under another code. Check that this is another "
                            "one."),
                         name));
}

/* ---- What may be written ---- */

/* A field that no column says is told once, not for every row. */
static void
tell_missing (KheoPlainMatch *self, guint index, int field)
{
  const char *label = _ (self->reg->fields[field].label);

  kheo_table_row (self->table, index)->status = KHEO_ROW_REFUSED;
  if (self->table->by_column[field + KHEO_N_META])
    kheo_plain_note (
        self, index, field, KHEO_SEVERITY_ERROR, "missing",
        g_strdup_printf (_ ("“%s” is missing; fill it in or leave the row out."), label));
  else if (!self->told[field])
    kheo_import_note (
        self->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR, "missing",
        g_strdup_printf (
            _ ("The sheet does not say “%s”; choose its column, or one value for all rows."),
            label),
        -1, -1);
  self->told[field] = self->told[field] || !self->table->by_column[field + KHEO_N_META];
}

/* What the register's rules say of the record that the row would make or leave. */
static void
check_rules (KheoPlainMatch *self, guint index, KheoRecord *stored)
{
  KheoSheetRow *row = kheo_table_row (self->table, index);
  g_autoptr (KheoRecord) record =
      stored != NULL ? kheo_record_dup (stored) : kheo_record_new (self->reg, 0);
  g_autoptr (GPtrArray) findings = NULL;

  kheo_record_set_id (record, row->id);
  kheo_plain_fill (self->table, index, record);
  findings = kheo_record_validate_with (record, self->units, self->indicators);
  for (guint i = 0; i < findings->len; i++)
    {
      const KheoFinding *finding = g_ptr_array_index (findings, i);

      if (finding->field >= 0 && strcmp (finding->code, "missing") == 0)
        tell_missing (self, index, finding->field);
      else if (finding->severity == KHEO_SEVERITY_ERROR)
        refuse (self, index, finding->field, finding->code, g_strdup (finding->message));
      else
        kheo_plain_note (self, index, finding->field, finding->severity, finding->code,
                         g_strdup (finding->message));
    }
  for (guint f = 0; row->status != KHEO_ROW_REFUSED && f < self->reg->n_fields; f++)
    if (kheo_plain_is_in_circle (self, index, (int) f))
      refuse (self, index, (int) f, "bad-value",
              g_strdup (_ ("The rows refer to each other in a circle; correct one of them.")));
}

static void
settle_row (KheoPlainMatch *self, guint index)
{
  KheoSheetRow *row = kheo_table_row (self->table, index);
  KheoRecord   *stored =
      row->id != 0
            ? kheo_plain_book_get (&self->book, kheo_plain_book_find_id (&self->book, row->id))
            : NULL;

  if (row->kind != KHEO_ROW_DATA || row->status == KHEO_ROW_REFUSED)
    return;
  if (stored != NULL)
    {
      row->changes = kheo_plain_differences (self->table, index, stored);
      row->status = row->changes != 0 ? KHEO_ROW_CHANGED : KHEO_ROW_UNCHANGED;
    }
  if (row->status != KHEO_ROW_UNCHANGED)
    check_rules (self, index, stored);
}

/* A new row again: of the same code, else of the same name under the same things. */
static void
refuse_repeated (KheoPlainMatch *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->table->rows->len; i++)
    {
      const char *code = kheo_plain_text (self->table, i, self->code);
      const char *name = kheo_plain_text (self->table, i, self->name);
      g_autoptr (GString) key = g_string_new (code != NULL ? code : "");
      guint before;

      if (!is_open (self, i) || (code == NULL && name == NULL))
        continue;
      for (guint f = 0; code == NULL && f < self->reg->n_fields; f++)
        if ((int) f == kheo_plain_unit_field (self->reg))
          g_string_append_printf (key, "\x1f%" G_GINT64_FORMAT,
                                  kheo_row_get_unit (self->table, kheo_table_row (self->table, i)));
        else if ((int) f == self->name || tells_apart (self, f))
          {
            const char *text = kheo_plain_text (self->table, i, (int) f);

            g_string_append_printf (key, "\x1f%s", text != NULL ? text : "");
          }
      before = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key->str));
      if (before > 0)
        refuse (
            self, i, code != NULL ? self->code : self->name, "duplicate-row",
            g_strdup_printf (_ ("The row has the code or name of row %u; leave one of them out."),
                             self->table->base_row + before));
      else
        g_hash_table_insert (seen, g_strdup (key->str), GUINT_TO_POINTER (i + 1));
    }
}

/* Who refers to a row that is refused can only be written after it. */
static void
refuse_dependent (KheoPlainMatch *self)
{
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < self->table->refs->len; i++)
        {
          const KheoPlainRef *ref = &g_array_index (self->table->refs, KheoPlainRef, i);

          if (ref->id != 0 || kheo_table_row (self->table, ref->row)->status == KHEO_ROW_REFUSED ||
              kheo_table_row (self->table, (guint) ref->target)->status != KHEO_ROW_REFUSED)
            continue;
          refuse (self, ref->row, ref->field, "bad-value",
                  g_strdup_printf (_ ("The row belongs to row %u, which was refused; correct that "
                                      "one first."),
                                   self->table->base_row + (guint) ref->target + 1));
          again = TRUE;
        }
    }
}

/* ---- All ---- */

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
run (KheoPlainMatch *self, KheoDb *db, KheoProgress *progress, GError **error)
{
  static void (*const passes[]) (KheoPlainMatch *, guint) = { match_by_id, match_by_code,
                                                              match_by_name };
  guint n = self->table->rows->len;

  kheo_plain_index_rows (self);
  for (guint pass = 0; pass < G_N_ELEMENTS (passes); pass++)
    {
      if (!kheo_progress_tick (progress, (double) pass / G_N_ELEMENTS (passes),
                               _ ("Comparing with the book"), error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        if (is_open (self, i))
          passes[pass](self, i);
    }
  refuse_repeated (self);
  if (!kheo_plain_resolve (self, db, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    settle_row (self, i);
  refuse_dependent (self);
  return TRUE;
}

gboolean
kheo_plain_match (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error)
{
  KheoWorld     *world = kheo_world_get (db, error);
  KheoPlainMatch self = { .table = table, .reg = table->info.reg, .units = table->import->units };
  gboolean       done = FALSE;

  if (world == NULL || (self.indicators = kheo_world_get_indicators (world, error)) == NULL)
    return FALSE;
  if (kheo_plain_unit_field (self.reg) >= 0 && !kheo_places_find (table, db, progress, error))
    return FALSE;
  self.code = kheo_plain_code_field (self.reg);
  self.name = kheo_plain_name_field (self.reg);
  self.taken = g_hash_table_new (NULL, NULL);
  self.codes = g_hash_table_new (g_str_hash, g_str_equal);
  self.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_clear_pointer (&table->refs, g_array_unref);
  prepare_rows (table);
  done = kheo_plain_book_load (&self.book, db, self.reg, error) && run (&self, db, progress, error);
  kheo_plain_book_clear (&self.book);
  g_hash_table_unref (self.taken);
  g_hash_table_unref (self.codes);
  g_hash_table_unref (self.names);
  return done;
}
