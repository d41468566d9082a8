#include "kheo-unit-draft.h"
#include "kheo-units-private.h"

#include "kheo-id.h"

#include <glib/gi18n-lib.h>

KheoUnitDraft *
kheo_unit_draft_new (KheoUnits *units, guint n_founded)
{
  KheoUnitDraft *self = g_new0 (KheoUnitDraft, 1);

  self->units = kheo_units_ref (units);
  self->changed = g_new0 (GArray *, MAX (units->n, 1));
  self->founded = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->first_id = n_founded > 0 ? kheo_id_next_block (n_founded) : 0;
  return self;
}

void
kheo_unit_draft_free (KheoUnitDraft *self)
{
  if (self == NULL)
    return;
  for (guint u = 0; u < self->units->n; u++)
    g_clear_pointer (&self->changed[u], g_array_unref);
  g_free (self->changed);
  g_ptr_array_unref (self->founded);
  kheo_units_unref (self->units);
  g_free (self);
}

/* ---- Reading ---- */

guint
kheo_unit_draft_get_n (const KheoUnitDraft *self)
{
  return self->units->n + self->founded->len;
}

int
kheo_unit_draft_find (const KheoUnitDraft *self, gint64 unit_id)
{
  if (unit_id >= self->first_id && unit_id < self->first_id + (gint64) self->founded->len)
    return (int) (self->units->n + (guint) (unit_id - self->first_id));
  return kheo_units_find (self->units, unit_id);
}

const KheoUnitVersion *
kheo_unit_draft_get_versions (const KheoUnitDraft *self, guint unit, guint *out_n)
{
  const GArray *own = unit < self->units->n
                          ? self->changed[unit]
                          : g_ptr_array_index (self->founded, unit - self->units->n);

  if (own == NULL)
    {
      *out_n = self->units->first[unit + 1] - self->units->first[unit];
      return self->units->versions[self->units->first[unit]];
    }
  *out_n = own->len;
  return (const KheoUnitVersion *) (gconstpointer) own->data;
}

/* ---- Changing ---- */

/* The versions of a unit, to be edited. */
static GArray *
edit (KheoUnitDraft *self, int unit)
{
  KheoUnits *units = self->units;

  if ((guint) unit >= units->n)
    return g_ptr_array_index (self->founded, (guint) unit - units->n);
  if (self->changed[unit] == NULL)
    {
      guint n = units->first[unit + 1] - units->first[unit];

      self->changed[unit] = g_array_sized_new (FALSE, FALSE, sizeof (KheoUnitVersion), n + 1);
      g_array_append_vals (self->changed[unit], units->versions[units->first[unit]], n);
    }
  return self->changed[unit];
}

gint64
kheo_unit_draft_found (KheoUnitDraft *self, const KheoUnitVersion *version)
{
  GArray         *versions = g_array_new (FALSE, FALSE, sizeof (KheoUnitVersion));
  KheoUnitVersion first = *version;

  first.id = 0;
  first.unit_id = self->first_id + self->founded->len;
  g_array_append_val (versions, first);
  g_ptr_array_add (self->founded, versions);
  return first.unit_id;
}

gboolean
kheo_unit_draft_change (KheoUnitDraft         *self,
                        gint64                 unit_id,
                        KheoDate               day,
                        const KheoUnitVersion *wanted)
{
  int             unit = kheo_unit_draft_find (self, unit_id);
  GArray         *versions = unit >= 0 ? edit (self, unit) : NULL;
  KheoUnitVersion after;
  guint           at = 0;

  while (versions != NULL && at < versions->len &&
         !kheo_unit_version_holds_on (&g_array_index (versions, KheoUnitVersion, at), day))
    at++;
  if (versions == NULL || at == versions->len)
    return FALSE;

  after = g_array_index (versions, KheoUnitVersion, at);
  after.name = wanted->name;
  after.type = wanted->type;
  after.code = wanted->code;
  after.parent_id = wanted->parent_id;
  if (after.valid_from == day)
    {
      g_array_index (versions, KheoUnitVersion, at) = after;
      return TRUE;
    }
  g_array_index (versions, KheoUnitVersion, at).valid_to = day - 1;
  after.id = 0;
  after.valid_from = day;
  after.document = NULL;
  g_array_insert_val (versions, at + 1, after);
  return TRUE;
}

