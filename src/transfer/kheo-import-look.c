/* Looking at one row of a sheet. */
#include "kheo-import-look.h"
#include "kheo-import-plain.h"

#include "kheo-text.h"

#include <string.h>

#define USUAL_ROWS 80u
#define LABEL_MAX  120 /* bytes; a longer text is no title of a group and no total */

static int
sheet_column (const KheoImportTable *table, int field)
{
  int index = kheo_column_of_field (table, field);

  return index >= 0 ? (int) kheo_table_column (table, (guint) index)->info.column : -1;
}

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
look_for_label (const KheoLooker *self, const KheoCell *cell, KheoLook *look)
{
  gboolean is_text = cell->type == KHEO_CELL_TEXT;
  gboolean had_text = look->label_cell != NULL && look->label_cell->type == KHEO_CELL_TEXT;

  if (look->label_cell != NULL &&
      (!is_text || (had_text && (int) cell->column != self->name_column)))
    {
      look->n_texts += is_text && begins_as_word (self->table->sheet, cell);
      return;
    }
  look->n_texts += had_text && begins_as_word (self->table->sheet, look->label_cell);
  look->label_cell = cell;
  look->label = kheo_cell_text (self->table->import, self->table->sheet, cell);
}

void
kheo_look_at_row (const KheoLooker *self, guint row, KheoLook *look)
{
  KheoImportTable *table = self->table;
  guint            n = 0;
  const KheoCell  *cells = kheo_sheet_get_row (table->sheet, row, &n);

  *look = (KheoLook){ .label = "" };
  for (guint i = 0; i < n; i++)
    {

      if (cells[i].column < table->info.first_column || cells[i].column > table->info.last_column ||
          kheo_cell_is_blank (table->import, table->sheet, &cells[i]))
        continue;
      look->n++;
      look->has_name = look->has_name || (int) cells[i].column == self->name_column;
      if ((int) cells[i].column == self->ordinal_column)
        {
          /* A label may stand where the numbers are: "I. Huyện Mường La", "Tổng số". */
          look->number = number_of (table, &cells[i]);
          if (look->number.kind != KHEO_ORDINAL_NONE)
            continue;
        }
      look_for_label (self, &cells[i], look);
    }
}

/* The close look, for rows that need it. */
void
kheo_look_count_words (const KheoLooker *self, guint row, KheoLook *look)
{
  KheoImportTable *table = self->table;
  guint            n = 0;
  const KheoCell  *cells = kheo_sheet_get_row (table->sheet, row, &n);

  look->n_words = 0;
  for (guint i = 0; i < n; i++)
    if (&cells[i] != look->label_cell && cells[i].column >= table->info.first_column &&
        cells[i].column <= table->info.last_column &&
        (int) cells[i].column != self->ordinal_column &&
        !kheo_cell_is_blank (table->import, table->sheet, &cells[i]))
      look->n_words += is_word (table->import, table->sheet, &cells[i]);
}

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

