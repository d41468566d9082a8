/* The annex measured with a ruler: where each word stands on the paper, as a reader of the PDF
 * finds it, against the two rules (domain.md: 05-HD/VPTW, Nghị định 30/2020). */
#include "kheo-annex.h"
#include "kheo-pages-private.h"
#include "kheo-test.h"

#include <math.h>
#include <string.h>

#define MM 0.5 /* what the ruler is off at most, in millimetres */

/* A word on a page, in points from the corner of the paper. */
typedef struct
{
  guint  page;
  double x1, y1, x2, y2;
  char  *text;
} Word;

static void
word_clear (gpointer item)
{
  g_free (((Word *) item)->text);
}

static double
value_of (const char *line, const char *name)
{
  const char *at = strstr (line, name);

  return at != NULL ? g_ascii_strtod (at + strlen (name), NULL) : NAN;
}

static GArray *
parse_words (const char *html)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_auto (GStrv) lines = g_strsplit (html, "\n", -1);
  guint page = 0;

  g_array_set_clear_func (words, word_clear);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *start = strstr (lines[i], "<word "), *end;
      Word        word = { page };

      page += strstr (lines[i], "<page ") != NULL;
      if (start == NULL || (start = strchr (start, '>')) == NULL ||
          (end = strstr (start, "</word>")) == NULL)
        continue;
      word.page = page;
      word.x1 = value_of (lines[i], "xMin=\"");
      word.y1 = value_of (lines[i], "yMin=\"");
      word.x2 = value_of (lines[i], "xMax=\"");
      word.y2 = value_of (lines[i], "yMax=\"");
      word.text = g_strndup (start + 1, (gsize) (end - start - 1));
      g_array_append_val (words, word);
    }
  return words;
}

/* NULL after g_test_skip() when the tool is missing. */
static GArray *
words_of (const KheoAnnexSpec *spec)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "annex.pdf");
  g_autofree char *html = NULL;
  const char      *command[] = { tool, "-bbox", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoPages) pages = kheo_annex_paginate (spec, NULL, &error);

  g_assert_no_error (error);
  if (tool == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return NULL;
    }
  kheo_pages_export_pdf (pages, path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &html,
                               NULL, NULL, NULL));
  return parse_words (html);
}

/* The @nth (from 0) word that is @text. */
static const Word *
find (const GArray *words, const char *text, guint nth)
{
  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      if (g_str_equal (word->text, text) && nth-- == 0)
        return word;
    }
  g_error ("“%s” is not on the pages", text);
  return NULL;
}

static void
check_millimetres (double points, double mm, double tolerance)
{
  if (fabs (points / KHEO_POINTS_PER_MM - mm) > tolerance)
    g_error ("%.2f mm, wanted %.2f", points / KHEO_POINTS_PER_MM, mm);
}

static KheoAnnexTable *
table_of (guint n_rows)
{
  KheoAnnexTable *table = kheo_annex_table_new ();

  kheo_annex_table_add_column (table, "STT", NULL, 1, KHEO_ANNEX_ALIGN_CENTER);
  kheo_annex_table_add_column (table, "Tên", NULL, 4, KHEO_ANNEX_ALIGN_LEFT);
  kheo_annex_table_add_column (table, "Trống", NULL, 4, KHEO_ANNEX_ALIGN_LEFT);
  kheo_annex_table_add_column (table, "Số", NULL, 2, KHEO_ANNEX_ALIGN_RIGHT);
  for (guint i = 0; i < n_rows; i++)
    {
      const char *const cells[] = {
        "1", "Vận động nhân dân hiến đất, góp công làm đường bê tông liên thôn, liên xã", "", "7"
      };

      kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, cells);
    }
  return table;
}

