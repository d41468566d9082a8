#include "kheo-annex-layout.h"

#include <string.h>

void
kheo_annex_layout_column_free (KheoAnnexLayoutColumn *column)
{
  g_free (column->key);
  g_free (column->heading);
  g_free (column->group);
  g_free (column);
}

KheoAnnexLayout *
kheo_annex_layout_new (const char *name, const char *subject)
{
  KheoAnnexLayout *self = g_new0 (KheoAnnexLayout, 1);

  self->name = g_strdup (name);
  self->subject = g_strdup (subject);
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_annex_layout_column_free);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  self->recipients = g_ptr_array_new_with_free_func (g_free);
  self->style = -1;
  return self;
}

static void
copy_texts (GPtrArray *to, const GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_strdup (from->pdata[i]));
}

KheoAnnexLayout *
kheo_annex_layout_dup (const KheoAnnexLayout *self)
{
  KheoAnnexLayout *copy = kheo_annex_layout_new (self->name, self->subject);

  copy->is_own = self->is_own;
  for (guint i = 0; i < self->columns->len; i++)
    {
      const KheoAnnexLayoutColumn *from = self->columns->pdata[i];
      KheoAnnexLayoutColumn       *column = kheo_annex_layout_add_column (copy, from->key);

      column->heading = g_strdup (from->heading);
      column->group = g_strdup (from->group);
      column->width = from->width;
      column->sum = from->sum;
    }
  copy_texts (copy->groups, self->groups);
  copy_texts (copy->recipients, self->recipients);
  copy->totals = self->totals;
  copy->code_row = self->code_row;
  copy->is_form = self->is_form;
  copy->style = self->style;
  copy->paper = g_strdup (self->paper);
  copy->orientation = self->orientation;
  copy->font_size = self->font_size;
  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    copy->words[i] = g_strdup (self->words[i]);
  return copy;
}

void
kheo_annex_layout_free (KheoAnnexLayout *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->subject);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->recipients);
  g_free (self->paper);
  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    g_free (self->words[i]);
  g_free (self);
}

void
kheo_annex_layout_set_word (KheoAnnexLayout *self, KheoAnnexWord word, const char *text)
{
  char *old = self->words[word];

  self->words[word] = g_strdup (text);
  g_free (old);
}

KheoAnnexLayoutColumn *
kheo_annex_layout_add_column (KheoAnnexLayout *self, const char *key)
{
  KheoAnnexLayoutColumn *column = g_new0 (KheoAnnexLayoutColumn, 1);

  column->key = g_strdup (key);
  g_ptr_array_add (self->columns, column);
  return column;
}

const KheoAnnexLayoutColumn *
kheo_annex_layout_find_column (const KheoAnnexLayout *self, const char *key)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const KheoAnnexLayoutColumn *column = self->columns->pdata[i];

      if (g_str_equal (column->key, key))
        return column;
    }
  return NULL;
}
