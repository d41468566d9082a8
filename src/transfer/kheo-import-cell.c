/*
 * One cell as NFC text.  Most texts of a modern file are that already and are given as they stand
 * in the workbook; the others are decoded once and remembered by their place there.
 */
#include "kheo-import-private.h"

#include "kheo-text.h"

#include <string.h>

/* Letters that only Unicode text has: what claims to be of a legacy font cannot hold them. */
static gboolean
has_unicode_letters (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0x1ea0 && c <= 0x1ef9) || (c >= 0x300 && c <= 0x323) || c == 0x1a0 || c == 0x1a1 ||
          c == 0x1af || c == 0x1b0 || (c >= 0x102 && c <= 0x103) || (c >= 0x110 && c <= 0x111) ||
          (c >= 0x128 && c <= 0x129) || (c >= 0x168 && c <= 0x169))
        return TRUE;
    }
  return FALSE;
}

static KheoEncoding
encoding_of_font (KheoImport *self, const char *font)
{
  gpointer known;

  if (font == self->last_font) /* most sheets have one */
    return self->last_encoding;
  known = g_hash_table_lookup (self->fonts, font);
  if (known == NULL)
    {
      known = GINT_TO_POINTER ((int) kheo_encoding_of_font (font) + 1);
      g_hash_table_insert (self->fonts, (gpointer) font, known);
    }
  self->last_font = font;
  self->last_encoding = (KheoEncoding) (GPOINTER_TO_INT (known) - 1);
  return self->last_encoding;
}

static guint
sheet_index (KheoImport *self, const KheoSheet *sheet)
{
  guint n = kheo_workbook_get_n_sheets (self->workbook);

  for (guint i = 0; i < n; i++)
    if (kheo_workbook_get_sheet (self->workbook, i) == sheet)
      return i;
  return 0;
}

/* What a person said of the cell's column, + 1; 0: nothing. */
static guint
said_encoding (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell)
{
  gpointer key = GUINT_TO_POINTER ((sheet_index (self, sheet) << 16 | cell->column) + 1);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->letters, key));
}

/* @font NULL: the file does not say; then the sheet's letters hold. */
static KheoEncoding
encoding_of_text (KheoImport      *self,
                  const KheoSheet *sheet,
                  const KheoCell  *cell,
                  const char      *font,
                  const char      *text)
{
  KheoEncoding encoding = KHEO_ENCODING_UNICODE;
  guint        said = self->letters != NULL ? said_encoding (self, sheet, cell) : 0;

  if (said > 0)
    encoding = (KheoEncoding) (said - 1);
  else if (font != NULL)
    encoding = encoding_of_font (self, font);
  else
    encoding = g_array_index (self->fallback, KheoEncoding, sheet_index (self, sheet));
  if (encoding != KHEO_ENCODING_UNICODE && has_unicode_letters (text))
    return KHEO_ENCODING_UNICODE;
  return encoding;
}

KheoEncoding
kheo_cell_encoding (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell)
{
  const char *text = kheo_cell_get_text (sheet, cell);

  if (text == NULL || cell->type != KHEO_CELL_TEXT)
    return KHEO_ENCODING_UNICODE;
  if ((cell->flags & KHEO_CELL_RICH) != 0)
    {
      guint              n = 0;
      const KheoTextRun *runs = kheo_cell_get_runs (sheet, cell, &n);

      for (guint i = 0; i < n; i++)
        if (encoding_of_text (self, sheet, cell, runs[i].font_name, text) != KHEO_ENCODING_UNICODE)
          return encoding_of_text (self, sheet, cell, runs[i].font_name, text);
      return KHEO_ENCODING_UNICODE;
    }
  return encoding_of_text (self, sheet, cell, kheo_sheet_get_style (sheet, cell)->font_name, text);
}

