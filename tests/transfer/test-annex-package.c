/* Files of an annex as packages: what Word, Excel and LibreOffice ask of a file before they show
 * anything of it, and that the same annex gives the same bytes. */
#include "office-annex.h"
#include "sheet-view.h"

#include <math.h>
#include <string.h>

#define DIRECTORY_ENTRY "PK\1\2"

static KheoAnnexTable *
table_of (guint n_rows)
{
  static const KheoAnnexColumn columns[] = {
    { "no", "STT", NULL, 1, KHEO_ANNEX_ALIGN_CENTER, KHEO_ANNEX_HOLDS_ORDINAL },
    { "name", "Tên mô hình", NULL, 6, KHEO_ANNEX_ALIGN_LEFT, KHEO_ANNEX_HOLDS_TEXT },
    { "owner", "Đơn vị", "Chủ thể", 5, KHEO_ANNEX_ALIGN_LEFT, KHEO_ANNEX_HOLDS_TEXT },
    { "a", "Tập thể", "Trong đó\nLoại", 2, KHEO_ANNEX_ALIGN_RIGHT, KHEO_ANNEX_HOLDS_NUMBER },
    { "b", "Cá nhân", "Trong đó\nLoại", 2, KHEO_ANNEX_ALIGN_RIGHT, KHEO_ANNEX_HOLDS_NUMBER },
  };
  static const char *const texts[] = { "=1+1", "+84 912", "-5", "@SUM(A1)", "Khéo <&> \"vận\"" };
  KheoAnnexTable          *table = kheo_annex_table_new ();
  const char              *group[] = { "I", "Huyện Ba Chẽ", NULL, "7", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    kheo_annex_table_add (table, &columns[i]);
  kheo_annex_table_add_group (table, 0, group);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const char *cells[] = { number, texts[i % G_N_ELEMENTS (texts)], "Đảng ủy xã", "1", "" };

      kheo_annex_table_add_row (table, KHEO_ANNEX_ROW_DATA, cells);
    }
  return table;
}

static guint
read_short (const char *data)
{
  return (guint8) data[0] | (guint) (guint8) data[1] << 8;
}

/* The names of the parts, in the order of the directory.  None asks for more than every reader of
 * zips can do. */
static GPtrArray *
list_parts (const char *path)
{
  GPtrArray  *names = g_ptr_array_new_with_free_func (g_free);
  GBytes     *bytes = kheo_test_read (path);
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i + 46 < size; i++)
    if (memcmp (data + i, DIRECTORY_ENTRY, 4) == 0)
      {
        guint length = read_short (data + i + 28);

        g_assert_cmpuint (read_short (data + i + 6), <=, 20); /* version: no Zip64 */
        g_ptr_array_add (names, g_strndup (data + i + 46, length));
        i += 45 + length;
      }
  g_bytes_unref (bytes);
  return names;
}

static gboolean
has_part (const GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (names->pdata[i], name))
      return TRUE;
  return FALSE;
}

static void
check_well_formed (const char *path, const char *name)
{
  static const GMarkupParser parser = { 0 };
  g_autofree char           *xml = sheet_view_read_part (path, name);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_markup_parse_context_parse (context, xml, -1, &error) ||
      !g_markup_parse_context_end_parse (context, &error))
    g_error ("%s of %s: %s", name, path, error->message);
  /* Settings are read only under a prefix that is told. */
  if (strstr (xml, "config:name=\"ooo:") != NULL)
    g_assert_nonnull (strstr (xml, "xmlns:ooo=\"http://openoffice.org/2004/office\""));
}

/* The kind comes first and plain; every part is in the manifest, and nothing else is. */
static void
test_open_document (void)
{
  static const char *const names[] = { "a.odt", "a.ods" };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint style = KHEO_ANNEX_PARTY; style <= KHEO_ANNEX_FRONT; style++)
      {
        g_autoptr (KheoAnnexTable) table = table_of (30);
        KheoAnnexSpec    spec = office_spec ((KheoAnnexStyle) style, FALSE, table);
        g_autofree char *path = office_write (dir, &spec, names[i]);
        g_autoptr (GPtrArray) parts = list_parts (path);
        g_autofree char *manifest = sheet_view_read_part (path, "META-INF/manifest.xml");
        g_auto (GStrv) entries = g_strsplit (manifest, "manifest:full-path=\"", -1);

        g_assert_cmpstr (parts->pdata[0], ==, "mimetype");
        for (guint k = 1; k < parts->len; k++)
          {
            g_autofree char *entry = g_strdup_printf ("\"%s\"", (char *) parts->pdata[k]);

            check_well_formed (path, parts->pdata[k]);
            if (!g_str_has_prefix (parts->pdata[k], "META-INF/"))
              g_assert_nonnull (strstr (manifest, entry));
          }
        for (guint k = 1; entries[k] != NULL; k++)
          {
            *strchr (entries[k], '"') = '\0';
            g_assert_true (g_str_equal (entries[k], "/") || has_part (parts, entries[k]));
          }
      }
}

