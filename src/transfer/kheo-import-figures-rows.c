/*
 * The rows of a table of figures.  Rows of units may stand in districts, and a district may be a
 * row of numbers itself; rows of indicators stand below sections, items and "trong đó".
 */
#include "kheo-import-figures.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LABEL_MAX 400 /* bytes */

#define AHEAD 8u /* rows that are remembered: more than are looked at beforehand */

typedef struct
{
  KheoImportTable *table;
  KheoFigureLook   looks[AHEAD];
  guint            looked[AHEAD]; /* row + 1 that a place of looks is of */
  GArray          *stack;         /* Open, of rows of units */
  KheoFigureItems  items;         /* of rows of indicators */
  gboolean         seen_data, signed_off;
  guint            blanks;
  guint            last_body;
} Reader;

/* ---- Looking ---- */

static int
depth_of (KheoOrdinal ordinal, const char *text)
{
  int dots = 0;

  switch (ordinal)
    {
    case KHEO_ORDINAL_ROMAN:
      return KHEO_DEPTH_ROMAN;
    case KHEO_ORDINAL_SMALL_ROMAN:
    case KHEO_ORDINAL_SMALL_LETTER:
      return KHEO_DEPTH_DOTTED + 2;
    case KHEO_ORDINAL_LETTER:
      return KHEO_DEPTH_LETTER;
    case KHEO_ORDINAL_NUMBER:
      return KHEO_DEPTH_NUMBER;
    case KHEO_ORDINAL_DOTTED:
      for (const char *p = text; *p != '\0' && *p != ' '; p++)
        dots += *p == '.' && g_ascii_isdigit (p[1]);
      return dots > 0 ? MIN (KHEO_DEPTH_DOTTED + dots - 1, KHEO_DEPTH_DASH - 1) : KHEO_DEPTH_NUMBER;
    case KHEO_ORDINAL_DASH:
      return *text == '+' ? KHEO_DEPTH_PLUS : KHEO_DEPTH_DASH;
    case KHEO_ORDINAL_NONE:
      break;
    }
  return KHEO_DEPTH_NONE;
}

static guint
sheet_column (const KheoImportTable *table, int index)
{
  return kheo_table_column (table, (guint) index)->info.column;
}

static const char *
label_of (const KheoImportTable *table, guint row)
{
  return kheo_cell_text_at (table->import, table->sheet, row,
                            sheet_column (table, table->figures->label_column));
}

const char *
kheo_figures_row_number (const KheoImportTable *table, guint row)
{
  int index = kheo_column_of_field (table, KHEO_COLUMN_ORDINAL);

  return index >= 0
             ? kheo_cell_text (table->import, table->sheet,
                               kheo_sheet_get_cell (table->sheet, row, sheet_column (table, index)))
             : "";
}

/* Of a long list, the state tells of a figure as well: "không phát sinh". */
static gboolean
is_value_column (const KheoImportTable *table, guint sheet_column_index)
{
  guint index = sheet_column_index - table->info.first_column;

  return kheo_table_column (table, index)->info.field == KHEO_COLUMN_VALUE ||
         (table->figures->is_long && kheo_figure_column (table, index)->role == KHEO_ROLE_STATE);
}

/* A number, a mark, "-" or "chưa báo cáo"; not the words beside a signature. */
static gboolean
says_figure (const KheoImportTable *table, const KheoCell *cell)
{
  const char      *text = NULL;
  g_autofree char *key = NULL;

  if (cell->type != KHEO_CELL_TEXT)
    return TRUE;
  text = kheo_cell_text (table->import, table->sheet, cell);
  if (strpbrk (text, "0123456789") != NULL || kheo_words_is_tick (text) ||
      kheo_words_nothing (text) ||
      kheo_field_parse_choice (&kheo_register_figures.fields[KHEO_FIGURE_STATE], text) != NULL)
    return TRUE;
  key = kheo_text_match_key (text);
  return g_str_has_prefix (key, "chua ") || g_str_has_prefix (key, "khong");
}

