/*
 * What each row of a table is.  Rows of data are by far the most and are told by a few cheap looks;
 * only rows that look odd are read closely.
 */
#include "kheo-import-look.h"
#include "kheo-import-plain.h"
#include "kheo-import-tree.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SIGNATURE_MAX 4 /* cells; a record with a day in words has more */

typedef struct
{
  KheoImportTable *table;
  KheoLooker       looker;
  gboolean         seen_data;
  gboolean         signed_off; /* below the signatures */
  gboolean         of_which;   /* below "Trong đó:", which breaks a total up */
  guint            blanks;     /* blank rows just above */
  guint            last_used;  /* the last row that is part of the table proper */
  guint            last_body;  /* the last row of data or total, or of what breaks one up */
  GArray          *stack;      /* KheoOpenGroup */
} Reader;

/* ---- Kinds ---- */

/* Three words beside the name: a record.  Cheap, and true of nearly every row. */
static gboolean
is_plain_data (const Reader *reader, const KheoLook *look)
{
  return look->has_name && look->n_texts >= 3 && *look->label != '\0';
}

static gboolean
is_numbered (const KheoLook *look)
{
  return look->number.kind == KHEO_ORDINAL_NUMBER || look->number.kind == KHEO_ORDINAL_DOTTED;
}

static KheoRowKind
classify_odd (Reader *reader, guint row, KheoLook *look, guint8 *out_flags)
{
  gboolean numbered = is_numbered (look);

  if (!numbered && reader->seen_data && look->n <= SIGNATURE_MAX &&
      kheo_look_has_signature (&reader->looker, row, look))
    {
      reader->signed_off = TRUE;
      return KHEO_ROW_SIGNATURE;
    }
  kheo_look_count_words (&reader->looker, row, look);
  if (!numbered && kheo_words_note (look->label))
    return KHEO_ROW_NOTE;
  if (look->label_cell == NULL)
    return KHEO_ROW_NOTE; /* a number alone */
  if (kheo_words_of_which (look->label) && look->n_words == 0)
    {
      reader->of_which = TRUE;
      return KHEO_ROW_NOTE;
    }
  if (reader->of_which && kheo_look_is_share (&reader->looker, look))
    return KHEO_ROW_NOTE;
  if (kheo_look_is_repeated_title (&reader->looker, look->label))
    return KHEO_ROW_TITLE;
  if (kheo_look_is_group (&reader->looker, row, look))
    {
      KheoRowNumber number = look->number;
      const char   *label = kheo_look_group_label (look, &number);

      kheo_group_open (reader->table, reader->stack, row, label, number);
      return KHEO_ROW_GROUP;
    }
  if (look->has_name && (numbered || look->n >= 3))
    {
      /* "Mường La" and sums: a title over others is as poor in words. */
      if (!numbered && look->n_words == 0 && reader->looker.usual_words > 0)
        *out_flags |= KHEO_ROW_FLAG_UNCLEAR;
      return KHEO_ROW_DATA;
    }
  if (look->n >= 3 && (numbered || look->n_words >= 2))
    return KHEO_ROW_DATA;
  /* Text between rows of data that is none of all this: a person must see it. */
  *out_flags |= KHEO_ROW_FLAG_UNCLEAR;
  return KHEO_ROW_NOTE;
}

static KheoRowKind
classify_row (Reader *reader, guint row, guint8 *out_flags)
{
  KheoLook      look;
  KheoTotalKind total = KHEO_TOTAL_NONE;

  kheo_look_at_row (&reader->looker, row, &look);
  if (look.n == 0)
    return KHEO_ROW_BLANK;
  if (!is_numbered (&look) || !is_plain_data (reader, &look) ||
      row <= reader->table->info.heading_last + 2)
    {
      total = kheo_look_total (&reader->looker, row, &look);
      /* "Cộng" above all rows is of all of them. */
      if (total != KHEO_TOTAL_NONE)
        return total == KHEO_TOTAL_GRAND || !reader->seen_data ? KHEO_ROW_TOTAL : KHEO_ROW_SUBTOTAL;
      if (kheo_rows_is_code_row (reader->table, row))
        return KHEO_ROW_CODES;
      if (kheo_look_is_own_heading (&reader->looker, row))
        return KHEO_ROW_HEADING;
    }
  if (is_plain_data (reader, &look))
    {
      if (reader->signed_off)
        *out_flags |= KHEO_ROW_FLAG_UNCLEAR;
      return KHEO_ROW_DATA;
    }
  if (reader->signed_off)
    return KHEO_ROW_SIGNATURE;
  return classify_odd (reader, row, &look, out_flags);
}