/* Word takes no cell of a table without a paragraph. */
static void
test_paragraphs (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();

  for (guint style = KHEO_ANNEX_PARTY; style <= KHEO_ANNEX_FRONT; style++)
    for (guint is_form = 0; is_form < 2; is_form++)
      {
        g_autoptr (KheoAnnexTable) table = table_of (3);
        KheoAnnexSpec    spec = office_spec ((KheoAnnexStyle) style, FALSE, table);
        g_autofree char *path = NULL;
        g_autofree char *content = NULL;
        g_auto (GStrv) cells = NULL;

        spec.is_form = is_form;
        spec.superior_body = NULL;
        path = office_write (dir, &spec, "a.odt");
        content = sheet_view_read_part (path, "content.xml");
        cells = g_strsplit (content, "<table:table-cell", -1);
        for (guint i = 1; cells[i] != NULL; i++)
          {
            const char *inside = strchr (cells[i], '>');

            g_assert_cmpint (inside[-1], !=, '/');
            g_assert_true (g_str_has_prefix (inside, "><text:p"));
          }
        /* The last rows stay with the signatures: these are in the table's own last row. */
        g_assert_nonnull (strstr (strstr (content, "table:name=\"Annex\""), "Nguyễn Văn Khéo"));
      }
}

/* Rules are lines as long as the state wants them, not underlined texts; long names are cut evenly.
 */
static void
test_heading (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoAnnexTable) table = table_of (1);
  KheoAnnexSpec    spec = office_spec (KHEO_ANNEX_FRONT, FALSE, table);
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  const char      *broken;

  spec.issuing_body = "BAN THƯỜNG TRỰC ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH";
  path = office_write (dir, &spec, "a.odt");
  content = sheet_view_read_part (path, "content.xml");
  g_assert_nonnull (strstr (content, "fo:border-top=\"0.75pt solid #000000\""));
  g_assert_null (strstr (content, "text-underline-style"));
  broken = strstr (content, "BAN THƯỜNG TRỰC");
  g_assert_nonnull (strstr (broken, "<text:line-break/>"));
  g_assert_cmpuint ((guint) (strstr (broken, "<text:line-break/>") - broken), <,
                    strlen (spec.issuing_body) * 2 / 3);
}

/* A form on narrow paper has its title below both sides, and its date on one line. */
static void
test_narrow_form (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoAnnexTable) table = table_of (1);
  KheoAnnexSpec    spec = office_spec (KHEO_ANNEX_PARTY, FALSE, table);
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;

  spec.is_form = TRUE;
  spec.form_code = "Biểu số 02-DVK";
  spec.place_date = "Phường Phú Thọ Hoà, Thành phố Hồ Chí Minh, ngày 05 tháng 02 năm 2026";
  path = office_write (dir, &spec, "a.odt");
  content = sheet_view_read_part (path, "content.xml");
  g_assert_true (strstr (content, spec.title) > strstr (content, "</table:table>"));
  g_assert_nonnull (strstr (content, spec.place_date));
}

/* Each part has its type, each target is there; texts that look like formulas are texts. */
static void
test_workbook (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoAnnexTable) table = table_of (30);
  KheoAnnexSpec    spec = office_spec (KHEO_ANNEX_PARTY, FALSE, table);
  g_autofree char *path = office_write (dir, &spec, "a.xlsx");
  g_autoptr (GPtrArray) parts = list_parts (path);
  g_autofree char *types = sheet_view_read_part (path, "[Content_Types].xml");
  g_autofree char *sheet = sheet_view_read_part (path, "xl/worksheets/sheet1.xml");
  g_autofree char *core = sheet_view_read_part (path, "docProps/core.xml");
  g_auto (GStrv) overrides = g_strsplit (types, "PartName=\"/", -1);

  g_assert_cmpstr (parts->pdata[0], ==, "[Content_Types].xml");
  for (guint i = 0; i < parts->len; i++)
    check_well_formed (path, parts->pdata[i]);
  for (guint i = 1; overrides[i] != NULL; i++)
    {
      *strchr (overrides[i], '"') = '\0';
      g_assert_true (has_part (parts, overrides[i]));
    }
  g_assert_null (strstr (sheet, "<f>"));
  g_assert_nonnull (strstr (sheet, " t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t>"));
  g_assert_nonnull (strstr (sheet, ">@SUM(A1)</t>"));
  g_assert_nonnull (strstr (sheet, "differentFirst=\"1\""));
  g_assert_nonnull (strstr (core, "DANH SÁCH MÔ HÌNH"));
  g_assert_nonnull (strstr (core, "Ban Dân vận"));
}

