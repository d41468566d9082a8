#include "kheo-unit-life.h"

#include "kheo-error.h"
#include "kheo-number.h"
#include "kheo-registers.h"
#include "kheo-rollup.h"
#include "kheo-unit-across.h"
#include "kheo-world.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

static void
version_free (gpointer data)
{
  KheoLifeVersion *version = data;

  g_free (version->name);
  g_free (version->type);
  g_free (version->code);
  g_free (version->above);
  g_free (version->document);
  g_free (version);
}

static void
relative_free (gpointer data)
{
  KheoLifeRelative *relative = data;

  g_free (relative->name);
  g_free (relative->code);
  g_free (relative->document);
  g_free (relative);
}

static void
year_free (gpointer data)
{
  g_free (((KheoLifeYear *) data)->name);
  g_free (data);
}

void
kheo_unit_life_free (KheoUnitLife *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->path);
  g_ptr_array_unref (self->versions);
  g_ptr_array_unref (self->predecessors);
  g_ptr_array_unref (self->successors);
  g_ptr_array_unref (self->years);
  g_free (self);
}

/* ---- Versions ---- */

static void
add_versions (KheoUnitLife *self, KheoUnits *units)
{
  guint                  n = 0;
  const KheoUnitVersion *versions = kheo_units_get_versions (units, self->unit_id, &n);

  for (guint i = 0; i < n; i++)
    {
      const KheoUnitVersion *from = &versions[i];
      KheoLifeVersion       *version = g_new0 (KheoLifeVersion, 1);
      /* The names above it are those of its last day, as long as it is known. */
      KheoDate day = from->valid_to != KHEO_DATE_UNKNOWN ? from->valid_to : kheo_date_today ();

      version->from = from->valid_from;
      version->to = from->valid_to;
      version->name = g_strdup (from->name);
      version->type = from->type != NULL ? g_strdup (_ (from->type->label)) : NULL;
      version->code = g_strdup (from->code);
      version->above_id = from->parent_id;
      if (from->parent_id != 0)
        version->above = kheo_units_dup_path (units, from->parent_id, day);
      version->document = g_strdup (from->document);
      g_ptr_array_add (self->versions, version);
    }
}

/* ---- Relatives and the documents of their successions ---- */

/* "1681/NQ-UBTVQH15, 16/06/2025, Ủy ban Thường vụ Quốc hội": what is known of it. */
static char *
join_document (KheoStmt *stmt)
{
  const char      *own = kheo_stmt_get_text (stmt, 1);
  const char      *number = kheo_stmt_get_text (stmt, 2);
  const char      *issued = kheo_stmt_get_text (stmt, 3);
  const char      *issuer = kheo_stmt_get_text (stmt, 4);
  g_autofree char *day = issued != NULL ? kheo_date_format (kheo_date_from_iso (issued)) : NULL;
  const char      *parts[] = { number != NULL ? number : own, day, issuer };
  GString         *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", parts[i]);
  return g_string_free (text, text->len == 0);
}

/* By succession: its document in words. */
static GHashTable *
list_documents (KheoDb *db, gint64 unit_id, GError **error)
{
  g_autoptr (GHashTable) documents =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT s.id, s.document, r.number, r.issued_on, r.issuer"
                           " FROM succession s LEFT JOIN reform r ON r.id = s.reform_id"
                           " WHERE s.old_id = :unit OR s.new_id = :unit");
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (stmt, ":unit", unit_id);
  while (kheo_stmt_step (stmt, &problem))
    {
      gint64 id = kheo_stmt_get_int (stmt, 0);

      g_hash_table_insert (documents, g_memdup2 (&id, sizeof id), join_document (stmt));
    }
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return g_steal_pointer (&documents);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static void
add_relatives (KheoUnitLife *self, KheoUnits *units, GHashTable *documents, gboolean later)
{
  g_autoptr (GArray) found = kheo_units_list_relatives (units, self->unit_id, later);
  GPtrArray *relatives = later ? self->successors : self->predecessors;

  for (guint i = 0; i < found->len; i++)
    {
      const KheoUnitRelative *from = &g_array_index (found, KheoUnitRelative, i);
      const KheoUnitVersion  *version;
      KheoLifeRelative       *relative;
      KheoDate                day = from->succession->date;

      /* What it came from bore its name until the day before. */
      if (!later && day != KHEO_DATE_UNKNOWN)
        day--;
      version = kheo_units_get_version (units, from->unit_id, day);
      if (version == NULL)
        continue;
      relative = g_new0 (KheoLifeRelative, 1);
      relative->unit_id = from->unit_id;
      relative->name = g_strdup (version->name);
      relative->code = g_strdup (version->code);
      relative->whole = from->succession->whole;
      relative->day = from->succession->date;
      relative->document = g_strdup (g_hash_table_lookup (documents, &from->succession->id));
      memcpy (relative->weights, from->succession->weights, sizeof relative->weights);
      g_ptr_array_add (relatives, relative);
    }
}

