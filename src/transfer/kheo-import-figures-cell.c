/*
 * One cell of figures as it stands.  Blank says nothing; "-" says that there is none; "…" and "chưa
 * báo cáo" that it is not known — as the statistics office writes them; "0" is a number.
 */
#include "kheo-import-figures.h"

#include "kheo-text.h"

#include <math.h>
#include <string.h>

#define MOST_DECIMALS 6

/* Digits behind the mark that @value needs. */
static int
decimals_of (double value)
{
  int n = 0;

  for (; n < MOST_DECIMALS; n++)
    {
      double scaled = value * pow (10, n);

      if (fabs (scaled - nearbyint (scaled)) < 1e-7 * MAX (1.0, fabs (scaled) * 1e-6))
        break;
    }
  return n;
}

static gboolean
is_dash (const char *text)
{
  return strcmp (text, "-") == 0 || strcmp (text, "–") == 0 || strcmp (text, "—") == 0 ||
         strcmp (text, "--") == 0 || strcmp (text, "−") == 0;
}

static gboolean
is_dots (const char *text)
{
  return strcmp (text, "…") == 0 || (strlen (text) >= 2 && strspn (text, ".") == strlen (text)) ||
         strcmp (text, "……") == 0;
}

/* Words instead of a number; FALSE when @text is none of them. */
static gboolean
read_words (const char *text, KheoFigureText *out)
{
  static const struct
  {
    const char  *key;
    KheoCellSays says;
  } known[] = {
    { "khong co", KHEO_CELL_SAYS_NIL },
    { "khong phat sinh", KHEO_CELL_SAYS_NIL },
    { "nil", KHEO_CELL_SAYS_NIL },
    { "chua bao cao", KHEO_CELL_SAYS_MISSING },
    { "chua co so lieu", KHEO_CELL_SAYS_MISSING },
    { "chua co", KHEO_CELL_SAYS_MISSING },
    { "chua gui", KHEO_CELL_SAYS_MISSING },
    { "khong bao cao", KHEO_CELL_SAYS_MISSING },
    { "chua tong hop", KHEO_CELL_SAYS_MISSING },
    { "chua nop", KHEO_CELL_SAYS_MISSING },
    { "n a", KHEO_CELL_SAYS_NOT_APPLICABLE },
    { "kad", KHEO_CELL_SAYS_NOT_APPLICABLE },
    { "khong ap dung", KHEO_CELL_SAYS_NOT_APPLICABLE },
    { "khong thuoc doi tuong", KHEO_CELL_SAYS_NOT_APPLICABLE },
  };
  g_autofree char *key = NULL;

  if (is_dash (text))
    out->says = KHEO_CELL_SAYS_NIL;
  else if (is_dots (text))
    out->says = KHEO_CELL_SAYS_MISSING;
  if (out->says != KHEO_CELL_SAYS_NOTHING || strlen (text) > 40)
    return out->says != KHEO_CELL_SAYS_NOTHING;
  key = kheo_text_match_key (text);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (key, known[i].key) == 0)
      out->says = known[i].says;
  return out->says != KHEO_CELL_SAYS_NOTHING;
}

/* "x" says yes where a column holds marks; among numbers it says that none is expected. */
static gboolean
read_tick (const KheoFigureColumn *column, const char *text, KheoFigureText *out)
{
  g_autofree char *key = kheo_text_match_key (text);
  gboolean         no = strcmp (key, "khong") == 0 || strcmp (key, "no") == 0;

  if (!no && !kheo_words_is_tick (text))
    return FALSE;
  if (no && !column->ticks)
    {
      out->says = KHEO_CELL_SAYS_NIL;
      return TRUE;
    }
  if (!column->ticks && strcmp (key, "x") == 0)
    {
      out->says = KHEO_CELL_SAYS_NOT_APPLICABLE;
      return TRUE;
    }
  out->says = KHEO_CELL_SAYS_VALUE;
  out->value = no ? 0 : 1;
  out->tick = TRUE;
  return TRUE;
}

static gboolean
parse (const KheoFigureColumn *column, const char *text, KheoNumber *out)
{
  return kheo_number_parse (text, column->numbers, out) ||
         (column->numbers != KHEO_NUMBERS_UNDECIDED &&
          kheo_number_parse (text, KHEO_NUMBERS_UNDECIDED, out));
}

/* "1.452/1.452 thôn": a part and what it is a part of. */
static gboolean
read_ratio (const KheoFigureColumn *column, const char *text, KheoFigureText *out)
{
  const char      *slash = strchr (text, '/');
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  KheoNumber       part = { 0 };
  KheoNumber       whole = { 0 };

  if (slash == NULL || strchr (slash + 1, '/') != NULL)
    return FALSE;
  first = g_strndup (text, (gsize) (slash - text));
  second = g_strndup (slash + 1, strspn (slash + 1, "0123456789., "));
  if (!parse (column, g_strstrip (first), &part) || !parse (column, g_strstrip (second), &whole) ||
      part.has_scale || part.percent)
    return FALSE;
  out->says = KHEO_CELL_SAYS_VALUE;
  out->value = part.value;
  out->denominator = whole.value;
  out->qualifier = part.qualifier;
  out->own_unit = TRUE;
  return TRUE;
}

