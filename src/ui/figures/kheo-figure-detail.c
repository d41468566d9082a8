#include "kheo-figure-detail.h"

#include "kheo-indicator-row.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

struct _KheoFigureDetail
{
  GtkWidget parent_instance;

  /* template children */
  GtkLabel  *title, *value, *remarks, *chip_label;
  GtkWidget *chip;
  GtkStack  *stack; /* units, periods, figures */

  /* borrowed: pages of the stack */
  KheoFigureBreakdown *units, *periods;
  KheoFigureList      *list;

  /* owned */
  KheoScope    *scope;
  KheoQuery    *query;  /* unit, period and clock that are looked at; NULL: nothing */
  KheoQuery    *part;   /* narrowed to a row of a breakdown; NULL: not narrowed */
  GCancellable *asking; /* NULL: nothing on its way */

  gint64 indicator;
};

G_DEFINE_FINAL_TYPE (KheoFigureDetail, kheo_figure_detail, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Asking ---- */

typedef struct
{
  gint64     indicator;
  KheoQuery *query;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  kheo_query_free (ask->query);
  g_free (ask);
}

typedef struct
{
  KheoFigureChart *units, *periods;
  GPtrArray       *remarks; /* of char */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->units, kheo_figure_chart_free);
  g_clear_pointer (&answer->periods, kheo_figure_chart_free);
  g_clear_pointer (&answer->remarks, g_ptr_array_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* Is anything known of a part of the period?  The row without a key is of the whole only. */
static gboolean
has_any (const KheoFigureTotal *total)
{
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoFigureRow *row = g_ptr_array_index (total->rows, i);

      if (row->key != NULL && row->sum.has_value)
        return TRUE;
    }
  return FALSE;
}

/* The parts of the period; what is known of whole years only is shown year by year. */
static KheoFigureChart *
read_periods (KheoDb *db, const Ask *ask, const KheoIndicator *indicator, GError **error)
{
  g_autoptr (KheoQuery) all = kheo_query_dup (ask->query);
  KheoFiguresBy by = kheo_figure_chart_best_time (indicator, ask->query->period);

  if (by != KHEO_FIGURES_BY_YEAR && by != KHEO_FIGURES_BY_NOTHING)
    {
      g_autoptr (KheoFigureChart) chart =
          kheo_figure_chart_new (db, ask->indicator, ask->query, by, error);

      if (chart == NULL || has_any (chart->total))
        return g_steal_pointer (&chart);
    }
  all->period = KHEO_PERIOD_ALL;
  return kheo_figure_chart_new (db, ask->indicator, all, KHEO_FIGURES_BY_YEAR, error);
}

static gpointer
ask_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Ask *ask = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  KheoWorld *world;

  answer->units =
      kheo_figure_chart_new (db, ask->indicator, ask->query, KHEO_FIGURES_BY_CHILD, error);
  if (answer->units == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  answer->periods = read_periods (db, ask, answer->units->total->indicator, error);
  world = answer->periods != NULL ? kheo_world_get (db, error) : NULL;
  if (world == NULL)
    return NULL;
  answer->remarks = kheo_figure_total_remarks (answer->units->total, kheo_world_get_units (world));
  return g_steal_pointer (&answer);
}

static void
show_words (KheoFigureDetail *self, const KheoFigureTotal *total, GPtrArray *remarks)
{
  g_autofree char *value = kheo_figure_sum_format (total->indicator, &total->sum);
  const char      *measure = total->indicator->unit.unit;
  gboolean percent = total->indicator->unit.type == KHEO_AMOUNT_PERCENT; /* says "%" itself */
  g_autofree char *full = total->sum.has_value && measure != NULL && !percent
                              ? g_strdup_printf ("%s %s", value, measure)
                              : NULL;
  g_autofree char *words = NULL;

  g_ptr_array_add (remarks, NULL);
  words = g_strjoinv (" ", (char **) remarks->pdata);
  gtk_label_set_text (self->title, total->indicator->name);
  gtk_label_set_text (self->value, full != NULL ? full : value);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), total->indicator->name);
  gtk_label_set_text (self->remarks, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->remarks), words);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), *words != '\0');
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoFigureDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  if (answer == NULL)
    {
      gtk_label_set_text (self->title, error->message);
      gtk_label_set_text (self->value, NULL);
      gtk_widget_set_visible (GTK_WIDGET (self->remarks), FALSE);
      kheo_figure_breakdown_take (self->units, NULL, NULL);
      kheo_figure_breakdown_take (self->periods, NULL, NULL);
      return;
    }
  show_words (self, answer->units->total, answer->remarks);
  kheo_figure_breakdown_take (self->units, self->scope, g_steal_pointer (&answer->units));
  kheo_figure_breakdown_take (self->periods, self->scope, g_steal_pointer (&answer->periods));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask (KheoFigureDetail *self)
{
  Ask *question = g_new0 (Ask, 1);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  question->indicator = self->indicator;
  question->query = kheo_query_dup (self->query);
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), ask_job, question,
                         ask_free, answer_free, self->asking, answered_cb, g_object_ref (self));
}

/* ---- The figures beneath ---- */

/* The figures of the indicator in unit and period, or of the part that was chosen. */
static void
show_figures (KheoFigureDetail *self)
{
  g_autoptr (KheoQuery) query = NULL;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->indicator);

  if (self->query == NULL)
    return;
  if (self->part != NULL)
    query = kheo_query_dup (self->part);
  else
    {
      query = kheo_query_dup (self->query);
      query->reg = &kheo_register_figures;
    }
  kheo_query_set_condition (query, "indicator_id", id);
  kheo_figure_list_set_query (self->list, query);
}

