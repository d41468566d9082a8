/* Formats that are told apart but whose readers are still to come in this very change series. */
#include "kheo-sheet-builder.h"

#include "kheo-error.h"

#define UNREAD(name)                                                                               \
  KheoWorkbook *kheo_##name##_read (GBytes *bytes, KheoProgress *progress, GError **error)         \
  {                                                                                                \
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, #name ": no reader yet");                   \
    return NULL;                                                                                   \
  }
UNREAD (mhtml)
UNREAD (xml2003)
