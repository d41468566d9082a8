/*
 * One file on its way into the book, seen from the main thread.  The import itself always belongs
 * to the thread that works on it; what the window may look at is the last review.
 *
 *   WAITING ─► READING (read, matched) ─► REVIEW ⇄ matched again after corrections ─► WRITING ─►
 * DONE ▲            └──► FAILED              │  ▲                                       │
 *      └──────────── PARKED ◄────────────────┘  └── refused: see get_problem() ◄────────┘
 *
 * A parked file has given back its memory and is read again when it is wanted.
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
  KHEO_FILE_WAITING,
  KHEO_FILE_READING,
  KHEO_FILE_REVIEW,
  KHEO_FILE_PARKED,
  KHEO_FILE_WRITING,
  KHEO_FILE_DONE,
  KHEO_FILE_FAILED,
  KHEO_FILE_CANCELLED,
} KheoFileState;

/* @name: how lists call it; NULL: its base name. */
KheoImportFile *kheo_import_file_new (KheoBook *book, GFile *file, const char *name);
/* Begins to read, or reads again what was parked. */
void kheo_import_file_start (KheoImportFile *self);
/* Gives memory back when that loses nothing: not while at work, nor once a person has corrected
 * something. */
gboolean kheo_import_file_park (KheoImportFile *self);
/* Bytes that the import may take, roughly. */
guint64 kheo_import_file_get_weight (KheoImportFile *self);

KheoFileState kheo_import_file_get_state (KheoImportFile *self);
const char   *kheo_import_file_get_name (KheoImportFile *self);
GFile        *kheo_import_file_get_file (KheoImportFile *self);
KheoImportReview *
kheo_import_file_get_review (KheoImportFile *self); /* NULL while reading, parked */
/* The review is being made anew, or the file written: nothing can be corrected. */
gboolean kheo_import_file_is_busy (KheoImportFile *self);
/* In review or parked: nothing in it is doubtful, its form is known and there is something to
 * write, so that it may be written without being looked at. */
gboolean kheo_import_file_is_ready (KheoImportFile *self);
/* The same but for the form. */
gboolean kheo_import_file_is_clean (KheoImportFile *self);
/* Of the last review, also while parked. */
KheoImportCounts kheo_import_file_count (KheoImportFile *self);
/* Another file of the form @fingerprint was written just now. */
void        kheo_import_file_learn_form (KheoImportFile *self, const char *fingerprint);
const char *kheo_import_file_get_fingerprint (KheoImportFile *self); /* NULL before review */
/* Of the work under way; < 0: not known. */
double kheo_import_file_get_fraction (KheoImportFile *self);
/* Why it failed, or why the last correction or writing was refused; NULL: nothing did. */
const GError *kheo_import_file_get_problem (KheoImportFile *self);
/* Of the book's history, once done; 0 when nothing was changed. */
gint64 kheo_import_file_get_action (KheoImportFile *self);
/* The base year and whether unknown units are founded, as last corrected. */
int      kheo_import_file_get_year (KheoImportFile *self);
gboolean kheo_import_file_get_create_units (KheoImportFile *self);

typedef enum
{
  KHEO_CORRECT_NOTHING,      /* only matched again: the book changed */
  KHEO_CORRECT_COLUMN,       /* table, index: of the column in its table, field */
  KHEO_CORRECT_ENCODING,     /* table, index: of the column in its table, field: KheoEncoding */
  KHEO_CORRECT_AS,           /* table, field: KheoImportAs */
  KHEO_CORRECT_VALUE,        /* table, index: row, field, text */
  KHEO_CORRECT_ALIKE,        /* the same for all rows that say what that row says */
  KHEO_CORRECT_SKIP,         /* table, index: row */
  KHEO_CORRECT_TAKE,         /* table, index: row */
  KHEO_CORRECT_UNIT,         /* index: of the review's units, id */
  KHEO_CORRECT_INDICATOR,    /* index: of the review's indicators, id or 0: a new one */
  KHEO_CORRECT_CATALOGUE,    /* index: of the review's indicators, text: code of the catalogue */
  KHEO_CORRECT_YEAR,         /* field: year */
  KHEO_CORRECT_UNDER,        /* id */
  KHEO_CORRECT_CREATE_UNITS, /* field: boolean */
  KHEO_CORRECT_JOIN,         /* table, field, text: as written, meant (NULL: taken back) */
  KHEO_CORRECT_SAME,         /* table, index: row, id: the record that it is */
  KHEO_CORRECT_DISTINCT,     /* table, index: row, id: record or 0, field: other row or -1 */
  KHEO_CORRECT_FORM,         /* text: its name */
  KHEO_CORRECT_MEANING, /* table, index: column, text: indicator, meant: period, field: measure */
  KHEO_CORRECT_FIGURE,  /* table, index: row of the sheet, field: column of the sheet, text */
} KheoCorrectionType;

typedef struct
{
  KheoCorrectionType type;
  guint              table;
  guint              index;
  int                field;
  gint64             id;
  const char        *text;
  const char        *meant;
} KheoCorrection;

/* Copied; understood and matched again at once.  Several in a row are matched together. */
void kheo_import_file_correct (KheoImportFile *self, const KheoCorrection *correction);

/* After the correction of one value: how many other rows say what that cell said, so that they may
 * be corrected alike (KHEO_CORRECT_ALIKE).  FALSE when there are none. */
gboolean
kheo_import_file_get_alike (KheoImportFile *self, KheoCorrection *out_correction, guint *out_n);

/* Writes what the review shows, as one action.  @clean_only: not if anything doubtful is found when
 * it is compared with the book once more. */
void kheo_import_file_commit (KheoImportFile *self, gboolean clean_only);
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
/* The same of a row beside what it looks like: "before" is what that says. */
void kheo_import_file_load_alike_async (KheoImportFile     *self,
                                        guint               alike, /* of the review's */
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
GPtrArray *
kheo_import_file_load_row_finish (KheoImportFile *self, GAsyncResult *result, GError **error);

/* Writes the rows that were not taken to a spreadsheet. */
void kheo_import_file_write_rejects_async (KheoImportFile     *self,
                                           GFile              *to,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
gboolean
kheo_import_file_write_rejects_finish (KheoImportFile *self, GAsyncResult *result, GError **error);

G_END_DECLS
