#include "domain-book.h"
#include "kheo-model-rules.h"
#include "kheo-test.h"

#include <string.h>

typedef struct
{
  guint       field;
  const char *text;    /* NULL: @integer */
  gint64      integer; /* 0 with no text: null */
} Change;

static void
apply (KheoRecord *record, const Change *change)
{
  if (change->text != NULL)
    kheo_record_set_text (record, change->field, change->text);
  else if (change->integer != 0)
    kheo_record_set_integer (record, change->field, change->integer);
  else
    kheo_record_set_text (record, change->field, NULL);
}

static KheoRecord *
sound_record (gint64 unit)
{
  KheoRecord *record = kheo_record_new (&kheo_register_models, 0);

  kheo_record_set_text (record, KHEO_MODEL_NAME, "Mô hình");
  kheo_record_set_integer (record, KHEO_MODEL_UNIT, unit);
  kheo_record_set_text (record, KHEO_MODEL_KIND, "collective");
  kheo_record_set_text (record, KHEO_MODEL_FIELD, "economy");
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, 2024);
  kheo_record_set_text (record, KHEO_MODEL_REGISTERED_ON, "2024-05-06");
  return record;
}

static void
assert_finding (GPtrArray *findings, int field, const char *code, KheoSeverity severity)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const KheoFinding *finding = findings->pdata[i];

      g_assert_true (g_str_has_suffix (finding->message, "."));
      if (strcmp (finding->code, code) != 0)
        continue;
      g_assert_cmpint (finding->field, ==, field);
      g_assert_cmpint (finding->severity, ==, severity);
      return;
    }
  g_assert_not_reached ();
}

static void
test_table (void)
{
  static const struct
  {
    Change       change;
    int          field;
    const char  *code; /* NULL: nothing is found */
    KheoSeverity severity;
  } cases[] = {
    { { KHEO_MODEL_NOTE, "ghi chú" }, 0, NULL, 0 },
    { { KHEO_MODEL_NAME, NULL }, KHEO_MODEL_NAME, "missing", KHEO_SEVERITY_ERROR },
    { { KHEO_MODEL_NAME, "  " }, KHEO_MODEL_NAME, "missing", KHEO_SEVERITY_ERROR },
    { { KHEO_MODEL_YEAR, NULL }, KHEO_MODEL_YEAR, "missing", KHEO_SEVERITY_ERROR },
    { { KHEO_MODEL_YEAR, NULL, 1900 }, KHEO_MODEL_YEAR, "out-of-range", KHEO_SEVERITY_ERROR },
    { { KHEO_MODEL_YEAR, NULL, 2023 },
      KHEO_MODEL_REGISTERED_ON,
      "year-mismatch",
      KHEO_SEVERITY_WARNING },
    { { KHEO_MODEL_PARTICIPANTS, NULL, -3 },
      KHEO_MODEL_PARTICIPANTS,
      "out-of-range",
      KHEO_SEVERITY_ERROR },
    { { KHEO_MODEL_FIELD, "sport" }, KHEO_MODEL_FIELD, "unknown-choice", KHEO_SEVERITY_ERROR },
    { { KHEO_MODEL_REGISTERED_ON, "06/05/2024" },
      KHEO_MODEL_REGISTERED_ON,
      "not-a-date",
      KHEO_SEVERITY_ERROR },
    { { KHEO_MODEL_REGISTERED_ON, "2024-05" }, 0, NULL, 0 },
    { { KHEO_MODEL_PERSON, "Lò Văn A" },
      KHEO_MODEL_PERSON,
      "person-for-collective",
      KHEO_SEVERITY_WARNING },
    { { KHEO_MODEL_KIND, "individual" },
      KHEO_MODEL_PERSON,
      "person-missing",
      KHEO_SEVERITY_WARNING },
    { { KHEO_MODEL_ENDED_ON, "2024-04" },
      KHEO_MODEL_ENDED_ON,
      "ended-before-registered",
      KHEO_SEVERITY_ERROR },
    { { KHEO_MODEL_ENDED_ON, "2024" }, 0, NULL, 0 },
    { { KHEO_MODEL_UNIT, NULL, 4711 }, KHEO_MODEL_UNIT, "unknown-unit", KHEO_SEVERITY_ERROR },
    { { KHEO_MODEL_REGISTERED_ON, "2024-08-01" },
      KHEO_MODEL_UNIT,
      "unit-not-living",
      KHEO_SEVERITY_WARNING },
  };
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoUnits) units = NULL;
  gint64 unit;

  action_begin (db);
  unit = book_add_unit (db, "Xã A", NULL, 0, NULL, "2024-07-31");
  action_end (db);
  units = kheo_units_load (db, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KheoRecord) record = sound_record (unit);
      g_autoptr (GPtrArray) findings = NULL;

      apply (record, &cases[i].change);
      findings = kheo_record_validate (record, units);
      g_test_message ("case %u", i);
      if (cases[i].code == NULL)
        g_assert_cmpuint (findings->len, ==, 0);
      else
        assert_finding (findings, cases[i].field, cases[i].code, cases[i].severity);
    }
}

static void
test_own_parent (void)
{
  g_autoptr (KheoRecord) record = sound_record (1);
  g_autoptr (GPtrArray) findings = NULL;

  kheo_record_set_id (record, 5);
  kheo_record_set_integer (record, KHEO_MODEL_PARENT, 5);
  findings = kheo_record_validate (record, NULL);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (((KheoFinding *) findings->pdata[0])->code, ==, "own-parent");
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/domain/model-rules/table", test_table);
  g_test_add_func ("/domain/model-rules/own-parent", test_own_parent);
  return g_test_run ();
}
