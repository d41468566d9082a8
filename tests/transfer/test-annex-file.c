/* An annex as xlsx, ods and odt, read again: real numbers, joined headings, no formulas. */
#include "kheo-error.h"
#include "kheo-number.h"
#include "office-annex.h"
#include "sheet-view.h"

#include <string.h>

static KheoAnnexTable *
table_of (guint n_rows)
{
  static const KheoAnnexColumn columns[] = {
    { "no", "STT", NULL, 1, KHEO_ANNEX_ALIGN_CENTER, KHEO_ANNEX_HOLDS_ORDINAL },
    { "name", "Tên mô hình", NULL, 6, KHEO_ANNEX_ALIGN_LEFT, KHEO_ANNEX_HOLDS_TEXT },
    { "day", "Ngày", NULL, 2, KHEO_ANNEX_ALIGN_CENTER, KHEO_ANNEX_HOLDS_DATE },
    { "a", "Tập thể", "Trong đó\nTheo loại", 2, KHEO_ANNEX_ALIGN_RIGHT, KHEO_ANNEX_HOLDS_NUMBER },
    { "b", "Cá nhân", "Trong đó\nTheo loại", 2, KHEO_ANNEX_ALIGN_RIGHT, KHEO_ANNEX_HOLDS_NUMBER },
    { "c", "Đạt", "Trong đó", 2, KHEO_ANNEX_ALIGN_RIGHT, KHEO_ANNEX_HOLDS_NUMBER },
  };
  KheoAnnexTable  *table = kheo_annex_table_new ();
  g_autofree char *thousands = kheo_number_format (1921);
  g_autofree char *percent = kheo_number_format_decimal (98.12, 2);
  g_autofree char *with_sign = g_strconcat (percent, " %", NULL);
  const char      *group[] = { "I", "Xã Ba Chẽ & <Lương Minh>", NULL, thousands, "744", NULL };
  const char      *odd[] = { "1", "=1+1", "06/2022", "hơn 11.000", "–", with_sign };
  const char      *total[] = { "", "Tổng cộng", "", thousands, "744", "" };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    kheo_annex_table_add (table, &columns[i]);
  kheo_annex_table_add_group (table, 0, group);
  kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, odd);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 2);
      const char *cells[] = { number, "+84 Dòng  hai dấu cách", "05/02/2026", thousands, "3", "" };

      kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, cells);
    }
  kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_TOTAL, total);
  return table;
}

static KheoAnnexSpec
spec_of (KheoAnnexStyle style, KheoAnnexTable *table)
{
  KheoAnnexSpec spec = office_spec (style, TRUE, table);

  spec.title = "=DANH SÁCH: MÔ HÌNH [“DÂN VẬN KHÉO”] rất dài, quá ba mươi mốt ký tự";
  spec.note = "Số liệu đến ngày 21/6/2022.";
  spec.code_row = KHEO_ANNEX_CODES_NUMBERED;
  return spec;
}

