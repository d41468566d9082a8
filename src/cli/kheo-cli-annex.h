/* An annex as a file: pages, rows of a sheet or a document, by the end of its name. */
#pragma once

#include "kheo-annex-layout.h"
#include "kheo-cli.h"

G_BEGIN_DECLS

typedef struct
{
  const KheoAnnexLayout *layout; /* NULL: as usual */
  const char            *style;  /* "party", "front"; NULL: the layout's, the office's own */
  const char            *paper;  /* "A4" …; NULL: the layout's */
  gboolean               portrait, landscape; /* neither: what the layout or the content asks for */
} KheoCliAnnex;

/* .pdf, .xlsx, .ods or .odt; a failure is printed.  @options may be NULL. */
KheoExit kheo_cli_write_annex (KheoDb                 *db,
                               const KheoAnnexContent *content,
                               const KheoCliAnnex     *options,
                               const char             *path);

/* layouts: in a file of its own. */
KheoExit kheo_cli_run_layouts (KheoCli *cli, int argc, char **argv);

/* The pages of the same annex, for a run over many units. */
KheoPages *kheo_cli_make_annex_pages (KheoDb                 *db,
                                      const KheoAnnexContent *content,
                                      const KheoCliAnnex     *options,
                                      GError                **error);
/* A key of all that stands in it: kheo-paper-key.h. */
char *
kheo_cli_make_annex_key (KheoDb *db, const KheoAnnexContent *content, const KheoCliAnnex *options);

G_END_DECLS
