/* The layouts that an office keeps in its book, beside those of the program. */
#include "kheo-annex-layout.h"

#include "kheo-annex-layouts.h"
#include "kheo-error.h"

#include <glib/gi18n-lib.h>

KheoAnnexLayout *
kheo_annex_layout_find (KheoDb *db, const char *name, GError **error)
{
  g_autofree char *json = kheo_annex_layouts_get (db, name, error);
  KheoAnnexLayout *layout = json != NULL ? kheo_annex_layout_from_json (json, error) : NULL;

  if (layout == NULL)
    return NULL;
  layout->is_own = TRUE;
  g_free (layout->name);
  layout->name = g_strdup (name);
  return layout;
}

GPtrArray *
kheo_annex_layouts_load (KheoDb *db, const char *subject, GError **error)
{
  GPtrArray *layouts = kheo_annex_layouts_built_in (subject);
  g_auto (GStrv) names = kheo_annex_layouts_list (db, error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      KheoAnnexLayout *layout = kheo_annex_layout_find (db, names[i], NULL);

      /* One that a newer program wrote is not offered, but stays in the book. */
      if (layout != NULL && (subject == NULL || g_str_equal (layout->subject, subject)))
        g_ptr_array_add (layouts, layout);
      else
        kheo_annex_layout_free (layout);
    }
  if (names != NULL)
    return layouts;
  g_ptr_array_unref (layouts);
  return NULL;
}

gboolean
kheo_annex_layout_save (KheoDb *db, const KheoAnnexLayout *layout, GError **error)
{
  g_autofree char *json = kheo_annex_layout_to_json (layout);

  if (layout->name != NULL && *layout->name != '\0')
    return kheo_annex_layouts_set (db, layout->name, json, error);
  g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("give the layout a name"));
  return FALSE;
}

gboolean
kheo_annex_layout_remove (KheoDb *db, const char *name, GError **error)
{
  return kheo_annex_layouts_set (db, name, NULL, error);
}
