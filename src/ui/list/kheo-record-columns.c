#include "kheo-record-columns.h"

#include "kheo-column-sort.h"
#include "kheo-matters.h"
#include "kheo-registers.h"
#include "kheo-settings.h"
#include "kheo-unit-across.h"

#include <glib/gi18n-lib.h>

/* What the cells of one column need; lives as long as their factory. */
typedef struct
{
  const KheoField *field;
  guint            index;
  KheoScope       *scope; /* owned */
} Column;

#define FIELD_KEY  "kheo-field"  /* on a GtkColumnViewColumn: const KheoField * */
#define INDEX_KEY  "kheo-index"  /* the same: its index */
#define WIDTH_KEY  "kheo-width"  /* the same: what its width is kept under */
#define ROOM_KEY   "kheo-room"   /* the same: its width while it is hidden */
#define WAIT_KEY   "kheo-wait"   /* the same: it will come in */
#define KEPT_KEY   "kheo-kept"   /* on the view: the setting that keeps its columns */
#define COMING_KEY "kheo-coming" /* on the view: its columns are coming in */

static void
column_free (gpointer data, GClosure *closure)
{
  Column *column = data;

  g_object_unref (column->scope);
  g_free (column);
}

static gboolean
is_number (const KheoField *field)
{
  return field->type == KHEO_FIELD_INTEGER || field->type == KHEO_FIELD_MONEY ||
         field->type == KHEO_FIELD_AMOUNT;
}

/* Long texts stand in the form (but for what a petition is about), records need a name from
 * elsewhere (indicators are in memory), provenance has its own line. */
static gboolean
is_offered (const KheoField *field)
{
  return (field->type != KHEO_FIELD_LONG_TEXT || (field->flags & KHEO_FIELD_KEY) != 0) &&
         (field->type != KHEO_FIELD_RECORD || g_strcmp0 (field->target, "indicators") == 0) &&
         (field->flags & KHEO_FIELD_DERIVED) == 0;
}

/* Takes @text. */
static char *
on_one_line (char *text)
{
  return text != NULL ? g_strdelimit (text, "\n", ' ') : NULL;
}

/* What is said of a task or petition in words of its own; NULL: its field as any other. */
static char *
matter_text (KheoScope *scope, KheoRecord *record, guint field)
{
  const KheoMatters *matters = kheo_matters_of (kheo_record_get_register (record));

  if (field == matters->due)
    return kheo_matters_format_due (record, kheo_date_today ());
  if (field == matters->unit && kheo_scope_get_units (scope) != NULL)
    return kheo_matters_format_unit (record, kheo_scope_get_units (scope));
  return NULL;
}

/* Is this the day of a matter that is overdue? */
static gboolean
is_overdue (KheoRecord *record, guint field)
{
  const KheoMatters *matters = kheo_matters_of (kheo_record_get_register (record));

  return matters != NULL && field == matters->due &&
         kheo_matters_stand (matters, kheo_record_get_text (record, matters->state),
                             kheo_record_get_text (record, matters->due),
                             kheo_date_today ()) == KHEO_STANDING_OVERDUE;
}

char *
kheo_record_cell_text (KheoScope *scope, KheoRecord *record, guint field)
{
  const KheoField *description = &kheo_record_get_register (record)->fields[field];
  const KheoValue *value = kheo_record_get (record, field);
  KheoIndicators  *indicators = kheo_scope_get_indicators (scope);
  gboolean         of_indicator =
      description->type == KHEO_FIELD_AMOUNT || g_strcmp0 (description->target, "indicators") == 0;

  if (of_indicator && indicators != NULL)
    return kheo_indicators_format (indicators, record, field);
  if (kheo_matters_of (kheo_record_get_register (record)) != NULL)
    {
      char *text = matter_text (scope, record, field);

      if (text != NULL)
        return text;
    }
  if (description->type == KHEO_FIELD_UNIT)
    return kheo_scope_format_unit (scope, value->integer, kheo_record_get_day (record));
  return on_one_line (kheo_field_format (description, value));
}

/* Cells */

static void
show_record (Column *column, GtkListItem *item)
{
  KheoRow         *row = gtk_list_item_get_item (item);
  KheoRecord      *record = kheo_row_get_record (row);
  GtkWidget       *cell = gtk_list_item_get_child (item);
  g_autofree char *text =
      record ? kheo_record_cell_text (column->scope, record, column->index) : NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  if (record != NULL && is_overdue (record, column->index))
    gtk_widget_add_css_class (cell, "overdue");
  else
    gtk_widget_remove_css_class (cell, "overdue");
  if (text == NULL)
    return;
  kheo_page_set_label (cell, text);
  /* Two names are longer than the column. */
  if (kheo_record_get_register (record)->fields[column->index].type == KHEO_FIELD_UNIT)
    gtk_widget_set_tooltip_text (cell, text);
  if (column->index == 0)
    kheo_page_name_row (cell, text);
}

