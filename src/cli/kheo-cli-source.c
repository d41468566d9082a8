/* source, extract and the list of imports: where records came from. */
#include "kheo-cli.h"

#include "kheo-imports.h"
#include "kheo-provenance.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const KheoRegister *
kheo_cli_parse_record (const char *option, const char *text, gint64 *out_id)
{
  const char         *colon = strchr (text, ':');
  g_autofree char    *name = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;
  const KheoRegister *reg = name != NULL ? kheo_register_find (name) : NULL;

  if (reg != NULL && g_ascii_string_to_signed (colon + 1, 10, 1, G_MAXINT64, out_id, NULL))
    return reg;
  kheo_cli_fail (KHEO_EXIT_USAGE, _ ("%s: write it like models:123, not “%s”"), option, text);
  return NULL;
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/* Counted from 0 inside, from 1 outside; null where there is none. */
static void
add_place (JsonBuilder *builder, const char *name, int place)
{
  json_builder_set_member_name (builder, name);
  if (place >= 0)
    json_builder_add_int_value (builder, place + 1);
  else
    json_builder_add_null_value (builder);
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at);
  g_autofree char *text = at != 0 ? g_date_time_format_iso8601 (time) : NULL;

  kheo_cli_json_string (builder, name, text);
}

static void
add_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/* ---- source ---- */

static void
add_origin (JsonBuilder *builder, const KheoSourceOrigin *origin)
{
  json_builder_begin_object (builder);
  add_int (builder, "import", origin->import_id);
  kheo_cli_json_string (builder, "file", origin->file);
  kheo_cli_json_string (builder, "sha256", origin->sha256);
  add_int (builder, "size", origin->size);
  add_time (builder, "at", origin->at);
  kheo_cli_json_string (builder, "sheet", origin->sheet);
  add_place (builder, "row", origin->row);
  add_place (builder, "column", origin->column);
  add_bool (builder, "made", origin->made);
  kheo_cli_json_string (builder, "problem", origin->problem);
  json_builder_end_object (builder);
}

static void
add_cell (JsonBuilder *builder, const KheoSource *source, const KheoSourceCell *cell)
{
  json_builder_begin_object (builder);
  kheo_cli_json_string (builder, "field", source->reg->fields[cell->field].name);
  kheo_cli_json_string (builder, "kind", kheo_source_kind_name (cell->kind));
  json_builder_set_member_name (builder, "origin");
  if (cell->origin != G_MAXUINT)
    json_builder_add_int_value (builder, cell->origin); /* counted from 0, as JSON does */
  else
    json_builder_add_null_value (builder);
  kheo_cli_json_string (builder, "cell", cell->cell);
  kheo_cli_json_string (builder, "heading", cell->heading);
  kheo_cli_json_string (builder, "text", cell->text);
  kheo_cli_json_string (builder, "raw", cell->raw);
  if (cell->kind == KHEO_SOURCE_EDITED)
    {
      add_int (builder, "action", cell->action);
      add_time (builder, "at", cell->at);
      kheo_cli_json_string (builder, "actor", cell->actor);
    }
  json_builder_end_object (builder);
}

