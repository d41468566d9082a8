/*
 * What a heading means.  The dictionary of a register is made from its field descriptions — names,
 * labels in both languages, synonyms — and from a few words for what is no field: the number of the
 * row, the district a unit lies in, a code, a record's id.
 */
#include "kheo-import-plain.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a heading loses that may mean a unit or an organisation. */
#define ANY_BODY_LESS 10
/* … and when only the headings above it say so. */
#define OF_PARENT_LESS 30
/* What a heading loses that speaks of names before the present ones. */
#define OF_OLD_LESS 40

typedef struct
{
  int   field;
  char *key; /* match key, owned for good */
} Entry;

typedef struct
{
  const KheoRegister *reg;
  GArray             *entries; /* Entry */
} Dictionary;

typedef struct
{
  int         field;
  const char *label; /* N_() */
  const char *synonyms;
} Meta;

/* Besides a model's fields.  Synonyms as people write them. */
static const Meta model_meta[] = {
  { KHEO_COLUMN_ORDINAL, N_ ("No."), "stt|tt|số tt|số thứ tự|thứ tự|số t t|s t t|no|order" },
  { KHEO_COLUMN_DISTRICT, N_ ("District"),
    "huyện|huyện thành phố|huyện thị xã thành phố|huyện thị thành phố|huyện thị|quận huyện|"
    "quận huyện thị xã|huyện quận|tên huyện|cấp huyện|đơn vị huyện|đơn vị cấp huyện|"
    "huyện tp|huyện thị tp|huyện tx tp|huyện thành thị|huyện thị xã tp|thuộc huyện|"
    "quận huyện thị xã thành phố|huyện thị xã|tp huyện|thành phố huyện" },
  { KHEO_COLUMN_PROVINCE, N_ ("Province"),
    "tỉnh|tỉnh thành phố|tỉnh thành|tên tỉnh|cấp tỉnh|tỉnh tp|thuộc tỉnh" },
  { KHEO_COLUMN_UNIT_CODE, N_ ("Unit code"),
    "mã đơn vị|mã xã|mã px|mã xã phường|mã đơn vị hành chính|mã đvhc|mã phường xã|mã số xã|"
    "mã hành chính|unit code|unit code official" },
  { KHEO_COLUMN_RECORD_ID, N_ ("Record ID"), "mã bản ghi|id|record id" },
};

static const Meta unit_meta[] = {
  { KHEO_COLUMN_ORDINAL, N_ ("No."), "stt|tt|số tt|số thứ tự|thứ tự|no" },
  { KHEO_COLUMN_RECORD_ID, N_ ("Record ID"), "mã bản ghi|id|record id" },
};

static const Meta plain_meta[] = {
  { KHEO_COLUMN_ORDINAL, N_ ("No."), "stt|tt|số tt|số thứ tự|thứ tự|no" },
  { KHEO_COLUMN_RECORD_ID, N_ ("Record ID"), "mã bản ghi|id|record id" },
};

#define MAX_PLAIN 16u

static void
add_key (Dictionary *dictionary, int field, const char *text)
{
  Entry entry = { field, kheo_text_match_key (text) };

  if (*entry.key == '\0')
    {
      g_free (entry.key);
      return;
    }
  for (guint i = 0; i < dictionary->entries->len; i++)
    {
      const Entry *other = &g_array_index (dictionary->entries, Entry, i);

      if (other->field == field && strcmp (other->key, entry.key) == 0)
        {
          g_free (entry.key);
          return;
        }
    }
  g_array_append_val (dictionary->entries, entry);
}

static void
add_all (Dictionary *dictionary, int field, const char *label, const char *synonyms)
{
  g_auto (GStrv) words = g_strsplit (synonyms != NULL ? synonyms : "", "|", -1);

  if (label != NULL && *label != '\0')
    {
      add_key (dictionary, field, label);
      add_key (dictionary, field, g_dgettext (GETTEXT_PACKAGE, label));
    }
  for (guint i = 0; words[i] != NULL; i++)
    add_key (dictionary, field, words[i]);
}

static Dictionary *
make_dictionary (const KheoRegister *reg, const Meta *meta, guint n_meta)
{
  Dictionary *dictionary = g_new0 (Dictionary, 1);

  dictionary->reg = reg;
  dictionary->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint i = 0; i < n_meta; i++)
    add_all (dictionary, meta[i].field, meta[i].label, meta[i].synonyms);
  for (guint i = 0; i < reg->n_fields; i++)
    {
      /* In a list of units the derived fields are those that say what a unit lies in. */
      if ((reg->fields[i].flags & KHEO_FIELD_DERIVED) != 0 && reg != &kheo_register_units)
        continue;
      add_all (dictionary, (int) i, reg->fields[i].label, reg->fields[i].synonyms);
      add_key (dictionary, (int) i, reg->fields[i].name);
    }
  return dictionary;
}

