/* The row of the cursor, field by field: its widgets are made once and say something else for each
 * row, a few in a turn of the loop. */
#include "kheo-import-panel-private.h"
#include "kheo-page.h"

#include <glib/gi18n-lib.h>

/* How long what is done in one frame may take, and how many milliseconds the fields of another row
 * may still be seen. */
#define SLICE_US 1000
#define STALE_MS 150u

/* What one field says: before → after beside each other, else the value alone. */
typedef struct
{
  GtkWidget              *box, *name, *row, *before, *arrow;
  GtkWidget              *plain, *value; /* one of both is seen; value: NULL until wanted */
  const KheoImportDetail *shown;         /* borrowed from panel->coming */
} DetailLine;

/* A value typed in the place of what was understood goes to the view as an action; what is still
 * of another row is not listened to. */
static void
value_edited_cb (GtkWidget *value, GParamSpec *pspec, KheoImportPanel *self)
{
  DetailLine *line = g_object_get_data (G_OBJECT (value), "line");
  const char *text = gtk_editable_get_text (GTK_EDITABLE (value));

  if (gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (value)) || line->shown == NULL ||
      g_strcmp0 (line->shown->after, text) == 0)
    return;
  if (self->hide_due == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "import.set-value", "(is)", line->shown->field,
                                text);
}

/* A long value takes two lines rather than a wider panel. */
static void
let_wrap (GtkWidget *value)
{
  for (GtkWidget *child = gtk_widget_get_first_child (value); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      let_wrap (child);
      if (!GTK_IS_LABEL (child))
        continue;
      gtk_label_set_wrap (GTK_LABEL (child), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (child), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
      gtk_label_set_lines (GTK_LABEL (child), 4);
    }
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on && !gtk_widget_has_css_class (widget, css_class))
    gtk_widget_add_css_class (widget, css_class);
  else if (!on && gtk_widget_has_css_class (widget, css_class))
    gtk_widget_remove_css_class (widget, css_class);
}

/* An editor is dear: only a field that may be corrected gets one. */
static void
make_value (KheoImportPanel *self, DetailLine *line)
{
  line->value = gtk_editable_label_new ("");
  g_object_set_data (G_OBJECT (line->value), "line", line);
  gtk_widget_set_tooltip_text (line->value, _ ("Click to correct the value"));
  gtk_widget_set_hexpand (line->value, TRUE);
  let_wrap (line->value);
  g_signal_connect_object (line->value, "notify::editing", G_CALLBACK (value_edited_cb), self, 0);
  gtk_box_append (GTK_BOX (line->row), line->value);
}

static DetailLine *
make_line (KheoImportPanel *self)
{
  DetailLine *line = g_new0 (DetailLine, 1);

  line->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  line->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  line->name = kheo_import_panel_add_label (line->box, "", "caption");
  line->before = kheo_import_panel_add_label (line->row, "", "import-before");
  gtk_widget_set_tooltip_text (line->before, _ ("What the book says now"));
  line->arrow = kheo_import_panel_add_label (line->row, "→", "dim-label");
  line->plain = kheo_import_panel_add_label (line->row, "", NULL);
  gtk_widget_set_hexpand (line->plain, TRUE);
  gtk_box_append (GTK_BOX (line->box), line->row);
  gtk_box_append (GTK_BOX (self->details), line->box);
  g_ptr_array_add (self->lines, line);
  return line;
}

static void
show_line (KheoImportPanel *self, DetailLine *line, const KheoImportDetail *detail)
{
  gboolean   empty = detail->before == NULL || *detail->before == '\0';
  GtkWidget *seen = NULL;

  if (detail->editable && line->value == NULL)
    make_value (self, line);
  line->shown = NULL; /* what ends an edit here is of another row */
  gtk_label_set_label (GTK_LABEL (line->name), detail->label);
  gtk_widget_set_visible (line->before, detail->changed);
  gtk_widget_set_visible (line->arrow, detail->changed);
  if (detail->changed)
    gtk_label_set_label (GTK_LABEL (line->before), empty ? _ ("(empty)") : detail->before);
  gtk_widget_set_visible (line->plain, !detail->editable);
  if (line->value != NULL)
    gtk_widget_set_visible (line->value, detail->editable);
  seen = detail->editable ? line->value : line->plain;
  if (detail->editable)
    {
      gtk_editable_label_stop_editing (GTK_EDITABLE_LABEL (seen), FALSE);
      gtk_editable_set_text (GTK_EDITABLE (seen), detail->after);
      kheo_page_set_label (seen, detail->label);
    }
  else
    gtk_label_set_label (GTK_LABEL (seen), detail->after);
  line->shown = detail;
  set_class (seen, "import-changed", detail->changed);
  gtk_widget_set_visible (line->box, TRUE);
}

