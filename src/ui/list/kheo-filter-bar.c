#include "kheo-filter-bar.h"

#include "kheo-book-tables.h"
#include "kheo-matters.h"

#include <glib/gi18n-lib.h>

struct _KheoFilterBar
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget *drop_downs; /* box */
  GtkWidget *chips;      /* box inside @chip_area */
  GtkWidget *chip_area;

  /* owned */
  KheoScope *scope;
  KheoQuery *query;   /* carries the conditions, nothing else */
  GPtrArray *choices; /* GtkDropDown, borrowed */
  char      *file;    /* name of the import that is a condition, once it is known */
  gint64     file_id; /* … of which; 0: none */

  const KheoRegister *reg;
  gboolean            settling; /* the drop-downs follow @query, not the person */
};

G_DEFINE_FINAL_TYPE (KheoFilterBar, kheo_filter_bar, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define FIELD_KEY "kheo-field" /* on a drop-down: const KheoField * */
#define VALUES_KEY                                                                                 \
  "kheo-values" /* on a drop-down: GStrv, stored value of each place; "" for all                   \
                 */

static void show_chips (KheoFilterBar *self);

static void
changed (KheoFilterBar *self)
{
  show_chips (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Drop-downs */

static void
show_choice (KheoFilterBar *self, GtkDropDown *drop_down)
{
  const KheoField   *field = g_object_get_data (G_OBJECT (drop_down), FIELD_KEY);
  const char *const *values = g_object_get_data (G_OBJECT (drop_down), VALUES_KEY);
  const char        *value = kheo_query_get_condition (self->query, field->name);
  guint              place = 0;

  for (guint i = 1; value != NULL && values[i] != NULL; i++)
    if (g_str_equal (values[i], value))
      place = i;
  self->settling = TRUE;
  gtk_drop_down_set_selected (drop_down, place);
  self->settling = FALSE;
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, KheoFilterBar *self)
{
  const KheoField   *field = g_object_get_data (G_OBJECT (drop_down), FIELD_KEY);
  const char *const *values = g_object_get_data (G_OBJECT (drop_down), VALUES_KEY);
  guint              place = gtk_drop_down_get_selected (drop_down);

  if (self->settling || place == GTK_INVALID_LIST_POSITION)
    return;
  kheo_query_set_condition (self->query, field->name, place > 0 ? values[place] : NULL);
  changed (self);
}

/* "Field: all" stands for no condition. */
static void
fill (KheoFilterBar *self, GtkDropDown *drop_down)
{
  const KheoField *field = g_object_get_data (G_OBJECT (drop_down), FIELD_KEY);
  GArray          *years = kheo_scope_get_years (self->scope);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  /* Translators: the name of a field, as "Field: all". */
  g_autofree char *all = g_strdup_printf (_ ("%s: all"), _ (field->label));

  gtk_string_list_append (labels, all);
  g_strv_builder_add (values, "");
  for (const KheoChoice *choice = field->choices; choice && choice->value != NULL; choice++)
    {
      gtk_string_list_append (labels, _ (choice->label));
      g_strv_builder_add (values, choice->value);
    }
  for (guint i = 0; field->type == KHEO_FIELD_YEAR && years != NULL && i < years->len; i++)
    {
      g_autofree char *year = g_strdup_printf ("%d", g_array_index (years, int, i));

      gtk_string_list_append (labels, year);
      g_strv_builder_add (values, year);
    }
  g_object_set_data_full (G_OBJECT (drop_down), VALUES_KEY, g_strv_builder_end (values),
                          (GDestroyNotify) g_strfreev);
  self->settling = TRUE;
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (labels));
  self->settling = FALSE;
  show_choice (self, drop_down);
}

static void
setup_label_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

/* "Field" while all are shown, else the choice. */
static void
bind_label_cb (GtkListItemFactory *factory, GtkListItem *item, const KheoField *field)
{
  GtkStringObject *string = gtk_list_item_get_item (item);
  gboolean         all = gtk_list_item_get_position (item) == 0;

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      all ? _ (field->label) : gtk_string_object_get_string (string));
}

/* The buttons are short and shrink in narrow windows; the list that opens says all. */
static void
let_shrink (GtkDropDown *drop_down, const KheoField *field)
{
  g_autoptr (GtkListItemFactory) shown = gtk_signal_list_item_factory_new ();

  g_signal_connect (shown, "setup", G_CALLBACK (setup_label_cb), NULL);
  g_signal_connect (shown, "bind", G_CALLBACK (bind_label_cb), (gpointer) field);
  g_object_set (drop_down, "list-factory", gtk_drop_down_get_factory (drop_down), NULL);
  gtk_drop_down_set_factory (drop_down, shown);
}

static void
add_drop_down (KheoFilterBar *self, const KheoField *field)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  let_shrink (GTK_DROP_DOWN (drop_down), field);
  g_object_set_data (G_OBJECT (drop_down), FIELD_KEY, (gpointer) field);
  kheo_page_set_label (drop_down, _ (field->label));
  fill (self, GTK_DROP_DOWN (drop_down));
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (selected_cb), self);
  gtk_box_append (GTK_BOX (self->drop_downs), drop_down);
  g_ptr_array_add (self->choices, drop_down);
}

