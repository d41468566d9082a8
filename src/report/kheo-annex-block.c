#include "kheo-annex-private.h"

#include <string.h>

static void
text_clear (gpointer item)
{
  g_free (((KheoAnnexText *) item)->text);
}

void
kheo_annex_block_init (KheoAnnexBlock *block)
{
  block->texts = g_array_new (FALSE, FALSE, sizeof (KheoAnnexText));
  g_array_set_clear_func (block->texts, text_clear);
  block->rules = g_array_new (FALSE, FALSE, sizeof (KheoAnnexRule));
  block->height = 0;
}

void
kheo_annex_block_clear (KheoAnnexBlock *block)
{
  g_clear_pointer (&block->texts, g_array_unref);
  g_clear_pointer (&block->rules, g_array_unref);
}

void
kheo_annex_block_draw (const KheoAnnex *annex, const KheoAnnexBlock *block, cairo_t *cr, double y)
{
  for (guint i = 0; i < block->rules->len; i++)
    {
      const KheoAnnexRule *rule = &g_array_index (block->rules, KheoAnnexRule, i);

      cairo_move_to (cr, rule->x1, y + rule->y1);
      cairo_line_to (cr, rule->x2, y + rule->y2);
    }
  cairo_stroke (cr);
  for (guint i = 0; i < block->texts->len; i++)
    {
      const KheoAnnexText *text = &g_array_index (block->texts, KheoAnnexText, i);
      KheoLine             line = { text->text, (int) strlen (text->text), text->width };

      kheo_typeset_draw (annex->typeset, cr, text->face, &line, text->x, y + text->y);
    }
}

double
kheo_annex_block_add (KheoAnnex      *annex,
                      KheoAnnexBlock *block,
                      const char     *text,
                      KheoFace        face,
                      KheoAnnexAlign  align,
                      double          x,
                      double          y,
                      double          width)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (KheoLine));
  double height = kheo_typeset_line_height (annex->typeset, face);

  if (text == NULL || *text == '\0')
    return y;
  if (align == KHEO_ANNEX_ALIGN_CENTER)
    kheo_typeset_wrap_evenly (annex->typeset, face, text, width, lines);
  else
    kheo_typeset_wrap (annex->typeset, face, text, width, lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const KheoLine *line = &g_array_index (lines, KheoLine, i);
      KheoAnnexText   placed = {
          .text = g_strndup (line->start, (gsize) line->length),
          .face = face,
          .x = x,
          .y = y,
          .width = line->width,
      };

      if (align == KHEO_ANNEX_ALIGN_CENTER)
        placed.x += (width - line->width) / 2;
      else if (align == KHEO_ANNEX_ALIGN_RIGHT)
        placed.x += width - line->width;
      g_array_append_val (block->texts, placed);
      y += height;
    }
  return y;
}

void
kheo_annex_block_rule (KheoAnnexBlock *block, double x1, double y1, double x2, double y2)
{
  KheoAnnexRule rule = { x1, y1, x2, y2 };

  g_array_append_val (block->rules, rule);
}
