#include "kheo-color.h"
#include "kheo-sheet-view-private.h"

#include <string.h>

/* What tells rows apart besides the sign in the gutter; alpha over the ground of light and dark. */
static const struct
{
  GdkRGBA     tint;
  const char *sign;
} looks[] = {
  [KHEO_ROW_PENDING] = { { 0, 0, 0, 0 }, "" },
  [KHEO_ROW_NEW] = { { 0.15f, 0.64f, 0.41f, 0.17f }, "+" },
  [KHEO_ROW_CHANGED] = { { 0.90f, 0.65f, 0.04f, 0.22f }, "≠" },
  [KHEO_ROW_UNCHANGED] = { { 0, 0, 0, 0 }, "=" },
  [KHEO_ROW_REFUSED] = { { 0.88f, 0.11f, 0.14f, 0.17f }, "!" },
};

static const GdkRGBA heading_tint = { 0.21f, 0.52f, 0.89f, 0.22f };
static const GdkRGBA group_tint = { 0.5f, 0.5f, 0.5f, 0.22f };
static const GdkRGBA error_color = { 0.88f, 0.11f, 0.14f, 1 };
static const GdkRGBA warning_color = { 0.90f, 0.60f, 0.0f, 1 };
static const GdkRGBA cursor_color = { 0.21f, 0.52f, 0.89f, 1 };
static const GdkRGBA fixed_tint = { 0.21f, 0.52f, 0.89f, 0.16f };
static const GdkRGBA mark_tint = { 0.96f, 0.76f, 0.07f, 0.45f };
static const GdkRGBA mark_color = { 0.90f, 0.60f, 0.0f, 1 };

typedef struct
{
  KheoSheetView *self;
  GtkSnapshot   *snapshot;
  GdkRGBA        text;
  GdkRGBA        ground;
  int            width, height;
  int            x, y; /* scrolled by */
} Pen;

static int
left_of (Pen *pen, guint column)
{
  return pen->self->gutter + g_array_index (pen->self->edges, int, column) - pen->x;
}

