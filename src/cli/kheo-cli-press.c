#include "kheo-cli-press.h"

#include "kheo-preflight.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define MOST_OVERLAP 200.0 /* millimetres */

void
kheo_cli_press_clear (KheoCliPress *self)
{
  g_clear_pointer (&self->tile_name, g_free);
}

KheoExit
kheo_cli_press_check (KheoCliPress *self, gboolean each)
{
  g_autoptr (GError) error = NULL;

  if (self->tile_name != NULL && !kheo_paper_parse (self->tile_name, FALSE, &self->tile, &error))
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  if (!(self->overlap >= 0 && self->overlap <= MOST_OVERLAP))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--overlap: name millimetres between 0 and 200"));
  if (each && self->preflight)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("--preflight: looks at the sheet of one unit; leave out --each-child "
                             "and --each-level"));
  return KHEO_EXIT_DONE;
}

KheoPages *
kheo_cli_press_cut (const KheoCliPress *self, KheoPages *pages)
{
  KheoPages *sheets;

  if (pages == NULL || self->tile_name == NULL)
    return pages;
  sheets = kheo_pages_new_tiled (pages, self->tile, self->overlap);
  kheo_pages_unref (pages);
  return sheets;
}

/* ---- Preflight ---- */

static void
print_finding_json (JsonBuilder *builder, const KheoPreflightFinding *finding)
{
  const struct
  {
    const char *name;
    double      value;
  } sides[] = { { "x", finding->box.x },
                { "y", finding->box.y },
                { "width", finding->box.width },
                { "height", finding->box.height } };

  json_builder_begin_object (builder);
  kheo_cli_json_string (builder, "severity", kheo_preflight_severity_to_name (finding->severity));
  kheo_cli_json_string (builder, "code", finding->code);
  kheo_cli_json_string (builder, "message", finding->message);
  json_builder_set_member_name (builder, "page");
  json_builder_add_int_value (builder, finding->page + 1);
  json_builder_set_member_name (builder, "box");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      json_builder_set_member_name (builder, sides[i].name);
      json_builder_add_double_value (builder, sides[i].value);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static gint64
get_changed_at (const char *path)
{
  GStatBuf about;

  return path != NULL && g_stat (path, &about) == 0 ? (gint64) about.st_mtime : 0;
}

KheoExit
kheo_cli_press_print_findings (const KheoCliPress *self,
                               KheoCli            *cli,
                               const KheoPages    *pages,
                               const char         *output)
{
  g_autofree char *journal = g_strconcat (cli->book, "-wal", NULL);
  gint64           book_at = MAX (get_changed_at (cli->book), get_changed_at (journal));
  g_autoptr (GPtrArray) findings = kheo_preflight (pages, get_changed_at (output), book_at);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const KheoPreflightFinding *finding = findings->pdata[i];

      if (self->json)
        print_finding_json (builder, finding);
      else
        g_print (_ ("page %u, %s: %s\n"), finding->page + 1,
                 kheo_preflight_severity_to_name (finding->severity), finding->message);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (self->json)
    kheo_cli_print_json (builder);
  else if (findings->len == 0)
    g_print ("%s\n", _ ("Nothing to say against printing this."));
  return findings->len > 0 ? KHEO_EXIT_NEEDS_PERSON : KHEO_EXIT_DONE;
}
