/*
 * The words that office sheets use around their data: what a total, a signature, a note or a number
 * of an item looks like.  Lists are written as people write them and compared by match keys.
 */
#include "kheo-import-private.h"

#include "kheo-text.h"

#include <string.h>

/* A row whose label is one of these, or starts with it and a unit's name, is a total. */
static const char *const grand_totals[] = {
  "tổng số",
  "tổng cộng",
  "toàn tỉnh",
  "toàn thành phố",
  "toàn huyện",
  "toàn xã",
  "toàn phường",
  "cộng toàn tỉnh",
  "tổng toàn tỉnh",
  "tổng cộng toàn tỉnh",
  "tổng số chung",
  "tổng chung",
  "tổng",
  "tổng kết chung",
  "toàn quốc",
  "cả nước",
  "cả tỉnh",
  "grand total",
  "total",
  "tổng hợp chung",
  "tổng cộng chung",
  "tổng số mô hình",
  NULL,
};

static const char *const sub_totals[] = {
  "cộng", "cộng dồn", "subtotal", "sub total", "tổng phụ", "cộng nhóm", "cộng mục", "lũy kế", NULL,
};

/* Also totals when a unit's name follows: "Cộng huyện Mường La". */
static const char *const total_starts[] = {
  "cộng huyện",        "cộng xã",        "cộng phường",  "cộng thị xã",     "cộng thị trấn",
  "cộng thành phố",    "cộng quận",      "cộng tỉnh",    "cộng mục",        "cộng lĩnh vực",
  "tổng số huyện",     "tổng số xã",     "tổng số tỉnh", "tổng cộng huyện", "tổng cộng xã",
  "tổng cộng tỉnh",    "tổng huyện",     "tổng xã",      "tổng tỉnh",       "cộng đơn vị",
  "tổng số thành phố", "tổng số phường", "cộng i",       "cộng a",          NULL,
};

static const char *const signatures[] = {
  "người lập biểu",
  "người lập bảng",
  "người lập",
  "lập biểu",
  "lập bảng",
  "thủ trưởng đơn vị",
  "thủ trưởng cơ quan",
  "trưởng ban",
  "phó trưởng ban",
  "phó ban",
  "kế toán trưởng",
  "ký ghi rõ họ tên",
  "ký tên đóng dấu",
  "ký và ghi rõ họ tên",
  "ký ghi rõ họ tên và đóng dấu",
  "nơi nhận",
  "xác nhận của",
  "chủ tịch",
  "phó chủ tịch",
  "bí thư",
  "phó bí thư",
  "chánh văn phòng",
  "đại diện đơn vị",
  "người tổng hợp",
  "người báo cáo",
  "prepared by",
  "signature",
  NULL,
};

/* "TM. BAN THƯỜNG VỤ", "K/T TRƯỞNG BAN": match keys, somebody must follow; "Q. Hải An" is a unit.
 */
static const char *const authorities[] = {
  "tm ", "t m ", "kt ", "k t ", "tl ", "t l ", "q truong ", "q chu tich", "q bi thu", "q giam doc",
};

static const char *const notes[] = {
  "ghi chú", "chú thích", "lưu ý", "note", "notes", "nguồn", "nguồn số liệu", "ghi chu", NULL,
};

static const char *const nothings[] = {
  "", "khong", "khong co", "chua", "chua co", "n a", "na", "null", "none", NULL,
};

static const char *const yes_words[] = { "x", "v", "co", "yes", "true", "dung", NULL };

/* The same lists as match keys, made once. */
typedef struct
{
  char **grand, **sub, **starts, **signatures, **notes;
} Keys;

static char **
keys_of (const char *const *words)
{
  guint  n = g_strv_length ((char **) words);
  char **keys = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    keys[i] = kheo_text_match_key (words[i]);
  return keys;
}

