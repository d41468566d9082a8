/*
 * The values of all rows of data: from their cells, from merges and groups above them, from the
 * title, from a person.  A required value that nothing gives refuses the row.
 */
#include "kheo-import-private.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Slots ---- */

static void
add_slot (KheoImportTable *table, int field)
{
  if (table->slots[field + KHEO_N_META] < 0)
    table->slots[field + KHEO_N_META] = (gint8) table->n_slots++;
}

static void
lay_out (KheoImportTable *table)
{
  table->n_slots = 0;
  table->n_data = 0;
  memset (table->slots, -1, sizeof table->slots);
  memset (table->by_column, 0, sizeof table->by_column);
  if (table->info.reg == &kheo_register_models)
    {
      add_slot (table, KHEO_MODEL_NAME);
      add_slot (table, KHEO_MODEL_KIND);
      add_slot (table, KHEO_MODEL_FIELD);
      add_slot (table, KHEO_MODEL_YEAR);
    }
  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoColumn *column = kheo_table_column (table, i);
      int               field = column->info.field;

      if (field == KHEO_COLUMN_CHOICE)
        {
          field = column->info.choice_field;
          if (column->holds_names)
            add_slot (table, KHEO_MODEL_PERSON);
        }
      if (field == KHEO_COLUMN_NONE || field == KHEO_COLUMN_ORDINAL)
        continue;
      table->by_column[field + KHEO_N_META] = TRUE;
      add_slot (table, field);
    }
  for (guint i = 0; i < table->fixes->len; i++)
    add_slot (table, g_array_index (table->fixes, KheoFix, i).field);
  for (guint i = 0; i < table->rows->len; i++)
    if (kheo_table_row (table, i)->kind == KHEO_ROW_DATA)
      kheo_table_row (table, i)->data = table->n_data++ * table->n_slots;
    else
      kheo_table_row (table, i)->data = KHEO_NO_DATA;
  kheo_values_reset (table, table->n_data * table->n_slots);
}

/* ---- A row ---- */

/* What merges over several rows say holds for each; amounts would be counted twice. */
static gboolean
may_spread (const KheoImportTable *table, int field)
{
  if (field < 0)
    return field != KHEO_COLUMN_NONE && field != KHEO_COLUMN_ORDINAL;
  return table->info.reg->fields[field].type != KHEO_FIELD_INTEGER &&
         table->info.reg->fields[field].type != KHEO_FIELD_MONEY;
}

static void
read_merged (KheoImportTable *table, KheoSheetRow *row, guint sheet_row)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoCellPlace    place = { table, kheo_table_column (table, i), NULL, row, sheet_row };
      guint            column = place.column->info.column;
      const KheoMerge *merge = NULL;

      if (!may_spread (table, place.column->info.field) ||
          kheo_sheet_get_cell (table->sheet, sheet_row, column) != NULL)
        continue;
      merge = kheo_sheet_find_merge (table->sheet, sheet_row, column);
      if (merge == NULL || merge->row >= sheet_row || merge->column != column)
        continue;
      place.cell = kheo_sheet_get_cell (table->sheet, merge->row, column);
      if (!kheo_cell_is_blank (table->import, table->sheet, place.cell))
        kheo_value_read_cell (&place);
    }
}

/* An amount merged over several rows is of them together; it stands in the first. */
static void
note_merged_amount (const KheoCellPlace *place)
{
  const KheoMerge *merge = NULL;
  int              field = place->column->info.field;

  if (field < 0 || may_spread (place->table, field) || place->row->kind != KHEO_ROW_DATA)
    return;
  merge = kheo_sheet_find_merge (place->table->sheet, place->sheet_row, place->cell->column);
  if (merge != NULL && merge->rows > 1)
    kheo_value_warn (place, "merged-amount",
                     g_strdup_printf (_ ("The cell stands for %u rows; all of it was taken for the "
                                         "first of them. Divide it."),
                                      merge->rows));
}

static void
read_cells (KheoImportTable *table, KheoSheetRow *row, guint sheet_row, gboolean merges)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (table->sheet, sheet_row, &n);

  for (guint i = 0; i < n; i++)
    {
      KheoCellPlace place = { table, NULL, &cells[i], row, sheet_row };

      if (cells[i].column < table->info.first_column || cells[i].column > table->info.last_column)
        continue;
      place.column = kheo_table_column (table, cells[i].column - table->info.first_column);
      if (cells[i].type == KHEO_CELL_TEXT &&
          *kheo_cell_text (table->import, table->sheet, &cells[i]) == '\0')
        continue;
      kheo_value_read_cell (&place);
      if (merges)
        note_merged_amount (&place);
    }
  if (merges)
    read_merged (table, row, sheet_row);
}

