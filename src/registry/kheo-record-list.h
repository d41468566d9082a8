/*
 * A GListModel over any number of records: an array of ids in the order wanted, pages of 128
 * records fetched by id on the reading thread, 64 pages kept.
 *
 *   ids (GArray of gint64, from domain/kheo-query) ─► KheoRecordList ─► GtkMultiSelection ─► view
 *
 * get_item() answers at once with a KheoRow whose record may still be NULL; "notify::record" tells
 * when it is there, and when an action changed it.  Answers of an old generation are dropped.  What
 * an action added or deleted shows when the next ids are taken.  Main thread.
 */
#pragma once

#include "kheo-book.h"

G_BEGIN_DECLS

#define KHEO_TYPE_ROW (kheo_row_get_type ())
G_DECLARE_FINAL_TYPE (KheoRow, kheo_row, KHEO, ROW, GObject)
KheoRecord *kheo_row_get_record (KheoRow *self); /* NULL until its page has arrived */
gint64      kheo_row_get_id (KheoRow *self);

#define KHEO_TYPE_RECORD_LIST (kheo_record_list_get_type ())
G_DECLARE_FINAL_TYPE (KheoRecordList, kheo_record_list, KHEO, RECORD_LIST, GObject)

KheoRecordList *kheo_record_list_new (KheoBook *book, const KheoRegister *reg);
/* Takes @ids.  A small difference (an edit, a deletion) is told as it is and none not at all, so
 * that the view keeps its place; otherwise in two signals, (0, old, 0) and (0, 0, new): one would
 * make GTK 4.8 ask for every row. */
void   kheo_record_list_take_ids (KheoRecordList *self, GArray *ids);
gint64 kheo_record_list_get_id (KheoRecordList *self, guint position);
/* Position of @id, G_MAXUINT when it is not in the list (linear, 1 ms per million). */
guint kheo_record_list_find (KheoRecordList *self, gint64 id);

G_END_DECLS
