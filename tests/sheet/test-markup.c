/* The tokeniser of XML: what it hears is what libxml2 hears, in pieces of any size; what is not
 * well-formed is refused. */
#include "kheo-markup.h"
#include "sheet-samples.h"
#include "xml-events.h"

#include <locale.h>
#include <string.h>

/* The same from whole and from pieces; NULL: refused. */
static char *
hear (const char *data, gsize size)
{
  char *whole = xml_events_of_ours (data, size, size, NULL);

  for (gsize piece = 1; piece < 10; piece++)
    {
      g_autofree char *some = xml_events_of_ours (data, size, piece, NULL);

      g_assert_cmpstr (some, ==, whole);
    }
  return whole;
}

static void
assert_hears (const char *document, const char *expected)
{
  g_autofree char *ours = hear (document, strlen (document));
  g_autofree char *reference = xml_events_of_libxml2 (document, strlen (document));

  g_assert_cmpstr (ours, ==, expected);
  g_assert_cmpstr (reference, ==, expected);
}

static void
assert_refuses (const char *document)
{
  g_autofree char *ours = hear (document, strlen (document));
  g_autofree char *reference = xml_events_of_libxml2 (document, strlen (document));

  if (ours != NULL || reference != NULL)
    g_test_message ("%s", document);
  g_assert_null (ours);
  g_assert_null (reference);
}

static void
test_elements (void)
{
  assert_hears ("<a/>", "<a\n>a\n");
  assert_hears ("<?xml version=\"1.0\" encoding='utf-8' standalone=\"yes\"?>\r\n<a ></a\n>\n",
                "<a\n>a\n");
  assert_hears ("<a><b/><b><c>x</c></b></a>", "<a\n<b\n>b\n<b\n<c\n=x\n>c\n>b\n>a\n");
  assert_hears ("<!-- - --><?pi <>?><a><!--<b>--><?x?></a><!----><?y ?x?>", "<a\n>a\n");
}

static void
test_prefixes (void)
{
  assert_hears ("<x:a xmlns:x='urn:x' xmlns='urn:y' x:b='1' c='2'><x:d/></x:a>",
                "<a\n  b=1\n  c=2\n<d\n>d\n>a\n");
  assert_hears ("<a xml:space='preserve'> </a>", "<a\n  space=preserve\n= \n>a\n");
  assert_refuses ("<x:a></y:a>");
  assert_refuses ("<x:a></a>");
}

static void
test_attributes (void)
{
  assert_hears ("<a b='1' c = \"2\"\n d='it&apos;s \"so\"'/>",
                "<a\n  b=1\n  c=2\n  d=it's \"so\"\n>a\n");
  /* libxml2's SAX2 leaves &amp; as it stands there unless asked; a sheet may be called so. */
  assert_hears ("<a b='Nông &amp; lâm &lt;&#x1EA1;&#10;&gt;'/>", "<a\n  b=Nông & lâm <ạ\n>\n>a\n");
  assert_hears ("<a b='1\t2\r\n3\n4'/>", "<a\n  b=1 2 3 4\n>a\n");
  assert_refuses ("<a b='1' b='2'/>");
  assert_refuses ("<a b='1'c='2'/>");
  assert_refuses ("<a b/>");
  assert_refuses ("<a b=1/>");
  assert_refuses ("<a b='<'/>");
  assert_refuses ("<a b='&'/>");
  assert_refuses ("<a b='&eacute;'/>");
  assert_refuses ("<a 1='2'/>");
  assert_refuses ("<a b='1/>");
}

static void
test_text (void)
{
  assert_hears ("<a>x &amp; y &#7841;&#x1EA1; ]] ></a>", "<a\n=x & y ạạ ]] >\n>a\n");
  assert_hears ("<a>1<![CDATA[<b>&amp;]]]]><![CDATA[>]]>2</a>", "<a\n=1<b>&amp;]]>2\n>a\n");
  assert_hears ("<a>1\r\n2\r3\n\r4&#13;</a>", "<a\n=1\n2\n3\n\n4\r\n>a\n");
  assert_hears ("<mô-hình tên='é'>khéo</mô-hình>", "<mô-hình\n  tên=é\n=khéo\n>mô-hình\n");
  assert_refuses ("<a>]]></a>");
  assert_refuses ("<a>x & y</a>");
  assert_refuses ("<a>&nbsp;</a>");
  assert_refuses ("<a>&#0;</a>");
  assert_refuses ("<a>&#xD800;</a>");
  assert_refuses ("<a>&#x110000;</a>");
  assert_refuses ("<a>&#99999999999999999999;</a>");
  assert_refuses ("<a>\x01</a>");
  assert_refuses ("<a>\xff</a>");
  assert_refuses ("<a>\xc3</a>");
  assert_refuses ("<a>\xed\xa0\x80</a>");
  assert_refuses ("<a>\xef\xbf\xbf</a>");
  assert_refuses ("<a>\xc0\xaf</a>");
}

