#include "domain-book.h"
#include "kheo-book-tables.h"
#include "kheo-test.h"
#include "kheo-text.h"
#include "kheo-unit-match.h"

#include <string.h>

typedef struct
{
  KheoDb          *db;
  KheoUnits       *units;
  KheoUnitMatcher *matcher;
  GHashTable      *ids; /* code → gint64* */
} World;

static void
world_clear (World *world)
{
  kheo_unit_matcher_free (world->matcher);
  kheo_units_unref (world->units);
  kheo_db_close (world->db);
  g_hash_table_unref (world->ids);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static gint64
id_of (World *world, const char *code)
{
  gint64 *id = g_hash_table_lookup (world->ids, code);

  return id != NULL ? *id : 0;
}

static void
add (World *world, const char *code, const char *name, const char *parent, const char *to)
{
  gint64 id =
      book_add_unit (world->db, name, code, parent != NULL ? id_of (world, parent) : 0, NULL, to);

  g_hash_table_insert (world->ids, g_strdup (code), g_memdup2 (&id, sizeof id));
}

static void
world_init (World *world)
{
  static const struct
  {
    const char *code, *name, *parent, *to;
  } rows[] = {
    { "14", "Tỉnh Sơn La", NULL, NULL },
    { "116", "Thành phố Sơn La", "14", NULL },
    { "118", "Huyện Quan Sơn", "14", NULL },
    { "120", "Huyện Mường La", "14", NULL },
    { "03658", "Xã Chiềng Cọ", "116", NULL },
    { "03649", "Phường Tô Hiệu", "116", NULL },
    { "03760", "Xã Ngọc Chiến", "120", NULL },
    { "03761", "Thị trấn Ít Ong", "120", NULL },
    { "03762", "Thị trấn Trạm Tấu", "120", NULL },
    { "03763", "Xã Trạm Tấu", "120", NULL },
    { "03764", "Xã Hoằng Quỳ", "120", NULL },
    { "03765", "Xã Hoằng Quý", "120", NULL },
    { "03766", "Xã Mỹ Hòa", "120", NULL },
    { "03767", "Xã Ea H'Leo", "120", NULL },
    { "03768", "Xã Bản Lầu", "120", NULL },
    { "03769", "Xã Nga Thanh", "118", NULL },
    { "03770", "Xã Nga Thành", "118", NULL },
    { "03771", "Xã Tân Xã", "118", NULL },
    { "03772", "Xã Cũ Kỹ", "118", "2020-12-31" },
    { "03773", "Xã Tân Lập", "118", NULL },
    { "03774", "Xã Tân Lập", "120", NULL },
    { "79", "Thành phố Hồ Chí Minh", NULL, NULL },
    { "760", "Quận 1", "79", NULL },
    { "770", "Quận 10", "79", NULL },
    { "27169", "Phường 14", "770", NULL },
    { "27170", "Phường 05", "770", NULL },
    { "58", "Tỉnh Ninh Thuận", NULL, NULL },
    { "582", "Thành phố Phan Rang-Tháp Chàm", "58", NULL },
    { "22738", "Phường Đô Vinh", "582", NULL },
  };
  g_autoptr (GError) error = NULL;

  world->db = book_new ();
  world->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  action_begin (world->db);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add (world, rows[i].code, rows[i].name, rows[i].parent, rows[i].to);
  action_end (world->db);
  world->units = kheo_units_load (world->db, &error);
  g_assert_no_error (error);
  world->matcher = kheo_unit_matcher_new (world->units, book_day ("2024-06-30"));
}

#define ANY (-1)
#define C   KHEO_LEVEL_COMMUNE
#define D   KHEO_LEVEL_DISTRICT

static void
test_table (void)
{
  static const struct
  {
    const char      *text;
    int              level;
    const char      *under; /* code */
    KheoMatchQuality quality;
    const char      *code;
  } cases[] = {
    { "03760", ANY, NULL, KHEO_MATCH_EXACT, "03760" },
    { " 3760 ", C, NULL, KHEO_MATCH_LIKELY, "03760" },
    { "Xã Ngọc Chiến", ANY, NULL, KHEO_MATCH_EXACT, "03760" },
    { "XÃ NGỌC CHIẾN", C, "120", KHEO_MATCH_EXACT, "03760" },
    { "xã  ngọc\u00a0chiến", C, "120", KHEO_MATCH_EXACT, "03760" },
    { "X. Ngọc Chiến", C, "120", KHEO_MATCH_EXACT, "03760" },
    { "Ngọc Chiến", C, "120", KHEO_MATCH_LIKELY, "03760" },
    { "xa ngoc chien", C, "120", KHEO_MATCH_LIKELY, "03760" },
    { "UBND xã Ngọc Chiến", C, "120", KHEO_MATCH_LIKELY, "03760" },
    { "Đảng ủy xã Ngọc Chiến", C, NULL, KHEO_MATCH_LIKELY, "03760" },
    /* NFD */
    { "Xa\u0303 Ngo\u0323c Chie\u0302\u0301n", C, "120", KHEO_MATCH_EXACT, "03760" },
    /* y/i, hoà/hòa */
    { "Xã Mĩ Hoà", C, "120", KHEO_MATCH_EXACT, "03766" },
    { "my hoa", C, "120", KHEO_MATCH_LIKELY, "03766" },
    { "xã Ea Hleo", C, "120", KHEO_MATCH_EXACT, "03767" },
    { "Xã Ea H’Leo", C, "120", KHEO_MATCH_EXACT, "03767" },
    /* Other parents */
    { "Xã Ngọc Chiến", C, "116", KHEO_MATCH_NONE, NULL },
    { "Xã Tân Lập", C, NULL, KHEO_MATCH_AMBIGUOUS, NULL },
    { "Xã Tân Lập", C, "118", KHEO_MATCH_EXACT, "03773" },
    { "Xã Tân Lập, huyện Mường La", C, "14", KHEO_MATCH_EXACT, "03774" },
    { "xã Ngọc Chiến, huyện Mường La", C, NULL, KHEO_MATCH_EXACT, "03760" },
    { "Xã Ngọc Chiến - Mường La", C, NULL, KHEO_MATCH_EXACT, "03760" },
    { "Ngọc Chiến (Mường La)", C, NULL, KHEO_MATCH_LIKELY, "03760" },
    { "Tỉnh Sơn La/Huyện Mường La/Xã Ngọc Chiến", ANY, NULL, KHEO_MATCH_EXACT, "03760" },
    { "xã Ngọc Chiến huyện Mường La", C, NULL, KHEO_MATCH_EXACT, "03760" },
    { "Xã Ngọc Chiến, huyện Quan Sơn", C, NULL, KHEO_MATCH_NONE, NULL },
    { "24-Xã Ngọc Chiến", C, NULL, KHEO_MATCH_NONE, NULL },
    { "03760 - Xã Ngọc Chiến", C, NULL, KHEO_MATCH_EXACT, "03760" },
    { "Xã Ngọc Chiến (03760)", C, NULL, KHEO_MATCH_EXACT, "03760" },
    { "Xã Ngọc Chiến (03761)", C, NULL, KHEO_MATCH_NONE, NULL },
    { "P. Đô Vinh, TP Phan Rang-Tháp Chàm", C, NULL, KHEO_MATCH_EXACT, "22738" },
    /* Homonyms of one district */
    { "Thị trấn Trạm Tấu", C, "120", KHEO_MATCH_EXACT, "03762" },
    { "TT Trạm Tấu", C, "120", KHEO_MATCH_EXACT, "03762" },
    { "TT. Trạm Tấu", C, "120", KHEO_MATCH_EXACT, "03762" },
    { "xã Trạm Tấu", C, "120", KHEO_MATCH_EXACT, "03763" },
    { "Trạm Tấu", C, "120", KHEO_MATCH_AMBIGUOUS, NULL },
    /* Marks decide, and only marks */
    { "Xã Hoằng Quý", C, "120", KHEO_MATCH_EXACT, "03765" },
    { "Hoằng Quỳ", C, "120", KHEO_MATCH_LIKELY, "03764" },
    { "Xã Hoằng Quy", C, "120", KHEO_MATCH_AMBIGUOUS, NULL },
    { "xa hoang quy", C, "120", KHEO_MATCH_AMBIGUOUS, NULL },
    { "Xã Nga Thanh", C, "118", KHEO_MATCH_EXACT, "03769" },
    { "xa nga thanh", C, "118", KHEO_MATCH_AMBIGUOUS, NULL },
    /* A prefix that is none */
    { "Quan Sơn", D, "14", KHEO_MATCH_LIKELY, "118" },
    { "quan son", D, "14", KHEO_MATCH_LIKELY, "118" },
    { "Bản Lầu", C, "120", KHEO_MATCH_LIKELY, "03768" },
    { "Tân Xã", C, "118", KHEO_MATCH_LIKELY, "03771" },
    { "xa tan xa", C, "118", KHEO_MATCH_LIKELY, "03771" },
    /* Another prefix than the unit bears is no match. */
    { "Phường Ngọc Chiến", C, "120", KHEO_MATCH_AMBIGUOUS, NULL },
    /* Levels */
    { "Sơn La", ANY, NULL, KHEO_MATCH_AMBIGUOUS, NULL },
    { "Sơn La", D, NULL, KHEO_MATCH_LIKELY, "116" },
    { "TP. Sơn La", D, NULL, KHEO_MATCH_EXACT, "116" },
    { "Tp Sơn La", ANY, NULL, KHEO_MATCH_EXACT, "116" },
    { "tỉnh Sơn La", ANY, NULL, KHEO_MATCH_EXACT, "14" },
    /* Numbers */
    { "Phường 14", C, "770", KHEO_MATCH_EXACT, "27169" },
    { "P.14", C, "770", KHEO_MATCH_EXACT, "27169" },
    { "P14", C, "770", KHEO_MATCH_EXACT, "27169" },
    { "Q10", D, "79", KHEO_MATCH_EXACT, "770" },
    { "Phường 5", C, "770", KHEO_MATCH_EXACT, "27170" },
    { "14", C, "770", KHEO_MATCH_LIKELY, "27169" },
    { "14", ANY, NULL, KHEO_MATCH_EXACT, "14" },
    /* Not living on that day; slips; nothing */
    { "Xã Cũ Kỹ", C, NULL, KHEO_MATCH_NONE, NULL },
    { "Xã Ngọc Chiếm", C, NULL, KHEO_MATCH_NONE, NULL },
    { "", C, NULL, KHEO_MATCH_NONE, NULL },
    { "…", C, NULL, KHEO_MATCH_NONE, NULL },
    { "Hội Phụ nữ", C, NULL, KHEO_MATCH_NONE, NULL },
  };
  g_auto (World) world = { 0 };
  guint n_wrong = 0;

  world_init (&world);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64        under = cases[i].under != NULL ? id_of (&world, cases[i].under) : 0;
      gint64        wanted = cases[i].code != NULL ? id_of (&world, cases[i].code) : 0;
      KheoUnitMatch match;

      kheo_unit_matcher_find (world.matcher, NULL, cases[i].text, cases[i].level, under, &match);
      if (match.quality != cases[i].quality || match.unit_id != wanted)
        {
          const KheoUnitVersion *got = kheo_units_get_version (world.units, match.unit_id, 0);

          g_test_message ("“%s” under %s: quality %d, unit %s", cases[i].text, cases[i].under,
                          match.quality, got != NULL ? got->name : "none");
          n_wrong++;
        }
      kheo_unit_match_clear (&match);
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
assert_offers (World *world, const char *text, const char *code)
{
  KheoUnitMatch match;
  gboolean      offered = FALSE;

  kheo_unit_matcher_find (world->matcher, NULL, text, C, 0, &match);
  g_assert_cmpint (match.unit_id, ==, 0);
  g_assert_nonnull (match.candidates);
  for (guint i = 0; i < match.candidates->len; i++)
    offered |= g_array_index (match.candidates, gint64, i) == id_of (world, code);
  g_assert_true (offered);
  kheo_unit_match_clear (&match);
}

static void
test_candidates (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  assert_offers (&world, "Xã Ngọc Chiếm", "03760");
  assert_offers (&world, "Xã Cũ Kỹ", "03772");
  assert_offers (&world, "Phường Ngọc Chiến", "03760");
  assert_offers (&world, "Trạm Tấu", "03763");
  assert_offers (&world, "Xã Ngọc Chiến, huyện Quan Sơn", "03760");
  assert_offers (&world, "Xã Ngọc Chiến (03761)", "03761");
}

static void
test_alias (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *key = kheo_text_match_key ("NC");
  KheoUnitMatch    match;

  world_init (&world);
  action_begin (world.db);
  kheo_alias_set (world.db, key, id_of (&world, "120"), id_of (&world, "03760"), &error);
  g_assert_no_error (error);
  action_end (world.db);

  kheo_unit_matcher_find (world.matcher, world.db, "nc", C, id_of (&world, "120"), &match);
  g_assert_cmpint (match.quality, ==, KHEO_MATCH_ALIAS);
  g_assert_cmpint (match.unit_id, ==, id_of (&world, "03760"));
  kheo_unit_match_clear (&match);
  /* Not in another place, and not without the book. */
  kheo_unit_matcher_find (world.matcher, world.db, "nc", C, id_of (&world, "118"), &match);
  g_assert_cmpint (match.quality, ==, KHEO_MATCH_NONE);
  kheo_unit_match_clear (&match);
  kheo_unit_matcher_find (world.matcher, NULL, "nc", C, id_of (&world, "120"), &match);
  g_assert_cmpint (match.quality, ==, KHEO_MATCH_NONE);
  kheo_unit_match_clear (&match);
}

/* How offices write a commune's name: the variants of the national test. */
static char *
without_marks (const char *name)
{
  return kheo_text_fold (name);
}

static char *
upper (const char *name)
{
  return g_utf8_strup (name, -1);
}

static char *
decomposed (const char *name)
{
  return g_utf8_normalize (name, -1, G_NORMALIZE_NFD);
}

static char *
abbreviated (const char *name)
{
  static const char *const prefixes[][2] = {
    { "Thị trấn ", "TT. " }, { "Thị Trấn ", "TT " }, { "Phường ", "P. " }, { "Xã ", "X. " }
  };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i][0]))
      return g_strconcat (prefixes[i][1], name + strlen (prefixes[i][0]), NULL);
  return g_strdup (name);
}