/* Does the row name a unit where the names stand? */
static gboolean
names_unit (const Reader *reader, const KheoLook *look)
{
  const KheoUnitType *type = NULL;

  if (!look->has_name || look->label_cell == NULL ||
      (int) look->label_cell->column != reader->looker.name_column)
    return FALSE;
  type = kheo_unit_type_of_name (kheo_tree_clean_name (reader->table, look->label), (KheoLevel) -1);
  return type != NULL && type->level <= KHEO_LEVEL_HAMLET;
}

/* A list of units is told by fewer words: a code and a name are enough, and a unit over others is
 * one of the list too. */
static KheoRowKind
classify_unit_row (Reader *reader, guint row, guint8 *out_flags)
{
  KheoLook      look;
  gboolean      numbered = FALSE;
  KheoTotalKind total = KHEO_TOTAL_NONE;

  kheo_look_at_row (&reader->looker, row, &look);
  if (look.n == 0)
    return KHEO_ROW_BLANK;
  numbered = is_numbered (&look);
  if (kheo_rows_is_code_row (reader->table, row))
    return KHEO_ROW_CODES;
  if (kheo_look_is_own_heading (&reader->looker, row))
    return KHEO_ROW_HEADING;
  if (!numbered && reader->seen_data && look.n <= SIGNATURE_MAX &&
      kheo_look_has_signature (&reader->looker, row, &look))
    {
      reader->signed_off = TRUE;
      return KHEO_ROW_SIGNATURE;
    }
  total = numbered ? KHEO_TOTAL_NONE : kheo_look_total (&reader->looker, row, &look);
  if (total != KHEO_TOTAL_NONE)
    return total == KHEO_TOTAL_GRAND ? KHEO_ROW_TOTAL : KHEO_ROW_SUBTOTAL;
  if (reader->signed_off)
    return KHEO_ROW_SIGNATURE;
  if ((look.n >= 2 && look.n_texts >= 1 && *look.label != '\0') || names_unit (reader, &look))
    return KHEO_ROW_DATA;
  return classify_odd (reader, row, &look, out_flags);
}

/* A record of our own export. */
static gboolean
bears_id (Reader *reader, guint row)
{
  int      id = kheo_column_of_field (reader->table, KHEO_COLUMN_RECORD_ID);
  KheoLook look;

  if (id < 0)
    return FALSE;
  kheo_look_at_row (&reader->looker, row, &look);
  return look.has_name &&
         *kheo_cell_text_at (reader->table->import, reader->table->sheet, row,
                             kheo_table_column (reader->table, (guint) id)->info.column) != '\0' &&
         !kheo_look_is_own_heading (&reader->looker, row);
}

/* In a plain register "Tổng số hộ", "Trong đó" or "Ghi chú" may be names: a name and one more cell
 * are a record, and so is whatever bears an id. */
static KheoRowKind
classify_plain_row (Reader *reader, guint row, guint8 *out_flags)
{
  KheoLook look;

  kheo_look_at_row (&reader->looker, row, &look);
  if (look.n == 0)
    return KHEO_ROW_BLANK;
  if (bears_id (reader, row))
    return KHEO_ROW_DATA;
  if (kheo_rows_is_code_row (reader->table, row))
    return KHEO_ROW_CODES;
  if (kheo_look_is_own_heading (&reader->looker, row))
    return KHEO_ROW_HEADING;
  if (reader->seen_data && look.n <= SIGNATURE_MAX && !is_numbered (&look) &&
      kheo_look_has_signature (&reader->looker, row, &look))
    {
      reader->signed_off = TRUE;
      return KHEO_ROW_SIGNATURE;
    }
  if (reader->signed_off)
    return KHEO_ROW_SIGNATURE;
  if (look.has_name && look.n >= (look.number.kind != KHEO_ORDINAL_NONE ? 3u : 2u))
    return KHEO_ROW_DATA;
  *out_flags |= KHEO_ROW_FLAG_UNCLEAR;
  return KHEO_ROW_NOTE;
}

/* Tasks and petitions stand in lists like those of models; whatever bears an id is a record. */
static KheoRowKind
classify_matter_row (Reader *reader, guint row, guint8 *out_flags)
{
  return bears_id (reader, row) ? KHEO_ROW_DATA : classify_row (reader, row, out_flags);
}

