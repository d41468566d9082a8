#include "kheo-sheet-view-private.h"

#include <math.h>

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  SIGNAL_CURSOR_MOVED,
  SIGNAL_HEADING_ACTIVATED,
  SIGNAL_ROW_MENU,
  SIGNAL_EDIT_ASKED,
  SIGNAL_EDITED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (KheoSheetView,
                               kheo_sheet_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* Beyond this nobody looks; a hostile sheet has 16,384 columns. */
#define MAX_COLUMNS 1000u
/* Rows looked at to find how wide a column should be. */
#define MEASURED_ROWS 120u
/* ---- Geometry ---- */

/* Titles run over the whole sheet: no column is as wide as they are. */
static gboolean
stands_alone (KheoSheetView *self, guint row, guint column)
{
  const KheoMerge *merge = kheo_sheet_find_merge (self->sheet, row, column);
  guint            n_cells;

  kheo_sheet_get_row (self->sheet, row, &n_cells);
  return n_cells == 1 || (merge != NULL && merge->columns > 1);
}

static int
width_of_column (KheoSheetView *self, guint column, double em)
{
  guint rows = MIN (self->n_rows, MEASURED_ROWS);
  glong longest = 4;

  for (guint row = 0; row < rows; row++)
    {
      const KheoCell *cell = kheo_sheet_get_cell (self->sheet, row, column);
      const char     *text = cell != NULL ? kheo_cell_get_text (self->sheet, cell) : NULL;
      KheoReviewRow   info = kheo_sheet_view_get_row (self, row);

      if (cell == NULL || info.kind != KHEO_ROW_DATA || stands_alone (self, row, column))
        continue;
      longest = MAX (longest, text != NULL ? g_utf8_strlen (text, KHEO_SHEET_VIEW_MAX_TEXT) : 9);
    }
  return (int) CLAMP ((double) longest * 0.55 * em + 14, em * 5.5, em * 19);
}

static void
measure_columns (KheoSheetView *self)
{
  PangoFontMetrics *metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
  double em = pango_font_metrics_get_height (metrics) / (double) PANGO_SCALE / 1.3;
  int    edge = 0;

  pango_font_metrics_unref (metrics);
  self->line = (int) ceil (em * 1.85);
  self->heading = (g_hash_table_size (self->columns) > 0 ? 2 : 1) * self->line;
  self->gutter = (int) (em * (self->n_rows >= 10000 ? 5.6 : 4.2));
  g_array_set_size (self->natural, 0);
  g_array_append_val (self->natural, edge);
  for (guint column = 0; column < self->n_columns; column++)
    {
      edge += width_of_column (self, column, em);
      g_array_append_val (self->natural, edge);
    }
}

/* Narrow sheets take the room there is, so that long names are cut less. */
static void
stretch_columns (KheoSheetView *self, double room)
{
  const double most = 1.7;
  int          natural =
      self->natural->len > 0 ? g_array_index (self->natural, int, self->natural->len - 1) : 0;
  double factor = natural > 0 ? CLAMP (room / natural, 1, most) : 1;

  g_array_set_size (self->edges, 0);
  for (guint i = 0; i < self->natural->len; i++)
    {
      int edge = (int) (g_array_index (self->natural, int, i) * factor);

      g_array_append_val (self->edges, edge);
    }
}

static int
total_width (KheoSheetView *self)
{
  return self->edges->len > 0 ? g_array_index (self->edges, int, self->edges->len - 1) : 0;
}

static void
configure (KheoSheetView *self)
{
  double width = MAX (0, gtk_widget_get_width (GTK_WIDGET (self)) - self->gutter);
  double height = MAX (0, gtk_widget_get_height (GTK_WIDGET (self)) - self->heading);
  double tall = (double) self->n_rows * self->line;
  double all;

  stretch_columns (self, width);
  all = total_width (self);
  if (self->horizontal != NULL)
    gtk_adjustment_configure (
        self->horizontal,
        CLAMP (gtk_adjustment_get_value (self->horizontal), 0, MAX (0, all - width)), 0,
        MAX (all, width), self->line * 2, width * 0.9, width);
  if (self->vertical != NULL)
    gtk_adjustment_configure (
        self->vertical,
        CLAMP (gtk_adjustment_get_value (self->vertical), 0, MAX (0, tall - height)), 0,
        MAX (tall, height), self->line, height * 0.9, height);
}

static gboolean
find_place (KheoSheetView *self, double x, double y, int *out_row, int *out_column)
{
  double sheet_x, sheet_y;
  guint  column = 0;

  if (self->sheet == NULL || self->n_columns == 0 || self->n_rows == 0)
    return FALSE;
  sheet_x = MAX (0, x - self->gutter) + gtk_adjustment_get_value (self->horizontal);
  sheet_y = y - self->heading + gtk_adjustment_get_value (self->vertical);
  while (column + 1 < self->n_columns && g_array_index (self->edges, int, column + 1) <= sheet_x)
    column++;
  *out_column = (int) column;
  *out_row = y < self->heading ? KHEO_SHEET_HEADING : (int) (sheet_y / self->line);
  return *out_row < (int) self->n_rows;
}

/* Does the cursor's column stand in the view of now, wholly or in part? */
static gboolean
is_column_seen (KheoSheetView *self)
{
  double seen = self->horizontal != NULL ? gtk_adjustment_get_value (self->horizontal) : 0;

  return self->horizontal != NULL && self->column + 1 < (int) self->edges->len &&
         g_array_index (self->edges, int, self->column) <
             seen + gtk_adjustment_get_page_size (self->horizontal) &&
         g_array_index (self->edges, int, self->column + 1) > seen;
}

static void
scroll_to_cursor (KheoSheetView *self)
{
  int left = g_array_index (self->edges, int, self->column);
  int right = g_array_index (self->edges, int, self->column + 1);
  int around =
      self->marked_row >= 0 ? 4 : 0; /* rows: what stands there is read with its neighbours */

  self->must_scroll = gtk_widget_get_height (GTK_WIDGET (self)) == 0;
  if (self->must_scroll)
    return;
  if (self->row >= 0)
    gtk_adjustment_clamp_page (self->vertical, (self->row - around) * self->line,
                               (self->row + 1 + around) * self->line);
  gtk_adjustment_clamp_page (self->horizontal, left, right);
}

/* ---- Callbacks ---- */

static void
pressed_cb (KheoSheetView *self, int n_press, double x, double y, GtkGesture *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  int   row, column;

  /* A press into the entry is the entry's. */
  if (!find_place (self, x, y, &row, &column) || !kheo_sheet_view_finish_edit (self, 0, 0))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  kheo_sheet_view_set_cursor (self, row, column);
  if (row == KHEO_SHEET_HEADING)
    g_signal_emit (self, signals[SIGNAL_HEADING_ACTIVATED], 0, (guint) column);
  else if (button == GDK_BUTTON_SECONDARY)
    g_signal_emit (self, signals[SIGNAL_ROW_MENU], 0, x, y);
  else if (n_press == 2)
    g_signal_emit (self, signals[SIGNAL_EDIT_ASKED], 0);
}

/* ---- Widget ---- */

static void
measure (GtkWidget     *widget,
         GtkOrientation orientation,
         int            for_size,
         int           *minimum,
         int           *natural,
         int           *minimum_baseline,
         int           *natural_baseline)
{
  *minimum = 100;
  *natural = 400;
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KheoSheetView *self = KHEO_SHEET_VIEW (widget);
  gboolean       seen = is_column_seen (self);

  configure (self);
  if (self->must_scroll && self->sheet != NULL && self->n_columns > 0)
    scroll_to_cursor (self);
  else if (seen && self->sheet != NULL) /* a panel that opens beside it does not cover it */
    gtk_adjustment_clamp_page (self->horizontal, g_array_index (self->edges, int, self->column),
                               g_array_index (self->edges, int, self->column + 1));
  if (self->editor != NULL)
    kheo_sheet_view_allocate_editor (self);
}

static void
snapshot_widget (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KheoSheetView *self = KHEO_SHEET_VIEW (widget);

  kheo_sheet_view_draw (self, snapshot);
  if (self->editor != NULL)
    gtk_widget_snapshot_child (widget, self->editor, snapshot);
}

static gboolean
query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  KheoSheetView   *self = KHEO_SHEET_VIEW (widget);
  int              row = self->row, column = self->column;
  g_autofree char *text = NULL;

  if (self->sheet == NULL || (!keyboard && !find_place (self, x, y, &row, &column)))
    return FALSE;
  text = kheo_sheet_view_describe_place (self, row, column);
  gtk_tooltip_set_text (tooltip, text);
  return *text != '\0';
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  KheoSheetView *self = KHEO_SHEET_VIEW (widget);

  GTK_WIDGET_CLASS (kheo_sheet_view_parent_class)->css_changed (widget, change);
  g_hash_table_remove_all (self->texts);
  pango_layout_context_changed (self->layout);
  if (self->sheet != NULL)
    measure_columns (self);
  gtk_widget_queue_resize (widget);
}