static void
print_source_json (const KheoSource *source, int field)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  kheo_cli_json_string (builder, "register", source->reg->name);
  add_int (builder, "id", source->id);
  json_builder_set_member_name (builder, "origins");
  json_builder_begin_array (builder);
  for (guint i = 0; i < source->origins->len; i++)
    add_origin (builder, g_ptr_array_index (source->origins, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "cells");
  json_builder_begin_array (builder);
  for (guint i = 0; i < source->cells->len; i++)
    {
      const KheoSourceCell *cell = g_ptr_array_index (source->cells, i);

      if (field < 0 || cell->field == field)
        add_cell (builder, source, cell);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  kheo_cli_print_json (builder);
}

static void
print_source_plain (const KheoSource *source, int field)
{
  for (guint i = 0; i < source->cells->len; i++)
    {
      const KheoSourceCell *cell = g_ptr_array_index (source->cells, i);
      g_autofree char      *sentence = kheo_source_dup_sentence (source, cell);

      if (field >= 0 && cell->field != field)
        continue;
      g_print ("%s: %s", _ (source->reg->fields[cell->field].label), sentence);
      if (cell->text != NULL)
        g_print (" “%s”", cell->text);
      g_print ("\n");
    }
  for (guint i = 0; i < source->origins->len; i++)
    {
      const KheoSourceOrigin *origin = g_ptr_array_index (source->origins, i);

      if (origin->problem != NULL)
        g_print ("%s: %s\n", origin->file, origin->problem);
    }
}

static KheoExit
run_source (KheoCli *cli, int argc, char **argv)
{
  g_autofree char *name = NULL;
  gboolean         json = FALSE;
  GOptionEntry     entries[] = {
        { "field", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
        G_OPTION_ENTRY_NULL,
  };
  KheoProgress progress = { kheo_cli_progress };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoSource) source = NULL;
  const KheoRegister *reg;
  gint64              id = 0;
  int                 field = -1;

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc != 2)
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s", _ ("source: name one record, like models:123"));
  if ((reg = kheo_cli_parse_record ("source", argv[1], &id)) == NULL)
    return KHEO_EXIT_USAGE;
  if (name != NULL && (field = kheo_register_find_field (reg, name)) < 0)
    return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--field: %s have no field “%s”"), reg->name, name);
  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;
  source = kheo_source_read (cli->db, reg, id, NULL, &progress, &error);
  if (source == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
  if (json)
    print_source_json (source, field);
  else
    print_source_plain (source, field);
  return KHEO_EXIT_DONE;
}

/* ---- list imports ---- */

static void
add_import (JsonBuilder *builder, const KheoImportState *state)
{
  json_builder_begin_object (builder);
  add_int (builder, "id", state->entry.id);
  kheo_cli_json_string (builder, "file", state->entry.file);
  kheo_cli_json_string (builder, "sha256", state->entry.sha256);
  add_int (builder, "size", state->entry.size);
  add_time (builder, "at", state->entry.at);
  kheo_cli_json_string (builder, "as", state->entry.as);
  json_builder_set_member_name (builder, "action");
  if (state->action != 0)
    json_builder_add_int_value (builder, state->action);
  else
    json_builder_add_null_value (builder);
  add_bool (builder, "undone", state->undone);
  add_bool (builder, "partly", state->partly);
  add_bool (builder, "kept", state->is_kept);
  json_builder_set_member_name (builder, "records");
  json_builder_begin_object (builder);
  for (guint i = 0; i < state->n_counts; i++)
    {
      const KheoRegister *reg = kheo_register_find (state->counts[i].table);

      add_int (builder, reg != NULL ? reg->name : state->counts[i].table, state->counts[i].n);
    }
  json_builder_end_object (builder);
  add_int (builder, "changed", state->n_changed);
  json_builder_end_object (builder);
}

KheoExit
kheo_cli_print_imports (KheoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) states = NULL;

  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;
  if ((states = kheo_imports_list (cli->db, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < states->len; i++)
    add_import (builder, g_ptr_array_index (states, i));
  json_builder_end_array (builder);
  kheo_cli_print_json (builder);
  return KHEO_EXIT_DONE;
}

/* ---- extract ---- */

static KheoExit
write_file (const char *path, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gsize         size = 0;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (g_file_set_contents_full (path, data, (gssize) size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &error))
    return KHEO_EXIT_DONE;
  return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
}

static KheoExit
run_extract (KheoCli *cli, int argc, char **argv)
{
  g_autofree char *output = NULL;
  GOptionEntry     entries[] = {
        { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
        G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoImportState) state = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 id = 0;

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc != 2 || output == NULL ||
      !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &id, NULL))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("extract: name one import (“kheo-cli list imports --json” lists them) "
                             "and --output FILE"));
  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;
  state = kheo_imports_get (cli->db, id, &error);
  if (state == NULL && error == NULL)
    return kheo_cli_fail (KHEO_EXIT_INPUT, _ ("there is no import %s"), argv[1]);
  if (state != NULL)
    bytes = kheo_kept_file_read (cli->db, state->entry.sha256, &error);
  if (error != NULL)
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
  if (bytes == NULL)
    return kheo_cli_fail (KHEO_EXIT_INPUT, _ ("the book holds no copy of “%s”"), state->entry.file);
  return write_file (output, bytes);
}

const KheoCliCommand kheo_cli_source_commands[] = {
  { "source", "REGISTER:ID [--field NAME] [--json]",
    N_ ("the file and cell that each value of a record came from"), run_source },
  { "extract", "IMPORT --output FILE", N_ ("gives back a file that was taken in"), run_extract },
  { NULL },
};
