#include "kheo-annex-content.h"

KheoAnnexContent *
kheo_annex_content_new (void)
{
  KheoAnnexContent *self = g_new0 (KheoAnnexContent, 1);

  self->table = kheo_annex_table_new ();
  return self;
}

void
kheo_annex_content_free (KheoAnnexContent *self)
{
  if (self == NULL)
    return;
  kheo_annex_table_unref (self->table);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->unit_line);
  g_free (self->note);
  g_free (self);
}

void
kheo_annex_content_fill (const KheoAnnexContent *self, KheoAnnexSpec *spec)
{
  spec->table = self->table;
  spec->title = self->title;
  spec->subtitle = self->subtitle;
  spec->unit_line = self->unit_line;
  spec->note = self->note;
  if (self->is_sheet)
    spec->annex_number = "";
}
