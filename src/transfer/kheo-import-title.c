/*
 * The block above a table and the sheet's name: which year, day and unit the sheet speaks of, and
 * the unit of measure of its amounts.  What is found here only fills in where the rows say nothing.
 */
#include "kheo-import-private.h"

#include "kheo-text.h"

#include <stdio.h>
#include <string.h>

/* How a title names a unit: @words in lower case, then its name.  Longer ones first. */
typedef struct
{
  const char *words;
  const char *prefix; /* of the unit's whole name */
  KheoLevel   level;
} UnitWords;

static const UnitWords unit_words[] = {
  { "tỉnh ủy", "Tỉnh", KHEO_LEVEL_PROVINCE },
  { "tỉnh uỷ", "Tỉnh", KHEO_LEVEL_PROVINCE },
  { "thành ủy", "Thành phố", KHEO_LEVEL_DISTRICT },
  { "thành uỷ", "Thành phố", KHEO_LEVEL_DISTRICT },
  { "huyện ủy", "Huyện", KHEO_LEVEL_DISTRICT },
  { "huyện uỷ", "Huyện", KHEO_LEVEL_DISTRICT },
  { "thị ủy", "Thị xã", KHEO_LEVEL_DISTRICT },
  { "quận ủy", "Quận", KHEO_LEVEL_DISTRICT },
  { "tỉnh", "Tỉnh", KHEO_LEVEL_PROVINCE },
  { "thành phố", "Thành phố", KHEO_LEVEL_DISTRICT },
  { "thị xã", "Thị xã", KHEO_LEVEL_DISTRICT },
  { "huyện", "Huyện", KHEO_LEVEL_DISTRICT },
  { "quận", "Quận", KHEO_LEVEL_DISTRICT },
  { "thị trấn", "Thị trấn", KHEO_LEVEL_COMMUNE },
  { "phường", "Phường", KHEO_LEVEL_COMMUNE },
  { "xã", "Xã", KHEO_LEVEL_COMMUNE },
  { "đặc khu", "Đặc khu", KHEO_LEVEL_COMMUNE },
};

/* Where a unit's name ends, as match keys of words. */
static const char *const stop_words[] = {
  "nam", "thang", "quy", "giai", "den", "tu",   "theo",
  "kem", "tren",  "va",  "cua",  "so",  "ngay", NULL,
};

/* The name that starts at @text: words up to a stop, a digit or punctuation. */
static char *
take_name (const char *text)
{
  gsize            length = strcspn (text, ",;:()[]\"/\n0123456789");
  g_autofree char *part = g_strndup (text, length);
  g_auto (GStrv) words = NULL;
  GString    *name = g_string_new (NULL);
  const char *dash = strstr (part, " - ");

  if (dash != NULL)
    part[dash - part] = '\0';
  words = g_strsplit (part, " ", -1);
  for (guint i = 0; words[i] != NULL && i < 6; i++)
    {
      g_autofree char *key = kheo_text_match_key (words[i]);

      if (*key == '\0')
        continue;
      if (name->len > 0 && g_strv_contains (stop_words, key))
        break;
      if (name->len > 0)
        g_string_append_c (name, ' ');
      g_string_append (name, words[i]);
    }
  return g_string_free (name, FALSE);
}

/* "tỉnh ủy sơn la" at @lower, the same as @text in lower case → "Tỉnh sơn la"; case does not matter
 * to the matcher. */
static char *
take_unit (const char *lower, KheoLevel *out_level)
{
  for (guint i = 0; i < G_N_ELEMENTS (unit_words); i++)
    {
      gsize            length = strlen (unit_words[i].words);
      g_autofree char *name = NULL;

      if (strncmp (lower, unit_words[i].words, length) != 0 || lower[length] != ' ')
        continue;
      name = take_name (lower + length + 1);
      if (*name == '\0' || g_str_has_prefix (name, "hội"))
        return NULL;
      *out_level = unit_words[i].level;
      return g_strconcat (unit_words[i].prefix, " ", name, NULL);
    }
  return NULL;
}

