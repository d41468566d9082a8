#include "kheo-inserter.h"

#include "kheo-history-private.h"

#include <string.h>

/* A column as the changeset must know it. */
typedef struct
{
  char *name;
  int   type; /* SQLITE_INTEGER, SQLITE_TEXT or SQLITE_BLOB; 0: values might be converted */
  guint key;  /* place in the primary key from 1, 0: none */
} Column;

typedef struct
{
  int           type; /* 0: NULL */
  gint64        integer;
  gconstpointer data; /* borrowed */
  gsize         size;
} Value;

struct _KheoInserter
{
  KheoDb     *db;
  const char *table; /* interned */
  GArray     *columns;
  KheoStmt   *stmt;
  Value      *values; /* of the next row */
  guint8     *bound;  /* types of the row before; nothing is bound at first */
  int         id;     /* place of the key, -1 when it is not one INTEGER */
  gboolean    plain;  /* every value goes in as it is given, and nothing else happens */
  GByteArray *head;   /* of its section of a changeset */
  GByteArray *record; /* of one row */
};

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->name);
}

static int
type_of (const char *name)
{
  return g_strcmp0 (name, "INTEGER") == 0 ? SQLITE_INTEGER
         : g_strcmp0 (name, "TEXT") == 0  ? SQLITE_TEXT
         : g_strcmp0 (name, "BLOB") == 0  ? SQLITE_BLOB
                                          : 0;
}

static void
load_columns (KheoInserter *self)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      self->db, "SELECT name, type, pk, hidden FROM pragma_table_xinfo (:table) ORDER BY cid");
  guint n_keys = 0;

  kheo_stmt_bind_text (stmt, ":table", self->table);
  while (kheo_stmt_step (stmt, NULL))
    {
      Column column = { g_strdup (kheo_stmt_get_text (stmt, 0)),
                        type_of (kheo_stmt_get_text (stmt, 1)),
                        (guint) kheo_stmt_get_int (stmt, 2) };

      if (column.key > 0 && ++n_keys == 1 && column.type == SQLITE_INTEGER)
        self->id = (int) self->columns->len;
      else if (column.key > 0)
        self->id = -1;
      if (column.type == 0 || kheo_stmt_get_int (stmt, 3) != 0)
        self->plain = FALSE;
      g_array_append_val (self->columns, column);
    }
}

static gboolean
has_triggers (KheoInserter *self)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      self->db, "SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = :table");

  kheo_stmt_bind_text (stmt, ":table", self->table);
  return kheo_stmt_step (stmt, NULL);
}

static KheoStmt *
prepare (KheoInserter *self)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s VALUES (", self->table);
  for (guint i = 0; i < self->columns->len; i++)
    g_string_append (sql, i > 0 ? ", ?" : "?");
  g_string_append_c (sql, ')');
  return kheo_db_prepare (self->db, sql->str);
}

/* ---- The form of a changeset, ---- */

/* Bytes that @value may take in a record. */
static gsize
room_for (const Value *value)
{
  return value->type == SQLITE_INTEGER ? 9 : value->type == 0 ? 1 : value->size + 11;
}

static guint8 *
write_varint (guint8 *p, guint64 number)
{
  guint n = 1;

  /* Seven bits a byte, all but the last marked; sizes never need the ninth byte with its eight. */
  for (guint64 rest = number; (rest >>= 7) > 0;)
    n++;
  for (guint i = n; i-- > 0; number >>= 7)
    p[i] = (guint8) ((number & 0x7f) | (i + 1 < n ? 0x80 : 0));
  return p + n;
}

static guint8 *
write_value (guint8 *p, const Value *value)
{
  *p++ = (guint8) (value->type == 0 ? SQLITE_NULL : value->type);
  if (value->type == SQLITE_INTEGER)
    {
      gint64 swapped = GINT64_TO_BE (value->integer);

      memcpy (p, &swapped, sizeof swapped);
      return p + sizeof swapped;
    }
  if (value->type == 0)
    return p;
  p = write_varint (p, value->size);
  memcpy (p, value->data, value->size);
  return p + value->size;
}

static void
write_record (KheoInserter *self)
{
  gsize   room = 2;
  guint8 *p;

  for (guint i = 0; i < self->columns->len; i++)
    room += room_for (&self->values[i]);
  g_byte_array_set_size (self->record, (guint) room);
  p = self->record->data;
  *p++ = SQLITE_INSERT;
  *p++ = 0; /* nobody's foreign key did it */
  for (guint i = 0; i < self->columns->len; i++)
    p = write_value (p, &self->values[i]);
  g_byte_array_set_size (self->record, (guint) (p - self->record->data));
}

