#include "kheo-board-sheet.h"

#include "kheo-board-places.h"
#include "kheo-chart-words.h"
#include "kheo-page-frame.h"
#include "kheo-pages-private.h"
#include "kheo-paper-key.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* In type sizes. */
#define TILE_LEAST  8.4 /* width of a number with its words */
#define TILE_INSET  0.75
#define TILE_GAP    0.9
#define CHART_LEAST 14.0 /* height in which a chart can be read */

/* A board is closed up so far that it stands on one sheet, before it goes on to a second. */
static const double scales[] = { 1, 0.9, 0.8 };

#define CHART_MOST 0.75 /* height of a row, of the width of the sheet */

/* Sizes of a tile's type, of the sheet's. */
#define LABEL_SCALE  0.85
#define NUMBER_SCALE 1.7
#define REMARK_SCALE 0.8

/* A row of items side by side. */
typedef struct
{
  guint    first, n;
  gboolean tiles;
  guint    page;
  double   y, height;
} Row;

typedef struct
{
  const KheoBoardSheet     *sheet;
  const KheoBoardSheetItem *items;
  guint                     n;
  KheoPageFrame            *frame; /* the pages' */
  KheoBoardPlace           *places;
  GArray                   *rows; /* of Row */
  KheoBox                   room;
  double                    gutter;
  double                    size;          /* of type, points */
  char                     *source, *date; /* said once; NULL: not */
} Maker;

/* ---- Words that are said once ---- */

static const char *
get_source (const KheoBoardSheetItem *item)
{
  const KheoBoardAnswer *answer = item->answer;

  if (answer->data != NULL)
    return kheo_chart_data_get_text (answer->data, KHEO_CHART_TEXT_SOURCE);
  return answer->source != NULL ? answer->source : "";
}

/* Tiles have no room for their sources; those of charts come down when all say the same. */
static void
choose_words (Maker *self)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  gboolean alike = TRUE;
  gboolean tiles = FALSE;

  for (guint i = 0; i < self->n; i++)
    if (*get_source (&self->items[i]) != '\0' &&
        !g_ptr_array_find_with_equal_func (sources, get_source (&self->items[i]), g_str_equal,
                                           NULL))
      g_ptr_array_add (sources, (gpointer) get_source (&self->items[i]));
  alike = sources->len <= 1;
  g_ptr_array_set_size (sources, 0);
  for (guint i = 0; i < self->n; i++)
    {
      const KheoBoardAnswer *answer = self->items[i].answer;
      const char            *source = get_source (&self->items[i]);

      tiles |= answer->is_tile && answer->problem == NULL;
      if (*source != '\0' && (alike || answer->is_tile) &&
          !g_ptr_array_find_with_equal_func (sources, source, g_str_equal, NULL))
        g_ptr_array_add (sources, (gpointer) source);
    }
  g_ptr_array_add (sources, NULL);
  self->source = g_strjoinv ("\n", (char **) sources->pdata);
  if (tiles)
    self->date = kheo_chart_words_date ();
  for (guint i = 0; i < self->n && self->date == NULL; i++)
    if (self->items[i].answer->data != NULL)
      self->date =
          g_strdup (kheo_chart_data_get_text (self->items[i].answer->data, KHEO_CHART_TEXT_DATE));
}

/* The chart without what the sheet says; a problem is a chart without figures that says why. */
static KheoChartData *
make_data (const Maker *self, const KheoBoardAnswer *answer)
{
  KheoChartData *data;

  if (answer->data == NULL)
    {
      data = kheo_chart_data_new ();
      kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, answer->title);
      kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SUBTITLE, answer->problem);
      return data;
    }
  data = kheo_chart_data_copy (answer->data);
  if (g_strcmp0 (kheo_chart_data_get_text (data, KHEO_CHART_TEXT_SUBTITLE),
                 self->sheet->subtitle) == 0)
    kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SUBTITLE, "");
  if (strstr (self->source, kheo_chart_data_get_text (data, KHEO_CHART_TEXT_SOURCE)) != NULL)
    kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SOURCE, "");
  if (g_strcmp0 (kheo_chart_data_get_text (data, KHEO_CHART_TEXT_DATE), self->date) == 0)
    kheo_chart_data_set_text (data, KHEO_CHART_TEXT_DATE, "");
  return data;
}

