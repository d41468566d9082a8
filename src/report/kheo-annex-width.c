/*
 * How wide the columns of an annex are, and how large its type.  Each gets its share of the paper
 * by weight and by how much it has to say, but never less than its longest word, so that none is
 * broken, nor more than all its texts need on one line while others could do with the room.
 */
#include "kheo-annex-private.h"

#include <math.h>

#define SMALLEST_SIZE   7.0
#define LONG_WORD_SHARE 0.15
#define MOST_SAMPLES    2000u /* rows that say how long the texts of a column are */
#define LEAST_MEAN      0.1   /* points: of a column without any text */
#define HEADING_LINES   2     /* a heading asks for no more than it needs on so many */

/* What a column can do with, points with padding: less breaks words, more is left empty. */
typedef struct
{
  double   wish;   /* the weight that it was given */
  double   weight; /* the one that its texts make of it */
  double   least, most;
  double   width;
  gboolean fixed;
} Share;

static KheoFace
cell_face (const KheoAnnex *annex, gboolean bold)
{
  return (KheoFace){ annex->size, bold, FALSE };
}

/* The longest word of a column's cells; one in running text asks for no more than its share. */
static double
longest_word (KheoAnnex *annex, guint column)
{
  KheoAnnexAlign align = kheo_annex_table_get_align (annex->table, column);
  double         longest = 0;

  for (guint row = 0; row < kheo_annex_table_get_n_rows (annex->table); row++)
    if (column != kheo_annex_table_get_label_column (annex->table, row))
      longest =
          MAX (longest,
               kheo_typeset_longest_word (annex->typeset, kheo_annex_row_face (annex, row),
                                          kheo_annex_table_get_cell (annex->table, row, column)));
  return align == KHEO_ANNEX_ALIGN_LEFT ? MIN (longest, annex->width * LONG_WORD_SHARE) : longest;
}

/* What a column needs so that no heading word and no number in it must be broken. */
static gboolean
find_least (KheoAnnex *annex, Share *shares)
{
  double sum = 0;

  for (guint column = 0; column < kheo_annex_table_get_n_columns (annex->table); column++)
    {
      const char *heading = kheo_annex_table_get_heading (annex->table, column);
      double word = kheo_typeset_longest_word (annex->typeset, cell_face (annex, TRUE), heading);

      shares[column].least = MAX (word, longest_word (annex, column)) + 2 * annex->pad_x + 0.5;
      sum += shares[column].least;
    }
  return sum <= annex->width;
}

/* The longest text of a column on one line, and the root of the mean of their squares: long texts
 * make high rows.  Of many rows some stand for all. */
static double
longest_text (KheoAnnex *annex, guint column, double *out_mean)
{
  guint  n = kheo_annex_table_get_n_rows (annex->table), step = n / MOST_SAMPLES + 1, seen = 0;
  double longest = 0, squares = 0;

  for (guint row = 0; row < n; row += step)
    if (column != kheo_annex_table_get_label_column (annex->table, row))
      {
        double length =
            kheo_typeset_longest_line (annex->typeset, kheo_annex_row_face (annex, row),
                                       kheo_annex_table_get_cell (annex->table, row, column));

        longest = MAX (longest, length);
        squares += length * length;
        seen++;
      }
  *out_mean = seen > 0 ? sqrt (squares / seen) : 0;
  return longest;
}

static gboolean
is_running_text (const KheoAnnex *annex, guint column)
{
  return kheo_annex_table_get_align (annex->table, column) == KHEO_ANNEX_ALIGN_LEFT;
}

/* Running texts share what they have among them half by what was wished and half by what there is
 * to say. */