static void
test_damage (void)
{
  static const char *const documents[] = {
    "<a>",
    "<a",
    "</a>",
    "<a></b>",
    "<a><b></a></b>",
    "<a/><b/>",
    "<a/>x",
    "x<a/>",
    "< a/>",
    "<a/ >",
    "<a></a b='1'>",
    "<a><!-- -- --></a>",
    "<a><!-- </a>",
    "<a><![CDATA[</a>",
    "<![CDATA[x]]><a/>",
    "<a><? x?></a>",
    "<a/><?xml version='1.0'?>",
    " <?xml version='1.0'?><a/>",
    "<?xml?><a/>",
    "<?xml encoding='UTF-8'?><a/>",
    "<?xml version='1.0' encoding='no-such'?><a/>",
    "<?xml version='1.0' standalone='perhaps'?><a/>",
    "<!DOCTYPE a><a/>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "<\xc3\x97/>", /* a sign, no letter */
    " ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    assert_refuses (documents[i]);
  g_assert_null (hear ("<a>\0</a>", 8));
}

/* The document @n times @opening and @n times @closing. */
static gboolean
accepts_repeated (guint n, const char *opening, const char *closing)
{
  g_autoptr (GString) document = g_string_new (NULL);
  g_autofree char *events = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append (document, opening);
  for (guint i = 0; i < n; i++)
    g_string_append (document, closing);
  events = xml_events_of_ours (document->str, document->len, 4096, NULL);
  return events != NULL;
}

static gboolean
accepts_attributes (guint n)
{
  g_autoptr (GString) document = g_string_new ("<a");
  g_autofree char *events = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (document, " b%u='%u'", i, i);
  g_string_append (document, "/>");
  events = xml_events_of_ours (document->str, document->len, 4096, NULL);
  return events != NULL;
}

static gboolean
accepts_value (gsize size)
{
  g_autoptr (GString) document = g_string_new ("<a b='");
  g_autofree char *events = NULL;

  g_string_set_size (document, document->len + size);
  memset (document->str + 6, 'x', size);
  g_string_append (document, "'/>");
  events = xml_events_of_ours (document->str, document->len, 4096, NULL);
  return events != NULL;
}

static void
test_caps (void)
{
  g_autofree char *name = g_strnfill (KHEO_MARKUP_MAX_NAME, 'n');
  g_autofree char *fits = g_strdup_printf ("<%s/>", name);
  g_autofree char *beyond = g_strdup_printf ("<n%s/>", name);
  g_autofree char *heard = hear (fits, strlen (fits));

  g_assert_nonnull (heard);
  g_assert_null (hear (beyond, strlen (beyond)));
  g_assert_true (accepts_repeated (KHEO_MARKUP_MAX_DEPTH, "<a b='c'>", "</a>"));
  g_assert_false (accepts_repeated (KHEO_MARKUP_MAX_DEPTH + 1, "<a b='c'>", "</a>"));
  g_assert_true (accepts_attributes (KHEO_MARKUP_MAX_ATTRIBUTES));
  g_assert_false (accepts_attributes (KHEO_MARKUP_MAX_ATTRIBUTES + 1));
  g_assert_true (accepts_value (KHEO_MARKUP_MAX_TAG - 4096));
  g_assert_false (accepts_value (2 * KHEO_MARKUP_MAX_TAG));
}

/* Through kheo_xml_read_bytes(), which finds out what encoding it is. */
static void
assert_decodes (const char *text, const char *encoding, const char *mark)
{
  gsize            size = 0;
  g_autofree char *encoded = g_convert (text, -1, encoding, "UTF-8", NULL, &size, NULL);
  g_autoptr (GString) data = g_string_new (mark);
  g_autofree char *ours = NULL;
  g_autofree char *reference = NULL;

  g_assert_nonnull (encoded);
  g_string_append_len (data, encoded, (gssize) size);
  ours = xml_events_of_ours (data->str, data->len, 0, NULL);
  reference = xml_events_of_libxml2 (data->str, data->len);
  g_assert_cmpstr (ours, ==, "<a\n=khéo ạ\n>a\n");
  g_assert_cmpstr (reference, ==, ours);
}

static void
test_encodings (void)
{
  g_autofree char *unknown = NULL;
  const char      *wide = "<?xml version='1.0' encoding='UTF-16'?><a/>";

  assert_decodes ("<a>khéo ạ</a>", "UTF-8", "\xef\xbb\xbf");
  assert_decodes ("<a>khéo ạ</a>", "UTF-16LE", "\xff\xfe");
  assert_decodes ("<a>khéo ạ</a>", "UTF-16BE", "\xfe\xff");
  assert_decodes ("<?xml version='1.0' encoding='UTF-16'?><a>khéo ạ</a>", "UTF-16LE", "\xff\xfe");
  assert_decodes ("<?xml version='1.0'?><a>khéo ạ</a>", "UTF-16LE", "");
  assert_decodes ("<?xml version='1.0' encoding='TCVN'?><a>khéo ạ</a>", "TCVN", "");
  g_assert_null (xml_events_of_ours (wide, strlen (wide), 0, &unknown));
  g_assert_nonnull (strstr (unknown, "encoding"));
}

/* ---- What real files are made of ---- */

static guint
compare_document (const char *data, gsize size)
{
  g_autofree char *ours = xml_events_of_ours (data, size, 0, NULL);
  g_autofree char *reference = xml_events_of_libxml2 (data, size);

  g_assert_nonnull (ours);
  g_assert_cmpstr (ours, ==, reference);
  return 1;
}

/* All that we read of a zip. */
static guint
compare_parts (GBytes *bytes)
{
  static const char *const names[] = { "[Content_Types].xml",
                                       "_rels/.rels",
                                       "xl/workbook.xml",
                                       "xl/_rels/workbook.xml.rels",
                                       "xl/styles.xml",
                                       "xl/sharedStrings.xml",
                                       "xl/worksheets/sheet1.xml",
                                       "xl/worksheets/sheet2.xml",
                                       "styles.xml",
                                       "content.xml" };
  g_autoptr (KheoZip) zip = kheo_zip_open (bytes, NULL, NULL);
  guint n = 0;

  for (guint i = 0; zip != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GString) part = NULL;

      if (!kheo_zip_has (zip, names[i]))
        continue;
      part = kheo_zip_read_all (zip, names[i], 256u << 20, NULL);
      g_assert (part != NULL);
      n += compare_document (part->str, part->len);
    }
  return n;
}

