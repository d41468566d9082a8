#include "kheo-ods.h"

#include <math.h>
#include <string.h>

#define MAX_PARENTS 16u
#define MAX_FORMAT  1024u /* bytes of one number format */

typedef enum
{
  SETS_FONT = 1 << 0,
  SETS_SIZE = 1 << 1,
  SETS_BOLD = 1 << 2,
  SETS_ITALIC = 1 << 3,
  SETS_WRAP = 1 << 4,
  SETS_ALIGN = 1 << 5,
  SETS_INDENT = 1 << 6,
  SETS_FORMAT = 1 << 7,
} Sets;

typedef struct
{
  char         *parent; /* key of the parent, or NULL */
  char         *format; /* name of a number style, or NULL */
  guint         sets;   /* what of ->look this style itself says */
  KheoCellStyle look;
  gboolean      is_hidden; /* tables */
} Style;

struct _KheoOdsStyles
{
  KheoWorkbook *workbook;    /* borrowed */
  GHashTable   *fonts;       /* name of a face → interned family */
  GHashTable   *styles;      /* "family/name" → Style */
  GHashTable   *formats;     /* name of a number style → interned format */
  GHashTable   *cells;       /* name of a cell style → index in the workbook + 1 */
  Style        *style;       /* the open one, borrowed from ->styles */
  char         *format_name; /* of the open number style */
  GString      *format;
  gboolean      in_literal; /* inside number:text or a currency's sign */
};

static void
style_free (gpointer data)
{
  Style *style = data;

  g_free (style->parent);
  g_free (style->format);
  g_free (style);
}

KheoOdsStyles *
kheo_ods_styles_new (KheoWorkbook *workbook)
{
  KheoOdsStyles *self = g_new0 (KheoOdsStyles, 1);

  self->workbook = workbook;
  self->fonts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  self->formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->format = g_string_new (NULL);
  return self;
}

void
kheo_ods_styles_free (KheoOdsStyles *self)
{
  g_hash_table_unref (self->fonts);
  g_hash_table_unref (self->styles);
  g_hash_table_unref (self->formats);
  g_hash_table_unref (self->cells);
  g_free (self->format_name);
  g_string_free (self->format, TRUE);
  g_free (self);
}

static char *
make_key (const char *family, const char *name)
{
  return g_strconcat (family != NULL ? family : "", "/", name != NULL ? name : "", NULL);
}

/* "'Times New Roman'" → Times New Roman. */
static const char *
intern_family (KheoOdsStyles *self, char *family)
{
  gsize length = strlen (family);

  if (length >= 2 && (*family == '\'' || *family == '"') && family[length - 1] == *family)
    {
      family[length - 1] = '\0';
      family++;
    }
  return kheo_workbook_intern (self->workbook, family);
}

/* A length in points: "12pt", "0.1389in", "3.5mm"; 0 when it is none. */
static double
scan_length (const char *text)
{
  char  *unit;
  double value = g_ascii_strtod (text, &unit);

  if (strcmp (unit, "pt") == 0)
    return value;
  if (strcmp (unit, "in") == 0)
    return value * 72;
  if (strcmp (unit, "cm") == 0)
    return value * 72 / 2.54;
  if (strcmp (unit, "mm") == 0)
    return value * 72 / 25.4;
  return 0;
}

static void
open_style (KheoOdsStyles *self, const KheoXmlAttributes *attributes, gboolean is_default)
{
  g_autofree char *family = kheo_xml_dup (attributes, "family");
  g_autofree char *name = is_default ? NULL : kheo_xml_dup (attributes, "name");
  g_autofree char *parent = kheo_xml_dup (attributes, "parent-style-name");
  Style           *style = g_new0 (Style, 1);

  /* All lead to the default of their family, whose name is empty. */
  if (!is_default)
    style->parent = make_key (family, parent);
  style->format = kheo_xml_dup (attributes, "data-style-name");
  g_hash_table_replace (self->styles, make_key (family, name), style);
  self->style = style;
}

static void
read_text_properties (KheoOdsStyles *self, const KheoXmlAttributes *attributes)
{
  Style           *style = self->style;
  g_autofree char *face = kheo_xml_dup (attributes, "font-name");
  g_autofree char *family = kheo_xml_dup (attributes, "font-family");
  g_autofree char *weight = kheo_xml_dup (attributes, "font-weight");
  g_autofree char *slant = kheo_xml_dup (attributes, "font-style");
  g_autofree char *size = kheo_xml_dup (attributes, "font-size");

  if (face != NULL)
    {
      const char *found = g_hash_table_lookup (self->fonts, face);

      style->look.font_name = found != NULL ? found : kheo_workbook_intern (self->workbook, face);
      style->sets |= SETS_FONT;
    }
  else if (family != NULL)
    {
      style->look.font_name = intern_family (self, family);
      style->sets |= SETS_FONT;
    }
  if (weight != NULL)
    {
      style->look.bold = strcmp (weight, "bold") == 0 || g_ascii_strtoll (weight, NULL, 10) >= 600;
      style->sets |= SETS_BOLD;
    }
  if (slant != NULL)
    {
      style->look.italic = strcmp (slant, "normal") != 0;
      style->sets |= SETS_ITALIC;
    }
  if (size != NULL && scan_length (size) > 0 && scan_length (size) < 1000)
    {
      style->look.font_size = (guint16) (scan_length (size) * 10 + 0.5);
      style->sets |= SETS_SIZE;
    }
}

