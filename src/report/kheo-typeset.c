#include "kheo-typeset.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define N_FACES         4 /* regular, bold, italic, bold italic */
#define MEASURE_SIZE    100.0
#define MOST_WORDS      200000 /* then the cache is emptied; a book has far fewer */
#define MOST_SHAPED     4000
#define HAIR            0.01
#define EVEN_STEPS      10u  /* a thousandth of the width */
#define LARGEST_LEADING 1.26 /* type sizes from line to line */

typedef struct
{
  PangoFontDescription *font;   /* owned, at MEASURE_SIZE */
  GHashTable           *words;  /* char * → double *, at size 1 */
  GHashTable           *shaped; /* char * → PangoLayout *, at shaped_size */
  double                shaped_size;
  double                ascii[128];
  double                height; /* of a line */
  double                base;   /* from a line's top to its baseline */
} Face;

struct _KheoTypeset
{
  GThread      *home;    /* owned: who made it, and whose fonts it uses */
  char         *asked;   /* the family that was asked for, or NULL */
  PangoContext *context; /* owned */
  PangoLayout  *layout;  /* owned, for measuring */
  char         *family;
  Face          faces[N_FACES];
};

static void typeset_destroy (gpointer data);

/* The one that was given back last on this thread, with all that it has measured: a run over many
 * units sets the same words again and again. */
static GPrivate spare = G_PRIVATE_INIT (typeset_destroy);

static char *
best_family (PangoFontMap *map)
{
  static const char *const wanted[] = { "Times New Roman", "Liberation Serif", "Tinos",
                                        "Noto Serif", "DejaVu Serif" };

  PangoFontFamily **families = NULL;
  int               n = 0;
  char             *found = NULL;

  pango_font_map_list_families (map, &families, &n);
  for (guint i = 0; i < G_N_ELEMENTS (wanted) && found == NULL; i++)
    for (int k = 0; k < n && found == NULL; k++)
      if (g_ascii_strcasecmp (pango_font_family_get_name (families[k]), wanted[i]) == 0)
        found = g_strdup (wanted[i]);
  g_free (families);
  return found != NULL ? found : g_strdup ("Serif");
}

static int
face_index (KheoFace face)
{
  return (face.bold ? 1 : 0) + (face.italic ? 2 : 0);
}

static double
measure (KheoTypeset *self, int index, const char *text)
{
  PangoRectangle logical;

  pango_layout_set_font_description (self->layout, self->faces[index].font);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_extents (self->layout, NULL, &logical);
  return pango_units_to_double (logical.width) / MEASURE_SIZE;
}

