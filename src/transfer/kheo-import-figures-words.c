/*
 * What the headings of figures say besides periods: plan and result, parts and wholes, units of
 * measure, what a column is.
 */
#include "kheo-import-figures.h"

#include "kheo-text.h"

#include <string.h>

/* ---- Lists of match keys, as in the registers ---- */

static const char target_words[] =
    "ke hoach|kh|ke hoach giao|kh giao|chi tieu giao|chi tieu ke hoach|chi tieu duoc giao"
    "|giao|muc tieu|phan dau|chi tieu phan dau|ke hoach nam|chi tieu|duoc giao|so giao"
    "|so ke hoach|target|plan|ke hoach duoc giao|chi tieu dang ki|dang ki|chi tieu kh"
    "|muc tieu phan dau|kh nam|kh giao nam|ke hoach giao nam|chi tieu nam|chi tieu giao nam"
    "|muc tieu nam|chi tieu ke hoach nam|kh ca nam|ke hoach ca nam|nhiem vu giao";
static const char result_words[] =
    "thuc hien|th|ket qua|ket qua thuc hien|dat duoc|da thuc hien|ket qua dat duoc"
    "|so thuc hien|uoc thuc hien|thuc te|thuc hien duoc|result|actual|da dat|ket qua dat"
    "|ki nay|trong ki|trong ki bao cao|ki bao cao|thuc hien trong ki|thuc hien trong nam"
    "|thuc hien nam|ket qua nam";
static const char rate_words[] =
    "ti le|ti le dat|ti le hoan thanh|ti le thuc hien|ti le th kh|th kh|ti le dat duoc"
    "|dat ti le|ti le so voi ke hoach|so voi ke hoach|so ke hoach|so voi kh"
    "|dat so voi ke hoach|ti le dat ke hoach|ti le hoan thanh ke hoach|ti le th so voi kh"
    "|muc do hoan thanh|ti le dat so voi ke hoach";
/* Beside a "%". */
static const char bare_rate_words[] =
    "kh|dat|hoan thanh|ke hoach|dat kh|so kh|dat ke hoach|hoan thanh ke hoach";
static const char comparison_words[] =
    "cung ki|so sanh|tang|giam|so voi cung ki|so voi nam truoc|so voi ki truoc|ki truoc"
    "|luy ke|cong don|tu dau nam|tinh tu dau nam|so cung ki|chenh lech|so nam truoc"
    "|nam truoc|tang giam|luy ke tu dau nam|so voi|thuc hien luy ke|th luy ke|ket qua luy ke"
    "|thuc hien tu dau nam|th tu dau nam|ti le so voi cung ki|ti le so cung ki";
static const char cumulative_words[] =
    "luy ke|luy ke tu dau nam|tu dau nam|tinh tu dau nam|cong don|cong don tu dau nam"
    "|luy ke tinh tu dau nam|thuc hien luy ke|th luy ke|ket qua luy ke|luy ke thuc hien"
    "|luy ke tu dau nam den nay|tu dau nam den nay|luy ke den nay|so luy ke|luy ke nam"
    "|luy ke ca nam|thuc hien tu dau nam|th tu dau nam|luy ke den het|luy ke den|luy ke tu"
    "|luy ke tu dau nam den het ki bao cao|luy ke tu dau nam den ki bao cao"
    "|tu dau nam den het ki bao cao|luy ke tu dau nam den het|tinh tu dau nam den nay";
/* What a whole is divided by: "Lĩnh vực" over "Kinh tế". */
static const char class_words[] = "linh vuc|loai hinh|phan loai|hinh thuc|doi tuong|theo cap";
static const char of_which_starts[] = "trong do|bao gom|gom|cu the|of which|trong tong so";
static const char divided_starts[] =
    "chia theo|chia ra|phan theo|phan ra|chia thanh|theo linh vuc|theo loai hinh";
static const char generic_words[] =
    "so lieu|so luong|gia tri|so lieu bao cao|tong so|tong cong|cong|tong|sl|value|amount"
    "|so|total";
