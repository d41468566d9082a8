/* Divided units of a plan, and how much of them went where. */
#include "kheo-reform-private.h"

GHashTable *
kheo_reform_plan_list_divisions (const KheoReformPlan *self)
{
  GHashTable *all = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  for (guint i = 0; i < self->links->len; i++)
    {
      KheoReformLink     *link = kheo_reform_plan_link (self, i);
      KheoReformDivision *division = g_hash_table_lookup (all, &link->old_id);

      if (link->whole)
        continue;
      if (division == NULL)
        {
          division = g_new0 (KheoReformDivision, 1);
          division->first = link;
          g_hash_table_insert (all, &link->old_id, division);
        }
      division->n++;
      for (guint b = 0; b < KHEO_N_BASES; b++)
        {
          division->n_known[b] += link->amounts[b] >= 0;
          division->n_same[b] += link->amounts[b] == division->first->amounts[b];
        }
    }
  return all;
}

void
kheo_reform_plan_drop_totals (KheoReformPlan *self)
{
  g_autoptr (GHashTable) divisions = kheo_reform_plan_list_divisions (self);

  for (guint i = 0; i < self->links->len; i++)
    {
      KheoReformLink           *link = kheo_reform_plan_link (self, i);
      const KheoReformDivision *division =
          link->whole ? NULL : g_hash_table_lookup (divisions, &link->old_id);

      for (guint b = 0; division != NULL && division->n > 1 && b < KHEO_N_BASES; b++)
        if (division->n_same[b] == division->n)
          link->amounts[b] = -1;
    }
}
