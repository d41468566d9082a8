#include "kheo-annex-subject.h"

#include "kheo-error.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIST  "list:"
#define WIDTH 5.0 /* characters of a field for one share of the width */

static void
offer_free (gpointer data)
{
  KheoAnnexOffer *offer = data;

  g_free (offer->key);
  g_free (offer->heading);
  g_free (offer->group);
  g_free (offer);
}

static KheoAnnexOffer *
add (GPtrArray *offers, const char *key, const char *heading, double weight, KheoAnnexAlign align)
{
  KheoAnnexOffer *offer = g_new0 (KheoAnnexOffer, 1);

  offer->key = g_strdup (key);
  offer->heading = g_strdup (heading);
  offer->weight = weight;
  offer->align = align;
  offer->holds = align == KHEO_ANNEX_ALIGN_RIGHT ? KHEO_ANNEX_HOLDS_NUMBER : KHEO_ANNEX_HOLDS_TEXT;
  g_ptr_array_add (offers, offer);
  return offer;
}

/* A column of a subject whose columns are all known. */
static KheoAnnexOffer *
add_usual (
    GPtrArray *offers, const char *key, const char *heading, double weight, KheoAnnexAlign align)
{
  KheoAnnexOffer *offer = add (offers, key, heading, weight, align);

  offer->usual = offer->always = TRUE;
  return offer;
}

static void
add_ordinal (GPtrArray *offers)
{
  /* Translators: heading of the column that counts the rows ("STT") */
  add_usual (offers, "no", _ ("No."), 1.1, KHEO_ANNEX_ALIGN_CENTER)->holds =
      KHEO_ANNEX_HOLDS_ORDINAL;
}

/* ---- Lists ---- */

const KheoRegister *
kheo_annex_subject_get_register (const char *subject)
{
  return g_str_has_prefix (subject, LIST) ? kheo_register_find (subject + strlen (LIST)) : NULL;
}

static void
describe_field (KheoAnnexOffer *offer, const KheoField *field)
{
  switch (field->type)
    {
    case KHEO_FIELD_INTEGER:
    case KHEO_FIELD_MONEY:
      offer->sum = TRUE;
      G_GNUC_FALLTHROUGH;
    case KHEO_FIELD_AMOUNT:
      offer->align = KHEO_ANNEX_ALIGN_RIGHT;
      offer->holds = KHEO_ANNEX_HOLDS_NUMBER;
      break;
    case KHEO_FIELD_YEAR:
      offer->align = KHEO_ANNEX_ALIGN_CENTER;
      offer->holds = KHEO_ANNEX_HOLDS_ORDINAL;
      break;
    case KHEO_FIELD_DATE:
      offer->align = KHEO_ANNEX_ALIGN_CENTER;
      offer->holds = KHEO_ANNEX_HOLDS_DATE;
      break;
    case KHEO_FIELD_PERIOD:
      offer->align = KHEO_ANNEX_ALIGN_CENTER;
      break;
    case KHEO_FIELD_TEXT:
    case KHEO_FIELD_LONG_TEXT:
    case KHEO_FIELD_CHOICE:
    case KHEO_FIELD_UNIT:
    case KHEO_FIELD_RECORD:
      break;
    }
}

static void
add_field (GPtrArray *offers, const KheoField *field)
{
  double          weight = CLAMP (field->width / WIDTH, 1.5, 8);
  KheoAnnexOffer *offer =
      add (offers, field->name, _ (field->label), weight, KHEO_ANNEX_ALIGN_LEFT);

  describe_field (offer, field);
  offer->usual = (field->flags & KHEO_FIELD_COLUMN) != 0;
  offer->always = (field->flags & KHEO_FIELD_REQUIRED) != 0;
  offer->personal = (field->flags & KHEO_FIELD_PERSONAL) != 0;
}

