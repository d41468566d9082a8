#include "kheo-print-sheet.h"

#include "kheo-chart-words.h"
#include "kheo-paper-key.h"

struct _KheoPrintSheet
{
  gatomicrefcount refs;

  /* Owned. */
  char   *heading;
  char   *subtitle; /* NULL: not known */
  GArray *charts;   /* KheoChartSheetItem, each with a reference */
  GArray *stands;   /* KheoBoardSheetItem, each with a reference: what stands on a board; empty
                     * when this is none */
  KheoScope *scope; /* NULL: without a question */
  KheoQuery *query;
  GPtrArray *items; /* KheoBoardItem */
};

static void
chart_clear (gpointer chart)
{
  kheo_chart_data_unref (((KheoChartSheetItem *) chart)->data);
}

static void
stand_clear (gpointer stand)
{
  kheo_board_answer_unref ((KheoBoardAnswer *) ((KheoBoardSheetItem *) stand)->answer);
}

KheoPrintSheet *
kheo_print_sheet_new (const char *heading)
{
  KheoPrintSheet *self = g_new0 (KheoPrintSheet, 1);

  g_atomic_ref_count_init (&self->refs);
  self->heading = g_strdup (heading != NULL ? heading : "");
  self->charts = g_array_new (FALSE, FALSE, sizeof (KheoChartSheetItem));
  g_array_set_clear_func (self->charts, chart_clear);
  self->stands = g_array_new (FALSE, FALSE, sizeof (KheoBoardSheetItem));
  g_array_set_clear_func (self->stands, stand_clear);
  return self;
}

KheoPrintSheet *
kheo_print_sheet_ref (KheoPrintSheet *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
kheo_print_sheet_unref (KheoPrintSheet *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->heading);
  g_free (self->subtitle);
  g_array_unref (self->charts);
  g_array_unref (self->stands);
  g_clear_object (&self->scope);
  g_clear_pointer (&self->query, kheo_query_free);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

void
kheo_print_sheet_add (KheoPrintSheet *self, KheoChartKind kind, KheoChartData *data)
{
  KheoChartSheetItem chart = { kind, kheo_chart_data_ref (data) };

  g_array_append_val (self->charts, chart);
}

/* A problem is a chart without figures, so that preflight sees it. */
static KheoChartData *
make_nothing (const KheoBoardAnswer *answer)
{
  KheoChartData *nothing = kheo_chart_data_new ();

  kheo_chart_data_set_text (nothing, KHEO_CHART_TEXT_TITLE, answer->title);
  kheo_chart_data_set_text (nothing, KHEO_CHART_TEXT_SUBTITLE, answer->problem);
  return nothing;
}

void
kheo_print_sheet_add_answer (KheoPrintSheet  *self,
                             KheoBoardAnswer *answer,
                             KheoChartKind    kind,
                             int              width)
{
  KheoBoardSheetItem stand = { kheo_board_answer_ref (answer), kind, width };
  g_autoptr (KheoChartData) data = NULL;

  g_array_append_val (self->stands, stand);
  if (answer->is_tile)
    return;
  data = answer->data != NULL ? kheo_chart_data_ref (answer->data) : make_nothing (answer);
  kheo_print_sheet_add (self, kind, data);
}

void
kheo_print_sheet_set_question (KheoPrintSheet  *self,
                               KheoScope       *scope,
                               const KheoQuery *query,
                               const GPtrArray *items)
{
  self->scope = g_object_ref (scope);
  self->query = kheo_query_dup (query);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_board_item_free);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->items, kheo_board_item_dup (items->pdata[i]));
}

void
kheo_print_sheet_set_subtitle (KheoPrintSheet *self, const char *subtitle)
{
  g_free (self->subtitle);
  self->subtitle = g_strdup (subtitle);
}

gboolean
kheo_print_sheet_is_board (const KheoPrintSheet *self)
{
  return self->stands->len > 0;
}

const char *
kheo_print_sheet_get_heading (const KheoPrintSheet *self)
{
  return self->heading;
}

guint
kheo_print_sheet_get_n_charts (const KheoPrintSheet *self)
{
  return self->charts->len;
}

KheoChartData *
kheo_print_sheet_get_data (const KheoPrintSheet *self, guint chart)
{
  return g_array_index (self->charts, KheoChartSheetItem, chart).data;
}

