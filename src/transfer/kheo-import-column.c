/*
 * What the cells of a column say about it.  First, before the rows are known, a sample decides
 * between the meanings that its heading allows; then, over all rows of data, the letters it is
 * written in, how it writes numbers and in which order its dates stand.
 */
#include "kheo-import-look.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAMPLE_ROWS 120u

/* Counts over a sample of one column. */
typedef struct
{
  guint n;       /* cells with something in them, but for "-" and "…" */
  guint numbers; /* numbers, or texts that are */
  guint days;    /* dates, or texts that are */
  guint years;   /* 1945 … 2100 */
  guint marks;
  guint words;      /* texts that are no numbers */
  guint mark_words; /* … of these, marks */
  guint units;      /* start with what a unit's name starts with */
  guint bodies;     /* start with what an organisation's name starts with */
  guint small;      /* whole numbers that count up: an STT */
} Evidence;

static gboolean
is_unit_like (const char *text)
{
  const KheoUnitType *type = NULL;

  if (strlen (text) >= 80)
    return FALSE;
  type = kheo_unit_type_of_name (text, (KheoLevel) -1);
  return type != NULL && type->level <= KHEO_LEVEL_COMMUNE;
}

/* "Hội Nông dân xã Ngọc Chiến": somebody in a unit, not the unit. */
static gboolean
is_body (const char *text)
{
  static const char *const starts[] = {
    "hoi ",         "doan ",         "ubnd ",       "uy ban ",    "mttq ",      "mat tran ",
    "truong ",      "cong an ",      "ban chi ",    "dang uy ",   "dang bo ",   "chi bo ",
    "chi hoi ",     "chi doan ",     "lien doan ",  "cong doan ", "trung tam ", "phong ",
    "so ",          "tram ",         "hop tac xa ", "htx ",       "cong ty ",   "don bien phong ",
    "ban dan van ", "khoi dan van ", "to dan van ", "hdnd ",      "doi ",       "benh vien ",
    "hat ",         "chi cuc ",      "ccb ",        "ubmttq ",
  };
  g_autofree char *key = kheo_text_match_key (text);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (key, starts[i]))
      return TRUE;
  return FALSE;
}

static void
look_at_text (const char *text, Evidence *evidence)
{
  KheoNumber    number = { 0 };
  KheoDate      day = KHEO_DATE_UNKNOWN;
  KheoPrecision precision = KHEO_PRECISION_DAY;

  evidence->marks += kheo_words_mark (text);
  evidence->units += is_unit_like (text);
  evidence->bodies += is_body (text);
  evidence->small += kheo_words_ordinal (text) != KHEO_ORDINAL_NONE;
  if (kheo_number_parse (text, KHEO_NUMBERS_UNDECIDED, &number))
    {
      evidence->numbers++;
      evidence->years += number.value >= 1945 && number.value <= 2100;
    }
  else
    {
      evidence->days += kheo_date_parse (text, &day, &precision);
      evidence->words++;
      evidence->mark_words += kheo_words_mark (text);
    }
}

/* "-" and "…", but no mark, which has no letters either. */
static gboolean
is_nothing (KheoImportTable *table, const KheoCell *cell)
{
  const char *text = kheo_cell_text (table->import, table->sheet, cell);

  return kheo_words_nothing (text) && !kheo_words_mark (text);
}

static void
look_at_cell (KheoImportTable *table, const KheoCell *cell, Evidence *evidence)
{
  if (cell->type == KHEO_CELL_TEXT && is_nothing (table, cell))
    return;
  evidence->n++;
  if (cell->type == KHEO_CELL_DATE)
    evidence->days++;
  else if (cell->type == KHEO_CELL_NUMBER)
    {
      evidence->numbers++;
      evidence->years += cell->value.number >= 1945 && cell->value.number <= 2100;
      evidence->marks += cell->value.number == 1;
      evidence->small += cell->value.number > 0 && cell->value.number < 100000;
    }
  else
    look_at_text (kheo_cell_text (table->import, table->sheet, cell), evidence);
}

