/* Which records a list has, and what is known of each as text. */
#include "kheo-annex-list-private.h"

#include "kheo-figures.h"
#include "kheo-matters.h"
#include "kheo-record-table.h"
#include "kheo-registers.h"
#include "kheo-unit-across.h"
#include "kheo-unit-groups.h"

#include <glib/gi18n-lib.h>

#define NO_CHILD G_MAXUINT

/* ---- Which records ---- */

static void
add_entry (KheoAnnexGather *gather, gint64 id, guint child)
{
  KheoAnnexEntry entry = { id, child };

  g_array_append_val (gather->entries, entry);
}

/* Who belongs to the query's group of units on the map's day; NULL without @error: nobody asks. */
static GHashTable *
find_members (KheoAnnexGather *gather, GError **error)
{
  const char *name = kheo_query_get_condition (gather->query, "group");
  g_autoptr (KheoUnitGroup) group = NULL;
  g_autoptr (GArray) ids = NULL;
  GHashTable *members;

  if (name == NULL || (group = kheo_unit_group_find (gather->db, name, error)) == NULL)
    return NULL;
  ids = kheo_unit_group_list_units (group, gather->units, kheo_unit_map_get_day (gather->map));
  members = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (members, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));
  return members;
}

/* The living units of the map below the query's, in tree order or as the search finds them. */
static gboolean
add_units (KheoAnnexGather *gather, GError **error)
{
  KheoUnitMap *map = gather->map;
  const char  *search = gather->query->search;
  int          start = kheo_unit_map_find (map, gather->query->unit);
  guint        end = start >= 0 ? kheo_unit_map_get_end (map, (guint) start) : 0;
  g_autoptr (GError) fault = NULL;
  g_autoptr (GHashTable) members = find_members (gather, &fault);
  g_autoptr (GArray) found = NULL;
  guint n;

  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (gather->query->unit == 0)
    end = kheo_unit_map_get_n (map);
  if (search != NULL && *search != '\0')
    found = kheo_unit_map_search_in_time (map, search, G_MAXUINT);
  n = found != NULL ? found->len : kheo_unit_map_get_n (map);
  for (guint i = 0; i < n; i++)
    {
      guint  index = found != NULL ? g_array_index (found, guint, i) : i;
      gint64 id = kheo_unit_map_get_id (map, index);

      if (index >= (guint) MAX (start, 0) && index < end &&
          (members == NULL || g_hash_table_contains (members, &id)))
        add_entry (gather, id, NO_CHILD);
    }
  return TRUE;
}

