/* The cells of a table, into a sheet of a file or as comma-separated text. */
#include "kheo-table-private.h"

#include <string.h>

void
kheo_sink_begin_row (KheoTableSink *sink)
{
  sink->first = TRUE;
  sink->n++;
  if (sink->sheet != NULL)
    kheo_sheet_writer_begin_row (sink->sheet);
  else if (sink->text->len > 0)
    g_string_append (sink->text, "\r\n");
}

void
kheo_sink_put_text (KheoTableSink *sink, const char *text)
{
  if (sink->sheet != NULL)
    {
      kheo_sheet_writer_add_text (sink->sheet, text);
      return;
    }
  if (!sink->first)
    g_string_append_c (sink->text, ',');
  sink->first = FALSE;
  if (text == NULL)
    return;
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (sink->text, text);
      return;
    }
  g_string_append_c (sink->text, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (sink->text, '"');
      g_string_append_c (sink->text, *p);
    }
  g_string_append_c (sink->text, '"');
}

void
kheo_sink_put_integer (KheoTableSink *sink, gint64 integer)
{
  char text[32];

  if (sink->sheet != NULL)
    {
      kheo_sheet_writer_add_int (sink->sheet, integer);
      return;
    }
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, integer);
  kheo_sink_put_text (sink, text);
}

/* In csv three digits after the mark would read as thousands. */
void
kheo_sink_put_double (KheoTableSink *sink, double value, int decimals)
{
  char text[48];
  char format[8];

  if (sink->sheet != NULL)
    {
      kheo_sheet_writer_add_double (sink->sheet, value);
      return;
    }
  g_snprintf (format, sizeof format, "%%.%df", decimals == 3 ? 4 : decimals);
  kheo_sink_put_text (sink, g_ascii_formatd (text, sizeof text, format, value));
}

/* A whole day is a date for the spreadsheet; "2022-06" stays what it says. */
void
kheo_sink_put_date (KheoTableSink *sink, const char *iso)
{
  KheoDate date = iso != NULL ? kheo_date_from_iso (iso) : KHEO_DATE_UNKNOWN;

  if (sink->sheet != NULL && date != KHEO_DATE_UNKNOWN)
    kheo_sheet_writer_add_date (sink->sheet, date);
  else
    kheo_sink_put_text (sink, iso);
}

/* Years are text in sheets: no dots in them. */
void
kheo_sink_put_value (KheoTableSink *sink, const KheoField *field, const KheoValue *value)
{
  char text[32];

  if (kheo_value_is_null (value))
    kheo_sink_put_text (sink, NULL);
  else if (field->type == KHEO_FIELD_CHOICE)
    kheo_sink_put_text (sink, kheo_field_choice_label (field, value->text));
  else if (field->type == KHEO_FIELD_DATE)
    kheo_sink_put_date (sink, value->text);
  else if (value->type == KHEO_VALUE_TEXT)
    kheo_sink_put_text (sink, value->text);
  else if (field->type == KHEO_FIELD_YEAR)
    {
      g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value->integer);
      kheo_sink_put_text (sink, text);
    }
  else
    kheo_sink_put_integer (sink, value->integer);
}

void
kheo_sink_put_id (KheoTableSink *sink, gint64 id)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, id);
  kheo_sink_put_text (sink, text);
}
