/*
 * Which indicators the headings mean: those of the book, else of the catalogue, else new ones whose
 * kind their cells tell.  What fits several is not taken.
 */
#include "kheo-import-figures.h"

#include "kheo-figures.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- What a cell's row and column say together ---- */

typedef struct
{
  const char *text, *parent, *leaf, *section, *code, *measure;
  gboolean    part;
} Name;

static const char *
word_of (const KheoFigureColumn *column)
{
  return column->indicator != NULL                  ? column->indicator
         : column->word != NULL && !column->is_unit ? column->word
                                                    : NULL;
}

static void
name_cell (const KheoImportTable *table, const KheoFigureCell *cell, Name *out)
{
  const KheoFigureLine   *line = kheo_figure_line (table, cell->row);
  const KheoFigureColumn *column = kheo_figure_column (table, cell->column);
  const char             *word = word_of (column);

  *out = (Name){ .code = line->code, .section = line->section };
  if (cell->unit_of_measure != NULL)
    {
      g_autofree char *base = kheo_words_measure_base (cell->unit_of_measure);

      out->measure = kheo_import_intern (table->import, base);
    }
  if (line->indicator != NULL && word != NULL)
    {
      g_autofree char *both = g_strdup_printf ("%s – %s", line->indicator, word);

      out->text = kheo_import_intern (table->import, both);
      out->parent = line->indicator;
      out->leaf = word;
      out->part = TRUE;
      out->code = NULL;
      return;
    }
  out->text = word != NULL              ? word
              : line->indicator != NULL ? line->indicator
                                        : table->figures->indicator;
  out->parent = word != NULL ? column->parent : line->parent;
  out->leaf = word != NULL ? word : line->leaf;
  out->part = word == NULL && line->part;
}

/* A long list may name the indicator by its code alone. */
static int
place_of (KheoImport *self, const KheoImportTable *table, const KheoFigureCell *cell)
{
  Name               name;
  KheoIndicatorPlace place = { 0 };
  g_autofree char   *key = NULL;
  gpointer           known = NULL;

  name_cell (table, cell, &name);
  if (name.text == NULL || *name.text == '\0')
    return -1;
  key = g_strdup_printf ("%s|%s|%s|%s", name.text, name.measure != NULL ? name.measure : "",
                         name.section != NULL ? name.section : "",
                         table->figures->is_long && name.code != NULL ? name.code : "");
  if (g_hash_table_lookup_extended (self->indicator_index, key, NULL, &known))
    return GPOINTER_TO_INT (known);
  place.text = name.text;
  place.parent = name.parent;
  place.leaf = name.leaf;
  place.section = name.section;
  place.code = name.code;
  place.unit_of_measure = name.measure;
  place.part = name.part;
  place.row = table->base_row + cell->row;
  place.column = kheo_table_column (table, cell->column)->info.column;
  place.table = (KheoImportTable *) table;
  g_array_append_val (self->indicators, place);
  g_hash_table_insert (self->indicator_index, g_steal_pointer (&key),
                       GINT_TO_POINTER (self->indicators->len - 1));
  return (int) self->indicators->len - 1;
}

static void
add_evidence (KheoIndicatorPlace *place, const KheoFigureText *text)
{
  place->n_figures++;
  place->n_percent += text->percent;
  place->n_tick += text->tick;
  place->n_money += text->money;
  if (text->says == KHEO_CELL_SAYS_VALUE)
    place->decimals = MAX (place->decimals, text->decimals);
}

/* ---- What they mean ---- */

static void
take_own (KheoIndicatorPlace *place, const KheoIndicator *indicator, KheoMatchQuality quality)
{
  place->id = indicator->id;
  place->name = kheo_import_intern (place->table->import, indicator->name);
  place->unit = indicator->unit;
  place->unit.unit = kheo_import_intern (place->table->import, indicator->unit.unit);
  place->by_sum =
      indicator->across_units == KHEO_ACROSS_SUM || indicator->across_units == KHEO_ACROSS_DISTINCT;
  place->over_time = indicator->across_time == KHEO_ACROSS_SUM;
  place->quality = quality;
}

