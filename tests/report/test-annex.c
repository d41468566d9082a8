/* The annex as a reader gets it: what stands on each page, where, and in which order. */
#include "kheo-annex.h"
#include "kheo-preflight.h"
#include "kheo-test.h"

#include <string.h>

#ifdef __SANITIZE_ADDRESS__ /* each allocation is traced: a hundred times slower */
#define MANY_ROWS 1500
#define ROWS_STEP 7
#else
#define MANY_ROWS 50000
#define ROWS_STEP 1
#endif

static KheoAnnexTable *
table_of (guint n_rows)
{
  KheoAnnexTable *table = kheo_annex_table_new ();

  kheo_annex_table_add_column (table, "STT", NULL, 1, KHEO_ANNEX_ALIGN_CENTER);
  kheo_annex_table_add_column (table, "Tên mô hình", NULL, 8, KHEO_ANNEX_ALIGN_LEFT);
  kheo_annex_table_add_column (table, "Đơn vị", NULL, 5, KHEO_ANNEX_ALIGN_LEFT);
  kheo_annex_table_add_column (table, "Tập thể", "Trong đó", 2, KHEO_ANNEX_ALIGN_RIGHT);
  kheo_annex_table_add_column (table, "Cá nhân", "Trong đó", 2, KHEO_ANNEX_ALIGN_RIGHT);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *name =
          g_strdup_printf ("Mô_hình_%u Khéo vận động bà con xã Húc Động", i + 1);
      const char *const cells[] = { number, name, "Phường Hồng Gai", "1", NULL };

      kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, cells);
    }
  return table;
}

static void
add_total (KheoAnnexTable *table)
{
  const char *const cells[] = { "", "Tổng cộng", "", "1.921", "744" };

  kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_TOTAL, cells);
}

static KheoAnnexSpec
spec_of (KheoAnnexStyle style, KheoAnnexTable *table, const char *paper_name, gboolean landscape)
{
  KheoPaper     paper;
  KheoAnnexSpec spec;

  g_assert_true (kheo_paper_parse (paper_name, landscape, &paper, NULL));
  kheo_annex_spec_init (&spec, style, paper);
  spec.superior_body = "TỈNH ỦY QUẢNG NINH";
  spec.issuing_body = "BAN TUYÊN GIÁO VÀ DÂN VẬN";
  spec.number = "Số 05-BC/BTGDVTU";
  spec.place_date = "Hạ Long, ngày 05 tháng 02 năm 2026";
  spec.title = "DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO”";
  spec.subtitle = "Tỉnh Quảng Ninh, năm 2022";
  spec.right = (KheoAnnexSignature){ "T/M BAN THƯỜNG VỤ", "TRƯỞNG BAN", NULL, "Nguyễn Văn Khéo" };
  spec.table = table;
  return spec;
}

static KheoPages *
pages_of (const KheoAnnexSpec *spec)
{
  g_autoptr (GError) error = NULL;
  KheoPages *pages = kheo_annex_paginate (spec, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kheo_pages_get_n_pages (pages), >=, 1);
  return pages;
}

/* Text of each page as pdftotext finds it; NULL after g_test_skip() when the tool is missing. */
static char **
texts_of (const KheoPages *pages)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "annex.pdf");
  g_autofree char *text = NULL;
  const char      *command[] = { tool, "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;

  if (tool == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return NULL;
    }
  kheo_pages_export_pdf (pages, path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text,
                               NULL, NULL, NULL));
  g_assert_nonnull (text);
  return g_strsplit (text, "\f", -1);
}

static void
check_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("\"%s\" is missing in: %s", part, text);
}

