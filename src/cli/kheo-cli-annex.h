/* An annex as a file: pages, or rows of a sheet, by the end of its name. */
#pragma once

#include "kheo-annex-content.h"
#include "kheo-cli.h"

G_BEGIN_DECLS

typedef struct
{
  const char *style;    /* "party", "front"; NULL: the office's own */
  const char *paper;    /* "A4" …; NULL: A4 */
  gboolean    portrait; /* also where the content suits a lying sheet */
} KheoCliAnnex;

/* .pdf, .xlsx or .ods; a failure is printed.  @options may be NULL. */
KheoExit kheo_cli_write_annex (KheoDb                 *db,
                               const KheoAnnexContent *content,
                               const KheoCliAnnex     *options,
                               const char             *path);

G_END_DECLS
