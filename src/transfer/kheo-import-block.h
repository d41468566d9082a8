/* Tables that are no lists of records: figures and reforms.  Private to this room. */
#pragma once

#include "kheo-import-private.h"

G_BEGIN_DECLS

/* What the finder of lists found from here on. */
typedef struct
{
  gboolean found;
  gboolean sure;   /* it is a list beyond doubt */
  gboolean models; /* … of models */
  guint    row;    /* of its heading */
} KheoListFound;

/* Takes the next table of sheet @index at or below @io_start that is no list, if it comes before
 * @list or is what that was mistaken for; moves @io_start behind it. */
gboolean kheo_block_read (KheoImport          *self,
                          guint                index,
                          const KheoListFound *list,
                          guint               *io_start,
                          gboolean            *out_taken,
                          KheoProgress        *progress,
                          GError             **error);

G_END_DECLS