/* The years of the book may have changed. */
static void
scope_changed_cb (KheoFilterBar *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      GtkDropDown     *drop_down = g_ptr_array_index (self->choices, i);
      const KheoField *field = g_object_get_data (G_OBJECT (drop_down), FIELD_KEY);
      GArray          *years = kheo_scope_get_years (self->scope);

      if (field->type == KHEO_FIELD_YEAR && years != NULL &&
          g_list_model_get_n_items (gtk_drop_down_get_model (drop_down)) != years->len + 1)
        fill (self, drop_down);
    }
  show_chips (self);
}

/* Chips */

static void
chip_cb (GtkWidget *chip, KheoFilterBar *self)
{
  const char *name = gtk_widget_get_name (chip);

  if (g_str_equal (name, "search"))
    kheo_scope_set_search (self->scope, NULL);
  else
    kheo_query_set_condition (self->query, name, NULL);
  for (guint i = 0; i < self->choices->len; i++)
    show_choice (self, g_ptr_array_index (self->choices, i));
  changed (self);
}

static void
clear_cb (KheoFilterBar *self)
{
  kheo_scope_set_search (self->scope, NULL);
  kheo_filter_bar_set_query (self, NULL);
  changed (self);
}

/* A click takes the condition away. */
static void
add_chip (KheoFilterBar *self, const char *name, const char *text)
{
  GtkWidget       *chip = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *label = gtk_label_new (text);
  g_autofree char *spoken = g_strdup_printf (_ ("Take away the filter %s"), text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_set_name (chip, name);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_tooltip_text (chip, spoken);
  kheo_page_set_label (chip, spoken);
  g_signal_connect (chip, "clicked", G_CALLBACK (chip_cb), self);
  gtk_box_append (GTK_BOX (self->chips), chip);
}

typedef struct
{
  KheoFilterBar *bar;
  gint64         id;
} FileWait;

static gpointer
file_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_import_table_get (db, *(gint64 *) data, error);
}

static void
entry_free (gpointer entry)
{
  kheo_import_entry_free (entry);
}

static void
file_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree FileWait *wait = user_data;
  g_autoptr (KheoFilterBar) self = wait->bar;
  KheoImportEntry *entry = kheo_store_read_finish (KHEO_STORE (source), result, NULL);

  if (entry != NULL && self->scope != NULL && wait->id == self->file_id)
    {
      g_free (self->file);
      self->file = g_strdup (entry->file);
      show_chips (self);
    }
  g_clear_pointer (&entry, kheo_import_entry_free);
}

/* A file is known by its id only; its name comes a moment later. */
static char *
import_text (KheoFilterBar *self, gint64 id)
{
  FileWait *wait;

  if (self->file_id == id && self->file != NULL)
    return g_strdup_printf (_ ("From the file %s"), self->file);
  if (self->file_id == id)
    return g_strdup (_ ("From one file"));
  g_clear_pointer (&self->file, g_free);
  self->file_id = id;
  wait = g_new0 (FileWait, 1);
  wait->bar = g_object_ref (self);
  wait->id = id;
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), file_job,
                         g_memdup2 (&id, sizeof id), g_free, entry_free,
                         kheo_scope_get_cancellable (self->scope), file_cb, wait);
  return g_strdup (_ ("From one file"));
}

static char *
condition_text (KheoFilterBar *self, const KheoCondition *condition)
{
  const KheoField *field = g_str_equal (condition->field, KHEO_CONDITION_STANDING)
                               ? kheo_standing_field ()
                               : kheo_register_get_field (self->reg, condition->field);
  const char      *value = condition->value;

  if (g_str_equal (condition->field, "group"))
    return g_strdup_printf (_ ("Group: %s"), value);
  if (field == NULL)
    {
      gint64 unit = g_ascii_strtoll (value, NULL, 10);

      return kheo_scope_dup_unit_name (self->scope, unit);
    }
  if (g_str_equal (condition->field, "import_id") && *value != '\0')
    return import_text (self, g_ascii_strtoll (value, NULL, 10));
  if (*value == '\0')
    return g_strdup_printf (_ ("%s: not filled in"), _ (field->label));
  if (field->type == KHEO_FIELD_CHOICE)
    value = kheo_field_choice_label (field, value);
  if (field->type == KHEO_FIELD_UNIT)
    {
      g_autofree char *name =
          kheo_scope_dup_unit_name (self->scope, g_ascii_strtoll (value, NULL, 10));

      return g_strdup_printf ("%s: %s", _ (field->label), name);
    }
  return g_strdup_printf ("%s: %s", _ (field->label), value);
}

