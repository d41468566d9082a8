#include "kheo-annex-models.h"

#include "kheo-number.h"
#include "kheo-record-table.h"
#include "kheo-registers.h"
#include "kheo-rollup.h"
#include "kheo-unit-across.h"

#include <glib/gi18n-lib.h>

#define BATCH        512 /* records read at once */
#define MOST_CHOICES 16

enum
{
  COLUMN_NUMBER,
  COLUMN_NAME,
  COLUMN_OWNER,
  COLUMN_PLACE,
  COLUMN_KIND,
  COLUMN_PERSON,
  COLUMN_FIELD,
  COLUMN_YEAR,
  COLUMN_ORIGIN,
  COLUMN_STATUS,
  COLUMN_NOTE,
  N_COLUMNS
};

/* Headings are those of the register, but for what is put together here. */
static const struct
{
  const char *heading; /* N_(); NULL: the label of the field */
  guint       field;
  double      weight;
  KheoAlign   align;
  gboolean    always; /* even when no row has a value */
} columns[N_COLUMNS] = {
  /* Translators: heading of the column that counts the rows ("STT") */
  [COLUMN_NUMBER] = { N_ ("No."), 0, 1.1, KHEO_ALIGN_CENTER, TRUE },
  [COLUMN_NAME] = { NULL, KHEO_MODEL_NAME, 7, KHEO_ALIGN_LEFT, TRUE },
  [COLUMN_OWNER] = { NULL, KHEO_MODEL_OWNER, 4.5, KHEO_ALIGN_LEFT, FALSE },
  [COLUMN_PLACE] = { NULL, KHEO_MODEL_ADDRESS, 4, KHEO_ALIGN_LEFT, FALSE },
  [COLUMN_KIND] = { NULL, KHEO_MODEL_KIND, 2.2, KHEO_ALIGN_LEFT, TRUE },
  [COLUMN_PERSON] = { N_ ("Full name, post"), 0, 3.4, KHEO_ALIGN_LEFT, FALSE },
  [COLUMN_FIELD] = { NULL, KHEO_MODEL_FIELD, 3.2, KHEO_ALIGN_LEFT, TRUE },
  [COLUMN_YEAR] = { NULL, KHEO_MODEL_YEAR, 1.5, KHEO_ALIGN_CENTER, FALSE },
  [COLUMN_ORIGIN] = { NULL, KHEO_MODEL_ORIGIN, 1.9, KHEO_ALIGN_LEFT, FALSE },
  [COLUMN_STATUS] = { NULL, KHEO_MODEL_STATUS, 2.3, KHEO_ALIGN_LEFT, FALSE },
  [COLUMN_NOTE] = { NULL, KHEO_MODEL_NOTE, 2.5, KHEO_ALIGN_LEFT, FALSE },
};

/* How many models of each choice of a field. */
typedef struct
{
  const KheoField *field;
  gint64           n[MOST_CHOICES];
} Count;

typedef struct
{
  KheoDb         *db;
  KheoUnits      *units; /* borrowed */
  KheoAnnexTable *rows;  /* owned: all columns */
  KheoProgress   *progress;
  gboolean        used[N_COLUMNS];
  gboolean        with_personal;
  KheoDate        map_day; /* unknown: as reported */
  gint64          n, expected;
  Count           kinds, fields;
} Gather;

static const KheoField *
model_field (guint field)
{
  return &kheo_register_models.fields[field];
}

static void
count (Count *self, KheoRecord *record, guint field)
{
  int choice = kheo_field_choice_index (self->field, kheo_record_get_text (record, field));

  if (choice >= 0 && choice < MOST_CHOICES)
    self->n[choice]++;
}

/* "Tập thể 1.921, cá nhân 744": choices that occur. */
static char *
describe_count (const Count *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MOST_CHOICES && self->field->choices[i].value != NULL; i++)
    {
      g_autofree char *number = kheo_number_format (self->n[i]);
      const char      *label = kheo_field_choice_label (self->field, self->field->choices[i].value);

      if (self->n[i] > 0)
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", label, number);
    }
  return g_string_free (text, FALSE);
}

/* The unit as it was called when the model was registered and, on a map that restates, as it is
 * called there. */
static char *
unit_name (const Gather *gather, KheoRecord *record)
{
  KheoDate day = kheo_record_get_day (record);

  return kheo_units_format_across (gather->units,
                                   kheo_record_get_integer (record, KHEO_MODEL_UNIT, 0), day,
                                   gather->map_day != KHEO_DATE_UNKNOWN ? gather->map_day : day);
}

/* Two parts with a comma, either of which may be missing. */
static char *
join (const char *first, const char *second)
{
  gboolean both = first != NULL && *first != '\0' && second != NULL && *second != '\0';

  return g_strconcat (first != NULL ? first : "", both ? ", " : "", second != NULL ? second : "",
                      NULL);
}

