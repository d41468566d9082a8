/* An annex as a sheet: the same lines and rows as on paper, the columns as wide as there, numbers
 * and dates as such. */
#include "kheo-annex-file-private.h"

#include "kheo-annex-lines.h"
#include "kheo-number.h"
#include "kheo-sheet-form.h"
#include "kheo-typeset.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LINE_SCALE    1.25 /* height of a line by the size of its type */
#define PADDING       4.0  /* points: what spreadsheets keep free in a cell, both sides */
#define SLACK         0.97 /* of a width: type on a screen runs wider than on paper */
#define RULE_SIZE     5.0  /* of dashes that stand for a rule */
#define DASH          "—"
#define MOST_NAME     31u /* characters of a sheet's name */
#define MOST_DECIMALS 6u

typedef struct
{
  const KheoAnnexSpec  *spec;
  const KheoAnnexTable *table;
  KheoSheetForm        *form;
  KheoTypeset          *typeset;
  guint                 n;      /* columns */
  double               *widths; /* points */
  double                size;   /* of the type of the table */
  KheoNumberStyle       numbers;
} Sheet;

/* ---- Heights ---- */

static double
width_of (const Sheet *sheet, guint first, guint end)
{
  double width = 0;

  for (guint i = first; i < end; i++)
    width += sheet->widths[i];
  return width;
}

/* What a text needs: not every program finds out by itself, and none does in joined cells. */
static double
height_of (const Sheet *sheet, const char *text, const KheoFormStyle *style, guint first, guint end)
{
  KheoFace face = { style->size, style->bold, style->italic };
  guint    n = kheo_typeset_wrap (sheet->typeset, face, text,
                                  MAX (width_of (sheet, first, end) * SLACK - PADDING, 10), NULL);

  return n * style->size * LINE_SCALE + 2;
}

/* ---- Lines above and below ---- */

static KheoFormAlign
form_align (KheoAnnexAlign align)
{
  return align == KHEO_ANNEX_ALIGN_RIGHT    ? KHEO_FORM_RIGHT
         : align == KHEO_ANNEX_ALIGN_CENTER ? KHEO_FORM_CENTER
                                            : KHEO_FORM_LEFT;
}

/* The column at which @share of the whole width is passed, at least @least. */
static guint
find_cut (const Sheet *sheet, double share, guint least)
{
  double whole = width_of (sheet, 0, sheet->n), x = 0;
  guint  best = least;
  double nearest = HUGE_VAL;

  for (guint i = 0; i <= sheet->n; i++)
    {
      if (i >= least && fabs (x / whole - share) < nearest)
        {
          nearest = fabs (x / whole - share);
          best = i;
        }
      if (i < sheet->n)
        x += sheet->widths[i];
    }
  return best;
}

static void
add_part (Sheet *sheet, const KheoAnnexPart *part, guint first, guint end)
{
  KheoFormStyle style = {
    .size = part->size,
    .bold = part->bold,
    .italic = part->italic,
    .underline = part->underline || (part->rule > 0 && part->is_whole),
    .align = form_align (part->align),
  };

  if (end > first)
    kheo_sheet_form_add_text (sheet->form, first, end - first, 1, &style, part->text);
}

static double
part_height (const Sheet *sheet, const KheoAnnexPart *part, guint first, guint end)
{
  KheoFormStyle style = { .size = part->size, .bold = part->bold, .italic = part->italic };

  return end > first ? height_of (sheet, part->text, &style, first, end) : 0;
}

/* A table of very few columns has no room beside: then parts go below each other. */
static void
add_line (Sheet *sheet, const KheoAnnexLine *line)
{
  guint  cuts[KHEO_ANNEX_MOST_PARTS + 1] = { 0 };
  double height = 0, share = 0;

  if (line->n_parts > sheet->n)
    {
      for (guint i = 0; i < line->n_parts; i++)
        if (*line->parts[i].text != '\0')
          {
            kheo_sheet_form_begin_row (sheet->form,
                                       part_height (sheet, &line->parts[i], 0, sheet->n));
            add_part (sheet, &line->parts[i], 0, sheet->n);
          }
      return;
    }
  for (guint i = 1; i < line->n_parts; i++)
    {
      share += line->shares[i - 1];
      cuts[i] = MIN (find_cut (sheet, share, cuts[i - 1] + 1), sheet->n - (line->n_parts - i));
    }
  cuts[line->n_parts] = sheet->n;
  for (guint i = 0; i < line->n_parts; i++)
    height = MAX (height, part_height (sheet, &line->parts[i], cuts[i], cuts[i + 1]));
  kheo_sheet_form_begin_row (sheet->form, height);
  for (guint i = 0; i < line->n_parts; i++)
    add_part (sheet, &line->parts[i], cuts[i], cuts[i + 1]);
}

