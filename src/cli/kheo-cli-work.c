#include "kheo-cli-work.h"

#include "kheo-history.h"
#include "kheo-kept.h"

#include <glib/gi18n-lib.h>

gboolean
kheo_cli_act (KheoDb     *db,
              const char *title,
              KheoCliWork work,
              gpointer    data,
              gint64     *out_action,
              GError    **error)
{
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (GError) problem = NULL;

  *out_action = 0;
  if (!kheo_history_begin (db, error))
    return FALSE;
  if (!work (db, data, error))
    {
      kheo_history_cancel (db);
      return FALSE;
    }
  changes = kheo_history_end (db, title, g_get_user_name (), &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (changes != NULL)
    *out_action = kheo_change_set_get_action (changes);
  return TRUE;
}

void
kheo_cli_print_findings (const KheoImport *import)
{
  for (guint i = 0; i < kheo_import_get_n_findings (import); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      if (finding.row >= 0)
        g_print (_ ("  row %d: %s\n"), finding.row + 1, finding.message);
      else
        g_print ("  %s\n", finding.message);
    }
}

void
kheo_cli_json_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
kheo_cli_json_id (JsonBuilder *builder, const char *name, gint64 id)
{
  json_builder_set_member_name (builder, name);
  if (id != 0)
    json_builder_add_int_value (builder, id);
  else
    json_builder_add_null_value (builder);
}

void
kheo_cli_json_day (JsonBuilder *builder, const char *name, KheoDate day)
{
  g_autofree char *iso = kheo_date_to_iso (day);

  kheo_cli_json_string (builder, name, iso);
}

void
kheo_cli_print_kept (KheoDb *db, const GArray *kept)
{
  g_autoptr (GPtrArray) lines = kept != NULL ? kheo_kept_describe (db, kept, 0, NULL) : NULL;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    kheo_cli_fail (KHEO_EXIT_NEEDS_PERSON, "%s", ((KheoKeptLine *) lines->pdata[i])->text);
}