static void
record_cb (KheoRow *row, GParamSpec *pspec, GtkListItem *item)
{
  show_record (g_object_get_data (G_OBJECT (item), "kheo-column"), item);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), is_number (column->field) ? 1 : 0);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 3);
  if (is_number (column->field))
    gtk_widget_add_css_class (cell, "numeric");
  g_object_set_data (G_OBJECT (item), "kheo-column", column);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  g_signal_connect (gtk_list_item_get_item (item), "notify::record", G_CALLBACK (record_cb), item);
  show_record (column, item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), record_cb, item);
}

/* Columns */

/* What a person's width of a column is kept under; the models' came first. */
static char *
width_key (const KheoRegister *reg, const KheoField *field)
{
  return reg == &kheo_register_models ? g_strdup (field->name)
                                      : g_strdup_printf ("%s.%s", reg->name, field->name);
}

static int
pixel_width (GtkWidget *view, const KheoRegister *reg, const KheoField *field)
{
  g_autofree char  *key = width_key (reg, field);
  int               kept = kheo_settings_get_width (key);
  PangoContext     *context = gtk_widget_get_pango_context (view);
  PangoFontMetrics *metrics;
  int               chars = field->width > 0 ? field->width : 12;
  int               width;

  if (kept > 0)
    return kept;
  metrics = pango_context_get_metrics (context, NULL, NULL);
  width = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics)) * chars;
  pango_font_metrics_unref (metrics);
  return width + 24; /* the cell's padding */
}

static void
width_cb (GtkColumnViewColumn *column)
{
  const char *key = g_object_get_data (G_OBJECT (column), WIDTH_KEY);

  if (gtk_column_view_column_get_fixed_width (column) > 0)
    kheo_settings_set_width (key, gtk_column_view_column_get_fixed_width (column));
}

/* GTK 4.8 keeps the room of a hidden column that has a fixed width. */
static void
visible_cb (GtkColumnViewColumn *column, GParamSpec *pspec, GtkColumnView *view)
{
  gboolean visible = gtk_column_view_column_get_visible (column);
  int      width = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), ROOM_KEY));

  g_signal_handlers_block_by_func (column, width_cb, NULL); /* nobody chose that width */
  if (!visible)
    g_object_set_data (G_OBJECT (column), ROOM_KEY,
                       GINT_TO_POINTER (gtk_column_view_column_get_fixed_width (column)));
  gtk_column_view_column_set_fixed_width (column, visible ? width : 0);
  g_signal_handlers_unblock_by_func (column, width_cb, NULL);
}

/* Under which the columns that a person wants are kept; NULL: of this list they are not. */
static const char *
columns_key (const KheoRegister *reg)
{
  return reg == &kheo_register_models      ? "columns"
         : reg == &kheo_register_tasks     ? "task-columns"
         : reg == &kheo_register_petitions ? "petition-columns"
                                           : NULL;
}

static gboolean
is_visible (const KheoRegister *reg, const KheoField *field)
{
  GSettings *settings = columns_key (reg) != NULL ? kheo_settings_get () : NULL;
  g_auto (GStrv) chosen = settings ? g_settings_get_strv (settings, columns_key (reg)) : NULL;

  if (chosen == NULL || *chosen == NULL)
    return (field->flags & KHEO_FIELD_COLUMN) != 0;
  return g_strv_contains ((const char *const *) chosen, field->name);
}

static void
add_column (GtkColumnView *view, const KheoRegister *reg, guint index, KheoScope *scope)
{
  const KheoField     *field = &reg->fields[index];
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  Column              *data = g_new0 (Column, 1);
  GtkColumnViewColumn *column = gtk_column_view_column_new (_ (field->label), factory);

  data->field = field;
  data->index = index;
  data->scope = g_object_ref (scope);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), data);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  g_signal_connect_data (factory, "unbind", G_CALLBACK (unbind_cb), data, column_free, 0);
  g_object_set_data (G_OBJECT (column), FIELD_KEY, (gpointer) field);
  g_object_set_data (G_OBJECT (column), INDEX_KEY, GUINT_TO_POINTER (index));
  g_object_set_data_full (G_OBJECT (column), WIDTH_KEY, width_key (reg, field), g_free);
  kheo_column_sort_prepare (column, index);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, index == 0);
  gtk_column_view_column_set_fixed_width (column, pixel_width (GTK_WIDGET (view), reg, field));
  g_signal_connect (column, "notify::fixed-width", G_CALLBACK (width_cb), NULL);
  g_signal_connect (column, "notify::visible", G_CALLBACK (visible_cb), view);
  gtk_column_view_column_set_visible (column, is_visible (reg, field));
  gtk_column_view_append_column (view, column);
  g_object_unref (column);
}

