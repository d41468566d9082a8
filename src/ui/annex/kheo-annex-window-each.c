/* One annex for each unit below, as files of any number. */
#include "kheo-annex-window-private.h"

#include "kheo-annex-file.h"
#include "kheo-annex-look.h"
#include "kheo-children-run.h"
#include "kheo-file-picker.h"
#include "kheo-page.h"
#include "kheo-paper-key.h"
#include "kheo-weak.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BOUND "bound"

/* ---- What the run does, beside the window ---- */

typedef struct
{
  KheoAnnexQuestion *question; /* without a unit */
  KheoAnnexLayout   *layout;
  gboolean           with_personal;
  KheoPaper          tile;   /* that each is cut over; no width: in one piece */
  KheoAnnexOffice   *office; /* NULL until the first was read */
} Annexes;

static void
annexes_free (gpointer data)
{
  Annexes *self = data;

  kheo_annex_question_free (self->question);
  kheo_annex_layout_free (self->layout);
  g_clear_pointer (&self->office, kheo_annex_office_free);
  g_free (self);
}

static gboolean
prepare (gpointer data, KheoDb *db, const GArray *targets, GError **error)
{
  Annexes *self = data;
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < targets->len; i++)
    g_array_append_val (units, g_array_index (targets, KheoPaperTarget, i).unit);
  self->office = kheo_annex_office_new (db);
  return kheo_annex_question_prepare (self->question, db, units, error);
}

static gpointer
read_annex (gconstpointer data, KheoDb *db, gint64 unit, GError **error)
{
  const Annexes *self = data;
  g_autoptr (KheoAnnexQuestion) question = kheo_annex_question_dup (self->question);

  question->query->unit = unit;
  return kheo_annex_question_answer (question, db, self->layout, self->with_personal, NULL, error);
}

static char *
make_key (gconstpointer data, gconstpointer item)
{
  const Annexes   *self = data;
  g_autofree char *annex = kheo_paper_key_of_annex (item, self->layout, self->office);
  GChecksum       *key;

  if (self->tile.width <= 0)
    return g_steal_pointer (&annex);
  key = kheo_paper_key_new ();
  kheo_paper_key_add_text (key, annex);
  kheo_paper_key_add_paper (key, self->tile);
  kheo_paper_key_add_number (key, KHEO_TILE_OVERLAP);
  return kheo_paper_key_free_to_text (key);
}

static KheoPages *
make (gconstpointer data, gconstpointer item, KheoProgress *progress, GError **error)
{
  const Annexes *self = data;
  g_autoptr (KheoAnnexPlan) plan = kheo_annex_plan_new (self->layout, item, self->office, error);
  g_autoptr (KheoPages) pages =
      plan != NULL ? kheo_annex_paginate (&plan->spec, progress, error) : NULL;

  if (pages == NULL || self->tile.width <= 0)
    return g_steal_pointer (&pages);
  return kheo_pages_new_tiled (pages, self->tile, KHEO_TILE_OVERLAP);
}

static gboolean
write_file (gconstpointer data, gconstpointer item, const char *path, GError **error)
{
  const Annexes *self = data;
  g_autoptr (KheoAnnexPlan) plan = kheo_annex_plan_new (self->layout, item, self->office, error);

  return plan != NULL &&
         kheo_annex_file_write (&plan->spec, path, self->office->office, NULL, error);
}

/* ---- The window meanwhile ---- */

void
kheo_annex_window_allow_each (KheoAnnexWindow *self)
{
  gboolean writing = self->writing != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "annex.save-each", self->ready && !writing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "annex.stop", writing);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->writing_bar), writing);
}

void
kheo_annex_window_stop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoAnnexWindow *self = KHEO_ANNEX_WINDOW (widget);

  if (self->writing != NULL)
    g_cancellable_cancel (self->writing);
}

static void
told_cb (guint done, guint n, gpointer user_data)
{
  g_autoptr (KheoAnnexWindow) self = g_weak_ref_get (user_data);

  if (self != NULL)
    kheo_children_run_show (GTK_PROGRESS_BAR (self->writing_progress), done, n);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoAnnexWindow) self = kheo_weak_take (user_data);

  if (self == NULL || self->preview == NULL)
    return;
  g_clear_object (&self->writing);
  kheo_annex_window_allow_each (self);
  kheo_children_run_finish (result, GTK_WIDGET (self));
}

