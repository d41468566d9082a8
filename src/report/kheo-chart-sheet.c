#include "kheo-chart-sheet.h"

#include "kheo-pages-private.h"
#include "kheo-typeset.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define HEADING_SCALE  2.0
#define SUBTITLE_SCALE 1.1
#define FOOTER_SCALE   0.8
#define GUTTER_SCALE   2.2 /* between charts, in type sizes */
#define SMALLEST_TYPE  0.62

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
  [KHEO_SHEET_AUTO] = { "auto", N_ ("As suits them"), 0, { { 0 } } },
  [KHEO_SHEET_ONE] = { "one", N_ ("One on each sheet"), 1, { { 0, 0, 1, 1 } } },
  [KHEO_SHEET_BESIDE] = { "beside",
                          N_ ("Two side by side"),
                          2,
                          { { 0, 0, 0.5, 1 }, { 0.5, 0, 0.5, 1 } } },
  [KHEO_SHEET_ABOVE] = { "above",
                         N_ ("Two, one above the other"),
                         2,
                         { { 0, 0, 1, 0.5 }, { 0, 0.5, 1, 0.5 } } },
  [KHEO_SHEET_LEAD] = { "lead",
                        N_ ("One large, two small"),
                        3,
                        { { 0, 0, 0.58, 1 }, { 0.58, 0, 0.42, 0.5 }, { 0.58, 0.5, 0.42, 0.5 } } },
  [KHEO_SHEET_FOUR] = { "four",
                        N_ ("Four"),
                        4,
                        { { 0, 0, 0.5, 0.5 },
                          { 0.5, 0, 0.5, 0.5 },
                          { 0, 0.5, 0.5, 0.5 },
                          { 0.5, 0.5, 0.5, 0.5 } } },
  [KHEO_SHEET_SIX] = { "six", N_ ("Six"), 6, { { 0 } } },
  [KHEO_SHEET_NINE] = { "nine", N_ ("Nine"), 9, { { 0 } } },
};

const char *
kheo_sheet_layout_to_name (KheoSheetLayout layout)
{
  return layouts[layout].name;
}

gboolean
kheo_sheet_layout_from_name (const char *name, KheoSheetLayout *out_layout)
{
  for (guint i = 0; i < KHEO_N_SHEET_LAYOUTS; i++)
    if (g_strcmp0 (name, layouts[i].name) == 0)
      {
        *out_layout = (KheoSheetLayout) i;
        return TRUE;
      }
  return FALSE;
}

const char *
kheo_sheet_layout_title (KheoSheetLayout layout)
{
  return _ (layouts[layout].title);
}

/* ---- Making ---- */

typedef struct
{
  KheoLine  line;
  KheoFace  face;
  KheoColor color;
  guint     page;
  double    x, y;
} SheetLine;

typedef struct
{
  KheoPages   *pages;   /* borrowed: they own this */
  KheoTypeset *typeset; /* owned */
  GPtrArray   *texts;   /* owned strings that lines point into */
  GArray      *lines;   /* SheetLine */
} Content;

static void
content_free (gpointer data)
{
  Content *self = data;

  kheo_typeset_free (self->typeset);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->lines);
  g_free (self);
}

static void
draw (gconstpointer data, guint page, cairo_t *cr)
{
  const Content *self = data;

  for (guint i = 0; i < kheo_pages_get_n_charts (self->pages); i++)
    {
      const KheoPagesChart *chart = kheo_pages_get_chart (self->pages, i);

      if (chart->page != page)
        continue;
      cairo_save (cr);
      cairo_translate (cr, chart->x, chart->y);
      kheo_chart_draw (chart->layout, cr);
      cairo_restore (cr);
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      const SheetLine *line = &g_array_index (self->lines, SheetLine, i);

      if (line->page != page)
        continue;
      cairo_set_source_rgb (cr, line->color.red, line->color.green, line->color.blue);
      kheo_typeset_draw (self->typeset, cr, line->face, &line->line, line->x, line->y);
    }
}

