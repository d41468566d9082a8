/*
 * Headings of a table of old and new units.  Each column has a side — new or old, said by its own
 * heading or by the one that spans it — and a kind: name, code, district, province, remark.
 */
#include "kheo-import-conversion.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define SEARCH_ROWS 200u
#define BLOCK_ROWS  4u

static const KheoField fields[] = {
  { .name = "new_name", .label = N_ ("New unit") },
  { .name = "new_code", .label = N_ ("Code of the new unit") },
  { .name = "new_district", .label = N_ ("District of the new unit") },
  { .name = "new_district_code", .label = N_ ("Code of the new unit's district") },
  { .name = "new_province", .label = N_ ("Province of the new unit") },
  { .name = "new_province_code", .label = N_ ("Code of the new unit's province") },
  { .name = "old_name", .label = N_ ("Old unit") },
  { .name = "old_code", .label = N_ ("Code of the old unit") },
  { .name = "old_district", .label = N_ ("District of the old unit") },
  { .name = "old_district_code", .label = N_ ("Code of the old unit's district") },
  { .name = "old_province", .label = N_ ("Province of the old unit") },
  { .name = "old_province_code", .label = N_ ("Code of the old unit's province") },
  { .name = "note", .label = N_ ("Whole or part") },
  { .name = "population", .type = KHEO_FIELD_INTEGER, .label = N_ ("People who go along") },
  { .name = "households", .type = KHEO_FIELD_INTEGER, .label = N_ ("Households that go along") },
  { .name = "area", .label = N_ ("Area that goes along") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == KHEO_CONVERSION_N_FIELDS);

const KheoRegister kheo_register_conversion = {
  .name = "conversion",
  .table = "succession",
  .label = N_ ("Conversion table"),
  .one = N_ ("change of a unit"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/* ---- What a heading says ---- */

typedef enum
{
  SIDE_NONE,
  SIDE_NEW,
  SIDE_OLD,
} Side;

/* "dân cư" has no age. */
static Side
side_of (const char *text)
{
  static const char *const old_words[] = { "cu", "truoc", "old", "before", "den het ngay", NULL };
  static const char *const new_words[] = { "moi", "sau",        "tu ngay", "ke tu",
                                           "new", "hinh thanh", "after",   NULL };
  g_autofree char         *key = kheo_text_match_key (text);
  char                    *people = strstr (key, "dan cu");

  if (people != NULL)
    memset (people, ' ', 6);
  if (kheo_words_contain_any (key, old_words))
    return SIDE_OLD;
  return kheo_words_contain_any (key, new_words) ? SIDE_NEW : SIDE_NONE;
}

/* How much of the old unit goes to the new one; -1. */
static int
amount_of (const char *key)
{
  static const char *const people[] = { "dan so", "nhan khau", "so nguoi", "population", NULL };
  static const char *const households[] = { "so ho", "ho dan", "ho gia dinh", "households", NULL };

  if (kheo_words_contain_any (key, people))
    return KHEO_CONVERSION_POPULATION;
  if (kheo_words_contain_any (key, households))
    return KHEO_CONVERSION_HOUSEHOLDS;
  return kheo_words_contain (key, "dien tich") || kheo_words_contain (key, "area")
             ? KHEO_CONVERSION_AREA
             : -1;
}

/* Field of the new side that a heading means; the old side is the same number further on. */
static int
kind_of (const char *text)
{
  static const char *const notes[] = { "ghi chu",   "hinh thuc", "phuong an", "noi dung",
                                       "cach thuc", "note",      "remark",    NULL };
  static const char *const names[] = { "xa",     "phuong",  "ten",  "don vi",   "dvhc", "dac khu",
                                       "cap xa", "commune", "unit", "thi tran", NULL };
  g_autofree char         *key = kheo_text_match_key (text);
  gboolean code = kheo_words_contain (key, "ma") || kheo_words_contain (key, "code");
  gboolean commune = kheo_words_contain (key, "xa") || kheo_words_contain (key, "phuong");
  int      amount = amount_of (key);

  if (amount >= 0)
    return amount;
  if (kheo_words_contain (key, "huyen") || kheo_words_contain (key, "district"))
    return code ? KHEO_CONVERSION_NEW_DISTRICT_CODE : KHEO_CONVERSION_NEW_DISTRICT;
  if (!commune && (kheo_words_contain (key, "tinh") || kheo_words_contain (key, "province") ||
                   kheo_words_contain (key, "thanh pho")))
    return code ? KHEO_CONVERSION_NEW_PROVINCE_CODE : KHEO_CONVERSION_NEW_PROVINCE;
  if (code)
    return KHEO_CONVERSION_NEW_CODE;
  if (kheo_words_contain_any (key, notes))
    return KHEO_CONVERSION_NOTE;
  return kheo_words_contain_any (key, names) ? KHEO_CONVERSION_NEW_NAME : -1;
}

/* @leaf is the lowest heading, @whole all of them joined. */
static int
field_of (const char *leaf, const char *whole)
{
  int  kind = kind_of (leaf);
  Side side = side_of (leaf);

  if (kind == KHEO_CONVERSION_NOTE)
    return kind;
  if (side == SIDE_NONE)
    side = side_of (whole);
  /* Of a whole new unit it says nothing of what came from where. */
  if (kind >= KHEO_CONVERSION_POPULATION)
    return side != SIDE_NEW ? kind : -1;
  if (kind < 0 && side != SIDE_NONE && strcmp (leaf, whole) == 0)
    return -1;
  if (kind < 0)
    kind = kind_of (whole);
  if (kind < 0 || kind >= KHEO_CONVERSION_NOTE)
    return -1;
  /* A district that says nothing of time is an old one. */
  if (side == SIDE_NONE &&
      (kind == KHEO_CONVERSION_NEW_DISTRICT || kind == KHEO_CONVERSION_NEW_DISTRICT_CODE))
    side = SIDE_OLD;
  if (side == SIDE_NONE && kind != KHEO_CONVERSION_NEW_PROVINCE &&
      kind != KHEO_CONVERSION_NEW_PROVINCE_CODE)
    return -1;
  return side == SIDE_OLD ? kind + KHEO_CONVERSION_OLD_NAME : kind;
}

static gboolean
is_ordinal (const char *text)
{
  g_autofree char *key = kheo_text_match_key (text);

  return strcmp (key, "stt") == 0 || strcmp (key, "tt") == 0 || strcmp (key, "so tt") == 0;
}

void
kheo_conversion_assign (KheoImportTable *table)
{
  gboolean taken[KHEO_CONVERSION_N_FIELDS] = { FALSE };

  for (guint i = 0; i < table->columns->len; i++)
    if (kheo_table_column (table, i)->info.corrected &&
        kheo_table_column (table, i)->info.field >= 0)
      taken[kheo_table_column (table, i)->info.field] = TRUE;
  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoColumn *column = kheo_table_column (table, i);
      int         field = field_of (column->leaf, column->info.heading);

      if (column->info.corrected)
        continue;
      column->info.field = KHEO_COLUMN_NONE;
      if (is_ordinal (column->leaf))
        column->info.field = KHEO_COLUMN_ORDINAL;
      else if (field >= 0 && !taken[field])
        {
          column->info.field = field;
          taken[field] = TRUE;
        }
    }
}

/* ---- Finding the heading ---- */

/* A cheap look: texts only, one of them of the new and one of the old side. */
static gboolean
may_be_heading (KheoImport *self, const KheoSheet *sheet, guint row)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (sheet, row, &n);
  guint           sides[3] = { 0, 0, 0 };
  guint           kinds = 0;

  for (guint i = 0; i < n; i++)
    {
      const char *text = kheo_cell_text (self, sheet, &cells[i]);

      if (*text == '\0')
        continue;
      if (cells[i].type != KHEO_CELL_TEXT || strlen (text) > 160)
        return FALSE;
      sides[side_of (text)]++;
      kinds += kind_of (text) >= 0;
    }
  return sides[SIDE_NEW] > 0 && sides[SIDE_OLD] > 0 && kinds >= 2;
}

/* Do the columns of a block of heading rows make a table of a reform? */
static gboolean
is_block (KheoImport *self, guint sheet, guint first, guint last)
{
  KheoImportTable *table = kheo_import_table_new (self, sheet);
  gboolean         complete = FALSE;

  table->info.heading_first = first;
  table->info.heading_last = last;
  kheo_finder_make_columns (table);
  kheo_conversion_assign (table);
  complete = kheo_column_of_field (table, KHEO_CONVERSION_NEW_NAME) >= 0 &&
             kheo_column_of_field (table, KHEO_CONVERSION_OLD_NAME) >= 0;
  g_ptr_array_remove_index (self->tables, self->tables->len - 1);
  return complete;
}

static guint
index_of (KheoImport *self, const KheoSheet *sheet)
{
  for (guint i = 0; i < kheo_workbook_get_n_sheets (self->workbook); i++)
    if (kheo_workbook_get_sheet (self->workbook, i) == sheet)
      return i;
  return 0;
}

/* Does the row below only name units?  Then it is no heading. */
static gboolean
is_heading_below (KheoImport *self, const KheoSheet *sheet, guint row)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (sheet, row, &n);
  guint           kinds = 0;

  for (guint i = 0; i < n; i++)
    {
      const char *text = kheo_cell_text (self, sheet, &cells[i]);

      if (cells[i].type != KHEO_CELL_TEXT || strlen (text) > 80)
        return FALSE;
      kinds += kind_of (text) >= 0 || is_ordinal (text);
      /* "Diện tích (km2)" */
      if (kind_of (text) >= KHEO_CONVERSION_POPULATION)
        continue;
      if (kheo_words_ordinal (text) != KHEO_ORDINAL_NONE || strpbrk (text, "0123456789") != NULL)
        return FALSE;
    }
  return n >= 2 && kinds * 2 >= n;
}