static void
look_at_row (const KheoImportTable *table, guint row, KheoFigureLook *look)
{
  guint            n = 0;
  const KheoCell  *cells = kheo_sheet_get_row (table->sheet, row, &n);
  const char      *number = kheo_figures_row_number (table, row);
  KheoOrdinal      ordinal = KHEO_ORDINAL_NONE;
  const KheoMerge *merge = NULL;

  *look = (KheoFigureLook){ .level = -1 };
  look->whole = label_of (table, row);
  look->label = kheo_figures_skip_row_ordinal (look->whole, number, &ordinal);
  look->depth = depth_of (ordinal, look->whole);
  if (*number != '\0' && kheo_words_ordinal (number) != KHEO_ORDINAL_NONE)
    look->depth = depth_of (kheo_words_ordinal (number), number);
  else if (*number != '\0' && *look->whole == '\0')
    {
      look->whole = number; /* "Tổng số", "I. Huyện Mường La" where the numbers stand */
      look->label = kheo_figures_skip_ordinal (number, &ordinal);
      look->depth = depth_of (ordinal, number);
    }
  for (guint i = 0; i < n; i++)
    {
      if (cells[i].column < table->info.first_column || cells[i].column > table->info.last_column ||
          kheo_cell_is_blank (table->import, table->sheet, &cells[i]))
        continue;
      look->n_cells++;
      look->n_values += is_value_column (table, cells[i].column) && says_figure (table, &cells[i]);
    }
  if (strlen (look->label) < 100)
    {
      const KheoUnitType *type = kheo_unit_type_of_name (look->label, KHEO_LEVEL_DISTRICT);

      look->level = type != NULL && type->level <= KHEO_LEVEL_HAMLET ? (int) type->level : -1;
    }
  merge =
      kheo_sheet_find_merge (table->sheet, row, sheet_column (table, table->figures->label_column));
  look->heading_cell = merge != NULL && merge->columns >= 3 && merge->row == row;
}

/* A row is looked at once, though those above it look ahead. */
static const KheoFigureLook *
look_at (Reader *reader, guint row)
{
  guint place = row % AHEAD;

  if (reader->looked[place] != row + 1)
    {
      look_at_row (reader->table, row, &reader->looks[place]);
      reader->looked[place] = row + 1;
    }
  return &reader->looks[place];
}

static gboolean
repeats_heading (const KheoImportTable *table, guint row)
{
  guint same = 0;
  guint n = 0;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoColumn *column = kheo_table_column (table, i);
      const char *text = kheo_cell_text_at (table->import, table->sheet, row, column->info.column);

      n += *text != '\0';
      same += *text != '\0' && strcmp (column->leaf, text) == 0;
    }
  return same >= 2 && same * 3 >= n * 2;
}

/* ---- Rows of units ---- */

static gboolean
rows_are_units (const KheoImportTable *table)
{
  return table->figures->unit_column >= 0 && table->figures->indicator_column < 0;
}

/* Do the rows beneath stand in the unit of this one? */
static gboolean
holds_next (Reader *reader, guint row, const KheoFigureLook *look)
{
  guint end = MIN (kheo_sheet_get_n_rows (reader->table->sheet), row + 6);

  for (guint below = row + 1; below < end; below++)
    {
      const KheoFigureLook *next = look_at (reader, below);

      if (next->n_cells == 0 || *next->label == '\0')
        continue;
      if (kheo_words_total (next->whole) != KHEO_TOTAL_NONE)
        return FALSE;
      if (look->level >= 0 && next->level >= 0 && look->level != next->level)
        return next->level > look->level;
      return (look->depth == KHEO_DEPTH_ROMAN || look->depth == KHEO_DEPTH_LETTER) &&
             (next->depth > look->depth || next->depth == KHEO_DEPTH_NONE);
    }
  return FALSE;
}

/* One that is open around later rows. */
typedef struct
{
  int group; /* index in table->groups */
  int level, depth;
} Open;

/* A unit ends the smaller ones before it, a number those that stand as deep. */
static void
open_group (Reader *reader, guint row, const KheoFigureLook *look)
{
  KheoGroup group = { .row = row, .parent = -1, .text = look->label, .level = look->level };
  Open      open = { (int) reader->table->groups->len, look->level, look->depth };

  group.choice_field = group.choice = -1;
  group.place = -1;
  while (reader->stack->len > 0)
    {
      const Open *last = &g_array_index (reader->stack, Open, reader->stack->len - 1);

      if (look->level >= 0 && last->level >= 0 ? last->level < look->level
                                               : last->depth < look->depth)
        break;
      g_array_set_size (reader->stack, reader->stack->len - 1);
    }
  if (reader->stack->len > 0)
    group.parent = g_array_index (reader->stack, Open, reader->stack->len - 1).group;
  g_array_append_val (reader->table->groups, group);
  g_array_append_val (reader->stack, open);
}

