/* What a person does with the file shown: every command of the review is an action. */
#include "kheo-file-picker.h"
#include "kheo-import-heading.h"
#include "kheo-import-panel.h"
#include "kheo-import-view-private.h"
#include "kheo-page.h"
#include "kheo-sheet-view.h"

#include <glib/gi18n-lib.h>

#include <string.h>

void
kheo_import_view_correct (KheoImportView *self, const KheoCorrection *correction)
{
  if (self->file != NULL && !self->updating)
    kheo_import_file_correct (self->file, correction);
}

/* ---- The file ---- */

static void
commit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);

  if (self->file != NULL)
    kheo_import_file_commit (self->file, FALSE);
}

static void
cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  KheoImportFile *file = self->file;

  if (file == NULL)
    return;
  if (kheo_import_file_get_state (file) == KHEO_FILE_FAILED)
    {
      kheo_import_queue_remove (self->queue, file);
      kheo_import_view_close_when_done (self);
    }
  else
    kheo_import_file_cancel (file);
}

static void
write_ready (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kheo_import_queue_write_ready (KHEO_IMPORT_VIEW (widget)->queue);
  kheo_import_view_queue_counts (KHEO_IMPORT_VIEW (widget));
}

static void
cancel_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);

  kheo_import_queue_cancel_all (self->queue);
  kheo_import_view_close_when_done (self);
}

static void
rejects_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoImportView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (kheo_import_file_write_rejects_finish (KHEO_IMPORT_FILE (source), result, &error))
    kheo_page_toast (GTK_WIDGET (self), _ ("The rows are in the spreadsheet: correct them there, "
                                           "then drop it here."));
  else
    kheo_page_show_error (GTK_WIDGET (self), _ ("The spreadsheet could not be written"), error);
}

static void
rejects_picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoImportView) self = user_data;
  g_autoptr (GFile) to = kheo_file_picker_ask_finish (result, NULL);

  if (to != NULL && self->file != NULL)
    kheo_import_file_write_rejects_async (self->file, to, rejects_written_cb, g_object_ref (self));
}

/* Where the place is known already. */
static void
write_rejects_to (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  g_autoptr (GFile) to = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  if (self->file != NULL)
    kheo_import_file_write_rejects_async (self->file, to, rejects_written_cb, g_object_ref (self));
}

static void
write_rejects (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  KheoFileKind    kind = {
       .title = _ ("Rows not taken"), .name = _ ("Spreadsheet"), .patterns = "*.xlsx", .save = TRUE
  };

  kind.initial = kheo_import_review_get_rejects_name (kheo_import_view_get_review (self));
  kheo_file_picker_ask_async (widget, &kind, NULL, rejects_picked_cb, g_object_ref (self));
}

/* ---- Going about ---- */

/* (table, row, column); -1: none in particular. */
static void
go_to (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  int             table, row, column, was_row, was_column;

  g_variant_get (parameter, "(iii)", &table, &row, &column);
  if (table >= 0 && table != (int) self->table)
    gtk_list_box_select_row (
        GTK_LIST_BOX (self->table_list),
        gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->table_list), table));
  if (row < 0)
    return;
  kheo_sheet_view_get_cursor (KHEO_SHEET_VIEW (self->sheet), &was_row, &was_column);
  kheo_sheet_view_set_cursor (KHEO_SHEET_VIEW (self->sheet), row,
                              column >= 0 ? column : MAX (was_column, 0));
}

static void
step_finding (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  int             step = g_str_equal (action, "import.next-finding") ? 1 : -1;

  kheo_import_panel_set_page (KHEO_IMPORT_PANEL (self->panel), "findings");
  kheo_import_view_show_pages (self);
  kheo_import_panel_step_finding (KHEO_IMPORT_PANEL (self->panel), step);
}

static void
set_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);

  kheo_import_panel_set_page (KHEO_IMPORT_PANEL (self->panel),
                              g_variant_get_string (parameter, NULL));
  kheo_import_view_show_pages (self);
  kheo_import_panel_go_first (KHEO_IMPORT_PANEL (self->panel));
}

/* ---- Corrections ---- */

static void
set_row (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  gboolean        take = g_str_equal (action, "import.take-row");
  KheoReviewRow   row;

  if (kheo_import_view_get_cursor_row (self, &row))
    kheo_import_view_correct (
        self, &(KheoCorrection){ .type = take ? KHEO_CORRECT_TAKE : KHEO_CORRECT_SKIP,
                                 .table = (guint) row.table,
                                 .index = (guint) row.index });
}