/* Each run in its own font. */
static char *
decode_runs (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell, const char *text)
{
  const char        *cell_font = kheo_sheet_get_style (sheet, cell)->font_name;
  guint              n = 0;
  const KheoTextRun *runs = kheo_cell_get_runs (sheet, cell, &n);
  GString           *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      gsize            end = i + 1 < n ? runs[i + 1].start : strlen (text);
      const char      *font = runs[i].font_name != NULL ? runs[i].font_name : cell_font;
      g_autofree char *part = g_strndup (text + runs[i].start, end - runs[i].start);
      KheoEncoding     encoding = encoding_of_text (self, sheet, cell, font, part);
      g_autofree char *decoded = NULL;

      if (encoding != KHEO_ENCODING_UNICODE)
        decoded = kheo_legacy_decode (part, encoding, font);
      g_string_append (all, decoded != NULL ? decoded : part);
    }
  return g_string_free (all, FALSE);
}

/* Which of the memories holds texts in these letters: one text may stand in several fonts. */
static GHashTable *
memory_of (KheoImport *self, KheoEncoding encoding, const char *font)
{
  gboolean capitals = FALSE;

  if (encoding == KHEO_ENCODING_UNICODE)
    return self->decoded[0];
  capitals = font != NULL && *font != '\0' && font[strlen (font) - 1] == 'H';
  return self->decoded[(encoding == KHEO_ENCODING_TCVN3 ? 1 : 3) + (capitals ? 1 : 0)];
}

static const char *
remember (KheoImport *self, GHashTable *memory, const char *text, const char *raw)
{
  g_autofree char *tidy = kheo_text_tidy (raw);
  const char      *kept = g_string_chunk_insert_const (self->strings, tidy);

  if (memory != NULL)
    g_hash_table_insert (memory, (gpointer) text, (gpointer) kept);
  return kept;
}

static const char *
text_of_rich (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell)
{
  const char      *text = kheo_cell_get_text (sheet, cell);
  g_autofree char *raw = decode_runs (self, sheet, cell, text);

  return remember (self, NULL, text, raw);
}

/* An old font's letters in another font are read as they are meant; the cell is told of
 * (kheo-import-account.c). */
static char *
dup_mended (const char *text)
{
  char *mended = strchr (text, '\xc2') != NULL ? kheo_legacy_mend (text) : NULL;

  return mended != NULL ? mended : g_strdup (text);
}

static const char *
text_of_text (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell)
{
  const char      *text = kheo_cell_get_text (sheet, cell);
  const char      *font = NULL;
  const char      *known = NULL;
  KheoEncoding     encoding = KHEO_ENCODING_UNICODE;
  GHashTable      *memory = NULL;
  g_autofree char *raw = NULL;

  if ((cell->flags & KHEO_CELL_RICH) != 0)
    return text_of_rich (self, sheet, cell);

  font = kheo_sheet_get_style (sheet, cell)->font_name;
  encoding = encoding_of_text (self, sheet, cell, font, text);
  if (encoding == KHEO_ENCODING_UNICODE && (cell->flags & KHEO_CELL_TIDY) != 0)
    return text;

  memory = memory_of (self, encoding, font);
  known = g_hash_table_lookup (memory, text);
  if (known != NULL)
    return known;
  raw = encoding == KHEO_ENCODING_UNICODE ? dup_mended (text)
                                          : kheo_legacy_decode (text, encoding, font);
  return remember (self, memory, text, raw);
}

/* All of a text with its line breaks, in Unicode; owned by the caller. */
static char *
dup_decoded (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell, const char *text)
{
  const char  *font = kheo_sheet_get_style (sheet, cell)->font_name;
  KheoEncoding encoding = KHEO_ENCODING_UNICODE;

  if ((cell->flags & KHEO_CELL_RICH) != 0)
    return decode_runs (self, sheet, cell, text);
  encoding = encoding_of_text (self, sheet, cell, font, text);
  return encoding == KHEO_ENCODING_UNICODE ? dup_mended (text)
                                           : kheo_legacy_decode (text, encoding, font);
}

const char *
kheo_cell_lines (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell)
{
  const char      *text = kheo_cell_get_text (sheet, cell);
  g_autofree char *decoded = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  if (text == NULL || strpbrk (text, "\n\r") == NULL)
    return kheo_cell_text (self, sheet, cell);
  decoded = dup_decoded (self, sheet, cell, text);
  lines = g_strsplit (decoded, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *raw = g_steal_pointer (&lines[i]);

      lines[i] = kheo_text_tidy (raw);
    }
  joined = g_strjoinv ("\n", lines);
  return g_string_chunk_insert_const (self->strings, g_strstrip (joined));
}

