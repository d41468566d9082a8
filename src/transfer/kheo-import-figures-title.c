/*
 * What the lines above a table of figures and the sheet's name say: the period, and — where the
 * headings name no indicator — the one that the whole table is of.
 */
#include "kheo-import-figures.h"

#include "kheo-text.h"

#include <string.h>

/* Lines that name bodies, laws and forms, not what is counted. */
static gboolean
is_office_line (const char *line, const char *key)
{
  static const char *const starts[] = {
    "cong hoa",   "doc lap",  "dang cong san", "tinh uy",   "huyen uy",  "thanh uy",    "uy ban",
    "ubnd",       "ubmt",     "mttq",          "ban dan",   "ban tuyen", "don vi",      "dvt",
    "ban hanh",   "kem theo", "ngay nhan",     "ngay gui",  "hoi dong",  "dang uy",     "mat tran",
    "khoi dan",   "so",       "theo",          "ki bao",    "tu ngay",   "co den ngay", "xa",
    "phuong",     "huyen",    "tinh",          "thanh pho", "thi xa",    "thi tran",    "nguoi",
    "ban thuong", "phu luc",  "bieu so",       "mau so",    "mau bieu",  "quyet dinh",  "thong tu",
  };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      gsize length = strlen (starts[i]);

      if (strncmp (key, starts[i], length) == 0 && (key[length] == '\0' || key[length] == ' '))
        return strcmp (starts[i], "so") != 0 ||
               g_ascii_isdigit (key[MIN (length + 1, strlen (key))]);
    }
  return *line == '(' || strlen (key) < 6;
}

/* "Tổng hợp kết quả …", "Biểu …": words before what is counted. */
static const char *
skip_opening (const char *line)
{
  static const char *const openings[] = {
    "biểu tổng hợp ", "bảng tổng hợp ",
    "biểu thống kê ", "bảng thống kê ",
    "biểu ",          "bảng ",
    "báo cáo ",       "tổng hợp ",
    "thống kê ",      "số liệu ",
    "kết quả ",       "tình hình ",
    "thực hiện ",     "về ",
    "chỉ tiêu ",      "nhanh ",
    "danh mục ",
  };
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *lower = g_utf8_strdown (line, -1);

      more = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (openings) && strlen (lower) == strlen (line); i++)
        if (g_str_has_prefix (lower, openings[i]))
          {
            line += strlen (openings[i]);
            more = TRUE;
            break;
          }
    }
  return line;
}

/* Where the unit starts that a title names at its end: "… xã An Bình". */
static void
cut_unit (char *text)
{
  static const char *const words[] = { " tỉnh ",     " huyện ",   " thành phố ", " thị xã ",
                                       " xã ",       " phường ",  " quận ",      " trên địa bàn",
                                       " thị trấn ", " đặc khu ", " của ",       " toàn tỉnh",
                                       " các huyện", " các xã",   " các đơn vị", " theo " };
  g_autofree char         *lower = g_utf8_strdown (text, -1);

  if (strlen (lower) != strlen (text))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *at = strstr (lower, words[i]);

      if (at != NULL && at > lower + 3)
        text[at - lower] = '\0';
    }
  g_strchomp (text);
}

/* "QUỸ VÌ NGƯỜI NGHÈO" → "Quỹ vì người nghèo". */
static char *
to_sentence (const char *text)
{
  g_autofree char *upper = g_utf8_strup (text, -1);
  g_autofree char *lower = NULL;
  const char      *rest = NULL;
  g_autofree char *first = NULL;
  g_autofree char *head = NULL;

  if (strcmp (upper, text) != 0)
    {
      rest = g_utf8_next_char (text);
      first = g_strndup (text, (gsize) (rest - text));
      head = g_utf8_strup (first, -1);
      return g_strconcat (head, rest, NULL);
    }
  lower = g_utf8_strdown (text, -1);
  rest = g_utf8_next_char (lower);
  first = g_strndup (text, (gsize) (g_utf8_next_char (text) - text));
  return g_strconcat (first, rest, NULL);
}