/* The usual columns of the list of models (domain.md §1.4). */
static const struct
{
  const char *key;
  double      weight;
  gboolean    always;
} model_columns[] = {
  { "name", 7, TRUE },    { "owner", 4.5, FALSE },       { "place", 4, FALSE },
  { "kind", 2.2, TRUE },  { "person_post", 3.4, FALSE }, { "field", 3.2, TRUE },
  { "year", 1.5, FALSE }, { "origin", 1.9, FALSE },      { "status", 2.3, FALSE },
  { "note", 2.5, FALSE },
};

static void
add_model_columns (GPtrArray *offers)
{
  const KheoRegister *reg = &kheo_register_models;

  for (guint i = 0; i < G_N_ELEMENTS (model_columns); i++)
    {
      const char      *key = model_columns[i].key;
      const KheoField *field = kheo_register_get_field (reg, key);

      if (field != NULL)
        add_field (offers, field);
      else if (g_str_equal (key, "place"))
        add (offers, key, _ (reg->fields[KHEO_MODEL_ADDRESS].label), 0, KHEO_ANNEX_ALIGN_LEFT);
      else
        add (offers, key, _ ("Full name, post"), 0, KHEO_ANNEX_ALIGN_LEFT)->personal = TRUE;
      {
        KheoAnnexOffer *offer = offers->pdata[offers->len - 1];

        offer->weight = model_columns[i].weight;
        offer->usual = TRUE;
        offer->always = model_columns[i].always;
      }
    }
}

static gboolean
is_offered (const GPtrArray *offers, const char *key)
{
  for (guint i = 0; i < offers->len; i++)
    if (g_str_equal (((const KheoAnnexOffer *) offers->pdata[i])->key, key))
      return TRUE;
  return FALSE;
}

static GPtrArray *
list_fields (GPtrArray *offers, const KheoRegister *reg)
{
  gboolean models = reg == &kheo_register_models;

  add_ordinal (offers);
  if (models)
    add_model_columns (offers);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < reg->n_fields; i++)
      {
        const KheoField *field = &reg->fields[i];
        gboolean         column = (field->flags & KHEO_FIELD_COLUMN) != 0;

        if (is_offered (offers, field->name) || column != (pass == 0) ||
            ((field->flags & KHEO_FIELD_DERIVED) != 0 && reg != &kheo_register_units))
          continue;
        add_field (offers, field);
        if (models)
          ((KheoAnnexOffer *) offers->pdata[offers->len - 1])->usual = FALSE;
      }
  if (kheo_register_get_field (reg, "unit_id") != NULL)
    add (offers, "unit_code", _ ("Unit code"), 1.8, KHEO_ANNEX_ALIGN_CENTER);
  return offers;
}

/* ---- Totals ---- */

/* "FIELD=" counts what is not known of the field. */
static void
add_choices (GPtrArray *offers, const char *name, gboolean usual)
{
  const KheoField *field = kheo_register_get_field (&kheo_register_models, name);
  g_autofree char *unknown = g_strconcat (name, "=", NULL);
  KheoAnnexOffer  *rest;

  for (const KheoChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      g_autofree char *key = g_strdup_printf ("%s=%s", name, choice->value);
      KheoAnnexOffer  *offer = add (offers, key, _ (choice->label), 2, KHEO_ANNEX_ALIGN_RIGHT);

      offer->group = g_strdup (_ (field->label));
      offer->usual = offer->always = usual;
      offer->sum = TRUE;
    }
  rest = add (offers, unknown, _ ("Not known"), 2, KHEO_ANNEX_ALIGN_RIGHT);
  rest->group = g_strdup (_ (field->label));
  rest->sum = TRUE;
}

