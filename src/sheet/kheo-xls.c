#include "kheo-xls.h"

#include "kheo-charset.h"

#include "kheo-error.h"

#include <string.h>

#define VERSION_BIFF8  0x0600u
#define VERSION_BIFF5  0x0500u
#define TYPE_WORKSHEET 0u

typedef struct
{
  char          *name;
  guint32        offset; /* of its BOF in the stream */
  KheoSheetState state;
} SheetEntry;

/* An XF record, kept until all fonts and formats are known. */
typedef struct
{
  guint16 font, format;
  guint8  align, wrap, indent;
} CellFormat;

typedef struct
{
  GArray *entries; /* SheetEntry */
  GArray *formats; /* CellFormat */
} Globals;

static void
entry_clear (gpointer data)
{
  g_free (((SheetEntry *) data)->name);
}

gboolean
kheo_xls_set_corrupt (KheoXls *self, const char *what, GError **error)
{
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT,
               "xls record %04x before byte %" G_GSIZE_FORMAT ": %s", self->biff.id,
               self->biff.next, what);
  return FALSE;
}

/* Fonts are numbered from 0, but there is no 4. */
static const KheoCellStyle *
find_font (const KheoXls *self, guint index)
{
  static const KheoCellStyle none = { 0 };

  index -= index > 4;
  return index < self->fonts->len ? &g_array_index (self->fonts, KheoCellStyle, index) : &none;
}

static void
append_units (GString *text, const GArray *units, guint from, guint to)
{
  g_autoptr (GString) piece = NULL;

  if (from == to)
    return;
  piece = kheo_charset_decode_units (&g_array_index (units, guint16, from), to - from);
  g_string_append_len (text, piece->str, (gssize) piece->len);
}

static gboolean
keep_rich_string (KheoXls *self, KheoText *out_text, GError **error)
{
  const GArray *units = self->string.units;
  const GArray *changes = self->string.runs;
  g_autoptr (GString) text = g_string_new (NULL);
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (KheoTextRun));
  guint   done = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const KheoBiffRun   *change = &g_array_index (changes, KheoBiffRun, i);
      const KheoCellStyle *font = find_font (self, change->font);
      KheoTextRun          run = { 0 };

      if (change->start < done || change->start >= units->len)
        continue;
      if (change->start > 0 && runs->len == 0) /* before the first change: the font of the cell */
        g_array_append_val (runs, run);
      append_units (text, units, done, change->start);
      done = change->start;
      run = (KheoTextRun){ (guint32) text->len, font->font_name, font->bold, font->italic };
      g_array_append_val (runs, run);
    }
  append_units (text, units, done, units->len);
  return kheo_workbook_add_rich_text (self->workbook, text, runs, out_text, error);
}

gboolean
kheo_xls_keep_string (KheoXls *self, KheoText *out_text, GError **error)
{
  g_autoptr (GString) text = NULL;

  if (self->string.runs->len > 0)
    return keep_rich_string (self, out_text, error);
  text = kheo_biff_string_to_utf8 (&self->string);
  return kheo_workbook_add_text (self->workbook, text->str, text->len, out_text, error);
}

static void
read_font (KheoXls *self)
{
  KheoBiff        *biff = &self->biff;
  KheoCellStyle    font = { 0 };
  g_autofree char *name = NULL;

  font.font_size = (guint16) (kheo_biff_read_u16 (biff) / 2); /* from twentieths of a point */
  font.italic = (kheo_biff_read_u16 (biff) & 2) != 0;
  kheo_biff_skip (biff, 2);
  font.bold = kheo_biff_read_u16 (biff) >= 600;
  kheo_biff_skip (biff, 6);
  name = kheo_biff_read_name (biff, FALSE);
  font.font_name = kheo_workbook_intern (self->workbook, name);
  g_array_append_val (self->fonts, font);
}

static void
read_format (KheoXls *self)
{
  guint            id = kheo_biff_read_u16 (&self->biff);
  g_autofree char *code = kheo_biff_read_name (&self->biff, self->biff.is_biff8);

  g_hash_table_insert (self->formats, GUINT_TO_POINTER (id),
                       (gpointer) kheo_workbook_intern (self->workbook, code));
}

static void
read_xf (KheoXls *self, GArray *formats)
{
  static const guint8 aligns[] = { KHEO_ALIGN_GENERAL, KHEO_ALIGN_LEFT, KHEO_ALIGN_CENTER,
                                   KHEO_ALIGN_RIGHT,   KHEO_ALIGN_FILL, KHEO_ALIGN_FILL,
                                   KHEO_ALIGN_CENTER,  KHEO_ALIGN_FILL };
  KheoBiff           *biff = &self->biff;
  CellFormat          format = { 0 };
  guint               bits;

  format.font = kheo_biff_read_u16 (biff);
  format.format = kheo_biff_read_u16 (biff);
  kheo_biff_skip (biff, 2);
  bits = kheo_biff_read_u8 (biff);
  format.align = aligns[bits & 7];
  format.wrap = (bits & 8) != 0;
  kheo_biff_skip (biff, 1);
  if (biff->is_biff8)
    format.indent = kheo_biff_read_u8 (biff) & 15;
  g_array_append_val (formats, format);
}

static void
make_styles (KheoXls *self, const GArray *formats)
{
  for (guint i = 0; i < formats->len; i++)
    {
      const CellFormat *format = &g_array_index (formats, CellFormat, i);
      KheoCellStyle     style = *find_font (self, format->font);
      guint16           index;

      style.number_format =
          g_hash_table_lookup (self->formats, GUINT_TO_POINTER ((guint) format->format));
      if (style.number_format == NULL)
        style.number_format = kheo_number_format_builtin (format->format);
      style.align = format->align;
      style.wrap = format->wrap;
      style.indent = format->indent;
      index = kheo_workbook_add_style (self->workbook, &style);
      g_array_append_val (self->styles, index);
    }
}