/* "25/2015/TT-BKHCN", "Số 12-QĐ/TU": the symbol of a document says nothing of the figures. */
static gboolean
is_document (const char *line)
{
  static const char *const symbols[] = { "/TT", "/QĐ", "-QĐ", "/NĐ", "/NQ",  "-NQ",
                                         "/HD", "-HD", "/KH", "-KH", "/BC",  "-BC",
                                         "/CT", "-CT", "/CV", "-CV", "/BTC", "/QH" };

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (strstr (line, symbols[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
read_line (KheoImportTable *table, const char *line, GString *subject)
{
  KheoFigureTable *figures = table->figures;
  g_autofree char *key = kheo_text_match_key (line);
  KheoSpan         span = { 0 };
  g_autofree char *rest = kheo_span_take (line, &span);
  g_autofree char *left = NULL;
  gboolean         office = is_office_line (line, key);

  /* "Quyết định … năm 2021" speaks of itself. */
  if (rest != NULL && !is_document (line) && !kheo_words_contain (key, "quyet dinh") &&
      !kheo_words_contain (key, "thong tu") && !kheo_words_contain (key, "nghi quyet") &&
      !kheo_words_contain (key, "huong dan") && !kheo_words_contain (key, "ban hanh") &&
      !kheo_words_contain (key, "deadline") && !kheo_words_contain (key, "ngay nhan") &&
      (figures->span.kind == KHEO_SPAN_NONE || figures->span.kind == KHEO_SPAN_YEAR))
    kheo_span_join (&figures->span, &span);
  if (office || is_document (line) || strchr (line, ':') != NULL)
    return;
  left = g_strdup (skip_opening (rest != NULL ? rest : line));
  cut_unit (left);
  left[strcspn (left, "(")] = '\0';
  g_strstrip (left);
  if (strlen (left) > subject->len && strlen (left) > 3)
    g_string_assign (subject, left);
}

/* --period and --year, else the title, else the sheet's name. */
static void
settle_period (KheoImportTable *table)
{
  const KheoImportOptions *options = table->import->options;
  KheoFigureTable         *figures = table->figures;
  KheoSpan                 span = { 0 };
  g_autofree char         *rest = kheo_span_take (table->info.name, &span);
  g_autofree char         *period = NULL;

  if (rest != NULL && !kheo_span_join (&figures->span, &span) &&
      figures->span.kind == KHEO_SPAN_NONE)
    figures->span = span;
  if (kheo_span_of_period (options->period, &span))
    figures->span = span;
  else if (options->year > 0 && figures->span.year == 0)
    figures->span.year = options->year;
  if (figures->span.kind == KHEO_SPAN_NONE && figures->span.year > 0)
    figures->span.kind = KHEO_SPAN_YEAR;
  if (figures->span.year == 0 && table->info.year > 0 && figures->span.kind != KHEO_SPAN_DAYS)
    {
      figures->span.year = table->info.year;
      if (figures->span.kind == KHEO_SPAN_NONE)
        figures->span.kind = KHEO_SPAN_YEAR;
    }
  period = kheo_span_to_period (&figures->span);
  figures->period = kheo_import_intern (table->import, period);
}

void
kheo_figures_read_title (KheoImportTable *table)
{
  g_autoptr (GString) subject = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  table->figures->span = (KheoSpan){ 0 };
  for (guint row = table->base_row; row < table->info.heading_first; row++)
    {
      guint           n = 0;
      const KheoCell *cells = kheo_sheet_get_row (table->sheet, row, &n);

      for (guint i = 0; i < n; i++)
        if (cells[i].type == KHEO_CELL_TEXT)
          {
            const char *line = kheo_cell_text (table->import, table->sheet, &cells[i]);

            if (*line != '\0')
              read_line (table, line, subject);
          }
    }
  settle_period (table);
  table->figures->indicator = NULL;
  if (subject->len == 0)
    return;
  sentence = to_sentence (subject->str);
  table->figures->indicator = kheo_import_intern (table->import, sentence);
}

/* What the column says, completed by what the sheet says. */
static const char *
complete (KheoImportTable *table, const KheoFigureColumn *column)
{
  KheoSpan         span = column->span;
  const KheoSpan  *sheet = &table->figures->span;
  g_autofree char *period = NULL;

  if (span.kind == KHEO_SPAN_NONE && column->cumulative)
    span = *sheet;
  if (span.kind == KHEO_SPAN_NONE)
    return NULL;
  if (span.year == 0 && span.kind != KHEO_SPAN_DAYS)
    span.year = sheet->kind == KHEO_SPAN_DAYS ? kheo_date_get_year (sheet->to) : sheet->year;
  if (column->cumulative)
    kheo_span_since_january (&span);
  period = kheo_span_to_period (&span);
  return kheo_import_intern (table->import, period);
}

void
kheo_figures_settle_periods (KheoImportTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoFigureColumn *column = kheo_figure_column (table, i);

      if (!column->corrected || column->period == NULL)
        column->period = complete (table, column);
    }
}
