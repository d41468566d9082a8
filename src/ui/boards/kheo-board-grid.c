#include "kheo-board-grid.h"

#include "kheo-board-places.h"
#include "kheo-board.h"

#define GAP 10
/* Pixels at a usual font: a chart and a tile can still be read. */
#define COLUMN_WIDTH 320
#define TILE_WIDTH   122

typedef struct
{
  GtkWidget    *child; /* a child of ours */
  GtkAllocation at;    /* as placed last */
} Child;

struct _KheoBoardGrid
{
  GtkWidget parent_instance;

  GArray *children; /* of Child */
  GArray *places;   /* of KheoBoardPlace, one a child */
};

G_DEFINE_FINAL_TYPE (KheoBoardGrid, kheo_board_grid, GTK_TYPE_WIDGET)

static Child *
get_child (KheoBoardGrid *self, guint index)
{
  return &g_array_index (self->children, Child, index);
}

static KheoBoardPlace *
get_place (KheoBoardGrid *self, guint index)
{
  return &g_array_index (self->places, KheoBoardPlace, index);
}

/* ---- Placing ---- */

/* The row that begins with @first, at @y; gives the first of the next one. */
static guint
place_row (KheoBoardGrid *self, guint first, int width, int y, int *out_height)
{
  const KheoBoardPlace *start = get_place (self, first);
  int                   column = (width - (start->n_columns - 1) * GAP) / start->n_columns;
  guint                 next;

  *out_height = 0;
  for (next = first; next < self->places->len && get_place (self, next)->row == start->row; next++)
    {
      const KheoBoardPlace *place = get_place (self, next);
      GtkAllocation        *at = &get_child (self, next)->at;
      int                   natural;

      at->x = place->column * (column + GAP);
      at->y = y;
      at->width = place->span == place->n_columns ? width : place->span * (column + GAP) - GAP;
      gtk_widget_measure (get_child (self, next)->child, GTK_ORIENTATION_VERTICAL, at->width, NULL,
                          &natural, NULL, NULL);
      *out_height = MAX (*out_height, natural);
    }
  for (guint i = first; i < next; i++)
    get_child (self, i)->at.height = *out_height;
  return next;
}

/* Places all children over @width; gives the height that they take. */
static int
place_all (KheoBoardGrid *self, int width)
{
  int y = 0, height;

  kheo_board_places_arrange ((KheoBoardPlace *) self->places->data, self->places->len,
                             CLAMP ((width + GAP) / (COLUMN_WIDTH + GAP), 1, KHEO_BOARD_COLUMNS),
                             MAX (1, (width + GAP) / (TILE_WIDTH + GAP)));
  for (guint i = 0; i < self->places->len; y += height + GAP)
    i = place_row (self, i, width, y, &height);
  return MAX (0, y - GAP);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkWidget     *widget,
         GtkOrientation orientation,
         int            for_size,
         int           *minimum,
         int           *natural,
         int           *minimum_baseline,
         int           *natural_baseline)
{
  KheoBoardGrid *self = KHEO_BOARD_GRID (widget);

  *minimum = COLUMN_WIDTH;
  *natural = COLUMN_WIDTH * KHEO_BOARD_COLUMNS + GAP * (KHEO_BOARD_COLUMNS - 1);
  for (guint i = 0; orientation == GTK_ORIENTATION_HORIZONTAL && i < self->children->len; i++)
    {
      int least;

      gtk_widget_measure (get_child (self, i)->child, orientation, -1, &least, NULL, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, least);
    }
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = place_all (self, for_size > 0 ? for_size : *natural);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KheoBoardGrid *self = KHEO_BOARD_GRID (widget);

  place_all (self, width);
  for (guint i = 0; i < self->children->len; i++)
    gtk_widget_size_allocate (get_child (self, i)->child, &get_child (self, i)->at, -1);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoBoardGrid *self = KHEO_BOARD_GRID (object);

  kheo_board_grid_clear (self);
  G_OBJECT_CLASS (kheo_board_grid_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  KheoBoardGrid *self = KHEO_BOARD_GRID (object);

  g_array_unref (self->children);
  g_array_unref (self->places);
  G_OBJECT_CLASS (kheo_board_grid_parent_class)->finalize (object);
}

static void
kheo_board_grid_class_init (KheoBoardGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  widget_class->get_request_mode = get_request_mode;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
kheo_board_grid_init (KheoBoardGrid *self)
{
  self->children = g_array_new (FALSE, FALSE, sizeof (Child));
  self->places = g_array_new (FALSE, FALSE, sizeof (KheoBoardPlace));
}

/* ---- Public ---- */

GtkWidget *
kheo_board_grid_new (void)
{
  return g_object_new (KHEO_TYPE_BOARD_GRID, NULL);
}

void
kheo_board_grid_clear (KheoBoardGrid *self)
{
  g_return_if_fail (KHEO_IS_BOARD_GRID (self));

  for (guint i = 0; i < self->children->len; i++)
    gtk_widget_unparent (get_child (self, i)->child);
  g_array_set_size (self->children, 0);
  g_array_set_size (self->places, 0);
}

void
kheo_board_grid_append (KheoBoardGrid *self, GtkWidget *child, gboolean is_tile, int width)
{
  KheoBoardPlace place = { is_tile, CLAMP (width, 1, KHEO_BOARD_COLUMNS) };
  Child          item = { child, { 0 } };

  g_return_if_fail (KHEO_IS_BOARD_GRID (self) && GTK_IS_WIDGET (child));

  g_array_append_val (self->children, item);
  g_array_append_val (self->places, place);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

guint
kheo_board_grid_get_n (KheoBoardGrid *self)
{
  g_return_val_if_fail (KHEO_IS_BOARD_GRID (self), 0);
  return self->places->len;
}

GtkWidget *
kheo_board_grid_get (KheoBoardGrid *self, guint index)
{
  g_return_val_if_fail (KHEO_IS_BOARD_GRID (self), NULL);
  return index < self->children->len ? get_child (self, index)->child : NULL;
}
