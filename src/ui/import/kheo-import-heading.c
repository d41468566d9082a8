#include "kheo-import-heading.h"

#include "kheo-page.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Of a row of the list. */
#define FIELD "kheo-field" /* GINT_TO_POINTER */
#define KEY   "kheo-key"   /* of its label, for the search */

typedef struct
{
  GtkWidget *popover, *list;               /* borrowed: they own this */
  GtkWidget *indicator, *period, *measure; /* … of columns of figures */
  guint      table, column;                /* of the sheet */
  char      *key;                          /* what is searched for */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_free (asking->key);
  g_free (asking);
}

/* ---- The list ---- */

static gboolean
is_wanted (GtkListBoxRow *row, gpointer user_data)
{
  Asking     *asking = user_data;
  const char *key = g_object_get_data (G_OBJECT (row), KEY);

  return asking->key == NULL || strstr (key, asking->key) != NULL;
}

static void
choose (Asking *asking, GtkListBoxRow *row)
{
  int field = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), FIELD));

  gtk_widget_activate_action (asking->popover, "import.set-column", "(uui)", asking->table,
                              asking->column, field);
  gtk_popover_popdown (GTK_POPOVER (asking->popover));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, Asking *asking)
{
  choose (asking, row);
}

static void
search_changed_cb (GtkSearchEntry *entry, Asking *asking)
{
  g_free (asking->key);
  asking->key = kheo_text_fold (gtk_editable_get_text (GTK_EDITABLE (entry)));
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (asking->list));
}

/* The first that is left. */
static void
search_activate_cb (GtkSearchEntry *entry, Asking *asking)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (asking->list), i)) != NULL;
       i++)
    if (is_wanted (row, asking))
      {
        choose (asking, row);
        return;
      }
}

static void
add_field (GtkWidget *list, const KheoReviewField *field, gboolean chosen)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (field->label);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *row = NULL;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_opacity (check, chosen ? 1 : 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_append (GTK_LIST_BOX (list), box);
  row = gtk_widget_get_last_child (list);
  g_object_set_data (G_OBJECT (row), FIELD, GINT_TO_POINTER (field->field));
  g_object_set_data_full (G_OBJECT (row), KEY, kheo_text_fold (field->label), g_free);
  kheo_page_set_label (row, field->label);
  if (chosen)
    gtk_list_box_select_row (GTK_LIST_BOX (list), GTK_LIST_BOX_ROW (row));
}

static GtkWidget *
make_list (Asking *asking, const KheoReviewTable *table, const KheoReviewColumn *column)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; i < table->fields->len; i++)
    {
      const KheoReviewField *field = g_ptr_array_index (table->fields, i);

      add_field (list, field, field->field == column->field);
    }
  gtk_widget_add_css_class (list, "import-fields");
  gtk_list_box_set_filter_func (GTK_LIST_BOX (list), is_wanted, asking, NULL);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), asking);
  kheo_page_set_label (list, _ ("What this column can be"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              column->field == KHEO_COLUMN_VALUE ? 150 : 300);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 120);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  asking->list = list;
  return scroller;
}

/* ---- Letters ---- */

static void
letters_toggled_cb (GtkToggleButton *button, Asking *asking)
{
  int encoding = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), FIELD));

  if (!gtk_toggle_button_get_active (button))
    return;
  gtk_widget_activate_action (asking->popover, "import.set-encoding", "(uui)", asking->table,
                              asking->column, encoding);
  gtk_popover_popdown (GTK_POPOVER (asking->popover));
}

static GtkWidget *
make_letters (Asking *asking, KheoEncoding now)
{
  static const struct
  {
    KheoEncoding encoding;
    const char  *name;
  } choices[] = { { KHEO_ENCODING_UNICODE, "Unicode" },
                  { KHEO_ENCODING_TCVN3, "TCVN3" },
                  { KHEO_ENCODING_VNI, "VNI" } };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget       *button = gtk_toggle_button_new_with_label (choices[i].name);
      g_autofree char *label = g_strdup_printf (_ ("Read as %s"), choices[i].name);

      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                   first != NULL ? GTK_TOGGLE_BUTTON (first) : NULL);
      first = first != NULL ? first : button;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), choices[i].encoding == now);
      g_object_set_data (G_OBJECT (button), FIELD, GINT_TO_POINTER ((int) choices[i].encoding));
      g_signal_connect (button, "toggled", G_CALLBACK (letters_toggled_cb), asking);
      kheo_page_set_label (button, label);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* A sample as it stands and as it was read, so that nothing is converted unseen. */