/* Rows of few cells are groups and titles: they would speak for the wrong column. */
static GArray *
gather_evidence (KheoImportTable *table)
{
  const KheoLooker looker = { .table = table };
  GArray          *all = g_array_new (FALSE, TRUE, sizeof (Evidence));
  guint            first = table->info.heading_last + 1;
  guint            end = MIN (kheo_sheet_get_n_rows (table->sheet), first + SAMPLE_ROWS);

  g_array_set_size (all, table->columns->len);
  for (guint row = first; row < end; row++)
    {
      guint           n = 0;
      const KheoCell *cells = kheo_sheet_get_row (table->sheet, row, &n);

      if (n < MIN (3, table->columns->len) || kheo_rows_is_code_row (table, row) ||
          kheo_look_is_own_heading (&looker, row))
        continue;
      for (guint i = 0; i < n; i++)
        if (cells[i].column >= table->info.first_column &&
            cells[i].column <= table->info.last_column &&
            !kheo_cell_is_blank (table->import, table->sheet, &cells[i]))
          look_at_cell (table, &cells[i],
                        &g_array_index (all, Evidence, cells[i].column - table->info.first_column));
    }
  return all;
}

/* Marks among what is no sum of a group or of the table. */
static gboolean
holds_marks (const Evidence *evidence)
{
  if (evidence->words > 0)
    return evidence->mark_words * 2 >= evidence->words;
  return evidence->marks * 2 >= evidence->n;
}

/* How many of a sample of the column's texts are choices of @field. */
static gboolean
reads_as_choice (KheoImportTable *table, guint column, const KheoField *field)
{
  guint n = 0;
  guint known = 0;
  guint first = table->info.heading_last + 1;
  guint end = MIN (kheo_sheet_get_n_rows (table->sheet), first + SAMPLE_ROWS);

  for (guint row = first; row < end; row++)
    {
      const KheoCell *cell = kheo_sheet_get_cell (table->sheet, row, column);
      const char     *text = NULL;

      if (cell == NULL || cell->type != KHEO_CELL_TEXT)
        continue;
      text = kheo_cell_text (table->import, table->sheet, cell);
      if (*text == '\0' || strlen (text) > 200)
        continue;
      n++;
      known += kheo_field_parse_choice (field, text) != NULL;
    }
  return n == 0 || known * 2 >= n;
}

/* What the sample adds to (or takes from) the score of a meaning. */
static int
weigh_field (KheoImportTable *table, guint column, int index, const Evidence *evidence)
{
  const KheoField *field = &table->info.reg->fields[index];
  guint            n = evidence->n;

  if (n == 0)
    return 0;
  switch (field->type)
    {
    case KHEO_FIELD_INTEGER:
    case KHEO_FIELD_MONEY:
      return evidence->numbers * 2 >= n ? 5 : -35;
    case KHEO_FIELD_YEAR:
      return evidence->years * 2 >= n ? 10 : -25;
    case KHEO_FIELD_DATE:
      if ((evidence->days + evidence->years) * 2 >= n)
        return 5;
      return evidence->numbers * 2 >= n ? -10 : -30;
    case KHEO_FIELD_CHOICE:
      return reads_as_choice (table, column, field) ? 5 : -40;
    case KHEO_FIELD_UNIT:
      return evidence->units * 2 >= n                          ? 30
             : (evidence->numbers + evidence->bodies) * 2 >= n ? -40
                                                               : 0;
    case KHEO_FIELD_RECORD:
    case KHEO_FIELD_PERIOD:
    case KHEO_FIELD_AMOUNT:
      return -20;
    case KHEO_FIELD_TEXT:
    case KHEO_FIELD_LONG_TEXT:
      break;
    }
  if (table->info.reg == &kheo_register_models)
    {
      /* A name or an organisation is words; a column of communes is the unit's. */
      if (index == KHEO_MODEL_NAME || index == KHEO_MODEL_OWNER || index == KHEO_MODEL_PERSON)
        return (evidence->numbers + evidence->marks) * 2 >= n ? -40
               : evidence->units * 10 >= n * 9                ? -15
                                                              : 0;
    }
  return 0;
}

static int
weigh_meaning (KheoImportTable   *table,
               guint              column,
               const KheoHeading *meaning,
               const Evidence    *evidence)
{
  if (meaning->field >= 0)
    return weigh_field (table, column, meaning->field, evidence);
  if (meaning->field == KHEO_COLUMN_CHOICE)
    return holds_marks (evidence)                   ? 10
           : evidence->words == 0                   ? 0
           : meaning->score >= KHEO_HEADING_CERTAIN ? 0
                                                    : -30;
  if (meaning->field == KHEO_COLUMN_ORDINAL)
    return evidence->small * 2 >= evidence->n ? 5 : -20;
  if (meaning->field == KHEO_COLUMN_UNIT_CODE && evidence->n > 0)
    return evidence->numbers * 2 >= evidence->n ? 5 : -30;
  return 0;
}

