#include "kheo-record.h"

struct _KheoRecord
{
  GObject parent_instance;

  const KheoRegister *reg; /* static */
  gint64              id;
  KheoValue          *values; /* owned, reg->n_fields of them */
};

G_DEFINE_FINAL_TYPE (KheoRecord, kheo_record, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
kheo_record_finalize (GObject *object)
{
  KheoRecord *self = KHEO_RECORD (object);

  for (guint i = 0; i < self->reg->n_fields; i++)
    kheo_value_clear (&self->values[i]);
  g_free (self->values);

  G_OBJECT_CLASS (kheo_record_parent_class)->finalize (object);
}

static void
kheo_record_class_init (KheoRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kheo_record_finalize;

  /* A value has become another one; no arguments. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KHEO_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_record_init (KheoRecord *self)
{
}

KheoRecord *
kheo_record_new (const KheoRegister *reg, gint64 id)
{
  KheoRecord *self = NULL;

  g_return_val_if_fail (reg != NULL, NULL);

  self = g_object_new (KHEO_TYPE_RECORD, NULL);
  self->reg = reg;
  self->id = id;
  self->values = g_new0 (KheoValue, reg->n_fields);
  return self;
}

KheoRecord *
kheo_record_dup (KheoRecord *self)
{
  KheoRecord *copy = NULL;

  g_return_val_if_fail (KHEO_IS_RECORD (self), NULL);

  copy = kheo_record_new (self->reg, 0);
  for (guint i = 0; i < self->reg->n_fields; i++)
    kheo_value_copy (&copy->values[i], &self->values[i]);
  return copy;
}

const KheoRegister *
kheo_record_get_register (KheoRecord *self)
{
  g_return_val_if_fail (KHEO_IS_RECORD (self), NULL);

  return self->reg;
}

gint64
kheo_record_get_id (KheoRecord *self)
{
  g_return_val_if_fail (KHEO_IS_RECORD (self), 0);

  return self->id;
}

void
kheo_record_set_id (KheoRecord *self, gint64 id)
{
  g_return_if_fail (KHEO_IS_RECORD (self));

  self->id = id;
}

const KheoValue *
kheo_record_get (KheoRecord *self, guint field)
{
  g_return_val_if_fail (KHEO_IS_RECORD (self), NULL);
  g_return_val_if_fail (field < self->reg->n_fields, NULL);

  return &self->values[field];
}

const char *
kheo_record_get_text (KheoRecord *self, guint field)
{
  const KheoValue *value = kheo_record_get (self, field);

  return value != NULL && value->type == KHEO_VALUE_TEXT ? value->text : NULL;
}

gint64
kheo_record_get_integer (KheoRecord *self, guint field, gint64 fallback)
{
  const KheoValue *value = kheo_record_get (self, field);

  return value != NULL && value->type == KHEO_VALUE_INTEGER ? value->integer : fallback;
}

void
kheo_record_set (KheoRecord *self, guint field, const KheoValue *value)
{
  g_return_if_fail (KHEO_IS_RECORD (self));
  g_return_if_fail (field < self->reg->n_fields);

  if (kheo_value_equal (&self->values[field], value))
    return;
  kheo_value_copy (&self->values[field], value);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
kheo_record_take (KheoRecord *self, guint field, KheoValue *value)
{
  g_return_if_fail (KHEO_IS_RECORD (self));
  g_return_if_fail (field < self->reg->n_fields);

  kheo_value_clear (&self->values[field]);
  self->values[field] = *value;
  *value = KHEO_VALUE_INIT;
}

void
kheo_record_set_text (KheoRecord *self, guint field, const char *text)
{
  KheoValue value = KHEO_VALUE_INIT;

  kheo_value_set_text (&value, text);
  kheo_record_set (self, field, &value);
  kheo_value_clear (&value);
}

void
kheo_record_set_integer (KheoRecord *self, guint field, gint64 integer)
{
  KheoValue value = { KHEO_VALUE_INTEGER, { integer } };

  kheo_record_set (self, field, &value);
}

gboolean
kheo_record_equal (KheoRecord *a, KheoRecord *b, gboolean with_derived)
{
  g_return_val_if_fail (KHEO_IS_RECORD (a) && KHEO_IS_RECORD (b), FALSE);
  g_return_val_if_fail (a->reg == b->reg, FALSE);

  for (guint i = 0; i < a->reg->n_fields; i++)
    {
      if (!with_derived && (a->reg->fields[i].flags & KHEO_FIELD_DERIVED) != 0)
        continue;
      if (!kheo_value_equal (&a->values[i], &b->values[i]))
        return FALSE;
    }
  return TRUE;
}