static void
set_value (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  KheoCorrection  correction = { .type = KHEO_CORRECT_VALUE };
  KheoReviewRow   row;

  if (!kheo_import_view_get_cursor_row (self, &row))
    return;
  g_variant_get (parameter, "(i&s)", &correction.field, &correction.text);
  correction.table = (guint) row.table;
  correction.index = (guint) row.index;
  kheo_import_view_correct (self, &correction);
}

/* Of the column that stands at @place of the sheet, if there is one. */
static void
correct_column (KheoImportView *self, KheoCorrection *correction, guint place)
{
  KheoImportReview       *review = kheo_import_view_get_review (self);
  const KheoReviewColumn *column =
      review != NULL ? kheo_import_review_get_column (review, correction->table, place) : NULL;

  if (column == NULL)
    return;
  correction->index = column->index;
  kheo_import_view_correct (self, correction);
}

/* (table, column of the sheet, field or encoding). */
static void
set_column (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gboolean       encoding = g_str_equal (action, "import.set-encoding");
  KheoCorrection correction = { .type = encoding ? KHEO_CORRECT_ENCODING : KHEO_CORRECT_COLUMN };
  guint          place = 0;

  g_variant_get (parameter, "(uui)", &correction.table, &place, &correction.field);
  correct_column (KHEO_IMPORT_VIEW (widget), &correction, place);
}

/* (table, column of the sheet, indicator, period, KheoMeasure). */
static void
set_meaning (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoCorrection correction = { .type = KHEO_CORRECT_MEANING };
  guint          place = 0;

  g_variant_get (parameter, "(uu&s&si)", &correction.table, &place, &correction.text,
                 &correction.meant, &correction.field);
  correct_column (KHEO_IMPORT_VIEW (widget), &correction, place);
}

static void
set_as (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  KheoImportAs    as = KHEO_IMPORT_NOTHING;

  if (g_str_equal (g_variant_get_string (parameter, NULL), "nothing") ||
      kheo_import_as_parse (g_variant_get_string (parameter, NULL), &as))
    kheo_import_view_correct (
        self,
        &(KheoCorrection){ .type = KHEO_CORRECT_AS, .table = self->table, .field = (int) as });
}

static void
set_year (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kheo_import_view_correct (
      KHEO_IMPORT_VIEW (widget),
      &(KheoCorrection){ .type = KHEO_CORRECT_YEAR, .field = g_variant_get_int32 (parameter) });
}

static void
set_form_name (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kheo_import_view_correct (KHEO_IMPORT_VIEW (widget),
                            &(KheoCorrection){ .type = KHEO_CORRECT_FORM,
                                               .text = g_variant_get_string (parameter, NULL) });
}

static void
set_create_units (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kheo_import_view_correct (KHEO_IMPORT_VIEW (widget),
                            &(KheoCorrection){ .type = KHEO_CORRECT_CREATE_UNITS,
                                               .field = g_variant_get_boolean (parameter) });
}

static void
choose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gboolean       unit = g_str_equal (action, "import.choose-unit");
  KheoCorrection correction = { .type = unit ? KHEO_CORRECT_UNIT : KHEO_CORRECT_INDICATOR };

  g_variant_get (parameter, "(ux)", &correction.index, &correction.id);
  kheo_import_view_correct (KHEO_IMPORT_VIEW (widget), &correction);
}

/* (indicator, code in the catalogue). */
static void
choose_catalogue (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoCorrection correction = { .type = KHEO_CORRECT_CATALOGUE };

  g_variant_get (parameter, "(u&s)", &correction.index, &correction.text);
  kheo_import_view_correct (KHEO_IMPORT_VIEW (widget), &correction);
}

/* (table, field, what is written, what is meant); keep-apart lacks the last. */
static void
join (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView         *self = KHEO_IMPORT_VIEW (widget);
  gboolean                apart = g_str_equal (action, "import.keep-apart");
  KheoCorrection          correction = { .type = KHEO_CORRECT_JOIN };
  const char             *meant = NULL;
  g_autofree const char **written = NULL;

  if (apart)
    g_variant_get (parameter, "(ui^a&s)", &correction.table, &correction.field, &written);
  else
    g_variant_get (parameter, "(ui^a&s&s)", &correction.table, &correction.field, &written, &meant);
  for (guint i = 0; written[i] != NULL; i++)
    {
      correction.text = written[i];
      correction.meant = apart ? written[i] : meant;
      kheo_import_view_correct (self, &correction);
    }
}

static void
unjoin (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoCorrection correction = { .type = KHEO_CORRECT_JOIN };

  g_variant_get (parameter, "(ui&s)", &correction.table, &correction.field, &correction.text);
  kheo_import_view_correct (KHEO_IMPORT_VIEW (widget), &correction);
}

