/*
 * What each row of a table is.  Rows of data are by far the most and are told by a few cheap looks;
 * only rows that look odd are read closely.
 */
#include "kheo-import-private.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define USUAL_ROWS    80u
#define SIGNATURE_MAX 4   /* cells; a record with a day in words has more */
#define LABEL_MAX     120 /* bytes; a longer text is no title of a group and no total */

/* One row, looked at. */
typedef struct
{
  guint           n;          /* cells in the table's columns that hold something */
  guint           n_texts;    /* … texts, but for the number of the row and the label */
  guint           n_words;    /* … of these, texts that are neither numbers nor marks nor "-" */
  const KheoCell *label_cell; /* the first but for the number of the row */
  const char     *label;
  KheoRowNumber   number; /* what stands in the column of numbers */
  gboolean        has_name;
} Look;

typedef struct
{
  KheoImportTable *table;
  int              ordinal_column; /* in the sheet, -1 */
  int              name_column;
  guint            usual_words; /* that a row of data has besides its name */
  gboolean         seen_data;
  gboolean         signed_off; /* below the signatures */
  gboolean         of_which;   /* below "Trong đó:", which breaks a total up */
  guint            blanks;     /* blank rows just above */
  guint            last_used;  /* the last row that is part of the table proper */
  guint            last_body;  /* the last row of data or total, or of what breaks one up */
  GArray          *stack;      /* KheoOpenGroup */
} Reader;

static int
sheet_column (const KheoImportTable *table, int field)
{
  int index = kheo_column_of_field (table, field);

  return index >= 0 ? (int) kheo_table_column (table, (guint) index)->info.column : -1;
}

/* ---- Looking ---- */

static gboolean
is_word (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell)
{
  KheoNumber  number = { 0 };
  const char *text = NULL;

  if (cell->type != KHEO_CELL_TEXT)
    return FALSE;
  text = kheo_cell_text (self, sheet, cell);
  return !kheo_words_mark (text) && !kheo_words_nothing (text) &&
         !kheo_number_parse (text, KHEO_NUMBERS_UNDECIDED, &number);
}

static KheoRowNumber
number_of (const KheoImportTable *table, const KheoCell *cell)
{
  KheoRowNumber number = { KHEO_ORDINAL_NUMBER, 0 };
  const char   *text = NULL;

  if (cell->type == KHEO_CELL_NUMBER && cell->value.number >= 0 && cell->value.number < 1e6)
    number.value = (guint) cell->value.number;
  if (cell->type != KHEO_CELL_TEXT)
    return number;
  text = kheo_cell_text (table->import, table->sheet, cell);
  number.kind = kheo_words_ordinal (text);
  number.value = kheo_words_ordinal_value (text, number.kind);
  return number;
}

/* Files without numbers hold sums as texts: "1.260.400.000", "–". */
static gboolean
begins_as_word (const KheoSheet *sheet, const KheoCell *cell)
{
  const char *text = kheo_cell_get_text (sheet, cell);

  return g_ascii_isalpha (*text) || ((guint8) *text >= 0xc3 && (guint8) *text != 0xe2);
}

/* The label is the name, else the first text: sums of other columns may stand before it. */
static void
look_for_label (const Reader *reader, const KheoCell *cell, Look *look)
{
  gboolean is_text = cell->type == KHEO_CELL_TEXT;
  gboolean had_text = look->label_cell != NULL && look->label_cell->type == KHEO_CELL_TEXT;

  if (look->label_cell != NULL &&
      (!is_text || (had_text && (int) cell->column != reader->name_column)))
    {
      look->n_texts += is_text && begins_as_word (reader->table->sheet, cell);
      return;
    }
  look->n_texts += had_text && begins_as_word (reader->table->sheet, look->label_cell);
  look->label_cell = cell;
  look->label = kheo_cell_text (reader->table->import, reader->table->sheet, cell);
}

static void
look_at_row (const Reader *reader, guint row, Look *look)
{
  KheoImportTable *table = reader->table;
  guint            n = 0;
  const KheoCell  *cells = kheo_sheet_get_row (table->sheet, row, &n);

  *look = (Look){ .label = "" };
  for (guint i = 0; i < n; i++)
    {

      if (cells[i].column < table->info.first_column || cells[i].column > table->info.last_column ||
          kheo_cell_is_blank (table->import, table->sheet, &cells[i]))
        continue;
      look->n++;
      look->has_name = look->has_name || (int) cells[i].column == reader->name_column;
      if ((int) cells[i].column == reader->ordinal_column)
        {
          /* A label may stand where the numbers are: "I. Huyện Mường La", "Tổng số". */
          look->number = number_of (table, &cells[i]);
          if (look->number.kind != KHEO_ORDINAL_NONE)
            continue;
        }
      look_for_label (reader, &cells[i], look);
    }
}

