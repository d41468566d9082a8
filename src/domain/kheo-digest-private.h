/* What the files of the digest share.  Private to this room. */
#pragma once

#include "kheo-db.h"

G_BEGIN_DECLS

#define DIGEST_SIZE 32
typedef struct
{
  guint8 bytes[DIGEST_SIZE];
} KheoDigest;

typedef struct
{
  KheoDb     *db;
  GChecksum  *sha;
  GHashTable *units;     /* gint64* id → KheoDigest* */
  GHashTable *originals; /* the same of other rows that rows refer to: indicators, reforms … and
                            models that others were replicated from */
} KheoDigestWork;

typedef enum
{
  REFERS_TO_NOTHING,
  REFERS_TO_UNIT,
  REFERS_TO_ORIGINAL,
  REFERS_TO_ANY, /* a record of the table that another column names */
} KheoDigestReference;

/* A table being read: SELECT id, its columns. */
typedef struct
{
  const char          *table;
  GPtrArray           *columns;
  KheoDigestReference *references; /* by column */
  KheoStmt            *stmt;
} KheoDigestTable;

void     kheo_digest_table_clear (KheoDigestTable *table);
gboolean kheo_digest_table_open (
    KheoDigestTable *self, KheoDb *db, const char *name, const char *where, GError **error);
KheoDigest kheo_digest_bytes (KheoDigestWork *work, const char *bytes, gsize size);
/* Adds as numbers of 256 bits: the order does not count, but how often one comes does. */
void kheo_digest_add (KheoDigest *sum, const KheoDigest *digest);
void kheo_digest_put (GHashTable *table, gint64 id, const KheoDigest *digest);
/* A value with its length before it, so that no two rows read alike. */
void kheo_digest_append_value (GString *row, const char *name, const char *value);
/* The current row; references to originals only when they are known by now. */
void kheo_digest_append_row (KheoDigestWork *work, KheoDigestTable *table, GString *row);

/* Fills @work with the digest of each unit. */
gboolean kheo_digest_units (KheoDigestWork *work, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoDigestTable, kheo_digest_table_clear)

G_END_DECLS