/* Cells know no rule that is shorter than their text: dashes in a low row do for one. */
static char *
dup_dashes (const Sheet *sheet, const KheoAnnexPart *part)
{
  const KheoFace face = { RULE_SIZE, part->bold, part->italic };
  GString       *dashes = g_string_new (NULL);
  double         dash = kheo_typeset_width (sheet->typeset, face, DASH);

  for (double length = dash; length <= part->rule; length += dash)
    g_string_append (dashes, DASH);
  return g_string_free (dashes, FALSE);
}

static void
add_rules (Sheet *sheet, const KheoAnnexLine *line)
{
  KheoAnnexLine rules = *line;
  char         *texts[KHEO_ANNEX_MOST_PARTS] = { NULL };
  gboolean      any = FALSE;

  for (guint i = 0; i < line->n_parts; i++)
    {
      const KheoAnnexPart *part = &line->parts[i];

      texts[i] = part->rule > 0 && !part->is_whole ? dup_dashes (sheet, part) : g_strdup ("");
      rules.parts[i] = (KheoAnnexPart){
        .text = texts[i], .size = RULE_SIZE, .bold = part->bold, .align = part->align
      };
      any = any || *texts[i] != '\0';
    }
  if (any)
    add_line (sheet, &rules);
  for (guint i = 0; i < line->n_parts; i++)
    g_free (texts[i]);
}

static void
add_lines (Sheet *sheet, GArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      add_line (sheet, &g_array_index (lines, KheoAnnexLine, i));
      add_rules (sheet, &g_array_index (lines, KheoAnnexLine, i));
    }
  g_array_unref (lines);
}

/* ---- The heading of the table ---- */

static KheoFormStyle
heading_style (const Sheet *sheet)
{
  return (KheoFormStyle){
    .size = sheet->size, .bold = TRUE, .border = TRUE, .align = KHEO_FORM_CENTER
  };
}

/* The row of the heading in which the column's own heading begins. */
static guint
heading_top (const Sheet *sheet, guint column, guint n_levels)
{
  guint top = 0;

  while (top < n_levels && kheo_annex_table_get_common (sheet->table, column, top) != NULL)
    top++;
  return top;
}

/* Common headings need their row; own ones share theirs with the rows they reach up into. */
static double
heading_height (const Sheet *sheet, guint level, guint n_levels)
{
  KheoFormStyle style = heading_style (sheet);
  double        height = 0;

  for (guint i = 0, end; i < sheet->n; i = end)
    {
      const char *common = level < n_levels ? kheo_annex_table_get_common (sheet->table, i, level)
                                            : kheo_annex_table_get_heading (sheet->table, i);
      guint       rows = level < n_levels ? 1 : n_levels + 1 - heading_top (sheet, i, n_levels);

      end = level < n_levels && common != NULL
                ? kheo_annex_table_get_common_end (sheet->table, i, level)
                : i + 1;
      if (common != NULL)
        height = MAX (height, height_of (sheet, common, &style, i, end) / rows);
    }
  return height + 4;
}

static void
add_heading_row (Sheet *sheet, guint level, guint n_levels)
{
  KheoFormStyle style = heading_style (sheet);

  kheo_sheet_form_begin_row (sheet->form, heading_height (sheet, level, n_levels));
  for (guint i = 0; i < sheet->n;)
    {
      const char *common =
          level < n_levels ? kheo_annex_table_get_common (sheet->table, i, level) : NULL;
      guint end = common != NULL ? kheo_annex_table_get_common_end (sheet->table, i, level) : i + 1;

      if (common != NULL)
        kheo_sheet_form_add_text (sheet->form, i, end - i, 1, &style, common);
      else if (heading_top (sheet, i, n_levels) == level)
        kheo_sheet_form_add_text (sheet->form, i, 1, n_levels + 1 - level, &style,
                                  kheo_annex_table_get_heading (sheet->table, i));
      i = end;
    }
}

