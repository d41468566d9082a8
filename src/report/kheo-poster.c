/*
 * A poster on an office's printer: the page is cut over sheets that are pasted together.
 *
 *   ┌ sheet ─────────────┐   Each sheet shows a window of the poster inside a white edge that any
 *   │  ┌──────────────┐  │   printer leaves; the edge holds marks and the sheet's name.  The
 *   │  │ window   ┊ov.│  │   window of the next sheet begins where ┊ stands: cut its left edge,
 *   │  └──────────────┘  │   paste it over the strip behind ┊.
 *   │  row 1, column 2   │
 *   └────────────────────┘
 */
#include "kheo-pages-private.h"

#include "kheo-typeset.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define EDGE        (10 * KHEO_POINTS_PER_MM)
#define MARK_LENGTH (5 * KHEO_POINTS_PER_MM)
#define MARK_GAP    (1 * KHEO_POINTS_PER_MM)
#define HAIRLINE    0.4
#define LABEL_SIZE  7.5
#define MAP_HEIGHT  (5.5 * KHEO_POINTS_PER_MM)

typedef struct
{
  KheoPages   *poster;  /* owned reference */
  KheoTypeset *typeset; /* owned */
  KheoPaper    poster_size, sheet;
  guint        n_columns, n_rows;
  double       width, height;    /* of a window */
  double       step_x, step_y;   /* from window to window */
  double       start_x, start_y; /* of the first window in the poster; ≤ 0: it is in the middle */
} Tiling;

static guint
count (double whole, double window, double overlap)
{
  return (guint) MAX (1, ceil ((whole - overlap) / (window - overlap) - 1e-9));
}

static void
measure (Tiling *self, KheoPaper sheet, double overlap)
{
  double across, down;

  self->sheet = sheet;
  self->width = MAX (sheet.width - 2 * EDGE, sheet.width / 2);
  self->height = MAX (sheet.height - 2 * EDGE, sheet.height / 2);
  overlap = CLAMP (overlap, 0, MIN (self->width, self->height) / 4);
  self->n_columns = count (self->poster_size.width, self->width, overlap);
  self->n_rows = count (self->poster_size.height, self->height, overlap);
  self->step_x = self->width - overlap;
  self->step_y = self->height - overlap;
  across = (self->n_columns - 1) * self->step_x + self->width;
  down = (self->n_rows - 1) * self->step_y + self->height;
  self->start_x = (self->poster_size.width - across) / 2;
  self->start_y = (self->poster_size.height - down) / 2;
}

static guint
get_n_tiles (const Tiling *self)
{
  return self->n_columns * self->n_rows;
}

static void
tiling_free (gpointer data)
{
  Tiling *self = data;

  kheo_pages_unref (self->poster);
  kheo_typeset_free (self->typeset);
  g_free (self);
}

/* ---- Drawing ---- */

static void
line (cairo_t *cr, double x1, double y1, double x2, double y2)
{
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
}

/* Two strokes outside the corner of what is to be kept; @across, @down: -1 or 1, outwards. */
static void
draw_corner (cairo_t *cr, double x, double y, double across, double down)
{
  line (cr, x + across * MARK_GAP, y, x + across * (MARK_GAP + MARK_LENGTH), y);
  line (cr, x, y + down * MARK_GAP, x, y + down * (MARK_GAP + MARK_LENGTH));
}