static void
weigh (const KheoAnnex *annex, Share *shares, const double *means)
{
  guint  n = kheo_annex_table_get_n_columns (annex->table);
  double wishes = 0, weights = 0;

  for (guint i = 0; i < n; i++)
    {
      shares[i].weight = shares[i].wish;
      if (!is_running_text (annex, i))
        continue;
      /* Never nothing: what divides must not be 0. */
      shares[i].weight = sqrt (shares[i].wish * MAX (means[i], LEAST_MEAN));
      wishes += shares[i].wish;
      weights += shares[i].weight;
    }
  for (guint i = 0; i < n; i++)
    if (is_running_text (annex, i))
      shares[i].weight *= wishes / weights;
}

static void
find_most (KheoAnnex *annex, Share *shares)
{
  guint              n = kheo_annex_table_get_n_columns (annex->table);
  g_autofree double *means = g_new0 (double, n);

  for (guint column = 0; column < n; column++)
    {
      const char *heading = kheo_annex_table_get_heading (annex->table, column);
      double line = kheo_typeset_longest_line (annex->typeset, cell_face (annex, TRUE), heading);
      double text = MAX (longest_text (annex, column, &means[column]), line / HEADING_LINES);

      shares[column].most = MAX (text + 2 * annex->pad_x + 0.5, shares[column].least);
    }
  weigh (annex, shares, means);
}

/* The columns whose share of @left is out of bounds get the bound that is hurt more in all; FALSE:
 * there were none. */
static gboolean
fix_some (Share *shares, guint n, double *left, double *weights)
{
  double wanting = 0, over = 0, share = *left / *weights;

  for (guint i = 0; i < n; i++)
    if (!shares[i].fixed)
      {
        wanting += MAX (shares[i].least - shares[i].weight * share, 0);
        over += MAX (shares[i].weight * share - shares[i].most, 0);
      }
  if (wanting <= 0 && over <= 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      double width = shares[i].weight * share;

      if (shares[i].fixed || (wanting >= over ? width >= shares[i].least : width <= shares[i].most))
        continue;
      shares[i].fixed = TRUE;
      shares[i].width = wanting >= over ? shares[i].least : shares[i].most;
      *left -= shares[i].width;
      *weights -= shares[i].weight;
    }
  return *weights > 0;
}

/* Shares @width by weight within the bounds of the columns; what none of them needs, as was wished.
 */
static void
share_width (Share *shares, guint n, double width)
{
  double left = width, weights = 0, all = 0;

  for (guint i = 0; i < n; i++)
    {
      weights += shares[i].weight;
      all += shares[i].wish;
    }
  while (fix_some (shares, n, &left, &weights))
    ;
  for (guint i = 0; i < n; i++)
    {
      if (!shares[i].fixed)
        shares[i].width = shares[i].weight * left / weights;
      width -= shares[i].width;
    }
  for (guint i = 0; i < n; i++)
    shares[i].width += width * shares[i].wish / all;
}

static void
set_size (KheoAnnex *annex, double size)
{
  annex->size = size;
  annex->pad_x = size * 0.3;
  annex->pad_y = size * 0.22;
  annex->line = kheo_typeset_line_height (annex->typeset, cell_face (annex, FALSE));
}

void
kheo_annex_find_edges (KheoAnnex *annex, double size)
{
  guint             n = kheo_annex_table_get_n_columns (annex->table);
  g_autofree Share *shares = g_new0 (Share, n);

  for (guint i = 0; i < n; i++)
    shares[i].wish = kheo_annex_table_get_weight (annex->table, i);
  for (set_size (annex, size); !find_least (annex, shares) && !annex->breaks_words;
       set_size (annex, size))
    {
      annex->breaks_words = size - 0.5 < SMALLEST_SIZE;
      size -= annex->breaks_words ? 0 : 0.5;
    }
  find_most (annex, shares);
  for (guint i = 0; annex->breaks_words && i < n; i++)
    shares[i].least = 0;
  share_width (shares, n, annex->width);
  annex->edges = g_new (double, n + 1);
  annex->edges[0] = annex->left;
  for (guint i = 0; i < n; i++)
    annex->edges[i + 1] = annex->edges[i] + shares[i].width;
}
