/* A plan written into the book, in an order in which every rule holds at its end. */
#include "kheo-conversion-private.h"

#include "kheo-id.h"
#include "kheo-unit-edit.h"

#include <glib/gi18n-lib.h>

static KheoConversionUnit *
unit_at (const KheoConversionPlan *self, guint index)
{
  return &g_array_index (self->new_units, KheoConversionUnit, index);
}

static gint64
parent_of (const KheoConversionPlan *self, const KheoConversionUnit *unit)
{
  return unit->parent_id != 0 || unit->parent < 0 ? unit->parent_id
                                                  : unit_at (self, (guint) unit->parent)->unit_id;
}

/* Does the version of the day say what the plan wants already? */
static gboolean
is_as_planned (const KheoUnitVersion *now, const KheoUnitVersion *wanted)
{
  return g_strcmp0 (now->name, wanted->name) == 0 && now->type == wanted->type &&
         g_strcmp0 (now->code, wanted->code) == 0 && now->parent_id == wanted->parent_id;
}

static gboolean
keep_unit (KheoConversionPlan *self,
           KheoDb             *db,
           KheoConversionUnit *unit,
           const char         *document,
           GError            **error)
{
  const KheoUnitVersion *now = kheo_units_get_version (self->units, unit->unit_id, self->date);
  KheoUnitVersion        wanted = *now;

  wanted.name = unit->name;
  wanted.type = unit->type;
  if (unit->code != NULL)
    wanted.code = unit->code;
  if (parent_of (self, unit) != 0)
    wanted.parent_id = parent_of (self, unit);
  if (is_as_planned (now, &wanted))
    return TRUE;
  wanted.document = (char *) document;
  return kheo_unit_change (db, unit->unit_id, self->date, &wanted, error);
}

static gboolean
write_unit (KheoConversionPlan *self,
            KheoDb             *db,
            KheoConversionUnit *unit,
            const char         *document,
            GError            **error)
{
  KheoUnitVersion version = { .valid_from = self->date, .type = unit->type };

  if (unit->kept)
    return keep_unit (self, db, unit, document, error);
  if (unit->unit_id != 0)
    return TRUE;
  version.name = unit->name;
  version.code = unit->code;
  version.parent_id = parent_of (self, unit);
  version.document = (char *) document;
  if (!kheo_unit_add (db, &version, error))
    return FALSE;
  unit->unit_id = version.unit_id;
  return TRUE;
}

static gboolean
write_units (KheoConversionPlan *self,
             KheoDb             *db,
             const char         *document,
             KheoProgress       *progress,
             GError            **error)
{
  guint n = self->new_units->len;

  for (guint i = 0; i < n; i++)
    {
      KheoConversionUnit *unit = unit_at (self, i);

      if ((i & 63) == 0 &&
          !kheo_progress_tick (progress, 0.4 * i / n, _ ("Writing the units"), error))
        return FALSE;
      if (!write_unit (self, db, unit, document, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
move_units (KheoConversionPlan *self, KheoDb *db, const char *document, GError **error)
{
  for (guint i = 0; i < self->moves->len; i++)
    {
      const KheoConversionMove *move = &g_array_index (self->moves, KheoConversionMove, i);
      KheoUnitVersion changed = *kheo_units_get_version (self->units, move->unit_id, self->date);

      changed.document = (char *) document;
      changed.parent_id =
          move->unit >= 0 ? unit_at (self, (guint) move->unit)->unit_id : move->parent_id;
      if (!kheo_unit_change (db, move->unit_id, self->date, &changed, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
end_units (KheoConversionPlan *self, KheoDb *db, KheoProgress *progress, GError **error)
{
  guint n = self->ended->len;

  for (guint i = 0; i < n; i++)
    {
      if ((i & 63) == 0 &&
          !kheo_progress_tick (progress, 0.4 + 0.4 * i / n, _ ("Writing the units"), error))
        return FALSE;
      if (!kheo_unit_end (db, g_array_index (self->ended, gint64, i), self->date - 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_links (KheoConversionPlan *self, KheoDb *db, const char *document, GError **error)
{
  gint64 next = kheo_id_next_block (self->links->len + 1);

  for (guint i = 0; i < self->links->len; i++)
    {
      const KheoConversionLink *link = &g_array_index (self->links, KheoConversionLink, i);
      KheoSuccession            succession = { .id = next++, .old_id = link->old_id };

      succession.new_id = unit_at (self, (guint) link->unit)->unit_id;
      succession.whole = link->whole;
      succession.date = self->date;
      if (!kheo_succession_insert (db, &succession, document, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kheo_conversion_plan_has_work (const KheoConversionPlan *self)
{
  for (guint i = 0; i < self->new_units->len; i++)
    if (unit_at (self, i)->unit_id == 0)
      return TRUE;
  return self->links->len > 0 || self->ended->len > 0 || self->moves->len > 0 ||
         self->counts.units_kept > 0;
}

gboolean
kheo_conversion_plan_apply (KheoConversionPlan *self,
                            KheoDb             *db,
                            const char         *document,
                            KheoProgress       *progress,
                            GError            **error)
{
  g_return_val_if_fail (self != NULL && db != NULL, FALSE);

  return write_units (self, db, document, progress, error) &&
         move_units (self, db, document, error) && end_units (self, db, progress, error) &&
         write_links (self, db, document, error);
}

gint64
kheo_conversion_plan_count_affected (const KheoConversionPlan *self,
                                     KheoDb                   *db,
                                     const char               *table,
                                     GError                  **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE unit_id = :unit", table);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  gint64 n = 0;

  for (guint i = 0; i < self->ended->len; i++)
    {
      g_autoptr (GError) problem = NULL;

      kheo_stmt_bind_int (stmt, ":unit", g_array_index (self->ended, gint64, i));
      if (kheo_stmt_step (stmt, &problem))
        n += kheo_stmt_get_int (stmt, 0);
      kheo_stmt_reset (stmt);
      if (problem == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&problem));
      return -1;
    }
  return n;
}
