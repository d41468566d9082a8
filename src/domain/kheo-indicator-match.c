/*
 * What a heading of a sheet means.  The heading is read in a few ways, from the whole text to its
 * bare words; for each way the book's own indicators are asked before the catalogue.
 */
#include "kheo-indicators-private.h"

#include "kheo-indicator-catalogue.h"
#include "kheo-text.h"

#include <string.h>

/* A heading this like a name is offered to a person. */
#define LIKE_ENOUGH 0.55
#define N_WAYS      3

/* A heading taken apart. */
typedef struct
{
  char    *whole;         /* match key of all of it */
  char    *ways[N_WAYS];  /* match keys, the surest first; may repeat */
  char    *code;          /* first word */
  char    *unit;          /* of measure, from brackets or the caller; NULL */
  gboolean money;         /* … is one of money */
  char    *without_marks; /* numbering and brackets gone */
} Heading;

static void
heading_clear (Heading *self)
{
  g_free (self->whole);
  for (guint i = 0; i < N_WAYS; i++)
    g_free (self->ways[i]);
  g_free (self->code);
  g_free (self->unit);
  g_free (self->without_marks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heading, heading_clear)

/* Past "1.", "1.2.", "a)", "(b)", "II.", "-", "+": one of them, or NULL. */
static const char *
skip_mark (const char *text)
{
  const char *p = text;
  gboolean    bracket = *p == '(';
  gsize       letters;

  if (*p == '-' || *p == '+' || *p == '*')
    return p + 1;
  if (g_str_has_prefix (p, "–") || g_str_has_prefix (p, "•"))
    return g_utf8_next_char (p);
  p += bracket;
  letters = strspn (p, "0123456789.");
  if (letters == 0)
    letters = strspn (p, "IVX");
  if (letters == 0 && g_ascii_isalpha (*p))
    letters = 1;
  if (letters == 0 || letters > 6)
    return NULL;
  p += letters;
  if (*p == ')' || (!bracket && (*p == '.' || p[-1] == '.' || *p == '/')))
    return p[-1] == '.' && *p != ')' ? p : p + 1;
  return NULL;
}

static const char *
skip_marks (const char *text)
{
  static const char *const words[] = { "Trong đó:", "Trong đó", "trong đó:",
                                       "trong đó",  "Gồm:",     "Chia ra:" };

  for (guint round = 0; round < 4; round++)
    {
      const char *next;

      text += strspn (text, " \t\n:");
      next = skip_mark (text);
      for (guint i = 0; next == NULL && i < G_N_ELEMENTS (words); i++)
        if (g_str_has_prefix (text, words[i]))
          next = text + strlen (words[i]);
      if (next == NULL)
        break;
      text = next;
    }
  return text + strspn (text, " \t\n:");
}

/* The last brackets of @text: what stands in them, and the rest. */
static char *
take_brackets (char *text)
{
  char *open = strrchr (text, '(');
  char *close = open != NULL ? strchr (open, ')') : NULL;
  char *inside;

  if (open == NULL || open == text || close == NULL || close[1 + strspn (close + 1, " .:")] != '\0')
    return NULL;
  inside = g_strndup (open + 1, (gsize) (close - open - 1));
  *open = '\0';
  g_strchomp (text);
  return inside;
}

static void
read_heading (const char *text, const char *unit, Heading *out)
{
  g_autofree char *tidy = kheo_text_tidy (text);
  char            *inside;

  memset (out, 0, sizeof *out);
  out->whole = kheo_text_match_key (tidy);
  out->without_marks = g_strdup (skip_marks (tidy));
  out->ways[0] = kheo_text_match_key (out->without_marks);
  out->code = g_strndup (out->without_marks, strcspn (out->without_marks, " .:,;-"));
  inside = take_brackets (out->without_marks);
  out->ways[1] = kheo_text_match_key (out->without_marks);
  out->ways[2] = g_strdup (kheo_indicator_short_key (out->ways[1]));
  if (unit != NULL && *unit != '\0')
    {
      out->unit = kheo_text_match_key (unit);
      out->money = kheo_money_scale (unit) > 0;
      g_free (inside);
    }
  else if (inside != NULL)
    {
      /* "%" alone has no words to match. */
      out->unit = strchr (inside, '%') != NULL ? g_strdup ("%") : kheo_text_match_key (inside);
      out->money = kheo_money_scale (inside) > 0;
      g_free (inside);
    }
  if (unit != NULL && strchr (unit, '%') != NULL)
    {
      g_free (out->unit);
      out->unit = g_strdup ("%");
    }
}

/* Money is no count and a rate is neither: such a heading means something else. */
static gboolean
fits_unit (const Heading *heading, KheoAmountType type)
{
  gboolean money, percent;

  if (heading->unit == NULL)
    return TRUE;
  money = heading->money;
  percent = strcmp (heading->unit, "%") == 0 || strcmp (heading->unit, "ti le") == 0;
  /* Brackets hold anything; only what is as short as a unit speaks against. */
  if (!money && !percent)
    return (type != KHEO_AMOUNT_MONEY && type != KHEO_AMOUNT_PERCENT) ||
           strlen (heading->unit) > 12;
  return money == (type == KHEO_AMOUNT_MONEY) && percent == (type == KHEO_AMOUNT_PERCENT);
}

static void
add_candidate (KheoIndicatorMatch *match, gint64 id)
{
  for (guint i = 0; i < match->n_candidates; i++)
    if (match->candidates[i] == id)
      return;
  if (match->n_candidates < G_N_ELEMENTS (match->candidates))
    match->candidates[match->n_candidates++] = id;
}

static void
add_offer (KheoIndicatorMatch *match, const KheoCatalogueIndicator *offer)
{
  for (guint i = 0; i < match->n_offers; i++)
    if (match->offers[i] == offer)
      return;
  if (match->n_offers < G_N_ELEMENTS (match->offers))
    match->offers[match->n_offers++] = offer;
}

/* What the catalogue says of an indicator of the book with the same code: its synonyms hold too. */
static const char *
synonyms_of (const KheoIndicator *indicator)
{
  const KheoCatalogueIndicator *entry =
      indicator->code != NULL ? kheo_indicator_catalogue_find (indicator->code) : NULL;

  return entry != NULL ? entry->synonyms : NULL;
}

static KheoAmountType
type_of (const KheoCatalogueIndicator *entry)
{
  KheoAmountType type = KHEO_AMOUNT_COUNT;

  kheo_amount_type_from_name (entry->value_type, &type);
  return type;
}

/* Those of the book that are called @key. */
static guint
find_own (KheoIndicators *self, const Heading *heading, const char *key, KheoIndicatorMatch *match)
{
  gint64 found = 0;
  guint  n = 0;

  for (guint i = 0; i < self->n; i++)
    {
      if (strcmp (self->keys[i], key) != 0 && strcmp (self->short_keys[i], key) != 0 &&
          !kheo_synonyms_match (synonyms_of (&self->list[i]), key))
        continue;
      add_candidate (match, self->list[i].id);
      if (!fits_unit (heading, self->list[i].unit.type))
        continue;
      found = self->list[i].id;
      n++;
    }
  if (n == 1)
    match->id = found;
  return n;
}

/* Match keys of the catalogue's names, made once. */
static char **
catalogue_keys (void)
{
  static char **keys = NULL;
  static gsize  made = 0;

  if (g_once_init_enter (&made))
    {
      guint                         n;
      const KheoCatalogueIndicator *all = kheo_indicator_catalogue_list (&n);

      keys = g_new0 (char *, n + 1);
      for (guint i = 0; i < n; i++)
        keys[i] = kheo_text_match_key (all[i].name);
      g_once_init_leave (&made, 1);
    }
  return keys;
}

static guint
find_in_catalogue (const Heading *heading, const char *key, KheoIndicatorMatch *match)
{
  guint                         n_all, n = 0;
  const KheoCatalogueIndicator *all = kheo_indicator_catalogue_list (&n_all);

  for (guint i = 0; i < n_all; i++)
    {
      const char *name = catalogue_keys ()[i];

      if (strcmp (name, key) != 0 && strcmp (kheo_indicator_short_key (name), key) != 0 &&
          !kheo_synonyms_match (all[i].synonyms, key))
        continue;
      add_offer (match, &all[i]);
      if (!fits_unit (heading, type_of (&all[i])))
        continue;
      match->catalogue = &all[i];
      n++;
    }
  return n;
}

typedef struct
{
  double                        likeness;
  gint64                        id;
  const KheoCatalogueIndicator *entry;
} Likely;

static int
compare_likely (gconstpointer a, gconstpointer b)
{
  double x = ((const Likely *) a)->likeness;
  double y = ((const Likely *) b)->likeness;

  return x > y ? -1 : x < y;
}

/* What it looks like: offered, never taken. */
static void
offer_likely (KheoIndicators *self, const Heading *heading, KheoIndicatorMatch *match)
{
  g_autoptr (GArray) likely = g_array_new (FALSE, FALSE, sizeof (Likely));
  guint                         n_all;
  const KheoCatalogueIndicator *all = kheo_indicator_catalogue_list (&n_all);

  for (guint i = 0; i < self->n; i++)
    {
      Likely one = { kheo_text_likeness (heading->without_marks, self->list[i].name),
                     self->list[i].id, NULL };

      if (one.likeness >= LIKE_ENOUGH)
        g_array_append_val (likely, one);
    }
  for (guint i = 0; i < n_all; i++)
    {
      Likely one = { kheo_text_likeness (heading->without_marks, all[i].name), 0, &all[i] };

      if (one.likeness >= LIKE_ENOUGH && kheo_indicators_find_code (self, all[i].code) == NULL)
        g_array_append_val (likely, one);
    }
  g_array_sort (likely, compare_likely);
  for (guint i = 0; i < likely->len; i++)
    {
      const Likely *one = &g_array_index (likely, Likely, i);

      if (one->entry == NULL)
        add_candidate (match, one->id);
      else
        add_offer (match, one->entry);
    }
}

static gboolean
take_own (KheoIndicatorMatch *match, gint64 id)
{
  match->fit = KHEO_INDICATOR_OWN;
  match->id = id;
  match->n_candidates = 0;
  match->n_offers = 0;
  return TRUE;
}

/* The book's own, in all ways; TRUE when it is decided, also as ambiguous. */
static gboolean
match_own (KheoIndicators *self, const Heading *heading, KheoIndicatorMatch *match)
{
  const gint64        *answer = g_hash_table_lookup (self->aliases, heading->whole);
  const KheoIndicator *coded;

  if (answer != NULL && kheo_indicators_find (self, *answer) != NULL)
    return take_own (match, *answer);
  for (guint way = 0; way < N_WAYS; way++)
    {
      guint n =
          heading->ways[way][0] != '\0' ? find_own (self, heading, heading->ways[way], match) : 0;

      if (n == 1)
        return take_own (match, match->id);
      if (n > 1)
        {
          match->fit = KHEO_INDICATOR_AMBIGUOUS;
          return TRUE;
        }
    }
  /* A bare number is an ordinal, never a code. */
  coded =
      g_ascii_isalpha (heading->code[0]) ? kheo_indicators_find_code (self, heading->code) : NULL;
  return coded != NULL && strlen (heading->code) > 1 && take_own (match, coded->id);
}

gboolean
kheo_indicators_match (KheoIndicators     *self,
                       const char         *heading_text,
                       const char         *unit_of_measure,
                       KheoIndicatorMatch *out_match)
{
  g_auto (Heading) heading = { 0 };

  g_return_val_if_fail (self != NULL && heading_text != NULL && out_match != NULL, FALSE);

  *out_match = (KheoIndicatorMatch){ KHEO_INDICATOR_UNKNOWN };
  read_heading (heading_text, unit_of_measure, &heading);
  if (heading.ways[0][0] == '\0')
    return FALSE;
  if (match_own (self, &heading, out_match))
    return out_match->fit == KHEO_INDICATOR_OWN;

  for (guint way = 0; way < N_WAYS; way++)
    {
      guint n = find_in_catalogue (&heading, heading.ways[way], out_match);

      if (n == 0)
        continue;
      out_match->fit = n == 1 ? KHEO_INDICATOR_CATALOGUE : KHEO_INDICATOR_AMBIGUOUS;
      return n == 1;
    }
  out_match->catalogue =
      g_ascii_isalpha (heading.code[0]) ? kheo_indicator_catalogue_find (heading.code) : NULL;
  if (out_match->catalogue != NULL)
    {
      out_match->fit = KHEO_INDICATOR_CATALOGUE;
      return TRUE;
    }
  offer_likely (self, &heading, out_match);
  out_match->catalogue = NULL;
  return FALSE;
}
