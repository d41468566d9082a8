/* Tables that are no lists of models or units: figures, reforms, plain registers.  Private to this
 * room. */
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

/* Takes the next table of sheet @index at or below @io_start that is no such list, if it comes
 * before
 * @list or is what that was mistaken for; moves @io_start behind it. */
gboolean kheo_block_read (KheoImport          *self,
                          guint                index,
                          const KheoListFound *list,
                          guint               *io_start,
                          gboolean            *out_taken,
                          KheoProgress        *progress,
                          GError             **error);

/* ---- kheo-import-heading-block.c ---- */

#define KHEO_HEADING_LENGTH 200 /* bytes; longer text is no heading */

/* Does the heading at row @first go on in @row, right below it? */
gboolean kheo_heading_reaches (KheoImport *self, const KheoSheet *sheet, guint first, guint row);
/* Sets the heading rows of @table around @row, from @start on. */
void kheo_heading_find_block (KheoImportTable *table, guint row, guint start);

G_END_DECLS
