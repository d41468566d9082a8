/*
 * How wide the columns of an annex are, and how large its type.  Each gets its share of the paper
 * by weight and by how much it has to say, but never less than its longest word, so that none is
 * broken, nor more than all its texts need on one line while others could do with the room.
 */
#include "kheo-annex-private.h"

#include <math.h>

#define SMALLEST_SIZE   7.0
#define COMFORT_SIZE    9.0 /* type is not made smaller only so that texts have room */
#define COMFORT_WIDTH   8.0 /* type sizes that a running text wants at least, if it is as long */
#define LONG_WORD_SHARE 0.15
#define MOST_SAMPLES    2000u /* rows that say how long the texts of a column are */
#define LEAST_MEAN      0.1   /* of a column without any text */
#define HEADING_LINES   2     /* a heading asks for no more than it needs on so many */

/* What a column holds, in sizes of the type, and what it can do with, in points with padding: less
 * breaks words, more is left empty. */
typedef struct
{
  double   wish;          /* the weight that it was given */
  double   weight;        /* the one that its texts make of it */
  gboolean is_text;       /* running text */
  double   word, heading; /* the longest words */
  double   text, lines;   /* the longest text and the heading on one line */
  double   mean; /* root of the mean of the squares of the texts: long ones make high rows */
  double   least, most;
  double   width;
  gboolean fixed;
} Share;

static void
set_size (KheoAnnex *annex, double size)
{
  const KheoFace face = { size, FALSE, FALSE };

  annex->size = size;
  annex->pad_x = size * 0.3;
  annex->pad_y = size * 0.22;
  annex->line = kheo_typeset_line_height (annex->typeset, face);
}

/* All words count, lest one be broken; of many texts some stand for all. */
static void
measure_cells (KheoAnnex *annex, guint column, Share *share)
{
  guint  n = kheo_annex_table_get_n_rows (annex->table), step = n / MOST_SAMPLES + 1, seen = 0;
  double squares = 0;

  for (guint row = 0; row < n; row++)
    {
      const char *text = kheo_annex_table_get_cell (annex->table, row, column);
      KheoFace    face = kheo_annex_row_face (annex, row);
      double      length;

      if (column == kheo_annex_table_get_label_column (annex->table, row))
        continue;
      length = kheo_typeset_longest_word (annex->typeset, face, text);
      share->word = MAX (share->word, length);
      if (row % step != 0)
        continue;
      length = kheo_typeset_longest_line (annex->typeset, face, text);
      share->text = MAX (share->text, length);
      squares += length * length;
      seen++;
    }
  share->mean = seen > 0 ? sqrt (squares / seen) : 0;
}

/* At size 1: type is not hinted, so that all of it grows with its size. */
static Share *
measure (KheoAnnex *annex)
{
  const KheoFace bold = { 1, TRUE, FALSE };
  guint          n = kheo_annex_table_get_n_columns (annex->table);
  Share         *shares = g_new0 (Share, n);

  set_size (annex, 1);
  for (guint i = 0; i < n; i++)
    {
      const char *heading = kheo_annex_table_get_heading (annex->table, i);

      shares[i].wish = kheo_annex_table_get_weight (annex->table, i);
      shares[i].is_text = kheo_annex_table_get_align (annex->table, i) == KHEO_ANNEX_ALIGN_LEFT;
      shares[i].heading = kheo_typeset_longest_word (annex->typeset, bold, heading);
      shares[i].lines = kheo_typeset_longest_line (annex->typeset, bold, heading);
      measure_cells (annex, i, &shares[i]);
    }
  return shares;
}

/* What the columns need so that no heading word and no number in them must be broken, and if
 * @comfort so that running texts are no towers; FALSE: more than there is.  A long word in running
 * text asks for no more than its share. */
static gboolean
find_least (const KheoAnnex *annex, Share *shares, gboolean comfort)
{
  double sum = 0;

  for (guint i = 0; i < kheo_annex_table_get_n_columns (annex->table); i++)
    {
      Share *share = &shares[i];
      double least = share->word * annex->size;

      if (share->is_text)
        least = MIN (least, annex->width * LONG_WORD_SHARE);
      if (share->is_text && comfort)
        least = MAX (least, MIN (share->text, COMFORT_WIDTH) * annex->size);
      share->least = MAX (least, share->heading * annex->size) + 2 * annex->pad_x + 0.5;
      sum += share->least;
    }
  return sum <= annex->width;
}

static void
find_most (const KheoAnnex *annex, Share *shares)
{
  for (guint i = 0; i < kheo_annex_table_get_n_columns (annex->table); i++)
    {
      double text = MAX (shares[i].text, shares[i].lines / HEADING_LINES);

      shares[i].most = MAX (text * annex->size + 2 * annex->pad_x + 0.5, shares[i].least);
    }
}

/* Running texts share what they have among them half by what was wished and half by what there is
 * to say. */
static void
weigh (Share *shares, guint n)
{
  double wishes = 0, weights = 0;

  for (guint i = 0; i < n; i++)
    {
      shares[i].weight = shares[i].wish;
      if (!shares[i].is_text)
        continue;
      /* Never nothing: what divides must not be 0. */
      shares[i].weight = sqrt (shares[i].wish * MAX (shares[i].mean, LEAST_MEAN));
      wishes += shares[i].wish;
      weights += shares[i].weight;
    }
  for (guint i = 0; i < n; i++)
    if (shares[i].is_text)
      shares[i].weight *= wishes / weights;
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

/* The largest type, from @size on, in which texts have room; else the largest in which no word must
 * be broken that is small enough to have tried for it. */
static void
find_size (KheoAnnex *annex, Share *shares, double size)
{
  for (;; size -= 0.5)
    {
      set_size (annex, size);
      if (find_least (annex, shares, TRUE))
        return;
      if (find_least (annex, shares, FALSE) && size - 0.5 < COMFORT_SIZE)
        return;
      if (size - 0.5 < SMALLEST_SIZE)
        break;
    }
  annex->breaks_words = TRUE;
}

void
kheo_annex_find_edges (KheoAnnex *annex, double size)
{
  guint             n = kheo_annex_table_get_n_columns (annex->table);
  g_autofree Share *shares = measure (annex);

  find_size (annex, shares, size);
  find_least (annex, shares, FALSE); /* what must be; the rest goes where the texts are */
  find_most (annex, shares);
  weigh (shares, n);
  for (guint i = 0; annex->breaks_words && i < n; i++)
    shares[i].least = 0;
  share_width (shares, n, annex->width);
  annex->edges = g_new (double, n + 1);
  annex->edges[0] = annex->left;
  for (guint i = 0; i < n; i++)
    annex->edges[i + 1] = annex->edges[i] + shares[i].width;
}
