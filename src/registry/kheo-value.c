#include "kheo-value.h"

void
kheo_value_clear (KheoValue *value)
{
  if (value->type == KHEO_VALUE_TEXT)
    g_free (value->text);
  *value = KHEO_VALUE_INIT;
}

void
kheo_value_set_integer (KheoValue *value, gint64 integer)
{
  kheo_value_clear (value);
  value->type = KHEO_VALUE_INTEGER;
  value->integer = integer;
}

void
kheo_value_set_text (KheoValue *value, const char *text)
{
  kheo_value_take_text (value, g_strdup (text));
}

void
kheo_value_take_text (KheoValue *value, char *text)
{
  kheo_value_clear (value);
  if (text == NULL || *text == '\0')
    {
      g_free (text);
      return;
    }
  value->type = KHEO_VALUE_TEXT;
  value->text = text;
}

void
kheo_value_copy (KheoValue *value, const KheoValue *from)
{
  KheoValue copy = *from;

  if (copy.type == KHEO_VALUE_TEXT)
    copy.text = g_strdup (copy.text);
  kheo_value_clear (value);
  *value = copy;
}

gboolean
kheo_value_equal (const KheoValue *a, const KheoValue *b)
{
  if (a->type != b->type)
    return FALSE;

  switch (a->type)
    {
    case KHEO_VALUE_INTEGER:
      return a->integer == b->integer;
    case KHEO_VALUE_TEXT:
      return g_str_equal (a->text, b->text);
    case KHEO_VALUE_NULL:
    default:
      return TRUE;
    }
}
