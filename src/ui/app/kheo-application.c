#include "kheo-application.h"

#include "kheo-page.h"
#include "kheo-settings.h"
#include "kheo-window.h"

#include <glib/gi18n-lib.h>

struct _KheoApplication
{
  AdwApplication parent_instance;

  gboolean exit_after_startup; /* hidden option: for tests of starting */
};

G_DEFINE_FINAL_TYPE (KheoApplication, kheo_application, ADW_TYPE_APPLICATION)

/* Accelerators; each is also in app/kheo-shortcuts.ui. */
static const struct
{
  const char *action;
  const char *keys[3];
} accelerator[] = {
  { "win.find", { "<Primary>k" } },
  { "win.find-unit", { "<Primary>e" } },
  { "win.import", { "<Primary>i" } },
  { "win.open-book", { "<Primary>o" } },
  { "win.new-book", { "<Primary><Shift>n" } },
  { "win.print", { "<Primary>p" } },
  { "win.export-models", { "<Primary><Shift>e" } },
  { "win.undo", { "<Primary>z" } },
  { "win.redo", { "<Primary><Shift>z", "<Primary>y" } },
  { "win.model-new", { "<Primary>n" } },
  { "win.model-save", { "<Primary>s" } },
  { "win.model-duplicate", { "<Primary>d" } },
  { "win.unit-add", { "<Primary><Shift>a" } },
  { "win.unit-rename", { "<Primary>F2" } },
  { "win.clear-filters", { "<Primary><Shift>k" } },
  { "win.page::overview", { "<Alt>1" } },
  { "win.page::models", { "<Alt>2" } },
  { "win.page::figures", { "<Alt>3" } },
  { "win.page::work", { "<Alt>4" } },
  { "win.page::imports", { "<Alt>5" } },
  { "win.page::history", { "<Alt>6" } },
  { "win.mark-done", { "<Primary>m" } },
  { "win.reform", { "<Primary>r" } },
  { "win.settings", { "<Primary>comma" } },
  { "win.show-help-overlay", { "F1", "<Primary>question" } },
  { "window.close", { "<Primary>w" } },
  { "app.quit", { "<Primary>q" } },
};

static KheoWindow *
get_window (KheoApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  while (window != NULL && !KHEO_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window ? KHEO_WINDOW (window) : kheo_window_new (GTK_APPLICATION (self));
}

/* The book of last time; at the very first start the greeting. */
static void
open_last (KheoWindow *window)
{
  g_autofree char *last = kheo_settings_dup_string ("last-book");
  g_autofree char *own = kheo_book_default_path ();

  if (*last != '\0' && g_file_test (last, G_FILE_TEST_EXISTS))
    kheo_window_open_book (window, last, FALSE);
  else if (g_file_test (own, G_FILE_TEST_EXISTS))
    kheo_window_open_book (window, own, FALSE);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_application_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
drawn_cb (GdkFrameClock *clock, KheoApplication *self)
{
  g_signal_handlers_disconnect_by_func (clock, drawn_cb, self);
  g_idle_add (quit_cb, self);
}

static void
show (KheoApplication *self, KheoWindow *window)
{
  gtk_window_present (GTK_WINDOW (window));
  if (self->exit_after_startup)
    g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                      G_CALLBACK (drawn_cb), self);
}

static void
kheo_application_activate (GApplication *app)
{
  KheoApplication *self = KHEO_APPLICATION (app);
  KheoWindow      *window = get_window (self);

  if (kheo_window_get_book (window) == NULL)
    open_last (window);
  show (self, window);
}

static gboolean
any_book (GFile **files, int n)
{
  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = g_file_get_basename (files[i]);

      if (name != NULL && g_str_has_suffix (name, ".kheo"))
        return TRUE;
    }
  return FALSE;
}

static void
kheo_application_open (GApplication *app, GFile **files, int n_files, const char *hint)
{
  KheoApplication *self = KHEO_APPLICATION (app);
  KheoWindow      *window = get_window (self);

  if (kheo_window_get_book (window) == NULL && !any_book (files, n_files))
    open_last (window);
  show (self, window);
  kheo_window_take_files (window, files, (guint) n_files);
}

static void
quit_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoApplication *self = user_data;
  GtkWindow       *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  /* The window asks about what is not saved; the program ends with its last window. */
  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (G_APPLICATION (self));
}

static void
follow_color_scheme (GSettings *settings)
{
  g_autofree char *scheme = g_settings_get_string (settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (scheme, "light")  ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                      : g_str_equal (scheme, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                     : ADW_COLOR_SCHEME_DEFAULT);
}

static void
kheo_application_startup (GApplication *app)
{
  static const GActionEntry entries[] = { { "quit", quit_action_cb } };
  GSettings                *settings = kheo_settings_get ();

  kheo_ui_init (); /* before libadwaita looks for our style */
  G_APPLICATION_CLASS (kheo_application_parent_class)->startup (app);
  g_action_map_add_action_entries (G_ACTION_MAP (app), entries, G_N_ELEMENTS (entries), app);
  for (guint i = 0; i < G_N_ELEMENTS (accelerator); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (app), accelerator[i].action,
                                           accelerator[i].keys);
  gtk_window_set_default_icon_name ("org.kheo.Kheo");
  if (settings != NULL)
    {
      g_signal_connect (settings, "changed::color-scheme", G_CALLBACK (follow_color_scheme), NULL);
      follow_color_scheme (settings);
    }
}

static int
kheo_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  KheoApplication *self = KHEO_APPLICATION (app);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("kheo %s\n", KHEO_VERSION);
      return 0;
    }
  self->exit_after_startup = g_variant_dict_contains (options, "exit-after-startup");
  return -1;
}

static void
kheo_application_class_init (KheoApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  app_class->startup = kheo_application_startup;
  app_class->activate = kheo_application_activate;
  app_class->open = kheo_application_open;
  app_class->handle_local_options = kheo_application_handle_local_options;
}

static void
kheo_application_init (KheoApplication *self)
{
  const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and exit"), NULL },
    { "exit-after-startup", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

KheoApplication *
kheo_application_new (void)
{
  return g_object_new (KHEO_TYPE_APPLICATION, "application-id", "org.kheo.Kheo", "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/kheo/Kheo/ui", NULL);
}