static void
test_party_heading (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (2);
  KheoAnnexSpec spec = spec_of (KHEO_ANNEX_PARTY, table, "A4", TRUE);
  g_autoptr (KheoPages) pages = pages_of (&spec);
  g_auto (GStrv) texts = texts_of (pages);
  g_autofree char *composed = NULL;

  if (texts == NULL)
    return;
  g_assert_cmpuint (kheo_pages_get_n_pages (pages), ==, 1);
  check_has (texts[0], "PHỤ LỤC");
  check_has (texts[0], "TỈNH ỦY QUẢNG NINH");
  check_has (texts[0], "ĐẢNG CỘNG SẢN VIỆT NAM");
  check_has (texts[0], "*");
  check_has (texts[0], "Hạ Long, ngày 05 tháng 02 năm 2026");
  check_has (texts[0], "T/M BAN THƯỜNG VỤ");
  check_has (texts[0], "Trong đó");
  check_has (texts[0], "Phường Hồng Gai");
  g_assert_null (strstr (texts[0], "CỘNG HÒA"));
  composed = g_utf8_normalize (texts[0], -1, G_NORMALIZE_NFC);
  g_assert_cmpstr (texts[0], ==, composed);
}

static void
test_front_heading (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (2);
  KheoAnnexSpec spec = spec_of (KHEO_ANNEX_FRONT, table, "A4", FALSE);
  g_autoptr (KheoPages) pages = pages_of (&spec);
  g_auto (GStrv) texts = texts_of (pages);

  if (texts == NULL)
    return;
  check_has (texts[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
  check_has (texts[0], "Độc lập - Tự do - Hạnh phúc");
  g_assert_null (strstr (texts[0], "ĐẢNG CỘNG SẢN"));
}

/* The line of a page that holds @part, as pdftotext sets it. */
static char *
line_with (const char *text, const char *part)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], part) != NULL)
      return g_strdup (lines[i]);
  return NULL;
}

/* However long the place is, it stands on one line with its date, and inside the margins. */
static void
test_long_place (void)
{
  static const char *const places[] = { "Sơn La", "Thành phố Hồ Chí Minh",
                                        "Phường Phú Thọ Hoà, Thành phố Hồ Chí Minh" };

  for (guint style = KHEO_ANNEX_PARTY; style <= KHEO_ANNEX_FRONT; style++)
    for (guint i = 0; i < G_N_ELEMENTS (places); i++)
      {
        g_autoptr (KheoAnnexTable) table = table_of (2);
        KheoAnnexSpec    spec = spec_of ((KheoAnnexStyle) style, table, "A4", FALSE);
        g_autofree char *date = g_strdup_printf ("%s, ngày 05 tháng 02 năm 2026", places[i]);
        g_autoptr (KheoPages) pages = NULL;
        g_auto (GStrv) texts = NULL;
        g_autofree char *line = NULL;

        spec.place_date = date;
        pages = pages_of (&spec);
        if ((texts = texts_of (pages)) == NULL)
          return;
        line = line_with (texts[0], places[i]);
        g_assert_nonnull (line);
        check_has (line, "ngày 05 tháng 02 năm 2026");
      }
}

/* The asterisk stands below a name, never alone. */
static void
test_no_office (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (2);
  KheoAnnexSpec spec = spec_of (KHEO_ANNEX_PARTY, table, "A4", TRUE);
  g_autoptr (KheoPages) pages = NULL;
  g_auto (GStrv) texts = NULL;

  spec.superior_body = spec.issuing_body = NULL;
  pages = pages_of (&spec);
  if ((texts = texts_of (pages)) != NULL)
    g_assert_null (strchr (texts[0], '*'));
}

