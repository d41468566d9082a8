/*
 * What an import costs, beside what it cannot do without: inflating the file and inserting the
 * rows.
 *
 *   bench-import [ROWS]        prints one line a step: seconds of CPU, peak memory, ratio
 *   bench-import --step NAME SAMPLE BOOK SHEET ROWS      one step, for bench-peers
 *
 * Each step runs in a process of its own, so that its peak memory is its own.
 */
#include "kheo-book.h"
#include "kheo-history.h"
#include "kheo-import.h"
#include "kheo-record-table.h"
#include "kheo-registers.h"
#include "kheo-sheet-writer.h"
#include "kheo-sheet.h"
#include "kheo-world.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static const char *const topics[] = { "hiến đất làm đường",
                                      "thắp sáng đường quê",
                                      "du lịch cộng đồng",
                                      "nhóm liên gia tự quản",
                                      "phòng chống ma túy",
                                      "một cửa thân thiện",
                                      "trồng cây ăn quả trên đất dốc",
                                      "dòng họ khuyến học" };
static const char *const fields[] = { "Kinh tế", "Văn hóa - xã hội", "Quốc phòng - an ninh",
                                      "Hệ thống chính trị" };
static const char *const owners[] = { "Hội Nông dân",    "Hội Liên hiệp Phụ nữ",
                                      "Đoàn Thanh niên", "Hội Cựu chiến binh",
                                      "Ủy ban MTTQ",     "Công an" };

typedef struct
{
  char *sample; /* folder of the sample sheets */
  char *book;
  char *sheet;
  guint rows;
} Bench;