/* The close look, for rows that need it. */
static void
count_words (const Reader *reader, guint row, Look *look)
{
  KheoImportTable *table = reader->table;
  guint            n = 0;
  const KheoCell  *cells = kheo_sheet_get_row (table->sheet, row, &n);

  look->n_words = 0;
  for (guint i = 0; i < n; i++)
    if (&cells[i] != look->label_cell && cells[i].column >= table->info.first_column &&
        cells[i].column <= table->info.last_column &&
        (int) cells[i].column != reader->ordinal_column &&
        !kheo_cell_is_blank (table->import, table->sheet, &cells[i]))
      look->n_words += is_word (table->import, table->sheet, &cells[i]);
}

/* ---- Kinds ---- */

static gboolean
is_code_text (const char *text, guint64 *io_last, guint *io_letters)
{
  char       *end = NULL;
  guint64     number = 0;
  const char *start = text + (*text == '(' || *text == '[');

  if (g_ascii_isalpha (*start) && (start[1] == '\0' || start[1] == ')' || start[1] == ']'))
    {
      (*io_letters)++;
      return TRUE;
    }
  number = g_ascii_strtoull (start, &end, 10);
  if (end == start || (*end != '\0' && strchr (")]=", *end) == NULL))
    return FALSE;
  if (*io_last != G_MAXUINT64 && number != *io_last + 1)
    return FALSE;
  *io_last = number;
  return number < KHEO_MAX_COLUMNS;
}

/* "A | B | 1 | 2 | 3 …": letters, then numbers that count up by one. */
gboolean
kheo_rows_is_code_row (KheoImportTable *table, guint row)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (table->sheet, row, &n);
  guint64         last = G_MAXUINT64;
  guint           letters = 0;
  guint           codes = 0;

  for (guint i = 0; i < n; i++)
    {
      if (cells[i].column < table->info.first_column || cells[i].column > table->info.last_column ||
          kheo_cell_is_blank (table->import, table->sheet, &cells[i]))
        continue;
      if (!is_code_text (kheo_cell_text (table->import, table->sheet, &cells[i]), &last, &letters))
        return FALSE;
      codes++;
    }
  return codes >= 3 && codes * 2 >= table->columns->len;
}

static gboolean
is_own_heading (const Reader *reader, guint row)
{
  KheoImportTable *table = reader->table;
  guint            same = 0;
  guint            n_texts = 0;
  guint            n = 0;
  const KheoCell  *cells = kheo_sheet_get_row (table->sheet, row, &n);

  for (guint i = 0; i < n; i++)
    {
      const char *text = NULL;

      if (cells[i].type != KHEO_CELL_TEXT || cells[i].column < table->info.first_column ||
          cells[i].column > table->info.last_column)
        continue;
      n_texts++;
      text = kheo_cell_text (table->import, table->sheet, &cells[i]);
      for (guint h = table->info.heading_first; h <= table->info.heading_last; h++)
        if (strcmp (text, kheo_cell_text_at (table->import, table->sheet, h, cells[i].column)) == 0)
          {
            same++;
            break;
          }
    }
  return same >= 2 && same * 3 >= n_texts * 2;
}

/* A label of which all other cells are numbers. */
static KheoTotalKind
total_of (const Reader *reader, guint row, Look *look)
{
  KheoTotalKind kind = KHEO_TOTAL_NONE;

  if (look->label_cell == NULL || strlen (look->label) > LABEL_MAX ||
      strchr ("cCtTgGsSlLIVXivx123456789ABD", *look->label) == NULL)
    return KHEO_TOTAL_NONE;
  kind = kheo_words_total (look->label);
  if (kind == KHEO_TOTAL_NONE)
    return KHEO_TOTAL_NONE;
  count_words (reader, row, look);
  return look->n_words == 0 ? kind : KHEO_TOTAL_NONE;
}

static gboolean
has_signature (const Reader *reader, guint row)
{
  KheoImportTable *table = reader->table;
  guint            n = 0;
  const KheoCell  *cells = kheo_sheet_get_row (table->sheet, row, &n);

  for (guint i = 0; i < n; i++)
    if (cells[i].type == KHEO_CELL_TEXT &&
        kheo_words_signature (kheo_cell_text (table->import, table->sheet, &cells[i])))
      return TRUE;
  return FALSE;
}

/* ---- Groups ---- */