static KheoRowKind
classify_unit_row (Reader *reader, guint row, const KheoFigureLook *look)
{
  gboolean over = holds_next (reader, row, look);

  if (look->n_values == 0 && !over && !look->heading_cell)
    return look->depth == KHEO_DEPTH_NONE && look->level < 0 ? KHEO_ROW_NOTE : KHEO_ROW_DATA;
  if (!over && look->n_values > 0)
    return KHEO_ROW_DATA;
  open_group (reader, row, look);
  return look->n_values > 0 ? KHEO_ROW_SUBTOTAL : KHEO_ROW_GROUP;
}

/* ---- All rows ---- */

static KheoRowKind
classify_total (Reader *reader, guint index, const KheoFigureLook *look)
{
  KheoTotalKind kind = kheo_words_total (look->whole);

  /* "TỔNG SỐ" first, in a list of indicators: that which all others are parts of. */
  if (!rows_are_units (reader->table) && !reader->seen_data &&
      reader->table->figures->unit_column < 0)
    {
      kheo_figures_item_of_all (&reader->items, index, look);
      return KHEO_ROW_DATA;
    }
  return kind == KHEO_TOTAL_GRAND ? KHEO_ROW_TOTAL : KHEO_ROW_SUBTOTAL;
}

static KheoRowKind
classify (Reader *reader, guint row, guint index, guint8 *out_flags)
{
  KheoImportTable *table = reader->table;
  KheoFigureLook   look = *look_at (reader, row);

  if (look.n_cells == 0)
    return KHEO_ROW_BLANK;
  if (reader->signed_off)
    return KHEO_ROW_SIGNATURE;
  if (kheo_rows_is_code_row (table, row))
    return KHEO_ROW_CODES;
  if (repeats_heading (table, row))
    return KHEO_ROW_HEADING;
  if (*look.label != '\0' && strlen (look.whole) < LABEL_MAX &&
      kheo_words_total (look.whole) != KHEO_TOTAL_NONE && look.n_values > 0)
    return classify_total (reader, index, &look);
  if (look.n_values == 0 && reader->seen_data)
    {
      guint           n = 0;
      const KheoCell *cells = kheo_sheet_get_row (table->sheet, row, &n);

      for (guint i = 0; i < n && !reader->signed_off; i++)
        reader->signed_off =
            kheo_words_signature (kheo_cell_text (table->import, table->sheet, &cells[i]));
      if (reader->signed_off)
        return KHEO_ROW_SIGNATURE;
    }
  if (*look.label == '\0' || kheo_words_note (look.whole) || strlen (look.whole) >= LABEL_MAX)
    {
      *out_flags |= look.n_values > 0 ? KHEO_ROW_FLAG_UNCLEAR : 0;
      return KHEO_ROW_NOTE;
    }
  return rows_are_units (table)
             ? classify_unit_row (reader, row, &look)
             : kheo_figures_item_classify (&reader->items, index, &look, out_flags);
}

static void
add_row (Reader *reader, guint row, KheoRowKind kind, guint8 flags)
{
  KheoSheetRow new_row = {
    .kind = (guint8) kind, .flags = flags, .data = KHEO_NO_DATA, .group = -1, .place = -1
  };
  guint decision =
      GPOINTER_TO_UINT (g_hash_table_lookup (reader->table->decisions, GUINT_TO_POINTER (row)));

  new_row.flags |= (guint8) decision;
  if ((decision & KHEO_ROW_FLAG_SKIPPED) != 0)
    new_row.kind = KHEO_ROW_LEFT_OUT;
  else if ((decision & KHEO_ROW_FLAG_TAKEN) != 0)
    new_row.kind = KHEO_ROW_DATA;
  if (kheo_sheet_is_row_hidden (reader->table->sheet, row))
    new_row.flags |= KHEO_ROW_FLAG_HIDDEN;
  if (kind == KHEO_ROW_GROUP ||
      (kind == KHEO_ROW_SUBTOTAL && reader->table->groups->len > 0 &&
       g_array_index (reader->table->groups, KheoGroup, reader->table->groups->len - 1).row == row))
    new_row.group = (gint32) reader->table->groups->len - 1;
  else if (reader->stack->len > 0)
    new_row.group = g_array_index (reader->stack, Open, reader->stack->len - 1).group;
  g_array_append_val (reader->table->rows, new_row);
}

