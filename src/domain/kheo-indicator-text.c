/* Figures, targets and indicators as people read them; an indicator from its record. */
#include "kheo-indicators.h"

#include "kheo-registers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
kheo_indicator_from_record (KheoRecord *record, KheoIndicator *out_indicator)
{
  const char *direction = kheo_record_get_text (record, KHEO_INDICATOR_DIRECTION);
  const char *nature = kheo_record_get_text (record, KHEO_INDICATOR_NATURE);

  *out_indicator = (KheoIndicator){
    .id = kheo_record_get_id (record),
    .code = kheo_record_get_text (record, KHEO_INDICATOR_CODE),
    .name = kheo_record_get_text (record, KHEO_INDICATOR_NAME),
    .section = kheo_record_get_text (record, KHEO_INDICATOR_SECTION),
    .nature = g_strcmp0 (nature, "stock") == 0 ? KHEO_STOCK : KHEO_FLOW,
    .across_units =
        kheo_across_from_name (kheo_record_get_text (record, KHEO_INDICATOR_ACROSS_UNITS)),
    .across_time =
        kheo_across_from_name (kheo_record_get_text (record, KHEO_INDICATOR_ACROSS_TIME)),
    .direction = direction == NULL                 ? 0
                 : strcmp (direction, "down") == 0 ? -1
                                                   : 1,
    .level = kheo_indicator_level_from_name (kheo_record_get_text (record, KHEO_INDICATOR_LEVEL)),
    .frequency = kheo_frequency_from_name (kheo_record_get_text (record, KHEO_INDICATOR_FREQUENCY)),
    .parent_id = kheo_record_get_integer (record, KHEO_INDICATOR_PARENT, 0),
  };
  out_indicator->unit = (KheoAmountUnit){
    .type = KHEO_AMOUNT_COUNT,
    .decimals = (int) kheo_record_get_integer (record, KHEO_INDICATOR_DECIMALS, 0),
    .unit = kheo_record_get_text (record, KHEO_INDICATOR_UNIT_OF_MEASURE),
  };
  kheo_amount_type_from_name (kheo_record_get_text (record, KHEO_INDICATOR_VALUE_TYPE),
                              &out_indicator->unit.type);
}

/* The fields of either register that belong together. */
typedef struct
{
  guint indicator;
  guint value;
  guint denominator; /* G_MAXUINT: none */
} AmountFields;

static gboolean
fields_of (const KheoRegister *reg, AmountFields *out_fields)
{
  if (reg == &kheo_register_figures)
    *out_fields =
        (AmountFields){ KHEO_FIGURE_INDICATOR, KHEO_FIGURE_VALUE, KHEO_FIGURE_DENOMINATOR };
  else if (reg == &kheo_register_targets)
    *out_fields = (AmountFields){ KHEO_TARGET_INDICATOR, KHEO_TARGET_VALUE, G_MAXUINT };
  else
    return FALSE;
  return TRUE;
}

KheoAmountUnit
kheo_indicators_amount_unit (KheoIndicators *self, KheoRecord *record, guint field)
{
  static const KheoAmountUnit plain = { KHEO_AMOUNT_COUNT, 0, NULL };
  AmountFields                fields;
  const KheoIndicator        *indicator;

  g_return_val_if_fail (self != NULL && record != NULL, plain);

  if (!fields_of (kheo_record_get_register (record), &fields))
    return plain;
  indicator = kheo_indicators_find (self, kheo_record_get_integer (record, fields.indicator, 0));
  if (indicator == NULL)
    return plain;
  /* Of a percentage's parts both are plain counts. */
  if (fields.denominator != G_MAXUINT && indicator->unit.type == KHEO_AMOUNT_PERCENT &&
      (field == fields.denominator ||
       !kheo_value_is_null (kheo_record_get (record, fields.denominator))))
    return plain;
  return indicator->unit;
}

char *
kheo_indicators_format (KheoIndicators *self, KheoRecord *record, guint field)
{
  const KheoRegister *reg;
  const KheoValue    *value;
  AmountFields        fields;

  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  reg = kheo_record_get_register (record);
  value = kheo_record_get (record, field);
  if (value->type == KHEO_VALUE_INTEGER && fields_of (reg, &fields))
    {
      if (field == fields.indicator)
        {
          const KheoIndicator *indicator = kheo_indicators_find (self, value->integer);

          return g_strdup (indicator != NULL ? indicator->name : _ ("not known"));
        }
      if (reg->fields[field].type == KHEO_FIELD_AMOUNT)
        {
          KheoAmountUnit unit = kheo_indicators_amount_unit (self, record, field);

          return kheo_amount_format (&unit, value->integer);
        }
    }
  if (value->type == KHEO_VALUE_INTEGER && reg == &kheo_register_indicators &&
      field == KHEO_INDICATOR_PARENT)
    {
      const KheoIndicator *parent = kheo_indicators_find (self, value->integer);

      return g_strdup (parent != NULL ? parent->name : _ ("not known"));
    }
  return kheo_field_format (&reg->fields[field], value);
}