/* What stands below the heading of a column. */
static void
check_sheet (const SheetView *view)
{
  guint                row, column, heading_row, name_column;
  const SheetViewCell *cell = sheet_view_find (view, "Trong đó", &heading_row, &column);

  g_assert_cmpuint (cell->n_columns, ==, 3);
  g_assert_cmpuint (sheet_view_find (view, "Theo loại", &row, &column)->n_columns, ==, 2);
  g_assert_cmpuint (row, ==, heading_row + 1);
  g_assert_cmpuint (sheet_view_find (view, "Đạt", &row, &column)->n_rows, ==, 2);
  g_assert_cmpuint (sheet_view_find (view, "Tên mô hình", &row, &name_column)->n_rows, ==, 3);
  g_assert_cmpuint (row, ==, heading_row);
  sheet_view_find (view, "(1)", &row, &column);
  g_assert_cmpuint (row, ==, heading_row + 3);

  /* Text that looks like a formula or a number stays text. */
  cell = sheet_view_find (view, "=1+1", &row, &column);
  g_assert_false (cell->is_number || cell->is_formula);
  g_assert_cmpstr (sheet_view_get (view, row, 2)->display, ==, "06/2022");
  g_assert_false (sheet_view_get (view, row, 3)->is_number);
  g_assert_cmpstr (sheet_view_get (view, row, 3)->display, ==, "hơn 11.000");
  cell = sheet_view_get (view, row, 5);
  g_assert_true (cell->is_number && cell->is_percent);
  g_assert_cmpfloat_with_epsilon (cell->number, 0.9812, 1e-9);

  cell = sheet_view_get (view, row + 1, 3);
  g_assert_true (cell->is_number);
  g_assert_cmpfloat (cell->number, ==, 1921);
  g_assert_true (sheet_view_get (view, row + 1, 2)->is_date);
  g_assert_true (sheet_view_get (view, row + 1, 0)->is_number);
  g_assert_false (sheet_view_get (view, row + 1, 1)->is_number);

  cell = sheet_view_find (view, "Xã Ba Chẽ & <Lương Minh>", &row, &column);
  g_assert_cmpuint (cell->n_columns, ==, 2);
  g_assert_cmpfloat (sheet_view_get (view, row, 3)->number, ==, 1921);
  sheet_view_find (view, "Nguyễn Văn Khéo", &row, &column);
  /* The names of those who get it are one text beside the signatures. */
  sheet_view_find (view, "Nơi nhận:", &row, &column);
  cell = sheet_view_get (view, row + 1, column);
  g_assert_true (g_str_has_prefix (cell->display, "- Như trên"));
  g_assert_true (g_str_has_suffix (cell->display, "\n- Lưu VP."));
}

static void
test_sheets (void)
{
  static const char *const names[] = { "a.xlsx", "a.ods" };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint style = KHEO_ANNEX_PARTY; style <= KHEO_ANNEX_FRONT; style++)
      for (guint is_form = 0; is_form < 2; is_form++)
        {
          g_autoptr (KheoAnnexTable) table = table_of (3);
          KheoAnnexSpec    spec = spec_of ((KheoAnnexStyle) style, table);
          g_autofree char *path = NULL;
          g_autoptr (SheetView) view = NULL;

          spec.is_form = is_form;
          spec.form_code = "Biểu số 1";
          path = office_write (dir, &spec, names[i]);
          view = sheet_view_read (path);
          check_sheet (view);
        }
}

static guint
count_of (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, part)) != NULL; at += strlen (part))
    n++;
  return n;
}

/* What a spreadsheet needs to print it, in the very parts of the file. */
static void
test_print_setup (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoAnnexTable) table = table_of (3);
  KheoAnnexSpec    spec = spec_of (KHEO_ANNEX_PARTY, table);
  g_autofree char *xlsx = office_write (dir, &spec, "a.xlsx");
  g_autofree char *ods = office_write (dir, &spec, "a.ods");
  g_autofree char *sheet = sheet_view_read_part (xlsx, "xl/worksheets/sheet1.xml");
  g_autofree char *book = sheet_view_read_part (xlsx, "xl/workbook.xml");
  g_autofree char *content = sheet_view_read_part (ods, "content.xml");
  g_autofree char *settings = sheet_view_read_part (ods, "settings.xml");
  g_autofree char *styles = sheet_view_read_part (ods, "styles.xml");

  g_assert_nonnull (strstr (sheet, "state=\"frozen\""));
  g_assert_nonnull (strstr (sheet, "orientation=\"landscape\""));
  g_assert_nonnull (strstr (sheet, "paperSize=\"9\""));
  g_assert_nonnull (strstr (sheet, "fitToHeight=\"0\""));
  g_assert_null (strstr (sheet, "<f>"));
  /* Not every program finds out how high its rows must be. */
  g_assert_cmpuint (count_of (sheet, "<row "), ==, count_of (sheet, "customHeight=\"1\""));
  g_assert_nonnull (strstr (book, "Print_Titles"));
  g_assert_nonnull (strstr (content, "<table:table-header-rows>"));
  g_assert_nonnull (strstr (settings, "VerticalSplitPosition"));
  g_assert_nonnull (strstr (styles, "fo:margin-left=\"30.00mm\""));
  g_assert_null (strstr (content, "table:formula"));
}