static void
write_head (KheoInserter *self)
{
  gsize   length = strlen (self->table) + 1;
  guint8 *p;

  g_byte_array_set_size (self->head, (guint) (11 + self->columns->len + length));
  p = self->head->data;
  *p++ = 'T';
  p = write_varint (p, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    *p++ = (guint8) g_array_index (self->columns, Column, i).key;
  memcpy (p, self->table, length);
  g_byte_array_set_size (self->head, (guint) (p + length - self->head->data));
}

/* ---- Rows ---- */

KheoInserter *
kheo_inserter_new (KheoDb *db, const char *table)
{
  KheoInserter *self = g_new0 (KheoInserter, 1);

  self->db = db;
  self->table = g_intern_string (table);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  self->id = -1;
  self->plain = TRUE;
  load_columns (self);
  self->plain = self->plain && self->id >= 0 && !has_triggers (self) &&
                kheo_history_find_table (kheo_history_of (db), table) != NULL;
  self->stmt = prepare (self);
  self->values = g_new0 (Value, self->columns->len + 1);
  self->bound = g_new0 (guint8, self->columns->len + 1);
  self->head = g_byte_array_new ();
  self->record = g_byte_array_new ();
  write_head (self);
  return self;
}

void
kheo_inserter_free (KheoInserter *self)
{
  if (self == NULL)
    return;
  kheo_stmt_free (self->stmt);
  g_array_unref (self->columns);
  g_byte_array_unref (self->head);
  g_byte_array_unref (self->record);
  g_free (self->values);
  g_free (self->bound);
  g_free (self);
}

int
kheo_inserter_find (const KheoInserter *self, const char *column)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (strcmp (g_array_index (self->columns, Column, i).name, column) == 0)
      return (int) i;
  return -1;
}

static void
set (KheoInserter *self, int place, Value value)
{
  g_return_if_fail (place >= 0 && place < (int) self->columns->len);

  self->values[place] = value;
}

void
kheo_inserter_set_int (KheoInserter *self, int place, gint64 value)
{
  set (self, place, (Value){ SQLITE_INTEGER, value });
}

void
kheo_inserter_set_text (KheoInserter *self, int place, const char *text, gssize length)
{
  set (self, place, (Value){ SQLITE_TEXT, 0, text, length < 0 ? strlen (text) : (gsize) length });
}

void
kheo_inserter_set_blob (KheoInserter *self, int place, gconstpointer data, gsize size)
{
  set (self, place, (Value){ SQLITE_BLOB, 0, data != NULL ? data : "", size });
}

static void
bind (KheoInserter *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Value *value = &self->values[i];

      if (value->type == SQLITE_INTEGER)
        kheo_stmt_set_int (self->stmt, (int) i + 1, value->integer);
      else if (value->type == SQLITE_TEXT)
        kheo_stmt_set_text_sized (self->stmt, (int) i + 1, value->data, value->size);
      else if (value->type == SQLITE_BLOB)
        kheo_stmt_set_blob (self->stmt, (int) i + 1, value->data, value->size);
      else if (self->bound[i] != 0)
        kheo_stmt_set_null (self->stmt, (int) i + 1);
      self->bound[i] = (guint8) value->type;
    }
}

/* Is what stands in the table then exactly what was given?  Else SQLite itself must look. */
static gboolean
is_exact (const KheoInserter *self)
{
  if (!self->plain || self->values[self->id].type != SQLITE_INTEGER)
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    if (self->values[i].type != 0 &&
        self->values[i].type != g_array_index (self->columns, Column, i).type)
      return FALSE;
  return TRUE;
}

gboolean
kheo_inserter_run (KheoInserter *self, GError **error)
{
  KheoHistory *history = kheo_history_of (self->db);
  gboolean     ours, done;

  /* Inside a savepoint rows may yet be taken away again. */
  ours = history->session != NULL && self->db->depth == 1 && is_exact (self);
  bind (self);
  if (ours)
    sqlite3session_enable (history->session, 0);
  done = kheo_stmt_run (self->stmt, error);
  if (ours)
    {
      sqlite3session_enable (history->session, 1);
      if (done)
        {
          write_record (self);
          kheo_inserts_add (history, self->table, self->values[self->id].integer, self->head,
                            self->record);
        }
    }
  memset (self->values, 0, self->columns->len * sizeof (Value));
  return done;
}
