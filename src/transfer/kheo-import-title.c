/*
 * The block above a table and the sheet's name: which year, day and unit the sheet speaks of, which
 * kind and field all its models are of, and the unit of measure of its amounts.  What is found here
 * only fills in where the rows say nothing; lines that contradict each other say nothing.
 */
#include "kheo-import-private.h"

#include "kheo-text.h"

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

/* Where a unit's name ends.  With their marks: "năm" is no part of a name, "Nam" is of many. */
static const char *const stop_words[] = {
  "năm", "tháng", "giai", "đến", "từ", "theo", "kèm", "trên", "và", "của", "số", "ngày", NULL,
};

/* "quý III", "từ ngày" end a name; "Phú Quý", "Nam Từ Liêm" are names. */
static gboolean
is_stop (const char *word, const char *next)
{
  if (strcmp (word, "từ") == 0 && next != NULL && strcmp (next, "liêm") == 0)
    return FALSE;
  if (g_strv_contains (stop_words, word))
    return TRUE;
  return strcmp (word, "quý") == 0 && next != NULL &&
         kheo_words_ordinal (next) != KHEO_ORDINAL_NONE;
}

/* Length of the number that belongs to a name: "phường 1, quận 3", "mỹ đình 2 năm 2024", but not
 * of "6 tháng", "31/12/2024", "2024"; 0 for none. */
static gsize
length_of_number (const char *text)
{
  gsize       length = strspn (text, "0123456789");
  const char *rest = text + length;

  if (length == 0 || length > 2)
    return 0;
  rest += strspn (rest, " ");
  return *rest == '\0' || strchr (",;()", *rest) != NULL || g_str_has_prefix (rest, "- ") ||
                 g_str_has_prefix (rest, "năm ") || g_str_has_prefix (rest, "quý ")
             ? length
             : 0;
}

/* The name that starts at @text, in lower case: words up to a stop, a digit or punctuation. */
static char *
take_name (const char *text)
{
  gsize            letters = strcspn (text, ",;:()[]\"/\n0123456789");
  gsize            length = letters + length_of_number (text + letters);
  g_autofree char *part = g_strndup (text, length);
  g_auto (GStrv) words = NULL;
  GString    *name = g_string_new (NULL);
  const char *dash = strstr (part, " - ");
  guint       n = 0;

  /* "Huyện ủy Mường La - Ban Dân vận", but Bà Rịa - Vũng Tàu is one name. */
  if (dash != NULL && !g_str_has_prefix (dash, " - vũng tàu"))
    part[dash - part] = '\0';
  words = g_strsplit (part, " ", -1);
  for (guint i = 0; words[i] != NULL && n < 6; i++)
    {
      g_autofree char *key = kheo_text_match_key (words[i]);

      if (*key == '\0')
        continue;
      if (name->len > 0 && is_stop (words[i], words[i + 1]))
        break;
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", words[i]);
      n++;
    }
  return g_string_free (name, FALSE);
}

/* "tỉnh ủy sơn la" at @lower, the same as @text in lower case → "Tỉnh sơn la"; case does not matter
 * to the matcher.  @out_length: of the words before the name. */
static char *
take_unit (const char *lower, KheoLevel *out_level, gsize *out_length)
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
      *out_length = length;
      return g_strconcat (unit_words[i].prefix, " ", name, NULL);
    }
  return NULL;
}

/* How much a line is about the list itself. */
typedef enum
{
  RANK_LEGAL,  /* "Theo Công văn số … ngày …", place and day of a letter */
  RANK_OTHER,  /* anything else that names a year */
  RANK_PERIOD, /* "Kỳ báo cáo: …", "Có đến ngày …" */
  RANK_TITLE,  /* "DANH SÁCH MÔ HÌNH … NĂM 2024", "Năm 2024" */
} LineRank;

/* The block's lines together. */
typedef struct
{
  KheoImportTable *table;
  char            *units[3]; /* by level, whole names in lower case */
  char            *bare;     /* "Đơn vị: Mường La", when no unit with a prefix is named */
  int              year, year_rank;
  KheoDate         day;
  int              day_rank;
  int              choices[2]; /* of kind and field: -1 not said, -2 several */
} Block;

static const guint choice_fields[2] = { KHEO_MODEL_KIND, KHEO_MODEL_FIELD };

/* A city and a district: the city is one that has districts, so it stands where provinces do. */
static void
raise_city (Block *block, char **io_unit)
{
  char **first = &block->units[KHEO_LEVEL_DISTRICT];
  char **city = g_str_has_prefix (*first, "Thành phố ") ? first : io_unit;

  if (block->units[KHEO_LEVEL_PROVINCE] != NULL ||
      g_str_has_prefix (*first, "Thành phố ") == g_str_has_prefix (*io_unit, "Thành phố "))
    return;
  block->units[KHEO_LEVEL_PROVINCE] = g_steal_pointer (city);
  if (*first == NULL)
    *first = g_steal_pointer (io_unit);
}

