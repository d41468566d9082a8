/* What a person is told of the unit of a row. */
#include "kheo-import-place-private.h"

#include "kheo-unit-across.h"

#include <glib/gi18n-lib.h>

const char *
kheo_place_text_of (const KheoPlaceFinder *self, const KheoSheetRow *row, int field)
{
  const KheoValue *value = kheo_values_get (self->table, row, field);

  return value != NULL && value->type == KHEO_VALUE_TEXT ? value->text : NULL;
}

static int
column_for_findings (const KheoPlaceFinder *self, const KheoSheetRow *row)
{
  const int fields[] = { self->unit_field, KHEO_COLUMN_UNIT_CODE, KHEO_COLUMN_DISTRICT };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      int index = kheo_column_of_field (self->table, fields[i]);

      if (index >= 0 && kheo_place_text_of (self, row, fields[i]) != NULL)
        return (int) kheo_table_column (self->table, (guint) index)->info.column;
    }
  return -1;
}

static char *
name_of (const KheoPlaceFinder *self, gint64 unit_id)
{
  g_autofree char *path = kheo_units_dup_path (self->import->units, unit_id, kheo_date_today ());

  return path != NULL ? g_strdup (path) : g_strdup ("");
}

static char *
message_of (const KheoPlaceFinder *self, const KheoPlace *place)
{
  if (place->quality == KHEO_MATCH_AMBIGUOUS)
    return g_strdup_printf (_ ("Several units are called “%s”; choose the one that is meant."),
                            place->text);
  if (place->context >= 0)
    return g_strdup_printf (_ ("“%s” (“%s”) is not in the book; choose the unit, or import the "
                               "list of units first."),
                            place->text, kheo_place_at (self, place->context)->text);
  return g_strdup_printf (
      _ ("“%s” is not in the book; choose the unit, or import the list of units first."),
      place->text);
}

void
kheo_place_report_missing (KheoPlaceFinder *self, KheoSheetRow *row, guint sheet_row)
{
  const KheoImportTable *table = self->table;
  gboolean said = table->by_column[self->unit_field + KHEO_N_META] || table->groups->len > 0 ||
                  table->by_column[KHEO_COLUMN_UNIT_CODE + KHEO_N_META] ||
                  table->by_column[KHEO_COLUMN_DISTRICT + KHEO_N_META];

  row->flags |= KHEO_ROW_FLAG_NO_UNIT;
  if (said || !self->told_missing)
    kheo_import_note (self->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR, "unit-missing",
                      g_strdup (said ? _ ("The row names no unit; choose one.")
                                     : _ ("The sheet names no unit; choose the one that it is of, "
                                          "or the column of units.")),
                      said ? (int) sheet_row : -1, -1);
  self->told_missing = TRUE;
}

/* What the name was, what it is today, what the row was taken for. */
static void
report_old_name (KheoPlaceFinder *self, const KheoPlace *place, int row, int column)
{
  g_autofree char *name = name_of (self, place->unit_id);
  g_autofree char *across = kheo_units_format_across (self->import->units, place->old_unit_id,
                                                      place->old_day, kheo_date_today ());

  kheo_import_note (self->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "unit-old-name",
                    g_strdup_printf (_ ("“%s” is a name of another day (%s); it was taken for "
                                        "“%s”. Check it."),
                                     place->text, across != NULL ? across : place->text, name),
                    row, column);
}

void
kheo_place_report (KheoPlaceFinder *self, KheoSheetRow *row, guint sheet_row)
{
  KheoPlace       *place = kheo_place_at (self, row->place);
  int              column = column_for_findings (self, row);
  int              at = (int) sheet_row;
  g_autofree char *name = NULL;

  if (column < 0 && row->group >= 0)
    at = (int) g_array_index (self->table->groups, KheoGroup, row->group).row;
  if (place->unit_id == 0 && !place->create)
    {
      row->flags |= KHEO_ROW_FLAG_NO_UNIT;
      kheo_import_note (self->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR,
                        place->quality == KHEO_MATCH_AMBIGUOUS ? "unit-ambiguous" : "unit-unknown",
                        message_of (self, place), (int) sheet_row, column);
      return;
    }
  if (place->old_unit_id != 0)
    {
      report_old_name (self, place, at, column);
      return;
    }
  if (!place->marks_differ &&
      (place->context < 0 || kheo_place_at (self, place->context)->unit_id != 0 || place->create))
    return;
  name = name_of (self, place->unit_id);
  kheo_import_note (self->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "unit-likely",
                    g_strdup_printf (_ ("“%s” was taken for “%s”. Check it."), place->text, name),
                    at, column);
}

void
kheo_place_report_conflict (KheoPlaceFinder *self, KheoSheetRow *row, guint sheet_row)
{
  const KheoPlace *place = kheo_place_at (self, row->place);
  g_autofree char *name = name_of (self, place->unit_id);

  row->flags |= KHEO_ROW_FLAG_NO_UNIT;
  kheo_import_note (self->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR, "unit-conflict",
                    g_strdup_printf (_ ("The code “%s” is that of “%s”, but the row says “%s”; "
                                        "correct one of them."),
                                     place->text, name,
                                     kheo_place_text_of (self, row, self->unit_field)),
                    (int) sheet_row, column_for_findings (self, row));
}

void
kheo_place_report_vague (KheoPlaceFinder *self, guint sheet_row, gint64 unit_id)
{
  g_autofree char *name = name_of (self, unit_id);
  int              index = kheo_column_of_field (self->table, self->unit_field);

  kheo_import_note (
      self->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "unit-likely",
      g_strdup_printf (_ ("The row leaves its unit empty; it was taken for “%s”. Check it."), name),
      (int) sheet_row,
      index >= 0 ? (int) kheo_table_column (self->table, (guint) index)->info.column : -1);
}

/* Groups that were taken for no unit are told once each. */
void
kheo_place_report_groups (KheoPlaceFinder *self)
{
  for (guint i = 0; i < self->table->groups->len; i++)
    {
      const KheoGroup *group = &g_array_index (self->table->groups, KheoGroup, i);

      if (group->choice_field >= 0 || group->year > 0 || group->level >= 0 || group->place < 0 ||
          kheo_place_at (self, group->place)->unit_id != 0 ||
          kheo_place_at (self, group->place)->create)
        continue;
      kheo_import_note (self->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "group-unknown",
                        g_strdup_printf (_ ("“%s” above the rows is no unit, field or kind that is "
                                            "known; it was not taken into account."),
                                         group->text),
                        (int) group->row, -1);
    }
}
