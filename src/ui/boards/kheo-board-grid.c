#include "kheo-board-grid.h"

#include "kheo-board.h"

#define GAP 10
/* Pixels at a usual font: a chart and a tile can still be read. */
#define COLUMN_WIDTH 320
#define TILE_WIDTH   122

typedef struct
{
  GtkWidget    *child; /* a child of ours */
  gboolean      is_tile;
  int           width; /* columns */
  GtkAllocation at;    /* as placed last */
} Place;

struct _KheoBoardGrid
{
  GtkWidget parent_instance;

  GArray *places; /* of Place */
};

G_DEFINE_FINAL_TYPE (KheoBoardGrid, kheo_board_grid, GTK_TYPE_WIDGET)

static Place *
get_place (KheoBoardGrid *self, guint index)
{
  return &g_array_index (self->places, Place, index);
}

/* ---- Placing ---- */

/* The places from @first on that stand in one row of @n_columns; gives how many. */
static guint
count_row (KheoBoardGrid *self, guint first, int n_columns)
{
  const Place *start = get_place (self, first);
  int          used = 0;
  guint        i;

  for (i = first; i < self->places->len; i++)
    {
      const Place *place = get_place (self, i);

      if (place->is_tile != start->is_tile || (i > first && used + place->width > n_columns))
        break;
      used += MIN (place->width, n_columns);
    }
  return i - first;
}

/* Tiles fill the width: as many in each row as make the rows alike. */
static int
count_tile_columns (KheoBoardGrid *self, guint first, int width)
{
  int fit = MAX (1, (width + GAP) / (TILE_WIDTH + GAP));
  int n = 0;
  int rows;

  for (guint i = first; i < self->places->len && get_place (self, i)->is_tile; i++)
    n += get_place (self, i)->width;
  rows = (n + fit - 1) / fit;
  return MIN (fit, (n + rows - 1) / rows);
}

/* One row at @y; gives its height. */
static int
place_row (KheoBoardGrid *self, guint first, guint n, int n_columns, int width, int y)
{
  int column = (width - (n_columns - 1) * GAP) / n_columns;
  int height = 0;
  int x = 0;

  for (guint i = first; i < first + n; i++)
    {
      Place *place = get_place (self, i);
      int    columns = MIN (place->width, n_columns);
      int    natural;

      place->at.x = x;
      place->at.y = y;
      place->at.width = columns == n_columns ? width : columns * column + (columns - 1) * GAP;
      x += place->at.width + GAP;
      gtk_widget_measure (place->child, GTK_ORIENTATION_VERTICAL, place->at.width, NULL, &natural,
                          NULL, NULL);
      height = MAX (height, natural);
    }
  for (guint i = first; i < first + n; i++)
    get_place (self, i)->at.height = height;
  return height;
}

/* Places all children over @width; gives the height that they take. */
static int
place_all (KheoBoardGrid *self, int width)
{
  int chart_columns = CLAMP ((width + GAP) / (COLUMN_WIDTH + GAP), 1, KHEO_BOARD_COLUMNS);
  int y = 0;

  for (guint i = 0; i < self->places->len;)
    {
      int columns = chart_columns;
      /* A row of tiles that goes on is as the one before it. */
      if (get_place (self, i)->is_tile)
        columns = count_tile_columns (self, i, width);
      for (gboolean tiles = get_place (self, i)->is_tile;
           i < self->places->len && get_place (self, i)->is_tile == tiles;)
        {
          guint n = count_row (self, i, columns);

          y += place_row (self, i, n, columns, width, y) + GAP;
          i += n;
        }
    }
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
  for (guint i = 0; orientation == GTK_ORIENTATION_HORIZONTAL && i < self->places->len; i++)
    {
      int least;

      gtk_widget_measure (get_place (self, i)->child, orientation, -1, &least, NULL, NULL, NULL);
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
  for (guint i = 0; i < self->places->len; i++)
    gtk_widget_size_allocate (get_place (self, i)->child, &get_place (self, i)->at, -1);
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
  g_array_unref (KHEO_BOARD_GRID (object)->places);
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
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
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

  for (guint i = 0; i < self->places->len; i++)
    gtk_widget_unparent (get_place (self, i)->child);
  g_array_set_size (self->places, 0);
}

void
kheo_board_grid_append (KheoBoardGrid *self, GtkWidget *child, gboolean is_tile, int width)
{
  Place place = { child, is_tile, CLAMP (width, 1, KHEO_BOARD_COLUMNS), { 0 } };

  g_return_if_fail (KHEO_IS_BOARD_GRID (self) && GTK_IS_WIDGET (child));

  g_array_append_val (self->places, place);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
kheo_board_grid_set_width (KheoBoardGrid *self, guint index, int width)
{
  g_return_if_fail (KHEO_IS_BOARD_GRID (self) && index < self->places->len);

  get_place (self, index)->width = CLAMP (width, 1, KHEO_BOARD_COLUMNS);
  gtk_widget_queue_resize (GTK_WIDGET (self));
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
  return index < self->places->len ? get_place (self, index)->child : NULL;
}
