#include "kheo-indicators-private.h"

#include "kheo-imports.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No breakdown goes deeper; ends walks when the data is damaged. */
#define DEPTH_MAX 8

static const struct
{
  const char *name;
  KheoAcross  across;
} across_names[] = {
  { "sum", KHEO_ACROSS_SUM },           { "ratio", KHEO_ACROSS_RATIO },
  { "distinct", KHEO_ACROSS_DISTINCT }, { "last", KHEO_ACROSS_LAST },
  { "none", KHEO_ACROSS_NONE },
};

static const char *const frequency_names[] = {
  [KHEO_FREQUENCY_MONTH] = "month",         [KHEO_FREQUENCY_QUARTER] = "quarter",
  [KHEO_FREQUENCY_HALF_YEAR] = "half-year", [KHEO_FREQUENCY_YEAR] = "year",
  [KHEO_FREQUENCY_TERM] = "term",
};

KheoAcross
kheo_across_from_name (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (across_names); i++)
    if (strcmp (across_names[i].name, name) == 0)
      return across_names[i].across;
  return KHEO_ACROSS_NONE;
}

KheoFrequency
kheo_frequency_from_name (const char *name)
{
  for (guint i = KHEO_FREQUENCY_MONTH; name != NULL && i < G_N_ELEMENTS (frequency_names); i++)
    if (strcmp (frequency_names[i], name) == 0)
      return (KheoFrequency) i;
  return KHEO_FREQUENCY_ANY;
}

KheoLevel
kheo_indicator_level_from_name (const char *name)
{
  for (KheoLevel level = KHEO_LEVEL_PROVINCE; name != NULL && level <= KHEO_LEVEL_HAMLET; level++)
    if (strcmp (kheo_level_name (level), name) == 0)
      return level;
  return KHEO_LEVEL_ANY;
}

/* ---- Loading ---- */

static const char *
keep (KheoIndicators *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert (self->strings, text) : NULL;
}

static KheoIndicator
read_indicator (KheoIndicators *self, KheoStmt *stmt)
{
  const char   *direction = kheo_stmt_get_text (stmt, 9);
  KheoIndicator indicator = {
    .id = kheo_stmt_get_int (stmt, 0),
    .code = keep (self, kheo_stmt_get_text (stmt, 1)),
    .name = keep (self, kheo_stmt_get_text (stmt, 2)),
    .unit = { KHEO_AMOUNT_COUNT, (int) kheo_stmt_get_int (stmt, 5),
              keep (self, kheo_stmt_get_text (stmt, 3)) },
    .nature = g_strcmp0 (kheo_stmt_get_text (stmt, 6), "stock") == 0 ? KHEO_STOCK : KHEO_FLOW,
    .across_units = kheo_across_from_name (kheo_stmt_get_text (stmt, 7)),
    .across_time = kheo_across_from_name (kheo_stmt_get_text (stmt, 8)),
    .direction = direction == NULL                 ? 0
                 : strcmp (direction, "down") == 0 ? -1
                                                   : 1,
    .level = kheo_indicator_level_from_name (kheo_stmt_get_text (stmt, 10)),
    .frequency = kheo_frequency_from_name (kheo_stmt_get_text (stmt, 11)),
    .parent_id = kheo_stmt_is_null (stmt, 12) ? 0 : kheo_stmt_get_int (stmt, 12),
    .section = keep (self, kheo_stmt_get_text (stmt, 13)),
  };

  kheo_amount_type_from_name (kheo_stmt_get_text (stmt, 4), &indicator.unit.type);
  return indicator;
}

static GArray *
read_all (KheoIndicators *self, KheoDb *db, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "SELECT id, code, name, unit_of_measure, value_type, decimals, nature, across_units,"
          " across_time, direction, level, frequency, parent_id, section FROM indicator");
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (KheoIndicator));
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    {
      KheoIndicator indicator = read_indicator (self, stmt);

      g_array_append_val (all, indicator);
    }
  if (problem == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* ---- The order of lists ---- */

/* By code, those without one last, then by name. */
static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const KheoIndicator *x = a;
  const KheoIndicator *y = b;
  int                  order;

  if ((x->code == NULL) != (y->code == NULL))
    return x->code == NULL ? 1 : -1;
  order = x->code != NULL ? kheo_text_compare (x->code, y->code) : 0;
  if (order == 0)
    order = kheo_text_compare (x->name, y->name);
  return order != 0 ? order : (x->id < y->id ? -1 : x->id > y->id);
}

/* What is being put in order. */
typedef struct
{
  GArray   *from; /* by code */
  GArray   *to;
  gboolean *done;
} Ordering;

static void
put (Ordering *self, guint index, guint depth)
{
  KheoIndicator *indicator = &g_array_index (self->from, KheoIndicator, index);
  gint64         id = indicator->id;

  if (self->done[index])
    return;
  self->done[index] = TRUE;
  indicator->depth = depth;
  g_array_append_val (self->to, *indicator);
  for (guint i = 0; i < self->from->len && depth < DEPTH_MAX; i++)
    if (g_array_index (self->from, KheoIndicator, i).parent_id == id)
      put (self, i, depth + 1);
}

static gboolean
has_parent (GArray *all, const KheoIndicator *indicator)
{
  for (guint i = 0; indicator->parent_id != 0 && i < all->len; i++)
    if (g_array_index (all, KheoIndicator, i).id == indicator->parent_id)
      return TRUE;
  return FALSE;
}

