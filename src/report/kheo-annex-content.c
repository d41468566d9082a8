#include "kheo-annex-content.h"

#include <string.h>

KheoAnnexContent *
kheo_annex_content_new (void)
{
  KheoAnnexContent *self = g_new0 (KheoAnnexContent, 1);

  self->table = kheo_annex_table_new ();
  return self;
}

void
kheo_annex_content_free (KheoAnnexContent *self)
{
  if (self == NULL)
    return;
  kheo_annex_table_unref (self->table);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->unit_line);
  g_free (self->note);
  g_free (self->unit);
  g_free (self->period);
  g_free (self->date);
  g_free (self);
}

/* A query for everything speaks of the only root, when there is one. */
static const char *
find_unit_name (const KheoQuery *query, KheoUnits *units)
{
  KheoDate day = query->clock == KHEO_CLOCK_ON_DAY ? query->clock_day : kheo_date_today ();
  const KheoUnitVersion *version;
  g_autoptr (KheoUnitMap) map = NULL;
  gint64 unit = query->unit;

  if (unit == 0)
    {
      map = kheo_unit_map_new (units, day);
      if (kheo_unit_map_get_n (map) > 0 &&
          kheo_unit_map_get_end (map, 0) == kheo_unit_map_get_n (map))
        unit = kheo_unit_map_get_id (map, 0);
    }
  version = unit != 0 ? kheo_units_get_version (units, unit, day) : NULL;
  return version != NULL ? version->name : NULL;
}

/* "Tỉnh Sơn La, năm 2024 (theo báo cáo)"; no bracket stands in a bracket. */
static char *
dup_subtitle (const KheoQuery *query, KheoUnits *units)
{
  g_autofree char *question = kheo_query_describe (query, units);
  g_autofree char *clock = kheo_clock_format (query->clock, query->clock_day);

  return g_strdup_printf (strchr (clock, '(') != NULL ? "%s, %s" : "%s (%s)", question, clock);
}

void
kheo_annex_content_name_question (KheoAnnexContent *self, const KheoQuery *query, KheoUnits *units)
{
  self->unit = g_strdup (find_unit_name (query, units));
  self->period = kheo_period_is_all (query->period) ? NULL : kheo_period_format (query->period);
  self->date = kheo_date_format (kheo_date_today ());
  self->subtitle = dup_subtitle (query, units);
}

void
kheo_annex_content_fill (const KheoAnnexContent *self, KheoAnnexSpec *spec)
{
  spec->table = self->table;
  spec->title = self->title;
  spec->subtitle = self->subtitle;
  spec->unit_line = self->unit_line;
  spec->note = self->note;
  if (self->is_sheet)
    spec->annex_number = "";
}
