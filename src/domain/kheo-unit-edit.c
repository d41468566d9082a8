#include "kheo-unit-edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEPTH_MAX 64

/* Days from @from to @to, both inclusive; 0 is open on its side. */
typedef struct
{
  KheoDate from, to;
} Span;

static KheoDate
end_of (KheoDate to)
{
  return to != KHEO_DATE_UNKNOWN ? to : G_MAXUINT32;
}

static gboolean
overlaps (const KheoUnitVersion *version, Span span)
{
  return version->valid_from <= end_of (span.to) && span.from <= end_of (version->valid_to);
}

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_CONFLICT, message);
  return FALSE;
}

/* All versions, or NULL with @error when there is no such unit. */
static GArray *
list_versions (KheoDb *db, gint64 unit_id, GError **error)
{
  g_autoptr (GArray) versions = kheo_unit_table_list_versions (db, unit_id, error);
  g_autofree char *id = NULL;

  if (versions == NULL)
    return NULL;
  if (versions->len > 0)
    return g_steal_pointer (&versions);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, unit_id);
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND, _ ("There is no unit with id %s."), id);
  return NULL;
}

/* Does the unit live on every day of @span?  Its versions leave no gap between them. */
static gboolean
lives_through (GArray *versions, Span span, GError **error)
{
  const KheoUnitVersion *first = &g_array_index (versions, KheoUnitVersion, 0);
  const KheoUnitVersion *last = &g_array_index (versions, KheoUnitVersion, versions->len - 1);
  g_autofree char       *on = NULL;

  if (first->valid_from > span.from)
    {
      on = kheo_date_format (first->valid_from);
      return refuse (error, _ ("“%s” exists only from %s on; give a day from then on."),
                     first->name, on);
    }
  if (end_of (last->valid_to) < end_of (span.to))
    {
      on = kheo_date_format (last->valid_to);
      return refuse (error, _ ("“%s” ended on %s; choose a unit that lives on."), last->name, on);
    }
  return TRUE;
}

/* On some day of @span, is @unit_id above @at? */
static gboolean
is_above (KheoDb *db, gint64 unit_id, gint64 at, Span span, guint depth)
{
  g_autoptr (GArray) versions = NULL;

  if (at == unit_id)
    return TRUE;
  if (at == 0 || depth > DEPTH_MAX)
    return depth > DEPTH_MAX;
  versions = kheo_unit_table_list_versions (db, at, NULL);
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const KheoUnitVersion *version = &g_array_index (versions, KheoUnitVersion, i);
      Span                   both = { MAX (span.from, version->valid_from),
                                      MIN (end_of (span.to), end_of (version->valid_to)) };

      if (overlaps (version, span) && is_above (db, unit_id, version->parent_id, both, depth + 1))
        return TRUE;
    }
  return FALSE;
}

/* May @unit_id (0: a new one) belong to @parent_id during @span? */
static gboolean
check_parent (KheoDb *db, gint64 unit_id, gint64 parent_id, Span span, GError **error)
{
  g_autoptr (GArray) parent = NULL;

  if (parent_id == 0)
    return TRUE;
  parent = list_versions (db, parent_id, error);
  if (parent == NULL || !lives_through (parent, span, error))
    return FALSE;
  if (unit_id != 0 && is_above (db, unit_id, parent_id, span, 0))
    return refuse (error, _ ("A unit cannot belong to itself or to a unit below it."));
  return TRUE;
}

static gboolean
check_version (const KheoUnitVersion *version, GError **error)
{
  if (version->name == NULL || version->name[0] == '\0')
    return refuse (error, _ ("A unit needs a name."));
  if (version->type == NULL)
    return refuse (error, _ ("“%s” needs a type of unit."), version->name);
  if (version->valid_to != KHEO_DATE_UNKNOWN && version->valid_to < version->valid_from)
    return refuse (error, _ ("“%s” would end before it begins."), version->name);
  return TRUE;
}

gboolean
kheo_unit_add (KheoDb *db, KheoUnitVersion *version, GError **error)
{
  g_return_val_if_fail (db != NULL && version != NULL, FALSE);

  return check_version (version, error) &&
         check_parent (db, 0, version->parent_id, (Span){ version->valid_from, version->valid_to },
                       error) &&
         kheo_unit_table_insert (db, version, error);
}

/* @version as it is but for what can be edited. */
static KheoUnitVersion
with_changes (const KheoUnitVersion *version, const KheoUnitVersion *changed)
{
  KheoUnitVersion result = *version;

  result.name = changed->name;
  result.type = changed->type;
  result.code = changed->code;
  result.parent_id = changed->parent_id;
  result.document = changed->document != NULL ? changed->document : version->document;
  return result;
}

/* From @from on, what @version says becomes what @changed says. */
static gboolean
split_version (KheoDb                *db,
               const KheoUnitVersion *version,
               KheoDate               from,
               const KheoUnitVersion *changed,
               GError               **error)
{
  KheoUnitVersion before = *version;
  KheoUnitVersion after = with_changes (version, changed);

  before.valid_to = from - 1;
  after.id = 0;
  after.valid_from = from;
  after.document = changed->document;
  return kheo_unit_table_update_version (db, &before, error) &&
         kheo_unit_table_insert_version (db, &after, error);
}

/* The version that a change from @from on touches: that of the day; the last for an unknown day. */
static const KheoUnitVersion *
version_to_change (GArray *versions, KheoDate from, GError **error)
{
  const KheoUnitVersion *last = &g_array_index (versions, KheoUnitVersion, versions->len - 1);
  g_autofree char       *on = NULL;

  if (from == KHEO_DATE_UNKNOWN)
    return last;
  for (guint i = 0; i < versions->len; i++)
    {
      const KheoUnitVersion *version = &g_array_index (versions, KheoUnitVersion, i);

      if (version->valid_from <= from && from <= end_of (version->valid_to))
        return version;
    }
  on = kheo_date_format (from);
  refuse (error, _ ("“%s” does not exist on %s; choose a day of its life."), last->name, on);
  return NULL;
}

