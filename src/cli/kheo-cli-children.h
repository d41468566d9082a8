/*
 * --each-child, --each-level: one sheet for each unit below, into the folder --output, or bound
 * into one PDF when that ends in ".pdf".  Ctrl+C stops between two sheets; made again, a run into a
 * folder goes on where it was.
 */
#pragma once

#include "kheo-cli.h"

#include "kheo-paper-run.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean child;
  char    *level; /* "commune" …: all units of it below, not only those directly below */
} KheoCliChildren;

#define KHEO_CLI_CHILDREN_ENTRIES(children)                                                        \
  { "each-child", 0, 0, G_OPTION_ARG_NONE, &(children)->child, NULL, NULL },                       \
  {                                                                                                \
    "each-level", 0, 0, G_OPTION_ARG_STRING, &(children)->level, NULL, "LEVEL"                     \
  }

/* How one sheet comes about; @data is the maker's own. */
typedef struct
{
  /* Reads what the sheet of @unit says and gives its key; NULL: printed. */
  char *(*read) (gint64 unit, gpointer data, KheoExit *out_status);
  /* Of what was read last. */
  KheoPages *(*make) (gpointer data, GError **error);
  /* For files that are no pages, in place of make: writes to @path; else NULL. */
  KheoExit (*write) (const char *path, gpointer data);
  gpointer data;
  /* Before the first: what can be found for all @units (of gint64) at once; NULL. */
  KheoExit (*prepare) (const GArray *units, gpointer data);
} KheoCliSheetMaker;

void     kheo_cli_children_clear (KheoCliChildren *self);
gboolean kheo_cli_children_are_wanted (const KheoCliChildren *self);

/* Of the units below that of @query, on its map.  @ending: of the files in a folder ("pdf").
 * @title: of one PDF. */
KheoExit kheo_cli_children_run (const KheoCliChildren   *self,
                                KheoCli                 *cli,
                                const KheoQuery         *query,
                                const char              *output,
                                const char              *ending,
                                const KheoCliSheetMaker *maker);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoCliChildren, kheo_cli_children_clear)

G_END_DECLS
