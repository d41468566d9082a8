#include "domain-book.h"

#include "kheo-unit-draft.h"

#include <stdlib.h>
#include <string.h>

KheoDb *
book_new (void)
{
  g_autoptr (GError) error = NULL;
  KheoDb *db = NULL;

  kheo_unit_guard_books ();
  db = kheo_book_open_db (":memory:", KHEO_DB_CREATE, &error);

  g_assert_no_error (error);
  return db;
}

KheoDate
book_day (const char *iso)
{
  KheoDate day = iso != NULL ? kheo_date_from_iso (iso) : KHEO_DATE_UNKNOWN;

  g_assert_true (iso == NULL || day != KHEO_DATE_UNKNOWN);
  return day;
}

void
action_begin (KheoDb *db)
{
  g_autoptr (GError) error = NULL;

  kheo_history_begin (db, &error);
  g_assert_no_error (error);
}

gint64
action_end (KheoDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = kheo_history_end (db, "Test", "tester", &error);

  g_assert_no_error (error);
  return changes != NULL ? kheo_change_set_get_action (changes) : 0;
}

gint64
book_add_unit (
    KheoDb *db, const char *name, const char *code, gint64 parent, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  KheoUnitVersion version = { .name = (char *) name,
                              .type = kheo_unit_type_of_name (name, -1),
                              .code = (char *) code,
                              .parent_id = parent,
                              .valid_from = book_day (from),
                              .valid_to = book_day (to) };

  /* Below a province a "Thành phố" is not centrally run. */
  if (version.type != NULL && version.type->level == KHEO_LEVEL_PROVINCE && parent != 0)
    version.type = kheo_unit_type_of_name (name, KHEO_LEVEL_DISTRICT);
  if (version.type == NULL)
    version.type = kheo_unit_type_find ("other");
  kheo_unit_table_insert (db, &version, &error);
  g_assert_no_error (error);
  return version.unit_id;
}

gint64
book_add_model (KheoDb *db, const char *name, gint64 unit, int year, const char *registered)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_models, 0);
  g_autoptr (GError) error = NULL;

  kheo_record_set_text (record, KHEO_MODEL_NAME, name);
  kheo_record_set_integer (record, KHEO_MODEL_UNIT, unit);
  kheo_record_set_text (record, KHEO_MODEL_KIND, "collective");
  kheo_record_set_text (record, KHEO_MODEL_FIELD, "economy");
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, year);
  kheo_record_set_text (record, KHEO_MODEL_REGISTERED_ON, registered);
  kheo_record_table_insert (db, record, &error);
  g_assert_no_error (error);
  return kheo_record_get_id (record);
}

void
book_succeed (KheoDb *db, gint64 old, gint64 new_unit, gboolean whole, const char *day)
{
  g_autoptr (GError) error = NULL;
  KheoSuccession succession = {
    .old_id = old, .new_id = new_unit, .whole = whole, .date = book_day (day)
  };

  kheo_succession_insert (db, &succession, NULL, &error);
  g_assert_no_error (error);
}

static const char *const syllables[] = { "Hòa",  "Bình",  "Tân", "Lập", "Đắk", "Mường", "La",
                                         "Ngọc", "Chiến", "Phú", "Thọ", "Ea",  "Kỳ" };

static char *
random_name (GRand *rand, const char *prefix)
{
  const char *a = syllables[g_rand_int_range (rand, 0, G_N_ELEMENTS (syllables))];
  const char *b = syllables[g_rand_int_range (rand, 0, G_N_ELEMENTS (syllables))];

  return g_strdup_printf ("%s %s %s", prefix, a, b);
}

static const char *
random_choice (GRand *rand, guint field)
{
  const KheoChoice *choices = kheo_register_models.fields[field].choices;
  int               n = 0;

  while (choices[n].value != NULL)
    n++;
  return choices[g_rand_int_range (rand, 0, n)].value;
}

static char *
random_date (GRand *rand, int year)
{
  int month = g_rand_int_range (rand, 1, 13);

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      return NULL;
    case 1:
      return g_strdup_printf ("%d", year);
    case 2:
      return g_strdup_printf ("%d-%02d", year, month);
    default:
      return g_strdup_printf ("%d-%02d-%02d", year, month, g_rand_int_range (rand, 1, 29));
    }
}