/* The first unit of each level that a line names, as far as not known already. */
static void
find_units (Block *block, const char *line)
{
  g_autofree char *lower = g_utf8_strdown (line, -1);
  const char      *p = lower;

  while (*p != '\0')
    {
      KheoLevel level = KHEO_LEVEL_PROVINCE;
      gsize     length = 0;
      char     *unit = take_unit (p, &level, &length);

      if (unit != NULL && block->units[level] == NULL)
        block->units[level] = g_steal_pointer (&unit);
      else if (unit != NULL && level == KHEO_LEVEL_DISTRICT)
        raise_city (block, &unit);
      g_free (unit);
      p += length; /* "thị xã Nghĩa Lộ" is no "xã Nghĩa Lộ" */
      p += strcspn (p, " ");
      p += strspn (p, " ");
    }
}

/* "Đơn vị báo cáo: Mường La": a unit although nothing says what it is. */
static void
find_bare_unit (Block *block, const char *line, const char *key)
{
  static const char *const labels[] = { "don vi bao cao ",  "ten don vi ", "don vi lap ",
                                        "dia ban ",         "dia phuong ", "xa phuong ",
                                        "huyen thanh pho ", "don vi " };
  const char              *colon = strchr (line, ':');
  g_autofree char         *lower = NULL;
  g_autofree char         *name = NULL;

  if (block->bare != NULL || colon == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_has_prefix (key, labels[i]))
      {
        lower = g_utf8_strdown (colon + 1 + strspn (colon + 1, " "), -1);
        name = take_name (lower);
        if (*name != '\0' && strlen (name) < 60)
          block->bare = g_steal_pointer (&name);
        return;
      }
}

/* ---- Years and days ---- */

static LineRank
rank_of (const char *key)
{
  static const char *const legal[] = { "can cu ",     "theo ",        "thuc hien ", "ban hanh ",
                                       "kem ",        "so ",          "cong van ",  "quyet dinh ",
                                       "trien khai ", "phu luc kem ", "kinh gui ",  NULL };
  static const char *const titles[] = { "danh sach", "mo hinh",  "dien hinh", "dan van kheo",
                                        "dang ki",   "tong hop", "thong ke",  "bieu",
                                        "phu luc",   NULL };
  static const char *const spans[] = { "co den",  "tinh den",  "tu ngay", "den ngay",
                                       "so lieu", "thoi diem", NULL };
  static const char *const periods[] = { "ki bao cao", "ky bao cao", "thang dau nam", "quy", "qui",
                                         "thang",      NULL };

  if (kheo_words_start_any (key, legal))
    return RANK_LEGAL;
  if (kheo_words_contain (key, "ngay") && !kheo_words_contain_any (key, spans) &&
      !kheo_words_contain_any (key, titles))
    return RANK_LEGAL;
  if (kheo_words_contain_any (key, titles) || g_str_has_prefix (key, "nam "))
    return RANK_TITLE;
  return kheo_words_contain_any (key, periods) || kheo_words_contain_any (key, spans) ? RANK_PERIOD
                                                                                      : RANK_OTHER;
}

static gboolean
is_year (const char *word)
{
  gint64 number =
      strlen (word) == 4 && strspn (word, "0123456789") == 4 ? g_ascii_strtoll (word, NULL, 10) : 0;

  return number >= 1945 && number <= 2100;
}

static gboolean
is_small (const char *word)
{
  static const char *const romans[] = { "i", "ii", "iii", "iv", NULL };

  return (strlen (word) <= 2 && g_ascii_isdigit (*word)) || g_strv_contains (romans, word);
}

/* Does the year at @at stand behind "năm", "quý III", "tháng 6" or in a whole date? */
static gboolean
is_said_year (char *const *words, guint at)
{
  if (at > 0 && strcmp (words[at - 1], "nam") == 0)
    return TRUE;
  if (at > 1 && is_small (words[at - 1]) &&
      (g_str_has_prefix (words[at - 2], "qu") || strcmp (words[at - 2], "thang") == 0))
    return TRUE;
  return at > 2 && is_small (words[at - 1]) && is_small (words[at - 2]) &&
         strcmp (words[at - 3], "ngay") == 0;
}

/* The one year that @key speaks of; 0 when it names none, a span or several. */
static int
find_year (const char *key)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  int found = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      int year = 0;

      if (!is_year (words[i]))
        continue;
      /* "giai đoạn 2021-2025", "năm học 2023-2024" */
      if (words[i + 1] != NULL && is_year (words[i + 1]))
        return 0;
      if (!is_said_year (words, i))
        continue;
      year = (int) g_ascii_strtoll (words[i], NULL, 10);
      if (found != 0 && found != year)
        return 0;
      found = year;
    }
  return found;
}

