/* The office that issues an annex, as the book's settings know it: heading blocks and signatures.
 */
#pragma once

#include "kheo-annex.h"
#include "kheo-db.h"

G_BEGIN_DECLS

typedef struct
{
  KheoAnnexStyle style; /* of the office; a page may be asked for in the other one */
  char          *superior, *office, *place_date;
  char          *signer_title, *signer_name;
  char *number[2]; /* by style: "Số …-BC/BTGDVTU", "Số: …/BC-MTTQ-BTT"; NULL: no symbol */
} KheoAnnexOffice;

/* Store's thread.  Settings that are missing leave their part of the page out. */
KheoAnnexOffice *kheo_annex_office_new (KheoDb *db);
void             kheo_annex_office_free (KheoAnnexOffice *self);

/* Lends its words to @spec, which has its style already and must not outlive @self. */
void kheo_annex_office_fill (const KheoAnnexOffice *self, KheoAnnexSpec *spec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoAnnexOffice, kheo_annex_office_free)

G_END_DECLS
