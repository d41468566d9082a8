#include "kheo-taken-file.h"

#include "kheo-date.h"
#include "kheo-number.h"
#include "kheo-registers.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

struct _KheoTakenFile
{
  GObject parent_instance;

  /* Owned. */
  KheoImportState *state;
  char            *title;
  char            *texts[KHEO_TAKEN_FILE_N_TEXTS];
  char            *key; /* folded texts, for the filter */
};

G_DEFINE_FINAL_TYPE (KheoTakenFile, kheo_taken_file, G_TYPE_OBJECT)

static void
kheo_taken_file_finalize (GObject *object)
{
  KheoTakenFile *self = KHEO_TAKEN_FILE (object);

  g_clear_pointer (&self->state, kheo_import_state_free);
  g_free (self->title);
  for (guint i = 0; i < KHEO_TAKEN_FILE_N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->key);
  G_OBJECT_CLASS (kheo_taken_file_parent_class)->finalize (object);
}

static void
kheo_taken_file_class_init (KheoTakenFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kheo_taken_file_finalize;
}

static void
kheo_taken_file_init (KheoTakenFile *self)
{
}

/* ---- Words ---- */

static char *
describe_as (const char *as)
{
  const KheoRegister *reg = as != NULL ? kheo_register_find (as) : NULL;

  if (g_strcmp0 (as, "conversion") == 0)
    return g_strdup (_ ("Conversion table"));
  return g_strdup (reg != NULL ? _ (reg->label) : as);
}

static const char *
describe_state (const KheoImportState *state)
{
  if (state->undone)
    return state->partly ? _ ("Partly taken back") : _ ("Taken back");
  if (state->n_records == 0 && state->n_changed == 0)
    return _ ("Nothing of it is left");
  return _ ("In the book");
}

/* How many records of the registers the action touched: its summary counts by table. */
static gint64
count_brought (const char *summary)
{
  const KheoRegister *const *registers = kheo_registers_list ();
  g_autoptr (JsonNode) node = summary != NULL ? json_from_string (summary, NULL) : NULL;
  JsonObject *object =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gint64 n = 0;

  for (guint r = 0; object != NULL && registers[r] != NULL; r++)
    n += json_object_get_int_member_with_default (object, registers[r]->table, 0);
  return n;
}

static KheoTakenFile *
taken_file_new (KheoImportState *state, const KheoAction *action)
{
  KheoTakenFile   *self = g_object_new (KHEO_TYPE_TAKEN_FILE, NULL);
  gint64           brought = action != NULL ? count_brought (action->summary) : 0;
  g_autofree char *words = NULL;

  self->state = state;
  self->title = g_strdup (action != NULL ? action->title : "");
  self->texts[KHEO_TAKEN_FILE_NAME] = g_strdup (state->entry.file);
  self->texts[KHEO_TAKEN_FILE_AS] = describe_as (state->entry.as);
  self->texts[KHEO_TAKEN_FILE_WHEN] = kheo_date_format_moment (state->entry.at);
  self->texts[KHEO_TAKEN_FILE_WHO] =
      g_strdup (action != NULL && action->actor != NULL ? action->actor : "");
  self->texts[KHEO_TAKEN_FILE_BROUGHT] =
      action != NULL ? kheo_number_format (brought) : g_strdup ("");
  self->texts[KHEO_TAKEN_FILE_LEFT] = kheo_number_format (state->n_records);
  self->texts[KHEO_TAKEN_FILE_CHANGED] = kheo_number_format (state->n_changed);
  self->texts[KHEO_TAKEN_FILE_STATE] = g_strdup (describe_state (state));
  words = g_strjoin (" ", self->texts[KHEO_TAKEN_FILE_NAME], self->texts[KHEO_TAKEN_FILE_AS],
                     self->texts[KHEO_TAKEN_FILE_WHEN], self->texts[KHEO_TAKEN_FILE_WHO],
                     self->texts[KHEO_TAKEN_FILE_STATE], NULL);
  self->key = kheo_text_fold (words);
  return self;
}

/* ---- Public ---- */

GPtrArray *
kheo_taken_file_list (KheoDb *db, GError **error)
{
  g_autoptr (GPtrArray) states = kheo_imports_list (db, error);
  g_autoptr (GPtrArray) actions = states != NULL ? kheo_history_list (db, 0, FALSE, error) : NULL;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *files;

  if (actions == NULL)
    return NULL;
  for (guint i = 0; i < actions->len; i++)
    {
      KheoAction *action = g_ptr_array_index (actions, i);

      g_hash_table_insert (by_id, &action->id, action);
    }
  files = g_ptr_array_new_full (states->len, g_object_unref);
  g_ptr_array_set_free_func (states, NULL); /* the files take them */
  for (guint i = 0; i < states->len; i++)
    {
      KheoImportState *state = g_ptr_array_index (states, i);

      g_ptr_array_add (files, taken_file_new (state, g_hash_table_lookup (by_id, &state->action)));
    }
  return files;
}

const KheoImportState *
kheo_taken_file_get_state (KheoTakenFile *self)
{
  g_return_val_if_fail (KHEO_IS_TAKEN_FILE (self), NULL);
  return self->state;
}

const char *
kheo_taken_file_get_title (KheoTakenFile *self)
{
  g_return_val_if_fail (KHEO_IS_TAKEN_FILE (self), "");
  return self->title;
}

const char *
kheo_taken_file_get_text (KheoTakenFile *self, KheoTakenText which)
{
  g_return_val_if_fail (KHEO_IS_TAKEN_FILE (self) && which < KHEO_TAKEN_FILE_N_TEXTS, "");
  return self->texts[which];
}

gboolean
kheo_taken_file_matches (KheoTakenFile *self, const char *key)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  g_return_val_if_fail (KHEO_IS_TAKEN_FILE (self), FALSE);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->key, words[i]) == NULL)
      return FALSE;
  return TRUE;
}