/* Sets @text on every page, balanced in nothing, broken at @width; the height it takes. */
static double
set_text (Content *self, const char *text, KheoFace face, KheoColor color, const KheoBox *box)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (KheoLine));
  double leading = kheo_typeset_line_height (self->typeset, face);
  char  *kept = g_strdup (text);

  g_ptr_array_add (self->texts, kept);
  kheo_typeset_wrap (self->typeset, face, kept, box->width, lines);
  for (guint page = 0; page < kheo_pages_get_n_pages (self->pages); page++)
    for (guint i = 0; i < lines->len; i++)
      {
        SheetLine line = {
          g_array_index (lines, KheoLine, i), face, color, page, box->x, box->y + i * leading
        };

        g_array_append_val (self->lines, line);
      }
  return lines->len * leading;
}

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

static KheoSheetLayout
choose (const KheoChartSheet *sheet, guint n)
{
  gboolean wide = sheet->paper.width >= sheet->paper.height;

  if (sheet->layout != KHEO_SHEET_AUTO)
    return sheet->layout;
  if (n <= 1)
    return KHEO_SHEET_ONE;
  if (n == 2)
    return wide ? KHEO_SHEET_BESIDE : KHEO_SHEET_ABOVE;
  return n == 3   ? KHEO_SHEET_LEAD
         : n == 4 ? KHEO_SHEET_FOUR
         : n <= 6 ? KHEO_SHEET_SIX
                  : KHEO_SHEET_NINE;
}

