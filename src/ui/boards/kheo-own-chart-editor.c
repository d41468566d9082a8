#include "kheo-own-chart-editor.h"

#include "kheo-chart-additions.h"
#include "kheo-date-entry.h"
#include "kheo-own-charts.h"
#include "kheo-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* The chart follows when one pauses, not at every key. */
#define TYPING_PAUSE 250 /* milliseconds */
#define TOAST_ROOM   56  /* pixels: a toast does not lie over the last field */

struct _KheoOwnChartEditor
{
  GtkWidget parent_instance;

  KheoOwnChart *chart;   /* owned, as it was set; keeps id and kind */
  guint         refresh; /* source, 0: the chart is up to date */
  gboolean      filling;
  gboolean      changed;

  /* Children. */
  GtkWidget *paned;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *unit;
  GtkWidget *source;
  GtkWidget *day;
  GtkWidget *scroller;
  GtkWidget *table;
  GtkWidget *additions;
  GtkWidget *findings;
  GtkWidget *card;
};

G_DEFINE_FINAL_TYPE (KheoOwnChartEditor, kheo_own_chart_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
get_entry (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_entry (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/* ---- The chart beside ---- */

static void
show_findings (KheoOwnChartEditor *self, const GPtrArray *findings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < findings->len && i < 5; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *) findings->pdata[i]);
  gtk_label_set_label (GTK_LABEL (self->findings), text->str);
  gtk_widget_set_visible (self->findings, findings->len > 0);
}

void
kheo_own_chart_editor_refresh (KheoOwnChartEditor *self)
{
  g_autoptr (KheoOwnChart) chart = NULL;
  g_autoptr (KheoChartData) data = NULL;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *additions = NULL;

  g_return_if_fail (KHEO_IS_OWN_CHART_EDITOR (self));

  g_clear_handle_id (&self->refresh, g_source_remove);
  chart = kheo_own_chart_editor_dup_chart (self);
  additions = kheo_chart_additions_dup_text (KHEO_CHART_ADDITIONS (self->additions), findings);
  data = kheo_own_chart_make_data (chart, findings);
  kheo_chart_additions_set_data (KHEO_CHART_ADDITIONS (self->additions), data);
  kheo_chart_card_set_data (KHEO_CHART_CARD (self->card), data);
  show_findings (self, findings);
}

static gboolean
refresh_cb (gpointer user_data)
{
  KheoOwnChartEditor *self = user_data;

  self->refresh = 0;
  kheo_own_chart_editor_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (KheoOwnChartEditor *self)
{
  if (self->filling)
    return;
  self->changed = TRUE;
  g_clear_handle_id (&self->refresh, g_source_remove);
  self->refresh = g_timeout_add (TYPING_PAUSE, refresh_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What stood around the table, where nothing was typed yet. */
static void
take_words (KheoOwnChartEditor *self, const KheoSmallTable *table)
{
  const struct
  {
    GtkWidget  *row;
    const char *text;
  } words[] = { { self->title, table->title },
                { self->subtitle, table->subtitle },
                { self->unit, table->unit_of_measure },
                { self->source, table->source } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].text != NULL && *get_entry (words[i].row) == '\0')
      set_entry (words[i].row, words[i].text);
}

/* What could not be read is no longer in the cells: it is said here. */
static void
take_read_table (KheoOwnChartEditor *self, const KheoSmallTable *table)
{
  take_words (self, table);
  changed_cb (self);
  kheo_own_chart_editor_refresh (self);
  if (table->findings->len > 0)
    show_findings (self, table->findings);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoOwnChartEditor *self = KHEO_OWN_CHART_EDITOR (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  g_clear_pointer (&self->paned, gtk_widget_unparent);
  g_clear_pointer (&self->chart, kheo_own_chart_free);
  G_OBJECT_CLASS (kheo_own_chart_editor_parent_class)->dispose (object);
}

static void
kheo_own_chart_editor_class_init (KheoOwnChartEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_entry_row (KheoOwnChartEditor *self, GtkWidget *group, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
add_group (GtkWidget *box, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (GTK_BOX (box), group);
  return group;
}

static GtkWidget *
make_form (KheoOwnChartEditor *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *words = add_group (box, _ ("Words"), NULL);
  GtkWidget *cells;
  GtkWidget *day_row = adw_action_row_new ();

  self->title = add_entry_row (self, words, _ ("Title"));
  self->subtitle = add_entry_row (self, words, _ ("Subtitle"));
  self->unit = add_entry_row (self, words, _ ("Unit of measure"));
  self->source = add_entry_row (self, words, _ ("Source"));
  self->day = kheo_date_entry_new (_ ("Figures as of"));
  g_signal_connect_object (self->day, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_valign (self->day, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (day_row), _ ("Figures as of"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (day_row), self->day);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (words), day_row);

  cells = add_group (box, _ ("Figures"),
                     _ ("First line: headings; first column: labels. Type, paste from a "
                        "spreadsheet, or drop a file here."));
  self->table = kheo_table_editor_new ();
  g_signal_connect_object (self->table, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "pasted", G_CALLBACK (take_read_table), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (cells), self->table);
  self->additions = kheo_chart_additions_new (FALSE);
  g_signal_connect_object (self->additions, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->additions);
  gtk_widget_set_margin_bottom (box, TOAST_ROOM);
  gtk_widget_add_css_class (box, "own-chart-form");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_size_request (scroller, 400, -1);
  self->scroller = scroller;
  return scroller;
}

static void
kheo_own_chart_editor_init (KheoOwnChartEditor *self)
{
  GtkWidget *beside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  self->card = kheo_chart_card_new ();
  kheo_chart_card_set_whole (KHEO_CHART_CARD (self->card), TRUE);
  self->findings = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->findings), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->findings), 0);
  gtk_widget_add_css_class (self->findings, "warning");
  gtk_widget_set_visible (self->findings, FALSE);
  gtk_widget_set_vexpand (self->card, TRUE);
  g_signal_connect_object (self->card, "kind-chosen", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (beside), self->card);
  gtk_box_append (GTK_BOX (beside), self->findings);
  gtk_widget_add_css_class (beside, "own-chart-beside");
  gtk_paned_set_start_child (GTK_PANED (self->paned), make_form (self));
  gtk_paned_set_end_child (GTK_PANED (self->paned), beside);
  gtk_paned_set_position (GTK_PANED (self->paned), 470);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (self->paned), FALSE);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
  kheo_own_chart_editor_set_chart (self, NULL);
}

/* ---- Public ---- */

GtkWidget *
kheo_own_chart_editor_new (void)
{
  return g_object_new (KHEO_TYPE_OWN_CHART_EDITOR, NULL);
}

void
kheo_own_chart_editor_set_chart (KheoOwnChartEditor *self, const KheoOwnChart *chart)
{
  static const KheoOwnChart none = { .kind = (char *) "bar" };

  g_return_if_fail (KHEO_IS_OWN_CHART_EDITOR (self));

  g_clear_pointer (&self->chart, kheo_own_chart_free);
  self->chart = kheo_own_chart_dup (chart != NULL ? chart : &none);
  self->filling = TRUE;
  set_entry (self->title, self->chart->title);
  set_entry (self->subtitle, self->chart->subtitle);
  set_entry (self->unit, self->chart->unit_of_measure);
  set_entry (self->source, self->chart->source);
  kheo_date_entry_set_date (KHEO_DATE_ENTRY (self->day), self->chart->dated_on);
  kheo_table_editor_set_content (KHEO_TABLE_EDITOR (self->table), self->chart->content);
  kheo_chart_additions_set_text (KHEO_CHART_ADDITIONS (self->additions), self->chart->options);
  kheo_chart_card_set_kinds (KHEO_CHART_CARD (self->card), KHEO_CHART_ALL_KINDS,
                             kheo_own_chart_get_kind (self->chart));
  self->filling = self->changed = FALSE;
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  kheo_own_chart_editor_refresh (self);
}

KheoOwnChart *
kheo_own_chart_editor_dup_chart (KheoOwnChartEditor *self)
{
  KheoOwnChart *chart;

  g_return_val_if_fail (KHEO_IS_OWN_CHART_EDITOR (self), NULL);

  chart = g_new0 (KheoOwnChart, 1);
  chart->id = self->chart->id;
  chart->unit_id = self->chart->unit_id;
  chart->note = g_strdup (self->chart->note);
  chart->title = g_strstrip (g_strdup (get_entry (self->title)));
  chart->kind = g_strdup (
      kheo_chart_kind_to_name (kheo_chart_card_get_wanted (KHEO_CHART_CARD (self->card))));
  chart->subtitle = g_strstrip (g_strdup (get_entry (self->subtitle)));
  chart->unit_of_measure = g_strstrip (g_strdup (get_entry (self->unit)));
  chart->source = g_strstrip (g_strdup (get_entry (self->source)));
  chart->dated_on = kheo_date_entry_get_date (KHEO_DATE_ENTRY (self->day));
  chart->content = kheo_table_editor_dup_content (KHEO_TABLE_EDITOR (self->table));
  chart->options = kheo_chart_additions_dup_text (KHEO_CHART_ADDITIONS (self->additions), NULL);
  return chart;
}

void
kheo_own_chart_editor_take_table (KheoOwnChartEditor *self, const KheoSmallTable *table)
{
  g_autofree char *content = NULL;

  g_return_if_fail (KHEO_IS_OWN_CHART_EDITOR (self) && table != NULL);

  content = kheo_small_table_to_text (table);
  kheo_table_editor_set_content (KHEO_TABLE_EDITOR (self->table), content);
  take_read_table (self, table);
}

gboolean
kheo_own_chart_editor_is_changed (KheoOwnChartEditor *self)
{
  g_return_val_if_fail (KHEO_IS_OWN_CHART_EDITOR (self), FALSE);
  return self->changed;
}

gboolean
kheo_own_chart_editor_has_figures (KheoOwnChartEditor *self)
{
  g_autofree char *content = NULL;
  g_autoptr (KheoSmallTable) table = NULL;

  g_return_val_if_fail (KHEO_IS_OWN_CHART_EDITOR (self), FALSE);

  content = kheo_table_editor_dup_content (KHEO_TABLE_EDITOR (self->table));
  table = kheo_small_table_parse (content);
  for (guint i = 0; i < table->labels->len * table->series->len; i++)
    if (!isnan (table->values[i]))
      return TRUE;
  return FALSE;
}

KheoTableEditor *
kheo_own_chart_editor_get_table (KheoOwnChartEditor *self)
{
  g_return_val_if_fail (KHEO_IS_OWN_CHART_EDITOR (self), NULL);
  return KHEO_TABLE_EDITOR (self->table);
}

KheoChartCard *
kheo_own_chart_editor_get_card (KheoOwnChartEditor *self)
{
  g_return_val_if_fail (KHEO_IS_OWN_CHART_EDITOR (self), NULL);
  return KHEO_CHART_CARD (self->card);
}
