/* The acts themselves: made, described, carried out on a sketch of the day's tree. */
#include "kheo-reform-acts-private.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *label;
} kinds[] = {
  [KHEO_ACT_FOUND] = { "found", N_ ("Found a unit") },
  [KHEO_ACT_MERGE] = { "merge", N_ ("Merge units") },
  [KHEO_ACT_DIVIDE] = { "divide", N_ ("Divide a unit") },
  [KHEO_ACT_RENAME] = { "rename", N_ ("Rename a unit") },
  [KHEO_ACT_CHANGE_TYPE] = { "change-type", N_ ("Change the type of a unit") },
  [KHEO_ACT_CHANGE_PARENT] = { "change-parent", N_ ("Move units below another") },
  [KHEO_ACT_ABOLISH_LEVEL] = { "abolish-level", N_ ("Abolish a level") },
  [KHEO_ACT_END] = { "end", N_ ("End units") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == KHEO_N_ACT_KINDS);

const char *
kheo_act_kind_label (KheoActKind kind)
{
  g_return_val_if_fail ((guint) kind < KHEO_N_ACT_KINDS, NULL);

  return _ (kinds[kind].label);
}

gboolean
kheo_act_kind_parse (const char *text, KheoActKind *out_kind)
{
  g_return_val_if_fail (text != NULL && out_kind != NULL, FALSE);

  for (guint i = 0; i < KHEO_N_ACT_KINDS; i++)
    if (strcmp (kinds[i].name, text) == 0)
      {
        *out_kind = (KheoActKind) i;
        return TRUE;
      }
  return FALSE;
}

/* ---- An act ---- */

static void
clear_unit (gpointer data)
{
  g_free (((KheoReformActUnit *) data)->name);
  g_free (((KheoReformActUnit *) data)->code);
}

KheoReformAct *
kheo_reform_act_new (KheoActKind kind)
{
  KheoReformAct *act = g_new0 (KheoReformAct, 1);

  act->kind = kind;
  act->olds = g_array_new (FALSE, FALSE, sizeof (gint64));
  act->units = g_array_new (FALSE, TRUE, sizeof (KheoReformActUnit));
  g_array_set_clear_func (act->units, clear_unit);
  return act;
}

void
kheo_reform_act_free (KheoReformAct *act)
{
  if (act == NULL)
    return;
  g_array_unref (act->olds);
  g_array_unref (act->units);
  g_free (act);
}

void
kheo_reform_act_add_old (KheoReformAct *act, gint64 unit_id)
{
  g_return_if_fail (act != NULL && unit_id != 0);

  g_array_append_val (act->olds, unit_id);
}

KheoReformActUnit *
kheo_reform_act_add_unit (KheoReformAct *act, gint64 unit_id, const char *name)
{
  KheoReformActUnit unit = { .unit_id = unit_id, .amounts = KHEO_NO_AMOUNTS };

  g_return_val_if_fail (act != NULL, NULL);

  unit.name = g_strdup (name);
  g_array_append_val (act->units, unit);
  return &g_array_index (act->units, KheoReformActUnit, act->units->len - 1);
}

/* ---- In words ---- */

static const char *
name_of (KheoUnits *units, gint64 id, KheoDate date)
{
  const KheoUnitVersion *version = id > 0 ? kheo_units_get_version (units, id, date) : NULL;

  return version != NULL ? version->name : _ ("new unit");
}

static void
append (GString *text, const char *name)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, name);
}

char *
kheo_reform_act_describe (const KheoReformAct *act, KheoUnits *units, KheoDate date)
{
  g_autoptr (GString) olds = g_string_new (NULL);
  g_autoptr (GString) news = g_string_new (NULL);

  g_return_val_if_fail (act != NULL && units != NULL, NULL);

  for (guint i = 0; i < act->olds->len; i++)
    append (olds, name_of (units, g_array_index (act->olds, gint64, i), date));
  for (guint i = 0; i < act->units->len; i++)
    {
      const KheoReformActUnit *unit = &g_array_index (act->units, KheoReformActUnit, i);

      if (act->kind == KHEO_ACT_CHANGE_PARENT)
        append (news, name_of (units, unit->parent_id, date));
      else if (unit->name == NULL && unit->type != NULL && unit->unit_id <= 0)
        append (news, _ (unit->type->label));
      else
        append (news, unit->name != NULL ? unit->name : name_of (units, unit->unit_id, date));
    }
  if (act->kind == KHEO_ACT_ABOLISH_LEVEL && act->under != 0)
    /* Translators: a level ("district") and the unit in which it is abolished. */
    return g_strdup_printf (_ ("%s in %s"), kheo_level_label (act->level),
                            name_of (units, act->under, date));
  if (act->kind == KHEO_ACT_ABOLISH_LEVEL)
    return g_strdup (kheo_level_label (act->level));
  if (olds->len == 0 || news->len == 0)
    return g_strdup (olds->len > 0 ? olds->str : news->str);
  return g_strdup_printf ("%s → %s", olds->str, news->str);
}
