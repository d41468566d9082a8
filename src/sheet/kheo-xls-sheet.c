/* The cells of one worksheet of an xls file. They may come in any order: the statistics office's
 * program writes column by column. */
#include "kheo-xls.h"

#include <string.h>

#define TICK_RECORDS 4096u

typedef struct
{
  KheoXls   *xls;
  KheoBiff  *biff; /* borrowed from xls */
  KheoSheet *sheet;
  KheoPlace  pending; /* the formula whose text result follows in a STRING record */
  gboolean   is_pending;
} Reader;

static KheoPlace
read_place (Reader *self)
{
  KheoPlace place = { 0 };
  guint     xf;

  place.row = kheo_biff_read_u16 (self->biff);
  place.column = kheo_biff_read_u16 (self->biff);
  xf = kheo_biff_read_u16 (self->biff);
  if (xf < self->xls->styles->len)
    place.style = g_array_index (self->xls->styles, guint16, xf);
  return place;
}

static gboolean
add_number (Reader *self, const KheoPlace *place, double number, GError **error)
{
  const KheoCellStyle *style =
      &g_array_index (self->xls->workbook->styles, KheoCellStyle, place->style);

  if (self->biff->broken) /* reported by the caller */
    return TRUE;
  number = kheo_number_round (number);
  if (self->xls->is_1904 && style->is_date)
    number += KHEO_SHEET_1904_SHIFT;
  return kheo_sheet_add_number (self->sheet, place, number, error);
}

/* 30 bits of a number: the upper ones of a double or a whole number, perhaps in hundredths. */
static double
decode_rk (guint32 rk)
{
  double number;

  if ((rk & 2) != 0)
    number = (double) ((gint32) rk >> 2);
  else
    {
      guint64 bits = (guint64) (rk & ~3u) << 32;

      memcpy (&number, &bits, sizeof number);
    }
  return (rk & 1) != 0 ? number / 100 : number;
}

