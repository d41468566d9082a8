/* The table of a list as it will be printed: groups with their counts and sums, rows, total. */
#include "kheo-annex-list-private.h"

#include "kheo-number.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

#define MOST_CHOICES 16u

/* The table being written. */
typedef struct
{
  const KheoAnnexGather *gather;
  KheoAnnexTable        *table;
  GArray                *order; /* rows as they will stand */
  guint                 *kept;  /* columns of the gathered rows that are printed */
  guint                  n_kept;
  guint                  numbers[KHEO_ANNEX_MOST_GROUPS]; /* how many groups of each depth */
  guint                  n_written;
  const char           **cells; /* of the row being written */
} Writer;

char *
kheo_annex_roman (guint number)
{
  static const struct
  {
    guint       value;
    const char *text;
  } digits[] = {
    { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" },
    { 90, "XC" },  { 50, "L" },   { 40, "XL" }, { 10, "X" },   { 9, "IX" },
    { 5, "V" },    { 4, "IV" },   { 1, "I" },
  };

  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    for (; number >= digits[i].value; number -= digits[i].value)
      g_string_append (text, digits[i].text);
  return g_string_free (text, FALSE);
}

/* A, B … Z, AA, AB … */
static char *
letters (guint number)
{
  GString *text = g_string_new (NULL);

  for (; number > 0; number = (number - 1) / 26)
    g_string_prepend_c (text, (char) ('A' + (number - 1) % 26));
  return g_string_free (text, FALSE);
}

/* As reports number their parts (domain.md §5.3): A above I above a. */
static char *
format_numeral (guint depth, guint n_depths, guint number)
{
  g_autofree char *text = NULL;

  if (n_depths == 1 || depth == 1)
    return kheo_annex_roman (number);
  text = letters (number);
  return depth == 0 ? g_steal_pointer (&text) : g_ascii_strdown (text, -1);
}

/* ---- Columns ---- */

static gboolean
is_one_year (KheoPeriod period)
{
  return !kheo_period_is_all (period) &&
         kheo_date_get_year (period.from) == kheo_date_get_year (period.to);
}

/* A period within one year says it already, above the table. */
static gboolean
is_said_above (const KheoAnnexGather *gather, const KheoAnnexChosen *choice)
{
  return gather->query->reg == &kheo_register_models && g_str_equal (choice->offer->key, "year") &&
         is_one_year (gather->query->period);
}

static void
choose_columns (Writer *writer)
{
  const KheoAnnexGather *gather = writer->gather;

  writer->kept = g_new (guint, gather->columns->len);
  for (guint i = 0; i < gather->columns->len; i++)
    {
      const KheoAnnexChosen *choice = &g_array_index (gather->columns, KheoAnnexChosen, i);

      if (!choice->keep && (!gather->used[i] || is_said_above (gather, choice)))
        continue;
      kheo_annex_table_add (writer->table, &choice->column);
      writer->kept[writer->n_kept++] = i;
    }
}

/* ---- Sums ---- */

/* The sum of a column over the rows @first … @end − 1 of the order; FALSE: nothing is known. */
static gboolean
add_up (const Writer *writer, guint summed, guint first, guint end, gint64 *out_sum)
{
  const KheoAnnexGather *gather = writer->gather;
  gboolean               any = FALSE;

  *out_sum = 0;
  for (guint i = first; i < end; i++)
    {
      guint  row = g_array_index (writer->order, guint, i);
      gint64 amount = g_array_index (gather->amounts, gint64, row * gather->summed->len + summed);

      if (amount == G_MININT64)
        continue;
      any = TRUE;
      if (__builtin_add_overflow (*out_sum, amount, out_sum))
        return FALSE;
    }
  return any;
}

/* A row of a group or a total: its label, and the sums of its rows. */
static void
add_summed_row (
    Writer *writer, int depth, const char *numeral, const char *label, guint first, guint end)
{
  const KheoAnnexGather *gather = writer->gather;
  guint                  place = kheo_annex_table_get_label_place (writer->table);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *whole = NULL;

  for (guint i = 0; i < writer->n_kept; i++)
    writer->cells[i] = NULL;
  for (guint s = 0; s < gather->summed->len; s++)
    for (guint i = 0; i < writer->n_kept; i++)
      {
        gint64 sum;

        if (writer->kept[i] != g_array_index (gather->summed, guint, s) ||
            !add_up (writer, s, first, end, &sum))
          continue;
        g_ptr_array_add (texts, kheo_number_format (sum));
        writer->cells[i] = texts->pdata[texts->len - 1];
      }
  if (depth < 0)
    {
      writer->cells[0] = label;
      kheo_annex_table_add_row (writer->table, KHEO_ANNEX_ROW_TOTAL, writer->cells);
      return;
    }
  if (place == 0)
    whole = g_strdup_printf ("%s. %s", numeral, label);
  else
    writer->cells[0] = numeral;
  writer->cells[place] = whole != NULL ? whole : label;
  kheo_annex_table_add_group (writer->table, (guint) depth, writer->cells);
}

/* ---- Groups ---- */

static const KheoAnnexGroupKey *
key_at (const Writer *writer, guint place, guint depth)
{
  const KheoAnnexGather *gather = writer->gather;
  guint                  row = g_array_index (writer->order, guint, place);

  return &g_array_index (gather->keys, KheoAnnexGroupKey, row * gather->n_groupings + depth);
}

/* The first row behind the group of @depth that @place begins. */
static guint
find_end (const Writer *writer, guint place, guint depth)
{
  guint end = place + 1;

  while (end < writer->order->len)
    {
      for (guint i = 0; i <= depth; i++)
        if (key_at (writer, end, i)->order != key_at (writer, place, i)->order)
          return end;
      end++;
    }
  return end;
}

/* "Xã Ba Chẽ: 12 models" */
static char *
format_group (const Writer *writer, const char *label, guint n)
{
  g_autofree char *number = kheo_number_format (n);

  if (writer->gather->query->reg == &kheo_register_models)
    /* Translators: heading of a group: name of a unit, number of its models */
    return g_strdup_printf (ngettext ("%s: %s model", "%s: %s models", n), label, number);
  return g_strdup_printf ("%s: %s", label, number);
}

static void
begin_groups (Writer *writer, guint place, guint from)
{
  const KheoAnnexGather *gather = writer->gather;

  for (guint depth = from; depth < gather->n_groupings; depth++)
    {
      guint       end = find_end (writer, place, depth);
      const char *name =
          gather->groupings[depth].labels->pdata[key_at (writer, place, depth)->label];
      g_autofree char *label = format_group (writer, name, end - place);
      g_autofree char *numeral =
          format_numeral (depth, gather->n_groupings, ++writer->numbers[depth]);

      for (guint i = depth + 1; i < gather->n_groupings; i++)
        writer->numbers[i] = 0;
      add_summed_row (writer, (int) depth, numeral, label, place, end);
    }
}

/* The outermost depth that changes between two neighbours; n_groupings: none. */
static guint
first_change (const Writer *writer, guint place)
{
  guint n = writer->gather->n_groupings;

  for (guint depth = 0; place > 0 && depth < n; depth++)
    if (key_at (writer, place, depth)->order != key_at (writer, place - 1, depth)->order)
      return depth;
  return place > 0 ? n : 0;
}

/* ---- Total ---- */

static void
append_count (GString *text, const char *label, guint count)
{
  g_autofree char *number = kheo_number_format (count);

  if (count > 0)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", label, number);
}

/* "Tập thể 1.921, Cá nhân 744, Chưa rõ 3": choices that occur; owned. */
static char *
describe_choices (const Writer *writer, const char *key)
{
  const KheoField *field = kheo_register_get_field (&kheo_register_models, key);
  const GArray    *columns = writer->gather->columns;
  guint            counts[MOST_CHOICES] = { 0 }, column = columns->len, n_unknown = 0;
  GString         *text = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (g_array_index (columns, KheoAnnexChosen, i).offer->key, key))
      column = i;
  for (guint row = 0; column < columns->len && row < writer->order->len; row++)
    {
      const char *cell = kheo_annex_table_get_cell (writer->gather->rows, row, column);

      for (guint i = 0; i < MOST_CHOICES && field->choices[i].value != NULL; i++)
        if (g_str_equal (_ (field->choices[i].label), cell))
          counts[i]++;
      n_unknown += *cell == '\0';
    }
  for (guint i = 0; i < MOST_CHOICES && field->choices[i].value != NULL; i++)
    append_count (text, _ (field->choices[i].label), counts[i]);
  /* The parts are the whole. */
  append_count (text, _ ("Not known"), n_unknown);
  return g_string_free (text, FALSE);
}

