/*
 * Pages of any makers bound into one PDF as they come, with an outline: 3,321 sheets need the room
 * of one.  Written beside the path and renamed by kheo_binder_close(), so that a file is whole or
 * not there.  Nothing of the moment goes in: the same pages give the same bytes.  One thread.
 */
#pragma once

#include "kheo-pages.h"

G_BEGIN_DECLS

typedef struct _KheoBinder KheoBinder;

/* Words for the metadata; each may be NULL. */
typedef struct
{
  const char *title;
  const char *description;
  const char *author;
} KheoBinderWords;

KheoBinder *kheo_binder_new (const char *path, const KheoBinderWords *words, GError **error);

/* Appends all pages under the line @title of the outline, their own lines below it; NULL: their own
 * lines alone.  @progress may be NULL. */
gboolean kheo_binder_add (KheoBinder      *self,
                          const KheoPages *pages,
                          const char      *title,
                          KheoProgress    *progress,
                          GError         **error);
/* The file is there, whole and on the disk, or FALSE. */
gboolean kheo_binder_close (KheoBinder *self, GError **error);
/* Without a close before, nothing remains. */
void kheo_binder_free (KheoBinder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoBinder, kheo_binder_free)

G_END_DECLS