static const Keys *
get_keys (void)
{
  static Keys  keys;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      keys.grand = keys_of (grand_totals);
      keys.sub = keys_of (sub_totals);
      keys.starts = keys_of (total_starts);
      keys.signatures = keys_of (signatures);
      keys.notes = keys_of (notes);
      g_once_init_leave (&ready, 1);
    }
  return &keys;
}

static gboolean
starts_with_words (const char *key, const char *words)
{
  gsize length = strlen (words);

  return strncmp (key, words, length) == 0 && (key[length] == '\0' || key[length] == ' ');
}

static gboolean
any_starts (const char *key, char *const *words)
{
  for (; *words != NULL; words++)
    if (starts_with_words (key, *words))
      return TRUE;
  return FALSE;
}

gboolean
kheo_words_contain (const char *key, const char *phrase)
{
  gsize length = strlen (phrase);

  for (const char *p = strstr (key, phrase); p != NULL; p = strstr (p + 1, phrase))
    if ((p == key || p[-1] == ' ') && (p[length] == '\0' || p[length] == ' '))
      return length > 0;
  return FALSE;
}

gboolean
kheo_words_contain_any (const char *key, const char *const *phrases)
{
  for (; *phrases != NULL; phrases++)
    if (kheo_words_contain (key, *phrases))
      return TRUE;
  return FALSE;
}

gboolean
kheo_words_start_any (const char *key, const char *const *starts)
{
  for (; *starts != NULL; starts++)
    if (g_str_has_prefix (key, *starts))
      return TRUE;
  return FALSE;
}

/* "IV", not "MIX" in the sense of a word: at most 8 letters, canonical enough for an office. */
static gboolean
is_roman (const char *text, gsize length)
{
  if (length == 0 || length > 8)
    return FALSE;
  return strspn (text, "IVXL") == length || strspn (text, "ivx") == length;
}

static KheoOrdinal
classify_ordinal (const char *text, gsize length)
{
  gsize digits = 0;
  gsize dots = 0;

  if (length == 1 && (*text == '-' || *text == '+' || *text == '*'))
    return KHEO_ORDINAL_DASH;
  if (is_roman (text, length))
    return g_ascii_islower (*text) ? KHEO_ORDINAL_SMALL_ROMAN : KHEO_ORDINAL_ROMAN;
  if (length == 1 && g_ascii_isalpha (*text))
    return g_ascii_islower (*text) ? KHEO_ORDINAL_SMALL_LETTER : KHEO_ORDINAL_LETTER;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (text[i]))
      digits++;
    else if (text[i] == '.' && i > 0 && text[i - 1] != '.')
      dots++;
    else
      return KHEO_ORDINAL_NONE;
  if (digits == 0 || length > 12)
    return KHEO_ORDINAL_NONE;
  return dots > 0 ? KHEO_ORDINAL_DOTTED : KHEO_ORDINAL_NUMBER;
}

KheoOrdinal
kheo_words_ordinal (const char *text)
{
  gsize length = strlen (text);

  while (length > 1 && strchr (".):/]-", text[length - 1]) != NULL)
    length--;
  if (length > 1 && (*text == '(' || *text == '['))
    {
      text++;
      length--;
    }
  return length > 0 ? classify_ordinal (text, length) : KHEO_ORDINAL_NONE;
}

static guint
value_of_roman (const char *text)
{
  static const struct
  {
    char  letter;
    guint value;
  } digits[] = { { 'I', 1 }, { 'V', 5 }, { 'X', 10 }, { 'L', 50 } };
  guint total = 0;
  guint before = 0;

  for (; g_ascii_isalpha (*text); text++)
    for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
      if (digits[i].letter == g_ascii_toupper (*text))
        {
          total += digits[i].value > before ? digits[i].value - 2 * before : digits[i].value;
          before = digits[i].value;
          break;
        }
  return total;
}