static void
add_letters (GtkWidget *box, Asking *asking, const KheoReviewColumn *column)
{
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  add_label (box, _ ("Letters of this column"), "caption-heading");
  if (column->sample_raw != NULL && column->sample != NULL)
    {
      g_autofree char *sample = g_strdup_printf ("%s → %s", column->sample_raw, column->sample);

      add_label (box, sample, NULL);
    }
  else if (column->sample != NULL)
    add_label (box, column->sample, NULL);
  gtk_box_append (GTK_BOX (box), make_letters (asking, column->encoding));
}

/* ---- What figures are of ---- */

static void
meaning_clicked_cb (GtkWidget *button, Asking *asking)
{
  gtk_widget_activate_action (asking->popover, "import.set-meaning", "(uussi)", asking->table,
                              asking->column,
                              gtk_editable_get_text (GTK_EDITABLE (asking->indicator)),
                              gtk_editable_get_text (GTK_EDITABLE (asking->period)),
                              (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (asking->measure)));
  gtk_popover_popdown (GTK_POPOVER (asking->popover));
}

static GtkWidget *
add_entry (GtkWidget *box, const char *label, const char *text, const char *hint)
{
  GtkWidget *entry = gtk_entry_new ();

  add_label (box, label, "caption");
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  kheo_page_set_label (entry, label);
  gtk_box_append (GTK_BOX (box), entry);
  return entry;
}

/* In the order of KheoMeasure. */
static GtkWidget *
make_measures (KheoMeasure now)
{
  const char *const names[] = {
    _ ("What was done"),         _ ("What is to be reached"), _ ("Share of the target: not taken"),
    _ ("Comparison: not taken"), _ ("Total: not taken"),      NULL
  };
  GtkWidget *choice = gtk_drop_down_new_from_strings (names);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), (guint) now);
  kheo_page_set_label (choice, _ ("What the figures say"));
  return choice;
}

static void
add_meaning (GtkWidget *box, Asking *asking, const KheoReviewColumn *column)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Take it so"));

  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  asking->indicator = add_entry (box, _ ("Indicator"), column->indicator, _ ("As the row says"));
  asking->period = add_entry (box, _ ("Period, as 2024, 2024-Q1 or 2024-07"), column->period,
                              _ ("As the row or the sheet says"));
  asking->measure = make_measures (column->measure);
  gtk_box_append (GTK_BOX (box), asking->measure);
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect (button, "clicked", G_CALLBACK (meaning_clicked_cb), asking);
  gtk_box_append (GTK_BOX (box), button);
}

/* ---- All ---- */

GtkWidget *
kheo_import_heading_new (const KheoReviewTable *table, guint number, const KheoReviewColumn *column)
{
  GtkWidget       *popover = gtk_popover_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget       *search = gtk_search_entry_new ();
  Asking          *asking = g_new0 (Asking, 1);
  g_autofree char *title = g_strdup_printf (
      _ ("“%s” is"), *column->heading != '\0' ? column->heading : _ ("This column"));

  asking->popover = popover;
  asking->table = number;
  asking->column = column->column;
  g_object_set_data_full (G_OBJECT (popover), "asking", asking, asking_free);
  add_label (box, title, "heading");
  g_object_set (search, "placeholder-text", _ ("Search the fields"), NULL);
  kheo_page_set_label (search, _ ("Search the fields"));
  g_signal_connect (search, "search-changed", G_CALLBACK (search_changed_cb), asking);
  g_signal_connect (search, "activate", G_CALLBACK (search_activate_cb), asking);
  g_signal_connect_swapped (search, "stop-search", G_CALLBACK (gtk_popover_popdown), popover);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), make_list (asking, table, column));
  if (column->field == KHEO_COLUMN_VALUE)
    add_meaning (box, asking, column);
  else if (column->sample != NULL)
    add_letters (box, asking, column);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "import-heading");
  return popover;
}