/* ---- Tiles ---- */

/* A tile whose answer is a problem is shown as a chart that says why, in the room of a tile. */
static gboolean
is_tile (const KheoBoardSheetItem *item)
{
  return item->answer->is_tile;
}

/* The largest type up to @size in which no word of @text is broken at @width. */
static double
fit_type (KheoPageFrame *frame, const char *text, double size, gboolean bold, double width)
{
  KheoFace face = { size, bold, FALSE };
  double   longest = kheo_typeset_longest_word (kheo_page_frame_get_typeset (frame), face, text);

  return longest > width ? size * width / longest * 0.99 : size;
}

typedef struct
{
  const char *text;
  KheoFace    face;
  KheoColor   color;
  double      height;
} TileText;

/* Label, number and remark of a tile as wide as @width; gives the height of all. */
static double
measure_tile (const Maker *self, const KheoBoardAnswer *answer, double width, TileText texts[3])
{
  const KheoChartStyle *style = kheo_page_frame_get_style (self->frame);
  KheoTypeset          *typeset = kheo_page_frame_get_typeset (self->frame);
  const double          parts[3] = { LABEL_SCALE, NUMBER_SCALE, REMARK_SCALE };
  const char           *said[3] = { answer->title, answer->number, answer->remark };
  double                sum = 0;

  if (answer->problem != NULL)
    {
      said[1] = "–";
      said[2] = answer->problem;
    }
  for (guint i = 0; i < 3; i++)
    {
      gboolean bold = i == 1;

      texts[i].text = said[i] != NULL ? said[i] : "";
      texts[i].face =
          (KheoFace){ fit_type (self->frame, texts[i].text, self->size * parts[i], bold, width),
                      bold, FALSE };
      texts[i].color = bold ? style->text : style->muted;
      texts[i].height = *texts[i].text == '\0' ? 0
                                               : kheo_typeset_line_height (typeset, texts[i].face) *
                                                     kheo_typeset_wrap (typeset, texts[i].face,
                                                                        texts[i].text, width, NULL);
      sum += texts[i].height;
    }
  return sum;
}

static KheoColor
get_edge (const Maker *self, KheoChartRole role)
{
  const KheoChartStyle *style = kheo_page_frame_get_style (self->frame);

  if (style->theme != KHEO_CHART_MONO && role >= KHEO_CHART_ROLE_FIELD_ECONOMY &&
      role <= KHEO_CHART_ROLE_FIELD_POLITICS)
    return style->colors[role - KHEO_CHART_ROLE_FIELD_ECONOMY];
  return style->muted; /* a number of no field stands back */
}

/* Numbers of a row stand on one line: labels have the height of the tallest. */
static void
add_tile (const Maker *self, guint index, const Row *row, const KheoBox *box, double label_height)
{
  const KheoBoardAnswer *answer = self->items[index].answer;
  const KheoChartStyle  *style = kheo_page_frame_get_style (self->frame);
  double                 inset = self->size * TILE_INSET, edge = self->size * 0.3;
  KheoBox                bar = { box->x, box->y, edge, box->height };
  KheoBox   at = { box->x + inset + edge, box->y + inset, box->width - 2 * inset - edge, 0 };
  KheoColor ground = style->grid;
  TileText  texts[3];

  ground.alpha *= 0.35;
  kheo_page_frame_add_box (self->frame, row->page, ground, box);
  kheo_page_frame_add_box (self->frame, row->page, get_edge (self, answer->role), &bar);
  measure_tile (self, answer, at.width, texts);
  texts[0].height = label_height;
  for (guint i = 0; i < 3; i++)
    {
      if (*texts[i].text != '\0')
        kheo_page_frame_add_text (self->frame, row->page, texts[i].text, texts[i].face,
                                  texts[i].color, &at);
      at.y += texts[i].height;
    }
}

/* ---- Rows ---- */