static void
read_sheet_entry (KheoXls *self, GArray *entries)
{
  SheetEntry entry = { 0 };
  guint      state, type;

  entry.offset = kheo_biff_read_u32 (&self->biff);
  state = kheo_biff_read_u8 (&self->biff) & 3;
  entry.state = (KheoSheetState) MIN (state, KHEO_SHEET_VERY_HIDDEN);
  type = kheo_biff_read_u8 (&self->biff);
  entry.name = kheo_biff_read_name (&self->biff, FALSE);
  if (type == TYPE_WORKSHEET)
    g_array_append_val (entries, entry);
  else
    g_free (entry.name); /* a chart or a module: no cells */
}

static gboolean
read_shared_strings (KheoXls *self, GError **error)
{
  KheoBiff *biff = &self->biff;
  guint32   n;

  kheo_biff_skip (biff, 4);
  n = kheo_biff_read_u32 (biff);
  for (guint32 i = 0; i < n && !biff->broken; i++)
    {
      KheoText text;

      if (i % 4096 == 0 &&
          !kheo_progress_tick (self->progress, (double) biff->next / (double) biff->size, NULL,
                               error))
        return FALSE;
      kheo_biff_read_string (biff, &self->string);
      if (!kheo_xls_keep_string (self, &text, error))
        return FALSE;
      g_array_append_val (self->strings, text);
    }
  return TRUE;
}

static gboolean
read_global (KheoXls *self, const Globals *globals, GError **error)
{
  switch (self->biff.id)
    {
    case KHEO_BIFF_FILEPASS:
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_ENCRYPTED, "an xls file under a password");
      return FALSE;
    case KHEO_BIFF_CODEPAGE:
      self->biff.vietnamese = kheo_biff_read_u16 (&self->biff) == 1258;
      return TRUE;
    case KHEO_BIFF_DATEMODE:
      self->is_1904 = kheo_biff_read_u16 (&self->biff) == 1;
      return TRUE;
    case KHEO_BIFF_FONT:
      read_font (self);
      return TRUE;
    case KHEO_BIFF_FORMAT:
      read_format (self);
      return TRUE;
    case KHEO_BIFF_XF:
      read_xf (self, globals->formats);
      return TRUE;
    case KHEO_BIFF_BOUNDSHEET:
      read_sheet_entry (self, globals->entries);
      return TRUE;
    case KHEO_BIFF_SST:
      return read_shared_strings (self, error);
    default:
      return TRUE;
    }
}

/* The first substream: all that sheets share. */
static gboolean
read_globals (KheoXls *self, const Globals *globals, GError **error)
{
  KheoBiff *biff = &self->biff;
  guint     version;

  if (!kheo_biff_next (biff) || biff->id != KHEO_BIFF_BOF)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT,
                   "a workbook of Excel 4 or older, or damaged");
      return FALSE;
    }
  version = kheo_biff_read_u16 (biff);
  biff->is_biff8 = version == VERSION_BIFF8;
  if (version != VERSION_BIFF8 && version != VERSION_BIFF5)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "xls of unknown version %04x", version);
      return FALSE;
    }
  while (kheo_biff_next (biff) && biff->id != KHEO_BIFF_EOF)
    if (!read_global (self, globals, error))
      return FALSE;
    else if (biff->broken)
      return kheo_xls_set_corrupt (self, "cut short", error);
  if (biff->id != KHEO_BIFF_EOF)
    return kheo_xls_set_corrupt (self, "the workbook's globals do not end", error);
  return TRUE;
}

static gboolean
read_workbook (KheoXls *self, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (SheetEntry));
  g_autoptr (GArray) formats = g_array_new (FALSE, FALSE, sizeof (CellFormat));
  const Globals globals = { entries, formats };

  g_array_set_clear_func (entries, entry_clear);
  if (!read_globals (self, &globals, error))
    return FALSE;
  make_styles (self, formats);
  if (entries->len == 0)
    return kheo_xls_set_corrupt (self, "a workbook without worksheets", error);
  for (guint i = 0; i < entries->len; i++)
    {
      const SheetEntry *entry = &g_array_index (entries, SheetEntry, i);
      KheoSheet *sheet = kheo_workbook_add_sheet (self->workbook, entry->name, entry->state, error);

      if (sheet == NULL || !kheo_xls_read_sheet (self, entry->offset, sheet, error))
        return FALSE;
    }
  return TRUE;
}

KheoWorkbook *
kheo_xls_read_stream (GBytes *stream, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("xls");
  g_autoptr (GArray) strings = g_array_new (FALSE, FALSE, sizeof (KheoText));
  g_autoptr (GArray) fonts = g_array_new (FALSE, FALSE, sizeof (KheoCellStyle));
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_autoptr (GHashTable) formats = g_hash_table_new (NULL, NULL);
  KheoXls  self = { workbook, progress };
  gboolean ok;

  self.strings = strings;
  self.fonts = fonts;
  self.styles = styles;
  self.formats = formats;
  self.biff.data = g_bytes_get_data (stream, &self.biff.size);
  kheo_biff_string_init (&self.string);
  ok = read_workbook (&self, error);
  kheo_biff_string_clear (&self.string);
  return ok ? g_steal_pointer (&workbook) : NULL;
}

KheoWorkbook *
kheo_xls_read (GBytes *bytes, KheoProgress *progress, GError **error)
{
  g_autoptr (GBytes) stream = kheo_ole_read_workbook (bytes, error);

  return stream != NULL ? kheo_xls_read_stream (stream, progress, error) : NULL;
}