static void
fill (Pen *pen, const GdkRGBA *color, double x, double y, double width, double height)
{
  if (color->alpha > 0)
    gtk_snapshot_append_color (
        pen->snapshot, color,
        &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
frame (Pen *pen, const GdkRGBA *color, float size, const graphene_rect_t *area)
{
  GskRoundedRect outline;
  const float    widths[] = { size, size, size, size };
  const GdkRGBA  colors[] = { *color, *color, *color, *color };

  gsk_rounded_rect_init_from_rect (&outline, area, 2);
  gtk_snapshot_append_border (pen->snapshot, &outline, widths, colors);
}

typedef enum
{
  FACE_PLAIN,
  FACE_BOLD,
  FACE_DIM,
} Face;

/* Laying words out takes most of the time of a frame, and most of what a frame shows was shown by
 * the one before: so many are kept. */
#define MAX_TEXTS 4000u

/* One line in a box at 0, 0, cut with "…"; NULL: nothing to be seen. */
static GskRenderNode *
lay_out (Pen *pen, const char *text, Face face, PangoAlignment align, const GdkRectangle *box)
{
  PangoLayout   *layout = pen->self->layout;
  PangoAttrList *attributes = NULL;
  GtkSnapshot   *snapshot = gtk_snapshot_new ();
  GdkRGBA        color = pen->text;
  int            height;

  if (face == FACE_BOLD)
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
    }
  if (face == FACE_DIM)
    color.alpha *= 0.6f;
  pango_layout_set_attributes (layout, attributes);
  g_clear_pointer (&attributes, pango_attr_list_unref);
  pango_layout_set_width (layout, box->width * PANGO_SCALE);
  pango_layout_set_alignment (layout, align);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) ((box->height - height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  return gtk_snapshot_free_to_node (snapshot);
}

/* Writes one line into a box, cut with "…". */
static void
write_text (Pen *pen, const char *text, Face face, PangoAlignment align, const GdkRectangle *box)
{
  GHashTable      *texts = pen->self->texts;
  GskRenderNode   *node = NULL;
  g_autofree char *key = NULL;

  if (box->width <= 2 || *text == '\0')
    return;
  key = g_strdup_printf ("%d %d %d %d %s", face, align, box->width, box->height, text);
  node = g_hash_table_lookup (texts, key);
  if (node == NULL)
    {
      node = lay_out (pen, text, face, align, box);
      if (node == NULL)
        return;
      if (g_hash_table_size (texts) >= MAX_TEXTS)
        g_hash_table_remove_all (texts);
      g_hash_table_insert (texts, g_steal_pointer (&key), node);
    }
  gtk_snapshot_save (pen->snapshot);
  gtk_snapshot_translate (pen->snapshot, &GRAPHENE_POINT_INIT ((float) box->x, (float) box->y));
  gtk_snapshot_append_node (pen->snapshot, node);
  gtk_snapshot_restore (pen->snapshot);
}

static Face
face_of_row (KheoReviewRow row)
{
  switch ((KheoRowKind) row.kind)
    {
    case KHEO_ROW_DATA:
      return row.status == KHEO_ROW_UNCHANGED ? FACE_DIM : FACE_PLAIN;
    case KHEO_ROW_HEADING:
    case KHEO_ROW_GROUP:
    case KHEO_ROW_TITLE:
      return FACE_BOLD;
    case KHEO_ROW_CODES:
    case KHEO_ROW_SUBTOTAL:
    case KHEO_ROW_TOTAL:
    case KHEO_ROW_SIGNATURE:
    case KHEO_ROW_BLANK:
    case KHEO_ROW_NOTE:
    case KHEO_ROW_LEFT_OUT:
    default:
      return FACE_DIM;
    }
}

static const GdkRGBA *
tint_of_row (KheoReviewRow row)
{
  if (row.kind == KHEO_ROW_HEADING)
    return &heading_tint;
  if (row.kind == KHEO_ROW_GROUP)
    return &group_tint;
  return &looks[row.kind == KHEO_ROW_DATA ? row.status : KHEO_ROW_PENDING].tint;
}

/* How far the text of a cell may run: over its merge, or over the empty cells to its right. */
static int
text_width (Pen *pen, guint row, guint column)
{
  KheoSheetView   *self = pen->self;
  const KheoMerge *merge = kheo_sheet_find_merge (self->sheet, row, column);
  guint            end = column + 1;

  if (merge != NULL)
    end = MIN (merge->column + merge->columns, self->n_columns);
  else
    while (end < self->n_columns && kheo_sheet_get_cell (self->sheet, row, end) == NULL &&
           kheo_sheet_find_merge (self->sheet, row, end) == NULL)
      end++;
  return g_array_index (self->edges, int, end) - g_array_index (self->edges, int, column);
}

static void
draw_cell (Pen *pen, guint row, const KheoCell *cell, int y, Face face)
{
  KheoSheetView *self = pen->self;
  gboolean       number = cell->type == KHEO_CELL_NUMBER || cell->type == KHEO_CELL_DATE;
  int            own = g_array_index (self->edges, int, cell->column + 1) -
            g_array_index (self->edges, int, cell->column);
  const int        pad = 5;
  GdkRectangle     box = { left_of (pen, cell->column) + pad, y, 0, self->line };
  g_autofree char *text = kheo_sheet_view_dup_text (self, row, cell->column);

  box.width = (number ? own : text_width (pen, row, cell->column)) - 2 * pad;
  write_text (pen, text, face, number ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT, &box);
}

/* A corner for what a person corrected, a line below for what changes a record of the book. */
static void
draw_corrections (Pen *pen, guint row, guint column, int x, int y)
{
  KheoSheetView *self = pen->self;
  const char *fixed = kheo_import_review_get_fixed (self->review, self->sheet_index, row, column);
  guint64     bits = kheo_import_review_get_changes (self->review, self->sheet_index, row);
  const KheoReviewColumn *info = g_hash_table_lookup (self->columns, GUINT_TO_POINTER (column + 1));
  int                     width = left_of (pen, column + 1) - x;

  if (fixed != NULL)
    {
      fill (pen, &fixed_tint, x, y, width, self->line);
      fill (pen, &cursor_color, x, y, 4, self->line);
      if (kheo_sheet_get_cell (self->sheet, row, column) == NULL)
        write_text (pen, fixed, FACE_PLAIN, PANGO_ALIGN_LEFT,
                    &(GdkRectangle){ x + 7, y, width - 12, self->line });
    }
  if (info != NULL && info->field >= 0 && (bits & (G_GUINT64_CONSTANT (1) << info->field)) != 0)
    fill (pen, &warning_color, x + 2, y + self->line - 4, width - 4, 3);
}

static void
draw_marks (Pen *pen, guint row, guint first, guint last, int y)
{
  KheoSheetView *self = pen->self;

  for (guint column = first; column <= last; column++)
    {
      const KheoReviewFinding *finding =
          self->review != NULL
              ? kheo_import_review_find (self->review, self->sheet_index, row, (int) column)
              : NULL;
      int x = left_of (pen, column);

      if (self->review != NULL)
        draw_corrections (pen, row, column, x, y);
      if (finding != NULL)
        frame (pen, finding->severity == KHEO_SEVERITY_ERROR ? &error_color : &warning_color, 2,
               &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (left_of (pen, column + 1) - x),
                                    (float) self->line));
      if ((int) row == self->row && (int) column == self->column)
        frame (pen, &cursor_color, gtk_widget_has_focus (GTK_WIDGET (self)) ? 2 : 1,
               &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (left_of (pen, column + 1) - x),
                                    (float) self->line));
    }
}

