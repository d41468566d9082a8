/*
 * Records of the book as tables for people (xlsx, ods, csv) and as JSON (cli.md `list`, `export`).
 * What is written can be imported again: every row is then `unchanged`.  Store's thread, either
 * connection.
 */
#pragma once

#include "kheo-progress.h"
#include "kheo-query.h"
#include "kheo-record.h"
#include "kheo-world.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  const KheoQuery *query; /* of any register; of units those below its unit, on its day */
  guint            offset;
  guint            limit;     /* 0: all */
  gboolean         is_public; /* leaves out personal data */
  const GArray    *ids; /* not of units: these, in this order, not all of the query; or NULL */
} KheoTableExport;

/* By the end of @path: .xlsx, .ods, .csv or .json; else KHEO_ERROR_INVALID. @out_n: rows written,
 * may be NULL. */
gboolean kheo_table_export_write (KheoDb                *db,
                                  const KheoTableExport *what,
                                  const char            *path,
                                  KheoProgress          *progress,
                                  guint                 *out_n,
                                  GError               **error);

/* The same as text, for standard output: a JSON array, one record a line. */
char *kheo_table_export_dup_json (KheoDb                *db,
                                  const KheoTableExport *what,
                                  KheoProgress          *progress,
                                  GError               **error);
/* … and comma-separated with a heading row, without BOM. */
char *kheo_table_export_dup_csv (KheoDb                *db,
                                 const KheoTableExport *what,
                                 KheoProgress          *progress,
                                 GError               **error);

G_END_DECLS