/* ---- Text documents ---- */

/* One open table. */
typedef struct
{
  guint n_columns, n_cells; /* cells of the open row */
} OdtTable;

typedef struct
{
  GHashTable *styles; /* defined */
  GPtrArray  *used;   /* char* */
  GArray     *tables; /* OdtTable */
  guint       n_rows, n_header_rows, n_tables, depth_text;
} OdtLook;

static const char *
attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

static void
start_cb (GMarkupParseContext *context,
          const char          *element,
          const char         **names,
          const char         **values,
          gpointer             user_data,
          GError             **error)
{
  OdtLook  *look = user_data;
  OdtTable *table =
      look->tables->len > 0 ? &g_array_index (look->tables, OdtTable, look->tables->len - 1) : NULL;
  const char              *style = attribute (names, values, "style:name");
  const char              *repeated = attribute (names, values, "table:number-columns-repeated");
  static const char *const references[] = { "text:style-name", "table:style-name",
                                            "style:master-page-name" };

  if (style != NULL)
    g_hash_table_add (look->styles, g_strdup (style));
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    if (attribute (names, values, references[i]) != NULL)
      g_ptr_array_add (look->used, g_strdup (attribute (names, values, references[i])));
  if (g_str_equal (element, "table:table"))
    {
      OdtTable opened = { 0 };

      g_array_append_val (look->tables, opened);
      look->n_tables++;
    }
  else if (g_str_equal (element, "table:table-column"))
    table->n_columns += repeated != NULL ? (guint) atoi (repeated) : 1;
  else if (g_str_equal (element, "table:table-row"))
    {
      table->n_cells = 0;
      look->n_rows++;
    }
  else if (g_str_equal (element, "table:table-cell") ||
           g_str_equal (element, "table:covered-table-cell"))
    table->n_cells++;
  else if (g_str_equal (element, "table:table-header-rows"))
    look->n_header_rows++;
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  OdtLook *look = user_data;

  if (g_str_equal (element, "table:table-row"))
    {
      const OdtTable *table = &g_array_index (look->tables, OdtTable, look->tables->len - 1);

      g_assert_cmpuint (table->n_cells, ==, table->n_columns);
    }
  else if (g_str_equal (element, "table:table"))
    g_array_set_size (look->tables, look->tables->len - 1);
}