static char *
without_prefix (const char *name)
{
  g_autofree char *short_name = abbreviated (name);
  const char      *blank = strcmp (short_name, name) != 0 ? strchr (short_name, ' ') : NULL;

  return g_strdup (blank != NULL ? blank + 1 : name);
}

static char *
as_is (const char *name)
{
  return g_strdup (name);
}

typedef struct
{
  char  *name, *district, *province; /* names */
  gint64 id, district_id, province_id;
} Commune;

static void
commune_clear (gpointer data)
{
  Commune *commune = data;

  g_free (commune->name);
  g_free (commune->district);
  g_free (commune->province);
}

static gint64
add_level (
    KheoDb *db, GHashTable *ids, const char *name, const char *code, gint64 parent, int level)
{
  KheoUnitVersion version = { .name = (char *) name,
                              .code = (char *) code,
                              .parent_id = parent,
                              .type = kheo_unit_type_of_name (name, level) };
  g_autoptr (GError) error = NULL;
  gint64 *known = g_hash_table_lookup (ids, code);

  if (known != NULL)
    return *known;
  g_assert_nonnull (version.type);
  kheo_unit_table_insert (db, &version, &error);
  g_assert_no_error (error);
  g_hash_table_insert (ids, g_strdup (code), g_memdup2 (&version.unit_id, sizeof (gint64)));
  return version.unit_id;
}