static void
add_heading (Sheet *sheet)
{
  guint         n_levels = kheo_annex_table_get_n_levels (sheet->table);
  guint         first = kheo_sheet_form_get_n_rows (sheet->form);
  KheoFormStyle code = {
    .size = sheet->size * 0.85, .italic = TRUE, .border = TRUE, .align = KHEO_FORM_CENTER
  };

  for (guint level = 0; level <= n_levels; level++)
    add_heading_row (sheet, level, n_levels);
  if (sheet->spec->code_row != KHEO_ANNEX_CODES_NONE)
    {
      kheo_sheet_form_begin_row (sheet->form, code.size * LINE_SCALE + 2);
      for (guint i = 0; i < sheet->n; i++)
        {
          g_autofree char *text = kheo_annex_format_code (sheet->table, sheet->spec->code_row, i);

          kheo_sheet_form_add_text (sheet->form, i, 1, 1, &code, text);
        }
    }
  kheo_sheet_form_set_repeated (sheet->form, first,
                                kheo_sheet_form_get_n_rows (sheet->form) - first);
}

/* ---- Rows ---- */

/* How kheo_number_format(), which wrote the cells, groups digits. */
static KheoNumberStyle
own_numbers (void)
{
  g_autofree char *thousand = kheo_number_format (1000);

  return strchr (thousand, '.') != NULL ? KHEO_NUMBERS_VIETNAMESE : KHEO_NUMBERS_ENGLISH;
}

/* Digits behind the point, as they are printed. */
static guint
count_decimals (const Sheet *sheet, const char *text)
{
  const char *point = strrchr (text, sheet->numbers == KHEO_NUMBERS_VIETNAMESE ? ',' : '.');
  guint       n = 0;

  while (point != NULL && g_ascii_isdigit (point[n + 1]))
    n++;
  return MIN (n, MOST_DECIMALS);
}

/* A number that says all that its text says: "hơn 11.000" and "220 tỷ" stay texts. */
static gboolean
add_number (Sheet *sheet, guint column, const char *text, KheoFormStyle style)
{
  KheoNumber number;

  if (!kheo_number_parse (text, sheet->numbers, &number) || number.has_scale ||
      number.qualifier != KHEO_NUMBER_EXACT)
    return FALSE;
  style.kind = number.percent ? KHEO_FORM_PERCENT : KHEO_FORM_NUMBER;
  style.decimals = count_decimals (sheet, text);
  kheo_sheet_form_add_number (sheet->form, column, &style,
                              number.percent ? number.value / 100 : number.value);
  return TRUE;
}

static gboolean
add_ordinal (Sheet *sheet, guint column, const char *text, KheoFormStyle style)
{
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, 999999999, &value, NULL))
    return FALSE;
  style.kind = KHEO_FORM_ORDINAL;
  kheo_sheet_form_add_number (sheet->form, column, &style, (double) value);
  return TRUE;
}

/* Only whole days: "06/2022" stays a text. */
static gboolean
add_date (Sheet *sheet, guint column, const char *text, KheoFormStyle style)
{
  KheoPrecision precision;
  KheoDate      date;

  if (!kheo_date_parse (text, &date, &precision) || precision != KHEO_PRECISION_DAY ||
      kheo_date_get_year (date) < 1900)
    return FALSE;
  style.kind = KHEO_FORM_DATE;
  kheo_sheet_form_add_date (sheet->form, column, &style, date);
  return TRUE;
}

static void
add_cell (Sheet *sheet, guint row, guint column, guint end, KheoFormStyle style)
{
  const char    *text = kheo_annex_table_get_cell (sheet->table, row, column);
  KheoAnnexHolds holds = kheo_annex_table_get_holds (sheet->table, column);
  gboolean       done = FALSE, single = end == column + 1 && *text != '\0';

  if (single && holds == KHEO_ANNEX_HOLDS_NUMBER)
    done = add_number (sheet, column, text, style);
  else if (single && holds == KHEO_ANNEX_HOLDS_ORDINAL)
    done = add_ordinal (sheet, column, text, style);
  else if (single && holds == KHEO_ANNEX_HOLDS_DATE)
    done = add_date (sheet, column, text, style);
  if (!done)
    kheo_sheet_form_add_text (sheet->form, column, end - column, 1, &style, text);
}

