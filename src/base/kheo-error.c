#include "kheo-error.h"

/* clang-format off */
G_DEFINE_QUARK (kheo-error-quark, kheo_error)
/* clang-format on */
