/*
 * Searching as people mean it: what they type, and what must come first.  The table is the
 * specification; the random part compares the fast search with reading everything.
 */
#include "domain-book.h"
#include "kheo-test.h"
#include "kheo-text.h"

#include <string.h>

static const struct
{
  const char *name, *code;
  int         parent; /* place in this table, -1: none */
} units[] = {
  { "Tỉnh Sơn La", "14", -1 },          { "Huyện Mường La", "118", 0 },
  { "Xã Ngọc Chiến", "03784", 1 },      { "Xã Chiềng Ân", "03802", 1 },
  { "Xã Chiềng An", "03647", 0 },       { "Thị trấn Ít Ong", "03760", 1 },
  { "Xã Mường Lạn", "04285", 0 },       { "Xã Hòa Lạc", "03900", 0 },
  { "Phường Quyết Thắng", "03652", 0 }, { "Xã Tạ Khoa", "04126", 0 },
  { "Xã Tà Xùa", "04105", 0 },
};

static const struct
{
  const char *name, *owner, *person;
  int         unit;
} models[] = {
  { "Phát huy vai trò an toàn thực phẩm từ bếp ăn gia đình", "Hội Liên hiệp Phụ nữ tự quản quận",
    NULL, 1 },
  { "Tổ liên gia tự quản bản Lướt", "Chi bộ bản Lướt", NULL, 2 },
  { "Vận động nhân dân hiến đất làm đường", "Ban Công tác Mặt trận bản", "Lò Văn Đạt", 2 },
  { "Bàn tay xanh", "Đoàn Thanh niên", NULL, 3 },
  { "Bản làng sạch đẹp", "Hội Phụ nữ xã", "Quàng Thị Dinh", 3 },
  { "Bạn giúp bạn", "Đội Thiếu niên", "Quàng Thị Đinh", 4 },
  { "Du lịch cộng đồng", "Hội Nông dân xã", NULL, 2 },
  { "Giữ gìn nhà sàn, phát triển du lịch cộng đồng", "Hội Cựu chiến binh", NULL, 6 },
  { "Lịch sử địa phương cho đội du kích", "Trường tiểu học", NULL, 5 },
  { "Trồng rau sạch", "Tổ du lịch", "Nguyễn Văn Kỹ", 5 },
  { "Camera an ninh", "Công an xã", "Lý A Chu", 9 },
  { "Dân vận khéo trong giải phóng mặt bằng", "Khối vận", "Hà Thị Hoà", 8 },
  { "Dân vận khéo", "Đảng ủy xã", NULL, 10 },
  { "Đò ngang an toàn", "Tổ lái đò", NULL, 10 },
  { "Dò tìm nguồn nước", "Hội Khuyến học", NULL, 10 },
  { "“Nhà sạch - vườn đẹp”", "HTX Nông nghiệp/dịch vụ", "Mùa A Của", 7 },
  { "Thu gom rác thải nhựa 3R", "Chi hội 2", "Sồng A Dơ", 7 },
  { "Quyên góp sách cũ", "Thư viện", "Hoàng Quý", 0 },
  { "Cà phê sạch xuất khẩu", "Hợp tác xã", NULL, 4 },
  { "Hũ gạo tình thương", "Bộ đội Biên phòng", "Thào Thị Mỹ", 6 },
};

