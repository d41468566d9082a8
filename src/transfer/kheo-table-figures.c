/* Figures, targets and indicators in a table: names for ids, numbers in their unit of measure. */
#include "kheo-table-private.h"

#include "kheo-registers.h"

static gboolean
has_indicator (const KheoRegister *reg)
{
  return reg == &kheo_register_figures || reg == &kheo_register_targets;
}

gboolean
kheo_table_is_of_indicator (const KheoRegister *reg, int column)
{
  if (column == KHEO_TABLE_INDICATOR_CODE || column == KHEO_TABLE_MEASURE)
    return TRUE;
  if (column < 0)
    return FALSE;
  if (reg == &kheo_register_indicators)
    return column == KHEO_INDICATOR_PARENT;
  return has_indicator (reg) &&
         (column == KHEO_FIGURE_INDICATOR || reg->fields[column].type == KHEO_FIELD_AMOUNT ||
          reg->fields[column].type == KHEO_FIELD_PERIOD);
}

/* A real number in the unit of measure that stands beside it; of yes and no the word. */
static void
put_amount (KheoTableSink *sink, KheoRecord *record, guint field)
{
  const KheoValue *value = kheo_record_get (record, field);
  KheoAmountUnit   unit = kheo_indicators_amount_unit (sink->indicators, record, field);
  g_autofree char *text = NULL;

  if (kheo_value_is_null (value))
    kheo_sink_put_text (sink, NULL);
  else if (unit.type == KHEO_AMOUNT_YES_NO)
    {
      text = kheo_amount_format (&unit, value->integer);
      kheo_sink_put_text (sink, text);
    }
  else if (unit.decimals == 0)
    kheo_sink_put_integer (sink, value->integer);
  else
    kheo_sink_put_double (sink, kheo_amount_to_double (&unit, value->integer), unit.decimals);
}

void
kheo_table_put_indicator_cell (KheoTableSink *sink, KheoRecord *record, int column)
{
  const KheoRegister  *reg = kheo_record_get_register (record);
  const KheoIndicator *indicator;
  g_autofree char     *text = NULL;

  if (column >= 0 && reg->fields[column].type == KHEO_FIELD_AMOUNT)
    {
      put_amount (sink, record, (guint) column);
      return;
    }
  if (column >= 0 && reg->fields[column].type == KHEO_FIELD_PERIOD)
    {
      text = kheo_field_format (&reg->fields[column], kheo_record_get (record, (guint) column));
      kheo_sink_put_text (sink, text);
      return;
    }
  indicator = kheo_indicators_find (
      sink->indicators,
      kheo_record_get_integer (
          record, has_indicator (reg) ? KHEO_FIGURE_INDICATOR : KHEO_INDICATOR_PARENT, 0));
  if (indicator == NULL)
    kheo_sink_put_text (sink, NULL);
  else if (column == KHEO_TABLE_INDICATOR_CODE)
    kheo_sink_put_text (sink, indicator->code);
  else if (column == KHEO_TABLE_MEASURE)
    kheo_sink_put_text (sink, indicator->unit.unit);
  /* The code of what it is part of is sure; a name may be another's too. */
  else if (reg == &kheo_register_indicators && indicator->code != NULL)
    kheo_sink_put_text (sink, indicator->code);
  else
    kheo_sink_put_text (sink, indicator->name);
}
