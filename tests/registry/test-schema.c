#include "kheo-backup.h"
#include "kheo-schema.h"
#include "kheo-test.h"
#include "test-books.h"

#include <string.h>

/* The book of each released step: what it must still hold after it was brought up to date. */
static const struct
{
  const char *file;
  guint       step;
} books[] = {
  { "books/step-1.kheo", 1 }, { "books/step-2.kheo", 2 }, { "books/step-3.kheo", 3 },
  { "books/step-4.kheo", 4 }, { "books/step-5.kheo", 5 }, { "books/step-6.kheo", 6 },
};

static void
check_sound (KheoDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = kheo_db_check (db, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_steps (void)
{
  const KheoStoreSchema *schema = kheo_schema_get ();

  g_assert_true (schema == kheo_schema_get ());
  g_assert_cmpuint (schema->n_steps, ==, G_N_ELEMENTS (books));
  for (guint i = 0; i < schema->n_steps; i++)
    g_assert_true (g_str_has_prefix (schema->steps[i], "-- Step "));
}

/* Each recorded table exists and can be named by the history: an INTEGER PRIMARY KEY. */
static void
test_recorded_tables (void)
{
  g_autoptr (KheoDb) db = test_db_new ();

  check_sound (db);
  for (guint i = 0; kheo_book_tables ()[i] != NULL; i++)
    {
      g_autoptr (KheoStmt) stmt =
          kheo_db_prepare (db, "SELECT count(*) FROM pragma_table_info (:table)"
                               " WHERE pk = 1 AND name = 'id' AND type = 'INTEGER'");

      kheo_stmt_bind_text (stmt, ":table", kheo_book_tables ()[i]);
      g_assert_true (kheo_stmt_step (stmt, NULL));
      g_test_message ("%s", kheo_book_tables ()[i]);
      g_assert_cmpint (kheo_stmt_get_int (stmt, 0), ==, 1);
    }
}

/* Every field of a register is a column. */
static void
check_fields_are_columns (KheoDb *db, const KheoRegister *reg)
{
  for (guint i = 0; i < reg->n_fields; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT %s%s%s FROM %s", reg->fields[i].name,
          reg->fields[i].flags & KHEO_FIELD_SORT_KEY ? ", " : "",
          reg->fields[i].flags & KHEO_FIELD_SORT_KEY ? "name_sort" : "", reg->table);
      g_autoptr (GError) error = NULL;

      kheo_db_exec (db, sql, &error);
      g_assert_no_error (error);
    }
}

static void
test_fields_are_columns (void)
{
  g_autoptr (KheoDb) db = test_db_new ();

  /* A unit's fields are those of a list: they are kept as versions. */
  for (guint i = 0; kheo_registers_list ()[i] != NULL; i++)
    if (kheo_registers_list ()[i] != &kheo_register_units)
      check_fields_are_columns (db, kheo_registers_list ()[i]);
}

/* In which step a table came. */
static guint
step_of_table (const char *table)
{
  g_autofree char *create = g_strdup_printf ("CREATE TABLE %s (", table);

  for (guint i = 0; i < kheo_schema_get ()->n_steps; i++)
    if (strstr (kheo_schema_get ()->steps[i], create) != NULL)
      return i + 1;
  g_assert_not_reached ();
}

static void
check_book (const char *file, guint step)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *data = kheo_test_data (file);
  g_autofree char *path = kheo_test_dir_build (dir, "book.kheo");
  g_autoptr (GBytes) bytes = kheo_test_read (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (KheoChangeSet) undone = NULL;
  gint64 action = 0;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  db = kheo_book_open_db (path, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kheo_db_get_schema (db), ==, kheo_schema_get ()->n_steps);
  check_sound (db);
  for (guint i = 0; kheo_book_tables ()[i] != NULL; i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT count(*) FROM \"%s\"", kheo_book_tables ()[i]);

      if (step_of_table (kheo_book_tables ()[i]) > step)
        continue;
      g_test_message ("step %u: %s", step, kheo_book_tables ()[i]);
      g_assert_cmpint (test_query_int (db, sql), >, 0);
    }
  g_assert_cmpint (test_query_int (db, "SELECT count(*) FROM blob"), >, 0);

  /* Its history still undoes. */
  action = kheo_history_next_undo (db);
  g_assert_cmpint (action, >, 0);
  undone = kheo_history_undo (db, action, "tester", NULL, &error);
  g_assert_no_error (error);
  check_sound (db);
}

static void
test_books (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (books); i++)
    check_book (books[i].file, books[i].step);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/schema/steps", test_steps);
  g_test_add_func ("/registry/schema/recorded-tables", test_recorded_tables);
  g_test_add_func ("/registry/schema/fields-are-columns", test_fields_are_columns);
  g_test_add_func ("/registry/schema/books", test_books);
  return g_test_run ();
}