gboolean
kheo_conversion_find (
    KheoImport *self, const KheoSheet *sheet, guint start, guint *out_first, guint *out_last)
{
  guint end = MIN (kheo_sheet_get_n_rows (sheet), start + SEARCH_ROWS);
  guint index = index_of (self, sheet);

  for (guint row = start; row < end; row++)
    {
      if (!may_be_heading (self, sheet, row))
        continue;
      for (guint last = MIN (row + BLOCK_ROWS, end) - 1; last + 1 > row; last--)
        {
          gboolean texts = TRUE;

          for (guint below = row + 1; below <= last; below++)
            texts = texts && is_heading_below (self, sheet, below);
          if (!texts || !is_block (self, index, row, last))
            continue;
          *out_first = row;
          *out_last = last;
          return TRUE;
        }
    }
  return FALSE;
}

/* ---- The day ---- */

/* "… từ ngày 01/7/2025", "… trước ngày 01 tháng 7 năm 2025". */
static KheoDate
date_in (const char *text)
{
  static const char *const starts[] = { "tu ngay ", "truoc ngay ", "hieu luc ngay ", "sau ngay " };
  g_autofree char         *key = kheo_text_match_key (text);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const char *at = strstr (key, starts[i]);
      int         day = 0;
      int         month = 0;
      int         year = 0;

      if (at == NULL)
        continue;
      at += strlen (starts[i]);
      if (sscanf (at, "%d %d %d", &day, &month, &year) == 3 ||
          sscanf (at, "%d thang %d nam %d", &day, &month, &year) == 3)
        if (year >= 1945 && year <= 2100)
          return kheo_date_new (year, month, day);
    }
  return KHEO_DATE_UNKNOWN;
}

KheoDate
kheo_conversion_find_date (KheoImportTable *table)
{
  KheoDate found = KHEO_DATE_UNKNOWN;

  for (guint row = table->base_row; row <= table->info.heading_last; row++)
    {
      guint           n = 0;
      const KheoCell *cells = kheo_sheet_get_row (table->sheet, row, &n);

      for (guint i = 0; i < n && found == KHEO_DATE_UNKNOWN; i++)
        found = date_in (kheo_cell_text (table->import, table->sheet, &cells[i]));
    }
  return found;
}
