/* The errors a caller can act on.  Messages: developer English below domain/, translated above. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KHEO_ERROR_FAILED,    /* anything else */
  KHEO_ERROR_NOT_FOUND, /* no such file, unit, record, action */
  KHEO_ERROR_INVALID,   /* an argument or value that can never be right */
  KHEO_ERROR_BUSY,      /* another process holds the book */
  KHEO_ERROR_CONFLICT,  /* a rule or constraint refuses it */
  KHEO_ERROR_CORRUPT,   /* damaged file */
  KHEO_ERROR_NEWER,     /* written by a newer version */
  KHEO_ERROR_READ_ONLY, /* the book may only be read */
  KHEO_ERROR_TOO_LARGE, /* beyond a cap */
  KHEO_ERROR_ENCRYPTED, /* protected by a password */
  KHEO_ERROR_FORMAT,    /* not a file of a kind that we read */
} KheoErrorCode;

#define KHEO_ERROR (kheo_error_quark ())
GQuark kheo_error_quark (void);

G_END_DECLS