static void
check (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static double
cpu_seconds (const struct rusage *usage)
{
  return (double) (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
         (double) (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

/* Says what was spent since the last call (all threads count), by the clock, and the peak so far.
 */
static void
end_phase (const char *name)
{
  static double cpu;
  static gint64 wall;
  struct rusage usage;
  gint64        now = g_get_monotonic_time ();

  getrusage (RUSAGE_SELF, &usage);
  if (name != NULL)
    printf ("phase %-10s %.3f s CPU %.3f s wall, peak %ld MiB\n", name, cpu_seconds (&usage) - cpu,
            (double) (now - wall) / 1e6, usage.ru_maxrss / 1024);
  cpu = cpu_seconds (&usage);
  wall = now;
}

/* All of an import as one action; FALSE when it was cancelled. */
static gboolean
import_path (KheoDb *db, const char *path, KheoProgress *progress)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (KheoImport) import = NULL;
  g_autofree char *title = NULL;

  end_phase (NULL);
  import = kheo_import_read (path, NULL, progress, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  check (error);
  end_phase ("read");
  if (!kheo_import_match (import, db, progress, &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  check (error);
  end_phase ("match");
  title = kheo_import_dup_title (import);
  kheo_history_begin (db, &error);
  if (!kheo_import_commit (import, db, progress, &error))
    {
      kheo_history_cancel (db);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return FALSE;
    }
  check (error);
  end_phase ("commit");
  changes = kheo_history_end (db, title, "bench", &error);
  check (error);
  end_phase ("history");
  return TRUE;
}

/* The sheet alone, without understanding. */
static void
read_sheet (const Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_read (bench->sheet, NULL, &error);

  check (error);
}

static KheoDb *
open_book (const Bench *bench)
{
  g_autoptr (GError) error = NULL;
  KheoDb *db = kheo_book_open_db (bench->book, KHEO_DB_CREATE, &error);

  check (error);
  return db;
}

/* ---- Steps ---- */

static void
make_book (const Bench *bench)
{
  g_autoptr (KheoDb) db = open_book (bench);
  g_autofree char *units = g_build_filename (bench->sample, "1-don-vi-hanh-chinh.xlsx", NULL);

  import_path (db, units, NULL);
}

static void
write_row (KheoSheetWriter *writer, KheoUnits *units, gint64 unit, guint i)
{
  const KheoUnitVersion *commune = kheo_units_get_version (units, unit, 0);
  const KheoUnitVersion *district = kheo_units_get_version (units, commune->parent_id, 0);
  g_autofree char       *name = g_strdup_printf ("Vận động %s số %u", topics[i % 8], i);
  g_autofree char       *owner = g_strdup_printf ("%s %s", owners[i % 6], commune->name);

  kheo_sheet_writer_begin_row (writer);
  kheo_sheet_writer_add_int (writer, i + 1);
  kheo_sheet_writer_add_text (writer, name);
  kheo_sheet_writer_add_text (writer, district->name);
  kheo_sheet_writer_add_text (writer, commune->name);
  kheo_sheet_writer_add_text (writer, owner);
  kheo_sheet_writer_add_text (writer, fields[i % 4]);
  kheo_sheet_writer_add_text (writer, i % 3 == 0 ? "Cá nhân" : "Tập thể");
  kheo_sheet_writer_add_text (writer, i % 3 == 0 ? "Nguyễn Văn Đạt" : NULL);
  kheo_sheet_writer_add_int (writer, 2022 + i % 3);
  kheo_sheet_writer_add_date (
      writer, kheo_date_new (2022 + (int) (i % 3), 1 + (int) (i % 12), 1 + (int) (i % 28)));
  kheo_sheet_writer_add_int (writer, 10 + i % 4000);
  kheo_sheet_writer_add_int (writer, (gint64) (1 + i % 900) * 1000000);
  kheo_sheet_writer_add_text (writer, i % 5 == 0 ? "Đã công nhận" : "Đăng ký");
  kheo_sheet_writer_add_text (writer, i % 7 == 0 ? "Có báo cáo kèm theo" : NULL);
}

static void
make_sheet (const Bench *bench)
{
  static const KheoSheetColumn columns[] = {
    { "STT", KHEO_COLUMN_INTEGER },
    { "Tên mô hình", KHEO_COLUMN_TEXT },
    { "Huyện", KHEO_COLUMN_TEXT },
    { "Xã, phường, thị trấn", KHEO_COLUMN_TEXT },
    { "Đơn vị thực hiện", KHEO_COLUMN_TEXT },
    { "Lĩnh vực", KHEO_COLUMN_TEXT },
    { "Tập thể/cá nhân", KHEO_COLUMN_TEXT },
    { "Họ và tên", KHEO_COLUMN_TEXT },
    { "Năm đăng ký", KHEO_COLUMN_INTEGER },
    { "Ngày đăng ký", KHEO_COLUMN_DATE },
    { "Số người tham gia", KHEO_COLUMN_INTEGER },
    { "Kinh phí (đồng)", KHEO_COLUMN_INTEGER },
    { "Trạng thái", KHEO_COLUMN_TEXT },
    { "Ghi chú", KHEO_COLUMN_TEXT },
  };
  g_autoptr (KheoDb) db = open_book (bench);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) communes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KheoSheetWriter) writer = kheo_sheet_writer_new (bench->sheet, KHEO_SHEET_FORMAT_XLSX);
  KheoWorld   *world = kheo_world_get (db, &error);
  KheoUnitMap *map;

  check (error);
  map = kheo_world_get_map (world, 0);
  for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
    if (kheo_unit_map_get_n_children (map, i) == 0)
      {
        gint64 id = kheo_unit_map_get_id (map, i);

        g_array_append_val (communes, id);
      }
  kheo_sheet_writer_set_columns (writer, "Danh sách", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < bench->rows; i++)
    write_row (writer, kheo_world_get_units (world),
               g_array_index (communes, gint64, i % communes->len), i);
  kheo_sheet_writer_finish (writer, &error);
  check (error);
}

static void
inflate_sheet (const Bench *bench)
{
  struct archive       *archive = archive_read_new ();
  struct archive_entry *entry;
  static char           buffer[1 << 16];

  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_filename (archive, bench->sheet, 1 << 16) != ARCHIVE_OK)
    g_error ("%s", archive_error_string (archive));
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    while (archive_read_data (archive, buffer, sizeof buffer) > 0)
      ;
  archive_read_free (archive);
}

static void
import_sheet (const Bench *bench)
{
  g_autoptr (KheoDb) db = open_book (bench);

  import_path (db, bench->sheet, NULL);
}

/* ---- Progress and cancelling ---- */

typedef struct
{
  gint64 last, longest;  /* of the intervals between two reports, in µs */
  char  *before, *after; /* what was reported around the longest; owned */
  char  *now;
} Watch;

static void
watch_cb (double fraction, const char *what, gpointer user_data)
{
  Watch *watch = user_data;
  gint64 now = g_get_monotonic_time ();

  if (now - watch->last > watch->longest)
    {
      watch->longest = now - watch->last;
      g_free (watch->before);
      g_free (watch->after);
      watch->before = g_strdup (watch->now);
      watch->after = g_strdup_printf ("%s %.0f %%", what, fraction * 100);
    }
  g_free (watch->now);
  watch->now = g_strdup_printf ("%s %.0f %%", what, fraction * 100);
  watch->last = g_get_monotonic_time ();
}

typedef struct
{
  GCancellable *cancellable;
  gint64        delay, at; /* µs */
} Canceller;

static gpointer
cancel_later (gpointer data)
{
  Canceller *self = data;

  g_usleep ((gulong) self->delay);
  self->at = g_get_monotonic_time ();
  g_cancellable_cancel (self->cancellable);
  return NULL;
}

/* How long an import takes to end when it is cancelled after @delay µs. */
static gint64
time_cancel (KheoDb *db, const char *path, gint64 delay)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  KheoProgress progress = { .cancellable = cancellable };
  Canceller    canceller = { cancellable, delay, 0 };
  GThread     *thread = g_thread_new ("cancel", cancel_later, &canceller);
  gboolean     done = import_path (db, path, &progress);
  gint64       end = g_get_monotonic_time ();

  g_thread_join (thread);
  return done ? 0 : end - canceller.at;
}

#define N_CANCELS 12

/* About what an import will take now, in µs: half of it is reading. */
static gint64
estimate_import (const Bench *bench)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoImport) import = kheo_import_read (bench->sheet, NULL, NULL, &error);

  check (error);
  return 2 * (g_get_monotonic_time () - start);
}

