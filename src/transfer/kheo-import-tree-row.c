/*
 * The rows of a list of units as a tree: what a row names in columns of its own, what stands in
 * rows above it, what it says that it lies in.
 */
#include "kheo-import-tree.h"

#include "kheo-text.h"
#include "kheo-unit-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Keys ---- */

char *
kheo_tree_name_key (gint64 parent, const char *name)
{
  g_autoptr (GPtrArray) readings = kheo_name_read (name);
  const KheoNameReading *whole = readings->pdata[0];

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%s", parent, whole->toned);
}

char *
kheo_tree_plain_key (gint64 parent, const char *name)
{
  g_autofree char *key = kheo_text_match_key (name);

  return g_strdup_printf ("%" G_GINT64_FORMAT "|~%s", parent, key);
}

/* ---- Nodes ---- */

static int
add_node (KheoTreeBuilder *builder, const KheoNode *node)
{
  g_autofree char *own_key = NULL;
  gpointer         known = NULL;
  int              index = (int) builder->table->nodes->len;

  if (node->code != NULL)
    own_key = g_strdup_printf ("%d#%s", (int) node->type->level, node->code);
  else
    own_key = kheo_tree_name_key (node->parent, node->name);
  known = g_hash_table_lookup (builder->nodes, own_key);
  if (known != NULL)
    return GPOINTER_TO_INT (known) - 1;
  g_array_append_val (builder->table->nodes, *node);
  g_hash_table_insert (builder->nodes, g_steal_pointer (&own_key), GINT_TO_POINTER (index + 1));
  if (node->type->level <= KHEO_LEVEL_COMMUNE)
    {
      g_hash_table_insert (builder->called, kheo_tree_name_key (0, node->name),
                           GINT_TO_POINTER (index + 1));
      g_hash_table_insert (builder->called, kheo_tree_plain_key (0, node->name),
                           GINT_TO_POINTER (index + 1));
    }
  return index;
}

static void
tell_likely (
    KheoTreeBuilder *builder, const char *written, const char *taken, guint index, int field)
{
  int column = kheo_column_of_field (builder->table, field);

  kheo_import_note (
      builder->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "unit-likely",
      g_strdup_printf (_ ("“%s” was taken for “%s”. Check it."), written, taken),
      (int) (builder->table->base_row + index),
      column >= 0 ? (int) kheo_table_column (builder->table, (guint) column)->info.column : -1);
}

/* The last unit of each level, for what stands below it. */
static void
remember (KheoTreeBuilder *builder, int index)
{
  KheoLevel level = g_array_index (builder->table->nodes, KheoNode, index).type->level;

  if (level <= KHEO_LEVEL_COMMUNE)
    builder->last[level] = index;
  for (int l = (int) level + 1; l < 3; l++)
    builder->last[l] = -1;
}

/* A unit named in a column of its own that others lie in. */
static int
add_ancestor (
    KheoTreeBuilder *builder, const KheoSheetRow *row, guint index, int parent, KheoLevel level)
{
  gboolean is_province = level == KHEO_LEVEL_PROVINCE;
  int      name_field = is_province ? KHEO_UNIT_FIELD_PROVINCE_NAME : KHEO_UNIT_FIELD_DISTRICT_NAME;
  int      code_field = is_province ? KHEO_UNIT_FIELD_PROVINCE_CODE : KHEO_UNIT_FIELD_DISTRICT_CODE;
  KheoNode node = { .parent = parent, .row = G_MAXUINT, .status = KHEO_ROW_NEW };
  const char *name = kheo_tree_text (builder->table, row, name_field);
  gboolean    bare = is_province ? FALSE : builder->habits.bare_districts;
  gboolean    doubt = FALSE;
  gboolean    guessed = FALSE;
  guint       before = builder->table->nodes->len;
  int         found = -1;

  if (name == NULL)
    return parent;
  node.type =
      bare && kheo_tree_type_of_prefix (name) == NULL ? NULL : kheo_unit_type_of_name (name, level);
  guessed = node.type == NULL;
  if (guessed)
    node.type = kheo_unit_type_find (is_province ? "province" : "district");
  node.name = kheo_tree_whole_name (builder->table, name, node.type, guessed, &doubt);
  node.code = kheo_tree_code (builder->table, &builder->habits,
                              kheo_tree_text (builder->table, row, code_field), level);
  found = add_node (builder, &node);
  if ((guessed || doubt) && builder->table->nodes->len > before)
    tell_likely (builder, name, node.name, index, name_field);
  remember (builder, found);
  return found;
}

static KheoDate
date_of (const KheoImportTable *table, const KheoSheetRow *row, int field)
{
  const char *text = kheo_tree_text (table, row, field);

  return text != NULL ? kheo_date_from_iso (text) : KHEO_DATE_UNKNOWN;
}

