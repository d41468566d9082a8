/*
 * An annex as a document of text: heading blocks in tables without borders, the rows in a real
 * table whose heading repeats and whose rows are never broken, page numbers from the second page
 * on. Plain OpenDocument 1.2, which Word opens as well.
 */
#include "kheo-annex-odt-parts.h"

#include "kheo-annex-file-private.h"

#include "kheo-annex-lines.h"
#include "kheo-odf-text.h"
#include "kheo-zip-writer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FLUSH      65536u /* bytes of XML that are kept before they go into the archive */
#define RULE_ROOM  3.0    /* points below a rule */
#define COMPANY    2u     /* rows that stay with the signatures */
#define LINE_BREAK "<text:line-break/>"

/* How a paragraph looks; those that are needed get a number in the order they come. */
typedef struct
{
  double         size;
  gboolean       bold, italic, underline, keep; /* with what follows */
  KheoAnnexAlign align;
  double         inset; /* > 0: a rule above, so far from both sides in points */
} Look;

typedef struct
{
  const KheoAnnexSpec  *spec;
  const KheoAnnexTable *table;
  guint                 n;
  double               *widths;      /* points */
  double                size, width; /* of the type; of all columns, points */
  GArray               *looks;       /* Look */
  GString              *body;
  GHashTable           *parts;    /* the widths of parts beside each other, in thousandths */
  guint                 n_blocks; /* tables without borders */
  gboolean              started;  /* the first block has said which page it begins */
} Odt;

static gboolean
same_look (const Look *a, const Look *b)
{
  return fabs (a->size - b->size) < 0.01 && a->bold == b->bold && a->italic == b->italic &&
         a->underline == b->underline && a->keep == b->keep && a->align == b->align &&
         fabs (a->inset - b->inset) < 0.01;
}

static guint
find_look (Odt *odt, Look look)
{
  for (guint i = 0; i < odt->looks->len; i++)
    if (same_look (&g_array_index (odt->looks, Look, i), &look))
      return i;
  g_array_append_val (odt->looks, look);
  return odt->looks->len - 1;
}

/* ---- Paragraphs ---- */

/* @style: "p" or, for the very first, "f": the same on the first page's layout. */
static void
append_paragraph (Odt *odt, const char *style, Look look, const char *text)
{
  g_string_append_printf (odt->body, "<text:p text:style-name=\"%s%u\">", style,
                          find_look (odt, look));
  kheo_odf_append_text (odt->body, text, LINE_BREAK);
  g_string_append (odt->body, "</text:p>");
}

static Look
look_of (const KheoAnnexPart *part)
{
  return (Look){ part->size, part->bold, part->italic, part->underline, FALSE, part->align, 0 };
}

static const KheoAnnexLine *
line_at (GArray *lines, guint index)
{
  return &g_array_index (lines, KheoAnnexLine, index);
}

/* ---- Lines above and below ---- */

/* Columns of blocks are called by their part of the whole, in thousandths. */
static guint
find_part (Odt *odt, double share)
{
  guint part = (guint) (share * 1000 + 0.5);

  g_hash_table_add (odt->parts, GUINT_TO_POINTER (part));
  return part;
}

static void
begin_block (Odt *odt, const KheoAnnexLine *line)
{
  /* Names of tables are seen in the navigator of the word processor. */
  g_string_append_printf (odt->body, "<table:table table:name=\"Block%u\" table:style-name=\"%s\">",
                          ++odt->n_blocks, odt->started ? "block" : "first-block");
  for (guint i = 0; i < line->n_parts; i++)
    g_string_append_printf (odt->body, "<table:table-column table:style-name=\"part%u\"/>",
                            find_part (odt, line->shares[i]));
}

/* A rule below a text is the border of a paragraph without text that is as long. */
static void
append_rule (Odt *odt, const KheoAnnexPart *part, double width)
{
  Look look = { .size = RULE_ROOM, .align = part->align, .inset = (width - part->rule) / 2 };

  if (part->rule > 0)
    append_paragraph (odt, "p", look, "");
}

