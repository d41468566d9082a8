/*
 * Checks that a GListModel tells the truth: after each items-changed its length and the items
 * outside the change are what they were said to be.  Looks at some positions of a long list only.
 */
#pragma once

#include "kheo-record-list.h"

G_BEGIN_DECLS

typedef struct _ListValidator ListValidator;
ListValidator                *list_validator_new (KheoRecordList *list);
guint                         list_validator_get_n_signals (ListValidator *self);
/* Compares the whole list, item by item, with what it should hold. */
void list_validator_check (ListValidator *self, GArray *ids);
void list_validator_free (ListValidator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ListValidator, list_validator_free)

G_END_DECLS