/* The parent that a row names in a column: by code or by name among the nodes so far; -1. */
static int
find_parent (KheoTreeBuilder *builder, const char *text)
{
  g_autofree char *toned = kheo_tree_name_key (0, text);
  g_autofree char *plain = kheo_tree_plain_key (0, text);
  gpointer         known = NULL;

  for (int level = KHEO_LEVEL_PROVINCE; level <= KHEO_LEVEL_COMMUNE && known == NULL; level++)
    {
      const char *code = kheo_tree_code (builder->table, &builder->habits, text, (KheoLevel) level);
      g_autofree char *key = g_strdup_printf ("%d#%s", level, code);

      known = g_hash_table_lookup (builder->nodes, key);
    }
  if (known == NULL)
    known = g_hash_table_lookup (builder->called, toned);
  if (known == NULL)
    known = g_hash_table_lookup (builder->called, plain);
  return GPOINTER_TO_INT (known) - 1;
}

/* The type of the next unit that the list names, NULL at its end. */
static const KheoUnitType *
type_below (KheoTreeBuilder *builder, guint index)
{
  for (guint i = index + 1; i < builder->table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (builder->table, i);
      const char         *name = row->kind == KHEO_ROW_DATA
                                     ? kheo_tree_text (builder->table, row, KHEO_UNIT_FIELD_NAME)
                                 : row->kind == KHEO_ROW_GROUP
                                     ? g_array_index (builder->table->groups, KheoGroup, row->group).text
                                     : NULL;
      const KheoUnitType *type =
          name != NULL
              ? kheo_unit_type_of_name (kheo_tree_clean_name (builder->table, name), (KheoLevel) -1)
              : NULL;

      if (type != NULL)
        return type;
    }
  return NULL;
}

/* "Thành phố" is one of the whole nation or of a province. */
static const KheoUnitType *
which_city (
    KheoTreeBuilder *builder, const KheoUnitType *type, guint index, int above, const char *code)
{
  const KheoUnitType *province = kheo_unit_type_find ("city");
  const KheoUnitType *district = kheo_unit_type_find ("provincial-city");
  const KheoUnitType *below = NULL;
  const char         *under = builder->table->info.under;
  gsize               digits = code != NULL ? strlen (code) : 0;

  if (type != province && type != district)
    return type;
  if (above >= 0)
    return district;
  below = type_below (builder, index);
  /* One of a list of provinces. */
  if (builder->last[KHEO_LEVEL_DISTRICT] < 0 &&
      (below != NULL ? below->level == KHEO_LEVEL_PROVINCE : digits == 2))
    return province;
  if (builder->last[KHEO_LEVEL_PROVINCE] >= 0 || digits == 3)
    return district;
  /* Only cities of the nation have quận. */
  if (below == kheo_unit_type_find ("urban-district"))
    return province;
  if (under != NULL && g_str_has_prefix (under, "Tỉnh "))
    return district;
  /* At the head of all levels stands the highest. */
  if (below != NULL && below->level == KHEO_LEVEL_DISTRICT && builder->habits.communes &&
      builder->last[KHEO_LEVEL_DISTRICT] < 0)
    return province;
  if (builder->habits.districts)
    return district;
  kheo_import_note (builder->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "type-likely",
                    g_strdup (_ ("Nothing says whether this city is one of the whole nation or of "
                                 "a province; it was taken for one of the nation. Check it.")),
                    (int) (builder->table->base_row + index), -1);
  return province;
}

static const KheoUnitType *
type_of_row (
    KheoTreeBuilder *builder, const KheoSheetRow *row, guint index, const char *name, int deepest)
{
  const char         *said = kheo_tree_text (builder->table, row, KHEO_UNIT_FIELD_TYPE);
  const KheoUnitType *type = said != NULL ? kheo_unit_type_find (said) : NULL;
  gboolean            bare = builder->habits.bare_names && kheo_tree_type_of_prefix (name) == NULL;

  if (type == NULL && !bare && deepest >= 0)
    type = kheo_unit_type_of_name (name, kheo_tree_node (builder->table, deepest)->type->level ==
                                                 KHEO_LEVEL_PROVINCE
                                             ? KHEO_LEVEL_DISTRICT
                                             : KHEO_LEVEL_COMMUNE);
  if (type == NULL && !bare)
    type = kheo_unit_type_of_name (name, KHEO_LEVEL_COMMUNE);
  if (type == NULL && !bare)
    type = kheo_unit_type_of_name (name, (KheoLevel) -1);
  if (type == NULL)
    return NULL;
  return which_city (builder, type, index, deepest,
                     kheo_tree_text (builder->table, row, KHEO_UNIT_FIELD_CODE));
}