/* The cell of @column: what its part has from line @first to the last but @end. */
static void
append_stack (Odt *odt, GArray *lines, guint column, guint first, guint end)
{
  gboolean any = FALSE;

  g_string_append (odt->body, "<table:table-cell table:style-name=\"plain\""
                              " office:value-type=\"string\">");
  while (end > first && *line_at (lines, end - 1)->parts[column].text == '\0')
    end--;
  for (guint i = first; i < end; i++)
    {
      const KheoAnnexLine *line = line_at (lines, i);
      const KheoAnnexPart *part = &line->parts[column];

      append_paragraph (odt, "p", look_of (part), part->text);
      append_rule (odt, part, odt->width * line->shares[column]);
      any = TRUE;
    }
  /* No cell is without a paragraph. */
  if (!any)
    append_paragraph (odt, "p", look_of (&line_at (lines, first)->parts[column]), "");
  g_string_append (odt->body, "</table:table-cell>");
}

/* Lines of several parts make one table as long as they follow each other: each part flows in its
 * own cell, but for lines that are to be level with each other. */
static guint
append_block (Odt *odt, GArray *lines, guint first)
{
  guint n_parts = line_at (lines, first)->n_parts, end;

  begin_block (odt, line_at (lines, first));
  for (; first < lines->len && line_at (lines, first)->n_parts == n_parts; first = end)
    {
      end = first + 1;
      while (!line_at (lines, first)->is_level && end < lines->len &&
             line_at (lines, end)->n_parts == n_parts && !line_at (lines, end)->is_level)
        end++;
      g_string_append (odt->body, "<table:table-row table:style-name=\"row\">");
      for (guint column = 0; column < n_parts; column++)
        append_stack (odt, lines, column, first, end);
      g_string_append (odt->body, "</table:table-row>");
    }
  g_string_append (odt->body, "</table:table>");
  return first;
}

/* @keep: with what follows, to the last. */
static void
append_lines (Odt *odt, GArray *lines, gboolean keep)
{
  for (guint i = 0; i < lines->len;)
    {
      const KheoAnnexLine *line = line_at (lines, i);
      Look                 look = look_of (&line->parts[0]);

      look.keep = keep;
      if (line->n_parts > 1)
        i = append_block (odt, lines, i);
      else
        {
          append_paragraph (odt, odt->started ? "p" : "f", look, line->parts[0].text);
          i++;
        }
      odt->started = TRUE;
    }
  g_array_unref (lines);
}

/* ---- The table ---- */

static void
append_cell (Odt *odt, Look look, guint n_columns, guint n_rows, const char *text)
{
  g_string_append (odt->body, "<table:table-cell table:style-name=\"cell\""
                              " office:value-type=\"string\"");
  if (n_columns > 1 || n_rows > 1)
    g_string_append_printf (odt->body,
                            " table:number-columns-spanned=\"%u\""
                            " table:number-rows-spanned=\"%u\"",
                            n_columns, n_rows);
  g_string_append (odt->body, ">");
  append_paragraph (odt, "p", look, text);
  g_string_append (odt->body, "</table:table-cell>");
  for (guint i = 1; i < n_columns; i++)
    g_string_append (odt->body, "<table:covered-table-cell/>");
}

static guint
heading_top (const Odt *odt, guint column, guint n_levels)
{
  guint top = 0;

  while (top < n_levels && kheo_annex_table_get_common (odt->table, column, top) != NULL)
    top++;
  return top;
}

static void
append_heading_row (Odt *odt, guint level, guint n_levels)
{
  Look look = { odt->size, TRUE, FALSE, FALSE, TRUE, KHEO_ANNEX_ALIGN_CENTER, 0 };

  g_string_append (odt->body, "<table:table-row table:style-name=\"row\">");
  for (guint i = 0; i < odt->n;)
    {
      const char *common =
          level < n_levels ? kheo_annex_table_get_common (odt->table, i, level) : NULL;
      guint end = common != NULL ? kheo_annex_table_get_common_end (odt->table, i, level) : i + 1;
      guint top = heading_top (odt, i, n_levels);

      if (common != NULL)
        append_cell (odt, look, end - i, 1, common);
      else if (top == level)
        append_cell (odt, look, 1, n_levels + 1 - level,
                     kheo_annex_table_get_heading (odt->table, i));
      else
        g_string_append (odt->body, "<table:covered-table-cell/>");
      i = end;
    }
  g_string_append (odt->body, "</table:table-row>");
}