static void
take_year (Block *block, const char *key, LineRank rank)
{
  int year = find_year (key);

  if (year == 0 || (int) rank < block->year_rank)
    return;
  if ((int) rank == block->year_rank && block->year != year)
    block->year = 0; /* two lines of one weight: neither is believed */
  else
    block->year = year;
  block->year_rank = (int) rank;
}

/* Reads "15 11 2024", "31 12 nam 2017" or "15 thang 11 nam 2024" at @words. */
static KheoDate
read_day (char *const *words)
{
  int   parts[3] = { 0, 0, 0 };
  guint n = 0;

  for (; *words != NULL && n < 3; words++)
    {
      if (strcmp (*words, "thang") == 0 || strcmp (*words, "nam") == 0)
        continue;
      if (!g_ascii_isdigit (**words))
        return KHEO_DATE_UNKNOWN;
      parts[n++] = (int) g_ascii_strtoll (*words, NULL, 10);
    }
  if (n < 3 || parts[2] < 1945 || parts[2] > 2100)
    return KHEO_DATE_UNKNOWN;
  return kheo_date_new (parts[2], parts[1], parts[0]);
}

/* "… ngày 15/11/2024)": the last day that a line names, of the line that is most about the list. */
static void
take_day (Block *block, const char *key, LineRank rank)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  /* What the list rests on has a day of its own. */
  if (g_str_has_prefix (key, "can cu ") || g_str_has_prefix (key, "thuc hien "))
    return;
  for (guint i = 0; words[i] != NULL; i++)
    {
      KheoDate day = strcmp (words[i], "ngay") == 0 ? read_day (words + i + 1) : KHEO_DATE_UNKNOWN;

      if (day == KHEO_DATE_UNKNOWN || (int) rank < block->day_rank)
        continue;
      block->day = day;
      block->day_rank = (int) rank;
    }
}

/* ---- Kind and field ---- */

static void
say_choice (Block *block, guint which, int choice)
{
  if (choice < 0)
    return;
  if (block->choices[which] == -1)
    block->choices[which] = choice;
  else if (block->choices[which] != choice)
    block->choices[which] = -2;
}

/* "Tập thể", "II. KINH TẾ": a line or a sheet's name that is nothing else. */
static void
find_whole_choice (Block *block, const char *line)
{
  KheoOrdinal ordinal = KHEO_ORDINAL_NONE;
  const char *label = kheo_words_skip_ordinal (line, &ordinal);

  for (guint i = 0; i < G_N_ELEMENTS (choice_fields); i++)
    {
      const KheoField *field = &kheo_register_models.fields[choice_fields[i]];
      const char      *value = kheo_field_parse_choice (field, label);

      /* "KT", "Đơn vị" mean too much elsewhere. */
      if (value != NULL && strlen (label) > 6 && (i > 0 || strpbrk (label, " ") != NULL))
        say_choice (block, i, kheo_field_choice_index (field, value));
    }
}

/* ---- The block ---- */

static gboolean
take_unit_of_measure (Block *block, const char *line, const char *key)
{
  KheoImportTableInfo *info = &block->table->info;
  const char          *colon = strchr (line, ':');
  const char          *what = colon != NULL ? colon + 1 + strspn (colon + 1, " ") : line;

  if (!kheo_words_contain (key, "don vi tinh") && !kheo_words_contain (key, "dvt") &&
      !kheo_words_contain (key, "don vi tien") &&
      !(g_str_has_prefix (key, "don vi") && kheo_money_scale (line) > 0))
    return FALSE;
  if (kheo_money_scale (what) > 0 || info->unit_of_measure == NULL)
    info->unit_of_measure = kheo_import_intern (block->table->import, what);
  return TRUE;
}

static void
read_line (Block *block, const char *line)
{
  g_autofree char *key = kheo_text_match_key (line);
  LineRank         rank = rank_of (key);

  if (take_unit_of_measure (block, line, key) || g_str_has_prefix (key, "don vi nhan"))
    return;
  take_day (block, key, rank);
  take_year (block, key, rank);
  find_units (block, line);
  find_bare_unit (block, line, key);
  /* "- Tập thể": a part of the total of the table above. */
  if (rank == RANK_LEGAL || *line == '-' || *line == '+' ||
      block->table->info.reg != &kheo_register_models)
    return;
  if (rank == RANK_TITLE)
    say_choice (block, 0, kheo_choice_of_kind (key));
  say_choice (block, 1, kheo_choice_of_field (key));
  find_whole_choice (block, line);
}