static void
take_catalogue (KheoIndicatorPlace *place, const KheoCatalogueIndicator *catalogue)
{
  place->catalogue = catalogue;
  place->create = TRUE;
  place->name = catalogue->name;
  place->unit = (KheoAmountUnit){ KHEO_AMOUNT_COUNT, catalogue->decimals, catalogue->unit };
  kheo_amount_type_from_name (catalogue->value_type, &place->unit.type);
  place->by_sum = strcmp (catalogue->across_units, "sum") == 0 ||
                  strcmp (catalogue->across_units, "distinct") == 0;
  place->over_time = strcmp (catalogue->across_time, "sum") == 0;
  place->quality = KHEO_MATCH_LIKELY;
}

static gboolean
is_rate (const char *name)
{
  g_autofree char *key = kheo_text_match_key (name);

  return g_str_has_prefix (key, "ti le") || strstr (name, " – Tỷ lệ") != NULL ||
         strstr (name, " – Tỉ lệ") != NULL;
}

/* "Số hộ nghèo" counts "hộ". */
static const char *
measure_in_name (const KheoIndicatorPlace *place)
{
  const char *leaf = place->leaf != NULL ? place->leaf : place->text;
  g_auto (GStrv) words = g_strsplit (leaf, " ", 4);
  g_autofree char *lower = words[0] != NULL ? g_utf8_strdown (words[0], -1) : g_strdup ("");

  if (strcmp (lower, "số") != 0 || words[1] == NULL)
    return NULL;
  for (guint n = 2; n > 0; n--)
    {
      g_autofree char *measure = n == 2 && words[2] != NULL
                                     ? g_strdup_printf ("%s %s", words[1], words[2])
                                     : g_strdup (words[1]);

      if (kheo_words_is_measure (measure) && kheo_money_scale (measure) == 0)
        return kheo_import_intern (place->table->import, measure);
    }
  return NULL;
}

/* Two sections may head different things alike; then the second is told by its section. */
static const char *
name_for_new (const KheoIndicatorPlace *place)
{
  const KheoImport *self = place->table->import;
  g_autofree char  *whole = NULL;

  for (guint i = 0; place->section != NULL && i < self->indicators->len; i++)
    {
      const KheoIndicatorPlace *other = kheo_indicator_place (self, (int) i);

      if (other == place || other->name == NULL || strcmp (other->text, place->text) != 0 ||
          g_strcmp0 (other->section, place->section) == 0)
        continue;
      whole = g_strdup_printf ("%s – %s", place->section, place->text);
      return kheo_import_intern (place->table->import, whole);
    }
  return place->elsewhere
             ? kheo_import_intern (place->table->import,
                                   whole = g_strdup_printf ("%s – %s", place->section, place->text))
             : place->text;
}

/* A new one: of what kind its cells and its unit of measure say. */
static void
take_new (KheoIndicatorPlace *place)
{
  const char *measure = place->unit_of_measure;

  place->create = TRUE;
  place->name = name_for_new (place);
  place->quality = KHEO_MATCH_NONE;
  place->unit =
      (KheoAmountUnit){ KHEO_AMOUNT_COUNT, 0, measure != NULL ? measure : measure_in_name (place) };
  if (place->n_tick > 0 && place->n_tick == place->n_figures)
    place->unit.type = KHEO_AMOUNT_YES_NO;
  else if (place->n_percent > 0 || g_strcmp0 (measure, "%") == 0 ||
           (measure == NULL && is_rate (place->text)))
    place->unit = (KheoAmountUnit){ KHEO_AMOUNT_PERCENT, MAX (place->decimals, 2), "%" };
  else if (place->n_money > 0 || (measure != NULL && kheo_money_scale (measure) > 0))
    place->unit = (KheoAmountUnit){ KHEO_AMOUNT_MONEY, 0, "đồng" };
  else if (place->decimals > 0)
    place->unit = (KheoAmountUnit){ KHEO_AMOUNT_DECIMAL, place->decimals, measure };
  place->by_sum = place->unit.type != KHEO_AMOUNT_PERCENT && place->unit.type != KHEO_AMOUNT_YES_NO;
  place->over_time = place->by_sum;
}

