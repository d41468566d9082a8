#include "kheo-unit-groups.h"

#include "kheo-error.h"
#include "kheo-id.h"
#include "kheo-text.h"
#include "kheo-unit-across.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
kheo_unit_group_free (KheoUnitGroup *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->name);
  g_free (self->note);
  g_clear_pointer (&self->members, g_array_unref);
  g_free (self);
}

static KheoDate
get_date (KheoStmt *stmt, int column)
{
  return kheo_stmt_is_null (stmt, column) ? KHEO_DATE_UNKNOWN
                                          : kheo_date_from_iso (kheo_stmt_get_text (stmt, column));
}

static void
bind_date (KheoStmt *stmt, const char *name, KheoDate date)
{
  g_autofree char *iso = kheo_date_to_iso (date);

  kheo_stmt_bind_text (stmt, name, iso);
}

/* ---- Reading ---- */

static gboolean
read_members (KheoDb *db, GHashTable *by_id, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT group_id, id, unit_id, valid_from, valid_to"
                           " FROM unit_group_member ORDER BY unit_id, valid_from, id");
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    {
      gint64          group_id = kheo_stmt_get_int (stmt, 0);
      KheoUnitGroup  *group = g_hash_table_lookup (by_id, &group_id);
      KheoGroupMember member = { kheo_stmt_get_int (stmt, 1), kheo_stmt_get_int (stmt, 2),
                                 get_date (stmt, 3), get_date (stmt, 4) };

      if (group != NULL)
        g_array_append_val (group->members, member);
    }
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

GPtrArray *
kheo_unit_groups_list (KheoDb *db, GError **error)
{
  g_autoptr (GPtrArray) groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_unit_group_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kheo_db_prepare (db, "SELECT id, kind, name, valid_from, valid_to, note FROM unit_group"
                              " ORDER BY kind, name_sort, name, id");
  while (kheo_stmt_step (stmt, &problem))
    {
      KheoUnitGroup *group = g_new0 (KheoUnitGroup, 1);

      group->id = kheo_stmt_get_int (stmt, 0);
      group->kind = g_strdup (kheo_stmt_get_text (stmt, 1));
      group->name = g_strdup (kheo_stmt_get_text (stmt, 2));
      group->from = get_date (stmt, 3);
      group->to = get_date (stmt, 4);
      group->note = g_strdup (kheo_stmt_is_null (stmt, 5) ? NULL : kheo_stmt_get_text (stmt, 5));
      group->members = g_array_new (FALSE, FALSE, sizeof (KheoGroupMember));
      g_ptr_array_add (groups, group);
      g_hash_table_insert (by_id, &group->id, group);
    }
  kheo_stmt_reset (stmt);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return read_members (db, by_id, error) ? g_steal_pointer (&groups) : NULL;
}

KheoUnitGroup *
kheo_unit_group_find (KheoDb *db, const char *name, GError **error)
{
  g_autoptr (GPtrArray) groups = NULL;
  gint64 id;

  g_return_val_if_fail (db != NULL && name != NULL, NULL);

  if ((groups = kheo_unit_groups_list (db, error)) == NULL)
    return NULL;
  id = name[0] == '#' ? g_ascii_strtoll (name + 1, NULL, 10) : 0;
  for (guint i = 0; i < groups->len; i++)
    {
      KheoUnitGroup *group = g_ptr_array_index (groups, i);

      if (group->id == id || strcmp (group->name, name) == 0)
        return g_ptr_array_steal_index (groups, i);
    }
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND, _ ("there is no group of units “%s”"),
               name);
  return NULL;
}

/* ---- Writing ---- */

static gboolean
is_name_free (KheoDb *db, const KheoUnitGroup *group, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT 1 FROM unit_group WHERE name = :name AND id <> :id");
  g_autoptr (GError) problem = NULL;
  gboolean taken;

  kheo_stmt_bind_text (stmt, ":name", group->name);
  kheo_stmt_bind_int (stmt, ":id", group->id);
  taken = kheo_stmt_step (stmt, &problem);
  kheo_stmt_reset (stmt);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (taken)
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT,
                 _ ("there is a group of units “%s” already"), group->name);
  return !taken && (error == NULL || *error == NULL);
}

static gboolean
check_group (KheoDb *db, const KheoUnitGroup *group, GError **error)
{
  if (group->kind == NULL || *group->kind == '\0' || group->name == NULL || *group->name == '\0')
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                           _ ("a group of units needs a kind, such as “Cụm thi đua”, and a name"));
      return FALSE;
    }
  if (group->to != KHEO_DATE_UNKNOWN && group->from > group->to)
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                           _ ("the group's last day is before its first"));
      return FALSE;
    }
  return is_name_free (db, group, error);
}

