/*
 * What an undo or redo left as it is, in words for people: "Model “…” (Xã Ngọc Chiến): kept,
 * because it was edited since."  Texts are translated.
 */
#pragma once

#include "kheo-history.h"
#include "kheo-registers.h"

G_BEGIN_DECLS

typedef struct
{
  char               *text; /* one sentence */
  const char         *why;  /* as in KheoKept */
  const KheoRegister *reg;  /* of the record that a click may open; NULL: none */
  gint64              id;
} KheoKeptLine;

/*
 * One line for each record or unit that was kept, in the order in which they were found: what was
 * edited first, then what that needs.  What is only part of another thing (the versions of a unit,
 * the entry of a file) is told with it.  At most @limit lines (0: all).  @kept: of KheoKept.
 * Store's thread, either connection; right after the undo.  GPtrArray of KheoKeptLine.
 */
GPtrArray *kheo_kept_describe (KheoDb *db, const GArray *kept, guint limit, GError **error);
/* "3 records were edited since and stay as they are. 2 records stay because others depend on them."
 * NULL when nothing was kept.  Any thread; owned by the caller. */
char *kheo_kept_dup_summary (const GArray *kept);

G_END_DECLS
