/* What must hold of a book beyond what SQLite checks (design.md: data). */
#include "kheo-digest.h"
#include "kheo-figure-check.h"
#include "kheo-rollup.h"
#include "kheo-unit-draft.h"

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
                                  " + (SELECT count(*) FROM task WHERE name_sort IS NULL)"
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
         write_keys (db, "unit_version", error) && write_keys (db, "task", error) &&
         kheo_db_exec (db,
                       "DELETE FROM unit WHERE"
                       " NOT EXISTS (SELECT 1 FROM unit_version WHERE unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM unit_version WHERE parent_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM model WHERE unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM figure WHERE unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM target WHERE unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM task"
                       "                 WHERE unit_id = unit.id OR first_unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM petition"
                       "                 WHERE unit_id = unit.id OR first_unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM succession"
                       "                 WHERE old_id = unit.id OR new_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM unit_group_member WHERE unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM chart WHERE unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM board WHERE unit_id = unit.id)"
                       " AND NOT EXISTS (SELECT 1 FROM reform_task"
                       "                 WHERE unit_id = unit.id OR other_id = unit.id)",
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
report_fault (char *sentence, gpointer user_data)
{
  if (sentence != NULL)
    report (user_data, sentence);
  else
    end_of_kind (user_data);
}

static gboolean
check_units (Check *check, GError **error)
{
  g_autoptr (KheoUnits) units = kheo_units_load (check->db, error);
  g_autoptr (KheoUnitDraft) as_is = units != NULL ? kheo_unit_draft_new (units, 0) : NULL;

  if (units == NULL)
    return FALSE;
  kheo_unit_draft_check (as_is, 0, report_fault, check);
  kheo_unit_check_successions (units, report_fault, check);
  return TRUE;
}

GPtrArray *
kheo_book_check (KheoDb *db, gboolean repair, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  Check check = { .db = db, .problems = problems };

  g_return_val_if_fail (db != NULL, NULL);

  if (repair && !repair_book (db, error))
    return NULL;
  if (!check_units (&check, error) || !check_identities (&check, error) ||
      !check_keys (&check, error) || !check_totals (&check, error) ||
      !kheo_figures_check_book (db, report_fault, &check, error))
    return NULL;
  return g_steal_pointer (&problems);
}
