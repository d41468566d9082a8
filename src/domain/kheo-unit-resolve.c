/* Units as a person names them on the command line: CODE, CODE@DATE, #ID or a path of names. */
#include "kheo-unit-match.h"
#include "kheo-units-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gint64
fail_not_found (const char *text, KheoDate day, GError **error)
{
  g_autofree char *on = kheo_date_format (day);

  g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
               _ ("There is no unit “%s” on %s; give its code, its path of names or another day."),
               text, on);
  return 0;
}

static gint64
fail_ambiguous (KheoUnits *units, const char *text, GArray *ids, KheoDate day, GError **error)
{
  g_autoptr (GString) paths = g_string_new (NULL);

  for (guint i = 0; i < ids->len && i < 8; i++)
    {
      gint64                 id = g_array_index (ids, gint64, i);
      g_autofree char       *path = kheo_units_dup_path (units, id, day);
      const KheoUnitVersion *version = kheo_units_get_version (units, id, day);

      g_string_append_printf (paths, "%s%s (%s)", i > 0 ? "; " : "", path,
                              version->code != NULL ? version->code : "—");
    }
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
               _ ("“%s” may be any of several units: %s. Give the code or a longer path."), text,
               paths->str);
  return 0;
}

static gint64
resolve_id (KheoUnits *self, const char *text, KheoDate day, GError **error)
{
  guint64 id = 0;

  if (!g_ascii_string_to_unsigned (text + 1, 10, 1, G_MAXINT64, &id, NULL) ||
      kheo_units_find (self, (gint64) id) < 0)
    return fail_not_found (text, day, error);
  return (gint64) id;
}

/* The units whose code on @day is @code. */
static GArray *
list_coded (KheoUnits *self, const char *code, KheoDate day)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint u = 0; u < self->n; u++)
    {
      int version = kheo_units_version_on (self, u, day);

      if (version >= 0 && g_strcmp0 (self->versions[version]->code, code) == 0)
        g_array_append_val (ids, self->ids[u]);
    }
  return ids;
}

static void
append_match (GArray *ids, const KheoUnitMatch *match)
{
  if (match->unit_id != 0)
    g_array_append_val (ids, match->unit_id);
  else if (match->quality == KHEO_MATCH_AMBIGUOUS)
    g_array_append_vals (ids, match->candidates->data, match->candidates->len);
}

/* Of @ids only those nearest below @above, so that a child hides a grandchild of its name. */
static void
keep_nearest (KheoUnits *units, KheoDate day, gint64 above, GArray *ids)
{
  guint nearest = G_MAXUINT;
  guint kept = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < ids->len; i++)
      {
        gint64 id = g_array_index (ids, gint64, i);
        guint  depth = 0;

        for (int u = kheo_units_find (units, id);
             u >= 0 && units->ids[u] != above && depth < KHEO_DEPTH_MAX; depth++)
          u = kheo_units_parent_on (units, (guint) u, day);
        if (pass == 0)
          nearest = depth > 0 ? MIN (nearest, depth) : nearest;
        else if (depth == nearest)
          g_array_index (ids, gint64, kept++) = id;
      }
  g_array_set_size (ids, kept);
}

static GArray *
list_named (KheoUnits *self, const char *text, KheoDate day)
{
  g_autoptr (KheoUnitMatcher) matcher = kheo_unit_matcher_new (self, day);
  g_auto (GStrv) names = g_strsplit (text, "/", -1);
  g_autoptr (GArray) above = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 anywhere = 0;

  g_array_append_val (above, anywhere);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint a = 0; a < above->len; a++)
        {
          g_autoptr (GArray) below = g_array_new (FALSE, FALSE, sizeof (gint64));
          gint64        under = g_array_index (above, gint64, a);
          KheoUnitMatch match;

          kheo_unit_matcher_find (matcher, NULL, names[i], -1, under, &match);
          append_match (below, &match);
          if (under != 0)
            keep_nearest (self, day, under, below);
          g_array_append_vals (found, below->data, below->len);
          kheo_unit_match_clear (&match);
        }
      g_array_unref (above);
      above = g_steal_pointer (&found);
    }
  return g_steal_pointer (&above);
}

gint64
kheo_units_resolve (KheoUnits *self, const char *text, KheoDate day, GError **error)
{
  g_autofree char *code = NULL;
  const char      *at = NULL;
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, 0);

  if (day == KHEO_DATE_UNKNOWN)
    day = kheo_date_today ();
  if (text[0] == '#')
    return resolve_id (self, text, day, error);

  at = strrchr (text, '@');
  if (at != NULL && kheo_date_from_iso (at + 1) != KHEO_DATE_UNKNOWN)
    day = kheo_date_from_iso (at + 1);
  else
    at = NULL;
  code = at != NULL ? g_strndup (text, (gsize) (at - text)) : g_strdup (text);

  ids = list_coded (self, code, day);
  if (ids->len == 0)
    {
      g_array_unref (ids);
      ids = list_named (self, code, day);
    }
  if (ids->len == 0)
    return fail_not_found (text, day, error);
  if (ids->len > 1)
    return fail_ambiguous (self, text, ids, day, error);
  return g_array_index (ids, gint64, 0);
}
