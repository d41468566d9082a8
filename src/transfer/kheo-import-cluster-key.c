/* What two spellings of one thing have in common. */
#include "kheo-import-cluster.h"

#include "kheo-text.h"

#include <string.h>

/* ---- Letters and tones ---- */

static gboolean
is_tone (gunichar c)
{
  return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
}

static gboolean
is_vowel (char c)
{
  return strchr ("aeiouy", c) != NULL;
}

/* "lý" and "lí" are one; "thủy" and "thúi" are not. */
static void
end_syllable (GString *key, gsize start, GString *tone)
{
  gsize length = key->len - start;

  if (length >= 2 && key->str[key->len - 1] == 'y' && !is_vowel (key->str[key->len - 2]))
    key->str[key->len - 1] = 'i';
  g_string_append (key, tone->str);
  g_string_truncate (tone, 0);
}

/* Lower case, each syllable's tone behind it, one blank between syllables. */
static char *
tone_key (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_NFD);
  GString         *key = g_string_new (NULL);
  g_autoptr (GString) tone = g_string_new (NULL);
  gsize start = 0;

  for (const char *p = apart != NULL ? apart : lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_tone (c))
        g_string_append_unichar (tone, c);
      else if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (key, c);
      else if (key->len > start)
        {
          end_syllable (key, start, tone);
          g_string_append_c (key, ' ');
          start = key->len;
        }
    }
  end_syllable (key, start, tone);
  g_strchomp (key->str);
  return g_string_free (key, FALSE);
}

/* ---- Abbreviations ---- */

enum
{
  ANYWHERE,
  FIRST,       /* only as the first word */
  BEFORE_NAME, /* only before another word */
};

/* Match keys; longer ones first where they begin alike.  What offices add or leave away ("liên
 * hiệp", "Việt Nam", "cộng sản Hồ Chí Minh") has no part in the key. */