static void
test_samples (void)
{
  g_autoptr (GBytes) xlsx = sample_full_xlsx ();
  g_autoptr (GBytes) ods = sample_full_ods ();

  g_assert_cmpuint (compare_parts (xlsx), >=, 5);
  g_assert_cmpuint (compare_parts (ods), >=, 1);
  compare_document (sample_full_xml2003, strlen (sample_full_xml2003));
}

static guint
compare_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize            size;
      g_autoptr (GBytes) bytes = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += compare_folder (path);
      else if (g_str_has_suffix (name, ".xlsx") || g_str_has_suffix (name, ".ods"))
        {
          g_assert_true (g_file_get_contents (path, &data, &size, NULL));
          bytes = g_bytes_new_take (g_steal_pointer (&data), size);
          n += compare_parts (bytes);
        }
    }
  return n;
}

static void
test_fixtures (void)
{
  const char *folder = g_getenv ("KHEO_FIXTURES");

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no KHEO_FIXTURES");
      return;
    }
  g_assert_cmpuint (compare_folder (folder), >, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/markup/elements", test_elements);
  g_test_add_func ("/sheet/markup/prefixes", test_prefixes);
  g_test_add_func ("/sheet/markup/attributes", test_attributes);
  g_test_add_func ("/sheet/markup/text", test_text);
  g_test_add_func ("/sheet/markup/damage", test_damage);
  g_test_add_func ("/sheet/markup/caps", test_caps);
  g_test_add_func ("/sheet/markup/encodings", test_encodings);
  g_test_add_func ("/sheet/markup/samples", test_samples);
  g_test_add_func ("/sheet/markup/fixtures", test_fixtures);
  return g_test_run ();
}
