/* What became of units: successions and how much went which way. */
#include "kheo-id.h"
#include "kheo-unit-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *label;
} bases[] = {
  [KHEO_BASIS_NONE] = { "none", NC_ ("basis", "not apportioned") },
  [KHEO_BASIS_POPULATION] = { "population", NC_ ("basis", "population") },
  [KHEO_BASIS_HOUSEHOLDS] = { "households", NC_ ("basis", "number of households") },
  [KHEO_BASIS_AREA] = { "area", NC_ ("basis", "area") },
  [KHEO_BASIS_EQUAL] = { "equal", NC_ ("basis", "equal parts") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (bases) == KHEO_N_BASES);

/* ---- Bases ---- */

gboolean
kheo_basis_parse (const char *text, KheoBasis *out_basis)
{
  g_return_val_if_fail (text != NULL && out_basis != NULL, FALSE);

  for (guint i = 0; i < KHEO_N_BASES; i++)
    if (strcmp (bases[i].name, text) == 0)
      {
        *out_basis = (KheoBasis) i;
        return TRUE;
      }
  return FALSE;
}

const char *
kheo_basis_name (KheoBasis basis)
{
  g_return_val_if_fail ((guint) basis < KHEO_N_BASES, NULL);

  return bases[basis].name;
}

const char *
kheo_basis_label (KheoBasis basis)
{
  g_return_val_if_fail ((guint) basis < KHEO_N_BASES, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "basis", bases[basis].label);
}

/* ---- Successions ---- */

gboolean
kheo_succession_insert (KheoDb         *db,
                        KheoSuccession *succession,
                        const char     *document,
                        GError        **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  g_autofree char *date = NULL;

  g_return_val_if_fail (db != NULL && succession != NULL, FALSE);

  date = kheo_date_to_iso (succession->date);
  stmt = kheo_db_prepare (db, "INSERT INTO succession"
                              " (id, old_id, new_id, whole, date, document, reform_id)"
                              " VALUES (:id, :old, :new, :whole, :date, :document, :reform)");
  if (succession->id == 0)
    succession->id = kheo_id_next ();
  kheo_stmt_bind_int (stmt, ":id", succession->id);
  kheo_stmt_bind_int (stmt, ":old", succession->old_id);
  kheo_stmt_bind_int (stmt, ":new", succession->new_id);
  kheo_stmt_bind_int (stmt, ":whole", succession->whole ? 1 : 0);
  kheo_stmt_bind_text (stmt, ":date", date);
  kheo_stmt_bind_text (stmt, ":document", document);
  if (succession->reform_id != 0)
    kheo_stmt_bind_int (stmt, ":reform", succession->reform_id);
  else
    kheo_stmt_bind_null (stmt, ":reform");
  return kheo_stmt_run (stmt, error);
}

static KheoSuccession
read_succession (KheoStmt *stmt)
{
  const char    *date = kheo_stmt_get_text (stmt, 4);
  KheoSuccession succession = {
    .id = kheo_stmt_get_int (stmt, 0),
    .old_id = kheo_stmt_get_int (stmt, 1),
    .new_id = kheo_stmt_get_int (stmt, 2),
    .whole = kheo_stmt_get_int (stmt, 3) != 0,
    .date = date != NULL ? kheo_date_from_iso (date) : KHEO_DATE_UNKNOWN,
    .reform_id = kheo_stmt_get_int (stmt, 5),
    .weights = KHEO_NO_AMOUNTS,
  };

  return succession;
}

static void
read_weight (KheoStmt *stmt, KheoSuccession *succession)
{
  const char *text = kheo_stmt_get_text (stmt, 6);
  KheoBasis   basis = KHEO_BASIS_NONE;

  if (text != NULL && kheo_basis_parse (text, &basis))
    succession->weights[basis] = kheo_stmt_get_int (stmt, 7);
}

GArray *
kheo_succession_list (KheoDb *db, GError **error)
{
  g_autoptr (GArray) successions = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  successions = g_array_new (FALSE, FALSE, sizeof (KheoSuccession));
  stmt = kheo_db_prepare (db, "SELECT s.id, old_id, new_id, whole, date, reform_id, basis, amount"
                              " FROM (SELECT id, old_id, new_id, whole, date, reform_id"
                              "       FROM succession) AS s"
                              " LEFT JOIN (SELECT succession_id, basis, amount"
                              "            FROM succession_weight) AS w ON w.succession_id = s.id"
                              " ORDER BY date, s.id");
  /* One row each weight, those of a succession together. */
  while (kheo_stmt_step (stmt, &problem))
    {
      KheoSuccession *last =
          successions->len > 0 ? &g_array_index (successions, KheoSuccession, successions->len - 1)
                               : NULL;

      if (last == NULL || last->id != kheo_stmt_get_int (stmt, 0))
        {
          KheoSuccession succession = read_succession (stmt);

          g_array_append_val (successions, succession);
          last = &g_array_index (successions, KheoSuccession, successions->len - 1);
        }
      read_weight (stmt, last);
    }
  if (problem == NULL)
    return g_steal_pointer (&successions);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

gboolean
kheo_succession_get (KheoDb *db, gint64 id, KheoSuccession *out, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean found = FALSE;

  g_return_val_if_fail (db != NULL && out != NULL, FALSE);

  stmt = kheo_db_prepare (db, "SELECT s.id, old_id, new_id, whole, date, reform_id, w.basis, amount"
                              " FROM succession AS s"
                              " LEFT JOIN succession_weight AS w ON w.succession_id = s.id"
                              " WHERE s.id = :id");
  kheo_stmt_bind_int (stmt, ":id", id);
  while (kheo_stmt_step (stmt, &problem))
    {
      if (!found)
        *out = read_succession (stmt);
      found = TRUE;
      read_weight (stmt, out);
    }
  if (problem == NULL)
    return found;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
kheo_succession_delete (KheoDb *db, gint64 id, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM succession_weight WHERE succession_id = :id",
    "DELETE FROM succession WHERE id = :id",
  };

  g_return_val_if_fail (db != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, statements[i]);

      kheo_stmt_bind_int (stmt, ":id", id);
      if (!kheo_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kheo_succession_set_weight (
    KheoDb *db, gint64 succession_id, KheoBasis basis, gint64 amount, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && amount >= -1, FALSE);
  g_return_val_if_fail (basis > KHEO_BASIS_NONE && basis < KHEO_BASIS_EQUAL, FALSE);

  if (amount < 0)
    {
      stmt = kheo_db_prepare (db, "DELETE FROM succession_weight"
                                  " WHERE succession_id = :succession AND basis = :basis");
    }
  else
    {
      stmt = kheo_db_prepare (db, "INSERT INTO succession_weight (id, succession_id, basis, amount)"
                                  " VALUES (:id, :succession, :basis, :amount)"
                                  " ON CONFLICT (succession_id, basis)"
                                  " DO UPDATE SET amount = excluded.amount");
      kheo_stmt_bind_int (stmt, ":id", kheo_id_next ());
      kheo_stmt_bind_int (stmt, ":amount", amount);
    }
  kheo_stmt_bind_int (stmt, ":succession", succession_id);
  kheo_stmt_bind_text (stmt, ":basis", kheo_basis_name (basis));
  return kheo_stmt_run (stmt, error);
}