static const Dictionary *
get_dictionary (const KheoRegister *reg)
{
  static Dictionary *models, *units, *plain[MAX_PLAIN + 1];
  static gsize       ready = 0;

  if (g_once_init_enter (&ready))
    {
      models = make_dictionary (&kheo_register_models, model_meta, G_N_ELEMENTS (model_meta));
      units = make_dictionary (&kheo_register_units, unit_meta, G_N_ELEMENTS (unit_meta));
      for (guint i = 0; i < MAX_PLAIN && kheo_plain_nth (i) != NULL; i++)
        plain[i] =
            kheo_plain_unit_field (kheo_plain_nth (i)) >= 0
                ? make_dictionary (kheo_plain_nth (i), model_meta, G_N_ELEMENTS (model_meta))
                : make_dictionary (kheo_plain_nth (i), plain_meta, G_N_ELEMENTS (plain_meta));
      g_once_init_leave (&ready, 1);
    }
  for (guint i = 0; plain[i] != NULL; i++)
    if (plain[i]->reg == reg)
      return plain[i];
  return reg == &kheo_register_units ? units : models;
}

/* @text without what stands in parentheses: "Kinh phí (triệu đồng)" → "Kinh phí ". */
static char *
drop_parentheses (const char *text)
{
  GString *bare = g_string_new (NULL);
  int      depth = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '(' || *p == '[')
        depth++;
      else if ((*p == ')' || *p == ']') && depth > 0)
        depth--;
      else if (depth == 0)
        g_string_append_c (bare, *p);
    }
  return g_string_free (bare, FALSE);
}

/* How well @key (of a dictionary) describes a heading. */
static int
score_key (const char *key, const char *full, const char *bare)
{
  gsize length = strlen (key);

  if (strcmp (key, full) == 0)
    return 100;
  if (strcmp (key, bare) == 0)
    return 97;
  if (*bare != '\0' && kheo_words_contain (bare, key))
    {
      int coverage = (int) (40 * length / strlen (bare));

      return (strncmp (bare, key, length) == 0 ? 50 : 40) + coverage;
    }
  if (kheo_words_contain (full, key))
    return 30 + (int) (40 * length / strlen (full));
  return 0;
}

/* "Đơn vị" may be the unit or, beside a column of communes, whoever carries the model out. */
static gboolean
is_any_body (const char *key)
{
  return strcmp (key, "don vi") == 0 || strcmp (key, "ten don vi") == 0 ||
         strcmp (key, "dia phuong don vi") == 0;
}

static void
add_meaning (GArray *meanings, const KheoHeading *meaning)
{
  guint at = 0;

  for (guint i = 0; i < meanings->len; i++)
    {
      KheoHeading *other = &g_array_index (meanings, KheoHeading, i);

      if (other->field != meaning->field || other->choice_field != meaning->choice_field ||
          other->choice != meaning->choice)
        continue;
      if (other->score >= meaning->score)
        return;
      g_array_remove_index (meanings, i);
      break;
    }
  while (at < meanings->len && g_array_index (meanings, KheoHeading, at).score >= meaning->score)
    at++;
  g_array_insert_val (meanings, at, *meaning);
}

/* "Kinh phí / Tổng cộng" is what stands above; "Nội dung / Họ và tên" is what stands below. */
static gboolean
says_nothing (const char *leaf)
{
  static const char *const general[] = { "tong",    "tong so", "tong cong", "cong",    "so luong",
                                         "so tien", "chung",   "toan bo",   "gia tri", NULL };
  g_autofree char         *without = drop_parentheses (leaf);
  g_autofree char         *key = kheo_text_match_key (without);

  return g_strv_contains (general, key);
}

/* "Tên gọi cũ", "Đơn vị (cũ)": what was, beside what is. */
static gboolean
is_of_old (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *key = kheo_text_match_key (text);

  for (const char *at = strstr (lower, "cũ"); at != NULL; at = strstr (at + 1, "cũ"))
    if (at > lower && strchr (" (\n", at[-1]) != NULL &&
        !g_unichar_isalpha (g_utf8_get_char (at + strlen ("cũ"))))
      return TRUE;
  return kheo_words_contain (key, "truoc day") || kheo_words_contain (key, "truoc sap xep");
}

