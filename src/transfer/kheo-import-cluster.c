/*
 * Spellings of one column are put together in three passes, each linear: equal keys with tones,
 * equal keys without, and keys one letter of one word apart, which meet under a key that lacks that
 * letter.  Spellings of the book take part, so that a file follows what the office writes.
 */
#include "kheo-import-cluster.h"

#include "kheo-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Beyond this many spellings in one column nobody approves one by one: equal keys only. */
#define MAX_NEAR_SPELLINGS 20000u
/* A key that so many share is no evidence: "Hội Nông dân xã …" of all communes. */
#define MAX_BUCKET 40u
/* Shorter words are other words when a letter differs ("An", "Ân"; "II", "III"). */
#define MIN_NEAR_LETTERS 4u

typedef struct
{
  const char *text; /* of the import, or of the book's strings */
  guint       n_rows, n_book;
  guint       above; /* union-find: index of another spelling, or its own */
  guint8      kind;  /* of the loosest tie beneath, at a root */
  gboolean    near;  /* has been tied by likeness once: such ties form no chains */
} Spelling;

typedef struct
{
  const KheoImportTable *table;
  guint                  number; /* of the table */
  int                    field;
  GArray                *spellings;
  GStringChunk          *strings;
  GHashTable            *index; /* text → place + 1 */
  KheoDb                *db;
  GHashTable           **names; /* words of the names of units; made when first wanted */
} Column;

static Spelling *
spelling (const Column *column, guint index)
{
  return &g_array_index (column->spellings, Spelling, index);
}

static Spelling *
add_spelling (Column *column, const char *text, gboolean copy)
{
  gpointer known = g_hash_table_lookup (column->index, text);
  Spelling added = { .text = text };

  if (known != NULL)
    return spelling (column, GPOINTER_TO_UINT (known) - 1);
  if (copy)
    added.text = g_string_chunk_insert (column->strings, text);
  added.above = column->spellings->len;
  g_array_append_val (column->spellings, added);
  g_hash_table_insert (column->index, (gpointer) added.text,
                       GUINT_TO_POINTER (column->spellings->len));
  return spelling (column, column->spellings->len - 1);
}

static void
collect_rows (Column *column)
{
  const KheoImportTable *table = column->table;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);
      const KheoValue    *value = kheo_values_get (table, row, column->field);

      if (value != NULL && value->type == KHEO_VALUE_TEXT && *value->text != '\0' &&
          !kheo_joins_is_apart (table, column->field, value->text))
        add_spelling (column, value->text, FALSE)->n_rows++;
    }
}

static gboolean
collect_book (Column *column, KheoDb *db, GError **error)
{
  const KheoRegister *reg = column->table->info.reg;
  const char         *name = reg->fields[column->field].name;
  g_autofree char    *sql = g_strdup_printf (
         "SELECT %s, count(*) FROM %s WHERE %s IS NOT NULL GROUP BY %s", name, reg->table, name, name);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    add_spelling (column, kheo_stmt_get_text (stmt, 0), TRUE)->n_book =
        (guint) kheo_stmt_get_int (stmt, 1);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* ---- Ties ---- */

static guint
root_of (const Column *column, guint index)
{
  while (spelling (column, index)->above != index)
    {
      Spelling *at = spelling (column, index);

      at->above = spelling (column, at->above)->above;
      index = at->above;
    }
  return index;
}

static void
tie (Column *column, guint a, guint b, KheoClusterKind kind)
{
  Spelling *first = spelling (column, root_of (column, a));
  Spelling *second = spelling (column, root_of (column, b));

  if (first == second)
    return;
  second->above = first->above;
  first->kind = MAX (MAX (first->kind, second->kind), (guint8) kind);
}

/* Without blanks: "Nông dân" and "Nôngdân" are one. */
static char *
without_blanks (const char *key)
{
  char *packed = g_strdup (key);
  gsize length = 0;

  for (const char *p = key; *p != '\0'; p++)
    if (*p != ' ')
      packed[length++] = *p;
  packed[length] = '\0';
  return packed;
}

static void
tie_equal (Column *column, gboolean tones)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < column->spellings->len; i++)
    {
      g_autofree char *key = kheo_cluster_key (spelling (column, i)->text, tones);
      char            *packed = without_blanks (key);
      gpointer         other = g_hash_table_lookup (seen, packed);

      if (*packed != '\0' && other != NULL)
        tie (column, GPOINTER_TO_UINT (other) - 1, i,
             tones ? KHEO_CLUSTER_SPELLING : KHEO_CLUSTER_ABBREVIATION);
      if (*packed == '\0' || other != NULL)
        g_free (packed);
      else
        g_hash_table_insert (seen, packed, GUINT_TO_POINTER (i + 1));
    }
}

