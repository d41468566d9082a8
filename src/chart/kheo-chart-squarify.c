/* Squarified tree maps (Bruls, Huizing, van Wijk 2000): rows along the shorter side, each as long
 * as its rectangles stay closer to squares. */
#include "kheo-chart-squarify.h"

#define STEPS 44 /* halvings: to some 1e-13 of the room */

/* Which rectangles stand in one row, and how. */
typedef struct
{
  guint    first, n;
  gboolean standing;
} Row;

/* The worst ratio of sides in a row whose rectangles add up to @sum of @area units a point². */
static double
worst_ratio (double largest, double smallest, double sum, double side)
{
  double thick = sum / side; /* of the row */

  if (thick <= 0 || smallest <= 0)
    return G_MAXDOUBLE;
  return MAX (largest / (thick * thick), thick * thick / smallest);
}

/* How many of the next rectangles make the row along @side; @scale: points² a unit. */
static guint
row_length (const double *values, guint n, double scale, double side, double *out_sum)
{
  double sum = values[0] * scale, largest = sum, smallest = sum, ratio;
  guint  length = 1;

  ratio = worst_ratio (largest, smallest, sum, side);
  while (length < n)
    {
      double area = values[length] * scale;
      double next = worst_ratio (MAX (largest, area), MIN (smallest, area), sum + area, side);

      if (next > ratio)
        break;
      ratio = next;
      largest = MAX (largest, area);
      smallest = MIN (smallest, area);
      sum += area;
      length++;
    }
  *out_sum = sum;
  return length;
}

/* Places a row of @n rectangles at the left or top edge of @room and cuts it off. */
static void
place_row (const double *values, guint n, double sum, KheoBox *room, KheoBox *boxes)
{
  gboolean standing = room->width >= room->height; /* the row stands at the left edge */
  double   side = standing ? room->height : room->width;
  double   thick = MIN (side > 0 ? sum / side : 0, standing ? room->width : room->height);
  double   whole = 0, at = 0;

  for (guint i = 0; i < n; i++)
    whole += values[i];
  for (guint i = 0; i < n; i++)
    {
      double extent = MIN (whole > 0 ? values[i] / whole * side : 0, side - at);

      boxes[i] = standing ? (KheoBox){ room->x, room->y + at, thick, extent }
                          : (KheoBox){ room->x + at, room->y, extent, thick };
      at += extent;
    }
  if (standing)
    {
      room->x += thick;
      room->width -= thick;
    }
  else
    {
      room->y += thick;
      room->height -= thick;
    }
}

void
kheo_chart_squarify (const double *values, guint n, const KheoBox *room, KheoBox *boxes)
{
  KheoBox left = *room;
  double  total = 0, scale;

  for (guint i = 0; i < n; i++)
    total += values[i];
  scale = total > 0 ? room->width * room->height / total : 0;
  for (guint i = 0; i < n;)
    {
      double side = MIN (left.width, left.height), sum;
      guint  length = row_length (values + i, n - i, scale, MAX (side, 1e-9), &sum);

      place_row (values + i, length, sum, &left, boxes + i);
      i += length;
    }
}

static GArray *
find_rows (const double *values, guint n, KheoBox room)
{
  g_autofree KheoBox *boxes = g_new (KheoBox, MAX (n, 1));
  GArray             *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  double              total = 0, scale;

  for (guint i = 0; i < n; i++)
    total += values[i];
  scale = total > 0 ? room.width * room.height / total : 0;
  for (guint i = 0; i < n;)
    {
      Row    row = { .first = i, .standing = room.width >= room.height };
      double sum;

      row.n =
          row_length (values + i, n - i, scale, MAX (MIN (room.width, room.height), 1e-9), &sum);
      g_array_append_val (rows, row);
      place_row (values + i, row.n, sum, &room, boxes + i);
      i += row.n;
    }
  return rows;
}

/* How wide the rectangles of a lying row are together when it is @thick. */
static double
lying_width (const double *values, const double *heads, const Row *row, double scale, double thick)
{
  double width = 0;

  for (guint i = row->first; i < row->first + row->n; i++)
    width += scale * values[i] / MAX (thick - heads[i], 1e-9);
  return width;
}

/* The thickness at which a row is as long as @side. */
static double
row_thickness (const double *values, const double *heads, const Row *row, double scale, double side)
{
  double sum = 0, all_heads = 0, tallest = 0, low, high;

  for (guint i = row->first; i < row->first + row->n; i++)
    {
      sum += values[i];
      all_heads += heads[i];
      tallest = MAX (tallest, heads[i]);
    }
  if (row->standing)
    return side > all_heads ? scale * sum / (side - all_heads) : G_MAXDOUBLE;
  low = tallest;
  high = tallest + scale * sum / MAX (side, 1e-9);
  for (guint i = 0; i < STEPS; i++)
    {
      double middle = (low + high) / 2;

      if (lying_width (values, heads, row, scale, middle) > side)
        low = middle;
      else
        high = middle;
    }
  return high;
}

/* Fills @boxes with rectangles of @scale points² a unit; FALSE when they do not all stay in
 * @room. */
static gboolean
place_rows (const double *values,
            const double *heads,
            const GArray *rows,
            KheoBox       room,
            double        scale,
            KheoBox      *boxes)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      double     side = row->standing ? room.height : room.width, at = 0;
      double     thick = row_thickness (values, heads, row, scale, side);

      if (thick > (row->standing ? room.width : room.height))
        return FALSE;
      for (guint k = row->first; k < row->first + row->n; k++)
        {
          double extent = row->standing ? heads[k] + scale * values[k] / MAX (thick, 1e-9)
                                        : scale * values[k] / MAX (thick - heads[k], 1e-9);

          boxes[k] = row->standing ? (KheoBox){ room.x, room.y + at, thick, extent }
                                   : (KheoBox){ room.x + at, room.y, extent, thick };
          at += extent;
        }
      *(row->standing ? &room.x : &room.y) += thick;
      *(row->standing ? &room.width : &room.height) -= thick;
    }
  return TRUE;
}

gboolean
kheo_chart_squarify_headed (
    const double *values, const double *heads, guint n, const KheoBox *room, KheoBox *boxes)
{
  g_autoptr (GArray) rows = find_rows (values, n, *room);
  double total = 0, low = 0, high;

  for (guint i = 0; i < n; i++)
    total += values[i];
  if (!(total > 0) || !place_rows (values, heads, rows, *room, 0, boxes))
    return FALSE;
  high = room->width * room->height / total;
  for (guint i = 0; i < STEPS; i++)
    {
      double middle = (low + high) / 2;

      if (place_rows (values, heads, rows, *room, middle, boxes))
        low = middle;
      else
        high = middle;
    }
  return place_rows (values, heads, rows, *room, low, boxes);
}
