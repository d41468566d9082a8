/* What figures, targets and indicators must satisfy, checked at entry and at import alike. */
#pragma once

#include "kheo-indicators.h"
#include "kheo-model-rules.h"

G_BEGIN_DECLS

/* As kheo_record_validate(), which calls it; for an import that has values and no record.  @values
 * by field of the register of figures or of targets. */

/* kheo_record_validate() for a record of the registers of indicators, figures or targets, which
 * need to know the indicators; of any other the same as that. */
GPtrArray *
kheo_record_validate_with (KheoRecord *record, KheoUnits *units, KheoIndicators *indicators);

G_END_DECLS
