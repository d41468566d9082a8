/* What must hold of a book beyond what SQLite checks (design.md: data). */
#include "kheo-digest.h"
#include "kheo-figure-check.h"
#include "kheo-rollup.h"
#include "kheo-units-private.h"

#include "kheo-history.h"
#include "kheo-number.h"
#include "kheo-registers.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>

/* So many sentences of one kind are enough to see what is wrong. */
#define MOST_OF_A_KIND 20

typedef struct
{
  KheoDb    *db;
  KheoUnits *units;
  GPtrArray *problems;
  guint      n_of_kind;
} Check;

/* Takes @sentence. */
static void
report (Check *check, char *sentence)
{
  if (check->n_of_kind++ < MOST_OF_A_KIND)
    g_ptr_array_add (check->problems, sentence);
  else
    g_free (sentence);
}

static void
end_of_kind (Check *check)
{
  if (check->n_of_kind > MOST_OF_A_KIND)
    g_ptr_array_add (check->problems, g_strdup_printf (ngettext ("… and %u more of that kind.",
                                                                 "… and %u more of that kind.",
                                                                 check->n_of_kind - MOST_OF_A_KIND),
                                                       check->n_of_kind - MOST_OF_A_KIND));
  check->n_of_kind = 0;
}

static KheoDate
end_of (KheoDate to)
{
  return to != KHEO_DATE_UNKNOWN ? to : G_MAXUINT32;
}

/* Versions of one unit follow each other day by day. */
static void
check_versions (Check *check)
{
  KheoUnits *units = check->units;

  for (guint v = 1; v < units->n_versions; v++)
    {
      const KheoUnitVersion *before = &units->versions[v - 1];
      const KheoUnitVersion *version = &units->versions[v];
      g_autofree char       *on = NULL;

      if (before->unit_id != version->unit_id ||
          (guint64) end_of (before->valid_to) + 1 == version->valid_from)
        continue;
      on = kheo_date_format (version->valid_from);
      if (end_of (before->valid_to) >= version->valid_from)
        report (check, g_strdup_printf (_ ("“%s” is two things at once on %s; correct its days."),
                                        version->name, on));
      else
        report (check, g_strdup_printf (_ ("“%s” does not exist just before %s though it did "
                                           "earlier; correct its days."),
                                        version->name, on));
    }
  end_of_kind (check);
}

static void
check_parents (Check *check)
{
  KheoUnits *units = check->units;

  for (guint v = 0; v < units->n_versions; v++)
    {
      const KheoUnitVersion *version = &units->versions[v];
      int                    parent = units->parents[v];
      const KheoUnitVersion *first, *last;

      if (parent < 0)
        {
          if (version->parent_id != 0)
            report (check, g_strdup_printf (_ ("“%s” belongs to a unit that is not in the book."),
                                            version->name));
          continue;
        }
      first = &units->versions[units->first[parent]];
      last = &units->versions[units->first[parent + 1] - 1];
      if (first->valid_from > version->valid_from ||
          end_of (last->valid_to) < end_of (version->valid_to))
        report (check,
                g_strdup_printf (_ ("“%s” belongs to “%s” on days when that does not exist."),
                                 version->name, last->name));
    }
  end_of_kind (check);
}

/* Each unit must come to a root on @day. */
static void
check_circles_on (Check *check, KheoDate day)
{
  KheoUnits         *units = check->units;
  g_autofree guint8 *reached = g_new0 (guint8, MAX (units->n, 1));

  for (guint u = 0; u < units->n; u++)
    {
      guint path[KHEO_DEPTH_MAX];
      guint depth = 0;
      int   at = (int) u;

      if (kheo_units_version_on (units, u, day) < 0)
        continue;
      while (at >= 0 && !reached[at] && depth < KHEO_DEPTH_MAX)
        {
          path[depth++] = (guint) at;
          at = kheo_units_parent_on (units, (guint) at, day);
        }
      if (depth == KHEO_DEPTH_MAX)
        {
          g_autofree char       *on = kheo_date_format (day);
          const KheoUnitVersion *version =
              &units->versions[kheo_units_nearest_version (units, u, day)];

          report (check, g_strdup_printf (_ ("“%s” lies below itself on %s; correct what it "
                                             "belongs to."),
                                          version->name, on));
        }
      while (depth > 0)
        reached[path[--depth]] = 1;
    }
}

/* The tree changes only on days when a version begins. */
static void
check_circles (Check *check)
{
  KheoUnits *units = check->units;
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer       day;

  g_hash_table_add (days, GUINT_TO_POINTER (kheo_date_today ()));
  for (guint v = 0; v < units->n_versions; v++)
    g_hash_table_add (days, GUINT_TO_POINTER (MAX (units->versions[v].valid_from, 1)));

  g_hash_table_iter_init (&iter, days);
  while (g_hash_table_iter_next (&iter, &day, NULL))
    check_circles_on (check, GPOINTER_TO_UINT (day));
  end_of_kind (check);
}

static void
check_successions (Check *check)
{
  KheoUnits *units = check->units;

  for (guint i = 0; i < units->successions->len; i++)
    {
      const KheoSuccession  *link = &g_array_index (units->successions, KheoSuccession, i);
      int                    old = kheo_units_find (units, link->old_id);
      const KheoUnitVersion *last;
      g_autofree char       *on = NULL;

      if (old < 0 || !link->whole || link->date == KHEO_DATE_UNKNOWN)
        continue;
      last = &units->versions[units->first[old + 1] - 1];
      if (end_of (last->valid_to) < link->date)
        continue;
      on = kheo_date_format (link->date);
      report (check, g_strdup_printf (_ ("“%s” lives on after %s, though it became wholly another "
                                         "unit then; give its last day."),
                                      last->name, on));
    }
  end_of_kind (check);
}