/* Fills the book from the statistics office's list; the communes that it names. */
static GArray *
read_nation (KheoDb *db, const char *path)
{
  g_autoptr (GBytes) bytes = kheo_test_read (path);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GArray *communes = g_array_new (FALSE, TRUE, sizeof (Commune));

  g_array_set_clear_func (communes, commune_clear);
  action_begin (db);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strstrip (lines[i]), ",", -1);
      Commune commune = { 0 };

      g_assert_cmpuint (g_strv_length (cells), >=, 6);
      commune.province_id = add_level (db, ids, cells[0], cells[1], 0, KHEO_LEVEL_PROVINCE);
      commune.district_id = add_level (db, ids, cells[2], cells[3], commune.province_id, D);
      if (cells[4][0] == '\0')
        continue;
      commune.id = add_level (db, ids, cells[4], cells[5], commune.district_id, C);
      commune.name = g_strdup (cells[4]);
      commune.district = g_strdup (cells[2]);
      commune.province = g_strdup (cells[0]);
      g_array_append_val (communes, commune);
    }
  action_end (db);
  return communes;
}

/* The sanitizers make each match so slow that a part of the nation must do for them. */
#ifdef __SANITIZE_ADDRESS__
#define NATION_STEP 25
#else
#define NATION_STEP 1
#endif

