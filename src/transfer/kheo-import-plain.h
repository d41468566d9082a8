/*
 * Plain registers: lists whose rows are records of one register and nothing else, read, compared
 * and written from the field descriptions alone.  Private to this room.
 *
 *   plain         which registers, and how a sheet shows one
 *   plain-book    the records by id, code and name; values of rows; references by code or name
 *   plain-match   rows ↔ records, and what the rules of the register say
 *   plain-commit  new and changed records, what others refer to first
 */
#pragma once

#include "kheo-figures.h"
#include "kheo-import-private.h"
#include "kheo-matters.h"

G_BEGIN_DECLS

/* What a cell refers to ("part of"): a record of the book, or a row of the same table. */
typedef struct
{
  guint  row; /* index in the table of the row that refers */
  int    field;
  gint64 id;     /* of the book; 0: a new row's */
  int    target; /* index of the row that is meant, -1: no row of this table */
} KheoPlainRef;

/* ---- kheo-import-plain.c ---- */

/* NULL: @as is no plain register's. */
const KheoRegister *kheo_plain_register (KheoImportAs as);
/* The nth of them, NULL behind the last. */
const KheoRegister *kheo_plain_nth (guint n);
gboolean            kheo_plain_is (const KheoRegister *reg);
/* What tells its records apart: a code that may be missing (-1: there is no such field), a name. */
int kheo_plain_code_field (const KheoRegister *reg);
int kheo_plain_name_field (const KheoRegister *reg);
/* The unit that its records belong to, found as that of a model is; -1: they belong to none. */
int kheo_plain_unit_field (const KheoRegister *reg);

typedef enum
{
  KHEO_PLAIN_SURE,  /* it says what no other table does */
  KHEO_PLAIN_LIKELY /* most of its headings are the register's: to be asked last */
} KheoPlainFit;

/* The first heading of a plain register that the options allow, in rows @first … @end - 1. */
gboolean kheo_plain_find (KheoImport          *self,
                          const KheoSheet     *sheet,
                          guint                first,
                          guint                end,
                          KheoPlainFit         fit,
                          KheoImportTableInfo *out_block);

/* ---- kheo-import-plain-book.c ---- */

/* The records of one register, by what people call them. */
typedef struct
{
  const KheoRegister *reg;
  GPtrArray          *records; /* KheoRecord */
  GHashTable         *by_id;   /* gint64 → index + 1 */
  GHashTable         *by_code; /* code → index + 1 */
  GHashTable         *by_name; /* match key → GArray of guint */
} KheoPlainBook;

typedef struct
{
  KheoImportTable    *table;
  const KheoRegister *reg;
  int                 code, name;
  KheoPlainBook       book;
  GHashTable         *taken; /* index of a record + 1 → row + 1 */
  GHashTable         *codes; /* code of a row → row + 1 */
  GHashTable         *names; /* match key of a row's name → row + 1; G_MAXUINT: of several */
  gboolean            told[KHEO_MAX_FIELDS]; /* that the sheet does not say this field */
  KheoUnits          *units;
  KheoIndicators     *indicators;
} KheoPlainMatch;

gboolean
kheo_plain_book_load (KheoPlainBook *self, KheoDb *db, const KheoRegister *reg, GError **error);
void kheo_plain_book_clear (KheoPlainBook *self);
/* Numbers of records count from 1; 0: none, and NULL. */
KheoRecord *kheo_plain_book_get (const KheoPlainBook *self, guint number);
guint       kheo_plain_book_find_id (const KheoPlainBook *self, gint64 id);

/* What row @index says of @field as text; NULL: nothing. */
const char *kheo_plain_text (const KheoImportTable *table, guint index, int field);
/* What row @index refers to with @field; NULL: nothing. */
const KheoPlainRef *kheo_plain_find_ref (const KheoImportTable *table, guint index, int field);
/* Puts what the row says into @record, but not what it refers to among new rows. */
void kheo_plain_fill (const KheoImportTable *table, guint index, KheoRecord *record);
/* Is the row another record: do the keys beside code and name say so, a unit or a day? */
gboolean kheo_plain_speaks_against (const KheoImportTable *table, guint index, KheoRecord *record);
/* Bits of the fields that the row says otherwise than @record. */
guint64 kheo_plain_differences (const KheoImportTable *table, guint index, KheoRecord *record);

/* By code and name, before the references. */
void     kheo_plain_index_rows (KheoPlainMatch *self);
gboolean kheo_plain_resolve (KheoPlainMatch *self, KheoDb *db, GError **error);
gboolean kheo_plain_is_in_circle (const KheoPlainMatch *self, guint index, int field);

/* ---- kheo-import-plain-match.c ---- */

gboolean
kheo_plain_match (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error);
/* A finding on the row's cell of @field, -1: on the row; takes @message. */
void kheo_plain_note (KheoPlainMatch *self,
                      guint           index,
                      int             field,
                      KheoSeverity    severity,
                      const char     *code,
                      char           *message);

/* ---- kheo-import-plain-commit.c ---- */

gboolean
kheo_plain_commit (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error);

G_END_DECLS