/* ---- Who gets which column ---- */

typedef struct
{
  guint       column; /* index */
  KheoHeading meaning;
} Claim;

static int
compare_claims (gconstpointer a, gconstpointer b)
{
  const Claim *first = a;
  const Claim *second = b;

  if (first->meaning.score != second->meaning.score)
    return second->meaning.score - first->meaning.score;
  return (int) first->column - (int) second->column;
}

static void
claim_column (KheoImportTable *table, guint index, const Evidence *evidence, GArray *claims)
{
  KheoColumn *column = kheo_table_column (table, index);
  g_autoptr (GArray) meanings = g_array_new (FALSE, FALSE, sizeof (KheoHeading));

  if (*column->leaf == '\0')
    return;
  kheo_heading_list (table->info.reg, column->leaf, column->parent, meanings);
  for (guint i = 0; i < meanings->len; i++)
    {
      Claim claim = { index, g_array_index (meanings, KheoHeading, i) };

      if (claim.meaning.score < KHEO_HEADING_MAYBE - 10)
        continue;
      claim.meaning.score += weigh_meaning (table, column->info.column, &claim.meaning, evidence);
      if (claim.meaning.score >= KHEO_HEADING_MAYBE)
        g_array_append_val (claims, claim);
    }
  /* "Đơn vị thực hiện" whose cells are communes, in a sheet that says the unit nowhere else. */
  if (table->info.reg == &kheo_register_models && evidence->n > 0 &&
      evidence->units * 10 >= evidence->n * 9)
    {
      Claim claim = { index, { KHEO_MODEL_UNIT, -1, -1, KHEO_HEADING_MAYBE } };

      g_array_append_val (claims, claim);
    }
}

static gboolean
is_free (KheoImportTable *table, const Claim *claim)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoImportColumn *info = &kheo_table_column (table, i)->info;

      if (i == claim->column && (info->corrected || info->field != KHEO_COLUMN_NONE))
        return FALSE;
      if (info->field == KHEO_COLUMN_CHOICE && claim->meaning.field == KHEO_COLUMN_CHOICE)
        {
          if (info->choice_field == claim->meaning.choice_field &&
              info->choice == claim->meaning.choice)
            return FALSE;
        }
      else if (info->field == claim->meaning.field && info->field != KHEO_COLUMN_NONE)
        return FALSE;
      else if (info->field == KHEO_COLUMN_CHOICE && info->choice_field == claim->meaning.field)
        return FALSE;
      else if (claim->meaning.field == KHEO_COLUMN_CHOICE &&
               info->field == claim->meaning.choice_field)
        return FALSE;
    }
  return TRUE;
}

/* One mark column alone ("Cá nhân" over names) is no choice. */
static void
drop_single_marks (KheoImportTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoImportColumn *info = &kheo_table_column (table, i)->info;
      guint             alike = 0;

      if (info->field != KHEO_COLUMN_CHOICE || info->corrected)
        continue;
      for (guint j = 0; j < table->columns->len; j++)
        alike += kheo_table_column (table, j)->info.field == KHEO_COLUMN_CHOICE &&
                 kheo_table_column (table, j)->info.choice_field == info->choice_field;
      if (alike < 2)
        info->field = KHEO_COLUMN_NONE;
    }
}

void
kheo_finder_assign_columns (KheoImportTable *table)
{
  g_autoptr (GArray) evidence = gather_evidence (table);
  g_autoptr (GArray) claims = g_array_new (FALSE, FALSE, sizeof (Claim));

  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoImportColumn *info = &kheo_table_column (table, i)->info;

      if (!info->corrected)
        {
          info->field = KHEO_COLUMN_NONE;
          claim_column (table, i, &g_array_index (evidence, Evidence, i), claims);
        }
    }
  g_array_sort (claims, compare_claims);
  for (guint i = 0; i < claims->len; i++)
    {
      const Claim    *claim = &g_array_index (claims, Claim, i);
      KheoColumn     *column = kheo_table_column (table, claim->column);
      const Evidence *seen = &g_array_index (evidence, Evidence, claim->column);

      if (!is_free (table, claim))
        continue;
      column->info.field = claim->meaning.field;
      column->info.choice_field = claim->meaning.choice_field;
      column->info.choice = claim->meaning.choice;
      column->holds_names =
          claim->meaning.field == KHEO_COLUMN_CHOICE && seen->words > 0 && !holds_marks (seen);
    }
  drop_single_marks (table);
}