static gboolean
read_mulrk (Reader *self, GError **error)
{
  KheoBiff *biff = self->biff;
  KheoPlace place = { 0 };

  place.row = kheo_biff_read_u16 (biff);
  place.column = kheo_biff_read_u16 (biff);
  for (; biff->end - biff->p >= 8; place.column++) /* six bytes each, then the last column */
    {
      guint xf = kheo_biff_read_u16 (biff);

      place.style =
          xf < self->xls->styles->len ? g_array_index (self->xls->styles, guint16, xf) : 0;
      if (!add_number (self, &place, decode_rk (kheo_biff_read_u32 (biff)), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_error (Reader *self, const KheoPlace *place, guint code, GError **error)
{
  static const struct
  {
    guint       code;
    const char *text;
  } errors[] = {
    { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0f, "#VALUE!" }, { 0x17, "#REF!" },
    { 0x1d, "#NAME?" }, { 0x24, "#NUM!" },   { 0x2a, "#N/A" },
  };
  const char *shown = "#ERROR!";
  KheoText    text;

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (errors[i].code == code)
      shown = errors[i].text;
  return kheo_workbook_add_text (self->xls->workbook, shown, strlen (shown), &text, error) &&
         kheo_sheet_add_error_text (self->sheet, place, text, error);
}

static gboolean
read_formula (Reader *self, GError **error)
{
  KheoPlace place = read_place (self);
  guint8    result[8];
  double    number;

  place.flags = KHEO_CELL_FORMULA;
  for (guint i = 0; i < sizeof result; i++)
    result[i] = kheo_biff_read_u8 (self->biff);
  if (self->biff->broken)
    return TRUE;

  if (result[6] != 0xff || result[7] != 0xff)
    {
      memcpy (&number, result, sizeof number);
      return add_number (self, &place, number, error);
    }
  switch (result[0])
    {
    case 0:
      self->pending = place;
      self->is_pending = TRUE;
      return TRUE;
    case 1:
      return kheo_sheet_add_boolean (self->sheet, &place, result[2] != 0, error);
    case 2:
      return add_error (self, &place, result[2], error);
    default: /* 3: an empty text */
      return TRUE;
    }
}

static gboolean
read_text (Reader *self, const KheoPlace *place, gboolean with_runs, GError **error)
{
  KheoText text;

  kheo_biff_read_string (self->biff, &self->xls->string);
  if (with_runs)
    kheo_biff_read_runs (self->biff, &self->xls->string);
  if (self->biff->broken)
    return TRUE;
  return kheo_xls_keep_string (self->xls, &text, error) &&
         kheo_sheet_add_text (self->sheet, place, text, error);
}

static gboolean
read_shared (Reader *self, GError **error)
{
  KheoPlace place = read_place (self);
  guint32   index = kheo_biff_read_u32 (self->biff);

  if (self->biff->broken)
    return TRUE;
  if (index >= self->xls->strings->len)
    return kheo_xls_set_corrupt (self->xls, "a cell of a shared string that is not there", error);
  return kheo_sheet_add_text (self->sheet, &place,
                              g_array_index (self->xls->strings, KheoText, index), error);
}

static gboolean
read_boolean (Reader *self, GError **error)
{
  KheoPlace place = read_place (self);
  guint     value = kheo_biff_read_u8 (self->biff);
  gboolean  is_error = kheo_biff_read_u8 (self->biff) != 0;

  if (self->biff->broken)
    return TRUE;
  return is_error ? add_error (self, &place, value, error)
                  : kheo_sheet_add_boolean (self->sheet, &place, value != 0, error);
}

static gboolean
read_merges (Reader *self, GError **error)
{
  guint n = kheo_biff_read_u16 (self->biff);

  for (guint i = 0; i < n && !self->biff->broken; i++)
    {
      guint     first_row = kheo_biff_read_u16 (self->biff);
      guint     last_row = kheo_biff_read_u16 (self->biff);
      guint     first_column = kheo_biff_read_u16 (self->biff);
      guint     last_column = kheo_biff_read_u16 (self->biff);
      KheoMerge merge = { first_row, first_column, last_row - first_row + 1,
                          last_column - first_column + 1 };

      if (last_row < first_row || last_column < first_column)
        return kheo_xls_set_corrupt (self->xls, "a merged block that is no block", error);
      if (!self->biff->broken && !kheo_sheet_add_merge (self->sheet, &merge, error))
        return FALSE;
    }
  return TRUE;
}

static void
read_row (Reader *self)
{
  guint row = kheo_biff_read_u16 (self->biff);

  kheo_biff_skip (self->biff, 10);
  if ((kheo_biff_read_u16 (self->biff) & 0x20) != 0)
    kheo_sheet_hide_rows (self->sheet, row, row);
}

static void
read_columns (Reader *self)
{
  guint first = kheo_biff_read_u16 (self->biff);
  guint last = kheo_biff_read_u16 (self->biff);

  kheo_biff_skip (self->biff, 4);
  if ((kheo_biff_read_u16 (self->biff) & 1) != 0)
    kheo_sheet_hide_columns (self->sheet, first, last);
}

static gboolean
read_record (Reader *self, GError **error)
{
  KheoPlace place;

  switch (self->biff->id)
    {
    case KHEO_BIFF_LABELSST:
      return read_shared (self, error);
    case KHEO_BIFF_LABEL:
    case KHEO_BIFF_RSTRING:
      place = read_place (self);
      return read_text (self, &place, self->biff->id == KHEO_BIFF_RSTRING, error);
    case KHEO_BIFF_NUMBER:
      place = read_place (self);
      return add_number (self, &place, kheo_biff_read_double (self->biff), error);
    case KHEO_BIFF_RK:
      place = read_place (self);
      return add_number (self, &place, decode_rk (kheo_biff_read_u32 (self->biff)), error);
    case KHEO_BIFF_MULRK:
      return read_mulrk (self, error);
    case KHEO_BIFF_FORMULA:
    case KHEO_BIFF_FORMULA3:
    case KHEO_BIFF_FORMULA4:
      return read_formula (self, error);
    case KHEO_BIFF_STRING:
      if (!self->is_pending)
        return TRUE;
      self->is_pending = FALSE;
      return read_text (self, &self->pending, FALSE, error);
    case KHEO_BIFF_BOOLERR:
      return read_boolean (self, error);
    case KHEO_BIFF_MERGEDCELLS:
      return read_merges (self, error);
    case KHEO_BIFF_ROW:
      read_row (self);
      return TRUE;
    case KHEO_BIFF_COLINFO:
      read_columns (self);
      return TRUE;
    default:
      return TRUE;
    }
}

/* Up to the EOF of the worksheet; charts inside it have a BOF and EOF of their own. */
static gboolean
read_records (Reader *self, GError **error)
{
  guint depth = 0;

  for (guint n = 0; kheo_biff_next (self->biff); n++)
    {
      if (n % TICK_RECORDS == 0 &&
          !kheo_progress_tick (self->xls->progress,
                               (double) self->biff->next / (double) self->biff->size, NULL, error))
        return FALSE;
      if (self->biff->id == KHEO_BIFF_BOF)
        depth++;
      else if (self->biff->id == KHEO_BIFF_EOF && --depth == 0)
        return TRUE;
      else if (depth == 1 && !read_record (self, error))
        return FALSE;
      if (depth == 0 || self->biff->broken)
        break;
    }
  return kheo_xls_set_corrupt (self->xls, "a worksheet that is cut short", error);
}

gboolean
kheo_xls_read_sheet (KheoXls *self, gsize offset, KheoSheet *sheet, GError **error)
{
  Reader reader = { self, &self->biff, sheet };

  self->biff.next = offset;
  if (!read_records (&reader, error))
    return FALSE;
  kheo_sheet_finish (sheet);
  return TRUE;
}