/* ---- Nearest neighbours ---- */

static gboolean
has_digit (const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (word[i]))
      return TRUE;
  return FALSE;
}

/* What only the book writes meets what the file writes, not its own like: @make FALSE. */
static void
put_in_bucket (GHashTable *buckets, const char *signature, guint index, gboolean make)
{
  GArray *bucket = g_hash_table_lookup (buckets, signature);

  if (bucket == NULL)
    {
      if (!make)
        return;
      bucket = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (buckets, g_strdup (signature), bucket);
    }
  if (bucket->len <= MAX_BUCKET &&
      (bucket->len == 0 || g_array_index (bucket, guint, bucket->len - 1) != index))
    g_array_append_val (bucket, index);
}

/* Under the key itself and under each that lacks one letter of one long word. */
static void
sign (GHashTable *buckets, const char *key, guint index, gboolean make)
{
  g_autoptr (GString) signature = g_string_new (key);
  gsize start = 0;

  put_in_bucket (buckets, key, index, make);
  while (key[start] != '\0')
    {
      gsize length = strcspn (key + start, " ");

      if (length >= MIN_NEAR_LETTERS - 1 && !has_digit (key + start, length))
        for (gsize i = start; i < start + length; i++)
          {
            g_string_assign (signature, key);
            g_string_erase (signature, (gssize) i, 1);
            put_in_bucket (buckets, signature->str, index, make);
          }
      start += length;
      start += strspn (key + start, " ");
    }
}

static void
add_words (GHashTable *names, const char *name)
{
  g_autofree char *key = kheo_cluster_key (name, FALSE);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_add (names, g_steal_pointer (&words[i]));
}

static void
add_unit (const KheoUnitVersion *version, gpointer user_data)
{
  add_words (user_data, version->name);
}

/* One letter more, fewer or other. */
static gboolean
is_one_letter_apart (const char *a, const char *b)
{
  gsize first = strlen (a);
  gsize second = strlen (b);
  gsize start = 0;
  gsize end = 0;

  while (start < MIN (first, second) && a[start] == b[start])
    start++;
  while (end < MIN (first, second) - start && a[first - 1 - end] == b[second - 1 - end])
    end++;
  return MAX (first, second) - start - end <= 1;
}

/* "Chiềng Ban" is not "Chiềng Pan" where both are names of units. */
gboolean
kheo_cluster_is_slip (GHashTable *names, const char *a, const char *b)
{
  g_auto (GStrv) first = g_strsplit (a, " ", -1);
  g_auto (GStrv) second = g_strsplit (b, " ", -1);
  guint differing = 0;
  guint at = 0;

  if (g_strv_length (first) != g_strv_length (second))
    return FALSE;
  for (guint i = 0; first[i] != NULL; i++)
    if (strcmp (first[i], second[i]) != 0)
      {
        differing++;
        at = i;
      }
  if (differing != 1 || has_digit (first[at], strlen (first[at])) ||
      has_digit (second[at], strlen (second[at])) ||
      MAX (strlen (first[at]), strlen (second[at])) < MIN_NEAR_LETTERS ||
      !is_one_letter_apart (first[at], second[at]))
    return FALSE;
  return names == NULL || !g_hash_table_contains (names, first[at]) ||
         !g_hash_table_contains (names, second[at]);
}