gboolean
kheo_unit_change (
    KheoDb *db, gint64 unit_id, KheoDate from, const KheoUnitVersion *changed, GError **error)
{
  g_autoptr (GArray) versions = NULL;
  const KheoUnitVersion *version;
  KheoUnitVersion        corrected;

  g_return_val_if_fail (db != NULL && changed != NULL, FALSE);

  if (!check_version (changed, error))
    return FALSE;
  versions = list_versions (db, unit_id, error);
  version = versions != NULL ? version_to_change (versions, from, error) : NULL;
  if (version == NULL)
    return FALSE;

  if (from == KHEO_DATE_UNKNOWN)
    from = version->valid_from;
  if (changed->parent_id != version->parent_id &&
      !check_parent (db, unit_id, changed->parent_id, (Span){ from, version->valid_to }, error))
    return FALSE;
  if (from != version->valid_from)
    return split_version (db, version, from, changed, error);
  corrected = with_changes (version, changed);
  return kheo_unit_table_update_version (db, &corrected, error);
}

/* The name of one unit that belongs to @unit_id after @last; NULL for none. */
static char *
find_child_after (KheoDb *db, gint64 unit_id, KheoDate last, GError **error)
{
  g_autofree char *day = kheo_date_to_iso (last);
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT name FROM unit_version WHERE parent_id = :unit"
                           " AND (valid_to IS NULL OR valid_to > :day) ORDER BY name_sort LIMIT 1");
  char *name = NULL;

  kheo_stmt_bind_int (stmt, ":unit", unit_id);
  kheo_stmt_bind_text (stmt, ":day", day);
  if (kheo_stmt_step (stmt, error))
    name = g_strdup (kheo_stmt_get_text (stmt, 0));
  kheo_stmt_reset (stmt);
  return name;
}

gboolean
kheo_unit_end (KheoDb *db, gint64 unit_id, KheoDate last, GError **error)
{
  g_autoptr (GArray) versions = NULL;
  g_autofree char *child = NULL;
  g_autofree char *on = kheo_date_format (last);
  g_autoptr (GError) problem = NULL;
  KheoUnitVersion version;

  g_return_val_if_fail (db != NULL && last != KHEO_DATE_UNKNOWN, FALSE);

  versions = list_versions (db, unit_id, error);
  if (versions == NULL)
    return FALSE;
  version = g_array_index (versions, KheoUnitVersion, versions->len - 1);
  if (last < version.valid_from)
    return refuse (error, _ ("“%s” has changed since %s; take that change back first."),
                   version.name, on);
  child = find_child_after (db, unit_id, last, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (child != NULL)
    return refuse (error,
                   _ ("“%s” still has units below it after %s, “%s” for one; end or move "
                      "them first."),
                   version.name, on, child);
  /* Living longer than was said needs a parent that does so too. */
  if (last > end_of (version.valid_to) &&
      !check_parent (db, unit_id, version.parent_id, (Span){ version.valid_from, last }, error))
    return FALSE;

  version.valid_to = last;
  return kheo_unit_table_update_version (db, &version, error);
}

gboolean
kheo_unit_remove (KheoDb *db, gint64 unit_id, GError **error)
{
  static const struct
  {
    const char *sql;
    const char *refusal;
  } uses[] = {
    { "SELECT count(*) FROM unit_version WHERE parent_id = :unit",
      N_ ("“%s” has units below it; end it instead.") },
    { "SELECT count(*) FROM model WHERE unit_id = :unit",
      N_ ("“%s” has models; move them to another unit, or end the unit instead.") },
    { "SELECT (SELECT count(*) FROM figure WHERE unit_id = :unit)"
      " + (SELECT count(*) FROM target WHERE unit_id = :unit)",
      N_ ("“%s” has figures or targets; end it instead.") },
    { "SELECT (SELECT count(*) FROM task WHERE unit_id = :unit OR first_unit_id = :unit)"
      " + (SELECT count(*) FROM petition WHERE unit_id = :unit OR first_unit_id = :unit)",
      N_ ("“%s” has tasks or petitions; move them to another unit, or end the unit instead.") },
    { "SELECT (SELECT count(*) FROM unit_group_member WHERE unit_id = :unit)"
      " + (SELECT count(*) FROM reform_task WHERE unit_id = :unit OR other_id = :unit)",
      N_ ("“%s” is in a group or a reform speaks of it; end it instead.") },
    { "SELECT count(*) FROM succession WHERE old_id = :unit OR new_id = :unit",
      N_ ("“%s” took part in a reform; end it instead.") },
  };
  g_autoptr (GArray) versions = NULL;
  const char *name;

  g_return_val_if_fail (db != NULL, FALSE);

  versions = list_versions (db, unit_id, error);
  if (versions == NULL)
    return FALSE;
  name = g_array_index (versions, KheoUnitVersion, versions->len - 1).name;
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, uses[i].sql);
      gint64 n;

      kheo_stmt_bind_int (stmt, ":unit", unit_id);
      n = kheo_stmt_ask_int (stmt, error);
      if (n < 0)
        return FALSE;
      if (n > 0)
        {
          g_auto (GStrv) parts = g_strsplit (_ (uses[i].refusal), "%s", -1);
          g_autofree char *whole = g_strjoinv (name, parts);

          g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_CONFLICT, whole);
          return FALSE;
        }
    }
  return kheo_unit_table_delete (db, unit_id, error);
}
