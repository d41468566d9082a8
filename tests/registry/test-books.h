/* Small books for tests: a province with units and models, made through the registry itself. */
#pragma once

#include "kheo-book.h"
#include "kheo-registers.h"
#include "kheo-unit-table.h"

G_BEGIN_DECLS

/* A book in memory. */
KheoDb *test_db_new (void);
/* Since always, without end; @code may be NULL, @parent 0. Gives the unit's id. */
gint64
test_add_unit (KheoDb *db, const char *name, const char *type, const char *code, gint64 parent);
/* A whole model, not stored yet. */
KheoRecord *test_model_new (gint64 unit, const char *name);
/* Stores @n models "Mô hình 1" …; gives their ids in order. */
GArray *test_add_models (KheoDb *db, gint64 unit, guint n);
/* The number that a statement without parameters gives. */
gint64 test_query_int (KheoDb *db, const char *sql);

G_END_DECLS
