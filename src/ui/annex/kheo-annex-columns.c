#include "kheo-annex-columns.h"

#include "kheo-page.h"

#include <glib/gi18n-lib.h>

#define MOST_WIDTH 30.0

struct _KheoAnnexColumns
{
  AdwBin parent_instance;

  KheoAnnexDraft *draft;
  GtkWidget      *list; /* one expander a column */
  GtkWidget      *add_row;
  GPtrArray      *unused; /* keys that can be added, borrowed from the offers */
  int             open;   /* the row that is unfolded; -1 */
  gboolean        filling;
};

G_DEFINE_FINAL_TYPE (KheoAnnexColumns, kheo_annex_columns, ADW_TYPE_BIN)

/* A row's widgets; lives as long as the row. */
typedef struct
{
  KheoAnnexColumns *owner; /* borrowed: holds the row */
  guint             index;
  GtkWidget        *expander, *heading, *group, *width, *sum;
} Row;

static void fill (KheoAnnexColumns *self);

static const KheoAnnexOffer *
find_offer (KheoAnnexColumns *self, const char *key)
{
  const GPtrArray *offers = kheo_annex_draft_get_offers (self->draft);

  for (guint i = 0; i < offers->len; i++)
    if (g_str_equal (((const KheoAnnexOffer *) offers->pdata[i])->key, key))
      return offers->pdata[i];
  return NULL;
}

/* The column of the row, which is the layout's own from now on. */
static KheoAnnexLayoutColumn *
own_column (const Row *row)
{
  GPtrArray *columns = kheo_annex_draft_get_layout (row->owner->draft)->columns;

  kheo_annex_draft_own_columns (row->owner->draft);
  return row->index < columns->len ? columns->pdata[row->index] : NULL;
}

/* ---- Changing one ---- */

static char *
text_of (GtkWidget *entry)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
show_title (const Row *row, const char *title)
{
  g_autofree char *markup = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->expander), markup);
}

static void
edited_cb (Row *row)
{
  KheoAnnexLayoutColumn *column;
  const KheoAnnexOffer  *offer;
  g_auto (GStrv) levels = NULL;

  if (row->owner->filling || (column = own_column (row)) == NULL)
    return;
  offer = find_offer (row->owner, column->key);
  g_free (column->heading);
  column->heading = text_of (row->heading);
  if (offer != NULL && g_str_equal (column->heading, offer->heading))
    g_clear_pointer (&column->heading, g_free);
  /* Levels are typed with a stroke between them. */
  levels = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (row->group)), "|", -1);
  for (guint i = 0; levels[i] != NULL; i++)
    g_strstrip (levels[i]);
  g_free (column->group);
  column->group = g_strjoinv ("\n", levels);
  if (offer != NULL && g_str_equal (column->group, offer->group != NULL ? offer->group : ""))
    g_clear_pointer (&column->group, g_free);
  column->width = gtk_spin_button_get_value (GTK_SPIN_BUTTON (row->width));
  column->sum = gtk_switch_get_active (GTK_SWITCH (row->sum));
  kheo_annex_draft_touch (row->owner->draft, TRUE);
}

static void
unfolded_cb (GtkWidget *expander, GParamSpec *pspec, Row *row)
{
  gboolean    open = adw_expander_row_get_expanded (ADW_EXPANDER_ROW (expander));
  const char *heading = gtk_editable_get_text (GTK_EDITABLE (row->heading));

  if (row->owner->filling)
    return;
  row->owner->open = open ? (int) row->index : -1;
  if (!open && *heading != '\0') /* what was typed is seen again when the entry is not */
    show_title (row, heading);
}

/* ---- Changing which there are ---- */

/* The rows are made anew when the click is over: the button that was clicked is in one of them. */
static gboolean
refill_cb (gpointer user_data)
{
  fill (user_data);
  return G_SOURCE_REMOVE;
}

static void
refill (KheoAnnexColumns *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, refill_cb, g_object_ref (self), g_object_unref);
  kheo_annex_draft_touch (self->draft, TRUE);
}

