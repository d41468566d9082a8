/*
 * HTML that calls itself a spreadsheet: web pages named .xls, and what Excel saves as a web page.
 * libxml2's HTML parser is as forgiving as a browser; cells are text as it stands.
 */
#include "kheo-html.h"

#include "kheo-charset.h"
#include "kheo-css.h"

#include "kheo-error.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define CHUNK               65536u
#define MAX_DEPTH           1000u
#define MAX_COLUMNS_SPANNED 1000u /* as browsers do */
#define MAX_ROWS_SPANNED    65534u

typedef struct
{
  KheoCellStyle style;  /* with fonts interned; the place of the element in the cell's text */
  gboolean      hidden; /* script, style, title … or display: none */
} Element;

typedef struct
{
  KheoWorkbook *workbook;
  KheoHtmlGrid  grid;
  KheoCss      *css;
  GArray       *elements; /* Element, the open ones */
  GString      *rules;    /* of the open <style>, else NULL */

  GString      *text; /* of the open cell, or of the line outside cells */
  GArray       *runs; /* KheoTextRun */
  KheoPlace     place;
  KheoCellStyle cell_style;
  gboolean      in_cell;
  gboolean      space;  /* one is due before the next character */
  guint         breaks; /* line ends that are due */

  gboolean          has_table;
  GError           *error;
  htmlParserCtxtPtr context;
} Page;

static void
take_error (Page *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static const Element *
current_element (const Page *self)
{
  static const Element none = { 0 };

  return self->elements->len > 0 ? &g_array_index (self->elements, Element, self->elements->len - 1)
                                 : &none;
}

/* Several fonts in one cell are runs; one font is that of the cell. */
static gboolean
add_text (Page *self, KheoPlace place, GError **error)
{
  KheoCellStyle      style = self->cell_style;
  const KheoTextRun *first;
  KheoText           text;

  if (self->text->len == 0)
    return TRUE;
  first = &g_array_index (self->runs, KheoTextRun, 0);
  style.font_name = first->font_name;
  style.bold = first->bold;
  style.italic = first->italic;
  place.style = kheo_workbook_add_style (self->workbook, &style);
  if (self->runs->len == 1)
    return kheo_workbook_add_text (self->workbook, self->text->str, self->text->len, &text,
                                   error) &&
           kheo_sheet_add_text (self->grid.sheet, &place, text, error);
  return kheo_workbook_add_rich_text (self->workbook, self->text, g_array_ref (self->runs), &text,
                                      error) &&
         kheo_sheet_add_text (self->grid.sheet, &place, text, error);
}

/* What was written so far becomes a cell. */
static void
flush (Page *self)
{
  KheoPlace place = self->place;
  GError   *error = NULL;

  if (self->text->len > 0 && !self->in_cell)
    {
      place = (KheoPlace){ kheo_html_grid_add_line (&self->grid), 0, 0, 0 };
      self->cell_style = (KheoCellStyle){ 0 };
    }
  if (!add_text (self, place, &error))
    take_error (self, error);
  g_string_truncate (self->text, 0);
  g_array_unref (self->runs);
  self->runs = g_array_new (FALSE, FALSE, sizeof (KheoTextRun));
  self->space = FALSE;
  self->breaks = 0;
}

static void
close_cell (Page *self)
{
  flush (self);
  self->in_cell = FALSE;
}

/* The value of an attribute, "" when it has none, NULL when absent. */
static const char *
find_attribute (const xmlChar **attributes, const char *name)
{
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[0], name) == 0)
      return attributes[1] != NULL ? (const char *) attributes[1] : "";
  return NULL;
}

static guint
find_span (const xmlChar **attributes, const char *name, guint max)
{
  const char *value = find_attribute (attributes, name);
  gint64      n = value != NULL ? g_ascii_strtoll (value, NULL, 10) : 1;

  return (guint) CLAMP (n, 1, max);
}