static GPtrArray *
list_counts (GPtrArray *offers)
{
  add_ordinal (offers);
  add_usual (offers, "label", _ ("Unit"), 6, KHEO_ANNEX_ALIGN_LEFT);
  /* Translators: heading of a column: all of them together. */
  add_usual (offers, "total", _ ("Total"), 2, KHEO_ANNEX_ALIGN_RIGHT)->sum = TRUE;
  add_choices (offers, "kind", TRUE);
  add_choices (offers, "field", TRUE);
  /* Translators: heading of a column: part of the whole, in percent. */
  add (offers, "percent", _ ("Share (%)"), 1.8, KHEO_ANNEX_ALIGN_RIGHT);
  add_choices (offers, "status", FALSE);
  add_choices (offers, "level", FALSE);
  add_choices (offers, "origin", FALSE);
  return offers;
}

char *
kheo_annex_indicator_name (const KheoIndicator *indicator)
{
  return indicator->code != NULL ? g_strdup (indicator->code)
                                 : g_strdup_printf ("#%" G_GINT64_FORMAT, indicator->id);
}

static void
add_indicator (GPtrArray *offers, const KheoIndicator *indicator)
{
  static const char *const parts[] = { "", "/target", "/percent" };
  const char *const        headings[] = { _ ("Result"), _ ("Target"), _ ("Reached (%)") };
  g_autofree char         *group = indicator->unit.unit != NULL
                                       ? g_strdup_printf ("%s (%s)", indicator->name, indicator->unit.unit)
                                       : g_strdup (indicator->name);
  g_autofree char         *code = kheo_annex_indicator_name (indicator);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *key = g_strdup_printf ("indicator=%s%s", code, parts[i]);

      add (offers, key, headings[i], 2, KHEO_ANNEX_ALIGN_RIGHT)->group = g_strdup (group);
    }
}

static GPtrArray *
list_sums (GPtrArray *offers, KheoIndicators *indicators)
{
  add_ordinal (offers);
  add_usual (offers, "label", _ ("Unit"), 6, KHEO_ANNEX_ALIGN_LEFT);
  for (guint i = 0; indicators != NULL && i < kheo_indicators_get_n (indicators); i++)
    add_indicator (offers, kheo_indicators_get (indicators, i));
  return offers;
}

static GPtrArray *
list_of_indicators (GPtrArray *offers)
{
  add_ordinal (offers);
  add_usual (offers, "name", _ ("Indicator"), 8, KHEO_ANNEX_ALIGN_LEFT);
  add_usual (offers, "measure", _ ("Unit of measure"), 2, KHEO_ANNEX_ALIGN_CENTER);
  add_usual (offers, "target", _ ("Target"), 2.4, KHEO_ANNEX_ALIGN_RIGHT);
  add_usual (offers, "value", _ ("Result"), 2.4, KHEO_ANNEX_ALIGN_RIGHT);
  add_usual (offers, "percent", _ ("Reached (%)"), 2, KHEO_ANNEX_ALIGN_RIGHT);
  add_usual (offers, "before", _ ("The year before"), 2.4, KHEO_ANNEX_ALIGN_RIGHT);
  add_usual (offers, "change", _ ("Change"), 2.2, KHEO_ANNEX_ALIGN_RIGHT);
  add (offers, "code", _ ("Code"), 1.6, KHEO_ANNEX_ALIGN_CENTER);
  add (offers, "units", _ ("Units that report"), 1.8, KHEO_ANNEX_ALIGN_CENTER);
  return offers;
}

/* ---- Ready tables ---- */

static GPtrArray *
list_comparison (GPtrArray *offers)
{
  add_ordinal (offers);
  add_usual (offers, "label", _ ("Unit"), 8, KHEO_ANNEX_ALIGN_LEFT);
  add_usual (offers, "before", _ ("The other period"), 3, KHEO_ANNEX_ALIGN_RIGHT);
  add_usual (offers, "value", _ ("The period"), 3, KHEO_ANNEX_ALIGN_RIGHT);
  add_usual (offers, "change", _ ("Change"), 3, KHEO_ANNEX_ALIGN_RIGHT);
  add_usual (offers, "percent", _ ("Change (%)"), 3, KHEO_ANNEX_ALIGN_RIGHT);
  return offers;
}