/* Units without a version are on no map. */
static gboolean
check_identities (Check *check, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      check->db, "SELECT u.id, (SELECT count(*) FROM model WHERE unit_id = u.id) FROM unit AS u"
                 " WHERE NOT EXISTS (SELECT 1 FROM unit_version WHERE unit_id = u.id)");
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, kheo_stmt_get_int (stmt, 0));
      g_autofree char *n_models = kheo_number_format (kheo_stmt_get_int (stmt, 1));

      /* Translators: id of the unit, number of models. */
      report (check, g_strdup_printf (_ ("Unit #%s has no name on any day; models that belong to "
                                         "it: %s."),
                                      id, n_models));
    }
  end_of_kind (check);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
check_keys (Check *check, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (check->db, "SELECT (SELECT count(*) FROM model WHERE name_sort IS NULL)"
                                  " + (SELECT count(*) FROM indicator WHERE name_sort IS NULL)"
                                  " + (SELECT count(*) FROM unit_version WHERE name_sort IS NULL)");
  g_autoptr (GError) problem = NULL;
  gint64 n = 0;

  if (kheo_stmt_step (stmt, &problem))
    n = kheo_stmt_get_int (stmt, 0);
  kheo_stmt_reset (stmt);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (n > 0)
    report (check,
            g_strdup_printf (ngettext ("%u name has no place in the alphabet; repair the book.",
                                       "%u names have no place in the alphabet; repair the "
                                       "book.",
                                       (gulong) n),
                             (guint) n));
  end_of_kind (check);
  return TRUE;
}

/* Σ of the parts is the whole, on every clock. */
static gboolean
check_totals (Check *check, GError **error)
{
  static const KheoClock clocks[] = { KHEO_CLOCK_AS_REPORTED, KHEO_CLOCK_TODAY };

  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
      g_autoptr (KheoTotal) total = NULL;
      const KheoBy by = KHEO_BY_CHILD;
      gint64       sum = 0;

      query->clock = clocks[i];
      total = kheo_total_models (check->db, query, &by, 1, error);
      if (total == NULL)
        return FALSE;
      for (guint r = 0; r < total->rows->len; r++)
        sum += ((KheoTotalRow *) total->rows->pdata[r])->value;
      if (sum != total->total)
        {
          g_autofree char *parts = kheo_number_format (sum);
          g_autofree char *whole = kheo_number_format (total->total);

          report (check, g_strdup_printf (_ ("The units together have %s models, but the book has "
                                             "%s."),
                                          parts, whole));
        }
    }
  end_of_kind (check);
  return TRUE;
}

static gboolean
write_keys (KheoDb *db, const char *table, GError **error)
{
  g_autofree char *select =
      g_strdup_printf ("SELECT id, name FROM %s WHERE name_sort IS NULL", table);
  g_autofree char *update =
      g_strdup_printf ("UPDATE %s SET name_sort = :key WHERE id = :id", table);
  g_autoptr (KheoStmt) reader = kheo_db_prepare (db, select);
  g_autoptr (KheoStmt) writer = kheo_db_prepare (db, update);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (reader, &problem))
    {
      gint64 id = kheo_stmt_get_int (reader, 0);

      g_array_append_val (ids, id);
      g_ptr_array_add (names, g_strdup (kheo_stmt_get_text (reader, 1)));
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GBytes) key = kheo_text_sort_key (names->pdata[i]);

      kheo_stmt_bind_blob (writer, ":key", g_bytes_get_data (key, NULL), g_bytes_get_size (key));
      kheo_stmt_bind_int (writer, ":id", g_array_index (ids, gint64, i));
      if (!kheo_stmt_run (writer, error))
        return FALSE;
    }
  return TRUE;
}

/* What needs no person: order keys, and identities that nothing refers to. */
static gboolean
mend (KheoDb *db, GError **error)
{
  return write_keys (db, "model", error) && write_keys (db, "indicator", error) &&
         write_keys (db, "unit_version", error) &&
         kheo_db_exec (db,
                       "DELETE FROM unit WHERE"
                       " NOT EXISTS (SELECT 1 FROM unit_version WHERE unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM unit_version WHERE parent_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM model WHERE unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM figure WHERE unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM target WHERE unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM succession"
                       "                 WHERE old_id = unit.id OR new_id = unit.id)",
                       error);
}

static gboolean
repair_book (KheoDb *db, GError **error)
{
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (GError) problem = NULL;

  if (!kheo_history_begin (db, error))
    return FALSE;
  if (!mend (db, error))
    {
      kheo_history_cancel (db);
      return FALSE;
    }
  changes = kheo_history_end (db, _ ("Repair of the book"), g_get_real_name (), &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* NULL: the end of a kind. */
static void
report_figure (char *sentence, gpointer user_data)
{
  if (sentence != NULL)
    report (user_data, sentence);
  else
    end_of_kind (user_data);
}

GPtrArray *
kheo_book_check (KheoDb *db, gboolean repair, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KheoUnits) units = NULL;
  Check check = { .db = db, .problems = problems };

  g_return_val_if_fail (db != NULL, NULL);

  if (repair && !repair_book (db, error))
    return NULL;
  units = kheo_units_load (db, error);
  if (units == NULL)
    return NULL;

  check.units = units;
  check_versions (&check);
  check_parents (&check);
  check_circles (&check);
  check_successions (&check);
  if (!check_identities (&check, error) || !check_keys (&check, error) ||
      !check_totals (&check, error) || !kheo_figures_check_book (db, report_figure, &check, error))
    return NULL;
  return g_steal_pointer (&problems);
}