KheoScope *
kheo_print_sheet_get_scope (const KheoPrintSheet *self)
{
  return self->scope;
}

const KheoQuery *
kheo_print_sheet_get_query (const KheoPrintSheet *self)
{
  return self->query;
}

KheoPrintSheet *
kheo_print_sheet_read (const KheoPrintSheet *self, KheoDb *db, gint64 unit, GError **error)
{
  g_autoptr (KheoPrintSheet) sheet = kheo_print_sheet_new (self->heading);
  g_autoptr (KheoQuery) query = kheo_query_dup (self->query);
  g_autoptr (GPtrArray) answers = NULL;
  KheoWorld *world = kheo_world_get (db, error);

  query->unit = unit;
  if (world == NULL ||
      (answers = kheo_board_answers_new (db, query, self->items, NULL, error)) == NULL)
    return NULL;
  sheet->subtitle = kheo_chart_words_question (query, kheo_world_get_units (world));
  for (guint i = 0; i < self->items->len; i++)
    {
      const KheoBoardItem *item = self->items->pdata[i];
      KheoBoardAnswer     *answer = answers->pdata[i];

      kheo_print_sheet_add_answer (sheet, answer, answer->kind, item->width);
    }
  return g_steal_pointer (&sheet);
}

void
kheo_print_look_copy (KheoPrintLook *to, const KheoPrintLook *from)
{
  *to = *from;
  to->title = g_strdup (from->title);
}

void
kheo_print_look_clear (KheoPrintLook *self)
{
  g_clear_pointer (&self->title, g_free);
}

static KheoPages *
make_one (const KheoPrintSheet *self, const KheoPrintLook *look, KheoChartTheme theme)
{
  const KheoChartSheetItem *item = &g_array_index (self->charts, KheoChartSheetItem, 0);
  g_autoptr (KheoChartData) data = kheo_chart_data_copy (item->data);

  if (look->title != NULL)
    kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, look->title);
  return kheo_pages_new_for_chart (item->kind, data, look->paper, theme, NULL);
}

static KheoPages *
make_board (const KheoPrintSheet *self, const KheoPrintLook *look, KheoChartTheme theme)
{
  const KheoBoardSheet sheet = { look->title != NULL ? look->title : self->heading, self->subtitle,
                                 look->paper, theme, NULL };

  return kheo_pages_new_for_board (&sheet, (const KheoBoardSheetItem *) self->stands->data,
                                   self->stands->len);
}

KheoPages *
kheo_print_sheet_make (const KheoPrintSheet *self, const KheoPrintLook *look)
{
  KheoChartTheme       theme = look->mono ? KHEO_CHART_MONO : KHEO_CHART_PRINT;
  const KheoChartSheet sheet = { look->title != NULL ? look->title : self->heading, look->layout,
                                 look->paper, theme, NULL };

  if (self->stands->len > 0 && (look->layout == KHEO_CHART_SHEET_BOARD || self->charts->len == 0))
    return make_board (self, look, theme);
  if (self->charts->len == 1)
    return make_one (self, look, theme);
  return kheo_pages_new_for_sheet (&sheet, (const KheoChartSheetItem *) self->charts->data,
                                   self->charts->len);
}

char *
kheo_print_sheet_make_key (const KheoPrintSheet *self, const KheoPrintLook *look)
{
  GChecksum *key = kheo_paper_key_new ();

  kheo_paper_key_add_text (key, look->title != NULL ? look->title : self->heading);
  kheo_paper_key_add_number (key, look->layout);
  kheo_paper_key_add_paper (key, look->paper);
  kheo_paper_key_add_paper (key, look->tile);
  kheo_paper_key_add_number (key, look->mono);
  kheo_paper_key_add_text (key, self->subtitle);
  for (guint i = 0; i < self->charts->len && self->stands->len == 0; i++)
    {
      const KheoChartSheetItem *item = &g_array_index (self->charts, KheoChartSheetItem, i);

      kheo_paper_key_add_chart (key, item->kind, item->data);
    }
  for (guint i = 0; i < self->stands->len; i++)
    {
      const KheoBoardSheetItem *stand = &g_array_index (self->stands, KheoBoardSheetItem, i);

      kheo_board_sheet_add_to_key (key, stand);
    }
  return kheo_paper_key_free_to_text (key);
}
