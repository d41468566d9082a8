#include "kheo-annex-question.h"

#include "kheo-annex-journal.h"
#include "kheo-comparison-report.h"
#include "kheo-error.h"
#include "kheo-registers.h"
#include "kheo-unit-life-annex.h"

#include <glib/gi18n-lib.h>

KheoAnnexQuestion *
kheo_annex_question_new (const char *subject, const KheoQuery *query)
{
  KheoAnnexQuestion *self = g_new0 (KheoAnnexQuestion, 1);

  self->subject = g_strdup (subject);
  self->query = kheo_query_dup (query);
  self->by = KHEO_BY_CHILD;
  return self;
}

KheoAnnexQuestion *
kheo_annex_question_dup (const KheoAnnexQuestion *self)
{
  KheoAnnexQuestion *copy = kheo_annex_question_new (self->subject, self->query);

  copy->indicator = self->indicator;
  copy->with = self->with;
  copy->by = self->by;
  copy->title = g_strdup (self->title);
  copy->below = self->below != NULL ? kheo_models_below_ref (self->below) : NULL;
  return copy;
}

void
kheo_annex_question_free (KheoAnnexQuestion *self)
{
  g_free (self->subject);
  kheo_query_free (self->query);
  g_free (self->title);
  g_clear_pointer (&self->below, kheo_models_below_unref);
  g_free (self);
}

gboolean
kheo_annex_question_prepare (KheoAnnexQuestion *self,
                             KheoDb            *db,
                             const GArray      *units,
                             GError           **error)
{
  g_clear_pointer (&self->below, kheo_models_below_unref);
  if (kheo_annex_subject_get_register (self->subject) != &kheo_register_models)
    return TRUE;
  self->below = kheo_models_below_new (db, self->query, (const gint64 *) (gpointer) units->data,
                                       units->len, error);
  return self->below != NULL;
}

const KheoRegister *
kheo_annex_subject_get_query_register (const char *subject)
{
  const KheoRegister *reg = kheo_annex_subject_get_register (subject);

  if (reg != NULL)
    return reg;
  if (g_str_equal (subject, "unit-life"))
    return &kheo_register_units;
  return g_str_equal (subject, "indicators") || g_str_equal (subject, "total:figures")
             ? &kheo_register_figures
             : &kheo_register_models;
}

/* Figures have no kinds and fields: those of the units below then. */
static KheoFiguresBy
to_figures_by (KheoBy by)
{
  return by == KHEO_BY_GROUP   ? KHEO_FIGURES_BY_GROUP
         : by == KHEO_BY_LEVEL ? KHEO_FIGURES_BY_LEVEL
                               : KHEO_FIGURES_BY_CHILD;
}

static KheoAnnexContent *
compare (const KheoAnnexQuestion *self, KheoDb *db, GError **error)
{
  KheoWorld *world = kheo_world_get (db, error);
  KheoPeriod with = self->with;
  g_autoptr (KheoComparison) comparison = NULL;

  if (world == NULL)
    return NULL;
  if (kheo_period_is_all (with) && !kheo_period_year_before (self->query->period, &with))
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                           _ ("choose a period to compare with the year before"));
      return NULL;
    }
  comparison = self->indicator != 0
                   ? kheo_comparison_new_figures (db, self->indicator, self->query, with,
                                                  to_figures_by (self->by), error)
                   : kheo_comparison_new_models (db, self->query, with, &self->by, 1, error);
  return comparison != NULL ? kheo_comparison_annex_new (comparison, kheo_world_get_units (world))
                            : NULL;
}

static KheoAnnexContent *
tell_life (const KheoAnnexQuestion *self, KheoDb *db, GError **error)
{
  g_autoptr (KheoUnitLife) life = kheo_unit_life_new (db, self->query->unit, error);

  return life != NULL ? kheo_unit_life_annex_new (life) : NULL;
}

/* A table that is ready whatever the layout; it only puts the columns in order. */
static KheoAnnexContent *
arrange (const KheoAnnexQuestion *self,
         KheoAnnexContent        *content,
         const KheoAnnexLayout   *layout,
         GError                 **error)
{
  if (content == NULL || kheo_annex_content_arrange (content, self->subject, layout, error))
    return content;
  kheo_annex_content_free (content);
  return NULL;
}

KheoAnnexContent *
kheo_annex_question_answer (const KheoAnnexQuestion *self,
                            KheoDb                  *db,
                            const KheoAnnexLayout   *layout,
                            gboolean                 with_personal,
                            KheoProgress            *progress,
                            GError                 **error)
{
  const char       *subject = self->subject;
  KheoAnnexContent *content = NULL;

  if (layout != NULL && !g_str_equal (layout->subject, subject))
    {
      g_autofree char *wanted = kheo_annex_subject_format (layout->subject);

      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   _ ("the layout “%s” is made for something else: %s"),
                   kheo_annex_layout_get_label (layout), wanted);
      return NULL;
    }
  if (kheo_annex_subject_get_register (subject) != NULL)
    content =
        kheo_annex_list_new (db, self->query, layout, self->below, with_personal, progress, error);
  else if (g_str_equal (subject, "total:models"))
    content = kheo_annex_counts_new (db, self->query, layout, progress, error);
  else if (g_str_equal (subject, "total:figures"))
    content = kheo_annex_sums_new (db, self->indicator, self->query, layout, progress, error);
  else if (g_str_equal (subject, "indicators"))
    content = kheo_annex_indicators_new (db, self->query, layout, progress, error);
  else if (g_str_equal (subject, "comparison"))
    content = arrange (self, compare (self, db, error), layout, error);
  else if (g_str_equal (subject, "unit-life"))
    content = arrange (self, tell_life (self, db, error), layout, error);
  else if (kheo_annex_is_journal (subject))
    content = arrange (self, kheo_annex_journal_new (subject, db, error), layout, error);
  else
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("there is no annex of “%s”"), subject);
  if (content != NULL && self->title != NULL)
    {
      g_free (content->title);
      content->title = g_strdup (self->title);
    }
  return content;
}
