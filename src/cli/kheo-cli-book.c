/* new, check, backup, restore, compact, hash. */
#include "kheo-cli.h"

#include "kheo-backup.h"
#include "kheo-digest.h"
#include "kheo-sample.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static KheoExit
run_new (KheoCli *cli, int argc, char **argv)
{
  gboolean     sample = FALSE;
  GOptionEntry entries[] = {
    { "sample", 0, 0, G_OPTION_ARG_NONE, &sample, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  KheoProgress progress = { kheo_cli_progress };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (cli->book);

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (g_file_test (cli->book, G_FILE_TEST_EXISTS))
    return kheo_cli_fail (KHEO_EXIT_REFUSED,
                          _ ("“%s” is there already; choose another name with --book"), cli->book);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return kheo_cli_fail (KHEO_EXIT_BOOK, _ ("the folder “%s” cannot be made"), folder);
  if (!kheo_cli_open (cli, KHEO_DB_CREATE))
    return KHEO_EXIT_BOOK;
  if (sample && !kheo_sample_fill (cli->db, &progress, &error))
    {
      g_clear_pointer (&cli->db, kheo_db_close);
      g_unlink (cli->book);
      return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
    }
  return KHEO_EXIT_DONE;
}

static KheoExit
run_check (KheoCli *cli, int argc, char **argv)
{
  gboolean     repair = FALSE, json = FALSE;
  GOptionEntry entries[] = {
    { "repair", 0, 0, G_OPTION_ARG_NONE, &repair, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) own = NULL;

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (!kheo_cli_open (cli, repair ? 0 : KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;
  problems = kheo_db_check (cli->db, &error);
  if (problems != NULL)
    own = kheo_book_check (cli->db, repair, &error);
  if (own == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  g_ptr_array_extend_and_steal (problems, g_steal_pointer (&own));

  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "ok");
      json_builder_add_boolean_value (builder, problems->len == 0);
      json_builder_set_member_name (builder, "problems");
      json_builder_begin_array (builder);
      for (guint i = 0; i < problems->len; i++)
        json_builder_add_string_value (builder, g_ptr_array_index (problems, i));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      kheo_cli_print_json (builder);
    }
  else
    for (guint i = 0; i < problems->len; i++)
      g_print ("%s\n", (const char *) g_ptr_array_index (problems, i));
  return problems->len == 0 ? KHEO_EXIT_DONE : KHEO_EXIT_NEEDS_PERSON;
}

/* The one argument of a command that takes a file; NULL: printed. */
static const char *
parse_file (int *argc, char ***argv)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

  if (!kheo_cli_parse (entries, argc, argv))
    return NULL;
  if (*argc == 2)
    return (*argv)[1];
  kheo_cli_fail (KHEO_EXIT_USAGE, _ ("%s: give the name of one file"), (*argv)[0]);
  return NULL;
}

static KheoExit
run_backup (KheoCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  const char *file = parse_file (&argc, &argv);

  if (file == NULL)
    return KHEO_EXIT_USAGE;
  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;
  if (!kheo_backup_write (cli->db, file, &error))
    return kheo_cli_fail_error (KHEO_EXIT_REFUSED, error);
  return KHEO_EXIT_DONE;
}

static KheoExit
run_restore (KheoCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  const char *file = parse_file (&argc, &argv);

  if (file == NULL)
    return KHEO_EXIT_USAGE;
  if (!kheo_backup_restore (file, cli->book, &error))
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
  return KHEO_EXIT_DONE;
}

static KheoExit
run_compact (KheoCli *cli, int argc, char **argv)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GError) error = NULL;

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (!kheo_cli_open (cli, 0))
    return KHEO_EXIT_BOOK;
  if (!kheo_db_compact (cli->db, &error))
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  return KHEO_EXIT_DONE;
}

static KheoExit
run_hash (KheoCli *cli, int argc, char **argv)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;
  digest = kheo_book_digest (cli->db, &error);
  if (digest == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  g_print ("%s\n", digest);
  return KHEO_EXIT_DONE;
}

const KheoCliCommand kheo_cli_book_commands[] = {
  { "new", "[--sample]", N_ ("makes the book, empty or with the sample province"), run_new },
  { "check", "[--repair] [--json]", N_ ("checks the file and the book’s own rules"), run_check },
  { "backup", "FILE", N_ ("writes a proven copy"), run_backup },
  { "restore", "FILE", N_ ("puts a copy in the book’s place"), run_restore },
  { "compact", "", N_ ("gives unused space back"), run_compact },
  { "hash", "", N_ ("prints the digest of the book’s content"), run_hash },
  { NULL },
};