static gboolean
spans_columns (const KheoImportTable *table, guint row, const KheoCell *cell)
{
  const KheoMerge *merge = kheo_sheet_find_merge (table->sheet, row, cell->column);

  return merge != NULL && merge->columns >= 3;
}

/* The label without its number, which may stand there twice: "A. A) Huyện Mường La". */
static const char *
group_label (const Look *look, KheoRowNumber *io_number)
{
  const char *label = look->label;

  for (guint i = 0; i < 2; i++)
    {
      KheoOrdinal own = KHEO_ORDINAL_NONE;

      const char *numbered = label;

      label = kheo_words_skip_ordinal (label, &own);
      if (own != KHEO_ORDINAL_NONE)
        *io_number = (KheoRowNumber){ own, kheo_words_ordinal_value (numbered, own) };
    }
  return label;
}

/* Is this row a title over the rows beneath?  A label, perhaps a number, perhaps sums. */
static gboolean
is_group (const Reader *reader, guint row, const Look *look)
{
  KheoRowNumber number = look->number;
  const char   *label = group_label (look, &number);
  KheoGroup     group = { 0 };

  if (look->n_words > 0 || look->label_cell->type != KHEO_CELL_TEXT || strlen (label) > LABEL_MAX)
    return FALSE;
  if (number.kind >= KHEO_ORDINAL_LETTER && number.kind <= KHEO_ORDINAL_SMALL_ROMAN)
    return TRUE;
  kheo_group_understand (reader->table, label, &group);
  if (group.level >= 0 || group.choice_field >= 0)
    return TRUE;
  if (group.year > 0 && strlen (label) < 24)
    return TRUE;
  /* "Mường La" alone where the others say who, where and what. */
  if (reader->usual_words >= 2 && g_unichar_isalpha (g_utf8_get_char (label)))
    return TRUE;
  return look->n == 1 && spans_columns (reader->table, row, look->label_cell);
}

/* ---- The loop ---- */

/* Three words beside the name: a record.  Cheap, and true of nearly every row. */
static gboolean
is_plain_data (const Reader *reader, const Look *look)
{
  return look->has_name && look->n_texts >= 3 && *look->label != '\0';
}

static gboolean
is_numbered (const Look *look)
{
  return look->number.kind == KHEO_ORDINAL_NUMBER || look->number.kind == KHEO_ORDINAL_DOTTED;
}

/* "- Tập thể: 12" below a total: a share of it, no title over rows. */
static gboolean
is_part_of_total (const Reader *reader, const Look *look)
{
  KheoRowNumber number = look->number;
  const char   *label = group_label (look, &number);
  KheoGroup     group = { 0 };

  /* A share has a number; "II. Cá nhân" alone begins something new. */
  if (look->n_words == 0 && number.kind == KHEO_ORDINAL_DASH)
    return TRUE;
  if (look->n_words > 0 || (look->n < 2 && strpbrk (label, "0123456789") == NULL) ||
      (number.kind >= KHEO_ORDINAL_LETTER && number.kind <= KHEO_ORDINAL_SMALL_ROMAN))
    return FALSE;
  kheo_group_understand (reader->table, label, &group);
  return group.choice_field >= 0 || group.level >= 0;
}

/* What stood above the heading and stands here again, on the next printed page. */
static gboolean
is_repeated_title (const Reader *reader, const char *label)
{
  KheoImportTable *table = reader->table;

  if (kheo_words_continued (label))
    return TRUE;
  for (guint row = table->base_row; row < table->info.heading_first; row++)
    {
      guint           n = 0;
      const KheoCell *cells = kheo_sheet_get_row (table->sheet, row, &n);

      for (guint i = 0; i < n; i++)
        if (strcmp (kheo_cell_text (table->import, table->sheet, &cells[i]), label) == 0)
          return TRUE;
    }
  return FALSE;
}

static KheoRowKind
classify_odd (Reader *reader, guint row, Look *look, guint8 *out_flags)
{
  gboolean numbered = is_numbered (look);

  if (!numbered && reader->seen_data && look->n <= SIGNATURE_MAX && has_signature (reader, row))
    {
      reader->signed_off = TRUE;
      return KHEO_ROW_SIGNATURE;
    }
  count_words (reader, row, look);
  if (!numbered && kheo_words_note (look->label))
    return KHEO_ROW_NOTE;
  if (look->label_cell == NULL)
    return KHEO_ROW_NOTE; /* a number alone */
  if (kheo_words_of_which (look->label) && look->n_words == 0)
    {
      reader->of_which = TRUE;
      return KHEO_ROW_NOTE;
    }
  if (reader->of_which && is_part_of_total (reader, look))
    return KHEO_ROW_NOTE;
  if (is_repeated_title (reader, look->label))
    return KHEO_ROW_TITLE;
  if (is_group (reader, row, look))
    {
      KheoRowNumber number = look->number;
      const char   *label = group_label (look, &number);

      kheo_group_open (reader->table, reader->stack, row, label, number);
      return KHEO_ROW_GROUP;
    }
  if (look->has_name && (numbered || look->n >= 3))
    return KHEO_ROW_DATA;
  if (look->n >= 3 && (numbered || look->n_words >= 2))
    return KHEO_ROW_DATA;
  /* Text between rows of data that is none of all this: a person must see it. */
  *out_flags |= KHEO_ROW_FLAG_UNCLEAR;
  return KHEO_ROW_NOTE;
}

