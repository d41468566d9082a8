#include "kheo-print-sheet.h"

#include "kheo-sheet-key.h"

struct _KheoPrintSheet
{
  gatomicrefcount refs;

  /* Owned. */
  char      *heading;
  GArray    *charts; /* KheoChartSheetItem, each with a reference */
  KheoScope *scope;  /* NULL: without a question */
  KheoQuery *query;
  GPtrArray *items; /* KheoBoardItem */
};

static void
chart_clear (gpointer chart)
{
  kheo_chart_data_unref (((KheoChartSheetItem *) chart)->data);
}

KheoPrintSheet *
kheo_print_sheet_new (const char *heading)
{
  KheoPrintSheet *self = g_new0 (KheoPrintSheet, 1);

  g_atomic_ref_count_init (&self->refs);
  self->heading = g_strdup (heading != NULL ? heading : "");
  self->charts = g_array_new (FALSE, FALSE, sizeof (KheoChartSheetItem));
  g_array_set_clear_func (self->charts, chart_clear);
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
  g_array_unref (self->charts);
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

  query->unit = unit;
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr (KheoBoardAnswer) answer =
          kheo_board_answer_new (db, query, self->items->pdata[i], error);
      const KheoChartSheetItem *like = &g_array_index (self->charts, KheoChartSheetItem, i);

      if (answer == NULL)
        return NULL;
      if (answer->data != NULL)
        kheo_print_sheet_add (sheet, like->kind, answer->data);
      else
        {
          g_autoptr (KheoChartData) nothing = kheo_chart_data_new ();

          kheo_chart_data_set_text (nothing, KHEO_CHART_TEXT_TITLE, answer->title);
          kheo_print_sheet_add (sheet, like->kind, nothing);
        }
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

KheoPages *
kheo_print_sheet_make (const KheoPrintSheet *self, const KheoPrintLook *look)
{
  KheoChartTheme       theme = look->mono ? KHEO_CHART_MONO : KHEO_CHART_PRINT;
  const KheoChartSheet sheet = { look->title != NULL ? look->title : self->heading, look->layout,
                                 look->paper, theme, NULL };

  if (self->charts->len == 1)
    return make_one (self, look, theme);
  return kheo_pages_new_for_sheet (&sheet, (const KheoChartSheetItem *) self->charts->data,
                                   self->charts->len);
}

char *
kheo_print_sheet_make_key (const KheoPrintSheet *self, const KheoPrintLook *look)
{
  GChecksum *key = kheo_sheet_key_new ();

  kheo_sheet_key_add_text (key, look->title != NULL ? look->title : self->heading);
  kheo_sheet_key_add_number (key, look->layout);
  kheo_sheet_key_add_paper (key, look->paper);
  kheo_sheet_key_add_paper (key, look->tile);
  kheo_sheet_key_add_number (key, look->mono);
  for (guint i = 0; i < self->charts->len; i++)
    {
      const KheoChartSheetItem *item = &g_array_index (self->charts, KheoChartSheetItem, i);

      kheo_sheet_key_add_chart (key, item->kind, item->data);
    }
  return kheo_sheet_key_free_to_text (key);
}