/* ---- The loop ---- */

static void
add_row (Reader *reader, guint row, KheoRowKind kind, guint8 flags)
{
  KheoSheetRow new_row = {
    .kind = (guint8) kind, .flags = flags, .data = KHEO_NO_DATA, .group = -1
  };

  new_row.place = -1;
  if (kheo_sheet_is_row_hidden (reader->table->sheet, row))
    new_row.flags |= KHEO_ROW_FLAG_HIDDEN;
  if (kind == KHEO_ROW_DATA || kind == KHEO_ROW_SUBTOTAL || kind == KHEO_ROW_TOTAL)
    new_row.group = reader->stack->len > 0
                        ? g_array_index (reader->stack, KheoOpenGroup, reader->stack->len - 1).group
                        : -1;
  if (kind == KHEO_ROW_GROUP)
    new_row.group = (gint32) reader->table->groups->len - 1;
  g_array_append_val (reader->table->rows, new_row);
}

static void
add_rows_above (Reader *reader)
{
  KheoImportTable *table = reader->table;

  for (guint row = table->base_row; row <= table->info.heading_last; row++)
    {
      guint n = 0;

      kheo_sheet_get_row (table->sheet, row, &n);
      if (row >= table->info.heading_first)
        add_row (reader, row, KHEO_ROW_HEADING, 0);
      else
        add_row (reader, row, n == 0 ? KHEO_ROW_BLANK : KHEO_ROW_TITLE, 0);
    }
}

/* "STT" where the numbers of the rows stand. */
static gboolean
starts_with_ordinal_heading (const Reader *reader, const KheoCell *cell)
{
  const char *text = kheo_cell_get_text (reader->table->sheet, cell);
  int         field = KHEO_COLUMN_NONE;

  if (text == NULL || g_ascii_isdigit (*text) || cell->value.text.length > 24)
    return FALSE;
  text = kheo_cell_text (reader->table->import, reader->table->sheet, cell);
  return kheo_heading_score (reader->table->info.reg, text, &field) >= KHEO_HEADING_CERTAIN &&
         field == KHEO_COLUMN_ORDINAL;
}

/* The first column's heading again. */
static gboolean
starts_as_heading (const Reader *reader, const KheoCell *cell)
{
  KheoImportTable *table = reader->table;
  const char      *text = kheo_cell_get_text (table->sheet, cell);
  const char      *heading = NULL;

  if (text == NULL)
    return FALSE;
  heading =
      kheo_cell_text_at (table->import, table->sheet, table->info.heading_first, cell->column);
  return strcmp (kheo_cell_text (table->import, table->sheet, cell), heading) == 0;
}

/* Does anything stand between the last row of data and @row? */
static gboolean
has_title_above (const Reader *reader, guint row)
{
  for (guint above = reader->last_body + 1; above < row; above++)
    {
      KheoRowKind kind =
          (KheoRowKind) kheo_table_row (reader->table, above - reader->table->base_row)->kind;

      if (kind != KHEO_ROW_BLANK && kind != KHEO_ROW_TITLE)
        return reader->seen_data;
    }
  return FALSE;
}

/* Has another table begun?  Asked only where one may. */
static gboolean
starts_table (Reader *reader, guint row)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (reader->table->sheet, row, &n);

  if (n < 2 ||
      (!reader->signed_off && reader->blanks == 0 &&
       !starts_with_ordinal_heading (reader, &cells[0]) && !starts_as_heading (reader, &cells[0])))
    return FALSE;
  /* The same heading again: on each printed page, or below another title. */
  if (kheo_look_is_own_heading (&reader->looker, row))
    return has_title_above (reader, row);
  return kheo_finder_is_heading (reader->table->import, reader->table->sheet, row);
}

/* What stands between the last row of data and the next table's heading is that one's title. */
static void
end_before_next (Reader *reader)
{
  KheoImportTable *table = reader->table;
  guint            n = table->groups->len;

  while (n > 0 && g_array_index (table->groups, KheoGroup, n - 1).row > reader->last_body)
    n--;
  g_array_set_size (table->groups, n);
  g_array_set_size (table->rows, reader->last_body + 1 - table->base_row);
  reader->last_used = reader->last_body;
}

