/* An annex as a file: pages, rows of a sheet or a document, by the end of its name. */
#pragma once

#include "kheo-annex-question.h"
#include "kheo-cli-children.h"
#include "kheo-cli-press.h"

G_BEGIN_DECLS

typedef struct
{
  const KheoAnnexLayout *layout; /* NULL: as usual */
  const char            *style;  /* "party", "front"; NULL: the layout's, the office's own */
  const char            *paper;  /* "A4" …; NULL: the layout's */
  gboolean               portrait, landscape; /* neither: what the layout or the content asks for */
  const KheoCliPress    *press;               /* NULL: neither poster nor preflight */
} KheoCliAnnex;

/* Before anything is read: is the style one, can @path be written so?  @each: a folder too.  A
 * failure is printed. */
KheoExit kheo_cli_check_annex (const KheoCliAnnex *options, const char *path, gboolean each);

/* .pdf, .xlsx, .ods or .odt, a poster only .pdf; a preflight prints its findings and writes
 * nothing, @path may then be NULL.  A failure is printed. */
KheoExit kheo_cli_write_annex (KheoCli                *cli,
                               const KheoAnnexContent *content,
                               const KheoCliAnnex     *options,
                               const char             *path);

/* layouts: in a file of its own. */
KheoExit kheo_cli_run_layouts (KheoCli *cli, int argc, char **argv);

/* An annex for each unit below, into the folder @output as files of @ending, or bound into one PDF
 * when it ends in ".pdf".  @question's unit is changed on the way. */
KheoExit kheo_cli_write_each_annex (KheoCli               *cli,
                                    const KheoCliChildren *children,
                                    KheoAnnexQuestion     *question,
                                    const KheoCliAnnex    *options,
                                    gboolean               with_names,
                                    const char            *output,
                                    const char            *ending);

/* The pages of the same annex; cut for a poster. */
KheoPages *kheo_cli_make_annex_pages (KheoDb                 *db,
                                      const KheoAnnexContent *content,
                                      const KheoCliAnnex     *options,
                                      GError                **error);
/* A key of all that stands in it: kheo-paper-key.h. */
char *
kheo_cli_make_annex_key (KheoDb *db, const KheoAnnexContent *content, const KheoCliAnnex *options);

G_END_DECLS