/* What the tallest cell of the row needs. */
static double
row_height (const Sheet *sheet, guint row, const KheoFormStyle *style)
{
  double         height = 0;
  KheoAnnexAlign align;

  for (guint i = 0, end; i < sheet->n; i = end)
    {
      end = i + kheo_annex_table_get_span (sheet->table, row, i, &align);
      height = MAX (height, height_of (sheet, kheo_annex_table_get_cell (sheet->table, row, i),
                                       style, i, end));
    }
  return height;
}

static void
add_row (Sheet *sheet, guint row)
{
  KheoFormStyle style = { .size = sheet->size,
                          .border = TRUE,
                          .bold = kheo_annex_table_is_row_bold (sheet->table, row),
                          .italic = kheo_annex_table_is_row_slanted (sheet->table, row) };

  kheo_sheet_form_begin_row (sheet->form, row_height (sheet, row, &style));
  for (guint i = 0, end; i < sheet->n; i = end)
    {
      KheoAnnexAlign align;

      end = i + kheo_annex_table_get_span (sheet->table, row, i, &align);
      style.align = form_align (align);
      add_cell (sheet, row, i, end, style);
    }
}

static gboolean
add_rows (Sheet *sheet, KheoProgress *progress, GError **error)
{
  guint n = kheo_annex_table_get_n_rows (sheet->table);

  for (guint row = 0; row < n; row++)
    {
      add_row (sheet, row);
      if (row % 256 == 0 &&
          !kheo_progress_tick (progress, (double) row / n, _ ("writing the rows"), error))
        return FALSE;
    }
  return TRUE;
}

/* ---- The sheet ---- */

/* What a program takes as the name of a sheet. */
static char *
sheet_name (const KheoAnnexSpec *spec)
{
  const char      *title = spec->title != NULL && *spec->title != '\0' ? spec->title : "1";
  g_autofree char *name = g_strdelimit (g_strdup (title), "[]:*?/\\'\n\t", ' ');
  g_autofree char *cut = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), MOST_NAME));

  return g_strdup (g_strstrip (cut));
}

static void
set_up (Sheet *sheet)
{
  const KheoAnnexSpec *spec = sheet->spec;
  const double         margins[] = { spec->margin_top, spec->margin_right, spec->margin_bottom,
                                     spec->margin_left };

  kheo_sheet_form_set_paper (sheet->form, spec->paper.width / KHEO_POINTS_PER_MM,
                             spec->paper.height / KHEO_POINTS_PER_MM, margins);
  for (guint i = 0; i < sheet->n; i++)
    kheo_sheet_form_add_column (sheet->form, sheet->widths[i] / KHEO_POINTS_PER_MM);
}

gboolean
kheo_annex_write_sheet (const KheoAnnexSpec *spec,
                        const char          *path,
                        KheoSheetFormat      format,
                        KheoProgress        *progress,
                        GError             **error)
{
  g_autofree char *name = sheet_name (spec);
  g_autoptr (KheoSheetForm) form = kheo_sheet_form_new (name);
  g_autoptr (KheoTypeset) typeset = kheo_typeset_new (spec->font_family);
  g_autofree double *widths = NULL;
  Sheet              sheet = {
                 .spec = spec,
                 .table = spec->table,
                 .form = form,
                 .typeset = typeset,
                 .n = kheo_annex_table_get_n_columns (spec->table),
                 .numbers = own_numbers (),
  };

  widths = sheet.widths = kheo_annex_measure_columns (spec, &sheet.size);
  set_up (&sheet);
  add_lines (&sheet, kheo_annex_lines_above (spec));
  add_heading (&sheet);
  if (!add_rows (&sheet, progress, error))
    return FALSE;
  add_lines (&sheet, kheo_annex_lines_below (spec));
  return kheo_sheet_form_write (form, path, format, error);
}