static void
set_part (KheoFigureDetail *self, KheoQuery *part, const char *label)
{
  g_clear_pointer (&self->part, kheo_query_free);
  self->part = part;
  gtk_label_set_text (self->chip_label, label);
  gtk_widget_set_visible (self->chip, part != NULL);
  show_figures (self);
}

static void
part_cb (KheoFigureDetail *self, const KheoQuery *query, const char *label)
{
  set_part (self, kheo_query_dup (query), label);
  kheo_figure_detail_turn_to (self, "figures");
}

static void
chip_cb (KheoFigureDetail *self)
{
  set_part (self, NULL, NULL);
}

static void
turned_cb (KheoFigureDetail *self)
{
  gboolean figures = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "figures") == 0;

  gtk_widget_set_visible (self->chip, figures && self->part != NULL);
  if (self->list != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
list_changed_cb (KheoFigureDetail *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
close_cb (KheoFigureDetail *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

/* ---- Widget ---- */

static void
kheo_figure_detail_dispose (GObject *object)
{
  KheoFigureDetail *self = KHEO_FIGURE_DETAIL (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->list = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_FIGURE_DETAIL);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_figure_detail_parent_class)->dispose (object);
}

static void
kheo_figure_detail_finalize (GObject *object)
{
  KheoFigureDetail *self = KHEO_FIGURE_DETAIL (object);

  g_clear_pointer (&self->query, kheo_query_free);
  g_clear_pointer (&self->part, kheo_query_free);
  G_OBJECT_CLASS (kheo_figure_detail_parent_class)->finalize (object);
}

static void
kheo_figure_detail_class_init (KheoFigureDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_figure_detail_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_figure_detail_finalize;
  signals[CLOSED] = g_signal_new ("closed", KHEO_TYPE_FIGURE_DETAIL, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_FIGURE_DETAIL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KHEO_UI "figures/kheo-figure-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoFigureDetail, title);
  gtk_widget_class_bind_template_child (widget_class, KheoFigureDetail, value);
  gtk_widget_class_bind_template_child (widget_class, KheoFigureDetail, remarks);
  gtk_widget_class_bind_template_child (widget_class, KheoFigureDetail, chip);
  gtk_widget_class_bind_template_child (widget_class, KheoFigureDetail, chip_label);
  gtk_widget_class_bind_template_child (widget_class, KheoFigureDetail, stack);
  gtk_widget_class_bind_template_callback (widget_class, chip_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, turned_cb);
}

static void
kheo_figure_detail_init (KheoFigureDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kheo_figure_detail_new (KheoScope *scope)
{
  KheoFigureDetail *self = g_object_new (KHEO_TYPE_FIGURE_DETAIL, NULL);
  GtkWidget        *units = kheo_figure_breakdown_new (_ ("Unit"));
  GtkWidget        *periods = kheo_figure_breakdown_new (_ ("Period"));
  GtkWidget        *list = kheo_figure_list_new (scope);

  self->scope = g_object_ref (scope);
  self->units = KHEO_FIGURE_BREAKDOWN (units);
  self->periods = KHEO_FIGURE_BREAKDOWN (periods);
  self->list = KHEO_FIGURE_LIST (list);
  g_signal_connect_object (units, "activated", G_CALLBACK (part_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (periods, "activated", G_CALLBACK (part_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "changed", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_titled (self->stack, units, "units", _ ("By unit"));
  gtk_stack_add_titled (self->stack, periods, "periods", _ ("By period"));
  gtk_stack_add_titled (self->stack, list, "figures", _ ("Figures"));
  return GTK_WIDGET (self);
}

/* ---- Public ---- */

void
kheo_figure_detail_show (KheoFigureDetail *self, gint64 indicator, const KheoQuery *query)
{
  gboolean same;

  g_return_if_fail (KHEO_IS_FIGURE_DETAIL (self));
  same = self->query != NULL && self->indicator == indicator && self->query->unit == query->unit &&
         self->query->period.from == query->period.from &&
         self->query->period.to == query->period.to;
  g_clear_pointer (&self->query, kheo_query_free);
  self->query = kheo_query_dup (query);
  self->indicator = indicator;
  if (!same)
    set_part (self, NULL, NULL); /* a part of something else */
  else
    show_figures (self);
  turned_cb (self);
  ask (self);
}

void
kheo_figure_detail_turn_to (KheoFigureDetail *self, const char *page)
{
  g_return_if_fail (KHEO_IS_FIGURE_DETAIL (self));
  gtk_stack_set_visible_child_name (self->stack, page);
}

const char *
kheo_figure_detail_get_page (KheoFigureDetail *self)
{
  g_return_val_if_fail (KHEO_IS_FIGURE_DETAIL (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}

KheoFigureList *
kheo_figure_detail_get_list (KheoFigureDetail *self)
{
  g_return_val_if_fail (KHEO_IS_FIGURE_DETAIL (self), NULL);
  return self->list;
}

KheoFigureBreakdown *
kheo_figure_detail_get_breakdown (KheoFigureDetail *self, gboolean periods)
{
  g_return_val_if_fail (KHEO_IS_FIGURE_DETAIL (self), NULL);
  return periods ? self->periods : self->units;
}

gboolean
kheo_figure_detail_is_busy (KheoFigureDetail *self)
{
  g_return_val_if_fail (KHEO_IS_FIGURE_DETAIL (self), FALSE);
  return self->asking != NULL || kheo_figure_list_is_busy (self->list);
}
