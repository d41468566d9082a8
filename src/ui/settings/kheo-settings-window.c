#include "kheo-settings-window.h"

#include "kheo-book-tables.h"
#include "kheo-page.h"
#include "kheo-weak.h"

#include <glib/gi18n-lib.h>

enum
{
  ROW_SUPERIOR,
  ROW_OFFICE,
  ROW_STYLE,
  ROW_PLACE,
  ROW_SYMBOL,
  ROW_SIGNER_TITLE,
  ROW_SIGNER_NAME,
  N_ROWS
};

static const struct
{
  const char *key;
  const char *label;
  guint       group; /* 0: the office, 1: its papers */
} rows[N_ROWS] = {
  [ROW_SUPERIOR] = { "superior", N_ ("Superior body"), 0 },
  [ROW_OFFICE] = { "office", N_ ("This office"), 0 },
  [ROW_STYLE] = { "style", N_ ("Heading of papers"), 1 },
  [ROW_PLACE] = { "place", N_ ("Place of signing"), 1 },
  [ROW_SYMBOL] = { "symbol", N_ ("Symbol of the office, as in BTGDVTU"), 1 },
  [ROW_SIGNER_TITLE] = { "signer-title", N_ ("Post of who signs"), 1 },
  [ROW_SIGNER_NAME] = { "signer-name", N_ ("Name of who signs"), 1 },
};

static const char *const styles[] = { "party", "front" };

typedef struct
{
  char *values[N_ROWS]; /* NULL: not set */
} Values;

struct _KheoSettingsWindow
{
  AdwPreferencesWindow parent_instance;

  /* Owned. */
  KheoBook  *book;
  GtkWidget *near;
  Values    *stored; /* NULL until read */

  GtkWidget *rows[N_ROWS]; /* children: AdwEntryRow, AdwComboRow for the style */
};

G_DEFINE_FINAL_TYPE (KheoSettingsWindow, kheo_settings_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
values_free (gpointer data)
{
  Values *values = data;

  for (guint i = 0; i < N_ROWS; i++)
    g_free (values->values[i]);
  g_free (values);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Values, values_free)

/* ---- On the store's threads ---- */

static gpointer
read_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Values) values = g_new0 (Values, 1);

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autoptr (GError) problem = NULL;

      values->values[i] = kheo_setting_get (db, rows[i].key, &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  return g_steal_pointer (&values);
}

static gpointer
write_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Values *values = data;

  for (guint i = 0; i < N_ROWS; i++)
    if (!kheo_setting_set (db, rows[i].key, values->values[i], error))
      return NULL;
  return GINT_TO_POINTER (1);
}

/* ---- Rows ---- */

static void
set_row (KheoSettingsWindow *self, guint row, const char *value)
{
  if (row == ROW_STYLE)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows[row]),
                                g_strcmp0 (value, styles[1]) == 0 ? 1 : 0);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->rows[row]), value != NULL ? value : "");
}

/* NULL for nothing; owned by the caller. */
static char *
dup_row (KheoSettingsWindow *self, guint row)
{
  char *text;

  if (row == ROW_STYLE)
    return g_strdup (styles[adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows[row])) == 1]);
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->rows[row]))));
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static GtkWidget *
make_row (guint row)
{
  GtkWidget *widget;

  if (row == ROW_STYLE)
    {
      const char *const names[] = { _ ("Party body"), _ ("Front, state body"), NULL };

      widget = adw_combo_row_new ();
      adw_combo_row_set_model (ADW_COMBO_ROW (widget), G_LIST_MODEL (gtk_string_list_new (names)));
    }
  else
    widget = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), _ (rows[row].label));
  return widget;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoSettingsWindow) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  Values *values = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (self == NULL)
    {
      g_clear_pointer (&values, values_free);
      return;
    }
  if (values == NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ ("The settings could not be read"), error);
      return;
    }
  self->stored = values;
  for (guint i = 0; i < N_ROWS; i++)
    {
      set_row (self, i, values->values[i]);
      gtk_widget_set_sensitive (self->rows[i], !kheo_book_is_read_only (self->book));
    }
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) near = user_data;
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  if (kheo_store_write_finish (KHEO_STORE (source), result, &action, &error) == NULL)
    kheo_page_show_error (near, _ ("The settings could not be saved"), error);
  else
    kheo_page_toast_action (near, _ ("The settings of the office are saved"), action);
}

