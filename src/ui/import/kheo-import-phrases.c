#include "kheo-import-phrases.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* TRUE when all that is taken is of one register. */
static gboolean
takes_only (const KheoImportReview *review, KheoImportAs as)
{
  for (guint i = 0; i < kheo_import_review_get_n_tables (review); i++)
    {
      const KheoReviewTable *table = kheo_import_review_get_table (review, i);

      if (table->counts.created + table->counts.changed > 0 && table->as != as)
        return FALSE;
    }
  return TRUE;
}

char *
kheo_import_describe_work (const KheoImportReview *review)
{
  static const char *const sentences[4][3] = {
    { N_ ("_Write %s new models"), N_ ("_Write %s changed models"),
      N_ ("_Write %s new models, %s changed") },
    { N_ ("_Write %s new units"), N_ ("_Write %s changed units"),
      N_ ("_Write %s new units, %s changed") },
    { N_ ("_Write %s new figures"), N_ ("_Write %s changed figures"),
      N_ ("_Write %s new figures, %s changed") },
    { N_ ("_Write %s new rows"), N_ ("_Write %s changed rows"),
      N_ ("_Write %s new rows, %s changed") },
  };
  KheoImportCounts counts = kheo_import_review_count (review);
  g_autofree char *created = kheo_number_format (counts.created);
  g_autofree char *changed = kheo_number_format (counts.changed);
  guint            what = takes_only (review, KHEO_IMPORT_MODELS)    ? 0
                          : takes_only (review, KHEO_IMPORT_UNITS)   ? 1
                          : takes_only (review, KHEO_IMPORT_FIGURES) ? 2
                                                                     : 3;
  GString         *text;

  if (!kheo_import_review_has_work (review))
    return g_strdup (_ ("Nothing new to write"));
  text = g_string_new (_ (sentences[what][counts.created == 0 ? 1 : counts.changed == 0 ? 0 : 2]));
  /* One number or two: the places are filled from the left. */
  g_string_replace (text, "%s", counts.created > 0 ? created : changed, 1);
  g_string_replace (text, "%s", changed, 1);
  return g_string_free (text, FALSE);
}

static void
append_count (GString *text, guint n, const char *format)
{
  g_autofree char *number = kheo_number_format (n);
  GString         *part;

  if (n == 0)
    return;
  part = g_string_new (format);
  g_string_replace (part, "%s", number, 1);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part->str);
  g_string_free (part, TRUE);
}

char *
kheo_import_describe_counts (const KheoImportCounts *counts)
{
  GString *text = g_string_new (NULL);

  /* Translators: these stand in a row after one another: "60 new · 3 changed". */
  append_count (text, counts->created, _ ("%s new"));
  append_count (text, counts->changed, _ ("%s changed"));
  append_count (text, counts->unchanged, _ ("%s unchanged"));
  append_count (text, counts->refused, _ ("%s refused"));
  if (text->len == 0)
    append_count (text, counts->rows, _ ("%s rows"));
  return g_string_free (text, FALSE);
}

static const struct
{
  int         code;
  const char *title, *advice;
} failures[] = {
  { KHEO_ERROR_ENCRYPTED, N_ ("The file is protected by a password"),
    N_ ("Open it in its own program, save it without a password, then drop it here again.") },
  { KHEO_ERROR_CORRUPT, N_ ("The file is damaged"),
    N_ ("Ask the sender for it once more, or open it in a spreadsheet program and save a copy.") },
  { KHEO_ERROR_TOO_LARGE, N_ ("The file is too large to be read safely"),
    N_ ("Keep only the sheet with the list, and save that as a file of its own.") },
  { KHEO_ERROR_FORMAT, N_ ("This is not a spreadsheet that can be read"),
    N_ ("Excel files (.xlsx, .xls), OpenDocument (.ods) and text tables (.csv) are taken. Save it "
        "as "
        "one of these, then drop it here again.") },
  { KHEO_ERROR_NOT_FOUND, N_ ("The file is not there"),
    N_ ("It may have been moved or renamed: choose it again.") },
};

const char *
kheo_import_failure_title (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (g_error_matches (error, KHEO_ERROR, failures[i].code))
      return _ (failures[i].title);
  return _ ("The file could not be read");
}

char *
kheo_import_failure_advice (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (g_error_matches (error, KHEO_ERROR, failures[i].code))
      return g_strdup (_ (failures[i].advice)); /* the reader's message is for developers */
  return g_strdup (error->message);
}

