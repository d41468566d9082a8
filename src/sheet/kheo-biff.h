/*
 * Private to this room: Excel's binary records (BIFF5 and BIFF8) in memory, one after the other.
 * Reading beyond the end of a record gives zeros and marks the cursor as broken, so that callers
 * check once per record.
 */
#pragma once

#include "kheo-sheet-builder.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_BIFF_FORMULA = 0x0006,
  KHEO_BIFF_EOF = 0x000a,
  KHEO_BIFF_DATEMODE = 0x0022,
  KHEO_BIFF_FILEPASS = 0x002f,
  KHEO_BIFF_FONT = 0x0031,
  KHEO_BIFF_CONTINUE = 0x003c,
  KHEO_BIFF_CODEPAGE = 0x0042,
  KHEO_BIFF_COLINFO = 0x007d,
  KHEO_BIFF_BOUNDSHEET = 0x0085,
  KHEO_BIFF_MULRK = 0x00bd,
  KHEO_BIFF_RSTRING = 0x00d6,
  KHEO_BIFF_XF = 0x00e0,
  KHEO_BIFF_MERGEDCELLS = 0x00e5,
  KHEO_BIFF_SST = 0x00fc,
  KHEO_BIFF_LABELSST = 0x00fd,
  KHEO_BIFF_NUMBER = 0x0203,
  KHEO_BIFF_LABEL = 0x0204,
  KHEO_BIFF_BOOLERR = 0x0205,
  KHEO_BIFF_FORMULA3 = 0x0206,
  KHEO_BIFF_STRING = 0x0207,
  KHEO_BIFF_ROW = 0x0208,
  KHEO_BIFF_RK = 0x027e,
  KHEO_BIFF_FORMULA4 = 0x0406,
  KHEO_BIFF_FORMAT = 0x041e,
  KHEO_BIFF_BOF = 0x0809,
} KheoBiffId;

typedef struct
{
  const guint8 *data; /* borrowed: the whole stream */
  gsize         size;
  gsize         next; /* where the record after this one starts */
  guint         id;
  const guint8 *p, *end; /* what is left of this record */
  gboolean      is_biff8;
  gboolean      vietnamese; /* BIFF5: bytes are windows-1258, else windows-1252 */
  gboolean      broken;     /* something was cut short */
} KheoBiff;

/* A text with the places where its font changes. */
typedef struct
{
  GArray *units; /* guint16: UTF-16 */
  GArray *runs;  /* KheoBiffRun */
} KheoBiffString;

typedef struct
{
  guint16 start; /* UTF-16 unit */
  guint16 font;  /* index as the file counts */
} KheoBiffRun;

/* Moves to the next record; FALSE at the end or when it does not fit (then ->broken). */
gboolean kheo_biff_next (KheoBiff *self);
/* Each goes on into the CONTINUE records that follow. */
guint8  kheo_biff_read_u8 (KheoBiff *self);
guint16 kheo_biff_read_u16 (KheoBiff *self);
guint32 kheo_biff_read_u32 (KheoBiff *self);
double  kheo_biff_read_double (KheoBiff *self);
void    kheo_biff_skip (KheoBiff *self, gsize n);

void kheo_biff_string_init (KheoBiffString *string);
void kheo_biff_string_clear (KheoBiffString *string);
/* A text as cells and the shared strings have it, with its runs. */
void kheo_biff_read_string (KheoBiff *self, KheoBiffString *out_string);
/* The runs that stand behind the text of an RSTRING. */
void kheo_biff_read_runs (KheoBiff *self, KheoBiffString *out_string);
/* A name whose length takes one byte (fonts, sheets), or two (formats of BIFF8). Never NULL. */
char *kheo_biff_read_name (KheoBiff *self, gboolean long_length);
/* As UTF-8, without runs. */
GString *kheo_biff_string_to_utf8 (const KheoBiffString *string);

G_END_DECLS