/* A statistical form: who reports to whom, no motto, letters and numbers below the heading. */
static void
test_form (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (2);
  static const char *const recipients[] = { "Như trên", "Lưu Văn phòng.", NULL };

  for (guint landscape = 0; landscape < 2; landscape++)
    {
      KheoAnnexSpec spec = spec_of (KHEO_ANNEX_FRONT, table, "A4", landscape);
      g_autoptr (KheoPages) pages = NULL;
      g_auto (GStrv) texts = NULL;

      spec.is_form = TRUE;
      spec.form_code = "Biểu số 02-DVK";
      spec.legal_base = "Ban hành kèm theo Hướng dẫn số 05";
      spec.as_of = "(Có đến ngày 31/12/2025)";
      spec.receiver = "Ban Tuyên giáo và Dân vận Trung ương";
      spec.code_row = KHEO_ANNEX_CODES_LETTERED;
      spec.recipients = recipients;
      spec.left = (KheoAnnexSignature){ NULL, "NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", NULL };
      pages = pages_of (&spec);
      if ((texts = texts_of (pages)) == NULL)
        return;
      check_has (texts[0], "Biểu số 02-DVK");
      check_has (texts[0], "Đơn vị nhận báo cáo:");
      check_has (texts[0], "Nơi nhận:");
      check_has (texts[0], "- Như trên;");
      check_has (texts[0], "- Lưu Văn phòng.");
      g_assert_null (strstr (texts[0], "Văn phòng.."));
      check_has (texts[0], "NGƯỜI LẬP BIỂU");
      g_assert_null (strstr (texts[0], "CỘNG HÒA"));
    }
  {
    g_autofree char *first = kheo_annex_format_code (table, KHEO_ANNEX_CODES_LETTERED, 0);
    g_autofree char *last = kheo_annex_format_code (table, KHEO_ANNEX_CODES_LETTERED, 4);

    g_assert_cmpstr (first, ==, "A");
    g_assert_cmpstr (last, ==, "2");
  }
}

/* Three rows of headings: each common one stands once over its columns. */
static void
test_deep_heading (void)
{
  g_autoptr (KheoAnnexTable) table = kheo_annex_table_new ();
  const char   *cells[] = { "1", "Xã Ba Chẽ", "1", "2", "3", "4" };
  KheoAnnexSpec spec;
  g_autoptr (KheoPages) pages = NULL;
  g_auto (GStrv) texts = NULL;

  kheo_annex_table_add_column (table, "STT", NULL, 1, KHEO_ANNEX_ALIGN_CENTER);
  kheo_annex_table_add_column (table, "Đơn vị", NULL, 5, KHEO_ANNEX_ALIGN_LEFT);
  kheo_annex_table_add_column (table, "Tổng", "Chia theo", 2, KHEO_ANNEX_ALIGN_RIGHT);
  kheo_annex_table_add_column (table, "Tập thể", "Chia theo\nLoại", 2, KHEO_ANNEX_ALIGN_RIGHT);
  kheo_annex_table_add_column (table, "Cá nhân", "Chia theo\nLoại", 2, KHEO_ANNEX_ALIGN_RIGHT);
  kheo_annex_table_add_column (table, "Khác", "Chia theo\nMặt", 2, KHEO_ANNEX_ALIGN_RIGHT);
  kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, cells);
  g_assert_cmpuint (kheo_annex_table_get_n_levels (table), ==, 2);
  g_assert_cmpuint (kheo_annex_table_get_common_end (table, 2, 0), ==, 6);
  g_assert_cmpuint (kheo_annex_table_get_common_end (table, 3, 1), ==, 5);
  spec = spec_of (KHEO_ANNEX_PARTY, table, "A4", FALSE);
  pages = pages_of (&spec);
  if ((texts = texts_of (pages)) == NULL)
    return;
  check_has (texts[0], "Chia theo");
  g_assert_null (strstr (strstr (texts[0], "Chia theo") + 1, "Chia theo"));
  check_has (texts[0], "Loại");
}

