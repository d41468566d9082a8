#include "kheo-chart-sheet.h"

#include "kheo-page-frame.h"
#include "kheo-pages-private.h"

#include <glib/gi18n-lib.h>

#define MOST_PLACES 9

/* A place on the sheet in shares of its room. */
typedef struct
{
  double x, y, width, height;
} Place;

static const struct
{
  const char *name;
  const char *title; /* N_() */
  guint       n_places;
  Place       places[MOST_PLACES]; /* for wide paper; LEAD and SIX are turned on upright paper */
} layouts[KHEO_N_SHEET_LAYOUTS] = {
  [KHEO_CHART_SHEET_AUTO] = { "auto", N_ ("As suits them"), 0, { { 0 } } },
  [KHEO_CHART_SHEET_ONE] = { "one", N_ ("One on each sheet"), 1, { { 0, 0, 1, 1 } } },
  [KHEO_CHART_SHEET_BESIDE] = { "beside",
                                N_ ("Two side by side"),
                                2,
                                { { 0, 0, 0.5, 1 }, { 0.5, 0, 0.5, 1 } } },
  [KHEO_CHART_SHEET_ABOVE] = { "above",
                               N_ ("Two, one above the other"),
                               2,
                               { { 0, 0, 1, 0.5 }, { 0, 0.5, 1, 0.5 } } },
  [KHEO_CHART_SHEET_LEAD] = { "lead",
                              N_ ("One large, two small"),
                              3,
                              { { 0, 0, 0.58, 1 },
                                { 0.58, 0, 0.42, 0.5 },
                                { 0.58, 0.5, 0.42, 0.5 } } },
  [KHEO_CHART_SHEET_FOUR] = { "four",
                              N_ ("Four"),
                              4,
                              { { 0, 0, 0.5, 0.5 },
                                { 0.5, 0, 0.5, 0.5 },
                                { 0, 0.5, 0.5, 0.5 },
                                { 0.5, 0.5, 0.5, 0.5 } } },
  [KHEO_CHART_SHEET_SIX] = { "six", N_ ("Six"), 6, { { 0 } } },
  [KHEO_CHART_SHEET_NINE] = { "nine", N_ ("Nine"), 9, { { 0 } } },
  [KHEO_CHART_SHEET_BOARD] = { "board", N_ ("As on the board"), 0, { { 0 } } },
};

const char *
kheo_chart_sheet_layout_to_name (KheoChartSheetLayout layout)
{
  return layouts[layout].name;
}

gboolean
kheo_chart_sheet_layout_from_name (const char *name, KheoChartSheetLayout *out_layout)
{
  for (guint i = 0; i < KHEO_N_SHEET_LAYOUTS; i++)
    if (g_strcmp0 (name, layouts[i].name) == 0)
      {
        *out_layout = (KheoChartSheetLayout) i;
        return TRUE;
      }
  return FALSE;
}

const char *
kheo_chart_sheet_layout_title (KheoChartSheetLayout layout)
{
  return _ (layouts[layout].title);
}

/* ---- Making ---- */

/* What all charts say alike, NULL when they do not. */
static const char *
find_common (const KheoChartSheetItem *items, guint n, KheoChartText which)
{
  const char *first = kheo_chart_data_get_text (items[0].data, which);

  for (guint i = 1; i < n; i++)
    if (g_strcmp0 (first, kheo_chart_data_get_text (items[i].data, which)) != 0)
      return NULL;
  return *first != '\0' ? first : NULL;
}

static KheoChartSheetLayout
choose (const KheoChartSheet *sheet, guint n)
{
  gboolean wide = sheet->paper.width >= sheet->paper.height;

  if (sheet->layout != KHEO_CHART_SHEET_AUTO && sheet->layout != KHEO_CHART_SHEET_BOARD)
    return sheet->layout;
  if (n <= 1)
    return KHEO_CHART_SHEET_ONE;
  if (n == 2)
    return wide ? KHEO_CHART_SHEET_BESIDE : KHEO_CHART_SHEET_ABOVE;
  return n == 3   ? KHEO_CHART_SHEET_LEAD
         : n == 4 ? KHEO_CHART_SHEET_FOUR
         : n <= 6 ? KHEO_CHART_SHEET_SIX
                  : KHEO_CHART_SHEET_NINE;
}