static void
append_codes (Odt *odt)
{
  Look look = { odt->size * 0.85, FALSE, TRUE, FALSE, TRUE, KHEO_ANNEX_ALIGN_CENTER, 0 };

  g_string_append (odt->body, "<table:table-row table:style-name=\"row\">");
  for (guint i = 0; i < odt->n; i++)
    {
      g_autofree char *code = kheo_annex_format_code (odt->table, odt->spec->code_row, i);

      append_cell (odt, look, 1, 1, code);
    }
  g_string_append (odt->body, "</table:table-row>");
}

static void
begin_table (Odt *odt)
{
  guint n_levels = kheo_annex_table_get_n_levels (odt->table);

  g_string_append (odt->body, "<table:table table:name=\"Annex\" table:style-name=\"annex\">");
  for (guint i = 0; i < odt->n; i++)
    g_string_append_printf (odt->body, "<table:table-column table:style-name=\"c%u\"/>", i);
  g_string_append (odt->body, "<table:table-header-rows>");
  for (guint level = 0; level <= n_levels; level++)
    append_heading_row (odt, level, n_levels);
  if (odt->spec->code_row != KHEO_ANNEX_CODES_NONE)
    append_codes (odt);
  g_string_append (odt->body, "</table:table-header-rows>");
}

/* Headings of groups stay with what follows, the last rows with the signatures. */
static void
append_row (Odt *odt, guint row)
{
  KheoAnnexRowKind kind = kheo_annex_table_get_row_kind (odt->table, row);
  guint            n_rows = kheo_annex_table_get_n_rows (odt->table);
  Look             look = { odt->size,
                            kheo_annex_table_is_row_bold (odt->table, row),
                            kheo_annex_table_is_row_slanted (odt->table, row),
                            FALSE,
                            kind == KHEO_ANNEX_ROW_GROUP || row + COMPANY >= n_rows,
                            KHEO_ANNEX_ALIGN_LEFT,
                            0 };

  g_string_append (odt->body, "<table:table-row table:style-name=\"row\">");
  for (guint i = 0, span; i < odt->n; i += span)
    {
      span = kheo_annex_table_get_span (odt->table, row, i, &look.align);
      append_cell (odt, look, span, 1, kheo_annex_table_get_cell (odt->table, row, i));
    }
  g_string_append (odt->body, "</table:table-row>");
}

/* ---- Styles ---- */

static void
append_look (GString *xml, const char *name, guint index, const Look *look, const char *page)
{
  static const char *const aligns[] = { "start", "center", "end" };

  g_string_append_printf (xml,
                          "<style:style style:name=\"%s%u\" style:family=\"paragraph\""
                          " style:parent-style-name=\"Standard\"%s>"
                          "<style:paragraph-properties fo:text-align=\"%s\"%s",
                          name, index, page, aligns[look->align],
                          look->keep ? " fo:keep-with-next=\"always\"" : "");
  if (look->inset > 0)
    {
      g_string_append (xml, " fo:border-top=\"0.75pt solid #000000\" fo:border-bottom=\"none\""
                            " fo:border-left=\"none\" fo:border-right=\"none\""
                            " fo:padding=\"0pt\" fo:margin-top=\"1pt\"");
      kheo_annex_odt_append_length (xml, "fo:margin-left", look->inset, "pt");
      kheo_annex_odt_append_length (xml, "fo:margin-right", look->inset, "pt");
    }
  g_string_append (xml, "/><style:text-properties");
  kheo_annex_odt_append_length (xml, "fo:font-size", look->size, "pt");
  kheo_annex_odt_append_length (xml, "style:font-size-asian", look->size, "pt");
  kheo_annex_odt_append_length (xml, "style:font-size-complex", look->size, "pt");
  if (look->bold)
    g_string_append (xml, " fo:font-weight=\"bold\"");
  if (look->italic)
    g_string_append (xml, " fo:font-style=\"italic\"");
  if (look->underline)
    g_string_append (xml, " style:text-underline-style=\"solid\""
                          " style:text-underline-width=\"auto\""
                          " style:text-underline-color=\"font-color\"");
  g_string_append (xml, "/></style:style>");
}