static gboolean
is_speaking_code (const char *code)
{
  return code != NULL && code[strspn (code, "0123456789. ")] != '\0';
}

/* Does the end of "Mô hình đăng ký – tập thể" say what the sheet calls the part? */
static gboolean
is_named_part (const char *name, const char *leaf)
{
  const char      *dash = g_strrstr (name, "–");
  g_autofree char *own = kheo_text_match_key (dash != NULL ? dash : name);
  g_autofree char *said = kheo_text_match_key (leaf);

  return strcmp (own, said) == 0;
}

/* "- Tập thể" below an indicator that is known: a part of that. */
static gboolean
look_up_part (KheoIndicators           *indicators,
              const KheoIndicatorPlace *place,
              KheoIndicatorMatch       *match)
{
  KheoIndicatorMatch            whole = { 0 };
  guint                         n = 0;
  const KheoCatalogueIndicator *all = kheo_indicator_catalogue_list (&n);
  const char                   *code = NULL;

  if (place->parent == NULL || place->leaf == NULL ||
      !kheo_indicators_match (indicators, place->parent, NULL, &whole))
    return FALSE;
  code = whole.fit == KHEO_INDICATOR_CATALOGUE ? whole.catalogue->code
                                               : kheo_indicators_find (indicators, whole.id)->code;
  for (guint i = 0; i < kheo_indicators_get_n (indicators); i++)
    {
      const KheoIndicator *part = kheo_indicators_get (indicators, i);

      if (whole.fit != KHEO_INDICATOR_OWN || part->parent_id != whole.id ||
          !is_named_part (part->name, place->leaf))
        continue;
      *match = (KheoIndicatorMatch){ .fit = KHEO_INDICATOR_OWN, .id = part->id };
      return TRUE;
    }
  for (guint i = 0; code != NULL && i < n; i++)
    if (g_strcmp0 (all[i].parent, code) == 0 && is_named_part (all[i].name, place->leaf))
      {
        *match = (KheoIndicatorMatch){ .fit = KHEO_INDICATOR_CATALOGUE, .catalogue = &all[i] };
        return TRUE;
      }
  return FALSE;
}

/* An office's own indicator of another section is another one, though it is called alike. */
static gboolean
is_elsewhere (KheoIndicators           *indicators,
              KheoIndicatorPlace       *place,
              const KheoIndicatorMatch *match)
{
  const KheoIndicator *own =
      match->fit == KHEO_INDICATOR_OWN ? kheo_indicators_find (indicators, match->id) : NULL;
  g_autofree char *section = NULL;
  g_autofree char *said = NULL;

  if (own == NULL || own->code != NULL || own->section == NULL || place->section == NULL)
    return FALSE;
  section = kheo_text_match_key (own->section);
  said = kheo_text_match_key (place->section);
  place->elsewhere = strcmp (section, said) != 0;
  return place->elsewhere;
}

static const char *
parent_code (KheoIndicators *indicators, const KheoIndicatorMatch *match)
{
  const KheoIndicator *own = NULL;

  if (match->fit == KHEO_INDICATOR_CATALOGUE)
    return match->catalogue->parent;
  own = kheo_indicators_find (indicators, match->id);
  own =
      own != NULL && own->parent_id != 0 ? kheo_indicators_find (indicators, own->parent_id) : NULL;
  return own != NULL ? own->code : NULL;
}

/* "Mô hình – Kinh tế" is no part of what is registered when the catalogue has it as one of what is
 * kept up: whole and part must be of one kind. */
