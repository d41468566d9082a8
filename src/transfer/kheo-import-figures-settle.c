/*
 * Columns of figures among themselves: what one says may hold only beside others — a rate beside
 * plan and result, "Lũy kế" beside what the period brought, "Tổng số" beside parts.
 */
#include "kheo-import-figures.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
kheo_figures_same_subject (const KheoFigureColumn *a, const KheoFigureColumn *b)
{
  return g_strcmp0 (a->indicator, b->indicator) == 0 && g_strcmp0 (a->unit, b->unit) == 0 &&
         g_strcmp0 (a->word, b->word) == 0;
}

/* Columns of other years are no siblings: "Thực hiện năm 2023 | Lũy kế năm 2024". */
static gboolean
may_be_of_one_year (const KheoFigureColumn *a, const KheoFigureColumn *b)
{
  return a->span.year == 0 || b->span.year == 0 || a->span.year == b->span.year;
}

static gboolean
has_sibling (KheoImportTable *table, guint index, KheoMeasure measure)
{
  const KheoFigureColumn *column = kheo_figure_column (table, index);

  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoFigureColumn *other = kheo_figure_column (table, i);

      if (i != index && other->role == KHEO_ROLE_FIGURES && other->measure == measure &&
          kheo_figures_same_subject (other, column) && may_be_of_one_year (other, column))
        return TRUE;
    }
  return FALSE;
}

/* Without plan and result beside it a rate is a figure of its own: "Tỷ lệ (%)". */
static void
settle_rate (KheoImportTable *table, guint index)
{
  KheoFigureColumn *column = kheo_figure_column (table, index);
  g_autofree char  *path = NULL;
  const char       *leaf = kheo_table_column (table, index)->leaf;
  g_autofree char  *rest = NULL;
  g_autofree char  *measure = kheo_words_take_measure (leaf, &rest);

  if (column->measure != KHEO_MEASURE_RATE)
    return;
  if (has_sibling (table, index, KHEO_MEASURE_TARGET) &&
      has_sibling (table, index, KHEO_MEASURE_RESULT))
    {
      column->unit_of_measure = "%";
      return;
    }
  column->measure = KHEO_MEASURE_RESULT;
  if (column->unit_of_measure == NULL)
    column->unit_of_measure = "%";
  if (table->figures->indicator_column >= 0)
    return;
  if (rest != NULL && *rest != '\0')
    leaf = rest;
  path = column->indicator != NULL ? g_strdup_printf ("%s – %s", column->indicator, leaf)
                                   : g_strdup (leaf);
  column->parent = column->indicator;
  column->indicator = kheo_import_intern (table->import, path);
}

/* "Chỉ tiêu | Kết quả" is plan and result; a lone "Đăng ký" is an indicator. */
static void
settle_target (KheoImportTable *table, guint index)
{
  KheoFigureColumn *column = kheo_figure_column (table, index);
  g_autofree char  *key = kheo_text_match_key (kheo_table_column (table, index)->leaf);

  if (column->measure != KHEO_MEASURE_TARGET || strcmp (key, "dang ki") != 0 ||
      has_sibling (table, index, KHEO_MEASURE_RESULT))
    return;
  column->measure = KHEO_MEASURE_RESULT;
  column->indicator = kheo_table_column (table, index)->leaf;
}

/* "Lũy kế từ đầu năm" follows from what the periods brought; alone it is a figure of the year so
 * far.  Any other comparison without a result beside it would be lost: it is told. */
static void
settle_comparison (KheoImportTable *table, guint index)
{
  KheoFigureColumn *column = kheo_figure_column (table, index);

  if (column->measure != KHEO_MEASURE_COMPARISON || has_sibling (table, index, KHEO_MEASURE_RESULT))
    return;
  if (column->cumulative)
    {
      column->measure = KHEO_MEASURE_RESULT;
      return;
    }
  kheo_import_note (
      table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "column-not-taken",
      g_strdup_printf (_ ("The column “%s” compares with what the sheet does not give; it was not "
                          "taken. Say what it means."),
                       kheo_table_column (table, index)->info.heading),
      (int) table->info.heading_last, (int) kheo_table_column (table, index)->info.column);
}

/* ---- Sums ---- */

/* "Quý I | Quý II | Cộng": the sum of periods is no figure of its own. */
static gboolean
is_sum_of_periods (KheoImportTable *table, guint index)
{
  const KheoFigureColumn *column = kheo_figure_column (table, index);
  guint                   n = 0;

  if (!column->says_total || column->span.kind != KHEO_SPAN_NONE)
    return FALSE;
  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoFigureColumn *other = kheo_figure_column (table, i);

      n += i != index && other->role == KHEO_ROLE_FIGURES && other->span.kind != KHEO_SPAN_NONE &&
           (other->measure == column->measure || column->measure == KHEO_MEASURE_TOTAL) &&
           kheo_figures_same_subject (other, column);
    }
  return n >= 2;
}

/* "Tổng số" before units or periods is their sum, else the one column of figures. */
static void
settle_total (KheoImportTable *table, guint index)
{
  KheoFigureColumn *column = kheo_figure_column (table, index);
  gboolean          parts = FALSE;

  if (is_sum_of_periods (table, index))
    {
      column->sum_of_periods = TRUE;
      column->sum_measure =
          column->measure == KHEO_MEASURE_TARGET ? KHEO_MEASURE_TARGET : KHEO_MEASURE_RESULT;
      column->measure = KHEO_MEASURE_TOTAL;
      return;
    }
  if (column->measure != KHEO_MEASURE_TOTAL)
    return;
  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoFigureColumn *other = kheo_figure_column (table, i);

      parts = parts ||
              (i != index && other->role == KHEO_ROLE_FIGURES &&
               (other->unit != NULL || other->word != NULL || other->span.kind != KHEO_SPAN_NONE));
    }
  column->total = parts;
  if (!parts)
    column->measure = KHEO_MEASURE_RESULT;
}

void
kheo_figures_settle_columns (KheoImportTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoFigureColumn *column = kheo_figure_column (table, i);

      if (column->role != KHEO_ROLE_FIGURES || column->corrected)
        continue;
      settle_target (table, i);
      settle_rate (table, i);
      settle_total (table, i);
    }
  for (guint i = 0; i < table->columns->len; i++)
    if (kheo_figure_column (table, i)->role == KHEO_ROLE_FIGURES &&
        !kheo_figure_column (table, i)->corrected)
      settle_comparison (table, i);
}
