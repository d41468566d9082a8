#include "kheo-columns.h"

#include "kheo-scan.h"
#include "kheo-units-private.h"

#include <string.h>

/* Ids this close are read as one range of rows. */
#define RUN_GAP 16

static const guint core[] = { KHEO_MODEL_UNIT,   KHEO_MODEL_KIND,          KHEO_MODEL_FIELD,
                              KHEO_MODEL_YEAR,   KHEO_MODEL_REGISTERED_ON, KHEO_MODEL_ORIGIN,
                              KHEO_MODEL_STATUS, KHEO_MODEL_LEVEL };

KheoDate
kheo_columns_day (const KheoColumns *self, guint slot)
{
  KheoSpan span = kheo_columns_registered (self, slot);
  guint    year = kheo_columns_year (self, slot);

  if (span != 0)
    return kheo_span_last (span);
  return year != 0 ? kheo_span_end_of_year (year) : KHEO_DATE_UNKNOWN;
}

static guint
width_of (const KheoField *field)
{
  switch (field->type)
    {
    case KHEO_FIELD_CHOICE:
      return 1;
    case KHEO_FIELD_YEAR:
      return 2;
    case KHEO_FIELD_DATE:
    case KHEO_FIELD_UNIT:
      return 4;
    case KHEO_FIELD_INTEGER:
    case KHEO_FIELD_MONEY:
    case KHEO_FIELD_RECORD:
      return 8;
    case KHEO_FIELD_TEXT:
    case KHEO_FIELD_LONG_TEXT:
    case KHEO_FIELD_PERIOD:
    case KHEO_FIELD_AMOUNT:
    default:
      return 0;
    }
}

static guint8
choice_of (const KheoField *field, const char *value)
{
  for (guint i = 0; value != NULL && field->choices[i].value != NULL; i++)
    if (strcmp (field->choices[i].value, value) == 0)
      return (guint8) (i + 1);
  return 0;
}

/* What one statement reads: id, then these fields. */
typedef struct
{
  KheoColumns *to;
  KheoUnits   *units;
  const guint *fields;
  guint        n_fields;
  gint64       last_unit; /* models of one unit mostly stand together */
  guint32      last_index;
  guint        room; /* rows that @to has room for */
} Reader;

static guint32
find_unit (Reader *reader, gint64 id)
{
  if (id != reader->last_unit)
    {
      reader->last_unit = id;
      reader->last_index = (guint32) kheo_units_find (reader->units, id);
    }
  return reader->last_index;
}

static void
store_value (Reader *reader, KheoStmt *stmt, int place, guint slot)
{
  guint            index = reader->fields[place - 1];
  const KheoField *field = &kheo_register_models.fields[index];
  KheoColumn      *column = &reader->to->columns[index];

  switch (field->type)
    {
    case KHEO_FIELD_CHOICE:
      column->values[slot] = choice_of (field, kheo_stmt_get_text (stmt, place));
      break;
    case KHEO_FIELD_YEAR:
      ((guint16 *) (gpointer) column->values)[slot] =
          (guint16) CLAMP (kheo_stmt_get_int (stmt, place), 0, G_MAXUINT16);
      break;
    case KHEO_FIELD_DATE:
      ((guint32 *) (gpointer) column->values)[slot] =
          kheo_span_parse (kheo_stmt_get_text (stmt, place));
      break;
    case KHEO_FIELD_UNIT:
      ((guint32 *) (gpointer) column->values)[slot] =
          find_unit (reader, kheo_stmt_get_int (stmt, place));
      break;
    case KHEO_FIELD_INTEGER:
    case KHEO_FIELD_MONEY:
    case KHEO_FIELD_RECORD:
      ((gint64 *) (gpointer) column->values)[slot] =
          kheo_stmt_is_null (stmt, place) ? KHEO_NO_VALUE : kheo_stmt_get_int (stmt, place);
      break;
    case KHEO_FIELD_TEXT:
    case KHEO_FIELD_LONG_TEXT:
    case KHEO_FIELD_PERIOD:
    case KHEO_FIELD_AMOUNT:
    default:
      g_assert_not_reached ();
    }
}

static char *
make_select (const Reader *reader)
{
  GString *sql = g_string_new ("SELECT id");

  for (guint i = 0; i < reader->n_fields; i++)
    g_string_append_printf (sql, ", %s", kheo_register_models.fields[reader->fields[i]].name);
  g_string_append (sql, " FROM model");
  return g_string_free (sql, FALSE);
}

