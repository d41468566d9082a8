#include "kheo-registers.h"
#include "kheo-text.h"

#include <string.h>

/* Each of the '|'-separated @synonyms is the match key that a sheet's text will have, and belongs
 * to @owner alone. */
static void
check_synonyms (const char *synonyms, const char *owner, GHashTable *owners)
{
  g_auto (GStrv) keys = NULL;

  if (synonyms == NULL)
    return;
  keys = g_strsplit (synonyms, "|", -1);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *key = kheo_text_match_key (keys[i]);

      g_assert_cmpstr (keys[i], !=, "");
      g_assert_cmpstr (key, ==, keys[i]);
      if (owners != NULL && !g_hash_table_insert (owners, g_strdup (key), (gpointer) owner))
        g_error ("“%s” of %s is given twice", key, owner);
    }
}

static void
check_choices (const KheoField *field)
{
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const KheoChoice *choice = field->choices; choice->value != NULL; choice++)
    check_synonyms (choice->synonyms, choice->value, owners);
}

static void
check_register (const KheoRegister *reg, gboolean ambiguous_choices)
{
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  check_synonyms (reg->titles, reg->name, NULL);
  for (guint i = 0; i < reg->n_fields; i++)
    {
      const KheoField *field = &reg->fields[i];

      g_assert_nonnull (field->name);
      g_assert_nonnull (field->label);
      g_assert_nonnull (field->section);
      g_assert_cmpint (field->width, >, 0);
      g_assert_cmpint (field->type == KHEO_FIELD_CHOICE, ==, field->choices != NULL);
      g_assert_cmpint (kheo_register_find_field (reg, field->name), ==, (int) i);
      check_synonyms (field->synonyms, field->name, owners);
      if (field->choices != NULL && !ambiguous_choices)
        check_choices (field);
    }
}

static void
test_tables (void)
{
  check_register (&kheo_register_models, FALSE);
  check_register (&kheo_register_indicators, FALSE);
  check_register (&kheo_register_figures, FALSE);
  check_register (&kheo_register_targets, FALSE);
  check_register (&kheo_register_tasks, FALSE);
  check_register (&kheo_register_petitions, FALSE);
  /* "Thành phố" is a kind of province and of district. */
  check_register (&kheo_register_units, TRUE);
}

static void
test_find (void)
{
  g_assert_true (kheo_register_find ("models") == &kheo_register_models);
  g_assert_true (kheo_register_find ("model") == &kheo_register_models);
  g_assert_true (kheo_register_find ("units") == &kheo_register_units);
  g_assert_null (kheo_register_find ("nothing"));
  g_assert_true (kheo_registers_list ()[0] == &kheo_register_models);
  g_assert_cmpint (kheo_register_find_field (&kheo_register_models, "x"), ==, -1);
  g_assert_null (kheo_register_get_field (&kheo_register_models, "x"));
}

static void
check_heading (const KheoRegister *reg, const char *heading, const char *expected)
{
  g_autofree char *key = kheo_text_match_key (heading);
  const char      *found = NULL;

  for (guint i = 0; i < reg->n_fields && found == NULL; i++)
    if (kheo_field_match_heading (&reg->fields[i], key))
      found = reg->fields[i].name;
  g_test_message ("%s", heading);
  g_assert_cmpstr (found, ==, expected);
}

/* Headings seen in offices' files. */
static void
test_headings (void)
{
  static const char *const models[][2] = {
    { "Tên mô hình", "name" },
    { "Nội dung mô hình", "name" },
    { "Tên mô hình, điển hình", "name" },
    { "Xã, phường, thị trấn", "unit_id" },
    { "Xã", "unit_id" },
    { "Đơn vị (xã/phường)", "unit_id" },
    { "Đơn vị thực hiện", "owner" },
    { "Đơn vị đăng ký", "owner" },
    { "Chủ thể thực hiện", "owner" },
    { "Tập thể/cá nhân", "kind" },
    { "Loại hình", "kind" },
    { "Lĩnh vực", "field" },
    { "Thuộc lĩnh vực", "field" },
    { "Năm đăng ký", "year" },
    { "Năm", "year" },
    { "Ngày đăng ký", "registered_on" },
    { "Thời gian đăng kí", "registered_on" },
    { "Họ và tên", "person" },
    { "Họ tên (nếu là cá nhân)", "person" },
    { "Số người tham gia", "participants" },
    { "Số hộ, người tham gia", "participants" },
    { "Kinh phí (đồng)", "budget" },
    { "Kinh phí thực hiện (nghìn đồng)", "budget" },
    { "Kinh phí (triệu đồng)", "budget" },
    { "Kinh phí", "budget" },
    { "Ghi chú", "note" },
    { "Ghi chú khác", "note" },
    { "STT", NULL },
    { "Huyện, thành phố", NULL },
  };
  static const char *const units[][2] = {
    { "Mã PX", "code" },
    { "Phường Xã", "name" },
    { "Cấp", "type" },
    { "Quận Huyện", "district_name" },
    { "Huyện, thành phố", "district_name" },
    { "Mã QH", "district_code" },
    { "Tỉnh Thành Phố", "province_name" },
    { "Mã TP", "province_code" },
    { "Tên Tiếng Anh", NULL },
  };

  static const char *const tasks[][2] = {
    { "Nội dung công việc", "name" },
    { "Nhiệm vụ", "name" },
    { "Đơn vị", "unit_id" },
    { "Cơ quan chủ trì", "body" },
    { "Người phụ trách", "person" },
    { "Ngày giao", "given_on" },
    { "Thời hạn hoàn thành", "due_on" },
    { "Tiến độ", "state" },
    { "Kết quả thực hiện", "result" },
    { "Đơn vị phối hợp", NULL },
  };
  static const char *const petitions[][2] = {
    { "Nội dung kiến nghị", "content" },  { "Ý kiến, kiến nghị", "content" },
    { "Xã, phường", "unit_id" },          { "Lĩnh vực", "field" },
    { "Ngày tiếp nhận", "received_on" },  { "Cơ quan giải quyết", "body" },
    { "Thẩm quyền giải quyết", "body" },  { "Kết quả giải quyết", "answer" },
    { "Tình trạng giải quyết", "state" }, { "Tên mô hình", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    check_heading (&kheo_register_tasks, tasks[i][0], tasks[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (petitions); i++)
    check_heading (&kheo_register_petitions, petitions[i][0], petitions[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    check_heading (&kheo_register_models, models[i][0], models[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    check_heading (&kheo_register_units, units[i][0], units[i][1]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/registers/tables", test_tables);
  g_test_add_func ("/registry/registers/find", test_find);
  g_test_add_func ("/registry/registers/headings", test_headings);
  return g_test_run ();
}
