#include "kheo-pages-private.h"

#include "kheo-binder.h"
#include "kheo-picture.h"

#define DEFAULT_DPI 192

struct _KheoPages
{
  int            ref_count;
  KheoPaper      paper;
  guint          n_pages;
  char          *title, *description;
  GArray        *entries; /* KheoPagesEntry */
  GArray        *charts;  /* KheoPagesChart */
  GArray        *remarks; /* KheoPagesRemark */
  KheoPagesDraw  draw;
  gpointer       content; /* owned by free_content */
  GDestroyNotify free_content;

  KheoPages      *origin; /* owned; NULL: of its own */
  KheoPagesLocate locate;
};

static void
entry_clear (gpointer data)
{
  g_free (((KheoPagesEntry *) data)->title);
}

static void
remark_clear (gpointer item)
{
  g_free (((KheoPagesRemark *) item)->message);
}

static void
chart_clear (gpointer data)
{
  kheo_chart_layout_unref (((KheoPagesChart *) data)->layout);
}

KheoPages *
kheo_pages_new (KheoPaper      paper,
                guint          n_pages,
                KheoPagesDraw  draw,
                gpointer       content,
                GDestroyNotify free_content)
{
  KheoPages *self = g_new0 (KheoPages, 1);

  self->ref_count = 1;
  self->paper = paper;
  self->n_pages = n_pages;
  self->draw = draw;
  self->content = content;
  self->free_content = free_content;
  self->entries = g_array_new (FALSE, FALSE, sizeof (KheoPagesEntry));
  self->charts = g_array_new (FALSE, FALSE, sizeof (KheoPagesChart));
  self->remarks = g_array_new (FALSE, FALSE, sizeof (KheoPagesRemark));
  g_array_set_clear_func (self->remarks, remark_clear);
  g_array_set_clear_func (self->entries, entry_clear);
  g_array_set_clear_func (self->charts, chart_clear);
  kheo_pages_set_texts (self, "", "");
  return self;
}

void
kheo_pages_set_texts (KheoPages *self, const char *title, const char *description)
{
  g_free (self->title);
  g_free (self->description);
  self->title = g_strdup (title);
  self->description = g_strdup (description);
}

void
kheo_pages_add_entry (KheoPages *self, guint page, const char *title)
{
  KheoPagesEntry entry = { page, g_strdup (title) };

  g_array_append_val (self->entries, entry);
}

guint
kheo_pages_get_n_entries (const KheoPages *self)
{
  return self->entries->len;
}

const KheoPagesEntry *
kheo_pages_get_entry (const KheoPages *self, guint index)
{
  return &g_array_index (self->entries, KheoPagesEntry, index);
}

void
kheo_pages_add_chart (KheoPages *self, guint page, double x, double y, KheoChartLayout *layout)
{
  KheoPagesChart chart = { page, x, y, kheo_chart_layout_ref (layout) };

  g_array_append_val (self->charts, chart);
}

void
kheo_pages_add_remark (KheoPages *self, const KheoPagesRemark *remark)
{
  g_array_append_vals (self->remarks, remark, 1);
}

guint
kheo_pages_get_n_remarks (const KheoPages *self)
{
  return self->remarks->len;
}

const KheoPagesRemark *
kheo_pages_get_remark (const KheoPages *self, guint index)
{
  return &g_array_index (self->remarks, KheoPagesRemark, index);
}

guint
kheo_pages_get_n_charts (const KheoPages *self)
{
  return self->charts->len;
}

const KheoPagesChart *
kheo_pages_get_chart (const KheoPages *self, guint index)
{
  return &g_array_index (self->charts, KheoPagesChart, index);
}

void
kheo_pages_set_origin (KheoPages *self, KheoPages *origin, KheoPagesLocate locate)
{
  self->origin = kheo_pages_ref (origin);
  self->locate = locate;
}

KheoPages *
kheo_pages_get_origin (const KheoPages *self)
{
  return self->origin;
}

void
kheo_pages_locate (
    const KheoPages *self, guint page, const KheoBox *box, guint *out_page, KheoBox *out_box)
{
  self->locate (self->content, page, box, out_page, out_box);
}

KheoPages *
kheo_pages_ref (KheoPages *self)
{
  self->ref_count++;
  return self;
}

void
kheo_pages_unref (KheoPages *self)
{
  if (--self->ref_count > 0)
    return;
  self->free_content (self->content);
  g_clear_pointer (&self->origin, kheo_pages_unref);
  g_array_unref (self->entries);
  g_array_unref (self->charts);
  g_array_unref (self->remarks);
  g_free (self->title);
  g_free (self->description);
  g_free (self);
}

static void
draw_chart (gconstpointer content, guint page, cairo_t *cr)
{
  kheo_chart_draw (content, cr);
}