static void
append_table_style (GString *xml, const char *name, double width, const char *page)
{
  g_string_append_printf (xml,
                          "<style:style style:name=\"%s\" style:family=\"table\"%s>"
                          "<style:table-properties table:align=\"left\""
                          " table:border-model=\"collapsing\"",
                          name, page);
  kheo_annex_odt_append_length (xml, "style:width", width, "mm");
  g_string_append (xml, "/></style:style>");
}

static void
append_column_style (GString *xml, const char *name, guint index, double width)
{
  g_string_append_printf (xml,
                          "<style:style style:name=\"%s%u\" style:family=\"table-column\">"
                          "<style:table-column-properties",
                          name, index);
  kheo_annex_odt_append_length (xml, "style:column-width", width, "mm");
  g_string_append (xml, "/></style:style>");
}

static double
body_width (const KheoAnnexSpec *spec)
{
  return spec->paper.width / KHEO_POINTS_PER_MM - spec->margin_left - spec->margin_right;
}

static void
append_part_styles (GString *xml, const Odt *odt)
{
  for (guint part = 0; part <= 1000; part++)
    if (g_hash_table_contains (odt->parts, GUINT_TO_POINTER (part)))
      append_column_style (xml, "part", part, body_width (odt->spec) * part / 1000);
}

/* Once the body is known: which looks it needs. */
static char *
make_content_head (const Odt *odt)
{
  static const char first[] = " style:master-page-name=\"First\"";
  double            width = body_width (odt->spec);
  GString          *xml = g_string_new (
               KHEO_ODF_HEAD "<office:document-content" KHEO_ODF_NAMESPACES "><office:font-face-decls>"
                                      "<style:font-face style:name=\"F\" svg:font-family=\"'Times New Roman'\""
                                      " style:font-family-generic=\"roman\" style:font-pitch=\"variable\"/>"
                                      "</office:font-face-decls><office:automatic-styles>");

  append_table_style (xml, "annex", width, "");
  append_table_style (xml, "block", width, "");
  append_table_style (xml, "first-block", width, first);
  append_part_styles (xml, odt);
  for (guint i = 0; i < odt->n; i++)
    append_column_style (xml, "c", i, odt->widths[i] / KHEO_POINTS_PER_MM);
  g_string_append (
      xml, "<style:style style:name=\"row\" style:family=\"table-row\">"
           "<style:table-row-properties fo:keep-together=\"always\"/></style:style>"
           "<style:style style:name=\"plain\" style:family=\"table-cell\">"
           "<style:table-cell-properties fo:padding=\"0mm\" fo:border=\"none\"/></style:style>"
           "<style:style style:name=\"cell\" style:family=\"table-cell\">"
           "<style:table-cell-properties style:vertical-align=\"middle\""
           " fo:padding=\"0.8mm\" fo:border=\"0.5pt solid #000000\"/></style:style>");
  for (guint i = 0; i < odt->looks->len; i++)
    {
      const Look *look = &g_array_index (odt->looks, Look, i);

      append_look (xml, "p", i, look, "");
      append_look (xml, "f", i, look, first);
    }
  g_string_append (xml, "</office:automatic-styles><office:body><office:text>");
  return g_string_free (xml, FALSE);
}

/* ---- The file ---- */

/* All looks that rows can have are known before the first of them is written out. */
static void
know_looks (Odt *odt)
{
  for (guint bold = 0; bold < 2; bold++)
    for (guint italic = 0; italic < 2; italic++)
      for (guint keep = 0; keep < 2; keep++)
        for (guint align = KHEO_ANNEX_ALIGN_LEFT; align <= KHEO_ANNEX_ALIGN_RIGHT; align++)
          find_look (odt,
                     (Look){ odt->size, bold, italic, FALSE, keep, (KheoAnnexAlign) align, 0 });
}

