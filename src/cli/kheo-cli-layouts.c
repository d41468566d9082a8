/* layouts: how annexes are laid out, by the program and by the office. */
#include "kheo-cli.h"

#include "kheo-annex-subject.h"
#include "kheo-cli-annex.h"
#include "kheo-cli-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* By name among the office's, then the program's; NULL: there is none. */
static KheoAnnexLayout *
find (KheoDb *db, const char *name, GError **error)
{
  KheoAnnexLayout *layout = kheo_annex_layout_find (db, name, error);
  g_autoptr (GPtrArray) built_in = NULL;

  if (layout != NULL || (error != NULL && *error != NULL))
    return layout;
  built_in = kheo_annex_layouts_built_in (NULL);
  for (guint i = 0; i < built_in->len; i++)
    {
      const KheoAnnexLayout *other = built_in->pdata[i];

      if (g_str_equal (other->name, name) ||
          g_str_equal (kheo_annex_layout_get_label (other), name))
        return kheo_annex_layout_dup (other);
    }
  return NULL;
}

static KheoExit
list (KheoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) layouts = NULL;

  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;
  if ((layouts = kheo_annex_layouts_load (cli->db, NULL, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  for (guint i = 0; i < layouts->len; i++)
    {
      const KheoAnnexLayout *layout = layouts->pdata[i];

      g_print ("%s\t%s\t%s\n", layout->name, layout->subject, kheo_annex_layout_get_label (layout));
    }
  return KHEO_EXIT_DONE;
}

/* As a file that --layout and "layouts add" read. */
static KheoExit
show (KheoCli *cli, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoAnnexLayout) layout = NULL;
  g_autofree char *json = NULL;

  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;
  layout = find (cli->db, name, &error);
  if (error != NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (layout == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("there is no layout “%s”"), name);
  json = kheo_annex_layout_to_json (layout);
  g_print ("%s\n", json);
  return KHEO_EXIT_DONE;
}

static gboolean
save_work (KheoDb *db, gpointer data, GError **error)
{
  return kheo_annex_layout_save (db, data, error);
}

static gboolean
remove_work (KheoDb *db, gpointer data, GError **error)
{
  return kheo_annex_layout_remove (db, ((const KheoAnnexLayout *) data)->name, error);
}

static KheoExit
add (KheoCli *cli, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoAnnexLayout) layout = NULL;
  gint64 action = 0;

  if ((layout = kheo_annex_layout_from_file (path, &error)) == NULL ||
      !kheo_annex_layout_check (layout, &error))
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
  if (!kheo_cli_open (cli, 0))
    return KHEO_EXIT_BOOK;
  if (kheo_cli_act (cli->db, _ ("Keep a layout of annexes"), save_work, layout, &action, &error))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
}

static KheoExit
take_away (KheoCli *cli, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoAnnexLayout) layout = NULL;
  gint64 action = 0;

  if (!kheo_cli_open (cli, 0))
    return KHEO_EXIT_BOOK;
  if ((layout = kheo_annex_layout_find (cli->db, name, &error)) == NULL && error == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("there is no layout “%s”"), name);
  if (layout != NULL && kheo_cli_act (cli->db, _ ("Take away a layout of annexes"), remove_work,
                                      layout, &action, &error))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
}

KheoExit
kheo_cli_run_layouts (KheoCli *cli, int argc, char **argv)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc == 1 || (argc == 2 && g_str_equal (argv[1], "list")))
    return list (cli);
  if (argc == 3 && g_str_equal (argv[1], "show"))
    return show (cli, argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "add"))
    return add (cli, argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "remove"))
    return take_away (cli, argv[2]);
  return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                        _ ("layouts: list, show NAME, add FILE.json or remove NAME"));
}
