/* One page for each unit below: to be looked at together, and as files of any number. */
#include "kheo-print-window-private.h"

#include "kheo-children-run.h"
#include "kheo-export.h"
#include "kheo-file-picker.h"
#include "kheo-page.h"
#include "kheo-weak.h"

#include <glib/gi18n-lib.h>

/* ---- Pages of the units below ---- */

static gboolean
wants_each (KheoPrintWindow *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->each_switch));
}

typedef struct
{
  KheoPrintSheet *sheet;
  GArray         *targets;
} EachAsk;

static void
each_ask_free (gpointer data)
{
  EachAsk *ask = data;

  kheo_print_sheet_unref (ask->sheet);
  g_array_unref (ask->targets);
  g_free (ask);
}

static gpointer
read_each_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const EachAsk *ask = data;
  g_autoptr (GPtrArray) sheets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_print_sheet_unref);

  for (guint i = 0; i < MIN (ask->targets->len, KHEO_PRINT_MOST_AT_ONCE); i++)
    {
      gint64          unit = g_array_index (ask->targets, KheoPaperTarget, i).unit;
      KheoPrintSheet *sheet = NULL;

      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        sheet = kheo_print_sheet_read (ask->sheet, db, unit, error);
      if (sheet == NULL)
        return NULL;
      g_ptr_array_add (sheets, sheet);
    }
  return g_steal_pointer (&sheets);
}

static void
each_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoPrintWindow) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (self == NULL || self->press == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (sheets == NULL)
    {
      kheo_page_preview_show_message (KHEO_PAGE_PREVIEW (self->preview), error->message);
      return;
    }
  self->each = g_steal_pointer (&sheets);
  kheo_print_window_make_pages (self);
}

static void
forget_each (KheoPrintWindow *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->each, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_array_unref);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->each_row), "");
}

static void
tell_each (KheoPrintWindow *self)
{
  g_autofree char *text = NULL;

  if (self->targets->len == 0)
    text = g_strdup (_ ("There is no unit below"));
  else if (self->targets->len > KHEO_PRINT_MOST_AT_ONCE)
    text = g_strdup_printf (_ ("The first %d of %u are shown; saving makes all of them"),
                            KHEO_PRINT_MOST_AT_ONCE, self->targets->len);
  else
    text =
        g_strdup_printf (ngettext ("%u unit", "%u units", self->targets->len), self->targets->len);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->each_row), text);
}

static void
read_each (KheoPrintWindow *self)
{
  KheoScope   *scope = kheo_print_sheet_get_scope (self->sheet);
  KheoUnitMap *map = kheo_scope_get_map (scope);
  KheoBook    *book = kheo_scope_get_book (scope);
  EachAsk     *ask;

  if (map == NULL || book == NULL)
    return;
  self->targets =
      kheo_paper_targets_new (map, kheo_print_sheet_get_query (self->sheet)->unit, KHEO_EACH_CHILD);
  tell_each (self);
  ask = g_new0 (EachAsk, 1);
  ask->sheet = kheo_print_sheet_ref (self->sheet);
  ask->targets = g_array_ref (self->targets);
  self->reading = g_cancellable_new ();
  kheo_page_preview_take_result (KHEO_PAGE_PREVIEW (self->preview), NULL);
  kheo_store_read_async (kheo_book_get_store (book), read_each_job, ask, each_ask_free,
                         (GDestroyNotify) g_ptr_array_unref, self->reading, each_read_cb,
                         kheo_weak_new (self));
}

void
kheo_print_window_each_changed_cb (KheoPrintWindow *self)
{
  if (self->sheet == NULL)
    return;
  forget_each (self);
  if (wants_each (self))
    read_each (self);
  else
    kheo_print_window_make_pages (self);
  kheo_print_window_enable_actions (self);
}

/* ---- Writing a file for each unit ---- */

static void
told_cb (guint done, guint n, gpointer user_data)
{
  g_autoptr (KheoPrintWindow) self = g_weak_ref_get (user_data);

  if (self != NULL)
    kheo_children_run_show (GTK_PROGRESS_BAR (self->writing_progress), done, n);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoPrintWindow) self = kheo_weak_take (user_data);

  if (self == NULL || self->press == NULL)
    return;
  g_clear_object (&self->writing);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->writing_bar), FALSE);
  kheo_print_window_enable_actions (self);
  kheo_children_run_finish (result, GTK_WIDGET (self));
}