/* ---- Over all rows of data ---- */

typedef struct
{
  guint encodings[3];
  guint styles[3];
  guint day_first, month_first; /* dates that can only be read in one order */
  guint either;                 /* … in both: neither number is above 12 */
  guint low, high;              /* dates that the file stores as such, up to the 12th or after it */
} Weights;

static void
weigh_date (const char *text, Weights *weights)
{
  guint       first = 0;
  guint       second = 0;
  const char *p = text;
  char       *end = NULL;

  if (!g_ascii_isdigit (*p))
    return;
  first = (guint) g_ascii_strtoull (p, &end, 10);
  if (end - p > 2 || (*end != '/' && *end != '-' && *end != '.'))
    return;
  p = end + 1;
  second = (guint) g_ascii_strtoull (p, &end, 10);
  if (end == p || end - p > 2 || *end == '\0')
    return;
  weights->day_first += first > 12 && first <= 31 && second <= 12;
  weights->month_first += second > 12 && second <= 31 && first <= 12;
  weights->either += first <= 12 && second <= 12 && first != second;
}

static void
weigh_stored_date (KheoDate date, Weights *weights)
{
  int year, month, day;

  if (date == KHEO_DATE_UNKNOWN)
    return;
  kheo_date_split (date, &year, &month, &day);
  weights->high += day > 12;
  weights->low += day <= 12 && day != month;
}

/* Heads are whole: what stands before three digits can only group them. */
static KheoNumberStyle
style_of (const char *text, gboolean whole)
{
  KheoNumberStyle style = kheo_number_evidence (text);
  gsize           first = strspn (text, "0123456789");

  if (style != KHEO_NUMBERS_UNDECIDED || !whole || first == 0 || first > 3 || *text == '0' ||
      strspn (text + first + (text[first] != '\0'), "0123456789") != 3 ||
      strlen (text) != first + 4)
    return style;
  return text[first] == '.'   ? KHEO_NUMBERS_VIETNAMESE
         : text[first] == ',' ? KHEO_NUMBERS_ENGLISH
                              : KHEO_NUMBERS_UNDECIDED;
}

static void
weigh_cell (KheoImportTable *table, KheoColumn *column, const KheoCell *cell, Weights *weights)
{
  const char *text = NULL;

  if (cell->type == KHEO_CELL_DATE)
    weigh_stored_date (kheo_cell_get_date (table->sheet, cell), weights);
  if (cell->type != KHEO_CELL_TEXT)
    return;
  text = kheo_cell_text (table->import, table->sheet, cell);
  weights->encodings[kheo_cell_encoding (table->import, table->sheet, cell)]++;
  if (column->info.field >= 0)
    {
      KheoFieldType type = table->info.reg->fields[column->info.field].type;

      if (type == KHEO_FIELD_INTEGER || type == KHEO_FIELD_MONEY)
        weights->styles[style_of (text, type == KHEO_FIELD_INTEGER)]++;
      else if (type == KHEO_FIELD_DATE)
        weigh_date (text, weights);
    }
  if (column->info.sample == NULL && *text != '\0')
    {
      const char *raw = kheo_cell_get_text (table->sheet, cell);

      column->info.sample = text;
      if (kheo_cell_encoding (table->import, table->sheet, cell) != KHEO_ENCODING_UNICODE)
        column->info.sample_raw = raw;
    }
}

static KheoNumberStyle
decide_style (const guint styles[3])
{
  if (styles[KHEO_NUMBERS_VIETNAMESE] > styles[KHEO_NUMBERS_ENGLISH])
    return KHEO_NUMBERS_VIETNAMESE;
  if (styles[KHEO_NUMBERS_ENGLISH] > styles[KHEO_NUMBERS_VIETNAMESE])
    return KHEO_NUMBERS_ENGLISH;
  return KHEO_NUMBERS_UNDECIDED;
}

