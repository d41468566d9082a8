/* import and export: spreadsheets in and out. */
#include "kheo-cli-work.h"

#include "kheo-book-tables.h"
#include "kheo-import-rejects.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char    *as;
  char    *under;
  char    *date;
  char    *period;
  char    *map;
  char    *save_map;
  char    *rejects;
  int      year;
  gboolean create_units;
  guint    n_rejects; /* files written so far */
  gboolean dry_run;
  gboolean json;
} ImportCall;

static void
import_call_clear (ImportCall *call)
{
  g_free (call->as);
  g_free (call->under);
  g_free (call->date);
  g_free (call->period);
  g_free (call->map);
  g_free (call->save_map);
  g_free (call->rejects);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportCall, import_call_clear)

/* A mapping that is no JSON would be passed over in silence further down. */
static char *
read_mapping (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  node = json_from_string (text, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&text);
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("--map: “%s” is not a mapping in JSON"),
               path);
  return NULL;
}

static KheoImportOptions *
read_options (const ImportCall *call, GError **error)
{
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();

  if (call->as != NULL && !kheo_import_as_parse (call->as, &options->as))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   _ ("--as: “%s” is none of auto, units, models, figures, conversion, indicators"),
                   call->as);
      return NULL;
    }
  if (call->date != NULL && (options->date = kheo_date_from_iso (call->date)) == 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   _ ("--date: “%s” is not a day; write it like 2025-07-01"), call->date);
      return NULL;
    }
  options->under = g_strdup (call->under);
  options->period = g_strdup (call->period);
  options->year = call->year;
  options->create_units = call->create_units;
  if (call->map != NULL && (options->mapping = read_mapping (call->map, error)) == NULL)
    return NULL;
  return g_steal_pointer (&options);
}

/* What stopped one file, as an element of "files". */
static JsonNode *
describe_failure (const char *path, const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *base = g_path_get_basename (path);

  json_builder_begin_object (builder);
  kheo_cli_json_string (builder, "file", base);
  kheo_cli_json_string (builder, "format", NULL);
  json_builder_set_member_name (builder, "sheets");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  kheo_cli_json_string (builder, "error", error->message);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static gboolean
save_mapping (KheoDb *db, const KheoImport *import, const char *name, GError **error)
{
  g_autofree char *mapping = kheo_import_dup_mapping (import);
  g_autofree char *fingerprint = kheo_import_dup_fingerprint (import);

  return kheo_mapping_set (db, fingerprint, name, mapping, error);
}

typedef struct
{
  KheoImport       *import;
  const ImportCall *call;
  KheoProgress      progress; /* asked until the action has ended */
} Writing;

static gboolean
write_import (KheoDb *db, gpointer data, GError **error)
{
  Writing *writing = data;

  return (!kheo_import_has_work (writing->import) ||
          kheo_import_commit (writing->import, db, &writing->progress, error)) &&
         (writing->call->save_map == NULL ||
          save_mapping (db, writing->import, writing->call->save_map, error));
}

/* Writes what was read, as one action; @out_action is 0 when nothing was to be written. */
static gboolean
commit (KheoDb *db, KheoImport *import, const ImportCall *call, gint64 *out_action, GError **error)
{
  g_autofree char *title = kheo_import_dup_title (import);
  Writing          writing = { import, call, { kheo_cli_progress } };

  return kheo_cli_act (db, title, write_import, &writing, out_action, error);
}

static void
print_plain (const KheoImport *import)
{
  g_autofree char *summary = kheo_import_dup_summary (import);

  g_print ("%s\n", summary);
  kheo_cli_print_findings (import);
}

/* Of several files each gets its own: "rejects.xlsx", "rejects-2.xlsx" … */
static char *
name_rejects (const char *path, guint n)
{
  g_autofree char *base =
      g_str_has_suffix (path, ".xlsx") ? g_strndup (path, strlen (path) - 5) : g_strdup (path);

  return n > 1 ? g_strdup_printf ("%s-%u.xlsx", base, n) : g_strdup_printf ("%s.xlsx", base);
}

static gboolean
write_rejects (KheoImport *import, ImportCall *call, GError **error)
{
  g_autofree char *path = NULL;

  if (call->rejects == NULL || kheo_import_count_rejects (import) == 0)
    return TRUE;
  path = name_rejects (call->rejects, ++call->n_rejects);
  return kheo_import_write_rejects (import, path, error);
}

/* One file from disk to book; its part of the JSON goes into @files. */
static KheoExit
import_file (KheoCli                 *cli,
             const char              *path,
             ImportCall              *call,
             const KheoImportOptions *options,
             JsonArray               *files,
             gint64                  *out_action)
{
  KheoProgress progress = { kheo_cli_progress };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoImport) import = kheo_import_read (path, options, &progress, &error);

  *out_action = 0;
  if (import == NULL)
    {
      json_array_add_element (files, describe_failure (path, error));
      return kheo_cli_fail (KHEO_EXIT_INPUT, "“%s”: %s", path, error->message);
    }
  if (!kheo_import_match (import, cli->db, &progress, &error) ||
      (!call->dry_run && !commit (cli->db, import, call, out_action, &error)))
    {
      json_array_add_element (files, describe_failure (path, error));
      return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
    }
  json_array_add_element (files, kheo_import_to_json (import));
  if (!call->json)
    print_plain (import);
  if (!call->dry_run && !kheo_import_is_file_kept (import))
    g_printerr (
        _ ("“%s” is larger than 64 MiB: no copy is kept, its cells cannot be shown later\n"), path);
  if (!write_rejects (import, call, &error))
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
  return kheo_import_needs_person (import) ? KHEO_EXIT_NEEDS_PERSON : KHEO_EXIT_DONE;
}

