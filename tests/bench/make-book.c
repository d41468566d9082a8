/*
 * kheo-make-book PATH N_UNITS N_MODELS [SEED]
 *
 * Fills a new book with a made-up country: provinces, districts, communes and hamlets in the
 * proportions of the real one (63 : 700 : 10,000 : 90,000), and models with plausible names.  The
 * same seed gives the same content.  Nothing is recorded in the history: it is what was there
 * before.
 */
#include "kheo-book.h"
#include "kheo-id.h"
#include "kheo-registers.h"
#include "kheo-unit-table.h"

#include <glib/gstdio.h>
#include <stdlib.h>

typedef struct
{
  KheoDb *db;
  GRand  *random;
  gint64  ids[4]; /* first of each level; the others follow it */
  guint   n[4];
} Maker;

#define BATCH 50000

#define PICK(random, array) ((array)[g_rand_int_range ((random), 0, G_N_ELEMENTS (array))])

static const char *const first_syllables[] = {
  "Chiềng", "Mường", "Nậm", "Tân", "Quảng", "Đông", "Yên", "Bình", "Hoành", "Vạn",
  "Thanh",  "Phú",   "An",  "Hải", "Tà",    "Pắc",  "Sín", "Đắk",  "Krông", "Ea",
};
static const char *const second_syllables[] = {
  "Khoa", "Lạn",  "Xuân", "Ngọc", "Hòa",  "Tiến", "Thịnh", "Ninh", "Bồ",  "Mô",
  "Ngà",  "Chài", "Kheo", "Lâm",  "Long", "Yên",  "Sơn",   "Hưng", "Búk", "Kuêh",
};
static const char *const ways[] = {
  "Khéo vận động",  "Chung tay",    "Giúp nhau",        "Liên kết",
  "Đồng hành cùng", "Tuyên truyền", "Phát huy vai trò", "Vận động nhân dân",
};
static const char *const works[] = {
  "du lịch cộng đồng",           "thu gom rác thải nhựa",
  "hiến đất làm đường bê tông",  "thắp sáng đường quê",
  "xây dựng tuyến đường hoa",    "nhóm liên gia tự quản",
  "tổ hòa giải ở cơ sở",         "nuôi cá lồng",
  "hộ nghèo làm nhà ở",          "trồng cây ăn quả trên đất dốc",
  "phòng chống ma túy",          "giúp trẻ em đến trường",
  "cải cách thủ tục hành chính", "bảo vệ đường biên, cột mốc",
};
static const char *const owners[] = {
  "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên", "Hội Cựu chiến binh", "Ủy ban MTTQ",
  "Công an",      "Ban Chỉ huy Quân sự",  "Trạm Y tế",
};
static const char *const surnames[] = {
  "Nguyễn", "Trần", "Lê", "Phạm", "Lò", "Quàng", "Đặng", "Vừ"
};
static const char *const given_names[] = { "Văn Thủy", "Thị Mai", "Thị Ước", "Đức Thủy",
                                           "A Dính",   "Văn Đạt", "Thị Hoa", "Minh Sơn" };

static void
check (gboolean done, GError *error)
{
  if (done)
    return;
  g_printerr ("%s\n", error != NULL ? error->message : "failed");
  exit (1);
}

static gint64
unit_at (Maker *maker, int level, guint index)
{
  return maker->ids[level] + index;
}

/* What unit @index of @level is called; numbers keep hamlets of one commune apart. */
static char *
make_unit_name (Maker *maker, const KheoUnitType *type, guint index)
{
  if (type->level == KHEO_LEVEL_HAMLET && index % 3 != 0)
    return g_strdup_printf ("%s %u", type->prefix, 1 + index % 12);
  return g_strdup_printf ("%s %s %s", type->prefix, PICK (maker->random, first_syllables),
                          PICK (maker->random, second_syllables));
}

static const KheoUnitType *
pick_type (int level, guint index)
{
  static const char *const values[4][4] = {
    { "province", "province", "province", "city" },
    { "district", "district", "town", "provincial-city" },
    { "commune", "commune", "ward", "township" },
    { "hamlet", "ban", "hamlet", "khu-pho" },
  };

  return kheo_unit_type_find (values[level][index % 4]);
}

static void
make_level (Maker *maker, int level)
{
  static const int digits[] = { 2, 3, 5, 0 };

  maker->ids[level] = kheo_id_next_block (maker->n[level]);
  for (guint i = 0; i < maker->n[level]; i++)
    {
      const KheoUnitType *type = pick_type (level, i);
      g_autofree char    *name = make_unit_name (maker, type, i);
      g_autofree char    *code = NULL;
      g_autoptr (GError) error = NULL;
      guint64         above = level > 0 ? (guint64) i * maker->n[level - 1] / maker->n[level] : 0;
      KheoUnitVersion version = {
        .unit_id = unit_at (maker, level, i),
        .name = name,
        .type = type,
        .parent_id = level > 0 ? unit_at (maker, level - 1, (guint) above) : 0,
      };

      if (digits[level] > 0)
        code = g_strdup_printf ("%0*u", digits[level], i + 1);
      version.code = code;
      check (kheo_unit_table_insert (maker->db, &version, &error), error);
    }
}

