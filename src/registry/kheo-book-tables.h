/*
 * The small tables beside the registers: settings of the office, imports, remembered answers,
 * attachments.  Store's thread; writes inside a history action.
 */
#pragma once

#include "kheo-db.h"

G_BEGIN_DECLS

/* Settings: "office" (issuing body), "superior" (superior body), "style" (party|front), "place",
 * "symbol" (BTGDVTU), "signer-title", "signer-name", "root-unit" (id as text). NULL when not set.
 */
char    *kheo_setting_get (KheoDb *db, const char *key, GError **error);
gboolean kheo_setting_set (KheoDb *db, const char *key, const char *value, GError **error);

typedef struct
{
  gint64 id;
  char  *file;   /* base name */
  char  *sha256; /* hex, of the file's bytes */
  gint64 size;
  gint64 at; /* unix seconds */
  char  *as; /* "models", "units" … */
} KheoImportEntry;
void kheo_import_entry_free (KheoImportEntry *entry);
gboolean
kheo_import_table_insert (KheoDb *db, KheoImportEntry *entry, GError **error); /* gives id */
GPtrArray       *kheo_import_table_list (KheoDb *db, GError **error);          /* newest first */
KheoImportEntry *kheo_import_table_get (KheoDb *db, gint64 id, GError **error);

/* Remembered answers: how this office writes a unit's name (match key, inside @parent or 0). */
gboolean kheo_alias_set (
    KheoDb *db, const char *match_key, gint64 parent_id, gint64 unit_id, GError **error);
gint64 kheo_alias_get (KheoDb *db, const char *match_key, gint64 parent_id); /* 0: none */
/* Remembered mappings of a form's fingerprint: JSON text. */
gboolean kheo_mapping_set (
    KheoDb *db, const char *fingerprint, const char *name, const char *json, GError **error);
char *kheo_mapping_get (KheoDb *db, const char *fingerprint, GError **error); /* also by name */

typedef struct
{
  gint64 id;
  char  *name;
  char  *mime;
  char  *sha256;
  gint64 size;
} KheoAttachment;
/* Content is kept once per SHA-256, and outside the history: taking an attachment away leaves its
 * content for undo.  Files over 64 MiB: KHEO_ERROR_TOO_LARGE. */
gboolean kheo_attachment_add (
    KheoDb *db, const char *table, gint64 record_id, const char *path, GError **error);
GPtrArray *kheo_attachment_list (KheoDb *db, const char *table, gint64 record_id, GError **error);
GBytes    *kheo_attachment_read (KheoDb *db, gint64 id, GError **error);
gboolean   kheo_attachment_remove (KheoDb *db, gint64 id, GError **error);

G_END_DECLS
