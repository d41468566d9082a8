/* Figures of the units directly below: a column a result, a target or what was reached. */
#include "kheo-annex-total.h"

#include "kheo-error.h"
#include "kheo-figures.h"
#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PREFIX "indicator="

/* What a column says of its indicator. */
typedef enum
{
  PART_NONE, /* the column is none of figures */
  PART_VALUE,
  PART_TARGET,
  PART_PERCENT,
} Part;

typedef struct
{
  Part             part;
  KheoFigureTotal *total; /* borrowed */
} SumColumn;

typedef struct
{
  KheoDb           *db;
  KheoUnits        *units;
  KheoIndicators   *indicators;
  const KheoQuery  *query;
  const GArray     *chosen;  /* KheoAnnexChosen */
  GArray           *columns; /* SumColumn */
  GPtrArray        *totals;  /* of KheoFigureTotal, one an indicator */
  KheoAnnexContent *content;
} Sums;

static void
sums_clear (Sums *sums)
{
  g_clear_pointer (&sums->columns, g_array_unref);
  g_clear_pointer (&sums->totals, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sums, sums_clear)

static KheoFigureTotal *
find_total (Sums *sums, const KheoIndicator *indicator, GError **error)
{
  KheoFigureTotal *total;

  for (guint i = 0; i < sums->totals->len; i++)
    {
      total = sums->totals->pdata[i];
      if (total->indicator->id == indicator->id)
        return total;
    }
  total = kheo_total_figures (sums->db, indicator->id, sums->query, KHEO_FIGURES_BY_CHILD, error);
  if (total != NULL)
    g_ptr_array_add (sums->totals, total);
  return total;
}

/* "indicator=DV02/target": what, and of which. */
static gboolean
read_column (Sums *sums, const char *key, SumColumn *out_column, GError **error)
{
  const char          *slash = strrchr (key, '/');
  g_autofree char     *code = NULL;
  const KheoIndicator *indicator;

  *out_column = (SumColumn){ PART_NONE, NULL };
  if (!g_str_has_prefix (key, PREFIX))
    return TRUE;
  out_column->part = g_str_has_suffix (key, "/target")    ? PART_TARGET
                     : g_str_has_suffix (key, "/percent") ? PART_PERCENT
                                                          : PART_VALUE;
  code = out_column->part == PART_VALUE
             ? g_strdup (key + strlen (PREFIX))
             : g_strndup (key + strlen (PREFIX), (gsize) (slash - key) - strlen (PREFIX));
  indicator = kheo_indicators_resolve (sums->indicators, code, error);
  if (indicator == NULL)
    return FALSE;
  out_column->total = find_total (sums, indicator, error);
  return out_column->total != NULL;
}

static gboolean
read_columns (Sums *sums, GError **error)
{
  for (guint i = 0; i < sums->chosen->len; i++)
    {
      const KheoAnnexChosen *choice = &g_array_index (sums->chosen, KheoAnnexChosen, i);
      SumColumn              column;

      if (!read_column (sums, choice->offer->key, &column, error))
        return FALSE;
      g_array_append_val (sums->columns, column);
      kheo_annex_table_add (sums->content->table, &choice->column);
    }
  if (sums->totals->len > 0)
    return TRUE;
  g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                       _ ("choose at least one indicator as a column of this annex"));
  return FALSE;
}

/* ---- Rows ---- */

static char *
format_part (const SumColumn *column, const KheoFigureSum *sum)
{
  const KheoAmountUnit *unit = &column->total->indicator->unit;

  if (column->part == PART_VALUE && sum->has_value)
    return kheo_amount_format (unit, sum->value);
  if (column->part == PART_TARGET && sum->has_target)
    return kheo_amount_format (unit, sum->target);
  if (column->part == PART_PERCENT && sum->has_percent)
    return kheo_number_format_decimal (sum->percent, 1);
  return g_strdup ("");
}

static const KheoFigureSum *
find_sum (const KheoFigureTotal *total, const char *key)
{
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoFigureRow *row = total->rows->pdata[i];

      if (g_strcmp0 (row->key, key) == 0)
        return &row->sum;
    }
  return NULL;
}

/* @key NULL: of the whole. */
static void
add_row (Sums *sums, KheoAnnexRowKind kind, const char *number, const char *label, const char *key)
{
  guint n = sums->columns->len;
  g_auto (GStrv) cells = g_new0 (char *, n + 1);
  guint place = kheo_annex_table_get_label_place (sums->content->table);

  for (guint i = 0; i < n; i++)
    {
      const SumColumn     *column = &g_array_index (sums->columns, SumColumn, i);
      const char          *name = g_array_index (sums->chosen, KheoAnnexChosen, i).offer->key;
      const KheoFigureSum *sum = NULL;

      if (column->total != NULL)
        sum = key != NULL ? find_sum (column->total, key) : &column->total->sum;
      if (sum != NULL)
        cells[i] = format_part (column, sum);
      else if (column->total != NULL)
        cells[i] = g_strdup ("");
      else if (kind == KHEO_ANNEX_ROW_DATA)
        cells[i] = g_strdup (g_str_equal (name, "no") ? number : label);
      else
        cells[i] = g_strdup (i == place ? label : "");
    }
  kheo_annex_table_add_row (sums->content->table, kind, (const char *const *) cells);
}

/* The units that any of the totals knows, in the order of the tree. */
static GPtrArray *
list_rows (const Sums *sums)
{
  GPtrArray *rows = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sums->totals->len; i++)
    {
      const KheoFigureTotal *total = sums->totals->pdata[i];

      for (guint k = 0; k < total->rows->len; k++)
        {
          KheoFigureRow *row = total->rows->pdata[k];

          if (row->key != NULL && g_hash_table_add (seen, row->key))
            g_ptr_array_add (rows, row);
        }
    }
  return rows;
}

