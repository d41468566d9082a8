#include "kheo-text.h"
#include "kheo-unit-table.h"

#include <string.h>

static void
test_table (void)
{
  guint               n = 0;
  const KheoUnitType *types = kheo_unit_types (&n);

  g_assert_cmpuint (n, ==, 28);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) keys = g_strsplit (types[i].short_prefixes, "|", -1);

      g_assert_true (kheo_unit_type_find (types[i].value) == &types[i]);
      for (guint k = 0; keys[k] != NULL; k++)
        {
          g_autofree char *key = kheo_text_match_key (keys[k]);

          g_assert_cmpstr (key, ==, keys[k]);
        }
    }
  g_assert_null (kheo_unit_type_find ("county"));
  g_assert_cmpstr (kheo_level_name (KHEO_LEVEL_COMMUNE), ==, "commune");
  g_assert_cmpstr (kheo_level_label (KHEO_LEVEL_COMMUNE), ==, "Commune level");
}

static void
test_of_name (void)
{
  static const struct
  {
    const char *name;
    int         level;
    const char *type;
  } cases[] = {
    { "Tỉnh Sơn La", -1, "province" },
    { "Thành phố Hà Nội", KHEO_LEVEL_PROVINCE, "city" },
    { "Thành phố Hà Nội", -1, "city" },
    { "TP Hà Nội", -1, "city" },
    { "Thành phố Sơn La", KHEO_LEVEL_DISTRICT, "provincial-city" },
    { "TP. Hạ Long", KHEO_LEVEL_DISTRICT, "provincial-city" },
    { "Tp Hạ Long", KHEO_LEVEL_DISTRICT, "provincial-city" },
    { "Huyện Mường La", -1, "district" },
    { "H. Mường La", -1, "district" },
    { "Quận 1", -1, "urban-district" },
    { "TX Quảng Yên", -1, "town" },
    { "Thị xã Quảng Yên", -1, "town" },
    { "Xã Ngọc Chiến", -1, "commune" },
    { "XÃ NGỌC CHIẾN", -1, "commune" },
    { "xa ngoc chien", -1, "commune" },
    { "X. Ngọc Chiến", -1, "commune" },
    { "Phường Phúc Xá", -1, "ward" },
    { "P.12", -1, "ward" },
    { "TT. Ít Ong", -1, "township" },
    { "Thị trấn Ít Ong", -1, "township" },
    { "Đặc khu Vân Đồn", -1, "special-zone" },
    { "Bản Lướt", -1, "ban" },
    { "Ban Dân vận Tỉnh ủy", -1, "office" },
    { "Ban Công tác Mặt trận thôn 3", -1, "front-committee" },
    { "Tổ dân phố 5", -1, "residential-group" },
    { "Khu phố 2", -1, "khu-pho" },
    { "Khu dân cư số 4", -1, "residential-area" },
    { "Hội Nông dân xã Chiềng Cọ", -1, "organisation" },
    { "Hội Khuyến học tỉnh", -1, "association" },
    { "Công an tỉnh", -1, "armed-forces" },
    { "Công ty TNHH Bình Minh", -1, "business" },
    { "Đảng ủy xã Ngọc Chiến", -1, "party-committee" },
    { "Ngọc Chiến", -1, NULL },
    { "Xã", -1, NULL },
    { "Xãng Chiến", -1, NULL },
    { "Xã Ngọc Chiến", KHEO_LEVEL_DISTRICT, NULL },
    { "", -1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KheoUnitType *type = kheo_unit_type_of_name (cases[i].name, (KheoLevel) cases[i].level);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (type != NULL ? type->value : NULL, ==, cases[i].type);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/unit-types/table", test_table);
  g_test_add_func ("/registry/unit-types/of-name", test_of_name);
  return g_test_run ();
}