/* The cell says otherwise than the title above the row: the cell holds, and it is told. */
static void
check_group (KheoImportTable *table,
             const KheoGroup *group,
             const KheoValue *value,
             guint            sheet_row)
{
  const KheoField  *field = &table->info.reg->fields[group->choice_field];
  const KheoChoice *choice = &field->choices[group->choice];
  int               index = kheo_column_of_field (table, group->choice_field);

  if (value->type != KHEO_VALUE_TEXT || strcmp (value->text, choice->value) == 0)
    return;
  kheo_import_note (
      table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "group-conflict",
      g_strdup_printf (
          _ ("The row stands under “%s” but its own “%s” is another; the row's own was "
             "taken. Check it."),
          group->text, _ (field->label)),
      (int) sheet_row,
      index >= 0 ? (int) kheo_table_column (table, (guint) index)->info.column : -1);
}

/* What the groups above a row say of it. */
static void
read_groups (KheoImportTable *table, KheoSheetRow *row, guint sheet_row, int *out_year)
{
  for (int g = row->group; g >= 0; g = g_array_index (table->groups, KheoGroup, g).parent)
    {
      const KheoGroup *group = &g_array_index (table->groups, KheoGroup, g);
      const KheoValue *value = NULL;

      if (group->year > 0 && *out_year == 0)
        *out_year = group->year;
      if (group->choice_field < 0)
        continue;
      value = kheo_values_get (table, row, group->choice_field);
      if (value != NULL && kheo_value_is_null (value))
        kheo_values_put_text (
            table, row, group->choice_field,
            table->info.reg->fields[group->choice_field].choices[group->choice].value);
      else if (value != NULL)
        check_group (table, group, value, sheet_row);
    }
}

static int
year_of_period (const KheoImportOptions *options)
{
  KheoPeriod period = KHEO_PERIOD_ALL;

  if (options->period == NULL || !kheo_period_parse (options->period, &period, NULL))
    return 0;
  return kheo_date_get_year (period.from) == kheo_date_get_year (period.to)
             ? kheo_date_get_year (period.from)
             : 0;
}

static void
find_year (KheoImportTable *table, KheoSheetRow *row, int group_year)
{
  KheoValue                value = *kheo_values_get (table, row, KHEO_MODEL_YEAR);
  const KheoValue         *day = kheo_values_get (table, row, KHEO_MODEL_REGISTERED_ON);
  const KheoImportOptions *options = table->import->options;
  int                      year = group_year;

  if (!kheo_value_is_null (&value))
    return;
  if (year == 0 && day != NULL && day->type == KHEO_VALUE_TEXT)
    year = (int) g_ascii_strtoull (day->text, NULL, 10);
  if (year == 0)
    year = options->year > 0 ? options->year : year_of_period (options);
  if (year == 0)
    {
      year = table->info.year;
      table->year_taken = table->year_taken || year > 0;
    }
  if (year == 0)
    return;
  kheo_value_put_integer (&value, year);
  kheo_values_put (table, row, KHEO_MODEL_YEAR, &value);
}

/* "MÔ HÌNH TẬP THỂ LĨNH VỰC KINH TẾ" above a table that has no column for it. */
static void
read_title (KheoImportTable *table, KheoSheetRow *row)
{
  const struct
  {
    int         field;
    const char *choice;
  } said[] = { { KHEO_MODEL_KIND, table->info.kind }, { KHEO_MODEL_FIELD, table->info.field } };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      const KheoValue *value = kheo_values_get (table, row, said[i].field);

      if (said[i].choice != NULL && !table->by_column[said[i].field + KHEO_N_META] &&
          kheo_value_is_null (value))
        kheo_values_put_text (table, row, said[i].field, said[i].choice);
    }
}

