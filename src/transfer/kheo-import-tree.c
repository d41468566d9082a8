/*
 * A list of units against the units of the book.  A row names its unit and, in further columns or
 * in rows above it, those it lies in; together they make a tree whose nodes are found again by code
 * and name.  A code that now stands beside quite another name is no change of name: codes are used
 * again, so such a row is refused.
 */
#include "kheo-import-tree.h"

#include "kheo-id.h"
#include "kheo-text.h"
#include "kheo-unit-edit.h"
#include "kheo-unit-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAME_NAME 0.6 /* likeness from which a new name is the same unit's */

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

static void
add_version (const KheoUnitVersion *version, gpointer user_data)
{
  KheoTreeBuilder *builder = user_data;

  if (version->type == NULL)
    return;
  if (version->code != NULL)
    add_to (builder->codes, g_strdup_printf ("%d|%s", (int) version->type->level, version->code),
            version->unit_id);
  add_to (builder->names, kheo_tree_name_key (version->parent_id, version->name), version->unit_id);
  add_to (builder->names, kheo_tree_plain_key (version->parent_id, version->name),
          version->unit_id);
}

/* ---- Finding the nodes in the book ---- */

static gint64
parent_unit (const KheoImportTable *table, const KheoNode *node)
{
  return node->parent >= 0      ? kheo_tree_node (table, node->parent)->unit_id
         : node->parent_id != 0 ? node->parent_id
                                : table->import->under;
}

static const KheoUnitVersion *
version_of (const KheoTreeBuilder *builder, gint64 unit)
{
  return kheo_units_get_version (builder->units, unit, builder->day);
}

/* Of several units that bear the code or name, the one that lives on the list's day. */
static gint64
choose (const KheoTreeBuilder *builder, GArray *ids, const KheoNode *node)
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
find_unit (const KheoTreeBuilder *builder, const KheoNode *node)
{
  gint64           found = 0;
  g_autofree char *name = kheo_tree_name_key (parent_unit (builder->table, node), node->name);
  g_autofree char *plain = kheo_tree_plain_key (parent_unit (builder->table, node), node->name);
  GArray          *same = NULL;

  if (node->code != NULL)
    {
      g_autofree char *code = g_strdup_printf ("%d|%s", (int) node->type->level, node->code);

      found = choose (builder, g_hash_table_lookup (builder->codes, code), node);
    }
  if (found == 0)
    found = choose (builder, g_hash_table_lookup (builder->names, name), node);
  same = found == 0 ? g_hash_table_lookup (builder->names, plain) : NULL;
  return same != NULL && same->len == 1 ? choose (builder, same, node) : found;
}

/* "Xã Tân Lập" and "Phường Tân Lập" are one unit in two times; "Trúc Bạch" and "Ba Đình" are not.
 */
static gboolean
may_be_renamed (const char *before, const char *after)
{
  return kheo_text_likeness (before, after) >= SAME_NAME;
}

static gboolean
is_other_map (const KheoTreeBuilder *builder, const KheoNode *node, const KheoUnitVersion *version)
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
compare_node (KheoTreeBuilder *builder, KheoNode *node)
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
        kheo_tree_refuse (
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
builder_clear (KheoTreeBuilder *builder)
{
  g_clear_pointer (&builder->codes, g_hash_table_unref);
  g_clear_pointer (&builder->names, g_hash_table_unref);
  g_clear_pointer (&builder->nodes, g_hash_table_unref);
  g_clear_pointer (&builder->called, g_hash_table_unref);
}

/* What a node came to is what its row came to; a second row of the same unit says nothing new. */
static void
settle_rows (KheoTreeBuilder *builder)
{
  KheoImportTable *table = builder->table;

  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow   *row = kheo_table_row (table, i);
      const KheoNode *node = NULL;

      if (row->kind != KHEO_ROW_DATA || row->status == KHEO_ROW_REFUSED)
        continue;
      node = kheo_tree_node (table, (int) row->id - 1);
      row->status = node->status;
      row->changes = node->changes;
      row->id = node->unit_id;
      if (node->row == i)
        continue;
      row->status = KHEO_ROW_UNCHANGED;
      row->changes = 0;
      if (kheo_tree_text (table, row, KHEO_UNIT_FIELD_NAME) != NULL)
        kheo_import_note (table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "duplicate-row",
                          g_strdup_printf (_ ("The unit “%s” already stands in row %u."),
                                           node->name, table->base_row + node->row + 1),
                          (int) (table->base_row + i), -1);
    }
}

gboolean
kheo_tree_match (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error)
{
  KheoTreeBuilder builder = { .table = table,
                              .units = table->import->units,
                              .last = { -1, -1, -1 } };
  gboolean        done = FALSE;

  builder.day = table->import->options->date != KHEO_DATE_UNKNOWN ? table->import->options->date
                                                                  : kheo_date_today ();
  builder.codes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  builder.names =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  builder.nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  builder.called = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_set_size (table->nodes, 0);
  kheo_tree_weigh_habits (table, &builder.habits);
  if (kheo_unit_table_foreach (db, add_version, &builder, error) &&
      kheo_tree_build (&builder, progress, error))
    {
      for (guint i = 0; i < table->nodes->len; i++)
        compare_node (&builder, kheo_tree_node (table, (int) i));
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
      KheoNode *node = kheo_tree_node (table, (int) i);

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
