/*
 * A key of all that stands on a sheet: sheets with equal keys would look alike, so a run does not
 * make again what is there.  Feed a GChecksum with everything that counts, paper and ink too.
 */
#pragma once

#include "kheo-annex-content.h"
#include "kheo-annex-layout.h"
#include "kheo-chart.h"

G_BEGIN_DECLS

GChecksum *kheo_paper_key_new (void);
void       kheo_paper_key_add_text (GChecksum *key, const char *text); /* NULL is not "" */
void       kheo_paper_key_add_number (GChecksum *key, double number);
void       kheo_paper_key_add_paper (GChecksum *key, KheoPaper paper);
/* Words, values, roles and emphasis. */
void kheo_paper_key_add_chart (GChecksum *key, KheoChartKind kind, const KheoChartData *data);
/* Of a whole annex: what it says, the layout and the office's words. */
char *kheo_paper_key_of_annex (const KheoAnnexContent *content,
                               const KheoAnnexLayout  *layout,
                               const KheoAnnexOffice  *office);
/* Frees @key; hexadecimal. */
char *kheo_paper_key_free_to_text (GChecksum *key);

G_END_DECLS
