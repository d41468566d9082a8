/* What must be known beside a total, in whole sentences. */
#include "kheo-figure-choice.h"

#include <glib/gi18n-lib.h>

/* More gaps than this are only counted. */
#define MOST_GAPS 5

static char *
format (const KheoFigureTotal *self, gint64 amount)
{
  return kheo_amount_format_full (&self->indicator->unit, amount);
}

static void
add_missing (const KheoFigureTotal *self, GPtrArray *remarks)
{
  const KheoFigureSum *sum = &self->sum;

  if (sum->n_missing > 0)
    g_ptr_array_add (
        remarks,
        /* Translators: units without a figure, units that should have one. */
        g_strdup_printf (ngettext ("%u of %u units has not reported.",
                                   "%u of %u units have not reported.", sum->n_missing),
                         sum->n_missing, sum->n_expected));
  if (sum->n_partial > 0)
    g_ptr_array_add (remarks,
                     g_strdup_printf (ngettext ("%u unit has reported only a part of the period.",
                                                "%u units have reported only a part of the period.",
                                                sum->n_partial),
                                      sum->n_partial));
  if (sum->n_unadded > 0)
    g_ptr_array_add (
        remarks,
        g_strdup_printf (ngettext ("%u unit gave a number that cannot be added to others, such as "
                                   "a percentage without what it is of; it is left out.",
                                   "%u units gave numbers that cannot be added, such as "
                                   "percentages without what they are of; they are left out.",
                                   sum->n_unadded),
                         sum->n_unadded));
}

static void
add_gap (const KheoFigureTotal *self,
         const KheoFigureGap   *gap,
         KheoUnits             *units,
         GPtrArray             *remarks)
{
  const KheoUnitVersion *version = kheo_units_get_version (units, gap->unit_id, 0);
  const char            *name = version != NULL ? version->name : _ ("not known");
  KheoPeriod             period = KHEO_PERIOD_ALL;
  g_autofree char       *own = format (self, gap->own);
  g_autofree char       *parts = format (self, gap->parts);
  g_autofree char       *when = NULL;

  if (gap->below)
    {
      /* Translators: a unit, what it reported, what the units below it reported. */
      g_ptr_array_add (remarks, g_strdup_printf (_ ("%s itself reported %s; the units below it "
                                                    "together have %s, which is what counts."),
                                                 name, own, parts));
      return;
    }
  if (gap->period != NULL)
    kheo_period_parse (gap->period, &period, NULL);
  when = kheo_period_format (period);
  g_ptr_array_add (
      remarks,
      /* Translators: a unit, what it reported, a period, what its parts add up to. */
      g_strdup_printf (_ ("%s reported %s for %s, but %s for its parts."), name, own, when, parts));
}

static void
add_apportioned (const KheoFigureTotal *self, GPtrArray *remarks)
{
  g_autofree char *shared = format (self, self->apportioned);
  g_autofree char *rest = format (self, self->unapportioned);

  if (self->n_apportioned > 0 && !kheo_indicator_is_rate (self->indicator))
    g_ptr_array_add (remarks,
                     /* Translators: an amount, units, what is counted: "population". */
                     g_strdup_printf (ngettext ("%s of %u divided unit is apportioned by %s.",
                                                "%s of %u divided units is apportioned by %s.",
                                                self->n_apportioned),
                                      shared, self->n_apportioned, kheo_basis_label (self->basis)));
  else if (self->n_apportioned > 0)
    g_ptr_array_add (
        remarks,
        /* Translators: units, what is counted: "population". */
        g_strdup_printf (ngettext ("What %u divided unit reported is apportioned by %s.",
                                   "What %u divided units reported is apportioned by %s.",
                                   self->n_apportioned),
                         self->n_apportioned, kheo_basis_label (self->basis)));
  if (self->unapportioned != 0)
    g_ptr_array_add (remarks, g_strdup_printf (_ ("%s belongs to units that were divided and "
                                                  "cannot be told to one of today's."),
                                               rest));
  else if (self->n_unapportioned > 0 && kheo_indicator_is_rate (self->indicator))
    g_ptr_array_add (
        remarks, g_strdup_printf (
                     ngettext ("What %u divided unit reported cannot be told to one of today's.",
                               "What %u divided units reported cannot be told to one of "
                               "today's.",
                               self->n_unapportioned),
                     self->n_unapportioned));
}

GPtrArray *
kheo_figure_total_remarks (const KheoFigureTotal *self, KheoUnits *units)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (self != NULL && units != NULL, remarks);

  add_missing (self, remarks);
  add_apportioned (self, remarks);
  if (self->may_repeat && self->sum.n_units > 1)
    g_ptr_array_add (remarks,
                     g_strdup (_ ("The same may have been counted in more than one unit.")));
  for (guint i = 0; i < self->gaps->len && i < MOST_GAPS; i++)
    add_gap (self, self->gaps->pdata[i], units, remarks);
  if (self->gaps->len > MOST_GAPS)
    {
      guint rest = self->gaps->len - MOST_GAPS;

      g_ptr_array_add (
          remarks, g_strdup_printf (ngettext ("%u more number disagrees with its parts.",
                                              "%u more numbers disagree with their parts.", rest),
                                    rest));
    }
  return remarks;
}