static KheoStmt *
prepare_reader (KheoDb *db, const Reader *reader)
{
  g_autofree char *select = make_select (reader);
  g_autofree char *sql =
      g_strconcat (select, " WHERE id BETWEEN :first AND :last ORDER BY id", NULL);

  return kheo_db_prepare (db, sql);
}

static void
reserve (Reader *reader, guint n)
{
  for (guint i = 0; i < reader->n_fields; i++)
    {
      KheoColumn *column = &reader->to->columns[reader->fields[i]];

      column->width = width_of (&kheo_register_models.fields[reader->fields[i]]);
      column->values = g_realloc_n (column->values, MAX (n, 1), column->width);
    }
}

/* Appends a row, making room as it goes. */
static void
read_row (KheoStmt *stmt, gpointer part)
{
  Reader      *reader = part;
  KheoColumns *to = reader->to;

  if (to->n == reader->room)
    {
      reader->room = MAX (64, 2 * reader->room);
      to->ids = g_renew (gint64, to->ids, reader->room);
      reserve (reader, reader->room);
    }
  to->ids[to->n] = kheo_stmt_get_int (stmt, 0);
  for (guint i = 0; i < reader->n_fields; i++)
    store_value (reader, stmt, (int) i + 1, to->n);
  to->n++;
}

static gboolean
read_range (Reader *reader, KheoStmt *stmt, gint64 first, gint64 last, GError **error)
{
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (stmt, ":first", first);
  kheo_stmt_bind_int (stmt, ":last", last);
  while (kheo_stmt_step (stmt, &problem))
    read_row (stmt, reader);
  kheo_stmt_reset (stmt);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}

/* Appends the rows of @back, which were read from the last on, but those that @reader has. */
static void
append_back (Reader *reader, const KheoColumns *back)
{
  KheoColumns *to = reader->to;
  guint        n = back->n;

  while (n > 0 && to->n > 0 && back->ids[n - 1] <= to->ids[to->n - 1])
    n--;
  reader->room = to->n + n;
  to->ids = g_renew (gint64, to->ids, MAX (reader->room, 1));
  reserve (reader, reader->room);
  for (guint i = 0; i < n; i++)
    to->ids[to->n + i] = back->ids[n - 1 - i];
  for (guint f = 0; f < reader->n_fields; f++)
    {
      KheoColumn       *column = &to->columns[reader->fields[f]];
      const KheoColumn *read = &back->columns[reader->fields[f]];

      for (guint i = 0; i < n; i++)
        memcpy (column->values + (gsize) (to->n + i) * column->width,
                read->values + (gsize) (n - 1 - i) * column->width, column->width);
    }
  to->n += n;
}

/* Reads all rows; what there is then is as long as it must be. */
static gboolean
read_all (Reader *reader, KheoDb *db, GError **error)
{
  KheoColumns other = { 0 };
  Reader      back = { &other, reader->units, reader->fields, reader->n_fields, -1, KHEO_NO_UNIT };
  g_autofree char *select = make_select (reader);
  gboolean         done;

  reserve (reader, 0);
  reserve (&back, 0);
  done = kheo_db_scan (db, select, read_row, reader, &back, error);
  if (done)
    append_back (reader, &other);
  kheo_columns_clear (&other);
  return done;
}

void
kheo_columns_clear (KheoColumns *self)
{
  g_free (self->ids);
  for (guint i = 0; i < KHEO_MODEL_N_FIELDS; i++)
    g_free (self->columns[i].values);
  memset (self, 0, sizeof *self);
}

gboolean
kheo_columns_load (KheoColumns *self, KheoDb *db, KheoUnits *units, GError **error)
{
  Reader reader = { self, units, core, G_N_ELEMENTS (core), -1, KHEO_NO_UNIT };

  kheo_columns_clear (self);
  return read_all (&reader, db, error);
}

const guint *
kheo_columns_list_core (guint *out_n)
{
  *out_n = G_N_ELEMENTS (core);
  return core;
}

guint
kheo_columns_get_width (guint field)
{
  return width_of (&kheo_register_models.fields[field]);
}

