#include "kheo-error.h"
#include "kheo-registers.h"

static const KheoField *
model_field (const char *name)
{
  const KheoField *field = kheo_register_get_field (&kheo_register_models, name);

  g_assert_nonnull (field);
  return field;
}

static void
test_choices_from_sheets (void)
{
  static const struct
  {
    const char *field;
    const char *text;
    const char *value;
  } cases[] = {
    { "kind", "Tập thể", "collective" },
    { "kind", "TT", "collective" },
    { "kind", "  tập\u00a0thể ", "collective" },
    { "kind", "CN", "individual" },
    { "kind", "cá nhân", "individual" },
    { "kind", "Ca\u0301 nha\u0302n", "individual" },
    { "kind", "individual", "individual" },
    { "kind", "Individual", "individual" },
    { "field", "Kinh tế", "economy" },
    { "field", "KT", "economy" },
    { "field", "Phát triển kinh tế", "economy" },
    { "field", "Lĩnh vực kinh tế", "economy" },
    { "field", "VH-XH", "culture-society" },
    { "field", "Văn hoá, xã hội", "culture-society" },
    { "field", "Văn hóa - xã hội", "culture-society" },
    { "field", "QP-AN", "defence-security" },
    { "field", "An ninh quốc phòng", "defence-security" },
    { "field", "Quốc phòng, an ninh", "defence-security" },
    { "field", "XD HTCT", "political-system" },
    { "field", "Củng cố hệ thống chính trị", "political-system" },
    { "field", "Xây dựng hệ thống chính trị", "political-system" },
    { "origin", "Đăng ký mới", "new" },
    { "origin", "Duy trì", "maintained" },
    { "status", "Tiêu biểu", "outstanding" },
    { "status", "Được công nhận", "recognised" },
    { "level", "Cấp cơ sở", "commune" },
    { "kind", "hộ gia đình", NULL },
    { "kind", "", NULL },
    { "kind", "…", NULL },
    { "kind", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (kheo_field_parse_choice (model_field (cases[i].field), cases[i].text), ==,
                     cases[i].value);
}

static void
test_choice_index (void)
{
  const KheoField *field = model_field ("field");

  g_assert_cmpint (kheo_field_choice_index (field, "economy"), ==, 0);
  g_assert_cmpint (kheo_field_choice_index (field, "political-system"), ==, 3);
  g_assert_cmpint (kheo_field_choice_index (field, "nothing"), ==, -1);
  g_assert_cmpint (kheo_field_choice_index (field, NULL), ==, -1);
  g_assert_cmpstr (kheo_field_choice_label (field, "economy"), ==, "Economy");
  g_assert_cmpstr (kheo_field_choice_label (field, "older"), ==, "older");
}

static void
test_synonyms (void)
{
  g_assert_true (kheo_synonyms_match ("xa|xa phuong", "xa"));
  g_assert_true (kheo_synonyms_match ("xa|xa phuong", "xa phuong"));
  g_assert_false (kheo_synonyms_match ("xa|xa phuong", "x"));
  g_assert_false (kheo_synonyms_match ("xa|xa phuong", "phuong"));
  g_assert_false (kheo_synonyms_match ("xa|ba", "xa phuong"));
  g_assert_false (kheo_synonyms_match ("xa||ba", ""));
  g_assert_false (kheo_synonyms_match (NULL, "xa"));
  g_assert_true (kheo_field_match_heading (model_field ("name"), "name of model"));
  g_assert_true (kheo_field_match_heading (model_field ("name"), "ten mo hinh"));
  g_assert_false (kheo_field_match_heading (model_field ("name"), "linh vuc"));
}

/* NULL: refused with a sentence. */
static void
check_parse (const char *name, const char *text, const char *expected)
{
  KheoValue value = KHEO_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  gboolean         done = kheo_field_parse (model_field (name), text, &value, &error);

  g_test_message ("%s: “%s”", name, text);
  if (expected == NULL)
    {
      g_assert_false (done);
      g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
      g_assert_true (g_str_has_suffix (error->message, "."));
      return;
    }
  g_assert_no_error (error);
  g_assert_true (done);
  if (value.type == KHEO_VALUE_INTEGER)
    got = g_strdup_printf ("%" G_GINT64_FORMAT, value.integer);
  else
    got = g_strdup (value.type == KHEO_VALUE_TEXT ? value.text : "");
  g_assert_cmpstr (got, ==, expected);
  kheo_value_clear (&value);
}

static void
test_parse (void)
{
  check_parse ("name", "  Khéo  vận động ", "Khéo vận động");
  check_parse ("name", " \u00a0", NULL);
  check_parse ("owner", "", "");
  check_parse ("owner", NULL, "");
  check_parse ("note", "một\n\n hai  ba \n", "một\n\nhai ba");
  check_parse ("kind", "tập thể", "collective");
  check_parse ("kind", "hai người", NULL);
  check_parse ("unit_id", "#12", "12");
  check_parse ("unit_id", "12", "12");
  check_parse ("unit_id", "Xã Ngọc Chiến", NULL);
}

static void
test_parse_numbers (void)
{
  check_parse ("participants", "1.234", "1234");
  check_parse ("participants", "1,234", "1234");
  check_parse ("participants", "0", "0");
  check_parse ("participants", "-5", NULL);
  check_parse ("participants", "12,5", NULL);
  check_parse ("participants", "nhiều", NULL);
  check_parse ("participants", "hơn 300", NULL);
  check_parse ("participants", "15%", NULL);
  check_parse ("budget", "2.500.000", "2500000");
  check_parse ("budget", "2.500.000 đồng", "2500000");
  check_parse ("budget", "2,5 triệu", "2500000");
  check_parse ("budget", "1,2 tỷ đồng", "1200000000");
  check_parse ("budget", "99999999999999999999", NULL);
}

static void
test_parse_times (void)
{
  check_parse ("year", "2022", "2022");
  check_parse ("year", "năm 2022", "2022");
  check_parse ("year", "22", NULL);
  check_parse ("year", "1850", NULL);
  check_parse ("year", "5/2022", NULL);
  check_parse ("registered_on", "23/5/2022", "2022-05-23");
  check_parse ("registered_on", "2022-05-23", "2022-05-23");
  check_parse ("registered_on", "5/2022", "2022-05");
  check_parse ("registered_on", "2022-05", "2022-05");
  check_parse ("registered_on", "2022-13", NULL);
  check_parse ("registered_on", "2022", "2022");
  check_parse ("registered_on", "31/2/2022", NULL);
  check_parse ("registered_on", "quý III/2022", NULL);
}

static void
check_format (const char *name, const char *text, const char *expected)
{
  KheoValue        value = KHEO_VALUE_INIT;
  g_autofree char *shown = NULL;

  if (text != NULL)
    {
      kheo_field_parse (model_field (name), text, &value, NULL);
      g_assert_false (kheo_value_is_null (&value));
    }
  shown = kheo_field_format (model_field (name), &value);
  g_assert_cmpstr (shown, ==, expected);
  kheo_value_clear (&value);
}

static void
test_format (void)
{
  check_format ("name", "Khéo", "Khéo");
  check_format ("kind", "CN", "Individual");
  check_format ("year", "2022", "2022");
  check_format ("registered_on", "5/2/2026", "05/02/2026");
  check_format ("registered_on", "6/2022", "06/2022");
  check_format ("registered_on", "2022", "2022");
  check_format ("participants", "1.234", "1,234");
  check_format ("budget", "2500000", "2,500,000");
  check_format ("participants", NULL, "");
}

/* What is shown is understood again. */
static void
test_format_and_parse (void)
{
  static const char *const cases[][2] = {
    { "participants", "1234567" },  { "participants", "1234" }, { "participants", "12" },
    { "budget", "2500000" },        { "year", "2022" },         { "registered_on", "2022-05-23" },
    { "registered_on", "2022-05" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KheoField *field = model_field (cases[i][0]);
      KheoValue        value = KHEO_VALUE_INIT;
      KheoValue        again = KHEO_VALUE_INIT;
      g_autofree char *shown = NULL;

      g_assert_true (kheo_field_parse (field, cases[i][1], &value, NULL));
      shown = kheo_field_format (field, &value);
      g_assert_true (kheo_field_parse (field, shown, &again, NULL));
      g_assert_true (kheo_value_equal (&value, &again));
      kheo_value_clear (&value);
      kheo_value_clear (&again);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/field/choices-from-sheets", test_choices_from_sheets);
  g_test_add_func ("/registry/field/choice-index", test_choice_index);
  g_test_add_func ("/registry/field/synonyms", test_synonyms);
  g_test_add_func ("/registry/field/parse", test_parse);
  g_test_add_func ("/registry/field/parse-numbers", test_parse_numbers);
  g_test_add_func ("/registry/field/parse-times", test_parse_times);
  g_test_add_func ("/registry/field/format", test_format);
  g_test_add_func ("/registry/field/format-and-parse", test_format_and_parse);
  return g_test_run ();
}
