/* A stored value: nothing, a number or a text.  Missing is not zero and not "".  Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KHEO_VALUE_NULL,
  KHEO_VALUE_INTEGER,
  KHEO_VALUE_TEXT,
} KheoValueType;

typedef struct
{
  KheoValueType type;
  union
  {
    gint64 integer;
    char  *text; /* owned */
  };
} KheoValue;

#define KHEO_VALUE_INIT ((KheoValue){ KHEO_VALUE_NULL, { 0 } })

void     kheo_value_clear (KheoValue *value); /* frees the text; is null afterwards */
void     kheo_value_set_integer (KheoValue *value, gint64 integer);
void     kheo_value_set_text (KheoValue *value, const char *text); /* NULL or "": null */
void     kheo_value_take_text (KheoValue *value, char *text);
void     kheo_value_copy (KheoValue *value, const KheoValue *from);
gboolean kheo_value_equal (const KheoValue *a, const KheoValue *b);

static inline gboolean
kheo_value_is_null (const KheoValue *value)
{
  return value->type == KHEO_VALUE_NULL;
}

G_END_DECLS
