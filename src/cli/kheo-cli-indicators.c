/* catalogue: the indicators that a new book may begin with. */
#include "kheo-cli-work.h"

#include "kheo-indicator-catalogue.h"

#include <glib/gi18n-lib.h>

static void
print_catalogue (gboolean json)
{
  guint                         n = 0;
  const KheoCatalogueIndicator *all = kheo_indicator_catalogue_list (&n);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (json)
    json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      if (!json)
        {
          g_print ("%s\t%s\t%s\n", all[i].code, all[i].name, all[i].unit);
          continue;
        }
      json_builder_begin_object (builder);
      kheo_cli_json_string (builder, "code", all[i].code);
      kheo_cli_json_string (builder, "name", all[i].name);
      kheo_cli_json_string (builder, "name_en", all[i].english);
      kheo_cli_json_string (builder, "section", all[i].section);
      kheo_cli_json_string (builder, "unit_of_measure", all[i].unit);
      kheo_cli_json_string (builder, "value_type", all[i].value_type);
      kheo_cli_json_string (builder, "nature", all[i].nature);
      kheo_cli_json_string (builder, "across_units", all[i].across_units);
      kheo_cli_json_string (builder, "across_time", all[i].across_time);
      kheo_cli_json_string (builder, "level", all[i].level);
      kheo_cli_json_string (builder, "frequency", all[i].frequency);
      kheo_cli_json_string (builder, "part_of", all[i].parent);
      json_builder_end_object (builder);
    }
  if (!json)
    return;
  json_builder_end_array (builder);
  kheo_cli_print_json (builder);
}

static gboolean
add_codes (KheoDb *db, char **codes, guint *out_n, GError **error)
{
  for (guint i = 0; codes[i] != NULL; i++)
    {
      gint64 id;

      if (!kheo_indicator_catalogue_add (db, kheo_indicator_catalogue_find (codes[i]), &id, error))
        return FALSE;
      (*out_n)++;
    }
  return TRUE;
}

/* @data: codes; all of the catalogue when there are none. */
static gboolean
add_to_book (KheoDb *db, gpointer data, GError **error)
{
  char **codes = data;
  guint  n = 0;

  return codes[0] == NULL ? kheo_indicator_catalogue_add_all (db, &n, error)
                          : add_codes (db, codes, &n, error);
}

/* All, or those of @codes; one action. */
static KheoExit
add_indicators (KheoCli *cli, char **codes)
{
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  for (guint i = 0; codes[i] != NULL; i++)
    if (kheo_indicator_catalogue_find (codes[i]) == NULL)
      return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("the catalogue has no indicator “%s”"), codes[i]);
  if (!kheo_cli_open (cli, 0))
    return KHEO_EXIT_BOOK;
  if (!kheo_cli_act (cli->db, _ ("Indicators of the catalogue"), add_to_book, codes, &action,
                     &error))
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  return KHEO_EXIT_DONE;
}

static KheoExit
run_catalogue (KheoCli *cli, int argc, char **argv)
{
  gboolean     add = FALSE, json = FALSE;
  GOptionEntry entries[] = {
    { "add", 0, 0, G_OPTION_ARG_NONE, &add, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (!add && argc != 1)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("catalogue: with --add name the codes to take into the book, or none "
                             "for all"));
  if (add)
    return add_indicators (cli, argv + 1);
  print_catalogue (json);
  return KHEO_EXIT_DONE;
}

const KheoCliCommand kheo_cli_indicator_commands[] = {
  { "catalogue", "[--json] | --add [CODE…]",
    N_ ("lists the indicators that offices report, or takes them into the book"), run_catalogue },
  { NULL },
};