static gboolean
is_of_parent (KheoIndicators           *indicators,
              const KheoIndicatorPlace *place,
              const KheoIndicatorMatch *match)
{
  KheoIndicatorMatch whole = { 0 };
  const char        *wanted = parent_code (indicators, match);
  const char        *code = NULL;

  if (place->parent == NULL || wanted == NULL ||
      !kheo_indicators_match (indicators, place->parent, NULL, &whole))
    return TRUE;
  code = whole.fit == KHEO_INDICATOR_CATALOGUE ? whole.catalogue->code
                                               : kheo_indicators_find (indicators, whole.id)->code;
  return code == NULL || strcmp (code, wanted) == 0;
}

/* Of what stands in the sheet, the whole first; a part means nothing alone. */
static KheoIndicatorFit
look_up (KheoIndicators *indicators, KheoIndicatorPlace *place, KheoIndicatorMatch *match)
{
  const KheoIndicator *by_code =
      is_speaking_code (place->code) ? kheo_indicators_find_code (indicators, place->code) : NULL;
  KheoIndicatorMatch first = { 0 };

  *match = (KheoIndicatorMatch){ 0 };
  if (by_code != NULL)
    {
      match->fit = KHEO_INDICATOR_OWN;
      match->id = by_code->id;
      return match->fit;
    }
  if (is_speaking_code (place->code) && kheo_indicator_catalogue_find (place->code) != NULL)
    {
      match->fit = KHEO_INDICATOR_CATALOGUE;
      match->catalogue = kheo_indicator_catalogue_find (place->code);
      return match->fit;
    }
  if (place->section != NULL)
    {
      g_autofree char *whole = g_strdup_printf ("%s – %s", place->section, place->text);

      if (kheo_indicators_match (indicators, whole, place->unit_of_measure, match) &&
          match->fit == KHEO_INDICATOR_OWN)
        return match->fit;
    }
  if (kheo_indicators_match (indicators, place->text, place->unit_of_measure, match))
    {
      if (!is_elsewhere (indicators, place, match) && is_of_parent (indicators, place, match))
        return match->fit;
      match->fit = KHEO_INDICATOR_UNKNOWN;
    }
  first = *match;
  if (look_up_part (indicators, place, match))
    return match->fit;
  if (!place->part && place->leaf != NULL && strcmp (place->leaf, place->text) != 0 &&
      kheo_indicators_match (indicators, place->leaf, place->unit_of_measure, match))
    return match->fit;
  if (first.fit == KHEO_INDICATOR_AMBIGUOUS || match->fit != KHEO_INDICATOR_AMBIGUOUS)
    *match = first;
  return match->fit;
}

static void
keep_candidates (KheoIndicatorPlace *place, const KheoIndicatorMatch *match)
{
  g_clear_pointer (&place->candidates, g_array_unref);
  if (match->n_candidates == 0)
    return;
  place->candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (place->candidates, match->candidates, match->n_candidates);
}

static void
note_indicator (const KheoIndicatorPlace *place,
                KheoSeverity              severity,
                const char               *code,
                char                     *message)
{
  kheo_import_note (place->table, KHEO_STAGE_MATCH, severity, code, message, (int) place->row,
                    (int) place->column);
}

/* An indicator of the book, below zero one of the catalogue, else a new one. */
static void
take_answer (KheoIndicators *indicators, KheoIndicatorPlace *place, gint64 answer)
{
  guint                         n = 0;
  const KheoCatalogueIndicator *all = kheo_indicator_catalogue_list (&n);
  const KheoCatalogueIndicator *listed =
      answer < 0 && (guint64) -answer <= n ? &all[-answer - 1] : NULL;
  const KheoIndicator *chosen = listed != NULL
                                    ? kheo_indicators_find_code (indicators, listed->code)
                                    : kheo_indicators_find (indicators, answer);

  place->chosen = TRUE;
  if (chosen != NULL)
    take_own (place, chosen, KHEO_MATCH_ALIAS);
  else if (listed != NULL)
    take_catalogue (place, listed);
  else
    take_new (place);
  place->quality = KHEO_MATCH_ALIAS;
}

