/*
 * Changing the tree by hand, each time with the day from which it holds: a small form, then one
 * action that can be taken back.  Main thread.
 */
#pragma once

#include "kheo-page.h"
#include "kheo-sheet-window.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_UNIT_ADD, /* below the chosen unit, or where the form says */
  KHEO_UNIT_RENAME,
  KHEO_UNIT_CHANGE_TYPE,
  KHEO_UNIT_MOVE,
  KHEO_UNIT_END,
  KHEO_UNIT_REMOVE, /* at once, without a form */
} KheoUnitDeed;

#define KHEO_TYPE_UNIT_FORM (kheo_unit_form_get_type ())
G_DECLARE_FINAL_TYPE (KheoUnitForm, kheo_unit_form, KHEO, UNIT_FORM, GtkWidget)

/* Opens the form for @unit (0: the whole book, only to add to).  NULL for KHEO_UNIT_REMOVE. */
KheoSheetWindow *
kheo_unit_deed_begin (GtkWidget *near, KheoScope *scope, KheoUnitDeed deed, gint64 unit);
/* To add a unit of @branch below @unit, or beside all when @unit is of another branch. */
KheoSheetWindow *
kheo_unit_deed_add (GtkWidget *near, KheoScope *scope, gint64 unit, KheoBranch branch);

/* For tests: the form is the content of the window; fills in what is not NULL. */
void kheo_unit_form_fill (
    KheoUnitForm *self, const char *name, const char *type, gint64 parent, KheoDate day);

G_END_DECLS
