#include "kheo-unit-days.h"

#include "kheo-units-private.h"

/* Few days, many units: what is counted is found by the day, and mostly it is that of the unit
 * before. */
static KheoUnitDay *
count_at (GHashTable *by_day, KheoUnitDay **last, KheoDate day)
{
  KheoUnitDay *found = *last;

  if (found != NULL && found->day == day)
    return found;
  found = g_hash_table_lookup (by_day, GUINT_TO_POINTER (day));
  if (found == NULL)
    {
      found = g_new0 (KheoUnitDay, 1);
      found->day = day;
      g_hash_table_insert (by_day, GUINT_TO_POINTER (day), found);
    }
  *last = found;
  return found;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  KheoDate one = ((const KheoUnitDay *) a)->day;
  KheoDate other = ((const KheoUnitDay *) b)->day;

  return (one > other) - (one < other);
}

GArray *
kheo_units_list_days (KheoUnits *self)
{
  g_autoptr (GHashTable) by_day = NULL;
  KheoUnitDay   *from = NULL;
  KheoUnitDay   *to = NULL;
  GHashTableIter iter;
  gpointer       found;
  GArray        *days;

  g_return_val_if_fail (self != NULL, NULL);
  by_day = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint unit = 0; unit < self->n; unit++)
    for (guint i = self->first[unit]; i < self->first[unit + 1]; i++)
      {
        const KheoUnitVersion *version = self->versions[i];

        if (version->valid_from != KHEO_DATE_UNKNOWN && i == self->first[unit])
          count_at (by_day, &from, version->valid_from)->begun++;
        else if (version->valid_from != KHEO_DATE_UNKNOWN)
          count_at (by_day, &from, version->valid_from)->changed++;
        if (version->valid_to != KHEO_DATE_UNKNOWN && i + 1 == self->first[unit + 1])
          count_at (by_day, &to, version->valid_to + 1)->ended++;
      }
  days = g_array_sized_new (FALSE, FALSE, sizeof (KheoUnitDay), g_hash_table_size (by_day));
  g_hash_table_iter_init (&iter, by_day);
  while (g_hash_table_iter_next (&iter, NULL, &found))
    g_array_append_vals (days, found, 1);
  g_array_sort (days, compare_days);
  return days;
}

int
kheo_unit_days_find (const GArray *days, KheoDate day)
{
  int found = -1;

  for (guint i = 0; i < days->len && g_array_index (days, KheoUnitDay, i).day <= day; i++)
    found = (int) i;
  return found;
}