static void
fill_record (KheoRecord *record, GRand *rand, gint64 unit)
{
  int              year = g_rand_int_range (rand, 2018, 2027);
  g_autofree char *name = random_name (rand, g_rand_boolean (rand) ? "Mô hình" : "Tổ");
  g_autofree char *owner = random_name (rand, "Hội");
  g_autofree char *registered = random_date (rand, year);

  kheo_record_set_text (record, KHEO_MODEL_NAME, name);
  kheo_record_set_integer (record, KHEO_MODEL_UNIT, unit);
  kheo_record_set_text (record, KHEO_MODEL_OWNER, g_rand_boolean (rand) ? owner : NULL);
  kheo_record_set_text (record, KHEO_MODEL_KIND, random_choice (rand, KHEO_MODEL_KIND));
  kheo_record_set_text (record, KHEO_MODEL_FIELD, random_choice (rand, KHEO_MODEL_FIELD));
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, year);
  kheo_record_set_text (record, KHEO_MODEL_REGISTERED_ON, registered);
  if (g_rand_boolean (rand))
    kheo_record_set_text (record, KHEO_MODEL_STATUS, random_choice (rand, KHEO_MODEL_STATUS));
  if (g_rand_boolean (rand))
    kheo_record_set_integer (record, KHEO_MODEL_BUDGET,
                             g_rand_int_range (rand, 0, 500) * 1000000ll);
}

static gint64
random_id (KheoDb *db, GRand *rand, const char *table)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT id FROM %s ORDER BY id LIMIT 1 OFFSET :at %% (SELECT count(*) FROM %s)", table,
      table);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  gint64 id = 0;

  kheo_stmt_bind_int (stmt, ":at", g_rand_int_range (rand, 0, 1000000));
  if (kheo_stmt_step (stmt, NULL))
    id = kheo_stmt_get_int (stmt, 0);
  kheo_stmt_reset (stmt);
  return id;
}

void
book_fill (KheoDb *db, GRand *rand, guint n_units, guint n_models)
{
  static const char *const prefixes[] = { "Tỉnh", "Huyện", "Xã", "Thôn" };
  g_autofree gint64       *ids = g_new (gint64, n_units);
  g_autofree guint        *levels = g_new (guint, n_units);

  action_begin (db);
  for (guint i = 0; i < n_units; i++)
    {
      guint            parent = i > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) i) : 0;
      g_autofree char *name = NULL;
      g_autofree char *code = g_strdup_printf ("%05u", i);

      levels[i] = i > 0 ? levels[parent] + 1 : 0;
      while (levels[i] > 3)
        {
          parent = (guint) g_rand_int_range (rand, 0, (gint32) i);
          levels[i] = levels[parent] + 1;
        }
      name = random_name (rand, prefixes[levels[i]]);
      ids[i] = book_add_unit (db, name, code, i > 0 ? ids[parent] : 0, NULL, NULL);
    }
  for (guint i = 0; i < n_models; i++)
    {
      g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_models, 0);
      g_autoptr (GError) error = NULL;

      fill_record (record, rand, ids[g_rand_int_range (rand, 0, (gint32) n_units)]);
      kheo_record_table_insert (db, record, &error);
      g_assert_no_error (error);
    }
  action_end (db);
}

static void
edit_model (KheoDb *db, GRand *rand)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoRecord) record =
      kheo_record_table_get (db, &kheo_register_models, random_id (db, rand, "model"), &error);

  g_assert_no_error (error);
  if (record == NULL)
    return;
  fill_record (record, rand, random_id (db, rand, "unit"));
  kheo_record_table_update (db, record, &error);
  g_assert_no_error (error);
}

static void
move_unit (KheoDb *db, GRand *rand)
{
  gint64 unit = random_id (db, rand, "unit");
  g_autoptr (GArray) versions = kheo_unit_table_list_versions (db, unit, NULL);
  KheoUnitVersion changed;

  if (versions == NULL || versions->len == 0)
    return;
  changed = g_array_index (versions, KheoUnitVersion, versions->len - 1);
  if (g_rand_boolean (rand))
    changed.parent_id = random_id (db, rand, "unit");
  else
    changed.name = (char *) "Xã Đổi Tên";
  kheo_unit_change (db, unit, kheo_date_new (g_rand_int_range (rand, 2019, 2026), 7, 1), &changed,
                    NULL);
}