/* Where a row without columns for it lies: below the last unit of a higher level. */
static int
last_above (const KheoTreeBuilder *builder, KheoLevel level)
{
  for (int l = (int) MIN (level, 3u) - 1; l >= 0; l--)
    if (builder->last[l] >= 0)
      return builder->last[l];
  return -1;
}

void
kheo_tree_refuse (KheoTreeBuilder *builder,
                  KheoSheetRow    *row,
                  guint            index,
                  const char      *code,
                  char            *message,
                  int              field)
{
  int column = kheo_column_of_field (builder->table, field);

  row->status = KHEO_ROW_REFUSED;
  kheo_import_note (
      builder->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR, code, message,
      (int) (builder->table->base_row + index),
      column >= 0 ? (int) kheo_table_column (builder->table, (guint) column)->info.column : -1);
}

/* Codes as they are to be seen too. */
static const char *
mend_code (KheoTreeBuilder *builder, const KheoSheetRow *row, KheoLevel level)
{
  const char *code = kheo_tree_text (builder->table, row, KHEO_UNIT_FIELD_CODE);

  if (code == NULL)
    return NULL;
  code = kheo_tree_code (builder->table, &builder->habits, code, level);
  kheo_values_put_text (builder->table, row, KHEO_UNIT_FIELD_CODE, code);
  return code;
}

/* The unit that the row says it lies in: one of the list, else one of the book. */
static gboolean
take_parent (
    KheoTreeBuilder *builder, KheoSheetRow *row, guint index, const char *parent, KheoNode *node)
{
  int found = find_parent (builder, parent);

  if (found >= 0)
    {
      node->parent = found;
      return TRUE;
    }
  node->parent_id = kheo_units_resolve (builder->units, parent, builder->day, NULL);
  if (node->parent_id != 0 || node->parent >= 0)
    return TRUE;
  kheo_tree_refuse (
      builder, row, index, "unit-unknown",
      g_strdup_printf (_ ("“%s”, in which the unit is said to lie, is neither above it in the "
                          "list nor in the book."),
                       parent),
      KHEO_UNIT_FIELD_PARENT);
  return FALSE;
}

/* "Phường 5" with "Xã" beside it: the name is believed, and it is told. */
static void
believe_name (KheoTreeBuilder *builder, guint index, KheoNode *node)
{
  const KheoUnitType *written = kheo_tree_type_of_prefix (node->name);
  int                 column = kheo_column_of_field (builder->table, KHEO_UNIT_FIELD_TYPE);

  if (written == NULL || written->level != node->type->level ||
      strcmp (written->prefix, node->type->prefix) == 0)
    return;
  kheo_import_note (
      builder->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "type-conflict",
      g_strdup_printf (_ ("“%s” is said to be “%s”; its name was believed. Check it."), node->name,
                       node->type->prefix),
      (int) (builder->table->base_row + index),
      column >= 0 ? (int) kheo_table_column (builder->table, (guint) column)->info.column : -1);
  node->type = written;
}

/* The node of a row that names a unit of its own. */
static int
add_own_node (KheoTreeBuilder *builder, KheoSheetRow *row, guint index, int above)
{
  KheoImportTable *table = builder->table;
  KheoNode         node = { .parent = above, .row = index, .status = KHEO_ROW_NEW };
  const char      *parent = kheo_tree_text (table, row, KHEO_UNIT_FIELD_PARENT);
  const char      *written = kheo_tree_text (table, row, KHEO_UNIT_FIELD_NAME);
  gboolean         doubt = FALSE;

  node.name = kheo_tree_clean_name (table, written);
  if (parent != NULL && !take_parent (builder, row, index, parent, &node))
    return -1;
  node.type = type_of_row (builder, row, index, node.name, node.parent);
  if (node.type == NULL)
    {
      kheo_tree_refuse (
          builder, row, index, "bad-value",
          g_strdup_printf (_ ("It is not clear what “%s” is; write xã, phường, huyện … before "
                              "its name."),
                           node.name),
          KHEO_UNIT_FIELD_NAME);
      return -1;
    }
  believe_name (builder, index, &node);
  node.name = kheo_tree_whole_name (table, node.name, node.type,
                                    builder->habits.bare_names &&
                                        kheo_tree_text (table, row, KHEO_UNIT_FIELD_TYPE) != NULL,
                                    &doubt);
  if (doubt)
    tell_likely (builder, written, node.name, index, KHEO_UNIT_FIELD_NAME);
  node.code = mend_code (builder, row, node.type->level);
  node.valid_from = date_of (table, row, KHEO_UNIT_FIELD_VALID_FROM);
  node.valid_to = date_of (table, row, KHEO_UNIT_FIELD_VALID_TO);
  if (node.parent < 0 && parent == NULL)
    node.parent = last_above (builder, node.type->level);
  return add_node (builder, &node);
}