static void
parse (OdtLook *look, const char *xml)
{
  static const GMarkupParser parser = { start_cb, end_cb };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, look, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, xml, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

/* Well formed; every row fills its table; every style that is named is there; headings repeat, rows
 * are kept whole. */
static void
test_odt (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();

  for (guint style = KHEO_ANNEX_PARTY; style <= KHEO_ANNEX_FRONT; style++)
    for (guint is_form = 0; is_form < 2; is_form++)
      {
        g_autoptr (KheoAnnexTable) table = table_of (500);
        KheoAnnexSpec    spec = spec_of ((KheoAnnexStyle) style, table);
        g_autofree char *path = NULL;
        g_autofree char *content = NULL;
        g_autofree char *styles = NULL;
        g_autofree char *mimetype = NULL;
        OdtLook          look = {
                   .styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                   .used = g_ptr_array_new_with_free_func (g_free),
                   .tables = g_array_new (FALSE, FALSE, sizeof (OdtTable)),
        };

        spec.is_form = is_form;
        path = office_write (dir, &spec, "a.odt");
        mimetype = sheet_view_read_part (path, "mimetype");
        content = sheet_view_read_part (path, "content.xml");
        styles = sheet_view_read_part (path, "styles.xml");
        g_assert_cmpstr (mimetype, ==, "application/vnd.oasis.opendocument.text");
        parse (&look, styles);
        parse (&look, content);
        for (guint i = 0; i < look.used->len; i++)
          if (!g_hash_table_contains (look.styles, look.used->pdata[i]))
            g_error ("style \"%s\" is missing", (const char *) look.used->pdata[i]);
        g_assert_cmpuint (look.n_header_rows, ==, 1);
        g_assert_cmpuint (look.n_tables, ==, 3);
        g_assert_cmpuint (look.n_rows, >, 503);
        g_assert_nonnull (strstr (content, "fo:keep-together=\"always\""));
        g_assert_nonnull (strstr (content, "Xã Ba Chẽ &amp; &lt;Lương Minh&gt;"));
        g_assert_nonnull (strstr (styles, "style:next-style-name=\"Standard\""));
        g_assert_nonnull (strstr (styles, "fo:page-width=\"297.00mm\""));
        g_hash_table_unref (look.styles);
        g_ptr_array_unref (look.used);
        g_array_unref (look.tables);
      }
}

/* The kind of file comes first and plain. */
static void
test_odt_magic (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoAnnexTable) table = table_of (1);
  KheoAnnexSpec    spec = spec_of (KHEO_ANNEX_PARTY, table);
  g_autofree char *path = office_write (dir, &spec, "a.odt");
  g_autofree char *data = NULL;
  gsize            size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpuint (size, >, 100);
  g_assert_cmpint (memcmp (data + 30, "mimetype", 8), ==, 0);
  g_assert_cmpint (data[8], ==, 0); /* stored as it is */
}

/* Few columns leave no room beside each other, hostile texts stay texts. */
static void
test_narrow (void)
{
  static const char *const names[] = { "n.xlsx", "n.ods", "n.odt", "n.pdf" };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();

  for (guint n = 1; n <= 3; n++)
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autoptr (KheoAnnexTable) table = kheo_annex_table_new ();
        const char      *cells[] = { "_x000D_\x01", "@SUM(A1)", "\xef\xbf\xbe]]>" };
        KheoAnnexSpec    spec;
        g_autofree char *path = NULL;

        for (guint k = 0; k < n; k++)
          kheo_annex_table_add_column (table, "Cột", NULL, 1, KHEO_ANNEX_ALIGN_LEFT);
        kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, cells);
        kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_GROUP, cells);
        spec = spec_of (KHEO_ANNEX_FRONT, table);
        path = office_write (dir, &spec, names[i]);
        g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
      }
}

static void
test_refused (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoAnnexTable) table = table_of (1000);
  KheoAnnexSpec    spec = spec_of (KHEO_ANNEX_PARTY, table);
  g_autofree char *odd = kheo_test_dir_build (dir, "a.doc");
  g_autofree char *nowhere = kheo_test_dir_build (dir, "there/is/none.odt");
  g_autofree char *stopped = kheo_test_dir_build (dir, "a.odt");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  KheoProgress progress = { .cancellable = cancellable };
  g_autoptr (GError) kind = NULL;
  g_autoptr (GError) folder = NULL;
  g_autoptr (GError) cancelled = NULL;

  g_assert_false (kheo_annex_file_write (&spec, odd, NULL, NULL, &kind));
  g_assert_error (kind, KHEO_ERROR, KHEO_ERROR_INVALID);
  g_assert_false (kheo_annex_file_write (&spec, nowhere, NULL, NULL, &folder));
  g_assert_error (folder, KHEO_ERROR, KHEO_ERROR_FAILED);
  g_cancellable_cancel (cancellable);
  g_assert_false (kheo_annex_file_write (&spec, stopped, NULL, &progress, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (stopped, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/annex-file/sheets", test_sheets);
  g_test_add_func ("/transfer/annex-file/print-setup", test_print_setup);
  g_test_add_func ("/transfer/annex-file/odt", test_odt);
  g_test_add_func ("/transfer/annex-file/odt-magic", test_odt_magic);
  g_test_add_func ("/transfer/annex-file/narrow", test_narrow);
  g_test_add_func ("/transfer/annex-file/refused", test_refused);
  return g_test_run ();
}
