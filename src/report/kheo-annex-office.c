#include "kheo-annex-office.h"

#include "kheo-book-tables.h"
#include "kheo-date.h"

#include <glib/gi18n-lib.h>

KheoAnnexOffice *
kheo_annex_office_new (KheoDb *db)
{
  KheoAnnexOffice *self = g_new0 (KheoAnnexOffice, 1);
  g_autofree char *style = kheo_setting_get (db, "style", NULL);
  g_autofree char *place = kheo_setting_get (db, "place", NULL);
  g_autofree char *today = kheo_date_format_long (kheo_date_today ());
  g_autofree char *symbol = kheo_setting_get (db, "symbol", NULL);

  if (style == NULL || !kheo_annex_style_from_name (style, &self->style))
    self->style = KHEO_ANNEX_PARTY;
  self->superior = kheo_setting_get (db, "superior", NULL);
  self->office = kheo_setting_get (db, "office", NULL);
  self->signer_title = kheo_setting_get (db, "signer-title", NULL);
  self->signer_name = kheo_setting_get (db, "signer-name", NULL);
  self->place_date = place != NULL ? g_strdup_printf ("%s, %s", place, today) : g_strdup (today);
  if (symbol != NULL)
    {
      /* domain.md §6: the Party writes no colon and a hyphen before the type. */
      self->number[KHEO_ANNEX_PARTY] = g_strdup_printf ("Số …-BC/%s", symbol);
      self->number[KHEO_ANNEX_FRONT] = g_strdup_printf ("Số: …/BC-%s", symbol);
    }
  return self;
}

void
kheo_annex_office_free (KheoAnnexOffice *self)
{
  g_free (self->superior);
  g_free (self->office);
  g_free (self->place_date);
  g_free (self->signer_title);
  g_free (self->signer_name);
  for (guint i = 0; i < G_N_ELEMENTS (self->number); i++)
    g_free (self->number[i]);
  g_free (self);
}

void
kheo_annex_office_fill (const KheoAnnexOffice *self, KheoAnnexSpec *spec)
{
  spec->superior_body = self->superior;
  spec->issuing_body = self->office;
  spec->number = self->number[spec->style];
  spec->place_date = self->place_date;
  spec->left.post = _ ("PREPARED BY");
  spec->left.note = _ ("(Signature, full name)");
  spec->right.post = self->signer_title != NULL ? self->signer_title : _ ("HEAD OF UNIT");
  spec->right.name = self->signer_name;
}