static char *
format_total (const Writer *writer)
{
  guint            n = writer->order->len;
  g_autofree char *number = kheo_number_format (n);
  g_autofree char *kinds = NULL;
  g_autofree char *fields = NULL;

  if (writer->gather->query->reg == &kheo_register_models)
    {
      kinds = describe_choices (writer, "kind");
      fields = describe_choices (writer, "field");
    }
  if (kinds == NULL || *kinds == '\0' || *fields == '\0')
    /* Translators: last row of a list: how many there are. */
    return g_strdup_printf (_ ("Total: %s"), number);
  /* Translators: last row: number of models; how many of each kind; how many of each field */
  return g_strdup_printf (ngettext ("Total: %s model. %s. %s.", "Total: %s models. %s. %s.", n),
                          number, kinds, fields);
}

static void
add_total (Writer *writer, KheoAnnexTotals where)
{
  const KheoAnnexLayout *layout = writer->gather->layout;
  KheoAnnexTotals        wanted = layout != NULL ? layout->totals : KHEO_ANNEX_TOTALS_LAST;
  g_autofree char       *label = NULL;

  if (wanted != where || writer->order->len == 0)
    return;
  label = format_total (writer);
  add_summed_row (writer, -1, NULL, label, 0, writer->order->len);
}

/* ---- Rows ---- */