static const char measure_words[] =
    "nguoi|ho|mo hinh|cuoc|km|m|m2|m3|ha|luot|luot nguoi|to|nha|can|suat|don|vu|vu viec"
    "|cong trinh|kdc|khu dan cu|thon|xa|don vi|ban|cong|ngay cong|hoi nghi|chuong trinh"
    "|tin|bai|tin bai|tap the|ca nhan|kien nghi|y kien|cap|lop|buoi|chi hoi|dong"
    "|hoi vien|doan vien|phan qua|qua|ho gia dinh|gia dinh|tan|kg|ta|cay|con|phan|diem"
    "|lan|van ban|to chuc|co so|can bo|clb|hop dong|phieu|phan tram|km2|lit|met|dong chi"
    "|d c|hv|dv|to hoa giai|giai|bang khen|chi bo|khoa|thung|bo|cau|truong hop|luot ho"
    "|ti le|the|thanh vien|cong dan|tuyen|tuyen duong|du an";
static const char code_headings[] = "ma so|ma chi tieu|ma so chi tieu|ma|indicator code|ki hieu";
static const char measure_headings[] =
    "don vi tinh|dvt|don vi do|dv tinh|d v t|dvi tinh|don vi do luong|unit of measure"
    "|dv do";

/* Does @key start with one of the words? */
static gboolean
starts_with_one_of (const char *key, const char *words)
{
  while (*words != '\0')
    {
      gsize length = strcspn (words, "|");

      if (strncmp (key, words, length) == 0 && (key[length] == '\0' || key[length] == ' '))
        return TRUE;
      words += length + (words[length] == '|');
    }
  return FALSE;
}

gboolean
kheo_measure_parse (const char *text, KheoMeasure *out_measure)
{
  g_autofree char *rest = NULL;
  g_autofree char *key = kheo_text_match_key (text);

  *out_measure = KHEO_MEASURE_RESULT;
  if (starts_with_one_of (key, comparison_words) && !kheo_synonyms_match (rate_words, key))
    *out_measure = KHEO_MEASURE_COMPARISON;
  else if (kheo_synonyms_match (rate_words, key) ||
           (strchr (text, '%') != NULL &&
            (*key == '\0' || kheo_synonyms_match (bare_rate_words, key))))
    *out_measure = KHEO_MEASURE_RATE;
  else if (kheo_synonyms_match (target_words, key))
    *out_measure = KHEO_MEASURE_TARGET;
  else if (!kheo_synonyms_match (result_words, key))
    return FALSE;
  return TRUE;
}

gboolean
kheo_measure_is_yearly (const char *text)
{
  g_autofree char *key = kheo_text_match_key (text);

  return g_str_has_suffix (key, " nam") && !kheo_words_contain (key, "tu dau nam") &&
         !starts_with_one_of (key, comparison_words);
}

gboolean
kheo_measure_is_cumulative (const char *text)
{
  g_autofree char *key = kheo_text_match_key (text);

  return kheo_synonyms_match (cumulative_words, key);
}

/* What is headed "Lĩnh vực" is of several kinds, but a sheet need not name them all. */
KheoPartKind
kheo_figures_of_which (const char *text)
{
  g_autofree char *key = kheo_text_match_key (text);

  if (starts_with_one_of (key, divided_starts) || kheo_words_contain (key, "trong do chia theo") ||
      kheo_words_contain (key, "trong do chia ra"))
    return KHEO_PART_DIVIDED;
  return starts_with_one_of (key, of_which_starts) || kheo_synonyms_match (class_words, key)
             ? KHEO_PART_OF_WHICH
             : KHEO_PART_NONE;
}

const char *
kheo_figures_name_of_part (const char *text)
{
  const char *colon = strchr (text, ':');
  const char *rest = NULL;
  KheoOrdinal ordinal = KHEO_ORDINAL_NONE;

  if (kheo_figures_of_which (text) == KHEO_PART_NONE)
    return NULL;
  if (colon != NULL)
    rest = colon + 1;
  else if (g_str_has_prefix (text, "Trong đó ") || g_str_has_prefix (text, "trong đó "))
    rest = text + strlen ("Trong đó ");
  else
    return NULL;
  rest = kheo_words_skip_ordinal (rest + strspn (rest, " "), &ordinal);
  return *rest != '\0' && kheo_figures_of_which (rest) == KHEO_PART_NONE ? rest : NULL;
}

