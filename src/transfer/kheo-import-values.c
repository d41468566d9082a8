/*
 * The values of all rows of data: four bytes each, for there are millions.  Two bits say what the
 * other thirty are: a place in the workbook's strings, another text, or a number.
 */
#include "kheo-import-private.h"

#define PLACE_BITS  30
#define PLACE_MASK  ((1u << PLACE_BITS) - 1)
#define NUMBER_BITS 29 /* what stands for itself; others are listed */
#define LISTED      (1u << NUMBER_BITS)
#define NUMBER_MASK (LISTED - 1)
/* A power of two: how many that were asked for last can still be looked at. */
#define N_SHOWN 256u

typedef enum
{
  PACKED_NULL, /* all bits are 0 */
  PACKED_STRING,
  PACKED_TEXT,
  PACKED_INTEGER,
} Packed;

struct _KheoValueStore
{
  GArray     *packed;     /* guint32 */
  const char *strings;    /* of the workbook */
  gsize       n_strings;  /* bytes */
  GPtrArray  *texts;      /* that lie elsewhere; borrowed */
  GHashTable *text_index; /* text → index + 1, by address */
  GArray     *numbers;    /* gint64, that are too large */
  KheoValue   shown[N_SHOWN];
  guint       next;
};

KheoValueStore *
kheo_value_store_new (void)
{
  KheoValueStore *self = g_new0 (KheoValueStore, 1);

  self->packed = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->texts = g_ptr_array_new ();
  self->text_index = g_hash_table_new (NULL, NULL);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
kheo_value_store_free (KheoValueStore *self)
{
  g_array_unref (self->packed);
  g_ptr_array_unref (self->texts);
  g_hash_table_unref (self->text_index);
  g_array_unref (self->numbers);
  g_free (self);
}

void
kheo_values_reset (KheoImportTable *table, guint n)
{
  KheoValueStore *self = table->values;

  self->strings = kheo_sheet_get_strings (table->sheet, &self->n_strings);
  g_ptr_array_set_size (self->texts, 0);
  g_hash_table_remove_all (self->text_index);
  g_array_set_size (self->numbers, 0);
  g_array_set_size (self->packed, 0);
  g_array_set_size (self->packed, n);
}

static guint32
pack_text (KheoValueStore *self, char *text)
{
  gsize offset = (gsize) ((guintptr) text - (guintptr) self->strings);
  guint index;

  if (offset < self->n_strings)
    return (guint32) PACKED_STRING << PLACE_BITS | (guint32) offset;
  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->text_index, text));
  if (index == 0)
    {
      g_ptr_array_add (self->texts, text);
      index = self->texts->len;
      g_hash_table_insert (self->text_index, text, GUINT_TO_POINTER (index));
    }
  return (guint32) PACKED_TEXT << PLACE_BITS | (index - 1);
}

static guint32
pack_integer (KheoValueStore *self, gint64 integer)
{
  guint32 bits = (guint32) integer;

  if (integer < 0 || integer > NUMBER_MASK)
    {
      g_array_append_val (self->numbers, integer);
      bits = LISTED | (self->numbers->len - 1);
    }
  return (guint32) PACKED_INTEGER << PLACE_BITS | bits;
}

static void
unpack (const KheoValueStore *self, guint32 packed, KheoValue *value)
{
  guint32 bits = packed & PLACE_MASK;

  switch ((Packed) (packed >> PLACE_BITS))
    {
    case PACKED_STRING:
      value->type = KHEO_VALUE_TEXT;
      value->text = (char *) self->strings + bits;
      break;
    case PACKED_TEXT:
      value->type = KHEO_VALUE_TEXT;
      value->text = self->texts->pdata[bits];
      break;
    case PACKED_INTEGER:
      value->type = KHEO_VALUE_INTEGER;
      value->integer = (bits & LISTED) != 0
                           ? g_array_index (self->numbers, gint64, bits & NUMBER_MASK)
                           : (gint64) bits;
      break;
    case PACKED_NULL:
    default:
      *value = KHEO_VALUE_INIT;
      break;
    }
}

/* The place of a field of @row, -1: there is none. */
static gint64
place_of (const KheoImportTable *table, guint32 data, int field)
{
  int slot = table->slots[field + KHEO_N_META];

  return slot < 0 || data == KHEO_NO_DATA ? -1 : (gint64) data + slot;
}

const KheoValue *
kheo_values_at (const KheoImportTable *table, guint32 data, int field)
{
  KheoValueStore *self = table->values;
  gint64          place = place_of (table, data, field);
  KheoValue      *value = NULL;

  if (place < 0)
    return NULL;
  value = &self->shown[self->next++ % N_SHOWN];
  unpack (self, g_array_index (self->packed, guint32, place), value);
  return value;
}

const KheoValue *
kheo_values_get (const KheoImportTable *table, const KheoSheetRow *row, int field)
{
  return kheo_values_at (table, row->data, field);
}

void
kheo_values_put (KheoImportTable *table, const KheoSheetRow *row, int field, const KheoValue *value)
{
  KheoValueStore *self = table->values;
  gint64          place = place_of (table, row->data, field);
  guint32         packed = 0;

  g_return_if_fail (place >= 0);

  if (value->type == KHEO_VALUE_TEXT)
    packed = pack_text (self, value->text);
  else if (value->type == KHEO_VALUE_INTEGER)
    packed = pack_integer (self, value->integer);
  g_array_index (self->packed, guint32, place) = packed;
}

void
kheo_values_put_text (KheoImportTable *table, const KheoSheetRow *row, int field, const char *text)
{
  KheoValue value = { KHEO_VALUE_TEXT, .text = (char *) text };

  if (*text != '\0')
    kheo_values_put (table, row, field, &value);
}
