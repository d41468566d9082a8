#include "kheo-css.h"

#include <string.h>

#define MAX_RULES 4096u

typedef enum
{
  SETS_FONT = 1 << 0,
  SETS_BOLD = 1 << 1,
  SETS_ITALIC = 1 << 2,
  SETS_ALIGN = 1 << 3,
  SETS_FORMAT = 1 << 4,
  SETS_HIDDEN = 1 << 5,
} Sets;

/* Declarations, read once and applied to many cells. */
typedef struct
{
  guint         sets; /* what of ->style they say */
  KheoCellStyle style;
  gboolean      is_hidden;
} Look;

struct _KheoCss
{
  KheoWorkbook *workbook; /* borrowed */
  GHashTable   *rules;    /* "td", ".xl24", "td.xl24" → Look */
};

static void read_declarations (KheoCss *self, const char *declarations, Look *look);

KheoCss *
kheo_css_new (KheoWorkbook *workbook)
{
  KheoCss *self = g_new0 (KheoCss, 1);

  self->workbook = workbook;
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
kheo_css_free (KheoCss *self)
{
  g_hash_table_unref (self->rules);
  g_free (self);
}

/* Later rules for the same selector win. */
static void
add_rule (KheoCss *self, const char *selector, const char *declarations)
{
  g_autofree char *key = g_ascii_strdown (selector, -1);
  Look            *look;

  g_strstrip (key);
  if (*key == '\0' || strpbrk (key, " >+~:[*#") != NULL)
    return;
  look = g_hash_table_lookup (self->rules, key);
  if (look == NULL)
    {
      if (g_hash_table_size (self->rules) >= MAX_RULES)
        return;
      look = g_new0 (Look, 1);
      g_hash_table_insert (self->rules, g_steal_pointer (&key), look);
    }
  read_declarations (self, declarations, look);
}

/* Where the @stop character stands outside quotes, or the end. */
static const char *
find_outside_quotes (const char *p, char stop)
{
  char quote = 0;

  for (; *p != '\0' && (quote != 0 || *p != stop); p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
    else if (quote != 0)
      quote = *p == quote ? 0 : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;
  return p;
}

void
kheo_css_add_rules (KheoCss *self, const char *text)
{
  for (;;)
    {
      const char      *open, *close;
      g_autofree char *selectors = NULL;
      g_autofree char *declarations = NULL;
      g_auto (GStrv) list = NULL;

      text += strspn (text, " \t\r\n}");
      if (g_str_has_prefix (text, "<!--") || g_str_has_prefix (text, "-->"))
        {
          text += *text == '<' ? 4 : 3;
          continue;
        }
      if (g_str_has_prefix (text, "/*"))
        {
          close = strstr (text + 2, "*/");
          if (close == NULL)
            return;
          text = close + 2;
          continue;
        }
      open = strchr (text, '{');
      if (open == NULL)
        return;
      close = find_outside_quotes (open + 1, '}');
      selectors = g_strndup (text, (gsize) (open - text));
      declarations = g_strndup (open + 1, (gsize) (close - open - 1));
      list = g_strsplit (selectors, ",", 64);
      for (char **selector = list; *selector != NULL; selector++)
        add_rule (self, *selector, declarations);
      text = close;
    }
}

static void
apply_look (const Look *look, KheoCellStyle *style, gboolean *hidden)
{
  if (look == NULL)
    return;
  if ((look->sets & SETS_FONT) != 0)
    style->font_name = look->style.font_name;
  if ((look->sets & SETS_BOLD) != 0)
    style->bold = look->style.bold;
  if ((look->sets & SETS_ITALIC) != 0)
    style->italic = look->style.italic;
  if ((look->sets & SETS_ALIGN) != 0)
    style->align = look->style.align;
  if ((look->sets & SETS_FORMAT) != 0)
    style->number_format = look->style.number_format;
  if ((look->sets & SETS_HIDDEN) != 0)
    *hidden = look->is_hidden;
}

gboolean
kheo_css_apply (KheoCss *self, const char *element, const char *classes, KheoCellStyle *style)
{
  g_auto (GStrv) list = NULL;
  gboolean hidden = FALSE;

  if (g_hash_table_size (self->rules) == 0)
    return FALSE;
  apply_look (g_hash_table_lookup (self->rules, element), style, &hidden);
  if (classes == NULL)
    return hidden;

  list = g_strsplit_set (classes, " \t\r\n", 16);
  for (char **class = list; *class != NULL; class ++)
    {
      g_autofree char *folded = g_ascii_strdown (*class, -1);
      g_autofree char *plain = g_strconcat (".", folded, NULL);
      g_autofree char *full = g_strconcat (element, plain, NULL);

      apply_look (g_hash_table_lookup (self->rules, plain), style, &hidden);
      apply_look (g_hash_table_lookup (self->rules, full), style, &hidden);
    }
  return hidden;
}

/* Without quotes and escapes: "\0022" and "\@". */
static char *
unquote (const char *value)
{
  GString *out = g_string_new (NULL);

  for (const char *p = value; *p != '\0';)
    if (*p == '\\' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]) &&
        g_ascii_isxdigit (p[3]) && g_ascii_isxdigit (p[4]))
      {
        gunichar c = 0;

        for (int i = 1; i <= 4; i++)
          c = c * 16 + (gunichar) g_ascii_xdigit_value (p[i]);
        if (c != 0 && g_unichar_validate (c))
          g_string_append_unichar (out, c);
        p += 5;
      }
    else if (*p == '\\' && p[1] != '\0')
      {
        g_string_append_c (out, p[1]);
        p += 2;
      }
    else
      {
        if (*p != '"' && *p != '\'')
          g_string_append_c (out, *p);
        p++;
      }
  return g_strstrip (g_string_free (out, FALSE));
}

