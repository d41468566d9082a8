#include "kheo-sheet-builder.h"

#include "kheo-error.h"

static guint
style_hash (gconstpointer key)
{
  const KheoCellStyle *style = key;

  return GPOINTER_TO_UINT (style->font_name) * 31u + GPOINTER_TO_UINT (style->number_format) * 17u +
         style->font_size * 257u + style->bold + style->italic * 2u + style->wrap * 4u +
         style->indent * 8u + style->align * 2048u;
}

static gboolean
style_equal (gconstpointer a, gconstpointer b)
{
  const KheoCellStyle *one = a;
  const KheoCellStyle *two = b;

  return one->font_name == two->font_name && one->number_format == two->number_format &&
         one->font_size == two->font_size && one->bold == two->bold && one->italic == two->italic &&
         one->wrap == two->wrap && one->indent == two->indent && one->align == two->align;
}

static void
sheet_free (gpointer data)
{
  KheoSheet *self = data;

  g_free (self->name);
  g_free (self->cells);
  g_free (self->row_starts);
  g_free (self->cell_rows);
  g_array_unref (self->merges);
  g_free (self->merge_starts);
  g_free (self->merge_index);
  g_array_unref (self->hidden_rows);
  g_array_unref (self->hidden_columns);
  g_free (self);
}

KheoWorkbook *
kheo_workbook_new (const char *format)
{
  KheoWorkbook       *self = g_new0 (KheoWorkbook, 1);
  const KheoCellStyle plain = { 0 };

  g_atomic_ref_count_init (&self->ref_count);
  self->format = format;
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->recent = g_new0 (KheoText, KHEO_SHEET_N_RECENT);
  self->styles = g_array_new (FALSE, TRUE, sizeof (KheoCellStyle));
  self->style_index = g_hash_table_new_full (style_hash, style_equal, g_free, NULL);
  self->names = g_string_chunk_new (1024);
  self->runs = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  /* Offset 0 is an empty text, so that no kept text has it. */
  self->arena.data = g_malloc0 (4096);
  self->arena.allocated = 4096;
  self->arena.size = 1;
  kheo_workbook_add_style (self, &plain);
  return self;
}

KheoWorkbook *
kheo_workbook_ref (KheoWorkbook *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kheo_workbook_unref (KheoWorkbook *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->sheets);
  g_free (self->arena.data);
  g_free (self->recent);
  g_array_unref (self->styles);
  g_hash_table_unref (self->style_index);
  g_string_chunk_free (self->names);
  g_hash_table_unref (self->runs);
  g_free (self);
}

KheoSheet *
kheo_workbook_add_sheet (KheoWorkbook *self, const char *name, KheoSheetState state, GError **error)
{
  KheoSheet *sheet;

  if (self->sheets->len >= KHEO_SHEET_MAX_SHEETS)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "more than %u sheets",
                   KHEO_SHEET_MAX_SHEETS);
      return NULL;
    }
  sheet = g_new0 (KheoSheet, 1);
  sheet->workbook = self;
  sheet->name = g_utf8_make_valid (name != NULL ? name : "", -1);
  sheet->state = state;
  sheet->merges = g_array_new (FALSE, FALSE, sizeof (KheoMerge));
  sheet->hidden_rows = g_array_new (FALSE, FALSE, sizeof (KheoSpan));
  sheet->hidden_columns = g_array_new (FALSE, FALSE, sizeof (KheoSpan));
  g_ptr_array_add (self->sheets, sheet);
  return sheet;
}

void
kheo_workbook_drop_last_sheet (KheoWorkbook *self)
{
  const KheoSheet *last = g_ptr_array_index (self->sheets, self->sheets->len - 1);

  self->n_cells -= last->n_cells;
  g_ptr_array_set_size (self->sheets, (int) self->sheets->len - 1);
}

const char *
kheo_workbook_intern (KheoWorkbook *self, const char *name)
{
  g_autofree char *valid = NULL;

  if (name == NULL || *name == '\0')
    return NULL;
  if (!g_utf8_validate (name, -1, NULL))
    name = valid = g_utf8_make_valid (name, -1);
  return g_string_chunk_insert_const (self->names, name);
}

guint16
kheo_workbook_add_style (KheoWorkbook *self, const KheoCellStyle *style)
{
  KheoCellStyle kept = *style;
  gpointer      index;

  kept.font_name = kheo_workbook_intern (self, style->font_name);
  kept.number_format = kheo_workbook_intern (self, style->number_format);
  index = g_hash_table_lookup (self->style_index, &kept);
  if (index != NULL)
    return (guint16) (GPOINTER_TO_UINT (index) - 1);
  if (self->styles->len > G_MAXUINT16)
    return 0;

  kheo_number_format_classify (&kept);
  g_array_append_val (self->styles, kept);
  g_hash_table_insert (self->style_index, g_memdup2 (&kept, sizeof kept),
                       GUINT_TO_POINTER (self->styles->len));
  return (guint16) (self->styles->len - 1);
}

const char *
kheo_workbook_get_format (const KheoWorkbook *self)
{
  return self->format;
}

const char *
kheo_workbook_get_charset (const KheoWorkbook *self)
{
  return self->charset;
}

guint
kheo_workbook_get_n_sheets (const KheoWorkbook *self)
{
  return self->sheets->len;
}

const KheoSheet *
kheo_workbook_get_sheet (const KheoWorkbook *self, guint index)
{
  g_return_val_if_fail (index < self->sheets->len, NULL);

  return g_ptr_array_index (self->sheets, index);
}
