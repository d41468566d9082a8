#include "kheo-chart-additions.h"

#include "kheo-chart-options.h"
#include "kheo-page.h"
#include "kheo-small-grid.h"
#include "kheo-suggest.h"
#include "kheo-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Labels suggested at a time. */
#define MOST_SUGGESTIONS 8u

struct _KheoChartAdditions
{
  GtkWidget parent_instance;

  char       **labels; /* of the categories; owned */
  gboolean     has_before;
  gboolean     filling; /* by set_text, not by a person */
  KheoSuggest *suggest; /* of @emphasis, lives as long */

  /* Children. */
  GtkWidget *box;
  GtkWidget *before; /* switch */
  GtkWidget *average;
  GtkWidget *references; /* text views */
  GtkWidget *notes;
  GtkWidget *emphasis; /* entry */
};

G_DEFINE_FINAL_TYPE (KheoChartAdditions, kheo_chart_additions, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
changed_cb (KheoChartAdditions *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- Suggested labels: those that hold what is typed, marks of spelling aside ---- */

static void
asked_cb (KheoChartAdditions *self, const char *text)
{
  GPtrArray       *items = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_suggestion_free);
  g_autofree char *key = kheo_text_match_key (text);

  for (guint i = 0; self->labels != NULL && self->labels[i] != NULL; i++)
    {
      g_autofree char *label_key = kheo_text_match_key (self->labels[i]);

      if (items->len < MOST_SUGGESTIONS && strstr (label_key, key) != NULL)
        g_ptr_array_add (items, kheo_suggestion_new (i, 0, self->labels[i], NULL));
    }
  kheo_suggest_take_items (self->suggest, items, _ ("There is no such label in the chart"));
}

static void
chosen_cb (KheoChartAdditions *self, KheoSuggestion *item)
{
  kheo_suggest_set_text (self->suggest, item->title);
  gtk_editable_set_position (GTK_EDITABLE (self->emphasis), -1);
}

/* ---- As text ---- */

static char *
dup_lines (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
set_lines (GtkWidget *view, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
read_references (KheoChartAdditions *self, KheoChartOptions *options, GPtrArray *findings)
{
  g_autofree char *text = dup_lines (self->references);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0' &&
        !kheo_chart_options_add_reference_text (options, lines[i]) && findings != NULL)
      g_ptr_array_add (findings, g_strdup_printf (_ ("“%s” is no level to compare with: write "
                                                     "its name, “=” and a number."),
                                                  lines[i]));
}

static void
read_notes (KheoChartAdditions *self, KheoChartOptions *options)
{
  g_autofree char *text = dup_lines (self->notes);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      kheo_chart_options_add_note_text (options, lines[i]);
}

static void
show_references (KheoChartAdditions *self, const GArray *references)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < references->len; i++)
    {
      const KheoChartReference *reference = &g_array_index (references, KheoChartReference, i);
      g_autofree char          *value = kheo_small_number_to_text (reference->value);

      g_string_append_printf (text, "%s=%s\n", reference->label, value);
    }
  set_lines (self->references, text->str);
}

static void
show_notes (KheoChartAdditions *self, const GArray *notes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    {
      const KheoChartNote *note = &g_array_index (notes, KheoChartNote, i);

      g_string_append_printf (text, "%s%s%s\n", note->label, *note->label != '\0' ? "=" : "",
                              note->text);
    }
  set_lines (self->notes, text->str);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoChartAdditions *self = KHEO_CHART_ADDITIONS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->labels, g_strfreev);
  G_OBJECT_CLASS (kheo_chart_additions_parent_class)->dispose (object);
}

static void
kheo_chart_additions_class_init (KheoChartAdditionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_group (KheoChartAdditions *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (GTK_BOX (self->box), group);
  return group;
}

static GtkWidget *
add_switch (KheoChartAdditions *self, GtkWidget *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *knob = gtk_switch_new ();

  gtk_widget_set_valign (knob, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), knob);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), knob);
  kheo_page_set_label (knob, title);
  g_signal_connect_object (knob, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return knob;
}

static GtkWidget *
add_lines (KheoChartAdditions *self, const char *title, const char *description)
{
  GtkWidget *group = add_group (self, title, description);
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *frame = gtk_frame_new (NULL);

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_widget_set_size_request (view, -1, 54);
  kheo_page_set_label (view, title);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_frame_set_child (GTK_FRAME (frame), view);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), frame);
  return view;
}

