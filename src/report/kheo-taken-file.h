/* A file that was taken in, as a row of a list, with what is said about it.  Immutable. */
#pragma once

#include "kheo-history.h"
#include "kheo-imports.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  KHEO_TAKEN_FILE_NAME,
  KHEO_TAKEN_FILE_AS,      /* "Models" */
  KHEO_TAKEN_FILE_WHEN,    /* "14:05 22/11/2026" */
  KHEO_TAKEN_FILE_WHO,     /* "" when not known */
  KHEO_TAKEN_FILE_BROUGHT, /* records that it made or changed then */
  KHEO_TAKEN_FILE_LEFT,    /* records that stem from it now */
  KHEO_TAKEN_FILE_CHANGED, /* records of others that it changed */
  KHEO_TAKEN_FILE_STATE,   /* "In the book" … */
  KHEO_TAKEN_FILE_N_TEXTS,
} KheoTakenText;

#define KHEO_TYPE_TAKEN_FILE (kheo_taken_file_get_type ())
G_DECLARE_FINAL_TYPE (KheoTakenFile, kheo_taken_file, KHEO, TAKEN_FILE, GObject)

/* All of them, newest first: GPtrArray of KheoTakenFile.  Store's thread. */
GPtrArray *kheo_taken_file_list (KheoDb *db, GError **error);

const KheoImportState *kheo_taken_file_get_state (KheoTakenFile *self);
/* Of the action that took it in: "Nhập 60 mô hình từ a.xlsx"; "" when not known. */
const char *kheo_taken_file_get_title (KheoTakenFile *self);
const char *kheo_taken_file_get_text (KheoTakenFile *self, KheoTakenText which);
/* Every word of @key (kheo_text_fold) is found in its texts. */
gboolean kheo_taken_file_matches (KheoTakenFile *self, const char *key);

G_END_DECLS