static void
add_row (Writer *writer, guint place)
{
  const KheoAnnexGather *gather = writer->gather;
  guint                  row = g_array_index (writer->order, guint, place);
  g_autofree char       *number = g_strdup_printf ("%u", ++writer->n_written);

  for (guint i = 0; i < writer->n_kept; i++)
    {
      const KheoAnnexChosen *choice =
          &g_array_index (gather->columns, KheoAnnexChosen, writer->kept[i]);

      writer->cells[i] = g_str_equal (choice->offer->key, "no")
                             ? number
                             : kheo_annex_table_get_cell (gather->rows, row, writer->kept[i]);
    }
  kheo_annex_table_add_row (writer->table, KHEO_ANNEX_ROW_DATA, writer->cells);
}

/* The usual list has no groups where there would be only one. */
static gboolean
is_grouped (const Writer *writer)
{
  const KheoAnnexGather *gather = writer->gather;

  if (gather->n_groupings == 0 || writer->order->len == 0)
    return FALSE;
  return !kheo_annex_gather_is_usual (gather) || find_end (writer, 0, 0) < writer->order->len;
}

static void
add_none (KheoAnnexTable *table, const KheoRegister *reg)
{
  const char      *label = _ (reg->label);
  g_autofree char *first = g_utf8_substring (label, 0, 1);
  g_autofree char *small = g_utf8_strdown (first, -1);
  g_autofree char *things = g_strconcat (small, g_utf8_next_char (label), NULL);
  /* Translators: in place of the rows of an empty list; %s is a register: "models". */
  g_autofree char *text = g_strdup_printf (_ ("There are no %s."), things);

  kheo_annex_table_add_none (table, text);
}

KheoAnnexTable *
kheo_annex_gather_write (const KheoAnnexGather *gather)
{
  Writer   writer = { .gather = gather, .table = kheo_annex_table_new () };
  gboolean grouped;

  writer.order = kheo_annex_gather_order (gather);
  writer.cells = g_new0 (const char *, gather->columns->len + 2);
  choose_columns (&writer);
  grouped = is_grouped (&writer);
  add_total (&writer, KHEO_ANNEX_TOTALS_FIRST);
  for (guint i = 0; i < writer.order->len; i++)
    {
      if (grouped)
        begin_groups (&writer, i, first_change (&writer, i));
      add_row (&writer, i);
    }
  add_total (&writer, KHEO_ANNEX_TOTALS_LAST);
  if (writer.order->len == 0)
    add_none (writer.table, gather->query->reg);
  g_array_unref (writer.order);
  g_free (writer.cells);
  g_free (writer.kept);
  return writer.table;
}
