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

KheoExit
kheo_cli_write_annex (KheoDb                 *db,
                      const KheoAnnexContent *content,
                      const KheoCliAnnex     *options,
                      const char             *path)
{
  static const KheoCliAnnex usual = { 0 };
  KheoProgress              progress = { kheo_cli_progress };
  g_autoptr (KheoAnnexOffice) office = kheo_annex_office_new (db);
  g_autoptr (KheoAnnexLayout) layout = NULL;
  g_autoptr (KheoAnnexPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  KheoAnnexStyle style;

  if (options == NULL)
    options = &usual;
  if (options->style != NULL && !kheo_annex_style_from_name (options->style, &style))
    return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--style: “%s” is neither party nor front"),
                          options->style);
  layout = make_layout (options, office);
  if ((plan = kheo_annex_plan_new (layout, content, office, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  if (!kheo_annex_file_is_known (path))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--output: name a file that ends in .pdf, .xlsx, .ods or .odt"));
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

  return plan != NULL ? kheo_annex_paginate (&plan->spec, NULL, error) : NULL;
}

char *
kheo_cli_make_annex_key (KheoDb *db, const KheoAnnexContent *content, const KheoCliAnnex *options)
{
  g_autoptr (KheoAnnexOffice) office = kheo_annex_office_new (db);
  g_autoptr (KheoAnnexLayout) layout = make_layout (options, office);

  return kheo_paper_key_of_annex (content, layout, office);
}
