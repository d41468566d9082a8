/* Asks for a file.  At GTK 4.10: GtkFileDialog. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *title;    /* translated */
  const char *name;     /* of the kind of file, translated; NULL: any file */
  const char *patterns; /* "*.xlsx|*.ods", lower case; upper case is matched too */
  const char *initial;  /* suggested name when saving, else NULL */
  gboolean    save;
  gboolean    folder; /* a folder, not a file */
} KheoFileKind;

void kheo_file_picker_ask_async (GtkWidget          *near,
                                 const KheoFileKind *kind,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
/* NULL with G_IO_ERROR_CANCELLED when the person chose nothing. */
GFile *kheo_file_picker_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
