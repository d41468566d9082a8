/*
 * One row of a register: an object so that lists and forms can watch it.  Values stand in the order
 * of the register's fields.  Belongs to one thread at a time.
 */
#pragma once

#include "kheo-field.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define KHEO_TYPE_RECORD (kheo_record_get_type ())
G_DECLARE_FINAL_TYPE (KheoRecord, kheo_record, KHEO, RECORD, GObject)

KheoRecord         *kheo_record_new (const KheoRegister *reg, gint64 id); /* id 0: not stored yet */
KheoRecord         *kheo_record_dup (KheoRecord *self);                   /* same values, id 0 */
const KheoRegister *kheo_record_get_register (KheoRecord *self);
gint64              kheo_record_get_id (KheoRecord *self);
void                kheo_record_set_id (KheoRecord *self, gint64 id);
const KheoValue    *kheo_record_get (KheoRecord *self, guint field);
const char         *kheo_record_get_text (KheoRecord *self, guint field); /* NULL for null */
gint64              kheo_record_get_integer (KheoRecord *self, guint field, gint64 fallback);
/* Copies; emits "changed" when the value differs. */
void kheo_record_set (KheoRecord *self, guint field, const KheoValue *value);
/* Swallows @value, which is null afterwards; emits nothing: for filling a new record. */
void     kheo_record_take (KheoRecord *self, guint field, KheoValue *value);
void     kheo_record_set_text (KheoRecord *self, guint field, const char *text);
void     kheo_record_set_integer (KheoRecord *self, guint field, gint64 integer);
gboolean kheo_record_equal (KheoRecord *a, KheoRecord *b, gboolean with_derived);

G_END_DECLS