static void
show_chips (KheoFilterBar *self)
{
  const char *search = kheo_scope_get_search (self->scope);
  GtkWidget  *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), child);
  for (guint i = 0; i < self->query->conditions->len; i++)
    {
      const KheoCondition *condition = g_ptr_array_index (self->query->conditions, i);
      g_autofree char     *text = condition_text (self, condition);

      add_chip (self, condition->field, text);
    }
  if (*search != '\0')
    {
      g_autofree char *text = g_strdup_printf (_ ("“%s”"), search);

      add_chip (self, "search", text);
    }
  gtk_widget_set_visible (self->chip_area, gtk_widget_get_first_child (self->chips) != NULL);
}

static void
kheo_filter_bar_dispose (GObject *object)
{
  KheoFilterBar *self = KHEO_FILTER_BAR (object);

  kheo_page_unparent_children (GTK_WIDGET (self));
  g_ptr_array_set_size (self->choices, 0);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_filter_bar_parent_class)->dispose (object);
}

static void
kheo_filter_bar_finalize (GObject *object)
{
  KheoFilterBar *self = KHEO_FILTER_BAR (object);

  g_clear_pointer (&self->query, kheo_query_free);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_free (self->file);
  G_OBJECT_CLASS (kheo_filter_bar_parent_class)->finalize (object);
}

static void
kheo_filter_bar_class_init (KheoFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kheo_filter_bar_dispose;
  object_class->finalize = kheo_filter_bar_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "kheo-filter-bar");
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_filter_bar_init (KheoFilterBar *self)
{
  GtkWidget     *clear = gtk_button_new_with_mnemonic (_ ("_Clear filters"));
  GtkOrientable *layout = GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (layout, GTK_ORIENTATION_VERTICAL);
  self->choices = g_ptr_array_new ();
  self->drop_downs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->drop_downs, GTK_WIDGET (self));
  self->chip_area = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->chip_area, "chips");
  gtk_box_append (GTK_BOX (self->chip_area), self->chips);
  gtk_widget_add_css_class (clear, "flat");
  g_signal_connect_swapped (clear, "clicked", G_CALLBACK (clear_cb), self);
  gtk_box_append (GTK_BOX (self->chip_area), clear);
  gtk_widget_set_visible (self->chip_area, FALSE);
  gtk_widget_set_parent (self->chip_area, GTK_WIDGET (self));
}

GtkWidget *
kheo_filter_bar_new (KheoScope *scope, const KheoRegister *reg)
{
  KheoFilterBar *self = g_object_new (KHEO_TYPE_FILTER_BAR, NULL);

  self->scope = g_object_ref (scope);
  self->reg = reg;
  self->query = kheo_query_new (reg);
  if (kheo_matters_of (reg) != NULL)
    add_drop_down (self, kheo_standing_field ());
  for (guint i = 0; i < reg->n_fields; i++)
    if ((reg->fields[i].flags & KHEO_FIELD_FILTER) != 0 &&
        (reg->fields[i].choices != NULL || reg->fields[i].type == KHEO_FIELD_YEAR))
      add_drop_down (self, &reg->fields[i]);
  g_signal_connect_object (scope, "changed", G_CALLBACK (scope_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_chips (self);
  return GTK_WIDGET (self);
}

void
kheo_filter_bar_apply (KheoFilterBar *self, KheoQuery *query)
{
  g_return_if_fail (KHEO_IS_FILTER_BAR (self));
  for (guint i = 0; i < self->query->conditions->len; i++)
    {
      const KheoCondition *condition = g_ptr_array_index (self->query->conditions, i);

      kheo_query_add_condition (query, condition->field, condition->value);
    }
}

void
kheo_filter_bar_set_query (KheoFilterBar *self, const KheoQuery *query)
{
  g_return_if_fail (KHEO_IS_FILTER_BAR (self));
  g_clear_pointer (&self->query, kheo_query_free);
  self->query = kheo_query_new (self->reg);
  if (query != NULL)
    for (guint i = 0; i < query->conditions->len; i++)
      {
        const KheoCondition *condition = g_ptr_array_index (query->conditions, i);

        kheo_query_add_condition (self->query, condition->field, condition->value);
      }
  for (guint i = 0; i < self->choices->len; i++)
    show_choice (self, g_ptr_array_index (self->choices, i));
  show_chips (self);
}

gboolean
kheo_filter_bar_is_active (KheoFilterBar *self)
{
  g_return_val_if_fail (KHEO_IS_FILTER_BAR (self), FALSE);
  return self->query->conditions->len > 0 || *kheo_scope_get_search (self->scope) != '\0';
}
