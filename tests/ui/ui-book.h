/*
 * A small book in a folder of its own for tests of pages: one province, two districts of two
 * communes each, and twelve models of 2023 and 2024 whose numbers are known.
 *
 *              collective  individual
 *   economy             4           2
 *   culture             3           1
 *   defence             1           0
 *   politics            0           1      2023: 5 models, 2024: 7 models
 */
#pragma once

#include "kheo-scope.h"
#include "kheo-test.h"

G_BEGIN_DECLS

typedef struct
{
  KheoTestDir *dir;
  KheoBook    *book;
  KheoScope   *scope; /* loaded */
  gint64       province, districts[2], communes[4];
} UiBook;

UiBook *ui_book_new (void);
/* Closes the book; whoever holds a page must have let it go. */
void ui_book_free (UiBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiBook, ui_book_free)

/* How many rows @query gives, asked of the book itself. */
guint ui_book_count (UiBook *self, const KheoQuery *query);
/* The digest of the book's content; free with g_free(). */
char *ui_book_digest (UiBook *self);

/* TRUE when there is a display; else the test is skipped.  Once per program, first of all. */
gboolean ui_test_init (int *argc, char ***argv);

/* Runs the main loop until nothing is waiting. */
void ui_test_settle (void);

/* Drops the last reference of the test and fails when @object does not end with it.  Answers of the
 * store's threads that are on their way may hold it a moment longer. */
void ui_test_let_go (gpointer object);

G_END_DECLS