static void
face_init (KheoTypeset *self, int index)
{
  Face             *face = &self->faces[index];
  PangoFontMetrics *metrics;

  face->font = pango_font_description_new ();
  pango_font_description_set_family (face->font, self->family);
  pango_font_description_set_weight (face->font,
                                     index & 1 ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style (face->font,
                                    index & 2 ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_font_description_set_absolute_size (face->font, MEASURE_SIZE * PANGO_SCALE);
  face->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  face->shaped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (int c = 32; c < 127; c++)
    face->ascii[c] = measure (self, index, (char[]){ (char) c, '\0' });

  metrics = pango_context_get_metrics (self->context, face->font, NULL);
  face->base = pango_units_to_double (pango_font_metrics_get_ascent (metrics)) / MEASURE_SIZE;
  face->height =
      face->base + pango_units_to_double (pango_font_metrics_get_descent (metrics)) / MEASURE_SIZE;
  /* Fonts for all scripts leave more room than Vietnamese needs. */
  face->base -= MAX (face->height - LARGEST_LEADING, 0) / 2;
  face->height = MIN (face->height, LARGEST_LEADING);
  pango_font_metrics_unref (metrics);
}

static KheoTypeset *
typeset_make (const char *family)
{
  KheoTypeset          *self = g_new0 (KheoTypeset, 1);
  PangoFontMap         *map = pango_cairo_font_map_get_default ();
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  self->home = g_thread_ref (g_thread_self ());
  self->asked = g_strdup (family);
  self->context = pango_font_map_create_context (map);
  pango_cairo_context_set_font_options (self->context, options);
  pango_cairo_context_set_resolution (self->context, 72);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, pango_language_from_string ("vi"));
  cairo_font_options_destroy (options);

  self->family = family != NULL ? g_strdup (family) : best_family (map);
  self->layout = pango_layout_new (self->context);
  pango_layout_set_auto_dir (self->layout, FALSE);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  for (int i = 0; i < N_FACES; i++)
    face_init (self, i);
  return self;
}

static void
typeset_destroy (gpointer data)
{
  KheoTypeset *self = data;

  for (int i = 0; i < N_FACES; i++)
    {
      pango_font_description_free (self->faces[i].font);
      g_hash_table_unref (self->faces[i].words);
      g_hash_table_unref (self->faces[i].shaped);
    }
  g_object_unref (self->layout);
  g_object_unref (self->context);
  g_thread_unref (self->home);
  g_free (self->asked);
  g_free (self->family);
  g_free (self);
}

KheoTypeset *
kheo_typeset_new (const char *family)
{
  KheoTypeset *self = g_private_get (&spare);

  if (self == NULL || g_strcmp0 (self->asked, family) != 0)
    return typeset_make (family);
  g_private_set (&spare, NULL);
  return self;
}

void
kheo_typeset_free (KheoTypeset *self)
{
  if (self->home == g_thread_self ())
    g_private_replace (&spare, self);
  else
    typeset_destroy (self);
}

double
kheo_typeset_line_height (KheoTypeset *self, KheoFace face)
{
  return self->faces[face_index (face)].height * face.size;
}

double
kheo_typeset_baseline (KheoTypeset *self, KheoFace face)
{
  return self->faces[face_index (face)].base * face.size;
}

/* Digits and what stands between them have no kerning worth a measurement. */
static gboolean
numeric_width (const Face *face, const char *word, int length, double *out_width)
{
  double width = 0;

  for (int i = 0; i < length; i++)
    {
      if (strchr ("0123456789.,/-:%", word[i]) == NULL || word[i] == '\0')
        return FALSE;
      width += face->ascii[(int) word[i]];
    }
  *out_width = width;
  return TRUE;
}

/* Width of one word at size 1. */
static double
word_width (KheoTypeset *self, int index, const char *word, int length)
{
  Face            *face = &self->faces[index];
  double           width = 0;
  double          *known;
  char             buffer[64];
  g_autofree char *longer = NULL;
  char            *key = buffer;

  if (numeric_width (face, word, length, &width))
    return width;
  if (length >= (int) sizeof buffer)
    key = longer = g_strndup (word, (gsize) length);
  else
    {
      memcpy (buffer, word, (gsize) length);
      buffer[length] = '\0';
    }
  known = g_hash_table_lookup (face->words, key);
  if (known == NULL)
    {
      if (g_hash_table_size (face->words) >= MOST_WORDS)
        g_hash_table_remove_all (face->words);
      known = g_new (double, 1);
      *known = measure (self, index, key);
      g_hash_table_insert (face->words, g_strdup (key), known);
    }
  return *known;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static const char *
word_end (const char *text)
{
  while (*text != '\0' && *text != '\n' && !is_blank (*text))
    text++;
  return text;
}

double
kheo_typeset_longest_word (KheoTypeset *self, KheoFace face, const char *text)
{
  double longest = 0;

  while (*text != '\0')
    {
      const char *end = word_end (text);

      if (end > text)
        longest = MAX (longest, word_width (self, face_index (face), text, (int) (end - text)));
      text = *end != '\0' ? end + 1 : end;
    }
  return longest * face.size;
}

double
kheo_typeset_longest_line (KheoTypeset *self, KheoFace face, const char *text)
{
  int    index = face_index (face);
  double longest = 0, width = 0, blank = self->faces[index].ascii[' '];

  for (; *text != '\0'; text++)
    {
      const char *end = word_end (text);

      if (end > text)
        width += (width > 0 ? blank : 0) + word_width (self, index, text, (int) (end - text));
      longest = MAX (longest, width);
      if (*end == '\n')
        width = 0;
      if (*(text = end) == '\0')
        break;
    }
  return longest * face.size;
}

double
kheo_typeset_width (KheoTypeset *self, KheoFace face, const char *text)
{
  return measure (self, face_index (face), text) * face.size;
}

/* A line under construction. */
typedef struct
{
  GArray     *lines; /* may be NULL */
  guint       n;
  const char *start; /* NULL: nothing on it yet */
  const char *end;
  double      width;
} Setting;

static void
end_line (Setting *setting, const char *at)
{
  KheoLine line = { setting->start != NULL ? setting->start : at,
                    setting->start != NULL ? (int) (setting->end - setting->start) : 0,
                    setting->width };

  if (setting->lines != NULL)
    g_array_append_val (setting->lines, line);
  setting->n++;
  setting->start = NULL;
  setting->width = 0;
}

/* Puts a word that is longer than a line on as many as it needs; the rest stays on the last. */
static void
break_word (KheoTypeset *self,
            KheoFace     face,
            Setting     *setting,
            const char  *word,
            const char  *end,
            double       width)
{
  const char *piece = word;
  double      piece_width = 0;

  while (piece < end)
    {
      const char *next = piece;

      piece_width = 0;
      while (next < end)
        {
          const char *after = g_utf8_next_char (next);
          double      wider;

          while (after < end && g_unichar_ismark (g_utf8_get_char (after)))
            after = g_utf8_next_char (after);
          wider = piece_width +
                  word_width (self, face_index (face), next, (int) (after - next)) * face.size;
          if (wider > width && next > piece)
            break;
          piece_width = wider;
          next = after;
        }
      setting->start = piece;
      setting->end = next;
      setting->width = piece_width;
      piece = next;
      if (piece < end)
        end_line (setting, piece);
    }
}

static void
add_word (KheoTypeset *self,
          KheoFace     face,
          Setting     *setting,
          const char  *word,
          const char  *end,
          double       width)
{
  int    index = face_index (face);
  double wide = word_width (self, index, word, (int) (end - word)) * face.size;
  double blank = self->faces[index].ascii[' '] * face.size;

  if (setting->start != NULL && setting->width + blank + wide <= width + HAIR)
    {
      setting->width += blank + wide;
      setting->end = end;
      return;
    }
  if (setting->start != NULL)
    end_line (setting, word);
  if (wide > width + HAIR)
    {
      break_word (self, face, setting, word, end, width);
      return;
    }
  setting->start = word;
  setting->end = end;
  setting->width = wide;
}

guint
kheo_typeset_wrap (KheoTypeset *self, KheoFace face, const char *text, double width, GArray *lines)
{
  Setting setting = { .lines = lines };

  while (*text != '\0')
    {
      const char *end = word_end (text);

      if (end > text)
        add_word (self, face, &setting, text, end, width);
      if (*end == '\n')
        end_line (&setting, end);
      text = *end != '\0' ? end + 1 : end;
    }
  if (setting.start != NULL || setting.n == 0)
    end_line (&setting, text);
  return setting.n;
}

/* The narrowest width that takes no more lines than @width does. */
static double
find_even_width (KheoTypeset *self, KheoFace face, const char *text, double width, guint n_lines)
{
  double longest = kheo_typeset_longest_word (self, face, text);
  double enough = width, short_of = MAX (width / n_lines / 2, longest - 1);

  for (guint i = 0; longest < width && i < EVEN_STEPS; i++)
    {
      double tried = (enough + short_of) / 2;

      if (tried < longest || kheo_typeset_wrap (self, face, text, tried, NULL) > n_lines)
        short_of = tried;
      else
        enough = tried;
    }
  return enough;
}

guint
kheo_typeset_wrap_evenly (
    KheoTypeset *self, KheoFace face, const char *text, double width, GArray *lines)
{
  guint n = kheo_typeset_wrap (self, face, text, width, NULL);

  if (n > 1)
    width = find_even_width (self, face, text, width, n);
  return kheo_typeset_wrap (self, face, text, width, lines);
}

/* The shaped line; cells repeat themselves, so some thousands are kept. */
static PangoLayout *
shaped_line (KheoTypeset *self, KheoFace face, const KheoLine *line)
{
  Face                 *kept = &self->faces[face_index (face)];
  g_autofree char      *text = g_strndup (line->start, (gsize) line->length);
  PangoLayout          *layout;
  PangoFontDescription *font;

  if (kept->shaped_size != face.size || g_hash_table_size (kept->shaped) >= MOST_SHAPED)
    g_hash_table_remove_all (kept->shaped);
  kept->shaped_size = face.size;
  layout = g_hash_table_lookup (kept->shaped, text);
  if (layout != NULL)
    return layout;

  layout = pango_layout_new (self->context);
  font = pango_font_description_copy_static (kept->font);
  pango_font_description_set_absolute_size (font, face.size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, line->length);
  g_hash_table_insert (kept->shaped, g_steal_pointer (&text), layout);
  return layout;
}

void
kheo_typeset_draw (
    KheoTypeset *self, cairo_t *cr, KheoFace face, const KheoLine *line, double x, double y)
{
  PangoLayout *layout;

  if (line->length == 0)
    return;
  /* On the face's own baseline: letters lent by another font must not move the line. */
  layout = shaped_line (self, face, line);
  cairo_move_to (cr, x,
                 y + self->faces[face_index (face)].base * face.size -
                     pango_units_to_double (pango_layout_get_baseline (layout)));
  pango_cairo_show_layout (cr, layout);
}
