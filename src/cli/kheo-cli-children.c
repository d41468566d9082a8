#include "kheo-cli-children.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>

static volatile sig_atomic_t stopped;

static void
stop_cb (int number)
{
  stopped = 1;
}

void
kheo_cli_children_clear (KheoCliChildren *self)
{
  g_clear_pointer (&self->level, g_free);
}

gboolean
kheo_cli_children_are_wanted (const KheoCliChildren *self)
{
  return self->child || self->level != NULL;
}

static gboolean
parse_level (const char *text, int *out_level)
{
  *out_level = KHEO_EACH_CHILD;
  for (int level = KHEO_LEVEL_PROVINCE; level <= KHEO_LEVEL_ORGANISATION; level++)
    if (g_strcmp0 (text, kheo_level_name ((KheoLevel) level)) == 0)
      *out_level = level;
  return text == NULL || *out_level != KHEO_EACH_CHILD;
}

static KheoExit
list_targets (const KheoCliChildren *self,
              KheoCli               *cli,
              const KheoQuery       *query,
              GArray               **out_targets)
{
  g_autoptr (GError) error = NULL;
  KheoWorld *world = kheo_world_get (cli->db, &error);
  int        level;

  if (world == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (!parse_level (self->level, &level))
    return kheo_cli_fail (
        KHEO_EXIT_USAGE,
        _ ("--each-level: “%s” is none of province, district, commune, hamlet, organisation"),
        self->level);
  *out_targets = kheo_paper_targets_new (
      kheo_world_get_map (world, query->clock == KHEO_CLOCK_ON_DAY ? query->clock_day
                                                                   : kheo_date_today ()),
      query->unit, level);
  if ((*out_targets)->len > 0)
    return KHEO_EXIT_DONE;
  return kheo_cli_fail (KHEO_EXIT_INPUT, "%s",
                        _ ("--each-child: there are no such units below the one that is named"));
}

static KheoExit
prepare (const GArray *targets, const KheoCliSheetMaker *maker)
{
  g_autoptr (GArray) units = NULL;

  if (maker->prepare == NULL)
    return KHEO_EXIT_DONE;
  units = g_array_sized_new (FALSE, FALSE, sizeof (gint64), targets->len);
  for (guint i = 0; i < targets->len; i++)
    g_array_append_val (units, g_array_index (targets, KheoPaperTarget, i).unit);
  return maker->prepare (units, maker->data);
}

static KheoExit
make_one (KheoPaperRun *run, guint index, const KheoCliSheetMaker *maker)
{
  KheoExit         status = KHEO_EXIT_DONE, written = KHEO_EXIT_DONE;
  g_autofree char *key =
      maker->read (kheo_paper_run_get_target (run, index)->unit, maker->data, &status);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoPages) pages = NULL;

  if (key == NULL || kheo_paper_run_is_there (run, index, key))
    return status;
  if (maker->write != NULL)
    {
      g_autofree char *path = kheo_paper_run_build_path (run, index);

      written = maker->write (path, maker->data);
      if (written != KHEO_EXIT_DONE)
        return written;
      if (!kheo_paper_run_note (run, index, key, &error))
        return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
      return status;
    }
  if ((pages = maker->make (maker->data, &error)) == NULL ||
      !kheo_paper_run_add (run, index, pages, key, NULL, &error))
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
  return status;
}

static KheoExit
make_all (KheoPaperRun *run, const KheoCliSheetMaker *maker)
{
  KheoProgress progress = { kheo_cli_progress };
  guint        n = kheo_paper_run_get_n (run);
  KheoExit     worst = KHEO_EXIT_DONE;

  for (guint i = 0; i < n; i++)
    {
      KheoExit status = make_one (run, i, maker);

      if (status > KHEO_EXIT_NEEDS_PERSON)
        return status;
      worst = MAX (worst, status);
      if (stopped)
        return kheo_cli_fail (KHEO_EXIT_NEEDS_PERSON,
                              _ ("stopped after %u of %u sheets; a run into a folder goes on when "
                                 "it is started again"),
                              i + 1, n);
      kheo_progress_tick (&progress, (i + 1.0) / n, kheo_paper_run_get_target (run, i)->name, NULL);
    }
  return worst;
}

KheoExit
kheo_cli_children_run (const KheoCliChildren   *self,
                       KheoCli                 *cli,
                       const KheoQuery         *query,
                       const char              *output,
                       const char              *ending,
                       const KheoCliSheetMaker *maker)
{
  g_autoptr (GArray) targets = NULL;
  g_autoptr (KheoPaperRun) run = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char  *title = NULL;
  KheoCliSheetMaker pages_only = *maker;
  KheoExit          status = list_targets (self, cli, query, &targets);

  if (status != KHEO_EXIT_DONE || (status = prepare (targets, maker)) != KHEO_EXIT_DONE)
    return status;
  title = g_path_get_basename (output);
  if (g_str_has_suffix (output, ".pdf") && g_str_equal (ending, "pdf"))
    {
      pages_only.write = NULL; /* they are bound, not written one by one */
      title[strlen (title) - strlen (".pdf")] = '\0';
      maker = &pages_only;
      run = kheo_paper_run_new_bound (targets, output, title, NULL, &error);
    }
  else
    run = kheo_paper_run_new_folder (targets, output, ending, &error);
  if (run == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);

  stopped = 0;
  signal (SIGINT, stop_cb);
  status = make_all (run, maker);
  signal (SIGINT, SIG_DFL);
  if (stopped || status > KHEO_EXIT_NEEDS_PERSON)
    return status;
  if (!kheo_paper_run_finish (run, &error))
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
  g_print (ngettext ("%u sheet made, %u were there already\n",
                     "%u sheets made, %u were there already\n", kheo_paper_run_get_n_made (run)),
           kheo_paper_run_get_n_made (run), kheo_paper_run_get_n_kept (run));
  return status;
}