/* Every row once and in order; the heading on each page; numbers from page 2 on. */
static void
test_many_pages (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (120);
  KheoAnnexSpec spec = spec_of (KHEO_ANNEX_PARTY, table, "A4", TRUE);
  g_autoptr (KheoPages) pages = NULL;
  g_auto (GStrv) texts = NULL;
  guint n, row = 1;

  add_total (table);
  spec.code_row = KHEO_ANNEX_CODES_NUMBERED;
  pages = pages_of (&spec);
  n = kheo_pages_get_n_pages (pages);
  g_assert_cmpuint (n, >, 4);
  texts = texts_of (pages);
  if (texts == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *first = g_strdup_printf ("%u\n", i + 1);
      gboolean         numbered = g_str_has_prefix (g_strchug (texts[i]), first);

      check_has (texts[i], "Tên mô hình");
      check_has (texts[i], "(1)");
      g_assert_true (numbered == (i > 0));
      for (gboolean found = TRUE; found;)
        {
          g_autofree char *name = g_strdup_printf ("Mô_hình_%u ", row);

          found = strstr (texts[i], name) != NULL;
          row += found ? 1 : 0;
        }
    }
  g_assert_cmpuint (row, ==, 121);
  /* The signature is on the last page, with the total and a row before it. */
  check_has (texts[n - 1], "Nguyễn Văn Khéo");
  check_has (texts[n - 1], "1.921");
  check_has (texts[n - 1], "Mô_hình_120 ");
}

/* Whatever the number of rows: the signature has company, no page is empty, nothing is lost. */
static void
test_signature_has_company (void)
{
  for (guint n_rows = 3; n_rows < 40; n_rows += ROWS_STEP)
    {
      g_autoptr (KheoAnnexTable) table = table_of (n_rows);
      KheoAnnexSpec spec = spec_of (KHEO_ANNEX_FRONT, table, "A4", TRUE);
      g_autoptr (KheoPages) pages = pages_of (&spec);
      g_auto (GStrv) texts = texts_of (pages);
      g_autofree char *last = g_strdup_printf ("Mô_hình_%u ", n_rows);
      g_autofree char *before = g_strdup_printf ("Mô_hình_%u ", n_rows - 1);
      guint            n = kheo_pages_get_n_pages (pages);

      if (texts == NULL)
        return;
      check_has (texts[n - 1], "Nguyễn Văn Khéo");
      check_has (texts[n - 1], last);
      check_has (texts[n - 1], before);
      for (guint i = 0; i < n; i++)
        check_has (texts[i], "Mô_hình_");
    }
}

/* A group's heading never ends a page. */
static void
test_group_stays_with_its_row (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (0);
  KheoAnnexSpec spec = spec_of (KHEO_ANNEX_PARTY, table, "A4", TRUE);
  g_autoptr (KheoPages) pages = NULL;
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char  *name = g_strdup_printf ("Huyện_%u", i);
      g_autofree char  *member = g_strdup_printf ("Thuộc_%u", i);
      const char *const group[] = { "I", name, NULL, "5", "6" };
      const char *const cells[] = { "1", member, "Xã", "5", "6" };

      kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_GROUP, group);
      for (guint k = 0; k <= i % 3; k++)
        kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, cells);
    }
  pages = pages_of (&spec);
  texts = texts_of (pages);
  if (texts == NULL)
    return;
  for (guint i = 0; i < kheo_pages_get_n_pages (pages); i++)
    for (guint k = 0; k < 60; k++)
      {
        g_autofree char *name = g_strdup_printf ("Huyện_%u ", k);
        g_autofree char *member = g_strdup_printf ("Thuộc_%u ", k);

        if (strstr (texts[i], name) != NULL)
          check_has (texts[i], member);
      }
}

static void
test_no_rows (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (0);
  KheoAnnexSpec spec = spec_of (KHEO_ANNEX_PARTY, table, "A4", TRUE);
  g_autoptr (KheoPages) pages = pages_of (&spec);

  g_assert_cmpuint (kheo_pages_get_n_pages (pages), ==, 1);
}

