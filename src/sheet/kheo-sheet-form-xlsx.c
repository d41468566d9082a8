/*
 * A form as xlsx, written here and row by row: the library holds every cell until the end, and
 * tells nobody which font its widths are meant in.  Strings stand in their cells, so there is no
 * table of them to be kept.
 */
#include "kheo-sheet-form-private.h"

#include "kheo-error.h"
#include "kheo-zip-writer.h"

#include <math.h>
#include <string.h>

#define MM_PER_INCH 25.4
/* Widths are told in digits of the standard font, which is Times New Roman of 12 points: 8 pixels
 * of 1/96 inch.  (Of Calibri they are 7, but few machines outside of Windows have that.) */
#define DIGIT_PIXELS    8.0
#define PIXELS_PER_INCH 96.0
#define STANDARD_SIZE   12
#define MAX_TEXT        32767 /* characters that a cell takes */
#define MAX_ROWS        1048576u
#define MAX_COLUMNS     16384u
#define MAX_HEIGHT      409.0   /* points */
#define DAY_BEFORE_1900 693595u /* KheoDate of 31 December 1899, serial 0 */
#define FLUSH           65536u  /* bytes of XML that are kept before they go into the archive */
#define FIRST_FORMAT    164     /* number formats of one's own count from here */
#define PAGE_NUMBER_MM  10.0    /* from the edge (05-HD/VPTW, Nghị định 30/2020) */

#define HEAD   "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006"
#define PACK   "http://schemas.openxmlformats.org/package/2006"
#define TYPE   "application/vnd.openxmlformats-officedocument.spreadsheetml."

static const char content_types[] =
    HEAD "<Types xmlns=\"" PACK "/content-types\">"
         "<Default Extension=\"rels\""
         " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
         "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
         "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPE "sheet.main+xml\"/>"
         "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" TYPE "worksheet+xml\"/>"
         "<Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPE "styles+xml\"/>"
         "<Override PartName=\"/docProps/core.xml\""
         " ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
         "</Types>";

static const char relations[] =
    HEAD "<Relationships xmlns=\"" PACK "/relationships\">"
         "<Relationship Id=\"rId1\" Type=\"" OFFICE "/relationships/officeDocument\""
         " Target=\"xl/workbook.xml\"/>"
         "<Relationship Id=\"rId2\" Type=\"" PACK "/relationships/metadata/core-properties\""
         " Target=\"docProps/core.xml\"/>"
         "</Relationships>";

static const char book_relations[] = HEAD
    "<Relationships xmlns=\"" PACK "/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/relationships/worksheet\""
    " Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" OFFICE "/relationships/styles\" Target=\"styles.xml\"/>"
    "</Relationships>";

/* ---- Values ---- */

/* A point whatever the locale. */
static void
append_number (GString *xml, const char *before, double number, const char *after)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  /* Fifteen digits are what spreadsheets show; whole numbers of more keep theirs. */
  g_ascii_formatd (buffer, sizeof buffer, fabs (number) < 1e15 ? "%.15g" : "%.17g", number);
  g_string_append (xml, before);
  g_string_append (xml, buffer);
  g_string_append (xml, after);
}

/* What XML cannot hold becomes U+FFFD. */
static void
append_text (GString *xml, const char *text)
{
  for (const char *p = text, *next; *p != '\0'; p = next)
    {
      gunichar c = g_utf8_get_char (p);

      next = g_utf8_next_char (p);
      if (c == '&')
        g_string_append (xml, "&amp;");
      else if (c == '<')
        g_string_append (xml, "&lt;");
      else if (c == '>')
        g_string_append (xml, "&gt;");
      else if (c == '"')
        g_string_append (xml, "&quot;");
      else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0xfffe || c == 0xffff)
        g_string_append (xml, "\xef\xbf\xbd");
      else
        g_string_append_len (xml, p, next - p);
    }
}

/* "AB12"; both from 0. */
static void
append_place (GString *xml, guint column, guint row)
{
  char  letters[8];
  guint at = sizeof letters - 1;

  letters[at] = '\0';
  for (guint rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters[--at] = (char) ('A' + (rest - 1) % 26);
  g_string_append (xml, letters + at);
  g_string_append_printf (xml, "%u", row + 1);
}

char *
kheo_xlsx_escape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]) &&
          g_ascii_isxdigit (p[4]) && g_ascii_isxdigit (p[5]) && p[6] == '_')
        g_string_append (out, "_x005F");
      g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

