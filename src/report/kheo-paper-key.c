#include "kheo-paper-key.h"

#include <string.h>

GChecksum *
kheo_paper_key_new (void)
{
  GChecksum *key = g_checksum_new (G_CHECKSUM_SHA256);

  kheo_paper_key_add_text (key, KHEO_VERSION); /* another program may draw otherwise */
  return key;
}

void
kheo_paper_key_add_text (GChecksum *key, const char *text)
{
  static const guchar marks[] = { 0, 1 };

  g_checksum_update (key, &marks[text != NULL], 1);
  if (text != NULL)
    g_checksum_update (key, (const guchar *) text, (gssize) strlen (text) + 1);
}

void
kheo_paper_key_add_number (GChecksum *key, double number)
{
  g_checksum_update (key, (const guchar *) &number, sizeof number);
}

void
kheo_paper_key_add_paper (GChecksum *key, KheoPaper paper)
{
  kheo_paper_key_add_number (key, paper.width);
  kheo_paper_key_add_number (key, paper.height);
}

void
kheo_paper_key_add_chart (GChecksum *key, KheoChartKind kind, const KheoChartData *data)
{
  g_autofree char *table = kheo_chart_data_table (data); /* names, groups, references, notes */

  kheo_paper_key_add_text (key, kheo_chart_kind_to_name (kind));
  for (guint text = 0; text < KHEO_CHART_N_TEXTS; text++)
    kheo_paper_key_add_text (key, kheo_chart_data_get_text (data, text));
  kheo_paper_key_add_text (key, table);
  kheo_paper_key_add_number (key, kheo_chart_data_get_emphasis (data));
  for (guint s = 0; s < kheo_chart_data_get_n_series (data); s++)
    kheo_paper_key_add_number (key, kheo_chart_data_get_series_role (data, s));
  for (guint c = 0; c < kheo_chart_data_get_n_categories (data); c++)
    {
      kheo_paper_key_add_text (key, kheo_chart_data_get_category_label (data, c));
      kheo_paper_key_add_number (key, kheo_chart_data_get_category_role (data, c));
      for (guint s = 0; s < kheo_chart_data_get_n_series (data); s++)
        kheo_paper_key_add_number (key, kheo_chart_data_get_value (data, c, s));
    }
}

static void
add_table (GChecksum *key, const KheoAnnexTable *table)
{
  guint n_columns = kheo_annex_table_get_n_columns (table);

  for (guint column = 0; column < n_columns; column++)
    {
      kheo_paper_key_add_text (key, kheo_annex_table_get_group (table, column));
      kheo_paper_key_add_text (key, kheo_annex_table_get_heading (table, column));
      kheo_paper_key_add_number (key, kheo_annex_table_get_weight (table, column));
      kheo_paper_key_add_number (key, kheo_annex_table_get_align (table, column));
    }
  for (guint row = 0; row < kheo_annex_table_get_n_rows (table); row++)
    {
      kheo_paper_key_add_number (key, kheo_annex_table_get_row_kind (table, row));
      for (guint column = 0; column < n_columns; column++)
        kheo_paper_key_add_text (key, kheo_annex_table_get_cell (table, row, column));
    }
}

/* Words and cells. */
static void
add_annex (GChecksum *key, const KheoAnnexContent *content)
{
  const char *const words[] = { content->title, content->subtitle, content->unit_line,
                                content->note };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    kheo_paper_key_add_text (key, words[i]);
  kheo_paper_key_add_number (key, content->portrait);
  kheo_paper_key_add_number (key, content->is_sheet);
  add_table (key, content->table);
}

char *
kheo_paper_key_free_to_text (GChecksum *key)
{
  char *text = g_strdup (g_checksum_get_string (key));

  g_checksum_free (key);
  return text;
}

char *
kheo_paper_key_of_annex (const KheoAnnexContent *content,
                         const KheoAnnexLayout  *layout,
                         const KheoAnnexOffice  *office)
{
  g_autofree char  *json = kheo_annex_layout_to_json (layout);
  const char *const words[] = { office->superior,     office->office,      office->place_date,
                                office->signer_title, office->signer_name, office->number[0],
                                office->number[1] };
  GChecksum        *key = kheo_paper_key_new ();

  kheo_paper_key_add_text (key, json);
  kheo_paper_key_add_number (key, office->style);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    kheo_paper_key_add_text (key, words[i]);
  add_annex (key, content);
  return kheo_paper_key_free_to_text (key);
}