gboolean
kheo_unit_group_save (KheoDb *db, KheoUnitGroup *group, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GBytes) sort = NULL;
  gsize         size;
  gconstpointer bytes;

  g_return_val_if_fail (db != NULL && group != NULL, FALSE);

  if (!check_group (db, group, error))
    return FALSE;
  stmt = kheo_db_prepare (
      db, group->id == 0
              ? "INSERT INTO unit_group (id, kind, name, name_sort, valid_from, valid_to, note)"
                " VALUES (:id, :kind, :name, :sort, :from, :to, :note)"
              : "UPDATE unit_group SET kind = :kind, name = :name, name_sort = :sort,"
                " valid_from = :from, valid_to = :to, note = :note WHERE id = :id");
  if (group->id == 0)
    group->id = kheo_id_next ();
  sort = kheo_text_sort_key (group->name);
  bytes = g_bytes_get_data (sort, &size);
  kheo_stmt_bind_int (stmt, ":id", group->id);
  kheo_stmt_bind_text (stmt, ":kind", group->kind);
  kheo_stmt_bind_text (stmt, ":name", group->name);
  kheo_stmt_bind_blob (stmt, ":sort", bytes, size);
  bind_date (stmt, ":from", group->from);
  bind_date (stmt, ":to", group->to);
  kheo_stmt_bind_text (stmt, ":note", group->note);
  return kheo_stmt_run (stmt, error);
}

static gboolean
run_with_id (KheoDb *db, const char *sql, gint64 id, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);

  kheo_stmt_bind_int (stmt, ":id", id);
  return kheo_stmt_run (stmt, error);
}

gboolean
kheo_unit_group_remove (KheoDb *db, gint64 group_id, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return run_with_id (db, "DELETE FROM unit_group_member WHERE group_id = :id", group_id, error) &&
         run_with_id (db, "DELETE FROM unit_group WHERE id = :id", group_id, error);
}

gboolean
kheo_unit_group_put (
    KheoDb *db, const KheoUnitGroup *group, gint64 unit_id, KheoDate from, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && group != NULL, FALSE);

  for (guint i = 0; i < group->members->len; i++)
    {
      const KheoGroupMember *member = &g_array_index (group->members, KheoGroupMember, i);

      if (member->unit_id == unit_id && (member->to == KHEO_DATE_UNKNOWN || member->to >= from))
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT,
                       _ ("the unit belongs to “%s” already"), group->name);
          return FALSE;
        }
    }
  stmt = kheo_db_prepare (db, "INSERT INTO unit_group_member (id, group_id, unit_id, valid_from)"
                              " VALUES (:id, :group, :unit, :from)");
  kheo_stmt_bind_int (stmt, ":id", kheo_id_next ());
  kheo_stmt_bind_int (stmt, ":group", group->id);
  kheo_stmt_bind_int (stmt, ":unit", unit_id);
  bind_date (stmt, ":from", from);
  return kheo_stmt_run (stmt, error);
}

gboolean
kheo_unit_group_take (
    KheoDb *db, const KheoUnitGroup *group, gint64 unit_id, KheoDate last, GError **error)
{
  const KheoGroupMember *member = NULL;
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && group != NULL, FALSE);

  /* The last of its times in the group, which is the one that goes on. */
  for (guint i = 0; i < group->members->len; i++)
    if (g_array_index (group->members, KheoGroupMember, i).unit_id == unit_id)
      member = &g_array_index (group->members, KheoGroupMember, i);
  if (member == NULL || (member->to != KHEO_DATE_UNKNOWN && member->to <= last))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND, _ ("the unit does not belong to “%s”"),
                   group->name);
      return FALSE;
    }
  if (last == KHEO_DATE_UNKNOWN || last < member->from)
    return run_with_id (db, "DELETE FROM unit_group_member WHERE id = :id", member->id, error);
  stmt = kheo_db_prepare (db, "UPDATE unit_group_member SET valid_to = :last WHERE id = :id");
  bind_date (stmt, ":last", last);
  kheo_stmt_bind_int (stmt, ":id", member->id);
  return kheo_stmt_run (stmt, error);
}

/* ---- Who belongs ---- */

static gboolean
is_between (KheoDate day, KheoDate from, KheoDate to)
{
  return day >= from && (to == KHEO_DATE_UNKNOWN || day <= to);
}

gboolean
kheo_unit_group_holds (const KheoUnitGroup *self, const KheoGroupMember *member, KheoDate day)
{
  return is_between (day, self->from, self->to) && is_between (day, member->from, member->to);
}

GArray *
kheo_unit_group_list_units (const KheoUnitGroup *self, KheoUnits *units, KheoDate day)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  g_return_val_if_fail (self != NULL && units != NULL, ids);

  for (guint i = 0; i < self->members->len; i++)
    {
      const KheoGroupMember *member = &g_array_index (self->members, KheoGroupMember, i);
      g_autoptr (GArray) standing = NULL;

      if (!kheo_unit_group_holds (self, member, day))
        continue;
      standing = kheo_units_list_standing (units, member->unit_id, day);
      for (guint k = 0; k < standing->len; k++)
        {
          gint64 id = g_array_index (standing, gint64, k);

          if (g_hash_table_add (known, g_memdup2 (&id, sizeof id)))
            g_array_append_val (ids, id);
        }
    }
  return ids;
}
