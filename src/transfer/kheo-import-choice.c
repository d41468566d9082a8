/*
 * Words that name a kind or a field of models, in cells, in rows over others and in titles:
 * "Các tập thể", "LV Kinh tế", "II. Nhóm mô hình quốc phòng - an ninh", "… MÔ HÌNH TẬP THỂ LĨNH VỰC
 * KINH TẾ NĂM 2024".
 */
#include "kheo-import-private.h"

#include "kheo-text.h"

#include <string.h>

/* Words before the choice itself; match keys.  Longer ones first. */
static const char *const openings[] = {
  "linh vuc ", "dan van kheo ", "dien hinh ", "mo hinh ", "thuoc ",     "nhom ", "phan ",
  "trong ",    "cac ",          "tren ",      "loai ",    "danh sach ", "lv ",   "ve ",
};

static const char *
skip_openings (const char *key)
{
  gboolean found = TRUE;

  while (found)
    {
      found = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (openings) && !found; i++)
        if (g_str_has_prefix (key, openings[i]))
          {
            key += strlen (openings[i]);
            found = TRUE;
          }
    }
  return key;
}

const char *
kheo_choice_parse (const KheoField *field, const char *text)
{
  KheoOrdinal      ordinal = KHEO_ORDINAL_NONE;
  const char      *label = NULL;
  const char      *value = kheo_field_parse_choice (field, text);
  g_autofree char *key = NULL;

  if (value != NULL)
    return value;
  label = kheo_words_skip_ordinal (text, &ordinal); /* "1. Kinh tế", "- Tập thể" */
  if (label != text)
    value = kheo_field_parse_choice (field, label);
  if (value != NULL || strlen (label) > 80)
    return value;
  key = kheo_text_match_key (label);
  return kheo_field_parse_choice (field, skip_openings (key));
}

/* "mô hình tập thể", but not "kinh tế tập thể" and not "tập thể, cá nhân". */
int
kheo_choice_of_kind (const char *key)
{
  const KheoField *field = &kheo_register_models.fields[KHEO_MODEL_KIND];
  gboolean         collective = kheo_words_contain (key, "tap the");
  gboolean         individual = kheo_words_contain (key, "ca nhan");

  if (collective == individual || kheo_words_contain (key, "kinh te tap the"))
    return -1;
  return kheo_field_choice_index (field, collective ? "collective" : "individual");
}

/* The longest run of words from @at on that names a field; 0 words when none does. */
static guint
match_field (char *const *words, guint at, int *out_choice)
{
  const KheoField *field = &kheo_register_models.fields[KHEO_MODEL_FIELD];

  for (guint n = MIN (g_strv_length ((char **) words + at), 10u); n > 0; n--)
    {
      g_autoptr (GString) phrase = g_string_new (NULL);
      const char *value = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append_printf (phrase, "%s%s", i > 0 ? " " : "", words[at + i]);
      value = kheo_field_parse_choice (field, phrase->str);
      if (value == NULL)
        continue;
      *out_choice = kheo_field_choice_index (field, value);
      return n;
    }
  return 0;
}

/* What stands behind "lĩnh vực"; several fields are none. */
int
kheo_choice_of_field (const char *key)
{
  const char *behind = strstr (key, "linh vuc ");
  int         found = -1;
  g_auto (GStrv) words = NULL;

  if (behind == NULL)
    return -1;
  words = g_strsplit (behind + strlen ("linh vuc "), " ", -1);
  for (guint i = 0; words[i] != NULL;)
    {
      int   choice = -1;
      guint n = match_field (words, i, &choice);

      if (n > 0 && found >= 0 && choice != found)
        return -1;
      if (n > 0)
        found = choice;
      /* Behind its name come other things: "… kinh tế năm 2024 của xã An Ninh". */
      else if (i > 0 && strcmp (words[i], "va") != 0)
        return found;
      i += MAX (n, 1u);
    }
  return found;
}
