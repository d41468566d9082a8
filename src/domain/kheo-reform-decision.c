/* The decision of a reform: its number, day and issuer, out of one line and into one. */
#include "kheo-reform.h"

#include "kheo-text.h"

#include <string.h>

/* What stands between @text and @end, tidied; NULL for nothing. */
static char *
tidy_part (const char *text, const char *end)
{
  g_autofree char *part = g_strndup (text, (gsize) (end - text));
  char            *tidy = kheo_text_tidy (part);

  if (*tidy != '\0')
    return tidy;
  g_free (tidy);
  return NULL;
}

static gboolean
is_day (const char *text, KheoDate *out_date)
{
  KheoPrecision precision = KHEO_PRECISION_YEAR;

  return text != NULL && kheo_date_parse (text, out_date, &precision) &&
         precision == KHEO_PRECISION_DAY;
}

static void
append_issuer (KheoReformDecision *self, const char *text)
{
  char *whole =
      self->issuer != NULL ? g_strconcat (self->issuer, ", ", text, NULL) : g_strdup (text);

  g_free (self->issuer);
  self->issuer = whole;
}

static void
take_part (KheoReformDecision *self, const char *part)
{
  KheoDate day = KHEO_DATE_UNKNOWN;

  if (self->issued_on == KHEO_DATE_UNKNOWN && is_day (part, &day))
    self->issued_on = day;
  else if (self->number == NULL && self->issuer == NULL && self->issued_on == KHEO_DATE_UNKNOWN)
    self->number = g_strdup (part);
  else
    append_issuer (self, part);
}

/* "Nghị quyết số 1656/NQ-UBTVQH15 ngày 16/6/2025 của Ủy ban Thường vụ Quốc hội" */
static gboolean
parse_sentence (KheoReformDecision *self, const char *text)
{
  const char      *day = strstr (text, " ngày ");
  const char      *of = strstr (text, " của ");
  const char      *end = text + strlen (text);
  g_autofree char *written = NULL;

  if (day == NULL || (of != NULL && of < day))
    return FALSE;
  written = tidy_part (day + strlen (" ngày "), of != NULL ? of : end);
  if (!is_day (written, &self->issued_on))
    return FALSE;
  self->number = tidy_part (text, day);
  if (of != NULL)
    self->issuer = tidy_part (of + strlen (" của "), end);
  return TRUE;
}

void
kheo_reform_decision_init_parse (KheoReformDecision *self, const char *text)
{
  *self = (KheoReformDecision){ 0 };
  if (text == NULL || parse_sentence (self, text))
    return;
  for (const char *at = text; at != NULL;)
    {
      const char      *comma = strchr (at, ',');
      g_autofree char *part = tidy_part (at, comma != NULL ? comma : at + strlen (at));

      if (part != NULL)
        take_part (self, part);
      at = comma != NULL ? comma + 1 : NULL;
    }
}

void
kheo_reform_decision_clear (KheoReformDecision *self)
{
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->issuer, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->note, g_free);
}

void
kheo_reform_decision_copy (KheoReformDecision *self, const KheoReformDecision *from)
{
  self->number = g_strdup (from->number);
  self->issued_on = from->issued_on;
  self->issuer = g_strdup (from->issuer);
  self->title = g_strdup (from->title);
  self->note = g_strdup (from->note);
}

char *
kheo_reform_decision_format (const KheoReformDecision *self)
{
  g_autofree char *day =
      self->issued_on != KHEO_DATE_UNKNOWN ? kheo_date_format (self->issued_on) : NULL;
  const char *parts[] = { self->number, day, self->issuer };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && parts[i][0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", parts[i]);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
