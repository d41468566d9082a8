/*
 * The office spreadsheets of the shared fixtures against their truth: every record once, every
 * field equal, the right unit by code, nothing else taken.
 */
#include "kheo-book.h"
#include "kheo-import.h"
#include "kheo-test.h"
#include "kheo-text.h"
#include "kheo-units.h"
#include "kheo-world.h"

#include <string.h>

#define WANTED_RIGHT 38 /* of 40 */

/* The map of the day on which the fixtures were made up. */
#define UNITS "real/units-national-2025-01.csv"

/* Reads and writes a file inside the history action that the caller has begun. */
static KheoImport *
import_file (KheoDb *db, const char *path)
{
  g_autoptr (GError) error = NULL;
  KheoImport *import = kheo_import_read (path, NULL, NULL, &error);

  g_assert_no_error (error);
  kheo_import_match (import, db, NULL, &error);
  g_assert_no_error (error);
  kheo_import_commit (import, db, NULL, &error);
  g_assert_no_error (error);
  return import;
}

static KheoDb *
book_with_units (const char *fixtures)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autofree char *path = g_build_filename (fixtures, UNITS, NULL);
  KheoDb          *db = kheo_book_open_db (":memory:", KHEO_DB_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (kheo_history_begin (db, &error));
  kheo_import_free (import_file (db, path));
  changes = kheo_history_end (db, "units", "test", &error);
  g_assert_no_error (error);
  return db;
}

/* ---- Against the truth ---- */

typedef struct
{
  KheoDb     *db;
  KheoUnits  *units;
  guint       n_wrong;
  const char *file;
} Check;

static const char *
text_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : "";
}

static void
expect_text (Check *check, guint index, const char *field, const char *want, const char *got)
{
  /* Doubled blanks are no part of a value: fixtures/README.md. */
  g_autofree char *tidy = kheo_text_tidy (want);

  if (strcmp (tidy, got != NULL ? got : "") == 0)
    return;
  if (check->n_wrong++ < 4)
    g_test_message ("%s: record %u: %s is “%s”, not “%s”", check->file, index + 1, field, got,
                    want);
}

static void
expect_integer (Check *check, guint index, const char *field, gint64 want, gint64 got)
{
  if (want == got)
    return;
  if (check->n_wrong++ < 4)
    g_test_message ("%s: record %u: %s is %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, check->file,
                    index + 1, field, got, want);
}

static void
expect_unit (Check *check, guint index, JsonObject *truth, gint64 unit_id)
{
  const KheoUnitVersion *unit = kheo_units_get_version (check->units, unit_id, kheo_date_today ());
  const KheoUnitVersion *district =
      unit != NULL ? kheo_units_get_version (check->units, unit->parent_id, kheo_date_today ())
                   : NULL;

  expect_text (check, index, "unit", text_member (truth, "commune_code"),
               unit != NULL ? unit->code : NULL);
  expect_text (check, index, "district", text_member (truth, "district_code"),
               district != NULL ? district->code : NULL);
}

static void
expect_record (Check *check, guint index, JsonObject *truth, KheoRecord *record)
{
  static const struct
  {
    const char *name;
    guint       field;
  } texts[] = {
    { "name", KHEO_MODEL_NAME },     { "owner", KHEO_MODEL_OWNER },
    { "kind", KHEO_MODEL_KIND },     { "field", KHEO_MODEL_FIELD },
    { "person", KHEO_MODEL_PERSON }, { "registered_on", KHEO_MODEL_REGISTERED_ON },
    { "note", KHEO_MODEL_NOTE },
  };
  static const struct
  {
    const char *name;
    guint       field;
  } numbers[] = {
    { "year", KHEO_MODEL_YEAR },
    { "participants", KHEO_MODEL_PARTICIPANTS },
    { "budget", KHEO_MODEL_BUDGET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    expect_text (check, index, texts[i].name, text_member (truth, texts[i].name),
                 kheo_record_get_text (record, texts[i].field));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      JsonNode *node = json_object_get_member (truth, numbers[i].name);

      expect_integer (check, index, numbers[i].name,
                      node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0,
                      kheo_record_get_integer (record, numbers[i].field, 0));
    }
  expect_unit (check, index, truth, kheo_record_get_integer (record, KHEO_MODEL_UNIT, 0));
}

static guint
compare_rows (Check *check, const KheoImport *import, JsonArray *records)
{
  guint n = 0;

  for (guint t = 0; t < kheo_import_get_n_tables (import); t++)
    {
      KheoImportTable    *table = kheo_import_get_table (import, t);
      KheoImportTableInfo info;

      kheo_import_table_get_info (table, &info);
      for (guint i = 0; i < info.n_rows; i++)
        {
          KheoImportRow row;
          g_autoptr (KheoRecord) record = NULL;

          kheo_import_table_get_row (table, i, &row);
          if (row.kind != KHEO_ROW_DATA || row.id == 0)
            continue;
          record = kheo_record_table_get (check->db, &kheo_register_models, row.id, NULL);
          if (record != NULL && n < json_array_get_length (records))
            expect_record (check, n, json_array_get_object_element (records, n), record);
          n++;
        }
    }
  return n;
}

static void
tell_findings (const Check *check, const KheoImport *import)
{
  for (guint i = 0; i < MIN (kheo_import_get_n_findings (import), 4u); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      g_test_message ("%s: %s row %d column %d: %s [%s]", check->file, finding.code,
                      finding.row + 1, finding.column, finding.message,
                      finding.value != NULL ? finding.value : "");
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* TRUE when all of the file is right. */
static gboolean
check_file (KheoDb *db, const char *fixtures, const char *file, JsonObject *truth)
{
  g_autofree char *path = g_build_filename (fixtures, "models", file, NULL);
  g_autoptr (KheoImport) import = NULL;
  JsonArray *records = json_object_get_array_member (truth, "records");
  Check      check = { db, NULL, 0, file };
  guint      n = 0;
  gboolean   right = FALSE;

  g_assert_true (kheo_history_begin (db, NULL));
  import = import_file (db, path);
  check.units = kheo_world_get_units (kheo_world_get (db, NULL));
  n = compare_rows (&check, import, records);
  kheo_history_cancel (db);
  right = check.n_wrong == 0 && n == json_array_get_length (records);
  tell_findings (&check, import);
  g_test_message ("%s %s: %u of %u records, %u wrong cells, %u findings", right ? "right" : "WRONG",
                  file, n, json_array_get_length (records), check.n_wrong,
                  kheo_import_get_n_findings (import));
  return right;
}

static void
test_models (void)
{
  g_autofree char *folder = kheo_test_fixture ("models");
  g_autofree char *fixtures = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;
  guint       n_right = 0;
  g_autoptr (KheoDb) db = NULL;

  if (folder == NULL)
    return;
  fixtures = g_path_get_dirname (folder);
  db = book_with_units (fixtures);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".truth.json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      JsonObject      *truth = NULL;

      g_assert_true (json_parser_load_from_file (parser, path, NULL));
      truth = json_node_get_object (json_parser_get_root (parser));
      n_right += check_file (db, fixtures, json_object_get_string_member (truth, "file"), truth);
    }
  g_test_message ("%u of %u files are right", n_right, names->len);
  g_assert_cmpuint (n_right, >=, MIN (WANTED_RIGHT, names->len));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/fixtures/models", test_models);
  return g_test_run ();
}
