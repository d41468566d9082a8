/* Where a record was read: the same fields in every register.  Private to the registers. */
#pragma once

#include "kheo-field.h"

#include <glib/gi18n-lib.h>

#define KHEO_SOURCE_FIELD(column, field_type, heading, size)                                       \
  {                                                                                                \
    .name = column, .type = field_type, .flags = KHEO_FIELD_DERIVED, .label = heading,             \
    .section = N_ ("Source"), .width = size                                                        \
  }

#define KHEO_SOURCE_IMPORT                                                                         \
  KHEO_SOURCE_FIELD ("import_id", KHEO_FIELD_INTEGER, N_ ("Source import"), 12)
#define KHEO_SOURCE_SHEET                                                                          \
  KHEO_SOURCE_FIELD ("import_sheet", KHEO_FIELD_TEXT, N_ ("Source sheet"), 14)
#define KHEO_SOURCE_ROW KHEO_SOURCE_FIELD ("import_row", KHEO_FIELD_INTEGER, N_ ("Source row"), 8)
#define KHEO_SOURCE_COLUMN                                                                         \
  KHEO_SOURCE_FIELD ("import_column", KHEO_FIELD_INTEGER, N_ ("Source column"), 8)
