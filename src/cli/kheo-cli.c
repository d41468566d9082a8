#include "kheo-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

KheoExit
kheo_cli_fail (KheoExit status, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "kheo-cli: %s\n", message);
  return status;
}

KheoExit
kheo_cli_fail_error (KheoExit status, const GError *error)
{
  if (g_error_matches (error, KHEO_ERROR, KHEO_ERROR_CONFLICT))
    status = KHEO_EXIT_REFUSED;
  else if (g_error_matches (error, KHEO_ERROR, KHEO_ERROR_BUSY) ||
           g_error_matches (error, KHEO_ERROR, KHEO_ERROR_READ_ONLY))
    status = KHEO_EXIT_BOOK;
  return kheo_cli_fail (status, "%s", error != NULL ? error->message : _ ("unknown failure"));
}

static const char *
describe_book_error (const GError *error)
{
  if (g_error_matches (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND))
    return _ ("there is no such book; make it with “kheo-cli new”");
  if (g_error_matches (error, KHEO_ERROR, KHEO_ERROR_BUSY))
    return _ ("the book is open in another program; close it there and try again");
  if (g_error_matches (error, KHEO_ERROR, KHEO_ERROR_NEWER))
    return _ ("the book was written by a newer version of Khéo; update this one");
  if (g_error_matches (error, KHEO_ERROR, KHEO_ERROR_CORRUPT))
    return _ ("the file is damaged or is not a book; restore a backup");
  return NULL;
}

gboolean
kheo_cli_open (KheoCli *cli, KheoDbFlags flags)
{
  g_autoptr (GError) error = NULL;
  const char *what;

  if (cli->db != NULL && flags == KHEO_DB_READ_ONLY)
    return TRUE; /* several charts of one call */
  cli->db = kheo_book_open_db (cli->book, flags, &error);
  if (cli->db != NULL)
    return TRUE;
  what = describe_book_error (error);
  kheo_cli_fail (KHEO_EXIT_BOOK, "“%s”: %s", cli->book, what != NULL ? what : error->message);
  return FALSE;
}

gboolean
kheo_cli_parse (GOptionEntry *entries, int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  kheo_cli_fail (KHEO_EXIT_USAGE, "%s: %s", (*argv)[0], error->message);
  return FALSE;
}

void
kheo_cli_progress (double fraction, const char *what, gpointer user_data)
{
  if (!isatty (STDERR_FILENO))
    return;
  if (fraction >= 0)
    fprintf (stderr, "\r\033[K%3d %% %s", (int) (fraction * 100), what != NULL ? what : "");
  else
    fprintf (stderr, "\r\033[K%s", what != NULL ? what : "");
  if (fraction >= 1)
    fprintf (stderr, "\r\033[K");
}
