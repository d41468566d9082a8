#include "kheo-page-frame.h"

#include "kheo-pages-private.h"

#include <math.h>

#define HEADING_SCALE  2.0
#define SUBTITLE_SCALE 1.1
#define FOOTER_SCALE   0.8
#define GUTTER_SCALE   2.2 /* in type sizes */
#define SMALLEST_TYPE  0.62

typedef struct
{
  KheoLine  line;
  KheoFace  face;
  KheoColor color;
  guint     page;
  double    x, y;
} FrameLine;

typedef struct
{
  KheoColor color;
  guint     page;
  KheoBox   box;
} FrameBox;

struct _KheoPageFrame
{
  KheoPages     *pages;  /* borrowed: they own this; NULL before they are made */
  char          *family; /* owned, for the style */
  KheoPaper      paper;
  KheoChartStyle style;
  KheoTypeset   *typeset; /* owned */
  GPtrArray     *texts;   /* owned strings that lines point into */
  GArray        *lines;   /* FrameLine */
  GArray        *boxes;   /* FrameBox */
};

KheoPageFrame *
kheo_page_frame_new (KheoPaper paper, KheoChartTheme theme, const char *family)
{
  KheoPageFrame *self = g_new0 (KheoPageFrame, 1);

  self->family = g_strdup (family != NULL ? family : KHEO_CHART_FONT);
  self->paper = paper;
  kheo_chart_style_for_paper (&self->style, theme, paper);
  self->style.font_family = self->family;
  self->typeset = kheo_typeset_new (self->family);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->lines = g_array_new (FALSE, FALSE, sizeof (FrameLine));
  self->boxes = g_array_new (FALSE, FALSE, sizeof (FrameBox));
  return self;
}

static void
frame_free (gpointer frame)
{
  KheoPageFrame *self = frame;

  g_free (self->family);
  kheo_typeset_free (self->typeset);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->lines);
  g_array_unref (self->boxes);
  g_free (self);
}

const KheoChartStyle *
kheo_page_frame_get_style (const KheoPageFrame *self)
{
  return &self->style;
}

KheoTypeset *
kheo_page_frame_get_typeset (KheoPageFrame *self)
{
  return self->typeset;
}

double
kheo_page_frame_get_gutter (const KheoPageFrame *self)
{
  return self->style.font_size * GUTTER_SCALE;
}

/* ---- Drawing ---- */

static void
set_color (cairo_t *cr, KheoColor color)
{
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha);
}

static void
draw_charts (const KheoPageFrame *self, guint page, cairo_t *cr)
{
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
}

static void
draw (gconstpointer data, guint page, cairo_t *cr)
{
  const KheoPageFrame *self = data;

  for (guint i = 0; i < self->boxes->len; i++)
    {
      const FrameBox *box = &g_array_index (self->boxes, FrameBox, i);

      if (box->page != page && box->page != KHEO_EVERY_PAGE)
        continue;
      set_color (cr, box->color);
      cairo_rectangle (cr, box->box.x, box->box.y, box->box.width, box->box.height);
      cairo_fill (cr);
    }
  draw_charts (self, page, cr);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const FrameLine *line = &g_array_index (self->lines, FrameLine, i);

      if (line->page != page && line->page != KHEO_EVERY_PAGE)
        continue;
      set_color (cr, line->color);
      kheo_typeset_draw (self->typeset, cr, line->face, &line->line, line->x, line->y);
    }
}

/* ---- Putting in ---- */

double
kheo_page_frame_add_text (KheoPageFrame *self,
                          guint          page,
                          const char    *text,
                          KheoFace       face,
                          KheoColor      color,
                          const KheoBox *box)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (KheoLine));
  double leading = kheo_typeset_line_height (self->typeset, face);
  char  *kept = g_strdup (text);

  g_ptr_array_add (self->texts, kept);
  kheo_typeset_wrap (self->typeset, face, kept, box->width, lines);
  for (guint i = 0; i < lines->len; i++)
    {
      FrameLine line = {
        g_array_index (lines, KheoLine, i), face, color, page, box->x, box->y + i * leading
      };

      g_array_append_val (self->lines, line);
    }
  return lines->len * leading;
}

