/* What the cells of conversion tables say, slips of the hand included. */
#include "kheo-import-conversion.h"

static void
test_codes (void)
{
  static const struct
  {
    const char *text, *name, *code;
  } cases[] = {
    { "Tỉnh Sơn La (14)", "Tỉnh Sơn La", "14" },
    { "Xã An Bình ( 03646 )", "Xã An Bình", "03646" },
    { "Xã An Bình (mã: 03646)", "Xã An Bình", "03646" },
    { "Xã An Bình (Mã số 03646) ", "Xã An Bình", "03646" },
    { "Xã An Bình [03646]", "Xã An Bình", "03646" },
    { "Xã An Bình - 03646", "Xã An Bình", "03646" },
    { "24-Tỉnh Bắc Giang", "Tỉnh Bắc Giang", "24" },
    { "03646. Xã An Bình", "Xã An Bình", "03646" },
    { "Phường 2", "Phường 2", NULL },
    { "Xã An Bình (cũ)", "Xã An Bình (cũ)", NULL },
    { "Xã Hồ - Sơn", "Xã Hồ - Sơn", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *code = NULL;

      kheo_conversion_split_code (cases[i].text, &name, &code);
      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_cmpstr (code, ==, cases[i].code);
    }
}

static void
test_shares (void)
{
  static const struct
  {
    const char         *text;
    KheoShare           share;
    KheoConversionDoubt doubt;
  } cases[] = {
    { "Nhập toàn bộ", KHEO_SHARE_WHOLE, KHEO_CONVERSION_SURE },
    { "nhập  tòan bô", KHEO_SHARE_WHOLE, KHEO_CONVERSION_SURE },
    { "Nhập một phần diện tích, toàn bộ dân số", KHEO_SHARE_PART, KHEO_CONVERSION_SURE },
    { "Nhập 1 phần", KHEO_SHARE_PART, KHEO_CONVERSION_SURE },
    { "Nhập mộtphần", KHEO_SHARE_PART, KHEO_CONVERSION_PERHAPS_PART },
    { "Nhập phần diện tích phía bắc", KHEO_SHARE_PART, KHEO_CONVERSION_PERHAPS_PART },
    { "Giữ nguyên", KHEO_SHARE_KEPT, KHEO_CONVERSION_SURE },
    { "Xem lại", KHEO_SHARE_UNSAID, KHEO_CONVERSION_UNCLEAR },
    { "", KHEO_SHARE_UNSAID, KHEO_CONVERSION_SURE },
    { "12", KHEO_SHARE_UNSAID, KHEO_CONVERSION_SURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KheoShare share = KHEO_SHARE_UNSAID;

      g_assert_cmpint (kheo_conversion_read_share (cases[i].text, &share), ==, cases[i].doubt);
      g_assert_cmpint (share, ==, cases[i].share);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/conversion/codes", test_codes);
  g_test_add_func ("/transfer/conversion/shares", test_shares);
  return g_test_run ();
}