/* The first unit of each level that a line names, as far as not known already. */
static void
find_units (const char *line, char *units[3])
{
  g_autofree char *lower = g_utf8_strdown (line, -1);
  const char      *p = lower;

  while (*p != '\0')
    {
      KheoLevel level = KHEO_LEVEL_PROVINCE;
      char     *unit = take_unit (p, &level);

      if (unit != NULL && units[level] == NULL)
        units[level] = g_steal_pointer (&unit);
      g_free (unit);
      p += strcspn (p, " ");
      p += strspn (p, " ");
    }
}

/* "… ngày 15/11/2024)", "ngày 15 tháng 11 năm 2024". */
static KheoDate
find_day (const char *key)
{
  for (const char *p = strstr (key, "ngay "); p != NULL; p = strstr (p + 1, "ngay "))
    {
      int day = 0;
      int month = 0;
      int year = 0;

      if (sscanf (p, "ngay %d %d %d", &day, &month, &year) == 3 ||
          sscanf (p, "ngay %d thang %d nam %d", &day, &month, &year) == 3)
        if (year >= 1945 && year <= 2100)
          return kheo_date_new (year, month, day);
    }
  return KHEO_DATE_UNKNOWN;
}

static void
read_line (KheoImportTable *table, const char *line, char *units[3])
{
  KheoImportTableInfo *info = &table->info;
  g_autofree char     *key = kheo_text_match_key (line);

  if (kheo_words_contain (key, "don vi tinh") || kheo_words_contain (key, "dvt") ||
      (g_str_has_prefix (key, "don vi") && kheo_money_scale (line) > 0))
    {
      const char *colon = strchr (line, ':');
      const char *what = colon != NULL ? colon + 1 + strspn (colon + 1, " ") : line;

      if (kheo_money_scale (what) > 0 || info->unit_of_measure == NULL)
        info->unit_of_measure = kheo_import_intern (table->import, what);
      return;
    }
  if (kheo_words_contain (key, "ngay") && find_day (key) != KHEO_DATE_UNKNOWN)
    {
      if (info->day == KHEO_DATE_UNKNOWN)
        info->day = find_day (key);
    }
  else if (info->year == 0)
    info->year = kheo_words_year (line);
  find_units (line, units);
}

/* The units from the whole to the part: "Tỉnh SƠN LA/Huyện MƯỜNG LA". */
static const char *
join_units (KheoImportTable *table, char *units[3])
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (int level = 0; level < 3; level++)
    if (units[level] != NULL)
      g_string_append_printf (path, "%s%s", path->len > 0 ? "/" : "", units[level]);
  return path->len > 0 ? kheo_import_intern (table->import, path->str) : NULL;
}

void
kheo_title_read (KheoImportTable *table, guint first)
{
  g_autoptr (GString) title = g_string_new (NULL);
  char *units[3] = { NULL, NULL, NULL };

  for (guint row = first; row < table->info.heading_first; row++)
    {
      guint           n = 0;
      const KheoCell *cells = kheo_sheet_get_row (table->sheet, row, &n);

      for (guint i = 0; i < n; i++)
        {
          const char *line = kheo_cell_text (table->import, table->sheet, &cells[i]);

          if (*line == '\0' || cells[i].type != KHEO_CELL_TEXT)
            continue;
          read_line (table, line, units);
          if (title->len < 400)
            g_string_append_printf (title, "%s%s", title->len > 0 ? " · " : "", line);
        }
    }
  table->info.under = join_units (table, units);
  if (title->len > 0)
    table->info.title = kheo_import_intern (table->import, title->str);
  if (table->info.year == 0)
    table->info.year = kheo_words_year (table->info.name);
  for (int level = 0; level < 3; level++)
    g_free (units[level]);
}
