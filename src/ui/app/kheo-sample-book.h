/*
 * The sample book, in the person's own data folder: made by the program's own import the first time
 * it is asked for, on a thread of its own.  Main thread.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void
kheo_sample_book_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* The path of the book, owned by the caller. */
char *kheo_sample_book_finish (GAsyncResult *result, GError **error);

G_END_DECLS
