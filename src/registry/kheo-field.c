#include "kheo-field.h"

#include "kheo-date.h"
#include "kheo-number.h"
#include "kheo-period.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
label_matches (const char *label, const char *key)
{
  g_autofree char *english = kheo_text_match_key (label);
  g_autofree char *translated = NULL;

  if (strcmp (english, key) == 0)
    return TRUE;
  translated = kheo_text_match_key (_ (label));
  return strcmp (translated, key) == 0;
}

/* "2022-06" and "2022" are shown as far as they are known. */
static char *
format_date (const char *text)
{
  KheoDate date = kheo_date_from_iso (text);

  if (date != KHEO_DATE_UNKNOWN)
    return kheo_date_format (date);
  if (strlen (text) == 7)
    return g_strdup_printf ("%s/%.4s", text + 5, text);
  return g_strdup (text);
}

/* What is no period is shown as it stands. */
static char *
format_period (const char *text)
{
  KheoPeriod period = KHEO_PERIOD_ALL;

  return kheo_period_parse (text, &period, NULL) ? kheo_period_format (period) : g_strdup (text);
}

int
kheo_register_find_field (const KheoRegister *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, -1);

  for (guint i = 0; i < self->n_fields; i++)
    if (strcmp (self->fields[i].name, name) == 0)
      return (int) i;
  return -1;
}

const KheoField *
kheo_register_get_field (const KheoRegister *self, const char *name)
{
  int index = kheo_register_find_field (self, name);

  return index >= 0 ? &self->fields[index] : NULL;
}

gboolean
kheo_synonyms_match (const char *synonyms, const char *key)
{
  gsize key_length = strlen (key);

  while (synonyms != NULL && *synonyms != '\0')
    {
      gsize length = strcspn (synonyms, "|");

      if (length > 0 && length == key_length && memcmp (synonyms, key, length) == 0)
        return TRUE;
      synonyms += length + (synonyms[length] == '|' ? 1 : 0);
    }
  return FALSE;
}

gboolean
kheo_field_match_heading (const KheoField *field, const char *key)
{
  g_return_val_if_fail (field != NULL && key != NULL, FALSE);

  return kheo_synonyms_match (field->synonyms, key) || label_matches (field->label, key);
}

const char *
kheo_field_parse_choice (const KheoField *field, const char *text)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (field != NULL && field->choices != NULL, NULL);

  if (text == NULL || *text == '\0')
    return NULL;
  for (const KheoChoice *choice = field->choices; choice->value != NULL; choice++)
    if (strcmp (choice->value, text) == 0)
      return choice->value;

  key = kheo_text_match_key (text);
  if (*key == '\0')
    return NULL;
  for (const KheoChoice *choice = field->choices; choice->value != NULL; choice++)
    if (kheo_synonyms_match (choice->synonyms, key))
      return choice->value;
  for (const KheoChoice *choice = field->choices; choice->value != NULL; choice++)
    if (label_matches (choice->label, key))
      return choice->value;
  return NULL;
}

int
kheo_field_choice_index (const KheoField *field, const char *value)
{
  g_return_val_if_fail (field != NULL && field->choices != NULL, -1);

  for (int i = 0; value != NULL && field->choices[i].value != NULL; i++)
    if (strcmp (field->choices[i].value, value) == 0)
      return i;
  return -1;
}

const char *
kheo_field_choice_label (const KheoField *field, const char *value)
{
  int index = kheo_field_choice_index (field, value);

  return index >= 0 ? _ (field->choices[index].label) : value;
}

char *
kheo_field_format (const KheoField *field, const KheoValue *value)
{
  g_return_val_if_fail (field != NULL && value != NULL, NULL);

  if (value->type == KHEO_VALUE_NULL)
    return g_strdup ("");
  if (value->type == KHEO_VALUE_TEXT)
    {
      if (field->type == KHEO_FIELD_CHOICE)
        return g_strdup (kheo_field_choice_label (field, value->text));
      if (field->type == KHEO_FIELD_DATE)
        return format_date (value->text);
      if (field->type == KHEO_FIELD_PERIOD)
        return format_period (value->text);
      return g_strdup (value->text);
    }
  if (field->type == KHEO_FIELD_INTEGER || field->type == KHEO_FIELD_MONEY ||
      field->type == KHEO_FIELD_AMOUNT)
    return kheo_number_format (value->integer);
  return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
}