int
kheo_find_id (const gint64 *ids, guint n, gint64 id)
{
  guint low = 0;
  guint high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ids[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < n && ids[low] == id ? (int) low : -1;
}

int
kheo_columns_find (const KheoColumns *self, gint64 id)
{
  return kheo_find_id (self->ids, self->n, id);
}

/* Puts the values read into @from, which may have other rows by now, beside the ids of @self. */
static void
take_column (KheoColumns *self, KheoColumns *from, guint field)
{
  KheoColumn *column = &self->columns[field];
  KheoColumn *read = &from->columns[field];
  guint       row = 0;

  column->width = read->width;
  if (from->n == self->n &&
      (self->n == 0 || memcmp (from->ids, self->ids, self->n * sizeof *self->ids) == 0))
    {
      column->values = g_steal_pointer (&read->values);
      return;
    }
  column->values = g_malloc0_n (MAX (self->n, 1), column->width);
  for (guint slot = 0; slot < self->n; slot++)
    {
      while (row < from->n && from->ids[row] < self->ids[slot])
        row++;
      if (row < from->n && from->ids[row] == self->ids[slot])
        memcpy (column->values + (gsize) slot * column->width,
                read->values + (gsize) row * column->width, column->width);
    }
}

gboolean
kheo_columns_need (KheoColumns *self, KheoDb *db, KheoUnits *units, guint field, GError **error)
{
  KheoColumns read = { 0 };
  Reader      reader = { &read, units, &field, 1, -1, KHEO_NO_UNIT };
  gboolean    done;

  g_return_val_if_fail (width_of (&kheo_register_models.fields[field]) > 0, FALSE);

  if (self->columns[field].values != NULL)
    return TRUE;
  done = read_all (&reader, db, error);
  if (done)
    take_column (self, &read, field);
  kheo_columns_clear (&read);
  return done;
}

gboolean
kheo_next_run (GArray *ids, guint *next, gint64 *out_first, gint64 *out_last)
{
  if (*next >= ids->len)
    return FALSE;
  *out_first = *out_last = g_array_index (ids, gint64, (*next)++);
  while (*next < ids->len && g_array_index (ids, gint64, *next) - *out_last <= RUN_GAP)
    *out_last = g_array_index (ids, gint64, (*next)++);
  return TRUE;
}

static gboolean
read_changed (Reader *reader, KheoDb *db, GArray *changed, GError **error)
{
  g_autoptr (KheoStmt) stmt = prepare_reader (db, reader);
  guint  next = 0;
  gint64 first, last;

  while (kheo_next_run (changed, &next, &first, &last))
    if (!read_range (reader, stmt, first, last, error))
      return FALSE;
  return TRUE;
}

/* Rows of the old and the newly read columns in the order of their ids: @sources says for each new
 * slot the old one, or ~row for a row that was read. */
static GArray *
merge_ids (KheoColumns *self, const KheoColumns *read, GArray *changed, guint *moved)
{
  GArray *sources = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->n + read->n);
  guint   row = 0;
  guint   next = 0;

  for (guint slot = 0; slot <= self->n; slot++)
    {
      gint64 id = slot < self->n ? self->ids[slot] : G_MAXINT64;
      gint64 source = slot;

      for (; row < read->n && read->ids[row] <= id; row++)
        {
          gint64 fresh = ~(gint64) row;

          g_array_append_val (sources, fresh);
        }
      if (slot == self->n)
        break;
      while (next < changed->len && g_array_index (changed, gint64, next) < id)
        next++;
      /* A range may have read neighbours that nobody changed. */
      if ((next < changed->len && g_array_index (changed, gint64, next) == id) ||
          (row > 0 && read->ids[row - 1] == id))
        moved[slot] = G_MAXUINT;
      else
        {
          moved[slot] = sources->len;
          g_array_append_val (sources, source);
        }
    }
  return sources;
}

static gpointer
gather (gconstpointer old, gconstpointer read, gsize width, GArray *sources)
{
  guint8 *values = g_malloc_n (MAX (sources->len, 1), width);
  guint   i = 0;

  while (i < sources->len)
    {
      gint64        source = g_array_index (sources, gint64, i);
      const guint8 *from = source >= 0 ? (const guint8 *) old + (gsize) source * width
                                       : (const guint8 *) read + (gsize) ~source * width;
      guint         n = 1;

      /* Unchanged rows stand in long runs. */
      if (source >= 0)
        while (i + n < sources->len && g_array_index (sources, gint64, i + n) == source + n)
          n++;
      memcpy (values + (gsize) i * width, from, n * width);
      i += n;
    }
  return values;
}

