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

#define LINE_SCALE    1.3  /* height of a line by the size of its type, with what Excel leaves */
#define PADDING       4.0  /* points: what spreadsheets keep free in a cell, both sides */
#define SLACK         0.97 /* of a width: type on a screen runs wider than on paper */
#define RULE_SIZE     5.0  /* of dashes that stand for a rule */
#define DASH          "—"
#define OFF_COST      10.0 /* points of height that a cut may cost which is off by all the width */
#define COMPANY       2u   /* rows that stay with the signatures */
#define MOST_NAME     31u  /* characters of a sheet's name */
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

static void
add_part (Sheet *sheet, const KheoAnnexPart *part, guint first, guint end)
{
  KheoFormStyle style = {
    .size = part->size,
    .bold = part->bold,
    .italic = part->italic,
    .underline = part->underline || (part->rule > 0 && part->is_whole),
    .align = form_align (part->align),
    .is_top = first > 0 || end < sheet->n, /* what stands beside others begins where they do */
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

/* Lines with parts beside each other: @n of them, and the columns with which their parts begin. */
typedef struct
{
  const KheoAnnexLine *lines;
  guint                n;
  guint                cuts[KHEO_ANNEX_MOST_PARTS + 1];
  gboolean             is_list; /* the first part is one text over all lines but the first */
} Block;

static double
line_height (const Sheet *sheet, const KheoAnnexLine *line, const guint *cuts, guint first)
{
  double height = 0;

  for (guint i = first; i < line->n_parts; i++)
    height = MAX (height, part_height (sheet, &line->parts[i], cuts[i], cuts[i + 1]));
  return height;
}

/* How high all becomes with these cuts; a list stands beside all lines but the first. */
static double
block_height (const Sheet *sheet, const Block *block, const guint *cuts)
{
  double height = 0, list = 0;

  for (guint i = 0; i < block->n; i++)
    {
      height += line_height (sheet, &block->lines[i], cuts, block->is_list);
      list += part_height (sheet, &block->lines[i].parts[0], cuts[0], cuts[1]);
    }
  return block->is_list ? MAX (height, list) : height;
}

/* How high, and how far the cuts are off. */
static double
judge (const Sheet *sheet, const Block *block, const guint *cuts)
{
  const KheoAnnexLine *line = block->lines;
  double               cost = block_height (sheet, block, cuts), share = 0;

  for (guint i = 1; i < line->n_parts; i++)
    {
      share += line->shares[i - 1];
      cost +=
          fabs (width_of (sheet, 0, cuts[i]) / width_of (sheet, 0, sheet->n) - share) * OFF_COST;
    }
  return cost;
}

/* Parts can only meet where columns do: where the lines are lowest, then nearest to what is wished.
 */
static void
find_cuts (const Sheet *sheet, Block *block)
{
  guint  n_parts = block->lines->n_parts, tried[KHEO_ANNEX_MOST_PARTS + 1] = { 0 };
  double best = HUGE_VAL;

  tried[n_parts] = sheet->n;
  for (tried[1] = 1; tried[1] + n_parts - 1 <= sheet->n; tried[1]++)
    for (guint second = tried[1] + 1; second < sheet->n || n_parts == 2; second++)
      {
        double cost;

        if (n_parts > 2)
          tried[2] = second;
        if ((cost = judge (sheet, block, tried)) < best)
          {
            best = cost;
            memcpy (block->cuts, tried, sizeof tried);
          }
        if (n_parts == 2)
          break;
      }
}

/* A table of very few columns has no room beside: then parts go below each other. */
static void
add_below_each_other (Sheet *sheet, const KheoAnnexLine *line)
{
  for (guint i = 0; i < line->n_parts; i++)
    if (*line->parts[i].text != '\0')
      {
        kheo_sheet_form_begin_row (sheet->form, part_height (sheet, &line->parts[i], 0, sheet->n));
        add_part (sheet, &line->parts[i], 0, sheet->n);
      }
}

static void
add_line (Sheet *sheet, const KheoAnnexLine *line, const guint *cuts, guint first)
{
  for (guint i = first; i < line->n_parts; i++)
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
add_rules (Sheet *sheet, const KheoAnnexLine *line, const guint *cuts)
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
    {
      kheo_sheet_form_begin_row (sheet->form, RULE_SIZE * LINE_SCALE);
      add_line (sheet, &rules, cuts, 0);
    }
  for (guint i = 0; i < line->n_parts; i++)
    g_free (texts[i]);
}

/* The names of those who get it, as one text over the rows beside the signatures, which so stay as
 * close as they are. */
static void
add_list (Sheet *sheet, const Block *block)
{
  const KheoAnnexPart *word = &block->lines[MIN (1, block->n - 1)].parts[0];
  KheoFormStyle        style = { .size = word->size, .align = KHEO_FORM_LEFT, .is_top = TRUE };
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 1; i < block->n; i++)
    if (*block->lines[i].parts[0].text != '\0')
      g_string_append_printf (list, "%s%s", list->len > 0 ? "\n" : "",
                              block->lines[i].parts[0].text);
  kheo_sheet_form_add_text (sheet->form, 0, block->cuts[1], block->n - 1, &style, list->str);
}

/* What the last row must have so that the list finds room. */
static double
last_height (const Sheet *sheet, const Block *block, double least)
{
  double height = 0;

  for (guint i = 1; i < block->n; i++)
    {
      const KheoAnnexPart *part = &block->lines[i].parts[0];

      height += part_height (sheet, part, 0, block->cuts[1]);
      if (i + 1 < block->n)
        height -= line_height (sheet, &block->lines[i], block->cuts, 1);
    }
  return MAX (height, least);
}

static void
add_block (Sheet *sheet, Block *block)
{
  find_cuts (sheet, block);
  for (guint i = 0; i < block->n; i++)
    {
      const KheoAnnexLine *line = &block->lines[i];
      gboolean             listed = block->is_list && i > 0;
      double               height = line_height (sheet, line, block->cuts, listed);

      if (listed && i + 1 == block->n)
        height = last_height (sheet, block, height);
      kheo_sheet_form_begin_row (sheet->form, height);
      if (listed && i == 1)
        add_list (sheet, block);
      add_line (sheet, line, block->cuts, listed);
      add_rules (sheet, line, block->cuts);
    }
}

/* @is_list: blocks begin with a list.  Takes @lines. */
static void
add_lines (Sheet *sheet, GArray *lines, gboolean is_list)
{
  for (guint i = 0; i < lines->len;)
    {
      const KheoAnnexLine *line = &g_array_index (lines, KheoAnnexLine, i);
      Block                block = { line, 1, { 0 }, is_list };

      while (i + block.n < lines->len && line[block.n].n_parts == line->n_parts)
        block.n++;
      if (line->n_parts == 1 || line->n_parts > sheet->n)
        for (guint k = 0; k < block.n; k++)
          {
            if (line->n_parts == 1 && *line[k].parts[0].text == '\0')
              kheo_sheet_form_begin_row (sheet->form, line[k].parts[0].size * LINE_SCALE);
            add_below_each_other (sheet, &line[k]);
          }
      else
        add_block (sheet, &block);
      i += block.n;
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
    kheo_sheet_form_lend_text (sheet->form, column, end - column, &style, text);
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
                        const char          *author,
                        KheoProgress        *progress,
                        GError             **error)
{
  g_autofree char *name = sheet_name (spec);
  g_autoptr (KheoSheetForm) form = kheo_sheet_form_new (name);
  g_autoptr (KheoTypeset) typeset = kheo_typeset_new (spec->font_family);
  g_autofree double *widths = NULL;
  g_autofree char   *title = kheo_annex_file_title (spec);
  guint              rows;
  Sheet              sheet = {
                 .spec = spec,
                 .table = spec->table,
                 .form = form,
                 .typeset = typeset,
                 .n = kheo_annex_table_get_n_columns (spec->table),
                 .numbers = own_numbers (),
  };

  widths = sheet.widths = kheo_annex_measure_columns (spec, &sheet.size);
  kheo_sheet_form_set_words (form, title, author);
  set_up (&sheet);
  add_lines (&sheet, kheo_annex_lines_above (spec), FALSE);
  add_heading (&sheet);
  if (!add_rows (&sheet, progress, error))
    return FALSE;
  rows = kheo_sheet_form_get_n_rows (form);
  add_lines (&sheet, kheo_annex_lines_below (spec),
             spec->recipients != NULL && spec->recipients[0] != NULL);
  if (kheo_sheet_form_get_n_rows (form) > rows)
    kheo_sheet_form_keep_last (form,
                               rows - MIN (COMPANY, kheo_annex_table_get_n_rows (spec->table)));
  return kheo_sheet_form_write (form, path, format, error);
}
