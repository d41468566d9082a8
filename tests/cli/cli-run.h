/* Runs "kheo-cli --book BOOK …" as a person would. */
#pragma once

#include "kheo-test.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What it printed; @words as typed in a shell.  The test fails when it exits otherwise. */
char *cli_run (const char *book, const char *words, int status);
/* The same of the JSON of a call that succeeds. */
JsonNode *cli_run_json (const char *book, const char *words);
/* The same as cli_run(), word by word; ends with NULL.  @out_err may be NULL; free with g_free().
 */
char *cli_run_words (int status, char **out_err, const char *book, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
