/* list and total: what the book holds. */
#include "kheo-cli.h"

#include "kheo-number.h"
#include "kheo-registers.h"
#include "kheo-rollup.h"

#include <glib/gi18n-lib.h>

static void
add_key (JsonBuilder        *builder,
         KheoUnits          *units,
         const KheoTotal    *total,
         const KheoTotalRow *row,
         KheoDate            day)
{
  static const char *const names[] = {
    [KHEO_BY_FIELD] = "field",   [KHEO_BY_KIND] = "kind", [KHEO_BY_CHILD] = "child",
    [KHEO_BY_LEVEL] = "level",   [KHEO_BY_YEAR] = "year", [KHEO_BY_QUARTER] = "quarter",
    [KHEO_BY_STATUS] = "status",
  };

  json_builder_set_member_name (builder, "key");
  json_builder_begin_object (builder);
  for (guint k = 0; k < total->n_by; k++)
    {
      json_builder_set_member_name (builder, names[total->by[k]]);
      if (total->by[k] == KHEO_BY_CHILD && row->unit_id != 0)
        kheo_cli_json_unit (builder, units, row->unit_id, day);
      else if (total->by[k] == KHEO_BY_YEAR && row->key[k] != NULL)
        json_builder_add_int_value (builder, g_ascii_strtoll (row->key[k], NULL, 10));
      else if (total->by[k] == KHEO_BY_CHILD || row->key[k] == NULL)
        json_builder_add_null_value (builder);
      else
        json_builder_add_string_value (builder, row->key[k]);
    }
  json_builder_end_object (builder);
}

static void
print_total (const KheoQuery *query, const KheoTotal *total, KheoUnits *units, KheoDate day)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *period = kheo_period_to_string (query->period);
  g_autofree char *clock = kheo_clock_to_string (query->clock, query->clock_day);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "unit");
  kheo_cli_json_unit (builder, units, query->unit, day);
  kheo_cli_json_string (builder, "period", period);
  kheo_cli_json_string (builder, "clock", clock);
  json_builder_set_member_name (builder, "total");
  json_builder_add_int_value (builder, total->total);
  json_builder_set_member_name (builder, "unapportioned");
  json_builder_add_int_value (builder, total->unapportioned);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *row = g_ptr_array_index (total->rows, i);

      json_builder_begin_object (builder);
      add_key (builder, units, total, row, day);
      json_builder_set_member_name (builder, "value");
      json_builder_add_int_value (builder, row->value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  kheo_cli_print_json (builder);
}

static void
print_total_plain (const KheoTotal *total)
{
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *row = g_ptr_array_index (total->rows, i);
      g_autofree char    *value = kheo_number_format (row->value);

      for (guint k = 0; k < total->n_by; k++)
        g_print ("%s\t", row->label[k] != NULL ? row->label[k] : "–");
      g_print ("%s\n", value);
    }
  {
    g_autofree char *value = kheo_number_format (total->total);

    g_print ("%s\t%s\n", _ ("Total"), value);
  }
}

static KheoExit
run_total (KheoCli *cli, int argc, char **argv)
{
  g_auto (KheoCliScope) scope = { 0 };
  g_autofree char *by_text = NULL;
  gboolean         json = FALSE;
  GOptionEntry     entries[] = {
        KHEO_CLI_SCOPE_ENTRIES (&scope),
        { "by", 0, 0, G_OPTION_ARG_STRING, &by_text, NULL, NULL },
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
        G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (KheoTotal) total = NULL;
  KheoWorld *world;
  KheoBy     by[2];
  guint      n_by = 0;
  KheoDate   day;
  KheoExit   status;

  if (!kheo_cli_parse (entries, &argc, &argv) || !kheo_cli_scope_day (&scope, &day))
    return KHEO_EXIT_USAGE;
  if (argc != 2 || !g_str_equal (argv[1], "models"))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s", _ ("total: name what to count: models"));
  if (by_text != NULL && !kheo_by_parse (by_text, by, &n_by))
    return kheo_cli_fail (KHEO_EXIT_USAGE,
                          _ ("--by: “%s” is none of field, kind, field,kind, "
                             "child, level, year, quarter, status"),
                          by_text);
  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;
  if ((world = kheo_world_get (cli->db, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  query =
      kheo_cli_scope_query (&scope, &kheo_register_models, kheo_world_get_units (world), &status);
  if (query == NULL)
    return status;
  if ((total = kheo_total_models (cli->db, query, by, n_by, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (json)
    print_total (query, total, kheo_world_get_units (world), day);
  else
    print_total_plain (total);
  return KHEO_EXIT_DONE;
}

const KheoCliCommand kheo_cli_list_commands[] = {
  { "total", "models [--unit UNIT] [--period P] [--by …] [--json]", N_ ("counts"), run_total },
  { NULL },
};