/* ---- Styles ---- */

static void
append_format (GString *xml, const KheoFormStyle *style)
{
  g_autofree char *zeros = g_strnfill (style->decimals, '0');
  const char      *point = style->decimals > 0 ? "." : "";

  switch (style->kind)
    {
    case KHEO_FORM_NUMBER:
      g_string_append_printf (xml, "#,##0%s%s", point, zeros);
      break;
    case KHEO_FORM_PERCENT:
      g_string_append_printf (xml, "0%s%s%%", point, zeros);
      break;
    case KHEO_FORM_ORDINAL:
      g_string_append (xml, "0");
      break;
    case KHEO_FORM_DATE:
      g_string_append (xml, "dd/mm/yyyy");
      break;
    case KHEO_FORM_TEXT:
    default:
      g_string_append (xml, "@");
    }
}

static void
append_font (GString *xml, const KheoFormStyle *style)
{
  g_string_append (xml, "<font>");
  if (style->bold)
    g_string_append (xml, "<b/>");
  if (style->italic)
    g_string_append (xml, "<i/>");
  if (style->underline)
    g_string_append (xml, "<u/>");
  append_number (xml, "<sz val=\"", style->size,
                 "\"/><name val=\"Times New Roman\"/><family val=\"1\"/></font>");
}

static void
append_cell_format (GString *xml, guint index, const KheoFormStyle *style)
{
  static const char *const aligns[] = {
    [KHEO_FORM_LEFT] = "left", [KHEO_FORM_CENTER] = "center", [KHEO_FORM_RIGHT] = "right"
  };

  g_string_append_printf (
      xml,
      "<xf numFmtId=\"%u\" fontId=\"%u\" fillId=\"0\" borderId=\"%d\" xfId=\"0\""
      " applyNumberFormat=\"1\" applyFont=\"1\" applyBorder=\"1\" applyAlignment=\"1\">"
      "<alignment horizontal=\"%s\" vertical=\"%s\"%s/></xf>",
      FIRST_FORMAT + index, index + 1, style->border, aligns[style->align],
      style->is_top ? "top" : "center", style->kind == KHEO_FORM_TEXT ? " wrapText=\"1\"" : "");
}

/* Style 0 is that of cells where nothing stands. */
static char *
make_styles (const KheoSheetForm *self)
{
  const KheoFormStyle standard = { .size = STANDARD_SIZE };
  GString            *xml = g_string_new (HEAD "<styleSheet xmlns=\"" MAIN "\">");
  guint               n = self->styles->len;

  g_string_append_printf (xml, "<numFmts count=\"%u\">", n);
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (xml, "<numFmt numFmtId=\"%u\" formatCode=\"", FIRST_FORMAT + i);
      append_format (xml, &g_array_index (self->styles, KheoFormStyle, i));
      g_string_append (xml, "\"/>");
    }
  g_string_append_printf (xml, "</numFmts><fonts count=\"%u\">", n + 1);
  append_font (xml, &standard);
  for (guint i = 0; i < n; i++)
    append_font (xml, &g_array_index (self->styles, KheoFormStyle, i));
  g_string_append_printf (
      xml,
      "</fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
      "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
      "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
      "<border><left style=\"thin\"><color auto=\"1\"/></left><right style=\"thin\">"
      "<color auto=\"1\"/></right><top style=\"thin\"><color auto=\"1\"/></top>"
      "<bottom style=\"thin\"><color auto=\"1\"/></bottom><diagonal/></border></borders>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
      "</cellStyleXfs><cellXfs count=\"%u\">"
      "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>",
      n + 1);
  for (guint i = 0; i < n; i++)
    append_cell_format (xml, i, &g_array_index (self->styles, KheoFormStyle, i));
  g_string_append (xml, "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\""
                        " builtinId=\"0\"/></cellStyles></styleSheet>");
  return g_string_free (xml, FALSE);
}