static const char *
name_to_format (const char *name)
{
  static const struct
  {
    const char *name, *format;
  } formats[] = {
    { "General", NULL },
    { "Short Date", "dd/mm/yyyy" },
    { "Medium Date", "dd-mmm-yy" },
    { "Long Date", "dd/mm/yyyy" },
    { "Short Time", "h:mm" },
    { "Medium Time", "h:mm AM/PM" },
    { "Long Time", "h:mm:ss" },
    { "General Date", "dd/mm/yyyy h:mm" },
    { "Percent", "0.00%" },
    { "Fixed", "0.00" },
    { "Standard", "#,##0.00" },
    { "Scientific", "0.00E+00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (name, formats[i].name) == 0)
      return formats[i].format;
  return name;
}

static void
read_alignment (const char *value, Look *look)
{
  static const struct
  {
    const char *name;
    KheoAlign   align;
  } aligns[] = { { "left", KHEO_ALIGN_LEFT },
                 { "center", KHEO_ALIGN_CENTER },
                 { "right", KHEO_ALIGN_RIGHT },
                 { "justify", KHEO_ALIGN_FILL },
                 { "general", KHEO_ALIGN_GENERAL } };

  for (guint i = 0; i < G_N_ELEMENTS (aligns); i++)
    if (g_ascii_strcasecmp (value, aligns[i].name) == 0)
      {
        look->style.align = (guint8) aligns[i].align;
        look->sets |= SETS_ALIGN;
      }
}

/* The first of a list of fonts. */
static void
read_font (KheoCss *self, const char *value, Look *look)
{
  const char      *end = find_outside_quotes (value, ',');
  g_autofree char *first = g_strndup (value, (gsize) (end - value));
  g_autofree char *name = unquote (first);

  if (*name == '\0')
    return;
  look->style.font_name = kheo_workbook_intern (self->workbook, name);
  look->sets |= SETS_FONT;
}

static void
read_declaration (KheoCss *self, const char *name, const char *value, Look *look)
{
  if (g_ascii_strcasecmp (name, "font-family") == 0)
    read_font (self, value, look);
  else if (g_ascii_strcasecmp (name, "font-weight") == 0)
    {
      look->style.bold =
          g_ascii_strncasecmp (value, "bold", 4) == 0 || g_ascii_strtoll (value, NULL, 10) >= 600;
      look->sets |= SETS_BOLD;
    }
  else if (g_ascii_strcasecmp (name, "font-style") == 0)
    {
      look->style.italic = g_ascii_strcasecmp (value, "italic") == 0;
      look->sets |= SETS_ITALIC;
    }
  else if (g_ascii_strcasecmp (name, "text-align") == 0)
    read_alignment (value, look);
  else if (g_ascii_strcasecmp (name, "mso-number-format") == 0)
    {
      g_autofree char *format = unquote (value);

      look->style.number_format = kheo_workbook_intern (self->workbook, name_to_format (format));
      look->sets |= SETS_FORMAT;
    }
  else if (g_ascii_strcasecmp (name, "display") == 0)
    {
      look->is_hidden = g_ascii_strcasecmp (value, "none") == 0;
      look->sets |= SETS_HIDDEN;
    }
}

static void
read_declarations (KheoCss *self, const char *declarations, Look *look)
{
  while (*declarations != '\0')
    {
      const char      *end = find_outside_quotes (declarations, ';');
      g_autofree char *pair = g_strndup (declarations, (gsize) (end - declarations));
      char            *colon = strchr (pair, ':');

      if (colon != NULL)
        {
          *colon = '\0';
          read_declaration (self, g_strstrip (pair), g_strstrip (colon + 1), look);
        }
      declarations = *end != '\0' ? end + 1 : end;
    }
}

gboolean
kheo_css_apply_declarations (KheoCss *self, const char *declarations, KheoCellStyle *style)
{
  Look     look = { 0 };
  gboolean hidden = FALSE;

  read_declarations (self, declarations, &look);
  apply_look (&look, style, &hidden);
  return hidden;
}