static void
make_units (Maker *maker, guint n)
{
  maker->n[0] = MAX (1, n / 1587);
  maker->n[1] = MAX (1, n / 143);
  maker->n[2] = MAX (1, n / 10);
  maker->n[3] = n - MIN (n, maker->n[0] + maker->n[1] + maker->n[2]);
  for (int level = 0; level < 4; level++)
    if (maker->n[level] > 0)
      make_level (maker, level);
}

/* Most models are a commune's, some a hamlet's or a district's. */
static gint64
pick_unit (Maker *maker)
{
  gint32 dice = g_rand_int_range (maker->random, 0, 20);
  int    level = dice == 0 ? 1 : (dice <= 4 && maker->n[3] > 0 ? 3 : 2);

  return unit_at (maker, level,
                  (guint) g_rand_int_range (maker->random, 0, (gint32) maker->n[level]));
}

static void
make_texts (Maker *maker, KheoValue *values)
{
  GRand *random = maker->random;

  kheo_value_take_text (&values[KHEO_MODEL_NAME],
                        g_strdup_printf ("%s %s %s %s", PICK (random, ways), PICK (random, works),
                                         PICK (random, first_syllables),
                                         PICK (random, second_syllables)));
  kheo_value_take_text (&values[KHEO_MODEL_OWNER],
                        g_strdup_printf ("%s xã %s %s", PICK (random, owners),
                                         PICK (random, first_syllables),
                                         PICK (random, second_syllables)));
  kheo_value_clear (&values[KHEO_MODEL_PERSON]);
}

static void
make_model (Maker *maker, KheoValue *values)
{
  static const char *const fields[] = { "economy",         "economy",          "culture-society",
                                        "culture-society", "defence-security", "political-system" };
  static const char *const statuses[] = { "registered",  "running",   "recognised",
                                          "outstanding", "commended", "stopped" };
  GRand                   *random = maker->random;
  gboolean                 is_person = g_rand_int_range (random, 0, 10) < 3;
  int                      year = g_rand_int_range (random, 2019, 2027);

  make_texts (maker, values);
  kheo_value_set_integer (&values[KHEO_MODEL_UNIT], pick_unit (maker));
  kheo_value_set_text (&values[KHEO_MODEL_KIND], is_person ? "individual" : "collective");
  kheo_value_set_text (&values[KHEO_MODEL_FIELD], PICK (random, fields));
  kheo_value_set_text (&values[KHEO_MODEL_STATUS], PICK (random, statuses));
  kheo_value_set_integer (&values[KHEO_MODEL_YEAR], year);
  kheo_value_take_text (&values[KHEO_MODEL_REGISTERED_ON],
                        g_strdup_printf ("%d-%02d-%02d", year, g_rand_int_range (random, 1, 13),
                                         g_rand_int_range (random, 1, 29)));
  kheo_value_set_integer (&values[KHEO_MODEL_PARTICIPANTS], g_rand_int_range (random, 5, 5000));
  kheo_value_set_integer (&values[KHEO_MODEL_BUDGET],
                          100000 * (gint64) g_rand_int_range (random, 0, 90000));
  if (is_person)
    kheo_value_take_text (
        &values[KHEO_MODEL_PERSON],
        g_strdup_printf ("%s %s", PICK (random, surnames), PICK (random, given_names)));
}

static void
make_models (Maker *maker, guint n)
{
  KheoValue values[KHEO_MODEL_N_FIELDS] = { 0 };
  g_autoptr (KheoRecordWriter) writer = kheo_record_writer_new (maker->db, &kheo_register_models);
  gint64 first = kheo_id_next_block (MAX (1, n));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;

      /* One transaction for all would first write the whole book into its journal. */
      if (i % BATCH == BATCH - 1)
        {
          check (kheo_db_commit (maker->db, &error), error);
          check (kheo_db_begin (maker->db, &error), error);
        }
      make_model (maker, values);
      check (kheo_record_writer_insert (writer, first + i, values, &error), error);
    }
  for (guint i = 0; i < KHEO_MODEL_N_FIELDS; i++)
    kheo_value_clear (&values[i]);
}

static guint
read_number (const char *text, guint64 max)
{
  guint64 number = 0;
  g_autoptr (GError) error = NULL;

  check (g_ascii_string_to_unsigned (text, 10, 0, max, &number, &error), error);
  return (guint) number;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (GRand) random = NULL;
  Maker  maker = { 0 };
  gint64 start = g_get_monotonic_time ();

  if (argc < 4 || argc > 5)
    {
      g_printerr ("usage: %s PATH N_UNITS N_MODELS [SEED]\n", argv[0]);
      return 2;
    }
  if (g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      g_printerr ("%s is there already\n", argv[1]);
      return 2;
    }

  db = kheo_book_open_db (argv[1], KHEO_DB_CREATE, &error);
  check (db != NULL, error);
  random = g_rand_new_with_seed (argc == 5 ? read_number (argv[4], G_MAXUINT32) : 1);
  maker = (Maker){ .db = db, .random = random };

  check (kheo_db_begin (db, &error), error);
  make_units (&maker, MAX (3, read_number (argv[2], 10000000)));
  make_models (&maker, read_number (argv[3], 100000000));
  check (kheo_db_commit (db, &error), error);
  g_print ("%s: %.2f s\n", argv[1], (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  return 0;
}