/* "1.200 hộ", "5.000.000 đồng", "12 mô hình": the number, when what follows is a unit of measure.
 */
static gboolean
cut_measure (const char *text, char **out_number, char **out_measure)
{
  gsize start = strcspn (text, "0123456789");
  gsize end = start + strspn (text + start, "0123456789.,");

  while (end > start && (text[end - 1] == '.' || text[end - 1] == ','))
    end--;
  if (end == start || text[end] == '\0')
    return FALSE;
  *out_measure = g_strstrip (g_strdup (text + end));
  if (!kheo_words_is_measure (*out_measure))
    {
      g_clear_pointer (out_measure, g_free);
      return FALSE;
    }
  *out_number = g_strndup (text, end);
  return TRUE;
}

static void
take_number (const KheoNumber *number, const char *measure, KheoFigureText *out)
{
  double scale = number->has_scale || out->own_unit || number->percent
                     ? 1
                     : kheo_words_measure_scale (measure);

  out->says = number->value < 0 ? KHEO_CELL_SAYS_BAD : KHEO_CELL_SAYS_VALUE;
  out->value = number->value * scale;
  out->percent = number->percent;
  out->qualifier = number->qualifier;
  out->ambiguous = number->ambiguous && (scale > 1 || number->percent);
  out->own_unit = out->own_unit || number->has_scale;
  out->money = out->money || number->has_scale;
  out->decimals = decimals_of (out->value);
  /* "38,899" trees beside "94,67" per cent: hardly a part of a tree. */
  if (out->decimals == 3 && out->value >= 1 && out->value < 1000 && measure == NULL &&
      !number->percent)
    out->ambiguous = TRUE;
}

static void
read_number_text (const KheoFigureColumn *column,
                  const char             *text,
                  const char             *measure,
                  KheoFigureText         *out)
{
  KheoNumber       number = { 0 };
  g_autofree char *bare = NULL;
  g_autofree char *own = NULL;

  if (parse (column, text, &number))
    {
      take_number (&number, measure, out);
      return;
    }
  if (!cut_measure (text, &bare, &own) || !parse (column, bare, &number))
    {
      out->says = KHEO_CELL_SAYS_BAD;
      return;
    }
  out->money = kheo_money_scale (own) > 0;
  take_number (&number, out->money ? own : measure, out);
}

void
kheo_figures_read_text (KheoImportTable        *table,
                        const KheoFigureColumn *column,
                        const KheoCell         *cell,
                        const char             *measure,
                        KheoFigureText         *out_text)
{
  const char *text = "";

  *out_text = (KheoFigureText){ .denominator = -1 };
  if (cell == NULL || kheo_cell_is_blank (table->import, table->sheet, cell))
    return;
  if (cell->type == KHEO_CELL_NUMBER)
    {
      KheoNumber number = { .value = cell->value.number };

      number.percent = kheo_sheet_get_style (table->sheet, cell)->is_percent;
      if (number.percent)
        number.value *= 100;
      take_number (&number, measure, out_text);
      return;
    }
  if (cell->type == KHEO_CELL_BOOLEAN)
    {
      out_text->says = KHEO_CELL_SAYS_VALUE;
      out_text->value = cell->value.number;
      out_text->tick = TRUE;
      return;
    }
  text = kheo_cell_text (table->import, table->sheet, cell);
  if (cell->type != KHEO_CELL_TEXT)
    out_text->says = KHEO_CELL_SAYS_BAD;
  else if (g_ascii_isdigit (*text) && strspn (text, "0123456789.,") == strlen (text))
    read_number_text (column, text, measure, out_text);
  else if (!read_words (text, out_text) && !read_tick (column, text, out_text) &&
           !read_ratio (column, text, out_text))
    read_number_text (column, text, measure, out_text);
}

/* ---- Evidence of a column ---- */

gboolean
kheo_figures_is_triple (const char *text)
{
  gsize first = strspn (text, "0123456789");

  return first >= 1 && first <= 3 && *text != '0' && (text[first] == '.' || text[first] == ',') &&
         strlen (text + first) == 4 && strspn (text + first + 1, "0123456789") == 3;
}

/* Of heads and things there are no thousandths; of lengths, weights and money in millions there
 * are. */
