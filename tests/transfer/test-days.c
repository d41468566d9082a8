/* Days in the wrong order: an Excel that thinks it is American, a slip among many, tables beside
 * each other whose words are not the other's. */
#include "transfer-book.h"

#define XML_START                                                                                  \
  "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "       \
  "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"d\">"          \
  "<NumberFormat ss:Format=\"Short Date\"/></Style></Styles><Worksheet ss:Name=\"a\"><Table>"
#define XML_END "</Table></Worksheet></Workbook>"

/* One model a row; a day of ISO form is stored as one, all else is text. */
static char *
sheet_with_days (const char *const *days)
{
  static const char *const headings[] = { "STT",    "Tên mô hình", "Xã",       "Huyện",
                                          "Đơn vị", "Loại hình",   "Lĩnh vực", "Ngày đăng ký" };
  GString                 *text = g_string_new (XML_START "<Row>");

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    g_string_append_printf (text, "<Cell><Data ss:Type=\"String\">%s</Data></Cell>", headings[i]);
  g_string_append (text, "</Row>");
  for (guint i = 0; days[i] != NULL; i++)
    {
      gboolean stored = days[i][4] == '-';

      g_string_append_printf (text,
                              "<Row><Cell><Data ss:Type=\"Number\">%u</Data></Cell>"
                              "<Cell><Data ss:Type=\"String\">Mô hình %c</Data></Cell>"
                              "<Cell><Data ss:Type=\"String\">Xã An Bình</Data></Cell>"
                              "<Cell><Data ss:Type=\"String\">Đông Hà</Data></Cell>"
                              "<Cell><Data ss:Type=\"String\">Hội</Data></Cell>"
                              "<Cell><Data ss:Type=\"String\">TT</Data></Cell>"
                              "<Cell><Data ss:Type=\"String\">KT</Data></Cell>"
                              "<Cell%s><Data ss:Type=\"%s\">%s%s</Data></Cell></Row>",
                              i + 1, 'A' + (char) i, stored ? " ss:StyleID=\"d\"" : "",
                              stored ? "DateTime" : "String", days[i],
                              stored ? "T00:00:00.000" : "");
    }
  g_string_append (text, XML_END);
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  const char *days[12], *read[12];
  const char *codes; /* of the findings */
} DaysCase;

static const DaysCase cases[] = {
  /* All stored days are before the 13th, all texts after the 12th. */
  { "excel-took-days-for-months",
    { "2024-05-07", "25/7/2024", "13/02/2024", "2024-11-03", "2024-08-08", "30/4/2024",
      "2024-01-12", "19-5-2024", "2024-06-02", "27/7/2024" },
    { "2024-07-05", "2024-07-25", "2024-02-13", "2024-03-11", "2024-08-08", "2024-04-30",
      "2024-12-01", "2024-05-19", "2024-02-06", "2024-07-27" },
    "ambiguous-date" },
  /* Too few to know: as they stand, and told one by one. */
  { "perhaps-it-did",
    { "2024-05-07", "25/7/2024", "2024-08-08" },
    { "2024-05-07", "2024-07-25", "2024-08-08" },
    "ambiguous-date" },
  /* One stored day after the 12th: nothing was exchanged. */
  { "it-did-not",
    { "2024-05-07", "25/7/2024", "13/02/2024", "2024-11-03", "2024-08-18", "30/4/2024",
      "2024-01-12", "19-5-2024", "2024-06-02" },
    { "2024-05-07", "2024-07-25", "2024-02-13", "2024-11-03", "2024-08-18", "2024-04-30",
      "2024-01-12", "2024-05-19", "2024-06-02" },
    "" },
  { "months-first",
    { "7/25/2024", "3/2/2024", "12/31/2024", "5/19/2024" },
    { "2024-07-25", "2024-03-02", "2024-12-31", "2024-05-19" },
    "" },
  /* One slip is no reason to turn all the others. */
  { "one-of-many-is-a-slip",
    { "3/2/2024", "7/25/2024", "4/3/2024", "5/6/2024", "1/2/2024", "9/10/2024" },
    { "2024-02-03", "2024-07-25", "2024-03-04", "2024-06-05", "2024-02-01", "2024-10-09" },
    "ambiguous-date ambiguous-date ambiguous-date ambiguous-date ambiguous-date ambiguous-date" },
};

static char *
join_codes (const KheoImport *import)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < kheo_import_get_n_findings (import); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", finding.code);
    }
  return g_string_free (codes, FALSE);
}

static void
test_days (gconstpointer data)
{
  const DaysCase *days = data;
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *text = sheet_with_days (days->days);
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.xml", text);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *codes = NULL;

  transfer_match (import, db);
  records = transfer_list_records (import);
  for (guint i = 0; days->read[i] != NULL; i++)
    {
      g_assert_cmpuint (i, <, records->len);
      g_assert_cmpstr (kheo_record_get_text (records->pdata[i], KHEO_MODEL_REGISTERED_ON), ==,
                       days->read[i]);
    }
  codes = join_codes (import);
  g_assert_cmpstr (codes, ==, days->codes);
}

/* "Chủ tịch Hội" beside a row is no signature below it. */
static void
test_tables_beside (void)
{
  static const char heading[] = "Tên mô hình;Chức vụ;Xã;Huyện;Lĩnh vực;Năm";
  g_autofree char  *text = g_strdup_printf (
       "TẬP THỂ;;;;;;;CÁ NHÂN\n%s;;%s\n"
        "A;;Xã An Bình;Đông Hà;KT;2024;;C;Chủ tịch Hội;Xã An Bình;Đông Hà;KT;2024\n"
        "Cộng;;;;;;;D;Trưởng thôn;Xã An Bình;Đông Hà;KT;2024\n"
        "II. Xã Hòa Lạc;;;;;;;E;Chủ tịch Hội;Xã Hòa Lạc;Đông Hà;KT;2024\n"
        "B;;Xã Hòa Lạc;Đông Hà;KT;2024;;F;Bí thư chi bộ;Xã Hòa Lạc;Đông Hà;KT;2024\n",
       heading, heading);
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv", text);
  g_autoptr (GPtrArray) records = NULL;

  transfer_match (import, db);
  records = transfer_list_records (import);
  g_assert_cmpuint (records->len, ==, 6);
  for (guint i = 0; i < records->len; i++)
    g_assert_cmpstr (transfer_unit_code (import, records->pdata[i]), ==,
                     i == 1 || i >= 4 ? "10102" : "10101");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/transfer/days/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_days);
    }
  g_test_add_func ("/transfer/days/tables-beside", test_tables_beside);
  return g_test_run ();
}
