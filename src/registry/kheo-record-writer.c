#include "kheo-record-sql.h"
#include "kheo-record-table.h"
#include "kheo-sort-keys.h"

#include "kheo-inserter.h"
#include "kheo-text.h"

/* No register has more sort keys than this. */
#define MAX_SORT_KEYS 4

/* Texts whose keys take longer than a thread takes to start. */
#define WORTH_A_THREAD 500

struct _KheoRecordWriter
{
  const KheoRegister *reg; /* static */
  KheoInserter       *inserter;

  int   id;                    /* place in the table */
  int  *fields;                /* owned: place of each field */
  guint sorted[MAX_SORT_KEYS]; /* fields with a sort key */
  int   keys[MAX_SORT_KEYS];   /* places of those */
  guint n_sorted;

  KheoSortKeys *ahead; /* NULL until texts are expected */
  guint         ahead_field;
};

static void
add_sort_key (KheoRecordWriter *self, guint field)
{
  g_autofree char *column = g_strconcat (self->reg->fields[field].name, "_sort", NULL);

  g_assert (self->n_sorted < MAX_SORT_KEYS);
  self->keys[self->n_sorted] = kheo_inserter_find (self->inserter, column);
  self->sorted[self->n_sorted++] = field;
}

KheoRecordWriter *
kheo_record_writer_new (KheoDb *db, const KheoRegister *reg)
{
  KheoRecordWriter *self = NULL;

  g_return_val_if_fail (db != NULL && reg != NULL, NULL);

  self = g_new0 (KheoRecordWriter, 1);
  self->reg = reg;
  self->inserter = kheo_inserter_new (db, reg->table);
  self->id = kheo_inserter_find (self->inserter, "id");
  self->fields = g_new (int, reg->n_fields);
  for (guint i = 0; i < reg->n_fields; i++)
    {
      self->fields[i] = kheo_inserter_find (self->inserter, reg->fields[i].name);
      if ((reg->fields[i].flags & KHEO_FIELD_SORT_KEY) != 0)
        add_sort_key (self, i);
    }
  return self;
}

void
kheo_record_writer_expect (KheoRecordWriter *self, guint field, GPtrArray *texts)
{
  g_clear_pointer (&self->ahead, kheo_sort_keys_free);
  self->ahead_field = field;
  if (texts->len > WORTH_A_THREAD)
    self->ahead = kheo_sort_keys_new (texts);
}

/* The sort key of @text; the bytes, or NULL, must be kept until the row is in. */
static GBytes *
set_sort_key (KheoRecordWriter *self, guint field, int place, const char *text)
{
  GBytes       *key = NULL;
  gconstpointer data = NULL;
  gsize         size = 0;

  if (self->ahead == NULL || self->ahead_field != field ||
      !kheo_sort_keys_next (self->ahead, text, &data, &size))
    {
      key = kheo_text_sort_key (text);
      data = g_bytes_get_data (key, &size);
    }
  kheo_inserter_set_blob (self->inserter, place, data, size);
  return key;
}

gboolean
kheo_record_writer_insert (KheoRecordWriter *self,
                           gint64            id,
                           const KheoValue  *values,
                           GError          **error)
{
  GBytes  *keys[MAX_SORT_KEYS] = { NULL };
  gboolean done = FALSE;

  g_return_val_if_fail (self != NULL && id > 0, FALSE);

  kheo_inserter_set_int (self->inserter, self->id, id);
  for (guint i = 0; i < self->reg->n_fields; i++)
    if (values[i].type == KHEO_VALUE_INTEGER)
      kheo_inserter_set_int (self->inserter, self->fields[i], values[i].integer);
    else if (values[i].type == KHEO_VALUE_TEXT)
      kheo_inserter_set_text (self->inserter, self->fields[i], values[i].text, -1);
  for (guint i = 0; i < self->n_sorted; i++)
    if (values[self->sorted[i]].type == KHEO_VALUE_TEXT)
      keys[i] = set_sort_key (self, self->sorted[i], self->keys[i], values[self->sorted[i]].text);
  done = kheo_inserter_run (self->inserter, error);
  for (guint i = 0; i < self->n_sorted; i++)
    g_clear_pointer (&keys[i], g_bytes_unref);
  return done;
}

void
kheo_record_writer_free (KheoRecordWriter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->ahead, kheo_sort_keys_free);
  kheo_inserter_free (self->inserter);
  g_free (self->fields);
  g_free (self);
}