static void
read_paragraph_properties (Style *style, const KheoXmlAttributes *attributes)
{
  g_autofree char *margin = kheo_xml_dup (attributes, "margin-left");
  gsize            length;

  if (kheo_xml_find (attributes, "text-align", &length) != NULL)
    {
      style->sets |= SETS_ALIGN;
      style->look.align = KHEO_ALIGN_GENERAL;
      if (kheo_xml_equals (attributes, "text-align", "center"))
        style->look.align = KHEO_ALIGN_CENTER;
      else if (kheo_xml_equals (attributes, "text-align", "end") ||
               kheo_xml_equals (attributes, "text-align", "right"))
        style->look.align = KHEO_ALIGN_RIGHT;
      else if (kheo_xml_equals (attributes, "text-align", "justify"))
        style->look.align = KHEO_ALIGN_FILL;
      else
        style->look.align = KHEO_ALIGN_LEFT;
    }
  if (margin != NULL)
    {
      /* Ten points are a level, as spreadsheets write it. */
      style->look.indent = (guint8) CLAMP (scan_length (margin) / 10 + 0.5, 0, 255);
      style->sets |= SETS_INDENT;
    }
}

static void
append_repeated (GString *format, char letter, guint n)
{
  for (guint i = 0; i < n && format->len < MAX_FORMAT; i++)
    g_string_append_c (format, letter);
}

static void
append_number (GString *format, const KheoXmlAttributes *attributes)
{
  guint decimals = (guint) CLAMP (kheo_xml_get_int (attributes, "decimal-places", 0), 0, 30);
  guint whole = (guint) CLAMP (kheo_xml_get_int (attributes, "min-integer-digits", 0), 0, 30);
  guint fixed =
      (guint) CLAMP (kheo_xml_get_int (attributes, "min-decimal-places", decimals), 0, decimals);

  if (kheo_xml_get_bool (attributes, "grouping", FALSE))
    g_string_append (format, whole > 0 ? "#,##" : "#,###");
  else if (whole == 0)
    g_string_append_c (format, '#');
  append_repeated (format, '0', whole);
  if (decimals > 0)
    g_string_append_c (format, '.');
  append_repeated (format, '0', fixed);
  append_repeated (format, '#', decimals - fixed);
}

/* One piece of a number style as a piece of a format as xlsx writes it. */
static void
append_piece (KheoOdsStyles *self, const char *name, const KheoXmlAttributes *attributes)
{
  gboolean is_long = kheo_xml_equals (attributes, "style", "long");
  gboolean is_word = kheo_xml_get_bool (attributes, "textual", FALSE);

  if (strcmp (name, "day") == 0)
    g_string_append (self->format, is_long ? "dd" : "d");
  else if (strcmp (name, "day-of-week") == 0)
    g_string_append (self->format, is_long ? "dddd" : "ddd");
  else if (strcmp (name, "month") == 0)
    append_repeated (self->format, 'm', 1u + is_long + 2u * (guint) is_word);
  else if (strcmp (name, "year") == 0)
    g_string_append (self->format, is_long ? "yyyy" : "yy");
  else if (strcmp (name, "hours") == 0)
    g_string_append (self->format, is_long ? "hh" : "h");
  else if (strcmp (name, "minutes") == 0)
    g_string_append (self->format, is_long ? "mm" : "m");
  else if (strcmp (name, "seconds") == 0)
    g_string_append (self->format, is_long ? "ss" : "s");
  else if (strcmp (name, "am-pm") == 0)
    g_string_append (self->format, "AM/PM");
  else if (strcmp (name, "number") == 0)
    append_number (self->format, attributes);
  else if (strcmp (name, "scientific-number") == 0)
    g_string_append (self->format, "0.00E+00");
  else if (strcmp (name, "text-content") == 0)
    g_string_append_c (self->format, '@');
  else if (strcmp (name, "text") == 0 || strcmp (name, "currency-symbol") == 0)
    self->in_literal = TRUE;
}

static gboolean
is_number_style (const char *name)
{
  static const char *const names[] = { "number-style",   "date-style",
                                       "time-style",     "percentage-style",
                                       "currency-style", "boolean-style",
                                       "text-style",     NULL };

  return g_strv_contains (names, name);
}

