#include "kheo-record-list.h"

#include "kheo-row.h"

#define PAGE_SIZE  128
#define PAGES_KEPT 64
/* Their rows outlive a small change of the order. */
#define PAGES_HELD 8
/* Two orders that differ in no more rows than this are told as one small change. */
#define SMALL_CHANGE 256
/* Larger change sets are not looked up row by row: all that is kept is read again. */
#define MANY_CHANGES 4096

/*
 * Rows of the positions number * PAGE_SIZE …  In the list's queue, the page used last comes first.
 */
typedef struct
{
  guint    number;
  guint    n;
  GList    link;            /* in self->used */
  gboolean waits;           /* in self->waiting */
  KheoRow *rows[PAGE_SIZE]; /* owned */
} Page;

struct _KheoRecordList
{
  GObject parent_instance;

  /* Owned. */
  KheoBook     *book;
  GArray       *ids;
  GHashTable   *pages;       /* number → Page, owning */
  GHashTable   *rows;        /* id → KheoRow, owning: every row that was given out and is kept */
  GCancellable *cancellable; /* of the read that runs, NULL when none does */

  const KheoRegister *reg; /* static */

  GQueue used;       /* of Page: last used first */
  GQueue waiting;    /* of Page: asked for last first */
  guint  generation; /* of ids: an answer to an older question is dropped */
  guint  tick;       /* counts changes of the book */
};

/* What the reading thread is asked: belongs to it until it answers. */
typedef struct
{
  const KheoRegister *reg;
  gint64              ids[PAGE_SIZE];
  guint               n;
} ReadJob;

/* What the main thread must remember about it. */
typedef struct
{
  KheoRecordList *list; /* owned */
  guint           page;
  guint           generation;
  guint           tick;
} Request;

static void kheo_record_list_model_init (GListModelInterface *iface);
static void read_next (KheoRecordList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (KheoRecordList,
                               kheo_record_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      kheo_record_list_model_init))

static void
request_free (Request *request)
{
  g_object_unref (request->list);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
page_free (gpointer data)
{
  Page *page = data;

  for (guint i = 0; i < page->n; i++)
    g_object_unref (page->rows[i]);
  g_free (page);
}

static gboolean
page_is_wanted (Page *page)
{
  for (guint i = 0; i < page->n; i++)
    if (kheo_row_is_wanted (page->rows[i]))
      return TRUE;
  return FALSE;
}

/* Store's thread. */
static gpointer
read_records (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  ReadJob *job = data;

  return kheo_record_table_get_many (db, job->reg, job->ids, job->n, error);
}

/* @records stand in the order of the page's rows; a vanished one is NULL and leaves its row as it
 * is: the next order of ids will not hold it.  Who is notified may change the list, so the rows are
 * held and the page is not looked at again. */
static void
fill_page (Page *page, GPtrArray *records, guint tick)
{
  KheoRow *rows[PAGE_SIZE];
  guint    n = page->n;

  for (guint i = 0; i < n; i++)
    rows[i] = g_object_ref (page->rows[i]);
  for (guint i = 0; i < n; i++)
    {
      KheoRecord *record = g_ptr_array_index (records, i);

      if (kheo_row_settle (rows[i], tick) && record != NULL)
        kheo_row_set_record (rows[i], record);
      g_object_unref (rows[i]);
    }
}

static void
records_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  KheoRecordList *self = request->list;
  Page           *page = NULL;

  records = kheo_store_read_finish (KHEO_STORE (source), result, &error);
  if (request->generation != self->generation)
    return;

  g_clear_object (&self->cancellable);
  /* A failed read leaves its rows empty; asking for them again tries again. */
  if (error != NULL)
    g_debug ("reading records: %s", error->message);
  page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (request->page));
  if (page != NULL && records != NULL)
    fill_page (page, records, request->tick);
  read_next (self);
}

static void
read_page (KheoRecordList *self, Page *page)
{
  ReadJob *job = g_new (ReadJob, 1);
  Request *request = g_new (Request, 1);

  job->reg = self->reg;
  job->n = page->n;
  for (guint i = 0; i < page->n; i++)
    job->ids[i] = kheo_row_get_id (page->rows[i]);
  *request = (Request){ g_object_ref (self), page->number, self->generation, self->tick };

  self->cancellable = g_cancellable_new ();
  kheo_store_read_async (kheo_book_get_store (self->book), read_records, job, g_free,
                         (GDestroyNotify) g_ptr_array_unref, self->cancellable, records_read_cb,
                         request);
}

/* One read at a time, the page asked for last first: scrolling fast leaves a long queue behind, and
 * only its end is still on the screen. */
static void
read_next (KheoRecordList *self)
{
  while (self->cancellable == NULL && !g_queue_is_empty (&self->waiting))
    {
      Page *page = g_queue_pop_head (&self->waiting);

      page->waits = FALSE;
      if (kheo_book_get_store (self->book) != NULL && page_is_wanted (page))
        read_page (self, page);
    }
}

