/* kheo-cli: finds the command and the book, runs the one on the other. */
#include "kheo-cli.h"

#include "kheo-unit-draft.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const KheoCliCommand *const families[] = {
  kheo_cli_book_commands,      kheo_cli_sheet_commands,  kheo_cli_list_commands,
  kheo_cli_history_commands,   kheo_cli_paper_commands,  kheo_cli_source_commands,
  kheo_cli_indicator_commands, kheo_cli_reform_commands,
};

static const KheoCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    for (const KheoCliCommand *command = families[i]; command->name != NULL; command++)
      if (g_str_equal (command->name, name))
        return command;
  return NULL;
}

static void
print_usage (void)
{
  g_print ("%s\n\n", _ ("Usage: kheo-cli [--book FILE] COMMAND [OPTION…] [ARGUMENT…]"));
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    for (const KheoCliCommand *command = families[i]; command->name != NULL; command++)
      g_print ("  %s %s\n      %s\n", command->name, command->arguments, _ (command->summary));
}

static void
start_locale (void)
{
  const char *localedir = g_getenv ("KHEO_LOCALE_DIR");

  setlocale (LC_ALL, "");
  /* Figures and dates are written by our own rules, never by the C library's. */
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : KHEO_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* Takes "--book FILE" or "--book=FILE" out of the words before the command. */
static char *
take_book (int *argc, char ***argv)
{
  const char *first = *argc > 1 ? (*argv)[1] : "";
  const char *book = NULL;
  int         taken = 0;

  if (g_str_equal (first, "--book") && *argc > 2)
    {
      book = (*argv)[2];
      taken = 2;
    }
  else if (g_str_has_prefix (first, "--book="))
    {
      book = first + strlen ("--book=");
      taken = 1;
    }
  *argc -= taken;
  *argv += taken;
  if (book == NULL)
    book = g_getenv ("KHEO_BOOK");
  return book != NULL ? g_strdup (book) : kheo_book_default_path ();
}

int
main (int argc, char **argv)
{
  KheoCli               cli = { NULL, NULL };
  const KheoCliCommand *command;
  KheoExit              status;

  start_locale ();
  kheo_unit_guard_books ();
  cli.book = take_book (&argc, &argv);
  argc--;
  argv++;
  if (argc > 0 && (g_str_equal (argv[0], "--help") || g_str_equal (argv[0], "help")))
    {
      print_usage ();
      status = KHEO_EXIT_DONE;
    }
  else if (argc > 0 && g_str_equal (argv[0], "--version"))
    {
      g_print ("kheo-cli %s\n", KHEO_VERSION);
      status = KHEO_EXIT_DONE;
    }
  else if (argc == 0)
    status = kheo_cli_fail (KHEO_EXIT_USAGE, "%s", _ ("no command given; see “kheo-cli --help”"));
  else if ((command = find_command (argv[0])) == NULL)
    status = kheo_cli_fail (KHEO_EXIT_USAGE, _ ("there is no command “%s”; see “kheo-cli --help”"),
                            argv[0]);
  else
    status = command->run (&cli, argc, argv);

  g_clear_pointer (&cli.db, kheo_db_close);
  g_free (cli.book);
  return (int) status;
}