/* Has another table begun? */
static gboolean
starts_table (const Reader *reader, guint row)
{
  KheoImportTable *table = reader->table;
  KheoFigureBlock  block = { 0, 0, 0 };

  if (!reader->seen_data || (reader->blanks == 0 && !reader->signed_off))
    return FALSE;
  if (!kheo_figures_may_start (table->import, table->sheet, row))
    return kheo_finder_is_heading (table->import, table->sheet, row);
  if (repeats_heading (table, row))
    return FALSE;
  return kheo_figures_find (table->import, table->info.sheet, row, &block) && block.first == row;
}

static void
note_row (Reader *reader, guint row, KheoRowKind kind)
{
  reader->blanks = kind == KHEO_ROW_BLANK ? reader->blanks + 1 : 0;
  if (kind == KHEO_ROW_DATA)
    reader->seen_data = TRUE;
  if (kind == KHEO_ROW_DATA || kind == KHEO_ROW_TOTAL || kind == KHEO_ROW_SUBTOTAL)
    reader->last_body = row;
}

/* What stands below the last row of figures is no group, and no row of data. */
static void
settle_end (Reader *reader, guint end)
{
  KheoImportTable *table = reader->table;

  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (table, i);

      if (table->base_row + i > reader->last_body && row->kind == KHEO_ROW_GROUP)
        row->kind = KHEO_ROW_NOTE;
      if (table->base_row + i > reader->last_body)
        row->flags &= (guint8) ~KHEO_ROW_FLAG_UNCLEAR;
    }
  if (end < kheo_sheet_get_n_rows (table->sheet))
    {
      g_array_set_size (table->rows,
                        MAX (reader->last_body, table->info.heading_last) + 1 - table->base_row);
      g_array_set_size (table->figures->rows, table->rows->len);
    }
  table->info.n_rows = table->rows->len;
  table->info.last_row = table->base_row + table->rows->len - 1;
}

static gboolean
read_body (Reader *reader, KheoProgress *progress, GError **error)
{
  KheoImportTable *table = reader->table;
  guint            n_rows = kheo_sheet_get_n_rows (table->sheet);
  guint            row = table->base_row;

  for (; row < n_rows; row++)
    {
      KheoFigureLine new_row = { .indicator = NULL };
      KheoRowKind    kind = KHEO_ROW_HEADING;
      guint8         flags = 0;
      guint          n = 0;

      if ((row & 255) == 0 &&
          !kheo_progress_tick (progress, (double) row / n_rows, _ ("Reading the rows"), error))
        return FALSE;
      if (row > table->info.heading_last && starts_table (reader, row))
        break;
      g_array_append_val (table->figures->rows, new_row);
      kheo_sheet_get_row (table->sheet, row, &n);
      if (row < table->info.heading_first)
        kind = n == 0 ? KHEO_ROW_BLANK : KHEO_ROW_TITLE;
      else if (row > table->info.heading_last)
        kind = classify (reader, row, table->figures->rows->len - 1, &flags);
      if (row > table->info.heading_last)
        note_row (reader, row, kind);
      add_row (reader, row, kind, flags);
    }
  settle_end (reader, row);
  return TRUE;
}

gboolean
kheo_figures_read_rows (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Open));
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (KheoFigureItem));
  Reader reader = { .table = table, .stack = stack, .items = { .table = table, .items = items } };

  reader.last_body = table->info.heading_last;
  /* Nothing says what the rows are: a person must. */
  if (table->figures->label_column < 0)
    table->figures->label_column = 0;
  g_array_set_size (table->rows, 0);
  g_array_set_size (table->groups, 0);
  g_array_set_size (table->figures->rows, 0);
  return read_body (&reader, progress, error);
}
