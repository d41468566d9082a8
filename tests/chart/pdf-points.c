#include "pdf-points.h"

#include "kheo-test.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#define MOST_OPERANDS 64

static int
compare_x (gconstpointer a, gconstpointer b)
{
  double first = ((const PathPoint *) a)->x, second = ((const PathPoint *) b)->x;

  return first < second ? -1 : first > second;
}

static void
add_point (GArray *points, const cairo_matrix_t *matrix, double x, double y)
{
  PathPoint point = { x, y };

  cairo_matrix_transform_point (matrix, &point.x, &point.y);
  g_array_append_val (points, point);
}

typedef struct
{
  GArray        *points;
  cairo_matrix_t matrix;
  GArray        *saved; /* cairo_matrix_t, of "q" */
  double         operands[MOST_OPERANDS];
  guint          n;
} Reader;

static void
do_operator (Reader *reader, const char *name)
{
  const double *v = reader->operands;

  if (strcmp (name, "q") == 0)
    g_array_append_val (reader->saved, reader->matrix);
  else if (strcmp (name, "Q") == 0 && reader->saved->len > 0)
    {
      reader->matrix = g_array_index (reader->saved, cairo_matrix_t, reader->saved->len - 1);
      g_array_set_size (reader->saved, reader->saved->len - 1);
    }
  else if (strcmp (name, "cm") == 0 && reader->n == 6)
    {
      cairo_matrix_t matrix = { v[0], v[1], v[2], v[3], v[4], v[5] };

      cairo_matrix_multiply (&reader->matrix, &matrix, &reader->matrix);
    }
  else if ((strcmp (name, "m") == 0 || strcmp (name, "l") == 0) && reader->n == 2)
    add_point (reader->points, &reader->matrix, v[0], v[1]);
  else if (strcmp (name, "c") == 0 && reader->n == 6) /* where the curve ends */
    add_point (reader->points, &reader->matrix, v[4], v[5]);
  else if (strcmp (name, "re") == 0 && reader->n == 4)
    for (guint i = 0; i < 4; i++)
      add_point (reader->points, &reader->matrix, v[0] + (i & 1 ? v[2] : 0),
                 v[1] + (i & 2 ? v[3] : 0));
  reader->n = 0;
}

/* Operands and operators parted by white space; texts "[…]TJ" and names are passed over. */
static void
read_content (Reader *reader, char *content)
{
  char *rest = NULL;

  for (char *word = strtok_r (content, " \n\r\t", &rest); word != NULL;
       word = strtok_r (NULL, " \n\r\t", &rest))
    {
      char  *end = NULL;
      double value = g_ascii_strtod (word, &end);

      if (end != word && *end == '\0' && reader->n < MOST_OPERANDS)
        reader->operands[reader->n++] = value;
      else
        do_operator (reader, word);
    }
}

static char *
inflate_bytes (const char *bytes, gsize length)
{
  g_autoptr (GInputStream) raw = g_memory_input_stream_new_from_data (bytes, (gssize) length, NULL);
  g_autoptr (GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GInputStream) plain = g_converter_input_stream_new (raw, G_CONVERTER (zlib));
  g_autoptr (GOutputStream) all = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (all, plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL) < 0)
    return NULL;
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (all)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (all)));
}

static const char *
find_bytes (const char *from, const char *end, const char *wanted)
{
  gsize length = strlen (wanted);

  for (; from + length <= end; from++)
    if (memcmp (from, wanted, length) == 0)
      return from;
  return NULL;
}

GArray *
pdf_points (const char *path, double page_height)
{
  g_autoptr (GBytes) bytes = kheo_test_read (path);
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length), *end = data + length;
  Reader      reader = { .points = g_array_new (FALSE, FALSE, sizeof (PathPoint)),
                         .saved = g_array_new (FALSE, FALSE, sizeof (cairo_matrix_t)) };

  for (const char *at = find_bytes (data, end, "stream\n"); at != NULL;
       at = find_bytes (at, end, "stream\n"))
    {
      const char      *from = at + strlen ("stream\n");
      const char      *to = find_bytes (from, end, "endstream");
      g_autofree char *content = NULL;

      g_assert_nonnull (to);
      content = inflate_bytes (from, (gsize) (to - from));
      /* Fonts and tables of glyphs begin otherwise than a page. */
      if (content != NULL && g_str_has_prefix (content, "1 0 0 -1 0 "))
        {
          cairo_matrix_init (&reader.matrix, 1, 0, 0, -1, 0, page_height);
          read_content (&reader, content);
        }
      at = to + strlen ("endstream");
    }
  g_array_unref (reader.saved);
  g_array_sort (reader.points, compare_x);
  return reader.points;
}

/* "M 1 2 L 3 4 … Z": the ends of curves too. */
static void
read_path (const char *d, GArray *points)
{
  cairo_matrix_t identity;
  const char    *at = d;

  cairo_matrix_init_identity (&identity);
  while (*at != '\0' && *at != '"')
    {
      char  *end = NULL;
      double x, y;

      if (g_ascii_isalpha (*at) || *at == ' ')
        {
          at++;
          continue;
        }
      x = g_ascii_strtod (at, &end);
      g_assert_true (end != at);
      at = end;
      y = g_ascii_strtod (at, &end);
      g_assert_true (end != at);
      at = end;
      add_point (points, &identity, x, y);
    }
}

GArray *
svg_points (const char *path)
{
  g_autofree char *text = NULL;
  GArray          *points = g_array_new (FALSE, FALSE, sizeof (PathPoint));

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const char *at = strstr (text, " d=\""); at != NULL; at = strstr (at, " d=\""))
    {
      at += strlen (" d=\"");
      read_path (at, points);
    }
  g_array_sort (points, compare_x);
  return points;
}

gboolean
has_point (const GArray *points, double x, double y, double tolerance)
{
  guint from = 0, to = points->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (g_array_index (points, PathPoint, middle).x < x - tolerance)
        from = middle + 1;
      else
        to = middle;
    }
  for (; from < points->len; from++)
    {
      const PathPoint *point = &g_array_index (points, PathPoint, from);

      if (point->x > x + tolerance)
        return FALSE;
      if (fabs (point->y - y) <= tolerance)
        return TRUE;
    }
  return FALSE;
}