static void
print_json (JsonArray *files, gint64 action)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonObject      *object = json_object_new ();

  json_object_set_array_member (object, "files", json_array_ref (files));
  if (action != 0)
    json_object_set_int_member (object, "action", action);
  else
    json_object_set_null_member (object, "action");
  json_node_take_object (root, object);
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What a spreadsheet may be called; what it is, is told by its content. */
static gboolean
is_sheet_name (const char *name)
{
  static const char *const ends[] = { ".xlsx", ".xlsm", ".xls", ".ods", ".csv",  ".tsv",
                                      ".html", ".htm",  ".mht", ".xml", ".json", ".mhtml" };
  g_autofree char         *lower = g_ascii_strdown (name, -1);

  /* "~$a.xlsx" only says that somebody has a.xlsx open. */
  if (*name == '.' || g_str_has_prefix (name, "~$"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (lower, ends[i]))
      return TRUE;
  return FALSE;
}

/* A file as it is; of a folder every spreadsheet in it and below, in the order of their names. */
static void
add_files (GPtrArray *paths, const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (folder == NULL)
    {
      g_ptr_array_add (paths, g_strdup (path));
      return;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *full = g_build_filename (path, g_ptr_array_index (names, i), NULL);

      if (is_sheet_name (g_ptr_array_index (names, i)) ||
          (g_file_test (full, G_FILE_TEST_IS_DIR) && !g_file_test (full, G_FILE_TEST_IS_SYMLINK)))
        add_files (paths, full);
    }
}

static KheoExit
run_import (KheoCli *cli, int argc, char **argv)
{
  g_auto (ImportCall) call = { 0 };
  GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &call.as, NULL, NULL },
    { "under", 0, 0, G_OPTION_ARG_STRING, &call.under, NULL, NULL },
    { "year", 0, 0, G_OPTION_ARG_INT, &call.year, NULL, NULL },
    { "date", 0, 0, G_OPTION_ARG_STRING, &call.date, NULL, NULL },
    { "period", 0, 0, G_OPTION_ARG_STRING, &call.period, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &call.map, NULL, NULL },
    { "save-map", 0, 0, G_OPTION_ARG_STRING, &call.save_map, NULL, NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &call.rejects, NULL, NULL },
    { "create-units", 0, 0, G_OPTION_ARG_NONE, &call.create_units, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &call.dry_run, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoImportOptions) options = NULL;
  g_autoptr (JsonArray) files = json_array_new ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  KheoExit status = KHEO_EXIT_DONE;
  gint64   action = 0;

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc < 2)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s", _ ("import: name at least one file"));
  if ((options = read_options (&call, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
  if (!kheo_cli_open (cli, call.dry_run ? KHEO_DB_READ_ONLY : 0))
    return KHEO_EXIT_BOOK;

  for (int i = 1; i < argc; i++)
    add_files (paths, argv[i]);
  if (paths->len == 0)
    return kheo_cli_fail (KHEO_EXIT_INPUT, "%s", _ ("there is no spreadsheet in that folder"));
  for (guint i = 0; i < paths->len; i++)
    {
      gint64   own;
      KheoExit one = import_file (cli, g_ptr_array_index (paths, i), &call, options, files, &own);

      status = MAX (status, one);
      if (own != 0)
        action = own;
    }
  if (call.json)
    print_json (files, action);
  return status;
}

const KheoCliCommand kheo_cli_sheet_commands[] = {
  { "import",
    "FILE|FOLDER… [--as auto|units|models|figures|conversion|indicators] [--dry-run] "
    "[--rejects FILE.xlsx] [--json] …",
    N_ ("reads spreadsheets into the book, one action for each file"), run_import },
  { NULL },
};