static void
resolve (KheoImport *self, KheoIndicators *indicators, KheoIndicatorPlace *place)
{
  const gint64      *answer = g_hash_table_lookup (self->indicator_answers, place->text);
  KheoIndicatorMatch match;

  if (answer != NULL)
    {
      take_answer (indicators, place, *answer);
      return;
    }
  switch (look_up (indicators, place, &match))
    {
    case KHEO_INDICATOR_OWN:
      take_own (place, kheo_indicators_find (indicators, match.id), KHEO_MATCH_EXACT);
      break;
    case KHEO_INDICATOR_CATALOGUE:
      take_catalogue (place, match.catalogue);
      break;
    case KHEO_INDICATOR_AMBIGUOUS:
      place->refused = TRUE;
      place->quality = KHEO_MATCH_AMBIGUOUS;
      place->name = place->text;
      note_indicator (place, KHEO_SEVERITY_ERROR, "indicator-ambiguous",
                      g_strdup_printf (_ ("“%s” may be one of several indicators; choose the one "
                                          "that is meant."),
                                       place->text));
      break;
    case KHEO_INDICATOR_UNKNOWN:
      take_new (place);
      note_indicator (place, KHEO_SEVERITY_WARNING, "indicator-new",
                      g_strdup_printf (_ ("“%s” is no indicator of the book; it is founded as a "
                                          "new one. Check its name and kind."),
                                       place->text));
      break;
    }
  keep_candidates (place, &match);
}

/* ---- All tables ---- */

static void
gather (KheoImport *self, KheoImportTable *table, gboolean *io_told)
{
  for (guint i = 0; i < table->figures->cells->len; i++)
    {
      KheoFigureCell *cell = kheo_figure_cell (table, i);

      cell->indicator = place_of (self, table, cell);
      if (cell->indicator >= 0 && cell->measure <= KHEO_MEASURE_TARGET &&
          kheo_table_row (table, cell->row)->kind == KHEO_ROW_DATA)
        add_evidence (kheo_indicator_place (self, cell->indicator), &cell->text);
      if (cell->indicator >= 0)
        continue;
      cell->flags |= KHEO_FIGURE_FLAG_BAD;
      if (!*io_told)
        kheo_import_note (table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR, "indicator-missing",
                          g_strdup (_ ("The sheet does not say what is counted; choose the "
                                       "indicator of its columns.")),
                          -1, -1);
      *io_told = TRUE;
    }
}

static void
clear_place (gpointer data)
{
  g_clear_pointer (&((KheoIndicatorPlace *) data)->candidates, g_array_unref);
}

gboolean
kheo_figures_find_indicators (KheoImport *self, KheoDb *db, GError **error)
{
  KheoWorld      *world = kheo_world_get (db, error);
  KheoIndicators *indicators = world != NULL ? kheo_world_get_indicators (world, error) : NULL;

  if (indicators == NULL)
    return FALSE;
  g_clear_pointer (&self->indicators, g_array_unref);
  g_clear_pointer (&self->indicator_index, g_hash_table_unref);
  self->indicators = g_array_new (FALSE, TRUE, sizeof (KheoIndicatorPlace));
  g_array_set_clear_func (self->indicators, clear_place);
  self->indicator_index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (self->indicator_answers == NULL)
    self->indicator_answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < self->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);
      gboolean         told = FALSE;

      if (table->figures != NULL && table->info.as == KHEO_IMPORT_FIGURES)
        gather (self, table, &told);
    }
  for (guint i = 0; i < self->indicators->len; i++)
    if (kheo_indicator_place (self, (int) i)->n_figures > 0)
      resolve (self, indicators, kheo_indicator_place (self, (int) i));
    else
      take_new (kheo_indicator_place (self, (int) i)); /* of totals only: not founded */
  for (guint i = 0; i < self->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);

      if (table->figures != NULL && table->info.as == KHEO_IMPORT_FIGURES)
        kheo_figures_take_amounts (table);
    }
  return TRUE;
}
