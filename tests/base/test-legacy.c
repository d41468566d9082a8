#include "kheo-legacy.h"

#include <string.h>

/* Bytes as the Latin-1 characters that they arrive as. */
static char *
as_latin1 (const char *bytes)
{
  return g_convert (bytes, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

static void
test_fonts (void)
{
  g_assert_cmpint (kheo_encoding_of_font (".VnTime"), ==, KHEO_ENCODING_TCVN3);
  g_assert_cmpint (kheo_encoding_of_font (".VNARIALH"), ==, KHEO_ENCODING_TCVN3);
  g_assert_cmpint (kheo_encoding_of_font ("VNI-Times"), ==, KHEO_ENCODING_VNI);
  g_assert_cmpint (kheo_encoding_of_font ("Times New Roman"), ==, KHEO_ENCODING_UNICODE);
  g_assert_cmpint (kheo_encoding_of_font (NULL), ==, KHEO_ENCODING_UNICODE);
  g_assert_cmpstr (kheo_encoding_name (KHEO_ENCODING_TCVN3), ==, "tcvn3");
  g_assert_cmpstr (kheo_encoding_name (KHEO_ENCODING_VNI), ==, "vni");
  g_assert_cmpstr (kheo_encoding_name (KHEO_ENCODING_UNICODE), ==, "unicode");
}

/* Our table against the C library's, byte by byte. */
static void
test_tcvn3_table (void)
{
  for (int byte = 0xa1; byte <= 0xff; byte++)
    {
      char             bytes[] = { 'b', (char) byte, '\0' };
      g_autofree char *expected = g_convert (bytes, -1, "UTF-8", "TCVN5712-1", NULL, NULL, NULL);
      g_autofree char *text = as_latin1 (bytes);
      g_autofree char *decoded = NULL;
      g_autofree char *composed = NULL;

      if (expected == NULL)
        {
          g_test_skip ("this system's iconv does not know TCVN5712-1");
          return;
        }
      decoded = kheo_legacy_decode (text, KHEO_ENCODING_TCVN3, ".VnTime");
      composed = g_utf8_normalize (expected, -1, G_NORMALIZE_NFC);
      g_assert_cmpstr (decoded, ==, composed);
    }
}

static void
test_tcvn3 (void)
{
  static const struct
  {
    const char *bytes;
    const char *font;
    const char *expected;
  } cases[] = {
    { "Nguy\xD4n V\xA8n Th\xF1y", ".VnTime", "Nguyễn Văn Thủy" },
    { "T\xD8nh \xF1y Qu\xB6ng Ninh, \xA7\xB6ng", ".VnTime", "Tỉnh ủy Quảng Ninh, Đảng" },
    { "D\xA9n v\xCBn kh\xD0o, \xAE\xD3 ph\xB8t tri\xD3n \xAD", NULL,
      "Dân vận khéo, để phát triển ư" },
    { "ph\xAD\xACng", ".VnTime", "phương" },
    { "D\xA9n v\xCBn kh\xD0o", ".VnTimeH", "DÂN VẬN KHÉO" },
    { "d\xA9n", ".vntimeh", "DÂN" },
    { "A\xB5 A\xB8 E\xCC U\xEF \xA2\xC7 \xA6\xF5 Y\xFA", ".VnTime", "À Á È Ù Ầ Ừ Ỳ" },
    { "\xA7\xA1\xBEk L\xA1\xBEk", ".VnTime", "ĐẮk LẮk" },
    { "Oa\xB5", ".VnTime", "Oaà" },
    { "A\xB0", ".VnTime", "À" },
    { "abc 123", ".VnTime", "abc 123" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = as_latin1 (cases[i].bytes);
      g_autofree char *decoded = kheo_legacy_decode (text, KHEO_ENCODING_TCVN3, cases[i].font);

      g_assert_cmpstr (decoded, ==, cases[i].expected);
    }
}

/* Every Vietnamese letter, written as VNI writes it. */
static void
test_vni_letters (void)
{
  static const char *const rows[][2] = {
    { "a aù aø aû aõ aï", "a á à ả ã ạ" },
    { "aâ aá aà aå aã aä", "â ấ ầ ẩ ẫ ậ" },
    { "aê aé aè aú aü aë", "ă ắ ằ ẳ ẵ ặ" },
    { "e eù eø eû eõ eï", "e é è ẻ ẽ ẹ" },
    { "eâ eá eà eå eã eä", "ê ế ề ể ễ ệ" },
    { "i í ì æ ó ò", "i í ì ỉ ĩ ị" },
    { "o où oø oû oõ oï", "o ó ò ỏ õ ọ" },
    { "oâ oá oà oå oã oä", "ô ố ồ ổ ỗ ộ" },
    { "ô ôù ôø ôû ôõ ôï", "ơ ớ ờ ở ỡ ợ" },
    { "u uù uø uû uõ uï", "u ú ù ủ ũ ụ" },
    { "ö öù öø öû öõ öï", "ư ứ ừ ử ữ ự" },
    { "y yù yø yû yõ î", "y ý ỳ ỷ ỹ ỵ" },
    { "ñ", "đ" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *small = kheo_legacy_decode (rows[i][0], KHEO_ENCODING_VNI, NULL);
      g_autofree char *upper = g_utf8_strup (rows[i][0], -1);
      g_autofree char *capitals = kheo_legacy_decode (upper, KHEO_ENCODING_VNI, NULL);
      g_autofree char *expected = g_utf8_strup (rows[i][1], -1);

      g_assert_cmpstr (small, ==, rows[i][1]);
      g_assert_cmpstr (capitals, ==, expected);
    }
}

static void
test_vni (void)
{
  static const char *const cases[][2] = {
    { "chaøo caùc baïn", "chào các bạn" },
    { "Daân vaän kheùo", "Dân vận khéo" },
    { "ÑAÛNG BOÄ TÆNH", "ĐẢNG BỘ TỈNH" },
    { "phöông thöùc môùi", "phương thức mới" },
    { "Ñaék Laék", "Đắk Lắk" },
    { "Aù", "Á" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *decoded = kheo_legacy_decode (cases[i][0], KHEO_ENCODING_VNI, "VNI-Times");

      g_assert_cmpstr (decoded, ==, cases[i][1]);
    }
}

/* Unicode in a cell whose font is old stays what it is; NFD becomes NFC; bad bytes are marked. */
static void
test_unicode (void)
{
  static const char *const cases[][2] = {
    { "Xã Đông Hà", "Xã Đông Hà" },
    { "Hoa\xcc\x80", "Hoà" },
    { "\xff", "\xef\xbf\xbd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tcvn3 = kheo_legacy_decode (cases[i][0], KHEO_ENCODING_TCVN3, ".VnTime");
      g_autofree char *unicode = kheo_legacy_decode (cases[i][0], KHEO_ENCODING_UNICODE, NULL);

      g_assert_cmpstr (tcvn3, ==, cases[i][1]);
      g_assert_cmpstr (unicode, ==, cases[i][1]);
    }
}

static void
test_guess (void)
{
  static const struct
  {
    const char  *text; /* as it arrives */
    KheoEncoding encoding;
  } cases[] = {
    { "D©n vËn khÐo", KHEO_ENCODING_TCVN3 },
    { "NguyÔn V¨n Thñy, TØnh ñy Qu¶ng Ninh", KHEO_ENCODING_TCVN3 },
    { "UBND x· H¶i §«ng", KHEO_ENCODING_TCVN3 },
    { "§¶ng bé", KHEO_ENCODING_TCVN3 },
    { "Daân vaän kheùo", KHEO_ENCODING_VNI },
    { "chaøo caùc baïn", KHEO_ENCODING_VNI },
    { "ÑAÛNG BOÄ TÆNH", KHEO_ENCODING_VNI },
    { "Bà Hà, xã Hòa Bình", KHEO_ENCODING_UNICODE },
    { "Dân vận khéo", KHEO_ENCODING_UNICODE },
    { "Müller", KHEO_ENCODING_UNICODE },
    { "café", KHEO_ENCODING_UNICODE },
    { "Società per azioni è più", KHEO_ENCODING_UNICODE },
    { "naïve Zürich Köln", KHEO_ENCODING_UNICODE },
    { "© 2026 ® – “x”", KHEO_ENCODING_UNICODE },
    { "25 °C ± 2", KHEO_ENCODING_UNICODE },
    { "12 m²", KHEO_ENCODING_UNICODE },
    { "plain", KHEO_ENCODING_UNICODE },
    { "", KHEO_ENCODING_UNICODE },
    { NULL, KHEO_ENCODING_UNICODE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KheoEncoding encoding = kheo_encoding_guess (cases[i].text);

      if (encoding != cases[i].encoding)
        g_error ("case %" G_GSIZE_FORMAT ": %s", i, kheo_encoding_name (encoding));
    }
}

static void
test_mend (void)
{
  static const char *const cases[][2] = {
    { "Ra m¾t m« hình, ký cam kết", "Ra mắt mô hình, ký cam kết" },
    { "Liªn kÕt chuyÓn đổi số cộng đồng", "Liên kết chuyển đổi số cộng đồng" },
    { "Quµng Thuý Hoà", "Quàng Thuý Hoà" },
    { "Hộ «ng Ba («ng Tư)", "Hộ ông Ba (ông Tư)" },
    { "X©y dùng n«ng th«n míi", "Xây dựng nông thôn mới" },
    { "“Dân vận khéo”, 12 m², 25 °C, «kinh tế», nº 5, 1½, § 3", NULL },
    { "Microsoft®, café, naïve", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *mended = kheo_legacy_mend (cases[i][0]);

      g_assert_cmpstr (mended, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/legacy/fonts", test_fonts);
  g_test_add_func ("/base/legacy/tcvn3-table", test_tcvn3_table);
  g_test_add_func ("/base/legacy/tcvn3", test_tcvn3);
  g_test_add_func ("/base/legacy/vni-letters", test_vni_letters);
  g_test_add_func ("/base/legacy/vni", test_vni);
  g_test_add_func ("/base/legacy/unicode", test_unicode);
  g_test_add_func ("/base/legacy/guess", test_guess);
  g_test_add_func ("/base/legacy/mend", test_mend);
  return g_test_run ();
}