typedef struct
{
  guint right, wrong, asked;
} Score;

static double
share (const Score *score)
{
  return 100.0 * score->right / (score->right + score->wrong + score->asked);
}

static void
judge (KheoUnitMatcher *matcher, const char *text, gint64 under, gint64 wanted, Score *score)
{
  KheoUnitMatch match;

  kheo_unit_matcher_find (matcher, NULL, text, C, under, &match);
  if (match.unit_id == wanted)
    score->right++;
  else if (match.unit_id != 0)
    {
      score->wrong++;
      g_test_message ("wrong: “%s”", text);
    }
  else
    score->asked++;
  kheo_unit_match_clear (&match);
}

/* Every commune of the nation, as offices write it, in its district and in its province. */
static void
test_nation (void)
{
  static const struct
  {
    const char *what;
    char *(*vary) (const char *name);
    double in_district; /* least share that must be found, in percent */
  } variants[] = {
    { "as it is", as_is, 99.95 },
    { "capitals", upper, 99.95 },
    { "NFD", decomposed, 99.95 },
    { "abbreviated", abbreviated, 99.95 },
    { "without marks", without_marks, 99.5 },
    { "without prefix", without_prefix, 99.5 },
  };
  g_autofree char *path = kheo_test_fixture ("real/units-national-2025-01.csv");
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (KheoUnits) units = NULL;
  g_autoptr (KheoUnitMatcher) matcher = NULL;
  g_autoptr (GArray) communes = NULL;

  if (path == NULL)
    return;
  db = book_new ();
  communes = read_nation (db, path);
  g_assert_cmpuint (communes->len, >, 10000);
  units = kheo_units_load (db, NULL);
  matcher = kheo_unit_matcher_new (units, book_day ("2025-01-04"));

  for (guint v = 0; v < G_N_ELEMENTS (variants); v++)
    {
      Score district = { 0 }, province = { 0 }, whole = { 0 };

      for (guint i = 0; i < communes->len; i += NATION_STEP)
        {
          Commune         *commune = &g_array_index (communes, Commune, i);
          g_autofree char *text = variants[v].vary (commune->name);
          g_autofree char *above = variants[v].vary (commune->district);
          g_autofree char *both = g_strdup_printf ("%s, %s", text, above);

          judge (matcher, text, commune->district_id, commune->id, &district);
          judge (matcher, text, commune->province_id, commune->id, &province);
          judge (matcher, both, commune->province_id, commune->id, &whole);
        }
      g_test_message ("%s: in the district %u right, %u wrong, %u asked; in the province %u, %u, "
                      "%u; with the district's name %u, %u, %u",
                      variants[v].what, district.right, district.wrong, district.asked,
                      province.right, province.wrong, province.asked, whole.right, whole.wrong,
                      whole.asked);
      g_assert_cmpuint (district.wrong + province.wrong + whole.wrong, ==, 0);
      if (NATION_STEP > 1)
        continue;
      g_assert_cmpfloat (share (&district), >=, variants[v].in_district);
      g_assert_cmpfloat (share (&whole), >=, variants[v].in_district);
    }
}