static Place
get_place (KheoSheetLayout layout, guint index, gboolean wide)
{
  Place place = layouts[layout].places[index];
  guint columns = layout == KHEO_SHEET_SIX && !wide ? 2 : 3, rows;

  if (layout == KHEO_SHEET_SIX || layout == KHEO_SHEET_NINE)
    {
      rows = layouts[layout].n_places / columns;
      return (Place){ (double) (index % columns) / columns, (double) (index / columns) / rows,
                      1.0 / columns, 1.0 / rows };
    }
  if (layout == KHEO_SHEET_LEAD && !wide)
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

static void
add_chart (Content                  *self,
           const KheoChartStyle     *sheet_style,
           const KheoChartSheetItem *item,
           KheoChartData            *data,
           guint                     page,
           const KheoBox            *box)
{
  KheoChartStyle   style = *sheet_style;
  double           share = hypot (box->width, box->height) / hypot (style.width, style.height);
  KheoChartLayout *layout;

  style.width = box->width;
  style.height = box->height;
  style.font_size *= MAX (SMALLEST_TYPE, pow (share, 0.45));
  style.margin = 0;
  style.background.alpha = 0;
  layout = kheo_chart_layout (item->kind, data, &style);
  kheo_pages_add_chart (self->pages, page, box->x, box->y, layout);
  kheo_pages_add_entry (self->pages, page,
                        kheo_chart_data_get_text (item->data, KHEO_CHART_TEXT_TITLE));
  kheo_chart_layout_unref (layout);
}

/* Source and day at the bottom of @room, beside each other when they fit; the height they take. */
static double
set_feet (Content                  *self,
          const KheoChartStyle     *style,
          const KheoChartSheetItem *items,
          guint                     n,
          const KheoBox            *room)
{
  const char *source = find_common (items, n, KHEO_CHART_TEXT_SOURCE);
  const char *date = find_common (items, n, KHEO_CHART_TEXT_DATE);
  KheoFace    face = { .size = style->font_size * FOOTER_SCALE };
  double      leading = kheo_typeset_line_height (self->typeset, face), height = 0;
  double      wide[2] = { source != NULL ? kheo_typeset_width (self->typeset, face, source) : 0,
                     date != NULL ? kheo_typeset_width (self->typeset, face, date) : 0 };
  gboolean beside = wide[0] + wide[1] + 3 * face.size <= room->width;
  KheoBox  at = *room;

  if (date != NULL)
    {
      height = leading * kheo_typeset_wrap (self->typeset, face, date, room->width, NULL);
      at.y = room->y + room->height - height;
      at.x = beside && source != NULL ? room->x + room->width - wide[1] - 0.1 : room->x;
      set_text (self, date, face, style->muted, &at);
    }
  if (source != NULL)
    {
      height = (beside ? 0 : height) +
               leading * kheo_typeset_wrap (self->typeset, face, source, room->width, NULL);
      at.x = room->x;
      at.y = room->y + room->height - height;
      set_text (self, source, face, style->muted, &at);
    }
  return height;
}

/* Heading above, source and day below; cuts their room off @free. */
static void
set_frame (Content                  *self,
           const KheoChartSheet     *sheet,
           const KheoChartStyle     *style,
           const KheoChartSheetItem *items,
           guint                     n,
           KheoBox                  *free_room)
{
  const char *subtitle = find_common (items, n, KHEO_CHART_TEXT_SUBTITLE);
  double      size = style->font_size, top = free_room->y, bottom, foot;
  KheoBox     box = *free_room;

  if (sheet->heading != NULL && *sheet->heading != '\0')
    box.y += set_text (self, sheet->heading, (KheoFace){ size * HEADING_SCALE, TRUE, FALSE },
                       style->text, &box);
  if (subtitle != NULL)
    box.y += set_text (self, subtitle, (KheoFace){ size * SUBTITLE_SCALE, FALSE, FALSE },
                       style->muted, &box);
  if (box.y > top)
    box.y += size * 1.6;

  bottom = free_room->y + free_room->height;
  foot = set_feet (self, style, items, n, free_room);
  box.height = MAX (bottom - box.y - foot - (foot > 0 ? size * 1.2 : 0), 1);
  *free_room = box;
}

KheoPages *
kheo_pages_new_for_sheet (const KheoChartSheet *sheet, const KheoChartSheetItem *items, guint n)
{
  KheoSheetLayout layout = choose (sheet, n);
  guint           n_places = layouts[layout].n_places, n_pages = (n + n_places - 1) / n_places;
  gboolean        wide = sheet->paper.width >= sheet->paper.height;
  const char     *family = sheet->font_family != NULL ? sheet->font_family : KHEO_CHART_FONT;
  const char     *first_title = kheo_chart_data_get_text (items[0].data, KHEO_CHART_TEXT_TITLE);
  GString        *sentences = g_string_new (NULL);
  Content        *self = g_new0 (Content, 1);
  KheoPages      *pages = kheo_pages_new (sheet->paper, n_pages, draw, self, content_free);
  KheoChartStyle  style;
  double          gutter, margin;
  KheoBox         room;

  kheo_chart_style_for_paper (&style, sheet->theme, sheet->paper);
  style.font_family = family;
  margin = style.margin * 0.8;
  gutter = style.font_size * GUTTER_SCALE;
  room = (KheoBox){ margin, margin, sheet->paper.width - 2 * margin,
                    sheet->paper.height - 2 * margin };
  self->pages = pages;
  self->typeset = kheo_typeset_new (family);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->lines = g_array_new (FALSE, FALSE, sizeof (SheetLine));
  set_frame (self, sheet, &style, items, n, &room);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KheoChartData) data = strip (items, n, i);
      g_autofree char *sentence = kheo_chart_describe (items[i].kind, items[i].data);
      Place            place = get_place (layout, i % n_places, wide);
      /* As if there were one more gutter at the right and below, which no chart uses. */
      double  all_width = room.width + gutter, all_height = room.height + gutter;
      KheoBox box = { room.x + place.x * all_width, room.y + place.y * all_height,
                      place.width * all_width - gutter, place.height * all_height - gutter };

      box.width = MAX (box.width, 1);
      box.height = MAX (box.height, 1);
      add_chart (self, &style, &items[i], data, i / n_places, &box);
      g_string_append_printf (sentences, "%s%s", i > 0 ? "\n" : "", sentence);
    }
  kheo_pages_set_texts (
      pages, sheet->heading != NULL && *sheet->heading != '\0' ? sheet->heading : first_title,
      sentences->str);
  g_string_free (sentences, TRUE);
  return pages;
}
