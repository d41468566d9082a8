/*
 * A list of units against the units of the book.  A row names its unit and, in further columns or
 * in rows above it, those it lies in; together they make a tree whose nodes are found again by code
 * and name.  A code that now stands beside quite another name is no change of name: codes are used
 * again, so such a row is refused.
 */
#include "kheo-import-private.h"

#include "kheo-id.h"
#include "kheo-text.h"
#include "kheo-unit-edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAME_NAME 0.6 /* likeness from which a new name is the same unit's */

/* The versions of the book, one for each unit: that of the list's day, else the nearest. */
typedef struct
{
  KheoImportTable *table;
  KheoUnits       *units;
  KheoDate         day;
  GHashTable      *codes;   /* "level|code" → GArray of unit ids */
  GHashTable      *names;   /* "parent|key" → GArray of unit ids */
  GHashTable      *nodes;   /* key of a node → index + 1 */
  int              last[3]; /* last node of each level, for rows that stand below theirs */
} Builder;

/* ---- What the book holds ---- */

static void
add_to (GHashTable *table, char *key, gint64 id)
{
  GArray *ids = g_hash_table_lookup (table, key);

  if (ids == NULL)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (table, key, ids);
    }
  else
    g_free (key);
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;
  g_array_append_val (ids, id);
}

static char *
name_key (gint64 parent, const char *name)
{
  g_autofree char *key = kheo_text_match_key (name);

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%s", parent, key);
}

static void
add_version (const KheoUnitVersion *version, gpointer user_data)
{
  Builder *builder = user_data;

  if (version->type == NULL)
    return;
  if (version->code != NULL)
    add_to (builder->codes, g_strdup_printf ("%d|%s", (int) version->type->level, version->code),
            version->unit_id);
  add_to (builder->names, name_key (version->parent_id, version->name), version->unit_id);
}

/* ---- Nodes ---- */

/* The name with its prefix: "Tân Lập" of the type Xã is "Xã Tân Lập". */
static const char *
whole_name (Builder *builder, const char *name, const KheoUnitType *type, KheoLevel level)
{
  g_autofree char *whole = NULL;

  if (type == NULL || *type->prefix == '\0' || kheo_unit_type_of_name (name, level) != NULL)
    return name;
  whole = g_strconcat (type->prefix, " ", name, NULL);
  return kheo_import_intern (builder->table->import, whole);
}

static int
add_node (Builder *builder, const KheoNode *node)
{
  g_autofree char *own_key = NULL;
  gpointer         known = NULL;
  int              index = (int) builder->table->nodes->len;

  if (node->code != NULL)
    own_key = g_strdup_printf ("%d#%s", (int) node->type->level, node->code);
  else
    own_key = name_key (node->parent, node->name);
  known = g_hash_table_lookup (builder->nodes, own_key);
  if (known != NULL)
    return GPOINTER_TO_INT (known) - 1;
  g_array_append_val (builder->table->nodes, *node);
  g_hash_table_insert (builder->nodes, g_steal_pointer (&own_key), GINT_TO_POINTER (index + 1));
  return index;
}

static KheoNode *
node_at (const KheoImportTable *table, int index)
{
  return &g_array_index (table->nodes, KheoNode, index);
}

static const char *
text_of (const KheoImportTable *table, const KheoSheetRow *row, int field)
{
  const KheoValue *value = kheo_values_get (table, row, field);

  return value != NULL && value->type == KHEO_VALUE_TEXT ? value->text : NULL;
}

/* A unit named in a column of its own that others lie in. */
static int
add_ancestor (Builder            *builder,
              const KheoSheetRow *row,
              int                 name_field,
              int                 code_field,
              int                 parent,
              KheoLevel           level)
{
  KheoNode node = { .parent = parent, .row = G_MAXUINT, .status = KHEO_ROW_NEW };

  node.name = text_of (builder->table, row, name_field);
  node.code = text_of (builder->table, row, code_field);
  if (node.name == NULL)
    return parent;
  node.type = kheo_unit_type_of_name (node.name, level);
  if (node.type == NULL)
    {
      node.type = kheo_unit_type_find (level == KHEO_LEVEL_PROVINCE ? "province" : "district");
      node.name = whole_name (builder, node.name, node.type, level);
    }
  return add_node (builder, &node);
}