void
kheo_record_columns_add (GtkColumnView *view, const KheoRegister *reg, KheoScope *scope)
{
  const KheoMatters *matters = kheo_matters_of (reg);
  guint64            added = 0;

  /* Until when, and how far it is, must be seen beside the form. */
  if (matters != NULL)
    {
      const guint first[] = { matters->name, matters->unit, matters->due, matters->state };

      for (guint i = 0; i < G_N_ELEMENTS (first); i++)
        {
          add_column (view, reg, first[i], scope);
          added |= 1ull << first[i];
        }
    }
  for (guint i = 0; i < reg->n_fields; i++)
    if (is_offered (&reg->fields[i]) && (added & 1ull << i) == 0)
      add_column (view, reg, i, scope);
}

void
kheo_record_columns_show (GtkColumnView *view, const guint *fields, guint n)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  gboolean    any = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      guint    index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), INDEX_KEY));
      gboolean shown = FALSE;

      for (guint k = 0; k < n; k++)
        shown = shown || fields[k] == index;
      gtk_column_view_column_set_visible (column, shown);
      /* What is left of the width goes to the first one that is seen. */
      gtk_column_view_column_set_expand (column, shown && !any);
      any = any || shown;
    }
}

GMenuModel *
kheo_record_columns_make_menu (const KheoRegister *reg)
{
  GMenu *menu = g_menu_new ();

  /* The first column, the name, always stays. */
  for (guint i = 1; i < reg->n_fields; i++)
    if (is_offered (&reg->fields[i]))
      {
        g_autofree char *action = g_strdup_printf ("columns.%s", reg->fields[i].name);

        g_menu_append (menu, _ (reg->fields[i].label), action);
      }
  return G_MENU_MODEL (menu);
}

static void
keep_visible (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  GSettings  *settings = kheo_settings_get ();
  const char *key = g_object_get_data (G_OBJECT (view), KEPT_KEY);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) chosen = NULL;

  if (settings == NULL || key == NULL || g_object_get_data (G_OBJECT (view), COMING_KEY) != NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const KheoField *field = g_object_get_data (G_OBJECT (column), FIELD_KEY);

      if (gtk_column_view_column_get_visible (column))
        g_strv_builder_add (names, field->name);
    }
  chosen = g_strv_builder_end (names);
  g_settings_set_strv (settings, key, (const char *const *) chosen);
}

GActionMap *
kheo_record_columns_make_actions (GtkColumnView *view, const KheoRegister *reg)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();
  GListModel         *columns = gtk_column_view_get_columns (view);

  g_object_set_data (G_OBJECT (view), KEPT_KEY, (gpointer) columns_key (reg));
  for (guint i = 1; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const KheoField *field = g_object_get_data (G_OBJECT (column), FIELD_KEY);
      g_autoptr (GPropertyAction) action = g_property_action_new (field->name, column, "visible");

      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      g_signal_connect_object (column, "notify::visible", G_CALLBACK (keep_visible), view,
                               G_CONNECT_SWAPPED);
    }
  return G_ACTION_MAP (group);
}

static gboolean
come_in_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_object_get_data (G_OBJECT (column), WAIT_KEY) == NULL)
        continue;
      g_object_set_data (G_OBJECT (column), WAIT_KEY, NULL);
      gtk_column_view_column_set_visible (column, TRUE);
      return G_SOURCE_CONTINUE;
    }
  g_object_set_data (G_OBJECT (view), COMING_KEY, NULL);
  return G_SOURCE_REMOVE;
}

void
kheo_record_columns_come_in (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  g_object_set_data (G_OBJECT (view), COMING_KEY, GINT_TO_POINTER (TRUE));
  for (guint i = 1; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (!gtk_column_view_column_get_visible (column))
        continue;
      g_object_set_data (G_OBJECT (column), WAIT_KEY, GINT_TO_POINTER (TRUE));
      gtk_column_view_column_set_visible (column, FALSE);
    }
  gtk_widget_add_tick_callback (GTK_WIDGET (view), come_in_cb, NULL, NULL);
}