/* The district that a row leaves blank since it is that of the row above. */
static int
carry_district (const KheoTreeBuilder *builder, const KheoSheetRow *row, int above)
{
  const KheoImportTable *table = builder->table;
  int                    last = builder->last[KHEO_LEVEL_DISTRICT];

  if (!table->by_column[KHEO_UNIT_FIELD_DISTRICT_NAME + KHEO_N_META] || last < 0 ||
      kheo_tree_text (table, row, KHEO_UNIT_FIELD_DISTRICT_NAME) != NULL ||
      kheo_tree_text (table, row, KHEO_UNIT_FIELD_NAME) == NULL ||
      (above >= 0 && kheo_tree_node (table, last)->parent != above))
    return above;
  return last;
}

static void
add_row_nodes (KheoTreeBuilder *builder, KheoSheetRow *row, guint index)
{
  KheoImportTable *table = builder->table;
  int              above = -1;
  int              own = -1;

  int last = builder->last[KHEO_LEVEL_DISTRICT];

  above = add_ancestor (builder, row, index, -1, KHEO_LEVEL_PROVINCE);
  if (above >= 0 && last >= 0 && kheo_tree_node (table, last)->parent == above)
    builder->last[KHEO_LEVEL_DISTRICT] = last; /* the same province again */
  above =
      add_ancestor (builder, row, index, carry_district (builder, row, above), KHEO_LEVEL_DISTRICT);
  if (kheo_tree_text (table, row, KHEO_UNIT_FIELD_NAME) != NULL)
    own = add_own_node (builder, row, index, above);
  else if (above >= 0)
    own = above; /* an island district without communes */
  else
    kheo_tree_refuse (builder, row, index, "missing", g_strdup (_ ("The row names no unit.")),
                      KHEO_UNIT_FIELD_NAME);
  if (own < 0)
    return;
  row->id = own + 1; /* the node, until it is known which unit it is */
  if (kheo_tree_node (table, own)->row == G_MAXUINT)
    kheo_tree_node (table, own)->row = index;
  remember (builder, own);
}

/* What stands in the column of codes beside a heading over rows. */
static const char *
code_of_group (KheoTreeBuilder *builder, guint index, KheoLevel level)
{
  KheoImportTable *table = builder->table;
  int              column = kheo_column_of_field (table, KHEO_UNIT_FIELD_CODE);
  const char      *code = NULL;

  if (column < 0)
    return NULL;
  code =
      kheo_cell_text (table->import, table->sheet,
                      kheo_sheet_get_cell (table->sheet, table->base_row + index,
                                           kheo_table_column (table, (guint) column)->info.column));
  if (*code == '\0' || strspn (code, "0123456789") != strlen (code))
    return NULL;
  return kheo_tree_code (table, &builder->habits, code, level);
}

/* A heading over rows may name what they lie in: "Huyện Mường La". */
static void
add_group_node (KheoTreeBuilder *builder, const KheoSheetRow *row, guint index)
{
  const KheoGroup *group = NULL;
  gboolean         doubt = FALSE;
  KheoNode         node = { .row = G_MAXUINT, .status = KHEO_ROW_NEW };

  if (row->group < 0)
    return;
  group = &g_array_index (builder->table->groups, KheoGroup, row->group);
  if (group->level < 0)
    return;
  node.type = kheo_unit_type_of_name (group->text, (KheoLevel) group->level);
  if (node.type == NULL)
    return;
  node.type = which_city (builder, node.type, index, -1, NULL);
  node.name = kheo_tree_whole_name (builder->table, group->text, node.type, FALSE, &doubt);
  if (doubt)
    tell_likely (builder, group->text, node.name, index, KHEO_UNIT_FIELD_NAME);
  node.code = code_of_group (builder, index, node.type->level);
  node.parent = last_above (builder, node.type->level);
  remember (builder, add_node (builder, &node));
}

gboolean
kheo_tree_build (KheoTreeBuilder *builder, KheoProgress *progress, GError **error)
{
  KheoImportTable *table = builder->table;

  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (table, i);

      row->status = KHEO_ROW_PENDING;
      row->id = 0;
      row->changes = 0;
      if ((i & 1023) == 0 && !kheo_progress_tick (progress, (double) i / table->rows->len,
                                                  _ ("Comparing with the book"), error))
        return FALSE;
      if (row->kind == KHEO_ROW_GROUP)
        add_group_node (builder, row, i);
      else if (row->kind == KHEO_ROW_DATA)
        add_row_nodes (builder, row, i);
    }
  return TRUE;
}