static KheoDate
date_of (const KheoImportTable *table, const KheoSheetRow *row, int field)
{
  const char *text = text_of (table, row, field);

  return text != NULL ? kheo_date_from_iso (text) : KHEO_DATE_UNKNOWN;
}

/* The parent that a row names in a column: by code or by name among the nodes so far. */
static int
find_parent (Builder *builder, const char *text, int fallback)
{
  for (int level = KHEO_LEVEL_PROVINCE; level <= KHEO_LEVEL_COMMUNE; level++)
    {
      g_autofree char *key = g_strdup_printf ("%d#%s", level, text);
      gpointer         known = g_hash_table_lookup (builder->nodes, key);

      if (known != NULL)
        return GPOINTER_TO_INT (known) - 1;
    }
  for (guint i = builder->table->nodes->len; i > 0; i--)
    {
      g_autofree char *key = kheo_text_match_key (text);
      g_autofree char *name = kheo_text_match_key (node_at (builder->table, (int) i - 1)->name);

      if (strcmp (key, name) == 0)
        return (int) i - 1;
    }
  return fallback;
}

static const KheoUnitType *
type_of_row (Builder *builder, const KheoSheetRow *row, const char *name, int deepest)
{
  const char         *said = text_of (builder->table, row, KHEO_UNIT_FIELD_TYPE);
  const KheoUnitType *type = said != NULL ? kheo_unit_type_find (said) : NULL;

  if (type == NULL && deepest >= 0)
    type = kheo_unit_type_of_name (name, node_at (builder->table, deepest)->type->level ==
                                                 KHEO_LEVEL_PROVINCE
                                             ? KHEO_LEVEL_DISTRICT
                                             : KHEO_LEVEL_COMMUNE);
  if (type == NULL)
    type = kheo_unit_type_of_name (name, KHEO_LEVEL_COMMUNE);
  if (type == NULL)
    type = kheo_unit_type_of_name (name, (KheoLevel) -1);
  return type;
}

/* Where a row without columns for it lies: below the last unit of a higher level. */
static int
last_above (const Builder *builder, KheoLevel level)
{
  for (int l = (int) MIN (level, 3u) - 1; l >= 0; l--)
    if (builder->last[l] >= 0)
      return builder->last[l];
  return -1;
}

static void
refuse (
    Builder *builder, KheoSheetRow *row, guint index, const char *code, char *message, int field)
{
  int column = kheo_column_of_field (builder->table, field);

  row->status = KHEO_ROW_REFUSED;
  kheo_import_note (
      builder->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR, code, message,
      (int) (builder->table->base_row + index),
      column >= 0 ? (int) kheo_table_column (builder->table, (guint) column)->info.column : -1);
}

/* The node of a row that names a unit of its own. */
static int
add_own_node (Builder *builder, KheoSheetRow *row, guint index, int above)
{
  KheoImportTable *table = builder->table;
  KheoNode         node = { .parent = above, .row = index, .status = KHEO_ROW_NEW };
  const char      *parent = text_of (table, row, KHEO_UNIT_FIELD_PARENT);

  node.name = text_of (table, row, KHEO_UNIT_FIELD_NAME);
  node.code = text_of (table, row, KHEO_UNIT_FIELD_CODE);
  node.type = type_of_row (builder, row, node.name, above);
  if (node.type == NULL)
    {
      refuse (builder, row, index, "bad-value",
              g_strdup_printf (_ ("It is not clear what “%s” is; write xã, phường, huyện … before "
                                  "its name."),
                               node.name),
              KHEO_UNIT_FIELD_NAME);
      return -1;
    }
  node.name = whole_name (builder, node.name, node.type, node.type->level);
  node.valid_from = date_of (table, row, KHEO_UNIT_FIELD_VALID_FROM);
  node.valid_to = date_of (table, row, KHEO_UNIT_FIELD_VALID_TO);
  if (parent != NULL)
    node.parent = find_parent (builder, parent, node.parent);
  else if (above < 0)
    node.parent = last_above (builder, node.type->level);
  return add_node (builder, &node);
}