/* What changes stands first, so each is passed twice; FALSE when all are shown. */
static gboolean
show_next (KheoImportPanel *self, guint *io_line)
{
  guint n = self->coming->len;

  while (self->at_detail < 2 * n)
    {
      const KheoImportDetail *detail = g_ptr_array_index (self->coming, self->at_detail % n);
      gboolean                first = self->at_detail++ < n;

      if (detail->changed != first)
        continue;
      show_line (self,
                 *io_line < self->lines->len ? self->lines->pdata[*io_line] : make_line (self),
                 detail);
      (*io_line)++;
      return TRUE;
    }
  return FALSE;
}

/* The first frame is left to the picture of the sheet, which moves at once. */
static gboolean
show_details_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KheoImportPanel *self = KHEO_IMPORT_PANEL (widget);
  gint64           end = g_get_monotonic_time () + SLICE_US;

  if (self->detail_waits)
    {
      self->detail_waits = FALSE;
      return G_SOURCE_CONTINUE;
    }
  do
    if (!show_next (self, &self->at_line))
      {
        for (guint i = self->at_line; i < self->lines->len; i++)
          gtk_widget_set_visible (((DetailLine *) self->lines->pdata[i])->box, FALSE);
        self->detail_due = 0;
        return G_SOURCE_REMOVE;
      }
  while (g_get_monotonic_time () < end);
  return G_SOURCE_CONTINUE;
}

static void
stop_showing (KheoImportPanel *self)
{
  if (self->detail_due != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->detail_due);
  self->detail_due = 0;
}

static gboolean
hide_cb (gpointer user_data)
{
  KheoImportPanel *self = user_data;

  self->hide_due = 0;
  kheo_import_panel_set_details (self, NULL);
  return G_SOURCE_REMOVE;
}

/* The lines keep borrowing from what they showed until they show something else. */
static void
forget_details (KheoImportPanel *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    ((DetailLine *) self->lines->pdata[i])->shown = NULL;
  g_clear_pointer (&self->coming, g_ptr_array_unref);
}

void
kheo_import_panel_dispose_details (KheoImportPanel *self)
{
  stop_showing (self);
  g_clear_handle_id (&self->hide_due, g_source_remove);
  forget_details (self);
}

void
kheo_import_panel_set_row (KheoImportPanel *self, const char *title, const char *describe)
{
  g_return_if_fail (KHEO_IS_IMPORT_PANEL (self));

  gtk_label_set_label (GTK_LABEL (self->row_title), title);
  gtk_label_set_label (GTK_LABEL (self->row_kind), describe);
  gtk_widget_set_visible (self->row_kind, *describe != '\0');
  if (self->hide_due == 0)
    self->hide_due = g_timeout_add (STALE_MS, hide_cb, self);
}

void
kheo_import_panel_set_details (KheoImportPanel *self, GPtrArray *details)
{
  g_return_if_fail (KHEO_IS_IMPORT_PANEL (self));

  g_clear_handle_id (&self->hide_due, g_source_remove);
  stop_showing (self);
  forget_details (self);
  gtk_widget_set_visible (self->details, details != NULL);
  if (details == NULL)
    return;
  self->coming = g_ptr_array_ref (details);
  self->at_detail = 0;
  self->at_line = 0;
  self->detail_waits = TRUE;
  self->detail_due = gtk_widget_add_tick_callback (GTK_WIDGET (self), show_details_cb, NULL, NULL);
}