static const struct
{
  const char *from, *to;
  int         where;
} words[] = {
  { "hoi lien hiep phu nu viet nam", "hoi phu nu", ANYWHERE },
  { "hoi lien hiep phu nu", "hoi phu nu", ANYWHERE },
  { "hoi lhpn", "hoi phu nu", ANYWHERE },
  { "hoi lh phu nu", "hoi phu nu", ANYWHERE },
  { "hoi lh pn", "hoi phu nu", ANYWHERE },
  { "hoi pn", "hoi phu nu", ANYWHERE },
  { "hlhpn", "hoi phu nu", ANYWHERE },
  { "hpn", "hoi phu nu", ANYWHERE },
  { "hoi nong dan viet nam", "hoi nong dan", ANYWHERE },
  { "hoi nd", "hoi nong dan", ANYWHERE },
  { "hnd", "hoi nong dan", ANYWHERE },
  { "hoi cuu chien binh viet nam", "hoi cuu chien binh", ANYWHERE },
  { "hoi ccb", "hoi cuu chien binh", ANYWHERE },
  { "hccb", "hoi cuu chien binh", ANYWHERE },
  { "hoi nct", "hoi nguoi cao tuoi", ANYWHERE },
  { "hoi ctd", "hoi chu thap do", ANYWHERE },
  { "doan thanh nien cong san ho chi minh", "doan thanh nien", ANYWHERE },
  { "doan tncs ho chi minh", "doan thanh nien", ANYWHERE },
  { "doan tncs hcm", "doan thanh nien", ANYWHERE },
  { "doan tncshcm", "doan thanh nien", ANYWHERE },
  { "doan tn", "doan thanh nien", ANYWHERE },
  { "dtn", "doan thanh nien", ANYWHERE },
  { "uy ban mat tran to quoc viet nam", "mat tran", ANYWHERE },
  { "uy ban mat tran to quoc", "mat tran", ANYWHERE },
  { "mat tran to quoc viet nam", "mat tran", ANYWHERE },
  { "mat tran to quoc", "mat tran", ANYWHERE },
  { "uy ban mttq viet nam", "mat tran", ANYWHERE },
  { "uy ban mttq", "mat tran", ANYWHERE },
  { "ub mttq viet nam", "mat tran", ANYWHERE },
  { "ub mttq vn", "mat tran", ANYWHERE },
  { "ub mttq", "mat tran", ANYWHERE },
  { "ubmttq viet nam", "mat tran", ANYWHERE },
  { "ubmttqvn", "mat tran", ANYWHERE },
  { "ubmttq", "mat tran", ANYWHERE },
  { "mttq viet nam", "mat tran", ANYWHERE },
  { "mttq", "mat tran", ANYWHERE },
  { "ubnd", "uy ban nhan dan", ANYWHERE },
  { "hdnd", "hoi dong nhan dan", ANYWHERE },
  { "ldld", "lien doan lao dong", ANYWHERE },
  { "bch", "ban chap hanh", ANYWHERE },
  { "bcd", "ban chi dao", ANYWHERE },
  { "bdv", "ban dan van", ANYWHERE },
  { "btg", "ban tuyen giao", ANYWHERE },
  { "bchqs", "ban chi huy quan su", ANYWHERE },
  { "ban chqs", "ban chi huy quan su", ANYWHERE },
  { "clb", "cau lac bo", ANYWHERE },
  { "htx", "hop tac xa", ANYWHERE },
  { "tdp", "to dan pho", ANYWHERE },
  { "kp", "khu pho", BEFORE_NAME },
  { "ca", "cong an", FIRST },
  { "cd", "cong doan", FIRST },
  { "x", "xa", BEFORE_NAME },
  { "p", "phuong", BEFORE_NAME },
  { "tt", "thi tran", BEFORE_NAME },
  { "h", "huyen", BEFORE_NAME },
  { "tx", "thi xa", BEFORE_NAME },
  { "tp", "thanh pho", BEFORE_NAME },
  { "pbt", "pho bi thu", ANYWHERE },
  { "bt", "bi thu", ANYWHERE },
  { "pct", "pho chu tich", ANYWHERE },
  { "ct", "chu tich", ANYWHERE },
  { "ptb", "pho truong ban", ANYWHERE },
  { "tb", "truong ban", ANYWHERE },
  { "ths", "thac si", FIRST },
  { "dong chi", "", FIRST },
  { "d c", "", FIRST },
  { "dc", "", FIRST },
};

/* Bytes of @key that @phrase covers as whole words; 0: it does not stand there. */
static gsize
covers (const char *key, const char *phrase)
{
  gsize length = strlen (phrase);

  return strncmp (key, phrase, length) == 0 && (key[length] == '\0' || key[length] == ' ') ? length
                                                                                           : 0;
}

static const char *
write_out (const char *at, gboolean first, gsize *out_length)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = covers (at, words[i].from);

      if (length == 0 || (words[i].where == FIRST && !first) ||
          (words[i].where == BEFORE_NAME && at[length] == '\0'))
        continue;
      *out_length = length;
      return words[i].to;
    }
  *out_length = strcspn (at, " ");
  return NULL;
}

static char *
word_key (const char *text)
{
  g_autofree char *key = kheo_text_match_key (text);
  GString         *full = g_string_new (NULL);

  for (const char *at = key; *at != '\0';)
    {
      gsize       length = 0;
      const char *to = write_out (at, at == key, &length);

      if (full->len > 0 && (to == NULL || *to != '\0'))
        g_string_append_c (full, ' ');
      if (to != NULL)
        g_string_append (full, to);
      else
        g_string_append_len (full, at, (gssize) length);
      at += length;
      at += strspn (at, " ");
    }
  return g_string_free (full, FALSE);
}

/* ---- Public ---- */

char *
kheo_cluster_key (const char *text, gboolean tones)
{
  return tones ? tone_key (text) : word_key (text);
}

gboolean
kheo_cluster_takes_field (const KheoRegister *reg, guint field)
{
  return (reg->fields[field].flags & KHEO_FIELD_SPELLINGS) != 0;
}
