/* Shared by the two files of the review. */
#pragma once

#include "kheo-import-review.h"

G_BEGIN_DECLS

struct _KheoImportReview
{
  gatomicrefcount refs;

  /* Owned. */
  KheoWorkbook *workbook;
  KheoUnits    *units;     /* may be NULL */
  GPtrArray    *tables;    /* of KheoReviewTable */
  GPtrArray    *sheets;    /* of GArray of KheoReviewRow, one a sheet */
  GArray       *letters;   /* of KheoEncoding, one a sheet: of cells that name no font */
  GHashTable   *said;      /* kheo_review_key() of row 0 → KheoEncoding + 1, of columns */
  GPtrArray    *findings;  /* of KheoReviewFinding */
  GArray       *groups;    /* of KheoReviewGroup */
  GPtrArray    *questions; /* of KheoReviewUnit */
  GPtrArray    *counted;   /* of KheoReviewIndicator */
  GPtrArray    *clusters;  /* of KheoCluster */
  GPtrArray    *joins;     /* of KheoReviewJoin */
  GArray       *alike;     /* of KheoDuplicate */
  GHashTable   *marks;     /* of key → KheoReviewFinding, borrowed */
  GHashTable   *changes;   /* of key of the whole row → guint64 * */
  GHashTable   *fixed;     /* key of a cell → what a person made of it */
  GArray       *by_status[KHEO_ROW_REFUSED + 1]; /* of guint64, see _list_rows() */
  char         *title;
  char         *form;
  char         *rejects_name; /* NULL before match */

  KheoImportCounts counts;
  guint            n_rejects;
  gboolean         matched, has_work, form_known;
};

/* Of a cell, or with column -1 of a row as a whole. */
gint64 kheo_review_key (guint sheet, guint row, int column);

/* kheo-import-review-columns.c: of KheoReviewColumn. */
GPtrArray *kheo_review_copy_columns (const KheoImportTable *table, const KheoImportTableInfo *info);

/* kheo-import-review-copy.c: all but the refs, the strings above and the workbook. */
gboolean kheo_review_copy (KheoImportReview *self,
                           const KheoImport *import,
                           KheoDb           *db,
                           KheoProgress     *progress,
                           GError          **error);

G_END_DECLS