static GPtrArray *
list_life (GPtrArray *offers)
{
  add_ordinal (offers);
  add_usual (offers, "time", _ ("Time"), 3, KHEO_ANNEX_ALIGN_CENTER);
  add_usual (offers, "name", _ ("Name (code)"), 5, KHEO_ANNEX_ALIGN_LEFT);
  add_usual (offers, "detail", _ ("Details"), 5, KHEO_ANNEX_ALIGN_LEFT);
  add_usual (offers, "document", _ ("Document"), 5, KHEO_ANNEX_ALIGN_LEFT);
  return offers;
}

static GPtrArray *
list_imports (GPtrArray *offers)
{
  add_ordinal (offers);
  add_usual (offers, "file", _ ("File"), 6, KHEO_ANNEX_ALIGN_LEFT);
  add_usual (offers, "as", _ ("Taken as"), 3, KHEO_ANNEX_ALIGN_LEFT);
  add_usual (offers, "time", _ ("Read at"), 3, KHEO_ANNEX_ALIGN_CENTER);
  add_usual (offers, "actor", _ ("By"), 2.5, KHEO_ANNEX_ALIGN_LEFT);
  add_usual (offers, "brought", _ ("New, changed"), 2, KHEO_ANNEX_ALIGN_RIGHT);
  add_usual (offers, "left", _ ("Left now"), 2, KHEO_ANNEX_ALIGN_RIGHT);
  add_usual (offers, "state", _ ("State of the file"), 3, KHEO_ANNEX_ALIGN_LEFT);
  return offers;
}

static GPtrArray *
list_history (GPtrArray *offers)
{
  add_ordinal (offers);
  add_usual (offers, "time", _ ("Time"), 3, KHEO_ANNEX_ALIGN_CENTER);
  add_usual (offers, "title", C_ ("history", "What was done"), 9, KHEO_ANNEX_ALIGN_LEFT);
  add_usual (offers, "actor", C_ ("history", "By"), 3, KHEO_ANNEX_ALIGN_LEFT);
  add_usual (offers, "state", C_ ("history", "State"), 2.5, KHEO_ANNEX_ALIGN_LEFT);
  return offers;
}

static GPtrArray *
list_reform (GPtrArray *offers)
{
  add_ordinal (offers);
  add_usual (offers, "kind", _ ("Matter"), 4, KHEO_ANNEX_ALIGN_LEFT);
  add_usual (offers, "unit", _ ("Unit"), 4, KHEO_ANNEX_ALIGN_LEFT);
  add_usual (offers, "detail", _ ("Details"), 7, KHEO_ANNEX_ALIGN_LEFT);
  add_usual (offers, "done", _ ("Decided on"), 2.2, KHEO_ANNEX_ALIGN_CENTER);
  add_usual (offers, "note", _ ("Note"), 4, KHEO_ANNEX_ALIGN_LEFT);
  return offers;
}

void
kheo_annex_subject_add_columns (const char *subject, KheoAnnexTable *table)
{
  g_autoptr (GPtrArray) offers = kheo_annex_subject_list_columns (subject, NULL);

  g_return_if_fail (offers != NULL && table != NULL);

  for (guint i = 0; i < offers->len; i++)
    {
      const KheoAnnexOffer *offer = offers->pdata[i];
      const KheoAnnexColumn column = { offer->key,    offer->heading, NULL,
                                       offer->weight, offer->align,   offer->holds };

      kheo_annex_table_add (table, &column);
    }
}