/* What the run needs of the window: the sheet and the look that were chosen when it began. */
typedef struct
{
  KheoPrintSheet *sheet;
  KheoPrintLook   look;
} Charts;

static void
charts_free (gpointer data)
{
  Charts *charts = data;

  kheo_print_sheet_unref (charts->sheet);
  kheo_print_look_clear (&charts->look);
  g_free (charts);
}

static gpointer
charts_read (gconstpointer data, KheoDb *db, gint64 unit, GError **error)
{
  return kheo_print_sheet_read (((const Charts *) data)->sheet, db, unit, error);
}

static char *
charts_make_key (gconstpointer data, gconstpointer item)
{
  return kheo_print_sheet_make_key (item, &((const Charts *) data)->look);
}

static KheoPages *
charts_make (gconstpointer data, gconstpointer item, KheoProgress *progress, GError **error)
{
  const Charts *charts = data;
  g_autoptr (KheoPages) pages = kheo_print_sheet_make (item, &charts->look);

  return charts->look.tile.width > 0
             ? kheo_pages_new_tiled (pages, charts->look.tile, KHEO_TILE_OVERLAP)
             : g_steal_pointer (&pages);
}

void
kheo_print_window_write_each (KheoPrintWindow *self, const char *path, gboolean bound)
{
  static const KheoChildrenMaker maker = { .read = charts_read,
                                           .make_key = charts_make_key,
                                           .make = charts_make,
                                           .item_free = (GDestroyNotify) kheo_print_sheet_unref,
                                           .data_free = charts_free };

  Charts          *charts;
  KheoChildrenCall call = { .maker = &maker, .targets = self->targets, .path = path };
  gpointer         weak = kheo_weak_new (self);

  g_return_if_fail (self->targets != NULL && self->writing == NULL);

  charts = g_new0 (Charts, 1);
  charts->sheet = kheo_print_sheet_ref (self->sheet);
  charts->look = kheo_print_window_get_look (self);
  call.data = charts;
  call.scope = kheo_print_sheet_get_scope (self->sheet);
  call.ending = bound ? NULL : "pdf";
  call.title = charts->look.title;
  call.told = told_cb;
  self->writing = g_cancellable_new ();
  told_cb (0, self->targets->len, weak);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->writing_bar), TRUE);
  kheo_print_window_enable_actions (self);
  kheo_children_run_async (&call, self->writing, written_cb, weak);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoPrintWindow) self = kheo_weak_take (user_data);
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (self != NULL && path != NULL && self->targets != NULL && self->writing == NULL)
    kheo_print_window_write_each (self, path, FALSE);
}

static void
bound_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoPrintWindow) self = kheo_weak_take (user_data);
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  KheoChartFormat  format;

  if (self == NULL || path == NULL || self->targets == NULL || self->writing != NULL)
    return;
  path = kheo_export_settle_path (g_steal_pointer (&path), KHEO_CHART_PDF, &format);
  kheo_print_window_write_each (self, path, TRUE);
}

void
kheo_print_window_ask_for_folder (KheoPrintWindow *self)
{
  const KheoFileKind kind = { .title = _ ("Save a file for each unit in this folder"),
                              .folder = TRUE };

  kheo_file_picker_ask_async (GTK_WIDGET (self), &kind, NULL, folder_chosen_cb,
                              kheo_weak_new (self));
}

void
kheo_print_window_ask_for_bound (KheoPrintWindow *self)
{
  g_autofree char *name =
      kheo_paper_name_file (gtk_editable_get_text (GTK_EDITABLE (self->title_row)));
  g_autofree char   *initial = g_strconcat (name, ".pdf", NULL);
  const KheoFileKind kind = { .title = _ ("Save as"),
                              .name = _ ("PDF documents"),
                              .patterns = "*.pdf",
                              .initial = initial,
                              .save = TRUE };

  kheo_file_picker_ask_async (GTK_WIDGET (self), &kind, NULL, bound_chosen_cb,
                              kheo_weak_new (self));
}