static void
add_row_nodes (Builder *builder, KheoSheetRow *row, guint index)
{
  KheoImportTable *table = builder->table;
  int              above = -1;
  int              own = -1;

  above = add_ancestor (builder, row, KHEO_UNIT_FIELD_PROVINCE_NAME, KHEO_UNIT_FIELD_PROVINCE_CODE,
                        -1, KHEO_LEVEL_PROVINCE);
  above = add_ancestor (builder, row, KHEO_UNIT_FIELD_DISTRICT_NAME, KHEO_UNIT_FIELD_DISTRICT_CODE,
                        above, KHEO_LEVEL_DISTRICT);
  if (text_of (table, row, KHEO_UNIT_FIELD_NAME) != NULL)
    own = add_own_node (builder, row, index, above);
  else if (above >= 0)
    own = above; /* an island district without communes */
  else
    refuse (builder, row, index, "missing", g_strdup (_ ("The row names no unit.")),
            KHEO_UNIT_FIELD_NAME);
  if (own < 0)
    return;
  row->id = own + 1; /* the node, until it is known which unit it is */
  if (node_at (table, own)->row == G_MAXUINT)
    node_at (table, own)->row = index;
  if (node_at (table, own)->type->level <= KHEO_LEVEL_COMMUNE)
    builder->last[node_at (table, own)->type->level] = own;
  for (int l = (int) node_at (table, own)->type->level + 1; l < 3; l++)
    builder->last[l] = -1;
}

/* A heading over rows may name what they lie in: "Huyện Mường La". */
static void
add_group_node (Builder *builder, const KheoSheetRow *row)
{
  const KheoGroup *group = NULL;
  KheoNode         node = { .row = G_MAXUINT, .status = KHEO_ROW_NEW };

  if (row->group < 0)
    return;
  group = &g_array_index (builder->table->groups, KheoGroup, row->group);
  if (group->level < 0)
    return;
  node.name = group->text;
  node.type = kheo_unit_type_of_name (group->text, (KheoLevel) group->level);
  if (node.type == NULL)
    return;
  node.parent = last_above (builder, node.type->level);
  builder->last[group->level] = add_node (builder, &node);
  for (int l = group->level + 1; l < 3; l++)
    builder->last[l] = -1;
}

/* ---- Finding the nodes in the book ---- */

static gint64
parent_unit (const KheoImportTable *table, const KheoNode *node)
{
  return node->parent >= 0 ? node_at (table, node->parent)->unit_id : table->import->under;
}

static const KheoUnitVersion *
version_of (const Builder *builder, gint64 unit)
{
  return kheo_units_get_version (builder->units, unit, builder->day);
}

/* Of several units that bear the code or name, the one that lives on the list's day. */
static gint64
choose (const Builder *builder, GArray *ids, const KheoNode *node)
{
  gint64 best = 0;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64                 id = g_array_index (ids, gint64, i);
      const KheoUnitVersion *version = version_of (builder, id);
      gboolean               lives =
          version != NULL &&
          (version->valid_from == KHEO_DATE_UNKNOWN || version->valid_from <= builder->day) &&
          (version->valid_to == KHEO_DATE_UNKNOWN || version->valid_to >= builder->day);

      if (version == NULL || version->type == NULL || version->type->level != node->type->level)
        continue;
      if (best == 0 || lives)
        best = id;
      if (lives && kheo_text_likeness (version->name, node->name) > 0.99)
        return id;
    }
  return best;
}