void
kheo_annex_window_write_each (KheoAnnexWindow *self, int level, const char *path, const char *how)
{
  static const KheoChildrenMaker maker = { .prepare = prepare,
                                           .read = read_annex,
                                           .make_key = make_key,
                                           .make = make,
                                           .write = write_file,
                                           .item_free = (GDestroyNotify) kheo_annex_content_free,
                                           .data_free = annexes_free };
  KheoUnitMap                   *map = kheo_scope_get_map (self->scope);
  KheoChildrenCall call = { .scope = self->scope, .maker = &maker, .path = path, .told = told_cb };
  g_autoptr (GArray) targets = NULL;
  Annexes *annexes;

  if (map == NULL || self->writing != NULL)
    return;
  targets = kheo_paper_targets_new (map, self->question->query->unit, level);
  if (targets->len == 0)
    {
      kheo_page_toast (GTK_WIDGET (self), _ ("There is no unit below"));
      return;
    }
  annexes = g_new0 (Annexes, 1);
  annexes->question = kheo_annex_question_dup (self->question);
  annexes->layout = kheo_annex_layout_dup (kheo_annex_draft_get_layout (self->draft));
  annexes->tile = kheo_annex_look_get_tile (KHEO_ANNEX_LOOK (self->look));
  annexes->with_personal = adw_combo_row_get_selected (ADW_COMBO_ROW (self->personal_row)) == 1;
  call.data = annexes;
  call.targets = targets;
  call.ending = g_str_equal (how, BOUND) ? NULL : how;
  call.title = kheo_annex_source_get_content (self->source)->title;
  self->writing = g_cancellable_new ();
  kheo_annex_window_allow_each (self);
  kheo_children_run_async (&call, self->writing, written_cb, kheo_weak_new (self));
}

/* ---- Where to ---- */

typedef struct
{
  KheoAnnexWindow *self; /* weak: see kheo-weak.h */
  int              level;
  char            *how;
} Wish;

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wish            *wish = user_data;
  g_autofree char *how = wish->how;
  int              level = wish->level;
  g_autoptr (KheoAnnexWindow) self = kheo_weak_take (wish->self);
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_free (wish);
  /* GTK 4.8 leaves the focus in the submenu that is gone, where no key reaches the window. */
  if (self != NULL && self->preview != NULL)
    gtk_widget_grab_focus (self->save_button);
  if (self != NULL && self->source != NULL && path != NULL)
    kheo_annex_window_write_each (self, level, path, how);
}

void
kheo_annex_window_save_each (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoAnnexWindow *self = KHEO_ANNEX_WINDOW (widget);
  KheoFileKind     kind = { 0 };
  Wish            *wish;
  int              level;
  const char      *how;

  if (self->source == NULL || self->writing != NULL)
    return;
  g_variant_get (parameter, "(i&s)", &level, &how);
  if (g_str_equal (how, BOUND))
    kind = (KheoFileKind){ .title = _ ("Save as"),
                           .name = _ ("PDF documents"),
                           .patterns = "*.pdf",
                           .initial = _ ("Annexes.pdf"),
                           .save = TRUE };
  else
    kind =
        (KheoFileKind){ .title = _ ("Save a file for each unit in this folder"), .folder = TRUE };
  wish = g_new0 (Wish, 1);
  wish->self = kheo_weak_new (self);
  wish->level = level;
  wish->how = g_strdup (how);
  kheo_file_picker_ask_async (widget, &kind, NULL, chosen_cb, wish);
}

/* ---- The menu ---- */

static GMenuModel *
make_how_menu (int level)
{
  static const struct
  {
    const char *how;
    const char *label; /* N_() */
  } ways[] = {
    { BOUND, N_ ("All in one PDF…") },
    { "pdf", N_ ("A PDF each…") },
    { "xlsx", N_ ("An Excel sheet each…") },
    { "odt", N_ ("A document (ODT) each…") },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (ways[i].label), NULL);

      g_menu_item_set_action_and_target (item, "annex.save-each", "(is)", level, ways[i].how);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

void
kheo_annex_window_add_each_menu (KheoAnnexWindow *self)
{
  static const struct
  {
    int         level;
    const char *label; /* N_() */
  } levels[] = {
    { KHEO_EACH_CHILD, N_ ("For each unit below") },
    { KHEO_LEVEL_COMMUNE, N_ ("For each commune") },
    { KHEO_LEVEL_HAMLET, N_ ("For each hamlet") },
  };
  GMenuModel *model = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->save_button));
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autoptr (GMenuModel) ways = make_how_menu (levels[i].level);

      g_menu_append_submenu (section, _ (levels[i].label), ways);
    }
  g_menu_append_section (G_MENU (model), NULL, G_MENU_MODEL (section));
}