static void
replace (gpointer *values, gpointer with)
{
  g_free (*values);
  *values = with;
}

/* Were only rows read that are there, and all that changed?  Then no slot moves: @out_slots has
 * that of each row read. */
static gboolean
is_in_place (const KheoColumns *self, const KheoColumns *read, GArray *changed, guint *out_slots)
{
  for (guint row = 0; row < read->n; row++)
    {
      int slot = kheo_columns_find (self, read->ids[row]);

      if (slot < 0)
        return FALSE;
      out_slots[row] = (guint) slot;
    }
  for (guint i = 0; i < changed->len; i++)
    if (kheo_columns_find (read, g_array_index (changed, gint64, i)) < 0)
      return FALSE;
  return TRUE;
}

static void
overwrite (
    KheoColumns *self, const KheoColumns *read, const guint *slots, guint *moved, GArray *fresh)
{
  for (guint slot = 0; slot < self->n; slot++)
    moved[slot] = slot;
  for (guint row = 0; row < read->n; row++)
    {
      moved[slots[row]] = G_MAXUINT;
      g_array_append_val (fresh, slots[row]);
    }
  for (guint field = 0; field < KHEO_MODEL_N_FIELDS; field++)
    {
      KheoColumn *column = &self->columns[field];

      for (guint row = 0; column->values != NULL && row < read->n; row++)
        memcpy (column->values + (gsize) slots[row] * column->width,
                read->columns[field].values + (gsize) row * column->width, column->width);
    }
}

static void
put_between (
    KheoColumns *self, const KheoColumns *read, GArray *changed, guint *moved, GArray *fresh)
{
  g_autoptr (GArray) sources = merge_ids (self, read, changed, moved);

  for (guint field = 0; field < KHEO_MODEL_N_FIELDS; field++)
    {
      KheoColumn *column = &self->columns[field];

      if (column->values != NULL)
        replace ((gpointer *) &column->values,
                 gather (column->values, read->columns[field].values, column->width, sources));
    }
  replace ((gpointer *) &self->ids, gather (self->ids, read->ids, sizeof *self->ids, sources));
  self->n = sources->len;
  for (guint32 slot = 0; slot < sources->len; slot++)
    if (g_array_index (sources, gint64, slot) < 0)
      g_array_append_val (fresh, slot);
}

gboolean
kheo_columns_patch (KheoColumns *self,
                    KheoDb      *db,
                    KheoUnits   *units,
                    GArray      *changed,
                    guint      **out_moved,
                    GArray     **out_fresh,
                    GError     **error)
{
  KheoColumns       read = { 0 };
  guint             fields[KHEO_MODEL_N_FIELDS];
  Reader            reader = { &read, units, fields, 0, -1, KHEO_NO_UNIT };
  g_autofree guint *slots = NULL;

  for (guint i = 0; i < KHEO_MODEL_N_FIELDS; i++)
    if (self->columns[i].values != NULL)
      fields[reader.n_fields++] = i;
  reserve (&reader, 0);
  if (!read_changed (&reader, db, changed, error))
    {
      kheo_columns_clear (&read);
      return FALSE;
    }

  *out_moved = g_new (guint, MAX (self->n, 1));
  *out_fresh = g_array_new (FALSE, FALSE, sizeof (guint32));
  slots = g_new (guint, MAX (read.n, 1));
  if (is_in_place (self, &read, changed, slots))
    overwrite (self, &read, slots, *out_moved, *out_fresh);
  else
    put_between (self, &read, changed, *out_moved, *out_fresh);
  kheo_columns_clear (&read);
  return TRUE;
}

void
kheo_columns_remap_units (KheoColumns *self, KheoUnits *from, KheoUnits *to)
{
  guint               n = from->n;
  g_autofree guint32 *now = g_new (guint32, MAX (n, 1));
  guint32            *values = (guint32 *) (gpointer) self->columns[KHEO_MODEL_UNIT].values;

  for (guint i = 0; i < n; i++)
    now[i] = (guint32) kheo_units_find (to, from->ids[i]);
  for (guint slot = 0; slot < self->n; slot++)
    if (values[slot] != KHEO_NO_UNIT)
      values[slot] = now[values[slot]];
}