static gint64
find_unit (const Builder *builder, const KheoNode *node)
{
  gint64           found = 0;
  g_autofree char *name = name_key (parent_unit (builder->table, node), node->name);

  if (node->code != NULL)
    {
      g_autofree char *code = g_strdup_printf ("%d|%s", (int) node->type->level, node->code);

      found = choose (builder, g_hash_table_lookup (builder->codes, code), node);
    }
  return found != 0 ? found : choose (builder, g_hash_table_lookup (builder->names, name), node);
}

/* "Xã Tân Lập" and "Phường Tân Lập" are one unit in two times; "Trúc Bạch" and "Ba Đình" are not.
 */
static gboolean
may_be_renamed (const char *before, const char *after)
{
  return kheo_text_likeness (before, after) >= SAME_NAME;
}

static gboolean
is_other_map (const Builder *builder, const KheoNode *node, const KheoUnitVersion *version)
{
  const KheoUnitVersion *above =
      version->parent_id != 0 ? version_of (builder, version->parent_id) : NULL;
  gint64                 parent = parent_unit (builder->table, node);
  const KheoUnitVersion *new_above = parent != 0 ? version_of (builder, parent) : NULL;

  if (above == NULL || new_above == NULL || above->type == NULL || new_above->type == NULL)
    return FALSE;
  return above->type->level != new_above->type->level;
}

static void
compare_node (Builder *builder, KheoNode *node)
{
  const KheoUnitVersion *version = NULL;
  gint64                 parent = parent_unit (builder->table, node);
  KheoSheetRow *row = node->row != G_MAXUINT ? kheo_table_row (builder->table, node->row) : NULL;

  node->unit_id = find_unit (builder, node);
  node->parent_id = parent;
  node->changes = 0;
  node->status = KHEO_ROW_NEW;
  if (node->unit_id == 0)
    return;
  version = version_of (builder, node->unit_id);
  if (!may_be_renamed (version->name, node->name) || is_other_map (builder, node, version))
    {
      node->status = KHEO_ROW_REFUSED;
      if (row != NULL)
        refuse (
            builder, row, node->row, "unit-conflict",
            g_strdup_printf (_ ("In the book “%s” has this code or name, but it is not the same "
                                "unit. If the map has changed, apply the conversion table."),
                             version->name),
            KHEO_UNIT_FIELD_NAME);
      return;
    }
  if (strcmp (version->name, node->name) != 0)
    node->changes |= 1u << KHEO_UNIT_FIELD_NAME;
  if (node->code != NULL && g_strcmp0 (version->code, node->code) != 0)
    node->changes |= 1u << KHEO_UNIT_FIELD_CODE;
  if (version->type != node->type)
    node->changes |= 1u << KHEO_UNIT_FIELD_TYPE;
  /* A parent that is yet to be founded is a change too. */
  if ((parent != 0 || node->parent >= 0) && parent != version->parent_id)
    node->changes |= 1u << KHEO_UNIT_FIELD_PARENT;
  if (node->valid_from != KHEO_DATE_UNKNOWN && node->valid_from != version->valid_from)
    node->changes |= 1u << KHEO_UNIT_FIELD_VALID_FROM;
  if (node->valid_to != KHEO_DATE_UNKNOWN && node->valid_to != version->valid_to)
    node->changes |= 1u << KHEO_UNIT_FIELD_VALID_TO;
  node->status = node->changes != 0 ? KHEO_ROW_CHANGED : KHEO_ROW_UNCHANGED;
}

/* ---- The whole list ---- */

static void
builder_clear (Builder *builder)
{
  g_clear_pointer (&builder->codes, g_hash_table_unref);
  g_clear_pointer (&builder->names, g_hash_table_unref);
  g_clear_pointer (&builder->nodes, g_hash_table_unref);
}

static gboolean
build (Builder *builder, KheoProgress *progress, GError **error)
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
        add_group_node (builder, row);
      else if (row->kind == KHEO_ROW_DATA)
        add_row_nodes (builder, row, i);
    }
  return TRUE;
}

