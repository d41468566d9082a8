#include "kheo-cli-chart-data.h"

#include "kheo-chart-file.h"
#include "kheo-chart-options.h"
#include "kheo-cli-work.h"
#include "kheo-own-charts.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

void
kheo_cli_chart_data_clear (KheoCliChartData *self)
{
  g_free (self->file);
  g_free (self->subtitle);
  g_free (self->unit_of_measure);
  g_free (self->source);
  g_free (self->dated_on);
  g_free (self->emphasis);
  g_strfreev (self->notes);
  g_strfreev (self->references);
}

/* NULL: printed. */
static KheoChartOptions *
read_options (const KheoCliChartData *self)
{
  g_autoptr (KheoChartOptions) options = kheo_chart_options_new ();

  for (guint i = 0; self->references != NULL && self->references[i] != NULL; i++)
    if (!kheo_chart_options_add_reference_text (options, self->references[i]))
      {
        kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--reference %s: write LABEL=VALUE"),
                       self->references[i]);
        return NULL;
      }
  for (guint i = 0; self->notes != NULL && self->notes[i] != NULL; i++)
    if (!kheo_chart_options_add_note_text (options, self->notes[i]))
      {
        kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--note %s: write LABEL=TEXT"), self->notes[i]);
        return NULL;
      }
  kheo_chart_options_set_emphasis (options, self->emphasis);
  options->average = self->average;
  return g_steal_pointer (&options);
}

/* A line each on standard error. */
static KheoExit
print_findings (const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    g_printerr ("%s\n", (const char *) findings->pdata[i]);
  return findings->len > 0 ? KHEO_EXIT_NEEDS_PERSON : KHEO_EXIT_DONE;
}

gboolean
kheo_cli_chart_data_apply (const KheoCliChartData *self, KheoChartData *data, KheoExit *out_status)
{
  g_autoptr (KheoChartOptions) options = read_options (self);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);

  *out_status = KHEO_EXIT_USAGE;
  if (options == NULL)
    return FALSE;
  kheo_chart_options_apply (options, data, findings);
  *out_status = print_findings (findings);
  return TRUE;
}

/* What the options say wins over what stands around the table. */
static char *
choose (const char *said, const char *found)
{
  return g_strdup (said != NULL ? said : found);
}

static char *
title_of_file (const char *path)
{
  char *name = g_filename_display_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}

static KheoOwnChart *
make_chart (const KheoCliChartData *self,
            const KheoSmallTable   *table,
            KheoChartKind           kind,
            const char             *title)
{
  KheoOwnChart *chart = g_new0 (KheoOwnChart, 1);

  chart->title = choose (title, table->title);
  if (chart->title == NULL)
    chart->title = title_of_file (self->file);
  chart->kind = g_strdup (kheo_chart_kind_to_name (kind));
  chart->subtitle = choose (self->subtitle, table->subtitle);
  chart->unit_of_measure = choose (self->unit_of_measure, table->unit_of_measure);
  chart->source = choose (self->source, table->source);
  chart->content = kheo_small_table_to_text (table);
  return chart;
}

static gboolean
save_work (KheoDb *db, gpointer data, GError **error)
{
  return kheo_own_chart_save (db, data, error);
}

static gboolean
keep_chart (KheoCli *cli, KheoOwnChart *chart)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  gint64           action;

  if (!kheo_cli_open (cli, 0))
    return FALSE;
  /* Translators: an entry of the history; %s is the title of a chart. */
  title = g_strdup_printf (_ ("Add the chart “%s”"), chart->title);
  if (kheo_cli_act (cli->db, title, save_work, chart, &action, &error))
    return TRUE;
  kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  return FALSE;
}

KheoChartData *
kheo_cli_chart_data_read (const KheoCliChartData *self,
                          KheoCli                *cli,
                          KheoChartKind           kind,
                          const char             *title,
                          KheoExit               *out_status)
{
  g_autoptr (KheoChartOptions) options = read_options (self);
  g_autoptr (KheoSmallTable) table = NULL;
  g_autoptr (KheoOwnChart) chart = NULL;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  KheoChartData *data;

  *out_status = KHEO_EXIT_USAGE;
  if (options == NULL)
    return NULL;
  if ((table = kheo_chart_file_read (self->file, &error)) == NULL)
    {
      *out_status = kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
      return NULL;
    }
  chart = make_chart (self, table, kind, title);
  chart->options = kheo_chart_options_to_text (options);
  if (self->dated_on != NULL && !kheo_date_parse (self->dated_on, &chart->dated_on, NULL))
    {
      kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--dated-on %s: write a day as 2024-12-31"),
                     self->dated_on);
      return NULL;
    }
  *out_status = KHEO_EXIT_BOOK;
  if (self->keep && !keep_chart (cli, chart))
    return NULL;
  data = kheo_own_chart_make_data (chart, findings);
  for (guint i = 0; i < table->findings->len; i++)
    g_ptr_array_add (findings, g_strdup (table->findings->pdata[i]));
  /* Nothing is wrong with what was rightly left out: only a person who looks on is told. */
  for (guint i = 0; i < table->remarks->len && isatty (STDERR_FILENO); i++)
    g_printerr ("%s\n", (const char *) table->remarks->pdata[i]);
  *out_status = print_findings (findings);
  return data;
}

KheoChartData *
kheo_cli_chart_data_open (const KheoCliChartData *self,
                          KheoCli                *cli,
                          const char             *name,
                          KheoExit               *out_status)
{
  g_autoptr (KheoOwnChart) chart = NULL;
  g_autoptr (KheoChartData) data = NULL;
  g_autoptr (GError) error = NULL;

  *out_status = KHEO_EXIT_BOOK;
  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return NULL;
  if ((chart = kheo_own_chart_find (cli->db, name, &error)) == NULL)
    {
      *out_status = kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
      return NULL;
    }
  data = kheo_own_chart_make_data (chart, NULL);
  return kheo_cli_chart_data_apply (self, data, out_status) ? g_steal_pointer (&data) : NULL;
}