/* ---- What was counted ---- */

typedef struct
{
  KheoUnitLife *life;
  KheoUnits    *units;
  GHashTable   *by_year; /* year → KheoLifeYear, borrowed */
} Counting;

static KheoLifeYear *
need_year (Counting *counting, int number)
{
  KheoLifeYear *year = g_hash_table_lookup (counting->by_year, GINT_TO_POINTER (number));

  if (year != NULL)
    return year;
  year = g_new0 (KheoLifeYear, 1);
  year->year = number;
  year->name = g_strdup (kheo_units_get_version (counting->units, counting->life->unit_id,
                                                 kheo_date_new (number, 12, 31))
                             ->name);
  g_ptr_array_add (counting->life->years, year);
  g_hash_table_insert (counting->by_year, GINT_TO_POINTER (number), year);
  return year;
}

static gboolean
count_models (Counting *counting, KheoDb *db, GError **error)
{
  const KheoBy by = KHEO_BY_YEAR;
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (KheoTotal) total = NULL;

  query->unit = counting->life->unit_id;
  query->clock = KHEO_CLOCK_AS_REPORTED;
  total = kheo_total_models (db, query, &by, 1, error);
  if (total == NULL)
    return FALSE;
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *row = g_ptr_array_index (total->rows, i);

      if (row->value > 0 && row->key[0] != NULL)
        need_year (counting, atoi (row->key[0]))->n_models = row->value;
    }
  return TRUE;
}

/* @table: "figure" or "target". */
static gboolean
count_records (Counting *counting, KheoDb *db, const char *table, GError **error)
{
  gboolean         figures = strcmp (table, "figure") == 0;
  g_autofree char *sql =
      g_strdup_printf ("SELECT substr (period, 1, 4), count (*), count (DISTINCT indicator_id)"
                       " FROM %s WHERE unit_id = :unit GROUP BY 1",
                       table);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (stmt, ":unit", counting->life->unit_id);
  while (kheo_stmt_step (stmt, &problem))
    {
      int           number = atoi (kheo_stmt_get_text (stmt, 0));
      KheoLifeYear *year = number > 0 ? need_year (counting, number) : NULL;

      if (year == NULL)
        continue;
      if (figures)
        {
          year->n_figures = (guint) kheo_stmt_get_int (stmt, 1);
          year->n_indicators = (guint) kheo_stmt_get_int (stmt, 2);
        }
      else
        year->n_targets = (guint) kheo_stmt_get_int (stmt, 1);
    }
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  const KheoLifeYear *x = *(const KheoLifeYear *const *) a;
  const KheoLifeYear *y = *(const KheoLifeYear *const *) b;

  return x->year < y->year ? -1 : x->year > y->year;
}

static gboolean
add_years (KheoUnitLife *self, KheoDb *db, KheoUnits *units, GError **error)
{
  g_autoptr (GHashTable) by_year = g_hash_table_new (NULL, NULL);
  Counting counting = { self, units, by_year };

  if (!count_models (&counting, db, error) || !count_records (&counting, db, "figure", error) ||
      !count_records (&counting, db, "target", error))
    return FALSE;
  g_ptr_array_sort (self->years, compare_years);
  return TRUE;
}