static gboolean
close_request (GtkWindow *window)
{
  KheoSettingsWindow *self = KHEO_SETTINGS_WINDOW (window);
  g_autoptr (Values) values = g_new0 (Values, 1);
  gboolean changed = FALSE;

  for (guint i = 0; i < N_ROWS && self->stored != NULL; i++)
    {
      values->values[i] = dup_row (self, i);
      /* An unset style is shown as the first one: that alone is no change. */
      if (i == ROW_STYLE && self->stored->values[i] == NULL &&
          g_strcmp0 (values->values[i], styles[0]) == 0)
        g_clear_pointer (&values->values[i], g_free);
      changed = changed || g_strcmp0 (values->values[i], self->stored->values[i]) != 0;
    }
  if (changed && !kheo_book_is_read_only (self->book))
    kheo_store_write_async (
        kheo_book_get_store (self->book), _ ("Change the settings of the office"), write_job,
        g_steal_pointer (&values), values_free, NULL, NULL, written_cb, g_object_ref (self->near));
  return GTK_WINDOW_CLASS (kheo_settings_window_parent_class)->close_request (window);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoSettingsWindow *self = KHEO_SETTINGS_WINDOW (object);

  g_clear_object (&self->book);
  g_clear_object (&self->near);
  g_clear_pointer (&self->stored, values_free);
  G_OBJECT_CLASS (kheo_settings_window_parent_class)->dispose (object);
}

static void
kheo_settings_window_class_init (KheoSettingsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
}

static void
kheo_settings_window_init (KheoSettingsWindow *self)
{
  static const char *const titles[] = { N_ ("Office"), N_ ("Papers") };
  static const char *const helps[] = {
    N_ ("These names head every annex that is printed."),
    N_ ("Place, symbol and signature as they stand on your office's reports.")
  };
  AdwPreferencesPage  *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *groups[G_N_ELEMENTS (titles)];

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      groups[i] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (groups[i], _ (titles[i]));
      adw_preferences_group_set_description (groups[i], _ (helps[i]));
      adw_preferences_page_add (page, groups[i]);
    }
  for (guint i = 0; i < N_ROWS; i++)
    {
      self->rows[i] = make_row (i);
      gtk_widget_set_sensitive (self->rows[i], FALSE); /* until their values are there */
      adw_preferences_group_add (groups[rows[i].group], self->rows[i]);
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), page);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (self), FALSE);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Settings of the office"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 680);
}

/* ---- Public ---- */

KheoSettingsWindow *
kheo_settings_window_present (GtkWidget *near, KheoBook *book)
{
  KheoSettingsWindow *self =
      g_object_new (KHEO_TYPE_SETTINGS_WINDOW, "modal", TRUE, "destroy-with-parent", TRUE, NULL);
  GtkRoot *root = gtk_widget_get_root (near);

  self->book = g_object_ref (book);
  self->near = g_object_ref (near);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  kheo_store_read_async (kheo_book_get_store (book), read_job, NULL, NULL, values_free, NULL,
                         read_cb, kheo_weak_new (self));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

static int
find_row (const char *key)
{
  for (guint i = 0; i < N_ROWS; i++)
    if (g_strcmp0 (rows[i].key, key) == 0)
      return (int) i;
  return -1;
}

gboolean
kheo_settings_window_is_ready (KheoSettingsWindow *self)
{
  g_return_val_if_fail (KHEO_IS_SETTINGS_WINDOW (self), FALSE);
  return self->stored != NULL;
}

void
kheo_settings_window_set (KheoSettingsWindow *self, const char *key, const char *value)
{
  int row = find_row (key);

  g_return_if_fail (KHEO_IS_SETTINGS_WINDOW (self) && row >= 0);
  set_row (self, (guint) row, value);
}

char *
kheo_settings_window_dup (KheoSettingsWindow *self, const char *key)
{
  int row = find_row (key);

  g_return_val_if_fail (KHEO_IS_SETTINGS_WINDOW (self) && row >= 0, NULL);
  return dup_row (self, (guint) row);
}
