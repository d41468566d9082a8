/* However large a sheet: an import is asked often enough whether to go on, and stops when told. */
#include "transfer-book.h"

#include "kheo-history.h"
#include "kheo-sheet-writer.h"

#include <string.h>

/* Enough rows for several reports in each loop over them. */
#define N_ROWS 6000

/* Rows, and bytes of the file, that may pass between two reports. */
#define MAX_ROWS  1024
#define MAX_BYTES (256 * 1024)

typedef struct
{
  KheoProgress  progress;
  GCancellable *cancellable;
  guint         n;         /* reports so far */
  guint         cancel_at; /* the report in which it is cancelled */
  const char   *what;
  double        fraction;
  double        rows_step, bytes_step; /* the longest steps within one loop */
  GHashTable   *phases;                /* texts */
} Watch;

static void
report_cb (double fraction, const char *what, gpointer user_data)
{
  Watch *watch = user_data;

  watch->progress.last = 0; /* as if long ago: each question is a report */
  if (watch->n > 0 && watch->what == what && fraction > watch->fraction && what != NULL)
    watch->rows_step = MAX (watch->rows_step, fraction - watch->fraction);
  else if (watch->n > 0 && watch->what == what && fraction > watch->fraction)
    watch->bytes_step = MAX (watch->bytes_step, fraction - watch->fraction);
  watch->what = what;
  watch->fraction = fraction;
  if (what != NULL)
    g_hash_table_add (watch->phases, (gpointer) what);
  if (watch->n++ == watch->cancel_at)
    g_cancellable_cancel (watch->cancellable);
}

static void
watch_init (Watch *watch, guint cancel_at)
{
  *watch = (Watch){ .cancel_at = cancel_at };
  watch->cancellable = g_cancellable_new ();
  watch->phases = g_hash_table_new (g_str_hash, g_str_equal);
  watch->progress.func = report_cb;
  watch->progress.user_data = watch;
  watch->progress.cancellable = watch->cancellable;
}

static void
watch_clear (Watch *watch)
{
  g_object_unref (watch->cancellable);
  g_hash_table_unref (watch->phases);
}

static void
write_sheet (const char *path)
{
  static const KheoSheetColumn columns[] = {
    { "STT", KHEO_COLUMN_INTEGER },          { "Tên mô hình", KHEO_COLUMN_TEXT },
    { "Xã, phường", KHEO_COLUMN_TEXT },      { "Lĩnh vực", KHEO_COLUMN_TEXT },
    { "Tập thể/cá nhân", KHEO_COLUMN_TEXT }, { "Năm đăng ký", KHEO_COLUMN_INTEGER },
  };
  g_autoptr (KheoSheetWriter) writer = kheo_sheet_writer_new (path, KHEO_SHEET_FORMAT_XLSX);

  kheo_sheet_writer_set_columns (writer, "Danh sách", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Mô hình số %u", i);

      kheo_sheet_writer_begin_row (writer);
      kheo_sheet_writer_add_int (writer, i + 1);
      kheo_sheet_writer_add_text (writer, name);
      kheo_sheet_writer_add_text (writer, i % 2 == 0 ? "Xã Hòa Lạc" : "Xã Tân Mỹ");
      kheo_sheet_writer_add_text (writer, "Kinh tế");
      kheo_sheet_writer_add_text (writer, "Tập thể");
      kheo_sheet_writer_add_int (writer, 2024);
    }
  g_assert_true (kheo_sheet_writer_finish (writer, NULL));
}

/* All of it as one action. */
static gboolean
import_sheet (KheoDb *db, const char *path, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoImport) import = kheo_import_read (path, NULL, progress, error);
  g_autoptr (KheoChangeSet) changes = NULL;

  if (import == NULL || !kheo_import_match (import, db, progress, error))
    return FALSE;
  g_assert_true (kheo_history_begin (db, NULL));
  if (!kheo_import_commit (import, db, progress, error))
    {
      kheo_history_cancel (db);
      return FALSE;
    }
  changes = kheo_history_end (db, "test", "Lan", error);
  if (changes == NULL)
    return FALSE; /* the end of it may still be cancelled */
  g_assert_cmpuint (kheo_change_set_get_n (changes), >=, N_ROWS);
  return TRUE;
}

static void
test_often (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "large.xlsx");
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize            size;
  Watch            watch;

  write_sheet (path);
  watch_init (&watch, G_MAXUINT);
  g_assert_true (import_sheet (db, path, &watch.progress, &error));
  g_assert_no_error (error);
  g_test_message ("%u reports; at most %.0f rows and %.3f of the file between two", watch.n,
                  watch.rows_step * N_ROWS, watch.bytes_step);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpfloat (watch.bytes_step * (double) size, <=, MAX_BYTES);
  /* Title and heading stand above the rows, so a fraction is of a few rows more. */
  g_assert_cmpfloat (watch.rows_step * (N_ROWS + 64), <=, MAX_ROWS + 64);
  g_assert_cmpuint (g_hash_table_size (watch.phases), >=, 5);
  /* Five loops over the rows at least, whatever they are called. */
  g_assert_cmpuint (watch.n, >=, 5 * N_ROWS / MAX_ROWS);
  watch_clear (&watch);
}

/* Wherever it is told: it stops at that very question, and nothing is left behind. */
static void
test_cancel (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "large.xlsx");
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  gint64 seq = kheo_history_get_seq (db);
  guint  cancelled_at = 0;

  write_sheet (path);
  for (guint at = 0;; at += 7)
    {
      g_autoptr (GError) error = NULL;
      Watch    watch;
      gboolean done;
      guint    n;

      watch_init (&watch, at);
      done = import_sheet (db, path, &watch.progress, &error);
      n = watch.n;
      watch_clear (&watch);
      if (done)
        break;
      cancelled_at = at;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (n, ==, at + 1);
      g_assert_cmpint (kheo_history_get_seq (db), ==, seq);
    }
  g_assert_cmpuint (cancelled_at, >, 5 * N_ROWS / MAX_ROWS);
  g_assert_cmpint (kheo_history_get_seq (db), ==, seq + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/progress/often", test_often);
  g_test_add_func ("/transfer/progress/cancel", test_cancel);
  return g_test_run ();
}
