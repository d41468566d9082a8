/*
 * How the window keeps up with a large book (kheo-make-book PATH 100000 1000000): time to the first
 * frame, and for each thing a person does the longest the main loop was busy without a pause.
 *
 *   bench-window BOOK [SHEET]  prints one line for each step; SHEET is looked through, not written
 *
 * A stall is the time between two polls of the main loop: while it lasts nothing is drawn or heard.
 * It is told in the main thread's own processor time, which a busy machine does not stretch, and
 * the longest one in time by the clock too.
 */
#include "kheo-application.h"
#include "kheo-import-view.h"
#include "kheo-window.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define N_SCROLLS 120

typedef struct
{
  gint64 woke, woke_cpu;       /* when the last poll returned */
  gint64 longest, longest_cpu; /* microseconds, in this step */
  guint  over_8, over_16, turns;
} Stalls;

static Stalls stalls;
static gint64 process_start;

/* Processor time of this thread in microseconds. */
static gint64
own_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
watch_poll (GPollFD *fds, guint n, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  gint64 busy = stalls.woke > 0 ? now - stalls.woke : 0;
  gint64 busy_cpu = stalls.woke > 0 ? own_time () - stalls.woke_cpu : 0;
  int    result;

  stalls.longest = MAX (stalls.longest, busy);
  stalls.longest_cpu = MAX (stalls.longest_cpu, busy_cpu);
  stalls.over_8 += busy_cpu > 8000;
  stalls.over_16 += busy_cpu > 16000;
  stalls.turns++;
  result = g_poll (fds, n, timeout);
  stalls.woke = g_get_monotonic_time ();
  stalls.woke_cpu = own_time ();
  return result;
}

static void
begin_step (void)
{
  stalls = (Stalls){ .woke = g_get_monotonic_time (), .woke_cpu = own_time () };
}

static gboolean
set_true_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Turns the main loop for @ms. */
static void
turn_for (guint ms)
{
  gboolean done = FALSE;

  g_timeout_add (ms, set_true_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
end_step (const char *what)
{
  printf ("%-34s longest %6.1f ms (%.1f by the clock), over 8 ms: %u, over 16 ms: %u of %u turns\n",
          what, (double) stalls.longest_cpu / 1000, (double) stalls.longest / 1000, stalls.over_8,
          stalls.over_16, stalls.turns);
  fflush (stdout);
}

/* The first widget below @root of a type, which is mapped. */
static GtkWidget *
find_widget (GtkWidget *root, const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (root), type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
scroll (GtkWidget *view, double step)
{
  GtkWidget     *window = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window));

  for (guint i = 0; i < N_SCROLLS; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
      turn_for (16);
    }
}

static void
scroll_models (GtkWidget *window)
{
  GtkWidget *view = find_widget (window, "GtkColumnView");

  if (view == NULL)
    return;
  begin_step ();
  scroll (view, 60);
  end_step ("scroll the models, 60 px a frame");
  begin_step ();
  scroll (view, 20000);
  end_step ("jump through the models");
}

static void
expand_tree (GtkWidget *window)
{
  GtkWidget         *tree = find_widget (window, "GtkListView");
  GtkSelectionModel *model;

  if (tree == NULL)
    return;
  model = gtk_list_view_get_model (GTK_LIST_VIEW (tree));
  begin_step ();
  for (guint i = 0; i < 40 && i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (GTK_IS_TREE_LIST_ROW (row))
        gtk_tree_list_row_set_expanded (row, TRUE);
      turn_for (30);
    }
  end_step ("expand 40 units, one by one");
  begin_step ();
  scroll (tree, 60);
  end_step ("scroll the tree, 60 px a frame");
}

/* Down the tree with the arrow key, as long as one looks at what @view of the overview shows. */
static void
walk_units (GtkWidget *window, const char *view, const char *what)
{
  GtkWidget         *tree = find_widget (window, "GtkListView");
  GtkWidget         *switcher = find_widget (window, "GtkStackSwitcher");
  GtkSelectionModel *units;
  GtkStack          *views;

  if (tree == NULL || switcher == NULL)
    return;
  units = gtk_list_view_get_model (GTK_LIST_VIEW (tree));
  views = gtk_stack_switcher_get_stack (GTK_STACK_SWITCHER (switcher));
  begin_step ();
  gtk_stack_set_visible_child_name (views, view);
  turn_for (1000);
  for (guint i = 0; i < 12 && i < g_list_model_get_n_items (G_LIST_MODEL (units)); i++)
    {
      gtk_selection_model_select_item (units, i, TRUE);
      turn_for (400);
    }
  end_step (what);
}

static void
type_search (GtkWidget *window)
{
  GtkWidget *finder = find_widget (window, "KheoFinder");
  GtkWidget *entry = finder != NULL ? find_widget (finder, "GtkSearchEntry") : NULL;

  if (entry == NULL)
    return;
  begin_step ();
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *text = g_strndup ("duong que", i);

      gtk_editable_set_text (GTK_EDITABLE (entry), text);
      turn_for (150);
    }
  turn_for (2500);
  end_step ("type a search");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  turn_for (500);
}

