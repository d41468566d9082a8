/* Rows that look like a record or like another row; what a person answers, and that it is kept. */
#include "kheo-import-duplicate.h"
#include "kheo-imports.h"
#include "transfer-book.h"

#include <string.h>

#define HEAD                                                                                       \
  "STT;Tên mô hình;Xã, phường;Huyện;Đơn vị thực hiện;Loại hình;Lĩnh vực;Ngày đăng ký;Họ và tên\n"
#define ROW(name, owner, field, day, person)                                                       \
  "1;" name ";Xã An Bình;Huyện Đông Hà;" owner ";TT;" field ";" day ";" person "\n"
#define BOOK                                                                                       \
  HEAD ROW ("Thắp sáng đường quê", "Hội Nông dân", "Kinh tế", "05/02/2024", "")                    \
      ROW ("Vườn mẫu", "Hội Phụ nữ", "Kinh tế", "05/02/2024", "Lê Hà")

typedef struct
{
  KheoTestDir *dir;
  KheoDb      *db;
  KheoImport  *import;
  GArray      *found;
} Fixture;

static void
look (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  transfer_match (fixture->import, fixture->db);
  g_clear_pointer (&fixture->found, g_array_unref);
  fixture->found = kheo_import_find_duplicates (fixture->import, fixture->db, NULL, &error);
  g_assert_no_error (error);
}

static void
open_sheet (Fixture *fixture, const char *name, const char *sheet)
{
  g_clear_pointer (&fixture->import, kheo_import_free);
  fixture->import = transfer_read_text (fixture->dir, name, sheet);
  look (fixture);
}

static void
setup (Fixture *fixture, gconstpointer data)
{
  fixture->dir = kheo_test_dir_new ();
  fixture->db = transfer_book_with_units ();
  open_sheet (fixture, "book.csv", BOOK);
  g_assert_cmpint (fixture->found->len, ==, 0);
  transfer_commit (fixture->import, fixture->db);
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->found, g_array_unref);
  g_clear_pointer (&fixture->import, kheo_import_free);
  kheo_db_close (fixture->db);
  kheo_test_dir_free (fixture->dir);
}

static const KheoDuplicate *
duplicate (Fixture *fixture, guint index)
{
  g_assert_cmpint (index, <, fixture->found->len);
  return &g_array_index (fixture->found, KheoDuplicate, index);
}

/* What looks alike and what does not; how many questions each row of a file makes. */
static void
test_likeness (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *row;
    int         why; /* -1: no question */
  } cases[] = {
    /* The same list once more is unchanged. */
    { ROW ("Thắp sáng đường quê", "Hội Nông dân", "Kinh tế", "05/02/2024", ""), -1 },
    { ROW ("THẮP SÁNG ĐƯỜNG QUÊ", "Hội Nông dân", "Kinh tế", "05/02/2024", ""), KHEO_ALIKE_NAME },
    { ROW ("Thắp sáng đuờng quê", "Hội ND", "Kinh tế", "05/02/2024", ""), KHEO_ALIKE_NEAR },
    { ROW ("Thắp sánng đường quê", "Hội Nông dân", "Kinh tế", "05/02/2024", ""), KHEO_ALIKE_NEAR },
    /* Another body, another person, another year, other words: other models. */
    { ROW ("THẮP SÁNG ĐƯỜNG QUÊ", "Hội Phụ nữ", "Kinh tế", "05/02/2024", ""), -1 },
    { ROW ("Vườn Mẫu", "Hội Phụ nữ", "Kinh tế", "05/02/2024", "Lê Hạ"), -1 },
    { ROW ("Thắp sáng ĐƯỜNG quê", "Hội Nông dân", "Kinh tế", "05/02/2025", ""), -1 },
    { ROW ("Thắp sáng xóm quê", "Hội Nông dân", "Kinh tế", "05/02/2024", ""), -1 },
    { ROW ("Vườn mẫu", "Hội Phụ nữ", "QP-AN", "05/02/2024", "Lê Hà"), KHEO_ALIKE_TAKEN },
    { ROW ("Vườn mẫu", "Hội Phụ nữ", "Kinh tế", "07/03/2024", "Lê Hà"), KHEO_ALIKE_NAME },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sheet = g_strconcat (HEAD, cases[i].row, NULL);

      open_sheet (fixture, "a.csv", sheet);
      if ((int) fixture->found->len != (cases[i].why >= 0))
        g_error ("%u questions of %s", fixture->found->len, cases[i].row);
      if (cases[i].why >= 0 && (int) duplicate (fixture, 0)->why != cases[i].why)
        g_error ("%d of %s", duplicate (fixture, 0)->why, cases[i].row);
    }
}