/* The same import watched to its end, */
static void
watch_import (const Bench *bench)
{
  g_autoptr (KheoDb) db = open_book (bench);
  Watch        watch = { .now = g_strdup ("start") };
  KheoProgress progress = { .func = watch_cb, .user_data = &watch };

  watch.last = g_get_monotonic_time ();
  import_path (db, bench->sheet, &progress);
  watch_cb (1, "end", &watch);
  printf ("longest from \"%s\" to \"%s\"\n", watch.before, watch.after);
  printf ("gap %.0f\n", (double) watch.longest / 1000);
  g_free (watch.before);
  g_free (watch.after);
  g_free (watch.now);
}

/* … and cancelled at twelve moments.  One that came too late has filled the book: it is the last.
 */
static void
cancel_import (const Bench *bench)
{
  g_autoptr (KheoDb) db = open_book (bench);
  gint64 took = estimate_import (bench), worst = 0;

  for (gint64 i = 0; i < N_CANCELS; i++)
    {
      gint64 waited = time_cancel (db, bench->sheet, took * i / N_CANCELS);

      if (waited == 0)
        break;
      worst = MAX (worst, waited);
      printf ("cancelled at %.0f ms, back in %.0f ms\n", (double) (took * i / N_CANCELS) / 1000,
              (double) waited / 1000);
    }
  printf ("cancel %.0f\n", (double) worst / 1000);
}

/* The rows that the import has made, inserted again into a table without index or history. */
static void
insert_rows (const Bench *bench)
{
  g_autoptr (KheoDb) db = open_book (bench);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *plain = g_strconcat (bench->book, ".plain", NULL);
  g_autoptr (KheoDb) target = kheo_db_open (plain, KHEO_DB_CREATE, &error);
  g_autoptr (KheoStmt) insert = NULL;
  g_autoptr (GString) sql = g_string_new ("INSERT INTO plain VALUES (:id");
  struct rusage before, after;

  check (error);
  {
    g_autoptr (KheoStmt) select = kheo_db_prepare (db, "SELECT id FROM model ORDER BY id");

    while (kheo_stmt_step (select, &error))
      {
        gint64 id = kheo_stmt_get_int (select, 0);

        g_array_append_val (ids, id);
      }
  }
  rows = kheo_record_table_get_many (db, &kheo_register_models,
                                     (const gint64 *) (gpointer) ids->data, ids->len, &error);
  check (error);
  {
    g_autoptr (GString) create = g_string_new ("CREATE TABLE plain (id INTEGER PRIMARY KEY");

    for (guint i = 0; i < kheo_register_models.n_fields; i++)
      {
        g_string_append_printf (create, ", %s ANY", kheo_register_models.fields[i].name);
        g_string_append_printf (sql, ", :%s", kheo_register_models.fields[i].name);
      }
    g_string_append (create, ") STRICT");
    g_string_append_c (sql, ')');
    kheo_db_exec (target, create->str, &error);
    check (error);
  }
  insert = kheo_db_prepare (target, sql->str);
  getrusage (RUSAGE_SELF, &before);
  kheo_db_begin (target, &error);
  for (guint i = 0; i < rows->len; i++)
    {
      KheoRecord *record = g_ptr_array_index (rows, i);

      kheo_stmt_set_int (insert, 1, kheo_record_get_id (record));
      for (guint f = 0; f < kheo_register_models.n_fields; f++)
        {
          const KheoValue *value = kheo_record_get (record, f);

          if (value->type == KHEO_VALUE_TEXT)
            kheo_stmt_set_text (insert, (int) f + 2, value->text);
          else if (value->type == KHEO_VALUE_INTEGER)
            kheo_stmt_set_int (insert, (int) f + 2, value->integer);
          else
            kheo_stmt_set_null (insert, (int) f + 2);
        }
      kheo_stmt_run (insert, &error);
      check (error);
    }
  kheo_db_commit (target, &error);
  check (error);
  getrusage (RUSAGE_SELF, &after);
  /* Only the insertion itself: reading the rows was no part of it. */
  printf ("only %.3f\n", (double) (after.ru_utime.tv_sec - before.ru_utime.tv_sec +
                                   after.ru_stime.tv_sec - before.ru_stime.tv_sec) +
                             (double) (after.ru_utime.tv_usec - before.ru_utime.tv_usec +
                                       after.ru_stime.tv_usec - before.ru_stime.tv_usec) /
                                 1e6);
}

