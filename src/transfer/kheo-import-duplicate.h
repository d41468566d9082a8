/*
 * Rows that look like a record of the book, or like another row of the file, and were not taken for
 * it: shown to a person beside what they resemble.  The answers are remembered by commit.
 *
 * The import's thread; the store's where @db is given.
 */
#pragma once

#include "kheo-import.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_ALIKE_SAME,  /* says the same in all that both say */
  KHEO_ALIKE_NAME,  /* the same name; other fields differ */
  KHEO_ALIKE_NEAR,  /* names one letter apart */
  KHEO_ALIKE_TAKEN, /* was taken for the record although one point of the key differs */
} KheoAlike;

typedef struct
{
  guint     table;  /* index in the import */
  guint     index;  /* of the row in it */
  gint64    record; /* of the book that it resembles; 0: it is another row */
  int       other;  /* index of that row, -1: it is a record */
  KheoAlike why;
  guint64   differ; /* bit n: both say field n, and otherwise */
} KheoDuplicate;

/* In reading order; a row is named once, with what it resembles most.  GArray of KheoDuplicate.
 * After match; units by units, linear in the number of rows. */
GArray *kheo_import_find_duplicates (const KheoImport *self,
                                     KheoDb           *db,
                                     KheoProgress     *progress,
                                     GError          **error);

/* The row is that record and changes it; 0 takes the answer back.  Then match again. */
void kheo_import_set_same (KheoImport *self, KheoImportTable *table, guint index, gint64 record);
/* The row and the record (or, with @record 0, row @other) are two things.  Then match again. */
void kheo_import_set_distinct (
    KheoImport *self, KheoImportTable *table, guint index, gint64 record, int other);
/* The record that a row resembles, as it is in the book now, or the other row as a record. */
KheoRecord *kheo_import_load_alike (const KheoImport    *self,
                                    const KheoDuplicate *duplicate,
                                    KheoDb              *db,
                                    GError             **error);

G_END_DECLS