static gboolean
counts_things (const KheoImportTable *table, const KheoFigureColumn *column)
{
  static const char fine[] = "km|m|m2|m3|ha|tan|kg|ta|km2|lit|met|phan tram|ti le|d c";
  g_autofree char  *key = NULL;

  if (column->unit_of_measure == NULL)
    return table->figures->indicator_column < 0 && table->info.unit_of_measure == NULL;
  key = kheo_text_match_key (column->unit_of_measure);
  return kheo_words_measure_scale (column->unit_of_measure) <= 1 && *key != '\0' &&
         !kheo_synonyms_match (fine, key);
}

typedef struct
{
  guint styles[3];
  guint dots, commas; /* before three digits: "1.452" */
  guint others;       /* before fewer or more */
  guint ticks, numbers;
} Evidence;

static void
add_evidence (Evidence *evidence, const char *text)
{
  evidence->styles[kheo_number_evidence (text)]++;
  evidence->ticks += kheo_words_is_tick (text);
  evidence->numbers += strpbrk (text, "0123456789") != NULL;
  if (kheo_figures_is_triple (text))
    {
      evidence->dots += strchr (text, '.') != NULL;
      evidence->commas += strchr (text, ',') != NULL;
    }
  else if (strpbrk (text, ".,") != NULL)
    evidence->others++;
}

/* Several "1,452" and nothing else with a mark: thousands, whatever other columns look like. */
static KheoNumberStyle
style_of (const KheoImportTable *table, const KheoFigureColumn *column, const Evidence *evidence)
{
  guint vietnamese = evidence->styles[KHEO_NUMBERS_VIETNAMESE];
  guint english = evidence->styles[KHEO_NUMBERS_ENGLISH];

  if (vietnamese != english)
    return vietnamese > english ? KHEO_NUMBERS_VIETNAMESE : KHEO_NUMBERS_ENGLISH;
  if (evidence->others > 0 || (evidence->dots > 0) == (evidence->commas > 0) ||
      evidence->dots + evidence->commas < 2 || !counts_things (table, column))
    return KHEO_NUMBERS_UNDECIDED;
  return evidence->dots > 0 ? KHEO_NUMBERS_VIETNAMESE : KHEO_NUMBERS_ENGLISH;
}

static void
weigh_column (KheoImportTable *table, guint index, guint styles[3])
{
  KheoFigureColumn *column = kheo_figure_column (table, index);
  Evidence          evidence = { 0 };

  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoCell *cell = NULL;

      if (kheo_table_row (table, i)->kind != KHEO_ROW_DATA)
        continue;
      cell = kheo_sheet_get_cell (table->sheet, table->base_row + i,
                                  kheo_table_column (table, index)->info.column);
      if (cell != NULL && cell->type == KHEO_CELL_TEXT)
        add_evidence (&evidence, kheo_cell_text (table->import, table->sheet, cell));
      else
        evidence.numbers += cell != NULL;
    }
  column->ticks = evidence.ticks > 0 && evidence.numbers == 0;
  column->numbers = style_of (table, column, &evidence);
  for (guint i = 0; i < 3; i++)
    styles[i] += evidence.styles[i];
}

/* Per cent are often filled in by another hand, or by the program: they count where nothing else
 * does. */
static KheoNumberStyle
common_style (KheoImportTable *table)
{
  guint        styles[2][3] = { { 0 } };
  const guint *counts = styles[0];

  for (guint i = 0; i < table->columns->len; i++)
    if (kheo_table_column (table, i)->info.field == KHEO_COLUMN_VALUE)
      weigh_column (table, i, styles[kheo_figure_column (table, i)->measure > KHEO_MEASURE_TARGET]);
  if (counts[KHEO_NUMBERS_VIETNAMESE] == counts[KHEO_NUMBERS_ENGLISH])
    counts = styles[1];
  if (counts[KHEO_NUMBERS_VIETNAMESE] == counts[KHEO_NUMBERS_ENGLISH])
    return KHEO_NUMBERS_UNDECIDED;
  return counts[KHEO_NUMBERS_VIETNAMESE] > counts[KHEO_NUMBERS_ENGLISH] ? KHEO_NUMBERS_VIETNAMESE
                                                                        : KHEO_NUMBERS_ENGLISH;
}

/* A column in doubt is read as the others: one hand. */
void
kheo_figures_weigh_columns (KheoImportTable *table)
{
  KheoNumberStyle common = common_style (table);

  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoFigureColumn *column = kheo_figure_column (table, i);

      if (kheo_table_column (table, i)->info.field != KHEO_COLUMN_VALUE)
        continue;
      if (column->numbers == KHEO_NUMBERS_UNDECIDED)
        column->numbers = common;
      kheo_table_column (table, i)->info.numbers = column->numbers;
      kheo_table_column (table, i)->info.unit_of_measure = column->unit_of_measure;
      kheo_table_column (table, i)->info.scale =
          (gint64) kheo_words_measure_scale (column->unit_of_measure);
    }
}