guint
kheo_words_ordinal_value (const char *text, KheoOrdinal kind)
{
  text += *text == '(' || *text == '[';
  switch (kind)
    {
    case KHEO_ORDINAL_LETTER:
    case KHEO_ORDINAL_SMALL_LETTER:
      return (guint) (g_ascii_toupper (*text) - 'A' + 1);
    case KHEO_ORDINAL_ROMAN:
    case KHEO_ORDINAL_SMALL_ROMAN:
      return value_of_roman (text);
    case KHEO_ORDINAL_NUMBER:
    case KHEO_ORDINAL_DOTTED:
      for (const char *dot = strchr (text, '.'); dot != NULL && g_ascii_isdigit (dot[1]);
           dot = strchr (text, '.'))
        text = dot + 1;
      return (guint) g_ascii_strtoull (text, NULL, 10);
    case KHEO_ORDINAL_NONE:
    case KHEO_ORDINAL_DASH:
      break;
    }
  return 0;
}

const char *
kheo_words_skip_ordinal (const char *text, KheoOrdinal *out_ordinal)
{
  gsize       length = strcspn (text, " ).:/-");
  const char *rest = text + length;
  KheoOrdinal ordinal = KHEO_ORDINAL_NONE;

  *out_ordinal = KHEO_ORDINAL_NONE;
  if (*text == '-' || *text == '+' || *text == '*')
    {
      rest = text + 1;
      ordinal = KHEO_ORDINAL_DASH;
    }
  else
    {
      while (*rest == '.' && g_ascii_isdigit (rest[1])) /* 1.1 */
        rest += 1 + strcspn (rest + 1, " ).:/");
      if (*rest == '\0' || (*rest == ' ' && !g_ascii_isdigit (*text)))
        return text; /* "A Sung", "I Pa": a word, not a number */
      ordinal = classify_ordinal (text, (gsize) (rest - text));
    }
  if (ordinal == KHEO_ORDINAL_NONE)
    return text;
  rest += strspn (rest, " ).:/-");
  if (g_str_has_prefix (rest, "–"))
    rest += strlen ("–") + strspn (rest + strlen ("–"), " ");
  if (*rest == '\0' || (g_ascii_isdigit (*rest) && ordinal == KHEO_ORDINAL_DASH))
    return text;
  *out_ordinal = ordinal;
  return rest;
}

KheoTotalKind
kheo_words_total (const char *text)
{
  const Keys      *keys = get_keys ();
  KheoOrdinal      ordinal = KHEO_ORDINAL_NONE;
  g_autofree char *key = NULL;
  g_autofree char *label = NULL;

  if (strlen (text) > 120)
    return KHEO_TOTAL_NONE;
  /* "Tổng cộng: 2.665 mô hình": what is counted stands behind. */
  label = g_strdup (kheo_words_skip_ordinal (text, &ordinal));
  label[strcspn (label, ":(0123456789")] = '\0';
  key = kheo_text_match_key (label);
  if (g_strv_contains ((const char *const *) keys->grand, key))
    return KHEO_TOTAL_GRAND;
  if (g_strv_contains ((const char *const *) keys->sub, key))
    return KHEO_TOTAL_SUB;
  if (any_starts (key, keys->starts))
    return KHEO_TOTAL_SUB;
  return KHEO_TOTAL_NONE;
}

/* "Sơn La, ngày 15 tháng 11 năm 2024": place and date above a signature. */
static gboolean
is_date_line (const char *key)
{
  return kheo_words_contain (key, "ngay") && kheo_words_contain (key, "thang") &&
         kheo_words_contain (key, "nam") && strlen (key) < 60;
}

gint64
kheo_words_count (const char *text)
{
  KheoNumber       number = { 0 };
  const char      *digits = text + strcspn (text, "0123456789");
  gsize            length = strspn (digits, "0123456789.,");
  g_autofree char *figure = g_strndup (digits, length);
  g_autofree char *key = kheo_text_match_key (digits + length);

  if (!g_str_has_prefix (key, "mo hinh") && !g_str_has_prefix (key, "dien hinh"))
    return -1;
  if (!kheo_number_parse (figure, KHEO_NUMBERS_UNDECIDED, &number))
    return -1;
  return (gint64) number.value;
}

