/* What a row's label is: tables of what offices write. */
#include "kheo-import-private.h"

static void
test_totals (void)
{
  static const struct
  {
    const char   *text;
    KheoTotalKind kind;
  } cases[] = {
    { "TỔNG SỐ", KHEO_TOTAL_GRAND },
    { "Tổng cộng: 2.665 mô hình", KHEO_TOTAL_GRAND },
    { "Toàn tỉnh", KHEO_TOTAL_GRAND },
    { "CỘNG", KHEO_TOTAL_SUB },
    { "Cộng huyện Mường La", KHEO_TOTAL_SUB },
    { "Cộng đồng tự quản", KHEO_TOTAL_NONE },
    { "Tổng vệ sinh môi trường", KHEO_TOTAL_NONE },
    { "Toàn dân bảo vệ an ninh", KHEO_TOTAL_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (kheo_words_total (cases[i].text), ==, cases[i].kind);
    }
  g_assert_cmpint (kheo_words_count ("Tổng cộng: 2.665 mô hình"), ==, 2665);
  g_assert_cmpint (kheo_words_count ("Tổng cộng"), ==, -1);
}

static void
test_ordinals (void)
{
  static const struct
  {
    const char *text;
    KheoOrdinal ordinal;
  } cases[] = {
    { "I", KHEO_ORDINAL_ROMAN },   { "XIV.", KHEO_ORDINAL_ROMAN },  { "A", KHEO_ORDINAL_LETTER },
    { "12", KHEO_ORDINAL_NUMBER }, { "1.10", KHEO_ORDINAL_DOTTED }, { "-", KHEO_ORDINAL_DASH },
    { "STT", KHEO_ORDINAL_NONE },  { "", KHEO_ORDINAL_NONE },       { "1a", KHEO_ORDINAL_NONE },
  };
  static const struct
  {
    const char *text;
    const char *label;
  } labels[] = {
    { "I. Huyện Mường La", "Huyện Mường La" },
    { "1) Xã Nậm Păm", "Xã Nậm Păm" },
    { "- Kinh tế", "Kinh tế" },
    { "1.2. Xã Pi Toong", "Xã Pi Toong" },
    { "A Sung trồng rừng", "A Sung trồng rừng" },
    { "3 sạch", "sạch" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kheo_words_ordinal (cases[i].text), ==, cases[i].ordinal);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      KheoOrdinal ordinal;

      g_assert_cmpstr (kheo_words_skip_ordinal (labels[i].text, &ordinal), ==, labels[i].label);
    }
}

static void
test_signatures (void)
{
  static const char *const yes[] = { "Người lập biểu",    "T/M BAN DÂN VẬN",
                                     "TM. BAN THƯỜNG VỤ", "(Ký, ghi rõ họ tên)",
                                     "TRƯỞNG BAN",        "Sơn La, ngày 15 tháng 11 năm 2024",
                                     "Q. TRƯỞNG BAN" };
  static const char *const no[] = { "KT", "TT", "Tuyên truyền", "Huyện Mường La", "Q. Hải An", "" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (kheo_words_signature (yes[i]));
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (kheo_words_signature (no[i]));
}

static void
test_headings (void)
{
  static const struct
  {
    const char *text;
    int         field;
  } cases[] = {
    { "STT", KHEO_COLUMN_ORDINAL },
    { "Tên mô hình, điển hình", KHEO_MODEL_NAME },
    { "Đơn vị (xã/phường)", KHEO_MODEL_UNIT },
    { "Huyện, thành phố", KHEO_COLUMN_DISTRICT },
    { "Kinh phí thực hiện (triệu đồng)", KHEO_MODEL_BUDGET },
    { "Họ tên (nếu là cá nhân)", KHEO_MODEL_PERSON },
    { "Tập thể/cá nhân", KHEO_MODEL_KIND },
    { "Số hộ, người tham gia", KHEO_MODEL_PARTICIPANTS },
    { "Ghi chú khác", KHEO_MODEL_NOTE },
    { "registered_on", KHEO_MODEL_REGISTERED_ON },
    { "Mã bản ghi", KHEO_COLUMN_RECORD_ID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int field = KHEO_COLUMN_NONE;
      int score = kheo_heading_score (&kheo_register_models, cases[i].text, &field);

      g_test_message ("%s: %d", cases[i].text, score);
      g_assert_cmpint (field, ==, cases[i].field);
      g_assert_cmpint (score, >=, KHEO_HEADING_LIKELY);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/words/totals", test_totals);
  g_test_add_func ("/transfer/words/ordinals", test_ordinals);
  g_test_add_func ("/transfer/words/signatures", test_signatures);
  g_test_add_func ("/transfer/words/headings", test_headings);
  return g_test_run ();
}