static KheoRowKind
classify_row (Reader *reader, guint row, guint8 *out_flags)
{
  Look          look;
  KheoTotalKind total = KHEO_TOTAL_NONE;

  look_at_row (reader, row, &look);
  if (look.n == 0)
    return KHEO_ROW_BLANK;
  if (!is_numbered (&look) || !is_plain_data (reader, &look) ||
      row <= reader->table->info.heading_last + 2)
    {
      total = total_of (reader, row, &look);
      /* "Cộng" above all rows is of all of them. */
      if (total != KHEO_TOTAL_NONE)
        return total == KHEO_TOTAL_GRAND || !reader->seen_data ? KHEO_ROW_TOTAL : KHEO_ROW_SUBTOTAL;
      if (kheo_rows_is_code_row (reader->table, row))
        return KHEO_ROW_CODES;
      if (is_own_heading (reader, row))
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

/* A list of units is told by fewer words: a code and a name are enough. */
static KheoRowKind
classify_unit_row (Reader *reader, guint row, guint8 *out_flags)
{
  Look          look;
  KheoTotalKind total = KHEO_TOTAL_NONE;

  look_at_row (reader, row, &look);
  if (look.n == 0)
    return KHEO_ROW_BLANK;
  if (look.n >= 2 && look.n_texts >= 1 && *look.label != '\0')
    {
      if (kheo_rows_is_code_row (reader->table, row))
        return KHEO_ROW_CODES;
      if (!is_own_heading (reader, row) && !reader->signed_off)
        return KHEO_ROW_DATA;
    }
  total = total_of (reader, row, &look);
  if (total != KHEO_TOTAL_NONE)
    return total == KHEO_TOTAL_GRAND ? KHEO_ROW_TOTAL : KHEO_ROW_SUBTOTAL;
  if (is_own_heading (reader, row))
    return KHEO_ROW_HEADING;
  if (reader->signed_off)
    return KHEO_ROW_SIGNATURE;
  return classify_odd (reader, row, &look, out_flags);
}

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
  if (is_own_heading (reader, row))
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
  gboolean         units = table->info.reg == &kheo_register_units;

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
        kind = units ? classify_unit_row (reader, row, &flags) : classify_row (reader, row, &flags);
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

/* The middle one of a sample of rows; most rows are data. */
static guint
find_usual_words (const Reader *reader)
{
  guint seen[16] = { 0 };
  guint n = 0;
  guint half = 0;
  guint first = reader->table->info.heading_last + 1;
  guint end = MIN (kheo_sheet_get_n_rows (reader->table->sheet), first + USUAL_ROWS);

  for (guint row = first; row < end; row++)
    {
      Look look;

      look_at_row (reader, row, &look);
      if (look.n < 3)
        continue;
      count_words (reader, row, &look);
      seen[MIN (look.n_words, G_N_ELEMENTS (seen) - 1)]++;
      n++;
    }
  for (guint words = 0; words < G_N_ELEMENTS (seen); words++)
    {
      half += seen[words];
      if (half * 2 > n)
        return words;
    }
  return 0;
}

gboolean
kheo_rows_read (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (KheoOpenGroup));
  Reader reader = { .table = table, .stack = stack, .last_used = table->info.heading_last };

  reader.last_body = table->info.heading_last;
  reader.ordinal_column = sheet_column (table, KHEO_COLUMN_ORDINAL);
  reader.name_column =
      sheet_column (table, table->info.reg == &kheo_register_units ? (int) KHEO_UNIT_FIELD_NAME
                                                                   : (int) KHEO_MODEL_NAME);
  reader.usual_words = table->info.reg == &kheo_register_models ? find_usual_words (&reader) : 0;
  g_array_set_size (table->rows, 0);
  g_array_set_size (table->groups, 0);
  add_rows_above (&reader);
  if (!read_body (&reader, progress, error))
    return FALSE;
  settle_end (&reader);
  return TRUE;
}