static KheoBox
get_box (const Maker *self, guint index, const Row *row)
{
  const KheoBoardPlace *place = &self->places[index];
  double                gap = row->tiles ? self->size * TILE_GAP : self->gutter;
  double                column = (self->room.width + gap) / place->n_columns;

  return (KheoBox){ self->room.x + place->column * column, row->y, place->span * column - gap,
                    row->height };
}

/* The height of a row of tiles; *@out_label: of the tallest of their labels. */
static double
measure_tiles (const Maker *self, const Row *row, double *out_label)
{
  double inset = self->size * TILE_INSET, edge = self->size * 0.3, rest = 0;

  *out_label = 0;
  for (guint i = row->first; i < row->first + row->n; i++)
    {
      KheoBox  box = get_box (self, i, row);
      TileText texts[3];
      double sum = measure_tile (self, self->items[i].answer, box.width - 2 * inset - edge, texts);

      *out_label = MAX (*out_label, texts[0].height);
      rest = MAX (rest, sum - texts[0].height);
    }
  return *out_label + rest + 2 * inset;
}

/* What comes after a row: less between rows of tiles. */
static double
get_gap (const Maker *self, const Row *row)
{
  const Row *next = row + 1;
  gboolean   last = row == &g_array_index (self->rows, Row, self->rows->len - 1);

  return row->tiles && !last && next->tiles ? self->size * TILE_GAP : self->gutter;
}

/* Where the paper has fewer columns than the window, charts that are left over are wider. */
static void
widen_rest (Maker *self)
{
  for (guint r = 0; r < self->rows->len; r++)
    {
      const Row            *row = &g_array_index (self->rows, Row, r);
      const KheoBoardPlace *last = &self->places[row->first + row->n - 1];
      int                   used = last->column + last->span;

      for (guint i = row->first; i < row->first + row->n; i++)
        if (!row->tiles && last->n_columns < KHEO_BOARD_COLUMNS)
          self->places[i].n_columns = used;
    }
}

static void
find_rows (Maker *self)
{
  const KheoPaper paper = self->sheet->paper;
  double          shape = paper.width / paper.height;
  double          tile = self->size * TILE_LEAST, gap = self->size * TILE_GAP, label;

  g_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->n; i++)
    self->places[i] = (KheoBoardPlace){ is_tile (&self->items[i]), self->items[i].width };
  kheo_board_places_arrange (self->places, self->n,
                             shape >= 1    ? 3
                             : shape > 0.5 ? 2
                                           : 1,
                             MAX (1, (int) ((self->room.width + gap) / (tile + gap))));
  for (guint i = 0; i < self->n; i++)
    {
      Row row = { .first = i, .n = 1, .tiles = self->places[i].is_tile };

      if (i > 0 && self->places[i].row == self->places[i - 1].row)
        g_array_index (self->rows, Row, self->rows->len - 1).n++;
      else
        g_array_append_val (self->rows, row);
    }
  widen_rest (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      row->height = row->tiles ? measure_tiles (self, row, &label) : self->size * CHART_LEAST;
    }
}

/* What must stand on a page with row @first: tiles are never without the charts below them. */
static double
measure_block (const Maker *self, guint first)
{
  double height = 0;

  for (guint i = first; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      height += row->height;
      if (!row->tiles)
        break;
      height += i + 1 < self->rows->len ? get_gap (self, row) : 0;
    }
  return height;
}

/* Rows over pages by their least heights; gives how many pages. */
static guint
break_pages (Maker *self)
{
  double used = 0;
  guint  page = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row     *row = &g_array_index (self->rows, Row, i);
      gboolean begins = i == 0 || !row->tiles || !(row - 1)->tiles;
      double   least = begins ? measure_block (self, i) : row->height;

      /* Tiles that are more than a page go on like lines. */
      if (used > 0 && used + MIN (least, self->room.height) > self->room.height + 0.01)
        {
          page++;
          used = 0;
        }
      row->page = page;
      used += row->height + get_gap (self, row);
    }
  return page + 1;
}