/* ---- The review of a sheet ---- */

static gboolean
is_reviewed (KheoImportView *view)
{
  KheoImportFile *file = kheo_import_view_get_file (view);

  return file != NULL && kheo_import_file_get_state (file) == KHEO_FILE_REVIEW &&
         !kheo_import_file_is_busy (file) &&
         kheo_import_review_is_matched (kheo_import_file_get_review (file));
}

static KheoImportView *
read_sheet (GtkWidget *window, const char *sheet)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (sheet);
  GtkWidget *view = NULL;

  begin_step ();
  kheo_window_take_files (KHEO_WINDOW (window), &file, 1);
  while (view == NULL || !is_reviewed (KHEO_IMPORT_VIEW (view)))
    {
      turn_for (20);
      view = find_widget (window, "KheoImportView");
    }
  turn_for (500);
  end_step ("read and understand a sheet");
  return KHEO_IMPORT_VIEW (view);
}

static void
act_often (KheoImportView *view, const char *what, const char *action, guint n)
{
  begin_step ();
  for (guint i = 0; i < n; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (view), action, NULL);
      turn_for (60);
    }
  end_step (what);
}

static void
turn_pages (KheoImportView *view)
{
  static const char *const pages[] = {
    "units", "spellings", "alike", "new", "refused", "findings"
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *what = g_strdup_printf ("turn to the page of %s", pages[i]);

      begin_step ();
      gtk_widget_activate_action (GTK_WIDGET (view), "import.page", "s", pages[i]);
      turn_for (600);
      end_step (what);
    }
}

static void
review (GtkWidget *window, const char *sheet)
{
  KheoImportView *view = read_sheet (window, sheet);
  GtkWidget      *picture = find_widget (GTK_WIDGET (view), "KheoSheetView");

  begin_step ();
  scroll (picture, 60);
  end_step ("scroll the sheet, 60 px a frame");
  begin_step ();
  scroll (picture, 20000);
  end_step ("jump through the sheet");
  act_often (view, "go through 40 findings", "import.next-finding", 40);
  turn_pages (view);
  begin_step ();
  gtk_widget_activate_action (GTK_WIDGET (view), "import.next-finding", NULL);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.set-value", "(is)", 5, "2024");
  turn_for (300);
  while (!is_reviewed (view))
    turn_for (20);
  turn_for (500);
  end_step ("correct a value");
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  gint64 *first = data;

  if (*first == 0)
    *first = g_get_monotonic_time ();
}

static void
run (GtkWidget *window, const char *sheet)
{
  gint64         first = 0;
  GdkFrameClock *clock;

  while (gtk_widget_get_frame_clock (window) == NULL)
    g_main_context_iteration (NULL, TRUE);
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &first);
  while (first == 0)
    g_main_context_iteration (NULL, TRUE);
  printf (
      "first frame                        %.0f ms after the start of main, %.0f ms of it busy\n",
      (double) (first - process_start) / 1000, (double) own_time () / 1000);
  begin_step ();
  turn_for (6000);
  end_step ("load the book");
  if (sheet != NULL)
    {
      review (window, sheet);
      return;
    }
  walk_units (window, "numbers", "12 units, looking at the numbers");
  walk_units (window, "board", "12 units, looking at the board");
  expand_tree (window);
  begin_step ();
  gtk_widget_activate_action (window, "win.page", "s", "models");
  turn_for (3000);
  end_step ("turn to the models");
  scroll_models (window);
  type_search (window);
}

int
main (int argc, char **argv)
{
  g_autoptr (KheoApplication) app = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  GFile *files[1];

  process_start = g_get_monotonic_time ();
  if (argc < 2 || argc > 3)
    {
      fprintf (stderr, "usage: bench-window BOOK [SHEET]\n");
      return 2;
    }
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  setlocale (LC_ALL, "");
  g_main_context_set_poll_func (NULL, watch_poll);
  app = kheo_application_new ();
  g_application_set_flags (G_APPLICATION (app), g_application_get_flags (G_APPLICATION (app)) |
                                                    G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (app), NULL, &error))
    g_error ("%s", error->message);
  file = g_file_new_for_commandline_arg (argv[1]);
  files[0] = file;
  g_application_open (G_APPLICATION (app), files, 1, "");
  run (GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (app))), argv[2]);
  return 0;
}