/* What a node came to is what its row came to; a second row of the same unit says nothing new. */
static void
settle_rows (Builder *builder)
{
  KheoImportTable *table = builder->table;

  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow   *row = kheo_table_row (table, i);
      const KheoNode *node = NULL;

      if (row->kind != KHEO_ROW_DATA || row->status == KHEO_ROW_REFUSED)
        continue;
      node = node_at (table, (int) row->id - 1);
      row->status = node->status;
      row->changes = node->changes;
      row->id = node->unit_id;
      if (node->row == i)
        continue;
      row->status = KHEO_ROW_UNCHANGED;
      row->changes = 0;
      if (text_of (table, row, KHEO_UNIT_FIELD_NAME) != NULL)
        kheo_import_note (table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "duplicate-row",
                          g_strdup_printf (_ ("The unit “%s” already stands in row %u."),
                                           node->name, table->base_row + node->row + 1),
                          (int) (table->base_row + i), -1);
    }
}

gboolean
kheo_tree_match (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error)
{
  Builder  builder = { .table = table, .units = table->import->units, .last = { -1, -1, -1 } };
  gboolean done = FALSE;

  builder.day = table->import->options->date != KHEO_DATE_UNKNOWN ? table->import->options->date
                                                                  : kheo_date_today ();
  builder.codes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  builder.names =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  builder.nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_set_size (table->nodes, 0);
  if (kheo_unit_table_foreach (db, add_version, &builder, error) &&
      build (&builder, progress, error))
    {
      for (guint i = 0; i < table->nodes->len; i++)
        compare_node (&builder, node_at (table, (int) i));
      settle_rows (&builder);
      done = TRUE;
    }
  builder_clear (&builder);
  return done;
}

/* ---- Writing ---- */

static gboolean
write_new (const KheoImportTable *table, KheoDb *db, KheoNode *node, gint64 id, GError **error)
{
  KheoUnitVersion version = { .unit_id = id, .type = node->type };

  version.name = (char *) node->name;
  version.code = (char *) node->code;
  version.valid_from = node->valid_from;
  version.valid_to = node->valid_to;
  version.parent_id = parent_unit (table, node);
  node->unit_id = id;
  return kheo_unit_table_insert (db, &version, error);
}

static gboolean
write_changed (const KheoImportTable *table, KheoDb *db, KheoNode *node, GError **error)
{
  KheoDate               from = table->import->options->date;
  const KheoUnitVersion *before = kheo_units_get_version (
      table->import->units, node->unit_id, from != KHEO_DATE_UNKNOWN ? from : kheo_date_today ());
  KheoUnitVersion changed = *before;

  changed.name = (char *) node->name;
  changed.type = node->type;
  if (node->code != NULL)
    changed.code = (char *) node->code;
  if (parent_unit (table, node) != 0)
    changed.parent_id = parent_unit (table, node);
  if ((node->changes & (1u << KHEO_UNIT_FIELD_VALID_FROM | 1u << KHEO_UNIT_FIELD_VALID_TO)) != 0)
    {
      if (node->valid_from != KHEO_DATE_UNKNOWN)
        changed.valid_from = node->valid_from;
      if (node->valid_to != KHEO_DATE_UNKNOWN)
        changed.valid_to = node->valid_to;
      return kheo_unit_table_update_version (db, &changed, error);
    }
  return kheo_unit_change (db, node->unit_id, from, &changed, error);
}

gboolean
kheo_tree_commit (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error)
{
  gint64 next = kheo_id_next_block (table->nodes->len + 1);

  for (guint i = 0; i < table->nodes->len; i++)
    {
      KheoNode *node = node_at (table, (int) i);

      if ((i & 255) == 0 && !kheo_progress_tick (progress, (double) i / table->nodes->len,
                                                 _ ("Writing the units"), error))
        return FALSE;
      if (node->status == KHEO_ROW_NEW && !write_new (table, db, node, next++, error))
        return FALSE;
      if (node->status == KHEO_ROW_CHANGED && !write_changed (table, db, node, error))
        return FALSE;
      if (node->row != G_MAXUINT)
        kheo_table_row (table, node->row)->id = node->unit_id;
    }
  return TRUE;
}
