#include "kheo-preflight.h"

#include "kheo-number.h"
#include "kheo-pages-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_OF_A_CODE 12 /* findings of one code on one chart; the rest is counted */
#define HAIR           0.1

#define IN_THE_HAND   0.45 /* metres: A4 */
#define LEAST_IN_HAND 6.5  /* points that are read there */
#define LARGE_TYPE    14.0 /* points in the hand, from where less contrast will do */

#define CONTRAST       4.5
#define CONTRAST_LARGE 3.0

typedef struct
{
  GPtrArray            *findings;
  const KheoPagesChart *chart; /* NULL: of the whole */
  KheoPaper             paper;
  const char           *code; /* of the last finding */
  guint                 n;    /* of that code on that chart */
} Check;

static void
finding_free (gpointer data)
{
  KheoPreflightFinding *finding = data;

  g_free (finding->message);
  g_free (finding);
}

const char *
kheo_preflight_severity_to_name (KheoPreflightSeverity severity)
{
  static const char *const names[] = { "note", "warning", "error" };

  return names[severity];
}

/* ---- Saying ---- */

/* Takes @message; @box of the chart's, NULL: all of the chart. */
static void
say (Check                *self,
     KheoPreflightSeverity severity,
     const char           *code,
     const KheoBox        *box,
     char                 *message)
{
  KheoPreflightFinding *finding;

  if (code != self->code)
    self->n = 0;
  self->code = code;
  if (self->n++ >= MOST_OF_A_CODE)
    {
      g_free (message);
      return;
    }
  finding = g_new0 (KheoPreflightFinding, 1);
  finding->severity = severity;
  finding->code = code;
  finding->message = message;
  if (self->chart != NULL)
    {
      const KheoChartStyle *style = kheo_chart_layout_get_style (self->chart->layout);

      finding->page = self->chart->page;
      finding->box = box != NULL ? *box : (KheoBox){ 0, 0, style->width, style->height };
      finding->box.x += self->chart->x;
      finding->box.y += self->chart->y;
    }
  g_ptr_array_add (self->findings, finding);
}

/* Those of the last code that were not said one by one. */
static void
say_rest (Check *self, KheoPreflightSeverity severity)
{
  guint more = self->n > MOST_OF_A_CODE ? self->n - MOST_OF_A_CODE : 0;

  self->code = NULL;
  if (more > 0)
    say (self, severity, "more", NULL,
         g_strdup_printf (
             ngettext ("… and %u more of this kind", "… and %u more of this kind", more), more));
  self->code = NULL;
}

/* ---- The sheet ---- */

static double
ratio_to_a4 (KheoPaper paper)
{
  double a4 = hypot (210, 297) * KHEO_POINTS_PER_MM;
  double slide = paper.width == 960 && paper.height == 540 ? 1.35 : 1;

  /* As kheo_chart_style_for_paper(): people step nearer to a poster. */
  return pow (hypot (paper.width, paper.height) / a4, 0.85) * slide;
}

double
kheo_preflight_distance (KheoPaper paper)
{
  return IN_THE_HAND * ratio_to_a4 (paper);
}

double
kheo_preflight_smallest_type (KheoPaper paper)
{
  return LEAST_IN_HAND * ratio_to_a4 (paper);
}

/* ---- Labels ---- */

static int
compare_tops (gconstpointer a, gconstpointer b)
{
  double one = (*(const KheoChartLabel *const *) a)->box.y;
  double other = (*(const KheoChartLabel *const *) b)->box.y;

  return (one > other) - (one < other);
}

static gboolean
overlaps (const KheoBox *a, const KheoBox *b)
{
  return a->x + a->width > b->x + HAIR && b->x + b->width > a->x + HAIR &&
         a->y + a->height > b->y + HAIR && b->y + b->height > a->y + HAIR;
}

