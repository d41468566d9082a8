/*
 * The paper a chart is printed on: A5 … A0, a slide or a size of one's own, how it lies, and over
 * which sheets a poster is cut.
 *
 * Signals:
 *   "changed" ()   another paper
 */
#pragma once

#include "kheo-paper.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_PAPER_GROUP (kheo_paper_group_get_type ())
G_DECLARE_FINAL_TYPE (KheoPaperGroup, kheo_paper_group, KHEO, PAPER_GROUP, AdwPreferencesGroup)

GtkWidget *kheo_paper_group_new (void);
KheoPaper  kheo_paper_group_get_paper (KheoPaperGroup *self);
KheoPaper  kheo_paper_group_get_tile (KheoPaperGroup *self); /* no width: not cut up */

/* For tests, as a person would choose: "A0", "16:9", "300x900mm"; "A4" or NULL. */
void kheo_paper_group_choose (KheoPaperGroup *self,
                              const char     *paper,
                              gboolean        landscape,
                              const char     *tile);

G_END_DECLS