/* The unit of measure of an amount: from its own heading, else from the sheet's. */
static void
find_scale (KheoImportTable *table, KheoColumn *column)
{
  gint64      scale = 0;
  const char *what = NULL;

  if (column->info.field < 0 ||
      table->info.reg->fields[column->info.field].type != KHEO_FIELD_MONEY)
    return;
  scale = kheo_money_scale (column->info.heading);
  column->own_scale = scale > 0;
  if (scale == 0 && table->info.unit_of_measure != NULL)
    scale = kheo_money_scale (table->info.unit_of_measure);
  column->info.scale = scale > 0 ? scale : 1;
  what = column->own_scale ? strchr (column->info.heading, '(') : table->info.unit_of_measure;
  if (scale > 0 && what != NULL)
    {
      g_autofree char *bare = g_strdup (what + (*what == '('));

      bare[strcspn (bare, ")")] = '\0';
      column->info.unit_of_measure = kheo_import_intern (table->import, g_strstrip (bare));
    }
}

/* An Excel that thinks it is American turns what is typed as 7/5/2025 into 5 July and leaves
 * 25/7/2025 as text: then no date is after the 12th, and no text is before the 13th.  Eight such
 * cells are chance in one column of a thousand. */
static KheoTurned
find_turned (const Weights *weights)
{
  if (weights->high > 0 || weights->either > 0 || weights->month_first > 0 || weights->low == 0 ||
      weights->day_first == 0)
    return KHEO_TURNED_NOT;
  return weights->low >= 3 && weights->day_first >= 3 && weights->low + weights->day_first >= 8
             ? KHEO_TURNED_SURELY
             : KHEO_TURNED_PERHAPS;
}

static void
settle_column (KheoImportTable *table, KheoColumn *column, const Weights *weights)
{
  guint best = KHEO_ENCODING_UNICODE;

  for (guint i = 1; i < 3; i++)
    if (weights->encodings[i] > 0 && weights->encodings[i] * 2 > weights->encodings[best])
      best = i;
  column->info.encoding = (KheoEncoding) best;
  column->info.numbers = decide_style (weights->styles);
  /* Where months stand first, most days are above 12: one of many is a slip of its own. */
  column->month_first = weights->month_first > 0 && weights->day_first == 0 &&
                        weights->month_first * 4 >= weights->either;
  column->mixed_dates = weights->month_first > 0 && !column->month_first;
  column->turned = find_turned (weights);
  column->n_turned = weights->low;
  find_scale (table, column);
}

/* Digits that stay in doubt are read as the sheet's other columns write theirs: one hand. */
static void
share_style (KheoImportTable *table, const guint all[3])
{
  KheoNumberStyle style = decide_style (all);

  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoImportColumn *info = &kheo_table_column (table, i)->info;

      if (info->numbers == KHEO_NUMBERS_UNDECIDED && info->field >= 0)
        info->numbers = style;
    }
}

static gboolean
weigh_rows (KheoImportTable *table, Weights *weights, KheoProgress *progress, GError **error)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      guint           n = 0;
      const KheoCell *cells = NULL;

      if ((i & 1023) == 0 && !kheo_progress_tick (progress, (double) i / table->rows->len,
                                                  _ ("Understanding the values"), error))
        return FALSE;
      if (kheo_table_row (table, i)->kind != KHEO_ROW_DATA)
        continue;
      cells = kheo_sheet_get_row (table->sheet, table->base_row + i, &n);
      for (guint j = 0; j < n; j++)
        if (cells[j].column >= table->info.first_column &&
            cells[j].column <= table->info.last_column)
          weigh_cell (table, kheo_table_column (table, cells[j].column - table->info.first_column),
                      &cells[j], &weights[cells[j].column - table->info.first_column]);
    }
  return TRUE;
}

gboolean
kheo_columns_weigh (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  g_autofree Weights *weights = g_new0 (Weights, table->columns->len);
  guint               all[3] = { 0, 0, 0 };

  for (guint i = 0; i < table->columns->len; i++)
    {
      kheo_table_column (table, i)->info.sample = NULL;
      kheo_table_column (table, i)->info.sample_raw = NULL;
    }
  if (!weigh_rows (table, weights, progress, error))
    return FALSE;
  for (guint i = 0; i < table->columns->len; i++)
    {
      settle_column (table, kheo_table_column (table, i), &weights[i]);
      for (guint j = 0; j < 3; j++)
        all[j] += weights[i].styles[j];
    }
  share_style (table, all);
  return TRUE;
}
