/* What the cells of the sheet view say, to the eye and to a screen reader. */
#include "kheo-legacy.h"
#include "kheo-sheet-view-private.h"

#include <glib/gi18n-lib.h>

KheoReviewRow
kheo_sheet_view_get_row (KheoSheetView *self, guint row)
{
  const KheoReviewRow plain = { -1, -1, KHEO_ROW_DATA, KHEO_ROW_PENDING };

  return self->review != NULL ? kheo_import_review_get_row (self->review, self->sheet_index, row)
                              : plain;
}

char *
kheo_sheet_view_dup_text (KheoSheetView *self, guint row, guint column)
{
  const KheoCell  *cell = kheo_sheet_get_cell (self->sheet, row, column);
  const char      *text = cell != NULL ? kheo_cell_get_text (self->sheet, cell) : NULL;
  const char      *font;
  g_autofree char *start = NULL;

  if (self->review != NULL)
    {
      const char *fixed =
          kheo_import_review_get_fixed (self->review, self->sheet_index, row, column);

      return fixed != NULL ? g_strdup (fixed)
                           : kheo_import_review_dup_text (self->review, self->sheet_index, row,
                                                          column, KHEO_SHEET_VIEW_MAX_TEXT);
    }
  if (text == NULL)
    return kheo_cell_dup_display (self->sheet, cell);
  font = kheo_sheet_get_style (self->sheet, cell)->font_name;
  start = g_utf8_substring (
      text, 0, MIN (g_utf8_strlen (text, KHEO_SHEET_VIEW_MAX_TEXT), KHEO_SHEET_VIEW_MAX_TEXT));
  g_strdelimit (start, "\n\r\t", ' ');
  if (kheo_encoding_of_font (font) == KHEO_ENCODING_UNICODE)
    return g_steal_pointer (&start);
  return kheo_legacy_decode (start, kheo_encoding_of_font (font), font);
}

const char *
kheo_sheet_view_describe_row (KheoReviewRow row)
{
  static const char *const kinds[] = {
    [KHEO_ROW_DATA] = "",
    [KHEO_ROW_TITLE] = N_ ("Title of the sheet"),
    [KHEO_ROW_HEADING] = N_ ("Heading of the table"),
    [KHEO_ROW_CODES] = N_ ("Row of column numbers"),
    [KHEO_ROW_GROUP] = N_ ("Group: holds for the rows beneath"),
    [KHEO_ROW_SUBTOTAL] = N_ ("Subtotal: checked, not taken"),
    [KHEO_ROW_TOTAL] = N_ ("Total: checked, not taken"),
    [KHEO_ROW_SIGNATURE] = N_ ("Signature"),
    [KHEO_ROW_BLANK] = N_ ("Empty row"),
    [KHEO_ROW_NOTE] = N_ ("Not part of the table"),
    [KHEO_ROW_LEFT_OUT] = N_ ("Left out by you"),
  };
  static const char *const statuses[] = {
    [KHEO_ROW_PENDING] = "",
    [KHEO_ROW_NEW] = N_ ("New"),
    [KHEO_ROW_CHANGED] = N_ ("Changes what the book holds"),
    [KHEO_ROW_UNCHANGED] = N_ ("The book holds it already"),
    [KHEO_ROW_REFUSED] = N_ ("Cannot be taken"),
  };
  const char *text = row.kind == KHEO_ROW_DATA ? statuses[row.status] : kinds[row.kind];

  return *text != '\0' ? _ (text) : "";
}

/* What was corrected stays to be seen. */
static void
append_original (KheoSheetView *self, GString *text, guint row, guint column)
{
  g_autofree char *written = NULL;

  if (kheo_import_review_get_fixed (self->review, self->sheet_index, row, column) == NULL)
    return;
  written = kheo_import_review_dup_text (self->review, self->sheet_index, row, column,
                                         KHEO_SHEET_VIEW_MAX_TEXT);
  g_string_append_printf (text, _ ("Corrected. The file says: “%s”"), written);
  g_string_append_c (text, '\n');
}

char *
kheo_sheet_view_describe_place (KheoSheetView *self, int row, int column)
{
  const KheoReviewFinding *finding;
  const char              *kind;
  GString                 *text = g_string_new (NULL);

  if (row < 0)
    {
      const KheoReviewColumn *info =
          g_hash_table_lookup (self->columns, GUINT_TO_POINTER ((guint) column + 1));

      if (info == NULL)
        return g_string_free (text, FALSE);
      g_string_append_printf (text, _ ("“%s” is understood as: %s"), info->heading,
                              *info->label != '\0' ? info->label : _ ("left out"));
      if (info->detail != NULL)
        g_string_append_printf (text, " (%s)", info->detail);
      return g_string_free (text, FALSE);
    }
  if (self->review == NULL)
    return g_string_free (text, FALSE);
  kind = kheo_sheet_view_describe_row (kheo_sheet_view_get_row (self, (guint) row));
  finding = kheo_import_review_find_row (self->review, self->sheet_index, (guint) row, column);
  append_original (self, text, (guint) row, (guint) column);
  g_string_append (text, kind);
  if (finding != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", finding->message);
  return g_string_free (text, FALSE);
}

void
kheo_sheet_view_tell_place (KheoSheetView *self)
{
  g_autofree char *place = NULL;
  g_autofree char *name = NULL;
  g_autofree char *content = NULL;
  g_autofree char *label = NULL;

  if (self->sheet == NULL || self->n_columns == 0)
    return;
  place = kheo_sheet_view_describe_place (self, self->row, self->column);
  name = kheo_cell_name ((guint) MAX (self->row, 0), (guint) self->column);
  if (self->row >= 0)
    content = kheo_sheet_view_dup_text (self, (guint) self->row, (guint) self->column);
  label = g_strdup_printf ("%s: %s. %s", name, content != NULL ? content : "", place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