/* @above: match key of what stands over the heading itself, NULL for none. */
static void
add_fields (const Dictionary *dictionary,
            const char       *text,
            const char       *above,
            int               discount,
            GArray           *meanings)
{
  g_autofree char *without = drop_parentheses (text);
  g_autofree char *full = kheo_text_match_key (text);
  g_autofree char *bare = kheo_text_match_key (without);

  if (is_of_old (text))
    discount += OF_OLD_LESS;
  for (guint i = 0; i < dictionary->entries->len; i++)
    {
      const Entry *entry = &g_array_index (dictionary->entries, Entry, i);
      KheoHeading  meaning = { entry->field, -1, -1, score_key (entry->key, full, bare) };

      meaning.score -= discount;
      if (above != NULL && kheo_words_contain (above, entry->key))
        meaning.score -= OF_PARENT_LESS;
      if (meaning.score > ANY_BODY_LESS && entry->field == KHEO_MODEL_UNIT &&
          dictionary->reg == &kheo_register_models && is_any_body (entry->key))
        {
          KheoHeading owner = { KHEO_MODEL_OWNER, -1, -1, meaning.score - 3 * ANY_BODY_LESS };

          meaning.score -= ANY_BODY_LESS;
          add_meaning (meanings, &owner);
        }
      if (meaning.score > 0)
        add_meaning (meanings, &meaning);
    }
}

/* "Nội dung đăng ký" over columns of all sorts. */
static gboolean
is_text (const KheoField *field)
{
  return field->type == KHEO_FIELD_TEXT || field->type == KHEO_FIELD_LONG_TEXT;
}

/* "Kinh tế" under "Lĩnh vực": a column of marks for one choice. */
static void
add_choices (const KheoRegister *reg, const char *leaf, const char *parent, GArray *meanings)
{
  int parent_field = KHEO_COLUMN_NONE;
  int parent_score = 0;

  if (parent != NULL && *parent != '\0')
    parent_score = kheo_heading_score (reg, parent, &parent_field);
  for (guint i = 0; i < reg->n_fields; i++)
    {
      const KheoField *field = &reg->fields[i];
      const char      *value = NULL;
      KheoHeading      meaning = { KHEO_COLUMN_CHOICE, (int) i, -1, 60 };

      if (field->type != KHEO_FIELD_CHOICE || (field->flags & KHEO_FIELD_DERIVED) != 0)
        continue;
      value = kheo_field_parse_choice (field, leaf);
      if (value == NULL)
        continue;
      meaning.choice = kheo_field_choice_index (field, value);
      if (parent_score >= KHEO_HEADING_MAYBE && parent_field == (int) i)
        meaning.score = 99;
      else if (parent_score >= KHEO_HEADING_CERTAIN && parent_field >= 0 &&
               !is_text (&reg->fields[parent_field]))
        continue;
      add_meaning (meanings, &meaning);
    }
}

void
kheo_heading_list (const KheoRegister *reg, const char *leaf, const char *parent, GArray *meanings)
{
  const Dictionary *dictionary = get_dictionary (reg);

  add_fields (dictionary, leaf, NULL, 0, meanings);
  if (parent != NULL && *parent != '\0')
    {
      const char      *near = says_nothing (leaf) ? strrchr (parent, '/') : parent;
      g_autofree char *joined = g_strconcat (parent, " ", leaf, NULL);
      g_autofree char *far = NULL;
      g_autofree char *above = NULL;

      /* "… / Kinh phí / Tổng" is what stands just above it. */
      if (near != parent && near != NULL)
        {
          g_autofree char *nearest = g_strconcat (near + 1, " ", leaf, NULL);

          add_fields (dictionary, nearest, NULL, 3, meanings);
          far = g_strndup (parent, (gsize) (near - parent));
        }
      if (near != NULL)
        above = kheo_text_match_key (far != NULL ? far : parent);
      add_fields (dictionary, joined, above, 3, meanings);
    }
  if (*leaf != '\0')
    add_choices (reg, leaf, parent, meanings);
}

int
kheo_heading_score (const KheoRegister *reg, const char *text, int *out_field)
{
  g_autoptr (GArray) meanings = g_array_new (FALSE, FALSE, sizeof (KheoHeading));

  add_fields (get_dictionary (reg), text, NULL, 0, meanings);
  *out_field = KHEO_COLUMN_NONE;
  if (meanings->len == 0)
    return 0;
  *out_field = g_array_index (meanings, KheoHeading, 0).field;
  return g_array_index (meanings, KheoHeading, 0).score;
}
