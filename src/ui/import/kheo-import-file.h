/*
 * One file on its way into the book, seen from the main thread.  The import itself always belongs
 * to the thread that works on it; what the window may look at is the last review.
 *
 *   READING ─► WAITING (being matched; again after each correction) ◄─► REVIEW ─► WRITING ─► DONE
 *        └──────────────┴──────────► FAILED                                ▲ └ problem: back
 *
 * Signals:
 *   "changed" ()                          state, review, busy or problem are others now
 *   "progress" (double, const char *)     fraction, < 0 when not known; what is being done
 */
#pragma once

#include "kheo-book.h"
#include "kheo-import-review.h"

G_BEGIN_DECLS

#define KHEO_TYPE_IMPORT_FILE (kheo_import_file_get_type ())
G_DECLARE_FINAL_TYPE (KheoImportFile, kheo_import_file, KHEO, IMPORT_FILE, GObject)

typedef enum
{
  KHEO_IMPORT_READING,
  KHEO_IMPORT_REVIEW,
  KHEO_IMPORT_WRITING,
  KHEO_IMPORT_DONE,
  KHEO_IMPORT_FAILED,
  KHEO_IMPORT_CANCELLED,
} KheoFileState;

/* Starts reading at once. */
KheoImportFile *kheo_import_file_new (KheoBook *book, GFile *file);

KheoFileState     kheo_import_file_get_state (KheoImportFile *self);
const char       *kheo_import_file_get_name (KheoImportFile *self);   /* base name, for people */
KheoImportReview *kheo_import_file_get_review (KheoImportFile *self); /* NULL while reading */
/* The review is being made anew, or the file written: nothing can be corrected. */
gboolean kheo_import_file_is_busy (KheoImportFile *self);
/* Why it failed, or why the last correction or writing was refused; NULL: nothing did. */
const GError *kheo_import_file_get_problem (KheoImportFile *self);
/* Of the book's history, once done; 0 when nothing was changed. */
gint64 kheo_import_file_get_action (KheoImportFile *self);
/* The base year and whether unknown units are founded, as last corrected. */
int      kheo_import_file_get_year (KheoImportFile *self);
gboolean kheo_import_file_get_create_units (KheoImportFile *self);

typedef enum
{
  KHEO_CORRECT_COLUMN,       /* table, index: column of the sheet, field */
  KHEO_CORRECT_AS,           /* table, field: KheoImportAs */
  KHEO_CORRECT_VALUE,        /* table, index: row, field, text */
  KHEO_CORRECT_SKIP,         /* table, index: row */
  KHEO_CORRECT_TAKE,         /* table, index: row */
  KHEO_CORRECT_UNIT,         /* index: of the review's units, id */
  KHEO_CORRECT_YEAR,         /* field: year */
  KHEO_CORRECT_UNDER,        /* id */
  KHEO_CORRECT_CREATE_UNITS, /* field: boolean */
} KheoCorrectionType;

typedef struct
{
  KheoCorrectionType type;
  guint              table;
  guint              index;
  int                field;
  gint64             id;
  const char        *text;
} KheoCorrection;

/* Copied; understood and matched again at once.  Several in a row are matched together. */
void kheo_import_file_correct (KheoImportFile *self, const KheoCorrection *correction);

/* Writes what the review shows, as one action. */
void kheo_import_file_commit (KheoImportFile *self);
/* Stops whatever is under way; the book stays as it is. */
void kheo_import_file_cancel (KheoImportFile *self);

typedef struct
{
  char    *label;
  char    *before; /* NULL: the record is new */
  char    *after;
  gboolean changed;
  int      field;    /* in the register */
  gboolean editable; /* units are answered elsewhere, for all rows alike */
} KheoImportDetail;

/* What a row says, field by field: GPtrArray of KheoImportDetail. */
void kheo_import_file_load_row_async (KheoImportFile     *self,
                                      guint               table,
                                      guint               index,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
GPtrArray *
kheo_import_file_load_row_finish (KheoImportFile *self, GAsyncResult *result, GError **error);

G_END_DECLS
