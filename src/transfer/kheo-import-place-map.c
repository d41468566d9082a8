/*
 * Which day's map the names of a row are of: its own day of registration, else the end of its year,
 * else the day of the sheet.  One matcher serves each stretch of days in which no unit changed.
 */
#include "kheo-import-place-private.h"

#include "kheo-matters.h"

#include <string.h>

static void
add_change (const KheoUnitVersion *version, gpointer user_data)
{
  GArray *changes = user_data;

  if (version->valid_from != KHEO_DATE_UNKNOWN)
    g_array_append_val (changes, version->valid_from);
  if (version->valid_to != KHEO_DATE_UNKNOWN)
    {
      KheoDate after = version->valid_to + 1;

      g_array_append_val (changes, after);
    }
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  KheoDate first = *(const KheoDate *) a;
  KheoDate second = *(const KheoDate *) b;

  return first < second ? -1 : first > second;
}

gboolean
kheo_place_load_days (KheoPlaceFinder *self, GError **error)
{
  guint kept = 0;

  self->changes = g_array_new (FALSE, FALSE, sizeof (KheoDate));
  if (!kheo_unit_table_foreach (self->db, add_change, self->changes, error))
    return FALSE;
  g_array_sort (self->changes, compare_dates);
  for (guint i = 0; i < self->changes->len; i++)
    if (i == 0 || g_array_index (self->changes, KheoDate, i) !=
                      g_array_index (self->changes, KheoDate, i - 1))
      g_array_index (self->changes, KheoDate, kept++) = g_array_index (self->changes, KheoDate, i);
  g_array_set_size (self->changes, kept);
  self->matchers = g_ptr_array_new ();
  g_ptr_array_set_size (self->matchers, (int) kept + 1);
  return TRUE;
}

/* How many changes of the map lie on or before @day. */
guint
kheo_place_epoch (const KheoPlaceFinder *self, KheoDate day)
{
  guint low = 0;
  guint high = self->changes->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->changes, KheoDate, middle) <= day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

KheoUnitMatcher *
kheo_place_matcher (KheoPlaceFinder *self, guint epoch, KheoDate day)
{
  if (self->matchers->pdata[epoch] == NULL)
    self->matchers->pdata[epoch] = kheo_unit_matcher_new (self->import->units, day);
  return self->matchers->pdata[epoch];
}

/* The first of @fields that names a day; 0: none does. */
static KheoDate
first_day (const KheoPlaceFinder *self, const KheoSheetRow *row, const guint *fields, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const char *day = kheo_place_text_of (self, row, (int) fields[i]);

      if (day != NULL && strlen (day) == 10)
        return kheo_date_from_iso (day);
    }
  return KHEO_DATE_UNKNOWN;
}

/* A list names units as they were when the matter came.  Our own export names the unit that has it:
 * an open one's lives, a closed one's lived when it was closed. */
static KheoDate
day_of_matter (const KheoPlaceFinder *self, const KheoSheetRow *row, const KheoMatters *matters)
{
  const guint from[] = { matters->from };
  const guint closed[] = { matters->closed, matters->due, matters->from };
  gboolean    own = kheo_place_text_of (self, row, KHEO_COLUMN_RECORD_ID) != NULL;
  KheoDate    day = KHEO_DATE_UNKNOWN;

  if (!own)
    day = first_day (self, row, from, G_N_ELEMENTS (from));
  else if (kheo_matters_is_closed (matters, kheo_place_text_of (self, row, (int) matters->state)))
    day = first_day (self, row, closed, G_N_ELEMENTS (closed));
  return day != KHEO_DATE_UNKNOWN ? day : kheo_place_day_of_sheet (self);
}

KheoDate
kheo_place_day_of_row (const KheoPlaceFinder *self, const KheoSheetRow *row)
{
  const KheoMatters *matters = kheo_matters_of (self->table->info.reg);
  const KheoValue   *day;
  const KheoValue   *year;
  KheoDate           today = kheo_date_today ();
  int                number = 0;

  if (self->import->options->date != KHEO_DATE_UNKNOWN)
    return self->import->options->date;
  if (self->changes->len == 0)
    return today;
  if (matters != NULL)
    return day_of_matter (self, row, matters);
  day = kheo_values_get (self->table, row, KHEO_MODEL_REGISTERED_ON);
  year = kheo_values_get (self->table, row, KHEO_MODEL_YEAR);
  if (day != NULL && day->type == KHEO_VALUE_TEXT && strlen (day->text) == 10)
    return kheo_date_from_iso (day->text);
  if (year != NULL && year->type == KHEO_VALUE_INTEGER)
    number = (int) year->integer;
  if (number > 0 && (self->table->info.day == KHEO_DATE_UNKNOWN ||
                     kheo_date_get_year (self->table->info.day) != number))
    return MIN (kheo_date_new (number, 12, 31), today);
  return self->table->info.day != KHEO_DATE_UNKNOWN ? self->table->info.day : today;
}

void
kheo_place_clear_days (KheoPlaceFinder *self)
{
  if (self->matchers != NULL)
    for (guint i = 0; i < self->matchers->len; i++)
      if (self->matchers->pdata[i] != NULL)
        kheo_unit_matcher_free (self->matchers->pdata[i]);
  g_clear_pointer (&self->matchers, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_array_unref);
}

KheoDate
kheo_place_day_of_sheet (const KheoPlaceFinder *self)
{
  if (self->import->options->date != KHEO_DATE_UNKNOWN)
    return self->import->options->date;
  return self->table->info.day != KHEO_DATE_UNKNOWN ? self->table->info.day : kheo_date_today ();
}