static const char *
text_of_number (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell)
{
  g_autofree char *text = NULL;
  double           number = cell->value.number;

  if (cell->type == KHEO_CELL_NUMBER && number > -1e15 && number < 1e15 &&
      number == (double) (gint64) number &&
      kheo_sheet_get_style (sheet, cell)->number_format == NULL)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) number);
  else
    text = kheo_cell_dup_display (sheet, cell);
  return g_string_chunk_insert_const (self->strings, text);
}

const char *
kheo_cell_text (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell)
{
  if (cell == NULL || cell->type == KHEO_CELL_EMPTY)
    return "";
  if (cell->type == KHEO_CELL_TEXT || cell->type == KHEO_CELL_ERROR)
    return text_of_text (self, sheet, cell);
  return text_of_number (self, sheet, cell);
}

gboolean
kheo_cell_is_blank (KheoImport *self, const KheoSheet *sheet, const KheoCell *cell)
{
  if (cell == NULL || cell->type == KHEO_CELL_EMPTY)
    return TRUE;
  return cell->type == KHEO_CELL_TEXT && *kheo_cell_text (self, sheet, cell) == '\0';
}

const KheoCell *
kheo_cell_at (const KheoSheet *sheet, guint row, guint column)
{
  const KheoCell  *cell = kheo_sheet_get_cell (sheet, row, column);
  const KheoMerge *merge = NULL;

  if (cell != NULL && cell->type != KHEO_CELL_EMPTY)
    return cell;
  merge = kheo_sheet_find_merge (sheet, row, column);
  return merge != NULL ? kheo_sheet_get_cell (sheet, merge->row, merge->column) : NULL;
}

const char *
kheo_cell_text_at (KheoImport *self, const KheoSheet *sheet, guint row, guint column)
{
  return kheo_cell_text (self, sheet, kheo_cell_at (sheet, row, column));
}

const char *
kheo_import_intern (KheoImport *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

#define GUESS_TEXTS 400

KheoEncoding
kheo_sheet_guess_encoding (const KheoSheet *sheet)
{
  guint count[3] = { 0, 0, 0 };
  guint n_rows = MIN (kheo_sheet_get_n_rows (sheet), 2000u);
  guint seen = 0;

  for (guint row = 0; row < n_rows && seen < GUESS_TEXTS; row++)
    {
      guint           n = 0;
      const KheoCell *cells = kheo_sheet_get_row (sheet, row, &n);

      for (guint i = 0; i < n; i++)
        {
          const char *text = kheo_cell_get_text (sheet, &cells[i]);

          if (text == NULL || kheo_sheet_get_style (sheet, &cells[i])->font_name != NULL ||
              g_str_is_ascii (text))
            continue;
          seen++;
          count[has_unicode_letters (text) ? KHEO_ENCODING_UNICODE : kheo_encoding_guess (text)]++;
        }
    }
  /* One text may deceive; most of them do not. */
  for (guint i = KHEO_ENCODING_TCVN3; i <= KHEO_ENCODING_VNI; i++)
    if (count[i] >= 3 && count[i] > 2 * count[KHEO_ENCODING_UNICODE])
      return (KheoEncoding) i;
  return KHEO_ENCODING_UNICODE;
}

void
kheo_import_set_encoding (KheoImport      *self,
                          KheoImportTable *table,
                          guint            column,
                          KheoEncoding     encoding)
{
  gpointer key = NULL;

  g_return_if_fail (table != NULL && column < table->columns->len);

  column = kheo_table_column (table, column)->info.column;
  key = GUINT_TO_POINTER ((table->info.sheet << 16 | column) + 1);
  if (self->letters == NULL)
    self->letters = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (self->letters, key, GUINT_TO_POINTER (encoding + 1));
  kheo_import_understand (table, NULL, NULL);
}

KheoEncoding
kheo_import_get_letters (const KheoImport *self, guint sheet)
{
  return g_array_index (self->fallback, KheoEncoding, sheet);
}

int
kheo_import_get_encoding (const KheoImport *self, guint sheet, guint column)
{
  gpointer key = GUINT_TO_POINTER ((sheet << 16 | column) + 1);

  return self->letters != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->letters, key)) - 1
                               : -1;
}
