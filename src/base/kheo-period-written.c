/* Periods as people write them: patterns over the match key, where marks, case and punctuation no
 * longer count ("Quý III/2024" is "qui iii 2024"). */
#include "kheo-period.h"

#include "kheo-text.h"

#include <string.h>

typedef enum
{
  WRITTEN_YEAR,
  WRITTEN_QUARTER,
  WRITTEN_FIRST_QUARTER,
  WRITTEN_FIRST_HALF,
  WRITTEN_SECOND_HALF,
  WRITTEN_NINE_MONTHS,
  WRITTEN_MONTH,
  WRITTEN_YEARS,
  WRITTEN_DAYS,
} Written;

/* Ours in both languages first of all: what an export writes must be read back. */
static const struct
{
  Written     kind;
  const char *pattern;
} patterns[] = {
  { WRITTEN_YEAR, "(?:ca |trong )?(?:nam |year )?(\\d{4})" },
  { WRITTEN_QUARTER, "(?:qui|quarter|q) ?(iv|i{1,3}|[1-4])(?: nam| of)? (\\d{4})" },
  { WRITTEN_FIRST_QUARTER, "(?:3|ba) thang dau(?: nam)? (\\d{4})" },
  { WRITTEN_FIRST_HALF, "(?:(?:6|sau) ?(?:thang|t)(?: dau)?(?: nam)?|nua dau nam|first half of)"
                        " (\\d{4})" },
  { WRITTEN_SECOND_HALF, "(?:(?:6|sau) ?(?:thang|t) cuoi(?: nam)?|nua cuoi nam|second half of)"
                         " (\\d{4})" },
  { WRITTEN_NINE_MONTHS,
    "(?:(?:9|chin) ?(?:thang|t)(?: dau)?(?: nam)?|first nine months of) (\\d{4})" },
  { WRITTEN_MONTH, "(?:thang |month |t ?)?(\\d{1,2})(?: nam)? (\\d{4})" },
  { WRITTEN_YEARS, "(?:giai doan |nhiem ki |cac nam |tu |nam |years )*(\\d{4})"
                   " (?:den |toi |to )?(?:het )?(?:nam )?(\\d{4})" },
  { WRITTEN_DAYS, "(?:tu |from )?(?:ngay )?(\\d{1,2}) (\\d{1,2}) (\\d{4})"
                  " (?:den |toi |to )?(?:het )?(?:ngay )?(\\d{1,2}) (\\d{1,2}) (\\d{4})" },
};

static GRegex *compiled[G_N_ELEMENTS (patterns)];

static void
compile_patterns (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GError) error = NULL;

      compiled[i] = g_regex_new (patterns[i].pattern, G_REGEX_OPTIMIZE | G_REGEX_ANCHORED,
                                 G_REGEX_MATCH_ANCHORED, &error);
      g_assert_no_error (error);
    }
  g_once_init_leave (&done, 1);
}

static int
number_of (GMatchInfo *match, int group)
{
  g_autofree char *text = g_match_info_fetch (match, group);

  return text != NULL ? (int) g_ascii_strtoll (text, NULL, 10) : 0;
}

static int
quarter_of (GMatchInfo *match)
{
  static const char *const roman[] = { "i", "ii", "iii", "iv" };
  g_autofree char         *text = g_match_info_fetch (match, 1);

  for (guint i = 0; i < G_N_ELEMENTS (roman); i++)
    if (strcmp (text, roman[i]) == 0)
      return (int) i + 1;
  return text[0] - '0';
}

/* The canonical name of what was matched; kheo_period_parse() refuses what does not exist. */
static char *
name_of (Written kind, GMatchInfo *match)
{
  switch (kind)
    {
    case WRITTEN_YEAR:
      return g_strdup_printf ("%04d", number_of (match, 1));
    case WRITTEN_QUARTER:
      return g_strdup_printf ("%04d-Q%d", number_of (match, 2), quarter_of (match));
    case WRITTEN_FIRST_QUARTER:
      return g_strdup_printf ("%04d-Q1", number_of (match, 1));
    case WRITTEN_FIRST_HALF:
      return g_strdup_printf ("%04d-H1", number_of (match, 1));
    case WRITTEN_SECOND_HALF:
      return g_strdup_printf ("%04d-H2", number_of (match, 1));
    case WRITTEN_NINE_MONTHS:
      return g_strdup_printf ("%04d-9M", number_of (match, 1));
    case WRITTEN_MONTH:
      return g_strdup_printf ("%04d-%02d", number_of (match, 2), number_of (match, 1));
    case WRITTEN_YEARS:
      return g_strdup_printf ("%04d..%04d", number_of (match, 1), number_of (match, 2));
    case WRITTEN_DAYS:
    default:
      return g_strdup_printf ("%04d-%02d-%02d..%04d-%02d-%02d", number_of (match, 3),
                              number_of (match, 2), number_of (match, 1), number_of (match, 6),
                              number_of (match, 5), number_of (match, 4));
    }
}

static gboolean
is_whole_match (GMatchInfo *match, const char *key)
{
  int start = 0;
  int end = 0;

  return g_match_info_matches (match) && g_match_info_fetch_pos (match, 0, &start, &end) &&
         start == 0 && end == (int) strlen (key);
}

gboolean
kheo_period_parse_written (const char *text, KheoPeriod *out_period)
{
  g_autofree char *tidy = kheo_text_tidy (text);
  g_autofree char *key = NULL;

  g_return_val_if_fail (out_period != NULL, FALSE);

  if (kheo_period_parse (tidy, out_period, NULL))
    return TRUE;
  key = kheo_text_match_key (tidy);
  compile_patterns ();
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *name = NULL;

      g_regex_match (compiled[i], key, 0, &match);
      if (!is_whole_match (match, key))
        continue;
      name = name_of (patterns[i].kind, match);
      return kheo_period_parse (name, out_period, NULL);
    }
  return FALSE;
}