/* All columns together are as wide as the paper between its margins, in digits of the standard
 * font, which is that of all offices. */
static void
test_widths (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoAnnexTable) table = table_of (30);
  KheoAnnexSpec    spec = office_spec (KHEO_ANNEX_PARTY, FALSE, table);
  g_autofree char *path = office_write (dir, &spec, "a.xlsx");
  g_autofree char *sheet = sheet_view_read_part (path, "xl/worksheets/sheet1.xml");
  g_autofree char *styles = sheet_view_read_part (path, "xl/styles.xml");
  const char      *font = strstr (styles, "<fonts ");
  double           sum = 0;

  for (const char *at = sheet; (at = strstr (at, " width=\"")) != NULL; at++)
    sum += g_ascii_strtod (at + strlen (" width=\""), NULL);
  g_assert_cmpfloat (fabs (sum * 8 / 96 * 25.4 - (210 - 30 - 15)), <, 0.5);
  g_assert_nonnull (font);
  g_assert_true (g_str_has_prefix (strstr (font, "<font>"),
                                   "<font><sz val=\"12\"/><name val=\"Times New Roman\"/>"));
}

/* Where the signatures would begin a page alone, the last rows go with them. */
static void
test_company (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  guint n_breaks = 0;

  for (guint n = 10; n < 50; n++)
    {
      g_autoptr (KheoAnnexTable) table = table_of (n);
      KheoAnnexSpec    spec = office_spec (KHEO_ANNEX_PARTY, FALSE, table);
      g_autofree char *xlsx = office_write (dir, &spec, "a.xlsx");
      g_autofree char *ods = office_write (dir, &spec, "a.ods");
      g_autofree char *sheet = sheet_view_read_part (xlsx, "xl/worksheets/sheet1.xml");
      g_autofree char *content = sheet_view_read_part (ods, "content.xml");
      const char      *mark = strstr (sheet, "<brk id=\"");
      g_autoptr (SheetView) view = NULL;
      g_autofree char *number = g_strdup_printf ("%u", n - 1);
      guint            row;

      g_assert_cmpint (mark != NULL, ==, strstr (content, "fo:break-before=\"page\"") != NULL);
      if (mark == NULL)
        continue;
      n_breaks++;
      view = sheet_view_read (xlsx);
      row = (guint) g_ascii_strtoull (mark + strlen ("<brk id=\""), NULL, 10);
      g_assert_cmpstr (sheet_view_get (view, row, 0)->display, ==, number);
    }
  g_assert_cmpuint (n_breaks, >, 3);
  g_assert_cmpuint (n_breaks, <, 20);
}

static void
test_same_bytes (void)
{
  static const char *const ends[] = { "pdf", "xlsx", "ods", "odt" };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    for (guint style = KHEO_ANNEX_PARTY; style <= KHEO_ANNEX_FRONT; style++)
      {
        GBytes *written[2] = { NULL, NULL };

        for (guint k = 0; k < 2; k++)
          {
            g_autoptr (KheoAnnexTable) table = table_of (90);
            KheoAnnexSpec    spec = office_spec ((KheoAnnexStyle) style, FALSE, table);
            g_autofree char *name = g_strdup_printf ("%u.%s", k, ends[i]);
            g_autofree char *path = office_write (dir, &spec, name);

            written[k] = kheo_test_read (path);
          }
        g_assert_true (g_bytes_equal (written[0], written[1]));
        g_bytes_unref (written[0]);
        g_bytes_unref (written[1]);
      }
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/transfer/annex-package/open-document", test_open_document);
  g_test_add_func ("/transfer/annex-package/paragraphs", test_paragraphs);
  g_test_add_func ("/transfer/annex-package/heading", test_heading);
  g_test_add_func ("/transfer/annex-package/narrow-form", test_narrow_form);
  g_test_add_func ("/transfer/annex-package/workbook", test_workbook);
  g_test_add_func ("/transfer/annex-package/widths", test_widths);
  g_test_add_func ("/transfer/annex-package/company", test_company);
  g_test_add_func ("/transfer/annex-package/same-bytes", test_same_bytes);
  return g_test_run ();
}