/* ---- The book ---- */

/* 'Name', as formulas call a sheet. */
static void
append_sheet_name (GString *xml, const char *name)
{
  g_autoptr (GString) quoted = g_string_new (name);

  g_string_replace (quoted, "'", "''", 0);
  g_string_append_c (xml, '\'');
  append_text (xml, quoted->str);
  g_string_append_c (xml, '\'');
}

static char *
make_book (const KheoSheetForm *self)
{
  GString *xml = g_string_new (HEAD "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE
                                    "/relationships\"><bookViews><workbookView/></bookViews>"
                                    "<sheets><sheet name=\"");

  append_text (xml, self->name);
  g_string_append (xml, "\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames>"
                        "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">");
  append_sheet_name (xml, self->name);
  g_string_append (xml, "!$A$1:$");
  append_place (xml, self->columns->len - 1, 0);
  g_string_truncate (xml, xml->len - 1);
  g_string_append_printf (xml, "$%u</definedName>", MAX (self->rows->len, 1));
  if (self->n_repeated > 0)
    {
      g_string_append (xml, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">");
      append_sheet_name (xml, self->name);
      g_string_append_printf (xml, "!$%u:$%u</definedName>", self->repeated + 1,
                              self->repeated + self->n_repeated);
    }
  g_string_append (xml, "</definedNames></workbook>");
  return g_string_free (xml, FALSE);
}

static char *
make_core (const KheoSheetForm *self)
{
  GString *xml =
      g_string_new (HEAD "<cp:coreProperties xmlns:cp=\"" PACK "/metadata/core-properties\""
                         " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");

  append_text (xml, self->title != NULL ? self->title : self->name);
  g_string_append (xml, "</dc:title><dc:creator>");
  append_text (xml, self->author != NULL ? self->author : "");
  g_string_append (xml, "</dc:creator></cp:coreProperties>");
  return g_string_free (xml, FALSE);
}

/* ---- The sheet ---- */

/* A cell that reaches down into further rows. */
typedef struct
{
  guint n_left, style;
} Covered;

typedef struct
{
  const KheoSheetForm *form;
  KheoZipWriter       *zip;
  GString             *xml;    /* not written yet */
  GString             *merges; /* what follows the rows */
  guint                n_merges;
  Covered             *covered; /* by column */
} State;

static void
append_view (State *state)
{
  guint first = state->form->repeated + state->form->n_repeated;

  g_string_append (state->xml, "<sheetViews><sheetView workbookViewId=\"0\"");
  if (kheo_form_is_frozen (state->form))
    {
      g_string_append_printf (state->xml, "><pane ySplit=\"%u\" topLeftCell=\"", first);
      append_place (state->xml, 0, first);
      g_string_append (state->xml, "\" activePane=\"bottomLeft\" state=\"frozen\"/>"
                                   "<selection pane=\"bottomLeft\"/></sheetView></sheetViews>");
    }
  else
    g_string_append (state->xml, "/></sheetViews>");
}

static void
append_head (State *state)
{
  const KheoSheetForm *form = state->form;

  g_string_append (state->xml, HEAD "<worksheet xmlns=\"" MAIN "\"><sheetPr>"
                                    "<pageSetUpPr fitToPage=\"1\"/></sheetPr>"
                                    "<dimension ref=\"A1:");
  append_place (state->xml, form->columns->len - 1, MAX (form->rows->len, 1) - 1);
  g_string_append (state->xml, "\"/>");
  append_view (state);
  g_string_append (state->xml, "<sheetFormatPr defaultRowHeight=\"15.75\"/><cols>");
  for (guint i = 0; i < form->columns->len; i++)
    {
      double pixels = g_array_index (form->columns, double, i) / MM_PER_INCH * PIXELS_PER_INCH;

      g_string_append_printf (state->xml, "<col min=\"%u\" max=\"%u\"", i + 1, i + 1);
      append_number (state->xml, " width=\"", (int) (pixels / DIGIT_PIXELS * 256) / 256.0,
                     "\" customWidth=\"1\"/>");
    }
  g_string_append (state->xml, "</cols><sheetData>");
}

static void
begin_cell (State *state, guint column, guint row, guint style)
{
  g_string_append (state->xml, "<c r=\"");
  append_place (state->xml, column, row);
  g_string_append_printf (state->xml, "\" s=\"%u\"", style + 1);
}

static gboolean
append_string (State *state, const char *text, guint row, GError **error)
{
  g_autofree char *escaped = strstr (text, "_x") != NULL ? kheo_xlsx_escape (text) : NULL;

  if (g_utf8_strlen (text, -1) > MAX_TEXT)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE,
                   "xlsx: a text of more than %d characters in row %u", MAX_TEXT, row + 1);
      return FALSE;
    }
  g_string_append (state->xml, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
  append_text (state->xml, escaped != NULL ? escaped : text);
  g_string_append (state->xml, "</t></is></c>");
  return TRUE;
}

