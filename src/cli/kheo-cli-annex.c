#include "kheo-cli-annex.h"

#include "kheo-annex-office.h"
#include "kheo-annex-sheet.h"

#include <glib/gi18n-lib.h>

static KheoExit
write_pages (KheoDb                 *db,
             const KheoAnnexContent *content,
             const KheoCliAnnex     *options,
             const char             *path)
{
  g_autoptr (KheoAnnexOffice) office = kheo_annex_office_new (db);
  g_autoptr (KheoPages) pages = NULL;
  g_autoptr (GError) error = NULL;
  KheoProgress   progress = { kheo_cli_progress };
  KheoAnnexSpec  spec;
  KheoAnnexStyle style = office->style;
  KheoPaper      paper;

  if (options->style != NULL && !kheo_annex_style_from_name (options->style, &style))
    return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--style: “%s” is neither party nor front"),
                          options->style);
  if (!kheo_paper_parse (options->paper != NULL ? options->paper : "A4",
                         !content->portrait && !options->portrait, &paper, &error))
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  kheo_annex_spec_init (&spec, style, paper);
  kheo_annex_content_fill (content, &spec);
  kheo_annex_office_fill (office, &spec);
  pages = kheo_annex_paginate (&spec, &progress, &error);
  if (pages != NULL && kheo_pages_export_pdf (pages, path, office->office, &progress, &error))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
}

KheoExit
kheo_cli_write_annex (KheoDb                 *db,
                      const KheoAnnexContent *content,
                      const KheoCliAnnex     *options,
                      const char             *path)
{
  static const KheoCliAnnex usual = { 0 };
  g_autoptr (GError) error = NULL;

  if (g_str_has_suffix (path, ".pdf"))
    return write_pages (db, content, options != NULL ? options : &usual, path);
  /* As rows of a sheet: the same cells as on paper, without the pages. */
  if (kheo_annex_sheet_write (content->table, content->title, path, &error))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
}