/* Section by section as they first come; what has no place (a circle) at the end. */
static GArray *
put_in_order (GArray *all)
{
  g_autofree gboolean *done = g_new0 (gboolean, MAX (all->len, 1));
  Ordering             ordering = { all, g_array_new (FALSE, FALSE, sizeof (KheoIndicator)), done };

  g_array_sort (all, compare_codes);
  for (guint first = 0; first < all->len; first++)
    {
      const KheoIndicator *head = &g_array_index (all, KheoIndicator, first);

      if (done[first] || has_parent (all, head))
        continue;
      for (guint i = first; i < all->len; i++)
        {
          const KheoIndicator *other = &g_array_index (all, KheoIndicator, i);

          if (g_strcmp0 (other->section, head->section) == 0 && !has_parent (all, other))
            put (&ordering, i, 0);
        }
    }
  for (guint i = 0; i < all->len; i++)
    put (&ordering, i, 0);
  return ordering.to;
}

const char *
kheo_indicator_short_key (const char *key)
{
  static const char *const heads[] = { "tong so luong ", "so luong ", "tong so ", "tong ", "so " };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (key, heads[i]))
      return key + strlen (heads[i]);
  return key;
}

static void
index_all (KheoIndicators *self)
{
  self->keys = g_new0 (char *, self->n + 1);
  self->short_keys = g_new0 (char *, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    {
      self->keys[i] = kheo_text_match_key (self->list[i].name);
      self->short_keys[i] = g_strdup (kheo_indicator_short_key (self->keys[i]));
      g_hash_table_insert (self->by_id, &self->list[i].id, GUINT_TO_POINTER (i + 1));
    }
}

KheoIndicators *
kheo_indicators_load (KheoDb *db, GError **error)
{
  g_autoptr (KheoIndicators) self = NULL;
  g_autoptr (GArray) all = NULL;
  GArray *ordered;

  g_return_val_if_fail (db != NULL, NULL);

  self = g_new0 (KheoIndicators, 1);
  g_atomic_ref_count_init (&self->refs);
  self->strings = g_string_chunk_new (4096);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->aliases = kheo_indicator_alias_load (db, error);
  all = self->aliases != NULL ? read_all (self, db, error) : NULL;
  if (all == NULL)
    return NULL;
  ordered = put_in_order (all);
  self->n = ordered->len;
  self->list = (KheoIndicator *) (gpointer) g_array_free (ordered, FALSE);
  index_all (self);
  return g_steal_pointer (&self);
}

KheoIndicators *
kheo_indicators_ref (KheoIndicators *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
kheo_indicators_unref (KheoIndicators *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->by_id);
  g_clear_pointer (&self->aliases, g_hash_table_unref);
  g_free (self->list);
  g_strfreev (self->keys);
  g_strfreev (self->short_keys);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/* ---- Finding ---- */

guint
kheo_indicators_get_n (KheoIndicators *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

const KheoIndicator *
kheo_indicators_get (KheoIndicators *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->n, NULL);

  return &self->list[index];
}

int
kheo_indicators_index (KheoIndicators *self, gint64 id)
{
  g_return_val_if_fail (self != NULL, -1);

  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &id)) - 1;
}

const KheoIndicator *
kheo_indicators_find (KheoIndicators *self, gint64 id)
{
  int index = kheo_indicators_index (self, id);

  return index >= 0 ? &self->list[index] : NULL;
}

const KheoIndicator *
kheo_indicators_find_code (KheoIndicators *self, const char *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  for (guint i = 0; i < self->n; i++)
    if (self->list[i].code != NULL && g_ascii_strcasecmp (self->list[i].code, code) == 0)
      return &self->list[i];
  return NULL;
}

/* The one whose name is @text, with or without "số" before it; names of several in @names. */
static const KheoIndicator *
find_name (KheoIndicators *self, const char *text, GString *names)
{
  g_autofree char     *key = kheo_text_match_key (text);
  const char          *short_key = kheo_indicator_short_key (key);
  const KheoIndicator *found = NULL;
  guint                n = 0;

  for (guint i = 0; i < self->n; i++)
    if (strcmp (self->keys[i], key) == 0)
      return &self->list[i];
  for (guint i = 0; i < self->n; i++)
    if (strcmp (self->short_keys[i], short_key) == 0 ||
        (strlen (short_key) > 3 && strstr (self->keys[i], short_key) != NULL))
      {
        found = &self->list[i];
        n++;
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                                found->code != NULL ? found->code : found->name);
      }
  return n == 1 ? found : NULL;
}

const KheoIndicator *
kheo_indicators_resolve (KheoIndicators *self, const char *text, GError **error)
{
  const KheoIndicator *found;
  g_autoptr (GString) names = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  if (text[0] == '#')
    found = kheo_indicators_find (self, g_ascii_strtoll (text + 1, NULL, 10));
  else
    found = kheo_indicators_find_code (self, text);
  if (found == NULL && text[0] != '#')
    found = find_name (self, text, names);
  if (found != NULL)
    return found;
  if (names->len > 0)
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                 /* Translators: what was typed, the codes of several indicators. */
                 _ ("“%s” may be any of these indicators: %s; give the code."), text, names->str);
  else
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
                 _ ("The book has no indicator “%s”; “list indicators” names them."), text);
  return NULL;
}
