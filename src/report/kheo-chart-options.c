#include "kheo-chart-options.h"

#include "kheo-number.h"
#include "kheo-small-grid.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static void
reference_clear (gpointer data)
{
  g_free (((KheoChartReference *) data)->label);
}

static void
note_clear (gpointer data)
{
  KheoChartNote *note = data;

  g_free (note->label);
  g_free (note->text);
}

KheoChartOptions *
kheo_chart_options_new (void)
{
  KheoChartOptions *self = g_new0 (KheoChartOptions, 1);

  self->references = g_array_new (FALSE, FALSE, sizeof (KheoChartReference));
  self->notes = g_array_new (FALSE, FALSE, sizeof (KheoChartNote));
  g_array_set_clear_func (self->references, reference_clear);
  g_array_set_clear_func (self->notes, note_clear);
  return self;
}

void
kheo_chart_options_free (KheoChartOptions *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->references);
  g_array_unref (self->notes);
  g_free (self->emphasis);
  g_free (self);
}

/* One number as people type it. */
static gboolean
read_value (const char *text, double *out_value)
{
  KheoNumber number;

  if (!kheo_number_parse (text, KHEO_NUMBERS_VIETNAMESE, &number))
    return FALSE;
  *out_value = number.value;
  return TRUE;
}

/* Without what would part lines and cells. */
static void
add_reference (KheoChartOptions *self, const char *label, double value)
{
  KheoChartReference reference = { kheo_text_tidy (label), value };

  if (isfinite (value))
    g_array_append_val (self->references, reference);
  else
    reference_clear (&reference);
}

static void
add_note (KheoChartOptions *self, const char *label, const char *text)
{
  KheoChartNote note = { kheo_text_tidy (label), kheo_text_tidy (text) };

  if (*note.text != '\0')
    g_array_append_val (self->notes, note);
  else
    note_clear (&note);
}

KheoChartOptions *
kheo_chart_options_parse (const char *text)
{
  KheoChartOptions *self = kheo_chart_options_new ();
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", 3);
      guint  n = g_strv_length (cells);
      double value;

      if (n == 3 && strcmp (cells[0], "reference") == 0 && read_value (cells[2], &value))
        add_reference (self, cells[1], value);
      else if (n == 3 && strcmp (cells[0], "note") == 0)
        add_note (self, cells[1], cells[2]);
      else if (n == 2 && strcmp (cells[0], "emphasis") == 0)
        kheo_chart_options_set_emphasis (self, cells[1]);
      else if (n == 1 && strcmp (cells[0], "average") == 0)
        self->average = TRUE;
      else if (n == 1 && strcmp (cells[0], "before") == 0)
        self->before = TRUE;
    }
  return self;
}

char *
kheo_chart_options_to_text (const KheoChartOptions *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->references->len; i++)
    {
      const KheoChartReference *reference =
          &g_array_index (self->references, KheoChartReference, i);
      g_autofree char *value = kheo_small_number_to_text (reference->value);

      g_string_append_printf (text, "reference\t%s\t%s\n", reference->label, value);
    }
  for (guint i = 0; i < self->notes->len; i++)
    {
      const KheoChartNote *note = &g_array_index (self->notes, KheoChartNote, i);

      g_string_append_printf (text, "note\t%s\t%s\n", note->label, note->text);
    }
  if (self->emphasis != NULL)
    g_string_append_printf (text, "emphasis\t%s\n", self->emphasis);
  if (self->average)
    g_string_append (text, "average\n");
  if (self->before)
    g_string_append (text, "before\n");
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

void
kheo_chart_options_set_emphasis (KheoChartOptions *self, const char *label)
{
  g_clear_pointer (&self->emphasis, g_free);
  if (label != NULL && *label != '\0')
    self->emphasis = kheo_text_tidy (label);
}

gboolean
kheo_chart_options_add_reference_text (KheoChartOptions *self, const char *text)
{
  const char      *equals = strrchr (text, '=');
  g_autofree char *label = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;
  double           value;

  if (equals == NULL || !read_value (equals + 1, &value))
    return FALSE;
  add_reference (self, label, value);
  return TRUE;
}

gboolean
kheo_chart_options_add_note_text (KheoChartOptions *self, const char *text)
{
  const char      *equals = strchr (text, '=');
  g_autofree char *label = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;
  const char      *words = equals != NULL ? equals + 1 : text;

  if (*words == '\0')
    return FALSE;
  add_note (self, label, words);
  return TRUE;
}

/* ---- Over the data ---- */

static int
find_category (const KheoChartData *data, const char *label, GPtrArray *findings)
{
  g_autofree char *key = kheo_text_match_key (label);

  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    {
      g_autofree char *other = kheo_text_match_key (kheo_chart_data_get_category_label (data, i));

      if (strcmp (key, other) == 0)
        return (int) i;
    }
  if (findings != NULL)
    g_ptr_array_add (findings, g_strdup_printf (_ ("There is no “%s” among the labels."), label));
  return -1;
}

static gboolean
has_keys (const KheoChartData *data)
{
  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    if (kheo_chart_data_get_category_key (data, i) != 0)
      return TRUE;
  return FALSE;
}

/* Of the categories that have a value: missing is not 0.  Where categories are units, what is told
 * to none of them has no part in it.  FALSE: there are fewer than two. */
static gboolean
find_average (const KheoChartData *data, double *out_average)
{
  gboolean of_units = has_keys (data);
  double   sum = 0;
  guint    n = 0;

  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    {
      double total = kheo_chart_data_get_category_total (data, i);

      if (isnan (total) || (of_units && kheo_chart_data_get_category_key (data, i) == 0))
        continue;
      sum += total;
      n++;
    }
  *out_average = n > 0 ? sum / n : 0;
  return n > 1;
}

void
kheo_chart_options_apply (const KheoChartOptions *self, KheoChartData *data, GPtrArray *findings)
{
  double average;

  g_return_if_fail (self != NULL && data != NULL);

  if (self->average && !isnan (kheo_chart_data_get_overall (data)))
    kheo_chart_data_add_reference (data, _ ("Overall"), kheo_chart_data_get_overall (data));
  else if (self->average && find_average (data, &average))
    kheo_chart_data_add_reference (data, _ ("Average"), average);
  for (guint i = 0; i < self->references->len; i++)
    {
      const KheoChartReference *reference =
          &g_array_index (self->references, KheoChartReference, i);

      kheo_chart_data_add_reference (data, reference->label, reference->value);
    }
  for (guint i = 0; i < self->notes->len; i++)
    {
      const KheoChartNote *note = &g_array_index (self->notes, KheoChartNote, i);
      int category = *note->label != '\0' ? find_category (data, note->label, findings) : -1;

      if (category >= 0 || *note->label == '\0')
        kheo_chart_data_add_note (data, category, -1, note->text);
    }
  if (self->emphasis != NULL)
    kheo_chart_data_set_emphasis (data, find_category (data, self->emphasis, findings));
}