static const struct
{
  const char *typed;
  int         first; /* place in models; -1: nothing is found */
  guint       n;     /* hits; 0: not told */
} searches[] = {
  /* The complaint that began it: no pieces from the middle of words. */
  { "lien gia tu quan", 1, 2 },
  { "tổ liên gia tự quản", 1, 2 },
  { "iên gia", -1, 0 },
  { "ran", -1, 0 },
  { "oan toan", -1, 0 },
  { "ich", -1, 0 },
  { "a", 0, 0 },
  /* The name, its words, its beginning. */
  { "dan van kheo", 12, 2 },
  { "dân vận khéo", 12, 2 },
  { "DÂN VẬN KHÉO", 12, 2 },
  { "dan van kh", 11, 2 },
  { "dan van kheo trong", 11, 1 },
  { "giai phong mat bang", 11, 1 },
  { "kheo van dan", 11, 2 },
  { "du lich cong dong", 6, 2 },
  { "du lich cong d", 6, 2 },
  { "du lich", 6, 0 },
  { "du lịch", 6, 0 },
  { "lich du", 8, 4 },
  { "lich su", 8, 1 },
  { "du kich", 8, 1 },
  { "nha san phat trien", 7, 1 },
  { "rau sach", 9, 1 },
  { "rau to du lich", 9, 1 },
  { "camera", 10, 1 },
  { "cam", 10, 1 },
  { "an ninh", 10, 1 },
  { "hien dat lam duong", 2, 1 },
  { "hiến đất", 2, 1 },
  { "thu gom rac", 16, 1 },
  { "3r", 16, 1 },
  { "hu gao", 19, 1 },
  { "Hũ gạo tình thương", 19, 1 },
  /* Marks narrow. */
  { "bản", 4, 0 },
  { "bàn", 3, 0 },
  { "bạn", 5, 0 },
  { "bản làng", 4, 1 },
  { "bàn tay", 3, 1 },
  { "Đò", 13, 0 },
  { "dò", 14, 0 },
  { "sách", 17, 0 },
  { "sạch", 9, 0 },
  { "sách cũ", 17, 2 },
  { "cà phê", 18, 1 },
  { "ca phe", 18, 1 },
  { "cà phe", 18, 1 },
  /* A word still being typed. */
  { "bản là", 4, 2 },
  { "dân vận khe", 11, 2 },
  { "hũ gạo tinh", 19, 1 },
  { "quye", 17, 0 },
  /* đ as d, both styles of tone marks, y and i. */
  { "dat lam duong", 2, 1 },
  { "di san", -1, 0 },
  { "Lo Van Dat", 2, 1 },
  { "Lò Văn Đạt", 2, 1 },
  { "Lò Văn Dạt", 2, 1 },
  { "Hà Thị Hòa", 11, 1 },
  { "Hà Thị Hoà", 11, 1 },
  { "Nguyễn Văn Kĩ", 9, 1 },
  { "nguyen van ky", 9, 1 },
  { "Lí A Chu", 10, 1 },
  { "ly a chu", 10, 1 },
  { "Quàng Thị Dinh", 4, 2 },
  { "Quàng Thị Đinh", 5, 2 },
  { "Thào Thị Mĩ", 19, 1 },
  /* Quotes and punctuation. */
  { "nha sach vuon dep", 15, 1 },
  { "\"Nhà sạch, vườn đẹp\"", 15, 1 },
  { "nhà sạch-vườn", 15, 1 },
  { "nong nghiep dich vu", 15, 1 },
  { "  rác   thải!  ", 16, 1 },
  { "…", 0, 20 },
  /* Owners. */
  { "hoi lien hiep phu nu", 0, 1 },
  { "hoi phu nu xa", 4, 0 },
  { "hội cựu chiến binh", 7, 1 },
  { "truong tieu hoc", 8, 1 },
  { "Đoàn Thanh niên", 3, 1 },
  { "bien phong", 19, 1 },
  { "chi hoi 2", 16, 1 },
  { "cong an xa", 10, 1 },
  /* Units by name and code, with other words. */
  { "Mường La", 0, 0 },
  { "muong lan", 7, 2 },
  { "Chiềng Ân", 4, 0 },
  { "Chiềng An", 5, 0 },
  { "03802", 4, 2 },
  { "chieng an dep", 4, 1 },
  { "ngoc chien du lich", 6, 1 },
  { "quyet thang", 11, 1 },
  { "hoà lạc", 15, 2 },
  { "xa ta khoa", 10, 1 },
  { "phuong quyet thang dan van", 11, 1 },
  { "khong co gi", -1, 0 },
};

static KheoDb *
make_book (gint64 *ids)
{
  KheoDb *db = book_new ();
  gint64  unit_ids[G_N_ELEMENTS (units)];

  action_begin (db);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    unit_ids[i] = book_add_unit (db, units[i].name, units[i].code,
                                 units[i].parent >= 0 ? unit_ids[units[i].parent] : 0, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (KheoRecord) record = NULL;
      g_autoptr (GError) error = NULL;

      ids[i] = book_add_model (db, models[i].name, unit_ids[models[i].unit], 2024, NULL);
      record = kheo_record_table_get (db, &kheo_register_models, ids[i], &error);
      g_assert_no_error (error);
      kheo_record_set_text (record, KHEO_MODEL_OWNER, models[i].owner);
      kheo_record_set_text (record, KHEO_MODEL_PERSON, models[i].person);
      kheo_record_table_update (db, record, &error);
      g_assert_no_error (error);
    }
  action_end (db);
  return db;
}

static GArray *
search (KheoDb *db, const char *typed, const char *sort)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GError) error = NULL;
  GArray *ids;

  query->search = g_strdup (typed);
  query->sort = g_strdup (sort);
  ids = kheo_query_run (db, query, &error);
  g_assert_no_error (error);
  return ids;
}

static void
test_table (void)
{
  gint64 ids[G_N_ELEMENTS (models)];
  g_autoptr (KheoDb) db = make_book (ids);

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (GArray) hits = search (db, searches[i].typed, NULL);
      const char *found = "nothing";
      const char *wanted = searches[i].first >= 0 ? models[searches[i].first].name : "nothing";

      for (guint m = 0; m < G_N_ELEMENTS (models) && hits->len > 0; m++)
        if (ids[m] == g_array_index (hits, gint64, 0))
          found = models[m].name;
      if (strcmp (searches[i].typed, "…") != 0 && strcmp (found, wanted) != 0)
        {
          g_test_message ("“%s” finds “%s” first, not “%s”", searches[i].typed, found, wanted);
          g_test_fail ();
        }
      if (searches[i].n != 0 && hits->len != searches[i].n)
        {
          g_test_message ("“%s” finds %u, not %u", searches[i].typed, hits->len, searches[i].n);
          g_test_fail ();
        }
    }
}

