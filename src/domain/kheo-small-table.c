#include "kheo-small-table-private.h"

#include "kheo-number.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  const KheoSmallGrid *grid;
  gboolean             plain; /* nothing stands around the table, the first line is its heading */
  KheoNumberStyle      style;
  guint                label;      /* column */
  int                  group;      /* column, -1 */
  GArray              *series;     /* of guint: columns */
  guint                first, end; /* rows of values */
  int                  heading;    /* row, -1 */
  int                  under;      /* row below it that parts merged headings, -1 */
  KheoSmallTable      *table;
} Reading;

/* ---- Cells ---- */

static gboolean
is_missing_mark (const char *text)
{
  static const char *const marks[] = { "-", "–", "—", "…", "...", "x", "X", "/" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strcmp (marks[i], text) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_number (const KheoSmallCell *cell, KheoNumberStyle style, double *out, gboolean *out_percent)
{
  KheoNumber number;

  *out_percent = cell->percent;
  *out = cell->number;
  if (cell->text == NULL)
    return !isnan (cell->number);
  if (!kheo_number_parse (cell->text, style, &number))
    return FALSE;
  *out = number.value;
  *out_percent = number.percent;
  return TRUE;
}

static gboolean
is_number (const Reading *reading, guint row, guint column)
{
  double   number;
  gboolean percent;

  return read_number (kheo_small_grid_get (reading->grid, row, column), reading->style, &number,
                      &percent);
}

static guint
count_filled (const KheoSmallGrid *grid, guint row, guint *out_first)
{
  guint n = 0;

  for (guint c = kheo_small_grid_get_n_columns (grid); c > 0; c--)
    if (!kheo_small_cell_is_empty (kheo_small_grid_get (grid, row, c - 1)))
      {
        *out_first = c - 1;
        n++;
      }
  return n;
}

static char *
fold_cell (const KheoSmallGrid *grid, guint row, guint column)
{
  g_autofree char *text = kheo_small_cell_to_text (kheo_small_grid_get (grid, row, column));

  return kheo_text_match_key (text);
}

/* ---- What stands around ---- */

/* The rest of @text after @word (a fold) and a colon; NULL when it does not begin so. */
static char *
text_after (const char *text, const char *const *words)
{
  g_autofree char *key = kheo_text_match_key (text);
  const char      *colon = strchr (text, ':');

  for (; colon != NULL && *words != NULL; words++)
    if (g_str_has_prefix (key, *words))
      return kheo_text_tidy (colon + 1);
  return NULL;
}

static void
read_around (KheoSmallTable *table, const char *text)
{
  static const char *const units[] = { "don vi tinh", "dvt", "don vi", "unit", NULL };
  static const char *const sources[] = { "nguon", "source", NULL };
  g_autofree char         *unit = text_after (text, units);
  g_autofree char         *source = text_after (text, sources);

  if (unit != NULL && table->unit_of_measure == NULL)
    table->unit_of_measure = g_steal_pointer (&unit);
  else if (source != NULL && table->source == NULL)
    table->source = g_steal_pointer (&source);
  else if (unit == NULL && source == NULL && table->title == NULL)
    table->title = g_strdup (text);
  else if (unit == NULL && source == NULL && table->subtitle == NULL)
    table->subtitle = g_strdup (text);
}

/* Lines of one cell above the table; gives the first row that has more. */
static guint
read_above (Reading *reading)
{
  guint row, column = 0;

  for (row = 0; row < kheo_small_grid_get_n_rows (reading->grid); row++)
    {
      guint            n = count_filled (reading->grid, row, &column);
      g_autofree char *text = NULL;

      if (n > 1)
        break;
      text = kheo_small_cell_to_text (kheo_small_grid_get (reading->grid, row, column));
      if (n == 1)
        read_around (reading->table, text);
    }
  return row;
}

/* "Nguồn: …" and the like below the table. */
static void
read_below (Reading *reading)
{
  static const char *const notes[] = { "nguon", "source", "ghi chu", "note", "don vi tinh", NULL };
  guint                    column = 0;

  for (guint row = reading->end; row > reading->first; row--)
    {
      guint            n = count_filled (reading->grid, row - 1, &column);
      g_autofree char *text =
          kheo_small_cell_to_text (kheo_small_grid_get (reading->grid, row - 1, column));
      g_autofree char *rest = text_after (text, notes);

      if (n > 1 || (n == 1 && rest == NULL))
        return;
      if (n == 1)
        read_around (reading->table, text);
      reading->end = row - 1;
    }
}

/* ---- Finding the table ---- */

/* The first row with several cells is the heading, unless its values are numbers that are no
 * years. */
static gboolean
is_heading (const Reading *reading, guint row)
{
  gboolean years = TRUE;

  for (guint c = 1; c < kheo_small_grid_get_n_columns (reading->grid); c++)
    {
      double   number = 0;
      gboolean percent;

      if (read_number (kheo_small_grid_get (reading->grid, row, c), reading->style, &number,
                       &percent))
        years = years && number >= 1900 && number <= 2100 && number == floor (number);
    }
  return years;
}

static gboolean
is_empty (const Reading *reading, int row, guint column)
{
  return kheo_small_cell_is_empty (kheo_small_grid_get (reading->grid, (guint) row, column));
}

/* "Six months" over "Groups" and "Households": cells of the heading that are empty because the one
 * before them is merged over them, and words or years below. */
static gboolean
is_under_heading (const Reading *reading, guint row)
{
  guint n = 0, merged = 0;

  if (!is_heading (reading, row))
    return FALSE;
  for (guint c = 1; c < kheo_small_grid_get_n_columns (reading->grid); c++)
    {
      const char *text = kheo_small_grid_get (reading->grid, row, c)->text;

      if (is_empty (reading, (int) row, c) || (text != NULL && is_missing_mark (text)))
        continue;
      n++;
      merged += is_empty (reading, reading->heading, c) ? 1 : 0;
    }
  return n >= 2 && merged > 0;
}

/* "A, B, 1, 2 …" or "(1), (2) …" below the heading. */
static gboolean
is_code_row (const KheoSmallGrid *grid, guint row)
{
  guint n = 0;

  for (guint c = 0; c < kheo_small_grid_get_n_columns (grid); c++)
    {
      g_autofree char *key = fold_cell (grid, row, c);
      const char      *code = g_strstrip (key);
      gboolean         letter = g_ascii_isalpha (code[0]) && code[1] == '\0';
      gboolean         number =
          *code != '\0' && strlen (code) <= 2 && strspn (code, "0123456789") == strlen (code);

      if (*code == '\0')
        continue;
      if (!letter && !(number && g_ascii_strtoull (code, NULL, 10) <= c + 1))
        return FALSE;
      n++;
    }
  return n > 2; /* "A 1" may well be a row of its own */
}

static gboolean
is_ordinal_column (const Reading *reading, guint column)
{
  g_autofree char *key = NULL;

  if (reading->plain || reading->heading < 0)
    return FALSE;
  key = fold_cell (reading->grid, (guint) reading->heading, column);
  g_strstrip (key);
  return strcmp (key, "stt") == 0 || strcmp (key, "tt") == 0 || strcmp (key, "so tt") == 0;
}

static gboolean
is_empty_column (const Reading *reading, guint column)
{
  for (guint row = reading->first; row < reading->end; row++)
    if (!kheo_small_cell_is_empty (kheo_small_grid_get (reading->grid, row, column)))
      return FALSE;
  return reading->heading < 0 || kheo_small_cell_is_empty (kheo_small_grid_get (
                                     reading->grid, (guint) reading->heading, column));
}

/* A column of words only, after the labels and before the numbers. */
static gboolean
is_group_column (const Reading *reading, guint column)
{
  gboolean words = FALSE;

  for (guint row = reading->first; row < reading->end; row++)
    {
      const KheoSmallCell *cell = kheo_small_grid_get (reading->grid, row, column);

      if (is_number (reading, row, column))
        return FALSE;
      words = words || (cell->text != NULL && !is_missing_mark (cell->text));
    }
  return words;
}

static void
find_columns (Reading *reading)
{
  gboolean labelled = FALSE;

  for (guint c = 0; c < kheo_small_grid_get_n_columns (reading->grid); c++)
    {
      if (is_ordinal_column (reading, c) || (is_empty_column (reading, c) && (labelled || c > 0)))
        continue;
      if (!labelled)
        reading->label = c;
      else if (reading->group < 0 && reading->series->len == 0 &&
               c + 1 < kheo_small_grid_get_n_columns (reading->grid) &&
               is_group_column (reading, c))
        reading->group = (int) c;
      else
        g_array_append_val (reading->series, c);
      labelled = TRUE;
    }
  /* Words without numbers after them are values that cannot be read, not groups. */
  if (reading->series->len == 0 && reading->group >= 0)
    {
      guint column = (guint) reading->group;

      g_array_append_val (reading->series, column);
      reading->group = -1;
    }
}

static void
find_rows (Reading *reading)
{
  guint row = reading->plain ? 0 : read_above (reading);
  guint n_rows = kheo_small_grid_get_n_rows (reading->grid);

  reading->heading = -1;
  if (row < n_rows && (reading->plain || is_heading (reading, row)))
    reading->heading = (int) row++;
  reading->under = -1;
  if (!reading->plain && reading->heading >= 0 && row + 1 < n_rows &&
      is_under_heading (reading, row))
    reading->under = (int) row++;
  if (!reading->plain && reading->heading >= 0 && row + 1 < n_rows &&
      is_code_row (reading->grid, row))
    row++;
  reading->first = row;
  reading->end = n_rows;
  if (!reading->plain)
    read_below (reading);
}

/* All texts together say whether points part thousands or decimals. */
static KheoNumberStyle
find_style (const KheoSmallGrid *grid)
{
  guint n[3] = { 0 };

  for (guint r = 0; r < kheo_small_grid_get_n_rows (grid); r++)
    for (guint c = 0; c < kheo_small_grid_get_n_columns (grid); c++)
      {
        const char *text = kheo_small_grid_get (grid, r, c)->text;

        if (text != NULL)
          n[kheo_number_evidence (text)]++;
      }
  return n[KHEO_NUMBERS_ENGLISH] > n[KHEO_NUMBERS_VIETNAMESE] ? KHEO_NUMBERS_ENGLISH
                                                              : KHEO_NUMBERS_VIETNAMESE;
}

/* ---- Reading ---- */

/* A heading that is merged over this column stands in the first of those that it is over. */
static guint
find_merged (const Reading *reading, guint column)
{
  guint first = column;

  if (is_empty (reading, reading->under, column))
    return column;
  while (first > 1 && is_empty (reading, reading->heading, first) &&
         !is_empty (reading, reading->under, first - 1))
    first--;
  return first;
}

static char *
heading_of (const Reading *reading, guint column)
{
  g_autofree char *over = NULL;
  g_autofree char *under = NULL;
  guint            first = column;

  if (reading->heading < 0)
    return g_strdup ("");
  if (reading->under >= 0)
    {
      under = kheo_small_cell_to_text (
          kheo_small_grid_get (reading->grid, (guint) reading->under, column));
      first = find_merged (reading, column);
    }
  over = kheo_small_cell_to_text (
      kheo_small_grid_get (reading->grid, (guint) reading->heading, first));
  if (under == NULL || *under == '\0')
    return g_steal_pointer (&over);
  return *over != '\0' ? g_strdup_printf ("%s – %s", over, under) : g_steal_pointer (&under);
}

static void
note_unreadable (Reading *reading, const char *label, const char *series, const char *text)
{
  GPtrArray *findings = reading->table->findings;

  /* Translators: what was typed, the label of its row, the heading of its column. */
  g_ptr_array_add (findings, g_strdup_printf (_ ("“%s” (%s, %s) is not a number: left empty."),
                                              text, label, series));
}

static void
read_row (Reading *reading, guint row, GArray *values)
{
  KheoSmallTable  *table = reading->table;
  g_autofree char *label =
      kheo_small_cell_to_text (kheo_small_grid_get (reading->grid, row, reading->label));
  guint filled = 0;

  if (count_filled (reading->grid, row, &filled) == 0)
    return;
  for (guint s = 0; s < reading->series->len; s++)
    {
      const KheoSmallCell *cell =
          kheo_small_grid_get (reading->grid, row, g_array_index (reading->series, guint, s));
      gboolean percent = FALSE;
      double   value = NAN;

      if (read_number (cell, reading->style, &value, &percent))
        table->percent = table->percent && percent;
      else if (cell->text != NULL && !is_missing_mark (cell->text))
        note_unreadable (reading, label, table->series->pdata[s], cell->text);
      g_array_append_val (values, value);
    }
  g_ptr_array_add (table->labels, g_steal_pointer (&label));
  if (table->groups != NULL)
    g_ptr_array_add (table->groups, kheo_small_cell_to_text (kheo_small_grid_get (
                                        reading->grid, row, (guint) reading->group)));
}

/* Digits after the comma without which a value would be another one. */
static int
find_decimals (const double *values, guint n)
{
  int decimals = 0;

  for (guint i = 0; i < n; i++)
    while (!isnan (values[i]) && decimals < 3 &&
           fabs (values[i] * pow (10, decimals) - round (values[i] * pow (10, decimals))) >
               1e-6 * MAX (1, fabs (values[i])))
      decimals++;
  return decimals;
}

static gboolean
has_number (const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!isnan (values[i]))
      return TRUE;
  return FALSE;
}

static void
read_values (Reading *reading)
{
  KheoSmallTable *table = reading->table;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  table->label_heading = heading_of (reading, reading->label);
  if (reading->group >= 0)
    {
      table->group_heading = heading_of (reading, (guint) reading->group);
      table->groups = g_ptr_array_new_with_free_func (g_free);
    }
  for (guint s = 0; s < reading->series->len; s++)
    g_ptr_array_add (table->series,
                     heading_of (reading, g_array_index (reading->series, guint, s)));
  table->percent = TRUE;
  if (reading->series->len > 0)
    for (guint row = reading->first; row < reading->end; row++)
      read_row (reading, row, values);
  table->decimals = find_decimals ((const double *) (gpointer) values->data, values->len);
  table->percent =
      table->percent && has_number ((const double *) (gpointer) values->data, values->len);
  table->values = (double *) (gpointer) g_array_free (g_steal_pointer (&values), FALSE);
  if (kheo_small_grid_is_cut (reading->grid))
    g_ptr_array_add (table->findings,
                     g_strdup_printf (_ ("The table is too large: only the first %u rows and %u "
                                         "columns were taken."),
                                      KHEO_SMALL_GRID_MAX_ROWS, KHEO_SMALL_GRID_MAX_COLUMNS));
}

static KheoSmallTable *
read_table (const KheoSmallGrid *grid, gboolean plain)
{
  g_autoptr (GArray) series = g_array_new (FALSE, FALSE, sizeof (guint));
  KheoSmallTable *table = g_new0 (KheoSmallTable, 1);
  Reading         reading = { .grid = grid,
                              .plain = plain,
                              .style = plain ? KHEO_NUMBERS_VIETNAMESE : find_style (grid),
                              .group = -1,
                              .series = series,
                              .table = table };

  table->labels = g_ptr_array_new_with_free_func (g_free);
  table->series = g_ptr_array_new_with_free_func (g_free);
  table->remarks = g_ptr_array_new_with_free_func (g_free);
  table->findings = g_ptr_array_new_with_free_func (g_free);
  find_rows (&reading);
  find_columns (&reading);
  read_values (&reading);
  return table;
}

KheoSmallTable *
kheo_small_table_read (const KheoSmallGrid *grid)
{
  KheoSmallTable *table;

  g_return_val_if_fail (grid != NULL, NULL);

  table = read_table (grid, FALSE);
  kheo_small_table_tidy (table);
  return table;
}

KheoSmallTable *
kheo_small_table_parse (const char *content)
{
  g_autoptr (KheoSmallGrid) grid = kheo_small_grid_parse (content);

  return read_table (grid, TRUE);
}

void
kheo_small_table_free (KheoSmallTable *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->unit_of_measure);
  g_free (self->source);
  g_free (self->label_heading);
  g_free (self->group_heading);
  g_ptr_array_unref (self->labels);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->remarks);
  g_ptr_array_unref (self->findings);
  g_free (self->values);
  g_free (self);
}

double
kheo_small_table_get (const KheoSmallTable *self, guint label, guint series)
{
  g_return_val_if_fail (label < self->labels->len && series < self->series->len, NAN);
  return self->values[label * self->series->len + series];
}

char *
kheo_small_table_to_text (const KheoSmallTable *self)
{
  GString *text = g_string_new (self->label_heading);

  if (self->groups != NULL)
    g_string_append_printf (text, "\t%s", self->group_heading);
  for (guint s = 0; s < self->series->len; s++)
    g_string_append_printf (text, "\t%s", (const char *) self->series->pdata[s]);
  for (guint i = 0; i < self->labels->len; i++)
    {
      g_string_append_printf (text, "\n%s", (const char *) self->labels->pdata[i]);
      if (self->groups != NULL)
        g_string_append_printf (text, "\t%s", (const char *) self->groups->pdata[i]);
      for (guint s = 0; s < self->series->len; s++)
        {
          g_autofree char *number = kheo_small_number_to_text (kheo_small_table_get (self, i, s));

          g_string_append_printf (text, "\t%s%s", number,
                                  self->percent && *number != '\0' ? "%" : "");
        }
    }
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}
