/* The window program. */
#include "kheo-application.h"

#include "kheo-unit-draft.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

/* A program that is run from its build folder says by the environment where its files are. */
static const char *
locale_folder (void)
{
  const char *folder = g_getenv ("KHEO_LOCALE_DIR");

  return folder != NULL && *folder != '\0' ? folder : KHEO_LOCALE_DIR;
}

int
main (int argc, char **argv)
{
  g_autoptr (KheoApplication) app = NULL;

  /* Everything we draw is painted by Cairo: without GL the first frame comes in half the time and
   * takes a third of the memory, and old machines have no GL worth having.  Not over what the
   * person chose. */
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_setenv ("GSK_RENDERER", "cairo", FALSE);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_folder ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  kheo_unit_guard_books ();
  app = kheo_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
