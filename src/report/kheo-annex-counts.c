/* Counts of models by unit, field, year …, with a column for each choice: each column is a total of
 * its own, so that it says what any total of the program says. */
#include "kheo-annex-total.h"

#include "kheo-annex-list.h"
#include "kheo-error.h"
#include "kheo-number.h"
#include "kheo-registers.h"
#include "kheo-rollup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_DEPTHS  3u
#define PERCENT_KEPT 1 /* decimals of a share */

typedef struct
{
  KheoDb           *db;
  KheoUnits        *units;
  KheoProgress     *progress;
  const GArray     *columns; /* KheoAnnexChosen */
  KheoAnnexTable   *table;
  KheoBy            by[MOST_DEPTHS];
  guint             n_by;
  gint64            whole; /* of the query: what shares are of */
  guint             numbers[MOST_DEPTHS];
  KheoAnnexContent *content;
} Counts;

/* The totals of every column for one query; NULL where the column counts nothing. */
typedef struct
{
  GPtrArray *totals; /* of KheoTotal, by column */
  KheoTotal *base;   /* borrowed: all models */
} Totals;

static void
total_free (gpointer data)
{
  if (data != NULL)
    kheo_total_free (data);
}

static void
totals_clear (Totals *self)
{
  g_clear_pointer (&self->totals, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Totals, totals_clear)

/* "kind=collective": its two halves. */
static gboolean
cut (const char *key, char **out_field, const char **out_value)
{
  const char *equals = strchr (key, '=');

  *out_field = equals != NULL ? g_strndup (key, (gsize) (equals - key)) : NULL;
  *out_value = equals != NULL ? equals + 1 : NULL;
  return equals != NULL;
}

/* The total of a column; NULL without @error: the column counts nothing. */
static KheoTotal *
count_column (Counts *counts, const KheoQuery *query, KheoBy by, const char *key, GError **error)
{
  g_autoptr (KheoQuery) narrowed = NULL;
  g_autofree char *field = NULL;
  const char      *value;

  if (!cut (key, &field, &value) || !kheo_query_lets (query, field, value))
    return NULL;
  narrowed = kheo_query_dup (query);
  kheo_query_set_condition (narrowed, field, value);
  return kheo_total_models (counts->db, narrowed, &by, 1, error);
}

static gboolean
count_all (Counts *counts, const KheoQuery *query, KheoBy by, Totals *totals, GError **error)
{
  totals->totals = g_ptr_array_new_with_free_func (total_free);
  for (guint i = 0; i < counts->columns->len; i++)
    {
      const char *key = g_array_index (counts->columns, KheoAnnexChosen, i).offer->key;
      GError     *fault = NULL;

      g_ptr_array_add (totals->totals, count_column (counts, query, by, key, &fault));
      if (fault != NULL)
        {
          g_propagate_error (error, fault);
          return FALSE;
        }
    }
  totals->base = kheo_total_models (counts->db, query, &by, 1, error);
  if (totals->base == NULL)
    return FALSE;
  g_ptr_array_add (totals->totals, totals->base);
  return TRUE;
}

/* The value of @total in the row that @base has at @index; -1: of the whole. */
static gint64
value_of (const KheoTotal *total, const KheoTotal *base, int index)
{
  const KheoTotalRow *row;

  if (total == NULL)
    return 0;
  if (index < 0)
    return total->total;
  row = base->rows->pdata[index];
  /* Of units all totals have the same rows. */
  if ((guint) index < total->rows->len &&
      g_strcmp0 (((const KheoTotalRow *) total->rows->pdata[index])->key[0], row->key[0]) == 0)
    return ((const KheoTotalRow *) total->rows->pdata[index])->value;
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *other = total->rows->pdata[i];

      if (g_strcmp0 (other->key[0], row->key[0]) == 0)
        return other->value;
    }
  return 0;
}

/* ---- Rows ---- */

