/* Squarified tree maps (Bruls, Huizing, van Wijk 2000): rows along the shorter side, each as long
 * as its rectangles stay closer to squares. */
#include "kheo-chart-squarify.h"

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
