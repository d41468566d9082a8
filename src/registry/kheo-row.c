#include "kheo-row.h"

struct _KheoRow
{
  GObject parent_instance;

  gint64      id;
  KheoRecord *record; /* owned; NULL until its page has arrived, or when it is gone */
  guint       stale;  /* tick at which it became old */
  gboolean    wanted; /* not read since */
};

G_DEFINE_FINAL_TYPE (KheoRow, kheo_row, G_TYPE_OBJECT)

enum
{
  PROP_RECORD = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
kheo_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KheoRow *self = KHEO_ROW (object);

  if (id == PROP_RECORD)
    g_value_set_object (value, self->record);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kheo_row_dispose (GObject *object)
{
  g_clear_object (&KHEO_ROW (object)->record);

  G_OBJECT_CLASS (kheo_row_parent_class)->dispose (object);
}

static void
kheo_row_class_init (KheoRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kheo_row_get_property;
  object_class->dispose = kheo_row_dispose;

  properties[PROP_RECORD] =
      g_param_spec_object ("record", NULL, NULL, KHEO_TYPE_RECORD,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kheo_row_init (KheoRow *self)
{
  self->wanted = TRUE;
}

KheoRow *
kheo_row_new (gint64 id)
{
  KheoRow *self = g_object_new (KHEO_TYPE_ROW, NULL);

  self->id = id;
  return self;
}

KheoRecord *
kheo_row_get_record (KheoRow *self)
{
  g_return_val_if_fail (KHEO_IS_ROW (self), NULL);

  return self->record;
}

gint64
kheo_row_get_id (KheoRow *self)
{
  g_return_val_if_fail (KHEO_IS_ROW (self), 0);

  return self->id;
}

void
kheo_row_set_record (KheoRow *self, KheoRecord *record)
{
  if (self->record != NULL && kheo_record_equal (self->record, record, TRUE))
    return;
  if (g_set_object (&self->record, record))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

void
kheo_row_mark_stale (KheoRow *self, guint tick)
{
  self->stale = tick;
  self->wanted = TRUE;
}

gboolean
kheo_row_is_wanted (KheoRow *self)
{
  return self->wanted;
}

gboolean
kheo_row_settle (KheoRow *self, guint tick)
{
  if (tick < self->stale)
    return FALSE;
  self->wanted = FALSE;
  return TRUE;
}