static void
note_row (Reader *reader, guint row, KheoRowKind kind)
{
  reader->blanks = kind == KHEO_ROW_BLANK ? reader->blanks + 1 : 0;
  if (kind == KHEO_ROW_DATA)
    reader->seen_data = TRUE;
  /* What breaks a total up ends where something else begins. */
  if (kind == KHEO_ROW_DATA || kind == KHEO_ROW_GROUP || kind == KHEO_ROW_HEADING)
    reader->of_which = FALSE;
  if (kind == KHEO_ROW_TOTAL && row > reader->table->info.heading_last + 3)
    reader->seen_data = TRUE;
  if (kind == KHEO_ROW_DATA || kind == KHEO_ROW_SUBTOTAL || kind == KHEO_ROW_TOTAL ||
      (kind == KHEO_ROW_NOTE && reader->of_which))
    reader->last_body = row;
  if (kind == KHEO_ROW_DATA || kind == KHEO_ROW_GROUP || kind == KHEO_ROW_SUBTOTAL ||
      kind == KHEO_ROW_TOTAL || kind == KHEO_ROW_HEADING || kind == KHEO_ROW_CODES)
    reader->last_used = row;
  if (kind == KHEO_ROW_HEADING || kind == KHEO_ROW_DATA)
    reader->signed_off = FALSE;
}

/* A person knows better what the row is: then it opens no group either. */
static gboolean
is_decided (const Reader *reader, guint row, KheoRowKind *out_kind)
{
  guint decision =
      GPOINTER_TO_UINT (g_hash_table_lookup (reader->table->decisions, GUINT_TO_POINTER (row)));

  if (decision == 0)
    return FALSE;
  *out_kind = (decision & KHEO_ROW_FLAG_SKIPPED) != 0 ? KHEO_ROW_LEFT_OUT : KHEO_ROW_DATA;
  return TRUE;
}

static gboolean
read_body (Reader *reader, KheoProgress *progress, GError **error)
{
  KheoImportTable *table = reader->table;
  guint            n_rows = kheo_sheet_get_n_rows (table->sheet);
  KheoRowKind (*classify) (Reader *, guint, guint8 *) =
      table->info.reg == &kheo_register_units     ? classify_unit_row
      : kheo_matters_of (table->info.reg) != NULL ? classify_matter_row
      : kheo_plain_is (table->info.reg)           ? classify_plain_row
                                                  : classify_row;

  for (guint row = table->info.heading_last + 1; row < n_rows; row++)
    {
      guint8      flags = 0;
      KheoRowKind kind = KHEO_ROW_BLANK;

      if ((row & 1023) == 0 &&
          !kheo_progress_tick (progress, (double) row / n_rows, _ ("Reading the rows"), error))
        return FALSE;
      if (starts_table (reader, row))
        {
          end_before_next (reader);
          break;
        }
      if (!is_decided (reader, row, &kind))
        kind = classify (reader, row, &flags);
      note_row (reader, row, kind);
      add_row (reader, row, kind, flags);
    }
  return TRUE;
}

/* Single texts below the last row of data are notes and names under signatures: nothing unclear.
 */
static void
settle_end (Reader *reader)
{
  KheoImportTable *table = reader->table;

  for (guint i = reader->last_used + 1 - table->base_row; i < table->rows->len; i++)
    if (kheo_table_row (table, i)->kind != KHEO_ROW_DATA)
      kheo_table_row (table, i)->flags &= (guint8) ~KHEO_ROW_FLAG_UNCLEAR;
  /* Nothing is signed in the middle of a list. */
  for (guint i = 0; i + table->base_row < reader->last_body && i < table->rows->len; i++)
    if (kheo_table_row (table, i)->kind == KHEO_ROW_SIGNATURE)
      kheo_table_row (table, i)->flags |= KHEO_ROW_FLAG_UNCLEAR;
  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (table, i);
      guint         decision = GPOINTER_TO_UINT (
                  g_hash_table_lookup (table->decisions, GUINT_TO_POINTER (table->base_row + i)));

      row->flags |= (guint8) decision;
    }
  table->info.n_rows = table->rows->len;
  table->info.last_row = table->base_row + table->rows->len - 1;
}

gboolean
kheo_rows_read (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (KheoOpenGroup));
  Reader reader = { .table = table, .stack = stack, .last_used = table->info.heading_last };

  reader.last_body = table->info.heading_last;
  kheo_look_init (&reader.looker, table);
  g_array_set_size (table->rows, 0);
  g_array_set_size (table->groups, 0);
  add_rows_above (&reader);
  if (!read_body (&reader, progress, error))
    return FALSE;
  settle_end (&reader);
  return TRUE;
}