KheoPages *
kheo_pages_new_for_chart (KheoChartKind  kind,
                          KheoChartData *data,
                          KheoPaper      paper,
                          KheoChartTheme theme,
                          const char    *font_family)
{
  g_autofree char *sentence = kheo_chart_describe (kind, data);
  KheoChartStyle   style;
  KheoChartLayout *layout;
  KheoPages       *self;

  kheo_chart_style_for_paper (&style, theme, paper);
  if (font_family != NULL)
    style.font_family = font_family;
  layout = kheo_chart_layout (kind, data, &style);
  self = kheo_pages_new (paper, 1, draw_chart, layout, (GDestroyNotify) kheo_chart_layout_unref);
  kheo_pages_add_chart (self, 0, 0, 0, layout);
  kheo_pages_set_texts (self, kheo_chart_data_get_text (data, KHEO_CHART_TEXT_TITLE), sentence);
  return self;
}

/* ---- Several joined ---- */

static void
draw_joined (gconstpointer content, guint page, cairo_t *cr)
{
  const GPtrArray *parts = content;

  for (guint i = 0; i < parts->len; i++)
    {
      KheoPages *part = parts->pdata[i];

      if (page < part->n_pages)
        {
          kheo_pages_draw (part, page, cr);
          return;
        }
      page -= part->n_pages;
    }
}

KheoPages *
kheo_pages_new_joined (KheoPages *const *parts, const char *const *titles, guint n_parts)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_pages_unref);
  KheoPages *self =
      kheo_pages_new (parts[0]->paper, 0, draw_joined, kept, (GDestroyNotify) g_ptr_array_unref);

  kheo_pages_set_texts (self, parts[0]->title, parts[0]->description);
  for (guint i = 0; i < n_parts; i++)
    {
      g_ptr_array_add (kept, kheo_pages_ref (parts[i]));
      kheo_pages_add_entry (self, self->n_pages, titles[i]);
      for (guint k = 0; k < parts[i]->charts->len; k++)
        {
          const KheoPagesChart *chart = kheo_pages_get_chart (parts[i], k);

          kheo_pages_add_chart (self, self->n_pages + chart->page, chart->x, chart->y,
                                chart->layout);
        }
      for (guint k = 0; k < parts[i]->remarks->len; k++)
        {
          KheoPagesRemark remark = *kheo_pages_get_remark (parts[i], k);

          remark.message = g_strdup (remark.message);
          remark.page += self->n_pages;
          kheo_pages_add_remark (self, &remark);
        }
      self->n_pages += parts[i]->n_pages;
    }
  return self;
}

guint
kheo_pages_get_n_pages (const KheoPages *self)
{
  return self->n_pages;
}

KheoPaper
kheo_pages_get_paper (const KheoPages *self)
{
  return self->paper;
}

const char *
kheo_pages_get_title (const KheoPages *self)
{
  return self->title;
}

const char *
kheo_pages_get_description (const KheoPages *self)
{
  return self->description;
}

void
kheo_pages_draw (const KheoPages *self, guint page, cairo_t *cr)
{
  g_return_if_fail (self != NULL && page < self->n_pages && cr != NULL);

  cairo_save (cr);
  self->draw (self->content, page, cr);
  cairo_restore (cr);
}

static void
draw_page (guint page, cairo_t *cr, gpointer user_data)
{
  kheo_pages_draw (user_data, page, cr);
}

static KheoPicture
picture_of (const KheoPages *self)
{
  return (KheoPicture){
    .width = self->paper.width,
    .height = self->paper.height,
    .n_pages = self->n_pages,
    .title = self->title,
    .description = self->description,
    .draw = draw_page,
    .user_data = (gpointer) self,
  };
}

gboolean
kheo_pages_export_pdf (const KheoPages *self,
                       const char      *path,
                       const char      *author,
                       KheoProgress    *progress,
                       GError         **error)
{
  const KheoBinderWords words = { self->title, self->description, author };
  g_autoptr (KheoBinder) binder = kheo_binder_new (path, &words, error);

  return binder != NULL && kheo_binder_add (binder, self, NULL, progress, error) &&
         kheo_binder_close (binder, error);
}

gboolean
kheo_pages_export_image (const KheoPages *self,
                         guint            page,
                         const char      *path,
                         KheoChartFormat  format,
                         double           dpi,
                         GError         **error)
{
  KheoPicture picture = picture_of (self);

  g_return_val_if_fail (page < self->n_pages && format != KHEO_CHART_PDF, FALSE);

  if (format == KHEO_CHART_SVG)
    return kheo_picture_write_svg (&picture, page, path, error);
  return kheo_picture_write_png (&picture, page, dpi > 0 ? dpi : DEFAULT_DPI, path, error);
}
