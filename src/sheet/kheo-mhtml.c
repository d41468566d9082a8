/* A web page in one file, as Excel saves it: the HTML parts of a mail message. */
#define _GNU_SOURCE /* strcasestr */
#include "kheo-charset.h"
#include "kheo-html.h"

#include "kheo-error.h"

#include <string.h>

#define MAX_PARTS 1024u

/* What a part says of itself before its body. */
typedef struct
{
  gboolean    is_html;
  char        encoding; /* first letter of the transfer encoding: q, b, or other */
  const char *body;
} Part;

/* Where the line after @p starts. */
static const char *
next_line (const char *p)
{
  p += strcspn (p, "\n");
  return *p != '\0' ? p + 1 : p;
}

/* The value of the header @name at @p, or NULL. */
static const char *
match_header (const char *p, const char *name)
{
  gsize length = strlen (name);

  if (g_ascii_strncasecmp (p, name, length) != 0)
    return NULL;
  p += length;
  return p + strspn (p, " \t");
}

static Part
read_headers (const char *p)
{
  Part part = { 0 };

  for (; *p != '\0' && *p != '\r' && *p != '\n'; p = next_line (p))
    {
      const char *type = match_header (p, "Content-Type:");
      const char *encoding = match_header (p, "Content-Transfer-Encoding:");

      if (type != NULL)
        part.is_html = g_ascii_strncasecmp (type, "text/html", 9) == 0;
      if (encoding != NULL)
        part.encoding = g_ascii_tolower (*encoding);
    }
  part.body = next_line (p);
  return part;
}

/* "=C3=AA" is a byte, "=" at the end of a line joins it with the next. */
static GString *
decode_quoted (const char *p, const char *end)
{
  GString *out = g_string_sized_new ((gsize) (end - p));

  while (p < end)
    if (*p == '=' && end - p >= 3 && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
      {
        g_string_append_c (out,
                           (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2])));
        p += 3;
      }
    else if (*p == '=' && p + 1 < end && (p[1] == '\r' || p[1] == '\n'))
      p = MIN (next_line (p), end);
    else
      g_string_append_c (out, *p++);
  return out;
}

static GString *
decode_base64 (const char *p, const char *end)
{
  g_autofree char   *text = g_strndup (p, (gsize) (end - p));
  gsize              size;
  g_autofree guchar *data = g_base64_decode (text, &size);

  return g_string_new_len ((const char *) data, (gssize) size);
}

/* The boundary, from the head of the message; NULL when it has none. */
static char *
find_boundary (const char *message)
{
  const char *p = strcasestr (message, "boundary=");
  gsize       length;

  if (p == NULL || p - message > 8192)
    return NULL;
  p += strlen ("boundary=");
  if (*p == '"')
    {
      p++;
      length = strcspn (p, "\"\r\n");
    }
  else
    length = strcspn (p, "; \t\r\n");
  return length > 0 && length <= 200 ? g_strdup_printf ("--%.*s", (int) length, p) : NULL;
}

static gboolean
read_part (KheoWorkbook *workbook,
           const Part   *part,
           const char   *end,
           KheoProgress *progress,
           GError      **error)
{
  g_autoptr (GString) raw = part->encoding == 'q' ? decode_quoted (part->body, end)
                            : part->encoding == 'b'
                                ? decode_base64 (part->body, end)
                                : g_string_new_len (part->body, end - part->body);
  g_autoptr (GString) page = kheo_charset_decode (raw->str, raw->len, NULL, &workbook->charset);
  KheoSheet *sheet = kheo_workbook_add_sheet (workbook, "", KHEO_SHEET_VISIBLE, error);
  gboolean   has_table;

  if (sheet == NULL || !kheo_html_read_page (page, sheet, progress, &has_table, error))
    return FALSE;
  kheo_sheet_finish (sheet);
  if (!has_table) /* a frame set, or a page of tabs */
    kheo_workbook_drop_last_sheet (workbook);
  return TRUE;
}

KheoWorkbook *
kheo_mhtml_read (GBytes *bytes, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("mhtml");
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);
  g_autofree char *message = g_strndup (data, size);
  g_autofree char *boundary = find_boundary (message);
  const char      *p = boundary != NULL ? strstr (message, boundary) : message;

  for (guint n = 0; p != NULL && n < MAX_PARTS; n++)
    {
      const char *headers = boundary != NULL ? next_line (p) : p;
      const char *next = boundary != NULL ? strstr (headers, boundary) : NULL;
      Part        part = read_headers (headers);
      const char *end = next != NULL ? next : message + strlen (message);

      if (part.is_html && part.body < end && !read_part (workbook, &part, end, progress, error))
        return NULL;
      p = next;
    }
  if (workbook->sheets->len == 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "a web archive without a table");
      return NULL;
    }
  return g_steal_pointer (&workbook);
}