static gboolean
add_query (KheoAnnexGather *gather, const KheoQuery *query, guint child, GError **error)
{
  g_autoptr (GArray) ids = kheo_query_run (gather->db, query, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    add_entry (gather, g_array_index (ids, gint64, i), child);
  return ids != NULL;
}

/* In groups by the units directly below; one unit alone makes no group. */
static gboolean
add_models_by_child (KheoAnnexGather *gather, GError **error)
{
  gint64 unit = gather->query->unit;
  g_autoptr (KheoModelsBelow) alone = NULL;
  g_autoptr (KheoModelsOfUnit) found = NULL;

  if (gather->below != NULL && kheo_models_below_is_current (gather->below, gather->db))
    found = kheo_models_below_list (gather->below, unit);
  if (found == NULL)
    {
      alone = kheo_models_below_new (gather->db, gather->query, &unit, 1, error);
      if (alone == NULL)
        return FALSE;
      found = kheo_models_below_list (alone, unit);
    }
  gather->children = g_ptr_array_ref (found->names);
  for (guint i = 0; i < found->models->len; i++)
    {
      const KheoModelBelow *model = &g_array_index (found->models, KheoModelBelow, i);

      add_entry (gather, model->id, model->group);
    }
  return TRUE;
}

static gboolean
is_by_child (const KheoAnnexGather *gather)
{
  for (guint i = 0; i < gather->n_groupings; i++)
    if (gather->groupings[i].field < 0)
      return TRUE;
  return FALSE;
}

gboolean
kheo_annex_gather_entries (KheoAnnexGather *gather, GError **error)
{
  gather->entries = g_array_new (FALSE, FALSE, sizeof (KheoAnnexEntry));
  if (gather->query->reg == &kheo_register_units)
    return add_units (gather, error);
  if (gather->query->reg == &kheo_register_models && is_by_child (gather))
    return add_models_by_child (gather, error);
  return add_query (gather, gather->query, NO_CHILD, error);
}

/* ---- Records ---- */

/* What stands above @version at @level, unless it is of that level itself. */
static const KheoUnitVersion *
find_above (KheoAnnexGather *gather, const KheoUnitVersion *version, KheoLevel level)
{
  if (version->type == NULL || version->type->level <= level)
    return NULL;
  for (guint steps = 0; version != NULL && steps < 16; steps++)
    {
      if (version->type != NULL && version->type->level == level)
        return version;
      version = version->parent_id != 0
                    ? kheo_units_get_version (gather->units, version->parent_id, gather->map_day)
                    : NULL;
    }
  return NULL;
}

static void
set_day (KheoRecord *record, guint field, KheoDate day)
{
  g_autofree char *iso = kheo_date_to_iso (day);

  kheo_record_set_text (record, field, iso);
}

/* A unit of the map as a row of its register. */
static KheoRecord *
make_unit (KheoAnnexGather *gather, gint64 id)
{
  KheoRecord            *record = kheo_record_new (&kheo_register_units, id);
  const KheoUnitVersion *version = kheo_units_get_version (gather->units, id, gather->map_day);
  const KheoUnitVersion *district, *province;

  if (version == NULL)
    return record;
  district = find_above (gather, version, KHEO_LEVEL_DISTRICT);
  province = find_above (gather, version, KHEO_LEVEL_PROVINCE);
  kheo_record_set_text (record, KHEO_UNIT_FIELD_CODE, version->code);
  kheo_record_set_text (record, KHEO_UNIT_FIELD_NAME, version->name);
  if (version->type != NULL)
    kheo_record_set_text (record, KHEO_UNIT_FIELD_TYPE, version->type->value);
  if (version->parent_id != 0)
    kheo_record_set_integer (record, KHEO_UNIT_FIELD_PARENT, version->parent_id);
  set_day (record, KHEO_UNIT_FIELD_VALID_FROM, version->valid_from);
  set_day (record, KHEO_UNIT_FIELD_VALID_TO, version->valid_to);
  if (district != NULL)
    {
      kheo_record_set_text (record, KHEO_UNIT_FIELD_DISTRICT_NAME, district->name);
      kheo_record_set_text (record, KHEO_UNIT_FIELD_DISTRICT_CODE, district->code);
    }
  if (province != NULL)
    {
      kheo_record_set_text (record, KHEO_UNIT_FIELD_PROVINCE_NAME, province->name);
      kheo_record_set_text (record, KHEO_UNIT_FIELD_PROVINCE_CODE, province->code);
    }
  return record;
}

static void
unref_record (gpointer record)
{
  if (record != NULL)
    g_object_unref (record);
}

GPtrArray *
kheo_annex_gather_records (KheoAnnexGather *gather, guint start, guint n, GError **error)
{
  const KheoAnnexEntry *entries = &g_array_index (gather->entries, KheoAnnexEntry, start);
  g_autofree gint64    *ids = g_new (gint64, n);
  GPtrArray            *records;

  for (guint i = 0; i < n; i++)
    ids[i] = entries[i].id;
  if (gather->query->reg != &kheo_register_units)
    return kheo_record_table_get_many (gather->db, gather->query->reg, ids, n, error);
  records = g_ptr_array_new_with_free_func (unref_record);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (records, make_unit (gather, ids[i]));
  return records;
}

/* ---- Cells ---- */

/* Two parts with a comma, either of which may be missing. */
static char *
join (const char *first, const char *second)
{
  gboolean both = first != NULL && *first != '\0' && second != NULL && *second != '\0';

  return g_strconcat (first != NULL ? first : "", both ? ", " : "", second != NULL ? second : "",
                      NULL);
}

/* The unit as it was called on the record's day and, on a map that restates, as it is called
 * there. */
static char *
format_unit (KheoAnnexGather *gather, KheoRecord *record, gint64 unit)
{
  KheoDate day =
      gather->query->reg == &kheo_register_units ? gather->map_day : kheo_record_get_day (record);
  char *name = NULL;

  if (unit != 0)
    name = kheo_units_format_across (gather->units, unit, day,
                                     gather->map_day != KHEO_DATE_UNKNOWN ? gather->map_day : day);
  return name != NULL ? name : g_strdup ("");
}

/* What another record is called: its first field.  Read once. */
static char *
format_record (KheoAnnexGather *gather, const KheoField *field, gint64 id)
{
  const KheoRegister  *reg = kheo_register_find (field->target);
  const KheoIndicator *indicator = NULL;
  g_autofree char     *key = g_strdup_printf ("%s:%" G_GINT64_FORMAT, field->target, id);
  const char          *known = g_hash_table_lookup (gather->names, key);
  g_autoptr (KheoRecord) record = NULL;

  if (known != NULL)
    return g_strdup (known);
  if (reg == &kheo_register_indicators)
    indicator = kheo_indicators_find (gather->indicators, id);
  else if (reg != NULL && reg != &kheo_register_units)
    record = kheo_record_table_get (gather->db, reg, id, NULL);
  known = indicator != NULL ? indicator->name
          : record != NULL  ? kheo_record_get_text (record, 0)
                            : NULL;
  if (known == NULL)
    return g_strdup ("");
  g_hash_table_insert (gather->names, g_steal_pointer (&key), g_strdup (known));
  return g_strdup (known);
}

/* The type of a unit is a table of its own, not a choice of the field. */
static char *
format_unit_type (KheoRecord *record)
{
  const char         *value = kheo_record_get_text (record, KHEO_UNIT_FIELD_TYPE);
  const KheoUnitType *type = value != NULL ? kheo_unit_type_find (value) : NULL;

  return g_strdup (type != NULL ? _ (type->label) : "");
}

static char *
format_field (KheoAnnexGather *gather, KheoRecord *record, guint index)
{
  const KheoField *field = &gather->query->reg->fields[index];
  const KheoValue *value = kheo_record_get (record, index);
  char            *handed = NULL; /* with the unit that had it before a reform */

  if (gather->query->reg == &kheo_register_units && index == KHEO_UNIT_FIELD_TYPE)
    return format_unit_type (record);
  if (kheo_value_is_null (value))
    return g_strdup ("");
  if ((int) index == gather->unit_field && kheo_matters_of (gather->query->reg) != NULL)
    handed = kheo_matters_format_unit (record, gather->units);
  if (handed != NULL)
    return handed;
  if (field->type == KHEO_FIELD_UNIT)
    return format_unit (gather, record, value->integer);
  if (field->type == KHEO_FIELD_RECORD)
    return format_record (gather, field, value->integer);
  if (field->type == KHEO_FIELD_AMOUNT)
    return kheo_indicators_format (gather->indicators, record, index);
  if (field->type == KHEO_FIELD_YEAR)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
  return kheo_field_format (field, value);
}

static gint64
unit_of (const KheoAnnexGather *gather, KheoRecord *record)
{
  if (gather->query->reg == &kheo_register_units)
    return kheo_record_get_id (record);
  return gather->unit_field >= 0 ? kheo_record_get_integer (record, (guint) gather->unit_field, 0)
                                 : 0;
}

static char *
format_code (KheoAnnexGather *gather, KheoRecord *record)
{
  const KheoUnitVersion *version = kheo_units_get_version (
      gather->units, unit_of (gather, record),
      gather->map_day != KHEO_DATE_UNKNOWN ? gather->map_day : kheo_record_get_day (record));

  return g_strdup (version != NULL && version->code != NULL ? version->code : "");
}

char *
kheo_annex_gather_text (KheoAnnexGather *gather, KheoRecord *record, const char *key)
{
  int              field = kheo_register_find_field (gather->query->reg, key);
  g_autofree char *unit = NULL;

  if (field >= 0)
    return format_field (gather, record, (guint) field);
  if (g_str_equal (key, "unit_code"))
    return format_code (gather, record);
  if (g_str_equal (key, "place"))
    {
      unit = format_unit (gather, record, unit_of (gather, record));
      return join (kheo_record_get_text (record, KHEO_MODEL_ADDRESS), unit);
    }
  if (g_str_equal (key, "person_post"))
    return join (kheo_record_get_text (record, KHEO_MODEL_PERSON),
                 kheo_record_get_text (record, KHEO_MODEL_POST));
  return g_strdup_printf ("%u", kheo_annex_table_get_n_rows (gather->rows) + 1);
}