/* Two that are both written often are two things. */
static gboolean
is_rare_beside (const Spelling *a, const Spelling *b)
{
  guint first = a->n_rows + a->n_book;
  guint second = b->n_rows + b->n_book;

  return MIN (first, second) <= 2 || MIN (first, second) * 5 <= MAX (first, second);
}

/* The names of units are read only when two spellings are that near. */
static gboolean
is_slip_here (const Column *column, const char *a, const char *b)
{
  if (!kheo_cluster_is_slip (NULL, a, b))
    return FALSE;
  if (*column->names == NULL)
    {
      *column->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      kheo_unit_table_foreach (column->db, add_unit, *column->names, NULL);
    }
  return kheo_cluster_is_slip (*column->names, a, b);
}

static void
tie_bucket (Column *column, char **keys, const GArray *bucket)
{
  for (guint i = 0; i < bucket->len; i++)
    for (guint j = i + 1; j < bucket->len; j++)
      {
        guint     a = g_array_index (bucket, guint, i);
        guint     b = g_array_index (bucket, guint, j);
        Spelling *first = spelling (column, root_of (column, a));
        Spelling *second = spelling (column, root_of (column, b));

        if (first == second || first->near || second->near ||
            !is_rare_beside (spelling (column, a), spelling (column, b)) ||
            !is_slip_here (column, keys[a], keys[b]))
          continue;
        first->near = second->near = TRUE;
        tie (column, a, b, KHEO_CLUSTER_NEAR);
      }
}

static void
tie_near (Column *column)
{
  g_autoptr (GHashTable) buckets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  guint          n = column->spellings->len;
  char         **keys = g_new0 (char *, n + 1);
  GHashTableIter iter;
  gpointer       bucket = NULL;

  for (guint i = 0; i < n; i++)
    {
      keys[i] = kheo_cluster_key (spelling (column, i)->text, FALSE);
      sign (buckets, keys[i], i, spelling (column, i)->n_rows > 0);
    }
  g_hash_table_iter_init (&iter, buckets);
  while (g_hash_table_iter_next (&iter, NULL, &bucket))
    if (((GArray *) bucket)->len <= MAX_BUCKET)
      tie_bucket (column, keys, bucket);
  g_strfreev (keys);
}

/* ---- Clusters ---- */

static void
form_free (gpointer data)
{
  KheoClusterForm *form = data;

  g_free (form->text);
  g_free (form);
}

static void
cluster_free (gpointer data)
{
  KheoCluster *cluster = data;

  g_ptr_array_unref (cluster->forms);
  g_free (cluster);
}

/* What the office writes, then what most rows write, then the form that says most: with marks and
 * written out. */
static int
compare_forms (gconstpointer a, gconstpointer b)
{
  const KheoClusterForm *first = *(KheoClusterForm *const *) a;
  const KheoClusterForm *second = *(KheoClusterForm *const *) b;
  gint64                 more =
      (gint64) second->n_book * 4 + second->n_rows - ((gint64) first->n_book * 4 + first->n_rows);
  gint64 longer = (gint64) strlen (second->text) - (gint64) strlen (first->text);

  if (more != 0)
    return more < 0 ? -1 : 1;
  if (longer != 0)
    return longer < 0 ? -1 : 1;
  return strcmp (first->text, second->text);
}

static int
compare_clusters (gconstpointer a, gconstpointer b)
{
  const KheoCluster *first = *(KheoCluster *const *) a;
  const KheoCluster *second = *(KheoCluster *const *) b;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  return first->n_rows > second->n_rows ? -1 : first->n_rows < second->n_rows;
}

