/* What a record must satisfy, a model above all; checked at entry and at import alike. */
#pragma once

#include "kheo-record.h"
#include "kheo-units.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_SEVERITY_WARNING,
  KHEO_SEVERITY_ERROR,
} KheoSeverity;

typedef struct
{
  KheoSeverity severity;
  int          field; /* index, -1: the whole record */
  const char
       *code; /* "missing", "out-of-range", "person-for-collective", "year-mismatch" … stable */
  char *message; /* translated: what, and what to do */
} KheoFinding;

/* Generic (required, bounds, choices) and the register's own rules; GPtrArray of KheoFinding, empty
 * when all is well. */
GPtrArray *kheo_record_validate (KheoRecord *record, KheoUnits *units);

G_END_DECLS
