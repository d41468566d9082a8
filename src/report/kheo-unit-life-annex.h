/* The life of a unit as a printed sheet: its names, what it came from and became with the
 * documents, what was counted in each year under which name.  Any thread. */
#pragma once

#include "kheo-annex-content.h"
#include "kheo-unit-life.h"

G_BEGIN_DECLS

KheoAnnexContent *kheo_unit_life_annex_new (const KheoUnitLife *life);

G_END_DECLS
