/* What the tests of this room share: books with units and sheets written on the spot. */
#pragma once

#include "kheo-book.h"
#include "kheo-import.h"
#include "kheo-test.h"
#include "kheo-world.h"

G_BEGIN_DECLS

/* An empty book in memory. */
KheoDb *transfer_book_new (void);
/* One with a small made-up province: "Tỉnh Sông Vân" (10) with "Huyện Đông Hà" (101: "Xã An Bình"
 * 10101, "Xã Hòa Lạc" 10102, "Thị trấn Đông Hà" 10103) and "Thành phố Vân Giang" (102: "Phường An
 * Bình" 10201, "Phường Hoà Thành" 10202, "Xã Tân Mỹ" 10203). */
KheoDb *transfer_book_with_units (void);

/* Writes @text to @name in @dir and reads it; asserts that it can be read. */
KheoImport *transfer_read_text (KheoTestDir *dir, const char *name, const char *text);
KheoImport *transfer_read (const char *path, const KheoImportOptions *options);
void        transfer_match (KheoImport *import, KheoDb *db);
/* Match and commit as one action; the action's id, 0 when nothing was changed. */
gint64 transfer_commit (KheoImport *import, KheoDb *db);

/* The records of the data rows, in reading order; NULL for refused rows. */
GPtrArray *transfer_list_records (const KheoImport *import);
/* The first finding of this code, FALSE when there is none. */
gboolean transfer_find (const KheoImport *import, const char *code, KheoImportFinding *out_finding);
/* Fails with all findings named when there is one. */
void transfer_assert_no_findings (const KheoImport *import);
/* A sheet, as the text of its file, and what must come of it in the book with units: for each
 * record taken "name|unit code|kind|field|year|day|budget". */
typedef struct
{
  const char *name;
  const char *sheet;
  const char *want[8];
  const char *findings; /* codes, in order, separated by blanks */
} TransferCase;

void transfer_check_case (gconstpointer test_case);

/* Code of the unit, borrowed from the import. */
const char *transfer_unit_code (const KheoImport *import, KheoRecord *record);

G_END_DECLS
