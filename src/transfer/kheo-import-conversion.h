/* Tables of a reform on their way into the book.  Private to this room. */
#pragma once

#include "kheo-import-private.h"

#include "kheo-conversion.h"

G_BEGIN_DECLS

/* What a column of such a table says; only for sheets. */
extern const KheoRegister kheo_register_conversion;
enum
{
  KHEO_CONVERSION_NEW_NAME,
  KHEO_CONVERSION_NEW_CODE,
  KHEO_CONVERSION_NEW_DISTRICT,
  KHEO_CONVERSION_NEW_DISTRICT_CODE,
  KHEO_CONVERSION_NEW_PROVINCE,
  KHEO_CONVERSION_NEW_PROVINCE_CODE,
  KHEO_CONVERSION_OLD_NAME,
  KHEO_CONVERSION_OLD_CODE,
  KHEO_CONVERSION_OLD_DISTRICT,
  KHEO_CONVERSION_OLD_DISTRICT_CODE,
  KHEO_CONVERSION_OLD_PROVINCE,
  KHEO_CONVERSION_OLD_PROVINCE_CODE,
  KHEO_CONVERSION_NOTE,
  KHEO_CONVERSION_POPULATION, /* that go from the old unit to the new one */
  KHEO_CONVERSION_HOUSEHOLDS,
  KHEO_CONVERSION_AREA,
  KHEO_CONVERSION_N_FIELDS,
};

/* ---- kheo-import-conversion-heading.c ---- */

/* The first heading of such a table at or below @start; 0-based, inclusive. */
gboolean kheo_conversion_find (
    KheoImport *self, const KheoSheet *sheet, guint start, guint *out_first, guint *out_last);
/* Says what the columns are, but for those that a person corrected. */
void kheo_conversion_assign (KheoImportTable *table);
/* "từ ngày 01/7/2025" in the headings or above them; 0: nothing says. */
KheoDate kheo_conversion_find_date (KheoImportTable *table);

/* ---- kheo-import-conversion-kinds.c ---- */

/* From columns to rows and values. */
gboolean
kheo_conversion_understand (KheoImportTable *table, KheoProgress *progress, GError **error);
/* How many cells of @row of the sheet are filled within the table, and the text of the first. */
guint kheo_conversion_count_cells (const KheoImportTable *table, guint row, const char **out_first);

/* ---- kheo-import-conversion-rows.c ---- */

typedef struct
{
  KheoImportTable *table;
  guint            index; /* in table->rows */
} KheoConversionSource;

/* What was read of all tables of a file. */
typedef struct
{
  GArray     *rows;    /* KheoConversionRow, texts interned; row is an index in sources */
  GArray     *sources; /* KheoConversionSource */
  GHashTable *chosen;  /* key of a row → gint64 of its old unit, by a person; NULL: none */
} KheoConversion;

/* Appends the rows of @table and says that none of them is settled yet. */
void kheo_conversion_read (KheoConversion *conversion, KheoImportTable *table);
/* What stays of a row from match to match: its place, and which of the units named there it is. */
char *kheo_conversion_key (const KheoImportTable *table, const KheoConversionRow *row);

/* ---- kheo-import-conversion.c ---- */

/* All tables of the file as one reform. */
gboolean kheo_conversion_match (KheoImport *self, GError **error);
gboolean
     kheo_conversion_commit (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error);
void kheo_conversion_clear (KheoImport *self);

/* ---- kheo-import-conversion-words.c ---- */

/* "Tỉnh Sơn La (14)", "24-Tỉnh Bắc Giang", "Xã An Bình [mã 03646]" → name and code; owned by the
 * caller, NULL for none. */
void kheo_conversion_split_code (const char *text, char **out_name, char **out_code);

/* Where the name of a unit starts in "một phần xã An Bình"; NULL: nowhere. */
const char *kheo_conversion_find_prefix (const char *text);

typedef enum
{
  KHEO_CONVERSION_SURE,
  KHEO_CONVERSION_PERHAPS_PART, /* "Nhập mộtphần": taken for a part, to be told */
  KHEO_CONVERSION_UNCLEAR,      /* words that say neither: to be told */
} KheoConversionDoubt;

/* How much of the old unit goes to the new one, as far as the row says it. */
void kheo_conversion_read_amounts (const KheoImportTable *table,
                                   const KheoSheetRow    *row,
                                   gint64                *out_amounts);
/* What a note says of a unit: all of it, a part, kept as it is, or nothing. */
KheoConversionDoubt kheo_conversion_read_share (const char *text, KheoShare *out_share);

/* For kheo-import-keep, after commit: the id of unit @unit of the new map (0: it has no row), and
 * the row that names it first.  FALSE: there are no more. */
gboolean kheo_conversion_get_unit (const KheoImport       *self,
                                   guint                   unit,
                                   gint64                 *out_id,
                                   gboolean               *out_founded,
                                   const KheoImportTable **out_table,
                                   guint                  *out_index);

G_END_DECLS