static KheoAnnexSpec
spec_of (KheoAnnexStyle style, KheoAnnexTable *table, gboolean landscape)
{
  KheoPaper     paper;
  KheoAnnexSpec spec;

  g_assert_true (kheo_paper_parse ("A4", landscape, &paper, NULL));
  kheo_annex_spec_init (&spec, style, paper);
  spec.superior_body = "TỈNH ỦY QUẢNG NINH";
  spec.issuing_body = "BAN TUYÊN GIÁO VÀ DÂN VẬN";
  spec.number = "Số_05-BC/BTGDVTU";
  spec.place_date = "Thành phố Hồ Chí Minh mở rộng, ngày 05 tháng 02 năm 2026";
  spec.title = "DANH SÁCH MÔ HÌNH";
  spec.table = table;
  return spec;
}

/* Number and date stand on one line though the date is set smaller to fit. */
static void
test_one_line (void)
{
  for (guint style = KHEO_ANNEX_PARTY; style <= KHEO_ANNEX_FRONT; style++)
    {
      g_autoptr (KheoAnnexTable) table = table_of (1);
      KheoAnnexSpec spec = spec_of ((KheoAnnexStyle) style, table, TRUE);
      g_autoptr (GArray) words = words_of (&spec);
      const Word *number, *date;

      if (words == NULL)
        return;
      number = find (words, "Số_05-BC/BTGDVTU", 0);
      date = find (words, "ngày", 0);
      /* Boxes reach below the letters by a part of the size of the type. */
      g_assert_cmpfloat (fabs (number->y2 - date->y2), <, 0.9);
    }
}

/* No word stands alone below a full line. */
static void
test_balanced_lines (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (1);
  KheoAnnexSpec spec = spec_of (KHEO_ANNEX_PARTY, table, FALSE);
  g_autoptr (GArray) words = NULL;
  const Word *first, *last;
  double      top = 0;

  spec.superior_body = NULL;
  spec.title = "AAA BBB CCC DDD EEE FFF GGG HHH III KKK LLL MMM NNN OOO PPP RRR SSS TTT UUU QQQ";
  if ((words = words_of (&spec)) == NULL)
    return;
  first = find (words, "AAA", 0);
  last = find (words, "QQQ", 0);
  g_assert_cmpfloat (last->y1, >, first->y2 - 5);
  for (guint i = 0; i < words->len; i++)
    if (fabs (g_array_index (words, Word, i).y1 - last->y1) < 0.1)
      top++;
  g_assert_cmpfloat (top, >=, 8);
}

/* Names of those who sign stand on one line, whatever stands above them. */
static void
test_signatures (void)
{
  static const char *const recipients[] = { "Như trên", "Lưu Văn phòng", NULL };
  double                   widths[2] = { 0 };

  for (guint style = KHEO_ANNEX_PARTY; style <= KHEO_ANNEX_FRONT; style++)
    {
      g_autoptr (KheoAnnexTable) table = table_of (1);
      KheoAnnexSpec spec = spec_of ((KheoAnnexStyle) style, table, FALSE);
      g_autoptr (GArray) words = NULL;
      const Word *left, *right;

      spec.recipients = recipients;
      spec.left = (KheoAnnexSignature){ NULL, "NGƯỜI LẬP", "(Ký)", "Lan" };
      spec.right =
          (KheoAnnexSignature){ "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC", NULL, "Khéo" };
      if ((words = words_of (&spec)) == NULL)
        return;
      left = find (words, "Lan", 0);
      right = find (words, "Khéo", 0);
      g_assert_cmpfloat (fabs (left->y1 - right->y1), <, 0.1);
      /* The post of the one who needs more than a third stays on one line. */
      g_assert_cmpfloat (fabs (find (words, "PHÓ", 0)->y1 - find (words, "TRỰC", 0)->y1), <, 0.1);
      /* The Party ends names of receivers with commas, the state with semicolons. */
      find (words, style == KHEO_ANNEX_PARTY ? "trên," : "trên;", 0);
      find (words, "phòng.", 0);
      widths[style] = find (words, "NGƯỜI", 0)->x2 - find (words, "NGƯỜI", 0)->x1;
    }
  /* The state's posts are bold. */
  g_assert_cmpfloat (widths[KHEO_ANNEX_FRONT], >, widths[KHEO_ANNEX_PARTY] + 1);
}

