/* How large a text is, without laying it out again: type is not hinted, so that its size grows with
 * that of the type.  Each text is measured once a thread, however often a chart is resized. */
#include "kheo-chart-private.h"

#include <string.h>

#define UNIT       100.0 /* points of type in which texts are measured */
#define MOST_TEXTS 20000 /* kept a thread; then it begins anew */

/* Where a word stands in the whole line, of type of one point. */
typedef struct
{
  double from, to;
} Word;

typedef struct
{
  double width, height; /* of the whole as one line */
  guint  n_words;
  Word   words[];
} Size;

static GPrivate sizes_key = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);

static GHashTable *
get_sizes (void)
{
  GHashTable *sizes = g_private_get (&sizes_key);

  if (sizes == NULL)
    {
      sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_private_set (&sizes_key, sizes);
    }
  else if (g_hash_table_size (sizes) >= MOST_TEXTS)
    g_hash_table_remove_all (sizes);
  return sizes;
}

/* A line may end behind a hyphen or at a blank, but no line begins with a dash. */
static const char *
end_of_word (const char *word)
{
  gsize length = strcspn (word, " -");

  while (word[length] == ' ' && g_str_has_prefix (word + length, KHEO_CHART_BLANK_DASH))
    length += strlen (KHEO_CHART_BLANK_DASH) + strcspn (word + length + 4, " -");
  return word + length + (word[length] == '-' ? 1 : 0);
}

static double
x_of (PangoLayout *pango, gsize index)
{
  PangoRectangle place;

  pango_layout_index_to_pos (pango, (int) index, &place);
  return pango_units_to_double (place.x) / UNIT;
}

static Size *
measure (KheoChartLayout *self, const char *text, gboolean bold)
{
  KheoTextSpec  spec = { .font_size = UNIT, .bold = bold };
  KheoChartItem item = kheo_chart_text_measure (self, text, &spec);
  const char   *shown = item.label.text, *end;
  Size         *size = g_malloc0 (sizeof (Size) + (strlen (shown) + 1) * sizeof (Word));

  size->width = item.label.box.width / UNIT;
  size->height = item.label.box.height / UNIT;
  for (const char *word = shown; *word != '\0'; word = *end == ' ' ? end + 1 : end)
    {
      end = end_of_word (word);
      size->words[size->n_words++] = (Word){ x_of (item.pango, (gsize) (word - shown)),
                                             x_of (item.pango, (gsize) (end - shown)) };
    }
  kheo_chart_item_clear (&item);
  return size;
}

static const Size *
find_size (KheoChartLayout *self, const char *text, gboolean bold)
{
  GHashTable      *sizes = get_sizes ();
  g_autofree char *key = g_strconcat (bold ? "b" : "n", self->font_family, "\n", text, NULL);
  Size            *size = g_hash_table_lookup (sizes, key);

  if (size != NULL)
    return size;
  size = measure (self, text, bold);
  g_hash_table_insert (sizes, g_steal_pointer (&key), size);
  return size;
}

/* Lines that are @width wide at most (of type of one point); 0 when a word is wider. */
static guint
count_lines (const Size *size, double width)
{
  guint  n = 1;
  double from = size->n_words > 0 ? size->words[0].from : 0;

  for (guint i = 0; i < size->n_words; i++)
    {
      if (size->words[i].to - from > width)
        {
          from = size->words[i].from;
          n++;
        }
      if (size->words[i].to - from > width)
        return 0;
    }
  return n;
}

KheoTextExtent
kheo_chart_text_reckon (KheoChartLayout *self, const char *text, const KheoTextSpec *spec)
{
  const Size    *size = find_size (self, text, spec->bold);
  KheoTextExtent extent = { .width = size->width * spec->font_size, .n_lines = 1 };

  if (spec->max_width > 0 && extent.width > spec->max_width)
    extent.n_lines = count_lines (size, spec->max_width / spec->font_size);
  extent.height = size->height * spec->font_size * extent.n_lines;
  return extent;
}

double
kheo_chart_text_narrowest (KheoChartLayout *self, const char *text, const KheoTextSpec *spec)
{
  const Size *size = find_size (self, text, spec->bold);
  double      wide = spec->max_width / spec->font_size, narrow = 0;
  guint       n = count_lines (size, wide);

  for (guint i = 0; i < 24 && n > 1; i++)
    {
      double middle = (wide + narrow) / 2;

      if (count_lines (size, middle) == n)
        wide = middle;
      else
        narrow = middle;
    }
  return wide * spec->font_size;
}