gboolean
kheo_look_is_own_heading (const KheoLooker *self, guint row)
{
  KheoImportTable *table = self->table;
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
KheoTotalKind
kheo_look_total (const KheoLooker *self, guint row, KheoLook *look)
{
  KheoTotalKind kind = KHEO_TOTAL_NONE;

  if (look->label_cell == NULL || strlen (look->label) > LABEL_MAX ||
      strchr ("cCtTgGsSlLIVXivx123456789ABD", *look->label) == NULL)
    return KHEO_TOTAL_NONE;
  kind = kheo_words_total (look->label);
  if (kind == KHEO_TOTAL_NONE)
    return KHEO_TOTAL_NONE;
  kheo_look_count_words (self, row, look);
  return look->n_words == 0 ? kind : KHEO_TOTAL_NONE;
}

/* A record's own day may be in words, as the day of a letter is: "ngày 7 tháng 12 năm 2024". */
gboolean
kheo_look_has_signature (const KheoLooker *self, guint row, const KheoLook *look)
{
  KheoImportTable *table = self->table;
  gboolean         is_record = look->has_name && look->n >= 3;
  guint            n = 0;
  const KheoCell  *cells = kheo_sheet_get_row (table->sheet, row, &n);

  for (guint i = 0; i < n; i++)
    if (cells[i].type == KHEO_CELL_TEXT && !kheo_table_is_beside (table, cells[i].column) &&
        !(is_record && (int) cells[i].column == self->day_column) &&
        kheo_words_signature (kheo_cell_text (table->import, table->sheet, &cells[i])))
      return TRUE;
  return FALSE;
}

static gboolean
spans_columns (const KheoImportTable *table, guint row, const KheoCell *cell)
{
  const KheoMerge *merge = kheo_sheet_find_merge (table->sheet, row, cell->column);

  return merge != NULL && merge->columns >= 3;
}

/* "X." is ten before "Xã Lý Sỏi", "Huyện Mai Sơn" and "Kinh tế", but the commune before "Lý Sỏi".
 */
static gboolean
is_prefix (const char *label, const char *rest)
{
  const KheoUnitType *type = kheo_unit_type_of_name (rest, (KheoLevel) -1);
  KheoGroup           group = { 0 };

  /* Communes have names like "Bản Xá", too. */
  if (kheo_unit_type_of_name (label, (KheoLevel) -1) == NULL ||
      (type != NULL && type->level <= KHEO_LEVEL_COMMUNE))
    return FALSE;
  kheo_group_find_choice (rest, &group);
  return group.choice_field < 0;
}

/* The label without its number, which may stand there twice: "A. A) Huyện Mường La". */
const char *
kheo_look_group_label (const KheoLook *look, KheoRowNumber *io_number)
{
  const char *label = look->label;

  for (guint i = 0; i < 2; i++)
    {
      KheoOrdinal own = KHEO_ORDINAL_NONE;
      const char *rest = kheo_words_skip_ordinal (label, &own);

      if (own == KHEO_ORDINAL_NONE || is_prefix (label, rest))
        break;
      *io_number = (KheoRowNumber){ own, kheo_words_ordinal_value (label, own) };
      label = rest;
    }
  return label;
}

/* "Đông Thượng (5 mô hình)": what is below is counted. */
static gboolean
ends_with_count (const char *label)
{
  const char *count = strrchr (label, '(');

  return count != NULL && kheo_words_count (count) >= 0;
}

#define NAME_WORDS 4 /* of a unit, hardly more */

/* "Đông Thượng" and its number, nothing else, where the others say who and what. */
static gboolean
is_lone_name (const KheoLook *look, const char *label)
{
  guint spaces = 0;

  for (const char *p = label; *p != '\0'; p++)
    spaces += *p == ' ';
  return look->n == 1u + (look->number.kind != KHEO_ORDINAL_NONE) && spaces < NAME_WORDS;
}

/* Numbers below several marks of one choice count what is beneath: a record has one mark. */
static gboolean
counts_marks (const KheoLooker *self, guint row)
{
  KheoImportTable *table = self->table;
  guint            n = 0;
  const KheoCell  *cells = kheo_sheet_get_row (table->sheet, row, &n);
  int              choice = -1;

  for (guint i = 0; i < n; i++)
    {
      guint             place = cells[i].column - table->info.first_column;
      const KheoColumn *column = NULL;

      if (cells[i].column < table->info.first_column || place >= table->columns->len ||
          kheo_cell_is_blank (table->import, table->sheet, &cells[i]))
        continue;
      column = kheo_table_column (table, place);
      if (column->info.field != KHEO_COLUMN_CHOICE ||
          number_of (table, &cells[i]).kind != KHEO_ORDINAL_NUMBER)
        continue;
      if (choice == column->info.choice_field)
        return TRUE;
      choice = column->info.choice_field;
    }
  return FALSE;
}

/* Is this row a title over the rows beneath?  A label, perhaps a number, perhaps sums. */
gboolean
kheo_look_is_group (const KheoLooker *self, guint row, const KheoLook *look)
{
  KheoRowNumber number = look->number;
  const char   *label = kheo_look_group_label (look, &number);
  KheoGroup     group = { 0 };

  if (look->n_words > 0 || look->label_cell->type != KHEO_CELL_TEXT || strlen (label) > LABEL_MAX)
    return FALSE;
  if (number.kind >= KHEO_ORDINAL_LETTER && number.kind <= KHEO_ORDINAL_SMALL_ROMAN)
    return TRUE;
  kheo_group_understand (self->table, label, &group);
  if (group.level >= 0 || group.choice_field >= 0)
    return TRUE;
  if (group.year > 0 && strlen (label) < 24)
    return TRUE;
  /* "Mường La" alone where the others say who, where and what. */
  if (self->usual_words >= 2 && g_unichar_isalpha (g_utf8_get_char (label)))
    return TRUE;
  /* "1- Nhị Long Phú" where the others say who and bear no number in their name. */
  if (self->usual_words == 1 && g_unichar_isalpha (g_utf8_get_char (label)) &&
      ((label != look->label && !self->records_numbered) || ends_with_count (label) ||
       is_lone_name (look, label) || counts_marks (self, row)))
    return TRUE;
  return look->n == 1 && spans_columns (self->table, row, look->label_cell);
}

/* "- Tập thể: 12" below a total: a share of it, no title over rows. */
gboolean
kheo_look_is_share (const KheoLooker *self, const KheoLook *look)
{
  KheoRowNumber number = look->number;
  const char   *label = kheo_look_group_label (look, &number);
  KheoGroup     group = { 0 };

  /* A share has a number; "II. Cá nhân" alone begins something new. */
  if (look->n_words == 0 && number.kind == KHEO_ORDINAL_DASH)
    return TRUE;
  if (look->n_words > 0 || (look->n < 2 && strpbrk (label, "0123456789") == NULL) ||
      (number.kind >= KHEO_ORDINAL_LETTER && number.kind <= KHEO_ORDINAL_SMALL_ROMAN))
    return FALSE;
  kheo_group_understand (self->table, label, &group);
  return group.choice_field >= 0 || group.level >= 0;
}

/* What stood above the heading and stands here again, on the next printed page. */
gboolean
kheo_look_is_repeated_title (const KheoLooker *self, const char *label)
{
  KheoImportTable *table = self->table;

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

/* "1. Xây dựng nông thôn mới": is the number written before the name? */
static gboolean
has_number_in_label (const KheoLook *look)
{
  KheoRowNumber number = look->number;

  return kheo_look_group_label (look, &number) != look->label;
}

/* The middle one of a sample of rows; most rows are data.  Notes whether these bear numbers. */
static guint
find_usual_words (KheoLooker *self)
{
  guint numbered = 0;
  guint records = 0;
  guint seen[16] = { 0 };
  guint n = 0;
  guint half = 0;
  guint first = self->table->info.heading_last + 1;
  guint end = MIN (kheo_sheet_get_n_rows (self->table->sheet), first + USUAL_ROWS);

  for (guint row = first; row < end; row++)
    {
      KheoLook look;

      kheo_look_at_row (self, row, &look);
      if (look.n < 3)
        continue;
      kheo_look_count_words (self, row, &look);
      /* Sums of groups may outnumber the records of a short sheet. */
      if (look.n_words == 0 && look.number.kind != KHEO_ORDINAL_NUMBER &&
          look.number.kind != KHEO_ORDINAL_DOTTED)
        continue;
      seen[MIN (look.n_words, G_N_ELEMENTS (seen) - 1)]++;
      n++;
      records += look.n_words > 0;
      numbered += look.n_words > 0 && has_number_in_label (&look);
    }
  self->records_numbered = numbered * 4 > records;
  for (guint words = 0; words < G_N_ELEMENTS (seen); words++)
    {
      half += seen[words];
      if (half * 2 > n)
        return words;
    }
  return 0;
}

void
kheo_look_init (KheoLooker *self, KheoImportTable *table)
{
  self->table = table;
  self->ordinal_column = sheet_column (table, KHEO_COLUMN_ORDINAL);
  self->name_column = sheet_column (
      table, table->info.reg == &kheo_register_units ? (int) KHEO_UNIT_FIELD_NAME
             : kheo_plain_is (table->info.reg)       ? kheo_plain_name_field (table->info.reg)
                                                     : (int) KHEO_MODEL_NAME);
  self->day_column = table->info.reg == &kheo_register_models
                         ? sheet_column (table, KHEO_MODEL_REGISTERED_ON)
                         : -1;
  self->usual_words = table->info.reg == &kheo_register_models ? find_usual_words (self) : 0;
}