/* A row taller than a page is broken over pages and keeps every word. */
static void
test_tall_row (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (1);
  KheoAnnexSpec spec = spec_of (KHEO_ANNEX_PARTY, table, "A4", TRUE);
  g_autoptr (KheoPages) pages = NULL;
  g_auto (GStrv) texts = NULL;
  g_autofree char *all = NULL;
  GString         *long_text = g_string_new (NULL);
  const char      *cells[] = { "2", NULL, "Xã", "1", "" };

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (long_text, "từ%u ", i);
  cells[1] = long_text->str;
  kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, cells);
  g_string_free (long_text, TRUE);
  pages = pages_of (&spec);
  g_assert_cmpuint (kheo_pages_get_n_pages (pages), >, 2);
  texts = texts_of (pages);
  if (texts == NULL)
    return;
  all = g_strjoinv ("\n", texts);
  for (guint i = 0; i < 900; i++)
    {
      g_autofree char *word = g_strdup_printf ("từ%u", i);

      check_has (all, word);
    }
}

/* All ink of every page lies inside the margins; only the page number may stand above. */
static void
check_ink (const KheoPages *pages, const KheoAnnexSpec *spec, const char *what)
{
  for (guint i = 0; i < kheo_pages_get_n_pages (pages); i++)
    {
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t         *cr = cairo_create (surface);
      double           x, y, width, height, mm = KHEO_POINTS_PER_MM;

      kheo_pages_draw (pages, i, cr);
      cairo_destroy (cr);
      cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
      cairo_surface_destroy (surface);
      /* Borders are half outside, glyphs lean out a little. */
      if (x < spec->margin_left * mm - 2 || y < (i > 0 ? 10 : spec->margin_top) * mm - 4 ||
          x + width > spec->paper.width - spec->margin_right * mm + 2 ||
          y + height > spec->paper.height - spec->margin_bottom * mm + 2)
        g_error ("%s, page %u: ink at %.1f %.1f %.1f × %.1f", what, i, x, y, width, height);
    }
}

static void
test_inside_margins (void)
{
  static const char *const papers[] = { "A3", "A4", "A5", "16:9", "120x250mm" };

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    for (guint style = KHEO_ANNEX_PARTY; style <= KHEO_ANNEX_FRONT; style++)
      for (guint n_rows = 0; n_rows < 30; n_rows += 7)
        {
          g_autoptr (KheoAnnexTable) table = table_of (n_rows);
          KheoAnnexSpec spec = spec_of ((KheoAnnexStyle) style, table, papers[i], n_rows % 2 == 1);
          g_autoptr (KheoPages) pages = NULL;

          add_total (table);
          spec.note = "Nguồn: Sổ dân vận, số liệu đến ngày 21/6/2022.";
          spec.left = (KheoAnnexSignature){ NULL, "NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", NULL };
          pages = pages_of (&spec);
          check_ink (pages, &spec, papers[i]);
        }
}

/* Words without a blank, strange bytes and very many columns are set somehow, never outside. */
static void
test_hostile_cells (void)
{
  g_autoptr (KheoAnnexTable) table = kheo_annex_table_new ();
  g_autofree char *endless = g_strnfill (3000, 'w');
  const char      *cells[30];
  KheoAnnexSpec    spec;
  g_autoptr (KheoPages) pages = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      kheo_annex_table_add_column (table, "Tiêuđềrấtdài", i % 4 == 0 ? "Nhóm" : NULL, 1,
                                   (KheoAnnexAlign) (i % 3));
      cells[i] = i == 3 ? endless : i == 4 ? "\xff\xfe bad" : i == 5 ? "a\n\n\nb" : "12.345.678";
    }
  kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, cells);
  kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_GROUP, cells);
  kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_TOTAL, cells);
  spec = spec_of (KHEO_ANNEX_PARTY, table, "A4", TRUE);
  pages = pages_of (&spec);
  check_ink (pages, &spec, "hostile");
}