static char *
cell_text (const Gather *gather, KheoRecord *record, guint column)
{
  guint            field = columns[column].field;
  g_autofree char *unit = NULL;

  switch (column)
    {
    case COLUMN_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, gather->n);
    case COLUMN_PLACE:
      unit = unit_name (gather, record);
      return join (kheo_record_get_text (record, KHEO_MODEL_ADDRESS), unit);
    case COLUMN_PERSON:
      if (!gather->with_personal)
        return g_strdup ("");
      return join (kheo_record_get_text (record, KHEO_MODEL_PERSON),
                   kheo_record_get_text (record, KHEO_MODEL_POST));
    default:
      return kheo_field_format (model_field (field), kheo_record_get (record, field));
    }
}

static void
add_record (Gather *gather, KheoRecord *record)
{
  char *cells[N_COLUMNS];

  gather->n++;
  count (&gather->kinds, record, KHEO_MODEL_KIND);
  count (&gather->fields, record, KHEO_MODEL_FIELD);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      cells[i] = cell_text (gather, record, i);
      gather->used[i] = gather->used[i] || *cells[i] != '\0';
    }
  kheo_annex_table_add_row (gather->rows, KHEO_ANNEX_ROW_DATA, (const char *const *) cells);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (cells[i]);
}

static gboolean
add_records (Gather *gather, GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i += BATCH)
    {
      guint n = MIN (BATCH, ids->len - i);
      g_autoptr (GPtrArray) records = kheo_record_table_get_many (
          gather->db, &kheo_register_models, &g_array_index (ids, gint64, i), n, error);

      if (records == NULL)
        return FALSE;
      for (guint k = 0; k < records->len; k++)
        if (g_ptr_array_index (records, k) != NULL)
          add_record (gather, g_ptr_array_index (records, k));
      if (!kheo_progress_tick (gather->progress, (double) gather->n / MAX (gather->expected, 1),
                               _ ("reading the models"), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_query (Gather *gather, const KheoQuery *query, GError **error)
{
  g_autoptr (GArray) ids = kheo_query_run (gather->db, query, error);

  return ids != NULL && add_records (gather, ids, error);
}

static char *
roman (guint number)
{
  static const struct
  {
    guint       value;
    const char *text;
  } digits[] = {
    { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" },
    { 90, "XC" },  { 50, "L" },   { 40, "XL" }, { 10, "X" },   { 9, "IX" },
    { 5, "V" },    { 4, "IV" },   { 1, "I" },
  };

  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    for (; number >= digits[i].value; number -= digits[i].value)
      g_string_append (text, digits[i].text);
  return g_string_free (text, FALSE);
}

static void
add_group (Gather *gather, guint number, const KheoTotalRow *row)
{
  g_autofree char *numeral = roman (number);
  g_autofree char *n = kheo_number_format (row->value);
  /* Translators: heading of a group: name of a unit, number of its models */
  g_autofree char *text = g_strdup_printf (
      ngettext ("%s: %s model", "%s: %s models", (gulong) row->value), row->label[0], n);
  const char *cells[N_COLUMNS] = { numeral, text };

  kheo_annex_table_add_row (gather->rows, KHEO_ANNEX_ROW_GROUP, cells);
}

/* Below each unit exactly the rows that its total counts. */
static gboolean
add_groups (Gather *gather, const KheoQuery *query, const KheoTotal *total, GError **error)
{
  guint number = 0;

  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *row = g_ptr_array_index (total->rows, i);
      g_autoptr (KheoQuery) below = NULL;

      if (row->value == 0)
        continue;
      below = kheo_total_row_query (query, total, row);
      add_group (gather, ++number, row);
      if (!add_query (gather, below, error))
        return FALSE;
    }
  return TRUE;
}

static guint
count_groups (const KheoTotal *total)
{
  guint n = 0;

  for (guint i = 0; i < total->rows->len; i++)
    if (((const KheoTotalRow *) g_ptr_array_index (total->rows, i))->value > 0)
      n++;
  return n;
}

static void
add_total (Gather *gather)
{
  g_autofree char *n = kheo_number_format (gather->n);
  g_autofree char *kinds = describe_count (&gather->kinds);
  g_autofree char *fields = describe_count (&gather->fields);
  /* Translators: last row: number of models; how many of each kind; how many of each field */
  g_autofree char *text = g_strdup_printf (
      ngettext ("Total: %s model. %s. %s.", "Total: %s models. %s. %s.", (gulong) gather->n), n,
      kinds, fields);
  const char *cells[N_COLUMNS] = { text };

  if (gather->n > 0)
    kheo_annex_table_add_row (gather->rows, KHEO_ANNEX_ROW_TOTAL, cells);
}

static const char *
heading (guint column)
{
  const char *own = columns[column].heading;

  return own != NULL ? _ (own) : _ (model_field (columns[column].field)->label);
}

/* The rows without the columns that nobody filled. */
static KheoAnnexTable *
without_empty_columns (const Gather *gather)
{
  KheoAnnexTable *table = kheo_annex_table_new ();
  guint           kept[N_COLUMNS], n_kept = 0;

  for (guint i = 0; i < N_COLUMNS; i++)
    if (columns[i].always || gather->used[i])
      {
        kept[n_kept++] = i;
        kheo_annex_table_add_column (table, heading (i), NULL, columns[i].weight, columns[i].align);
      }
  for (guint row = 0; row < kheo_annex_table_get_n_rows (gather->rows); row++)
    {
      const char *cells[N_COLUMNS];

      for (guint i = 0; i < n_kept; i++)
        cells[i] = kheo_annex_table_get_cell (gather->rows, row, kept[i]);
      kheo_annex_table_add_row (table, kheo_annex_table_get_row_kind (gather->rows, row), cells);
    }
  return table;
}

static gboolean
gather_rows (Gather *gather, const KheoQuery *query, GError **error)
{
  const KheoBy by = KHEO_BY_CHILD;
  g_autoptr (KheoTotal) total = kheo_total_models (gather->db, query, &by, 1, error);

  if (total == NULL)
    return FALSE;
  gather->expected = total->total;
  if (query->sort == NULL && count_groups (total) > 1)
    return add_groups (gather, query, total, error);
  return add_query (gather, query, error);
}

/* A period within one year says it already, above the table. */
static gboolean
is_one_year (KheoPeriod period)
{
  return !kheo_period_is_all (period) &&
         kheo_date_get_year (period.from) == kheo_date_get_year (period.to);
}

static KheoModelAnnex *
annex_of (const Gather *gather, const KheoQuery *query)
{
  KheoModelAnnex  *annex = g_new0 (KheoModelAnnex, 1);
  g_autofree char *question = kheo_query_describe (query, gather->units);
  g_autofree char *clock = kheo_clock_format (query->clock, query->clock_day);
  g_autofree char *today = kheo_date_format (kheo_date_today ());

  annex->table = without_empty_columns (gather);
  annex->n_models = gather->n;
  annex->title = g_strdup (_ ("LIST OF “SKILFUL MASS MOBILISATION” MODELS"));
  annex->subtitle = g_strdup_printf ("%s (%s)", question, clock);
  /* Translators: below the table; %s is a day */
  annex->note = g_strdup_printf (
      _ ("Source: register of “Skilful mass mobilisation” models, figures as of %s."), today);
  return annex;
}

KheoModelAnnex *
kheo_model_annex_new (KheoDb          *db,
                      const KheoQuery *query,
                      gboolean         with_personal,
                      KheoProgress    *progress,
                      GError         **error)
{
  KheoWorld      *world = kheo_world_get (db, error);
  KheoModelAnnex *annex = NULL;
  Gather          gather = {
             .db = db,
             .progress = progress,
             .with_personal = with_personal,
             .kinds.field = model_field (KHEO_MODEL_KIND),
             .fields.field = model_field (KHEO_MODEL_FIELD),
  };

  if (world == NULL)
    return NULL;
  gather.units = kheo_world_get_units (world);
  if (query->clock != KHEO_CLOCK_AS_REPORTED)
    gather.map_day = query->clock == KHEO_CLOCK_ON_DAY ? query->clock_day : kheo_date_today ();
  gather.rows = kheo_annex_table_new ();
  for (guint i = 0; i < N_COLUMNS; i++)
    kheo_annex_table_add_column (gather.rows, "", NULL, 1, KHEO_ALIGN_LEFT);
  if (gather_rows (&gather, query, error))
    {
      add_total (&gather);
      if (is_one_year (query->period))
        gather.used[COLUMN_YEAR] = FALSE;
      annex = annex_of (&gather, query);
    }
  kheo_annex_table_unref (gather.rows);
  return annex;
}

void
kheo_model_annex_free (KheoModelAnnex *self)
{
  kheo_annex_table_unref (self->table);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->note);
  g_free (self);
}

KheoAnnexContent *
kheo_model_annex_free_to_content (KheoModelAnnex *self)
{
  KheoAnnexContent *content = g_new0 (KheoAnnexContent, 1);

  content->table = g_steal_pointer (&self->table);
  content->title = g_steal_pointer (&self->title);
  content->subtitle = g_steal_pointer (&self->subtitle);
  content->note = g_steal_pointer (&self->note);
  g_free (self);
  return content;
}

void
kheo_model_annex_fill (const KheoModelAnnex *self, KheoAnnexSpec *spec)
{
  spec->table = self->table;
  spec->title = self->title;
  spec->subtitle = self->subtitle;
  spec->note = self->note;
}