gboolean
kheo_unit_draft_end (KheoUnitDraft *self, gint64 unit_id, KheoDate last)
{
  int              unit = kheo_unit_draft_find (self, unit_id);
  GArray          *versions = unit >= 0 ? edit (self, unit) : NULL;
  KheoUnitVersion *version;

  if (versions == NULL)
    return FALSE;
  version = &g_array_index (versions, KheoUnitVersion, versions->len - 1);
  if (version->valid_from > last || (version->valid_to != 0 && version->valid_to < last))
    return FALSE;
  version->valid_to = last;
  return TRUE;
}

/* ---- Writing ---- */

static gboolean
same_version (const KheoUnitVersion *a, const KheoUnitVersion *b)
{
  return a->valid_from == b->valid_from && a->valid_to == b->valid_to && a->type == b->type &&
         a->parent_id == b->parent_id && g_strcmp0 (a->name, b->name) == 0 &&
         g_strcmp0 (a->code, b->code) == 0;
}

/* Was it only given a last day? */
static gboolean
only_ends (const KheoUnitVersion *before, const KheoUnitVersion *after)
{
  KheoUnitVersion ended = *before;

  ended.valid_to = after->valid_to;
  return same_version (&ended, after);
}

static const KheoUnitVersion *
find_in_book (const KheoUnitDraft *self, guint unit, gint64 version_id)
{
  for (guint v = self->units->first[unit]; v < self->units->first[unit + 1]; v++)
    if (self->units->versions[v]->id == version_id)
      return self->units->versions[v];
  return NULL;
}

/* Is the unit still what it was when the draft was made? */
static gboolean
check_unchanged (const KheoUnitDraft *self, KheoDb *db, guint unit, GError **error)
{
  guint                  first = self->units->first[unit];
  guint                  n = self->units->first[unit + 1] - first;
  const KheoUnitVersion *versions = self->units->versions[first];
  g_autoptr (GArray) now = kheo_unit_table_list_versions (db, self->units->ids[unit], error);

  if (now == NULL)
    return FALSE;
  for (guint v = 0; now->len == n && v < n; v++)
    if (g_array_index (now, KheoUnitVersion, v).id != versions[v].id ||
        !same_version (&g_array_index (now, KheoUnitVersion, v), &versions[v]))
      n = G_MAXUINT;
  if (now->len == n)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT,
               _ ("“%s” has been changed meanwhile; look at the plan again."), versions[0].name);
  return FALSE;
}

static gboolean
write_unit (KheoUnitDraft *self, KheoDb *db, guint unit, const char *document, GError **error)
{
  const GArray *versions = self->changed[unit];

  if (versions != NULL && !check_unchanged (self, db, unit, error))
    return FALSE;
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      KheoUnitVersion        version = g_array_index (versions, KheoUnitVersion, i);
      const KheoUnitVersion *before = find_in_book (self, unit, version.id);
      gboolean               done = TRUE;

      if (before != NULL && same_version (before, &version))
        continue;
      if (document != NULL && (before == NULL || !only_ends (before, &version)))
        version.document = (char *) document;
      done = before == NULL ? kheo_unit_table_insert_version (db, &version, error)
                            : kheo_unit_table_update_version (db, &version, error);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_founded (KheoUnitDraft *self, KheoDb *db, const char *document, guint i, GError **error)
{
  const GArray   *versions = g_ptr_array_index (self->founded, i);
  KheoUnitVersion version = g_array_index (versions, KheoUnitVersion, 0);

  version.document = (char *) document;
  return kheo_unit_table_insert (db, &version, error);
}

gboolean
kheo_unit_draft_write (
    KheoUnitDraft *self, KheoDb *db, const char *document, KheoProgress *progress, GError **error)
{
  guint n = kheo_unit_draft_get_n (self);

  /* What is founded comes first: others may be moved below it. */
  for (guint i = 0; i < n; i++)
    {
      guint founded = self->founded->len;

      if ((i & 255) == 0 &&
          !kheo_progress_tick (progress, 0.8 * i / n, _ ("Writing the units"), error))
        return FALSE;
      if (!(i < founded ? write_founded (self, db, document, i, error)
                        : write_unit (self, db, i - founded, document, error)))
        return FALSE;
    }
  return TRUE;
}