void
kheo_page_frame_add_box (KheoPageFrame *self, guint page, KheoColor color, const KheoBox *box)
{
  FrameBox painted = { color, page, *box };

  g_array_append_val (self->boxes, painted);
}

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Source and day at the bottom of @room, beside each other when they fit; the height they take. */
static double
add_feet (KheoPageFrame *self, const KheoPageWords *words, const KheoBox *room)
{
  gboolean source = is_said (words->source), date = is_said (words->date);
  KheoFace face = { .size = self->style.font_size * FOOTER_SCALE };
  double   leading = kheo_typeset_line_height (self->typeset, face), height = 0;
  double   wide[2] = { source ? kheo_typeset_width (self->typeset, face, words->source) : 0,
                     date ? kheo_typeset_width (self->typeset, face, words->date) : 0 };
  gboolean beside = wide[0] + wide[1] + 3 * face.size <= room->width;
  KheoBox  at = *room;

  if (date)
    {
      height = leading * kheo_typeset_wrap (self->typeset, face, words->date, room->width, NULL);
      at.y = room->y + room->height - height;
      at.x = beside && source ? room->x + room->width - wide[1] - 0.1 : room->x;
      kheo_page_frame_add_text (self, KHEO_EVERY_PAGE, words->date, face, self->style.muted, &at);
    }
  if (source)
    {
      height = (beside ? 0 : height) +
               leading * kheo_typeset_wrap (self->typeset, face, words->source, room->width, NULL);
      at.x = room->x;
      at.y = room->y + room->height - height;
      kheo_page_frame_add_text (self, KHEO_EVERY_PAGE, words->source, face, self->style.muted, &at);
    }
  return height;
}

KheoBox
kheo_page_frame_surround (KheoPageFrame *self, const KheoPageWords *words)
{
  const KheoChartStyle *style = &self->style;
  double                size = style->font_size, margin = style->margin * 0.8, foot;
  const KheoBox         whole = { margin, margin, self->paper.width - 2 * margin,
                                  self->paper.height - 2 * margin };
  KheoBox               room = whole;

  if (is_said (words->heading))
    room.y += kheo_page_frame_add_text (self, KHEO_EVERY_PAGE, words->heading,
                                        (KheoFace){ size * HEADING_SCALE, TRUE, FALSE },
                                        style->text, &room);
  if (is_said (words->subtitle))
    room.y += kheo_page_frame_add_text (self, KHEO_EVERY_PAGE, words->subtitle,
                                        (KheoFace){ size * SUBTITLE_SCALE, FALSE, FALSE },
                                        style->muted, &room);
  if (room.y > whole.y)
    room.y += size * 1.6;
  foot = add_feet (self, words, &whole);
  room.height = MAX (whole.y + whole.height - room.y - foot - (foot > 0 ? size * 1.2 : 0), 1);
  return room;
}

KheoPages *
kheo_page_frame_make_pages (KheoPageFrame *self, guint n_pages)
{
  self->pages = kheo_pages_new (self->paper, n_pages, draw, self, frame_free);
  return self->pages;
}

void
kheo_page_frame_add_chart (KheoPageFrame *self,
                           guint          page,
                           KheoChartKind  kind,
                           KheoChartData *data,
                           const char    *title,
                           const KheoBox *box)
{
  KheoChartStyle   style = self->style;
  double           width = MAX (box->width, 1), height = MAX (box->height, 1);
  double           share = hypot (width, height) / hypot (style.width, style.height);
  KheoChartLayout *layout;

  style.width = width;
  style.height = height;
  style.font_size *= MAX (SMALLEST_TYPE, pow (share, 0.45));
  style.margin = 0;
  style.background.alpha = 0;
  layout = kheo_chart_layout (kind, data, &style);
  kheo_pages_add_chart (self->pages, page, box->x, box->y, layout);
  kheo_pages_add_entry (self->pages, page, title);
  kheo_chart_layout_unref (layout);
}
