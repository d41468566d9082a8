/*
 * The rows of a table whose rows are indicators: sections, items below items, wholes and what is
 * "trong đó" or "chia theo" of them.
 */
#include "kheo-import-figures.h"

#include <string.h>

static const char *
joined (KheoFigureItems *self, const char *parent, const char *label)
{
  g_autofree char *path =
      parent != NULL ? g_strdup_printf ("%s – %s", parent, label) : g_strdup (label);

  return kheo_import_intern (self->table->import, path);
}

static const KheoFigureItem *
last_item (const KheoFigureItems *self)
{
  return self->items->len > 0 ? &g_array_index (self->items, KheoFigureItem, self->items->len - 1)
                              : NULL;
}

static void
drop_last (KheoFigureItems *self)
{
  g_array_set_size (self->items, self->items->len - 1);
}

/* The item that a row of this depth is a part of; NULL for none. */
static const KheoFigureItem *
parent_of (KheoFigureItems *self, int depth)
{
  while (self->items->len > 0 && last_item (self)->depth >= depth)
    drop_last (self);
  return last_item (self);
}

/* "Quỹ Vì người nghèo (triệu đồng)" → the label, and what it is measured in. */
static const char *
cut_measure (KheoFigureItems *self, const char *label, const char **out_measure)
{
  g_autofree char *rest = NULL;
  g_autofree char *measure = kheo_words_take_measure (label, &rest);

  *out_measure = kheo_import_intern (self->table->import, measure);
  return measure != NULL ? kheo_import_intern (self->table->import, rest) : label;
}

static const char *
cut_colon (KheoFigureItems *self, const char *label)
{
  gsize            length = strlen (label);
  g_autofree char *bare = NULL;

  if (length < 2 || label[length - 1] != ':')
    return label;
  bare = g_strndup (label, length - 1);
  return kheo_import_intern (self->table->import, bare);
}

/* From here on rows divide @whole, until one stands higher. */
static void
open_division (KheoFigureItems *self, guint index, KheoPartKind kind, const KheoFigureItem *whole)
{
  self->part_kind = whole != NULL ? kind : KHEO_PART_NONE;
  self->division = index + 1;
  self->whole = whole != NULL ? whole->row + 1 : 0;
}

static void
read_part (KheoFigureItems *self, KheoFigureLine *row, const KheoFigureItem *parent)
{
  guint whole = parent != NULL ? parent->row + 1 : 0;

  if (self->part_kind == KHEO_PART_NONE || (self->of_which == NULL && whole != self->whole))
    {
      self->part_kind = KHEO_PART_NONE;
      return;
    }
  row->part_kind = self->part_kind;
  row->whole = self->whole;
  row->division = self->division;
  if (row->unit_of_measure == NULL)
    row->unit_of_measure = kheo_figure_line (self->table, self->whole - 1)->unit_of_measure;
}

/* Where the rows around are numbered, one without a number below "Trong đó" is a part. */
static int
depth_of (const KheoFigureItems *self, const KheoFigureLook *look)
{
  if (look->depth != KHEO_DEPTH_NONE)
    return look->depth;
  return self->of_which != NULL && self->numbered ? KHEO_DEPTH_DASH : KHEO_DEPTH_NUMBER;
}

/* A row that stands as high as the whole is no part of it. */
static void
leave_of_which (KheoFigureItems *self, int depth, const KheoFigureItem *parent)
{
  if (self->of_which != NULL && self->numbered && depth < KHEO_DEPTH_DASH &&
      (parent == NULL || parent->row + 1 != self->whole))
    self->of_which = NULL;
}

static void
read_indicator (KheoFigureItems *self, guint index, const KheoFigureLook *look)
{
  KheoFigureLine       *row = kheo_figure_line (self->table, index);
  int                   depth = depth_of (self, look);
  const char           *measure = NULL;
  const char           *label = cut_measure (self, look->label, &measure);
  const char           *part = kheo_figures_name_of_part (label);
  const KheoFigureItem *parent = NULL;
  KheoFigureItem        item = { 0 };

  if (part != NULL)
    depth = MAX (depth, KHEO_DEPTH_DASH); /* "- Trong đó: Tập thể" */
  parent = parent_of (self, depth);
  if (part != NULL)
    open_division (self, index, kheo_figures_of_which (label), parent);
  label = cut_colon (self, part != NULL ? part : label);
  row->leaf = label;
  row->unit_of_measure = measure;
  leave_of_which (self, depth, parent);
  row->section = self->section;
  row->part = depth >= KHEO_DEPTH_DASH;
  row->parent = parent != NULL ? parent->path : NULL;
  read_part (self, row, parent);
  if (self->of_which != NULL)
    {
      row->parent = self->of_which;
      row->part = TRUE;
    }
  /* A heading without numbers over items gives them their meaning only where they are its parts. */
  row->indicator = row->parent != NULL ? joined (self, row->parent, label) : label;
  item = (KheoFigureItem){ depth, row->indicator, index, look->depth != KHEO_DEPTH_NONE };
  if (depth < KHEO_DEPTH_DASH)
    self->of_which = NULL;
  g_array_append_val (self->items, item);
}

/* "Trong đó:" on a line of its own. */
static KheoRowKind
open_of_which (KheoFigureItems *self, guint index, const KheoFigureLook *look)
{
  while (self->items->len > 1 && last_item (self)->depth >= KHEO_DEPTH_DASH)
    drop_last (self);
  self->of_which = self->items->len > 0 ? last_item (self)->path : self->table->figures->indicator;
  open_division (self, index, kheo_figures_of_which (look->label), last_item (self));
  self->numbered = self->items->len > 0 && last_item (self)->numbered;
  return KHEO_ROW_GROUP;
}

KheoRowKind
kheo_figures_item_classify (KheoFigureItems      *self,
                            guint                 index,
                            const KheoFigureLook *look,
                            guint8               *out_flags)
{
  if (look->n_values > 0)
    {
      read_indicator (self, index, look);
      return KHEO_ROW_DATA;
    }
  if (kheo_figures_of_which (look->label) != KHEO_PART_NONE)
    return open_of_which (self, index, look);
  if (look->depth == KHEO_DEPTH_ROMAN || look->depth == KHEO_DEPTH_LETTER || look->heading_cell)
    {
      self->section = look->label;
      self->of_which = NULL;
      self->part_kind = KHEO_PART_NONE;
      g_array_set_size (self->items, 0);
      return KHEO_ROW_GROUP;
    }
  if (look->depth == KHEO_DEPTH_NONE)
    {
      *out_flags |= look->n_cells > 1 ? KHEO_ROW_FLAG_UNCLEAR : 0;
      return KHEO_ROW_NOTE;
    }
  /* "1. Quỹ Vì người nghèo" without numbers over "1.1. Số tiền" — or one that nobody reported. */
  read_indicator (self, index, look);
  return KHEO_ROW_DATA;
}

void
kheo_figures_item_of_all (KheoFigureItems *self, guint index, const KheoFigureLook *look)
{
  KheoFigureLine *row = kheo_figure_line (self->table, index);
  KheoFigureItem  item = { KHEO_DEPTH_NONE, NULL, index, FALSE };

  row->indicator =
      self->table->figures->indicator != NULL ? self->table->figures->indicator : look->label;
  row->leaf = row->indicator;
  item.path = row->indicator;
  g_array_append_val (self->items, item);
}