static void
check_overlaps (Check *self, const KheoChartLayout *layout)
{
  guint n = kheo_chart_layout_get_n_labels (layout);
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (sorted, (gpointer) kheo_chart_layout_get_label (layout, i));
  g_ptr_array_sort (sorted, compare_tops);
  for (guint i = 0; i < n; i++)
    {
      const KheoChartLabel *one = sorted->pdata[i];

      for (guint k = i + 1; k < n; k++)
        {
          const KheoChartLabel *other = sorted->pdata[k];

          if (other->box.y + HAIR >= one->box.y + one->box.height)
            break;
          if (overlaps (&one->box, &other->box))
            say (self, KHEO_PREFLIGHT_ERROR, "overlap", &other->box,
                 g_strdup_printf (_ ("“%s” and “%s” lie over each other"), one->text, other->text));
        }
    }
  say_rest (self, KHEO_PREFLIGHT_ERROR);
}

static void
check_clipped (Check *self, const KheoChartLayout *layout)
{
  const KheoChartStyle *style = kheo_chart_layout_get_style (layout);

  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);
      const KheoBox        *box = &label->box;

      if (box->x < -HAIR || box->y < -HAIR || box->x + box->width > style->width + HAIR ||
          box->y + box->height > style->height + HAIR)
        say (self, KHEO_PREFLIGHT_ERROR, "clipped", box,
             g_strdup_printf (_ ("“%s” reaches over the edge"), label->text));
    }
  say_rest (self, KHEO_PREFLIGHT_ERROR);
}

static void
check_type (Check *self, const KheoChartLayout *layout)
{
  const KheoChartLabel *smallest = NULL;
  double                least = kheo_preflight_smallest_type (self->paper);
  g_autofree char      *size = NULL, *wanted = NULL, *metres = NULL;

  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);

      if (smallest == NULL || label->font_size < smallest->font_size)
        smallest = label;
    }
  if (smallest == NULL || smallest->font_size + HAIR >= least)
    return;
  size = kheo_number_format_decimal (smallest->font_size, 1);
  wanted = kheo_number_format_decimal (least, 1);
  metres = kheo_number_format_decimal (kheo_preflight_distance (self->paper), 1);
  say (
      self, KHEO_PREFLIGHT_WARNING, "small-type", &smallest->box,
      /* Translators: sizes of type, in points, and a distance in metres. */
      g_strdup_printf (_ ("“%s” is set in %s points; from %s m, as such a sheet is read, one needs "
                          "%s points: take larger paper or show fewer"),
                       smallest->text, size, metres, wanted));
}

static void
check_contrast (Check *self, const KheoChartLayout *layout)
{
  double large = LARGE_TYPE * ratio_to_a4 (self->paper);

  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);
      KheoColor             ink, ground;
      double                contrast;

      kheo_chart_layout_get_label_ink (layout, i, &ink, &ground);
      contrast = kheo_color_contrast (ink, ground);
      if (contrast + 0.05 < (label->font_size >= large ? CONTRAST_LARGE : CONTRAST))
        {
          g_autofree char *written = kheo_number_format_decimal (contrast, 1);

          say (self, KHEO_PREFLIGHT_WARNING, "contrast", &label->box,
               g_strdup_printf (_ ("“%s” is faint on its ground (contrast %s : 1)"), label->text,
                                written));
        }
    }
  say_rest (self, KHEO_PREFLIGHT_WARNING);
}

static void
check_shortened (Check *self, const KheoChartLayout *layout)
{
  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);

      if (label->shortened)
        say (self, KHEO_PREFLIGHT_NOTE, "shortened", &label->box,
             g_strdup_printf (_ ("“%s” is shown shortened"), label->text));
    }
  say_rest (self, KHEO_PREFLIGHT_NOTE);
}

/* ---- Figures ---- */

static const KheoBox *
find_category (const KheoChartLayout *layout, guint category)
{
  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);

      if (label->type == KHEO_CHART_LABEL_CATEGORY && label->category == (int) category)
        return &label->box;
    }
  return NULL;
}