/* An entry, since a province has hundreds of labels: what is typed is looked up without marks. */
static void
add_emphasis (KheoChartAdditions *self)
{
  GtkWidget *group = add_group (self, NULL, NULL);
  GtkWidget *row = adw_action_row_new ();

  self->emphasis = gtk_entry_new ();
  gtk_widget_set_valign (self->emphasis, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->emphasis), 26);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->emphasis), _ ("None"));
  kheo_page_set_label (self->emphasis, _ ("Label that stands out"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Label that stands out"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->emphasis);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  self->suggest = kheo_suggest_attach (self->emphasis, _ ("Labels of the chart"));
  kheo_suggest_set_ask_empty (self->suggest, TRUE);
  g_signal_connect_object (self->emphasis, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggest, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggest, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
kheo_chart_additions_init (KheoChartAdditions *self)
{
  GtkWidget *group;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  group = add_group (self, NULL, NULL);
  self->before = add_switch (self, group, _ ("The same time a year before"));
  self->average = add_switch (self, group, _ ("The average"));
  self->references = add_lines (self, _ ("Levels to compare with"),
                                _ ("A line each: name=value, such as “Average=12,5”."));
  add_emphasis (self);
  self->notes = add_lines (self, _ ("Notes in the chart"),
                           _ ("A line each: label=note, or a note on the whole chart."));
}

/* ---- Public ---- */

GtkWidget *
kheo_chart_additions_new (gboolean has_before)
{
  KheoChartAdditions *self = g_object_new (KHEO_TYPE_CHART_ADDITIONS, NULL);

  self->has_before = has_before;
  gtk_widget_set_visible (gtk_widget_get_ancestor (self->before, ADW_TYPE_ACTION_ROW), has_before);
  return GTK_WIDGET (self);
}

void
kheo_chart_additions_set_data (KheoChartAdditions *self, const KheoChartData *data)
{
  guint n = data != NULL ? kheo_chart_data_get_n_categories (data) : 0;

  g_return_if_fail (KHEO_IS_CHART_ADDITIONS (self));

  g_strfreev (self->labels);
  self->labels = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    self->labels[i] = g_strdup (kheo_chart_data_get_category_label (data, i));
}

void
kheo_chart_additions_set_text (KheoChartAdditions *self, const char *text)
{
  g_autoptr (KheoChartOptions) options = kheo_chart_options_parse (text);

  g_return_if_fail (KHEO_IS_CHART_ADDITIONS (self));

  self->filling = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->before), options->before);
  gtk_switch_set_active (GTK_SWITCH (self->average), options->average);
  show_references (self, options->references);
  show_notes (self, options->notes);
  kheo_suggest_set_text (self->suggest, options->emphasis != NULL ? options->emphasis : "");
  self->filling = FALSE;
}

char *
kheo_chart_additions_dup_text (KheoChartAdditions *self, GPtrArray *findings)
{
  g_autoptr (KheoChartOptions) options = kheo_chart_options_new ();

  g_return_val_if_fail (KHEO_IS_CHART_ADDITIONS (self), NULL);

  options->before = self->has_before && gtk_switch_get_active (GTK_SWITCH (self->before));
  options->average = gtk_switch_get_active (GTK_SWITCH (self->average));
  read_references (self, options, findings);
  read_notes (self, options);
  kheo_chart_options_set_emphasis (options, gtk_editable_get_text (GTK_EDITABLE (self->emphasis)));
  return kheo_chart_options_to_text (options);
}

void
kheo_chart_additions_begin_note (KheoChartAdditions *self, const char *label)
{
  GtkTextBuffer   *buffer;
  GtkTextIter      end;
  g_autofree char *line = NULL;

  g_return_if_fail (KHEO_IS_CHART_ADDITIONS (self) && label != NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->notes));
  line = g_strdup_printf ("%s=", label);
  gtk_text_buffer_get_end_iter (buffer, &end);
  self->filling = TRUE;
  gtk_text_buffer_insert (buffer, &end, line, -1);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  self->filling = FALSE;
  gtk_widget_grab_focus (self->notes);
}