static void
ask_for_page (KheoRecordList *self, Page *page)
{
  if (page->waits)
    return;
  page->waits = TRUE;
  g_queue_push_head (&self->waiting, page);
  read_next (self);
}

static void
drop_page (KheoRecordList *self, Page *page)
{
  for (guint i = 0; i < page->n; i++)
    {
      gint64 id = kheo_row_get_id (page->rows[i]);

      g_hash_table_remove (self->rows, &id);
    }
  if (page->waits)
    g_queue_remove (&self->waiting, page);
  g_queue_unlink (&self->used, &page->link);
  g_hash_table_remove (self->pages, GUINT_TO_POINTER (page->number));
}

static GHashTable *
rows_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

static void
add_row (KheoRecordList *self, KheoRow *row)
{
  gint64 *key = g_new (gint64, 1);

  *key = kheo_row_get_id (row);
  g_hash_table_insert (self->rows, key, g_object_ref (row));
}

/* The row of @id: the one given out before if it is still kept, so that what a view holds stays
 * what the list says. */
static KheoRow *
take_row (KheoRecordList *self, gint64 id)
{
  KheoRow *row = g_hash_table_lookup (self->rows, &id);

  if (row != NULL)
    return g_object_ref (row);
  row = kheo_row_new (id);
  add_row (self, row);
  return row;
}

static Page *
make_page (KheoRecordList *self, guint number)
{
  Page *page = g_new0 (Page, 1);
  guint start = number * PAGE_SIZE;

  page->number = number;
  page->n = MIN (PAGE_SIZE, self->ids->len - start);
  page->link.data = page;
  for (guint i = 0; i < page->n; i++)
    page->rows[i] = take_row (self, g_array_index (self->ids, gint64, start + i));
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
  g_queue_push_head_link (&self->used, &page->link);
  if (self->used.length > PAGES_KEPT)
    drop_page (self, g_queue_peek_tail (&self->used));
  return page;
}

static Page *
use_page (KheoRecordList *self, guint number)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (page == NULL)
    page = make_page (self, number);
  else if (self->used.head != &page->link)
    {
      g_queue_unlink (&self->used, &page->link);
      g_queue_push_head_link (&self->used, &page->link);
    }
  if (page_is_wanted (page))
    ask_for_page (self, page);
  return page;
}

/* The order has changed: positions mean other rows. */
static void
forget_pages (KheoRecordList *self)
{
  g_queue_clear (&self->waiting);
  g_queue_init (&self->used);
  g_hash_table_remove_all (self->pages);
  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static guint
common_start (GArray *a, GArray *b)
{
  guint n = MIN (a->len, b->len);
  guint i = 0;

  while (i < n && g_array_index (a, gint64, i) == g_array_index (b, gint64, i))
    i++;
  return i;
}

static guint
common_end (GArray *a, GArray *b, guint start)
{
  guint n = MIN (a->len, b->len) - start;
  guint i = 0;

  while (i < n &&
         g_array_index (a, gint64, a->len - 1 - i) == g_array_index (b, gint64, b->len - 1 - i))
    i++;
  return i;
}

static void
replace_all (KheoRecordList *self, GArray *ids)
{
  GListModel *model = G_LIST_MODEL (self);
  guint       removed = self->ids->len;

  g_array_unref (self->ids);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  forget_pages (self);
  g_hash_table_remove_all (self->rows);
  if (removed > 0)
    g_list_model_items_changed (model, 0, removed, 0);

  g_array_unref (self->ids);
  self->ids = ids;
  if (ids->len > 0)
    g_list_model_items_changed (model, 0, 0, ids->len);
}

/* The rows used last, under their ids: those a view may hold. */
static void
keep_recent_rows (KheoRecordList *self)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->rows);
  guint n = 0;

  self->rows = rows_new ();
  for (GList *link = self->used.head; link != NULL && n < PAGES_HELD; link = link->next, n++)
    {
      Page *page = link->data;

      for (guint i = 0; i < page->n; i++)
        add_row (self, page->rows[i]);
    }
}

/* What an edit, a deletion or an undo mostly does; the view keeps its place. */
static void
replace_some (KheoRecordList *self, GArray *ids, guint start, guint end)
{
  guint removed = self->ids->len - start - end;
  guint added = ids->len - start - end;

  g_array_unref (self->ids);
  self->ids = ids;
  keep_recent_rows (self);
  forget_pages (self);
  g_list_model_items_changed (G_LIST_MODEL (self), start, removed, added);
}

static void
mark_all_stale (KheoRecordList *self)
{
  GHashTableIter iter;
  gpointer       row = NULL;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    kheo_row_mark_stale (row, self->tick);
}