static void
draw_marks (const Tiling *self, cairo_t *cr, guint column, guint row)
{
  double x = EDGE, y = EDGE, right = EDGE + self->width, bottom = EDGE + self->height;
  double left_over = -self->start_x, above = -self->start_y; /* white beside the poster */
  double strip_x = EDGE + self->step_x, strip_y = EDGE + self->step_y;
  double dash = 1.5;

  x += column == 0 ? left_over : 0;
  y += row == 0 ? above : 0;
  right -= column + 1 == self->n_columns ? left_over : 0;
  bottom -= row + 1 == self->n_rows ? above : 0;

  cairo_set_line_width (cr, HAIRLINE);
  draw_corner (cr, x, y, -1, -1);
  draw_corner (cr, right, y, 1, -1);
  draw_corner (cr, x, bottom, -1, 1);
  draw_corner (cr, right, bottom, 1, 1);
  cairo_stroke (cr);

  cairo_set_dash (cr, &dash, 1, 0);
  if (column + 1 < self->n_columns)
    {
      line (cr, strip_x, y - MARK_GAP - MARK_LENGTH, strip_x, y - MARK_GAP);
      line (cr, strip_x, bottom + MARK_GAP, strip_x, bottom + MARK_GAP + MARK_LENGTH);
    }
  if (row + 1 < self->n_rows)
    {
      line (cr, x - MARK_GAP - MARK_LENGTH, strip_y, x - MARK_GAP, strip_y);
      line (cr, right + MARK_GAP, strip_y, right + MARK_GAP + MARK_LENGTH, strip_y);
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* A little plan of all sheets with this one filled; gives its width. */
static double
draw_map (const Tiling *self, cairo_t *cr, guint column, guint row)
{
  double cell = MIN (MAP_HEIGHT / self->n_rows, MAP_HEIGHT / 2);
  double tall = cell, wide = cell * self->sheet.width / self->sheet.height;
  double width = wide * self->n_columns;
  double x = EDGE + self->step_x - width - MARK_LENGTH; /* beside the dashes */
  double y = self->sheet.height - EDGE + 2 * MARK_GAP;

  cairo_set_line_width (cr, HAIRLINE / 2);
  for (guint r = 0; r < self->n_rows; r++)
    for (guint c = 0; c < self->n_columns; c++)
      cairo_rectangle (cr, x + c * wide, y + r * tall, wide, tall);
  cairo_stroke (cr);
  cairo_rectangle (cr, x + column * wide, y + row * tall, wide, tall);
  cairo_fill (cr);
  return width;
}

static char *
name_sheet (const Tiling *self, guint tile)
{
  /* Translators: of a poster that is cut over sheets. */
  return g_strdup_printf (_ ("Sheet %u of %u: row %u, column %u"), tile % get_n_tiles (self) + 1,
                          get_n_tiles (self), tile % get_n_tiles (self) / self->n_columns + 1,
                          tile % self->n_columns + 1);
}

static void
draw_label (const Tiling *self, cairo_t *cr, guint tile, double room)
{
  KheoFace         face = { .size = LABEL_SIZE };
  g_autofree char *name = name_sheet (self, tile);
  g_autofree char *label =
      g_strdup_printf ("%s · %s · %s", name, kheo_pages_get_title (self->poster),
                       _ ("cut the left and upper edge at the marks, paste it over the dashes"));
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (KheoLine));
  double leading = kheo_typeset_line_height (self->typeset, face);
  double y = self->sheet.height - EDGE + 2 * MARK_GAP;

  kheo_typeset_wrap (self->typeset, face, label, room, lines);
  for (guint i = 0; i < MIN (lines->len, 2); i++)
    kheo_typeset_draw (self->typeset, cr, face, &g_array_index (lines, KheoLine, i),
                       EDGE + 2 * MARK_LENGTH, y + i * leading);
}

static void
draw_tile (gconstpointer content, guint tile, cairo_t *cr)
{
  const Tiling *self = content;
  guint         page = tile / get_n_tiles (self), at = tile % get_n_tiles (self);
  guint         column = at % self->n_columns, row = at / self->n_columns;
  double        room = self->step_x - 4 * MARK_LENGTH;

  cairo_save (cr);
  cairo_rectangle (cr, EDGE, EDGE, self->width, self->height);
  cairo_clip (cr);
  cairo_translate (cr, EDGE - self->start_x - column * self->step_x,
                   EDGE - self->start_y - row * self->step_y);
  cairo_rectangle (cr, 0, 0, self->poster_size.width, self->poster_size.height);
  cairo_clip (cr);
  kheo_pages_draw (self->poster, page, cr);
  cairo_restore (cr);

  cairo_set_source_rgb (cr, 0.25, 0.25, 0.25);
  draw_marks (self, cr, column, row);
  if (get_n_tiles (self) > 1)
    room -= draw_map (self, cr, column, row) + MARK_LENGTH;
  draw_label (self, cr, tile, room);
}

/* ---- Where something of the poster is ---- */

static void
locate (gconstpointer content, guint page, const KheoBox *box, guint *out_page, KheoBox *out_box)
{
  const Tiling *self = content;
  double        x = box->x + box->width / 2 - self->start_x;
  double        y = box->y + box->height / 2 - self->start_y;
  guint         column = (guint) CLAMP (x / self->step_x, 0, self->n_columns - 1.0);
  guint         row = (guint) CLAMP (y / self->step_y, 0, self->n_rows - 1.0);

  *out_page = page * get_n_tiles (self) + row * self->n_columns + column;
  *out_box = *box;
  out_box->x += EDGE - self->start_x - column * self->step_x;
  out_box->y += EDGE - self->start_y - row * self->step_y;
}

KheoPages *
kheo_pages_new_tiled (KheoPages *poster, KheoPaper sheet, double overlap_mm)
{
  Tiling    *self = g_new0 (Tiling, 1), turned;
  KheoPages *pages;
  guint      n;

  self->poster = kheo_pages_ref (poster);
  self->poster_size = kheo_pages_get_paper (poster);
  self->typeset = kheo_typeset_new (KHEO_CHART_FONT);
  turned = *self;
  measure (self, sheet, overlap_mm * KHEO_POINTS_PER_MM);
  measure (&turned, (KheoPaper){ sheet.height, sheet.width }, overlap_mm * KHEO_POINTS_PER_MM);
  if (get_n_tiles (&turned) < get_n_tiles (self))
    *self = turned;

  n = kheo_pages_get_n_pages (poster) * get_n_tiles (self);
  pages = kheo_pages_new (self->sheet, n, draw_tile, self, tiling_free);
  kheo_pages_set_texts (pages, kheo_pages_get_title (poster), kheo_pages_get_description (poster));
  kheo_pages_set_origin (pages, poster, locate);
  for (guint tile = 0; n > 1 && tile < n; tile++)
    {
      g_autofree char *name = name_sheet (self, tile);

      kheo_pages_add_entry (pages, tile, name);
    }
  return pages;
}
