/*
 * Spellings of one thing: "Hội ND xã Chiềng Ban", "Hội nông dân xã Chiềng Ban", "HND X. Chiềng
 * Ban". Found column by column among what the file and the book write; a person approves each, and
 * then all rows alike are joined.  Nothing is joined without that.  The answers are remembered for
 * the office by commit, and the next file is joined the same way with a finding that says so.
 *
 * The import's thread; the store's where @db is given.
 */
#pragma once

#include "kheo-import.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_CLUSTER_SPELLING,     /* the same letters: case, blanks, signs, place of the tone, y and i */
  KHEO_CLUSTER_ABBREVIATION, /* the same with abbreviations written out and without tone marks */
  KHEO_CLUSTER_NEAR,         /* one letter of one word apart */
} KheoClusterKind;

typedef struct
{
  char *text;
  guint n_rows; /* of the file */
  guint n_book; /* records of the book that write so */
} KheoClusterForm;

typedef struct
{
  guint           table; /* index in the import */
  int             field;
  KheoClusterKind kind;   /* of the loosest tie */
  guint           n_rows; /* of the file, together */
  GPtrArray      *forms;  /* KheoClusterForm; the first is the one to propose */
} KheoCluster;

/* GPtrArray of KheoCluster, most rows first; linear in the number of spellings. */
GPtrArray *kheo_import_find_clusters (const KheoImport *self,
                                      KheoDb           *db,
                                      KheoProgress     *progress,
                                      GError          **error);

/* @written is to be read as @meant in all rows alike; equal ones: it is another thing and not asked
 * about again.  NULL takes the answer back.  Then kheo_import_match() again. */
void kheo_import_join (
    KheoImport *self, KheoImportTable *table, int field, const char *written, const char *meant);

typedef struct
{
  guint       table;
  int         field;
  const char *written;
  const char *meant;
  guint       n_rows;     /* that were joined */
  gboolean    remembered; /* of an earlier file; else said in this review */
} KheoJoin;

/* Answers in force, sorted; GArray of KheoJoin whose texts live until the next correction. */
GArray *kheo_import_list_joins (const KheoImport *self);

/* What spellings are compared by.  @tones keeps letters and tone marks ("Ân" is not "An"), else
 * abbreviations are written out and marks are left away. */
char *kheo_cluster_key (const char *text, gboolean tones);
/* TRUE when spellings of this field may be joined: KHEO_FIELD_SPELLINGS. */
gboolean kheo_cluster_takes_field (const KheoRegister *reg, guint field);

G_END_DECLS