gboolean
kheo_figures_generic (const char *text)
{
  g_autofree char *key = kheo_text_match_key (text);

  return kheo_synonyms_match (generic_words, key);
}

/* ---- Units of measure ---- */

gboolean
kheo_words_is_measure (const char *text)
{
  g_autofree char *base = NULL;
  g_autofree char *key = NULL;

  if (strlen (text) > 40)
    return FALSE;
  if (strcmp (text, "%") == 0 || strcmp (text, "m²") == 0 || kheo_money_scale (text) > 0)
    return TRUE;
  base = kheo_words_measure_base (text);
  key = kheo_text_match_key (base);
  return kheo_synonyms_match (measure_words, key);
}

/* "nghìn ", "1.000 " before what is counted; 0: none. */
static double
scale_before (const char *measure, gsize *out_length)
{
  static const struct
  {
    const char *word;
    double      factor;
  } words[] = { { "nghìn ", 1e3 }, { "ngàn ", 1e3 }, { "1.000 ", 1e3 }, { "1000 ", 1e3 },
                { "triệu ", 1e6 }, { "trăm ", 1e2 }, { "vạn ", 1e4 } };
  g_autofree char *lower = g_utf8_strdown (measure, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (lower, words[i].word))
      {
        *out_length = strlen (words[i].word);
        return words[i].factor;
      }
  *out_length = 0;
  return 0;
}

double
kheo_words_measure_scale (const char *measure)
{
  gsize  length = 0;
  double factor = 0;

  if (measure == NULL)
    return 1;
  if (kheo_money_scale (measure) > 0)
    return (double) kheo_money_scale (measure);
  factor = scale_before (measure, &length);
  return factor > 0 ? factor : 1;
}

char *
kheo_words_measure_base (const char *measure)
{
  gsize length = 0;

  if (kheo_money_scale (measure) > 0)
    return g_strdup ("đồng");
  scale_before (measure, &length);
  return g_strdup (length < strlen (measure) ? measure + length : measure);
}

char *
kheo_words_take_measure (const char *text, char **out_rest)
{
  const char      *open = strrchr (text, '(');
  const char      *close = open != NULL ? strchr (open, ')') : NULL;
  g_autofree char *inside = NULL;
  const char      *what = NULL;

  *out_rest = NULL;
  if (open == NULL || close == NULL)
    return NULL;
  inside = g_strndup (open + 1, (gsize) (close - open - 1));
  g_strstrip (inside);
  what = inside;
  if (g_str_has_prefix (inside, "ĐVT:") || g_str_has_prefix (inside, "đvt:"))
    what = inside + strlen ("ĐVT:") + strspn (inside + strlen ("ĐVT:"), " ");
  if (!kheo_words_is_measure (what))
    return NULL;
  *out_rest = g_strdup_printf ("%.*s%s", (int) (open - text), text, close + 1);
  g_strstrip (*out_rest);
  return g_strdup (what);
}

gboolean
kheo_words_is_tick (const char *text)
{
  g_autofree char *key = NULL;

  if (strcmp (text, "✓") == 0 || strcmp (text, "✔") == 0 || strcmp (text, "√") == 0 ||
      strcmp (text, "●") == 0 || strcmp (text, "☑") == 0 || strcmp (text, "×") == 0)
    return TRUE;
  if (strlen (text) > 6)
    return FALSE;
  key = kheo_text_match_key (text);
  return strcmp (key, "x") == 0 || strcmp (key, "v") == 0 || strcmp (key, "co") == 0 ||
         strcmp (key, "yes") == 0 || strcmp (key, "dat") == 0;
}

/* ---- Roles ---- */

static gboolean
is_meta (const char *text, int wanted)
{
  int field = KHEO_COLUMN_NONE;

  return kheo_heading_score (&kheo_register_models, text, &field) >= 95 && field == wanted;
}

/* By a heading of sheets, or by the name that our own JSON has. */
static gboolean
is_field (const KheoRegister *reg, const char *key, int field)
{
  g_autofree char *name = kheo_text_match_key (reg->fields[field].name);

  return strcmp (key, name) == 0 || kheo_field_match_heading (&reg->fields[field], key);
}