static void
answer_alike (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoCorrection correction = { .type = KHEO_CORRECT_SAME };

  if (g_str_equal (action, "import.distinct"))
    {
      correction.type = KHEO_CORRECT_DISTINCT;
      g_variant_get (parameter, "(uuxi)", &correction.table, &correction.index, &correction.id,
                     &correction.field);
    }
  else if (g_str_equal (action, "import.leave-out"))
    {
      correction.type = KHEO_CORRECT_SKIP;
      g_variant_get (parameter, "(uu)", &correction.table, &correction.index);
    }
  else
    g_variant_get (parameter, "(uux)", &correction.table, &correction.index, &correction.id);
  kheo_import_view_correct (KHEO_IMPORT_VIEW (widget), &correction);
}

/* What was said of one cell, said of all that write the same. */
static void
correct_alike (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoImportView *self = KHEO_IMPORT_VIEW (widget);
  KheoCorrection  correction;
  guint           n = 0;

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->alike_bar), FALSE);
  if (g_str_equal (action, "import.correct-alike") && self->file != NULL &&
      kheo_import_file_get_alike (self->file, &correction, &n))
    kheo_import_view_correct (self, &correction);
}

/* ---- A cell, in its place ---- */

/* The column that the cursor's cell belongs to, when a person may correct it. */
static const KheoReviewColumn *
find_editable (KheoImportView *self, KheoReviewRow *out_row)
{
  const KheoReviewTable  *table = kheo_import_view_get_table (self);
  const KheoReviewColumn *column = NULL;
  int                     row, place;

  kheo_sheet_view_get_cursor (KHEO_SHEET_VIEW (self->sheet), &row, &place);
  if (table == NULL || table->reg == NULL || place < 0 ||
      !kheo_import_view_get_cursor_row (self, out_row) || out_row->kind != KHEO_ROW_DATA)
    return NULL;
  column = kheo_import_review_get_column (kheo_import_view_get_review (self),
                                          (guint) out_row->table, (guint) place);
  if (column != NULL && (table->as == KHEO_IMPORT_FIGURES || table->as == KHEO_IMPORT_CONVERSION))
    return column->field == KHEO_COLUMN_VALUE ? column : NULL;
  return column != NULL && (column->field >= 0 || column->field <= KHEO_COLUMN_DISTRICT) ? column
                                                                                         : NULL;
}

void
kheo_import_view_edit_asked (KheoImportView *self)
{
  KheoReviewRow           info;
  const KheoReviewColumn *column = find_editable (self, &info);
  const KheoReviewTable  *table = kheo_import_view_get_table (self);
  const char             *fixed = NULL;
  g_autofree char        *text = NULL;
  int                     row, place;

  if (column == NULL)
    {
      gtk_widget_error_bell (self->sheet);
      return;
    }
  kheo_sheet_view_get_cursor (KHEO_SHEET_VIEW (self->sheet), &row, &place);
  fixed = kheo_import_review_get_fixed (kheo_import_view_get_review (self), table->sheet,
                                        (guint) row, (guint) place);
  text = fixed != NULL
             ? g_strdup (fixed)
             : kheo_import_review_dup_text (kheo_import_view_get_review (self), table->sheet,
                                            (guint) row, (guint) place, 4000);
  kheo_sheet_view_edit (KHEO_SHEET_VIEW (self->sheet), text, column->label);
}

/* What a figure may be depends on its indicator: the other thread says. */
static void
correct_figure (KheoImportView *self, const char *text)
{
  int row, place;

  kheo_sheet_view_get_cursor (KHEO_SHEET_VIEW (self->sheet), &row, &place);
  kheo_sheet_view_end_edit (KHEO_SHEET_VIEW (self->sheet));
  kheo_import_view_correct (self, &(KheoCorrection){ .type = KHEO_CORRECT_FIGURE,
                                                     .table = self->table,
                                                     .index = (guint) row,
                                                     .field = place,
                                                     .text = text });
}

/* What cannot be that is told by the entry at once; the rest is understood on another thread. */
void
kheo_import_view_edited (KheoImportView *self, const char *text)
{
  KheoReviewRow           info;
  const KheoReviewColumn *column = find_editable (self, &info);
  const KheoReviewTable  *table = kheo_import_view_get_table (self);
  g_autoptr (GError) error = NULL;
  KheoValue value = KHEO_VALUE_INIT;

  if (column == NULL)
    {
      kheo_sheet_view_end_edit (KHEO_SHEET_VIEW (self->sheet));
      return;
    }
  if (column->field == KHEO_COLUMN_VALUE)
    {
      correct_figure (self, text);
      return;
    }
  if (column->field >= 0 && table->reg->fields[column->field].type != KHEO_FIELD_UNIT &&
      !kheo_field_parse (&table->reg->fields[column->field], text, &value, &error))
    {
      kheo_sheet_view_set_edit_problem (KHEO_SHEET_VIEW (self->sheet), error->message);
      return;
    }
  kheo_value_clear (&value);
  kheo_sheet_view_end_edit (KHEO_SHEET_VIEW (self->sheet));
  kheo_import_view_correct (self, &(KheoCorrection){ .type = KHEO_CORRECT_VALUE,
                                                     .table = (guint) info.table,
                                                     .index = (guint) info.index,
                                                     .field = column->field,
                                                     .text = text });
}

