/* What both kinds of export share.  Private to this room. */
#pragma once

#include "kheo-figures.h"
#include "kheo-sheet-writer.h"
#include "kheo-table-export.h"

G_BEGIN_DECLS

/* Whose map names the units: the clock's day, else today. */
KheoDate kheo_table_export_day (const KheoQuery *query);

/* The ids that @what names, in order, offset and limit applied. */
GArray *kheo_table_export_list (KheoDb *db, const KheoTableExport *what, GError **error);

typedef gboolean (*KheoRecordFunc) (KheoRecord *record, gpointer user_data);

/* Calls @func with each record, fetched page by page. */
gboolean kheo_table_export_foreach (KheoDb             *db,
                                    const KheoRegister *reg,
                                    GArray             *ids,
                                    KheoRecordFunc      func,
                                    gpointer            user_data,
                                    KheoProgress       *progress,
                                    GError            **error);

/* Columns of a table that are no field. */
enum
{
  KHEO_TABLE_ORDINAL = -1,
  KHEO_TABLE_UNIT_CODE = -2,
  KHEO_TABLE_DISTRICT = -3,
  KHEO_TABLE_PROVINCE = -4,
  KHEO_TABLE_RECORD_ID = -5,
  KHEO_TABLE_INDICATOR_CODE = -6,
  KHEO_TABLE_MEASURE = -7, /* unit of measure of the record's indicator */
};

/* Where the cells go: a sheet of a file, or csv as text. */
typedef struct
{
  KheoSheetWriter    *sheet; /* NULL: text */
  GString            *text;
  gboolean            first; /* of a row */
  guint               n;     /* rows so far */
  KheoUnits          *units;
  KheoIndicators     *indicators;
  KheoDate            day;
  GArray             *columns; /* int: fields of the register, or KHEO_TABLE_… */
  const KheoRegister *reg;
} KheoTableSink;

void kheo_sink_begin_row (KheoTableSink *sink);
void kheo_sink_put_text (KheoTableSink *sink, const char *text); /* NULL: an empty cell */
void kheo_sink_put_integer (KheoTableSink *sink, gint64 integer);
void kheo_sink_put_double (KheoTableSink *sink, double value, int decimals);
void kheo_sink_put_date (KheoTableSink *sink, const char *iso);
void kheo_sink_put_value (KheoTableSink *sink, const KheoField *field, const KheoValue *value);
void kheo_sink_put_id (KheoTableSink *sink, gint64 id);

/* Does the column need the indicator of a figure or target, or is it an amount? */
gboolean kheo_table_is_of_indicator (const KheoRegister *reg, int column);
void     kheo_table_put_indicator_cell (KheoTableSink *sink, KheoRecord *record, int column);

G_END_DECLS
