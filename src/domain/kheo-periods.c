#include "kheo-periods.h"

#include "kheo-matters.h"

static gint
compare (gconstpointer a, gconstpointer b)
{
  const KheoPeriod *one = a;
  const KheoPeriod *other = b;

  if (one->to != other->to)
    return one->to > other->to ? -1 : 1;
  return (one->from > other->from) - (one->from < other->from);
}

/* @length: how much of the field says the period; 0: all. */
static gboolean
add_field (KheoDb             *db,
           GArray             *periods,
           const KheoRegister *reg,
           const KheoField    *field,
           guint               length,
           GError            **error)
{
  g_autofree char *value = length > 0 ? g_strdup_printf ("substr (%s, 1, %u)", field->name, length)
                                      : g_strdup (field->name);
  g_autofree char *sql = g_strdup_printf ("SELECT DISTINCT %s FROM %s WHERE %s IS NOT NULL", value,
                                          reg->table, field->name);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GError) failed = NULL;

  while (kheo_stmt_step (stmt, &failed))
    {
      KheoPeriod period = KHEO_PERIOD_ALL;

      /* A year is a period of that name. */
      if (kheo_period_parse (kheo_stmt_get_text (stmt, 0), &period, NULL) &&
          !kheo_period_is_all (period))
        g_array_append_val (periods, period);
    }
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return failed == NULL;
}

/* The years of the days by which a matter belongs to a period. */
static gboolean
add_matters (KheoDb *db, GArray *periods, const KheoMatters *matters, GError **error)
{
  const KheoField *fields = matters->reg->fields;

  return add_field (db, periods, matters->reg, &fields[matters->from], 4, error) &&
         add_field (db, periods, matters->reg, &fields[matters->due], 4, error);
}

/* Of a sorted array. */
static void
drop_repeated (GArray *periods)
{
  guint kept = 0;

  for (guint i = 0; i < periods->len; i++)
    {
      KheoPeriod period = g_array_index (periods, KheoPeriod, i);

      if (kept == 0 || compare (&period, &g_array_index (periods, KheoPeriod, kept - 1)) != 0)
        g_array_index (periods, KheoPeriod, kept++) = period;
    }
  g_array_set_size (periods, kept);
}

GArray *
kheo_periods_list (KheoDb *db, GError **error)
{
  const KheoRegister *const *registers = kheo_registers_list ();
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (KheoPeriod));

  g_return_val_if_fail (db != NULL, NULL);

  for (guint r = 0; registers[r] != NULL; r++)
    for (guint f = 0; f < registers[r]->n_fields; f++)
      {
        const KheoField *field = &registers[r]->fields[f];

        if ((field->type == KHEO_FIELD_YEAR || field->type == KHEO_FIELD_PERIOD) &&
            !add_field (db, periods, registers[r], field, 0, error))
          return NULL;
      }
  for (guint n = 0; kheo_matters_nth (n) != NULL; n++)
    if (!add_matters (db, periods, kheo_matters_nth (n), error))
      return NULL;
  g_array_sort (periods, compare);
  drop_repeated (periods);
  return g_steal_pointer (&periods);
}