/* The row that a record came from, and the cell of the field that is asked about. */
static void
draw_mark_ground (Pen *pen, guint row, int y)
{
  KheoSheetView *self = pen->self;
  GdkRGBA        soft = mark_tint;

  if ((int) row != self->marked_row)
    return;
  soft.alpha = 0.18f;
  fill (pen, &soft, 0, y, pen->width, self->line);
  if (self->marked_column >= 0 && self->marked_column < (int) self->n_columns)
    {
      int x = left_of (pen, (guint) self->marked_column);

      fill (pen, &mark_tint, x, y, left_of (pen, (guint) self->marked_column + 1) - x, self->line);
    }
}

static void
draw_mark_frame (Pen *pen, guint row, int y)
{
  KheoSheetView *self = pen->self;
  int            right = left_of (pen, self->n_columns);

  if ((int) row == self->marked_row)
    frame (pen, &mark_color, 2,
           &GRAPHENE_RECT_INIT ((float) self->gutter, (float) y,
                                (float) (MIN (right, pen->width) - self->gutter),
                                (float) self->line));
}

static void
draw_row (Pen *pen, guint row, guint first, guint last)
{
  KheoSheetView  *self = pen->self;
  int             y = self->heading + (int) row * self->line - pen->y;
  KheoReviewRow   info = kheo_sheet_view_get_row (self, row);
  Face            face = face_of_row (info);
  GdkRGBA         hairline = pen->text;
  guint           n_cells;
  const KheoCell *cells = kheo_sheet_get_row (self->sheet, row, &n_cells);

  hairline.alpha = 0.12f;
  fill (pen, tint_of_row (info), 0, y, pen->width, self->line);
  fill (pen, &hairline, 0, y + self->line - 1, pen->width, 1);
  gtk_snapshot_push_clip (pen->snapshot, &GRAPHENE_RECT_INIT ((float) self->gutter, (float) y,
                                                              (float) (pen->width - self->gutter),
                                                              (float) self->line));
  draw_mark_ground (pen, row, y);
  for (guint i = 0; i < n_cells && cells[i].column <= last; i++)
    if (i + 1 == n_cells || cells[i + 1].column > first) /* else hidden to the left */
      draw_cell (pen, row, &cells[i], y, face);
  draw_marks (pen, row, first, last, y);
  draw_mark_frame (pen, row, y);
  gtk_snapshot_pop (pen->snapshot);
}