static void
open_cell (Page *self, const xmlChar **attributes)
{
  GError *error = NULL;

  close_cell (self);
  self->place = (KheoPlace){ 0 };
  if (!kheo_html_grid_add_cell (&self->grid, find_span (attributes, "rowspan", MAX_ROWS_SPANNED),
                                find_span (attributes, "colspan", MAX_COLUMNS_SPANNED),
                                &self->place, &error))
    take_error (self, error);
  self->cell_style = current_element (self)->style;
  self->in_cell = TRUE;
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

static void
push_element (Page *self, const char *name, const xmlChar **attributes)
{
  static const char *const bold[] = { "b", "strong", "th", "h1", "h2", "h3", "h4", NULL };
  static const char *const silent[] = { "script", "style", "title", "head", "xml", "select", NULL };
  Element                  element = *current_element (self);
  const char              *face = find_attribute (attributes, "face");
  const char              *align = find_attribute (attributes, "align");
  const char              *declarations = find_attribute (attributes, "style");
  g_autofree char         *aligned = NULL;

  if (strcmp (name, "html") != 0 && strcmp (name, "body") != 0 && is_one_of (name, silent))
    element.hidden = TRUE;
  if (is_one_of (name, bold))
    element.style.bold = TRUE;
  if (strcmp (name, "i") == 0 || strcmp (name, "em") == 0)
    element.style.italic = TRUE;
  if (strcmp (name, "font") == 0 && face != NULL)
    {
      g_autofree char *family = g_strdup_printf ("font-family:%s", face);

      kheo_css_apply_declarations (self->css, family, &element.style);
    }
  if (kheo_css_apply (self->css, name, find_attribute (attributes, "class"), &element.style) &&
      strcmp (name, "tr") != 0)
    element.hidden = TRUE;
  if (align != NULL)
    {
      aligned = g_strdup_printf ("text-align:%s", align);
      kheo_css_apply_declarations (self->css, aligned, &element.style);
    }
  if (declarations != NULL &&
      kheo_css_apply_declarations (self->css, declarations, &element.style) &&
      strcmp (name, "tr") != 0)
    element.hidden = TRUE;
  g_array_append_val (self->elements, element);
}

static gboolean
is_hidden_row (Page *self, const xmlChar **attributes)
{
  const char   *declarations = find_attribute (attributes, "style");
  KheoCellStyle ignored = { 0 };

  return kheo_css_apply (self->css, "tr", find_attribute (attributes, "class"), &ignored) ||
         (declarations != NULL && kheo_css_apply_declarations (self->css, declarations, &ignored));
}

static void
open_row (Page *self, const xmlChar **attributes)
{
  close_cell (self);
  kheo_html_grid_open_row (&self->grid);
  if (is_hidden_row (self, attributes))
    kheo_sheet_hide_rows (self->grid.sheet, self->grid.next_row - 1, self->grid.next_row - 1);
}

static void
open_table (Page *self)
{
  close_cell (self);
  self->has_table = TRUE;
  if (!kheo_html_grid_open_table (&self->grid))
    take_error (self, g_error_new (KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "tables nested too deep"));
}

static const char *const blocks[] = { "p",  "div", "h1", "h2", "h3", "h4",     "h5",  "h6",
                                      "li", "ul",  "ol", "hr", "dt", "center", "pre", NULL };

static void
start_cb (void *data, const xmlChar *tag, const xmlChar **attributes)
{
  Page       *self = data;
  const char *name = (const char *) tag;

  if (self->error != NULL)
    return;
  if (self->elements->len >= MAX_DEPTH)
    {
      take_error (self, g_error_new (KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "HTML nested too deep"));
      return;
    }
  push_element (self, name, attributes);
  if (strcmp (name, "style") == 0 && self->rules == NULL)
    self->rules = g_string_new (NULL);
  if (current_element (self)->hidden)
    return;

  if (strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
    open_cell (self, attributes);
  else if (strcmp (name, "tr") == 0)
    open_row (self, attributes);
  else if (strcmp (name, "table") == 0)
    open_table (self);
  else if (strcmp (name, "br") == 0)
    {
      if (self->in_cell)
        self->breaks++;
      else
        flush (self);
    }
  else if (is_one_of (name, blocks))
    {
      if (self->in_cell)
        self->breaks = MAX (self->breaks, 1);
      else
        flush (self);
    }
}

static void
end_cb (void *data, const xmlChar *tag)
{
  Page       *self = data;
  const char *name = (const char *) tag;
  gboolean    hidden;

  if (self->error != NULL || self->elements->len == 0)
    return;
  hidden = current_element (self)->hidden;
  g_array_set_size (self->elements, self->elements->len - 1);
  if (strcmp (name, "style") == 0 && self->rules != NULL)
    {
      kheo_css_add_rules (self->css, self->rules->str);
      g_string_free (self->rules, TRUE);
      self->rules = NULL;
    }
  if (hidden)
    return;

  if (strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
    close_cell (self);
  else if (strcmp (name, "table") == 0)
    {
      close_cell (self);
      kheo_html_grid_close_table (&self->grid);
    }
  else if (is_one_of (name, blocks))
    {
      if (self->in_cell)
        self->breaks = MAX (self->breaks, 1);
      else
        flush (self);
    }
}

/* A new run where the font is another than before. */
static void
mark_font (Page *self)
{
  const KheoCellStyle *style = &current_element (self)->style;
  KheoTextRun  run = { (guint32) self->text->len, style->font_name, style->bold, style->italic };
  KheoTextRun *last = NULL;

  if (self->runs->len > 0)
    last = &g_array_index (self->runs, KheoTextRun, self->runs->len - 1);
  if (last == NULL || last->font_name != run.font_name || last->bold != run.bold ||
      last->italic != run.italic)
    g_array_append_val (self->runs, run);
}

/* Blanks collapse as in a browser; the no-break space does not. */
static void
text_cb (void *data, const xmlChar *text, int length)
{
  Page       *self = data;
  const char *p = (const char *) text;
  const char *end = p + length;

  if (self->error != NULL)
    return;
  if (self->rules != NULL)
    g_string_append_len (self->rules, p, length);
  if (current_element (self)->hidden)
    return;
  if (self->text->len + (gsize) length > KHEO_SHEET_MAX_RAW_TEXT ||
      (self->rules != NULL && self->rules->len > KHEO_SHEET_MAX_RAW_TEXT))
    {
      take_error (self, g_error_new (KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "a text too long"));
      return;
    }

  while (p < end)
    {
      const char *start = p;

      if (strchr (" \t\r\n\f", *p) != NULL)
        {
          self->space = TRUE;
          p++;
          continue;
        }
      if (self->text->len > 0)
        for (guint i = 0; i < MIN (self->breaks, 8); i++)
          g_string_append_c (self->text, '\n');
      if (self->text->len > 0 && self->breaks == 0 && self->space)
        g_string_append_c (self->text, ' ');
      self->space = FALSE;
      self->breaks = 0;
      mark_font (self);
      while (p < end && strchr (" \t\r\n\f", *p) == NULL)
        p++;
      g_string_append_len (self->text, start, p - start);
    }
}

static void
silent_cb (void *data, xmlErrorPtr problem)
{
}

static gboolean
push_page (Page *self, const GString *page, KheoProgress *progress, GError **error)
{
  for (gsize done = 0; done < page->len && self->error == NULL; done += CHUNK)
    {
      if (!kheo_progress_tick (progress, (double) done / (double) page->len, NULL, error))
        return FALSE;
      htmlParseChunk (self->context, page->str + done, (int) MIN (CHUNK, page->len - done), FALSE);
    }
  if (self->error == NULL)
    htmlParseChunk (self->context, NULL, 0, TRUE);
  if (self->error == NULL && self->context->disableSAX) /* it gave up, and half a page is none */
    take_error (self, g_error_new (KHEO_ERROR, KHEO_ERROR_CORRUPT, "HTML beyond the parser"));
  if (self->error == NULL)
    close_cell (self);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

gboolean
kheo_html_read_page (const GString *page,
                     KheoSheet     *sheet,
                     KheoProgress  *progress,
                     gboolean      *out_has_table,
                     GError       **error)
{
  htmlSAXHandler sax = { .startElement = start_cb,
                         .endElement = end_cb,
                         .characters = text_cb,
                         .ignorableWhitespace = text_cb,
                         .cdataBlock = text_cb,
                         .serror = silent_cb,
                         .initialized = XML_SAX2_MAGIC };
  Page           self = { .workbook = sheet->workbook };
  gboolean       ok;

  kheo_html_grid_init (&self.grid, sheet);
  self.css = kheo_css_new (sheet->workbook);
  self.elements = g_array_new (FALSE, FALSE, sizeof (Element));
  self.text = g_string_new (NULL);
  self.runs = g_array_new (FALSE, FALSE, sizeof (KheoTextRun));
  self.context = htmlCreatePushParserCtxt (&sax, &self, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  htmlCtxtUseOptions (self.context, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                        HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);

  ok = push_page (&self, page, progress, error);
  *out_has_table = self.has_table;

  if (self.context->myDoc != NULL)
    xmlFreeDoc (self.context->myDoc);
  htmlFreeParserCtxt (self.context);
  g_clear_error (&self.error);
  if (self.rules != NULL)
    g_string_free (self.rules, TRUE);
  g_array_unref (self.runs);
  g_string_free (self.text, TRUE);
  g_array_unref (self.elements);
  kheo_css_free (self.css);
  kheo_html_grid_clear (&self.grid);
  return ok;
}

/* The character set that the page names in its first bytes; NULL when none. */
static char *
find_declared_charset (const char *data, gsize size)
{
  g_autofree char *head = g_ascii_strdown (data, (gssize) MIN (size, 4096));
  const char      *p = strstr (head, "charset=");
  gsize            length;

  if (p == NULL)
    return NULL;
  p += strlen ("charset=");
  p += strspn (p, "\"' ");
  length = strcspn (p, "\"' ;/>");
  return g_strndup (p, MIN (length, 32));
}

KheoWorkbook *
kheo_html_read (GBytes *bytes, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("html");
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);
  g_autofree char *declared = find_declared_charset (data, size);
  g_autoptr (GString) page = kheo_charset_decode (data, size, declared, &workbook->charset);
  KheoSheet *sheet = kheo_workbook_add_sheet (workbook, "", KHEO_SHEET_VISIBLE, error);
  gboolean   has_table;

  if (sheet == NULL || !kheo_html_read_page (page, sheet, progress, &has_table, error))
    return NULL;
  if (!has_table)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "a web page without a table");
      return NULL;
    }
  kheo_sheet_finish (sheet);
  return g_steal_pointer (&workbook);
}