/* One slip, no rival, the right place: else nothing. */
static void
test_slips (void)
{
  static const struct
  {
    const char *text;
    int         level;
    const char *under, *code;
  } cases[] = {
    { "Xã Ngọc Chến", C, "120", "03760" },
    { "Ngọc Chiiến", C, "120", "03760" },
    { "Thị trấn Trạm Táuu", C, "120", "03762" },
    { "Phường Ngọc Chến", C, "120", NULL }, /* the prefix of another kind */
    { "Xã Ngọc Chến", C, "116", NULL },     /* another district */
    { "Xã Chiềng Cọ", C, "120", NULL },     /* called so elsewhere: the district may be wrong */
    { "Xã Ít On", C, "120", NULL },
    { "Mườn La", D, "14", "120" },
  };
  g_auto (World) world = { NULL, NULL, NULL, NULL };

  world_init (&world);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 found = kheo_unit_matcher_find_slip (world.matcher, cases[i].text, cases[i].level,
                                                  id_of (&world, cases[i].under));

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (found, ==, cases[i].code != NULL ? id_of (&world, cases[i].code) : 0);
    }
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/domain/unit-match/table", test_table);
  g_test_add_func ("/domain/unit-match/candidates", test_candidates);
  g_test_add_func ("/domain/unit-match/alias", test_alias);
  g_test_add_func ("/domain/unit-match/nation", test_nation);
  g_test_add_func ("/domain/unit-match/slips", test_slips);
  return g_test_run ();
}