static const struct
{
  const char *code, *title;
} codes[] = {
  { "unit-missing", N_ ("No unit is named") },
  { "unit-unknown", N_ ("Units not known") },
  { "unit-ambiguous", N_ ("Several units may be meant") },
  { "unit-conflict", N_ ("Unit against its district") },
  { "unit-likely", N_ ("Units found by likeness") },
  { "unit-moved", N_ ("Units whose place is not clear") },
  { "left-behind", N_ ("Units that the decision leaves out") },
  { "share-unclear", N_ ("Shares that are not said") },
  { "indicator-missing", N_ ("What is counted is not said") },
  { "indicator-ambiguous", N_ ("Several indicators may be meant") },
  { "indicator-new", N_ ("New indicators") },
  { "period-missing", N_ ("The period is not said") },
  { "figure-conflict", N_ ("One figure said twice") },
  { "rate-mismatch", N_ ("Rates that do not agree") },
  { "unit-of-measure", N_ ("Units of measure that are not said") },
  { "missing", N_ ("Something required is missing") },
  { "bad-value", N_ ("Values that cannot be read") },
  { "marks", N_ ("Marks that contradict") },
  { "no-table", N_ ("No table found") },
  { "unsupported", N_ ("Not taken yet") },
  { "total-mismatch", N_ ("Totals that do not agree") },
  { "ambiguous-number", N_ ("Numbers with two meanings") },
  { "approximate-number", N_ ("Numbers that are not exact") },
  { "ambiguous-date", N_ ("Dates with two meanings") },
  { "imprecise-date", N_ ("Dates without a day") },
  { "year-mismatch", N_ ("Years that do not agree") },
  { "year-likely", N_ ("Year taken from the letter") },
  { "merged-amount", N_ ("Amounts over several rows") },
  { "letters", N_ ("Letters of an old font") },
  { "cell-error", N_ ("Cells with an error") },
  { "cell-not-taken", N_ ("Cells that were not taken") },
  { "column-not-taken", N_ ("Columns that were not taken") },
  { "group-unknown", N_ ("Groups not understood") },
  { "group-conflict", N_ ("Groups that contradict") },
  { "duplicate-row", N_ ("Rows that stand twice") },
  { "likely-duplicate", N_ ("Perhaps in the book already") },
  { "likely-changed", N_ ("Perhaps a change of the book") },
  { "spelling-joined", N_ ("Spellings joined as before") },
  { "hidden-row", N_ ("Hidden rows") },
  { "hidden-sheet", N_ ("Hidden sheets") },
  { "row-unclear", N_ ("Rows that are not clear") },
};

const char *
kheo_import_describe_code (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (strcmp (codes[i].code, code) == 0)
      return _ (codes[i].title);
  return _ ("Other things");
}

static const struct
{
  const char *page, *title;
} pages[] = {
  { "findings", N_ ("To look at") },
  { "units", N_ ("Units") },
  { "spellings", N_ ("Spellings") },
  { "alike", N_ ("Alike") },
  { "new", N_ ("New") },
  { "changed", N_ ("Changed") },
  { "unchanged", N_ ("Unchanged") },
  { "refused", N_ ("Refused") },
};

const char *
kheo_import_page_title (const char *page)
{
  if (strcmp (page, "indicators") == 0)
    return C_ ("page", "Indicators");
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (strcmp (pages[i].page, page) == 0)
      return _ (pages[i].title);
  return "";
}

/* "12 mới · 1 bị từ chối" of a file in review. */
static char *
describe_review (KheoImportFile *file)
{
  KheoImportCounts counts = kheo_import_file_count (file);
  g_autofree char *numbers = kheo_import_describe_counts (&counts);

  if (kheo_import_file_is_ready (file))
    return g_strdup_printf (_ ("ready · %s"), numbers);
  if (kheo_import_file_is_clean (file))
    return g_strdup_printf (_ ("new form, look once · %s"), numbers);
  if (counts.created + counts.changed + counts.refused == 0 && counts.unchanged > 0)
    return g_strdup (_ ("the book holds all of it"));
  return g_strdup_printf (_ ("needs you · %s"), numbers);
}

char *
kheo_import_describe_file (KheoImportFile *file)
{
  KheoImportCounts counts = kheo_import_file_count (file);

  switch (kheo_import_file_get_state (file))
    {
    case KHEO_FILE_WAITING:
      return g_strdup (_ ("waiting"));
    case KHEO_FILE_READING:
      return g_strdup (_ ("being read"));
    case KHEO_FILE_WRITING:
      return g_strdup (_ ("being written"));
    case KHEO_FILE_DONE:
      {
        g_autofree char *numbers = kheo_import_describe_counts (&counts);

        return g_strdup_printf (_ ("written · %s"), numbers);
      }
    case KHEO_FILE_FAILED:
      return g_strdup (kheo_import_failure_title (kheo_import_file_get_problem (file)));
    case KHEO_FILE_CANCELLED:
      return g_strdup (_ ("given up"));
    case KHEO_FILE_REVIEW:
    case KHEO_FILE_PARKED:
    default:
      return describe_review (file);
    }
}