/* A line, and what stands in parentheses in it as one of its own: "(Kèm theo …)". */
static void
read_text (Block *block, const char *text)
{
  const char      *open = strchr (text, '(');
  const char      *close = open != NULL ? strrchr (open, ')') : NULL;
  g_autofree char *outside = NULL;
  g_autofree char *inside = NULL;

  if (close == NULL)
    {
      read_line (block, text);
      return;
    }
  outside = g_strdup_printf ("%.*s%s", (int) (open - text), text, close + 1);
  inside = g_strndup (open + 1, (gsize) (close - open - 1));
  if (*g_strstrip (outside) != '\0')
    read_line (block, outside);
  /* "VẬN ĐỘNG QUỸ “VÌ NGƯỜI NGHÈO” (TRIỆU) NĂM 2024" */
  if (block->table->info.unit_of_measure == NULL && kheo_money_scale (inside) > 0)
    block->table->info.unit_of_measure = kheo_import_intern (block->table->import, inside);
  read_line (block, inside);
}

/* The units from the whole to the part: "Tỉnh SƠN LA/Huyện MƯỜNG LA". */
static const char *
join_units (const Block *block)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (int level = 0; level < 3; level++)
    if (block->units[level] != NULL)
      g_string_append_printf (path, "%s%s", path->len > 0 ? "/" : "", block->units[level]);
  if (block->bare != NULL && path->len == 0)
    g_string_append (path, block->bare);
  return path->len > 0 ? kheo_import_intern (block->table->import, path->str) : NULL;
}

static const char *
choice_of (const Block *block, guint which)
{
  const KheoField *field = &kheo_register_models.fields[choice_fields[which]];

  return block->choices[which] >= 0 ? field->choices[block->choices[which]].value : NULL;
}

static void
read_rows (Block *block, guint first, GString *title)
{
  KheoImportTable *table = block->table;

  for (guint row = first; row < table->info.heading_first; row++)
    {
      guint           n = 0;
      const KheoCell *cells = kheo_sheet_get_row (table->sheet, row, &n);

      for (guint i = 0; i < n; i++)
        {
          const char *line = kheo_cell_text (table->import, table->sheet, &cells[i]);

          /* What stands alone speaks of all tables side by side. */
          if (*line == '\0' || cells[i].type != KHEO_CELL_TEXT ||
              (n > 1 && (cells[i].column < table->left || cells[i].column > table->right)))
            continue;
          read_text (block, line);
          if (title->len < 400)
            g_string_append_printf (title, "%s%s", title->len > 0 ? " · " : "", line);
        }
    }
}

/* What the sheet's first table says at its head holds for those below and beside it too. */
static void
inherit (KheoImportTable *table)
{
  const GPtrArray *tables = table->import->tables;

  for (guint i = 0; i < tables->len; i++)
    {
      const KheoImportTable *first = g_ptr_array_index (tables, i);

      if (first == table)
        return;
      if (first->info.sheet != table->info.sheet)
        continue;
      if (table->info.year == 0)
        {
          table->info.year = first->info.year;
          table->year_is_of_day = first->year_is_of_day;
        }
      if (table->info.day == KHEO_DATE_UNKNOWN)
        table->info.day = first->info.day;
      if (table->info.under == NULL)
        table->info.under = first->info.under;
      if (table->info.unit_of_measure == NULL)
        table->info.unit_of_measure = first->info.unit_of_measure;
      return;
    }
}

static void
settle_block (Block *block, const GString *title)
{
  KheoImportTableInfo *info = &block->table->info;
  int                  of_name = kheo_words_year (info->name);

  info->under = join_units (block);
  info->title = title->len > 0 ? kheo_import_intern (block->table->import, title->str) : NULL;
  info->day = block->day;
  info->year = block->year;
  if (info->year == 0 && block->year_rank < (int) RANK_PERIOD)
    info->year = of_name;
  block->table->year_is_of_day = info->year != 0 && info->year != of_name && block->year_rank == 0;
  info->kind = choice_of (block, 0);
  info->field = choice_of (block, 1);
}

void
kheo_title_read (KheoImportTable *table, guint first)
{
  g_autoptr (GString) title = g_string_new (NULL);
  Block block = {
    .table = table, .year_rank = -1, .day = KHEO_DATE_UNKNOWN, .choices = { -1, -1 }
  };

  table->info.unit_of_measure = NULL;
  read_rows (&block, first, title);
  if (table->info.reg == &kheo_register_models)
    {
      Block name = { .table = table, .choices = { -1, -1 } };

      /* The sheet's name speaks where the block is silent. */
      find_whole_choice (&name, table->info.name);
      for (guint i = 0; i < G_N_ELEMENTS (block.choices); i++)
        if (block.choices[i] == -1)
          block.choices[i] = name.choices[i];
    }
  settle_block (&block, title);
  inherit (table);
  for (int level = 0; level < 3; level++)
    g_free (block.units[level]);
  g_free (block.bare);
}
