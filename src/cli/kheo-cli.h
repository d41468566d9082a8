/*
 * kheo-cli: the contract of the command line.  One file per family of commands; each command gets
 * a KheoCli with the book's path and its own arguments, and gives the exit status.
 */
#pragma once

#include "kheo-book.h"
#include "kheo-query.h"
#include "kheo-world.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  KHEO_EXIT_DONE = 0,
  KHEO_EXIT_NEEDS_PERSON = 1, /* done, but rows were not taken or there are findings */
  KHEO_EXIT_USAGE = 2,
  KHEO_EXIT_INPUT = 3,   /* the input cannot be read */
  KHEO_EXIT_BOOK = 4,    /* the book cannot be opened or is busy */
  KHEO_EXIT_REFUSED = 5, /* refused by a rule */
} KheoExit;

typedef struct
{
  char   *book; /* path */
  KheoDb *db;   /* opened by kheo_cli_open(), closed by main() */
} KheoCli;

/* @argv starts with the command's own name. */
typedef KheoExit (*KheoCliFunc) (KheoCli *cli, int argc, char **argv);

typedef struct
{
  const char *name;
  const char *arguments; /* after the name, for the usage line */
  const char *summary;   /* N_() */
  KheoCliFunc run;
} KheoCliCommand;

/* One line on standard error: what, where, what to do. */
KheoExit kheo_cli_fail (KheoExit status, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The same from an error of a floor below; a refusal by a rule is always KHEO_EXIT_REFUSED. */
KheoExit kheo_cli_fail_error (KheoExit status, const GError *error);

/* Opens the book of the call; FALSE: the failure is printed, exit with KHEO_EXIT_BOOK. */
gboolean kheo_cli_open (KheoCli *cli, KheoDbFlags flags);

/* Parses the options of one command; what is left in @argv are its arguments.  FALSE: printed. */
gboolean kheo_cli_parse (GOptionEntry *entries, int *argc, char ***argv);

/* Progress on standard error, only when it is a terminal. */
void kheo_cli_progress (double fraction, const char *what, gpointer user_data);

void kheo_cli_print_json (JsonBuilder *builder);
/* A member that is null when @value is NULL. */
void kheo_cli_json_string (JsonBuilder *builder, const char *name, const char *value);
/* So too where it is not @known. */
void kheo_cli_json_amount (JsonBuilder *builder, const char *name, gboolean known, gint64 amount);
/* The member "percent", to four places. */
void kheo_cli_json_percent (JsonBuilder *builder, gboolean known, double percent);
/* {"id", "code", "name", "path"} of a unit on @day, or null for 0. */
void kheo_cli_json_unit (JsonBuilder *builder, KheoUnits *units, gint64 unit_id, KheoDate day);

/* The options shared by list, total, export, chart and report. */
typedef struct
{
  char  *unit;
  char  *period;
  char  *as_of;
  char  *clock;
  char  *apportion;
  char **where;
  char  *search;
  char  *sort;
} KheoCliScope;

#define KHEO_CLI_SCOPE_ENTRIES(scope)                                                              \
  { "unit", 0, 0, G_OPTION_ARG_STRING, &(scope)->unit, NULL, "UNIT" },                             \
      { "period", 0, 0, G_OPTION_ARG_STRING, &(scope)->period, NULL, "PERIOD" },                   \
      { "as-of", 0, 0, G_OPTION_ARG_STRING, &(scope)->as_of, NULL, "DATE" },                       \
      { "clock", 0, 0, G_OPTION_ARG_STRING, &(scope)->clock, NULL, "CLOCK" },                      \
      { "apportion", 0, 0, G_OPTION_ARG_STRING, &(scope)->apportion, NULL, "BASIS" },              \
      { "where", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(scope)->where, NULL, "FIELD=VALUE" },          \
      { "search", 0, 0, G_OPTION_ARG_STRING, &(scope)->search, NULL, "TEXT" },                     \
  {                                                                                                \
    "sort", 0, 0, G_OPTION_ARG_STRING, &(scope)->sort, NULL, "FIELD"                               \
  }

void kheo_cli_scope_clear (KheoCliScope *scope);
/* Opens the book to read and says what the options ask for there; NULL: the failure is printed and
 * @out_status says how to exit.  @out_world is the connection's. */
KheoQuery *kheo_cli_scope_open (KheoCliScope       *scope,
                                KheoCli            *cli,
                                const KheoRegister *reg,
                                KheoWorld         **out_world,
                                KheoExit           *out_status);
/* --as-of, or today; FALSE: printed. */
gboolean kheo_cli_scope_day (const KheoCliScope *scope, KheoDate *out_day);

/* "models:123" → its register and id; NULL: printed, with @option before it. */
const KheoRegister *kheo_cli_parse_record (const char *option, const char *text, gint64 *out_id);
KheoExit            kheo_cli_print_imports (KheoCli *cli); /* `list imports` */

/* total: in a file of its own. */
KheoExit kheo_cli_run_total (KheoCli *cli, int argc, char **argv);

/* compare, groups, report: in files of their own. */
KheoExit kheo_cli_run_compare (KheoCli *cli, int argc, char **argv);
KheoExit kheo_cli_run_report (KheoCli *cli, int argc, char **argv);
KheoExit kheo_cli_run_groups (KheoCli *cli, int argc, char **argv);

/* The commands, by family; each table ends with a NULL name. */
extern const KheoCliCommand kheo_cli_book_commands[];
extern const KheoCliCommand kheo_cli_sheet_commands[];
extern const KheoCliCommand kheo_cli_list_commands[];
extern const KheoCliCommand kheo_cli_history_commands[];
extern const KheoCliCommand kheo_cli_paper_commands[];
extern const KheoCliCommand kheo_cli_source_commands[];
extern const KheoCliCommand kheo_cli_indicator_commands[];
extern const KheoCliCommand kheo_cli_reform_commands[];

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoCliScope, kheo_cli_scope_clear)

G_END_DECLS