static void
test_too_small (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (3);
  static const char *const papers[] = { "60x60mm", "100x90mm", "A5" };

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      KheoAnnexSpec spec = spec_of (KHEO_ANNEX_FRONT, table, papers[i], FALSE);
      g_autoptr (GError) error = NULL;
      g_autoptr (KheoPages) pages = kheo_annex_paginate (&spec, NULL, &error);

      g_assert_true ((pages == NULL) == (i < 2));
      g_assert_true ((error != NULL) == (i < 2));
    }
}

static void
test_cancelled (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (1000);
  KheoAnnexSpec spec = spec_of (KHEO_ANNEX_FRONT, table, "A4", FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  KheoProgress progress = { .cancellable = cancellable };

  g_cancellable_cancel (cancellable);
  g_assert_null (kheo_annex_paginate (&spec, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_many_rows (void)
{
  g_autoptr (KheoAnnexTable) table = table_of (MANY_ROWS);
  KheoAnnexSpec spec = spec_of (KHEO_ANNEX_PARTY, table, "A4", TRUE);
  g_autoptr (KheoPages) pages = pages_of (&spec);

  g_assert_cmpuint (kheo_pages_get_n_pages (pages), >, MANY_ROWS / 40);
  check_has (kheo_pages_get_title (pages), "DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO”, Tỉnh Quảng Ninh");
}

static gboolean
is_told (const GPtrArray *findings, const char *code)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((const KheoPreflightFinding *) findings->pdata[i])->code, code))
      return TRUE;
  return FALSE;
}

/* What only who lays out the annex knows is told before it is printed. */
static void
test_preflight (void)
{
  static const char *const told[] = { "small-type", "broken-words", "no-figures", "blank-word" };
  g_autoptr (KheoAnnexTable) empty = kheo_annex_table_new ();
  g_autoptr (KheoPages) pages = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  KheoPaper     paper;
  KheoAnnexSpec spec;

  for (guint i = 0; i < 60; i++)
    {
      const KheoAnnexColumn column = { "key", "Chuyển đổi số",       NULL,
                                       1,     KHEO_ANNEX_ALIGN_LEFT, KHEO_ANNEX_HOLDS_TEXT };

      kheo_annex_table_add (empty, &column);
    }
  g_assert_true (kheo_paper_parse ("A4", FALSE, &paper, NULL));
  kheo_annex_spec_init (&spec, KHEO_ANNEX_PARTY, paper);
  spec.table = empty;
  spec.number = "Số …-BC/BTGDVTU";
  pages = kheo_annex_paginate (&spec, NULL, NULL);
  findings = kheo_preflight (pages, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (!is_told (findings, told[i]))
      g_error ("nothing is told of %s", told[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/annex/party-heading", test_party_heading);
  g_test_add_func ("/report/annex/front-heading", test_front_heading);
  g_test_add_func ("/report/annex/long-place", test_long_place);
  g_test_add_func ("/report/annex/no-office", test_no_office);
  g_test_add_func ("/report/annex/form", test_form);
  g_test_add_func ("/report/annex/deep-heading", test_deep_heading);
  g_test_add_func ("/report/annex/many-pages", test_many_pages);
  g_test_add_func ("/report/annex/signature-has-company", test_signature_has_company);
  g_test_add_func ("/report/annex/group-stays-with-its-row", test_group_stays_with_its_row);
  g_test_add_func ("/report/annex/no-rows", test_no_rows);
  g_test_add_func ("/report/annex/tall-row", test_tall_row);
  g_test_add_func ("/report/annex/inside-margins", test_inside_margins);
  g_test_add_func ("/report/annex/hostile-cells", test_hostile_cells);
  g_test_add_func ("/report/annex/preflight", test_preflight);
  g_test_add_func ("/report/annex/too-small", test_too_small);
  g_test_add_func ("/report/annex/cancelled", test_cancelled);
  g_test_add_func ("/report/annex/many-rows", test_many_rows);
  return g_test_run ();
}