/* The cells of the row @index of the totals; -1: of the whole. */
static void
add_cells (Counts          *counts,
           const Totals    *totals,
           int              index,
           KheoAnnexRowKind kind,
           guint            depth,
           const char      *number,
           const char      *label)
{
  guint n = counts->columns->len;
  g_auto (GStrv) cells = g_new0 (char *, n + 1);
  guint    place = kheo_annex_table_get_label_place (counts->table);
  gint64   all = value_of (totals->base, totals->base, index);
  gboolean labelled = kind != KHEO_ANNEX_ROW_DATA;

  for (guint i = 0; i < n; i++)
    {
      const char *key = g_array_index (counts->columns, KheoAnnexChosen, i).offer->key;

      if (g_str_equal (key, "total"))
        cells[i] = kheo_number_format (all);
      else if (g_str_equal (key, "percent"))
        cells[i] = counts->whole > 0
                       ? kheo_number_format_decimal (100.0 * (double) all / (double) counts->whole,
                                                     PERCENT_KEPT)
                       : g_strdup ("");
      else if (strchr (key, '=') != NULL)
        cells[i] = kheo_number_format (value_of (totals->totals->pdata[i], totals->base, index));
      else if (!labelled)
        cells[i] = g_strdup (g_str_equal (key, "no") ? number : label);
      else
        cells[i] = g_strdup ("");
    }
  if (labelled)
    {
      g_free (cells[place]);
      cells[place] = g_strdup (label);
      if (place > 0)
        {
          g_free (cells[0]);
          cells[0] = g_strdup (number);
        }
    }
  if (kind == KHEO_ANNEX_ROW_GROUP)
    kheo_annex_table_add_group (counts->table, depth, (const char *const *) cells);
  else
    kheo_annex_table_add_row (counts->table, kind, (const char *const *) cells);
}

static char *
format_number (Counts *counts, guint depth, gboolean group)
{
  guint number = ++counts->numbers[depth];

  if (!group)
    return g_strdup_printf ("%u", number);
  if (depth == 0 && counts->n_by > 2)
    return g_strdup_printf ("%c", 'A' + (int) ((number - 1) % 26));
  return kheo_annex_roman (number);
}