GPtrArray *
kheo_annex_subject_list_columns (const char *subject, KheoIndicators *indicators)
{
  GPtrArray          *offers = g_ptr_array_new_with_free_func (offer_free);
  const KheoRegister *reg = kheo_annex_subject_get_register (subject);

  if (reg != NULL)
    return list_fields (offers, reg);
  if (g_str_equal (subject, "total:models"))
    return list_counts (offers);
  if (g_str_equal (subject, "total:figures"))
    return list_sums (offers, indicators);
  if (g_str_equal (subject, "indicators"))
    return list_of_indicators (offers);
  if (g_str_equal (subject, "comparison"))
    return list_comparison (offers);
  if (g_str_equal (subject, "unit-life"))
    return list_life (offers);
  if (g_str_equal (subject, "imports"))
    return list_imports (offers);
  if (g_str_equal (subject, "history"))
    return list_history (offers);
  if (g_str_equal (subject, "reform-matters"))
    return list_reform (offers);
  g_ptr_array_unref (offers);
  return NULL;
}

static void
add_group (GPtrArray *groups, const char *key, const char *heading)
{
  add (groups, key, heading, 0, KHEO_ANNEX_ALIGN_LEFT);
}

static void
add_field_groups (GPtrArray *groups, const KheoRegister *reg)
{
  for (guint i = 0; i < reg->n_fields; i++)
    {
      const KheoField *field = &reg->fields[i];

      if ((field->flags & KHEO_FIELD_DERIVED) == 0 &&
          (field->type == KHEO_FIELD_CHOICE || field->type == KHEO_FIELD_YEAR ||
           field->type == KHEO_FIELD_UNIT || field->type == KHEO_FIELD_RECORD ||
           field->type == KHEO_FIELD_PERIOD || g_str_equal (field->name, "section")))
        add_group (groups, field->name, _ (field->label));
    }
}

GPtrArray *
kheo_annex_subject_list_groups (const char *subject)
{
  GPtrArray          *groups = g_ptr_array_new_with_free_func (offer_free);
  const KheoRegister *reg = kheo_annex_subject_get_register (subject);
  gboolean            counts = g_str_equal (subject, "total:models");

  if (counts || g_str_equal (subject, "total:figures") ||
      (reg != NULL &&
       (reg == &kheo_register_units || kheo_register_get_field (reg, "unit_id") != NULL)))
    add_group (groups, "child", _ ("Units directly below"));
  if (reg != NULL)
    add_field_groups (groups, reg);
  if (counts)
    {
      add_group (groups, "field", _ (kheo_register_models.fields[KHEO_MODEL_FIELD].label));
      add_group (groups, "kind", _ (kheo_register_models.fields[KHEO_MODEL_KIND].label));
      add_group (groups, "status", _ (kheo_register_models.fields[KHEO_MODEL_STATUS].label));
      add_group (groups, "level", _ (kheo_register_models.fields[KHEO_MODEL_LEVEL].label));
      add_group (groups, "year", _ (kheo_register_models.fields[KHEO_MODEL_YEAR].label));
      add_group (groups, "quarter", _ ("Quarter"));
    }
  return groups;
}

char *
kheo_annex_subject_format (const char *subject)
{
  const KheoRegister *reg = kheo_annex_subject_get_register (subject);

  if (reg != NULL)
    /* Translators: what an annex is made of; %s is a register: "Models". */
    return g_strdup_printf (_ ("List: %s"), _ (reg->label));
  if (g_str_equal (subject, "total:models"))
    return g_strdup (_ ("Number of models"));
  if (g_str_equal (subject, "total:figures"))
    return g_strdup (_ ("Figures by unit"));
  if (g_str_equal (subject, "indicators"))
    return g_strdup (_ ("Indicators of a unit"));
  if (g_str_equal (subject, "comparison"))
    return g_strdup (_ ("Comparison of two periods"));
  if (g_str_equal (subject, "unit-life"))
    return g_strdup (_ ("Life of a unit"));
  if (g_str_equal (subject, "imports"))
    return g_strdup (_ ("Files taken in"));
  if (g_str_equal (subject, "history"))
    return g_strdup (_ ("History of the book"));
  if (g_str_equal (subject, "reform-matters"))
    return g_strdup (_ ("Matters of the reforms of units"));
  return g_strdup (subject);
}
