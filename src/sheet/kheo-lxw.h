/* What libxlsxwriter answers, as a GError.  Private to the files that write with it. */
#pragma once

#include "kheo-error.h"

#include <xlsxwriter.h>

static inline gboolean
kheo_lxw_check (lxw_error status, GError **error)
{
  if (status == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, "xlsx: %s", lxw_strerror (status));
  return FALSE;
}