static void
scrolled_cb (KheoSheetView *self)
{
  if (self->editor != NULL)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (KheoSheetView *self, GtkAdjustment **place, GtkAdjustment *adjustment)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, self);
  g_set_object (place, adjustment);
  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                             G_CONNECT_SWAPPED);
  configure (self);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KheoSheetView *self = KHEO_SHEET_VIEW (object);

  if (id == PROP_HADJUSTMENT)
    set_adjustment (self, &self->horizontal, g_value_get_object (value));
  else if (id == PROP_VADJUSTMENT)
    set_adjustment (self, &self->vertical, g_value_get_object (value));
  else if (id == PROP_HSCROLL_POLICY)
    self->horizontal_policy = (guint) g_value_get_enum (value);
  else if (id == PROP_VSCROLL_POLICY)
    self->vertical_policy = (guint) g_value_get_enum (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KheoSheetView *self = KHEO_SHEET_VIEW (object);

  if (id == PROP_HADJUSTMENT)
    g_value_set_object (value, self->horizontal);
  else if (id == PROP_VADJUSTMENT)
    g_value_set_object (value, self->vertical);
  else if (id == PROP_HSCROLL_POLICY)
    g_value_set_enum (value, (int) self->horizontal_policy);
  else if (id == PROP_VSCROLL_POLICY)
    g_value_set_enum (value, (int) self->vertical_policy);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
dispose (GObject *object)
{
  KheoSheetView *self = KHEO_SHEET_VIEW (object);

  g_clear_pointer (&self->editor, gtk_widget_unparent);
  G_OBJECT_CLASS (kheo_sheet_view_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  KheoSheetView *self = KHEO_SHEET_VIEW (object);

  g_hash_table_unref (self->columns);
  g_clear_pointer (&self->review, kheo_import_review_unref);
  g_clear_pointer (&self->workbook, kheo_workbook_unref);
  g_clear_pointer (&self->infos, g_ptr_array_unref);
  g_array_unref (self->natural);
  g_array_unref (self->edges);
  g_clear_object (&self->horizontal);
  g_clear_object (&self->vertical);
  g_clear_object (&self->layout);
  g_hash_table_unref (self->texts);
  G_OBJECT_CLASS (kheo_sheet_view_parent_class)->finalize (object);
}

static void
kheo_sheet_view_class_init (KheoSheetViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  object_class->set_property = set_property;
  object_class->get_property = get_property;
  object_class->dispose = dispose;
  object_class->finalize = finalize;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot_widget;
  widget_class->query_tooltip = query_tooltip;
  widget_class->css_changed = css_changed;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[SIGNAL_CURSOR_MOVED] =
      g_signal_new ("cursor-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_HEADING_ACTIVATED] = g_signal_new ("heading-activated", type, G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_ROW_MENU] = g_signal_new ("row-menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SIGNAL_EDIT_ASKED] =
      g_signal_new ("edit-asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "sheetview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kheo_sheet_view_init (KheoSheetView *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->natural = g_array_new (FALSE, FALSE, sizeof (int));
  self->edges = g_array_new (FALSE, FALSE, sizeof (int));
  self->columns = g_hash_table_new (NULL, NULL);
  self->marked_row = self->marked_column = -1;
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) gsk_render_node_unref);
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (kheo_sheet_view_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* ---- Public ---- */

/* Where a person wants to look first: the first row that is taken, else the top. */
static int
find_first_data (KheoSheetView *self)
{
  for (guint row = 0; row < self->n_rows; row++)
    {
      KheoReviewRow info = kheo_sheet_view_get_row (self, row);

      if (info.kind == KHEO_ROW_DATA && info.table == (int) self->table)
        return (int) row;
    }
  return 0;
}

static void
forget (KheoSheetView *self)
{
  g_hash_table_remove_all (self->columns);
  g_clear_pointer (&self->review, kheo_import_review_unref);
  g_clear_pointer (&self->workbook, kheo_workbook_unref);
  g_clear_pointer (&self->infos, g_ptr_array_unref);
  self->sheet = NULL;
  self->n_rows = self->n_columns = 0;
  self->marked_row = self->marked_column = -1;
}

static void
take_sheet (KheoSheetView *self, const KheoSheet *sheet, guint index, GPtrArray *columns)
{
  self->sheet = sheet;
  self->sheet_index = index;
  self->n_rows = kheo_sheet_get_n_rows (sheet);
  self->n_columns = MIN (kheo_sheet_get_n_columns (sheet), MAX_COLUMNS);
  for (guint i = 0; columns != NULL && i < columns->len; i++)
    {
      KheoReviewColumn *column = g_ptr_array_index (columns, i);

      g_hash_table_insert (self->columns, GUINT_TO_POINTER (column->column + 1), column);
    }
  measure_columns (self);
}

static void
start_at (KheoSheetView *self, int row, int column)
{
  self->row = -2; /* anywhere else, so that the move is told */
  kheo_sheet_view_set_cursor (self, row, column);
}

void
kheo_sheet_view_set_review (KheoSheetView *self, KheoImportReview *review, guint table)
{
  const KheoReviewTable *info = NULL;
  const KheoSheet       *before;

  g_return_if_fail (KHEO_IS_SHEET_VIEW (self));

  kheo_sheet_view_end_edit (self);
  before = self->sheet;
  if (review != NULL)
    kheo_import_review_ref (review);
  forget (self);
  self->review = review;
  if (review != NULL && table < kheo_import_review_get_n_tables (review))
    {
      info = kheo_import_review_get_table (review, table);
      self->table = table;
      take_sheet (self,
                  kheo_workbook_get_sheet (kheo_import_review_get_workbook (review), info->sheet),
                  info->sheet, info->columns);
    }
  configure (self);
  if (self->sheet != before && info != NULL && self->n_rows > 0 && self->n_columns > 0)
    start_at (self, find_first_data (self), (int) info->first_column);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kheo_sheet_view_set_sheet (KheoSheetView *self,
                           KheoWorkbook  *workbook,
                           guint          sheet,
                           GPtrArray     *columns)
{
  g_return_if_fail (KHEO_IS_SHEET_VIEW (self));

  if (workbook != NULL)
    kheo_workbook_ref (workbook);
  if (columns != NULL)
    g_ptr_array_ref (columns);
  forget (self);
  self->workbook = workbook;
  self->infos = columns;
  if (workbook != NULL && sheet < kheo_workbook_get_n_sheets (workbook))
    take_sheet (self, kheo_workbook_get_sheet (workbook, sheet), sheet, columns);
  configure (self);
  if (self->n_rows > 0 && self->n_columns > 0)
    start_at (self, 0, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kheo_sheet_view_set_mark (KheoSheetView *self, int row, int column)
{
  g_return_if_fail (KHEO_IS_SHEET_VIEW (self));

  self->marked_row = row;
  self->marked_column = column;
  if (row >= 0)
    kheo_sheet_view_set_cursor (self, row, MAX (column, 0));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kheo_sheet_view_get_cursor (KheoSheetView *self, int *out_row, int *out_column)
{
  g_return_if_fail (KHEO_IS_SHEET_VIEW (self));
  *out_row = self->row;
  *out_column = self->column;
}

void
kheo_sheet_view_set_cursor (KheoSheetView *self, int row, int column)
{
  g_return_if_fail (KHEO_IS_SHEET_VIEW (self));

  if (self->sheet == NULL || self->n_rows == 0 || self->n_columns == 0)
    return;
  row = CLAMP (row, KHEO_SHEET_HEADING, (int) self->n_rows - 1);
  column = CLAMP (column, 0, (int) self->n_columns - 1);
  if (row == self->row && column == self->column)
    return;
  self->row = row;
  self->column = column;
  scroll_to_cursor (self);
  kheo_sheet_view_tell_place (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_CURSOR_MOVED], 0);
}

void
kheo_sheet_view_get_heading_area (KheoSheetView *self, guint column, GdkRectangle *out_rectangle)
{
  int x = self->gutter - (int) gtk_adjustment_get_value (self->horizontal);

  g_return_if_fail (KHEO_IS_SHEET_VIEW (self) && column < self->n_columns);

  out_rectangle->x = x + g_array_index (self->edges, int, column);
  out_rectangle->y = 0;
  out_rectangle->width =
      g_array_index (self->edges, int, column + 1) - g_array_index (self->edges, int, column);
  out_rectangle->height = self->heading;
}
