/*
 * Open tasks and petitions of units that end.  What went wholly into one unit goes there; of a
 * divided unit those follow the hamlet that their address names, when that has a place in one of
 * the parts; of all others a person decides.  A unit that only gave a part away keeps those that
 * name no hamlet of that part.  What is closed stays with the unit of its day.
 */
#include "kheo-matters.h"
#include "kheo-reform-write.h"

#include "kheo-unit-match.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KheoReformWrite   *write;
  const KheoMatters *matters;
  GHashTable        *links;   /* old unit → GArray of guint: its successions in the plan */
  KheoUnitMatcher   *matcher; /* of the last day of the old map; made when first needed */
  KheoStmt          *reader, *writer, *parent;
} HandOver;

static void
hand_over_clear (HandOver *self)
{
  g_clear_pointer (&self->matcher, kheo_unit_matcher_free);
  g_clear_pointer (&self->reader, kheo_stmt_free);
  g_clear_pointer (&self->writer, kheo_stmt_free);
  g_clear_pointer (&self->parent, kheo_stmt_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HandOver, hand_over_clear)

/* ---- Where to ---- */

static gint64
unit_of_link (const HandOver *self, const GArray *links, guint i)
{
  const KheoReformPlan *plan = self->write->plan;
  const KheoReformLink *link = kheo_reform_plan_link (plan, g_array_index (links, guint, i));

  return kheo_reform_plan_unit (plan, (guint) link->unit)->unit_id;
}

/* The unit that @unit_id wholly became, 0. */
static gint64
find_whole (const HandOver *self, gint64 unit_id)
{
  const GArray *links = g_hash_table_lookup (self->links, &unit_id);

  for (guint i = 0; links != NULL && i < links->len; i++)
    if (kheo_reform_plan_link (self->write->plan, g_array_index (links, guint, i))->whole)
      return unit_of_link (self, links, i);
  return 0;
}

static gboolean
is_part (const HandOver *self, gint64 old_id, gint64 new_id)
{
  const GArray *links = g_hash_table_lookup (self->links, &old_id);

  for (guint i = 0; links != NULL && i < links->len; i++)
    if (unit_of_link (self, links, i) == new_id)
      return TRUE;
  return FALSE;
}

/* What @unit_id lies in from the first day of the new map on, as it is written by now. */
static gint64
find_parent (HandOver *self, gint64 unit_id)
{
  g_autofree char *day = kheo_date_to_iso (self->write->plan->date);
  gint64           parent = 0;

  kheo_stmt_bind_int (self->parent, ":unit", unit_id);
  kheo_stmt_bind_text (self->parent, ":day", day);
  if (kheo_stmt_step (self->parent, NULL))
    parent = kheo_stmt_get_int (self->parent, 0);
  kheo_stmt_reset (self->parent);
  return parent;
}

/* The hamlet of @unit_id that @address names, 0. */
static gint64
find_hamlet (HandOver *self, gint64 unit_id, const char *address)
{
  const KheoReformPlan *plan = self->write->plan;
  g_auto (GStrv) parts = g_strsplit_set (address, ",;", -1);
  gint64 hamlet = 0;

  if (self->matcher == NULL)
    self->matcher = kheo_unit_matcher_new (plan->units, plan->date - 1);
  for (guint i = 0; parts[i] != NULL && hamlet == 0; i++)
    {
      KheoUnitMatch match = { KHEO_MATCH_NONE };

      kheo_unit_matcher_find (self->matcher, NULL, parts[i], KHEO_LEVEL_HAMLET, unit_id, &match);
      if (match.quality == KHEO_MATCH_EXACT || match.quality == KHEO_MATCH_LIKELY)
        hamlet = match.unit_id;
      kheo_unit_match_clear (&match);
    }
  return hamlet;
}

/* Of a divided unit the part that the address lies in, 0. */
static gint64
find_part (HandOver *self, gint64 unit_id, const char *address)
{
  gint64 hamlet = address != NULL ? find_hamlet (self, unit_id, address) : 0;
  gint64 became = hamlet != 0 ? find_whole (self, hamlet) : 0;
  gint64 part = hamlet != 0 ? find_parent (self, became != 0 ? became : hamlet) : 0;

  return part != 0 && is_part (self, unit_id, part) ? part : 0;
}

/* ---- Writing ---- */

static gboolean
move (HandOver *self, gint64 id, gint64 unit_id, GError **error)
{
  kheo_stmt_bind_int (self->writer, ":id", id);
  kheo_stmt_bind_int (self->writer, ":unit", unit_id);
  return kheo_stmt_run (self->writer, error);
}

/* "Nhiệm vụ: Rà soát hộ nghèo; hạn 30/09/2025" */
static char *
describe (const HandOver *self, const char *name, const char *due)
{
  const KheoField *field = &self->matters->reg->fields[self->matters->due];
  KheoValue        value = { .type = KHEO_VALUE_TEXT, .text = (char *) due };
  g_autofree char *day = due != NULL ? kheo_field_format (field, &value) : NULL;

  if (day == NULL)
    return g_strdup_printf (_ ("%s: %s"), _ (self->matters->reg->label), name);
  /* Translators: "Nhiệm vụ", what it is about, "Hạn hoàn thành", a day. */
  return g_strdup_printf (_ ("%s: %s; %s: %s"), _ (self->matters->reg->label), name,
                          _ (field->label), day);
}

static gboolean
leave_to_person (HandOver *self, gint64 id, gint64 unit_id, const char *detail, GError **error)
{
  const GArray  *links = g_hash_table_lookup (self->links, &unit_id);
  KheoReformTask task = {
    .kind = (char *) KHEO_TASK_MATTER,
    .unit_id = unit_id,
    .other_id = links != NULL && links->len == 1 ? unit_of_link (self, links, 0) : 0,
    .table = (char *) self->matters->reg->table,
    .record_id = id,
    .detail = (char *) detail,
  };

  return kheo_reform_add_task (self->write, &task, error);
}

typedef struct
{
  gint64 id, to;
  char  *detail; /* of one that a person decides on */
} Matter;

static void
clear_matter (gpointer data)
{
  g_free (((Matter *) data)->detail);
}

/* Reads all before any is written: the statement looks at what would change. */
static GArray *
list_matters (HandOver *self, gint64 unit_id, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Matter));
  g_autoptr (GError) problem = NULL;
  gint64 whole = find_whole (self, unit_id);

  g_array_set_clear_func (found, clear_matter);
  kheo_stmt_bind_int (self->reader, ":unit", unit_id);
  while (kheo_stmt_step (self->reader, &problem))
    {
      Matter matter = { .id = kheo_stmt_get_int (self->reader, 0), .to = whole };

      if (kheo_matters_is_closed (self->matters, kheo_stmt_get_text (self->reader, 1)))
        continue;
      if (matter.to == 0)
        matter.to = find_part (self, unit_id, kheo_stmt_get_text (self->reader, 2));
      if (matter.to == 0)
        matter.detail = describe (self, kheo_stmt_get_text (self->reader, 3),
                                  kheo_stmt_get_text (self->reader, 4));
      g_array_append_val (found, matter);
    }
  kheo_stmt_reset (self->reader);
  if (problem == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static gboolean
hand_over_unit (HandOver *self, gint64 unit_id, gboolean ends, GError **error)
{
  g_autoptr (GArray) found = list_matters (self, unit_id, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const Matter *matter = &g_array_index (found, Matter, i);

      if (matter->to == 0 && !ends)
        continue;
      if (matter->to != 0 ? !move (self, matter->id, matter->to, error)
                          : !leave_to_person (self, matter->id, unit_id, matter->detail, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- All ---- */

static void
prepare (HandOver *self)
{
  const KheoRegister *reg = self->matters->reg;
  const KheoField    *fields = reg->fields;
  g_autofree char    *read = g_strdup_printf (
         "SELECT id, %s, %s, %s, %s FROM %s WHERE unit_id = :unit ORDER BY id",
         fields[self->matters->state].name, fields[self->matters->address].name,
         fields[self->matters->name].name, fields[self->matters->due].name, reg->table);
  g_autofree char *write =
      g_strdup_printf ("UPDATE %s SET first_unit_id = coalesce (first_unit_id, unit_id),"
                       " unit_id = :unit WHERE id = :id",
                       reg->table);

  self->reader = kheo_db_prepare (self->write->db, read);
  self->writer = kheo_db_prepare (self->write->db, write);
  self->parent =
      kheo_db_prepare (self->write->db, "SELECT parent_id FROM unit_version WHERE unit_id = :unit"
                                        " AND (valid_from IS NULL OR valid_from <= :day)"
                                        " AND (valid_to IS NULL OR valid_to >= :day)");
}

/* Of the units that go on and gave a part away, in the order of the plan. */
static gboolean
hand_over_parts (HandOver *self, GHashTable *done, GError **error)
{
  const KheoReformPlan *plan = self->write->plan;

  for (guint i = 0; i < plan->links->len; i++)
    {
      const KheoReformLink *link = kheo_reform_plan_link (plan, i);

      if (!link->whole && g_hash_table_add (done, (gpointer) &link->old_id) &&
          !hand_over_unit (self, link->old_id, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kheo_reform_hand_over_matters (KheoReformWrite *write, GHashTable *links, GError **error)
{
  const GArray *ended = write->plan->ended;

  for (guint n = 0; kheo_matters_nth (n) != NULL; n++)
    {
      g_auto (HandOver) self = { .write = write, .matters = kheo_matters_nth (n), .links = links };

      g_autoptr (GHashTable) done = g_hash_table_new (g_int64_hash, g_int64_equal);

      prepare (&self);
      for (guint i = 0; i < ended->len; i++)
        {
          g_hash_table_add (done, &g_array_index (ended, gint64, i));
          if (!hand_over_unit (&self, g_array_index (ended, gint64, i), TRUE, error))
            return FALSE;
        }
      if (!hand_over_parts (&self, done, error))
        return FALSE;
    }
  return TRUE;
}