static guint
arrange (Maker *self, double scale)
{
  self->size = kheo_page_frame_get_style (self->frame)->font_size * scale;
  find_rows (self);
  return break_pages (self);
}

/* Charts share what the tiles of their page leave. */
static void
set_heights (Maker *self, guint n_pages)
{
  for (guint page = 0; page < n_pages; page++)
    {
      double left = self->room.height + self->gutter, y = self->room.y;
      guint  n_charts = 0;

      for (guint i = 0; i < self->rows->len; i++)
        {
          const Row *row = &g_array_index (self->rows, Row, i);

          if (row->page != page)
            continue;
          left -= get_gap (self, row) + (row->tiles ? row->height : 0);
          n_charts += row->tiles ? 0 : 1;
        }
      for (guint i = 0; i < self->rows->len; i++)
        {
          Row *row = &g_array_index (self->rows, Row, i);

          if (row->page != page)
            continue;
          if (!row->tiles)
            row->height = MIN (MAX (left / n_charts, 1), self->room.width * CHART_MOST);
          row->y = y;
          y += row->height + get_gap (self, row);
        }
    }
}

static void
fill (const Maker *self, GString *sentences)
{
  for (guint r = 0; r < self->rows->len; r++)
    {
      const Row *row = &g_array_index (self->rows, Row, r);
      double     label = 0;

      if (row->tiles)
        measure_tiles (self, row, &label);
      for (guint i = row->first; i < row->first + row->n; i++)
        {
          const KheoBoardSheetItem *item = &self->items[i];
          KheoBox                   box = get_box (self, i, row);
          g_autofree char          *said = kheo_board_answer_describe (item->answer, item->kind);

          g_string_append_printf (sentences, "%s%s", sentences->len > 0 ? "\n" : "", said);
          if (row->tiles)
            add_tile (self, i, row, &box, label);
          else
            {
              g_autoptr (KheoChartData) data = make_data (self, item->answer);

              kheo_page_frame_add_chart (self->frame, row->page, item->kind, data,
                                         item->answer->title, &box);
            }
        }
    }
}

void
kheo_board_sheet_add_to_key (GChecksum *key, const KheoBoardSheetItem *item)
{
  const KheoBoardAnswer *answer = item->answer;

  kheo_paper_key_add_number (key, item->width);
  kheo_paper_key_add_number (key, answer->is_tile);
  kheo_paper_key_add_text (key, answer->title);
  kheo_paper_key_add_text (key, answer->problem);
  kheo_paper_key_add_text (key, answer->number);
  kheo_paper_key_add_text (key, answer->remark);
  kheo_paper_key_add_text (key, answer->source);
  if (answer->data != NULL)
    kheo_paper_key_add_chart (key, item->kind, answer->data);
}

KheoPages *
kheo_pages_new_for_board (const KheoBoardSheet *sheet, const KheoBoardSheetItem *items, guint n)
{
  g_autofree KheoBoardPlace *places = g_new0 (KheoBoardPlace, n);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GString) sentences = g_string_new (NULL);
  Maker         self = { .sheet = sheet, .items = items, .n = n, .places = places, .rows = rows };
  KheoPageWords words;
  KheoPages    *pages;
  guint         n_pages = 0;

  g_return_val_if_fail (n >= 1, NULL);

  self.frame = kheo_page_frame_new (sheet->paper, sheet->theme, sheet->font_family);
  self.gutter = kheo_page_frame_get_gutter (self.frame);
  choose_words (&self);
  words = (KheoPageWords){ sheet->heading, sheet->subtitle, self.source, self.date };
  self.room = kheo_page_frame_surround (self.frame, &words);
  for (guint i = 0; i < G_N_ELEMENTS (scales) && n_pages != 1; i++)
    n_pages = arrange (&self, scales[i]);
  if (n_pages > 1)
    n_pages = arrange (&self, 1);
  set_heights (&self, n_pages);
  pages = kheo_page_frame_make_pages (self.frame, n_pages);
  fill (&self, sentences);
  kheo_pages_set_texts (pages, sheet->heading, sentences->str);
  g_free (self.source);
  g_free (self.date);
  return pages;
}
