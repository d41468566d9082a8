#include "kheo-annex-journal.h"

#include "kheo-annex-subject.h"
#include "kheo-reform.h"
#include "kheo-taken-file.h"
#include "kheo-world.h"

#include <glib/gi18n-lib.h>

typedef gboolean (*Fill) (KheoAnnexContent *content, KheoDb *db, GError **error);

static char *
number_row (KheoAnnexContent *content)
{
  return g_strdup_printf ("%u", ++content->n_records);
}

/* ---- Files taken in ---- */

static gboolean
fill_imports (KheoAnnexContent *content, KheoDb *db, GError **error)
{
  g_autoptr (GPtrArray) files = kheo_taken_file_list (db, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      KheoTakenFile   *file = files->pdata[i];
      g_autofree char *number = number_row (content);
      const char      *cells[] = {
             number,
             kheo_taken_file_get_text (file, KHEO_TAKEN_FILE_NAME),
             kheo_taken_file_get_text (file, KHEO_TAKEN_FILE_AS),
             kheo_taken_file_get_text (file, KHEO_TAKEN_FILE_WHEN),
             kheo_taken_file_get_text (file, KHEO_TAKEN_FILE_WHO),
             kheo_taken_file_get_text (file, KHEO_TAKEN_FILE_BROUGHT),
             kheo_taken_file_get_text (file, KHEO_TAKEN_FILE_LEFT),
             kheo_taken_file_get_text (file, KHEO_TAKEN_FILE_STATE),
      };

      kheo_annex_table_add_row (content->table, KHEO_ANNEX_ROW_DATA, cells);
    }
  return files != NULL;
}

/* ---- What was done ---- */

static gboolean
fill_history (KheoAnnexContent *content, KheoDb *db, GError **error)
{
  g_autoptr (GPtrArray) actions = kheo_history_list (db, 0, FALSE, error);

  for (guint i = 0; actions != NULL && i < actions->len; i++)
    {
      const KheoAction *action = actions->pdata[i];
      g_autofree char  *when = kheo_date_format_moment (action->at);
      g_autofree char  *number = number_row (content);
      const char       *cells[] = { number, when, action->title, action->actor,
                              action->undone ? _ ("Taken back") : NULL };

      kheo_annex_table_add_row (content->table, KHEO_ANNEX_ROW_DATA, cells);
    }
  return actions != NULL;
}

/* ---- Matters of the reforms ---- */

/* As it was called on the day before; NULL for none. */
static const char *
name_unit (KheoUnits *units, gint64 id, KheoDate day)
{
  const KheoUnitVersion *version = id != 0 ? kheo_units_get_version (units, id, day) : NULL;

  return version != NULL ? version->name : NULL;
}

static void
add_matter (KheoAnnexContent *content, const KheoReformTask *task, KheoUnits *units, KheoDate date)
{
  const char      *unit = name_unit (units, task->unit_id, date - 1);
  const char      *other = name_unit (units, task->other_id, date);
  g_autofree char *both = unit != NULL && other != NULL && g_strcmp0 (unit, other) != 0
                              ? g_strdup_printf ("%s → %s", unit, other)
                              : g_strdup (unit != NULL ? unit : other);
  g_autofree char *done =
      task->done_on != KHEO_DATE_UNKNOWN ? kheo_date_format (task->done_on) : NULL;
  g_autofree char *number = number_row (content);
  const char      *cells[] = { number, kheo_reform_task_kind_label (task->kind),
                               both,   task->detail,
                               done,   task->note };

  kheo_annex_table_add_row (content->table, KHEO_ANNEX_ROW_DATA, cells);
}

static void
add_reform (KheoAnnexContent *content, const KheoReformEntry *reform, guint n_left)
{
  g_autofree char *day = kheo_date_format (reform->date);
  g_autofree char *left =
      g_strdup_printf (ngettext ("%u left to decide", "%u left to decide", n_left), n_left);
  g_autofree char *label = g_strdup_printf ("%s (%s) · %s", reform->title, day, left);
  const char      *cells[6] = { NULL, label };

  kheo_annex_table_add_row (content->table, KHEO_ANNEX_ROW_GROUP, cells);
}

static gboolean
fill_reforms (KheoAnnexContent *content, KheoDb *db, GError **error)
{
  KheoWorld *world = kheo_world_get (db, error);
  g_autoptr (GPtrArray) reforms = world != NULL ? kheo_reform_list (db, error) : NULL;

  for (guint i = 0; reforms != NULL && i < reforms->len; i++)
    {
      const KheoReformEntry *reform = reforms->pdata[i];
      g_autoptr (GPtrArray) tasks = kheo_reform_list_tasks (db, reform->id, error);

      if (tasks == NULL)
        return FALSE;
      if (tasks->len > 0)
        add_reform (content, reform, reform->n_open);
      for (guint t = 0; t < tasks->len; t++)
        add_matter (content, tasks->pdata[t], kheo_world_get_units (world), reform->date);
    }
  return reforms != NULL;
}

/* ---- All of them ---- */

typedef struct
{
  const char *subject;
  const char *none; /* N_() */
  Fill        fill;
} Journal;

static const Journal journals[] = {
  { "imports", N_ ("No file was taken in."), fill_imports },
  { "history", N_ ("Nothing was done yet."), fill_history },
  { "reform-matters", N_ ("There is nothing to decide after a reform."), fill_reforms },
};

static const Journal *
find_journal (const char *subject)
{
  for (guint i = 0; i < G_N_ELEMENTS (journals); i++)
    if (g_strcmp0 (subject, journals[i].subject) == 0)
      return &journals[i];
  return NULL;
}

gboolean
kheo_annex_is_journal (const char *subject)
{
  return find_journal (subject) != NULL;
}

KheoAnnexContent *
kheo_annex_journal_new (const char *subject, KheoDb *db, GError **error)
{
  const Journal *journal = find_journal (subject);
  g_autoptr (KheoAnnexContent) content = NULL;
  g_autofree char *today = kheo_date_format (kheo_date_today ());
  g_autofree char *title = kheo_annex_subject_format (subject);

  g_return_val_if_fail (journal != NULL && db != NULL, NULL);

  content = kheo_annex_content_new ();
  kheo_annex_subject_add_columns (subject, content->table);
  if (!journal->fill (content, db, error))
    return NULL;
  if (content->n_records == 0)
    kheo_annex_table_add_none (content->table, _ (journal->none));
  content->title = g_utf8_strup (title, -1);
  /* Translators: below a table; %s is a day. */
  content->note = g_strdup_printf (_ ("As of %s."), today);
  return g_steal_pointer (&content);
}