static gboolean
write_rows (Odt *odt, KheoZipWriter *zip, KheoProgress *progress, GError **error)
{
  guint n = kheo_annex_table_get_n_rows (odt->table);

  for (guint row = 0; row < n; row++)
    {
      append_row (odt, row);
      if (odt->body->len > FLUSH)
        {
          kheo_zip_writer_write (zip, odt->body->str, odt->body->len);
          g_string_truncate (odt->body, 0);
        }
      if (row % 256 == 0 &&
          !kheo_progress_tick (progress, (double) row / n, _ ("writing the rows"), error))
        return FALSE;
    }
  return TRUE;
}

/* What stands below the table is its last row, without borders: only so do word processors keep it
 * on one page with the rows above. */
static void
append_tail (Odt *odt, const GString *below)
{
  if (below->len == 0)
    return;
  g_string_append_printf (odt->body,
                          "<table:table-row table:style-name=\"row\">"
                          "<table:table-cell table:style-name=\"plain\""
                          " office:value-type=\"string\" table:number-columns-spanned=\"%u\""
                          " table:number-rows-spanned=\"1\">",
                          odt->n);
  g_string_append_len (odt->body, below->str, (gssize) below->len);
  g_string_append (odt->body, "<text:p text:style-name=\"End\"/></table:table-cell>");
  for (guint i = 1; i < odt->n; i++)
    g_string_append (odt->body, "<table:covered-table-cell/>");
  g_string_append (odt->body, "</table:table-row>");
}

/* What stands below needs its looks before, so it is made first. */
static gboolean
write_content (Odt *odt, KheoZipWriter *zip, KheoProgress *progress, GError **error)
{
  GString         *above, *below;
  g_autofree char *head = NULL;

  append_lines (odt, kheo_annex_lines_above (odt->spec), FALSE);
  begin_table (odt);
  above = odt->body;
  odt->body = g_string_new (NULL);
  append_lines (odt, kheo_annex_lines_below (odt->spec), TRUE);
  below = odt->body;
  odt->body = above;
  know_looks (odt);
  head = make_content_head (odt);
  kheo_zip_writer_begin (zip, "content.xml");
  kheo_zip_writer_write (zip, head, strlen (head));
  if (!write_rows (odt, zip, progress, error))
    {
      g_string_free (below, TRUE);
      return FALSE;
    }
  append_tail (odt, below);
  g_string_append (odt->body, "</table:table>");
  /* A document ends with a paragraph, never with a table; a small one needs no page of its own. */
  g_string_append (odt->body, "<text:p text:style-name=\"End\"/>"
                              "</office:text></office:body></office:document-content>");
  kheo_zip_writer_write (zip, odt->body->str, odt->body->len);
  g_string_free (below, TRUE);
  return TRUE;
}

gboolean
kheo_annex_write_odt (const KheoAnnexSpec *spec,
                      const char          *path,
                      const char          *author,
                      KheoProgress        *progress,
                      GError             **error)
{
  g_autoptr (KheoZipWriter) zip = kheo_zip_writer_new (path, kheo_annex_odt_mimetype);
  g_autofree char   *styles = kheo_annex_odt_make_styles (spec);
  g_autofree char   *meta = kheo_annex_odt_make_meta (spec, author);
  g_autofree double *widths = NULL;
  Odt                odt = {
                   .spec = spec,
                   .table = spec->table,
                   .n = kheo_annex_table_get_n_columns (spec->table),
                   .looks = g_array_new (FALSE, FALSE, sizeof (Look)),
                   .body = g_string_new (NULL),
                   .parts = g_hash_table_new (NULL, NULL),
  };
  gboolean ok;

  widths = odt.widths = kheo_annex_measure_columns (spec, &odt.size);
  odt.width = body_width (spec) * KHEO_POINTS_PER_MM;
  kheo_zip_writer_add (zip, "META-INF/manifest.xml", kheo_annex_odt_manifest);
  kheo_zip_writer_add (zip, "styles.xml", styles);
  kheo_zip_writer_add (zip, "meta.xml", meta);
  kheo_zip_writer_add (zip, "settings.xml", kheo_annex_odt_settings);
  ok = write_content (&odt, zip, progress, error);
  g_string_free (odt.body, TRUE);
  g_array_unref (odt.looks);
  g_hash_table_unref (odt.parts);
  return ok && kheo_zip_writer_finish (zip, error);
}