static void
move (Row *row, int step)
{
  GPtrArray *columns = kheo_annex_draft_get_layout (row->owner->draft)->columns;
  int        to = (int) row->index + step;
  gpointer   column;

  if (own_column (row) == NULL || to < 0 || to >= (int) columns->len)
    return;
  column = g_ptr_array_steal_index (columns, row->index);
  g_ptr_array_insert (columns, to, column);
  if (row->owner->open == (int) row->index)
    row->owner->open = to;
  refill (row->owner);
}

static void
up_cb (Row *row)
{
  move (row, -1);
}

static void
down_cb (Row *row)
{
  move (row, 1);
}

static void
remove_cb (Row *row)
{
  GPtrArray *columns = kheo_annex_draft_get_layout (row->owner->draft)->columns;

  /* The last one stays: an annex without columns is none. */
  if (own_column (row) == NULL || columns->len < 2)
    return;
  g_ptr_array_remove_index (columns, row->index);
  row->owner->open = -1;
  refill (row->owner);
}

static void
add_cb (KheoAnnexColumns *self)
{
  guint                 choice = adw_combo_row_get_selected (ADW_COMBO_ROW (self->add_row));
  const KheoAnnexOffer *offer;

  if (self->filling || choice == 0 || choice > self->unused->len)
    return;
  offer = find_offer (self, self->unused->pdata[choice - 1]);
  kheo_annex_draft_own_columns (self->draft);
  kheo_annex_layout_add_column (kheo_annex_draft_get_layout (self->draft), offer->key)->sum =
      offer->sum;
  refill (self);
}

/* ---- Rows ---- */

static void
add_button (Row *row, GtkWidget *expander, const char *icon, const char *label, GCallback clicked)
{
  GtkWidget       *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *full = g_strdup_printf (
      "%s: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (expander)), label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  kheo_page_set_label (button, full);
  g_signal_connect_swapped (button, "clicked", clicked, row);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (expander), button);
}

static GtkWidget *
add_entry (Row *row, GtkWidget *expander, const char *title, const char *text)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (edited_cb), row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), entry);
  return entry;
}

static void
add_plain (GtkWidget *expander, const char *title, GtkWidget *suffix)
{
  GtkWidget *line = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  kheo_page_set_label (suffix, title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), suffix);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (line), suffix);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), line);
}

/* "Of which | by kind": as it is typed. */
static char *
show_levels (const char *group)
{
  g_auto (GStrv) levels = g_strsplit (group != NULL ? group : "", "\n", -1);

  return g_strjoinv (" | ", levels);
}

static void
add_details (Row                         *row,
             GtkWidget                   *expander,
             const KheoAnnexOffer        *offer,
             const KheoAnnexLayoutColumn *column)
{
  const char      *heading = column != NULL ? column->heading : NULL;
  const char      *group = column != NULL ? column->group : NULL;
  double           width = column != NULL ? column->width : 0;
  g_autofree char *levels = show_levels (group != NULL ? group : offer->group);

  row->heading = add_entry (row, expander, _ ("Heading of the column"),
                            heading != NULL ? heading : offer->heading);
  row->group = add_entry (row, expander, _ ("Common headings above, | between them"), levels);
  row->width = gtk_spin_button_new_with_range (0, MOST_WIDTH, 0.5);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (row->width), width > 0 ? width : offer->weight);
  g_signal_connect_swapped (row->width, "value-changed", G_CALLBACK (edited_cb), row);
  add_plain (expander, _ ("Share of the width"), row->width);
  row->sum = gtk_switch_new ();
  gtk_switch_set_active (GTK_SWITCH (row->sum), column != NULL ? column->sum : offer->sum);
  gtk_widget_set_sensitive (row->sum, offer->sum);
  g_signal_connect_swapped (row->sum, "notify::active", G_CALLBACK (edited_cb), row);
  add_plain (expander, _ ("Add up in groups and total"), row->sum);
}