static const struct
{
  const char *name;
  void (*run) (const Bench *bench);
} steps[] = {
  { "make-book", make_book },   { "make-sheet", make_sheet }, { "inflate", inflate_sheet },
  { "read-sheet", read_sheet }, { "import", import_sheet },   { "insert", insert_rows },
  { "watch", watch_import },    { "cancel", cancel_import },
};

/* ---- The runner ---- */

typedef struct
{
  double cpu, wall;
  long   peak; /* KiB */
} Cost;

static Cost
run_step (const Bench *bench, const char *program, const char *step)
{
  g_autofree char *rows = g_strdup_printf ("%u", bench->rows);
  g_autofree char *output = NULL;
  const char      *argv[] = { program,     "--step",     step, bench->sample,
                              bench->book, bench->sheet, rows, NULL };
  g_autoptr (GError) error = NULL;
  Cost        cost = { 0 };
  const char *only;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL,
                &error);
  check (error);
  if (output == NULL ||
      sscanf (g_strrstr (output, "cost") != NULL ? g_strrstr (output, "cost") : "",
              "cost %lf %lf %ld", &cost.cpu, &cost.wall, &cost.peak) != 3)
    g_error ("step %s failed: %s", step, output);
  if ((only = strstr (output, "only ")) != NULL)
    cost.cpu = g_ascii_strtod (only + 5, NULL);
  return cost;
}

static int
run_one (int argc, char **argv)
{
  Bench         bench = { argv[3], argv[4], argv[5], (guint) atoi (argv[6]) };
  gint64        start = g_get_monotonic_time ();
  struct rusage usage;
  guint         step = 0;

  while (step < G_N_ELEMENTS (steps) && !g_str_equal (steps[step].name, argv[2]))
    step++;
  if (step == G_N_ELEMENTS (steps))
    {
      fprintf (stderr, "bench-import knows no step \"%s\"\n", argv[2]);
      return 2;
    }
  steps[step].run (&bench);
  getrusage (RUSAGE_SELF, &usage);
  printf ("cost %.3f %.3f %ld\n", cpu_seconds (&usage),
          (double) (g_get_monotonic_time () - start) / 1e6, usage.ru_maxrss);
  return 0;
}

int
main (int argc, char **argv)
{
  const char      *srcdir = g_getenv ("KHEO_DATA_DIR");
  g_autofree char *dir = NULL;
  g_autofree char *sample = NULL;
  Bench            bench = { 0 };
  Cost             inflate, read, import, insert;

  setlocale (LC_ALL, "C.UTF-8");
  if (argc == 7 && g_str_equal (argv[1], "--step"))
    return run_one (argc, argv);

  dir = g_dir_make_tmp ("kheo-bench-XXXXXX", NULL);
  sample = g_build_filename (srcdir != NULL ? srcdir : KHEO_DATA_DIR, "sample", NULL);
  bench.sample = sample;
  bench.book = g_build_filename (dir, "bench.kheo", NULL);
  bench.sheet = g_build_filename (dir, "bench.xlsx", NULL);
  bench.rows = argc > 1 ? (guint) atoi (argv[1]) : 100000;

  run_step (&bench, argv[0], "make-book");
  run_step (&bench, argv[0], "make-sheet");
  inflate = run_step (&bench, argv[0], "inflate");
  read = run_step (&bench, argv[0], "read-sheet");
  import = run_step (&bench, argv[0], "import");
  insert = run_step (&bench, argv[0], "insert");
  printf ("%u rows x 14 columns\n", bench.rows);
  printf ("inflate the file        %6.3f s CPU\n", inflate.cpu);
  printf ("read the sheet          %6.3f s CPU\n", read.cpu);
  printf ("insert the rows plainly %6.3f s CPU\n", insert.cpu);
  printf ("whole import            %6.3f s CPU  %6.3f s wall  %ld MiB peak\n", import.cpu,
          import.wall, import.peak / 1024);
  printf ("import / inflate %.2f, import / insert %.2f\n", import.cpu / inflate.cpu,
          import.cpu / insert.cpu);

  for (guint i = 0; i < 2; i++)
    remove (i == 0 ? bench.book : bench.sheet);
  return 0;
}
