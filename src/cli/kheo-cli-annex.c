#include "kheo-cli-annex.h"

#include "kheo-annex-file.h"
#include "kheo-paper-key.h"

#include <glib/gi18n-lib.h>

/* The layout with what the options say otherwise. */
static KheoAnnexLayout *
make_layout (const KheoCliAnnex *options, const KheoAnnexOffice *office)
{
  KheoAnnexLayout *layout = options->layout != NULL ? kheo_annex_layout_dup (options->layout)
                                                    : kheo_annex_layout_new ("", "");
  KheoAnnexStyle   style = office->style;

  if (options->style != NULL && kheo_annex_style_from_name (options->style, &style))
    layout->style = (int) style;
  if (options->paper != NULL)
    {
      g_free (layout->paper);
      layout->paper = g_strdup (options->paper);
    }
  if (options->portrait || options->landscape)
    layout->orientation = options->portrait ? KHEO_ANNEX_PORTRAIT : KHEO_ANNEX_LANDSCAPE;
  return layout;
}

static KheoExit
check_style (const KheoCliAnnex *options)
{
  KheoAnnexStyle style;

  if (options->style == NULL || kheo_annex_style_from_name (options->style, &style))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--style: “%s” is neither party nor front"),
                        options->style);
}

static gboolean
is_poster (const KheoCliAnnex *options)
{
  return options->press != NULL && options->press->tile_name != NULL;
}

static gboolean
is_preflight (const KheoCliAnnex *options)
{
  return options->press != NULL && options->press->preflight;
}

KheoExit
kheo_cli_check_annex (const KheoCliAnnex *options, const char *path, gboolean each)
{
  KheoExit status = check_style (options);

  if (status != KHEO_EXIT_DONE || is_preflight (options))
    return status;
  if (path == NULL || (!each && !kheo_annex_file_is_known (path)))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--output: name a file that ends in .pdf, .xlsx, .ods or .odt"));
  if (!each && is_poster (options) && !g_str_has_suffix (path, ".pdf"))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--tile: only paper can be cut; name an --output that ends in .pdf"));
  return KHEO_EXIT_DONE;
}

static KheoExit
put_pages (KheoCli *cli, const KheoCliAnnex *options, const KheoAnnexSpec *spec, const char *path)
{
  KheoProgress progress = { kheo_cli_progress };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoPages) pages =
      kheo_cli_press_cut (options->press, kheo_annex_paginate (spec, &progress, &error));

  if (pages != NULL && is_preflight (options))
    return kheo_cli_press_print_findings (options->press, cli, pages, path);
  if (pages != NULL && kheo_pages_export_pdf (pages, path, NULL, &progress, &error))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
}

KheoExit
kheo_cli_write_annex (KheoCli                *cli,
                      const KheoAnnexContent *content,
                      const KheoCliAnnex     *options,
                      const char             *path)
{
  KheoProgress progress = { kheo_cli_progress };
  g_autoptr (KheoAnnexOffice) office = kheo_annex_office_new (cli->db);
  g_autoptr (KheoAnnexLayout) layout = make_layout (options, office);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoAnnexPlan) plan = kheo_annex_plan_new (layout, content, office, &error);

  if (plan == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  if (is_poster (options) || is_preflight (options))
    return put_pages (cli, options, &plan->spec, path);
  if (kheo_annex_file_write (&plan->spec, path, office->office, &progress, &error))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
}

KheoPages *
kheo_cli_make_annex_pages (KheoDb                 *db,
                           const KheoAnnexContent *content,
                           const KheoCliAnnex     *options,
                           GError                **error)
{
  g_autoptr (KheoAnnexOffice) office = kheo_annex_office_new (db);
  g_autoptr (KheoAnnexLayout) layout = make_layout (options, office);
  g_autoptr (KheoAnnexPlan) plan = kheo_annex_plan_new (layout, content, office, error);
  KheoPages *pages = plan != NULL ? kheo_annex_paginate (&plan->spec, NULL, error) : NULL;

  return options->press != NULL ? kheo_cli_press_cut (options->press, pages) : pages;
}

char *
kheo_cli_make_annex_key (KheoDb *db, const KheoAnnexContent *content, const KheoCliAnnex *options)
{
  g_autoptr (KheoAnnexOffice) office = kheo_annex_office_new (db);
  g_autoptr (KheoAnnexLayout) layout = make_layout (options, office);
  g_autofree char *annex = kheo_paper_key_of_annex (content, layout, office);
  GChecksum       *key;

  if (!is_poster (options))
    return g_steal_pointer (&annex);
  key = kheo_paper_key_new ();
  kheo_paper_key_add_text (key, annex);
  kheo_paper_key_add_paper (key, options->press->tile);
  kheo_paper_key_add_number (key, options->press->overlap);
  return kheo_paper_key_free_to_text (key);
}
