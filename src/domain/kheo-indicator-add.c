/* From the catalogue into the book; how the office heads an indicator. */
#include "kheo-indicator-catalogue.h"

#include "kheo-imports.h"
#include "kheo-record-table.h"
#include "kheo-registers.h"
#include "kheo-text.h"

KheoRecord *
kheo_indicator_catalogue_to_record (const KheoCatalogueIndicator *self)
{
  KheoRecord *record = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  record = kheo_record_new (&kheo_register_indicators, 0);
  kheo_record_set_text (record, KHEO_INDICATOR_CODE, self->code);
  kheo_record_set_text (record, KHEO_INDICATOR_NAME, self->name);
  kheo_record_set_text (record, KHEO_INDICATOR_UNIT_OF_MEASURE, self->unit);
  kheo_record_set_text (record, KHEO_INDICATOR_VALUE_TYPE, self->value_type);
  kheo_record_set_integer (record, KHEO_INDICATOR_DECIMALS, self->decimals);
  kheo_record_set_text (record, KHEO_INDICATOR_NATURE, self->nature);
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_UNITS, self->across_units);
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_TIME, self->across_time);
  kheo_record_set_text (record, KHEO_INDICATOR_DIRECTION, self->direction);
  kheo_record_set_text (record, KHEO_INDICATOR_LEVEL, self->level);
  kheo_record_set_text (record, KHEO_INDICATOR_FREQUENCY, self->frequency);
  kheo_record_set_text (record, KHEO_INDICATOR_SECTION, self->section);
  return record;
}

/* 0 without @error: there is none. */
static gint64
find_code (KheoDb *db, const char *code, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT id FROM indicator WHERE code = :code COLLATE NOCASE");

  kheo_stmt_bind_text (stmt, ":code", code);
  return kheo_stmt_ask_int (stmt, error);
}

gboolean
kheo_indicator_catalogue_add (KheoDb                       *db,
                              const KheoCatalogueIndicator *self,
                              gint64                       *out_id,
                              GError                      **error)
{
  g_autoptr (KheoRecord) record = NULL;
  g_autoptr (GError) problem = NULL;
  gint64 parent = 0;

  g_return_val_if_fail (db != NULL && self != NULL && out_id != NULL, FALSE);

  *out_id = find_code (db, self->code, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (*out_id != 0)
    return TRUE;
  record = kheo_indicator_catalogue_to_record (self);
  if (self->parent != NULL)
    {
      if (!kheo_indicator_catalogue_add (db, kheo_indicator_catalogue_find (self->parent), &parent,
                                         error))
        return FALSE;
      kheo_record_set_integer (record, KHEO_INDICATOR_PARENT, parent);
    }
  if (!kheo_record_table_insert (db, record, error))
    return FALSE;
  *out_id = kheo_record_get_id (record);
  return TRUE;
}

gboolean
kheo_indicator_catalogue_add_all (KheoDb *db, guint *out_n, GError **error)
{
  guint                         n = 0;
  const KheoCatalogueIndicator *all = kheo_indicator_catalogue_list (&n);

  g_return_val_if_fail (db != NULL && out_n != NULL, FALSE);

  *out_n = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) problem = NULL;
      gint64 id = find_code (db, all[i].code, &problem);

      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (id != 0)
        continue;
      if (!kheo_indicator_catalogue_add (db, &all[i], &id, error))
        return FALSE;
      (*out_n)++;
    }
  return TRUE;
}

gboolean
kheo_indicator_heading_set (KheoDb *db, const char *heading, gint64 indicator_id, GError **error)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (db != NULL && heading != NULL, FALSE);

  key = kheo_text_match_key (heading);
  if (*key == '\0')
    return TRUE;
  return kheo_indicator_alias_set (db, key, indicator_id, error);
}