static double
serial_of (KheoDate date)
{
  double serial = (double) date - DAY_BEFORE_1900;

  return serial >= 60 ? serial + 1 : serial; /* the 29 February 1900 that never was */
}

static void
add_merge (State *state, guint row, const KheoFormCell *cell)
{
  g_string_append (state->merges, "<mergeCell ref=\"");
  append_place (state->merges, cell->column, row);
  g_string_append_c (state->merges, ':');
  append_place (state->merges, cell->column + cell->n_columns - 1, row + cell->n_rows - 1);
  g_string_append (state->merges, "\"/>");
  state->n_merges++;
}

static gboolean
append_cell (State *state, guint row, const KheoFormCell *cell, GError **error)
{
  begin_cell (state, cell->column, row, cell->style);
  if (cell->type == KHEO_FORM_CELL_NUMBER)
    append_number (state->xml, "><v>", cell->number, "</v></c>");
  else if (cell->type == KHEO_FORM_CELL_DATE)
    append_number (state->xml, "><v>", serial_of (cell->date), "</v></c>");
  else if (*cell->text == '\0')
    g_string_append (state->xml, "/>");
  else if (!append_string (state, cell->text, row, error))
    return FALSE;
  if (cell->n_columns > 1 || cell->n_rows > 1)
    add_merge (state, row, cell);
  return TRUE;
}

/* The cells of a row and those that others cover, which have their borders. */
static gboolean
append_cells (State *state, guint row, GError **error)
{
  const KheoSheetForm *form = state->form;
  guint                next = g_array_index (form->rows, KheoFormRow, row).first,
        end = kheo_form_row_end (form, row);

  for (guint column = 0; column < form->columns->len; column++)
    {
      Covered            *covered = &state->covered[column];
      const KheoFormCell *cell =
          next < end ? &g_array_index (form->cells, KheoFormCell, next) : NULL;

      if (covered->n_left > 0)
        {
          covered->n_left--;
          begin_cell (state, column, row, covered->style);
          g_string_append (state->xml, "/>");
        }
      else if (cell != NULL && cell->column == column)
        {
          if (!append_cell (state, row, cell, error))
            return FALSE;
          /* Those beside it count this row as well. */
          for (guint i = 0; i < cell->n_columns; i++)
            state->covered[column + i] = (Covered){ cell->n_rows - (i == 0), cell->style };
          next++;
        }
    }
  return TRUE;
}

static gboolean
append_rows (State *state, GError **error)
{
  const KheoSheetForm *form = state->form;

  for (guint row = 0; row < form->rows->len; row++)
    {
      double height = g_array_index (form->rows, KheoFormRow, row).height;

      g_string_append_printf (state->xml, "<row r=\"%u\"", row + 1);
      if (height > 0)
        append_number (state->xml, " ht=\"", MIN (height, MAX_HEIGHT), "\" customHeight=\"1\"");
      g_string_append_c (state->xml, '>');
      if (!append_cells (state, row, error))
        return FALSE;
      g_string_append (state->xml, "</row>");
      if (state->xml->len > FLUSH)
        {
          kheo_zip_writer_write (state->zip, state->xml->str, state->xml->len);
          g_string_truncate (state->xml, 0);
        }
    }
  return TRUE;
}

