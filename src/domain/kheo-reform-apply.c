/* A plan written into the book. */
#include "kheo-reform-private.h"
#include "kheo-reform-write.h"

#include "kheo-id.h"

#include <glib/gi18n-lib.h>

/* ---- The reform itself ---- */

static gboolean
write_reform (KheoReformWrite *write, GError **error)
{
  const KheoReformDecision *decision = write->decision;
  g_autofree char          *date = kheo_date_to_iso (write->plan->date);
  g_autofree char          *issued_on = kheo_date_to_iso (decision->issued_on);
  g_autofree char          *title = decision->title != NULL && decision->title[0] != '\0'
                                        ? g_strdup (decision->title)
                                        : kheo_reform_plan_dup_title (write->plan);
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (write->db, "INSERT INTO reform (id, date, title, number, issued_on, issuer,"
                                  " note) VALUES (:id, :date, :title, :number, :issued_on, :issuer,"
                                  " :note)");

  write->reform_id = kheo_id_next ();
  kheo_stmt_bind_int (stmt, ":id", write->reform_id);
  kheo_stmt_bind_text (stmt, ":date", date);
  kheo_stmt_bind_text (stmt, ":title", title);
  kheo_stmt_bind_text (stmt, ":number", decision->number);
  kheo_stmt_bind_text (stmt, ":issued_on", issued_on);
  kheo_stmt_bind_text (stmt, ":issuer", decision->issuer);
  kheo_stmt_bind_text (stmt, ":note", decision->note);
  return kheo_stmt_run (stmt, error);
}

/* ---- Units and successions ---- */

static gboolean
write_units (KheoReformWrite *write, KheoProgress *progress, GError **error)
{
  g_autofree gint64 *ids = NULL;
  g_autoptr (KheoUnitDraft) draft = kheo_reform_plan_draft (write->plan, &ids);

  if (!kheo_unit_draft_write (draft, write->db, write->document, progress, error))
    return FALSE;
  write->founded = g_new0 (gboolean, write->plan->new_units->len + 1);
  for (guint i = 0; i < write->plan->new_units->len; i++)
    {
      KheoReformUnit *unit = kheo_reform_plan_unit (write->plan, i);

      write->founded[i] = unit->unit_id == 0;
      unit->unit_id = ids[i];
    }
  return TRUE;
}

static gboolean
write_link (KheoReformWrite *write, const KheoReformLink *link, gint64 id, GError **error)
{
  KheoSuccession succession = {
    .id = id,
    .old_id = link->old_id,
    .new_id = kheo_reform_plan_unit (write->plan, (guint) link->unit)->unit_id,
    .whole = link->whole,
    .date = write->plan->date,
    .reform_id = write->reform_id,
  };

  if (!kheo_succession_insert (write->db, &succession, write->document, error))
    return FALSE;
  for (guint b = KHEO_BASIS_POPULATION; b < KHEO_BASIS_EQUAL && !link->whole; b++)
    if (link->amounts[b] >= 0 &&
        !kheo_succession_set_weight (write->db, id, (KheoBasis) b, link->amounts[b], error))
      return FALSE;
  return TRUE;
}

/* Takes away what an earlier reform of the day said and this one says otherwise. */
static gboolean
remove_replaced (KheoReformWrite *write, GError **error)
{
  const GArray *ids = write->plan->replaced;

  for (guint i = 0; i < ids->len; i++)
    if (!kheo_succession_delete (write->db, g_array_index (ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_links (KheoReformWrite *write, GError **error)
{
  gint64 next = kheo_id_next_block (write->plan->links->len + 1);

  if (!remove_replaced (write, error))
    return FALSE;
  for (guint i = 0; i < write->plan->links->len; i++)
    if (!write_link (write, kheo_reform_plan_link (write->plan, i), next++, error))
      return FALSE;
  return TRUE;
}

/* ---- All ---- */

static gboolean
refuse (const KheoReformPlan *plan, GError **error)
{
  for (guint i = 0; i < plan->problems->len; i++)
    {
      const KheoReformProblem *problem = &g_array_index (plan->problems, KheoReformProblem, i);

      if (problem->severity != KHEO_SEVERITY_ERROR)
        continue;
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_CONFLICT, problem->message);
      return FALSE;
    }
  g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_CONFLICT, _ ("The reform changes nothing."));
  return FALSE;
}

gboolean
kheo_reform_apply (KheoReformPlan           *plan,
                   KheoDb                   *db,
                   const KheoReformDecision *decision,
                   KheoProgress             *progress,
                   gint64                   *out_reform_id,
                   GError                  **error)
{
  static const KheoReformDecision none = { 0 };
  g_auto (KheoReformWrite) write = { .plan = plan, .db = db };

  g_return_val_if_fail (plan != NULL && db != NULL, FALSE);

  if (!kheo_reform_plan_can_apply (plan))
    return refuse (plan, error);
  write.decision = decision != NULL ? decision : &none;
  write.document = kheo_reform_decision_format (write.decision);
  write.impact = kheo_reform_impact_new (plan, db, error);
  if (write.impact == NULL || !write_reform (&write, error) ||
      !write_units (&write, progress, error) || !write_links (&write, error) ||
      !kheo_progress_tick (progress, 0.9, _ ("Handing over open matters"), error) ||
      !kheo_reform_hand_over (&write, error) || !kheo_reform_write_tasks (&write, error))
    return FALSE;
  if (out_reform_id != NULL)
    *out_reform_id = write.reform_id;
  return TRUE;
}