/* Row number and the sign of what becomes of the row; stays when the sheet is scrolled sideways. */
static void
draw_gutter (Pen *pen, guint row)
{
  KheoSheetView   *self = pen->self;
  int              y = self->heading + (int) row * self->line - pen->y;
  KheoReviewRow    info = kheo_sheet_view_get_row (self, row);
  const char      *sign = info.kind == KHEO_ROW_DATA ? looks[info.status].sign : "";
  g_autofree char *number = g_strdup_printf ("%u", row + 1);

  fill (pen, &pen->ground, 0, y, self->gutter, self->line);
  fill (pen, tint_of_row (info), 0, y, self->gutter, self->line);
  write_text (pen, sign, FACE_BOLD, PANGO_ALIGN_LEFT,
              &(GdkRectangle){ 6, y, self->gutter / 3, self->line });
  write_text (pen, number, (int) row == self->row ? FACE_BOLD : FACE_DIM, PANGO_ALIGN_RIGHT,
              &(GdkRectangle){ 0, y, self->gutter - 6, self->line });
}

static void
draw_heading (Pen *pen, guint column)
{
  KheoSheetView          *self = pen->self;
  const KheoReviewColumn *info = g_hash_table_lookup (self->columns, GUINT_TO_POINTER (column + 1));
  int                     x = left_of (pen, column);
  int                     width = left_of (pen, column + 1) - x;
  int                     half = MIN (self->line, self->heading);
  g_autofree char        *name = kheo_cell_name (0, column);
  const char             *label = info != NULL ? info->label : "";
  gboolean                here = self->row == KHEO_SHEET_HEADING && self->column == (int) column;

  name[strlen (name) - 1] = '\0'; /* "AB1" without the row */
  if (info != NULL && *label != '\0')
    fill (pen, &heading_tint, x, 0, width, self->heading);
  write_text (pen, name, FACE_DIM, PANGO_ALIGN_CENTER, &(GdkRectangle){ x, 0, width, half });
  write_text (pen, info != NULL && *label == '\0' ? "—" : label,
              info != NULL && info->corrected ? FACE_BOLD : FACE_PLAIN, PANGO_ALIGN_CENTER,
              &(GdkRectangle){ x + 3, half - 2, width - 6, half });
  if (here)
    frame (pen, &cursor_color, 2,
           &GRAPHENE_RECT_INIT ((float) x, 0, (float) width, (float) self->heading));
}

static void
draw_headings (Pen *pen, guint first, guint last)
{
  KheoSheetView *self = pen->self;
  GdkRGBA        hairline = pen->text;

  hairline.alpha = 0.25f;
  fill (pen, &pen->ground, 0, 0, pen->width, self->heading);
  gtk_snapshot_push_clip (pen->snapshot, &GRAPHENE_RECT_INIT ((float) self->gutter, 0,
                                                              (float) (pen->width - self->gutter),
                                                              (float) self->heading));
  for (guint column = first; column <= last; column++)
    {
      draw_heading (pen, column);
      fill (pen, &hairline, left_of (pen, column + 1) - 1, 0, 1, self->heading);
    }
  gtk_snapshot_pop (pen->snapshot);
  fill (pen, &hairline, 0, self->heading - 1, pen->width, 1);
}

static guint
column_at (KheoSheetView *self, int x)
{
  guint column = 0;

  while (column + 1 < self->n_columns && g_array_index (self->edges, int, column + 1) <= x)
    column++;
  return column;
}

void
kheo_sheet_view_draw (KheoSheetView *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  Pen        pen = { self, snapshot };
  guint      first_row, last_row, first, last;

  if (self->sheet == NULL || self->n_rows == 0 || self->n_columns == 0)
    return;
  pen.text = kheo_color_get_text (widget);
  pen.ground = kheo_color_get_named (widget, "window_bg_color");
  pen.width = gtk_widget_get_width (widget);
  pen.height = gtk_widget_get_height (widget);
  pen.x = (int) gtk_adjustment_get_value (self->horizontal);
  pen.y = (int) gtk_adjustment_get_value (self->vertical);
  first_row = (guint) (pen.y / self->line);
  last_row = MIN ((guint) ((pen.y + pen.height - self->heading) / self->line), self->n_rows - 1);
  first = column_at (self, pen.x);
  last = column_at (self, pen.x + pen.width - self->gutter);

  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, (float) self->heading, (float) pen.width,
                                               (float) (pen.height - self->heading)));
  for (guint row = first_row; row <= last_row; row++)
    draw_row (&pen, row, first, last);
  for (guint row = first_row; row <= last_row; row++)
    draw_gutter (&pen, row);
  gtk_snapshot_pop (snapshot);
  draw_headings (&pen, first, last);
}