/* ---- Popovers: what a heading is; what becomes of a row ---- */

static void
open_popover (KheoImportView *self, GtkWidget *popover, const GdkRectangle *at)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), at);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  g_signal_connect_object (popover, "closed", G_CALLBACK (gtk_widget_grab_focus), self->sheet,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
to_view (KheoImportView *self, GdkRectangle *rectangle)
{
  double x = rectangle->x, y = rectangle->y;

  gtk_widget_translate_coordinates (self->sheet, GTK_WIDGET (self), x, y, &x, &y);
  rectangle->x = (int) x;
  rectangle->y = (int) y;
}

void
kheo_import_view_heading_activated (KheoImportView *self, guint place)
{
  const KheoReviewTable  *table = kheo_import_view_get_table (self);
  const KheoReviewColumn *column = NULL;
  GdkRectangle            at;

  if (table == NULL || table->fields->len == 0 || kheo_import_file_is_busy (self->file))
    return;
  column = kheo_import_review_get_column (kheo_import_view_get_review (self), self->table, place);
  if (column == NULL)
    return;
  kheo_sheet_view_get_heading_area (KHEO_SHEET_VIEW (self->sheet), place, &at);
  to_view (self, &at);
  open_popover (self, kheo_import_heading_new (table, self->table, column), &at);
}

void
kheo_import_view_row_menu (KheoImportView *self, double x, double y)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GdkRectangle at = { (int) x, (int) y, 1, 1 };

  g_menu_append (menu, _ ("Correct this cell"), "import.edit-cell");
  g_menu_append (menu, _ ("Leave this row out"), "import.skip-row");
  g_menu_append (menu, _ ("Take this row as data"), "import.take-row");
  to_view (self, &at);
  open_popover (self, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)), &at);
}

static void
edit_cell (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kheo_import_view_edit_asked (KHEO_IMPORT_VIEW (widget));
}

/* ---- All ---- */

void
kheo_import_view_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                 *name, *type;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "import.commit", NULL, commit },
    { "import.cancel", NULL, cancel },
    { "import.write-ready", NULL, write_ready },
    { "import.cancel-all", NULL, cancel_all },
    { "import.write-rejects", NULL, write_rejects },
    { "import.write-rejects-to", "s", write_rejects_to },
    { "import.go-to", "(iii)", go_to },
    { "import.next-finding", NULL, step_finding },
    { "import.previous-finding", NULL, step_finding },
    { "import.page", "s", set_page },
    { "import.edit-cell", NULL, edit_cell },
    { "import.skip-row", NULL, set_row },
    { "import.take-row", NULL, set_row },
    { "import.set-value", "(is)", set_value },
    { "import.set-column", "(uui)", set_column },
    { "import.set-encoding", "(uui)", set_column },
    { "import.set-meaning", "(uussi)", set_meaning },
    { "import.set-as", "s", set_as },
    { "import.set-year", "i", set_year },
    { "import.set-form-name", "s", set_form_name },
    { "import.set-create-units", "b", set_create_units },
    { "import.choose-unit", "(ux)", choose },
    { "import.choose-indicator", "(ux)", choose },
    { "import.choose-catalogue", "(us)", choose_catalogue },
    { "import.join", "(uiass)", join },
    { "import.keep-apart", "(uias)", join },
    { "import.unjoin", "(uis)", unjoin },
    { "import.same", "(uux)", answer_alike },
    { "import.distinct", "(uuxi)", answer_alike },
    { "import.leave-out", "(uu)", answer_alike },
    { "import.correct-alike", NULL, correct_alike },
    { "import.leave-alike", NULL, correct_alike },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].func);
}

/* Before the panes, which take F8 for their handles. */
void
kheo_import_view_add_shortcuts (KheoImportView *self)
{
  static const struct
  {
    const char *trigger, *action;
  } shortcuts[] = {
    { "F8", "import.next-finding" },
    { "<Shift>F8", "import.previous-finding" },
    { "<Control>Return", "import.commit" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                          gtk_named_action_new (shortcuts[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
