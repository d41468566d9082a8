#include "kheo-text.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *expected;
} Pair;

static void
test_fold (void)
{
  static const Pair cases[] = {
    { "Dân vận khéo", "dan van kheo" },
    { "  ĐẮK   LẮK\n", "dak lak" },
    { "Ðắk Nông", "dak nong" }, /* U+00D0, typed for Đ */
    { "Hoà", "hoa" },
    { "Hòa", "hoa" },
    { "Nguye\xcc\x82\xcc\x83n U\xcc\x9b\xcc\x81ng", "nguyen ung" }, /* decomposed */
    { "Tổ 1\xc2\xa0- \"x\"", "to 1 - \"x\"" },
    { "\xef\xbb\xbfThô\xc2\xadn", "thon" },
    { "ﬁn Å ②", "fin a 2" },
    { "Ω", "ω" },
    { "a\xff\xc3", "a\xef\xbf\xbd\xef\xbf\xbd" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = kheo_text_fold (cases[i].text);

      g_assert_cmpstr (key, ==, cases[i].expected);
    }
}

static char *
fold_slowly (gunichar c)
{
  char             text[8] = { 0 };
  GString         *key = g_string_new (NULL);
  g_autofree char *plain = NULL;

  g_unichar_to_utf8 (c, text);
  plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (key, g_unichar_tolower (g_utf8_get_char (p)));
  return g_string_free (key, FALSE);
}

/* The table says what GLib says for every Vietnamese letter. */
static void
test_fold_table (void)
{
  for (gunichar c = 0xc0; c < 0x1f00; c = c == 0x24f ? 0x1e00 : c + 1)
    {
      char             text[8] = { 0 };
      g_autofree char *expected = NULL;
      g_autofree char *key = NULL;

      if (!g_unichar_isalpha (c) || c == 0xd0 || c == 0xf0 || c == 0x110 || c == 0x111)
        continue;
      if (g_unichar_fully_decompose (c, TRUE, NULL, 0) !=
          g_unichar_fully_decompose (c, FALSE, NULL, 0))
        continue; /* "ŀ" and the like are written out */
      g_unichar_to_utf8 (c, text);
      expected = fold_slowly (c);
      key = kheo_text_fold (text);
      if (c != 0x149 && c != 0x17f && c != 0x1e9a && c != 0x1e9b)
        g_assert_cmpstr (key, ==, expected);
    }
}

static void
test_fold_append (void)
{
  g_autoptr (GString) key = g_string_new ("x");

  kheo_text_fold_append (key, "  Xã Đông", 8);
  g_assert_cmpstr (key->str, ==, "xxa d");
}

static void
test_tidy (void)
{
  static const Pair cases[] = {
    { NULL, "" },
    { "  a \xc2\xa0\t b\n", "a b" },
    { "Hoa\xcc\x80", "Hoà" },
    { "\xff", "\xef\xbf\xbd" },
    { "Thô\xc2\xadn", "Thô\xc2\xadn" }, /* may be a TCVN3 "ư": kept */
    { "\xef\xbb\xbf"
      "a\xe2\x80\x8b",
      "a" },
    { "\xe2\x84\xab", "Å" }, /* Ångström sign */
    { "“Xã” – 1", "“Xã” – 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tidy = kheo_text_tidy (cases[i].text);

      g_assert_cmpstr (tidy, ==, cases[i].expected);
    }
}

static void
test_match_key (void)
{
  static const Pair same[] = {
    { "Xã Hoà Bình", "xã hòa bình" },
    { "Kỹ thuật", "kĩ  thuật." },
    { "Quý", "quí" },
    { "Lý-Mỹ", "lí mĩ" },
    { "Xã Ea H’leo", "xã ea h'leo" },
    { "Uỷ ban", "Ủy ban" },
    { "Quỳnh", "Quình" },
    { "“Khéo”", "KHÉO" },
  };
  static const Pair other[] = {
    { "tay", "tai" },
    { "Thuỷ", "thui" },
    { "Quyền", "quien" },
    { "Thôn 1", "Thôn 11" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *a = kheo_text_match_key (same[i].text);
      g_autofree char *b = kheo_text_match_key (same[i].expected);

      g_assert_cmpstr (a, ==, b);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autofree char *a = kheo_text_match_key (other[i].text);
      g_autofree char *b = kheo_text_match_key (other[i].expected);

      g_assert_cmpstr (a, !=, b);
    }
}

static void
test_order (void)
{
  static const char *const sorted[] = { "",   "An",     "Ăn",      "Ân",      "Bà", "bả",
                                        "Ca", "Chi",    "Da",      "Đa",      "Đá", "Đạ",
                                        "Em", "Thôn 2", "Thôn 2a", "Thôn 10", "Ư",  "Y" };

  for (gsize i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (sorted); j++)
      {
        g_autoptr (GBytes) a = kheo_text_sort_key (sorted[i]);
        g_autoptr (GBytes) b = kheo_text_sort_key (sorted[j]);
        int by_key = g_bytes_compare (a, b);
        int direct = kheo_text_compare (sorted[i], sorted[j]);

        g_assert_cmpint ((by_key > 0) - (by_key < 0), ==, (i > j) - (i < j));
        g_assert_cmpint ((direct > 0) - (direct < 0), ==, (i > j) - (i < j));
      }
}

static void
test_order_details (void)
{
  g_autoptr (GString) prefix = g_string_new (NULL);
  g_autofree char *longer = NULL;
  g_autoptr (GBytes) a = kheo_text_sort_key ("Hoà");
  g_autoptr (GBytes) b = kheo_text_sort_key ("Hoa\xcc\x80");
  g_autoptr (GBytes) c = NULL;
  g_autoptr (GBytes) d = NULL;

  g_assert_true (g_bytes_equal (a, b));

  for (int i = 0; i < 2000; i++)
    g_string_append (prefix, "Đắ");
  longer = g_strconcat (prefix->str, "a", NULL);
  c = kheo_text_sort_key (prefix->str);
  d = kheo_text_sort_key (longer);
  g_assert_cmpint (g_bytes_compare (c, d), <, 0);
}

static void
test_likeness (void)
{
  g_autofree char *huge = g_strnfill (5000, 'a');

  g_assert_cmpfloat (kheo_text_likeness ("Xã Hoà Bình", "xã hòa bình"), ==, 1);
  g_assert_cmpfloat (kheo_text_likeness ("abc", "xyz"), ==, 0);
  g_assert_cmpfloat (kheo_text_likeness ("", "a"), ==, 0);
  g_assert_cmpfloat (kheo_text_likeness ("", "."), ==, 1);
  g_assert_cmpfloat (kheo_text_likeness ("Tân Hoà", "Tân Hội"), >, 0.8);
  g_assert_cmpfloat (kheo_text_likeness ("Tân Hoà", "Mường La"), <, 0.5);
  g_assert_cmpfloat (kheo_text_likeness ("Tân Hoà", "Tân Hội"), ==,
                     kheo_text_likeness ("Tân Hội", "Tân Hoà"));
  g_assert_cmpfloat (kheo_text_likeness (huge, "a"), <, 0.1);
}

/* Any bytes whatever: valid UTF-8 comes out, and folding twice changes nothing. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);

  for (int round = 0; round < 20000; round++)
    {
      char             bytes[24] = { 0 };
      int              n = g_rand_int_range (rand, 0, 23);
      g_autofree char *key = NULL;
      g_autofree char *again = NULL;
      g_autofree char *tidy = NULL;
      g_autofree char *match = NULL;
      g_autoptr (GBytes) sort = NULL;

      for (int i = 0; i < n; i++)
        bytes[i] = (char) g_rand_int_range (rand, 1, 256);
      if (round % 2 == 0)
        for (int i = 0; i + 2 < n; i += 3)
          memcpy (bytes + i, "\xe1\xba\xa1", 3);
      key = kheo_text_fold (bytes);
      again = kheo_text_fold (key);
      tidy = kheo_text_tidy (bytes);
      match = kheo_text_match_key (bytes);
      sort = kheo_text_sort_key (bytes);
      g_assert_true (g_utf8_validate (key, -1, NULL));
      g_assert_true (g_utf8_validate (tidy, -1, NULL));
      g_assert_true (g_utf8_validate (match, -1, NULL));
      g_assert_cmpstr (key, ==, again);
    }
}

static void
test_speed (void)
{
  const char *text =
      "Mô hình “Dân vận khéo” trong xây dựng nông thôn mới xã Đắk Rông, huyện Mường La";
  g_autoptr (GString) key = g_string_new (NULL);

  g_test_timer_start ();
  for (int i = 0; i < 1000000; i++)
    {
      g_string_truncate (key, 0);
      kheo_text_fold_append (key, text, -1);
    }
  g_test_minimized_result (g_test_timer_elapsed (), "fold, us per name of 100 bytes: %.2f",
                           g_test_timer_elapsed ());
  g_test_timer_start ();
  for (int i = 0; i < 100000; i++)
    g_bytes_unref (kheo_text_sort_key (text));
  g_test_minimized_result (g_test_timer_elapsed () * 10, "sort key, us per name of 100 bytes: %.2f",
                           g_test_timer_elapsed () * 10);
  g_test_timer_start ();
  for (int i = 0; i < 100000; i++)
    g_free (kheo_text_tidy (text));
  g_test_minimized_result (g_test_timer_elapsed () * 10, "tidy, us per name of 100 bytes: %.2f",
                           g_test_timer_elapsed () * 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/fold", test_fold);
  g_test_add_func ("/base/text/fold-table", test_fold_table);
  g_test_add_func ("/base/text/fold-append", test_fold_append);
  g_test_add_func ("/base/text/tidy", test_tidy);
  g_test_add_func ("/base/text/match-key", test_match_key);
  g_test_add_func ("/base/text/order", test_order);
  g_test_add_func ("/base/text/order-details", test_order_details);
  g_test_add_func ("/base/text/likeness", test_likeness);
  g_test_add_func ("/base/text/random", test_random);
  if (g_test_perf ())
    g_test_add_func ("/base/text/speed", test_speed);
  return g_test_run ();
}