/* Marks the kept rows whose records were changed; FALSE when there is none. */
static gboolean
mark_stale (KheoRecordList *self, KheoChangeSet *changes)
{
  guint    n = kheo_change_set_get_n (changes);
  gboolean marked = FALSE;

  if (n > MANY_CHANGES)
    {
      mark_all_stale (self);
      return TRUE;
    }
  for (guint i = 0; i < n; i++)
    {
      const KheoChange *change = kheo_change_set_get (changes, i);
      KheoRow          *row = NULL;

      if (change->kind == KHEO_CHANGE_DELETE || !g_str_equal (change->table, self->reg->table))
        continue;
      row = g_hash_table_lookup (self->rows, &change->id);
      if (row != NULL)
        {
          kheo_row_mark_stale (row, self->tick);
          marked = TRUE;
        }
    }
  return marked;
}

static void
changed_cb (KheoBook *book, KheoChangeSet *changes, KheoRecordList *self)
{
  if (!kheo_change_set_touches (changes, self->reg->table))
    return;
  self->tick++;
  if (!mark_stale (self, changes))
    return;

  /* Last used first: those are on the screen. */
  for (GList *link = self->used.tail; link != NULL; link = link->prev)
    {
      Page *page = link->data;

      if (page_is_wanted (page))
        ask_for_page (self, page);
    }
}

static GType
kheo_record_list_get_item_type (GListModel *model)
{
  return KHEO_TYPE_ROW;
}

static guint
kheo_record_list_get_n_items (GListModel *model)
{
  return KHEO_RECORD_LIST (model)->ids->len;
}

static gpointer
kheo_record_list_get_item (GListModel *model, guint position)
{
  KheoRecordList *self = KHEO_RECORD_LIST (model);
  Page           *page = NULL;

  if (position >= self->ids->len)
    return NULL;
  page = use_page (self, position / PAGE_SIZE);
  return g_object_ref (page->rows[position % PAGE_SIZE]);
}

static void
kheo_record_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = kheo_record_list_get_item_type;
  iface->get_n_items = kheo_record_list_get_n_items;
  iface->get_item = kheo_record_list_get_item;
}

static void
kheo_record_list_dispose (GObject *object)
{
  KheoRecordList *self = KHEO_RECORD_LIST (object);

  forget_pages (self);
  g_hash_table_remove_all (self->rows);
  g_clear_object (&self->book);

  G_OBJECT_CLASS (kheo_record_list_parent_class)->dispose (object);
}

static void
kheo_record_list_finalize (GObject *object)
{
  KheoRecordList *self = KHEO_RECORD_LIST (object);

  g_array_unref (self->ids);
  g_hash_table_unref (self->pages);
  g_hash_table_unref (self->rows);

  G_OBJECT_CLASS (kheo_record_list_parent_class)->finalize (object);
}

static void
kheo_record_list_class_init (KheoRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kheo_record_list_dispose;
  object_class->finalize = kheo_record_list_finalize;
}

static void
kheo_record_list_init (KheoRecordList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, page_free);
  self->rows = rows_new ();
  g_queue_init (&self->used);
  g_queue_init (&self->waiting);
}

KheoRecordList *
kheo_record_list_new (KheoBook *book, const KheoRegister *reg)
{
  KheoRecordList *self = NULL;

  g_return_val_if_fail (KHEO_IS_BOOK (book) && reg != NULL, NULL);

  self = g_object_new (KHEO_TYPE_RECORD_LIST, NULL);
  self->book = g_object_ref (book);
  self->reg = reg;
  g_signal_connect_object (book, "changed", G_CALLBACK (changed_cb), self, 0);
  return self;
}

void
kheo_record_list_take_ids (KheoRecordList *self, GArray *ids)
{
  guint start = 0;
  guint end = 0;

  g_return_if_fail (KHEO_IS_RECORD_LIST (self) && ids != NULL);

  start = common_start (self->ids, ids);
  end = common_end (self->ids, ids, start);
  if (start == self->ids->len && start == ids->len)
    g_array_unref (ids);
  else if (start + end > 0 && self->ids->len - start - end <= SMALL_CHANGE &&
           ids->len - start - end <= SMALL_CHANGE)
    replace_some (self, ids, start, end);
  else
    replace_all (self, ids);
}

gint64
kheo_record_list_get_id (KheoRecordList *self, guint position)
{
  g_return_val_if_fail (KHEO_IS_RECORD_LIST (self), 0);
  g_return_val_if_fail (position < self->ids->len, 0);

  return g_array_index (self->ids, gint64, position);
}

guint
kheo_record_list_find (KheoRecordList *self, gint64 id)
{
  g_return_val_if_fail (KHEO_IS_RECORD_LIST (self), G_MAXUINT);

  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return i;
  return G_MAXUINT;
}