static Place
get_place (KheoChartSheetLayout layout, guint index, gboolean wide)
{
  Place place = layouts[layout].places[index];
  guint columns = layout == KHEO_CHART_SHEET_SIX && !wide ? 2 : 3, rows;

  if (layout == KHEO_CHART_SHEET_SIX || layout == KHEO_CHART_SHEET_NINE)
    {
      rows = layouts[layout].n_places / columns;
      return (Place){ (double) (index % columns) / columns, (double) (index / columns) / rows,
                      1.0 / columns, 1.0 / rows };
    }
  if (layout == KHEO_CHART_SHEET_LEAD && !wide)
    return (Place){ place.y, place.x, place.height, place.width };
  return place;
}

/* A copy without the words that stand once on the sheet. */
static KheoChartData *
strip (const KheoChartSheetItem *items, guint n, guint index)
{
  static const KheoChartText once[] = { KHEO_CHART_TEXT_SUBTITLE, KHEO_CHART_TEXT_SOURCE,
                                        KHEO_CHART_TEXT_DATE };

  KheoChartData *data = kheo_chart_data_copy (items[index].data);

  for (guint i = 0; i < G_N_ELEMENTS (once); i++)
    if (find_common (items, n, once[i]) != NULL)
      kheo_chart_data_set_text (data, once[i], "");
  return data;
}

KheoPages *
kheo_pages_new_for_sheet (const KheoChartSheet *sheet, const KheoChartSheetItem *items, guint n)
{
  KheoChartSheetLayout layout = choose (sheet, n);
  guint                n_places = layouts[layout].n_places;
  gboolean             wide = sheet->paper.width >= sheet->paper.height;
  gboolean             headed = sheet->heading != NULL && *sheet->heading != '\0';
  KheoPageFrame       *frame = kheo_page_frame_new (sheet->paper, sheet->theme, sheet->font_family);
  const KheoPageWords  words = { sheet->heading, find_common (items, n, KHEO_CHART_TEXT_SUBTITLE),
                                 find_common (items, n, KHEO_CHART_TEXT_SOURCE),
                                 find_common (items, n, KHEO_CHART_TEXT_DATE) };
  KheoBox              room = kheo_page_frame_surround (frame, &words);
  double               gutter = kheo_page_frame_get_gutter (frame);
  KheoPages           *pages = kheo_page_frame_make_pages (frame, (n + n_places - 1) / n_places);
  g_autoptr (GString) sentences = g_string_new (NULL);

  /* As if there were one more gutter at the right and below, which no chart uses. */
  room.width += gutter;
  room.height += gutter;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KheoChartData) data = strip (items, n, i);
      g_autofree char *sentence = kheo_chart_describe (items[i].kind, items[i].data);
      const char      *title = kheo_chart_data_get_text (items[i].data, KHEO_CHART_TEXT_TITLE);
      Place            place = get_place (layout, i % n_places, wide);
      KheoBox          box = { room.x + place.x * room.width, room.y + place.y * room.height,
                               place.width * room.width - gutter, place.height * room.height - gutter };

      kheo_page_frame_add_chart (frame, i / n_places, items[i].kind, data, title, &box);
      g_string_append_printf (sentences, "%s%s", i > 0 ? "\n" : "", sentence);
    }
  kheo_pages_set_texts (pages,
                        headed ? sheet->heading
                               : kheo_chart_data_get_text (items[0].data, KHEO_CHART_TEXT_TITLE),
                        sentences->str);
  return pages;
}
