#include "kheo-cli-board.h"

#include "kheo-chart-words.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

void
kheo_cli_board_clear (KheoCliBoard *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->board, kheo_board_free);
  g_clear_pointer (&self->query, kheo_query_free);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->subtitle, g_free);
}

KheoExit
kheo_cli_board_open (KheoCliBoard *self, KheoCli *cli, KheoCliScope *scope)
{
  KheoExit   status = KHEO_EXIT_DONE;
  KheoWorld *world;
  g_autoptr (GPtrArray) boards = NULL;
  g_autoptr (GString) names = NULL;
  g_autoptr (GError) error = NULL;

  self->query = kheo_cli_scope_open (scope, cli, &kheo_register_models, &world, &status);
  if (self->query == NULL)
    return status;
  if ((boards = kheo_board_list (cli->db, self->query->unit, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (boards->len == 0)
    g_ptr_array_add (boards, kheo_board_new_default ());
  names = g_string_new (NULL);
  for (guint i = 0; i < boards->len && self->board == NULL; i++)
    {
      const KheoBoard *board = boards->pdata[i];

      if (g_strcmp0 (board->name, self->name) == 0)
        self->board = kheo_board_dup (board);
      g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", board->name);
    }
  if (self->board == NULL)
    return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("chart board: there is no board “%s”; there is %s"),
                          self->name, names->str);
  if (self->board->items->len == 0)
    return kheo_cli_fail (KHEO_EXIT_INPUT, _ ("chart board: nothing stands on “%s”"), self->name);
  return KHEO_EXIT_DONE;
}

KheoExit
kheo_cli_board_read (KheoCliBoard *self, KheoCli *cli, gint64 unit)
{
  g_autoptr (GError) error = NULL;
  KheoWorld *world = kheo_world_get (cli->db, &error);
  KheoExit   status = KHEO_EXIT_DONE;

  if (unit != 0)
    self->query->unit = unit;
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->subtitle, g_free);
  if (world != NULL)
    self->answers = kheo_board_answers_new (cli->db, self->query, self->board->items, NULL, &error);
  if (self->answers == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  self->subtitle = kheo_chart_words_question (self->query, kheo_world_get_units (world));
  for (guint i = 0; i < self->answers->len; i++)
    if (((const KheoBoardAnswer *) self->answers->pdata[i])->problem != NULL)
      status = KHEO_EXIT_NEEDS_PERSON;
  return status;
}

/* ---- Of what was read ---- */

static KheoBoardSheetItem
get_item (const KheoCliBoard *self, guint index)
{
  const KheoBoardItem   *item = self->board->items->pdata[index];
  const KheoBoardAnswer *answer = self->answers->pdata[index];

  return (KheoBoardSheetItem){ answer, answer->kind, item->width };
}

/* Its charts alone, in another layout; NULL: it has none. */
static KheoPages *
make_charts (const KheoCliBoard *self, const KheoChartSheet *look)
{
  g_autofree KheoChartSheetItem *items = g_new0 (KheoChartSheetItem, self->answers->len);
  guint                          n = 0;

  for (guint i = 0; i < self->answers->len; i++)
    {
      const KheoBoardAnswer *answer = self->answers->pdata[i];

      if (answer->data != NULL)
        items[n++] = (KheoChartSheetItem){ answer->kind, answer->data };
    }
  return n > 0 ? kheo_pages_new_for_sheet (look, items, n) : NULL;
}

KheoPages *
kheo_cli_board_make (const KheoCliBoard *self, const KheoChartSheet *look)
{
  g_autofree KheoBoardSheetItem *items = g_new0 (KheoBoardSheetItem, self->answers->len);
  KheoChartSheet                 sheet = *look;
  KheoPages                     *pages = NULL;

  if (sheet.heading == NULL)
    sheet.heading = self->board->name;
  if (sheet.layout != KHEO_CHART_SHEET_BOARD)
    pages = make_charts (self, &sheet);
  if (pages == NULL)
    {
      const KheoBoardSheet as_it_is = { sheet.heading, self->subtitle, sheet.paper, sheet.theme,
                                        sheet.font_family };

      for (guint i = 0; i < self->answers->len; i++)
        items[i] = get_item (self, i);
      pages = kheo_pages_new_for_board (&as_it_is, items, self->answers->len);
    }
  return pages;
}

void
kheo_cli_board_add_to_key (const KheoCliBoard *self, GChecksum *key)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      KheoBoardSheetItem item = get_item (self, i);

      kheo_board_sheet_add_to_key (key, &item);
    }
}

void
kheo_cli_board_print (const KheoCliBoard *self)
{
  g_print ("%s\n%s\n", self->board->name, self->subtitle);
  for (guint i = 0; i < self->answers->len; i++)
    {
      const KheoBoardAnswer *answer = self->answers->pdata[i];
      g_autofree char       *said = kheo_board_answer_describe (answer, answer->kind);
      g_autofree char *table = answer->data != NULL ? kheo_chart_data_table (answer->data) : NULL;

      g_print ("\n%s\n", said);
      if (table != NULL)
        g_print ("\n%s", table);
    }
}
