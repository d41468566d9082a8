#include "kheo-about.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

void
kheo_about_show (GtkWindow *parent)
{
  /* Translators: put your names here, one a line. */
  const char *translators = _ ("translator-credits");

  adw_show_about_window (
      parent, "application-name", _ ("Khéo — the book of mass mobilisation"), "application-icon",
      "org.kheo.Kheo", "version", KHEO_VERSION, "developer-name", _ ("The Khéo authors"),
      "comments",
      _ ("Units, models and figures of an office of mass mobilisation: read from the spreadsheets "
         "that exist, true on every day, printed as at a conference."),
      "license-type", GTK_LICENSE_GPL_3_0, "translator-credits",
      g_str_equal (translators, "translator-credits") ? NULL : translators, NULL);
}
