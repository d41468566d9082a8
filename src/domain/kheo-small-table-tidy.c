/* What a sheet says twice: totals of rows and columns, the unit of measure in every heading. */
#include "kheo-small-table-private.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static gboolean
is_total_word (const char *text)
{
  static const char *const words[] = { "tong",      "tong so",    "tong cong", "cong",
                                       "toan tinh", "toan huyen", "toan xa",   "total" };
  g_autofree char         *key = kheo_text_match_key (text);

  g_strstrip (key);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], key) == 0)
      return TRUE;
  return FALSE;
}

/* Each part may have been rounded. */
static gboolean
is_same (const KheoSmallTable *self, double a, double b, guint n_parts)
{
  return fabs (a - b) <=
         0.5 * (n_parts + 1) * pow (10, -self->decimals) * (self->decimals > 0) + 1e-9 * fabs (a);
}

/* Does row @total hold the sums of the others, in at least one column and against none but those
 * that cannot be summed? */
static gboolean
is_sum_row (const KheoSmallTable *self, guint total)
{
  for (guint s = 0; s < self->series->len; s++)
    {
      double sum = 0;
      double value = kheo_small_table_get (self, total, s);

      for (guint i = 0; i < self->labels->len; i++)
        if (i != total && !isnan (kheo_small_table_get (self, i, s)))
          sum += kheo_small_table_get (self, i, s);
      if (!isnan (value) && is_same (self, value, sum, self->labels->len))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_sum_column (const KheoSmallTable *self, guint total)
{
  guint n = 0;

  for (guint i = 0; i < self->labels->len; i++)
    {
      double value = kheo_small_table_get (self, i, total);
      double sum = 0;

      for (guint s = 0; s < self->series->len; s++)
        if (s != total && !isnan (kheo_small_table_get (self, i, s)))
          sum += kheo_small_table_get (self, i, s);
      if (!isnan (value) && !is_same (self, value, sum, self->series->len))
        return FALSE;
      n += !isnan (value);
    }
  return n > 0;
}

static void
remove_row (KheoSmallTable *self, guint row)
{
  guint n = self->series->len;

  memmove (self->values + row * n, self->values + (row + 1) * n,
           (self->labels->len - row - 1) * n * sizeof *self->values);
  g_ptr_array_remove_index (self->labels, row);
  if (self->groups != NULL)
    g_ptr_array_remove_index (self->groups, row);
}

static void
remove_column (KheoSmallTable *self, guint column)
{
  guint   n = self->series->len;
  double *to = self->values;

  for (guint i = 0; i < self->labels->len; i++)
    for (guint s = 0; s < n; s++)
      if (s != column)
        *to++ = self->values[i * n + s];
  g_ptr_array_remove_index (self->series, column);
}

/* A bar of the whole would dwarf its parts. */
static void
leave_totals_out (KheoSmallTable *self)
{
  for (guint i = self->labels->len; i > 0 && self->labels->len > 2; i--)
    {
      const char *label = self->labels->pdata[i - 1];

      if (!is_total_word (label))
        continue;
      if (!is_sum_row (self, i - 1))
        {
          g_ptr_array_add (
              self->findings,
              g_strdup_printf (_ ("The row “%s” is not the sum of the other rows."), label));
          continue;
        }
      g_ptr_array_add (self->remarks,
                       g_strdup_printf (_ ("The row “%s” is the sum: left out."), label));
      remove_row (self, i - 1);
    }
  for (guint s = self->series->len; s > 0 && self->series->len > 2; s--)
    if (is_total_word (self->series->pdata[s - 1]) && is_sum_column (self, s - 1))
      {
        g_ptr_array_add (self->remarks,
                         g_strdup_printf (_ ("The column “%s” is the sum: left out."),
                                          (const char *) self->series->pdata[s - 1]));
        remove_column (self, s - 1);
      }
}

/* "Kinh phí (triệu đồng)": where the words in brackets begin; NULL. */
static const char *
find_brackets (const char *heading)
{
  return g_str_has_suffix (heading, ")") ? strrchr (heading, '(') : NULL;
}

/* Out of the headings when all say the same. */
static void
take_unit_of_headings (KheoSmallTable *self)
{
  const char *unit = self->series->len > 0 ? find_brackets (self->series->pdata[0]) : NULL;

  if (unit == NULL || self->unit_of_measure != NULL || unit == self->series->pdata[0])
    return;
  for (guint s = 1; s < self->series->len; s++)
    if (g_strcmp0 (find_brackets (self->series->pdata[s]), unit) != 0)
      return;
  self->unit_of_measure = g_strndup (unit + 1, strlen (unit) - 2);
  for (guint s = 0; s < self->series->len; s++)
    {
      char *heading = self->series->pdata[s];

      *strrchr (heading, '(') = '\0';
      g_strchomp (heading);
    }
}

void
kheo_small_table_tidy (KheoSmallTable *self)
{
  leave_totals_out (self);
  take_unit_of_headings (self);
  if (self->unit_of_measure == NULL && self->percent)
    self->unit_of_measure = g_strdup ("%");
}

KheoSmallSeries
kheo_small_series_of_heading (const char *heading)
{
  static const struct
  {
    const char     *word;
    KheoSmallSeries series;
  } words[] = {
    { "chi tieu", KHEO_SMALL_SERIES_TARGET },    { "ke hoach", KHEO_SMALL_SERIES_TARGET },
    { "muc tieu", KHEO_SMALL_SERIES_TARGET },    { "duoc giao", KHEO_SMALL_SERIES_TARGET },
    { "target", KHEO_SMALL_SERIES_TARGET },      { "cung ki", KHEO_SMALL_SERIES_PREVIOUS },
    { "nam truoc", KHEO_SMALL_SERIES_PREVIOUS }, { "ki truoc", KHEO_SMALL_SERIES_PREVIOUS },
    { "lan truoc", KHEO_SMALL_SERIES_PREVIOUS }, { "khoa truoc", KHEO_SMALL_SERIES_PREVIOUS },
    { "last year", KHEO_SMALL_SERIES_PREVIOUS },
  };
  g_autofree char *key = kheo_text_match_key (heading);

  g_strstrip (key);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (key, words[i].word))
      return words[i].series;
  return KHEO_SMALL_SERIES_PLAIN;
}