static void
test_same (Fixture *fixture, gconstpointer data)
{
  KheoImportTable *table;
  g_autoptr (KheoRecord) alike = NULL;
  KheoDuplicate found;

  open_sheet (fixture, "a.csv",
              HEAD ROW ("THẮP SÁNG ĐƯỜNG QUÊ", "Hội Nông dân", "Kinh tế", "05/02/2024", "Lê Hà"));
  g_assert_cmpint (kheo_import_count (fixture->import, NULL).created, ==, 1);
  found = *duplicate (fixture, 0);
  g_assert_cmpint (found.record, !=, 0);
  g_assert_cmpint (found.differ, ==, G_GUINT64_CONSTANT (1) << KHEO_MODEL_NAME);
  alike = kheo_import_load_alike (fixture->import, &found, fixture->db, NULL);
  g_assert_cmpstr (kheo_record_get_text (alike, KHEO_MODEL_NAME), ==, "Thắp sáng đường quê");
  table = kheo_import_get_table (fixture->import, found.table);
  kheo_import_set_same (fixture->import, table, found.index, found.record);
  look (fixture);
  g_assert_cmpint (fixture->found->len, ==, 0);
  g_assert_cmpint (kheo_import_count (fixture->import, NULL).created, ==, 0);
  g_assert_cmpint (kheo_import_count (fixture->import, NULL).changed, ==, 1);
  kheo_import_set_same (fixture->import, table, found.index, 0);
  look (fixture);
  g_assert_cmpint (kheo_import_count (fixture->import, NULL).created, ==, 1);
}

static void
test_distinct (Fixture *fixture, gconstpointer data)
{
  const char *sheet = HEAD ROW ("Vườn mẫu", "Hội Phụ nữ", "QP-AN", "05/02/2024", "Lê Hà");
  KheoDuplicate            found;
  gint64                   made;

  open_sheet (fixture, "a.csv", sheet);
  found = *duplicate (fixture, 0);
  g_assert_cmpint (found.why, ==, KHEO_ALIKE_TAKEN);
  g_assert_cmpint (kheo_import_count (fixture->import, NULL).changed, ==, 1);
  kheo_import_set_distinct (fixture->import, kheo_import_get_table (fixture->import, 0),
                            found.index, found.record, -1);
  look (fixture);
  g_assert_cmpint (fixture->found->len, ==, 0);
  g_assert_cmpint (kheo_import_count (fixture->import, NULL).created, ==, 1);
  transfer_commit (fixture->import, fixture->db);
  {
    KheoImportRow row;

    kheo_import_table_get_row (kheo_import_get_table (fixture->import, 0), found.index, &row);
    made = row.id;
  }
  g_assert_true (kheo_not_duplicate_get (fixture->db, "model", made, found.record));
  /* The same file once more asks nothing. */
  open_sheet (fixture, "b.csv", sheet);
  g_assert_cmpint (fixture->found->len, ==, 0);
  g_assert_cmpint (kheo_import_count (fixture->import, NULL).unchanged, ==, 1);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  KheoDuplicate found;

  open_sheet (fixture, "a.csv",
              HEAD ROW ("Ngõ sạch", "Hội Nông dân", "Kinh tế", "05/02/2024", "")
                  ROW ("Ngõ sạch", "Hội Nông dân", "Kinh tế", "05/02/2024", ""));
  found = *duplicate (fixture, 0);
  g_assert_cmpint (fixture->found->len, ==, 1);
  g_assert_cmpint (found.record, ==, 0);
  g_assert_cmpint (found.other, <, (int) found.index);
  g_assert_cmpint (found.why, ==, KHEO_ALIKE_SAME);
  g_assert_true (transfer_find (fixture->import, "duplicate-row", &(KheoImportFinding){ 0 }));
  kheo_import_set_distinct (fixture->import, kheo_import_get_table (fixture->import, 0),
                            found.index, 0, found.other);
  look (fixture);
  g_assert_cmpint (fixture->found->len, ==, 0);
  g_assert_false (transfer_find (fixture->import, "duplicate-row", &(KheoImportFinding){ 0 }));
  transfer_commit (fixture->import, fixture->db);
  open_sheet (fixture, "b.csv", HEAD ROW ("Ngõ sạch", "Hội Nông dân", "Kinh tế", "05/02/2024", ""));
  g_assert_cmpint (fixture->found->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/transfer/duplicate/" path, Fixture, NULL, setup, function, teardown)
  ADD ("likeness", test_likeness);
  ADD ("same", test_same);
  ADD ("distinct", test_distinct);
  ADD ("rows", test_rows);
#undef ADD
  return g_test_run ();
}