/* Paper sizes have numbers; others are left to the printer, scaled to its width all the same. */
static guint
find_paper (const KheoSheetForm *self)
{
  double shorter = MIN (self->width, self->height);

  if (shorter > 290 && shorter < 300)
    return 8; /* A3 */
  if (shorter > 205 && shorter < 215)
    return 9;                                     /* A4 */
  return shorter > 140 && shorter < 150 ? 11 : 0; /* A5 */
}

/* Numbered in the middle of the upper margin, but for the first page. */
static void
append_page (State *state)
{
  const KheoSheetForm *form = state->form;
  guint                paper = find_paper (form), page_break = kheo_form_find_break (form);

  g_string_append (state->xml, "<printOptions horizontalCentered=\"1\"/><pageMargins");
  append_number (state->xml, " left=\"", form->margins[3] / MM_PER_INCH, "\"");
  append_number (state->xml, " right=\"", form->margins[1] / MM_PER_INCH, "\"");
  append_number (state->xml, " top=\"", form->margins[0] / MM_PER_INCH, "\"");
  append_number (state->xml, " bottom=\"", form->margins[2] / MM_PER_INCH, "\"");
  append_number (state->xml, " header=\"", PAGE_NUMBER_MM / MM_PER_INCH, "\"");
  append_number (state->xml, " footer=\"", PAGE_NUMBER_MM / MM_PER_INCH, "\"/><pageSetup");
  if (paper > 0)
    g_string_append_printf (state->xml, " paperSize=\"%u\"", paper);
  g_string_append_printf (state->xml,
                          " fitToHeight=\"0\" orientation=\"%s\"/>"
                          "<headerFooter differentFirst=\"1\"><oddHeader>&amp;C&amp;\"Times New "
                          "Roman,Regular\"&amp;14&amp;P</oddHeader></headerFooter>",
                          form->width > form->height ? "landscape" : "portrait");
  if (page_break > 0)
    g_string_append_printf (state->xml,
                            "<rowBreaks count=\"1\" manualBreakCount=\"1\">"
                            "<brk id=\"%u\" max=\"%u\" man=\"1\"/></rowBreaks>",
                            page_break, MAX_COLUMNS - 1);
}

static gboolean
write_sheet (State *state, GError **error)
{
  append_head (state);
  if (!append_rows (state, error))
    return FALSE;
  g_string_append (state->xml, "</sheetData>");
  if (state->n_merges > 0)
    g_string_append_printf (state->xml, "<mergeCells count=\"%u\">%s</mergeCells>", state->n_merges,
                            state->merges->str);
  append_page (state);
  g_string_append (state->xml, "</worksheet>");
  kheo_zip_writer_write (state->zip, state->xml->str, state->xml->len);
  return TRUE;
}

gboolean
kheo_sheet_form_write_xlsx (const KheoSheetForm *self, const char *path, GError **error)
{
  g_autoptr (KheoZipWriter) zip = NULL;
  g_autoptr (GString) xml = g_string_new (NULL);
  g_autoptr (GString) merges = g_string_new (NULL);
  g_autofree Covered *covered = g_new0 (Covered, self->columns->len);
  g_autofree char    *styles = make_styles (self);
  g_autofree char    *book = make_book (self);
  g_autofree char    *core = make_core (self);
  State               state = { self, NULL, xml, merges, 0, covered };

  if (self->rows->len > MAX_ROWS || self->columns->len > MAX_COLUMNS)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "xlsx: more than %u rows or %u columns",
                   MAX_ROWS, MAX_COLUMNS);
      return FALSE;
    }
  state.zip = zip = kheo_zip_writer_new (path, NULL);
  kheo_zip_writer_add (zip, "[Content_Types].xml", content_types);
  kheo_zip_writer_add (zip, "_rels/.rels", relations);
  kheo_zip_writer_add (zip, "docProps/core.xml", core);
  kheo_zip_writer_add (zip, "xl/workbook.xml", book);
  kheo_zip_writer_add (zip, "xl/_rels/workbook.xml.rels", book_relations);
  kheo_zip_writer_add (zip, "xl/styles.xml", styles);
  kheo_zip_writer_begin (zip, "xl/worksheets/sheet1.xml");
  return write_sheet (&state, error) && kheo_zip_writer_finish (zip, error);
}