static void
fill_defaults (KheoImportTable *table, KheoSheetRow *row, guint32 sheet_row)
{
  if (table->fixes->len == 0)
    return;
  for (guint i = kheo_fixes_find (table, sheet_row); i < table->fixes->len; i++)
    {
      const KheoFix *fix = &g_array_index (table->fixes, KheoFix, i);

      if (fix->row != sheet_row)
        break;
      kheo_values_put (table, row, fix->field, &fix->value); /* borrows the text of the fix */
    }
  for (guint i = kheo_fixes_find (table, KHEO_EVERY_ROW); i < table->fixes->len; i++)
    {
      const KheoFix *fix = &g_array_index (table->fixes, KheoFix, i);

      if (kheo_value_is_null (kheo_values_get (table, row, fix->field)))
        kheo_values_put (table, row, fix->field, &fix->value);
    }
}

/* A required value that no column, group or default gives is said once, not for every row. */
static void
require (KheoImportTable *table, KheoSheetRow *row, guint sheet_row, int field, gboolean *io_told)
{
  const KheoValue *value = kheo_values_get (table, row, field);
  int              index = -1;
  const char      *label = NULL;

  if (value != NULL && !kheo_value_is_null (value))
    return;
  index = kheo_column_of_field (table, field);
  label = _ (table->info.reg->fields[field].label);
  /* The year would come from the day of registration. */
  if (index < 0 && field == KHEO_MODEL_YEAR)
    index = kheo_column_of_field (table, KHEO_MODEL_REGISTERED_ON);
  if (index < 0 && !table->by_column[field + KHEO_N_META])
    {
      if (!*io_told)
        kheo_import_note (
            table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_ERROR, "missing",
            g_strdup_printf (
                _ ("The sheet does not say “%s”; choose its column, or one value for all rows."),
                label),
            -1, -1);
      *io_told = TRUE;
    }
  else if ((row->flags & KHEO_ROW_FLAG_BAD) == 0)
    kheo_import_note (
        table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_ERROR, "missing",
        g_strdup_printf (_ ("“%s” is missing; fill it in or leave the row out."), label),
        (int) sheet_row,
        index >= 0 ? (int) kheo_table_column (table, (guint) index)->info.column : -1);
  row->flags |= KHEO_ROW_FLAG_BAD;
}

static void
check_year (KheoImportTable *table, KheoSheetRow *row, guint sheet_row)
{
  const KheoValue *year = kheo_values_get (table, row, KHEO_MODEL_YEAR);
  const KheoValue *day = kheo_values_get (table, row, KHEO_MODEL_REGISTERED_ON);
  int              index = kheo_column_of_field (table, KHEO_MODEL_YEAR);

  if (index < 0 || day == NULL || day->type != KHEO_VALUE_TEXT ||
      year->type != KHEO_VALUE_INTEGER ||
      (gint64) g_ascii_strtoull (day->text, NULL, 10) == year->integer)
    return;
  kheo_import_note (table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "year-mismatch",
                    g_strdup_printf (_ ("The year %d is not that of the day of registration; both "
                                        "were taken as they stand. Check them."),
                                     (int) year->integer),
                    (int) sheet_row, (int) kheo_table_column (table, (guint) index)->info.column);
}

static gboolean
has_body_merges (const KheoImportTable *table)
{
  guint            n = 0;
  const KheoMerge *merges = kheo_sheet_get_merges (table->sheet, &n);

  for (guint i = 0; i < n; i++)
    if (merges[i].row > table->info.heading_last && merges[i].rows > 1)
      return TRUE;
  return FALSE;
}

static void
finish_model (KheoImportTable *table, KheoSheetRow *row, guint sheet_row)
{
  int group_year = 0;

  read_groups (table, row, sheet_row, &group_year);
  read_title (table, row);
  find_year (table, row, group_year);
  fill_defaults (table, row, sheet_row);
}

/* Does the sheet ask for a person only where the model is one person's? */
static gboolean
is_of_individuals (const KheoImportTable *table)
{
  int              index = kheo_column_of_field (table, KHEO_MODEL_PERSON);
  g_autofree char *key = NULL;

  if (index < 0)
    return FALSE;
  key = kheo_text_match_key (kheo_table_column (table, (guint) index)->info.heading);
  return kheo_words_contain (key, "ca nhan");
}

