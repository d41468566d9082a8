#include "kheo-figure-cover.h"

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const KheoCoverItem *x = a;
  const KheoCoverItem *y = b;

  if (x->period.to != y->period.to)
    return x->period.to < y->period.to ? -1 : 1;
  return x->period.from > y->period.from ? -1 : x->period.from < y->period.from;
}

/* The last item that ends before @item begins, -1. */
static int
item_before (GArray *items, guint index)
{
  KheoDate from = g_array_index (items, KheoCoverItem, index).period.from;
  int      low = 0;
  int      high = (int) index;

  while (low < high)
    {
      int middle = low + (high - low) / 2;

      if (g_array_index (items, KheoCoverItem, middle).period.to < from)
        low = middle + 1;
      else
        high = middle;
    }
  return low - 1;
}

guint
kheo_cover_choose (GArray *items)
{
  int at;

  g_array_sort (items, compare_items);
  for (guint i = 0; i < items->len; i++)
    {
      KheoCoverItem *item = &g_array_index (items, KheoCoverItem, i);
      KheoCoverItem *last = i > 0 ? &g_array_index (items, KheoCoverItem, i - 1) : NULL;
      int            before = item_before (items, i);
      KheoCoverItem *rest = before >= 0 ? &g_array_index (items, KheoCoverItem, before) : NULL;
      guint          days = kheo_period_length (item->period) + (rest != NULL ? rest->days : 0);
      guint          pieces = 1 + (rest != NULL ? rest->pieces : 0);

      item->taken =
          last == NULL || days > last->days || (days == last->days && pieces < last->pieces);
      item->days = item->taken ? days : last->days;
      item->pieces = item->taken ? pieces : last->pieces;
      item->before = item->taken ? before : (int) i - 1;
    }
  /* From the end, only what lies on the way is taken. */
  at = (int) items->len - 1;
  for (int i = at; i >= 0; i--)
    {
      KheoCoverItem *item = &g_array_index (items, KheoCoverItem, i);

      if (i != at)
        item->taken = FALSE;
      else
        at = item->before;
    }
  return items->len > 0 ? g_array_index (items, KheoCoverItem, items->len - 1).days : 0;
}
