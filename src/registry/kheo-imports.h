/*
 * The files taken into the book: what is kept of them, which action took each, and what of it is
 * still there.  Store's thread; writes inside a history action.
 */
#pragma once

#include "kheo-book-tables.h"
#include "kheo-spool.h"

G_BEGIN_DECLS

/* ---- The list of imports ---- */

#define KHEO_IMPORT_MAX_COUNTS 6

typedef struct
{
  KheoImportEntry entry;   /* also of one that was taken back whole: as it stood */
  gint64          action;  /* that took it in; 0: not known */
  gboolean        undone;  /* taken back */
  gboolean        partly;  /* … but some of its rows were kept */
  gboolean        is_kept; /* the file's bytes are in the book */
  /* Records that stem from it now, by SQL table, in the order of the registers; none: n_counts 0.
   */
  guint n_counts;
  struct
  {
    const char *table; /* static */
    guint       n;
  } counts[KHEO_IMPORT_MAX_COUNTS];
  guint n_records; /* all of them */
  guint n_changed; /* records of others that it changed */
} KheoImportState;

void kheo_import_state_free (KheoImportState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoImportState, kheo_import_state_free)

/* Newest first, those taken back too: GPtrArray of KheoImportState. */
GPtrArray *kheo_imports_list (KheoDb *db, GError **error);
/* One of them; NULL without @error: there is none. */
KheoImportState *kheo_imports_get (KheoDb *db, gint64 id, GError **error);
/* The action that took the file in, 0 when not known: for undo. */
gint64 kheo_imports_find_action (KheoDb *db, gint64 id);
/* The import that the action @action made, 0: none. */
gint64 kheo_imports_of_action (KheoDb *db, gint64 action);

/* ---- The bytes ---- */

/* Files that are larger are not kept. */
#define KHEO_KEPT_FILE_MAX (64 * 1024 * 1024)

/* Keeps content once per SHA-256, outside the history, as attachments are. */
/* The same of bytes that wait elsewhere; says @what meanwhile. */
gboolean kheo_kept_file_add_spool (KheoDb       *db,
                                   const char   *sha256,
                                   KheoSpool    *spool,
                                   KheoProgress *progress,
                                   const char   *what,
                                   GError      **error);
gboolean kheo_kept_file_exists (KheoDb *db, const char *sha256);
/* Proven against its SHA-256: KHEO_ERROR_CORRUPT when it is another; NULL without @error: it is not
 * kept. */
GBytes *kheo_kept_file_read (KheoDb *db, const char *sha256, GError **error);

/* ---- How its tables were understood ---- */

/* One table; rows as the sheet counts, the first is 1. */
typedef struct
{
  gint64 id;
  gint64 import_id;
  char  *sheet;
  char  *as; /* "models" … */
  int    heading_first, heading_last;
  int    row_last;
  char  *columns; /* JSON: [{"column": 3, "field": "name", "heading": "…"}, …], A is 1 */
} KheoImportLayout;

gboolean kheo_import_layout_insert (KheoDb *db, KheoImportLayout *layout, GError **error);
/* In the order of the sheets: GPtrArray of KheoImportLayout. */
GPtrArray *kheo_import_layout_list (KheoDb *db, gint64 import_id, GError **error);

/* ---- Rows that have no place in the record itself ---- */

typedef struct
{
  gint64 import_id;
  char  *table;
  gint64 record_id;
  char  *sheet;
  int    row;    /* as the sheet counts */
  char  *fields; /* names of what it changed, one blank between; NULL: it made the record */
} KheoImportRowEntry;

gboolean kheo_import_row_insert (KheoDb *db, const KheoImportRowEntry *entry, GError **error);
/* Of one record, newest first: GPtrArray of KheoImportRowEntry. */
GPtrArray *kheo_import_row_list (KheoDb *db, const char *table, gint64 record_id, GError **error);

/* A record that a place of a sheet made or changed. */
typedef struct
{
  const char *table; /* static: "model", "unit", "figure", "target", "task" … */
  gint64      id;
} KheoImportRecord;

/* Those of row @row (as the sheet counts; 0: of the whole import), still in the book, by table and
 * id: GArray of KheoImportRecord. @sheet may be NULL: any. @column: of figures, A is 1; 0: any. */
GArray *kheo_imports_list_records (
    KheoDb *db, gint64 import_id, const char *sheet, int row, int column, GError **error);

/* ---- Answers ---- */

/* Two records that look alike and are not the same. */
gboolean kheo_not_duplicate_set (KheoDb *db, const char *table, gint64 a, gint64 b, GError **error);
gboolean kheo_not_duplicate_get (KheoDb *db, const char *table, gint64 a, gint64 b);

/* How this office writes a value; @written as it stands in sheets, tidied.  @meant NULL forgets. */
gboolean kheo_spelling_set (KheoDb     *db,
                            const char *reg,
                            const char *field,
                            const char *written,
                            const char *meant,
                            GError    **error);
/* written → meant of one field: owned texts. */
GHashTable *kheo_spelling_load (KheoDb *db, const char *reg, const char *field, GError **error);

/* How this office heads an indicator (kheo_text_match_key() of the heading). */
gboolean
kheo_indicator_alias_set (KheoDb *db, const char *match_key, gint64 indicator_id, GError **error);
/* match key → gint64 *: owned. */
GHashTable *kheo_indicator_alias_load (KheoDb *db, GError **error);

G_END_DECLS
