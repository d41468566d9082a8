/*
 * The program: one instance, one window.  Files given on the command line or by the desktop are
 * opened in it (.kheo) or handed to its import (spreadsheets).
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_APPLICATION (kheo_application_get_type ())
G_DECLARE_FINAL_TYPE (KheoApplication, kheo_application, KHEO, APPLICATION, AdwApplication)

KheoApplication *kheo_application_new (void);

G_END_DECLS
