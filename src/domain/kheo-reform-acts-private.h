/* What the files of the acts share. */
#pragma once

#include "kheo-reform-acts.h"
#include "kheo-reform-private.h"
#include "kheo-reform-sketch.h"

G_BEGIN_DECLS

/* Carries @act out on @sketch; FALSE: it is refused, told in @plan, and nothing is changed. */
gboolean kheo_act_carry_out (const KheoReformAct *act, KheoSketch *sketch, KheoReformPlan *plan);

G_END_DECLS
