/* What one would wish to have known before an annex was signed: type too small, broken words and
 * rows, an empty table, places that nobody filled in. */
#include "kheo-annex-private.h"

#include "kheo-number.h"
#include "kheo-pages-private.h"
#include "kheo-preflight.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_BROKEN 5u
#define LEAST_TABLE 8.0 /* points: rows are read one by one, not at a glance */
#define BLANK       "…" /* left for the pen, where nothing was known */

typedef struct
{
  const KheoAnnex *annex;
  KheoPages       *pages;
} Remarks;

/* Takes @message. */
static void
say (const Remarks        *self,
     KheoPreflightSeverity severity,
     const char           *code,
     guint                 page,
     KheoBox               box,
     char                 *message)
{
  const KheoPagesRemark remark = { (int) severity, code, message, page, box };

  kheo_pages_add_remark (self->pages, &remark);
}

/* The heading of the table, on the first page that has it. */
static KheoBox
heading_box (const KheoAnnex *annex, guint *out_page)
{
  for (guint page = 0; page < annex->pages->len; page++)
    {
      double y = g_array_index (annex->pages, KheoAnnexPage, page).table_y;

      *out_page = page;
      if (y >= 0)
        return (KheoBox){ annex->left, y, annex->width, annex->columns.height };
    }
  *out_page = 0;
  return (KheoBox){ 0 };
}

static void
check_type (const Remarks *self)
{
  const KheoAnnex *annex = self->annex;
  double           least = MAX (kheo_preflight_smallest_type (annex->paper), LEAST_TABLE);
  g_autofree char *size = kheo_number_format_decimal (annex->size, 1);
  g_autofree char *wanted = kheo_number_format_decimal (least, 1);
  guint            page;
  KheoBox          box = heading_box (annex, &page);

  if (annex->size < least)
    say (self, KHEO_PREFLIGHT_WARNING, "small-type", page, box,
         /* Translators: sizes of type, in points. */
         g_strdup_printf (_ ("The table is set in %s points; to be read it needs %s points: take "
                             "larger paper, lay it across or print fewer columns"),
                          size, wanted));
  if (annex->breaks_words)
    say (self, KHEO_PREFLIGHT_WARNING, "broken-words", page, box,
         g_strdup (_ ("Words are broken: there are more columns than this paper can hold")));
}

static void
check_rows (const Remarks *self)
{
  const KheoAnnex *annex = self->annex;
  guint            n_broken = 0;

  if (!kheo_annex_table_says_anything (annex->table))
    say (self, KHEO_PREFLIGHT_ERROR, "no-figures", 0, (KheoBox){ 0 },
         g_strdup (_ ("The table has no rows: look at the unit, the period and the conditions")));
  for (guint page = 0; page < annex->pages->len && n_broken < MOST_BROKEN; page++)
    {
      const KheoAnnexPage *shown = &g_array_index (annex->pages, KheoAnnexPage, page);
      double               y = shown->table_y + annex->columns.height;

      if (shown->n == 0 ||
          g_array_index (annex->slices, KheoAnnexSlice, shown->first).first_line == 0)
        continue;
      n_broken++;
      say (self, KHEO_PREFLIGHT_NOTE, "broken-row", page,
           (KheoBox){ annex->left, y, annex->width,
                      g_array_index (annex->slices, KheoAnnexSlice, shown->first).height },
           g_strdup (_ ("A row is taller than a page and goes on here")));
    }
}

static gboolean
is_blank (const char *text)
{
  return kheo_annex_given (text) && strstr (text, BLANK) != NULL;
}

static void
check_words (const Remarks *self, const KheoAnnexSpec *spec)
{
  const char *const words[] = { spec->number,      spec->place_date, spec->annex_number,
                                spec->attached_to, spec->form_code,  spec->legal_base };
  KheoBox           head = { self->annex->left, self->annex->top, self->annex->width,
                             self->annex->head.height };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (is_blank (words[i]))
      say (self, KHEO_PREFLIGHT_NOTE, "blank-word", 0, head,
           g_strdup_printf (_ ("“%s” is left to be filled in by hand"), words[i]));
  if (!kheo_annex_given (spec->issuing_body))
    say (self, KHEO_PREFLIGHT_NOTE, "blank-word", 0, head,
         g_strdup (_ ("Nothing says whose document this is: name the office in the settings")));
}

void
kheo_annex_add_remarks (const KheoAnnex *annex, const KheoAnnexSpec *spec, KheoPages *pages)
{
  const Remarks self = { annex, pages };

  check_rows (&self);
  check_type (&self);
  check_words (&self, spec);
}