KheoRole
kheo_role_of_heading (const char *text)
{
  static const struct
  {
    int      field;
    KheoRole role;
  } fields[] = {
    { KHEO_FIGURE_STATE, KHEO_ROLE_STATE },
    { KHEO_FIGURE_NOTE, KHEO_ROLE_NOTE },
    { KHEO_FIGURE_QUALIFIER, KHEO_ROLE_QUALIFIER },
    { KHEO_FIGURE_REASON, KHEO_ROLE_REASON },
    { KHEO_FIGURE_INDICATOR, KHEO_ROLE_INDICATOR },
    { KHEO_FIGURE_PERIOD, KHEO_ROLE_PERIOD },
    { KHEO_FIGURE_VALUE, KHEO_ROLE_VALUE },
    { KHEO_FIGURE_DENOMINATOR, KHEO_ROLE_DENOMINATOR },
    { KHEO_FIGURE_UNIT, KHEO_ROLE_UNIT },
  };
  g_autofree char *key = kheo_text_match_key (text);

  if (*key == '\0')
    return KHEO_ROLE_FIGURES;
  if (is_meta (text, KHEO_COLUMN_ORDINAL))
    return KHEO_ROLE_ORDINAL;
  if (kheo_synonyms_match (measure_headings, key))
    return KHEO_ROLE_MEASURE;
  if (kheo_synonyms_match (code_headings, key))
    return KHEO_ROLE_ROW_CODE;
  if (is_meta (text, KHEO_COLUMN_UNIT_CODE))
    return KHEO_ROLE_UNIT_CODE;
  if (is_meta (text, KHEO_COLUMN_RECORD_ID))
    return KHEO_ROLE_RECORD_ID;
  if (is_meta (text, KHEO_COLUMN_DISTRICT))
    return KHEO_ROLE_DISTRICT;
  if (is_meta (text, KHEO_COLUMN_PROVINCE))
    return KHEO_ROLE_PROVINCE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_field (&kheo_register_figures, key, fields[i].field))
      return fields[i].role;
  if (is_field (&kheo_register_targets, key, KHEO_TARGET_VALUE))
    return KHEO_ROLE_TARGET;
  if (is_field (&kheo_register_targets, key, KHEO_TARGET_DIRECTION))
    return KHEO_ROLE_DIRECTION;
  if (is_field (&kheo_register_targets, key, KHEO_TARGET_DOCUMENT))
    return KHEO_ROLE_DOCUMENT;
  if (strcmp (key, "indicator decimals") == 0)
    return KHEO_ROLE_DECIMALS;
  if (strcmp (key, "to correct") == 0 || strcmp (key, "can sua") == 0)
    return KHEO_ROLE_REMARK;
  if (kheo_words_contain (key, "ten don vi") || kheo_words_contain (key, "xa phuong") ||
      kheo_words_contain (key, "phuong xa"))
    return KHEO_ROLE_UNIT;
  if (g_str_has_prefix (key, "chi tieu") && kheo_words_contain (key, "noi dung"))
    return KHEO_ROLE_INDICATOR;
  return KHEO_ROLE_FIGURES;
}

/* Nobody counts districts up to X or P with names that do not say what they are. */
const char *
kheo_figures_skip_ordinal (const char *text, KheoOrdinal *out_ordinal)
{
  const char *rest = kheo_words_skip_ordinal (text, out_ordinal);
  gboolean    one_letter = g_ascii_isalpha (text[0]) && text[1] == '.' && strlen (text) < 80;

  if (rest == text || !one_letter || strchr ("PQTXHpqtxh", text[0]) == NULL ||
      (text[2] == ' ' && strchr ("XxHh", text[0]) != NULL) ||
      kheo_unit_type_of_name (rest, (KheoLevel) -1) != NULL ||
      kheo_unit_type_of_name (text, (KheoLevel) -1) == NULL)
    return rest;
  *out_ordinal = KHEO_ORDINAL_NONE;
  return text;
}

const char *
kheo_figures_skip_row_ordinal (const char *text, const char *number, KheoOrdinal *out_ordinal)
{
  *out_ordinal = KHEO_ORDINAL_NONE;
  if (*number != '\0' && kheo_words_ordinal (number) != KHEO_ORDINAL_NONE &&
      g_ascii_isalpha (text[0]) && text[1] == '.')
    return text;
  return kheo_figures_skip_ordinal (text, out_ordinal);
}