/* ---- Public ---- */

KheoUnitLife *
kheo_unit_life_new (KheoDb *db, gint64 unit_id, GError **error)
{
  KheoWorld *world = kheo_world_get (db, error);
  g_autoptr (KheoUnits) units = NULL;
  g_autoptr (KheoUnitLife) self = NULL;
  g_autoptr (GHashTable) documents = NULL;
  const KheoUnitVersion *versions;
  guint                  n = 0;

  if (world == NULL)
    return NULL;
  units = kheo_units_ref (kheo_world_get_units (world));
  versions = kheo_units_get_versions (units, unit_id, &n);
  if (n == 0)
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
                           _ ("this unit is not in the book any more"));
      return NULL;
    }
  if ((documents = list_documents (db, unit_id, error)) == NULL)
    return NULL;

  self = g_new0 (KheoUnitLife, 1);
  self->unit_id = unit_id;
  self->versions = g_ptr_array_new_with_free_func (version_free);
  self->predecessors = g_ptr_array_new_with_free_func (relative_free);
  self->successors = g_ptr_array_new_with_free_func (relative_free);
  self->years = g_ptr_array_new_with_free_func (year_free);
  self->from = versions[0].valid_from;
  self->to = versions[n - 1].valid_to;
  self->lives = self->from <= kheo_date_today () &&
                (self->to == KHEO_DATE_UNKNOWN || self->to >= kheo_date_today ());
  self->name = g_strdup (kheo_units_get_version (units, unit_id, 0)->name);
  self->path = kheo_units_dup_path (units, unit_id, self->lives ? 0 : self->to);
  add_versions (self, units);
  add_relatives (self, units, documents, FALSE);
  add_relatives (self, units, documents, TRUE);
  if (!add_years (self, db, units, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- For people ---- */

char *
kheo_life_format_span (KheoDate from, KheoDate to)
{
  g_autofree char *first = from != KHEO_DATE_UNKNOWN ? kheo_date_format (from) : NULL;
  g_autofree char *last = to != KHEO_DATE_UNKNOWN ? kheo_date_format (to) : NULL;

  if (first != NULL && last != NULL)
    return g_strdup_printf ("%s – %s", first, last);
  if (first != NULL)
    /* Translators: a unit exists since a day. */
    return g_strdup_printf (_ ("since %s"), first);
  if (last != NULL)
    /* Translators: a unit existed until a day. */
    return g_strdup_printf (_ ("until %s"), last);
  return g_strdup (_ ("as far as the book goes back"));
}

char *
kheo_life_format_share (const KheoLifeRelative *relative)
{
  GString *text = g_string_new (relative->whole ? _ ("the whole") : _ ("a part"));

  for (guint i = 0; i < KHEO_N_BASES && !relative->whole; i++)
    if (relative->weights[i] >= 0)
      {
        g_autofree char *amount = kheo_number_format (relative->weights[i]);

        g_string_append_printf (text, ", %s %s", kheo_basis_label ((KheoBasis) i), amount);
      }
  return g_string_free (text, FALSE);
}

/* Takes @text; joins with a comma. */
static void
append_part (GString *line, char *text)
{
  g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", text);
  g_free (text);
}

char *
kheo_life_format_year (const KheoLifeYear *year)
{
  GString         *line = g_string_new (NULL);
  g_autofree char *models = kheo_number_format (year->n_models);
  g_autofree char *figures = kheo_number_format (year->n_figures);

  if (year->n_models > 0)
    append_part (line, g_strdup_printf (ngettext ("%s model", "%s models", (gulong) year->n_models),
                                        models));
  if (year->n_figures > 0)
    append_part (line, g_strdup_printf (ngettext ("%s figure (indicators: %u)",
                                                  "%s figures (indicators: %u)", year->n_figures),
                                        figures, year->n_indicators));
  if (year->n_targets > 0)
    append_part (line, g_strdup_printf (ngettext ("%u target", "%u targets", year->n_targets),
                                        year->n_targets));
  return g_string_free (line, FALSE);
}
