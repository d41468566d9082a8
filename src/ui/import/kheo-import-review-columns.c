/* What the columns of a table were understood to be, in words; on the thread that has the import.
 */
#include "kheo-import-review-private.h"

#include <glib/gi18n-lib.h>

static void
column_free (gpointer data)
{
  KheoReviewColumn *column = data;

  g_free (column->heading);
  g_free (column->label);
  g_free (column->detail);
  g_free (column->sample);
  g_free (column->sample_raw);
  g_free (column->indicator);
  g_free (column->period);
  g_free (column);
}

static char *
describe_encoding (const KheoImportColumn *column)
{
  const char *name = column->encoding == KHEO_ENCODING_TCVN3 ? "TCVN3" : "VNI";

  if (column->encoding == KHEO_ENCODING_UNICODE)
    return g_strdup (column->unit_of_measure);
  if (column->unit_of_measure != NULL)
    return g_strdup_printf ("%s → Unicode · %s", name, column->unit_of_measure);
  return g_strdup_printf ("%s → Unicode", name);
}

/* What a column is called whose figures are not taken; NULL: they are. */
static const char *
describe_check (KheoMeasure measure)
{
  switch (measure)
    {
    case KHEO_MEASURE_RATE:
      return _ ("rate, only checked");
    case KHEO_MEASURE_TOTAL:
      return _ ("sum, only checked");
    case KHEO_MEASURE_COMPARISON:
      return _ ("comparison, not taken");
    case KHEO_MEASURE_RESULT:
    case KHEO_MEASURE_TARGET:
    default:
      return NULL;
    }
}

/* "kế hoạch · Số hộ nghèo · 2024-Q1": what each figure of the column is of.  What tells it from the
 * column beside it stands first, because headings are cut. */
static char *
describe_meaning (const KheoImportTable *table, guint index)
{
  KheoImportMeaning meaning;
  GString          *text = g_string_new (NULL);
  const char       *check;

  kheo_import_table_get_meaning (table, index, &meaning);
  check = describe_check (meaning.measure);
  if (check != NULL)
    g_string_append (text, check);
  else if (meaning.measure == KHEO_MEASURE_TARGET)
    g_string_append (text, _ ("target"));
  if (meaning.indicator != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", meaning.indicator);
  if (meaning.unit != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", meaning.unit);
  if (meaning.period != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", meaning.period);
  if (text->len == 0)
    g_string_append (text, _ ("Figures"));
  return g_string_free (text, FALSE);
}

/* A mark column is named after its choice: "x: Kinh tế". */
static char *
describe_column (const KheoImportTable  *table,
                 const KheoRegister     *reg,
                 const KheoImportColumn *column,
                 guint                   index)
{
  const KheoField *field;

  if (column->field == KHEO_COLUMN_VALUE)
    return describe_meaning (table, index);
  if (column->field != KHEO_COLUMN_CHOICE || reg == NULL || column->choice_field < 0)
    return kheo_import_table_field_label (table, column->field);
  field = &reg->fields[column->choice_field];
  if (field->choices == NULL || column->choice < 0)
    return kheo_import_table_field_label (table, column->field);
  /* Translators: a column of x-marks; %s is what a mark there means ("Economy"). */
  return g_strdup_printf (_ ("x = %s"),
                          kheo_field_choice_label (field, field->choices[column->choice].value));
}

static void
copy_meaning (const KheoImportTable *table, guint index, KheoReviewColumn *copy)
{
  KheoImportMeaning meaning;

  if (copy->field != KHEO_COLUMN_VALUE)
    return;
  kheo_import_table_get_meaning (table, index, &meaning);
  copy->indicator = g_strdup (meaning.indicator);
  copy->period = g_strdup (meaning.period);
  copy->measure = meaning.measure;
}

GPtrArray *
kheo_review_copy_columns (const KheoImportTable *table, const KheoImportTableInfo *info)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);

  for (guint i = 0; i < info->n_columns; i++)
    {
      KheoReviewColumn *copy = g_new0 (KheoReviewColumn, 1);
      KheoImportColumn  column;

      kheo_import_table_get_column (table, i, &column);
      copy->column = column.column;
      copy->index = i;
      copy->heading = g_strdup (column.heading);
      copy->field = column.field;
      copy->label = describe_column (table, info->reg, &column, i);
      copy->detail = describe_encoding (&column);
      copy->corrected = column.corrected;
      copy_meaning (table, i, copy);
      copy->encoding = column.encoding;
      copy->sample = g_strdup (column.sample);
      copy->sample_raw = g_strdup (column.sample_raw);
      g_ptr_array_add (columns, copy);
    }
  return columns;
}