gboolean
kheo_words_signature (const char *text)
{
  const Keys      *keys = get_keys ();
  const char      *count = strrchr (text, '(');
  g_autofree char *key = NULL;

  /* "KT (5 mô hình)" is a field with what is below it counted, nobody signing for another. */
  if (strlen (text) > 160 || (count != NULL && kheo_words_count (count) >= 0))
    return FALSE;
  key = kheo_text_match_key (text);
  if (any_starts (key, keys->signatures) || is_date_line (key))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (authorities); i++)
    if (g_str_has_prefix (key, authorities[i]))
      return TRUE;
  return FALSE;
}

gboolean
kheo_words_note (const char *text)
{
  g_autofree char *key = NULL;

  if (*text == '*' || g_str_has_prefix (text, "(*)"))
    return TRUE;
  key = kheo_text_match_key (text);
  return any_starts (key, get_keys ()->notes);
}

gboolean
kheo_words_of_which (const char *text)
{
  g_autofree char *key = NULL;

  if (strlen (text) > 60)
    return FALSE;
  key = kheo_text_match_key (text);
  return starts_with_words (key, "trong do") || starts_with_words (key, "chia theo") ||
         starts_with_words (key, "bao gom") || starts_with_words (key, "chia ra") ||
         starts_with_words (key, "gom");
}

gboolean
kheo_words_continued (const char *text)
{
  g_autofree char *key = NULL;

  if (strlen (text) > 60)
    return FALSE;
  key = kheo_text_match_key (text);
  return kheo_words_contain (key, "tiep theo") || strcmp (key, "tiep") == 0 ||
         (starts_with_words (key, "trang") && strpbrk (key, "0123456789") != NULL);
}

gboolean
kheo_words_mark (const char *text)
{
  g_autofree char *key = NULL;

  if (strcmp (text, "✓") == 0 || strcmp (text, "✔") == 0 || strcmp (text, "☑") == 0 ||
      strcmp (text, "+") == 0 || strcmp (text, "1") == 0 || strcmp (text, "×") == 0 ||
      strcmp (text, "√") == 0 || strcmp (text, "●") == 0 || strcmp (text, "☒") == 0)
    return TRUE;
  if (strlen (text) > 8)
    return FALSE;
  key = kheo_text_match_key (text);
  return g_strv_contains (yes_words, key);
}

gboolean
kheo_words_nothing (const char *text)
{
  g_autofree char *key = NULL;

  if (strlen (text) > 16)
    return FALSE;
  if (strcmp (text, "0") == 0)
    return FALSE;
  key = kheo_text_match_key (text);
  return g_strv_contains (nothings, key);
}

/* May @text be said as a word that begins with @letter?  Cheap, since it is asked of every cell. */
static gboolean
may_begin (const char *text, char letter)
{
  while (*text != '\0' && (guint8) *text < 0x80 && !g_ascii_isalnum (*text))
    text++;
  return (guint8) *text >= 0x80 || g_ascii_tolower (*text) == letter;
}

gboolean
kheo_words_ditto (const char *text)
{
  g_autofree char *key = NULL;

  if (strcmp (text, "\"") == 0 || strcmp (text, "''") == 0 || strcmp (text, "”") == 0 ||
      strcmp (text, "〃") == 0 || strcmp (text, "//") == 0)
    return TRUE;
  if (strlen (text) > 16 || !may_begin (text, 'n') || strpbrk (text, "nN") == NULL)
    return FALSE;
  key = kheo_text_match_key (text);
  return strcmp (key, "nt") == 0 || strcmp (key, "nhu tren") == 0;
}

int
kheo_words_year (const char *text)
{
  g_autofree char *key = kheo_text_match_key (text);

  for (const char *p = strstr (key, "nam "); p != NULL; p = strstr (p + 1, "nam "))
    {
      int year = 0;

      if (p != key && p[-1] != ' ')
        continue;
      year = (int) g_ascii_strtoull (p + 4, NULL, 10);
      if (year >= 1945 && year <= 2100)
        return year;
    }
  return 0;
}
