#include "kheo-reform-line.h"

struct _KheoReformLine
{
  GObject parent_instance;

  KheoReformLineFacts facts; /* texts owned */
};

G_DEFINE_FINAL_TYPE (KheoReformLine, kheo_reform_line, G_TYPE_OBJECT)

static void
kheo_reform_line_finalize (GObject *object)
{
  KheoReformLine *self = KHEO_REFORM_LINE (object);

  for (guint i = 0; i < KHEO_LINE_N_TEXTS; i++)
    g_free (self->facts.texts[i]);
  G_OBJECT_CLASS (kheo_reform_line_parent_class)->finalize (object);
}

static void
kheo_reform_line_class_init (KheoReformLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kheo_reform_line_finalize;
}

static void
kheo_reform_line_init (KheoReformLine *self)
{
}

KheoReformLine *
kheo_reform_line_new (KheoReformLineFacts *facts)
{
  KheoReformLine *self = g_object_new (KHEO_TYPE_REFORM_LINE, NULL);

  self->facts = *facts;
  *facts = (KheoReformLineFacts){ 0 };
  return self;
}

const KheoReformLineFacts *
kheo_reform_line_get (KheoReformLine *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_LINE (self), NULL);
  return &self->facts;
}

const char *
kheo_reform_line_get_text (KheoReformLine *self, KheoLineText text)
{
  g_return_val_if_fail (KHEO_IS_REFORM_LINE (self) && text < KHEO_LINE_N_TEXTS, "");
  return self->facts.texts[text] != NULL ? self->facts.texts[text] : "";
}
