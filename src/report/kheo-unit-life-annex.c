#include "kheo-unit-life-annex.h"

#include "kheo-annex-subject.h"

#include <glib/gi18n-lib.h>

enum
{
  COLUMN_NUMBER,
  COLUMN_TIME,
  COLUMN_NAME,
  COLUMN_DETAIL,
  COLUMN_DOCUMENT,
  N_COLUMNS
};

typedef struct
{
  KheoAnnexTable *table; /* borrowed */
  guint           sections, n;
} Sheet;

static void
begin_section (Sheet *sheet, const char *title)
{
  static const char *const numerals[] = { "I", "II", "III", "IV" };
  const char              *cells[N_COLUMNS] = { numerals[MIN (sheet->sections, 3u)], title };

  kheo_annex_table_add_row (sheet->table, KHEO_ANNEX_ROW_GROUP, cells);
  sheet->sections++;
  sheet->n = 0;
}

/* @cells from COLUMN_TIME on. */
static void
add_row (Sheet *sheet, const char *time, const char *name, const char *detail, const char *document)
{
  g_autofree char *number = g_strdup_printf ("%u", ++sheet->n);
  const char      *cells[N_COLUMNS] = { number, time, name, detail, document };

  kheo_annex_table_add_row (sheet->table, KHEO_ANNEX_ROW_DATA, cells);
}

static char *
with_code (const char *name, const char *code)
{
  return code != NULL ? g_strdup_printf ("%s (%s)", name, code) : g_strdup (name);
}

static void
add_versions (Sheet *sheet, const KheoUnitLife *life)
{
  begin_section (sheet, _ ("Names, types and places"));
  for (guint i = 0; i < life->versions->len; i++)
    {
      const KheoLifeVersion *version = g_ptr_array_index (life->versions, i);
      g_autofree char       *time = kheo_life_format_span (version->from, version->to);
      g_autofree char       *name = with_code (version->name, version->code);
      g_autofree char       *detail =
          version->above != NULL && version->type != NULL
              /* Translators: type of a unit, the path of what it belongs to. */
                    ? g_strdup_printf (_ ("%s, in %s"), version->type, version->above)
                    : g_strdup (version->type);

      add_row (sheet, time, name, detail, version->document);
    }
}

static void
add_relatives (Sheet *sheet, GPtrArray *relatives, const char *title)
{
  if (relatives->len == 0)
    return;
  begin_section (sheet, title);
  for (guint i = 0; i < relatives->len; i++)
    {
      const KheoLifeRelative *relative = g_ptr_array_index (relatives, i);
      g_autofree char        *time = kheo_date_format (relative->day);
      g_autofree char        *name = with_code (relative->name, relative->code);
      g_autofree char        *share = kheo_life_format_share (relative);

      add_row (sheet, time, name, share, relative->document);
    }
}

static void
add_years (Sheet *sheet, const KheoUnitLife *life)
{
  if (life->years->len == 0)
    return;
  begin_section (sheet, _ ("What was counted, under the name of the year"));
  for (guint i = 0; i < life->years->len; i++)
    {
      const KheoLifeYear *year = g_ptr_array_index (life->years, i);
      g_autofree char    *number = g_strdup_printf ("%d", year->year);
      g_autofree char    *said = kheo_life_format_year (year);

      add_row (sheet, number, year->name, said, NULL);
    }
}

KheoAnnexContent *
kheo_unit_life_annex_new (const KheoUnitLife *life)
{
  KheoAnnexContent *content = kheo_annex_content_new ();
  Sheet             sheet = { content->table };
  g_autofree char  *title = NULL;
  g_autofree char  *today = kheo_date_format (kheo_date_today ());
  g_autofree char  *span = NULL;

  g_return_val_if_fail (life != NULL, content);

  kheo_annex_subject_add_columns ("unit-life", content->table);
  add_versions (&sheet, life);
  add_relatives (&sheet, life->predecessors, _ ("Made of"));
  add_relatives (&sheet, life->successors, _ ("Became"));
  add_years (&sheet, life);

  span = kheo_life_format_span (life->from, life->to);
  /* Translators: title of a printed sheet, put in capitals; a unit. */
  title = g_strdup_printf (_ ("Life of a unit: %s"), life->name);
  content->title = g_utf8_strup (title, -1);
  content->subtitle = g_strdup_printf ("%s · %s", life->path, span);
  /* Translators: below a table; %s is a day. */
  content->note =
      g_strdup_printf (_ ("Models are counted as reported, with those of the units that were below "
                          "it; figures and targets are its own. Figures as of %s."),
                       today);
  content->portrait = TRUE;
  content->is_sheet = TRUE;
  return content;
}
