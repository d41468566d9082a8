#include "cli-run.h"

#include <sys/wait.h>

static char *
run (const char *book, const char *const *words, char **out_err, int status)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *err = NULL;
  char            *out = NULL;
  int              wait_status = 0;

  g_strv_builder_add_many (builder, g_getenv ("KHEO_CLI"), "--book", book, NULL);
  g_strv_builder_addv (builder, (const char **) words);
  argv = g_strv_builder_end (builder);
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &wait_status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait_status));
  g_test_message ("%s: %s", words[0], err);
  g_assert_cmpint (WEXITSTATUS (wait_status), ==, status);
  g_assert_true (status != 0 || *err == '\0'); /* what is done says nothing there */
  if (out_err != NULL)
    *out_err = g_steal_pointer (&err);
  return out;
}

char *
cli_run (const char *book, const char *words, int status)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;

  g_shell_parse_argv (words, NULL, &arguments, &error);
  g_assert_no_error (error);
  return run (book, (const char *const *) arguments, NULL, status);
}

JsonNode *
cli_run_json (const char *book, const char *words)
{
  g_autofree char *out = cli_run (book, words, 0);
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (out, &error);

  g_assert_no_error (error);
  return node;
}

char *
cli_run_words (int status, char **out_err, const char *book, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  const char *word;
  va_list     args;

  va_start (args, book);
  while ((word = va_arg (args, const char *)) != NULL)
    g_strv_builder_add (builder, word);
  va_end (args);
  words = g_strv_builder_end (builder);
  return run (book, (const char *const *) words, out_err, status);
}
