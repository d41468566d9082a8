/*
 * Ranks: three-way quicksort that looks at eight bytes of the keys at a time and keeps them beside
 * the index, so that keys with a long common beginning ("Mô hình …") are not read over and over.
 * Orders: radix sort from the least digit, which is stable; digits all alike are skipped.
 */
#include "kheo-sort.h"

#include <string.h>

#define KEY_STEP      8
#define SMALL_RANGE   12
#define RADIX_BITS    11
#define RADIX_BUCKETS (1u << RADIX_BITS)

typedef struct
{
  guint64 head; /* the eight bytes being compared, as a big-endian number */
  gsize   at;   /* offset of the whole key */
  guint32 index;
} Item;

struct _KheoKeys
{
  GByteArray *bytes; /* each key ends with one zero at least and has a multiple of eight bytes */
  GArray     *at;    /* gsize: offset by index, G_MAXSIZE for none */
};

KheoKeys *
kheo_keys_new (gsize reserve)
{
  KheoKeys *self = g_new (KheoKeys, 1);

  self->bytes = g_byte_array_new ();
  self->at = g_array_sized_new (FALSE, FALSE, sizeof (gsize), (guint) reserve);
  return self;
}

void
kheo_keys_free (KheoKeys *self)
{
  g_byte_array_unref (self->bytes);
  g_array_unref (self->at);
  g_free (self);
}

void
kheo_keys_add (KheoKeys *self, const guint8 *key, gsize length)
{
  gsize at = key != NULL ? self->bytes->len : G_MAXSIZE;

  g_array_append_val (self->at, at);
  if (key == NULL)
    return;

  g_byte_array_set_size (self->bytes, (guint) (at + (length / KEY_STEP + 1) * KEY_STEP));
  memcpy (self->bytes->data + at, key, length);
  memset (self->bytes->data + at + length, 0, self->bytes->len - at - length);
}

static inline guint64
load_head (const guint8 *bytes)
{
  guint64 head;

  memcpy (&head, bytes, sizeof head);
  return GUINT64_FROM_BE (head);
}

static inline int
compare_items (const Item *a, const Item *b, const guint8 *bytes, gsize depth)
{
  if (a->head != b->head)
    return a->head < b->head ? -1 : 1;
  if ((a->head & 0xff) == 0)
    return 0;
  return strcmp ((const char *) bytes + a->at + depth + KEY_STEP,
                 (const char *) bytes + b->at + depth + KEY_STEP);
}

static void
sort_small (Item *items, gsize n, const guint8 *bytes, gsize depth)
{
  for (gsize i = 1; i < n; i++)
    {
      Item  item = items[i];
      gsize j = i;

      for (; j > 0 && compare_items (&item, &items[j - 1], bytes, depth) < 0; j--)
        items[j] = items[j - 1];
      items[j] = item;
    }
}

static guint64
middle_head (const Item *items, gsize n)
{
  guint64 a = items[0].head;
  guint64 b = items[n / 2].head;
  guint64 c = items[n - 1].head;

  return MAX (MIN (a, b), MIN (MAX (a, b), c));
}

static void
sort_items (Item *items, gsize n, const guint8 *bytes, gsize depth)
{
  while (n > SMALL_RANGE)
    {
      guint64 pivot = middle_head (items, n);
      gsize   less = 0;
      gsize   more = n;

      for (gsize i = 0; i < more;)
        {
          Item item = items[i];

          if (item.head < pivot)
            {
              items[i++] = items[less];
              items[less++] = item;
            }
          else if (item.head > pivot)
            {
              items[i] = items[--more];
              items[more] = item;
            }
          else
            i++;
        }

      if ((pivot & 0xff) != 0)
        {
          for (gsize i = less; i < more; i++)
            items[i].head = load_head (bytes + items[i].at + depth + KEY_STEP);
          sort_items (items + less, more - less, bytes, depth + KEY_STEP);
        }
      /* The smaller side by recursion, so that it never goes deep. */
      if (less < n - more)
        {
          sort_items (items, less, bytes, depth);
          items += more;
          n -= more;
        }
      else
        {
          sort_items (items + more, n - more, bytes, depth);
          n = less;
        }
    }
  sort_small (items, n, bytes, depth);
}

guint32 *
kheo_keys_free_to_ranks (KheoKeys *self)
{
  g_autoptr (KheoKeys) keys = self;
  guint            n = keys->at->len;
  const guint8    *bytes = keys->bytes->data;
  guint32         *ranks = g_new (guint32, MAX (n, 1));
  g_autofree Item *items = g_new (Item, MAX (n, 1));
  gsize            n_items = 0;
  guint32          rank = 0;

  for (guint i = 0; i < n; i++)
    {
      gsize at = g_array_index (keys->at, gsize, i);

      if (at != G_MAXSIZE)
        items[n_items++] = (Item){ load_head (bytes + at), at, i };
      else
        ranks[i] = n;
    }
  sort_items (items, n_items, bytes, 0);

  for (gsize i = 0; i < n_items; i++)
    {
      if (i > 0 &&
          strcmp ((const char *) bytes + items[i].at, (const char *) bytes + items[i - 1].at) != 0)
        rank = (guint32) i;
      ranks[items[i].index] = rank;
    }
  return ranks;
}

/* One stable pass by RADIX_BITS of the key from @shift on; a width is given to share the code. */
static void
radix_pass (const guint32 *from, guint32 *to, gsize n, gconstpointer keys, gboolean wide, int shift)
{
  const guint32 *narrow_keys = keys;
  const guint64 *wide_keys = keys;
  gsize          starts[RADIX_BUCKETS] = { 0 };
  gsize          sum = 0;

#define DIGIT(i)                                                                                   \
  ((wide ? wide_keys[i] >> shift : (guint64) (narrow_keys[i] >> shift)) & (RADIX_BUCKETS - 1))
  for (gsize i = 0; i < n; i++)
    starts[DIGIT (from[i])]++;
  for (guint b = 0; b < RADIX_BUCKETS; b++)
    {
      gsize count = starts[b];

      starts[b] = sum;
      sum += count;
    }
  for (gsize i = 0; i < n; i++)
    to[starts[DIGIT (from[i])]++] = from[i];
#undef DIGIT
}

static void
radix_sort (guint32 *order, gsize n, gconstpointer keys, gboolean wide, guint64 varying)
{
  g_autofree guint32 *spare = g_new (guint32, MAX (n, 1));
  guint32            *from = order;
  guint32            *to = spare;

  for (int shift = 0; shift < (wide ? 64 : 32); shift += RADIX_BITS)
    {
      guint32 *swap = from;

      if (((varying >> shift) & (RADIX_BUCKETS - 1)) == 0)
        continue;
      radix_pass (from, to, n, keys, wide, shift);
      from = to;
      to = swap;
    }
  if (from != order)
    memcpy (order, from, n * sizeof *order);
}

void
kheo_sort_by_uint32 (guint32 *order, gsize n, const guint32 *keys)
{
  guint32 varying = 0;

  for (gsize i = 1; i < n; i++)
    varying |= keys[order[i]] ^ keys[order[0]];
  radix_sort (order, n, keys, FALSE, varying);
}

void
kheo_sort_by_uint64 (guint32 *order, gsize n, const guint64 *keys)
{
  guint64 varying = 0;

  for (gsize i = 1; i < n; i++)
    varying |= keys[order[i]] ^ keys[order[0]];
  radix_sort (order, n, keys, TRUE, varying);
}