/* What is copied out of the pages is Vietnamese as it is typed today: composed, and all of it. */
static void
test_text (void)
{
  static const char *const wanted[] = { "ĐỀ", "Nghĩa", "thuở", "ấy", "Đặng", "Hỗ", "trợ", "quỹ" };

  for (guint style = KHEO_ANNEX_PARTY; style <= KHEO_ANNEX_FRONT; style++)
    for (guint is_form = 0; is_form < 2; is_form++)
      {
        g_autoptr (KheoAnnexTable) table = table_of (1);
        const char *const cells[] = { "2", "Nghĩa tình thuở ấy", "Hỗ trợ quỹ", "1" };
        KheoAnnexSpec     spec = spec_of ((KheoAnnexStyle) style, table, FALSE);
        g_autoptr (GArray) words = NULL;

        kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, cells);
        spec.is_form = is_form;
        spec.form_code = "Biểu số 02-DVK";
        spec.title = "TỔNG HỢP ĐỀ NGHỊ";
        spec.right = (KheoAnnexSignature){ NULL, "TRƯỞNG BAN", "(Ký, đóng dấu)", "Đặng Thị Ước" };
        if ((words = words_of (&spec)) == NULL)
          return;
        for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
          find (words, wanted[i], 0);
        for (guint i = 0; i < words->len; i++)
          {
            const char      *text = g_array_index (words, Word, i).text;
            g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

            g_assert_cmpstr (text, ==, composed);
          }
      }
}

/* An empty column gives its room to those that have something to say, and what was wished counts.
 */
static void
test_widths (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (3);
  KheoAnnexSpec      spec = spec_of (KHEO_ANNEX_PARTY, table, FALSE);
  double             size = 0, sum = 0;
  g_autofree double *widths = kheo_annex_measure_columns (&spec, &size);

  g_assert_cmpfloat (widths[1], >, 4 * widths[2]);
  for (guint i = 0; i < 4; i++)
    sum += widths[i];
  check_millimetres (sum, 210 - 30 - 15, 0.01);
  g_assert_cmpfloat (size, ==, 11);
}

/* Type gives way before a running text becomes a tower of words. */
static void
test_towers (void)
{
  g_autoptr (KheoAnnexTable) table = kheo_annex_table_new ();
  const char *const  cells[] = { "1",
                                 "Vận động Quỹ “Vì người nghèo” các cấp",
                                 "10.867.000.000.000",
                                 "11.509.600.000.000",
                                 "11.057.400.000.000",
                                 "452.200.000.000" };
  KheoAnnexSpec      spec;
  double             size = 0;
  g_autofree double *widths = NULL;

  kheo_annex_table_add_column (table, "STT", NULL, 1, KHEO_ANNEX_ALIGN_CENTER);
  kheo_annex_table_add_column (table, "Chỉ tiêu", NULL, 6, KHEO_ANNEX_ALIGN_LEFT);
  for (guint i = 0; i < 4; i++)
    kheo_annex_table_add_column (table, "Số", NULL, 2, KHEO_ANNEX_ALIGN_RIGHT);
  kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, cells);
  spec = spec_of (KHEO_ANNEX_PARTY, table, FALSE);
  widths = kheo_annex_measure_columns (&spec, &size);
  g_assert_cmpfloat (size, <, 11);
  g_assert_cmpfloat (size, >=, 9);
  g_assert_cmpfloat (widths[1], >, 7 * size);
}

/* Where no column needs all the room there is, they share it as was wished. */
static void
test_short_texts (void)
{
  g_autoptr (KheoAnnexTable) table = kheo_annex_table_new ();
  const char *const  cells[] = { "Xã A", "Xã B", "1" };
  KheoAnnexSpec      spec;
  double             size = 0;
  g_autofree double *widths = NULL;

  kheo_annex_table_add_column (table, "Một", NULL, 6, KHEO_ANNEX_ALIGN_LEFT);
  kheo_annex_table_add_column (table, "Hai", NULL, 3, KHEO_ANNEX_ALIGN_LEFT);
  kheo_annex_table_add_column (table, "Số", NULL, 1, KHEO_ANNEX_ALIGN_RIGHT);
  kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, cells);
  spec = spec_of (KHEO_ANNEX_PARTY, table, FALSE);
  widths = kheo_annex_measure_columns (&spec, &size);
  g_assert_cmpfloat (widths[0], >, 1.6 * widths[1]);
  g_assert_cmpfloat (widths[1], >, 1.6 * widths[2]);
}

