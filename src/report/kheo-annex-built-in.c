/* The layouts that come with the program.  "" keys of columns end a list; a layout without columns
 * prints the usual ones. */
#include "kheo-annex-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_COLUMNS 16
#define MOST_GROUPS  3

typedef struct
{
  const char *key;
  const char *group; /* N_(); NULL: the usual one */
  gboolean    sum;
} BuiltInColumn;

typedef struct
{
  const char      *name;  /* in files and on the command line */
  const char      *label; /* N_() */
  const char      *subject;
  BuiltInColumn    columns[MOST_COLUMNS];
  const char      *groups[MOST_GROUPS];
  KheoAnnexTotals  totals;
  KheoAnnexCodeRow code_row;
  gboolean         is_form;
  const char      *number;     /* annex number; NULL: as usual */
  const char      *form_code;  /* N_() */
  const char      *legal_base; /* N_() */
} BuiltIn;

static const BuiltIn built_in[] = {
  {
      .name = "models",
      .label = N_ ("List of models by unit"),
      .subject = "list:models",
      .groups = { "child" },
  },
  {
      .name = "models-by-field",
      .label = N_ ("List of models by field and unit"),
      .subject = "list:models",
      .columns = { { "no" },
                   { "name" },
                   { "owner" },
                   { "place" },
                   { "kind" },
                   { "participants", NULL, TRUE },
                   { "budget", NULL, TRUE },
                   { "status" },
                   { "note" } },
      .groups = { "field", "child" },
      .code_row = KHEO_ANNEX_CODES_NUMBERED,
  },
  {
      .name = "models-commended",
      .label = N_ ("List of models proposed for commendation"),
      .subject = "list:models",
      .columns = { { "no" },
                   { "name" },
                   { "owner" },
                   { "person_post" },
                   { "field" },
                   { "result" },
                   { "level" },
                   { "note" } },
      .groups = { "kind" },
  },
  {
      .name = "summary",
      .label = N_ ("Summary of models by unit"),
      .subject = "total:models",
      .columns = { { "no" },
                   { "label" },
                   { "total", NULL, TRUE },
                   { "kind=collective", N_ ("Of which\nby kind"), TRUE },
                   { "kind=individual", N_ ("Of which\nby kind"), TRUE },
                   { "field=economy", N_ ("Of which\nby field"), TRUE },
                   { "field=culture-society", N_ ("Of which\nby field"), TRUE },
                   { "field=defence-security", N_ ("Of which\nby field"), TRUE },
                   { "field=political-system", N_ ("Of which\nby field"), TRUE },
                   { "percent" } },
      .groups = { "child" },
      .code_row = KHEO_ANNEX_CODES_NUMBERED,
  },
  {
      .name = "summary-recognition",
      .label = N_ ("Summary of recognition by unit"),
      .subject = "total:models",
      .columns = { { "no" },
                   { "label" },
                   { "total", NULL, TRUE },
                   { "status=registered", NULL, TRUE },
                   { "status=running", NULL, TRUE },
                   { "status=recognised", NULL, TRUE },
                   { "status=outstanding", NULL, TRUE },
                   { "status=commended", NULL, TRUE },
                   { "status=stopped", NULL, TRUE } },
      .groups = { "child" },
  },
  {
      .name = "summary-form",
      .label = N_ ("Statistical form: models by unit"),
      .subject = "total:models",
      .columns = { { "label" },
                   { "no" },
                   { "total", NULL, TRUE },
                   { "kind=collective", N_ ("By kind"), TRUE },
                   { "kind=individual", N_ ("By kind"), TRUE },
                   { "field=economy", N_ ("By field"), TRUE },
                   { "field=culture-society", N_ ("By field"), TRUE },
                   { "field=defence-security", N_ ("By field"), TRUE },
                   { "field=political-system", N_ ("By field"), TRUE } },
      .groups = { "child" },
      .totals = KHEO_ANNEX_TOTALS_FIRST,
      .code_row = KHEO_ANNEX_CODES_LETTERED,
      .is_form = TRUE,
      .number = "",
      .form_code = N_ ("Form No. …"),
      .legal_base = N_ ("Issued with …"),
  },
  { .name = "figures", .label = N_ ("Figures by unit"), .subject = "total:figures" },
  { .name = "indicators", .label = N_ ("Indicators of a unit"), .subject = "indicators" },
  { .name = "comparison", .label = N_ ("Comparison of two periods"), .subject = "comparison" },
  { .name = "unit-life", .label = N_ ("Life of a unit"), .subject = "unit-life" },
  { .name = "tasks",
    .label = N_ ("Tasks by state"),
    .subject = "list:tasks",
    .groups = { "state" } },
  { .name = "petitions",
    .label = N_ ("Petitions by unit"),
    .subject = "list:petitions",
    .groups = { "child" } },
  { .name = "units", .label = N_ ("List of units"), .subject = "list:units" },
  { .name = "imports", .label = N_ ("Files taken in"), .subject = "imports" },
  { .name = "history", .label = N_ ("History of the book"), .subject = "history" },
  { .name = "reform-matters",
    .label = N_ ("Matters of the reforms of units"),
    .subject = "reform-matters" },
};

static KheoAnnexLayout *
make (const BuiltIn *from)
{
  KheoAnnexLayout *layout = kheo_annex_layout_new (from->name, from->subject);

  for (guint i = 0; i < MOST_COLUMNS && from->columns[i].key != NULL; i++)
    {
      KheoAnnexLayoutColumn *column = kheo_annex_layout_add_column (layout, from->columns[i].key);

      column->group = from->columns[i].group != NULL ? g_strdup (_ (from->columns[i].group)) : NULL;
      column->sum = from->columns[i].sum;
    }
  for (guint i = 0; i < MOST_GROUPS && from->groups[i] != NULL; i++)
    g_ptr_array_add (layout->groups, g_strdup (from->groups[i]));
  layout->totals = from->totals;
  layout->code_row = from->code_row;
  layout->is_form = from->is_form;
  kheo_annex_layout_set_word (layout, KHEO_ANNEX_WORD_NUMBER, from->number);
  if (from->form_code != NULL)
    kheo_annex_layout_set_word (layout, KHEO_ANNEX_WORD_FORM_CODE, _ (from->form_code));
  if (from->legal_base != NULL)
    kheo_annex_layout_set_word (layout, KHEO_ANNEX_WORD_LEGAL_BASE, _ (from->legal_base));
  return layout;
}

GPtrArray *
kheo_annex_layouts_built_in (const char *subject)
{
  GPtrArray *layouts = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_annex_layout_free);

  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    if (subject == NULL || g_str_equal (built_in[i].subject, subject))
      g_ptr_array_add (layouts, make (&built_in[i]));
  return layouts;
}

const char *
kheo_annex_layout_get_label (const KheoAnnexLayout *self)
{
  for (guint i = 0; !self->is_own && i < G_N_ELEMENTS (built_in); i++)
    if (g_strcmp0 (built_in[i].name, self->name) == 0)
      return _ (built_in[i].label);
  return self->name;
}
