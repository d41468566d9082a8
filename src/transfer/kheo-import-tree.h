/*
 * A list of units, in parts.
 *
 *   tree       against the book, and into it
 *   tree-row   rows → nodes
 *   tree-name  names and codes as they are written
 */
#pragma once

#include "kheo-import-private.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean bare_names;     /* most stand without "xã", "phường" … */
  gboolean bare_districts; /* … in the column of districts */
  gboolean districts;      /* some names are of districts: "Huyện …", "Thị xã …" */
  gboolean communes;       /* … of communes */
  gboolean official;       /* codes are those of the statistics office: 2, 3 and 5 digits */
} KheoTreeHabits;

/* ---- kheo-import-tree-row.c ---- */

/* The versions of the book, one for each unit: that of the list's day, else the nearest. */
typedef struct
{
  KheoImportTable *table;
  KheoUnits       *units;
  KheoDate         day;
  GHashTable      *codes;   /* "level|code" → GArray of unit ids */
  GHashTable      *names;   /* "parent|key" → GArray of unit ids */
  GHashTable      *nodes;   /* key of a node → index + 1 */
  GHashTable      *called;  /* name of a node, wherever it lies → index + 1 of the last one */
  int              last[3]; /* last node of each level, for rows that stand below theirs */
  KheoTreeHabits   habits;
} KheoTreeBuilder;

/* Key of a unit by its name in @parent.  Two communes of one district may differ in a tone only:
 * Minh Quân, Minh Quán. */
char *kheo_tree_name_key (gint64 parent, const char *name);
/* … for lists that are written without tone marks. */
char *kheo_tree_plain_key (gint64 parent, const char *name);
/* Refuses the row at @index of the table, for its @field. */
void kheo_tree_refuse (KheoTreeBuilder *builder,
                       KheoSheetRow    *row,
                       guint            index,
                       const char      *code,
                       char            *message,
                       int              field);
/* Makes the nodes of all rows; row->id is the index of its node + 1. */
gboolean kheo_tree_build (KheoTreeBuilder *builder, KheoProgress *progress, GError **error);

static inline KheoNode *
kheo_tree_node (const KheoImportTable *table, int index)
{
  return &g_array_index (table->nodes, KheoNode, index);
}

static inline const char *
kheo_tree_text (const KheoImportTable *table, const KheoSheetRow *row, int field)
{
  const KheoValue *value = kheo_values_get (table, row, field);

  return value != NULL && value->type == KHEO_VALUE_TEXT ? value->text : NULL;
}

/* ---- kheo-import-tree-name.c ---- */

void kheo_tree_weigh_habits (const KheoImportTable *table, KheoTreeHabits *out_habits);

/* A code with the zeros that a spreadsheet took from it; @code where there is nothing to mend. */
const char *kheo_tree_code (KheoImportTable      *table,
                            const KheoTreeHabits *habits,
                            const char           *code,
                            KheoLevel             level);

/* "A. Huyện Mai Sơn (22 xã)" → "Huyện Mai Sơn". */
const char *kheo_tree_clean_name (KheoImportTable *table, const char *name);

/* The name with the prefix of @type: "Tân Lập" and "x. Tân Lập" are "Xã Tân Lập".  @bare: names of
 * this column are written without.  @out_doubt: the prefix was written with a slip, or another. */
const char *kheo_tree_whole_name (KheoImportTable    *table,
                                  const char         *name,
                                  const KheoUnitType *type,
                                  gboolean            bare,
                                  gboolean           *out_doubt);

/* The type whose prefix @name begins with, letter for letter; NULL for none. */
const KheoUnitType *kheo_tree_type_of_prefix (const char *name);

G_END_DECLS