/* Whole categories: of parts of one, missing mostly means that there was none. */
static void
check_figures (Check *self, const KheoChartLayout *layout)
{
  const KheoChartData *data = kheo_chart_layout_get_data (layout);
  guint                n = kheo_chart_data_get_n_categories (data), n_missing = 0;

  for (guint c = 0; c < n; c++)
    n_missing += isnan (kheo_chart_data_get_category_total (data, c)) ? 1 : 0;
  if (n_missing == n)
    {
      say (self, KHEO_PREFLIGHT_ERROR, "no-figures", NULL,
           g_strdup_printf (_ ("“%s” has no figures"),
                            kheo_chart_data_get_text (data, KHEO_CHART_TEXT_TITLE)));
      return;
    }
  for (guint c = 0; c < n && n_missing > 0; c++)
    if (isnan (kheo_chart_data_get_category_total (data, c)))
      say (self, KHEO_PREFLIGHT_WARNING, "missing", find_category (layout, c),
           g_strdup_printf (_ ("There is no figure of %s"),
                            kheo_chart_data_get_category_full_label (data, c)));
  say_rest (self, KHEO_PREFLIGHT_WARNING);
}

static void
check_rest (Check *self, const KheoChartLayout *layout)
{
  for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);

      if (mark->type == KHEO_CHART_MARK_REST)
        {
          g_autofree char *told = kheo_chart_layout_describe_mark (layout, i);

          say (self, KHEO_PREFLIGHT_NOTE, "not-shown", &mark->box,
               g_strdup_printf (_ ("Not all are shown one by one: %s"), told));
        }
    }
}

static void
check_chart (Check *self)
{
  const KheoChartLayout *layout = self->chart->layout;

  check_overlaps (self, layout);
  check_clipped (self, layout);
  check_type (self, layout);
  check_contrast (self, layout);
  check_figures (self, layout);
  check_rest (self, layout);
  check_shortened (self, layout);
}

/* ---- All ---- */

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const KheoPreflightFinding *one = *(const KheoPreflightFinding *const *) a;
  const KheoPreflightFinding *other = *(const KheoPreflightFinding *const *) b;

  if (one->severity != other->severity)
    return one->severity < other->severity ? 1 : -1;
  return one->page < other->page ? -1 : one->page > other->page;
}

static void
add_remarks (Check *self, const KheoPages *pages)
{
  for (guint i = 0; i < kheo_pages_get_n_remarks (pages); i++)
    {
      const KheoPagesRemark *remark = kheo_pages_get_remark (pages, i);
      KheoPreflightFinding  *finding = g_new0 (KheoPreflightFinding, 1);

      *finding = (KheoPreflightFinding){ (KheoPreflightSeverity) remark->severity, remark->code,
                                         g_strdup (remark->message), remark->page, remark->box };
      g_ptr_array_add (self->findings, finding);
    }
}

/* Onto the sheets that the pages were cut over. */
static void
move_to_tiles (GPtrArray *findings, const KheoPages *pages)
{
  for (guint i = 0; i < findings->len; i++)
    {
      KheoPreflightFinding *finding = findings->pdata[i];
      KheoBox               box = finding->box;

      kheo_pages_locate (pages, finding->page, &box, &finding->page, &finding->box);
    }
}

GPtrArray *
kheo_preflight (const KheoPages *pages, gint64 made_at, gint64 changed_at)
{
  const KheoPages *origin = kheo_pages_get_origin (pages);
  Check            check = { .findings = g_ptr_array_new_with_free_func (finding_free) };

  check.paper = kheo_pages_get_paper (origin != NULL ? origin : pages);
  for (guint i = 0; i < kheo_pages_get_n_charts (origin != NULL ? origin : pages); i++)
    {
      check.chart = kheo_pages_get_chart (origin != NULL ? origin : pages, i);
      check.code = NULL;
      check_chart (&check);
    }
  add_remarks (&check, origin != NULL ? origin : pages);
  if (origin != NULL)
    move_to_tiles (check.findings, pages);
  check.chart = NULL;
  check.code = NULL;
  if (made_at != 0 && changed_at > made_at)
    say (&check, KHEO_PREFLIGHT_WARNING, "old-figures", NULL,
         g_strdup (_ ("Figures were changed since this was made: make it again")));
  g_ptr_array_sort (check.findings, compare_findings);
  return check.findings;
}