/* The outermost groups are lines of the outline, on the page where they begin. */
static void
test_outline (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (0);
  KheoAnnexSpec spec = spec_of (KHEO_ANNEX_PARTY, table, FALSE);
  g_autoptr (KheoPages) pages = NULL;
  const KheoPagesEntry *entry;

  for (guint group = 0; group < 3; group++)
    {
      const char *const numbers[] = { "I", "II", "III" };
      const char *const cells[] = { numbers[group], "Huyện", "", "" };
      const char *const inner[] = { "a", "Kinh tế", "", "" };
      const char *const row[] = { "1", "Mô hình", "", "1" };

      kheo_annex_table_add_group (table, 0, cells);
      kheo_annex_table_add_group (table, 1, inner);
      for (guint i = 0; i < 60; i++)
        kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, row);
    }
  pages = kheo_annex_paginate (&spec, NULL, NULL);
  g_assert_cmpuint (kheo_pages_get_n_entries (pages), ==, 3);
  entry = kheo_pages_get_entry (pages, 0);
  g_assert_cmpstr (entry->title, ==, "I. Huyện");
  g_assert_cmpuint (entry->page, ==, 0);
  entry = kheo_pages_get_entry (pages, 2);
  g_assert_cmpstr (entry->title, ==, "III. Huyện");
  g_assert_cmpuint (entry->page, >=, 2);
}

/* The millimetres of the rules: margins, and the page number 10 mm below the edge. */
static void
test_ruler (void)
{
  for (guint landscape = 0; landscape < 2; landscape++)
    {
      g_autoptr (KheoAnnexTable) table = table_of (80);
      KheoAnnexSpec spec = spec_of (KHEO_ANNEX_PARTY, table, landscape);
      g_autoptr (GArray) words = words_of (&spec);
      double      width = landscape ? 297 : 210, height = landscape ? 210 : 297;
      const Word *number;

      if (words == NULL)
        return;
      number = find (words, "2", 0);
      g_assert_cmpuint (number->page, ==, 2);
      check_millimetres (number->y1, 10, 2 * MM);
      check_millimetres ((number->x1 + number->x2) / 2, width / 2, MM);
      for (guint i = 0; i < words->len; i++)
        {
          const Word *word = &g_array_index (words, Word, i);

          if (*word->text == '\0' || (word->page > 1 && word->y1 < 15 * KHEO_POINTS_PER_MM))
            continue;
          g_assert_cmpfloat (word->x1 / KHEO_POINTS_PER_MM, >=, 30 - 0.1);
          g_assert_cmpfloat (word->x2 / KHEO_POINTS_PER_MM, <=, width - 15 + 0.1);
          g_assert_cmpfloat (word->y1 / KHEO_POINTS_PER_MM, >=, 20 - 2 * MM);
          g_assert_cmpfloat (word->y2 / KHEO_POINTS_PER_MM, <=, height - 20 + 2 * MM);
        }
    }
}

int
main (int argc, char **argv)
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/report/annex-form/one-line", test_one_line);
  g_test_add_func ("/report/annex-form/balanced-lines", test_balanced_lines);
  g_test_add_func ("/report/annex-form/signatures", test_signatures);
  g_test_add_func ("/report/annex-form/text", test_text);
  g_test_add_func ("/report/annex-form/widths", test_widths);
  g_test_add_func ("/report/annex-form/towers", test_towers);
  g_test_add_func ("/report/annex-form/short-texts", test_short_texts);
  g_test_add_func ("/report/annex-form/outline", test_outline);
  g_test_add_func ("/report/annex-form/ruler", test_ruler);
  return g_test_run ();
}