static void
delete_model (KheoDb *db, GRand *rand)
{
  gint64 id = random_id (db, rand, "model");
  g_autoptr (GError) error = NULL;

  if (id == 0)
    return;
  kheo_record_table_delete (db, &kheo_register_models, id, &error);
  g_assert_no_error (error);
}

void
book_edit (KheoDb *db, GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      delete_model (db, rand);
      break;
    case 1:
      book_add_model (db, "Mô hình mới", random_id (db, rand, "unit"), 2024, "2024-05-06");
      break;
    case 2:
      move_unit (db, rand);
      break;
    case 3:
      book_add_unit (db, "Xã Mới Lập", NULL, random_id (db, rand, "unit"), NULL, NULL);
      break;
    default:
      edit_model (db, rand);
      break;
    }
}

gint64
book_add_indicator (
    KheoDb *db, const char *code, const char *name, const char *rules, const char *level)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_indicators, 0);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = g_strsplit (rules, " ", -1);

  g_assert_cmpuint (g_strv_length (words), ==, 5);
  kheo_record_set_text (record, KHEO_INDICATOR_CODE, code);
  kheo_record_set_text (record, KHEO_INDICATOR_NAME, name);
  kheo_record_set_text (record, KHEO_INDICATOR_VALUE_TYPE, words[0]);
  kheo_record_set_integer (record, KHEO_INDICATOR_DECIMALS, atoi (words[1]));
  kheo_record_set_text (record, KHEO_INDICATOR_NATURE, words[2]);
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_UNITS, words[3]);
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_TIME, words[4]);
  kheo_record_set_text (record, KHEO_INDICATOR_LEVEL, level);
  kheo_record_table_insert (db, record, &error);
  g_assert_no_error (error);
  return kheo_record_get_id (record);
}

gint64
book_add_figure (
    KheoDb *db, gint64 indicator, gint64 unit, const char *period, gint64 value, gint64 denominator)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_figures, 0);
  g_autoptr (GError) error = NULL;

  kheo_record_set_integer (record, KHEO_FIGURE_INDICATOR, indicator);
  kheo_record_set_integer (record, KHEO_FIGURE_UNIT, unit);
  kheo_record_set_text (record, KHEO_FIGURE_PERIOD, period);
  kheo_record_set_text (record, KHEO_FIGURE_STATE, value != NO_AMOUNT ? "value" : "missing");
  if (value != NO_AMOUNT)
    kheo_record_set_integer (record, KHEO_FIGURE_VALUE, value);
  if (denominator != NO_AMOUNT)
    kheo_record_set_integer (record, KHEO_FIGURE_DENOMINATOR, denominator);
  kheo_record_table_insert (db, record, &error);
  g_assert_no_error (error);
  return kheo_record_get_id (record);
}

gint64
book_add_target (KheoDb *db, gint64 indicator, gint64 unit, const char *period, gint64 value)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_targets, 0);
  g_autoptr (GError) error = NULL;

  kheo_record_set_integer (record, KHEO_TARGET_INDICATOR, indicator);
  kheo_record_set_integer (record, KHEO_TARGET_UNIT, unit);
  kheo_record_set_text (record, KHEO_TARGET_PERIOD, period);
  kheo_record_set_integer (record, KHEO_TARGET_VALUE, value);
  kheo_record_set_text (record, KHEO_TARGET_DIRECTION, "at-least");
  kheo_record_table_insert (db, record, &error);
  g_assert_no_error (error);
  return kheo_record_get_id (record);
}

void
book_fill_figures (KheoDb *db, GRand *rand, gint64 indicator, guint n)
{
  static const char *const periods[] = { "2024",    "2024-H1", "2024-9M", "2024-Q1", "2024-Q2",
                                         "2024-Q3", "2024-Q4", "2024-07", "2025",    "2025-H1",
                                         "2025-Q3", "2023",    "2024-12" };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  action_begin (db);
  for (guint i = 0; i < n; i++)
    {
      gint64      unit = random_id (db, rand, "unit");
      const char *period = periods[g_rand_int_range (rand, 0, G_N_ELEMENTS (periods))];
      gint64      value =
          g_rand_int_range (rand, 0, 12) > 0 ? g_rand_int_range (rand, 0, 1000) : NO_AMOUNT;
      char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", unit, period);

      if (g_hash_table_add (seen, key))
        book_add_figure (db, indicator, unit, period, value,
                         value != NO_AMOUNT && g_rand_boolean (rand) ? 1000 : NO_AMOUNT);
    }
  action_end (db);
}