static gboolean
add_depth (
    Counts *counts, const KheoQuery *query, guint depth, const Totals *totals, GError **error)
{
  gboolean group = depth + 1 < counts->n_by;

  for (guint i = 0; i < totals->base->rows->len; i++)
    {
      const KheoTotalRow *row = totals->base->rows->pdata[i];
      const char         *label = row->label[0] != NULL ? row->label[0] : "–";
      g_autofree char    *number = NULL;

      /* What stands on no unit of the map is a row only where there is any. */
      if (row->value == 0 && (group || (counts->by[depth] == KHEO_BY_CHILD && row->unit_id == 0)))
        continue;
      number = format_number (counts, depth, group);
      add_cells (counts, totals, (int) i, group ? KHEO_ANNEX_ROW_GROUP : KHEO_ANNEX_ROW_DATA, depth,
                 number, label);
      if (group)
        {
          g_autoptr (KheoQuery) below = kheo_total_row_query (query, totals->base, row);
          g_auto (Totals) inner = { 0 };

          counts->numbers[depth + 1] = 0;
          if (!count_all (counts, below, counts->by[depth + 1], &inner, error) ||
              !add_depth (counts, below, depth + 1, &inner, error))
            return FALSE;
        }
      if (!kheo_progress_tick (counts->progress, (double) i / totals->base->rows->len,
                               _ ("counting the models"), error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Words ---- */

static const char *
heading_of (KheoBy by)
{
  static const guint fields[] = {
    [KHEO_BY_FIELD] = KHEO_MODEL_FIELD,   [KHEO_BY_KIND] = KHEO_MODEL_KIND,
    [KHEO_BY_LEVEL] = KHEO_MODEL_LEVEL,   [KHEO_BY_YEAR] = KHEO_MODEL_YEAR,
    [KHEO_BY_STATUS] = KHEO_MODEL_STATUS,
  };

  if (by == KHEO_BY_CHILD)
    return _ ("Unit");
  if (by == KHEO_BY_QUARTER)
    return _ ("Quarter");
  return _ (kheo_register_models.fields[fields[by]].label);
}

static gboolean
read_depths (Counts *counts, const KheoAnnexLayout *layout, GError **error)
{
  guint n = layout != NULL ? layout->groups->len : 0;

  counts->by[0] = KHEO_BY_CHILD;
  counts->n_by = 1;
  if (n == 0)
    return TRUE;
  counts->n_by = MIN (n, MOST_DEPTHS);
  for (guint i = 0; i < counts->n_by; i++)
    {
      const char *name = layout->groups->pdata[i];
      KheoBy      by[2];
      guint       n_by = 0;

      if (!kheo_by_parse (name, by, &n_by) || n_by != 1)
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                       _ ("models cannot be counted by “%s”"), name);
          return FALSE;
        }
      counts->by[i] = by[0];
    }
  return TRUE;
}

static void
add_words (const Counts *counts, const KheoQuery *query, const KheoTotal *total)
{
  KheoAnnexContent *content = counts->content;
  GString          *note = g_string_new (NULL);

  kheo_annex_content_name_question (content, query, counts->units);
  content->title = g_strdup (_ ("SUMMARY OF “SKILFUL MASS MOBILISATION” MODELS"));
  /* Translators: above a table. */
  content->unit_line = g_strdup_printf (_ ("Unit of measure: %s"), _ ("model"));
  for (guint i = 0; i < total->notes->len; i++)
    g_string_append_printf (note, "%s ", (const char *) total->notes->pdata[i]);
  g_string_append_printf (note, _ ("Figures as of %s."), content->date);
  content->note = g_string_free (note, FALSE);
}

static void
add_columns (Counts *counts)
{
  for (guint i = 0; i < counts->columns->len; i++)
    {
      const KheoAnnexChosen *choice = &g_array_index (counts->columns, KheoAnnexChosen, i);
      KheoAnnexColumn        column = choice->column;

      if (g_str_equal (choice->offer->key, "label") &&
          g_strcmp0 (column.heading, choice->offer->heading) == 0)
        column.heading = heading_of (counts->by[counts->n_by - 1]);
      kheo_annex_table_add (counts->table, &column);
    }
}

static gboolean
fill (Counts *counts, const KheoQuery *query, const KheoAnnexLayout *layout, GError **error)
{
  KheoAnnexTotals where = layout != NULL ? layout->totals : KHEO_ANNEX_TOTALS_LAST;
  g_auto (Totals) totals = { 0 };

  if (!count_all (counts, query, counts->by[0], &totals, error))
    return FALSE;
  counts->whole = totals.base->total;
  add_columns (counts);
  if (where == KHEO_ANNEX_TOTALS_FIRST)
    add_cells (counts, &totals, -1, KHEO_ANNEX_ROW_TOTAL, 0, "", _ ("TOTAL"));
  if (!add_depth (counts, query, 0, &totals, error))
    return FALSE;
  if (!kheo_annex_table_says_anything (counts->table))
    kheo_annex_table_add_none (counts->table, _ ("There are no models."));
  if (where == KHEO_ANNEX_TOTALS_LAST)
    add_cells (counts, &totals, -1, KHEO_ANNEX_ROW_TOTAL, 0, "", _ ("Total"));
  add_words (counts, query, totals.base);
  return TRUE;
}

KheoAnnexContent *
kheo_annex_counts_new (KheoDb                *db,
                       const KheoQuery       *query,
                       const KheoAnnexLayout *layout,
                       KheoProgress          *progress,
                       GError               **error)
{
  KheoWorld *world = kheo_world_get (db, error);
  g_autoptr (GPtrArray) offers = kheo_annex_subject_list_columns ("total:models", NULL);
  g_autoptr (GArray) columns = NULL;
  g_autoptr (KheoAnnexContent) content = kheo_annex_content_new ();
  Counts counts = { .db = db, .progress = progress, .table = content->table, .content = content };

  if (world == NULL || (columns = kheo_annex_choose (offers, layout, error)) == NULL ||
      !read_depths (&counts, layout, error))
    return NULL;
  counts.units = kheo_world_get_units (world);
  counts.columns = columns;
  if (!kheo_annex_counts_complete (db, query, offers, columns, error))
    return NULL;
  if (!fill (&counts, query, layout, error))
    return NULL;
  return g_steal_pointer (&content);
}