static void
add_total (Sums *sums, const KheoAnnexLayout *layout, KheoAnnexTotals where)
{
  KheoAnnexTotals wanted = layout != NULL ? layout->totals : KHEO_ANNEX_TOTALS_LAST;

  if (wanted == where)
    add_row (sums, KHEO_ANNEX_ROW_TOTAL, "",
             where == KHEO_ANNEX_TOTALS_FIRST ? _ ("TOTAL") : _ ("Total"), NULL);
}

static void
add_rows (Sums *sums, const KheoAnnexLayout *layout)
{
  g_autoptr (GPtrArray) rows = list_rows (sums);
  guint n = 0;

  add_total (sums, layout, KHEO_ANNEX_TOTALS_FIRST);
  for (guint i = 0; i < rows->len; i++)
    {
      const KheoFigureRow *row = rows->pdata[i];
      g_autofree char     *number = g_strdup_printf ("%u", ++n);

      add_row (sums, KHEO_ANNEX_ROW_DATA, number, row->label != NULL ? row->label : "–", row->key);
    }
  if (rows->len == 0)
    kheo_annex_table_add_none (sums->content->table, _ ("There are no figures."));
  add_total (sums, layout, KHEO_ANNEX_TOTALS_LAST);
}

/* ---- Words ---- */

static void
add_words (Sums *sums)
{
  KheoAnnexContent      *content = sums->content;
  const KheoFigureTotal *first = sums->totals->pdata[0];
  GString               *note = g_string_new (NULL);
  gboolean               one = sums->totals->len == 1;

  kheo_annex_content_name_question (content, sums->query, sums->units);
  content->title =
      one ? g_utf8_strup (first->indicator->name, -1) : g_strdup (_ ("FIGURES BY UNIT"));
  if (one && first->indicator->unit.unit != NULL)
    /* Translators: above a table. */
    content->unit_line = g_strdup_printf (_ ("Unit of measure: %s"), first->indicator->unit.unit);
  for (guint i = 0; i < sums->totals->len; i++)
    {
      const KheoFigureTotal *total = sums->totals->pdata[i];
      g_autoptr (GPtrArray) remarks = kheo_figure_total_remarks (total, sums->units);

      for (guint k = 0; k < remarks->len; k++)
        {
          if (!one)
            g_string_append_printf (note, "%s: ", total->indicator->name);
          g_string_append_printf (note, "%s ", (const char *) remarks->pdata[k]);
        }
    }
  g_string_append_printf (note, _ ("Figures as of %s."), content->date);
  content->note = g_string_free (note, FALSE);
  content->portrait = sums->columns->len <= 6;
}

/* Result, target and percent of one indicator, without a common heading: the title says it. */
static KheoAnnexLayout *
usual_layout (const KheoIndicator *indicator)
{
  static const char *const parts[] = { "", "/target", "/percent" };
  KheoAnnexLayout         *layout = kheo_annex_layout_new ("figures", "total:figures");
  g_autofree char         *code = kheo_annex_indicator_name (indicator);

  kheo_annex_layout_add_column (layout, "no");
  kheo_annex_layout_add_column (layout, "label");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *key = g_strdup_printf (PREFIX "%s%s", code, parts[i]);

      kheo_annex_layout_add_column (layout, key)->group = g_strdup ("");
    }
  return layout;
}

/* @layout, or one for @indicator with the look of @layout when it chooses no figures. */
static KheoAnnexLayout *
complete_layout (Sums *sums, gint64 indicator, const KheoAnnexLayout *layout, GError **error)
{
  g_autoptr (KheoAnnexLayout) usual = NULL;
  const KheoIndicator *found;

  if (layout != NULL && layout->columns->len > 0)
    return kheo_annex_layout_dup (layout);
  found = indicator != 0 ? kheo_indicators_find (sums->indicators, indicator)
          : kheo_indicators_get_n (sums->indicators) > 0 ? kheo_indicators_get (sums->indicators, 0)
                                                         : NULL;
  if (found == NULL)
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
                           _ ("the book has no indicators yet"));
      return NULL;
    }
  usual = usual_layout (found);
  if (layout != NULL)
    usual->totals = layout->totals;
  return g_steal_pointer (&usual);
}

KheoAnnexContent *
kheo_annex_sums_new (KheoDb                *db,
                     gint64                 indicator,
                     const KheoQuery       *query,
                     const KheoAnnexLayout *layout,
                     KheoProgress          *progress,
                     GError               **error)
{
  KheoWorld *world = kheo_world_get (db, error);
  g_auto (Sums) sums = { .db = db, .query = query };
  g_autoptr (KheoAnnexContent) content = kheo_annex_content_new ();
  g_autoptr (KheoAnnexLayout) wanted = NULL;
  g_autoptr (GPtrArray) offers = NULL;
  g_autoptr (GArray) chosen = NULL;

  if (world == NULL || (sums.indicators = kheo_world_get_indicators (world, error)) == NULL ||
      (wanted = complete_layout (&sums, indicator, layout, error)) == NULL)
    return NULL;
  sums.units = kheo_world_get_units (world);
  sums.content = content;
  sums.columns = g_array_new (FALSE, FALSE, sizeof (SumColumn));
  sums.totals = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_figure_total_free);
  offers = kheo_annex_subject_list_columns ("total:figures", sums.indicators);
  if ((chosen = kheo_annex_choose (offers, wanted, error)) == NULL)
    return NULL;
  sums.chosen = chosen;
  if (!read_columns (&sums, error) || !kheo_progress_tick (progress, -1, NULL, error))
    return NULL;
  add_rows (&sums, wanted);
  add_words (&sums);
  return g_steal_pointer (&content);
}
