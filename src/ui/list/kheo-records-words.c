#include "kheo-records-words.h"

#include "kheo-history-item.h"
#include "kheo-number.h"

#include <glib/gi18n-lib.h>

static const KheoRecordsWords words[] = {
  { .reg = &kheo_register_models,
    .unreadable = N_ ("The models could not be read"),
    .undeletable = N_ ("The models could not be deleted"),
    .unchangeable = N_ ("The models could not be changed"),
    .saved = N_ ("Model saved"),
    .add = N_ ("_New model"),
    .add_hint = N_ ("New model (Ctrl+N)"),
    .empty = N_ ("No models here yet"),
    .empty_hint = N_ ("Drop a spreadsheet anywhere on the window to read it, or add a model by "
                      "hand."),
    .filtered_hint = N_ ("No model of this unit and period fits the filters and the search."),
    .export_title = N_ ("Export the list of models"),
    .export_file = N_ ("Models.xlsx") },
  { .reg = &kheo_register_tasks,
    .unreadable = N_ ("The tasks could not be read"),
    .undeletable = N_ ("The tasks could not be deleted"),
    .unchangeable = N_ ("The tasks could not be changed"),
    .saved = N_ ("Task saved"),
    .add = N_ ("_New task"),
    .add_hint = N_ ("New task (Ctrl+N)"),
    .empty = N_ ("No tasks here yet"),
    .empty_hint = N_ ("Drop a list of tasks anywhere on the window to read it, or add a task by "
                      "hand."),
    .filtered_hint = N_ ("No task of this unit and period fits the filters and the search."),
    .export_title = N_ ("Export the list of tasks"),
    .export_file = N_ ("Tasks.xlsx") },
  { .reg = &kheo_register_petitions,
    .unreadable = N_ ("The petitions could not be read"),
    .undeletable = N_ ("The petitions could not be deleted"),
    .unchangeable = N_ ("The petitions could not be changed"),
    .saved = N_ ("Petition saved"),
    .add = N_ ("_New petition"),
    .add_hint = N_ ("New petition (Ctrl+N)"),
    .empty = N_ ("No petitions here yet"),
    .empty_hint = N_ ("Drop a list of petitions anywhere on the window to read it, or add a "
                      "petition by hand."),
    .filtered_hint = N_ ("No petition of this unit and period fits the filters and the search."),
    .export_title = N_ ("Export the list of petitions"),
    .export_file = N_ ("Petitions.xlsx") },
};

const KheoRecordsWords *
kheo_records_words (const KheoRegister *reg)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].reg == reg)
      return &words[i];
  return &words[0];
}

char *
kheo_records_count (const KheoRegister *reg, guint n)
{
  return kheo_history_describe_table (reg->table, n);
}

/* @format: one "%s" for the number. */
static char *
fill (const char *format, guint n)
{
  g_autofree char *number = kheo_number_format (n);
  GString         *text = g_string_new (format);

  g_string_replace (text, "%s", number, 1);
  return g_string_free (text, FALSE);
}

char *
kheo_records_tell_deleted (const KheoRegister *reg, guint n)
{
  return fill (reg == &kheo_register_tasks ? ngettext ("%s task deleted", "%s tasks deleted", n)
               : reg == &kheo_register_petitions
                   ? ngettext ("%s petition deleted", "%s petitions deleted", n)
                   : ngettext ("%s model deleted", "%s models deleted", n),
               n);
}

char *
kheo_records_tell_written (const KheoRegister *reg, guint n)
{
  return fill (reg == &kheo_register_tasks ? ngettext ("%s task written", "%s tasks written", n)
               : reg == &kheo_register_petitions
                   ? ngettext ("%s petition written", "%s petitions written", n)
                   : ngettext ("%s model written", "%s models written", n),
               n);
}

char *
kheo_records_tell_done (const KheoRegister *reg, guint n)
{
  return fill (
      reg == &kheo_register_petitions
          ? ngettext ("%s petition marked as dealt with", "%s petitions marked as dealt with", n)
          : ngettext ("%s task marked as done", "%s tasks marked as done", n),
      n);
}