/* Something is to be decided when the file writes a form that is not the best one. */
static gboolean
is_question (const KheoCluster *cluster)
{
  for (guint i = 1; i < cluster->forms->len; i++)
    if (((KheoClusterForm *) cluster->forms->pdata[i])->n_rows > 0)
      return TRUE;
  return FALSE;
}

static void
gather (const Column *column, GPtrArray *clusters)
{
  g_autoptr (GHashTable) by_root = g_hash_table_new_full (NULL, NULL, NULL, cluster_free);
  GHashTableIter iter;
  gpointer       found = NULL;

  for (guint i = 0; i < column->spellings->len; i++)
    {
      guint            root = root_of (column, i);
      KheoCluster     *cluster = g_hash_table_lookup (by_root, GUINT_TO_POINTER (root));
      KheoClusterForm *form = NULL;

      if (cluster == NULL)
        {
          cluster = g_new0 (KheoCluster, 1);
          cluster->table = column->number;
          cluster->field = column->field;
          cluster->kind = (KheoClusterKind) spelling (column, root)->kind;
          cluster->forms = g_ptr_array_new_with_free_func (form_free);
          g_hash_table_insert (by_root, GUINT_TO_POINTER (root), cluster);
        }
      form = g_new0 (KheoClusterForm, 1);
      form->text = g_strdup (spelling (column, i)->text);
      form->n_rows = spelling (column, i)->n_rows;
      form->n_book = spelling (column, i)->n_book;
      cluster->n_rows += form->n_rows;
      g_ptr_array_add (cluster->forms, form);
    }
  g_hash_table_iter_init (&iter, by_root);
  while (g_hash_table_iter_next (&iter, NULL, &found))
    {
      KheoCluster *cluster = found;

      g_ptr_array_sort (cluster->forms, compare_forms);
      if (!is_question (cluster))
        continue;
      g_ptr_array_add (clusters, cluster);
      g_hash_table_iter_steal (&iter);
    }
}

static gboolean
cluster_column (Column *column, KheoDb *db, GPtrArray *clusters, GError **error)
{
  gboolean person = column->field == KHEO_MODEL_PERSON;
  gboolean done = FALSE;

  column->spellings = g_array_new (FALSE, FALSE, sizeof (Spelling));
  column->strings = g_string_chunk_new (16 * 1024);
  column->index = g_hash_table_new (g_str_hash, g_str_equal);
  collect_rows (column);
  done = column->spellings->len == 0 || collect_book (column, db, error);
  if (done && column->spellings->len > 1)
    {
      tie_equal (column, TRUE);
      /* "An" and "Ân" are two people. */
      if (!person)
        tie_equal (column, FALSE);
      if (!person && column->spellings->len <= MAX_NEAR_SPELLINGS)
        tie_near (column);
      gather (column, clusters);
    }
  g_array_unref (column->spellings);
  g_hash_table_unref (column->index);
  g_string_chunk_free (column->strings);
  return done;
}

GPtrArray *
kheo_import_find_clusters (const KheoImport *self,
                           KheoDb           *db,
                           KheoProgress     *progress,
                           GError          **error)
{
  g_autoptr (GPtrArray) clusters = g_ptr_array_new_with_free_func (cluster_free);
  g_autoptr (GHashTable) names = NULL;

  g_return_val_if_fail (self->matched, NULL);

  for (guint t = 0; t < self->tables->len; t++)
    {
      const KheoImportTable *table = g_ptr_array_index (self->tables, t);

      for (guint f = 0; table->info.reg != NULL && f < table->info.reg->n_fields; f++)
        {
          Column column = {
            .table = table, .number = t, .field = (int) f, .db = db, .names = &names
          };

          if (!kheo_cluster_takes_field (table->info.reg, f) || table->n_data == 0)
            continue;
          if (!kheo_progress_tick (progress, -1, _ ("Comparing spellings"), error) ||
              !cluster_column (&column, db, clusters, error))
            return NULL;
        }
    }
  g_ptr_array_sort (clusters, compare_clusters);
  return g_steal_pointer (&clusters);
}