static const struct
{
  const char *typed, *first;
  guint       n; /* 0: not told */
} unit_searches[] = {
  { "mường la", "Huyện Mường La", 2 }, { "muong la", "Huyện Mường La", 2 },
  { "muong lan", "Xã Mường Lạn", 1 },  { "la muong", "Huyện Mường La", 2 },
  { "ong", "Thị trấn Ít Ong", 1 },     { "it ong", "Thị trấn Ít Ong", 1 },
  { "ngoc", "Xã Ngọc Chiến", 1 },      { "hien", NULL, 0 },
  { "chien", "Xã Ngọc Chiến", 3 },     { "chieng an", "Xã Chiềng Ân", 2 },
  { "Chiềng Ân", "Xã Chiềng Ân", 2 },  { "Chiềng An", "Xã Chiềng An", 2 },
  { "03802", "Xã Chiềng Ân", 1 },      { "038", "Xã Chiềng Ân", 1 },
  { "hoà lạc", "Xã Hòa Lạc", 1 },      { "ta", "Xã Tạ Khoa", 0 },
  { "tạ", "Xã Tạ Khoa", 0 },           { "thi tran", "Thị trấn Ít Ong", 1 },
  { "tinh", "Tỉnh Sơn La", 1 },        { "xa \"ngoc chien\"", "Xã Ngọc Chiến", 1 },
};

static void
test_units (void)
{
  gint64 ids[G_N_ELEMENTS (models)];
  g_autoptr (KheoDb) db = make_book (ids);
  KheoUnitMap *map = kheo_world_get_map (kheo_world_get (db, NULL), 0);

  for (guint i = 0; i < G_N_ELEMENTS (unit_searches); i++)
    {
      const char *wanted = unit_searches[i].first;
      g_autoptr (GArray) hits = kheo_unit_map_search (map, unit_searches[i].typed, 30);
      const char *found =
          hits->len > 0 ? kheo_unit_map_get_version (map, g_array_index (hits, guint, 0))->name
                        : NULL;

      if (g_strcmp0 (found, wanted) != 0 ||
          (unit_searches[i].n != 0 && hits->len != unit_searches[i].n))
        {
          g_test_message ("“%s” finds %u, “%s” first, not %u, “%s”", unit_searches[i].typed,
                          hits->len, found, unit_searches[i].n, wanted);
          g_test_fail ();
        }
    }
}

/* Do all words of @typed begin words of @text?  Slowly, by the match keys. */
static gboolean
holds (const char *text, const char *typed)
{
  g_autofree char *key = kheo_text_match_key (text);
  g_autofree char *spaced = g_strconcat (" ", key, NULL);
  g_autofree char *typed_key = kheo_text_match_key (typed);
  g_auto (GStrv) words = g_strsplit (typed_key, " ", -1);

  for (guint w = 0; words[w] != NULL; w++)
    {
      g_autofree char *word = g_strconcat (" ", words[w], NULL);

      if (strstr (spaced, word) == NULL)
        return FALSE;
    }
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* On a random book the hits are those of reading every text, with an order chosen and without. */
static void
test_naive (void)
{
  static const char *const typed[] = { "hoa",   "mường la",   "to binh",  "hội thọ",
                                       "00001", "ph",         "đắk mo",   "ea ng",
                                       "tinh",  "Phú Thọ tổ", "xa phu la" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);
  g_autoptr (KheoDb) db = book_new ();

  book_fill (db, rand, 40, 800);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GArray) hits = search (db, typed[i], NULL);
      g_autoptr (GArray) sorted = search (db, typed[i], "owner");
      g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (KheoStmt) stmt = kheo_db_prepare (
          db, "SELECT m.id, m.name || '|' || coalesce (m.owner, '') || '|' || v.name || '|' ||"
              " v.code FROM model AS m JOIN unit_version AS v USING (unit_id) ORDER BY m.id");

      while (kheo_stmt_step (stmt, NULL))
        {
          gint64 id = kheo_stmt_get_int (stmt, 0);

          if (holds (kheo_stmt_get_text (stmt, 1), typed[i]))
            g_array_append_val (wanted, id);
        }
      kheo_stmt_reset (stmt);
      g_array_sort (hits, compare_ids);
      g_array_sort (sorted, compare_ids);
      g_assert_cmpmem (hits->data, hits->len * sizeof (gint64), wanted->data,
                       wanted->len * sizeof (gint64));
      g_assert_cmpmem (sorted->data, sorted->len * sizeof (gint64), wanted->data,
                       wanted->len * sizeof (gint64));
    }
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/domain/search/table", test_table);
  g_test_add_func ("/domain/search/units", test_units);
  g_test_add_func ("/domain/search/naive", test_naive);
  return g_test_run ();
}