void
kheo_ods_styles_start (KheoOdsStyles *self, const char *name, const KheoXmlAttributes *attributes)
{
  if (self->format_name != NULL)
    append_piece (self, name, attributes);
  else if (is_number_style (name))
    {
      self->format_name = kheo_xml_dup (attributes, "name");
      g_string_truncate (self->format, 0);
    }
  else if (strcmp (name, "font-face") == 0)
    {
      g_autofree char *face = kheo_xml_dup (attributes, "name");
      g_autofree char *family = kheo_xml_dup (attributes, "font-family");

      if (face != NULL && family != NULL)
        g_hash_table_replace (self->fonts, g_steal_pointer (&face),
                              (gpointer) intern_family (self, family));
    }
  else if (strcmp (name, "style") == 0 || strcmp (name, "default-style") == 0)
    open_style (self, attributes, *name == 'd');
  else if (self->style == NULL)
    return;
  else if (strcmp (name, "text-properties") == 0)
    read_text_properties (self, attributes);
  else if (strcmp (name, "paragraph-properties") == 0)
    read_paragraph_properties (self->style, attributes);
  else if (strcmp (name, "table-cell-properties") == 0)
    {
      gsize length;

      if (kheo_xml_find (attributes, "wrap-option", &length) != NULL)
        {
          self->style->look.wrap = (guint8) kheo_xml_equals (attributes, "wrap-option", "wrap");
          self->style->sets |= SETS_WRAP;
        }
    }
  else if (strcmp (name, "table-properties") == 0)
    self->style->is_hidden = !kheo_xml_get_bool (attributes, "display", TRUE);
}

void
kheo_ods_styles_end (KheoOdsStyles *self, const char *name)
{
  if (self->format_name != NULL && is_number_style (name))
    {
      g_hash_table_replace (self->formats, g_steal_pointer (&self->format_name),
                            (gpointer) kheo_workbook_intern (self->workbook, self->format->str));
      self->in_literal = FALSE;
    }
  else if (strcmp (name, "style") == 0 || strcmp (name, "default-style") == 0)
    self->style = NULL;
  else if (strcmp (name, "text") == 0 || strcmp (name, "currency-symbol") == 0)
    self->in_literal = FALSE;
}

void
kheo_ods_styles_text (KheoOdsStyles *self, const char *text, gsize length)
{
  for (gsize i = 0; self->in_literal && i < length && self->format->len < MAX_FORMAT; i++)
    {
      /* Each byte that could mean something is escaped; those of other letters cannot. */
      if (g_ascii_isalnum (text[i]) || strchr ("\"\\[]#?.,@;*_", text[i]) != NULL)
        g_string_append_c (self->format, '\\');
      g_string_append_c (self->format, text[i]);
    }
}

static void
apply (KheoOdsStyles *self, const Style *style, KheoCellStyle *look)
{
  if ((style->sets & SETS_FONT) != 0)
    look->font_name = style->look.font_name;
  if ((style->sets & SETS_SIZE) != 0)
    look->font_size = style->look.font_size;
  if ((style->sets & SETS_BOLD) != 0)
    look->bold = style->look.bold;
  if ((style->sets & SETS_ITALIC) != 0)
    look->italic = style->look.italic;
  if ((style->sets & SETS_WRAP) != 0)
    look->wrap = style->look.wrap;
  if ((style->sets & SETS_ALIGN) != 0)
    look->align = style->look.align;
  if ((style->sets & SETS_INDENT) != 0)
    look->indent = style->look.indent;
  if (style->format != NULL)
    look->number_format = g_hash_table_lookup (self->formats, style->format);
}

/* The style and its ancestors, the farthest first. Circles end at MAX_PARENTS. */
static KheoCellStyle
resolve (KheoOdsStyles *self, const char *family, const char *name)
{
  g_autofree char *key = make_key (family, name);
  const Style     *line[MAX_PARENTS];
  const Style     *style = g_hash_table_lookup (self->styles, key);
  guint            n = 0;
  KheoCellStyle    look = { 0 };

  for (; style != NULL && n < MAX_PARENTS; n++)
    {
      line[n] = style;
      style = style->parent != NULL ? g_hash_table_lookup (self->styles, style->parent) : NULL;
    }
  while (n-- > 0)
    apply (self, line[n], &look);
  return look;
}

guint
kheo_ods_styles_find_cell (KheoOdsStyles *self, const char *name, gsize length)
{
  char             buffer[128];
  g_autofree char *copy = NULL;
  gpointer         index;
  KheoCellStyle    look;

  if (name == NULL)
    return 0;
  if (length < sizeof buffer)
    {
      memcpy (buffer, name, length);
      buffer[length] = '\0';
      name = buffer;
    }
  else
    name = copy = g_strndup (name, length);
  index = g_hash_table_lookup (self->cells, name);
  if (index == NULL)
    {
      look = resolve (self, "table-cell", name);
      index = GUINT_TO_POINTER (kheo_workbook_add_style (self->workbook, &look) + 1u);
      g_hash_table_insert (self->cells, g_strdup (name), index);
    }
  return GPOINTER_TO_UINT (index) - 1;
}

void
kheo_ods_styles_find_text (KheoOdsStyles *self, const char *name, KheoTextRun *run)
{
  const KheoCellStyle look = resolve (self, "text", name);

  run->font_name = look.font_name;
  run->bold = look.bold;
  run->italic = look.italic;
}

gboolean
kheo_ods_styles_is_hidden_table (KheoOdsStyles *self, const char *name)
{
  g_autofree char *key = make_key ("table", name);
  const Style     *style = g_hash_table_lookup (self->styles, key);

  return style != NULL && style->is_hidden;
}
