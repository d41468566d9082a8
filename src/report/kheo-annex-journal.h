/*
 * Lists of what was done with the book, as annexes: the files taken in, the history, the matters of
 * the reforms of units.  They are of the whole book, whatever unit and period are chosen.  Store's
 * thread.
 */
#pragma once

#include "kheo-annex-content.h"

G_BEGIN_DECLS

/* Is @subject "imports", "history" or "reform-matters"? */
gboolean          kheo_annex_is_journal (const char *subject);
KheoAnnexContent *kheo_annex_journal_new (const char *subject, KheoDb *db, GError **error);

G_END_DECLS