/* How many rows name a person, and how many a kind. */
static void
count_kinds (const KheoImportTable *table, guint *out_persons, guint *out_kinds)
{
  *out_persons = *out_kinds = 0;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);

      if (row->kind != KHEO_ROW_DATA)
        continue;
      *out_persons += !kheo_value_is_null (kheo_values_get (table, row, KHEO_MODEL_PERSON));
      *out_kinds += !kheo_value_is_null (kheo_values_get (table, row, KHEO_MODEL_KIND));
    }
}

/*
 * A sheet that says nowhere what is a collective's and what one person's, but names the persons:
 * who has a name is an individual.  Not when all rows name somebody, who may but speak for others.
 */
static void
settle_kinds (KheoImportTable *table)
{
  const KheoField *field = &kheo_register_models.fields[KHEO_MODEL_KIND];
  const char      *alone = kheo_field_parse_choice (field, "individual");
  const char      *together = kheo_field_parse_choice (field, "collective");
  guint            persons = 0;
  guint            kinds = 0;
  int              index = kheo_column_of_field (table, KHEO_MODEL_PERSON);

  if (table->by_column[KHEO_MODEL_KIND + KHEO_N_META] || index < 0)
    return;
  count_kinds (table, &persons, &kinds);
  if (kinds > 0 || (!is_of_individuals (table) && (persons == 0 || persons == table->n_data)))
    return;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);

      if (row->kind == KHEO_ROW_DATA)
        kheo_values_put_text (table, row, KHEO_MODEL_KIND,
                              kheo_value_is_null (kheo_values_get (table, row, KHEO_MODEL_PERSON))
                                  ? together
                                  : alone);
    }
  kheo_import_note (table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "kind-likely",
                    g_strdup (_ ("The sheet does not say the kind; rows that name a person were "
                                 "taken for individual, all others for collective. Check it.")),
                    (int) table->info.heading_last,
                    (int) kheo_table_column (table, (guint) index)->info.column);
}

static void
require_all (KheoImportTable *table)
{
  static const int fields[] = { KHEO_MODEL_NAME, KHEO_MODEL_KIND, KHEO_MODEL_FIELD,
                                KHEO_MODEL_YEAR };
  gboolean         told[G_N_ELEMENTS (fields)] = { FALSE };

  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (table, i);

      if (row->kind != KHEO_ROW_DATA)
        continue;
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        require (table, row, table->base_row + i, fields[f], &told[f]);
      check_year (table, row, table->base_row + i);
    }
}

/* A letter's day is a hint, not a statement. */
static void
note_year (KheoImportTable *table)
{
  if (table->year_taken && table->year_is_of_day)
    kheo_import_note (
        table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "year-likely",
        g_strdup_printf (_ ("The sheet names no year; %d was taken from the day of its letter. "
                            "Check it."),
                         table->info.year),
        -1, -1);
}

static void
note_unclear (KheoImportTable *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);

      if ((row->flags & KHEO_ROW_FLAG_UNCLEAR) == 0 ||
          (row->flags & (KHEO_ROW_FLAG_SKIPPED | KHEO_ROW_FLAG_TAKEN)) != 0)
        continue;
      kheo_import_note (
          table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "row-unclear",
          g_strdup (
              row->kind == KHEO_ROW_DATA
                  ? _ ("This row stands below the signatures or says hardly more than a title "
                       "over others; it was taken as a record. Check it.")
                  : _ ("It is not clear what this row is; it was not taken.")),
          (int) (table->base_row + i), -1);
    }
  kheo_import_note_hidden (table, table->n_data > 0);
}

gboolean
kheo_values_read (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  gboolean merges = has_body_merges (table);

  lay_out (table);
  table->year_taken = FALSE;
  table->above = KHEO_NO_DATA;
  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (table, i);

      if (row->kind != KHEO_ROW_DATA)
        continue;
      row->flags &= (guint8) ~KHEO_ROW_FLAG_BAD;
      if ((i & 1023) == 0 && !kheo_progress_tick (progress, (double) i / table->rows->len,
                                                  _ ("Understanding the values"), error))
        return FALSE;
      read_cells (table, row, table->base_row + i, merges);
      if (table->info.reg == &kheo_register_models)
        finish_model (table, row, table->base_row + i);
      else
        fill_defaults (table, row, table->base_row + i);
      table->above = row->data;
    }
  if (table->info.reg == &kheo_register_models)
    {
      settle_kinds (table);
      require_all (table);
    }
  note_year (table);
  note_unclear (table);
  return TRUE;
}