static GtkWidget *
make_row (KheoAnnexColumns *self, guint index, const char *key)
{
  const KheoAnnexOffer        *offer = find_offer (self, key);
  const KheoAnnexLayoutColumn *column =
      kheo_annex_layout_find_column (kheo_annex_draft_get_layout (self->draft), key);
  GtkWidget *expander = adw_expander_row_new ();
  Row       *row = g_new0 (Row, 1);

  row->owner = self;
  row->index = index;
  row->expander = expander;
  g_object_set_data_full (G_OBJECT (expander), "kheo-row", row, g_free);
  show_title (row, column != NULL && column->heading != NULL ? column->heading
                   : offer != NULL                           ? offer->heading
                                                             : key);
  if (offer != NULL && offer->group != NULL)
    {
      g_autofree char *group = g_markup_escape_text (offer->group, -1);

      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), group);
    }
  /* The last one added comes first. */
  add_button (row, expander, "list-remove-symbolic", _ ("Leave out"), G_CALLBACK (remove_cb));
  add_button (row, expander, "go-down-symbolic", _ ("Further right"), G_CALLBACK (down_cb));
  add_button (row, expander, "go-up-symbolic", _ ("Further left"), G_CALLBACK (up_cb));
  if (offer != NULL)
    add_details (row, expander, offer, column);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), self->open == (int) index);
  if (offer != NULL)
    g_signal_connect (expander, "notify::expanded", G_CALLBACK (unfolded_cb), row);
  return expander;
}

static void
fill_unused (KheoAnnexColumns *self, const GPtrArray *shown)
{
  const GPtrArray *offers = kheo_annex_draft_get_offers (self->draft);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->unused, 0);
  gtk_string_list_append (labels, _ ("Add a column…"));
  for (guint i = 0; i < offers->len; i++)
    {
      const KheoAnnexOffer *offer = offers->pdata[i];
      g_autofree char      *label = NULL;

      if (g_ptr_array_find_with_equal_func ((GPtrArray *) shown, offer->key, g_str_equal, NULL))
        continue;
      label = offer->group != NULL ? g_strdup_printf ("%s: %s", offer->group, offer->heading)
                                   : g_strdup (offer->heading);
      g_ptr_array_add (self->unused, offer->key);
      gtk_string_list_append (labels, label);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->add_row), G_LIST_MODEL (labels));
  gtk_widget_set_sensitive (self->add_row, self->unused->len > 0);
}

static void
fill (KheoAnnexColumns *self)
{
  g_autoptr (GPtrArray) shown = NULL;
  GtkWidget *child;

  if (self->draft == NULL)
    return;
  shown = kheo_annex_draft_list_shown (self->draft);
  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < shown->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, i, shown->pdata[i]));
  fill_unused (self, shown);
  self->filling = FALSE;
}

/* The usual columns are known once there is a page. */
static void
known_cb (KheoAnnexColumns *self)
{
  if (kheo_annex_draft_get_layout (self->draft)->columns->len == 0)
    fill (self);
}

static void
replaced_cb (KheoAnnexColumns *self)
{
  self->open = -1;
  fill (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoAnnexColumns *self = KHEO_ANNEX_COLUMNS (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->unused, g_ptr_array_unref);
  G_OBJECT_CLASS (kheo_annex_columns_parent_class)->dispose (object);
}

static void
kheo_annex_columns_class_init (KheoAnnexColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
kheo_annex_columns_init (KheoAnnexColumns *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *adding = adw_preferences_group_new ();

  self->unused = g_ptr_array_new ();
  self->open = -1;
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  kheo_page_set_label (self->list, _ ("Table columns"));
  self->add_row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add_row), _ ("Column"));
  g_signal_connect_object (self->add_row, "notify::selected", G_CALLBACK (add_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (adding), self->add_row);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), adding);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
kheo_annex_columns_new (KheoAnnexDraft *draft)
{
  KheoAnnexColumns *self = g_object_new (KHEO_TYPE_ANNEX_COLUMNS, NULL);

  self->draft = g_object_ref (draft);
  fill (self);
  g_signal_connect_object (draft, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "known", G_CALLBACK (known_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
