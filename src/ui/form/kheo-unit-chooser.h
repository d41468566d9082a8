/*
 * An entry that finds a unit as one types, without regard to tone marks.  Shows the unit's name;
 * what is typed and matches nothing is not a unit.  Signal "changed" ().  Main thread.
 */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_UNIT_CHOOSER (kheo_unit_chooser_get_type ())
G_DECLARE_FINAL_TYPE (KheoUnitChooser, kheo_unit_chooser, KHEO, UNIT_CHOOSER, GtkWidget)

GtkWidget *kheo_unit_chooser_new (KheoScope *scope, const char *label);
void       kheo_unit_chooser_set_unit (KheoUnitChooser *self, gint64 unit_id); /* 0: none */
gint64     kheo_unit_chooser_get_unit (KheoUnitChooser *self);
/* FALSE: something is typed that is not a unit. */
gboolean kheo_unit_chooser_is_valid (KheoUnitChooser *self);

/* Offers a unit that the book does not have yet: @id is a negative handle of the caller's. */
void kheo_unit_chooser_add (KheoUnitChooser *self, gint64 id, const char *name, const char *detail);
/* What is typed and chosen nowhere is then the name of a unit to be founded. */
void  kheo_unit_chooser_set_founds (KheoUnitChooser *self, gboolean founds);
char *kheo_unit_chooser_dup_new_name (KheoUnitChooser *self); /* NULL: none */
void  kheo_unit_chooser_set_new_name (KheoUnitChooser *self, const char *name);

/* The day whose name is shown, beside that of the map where it is another; unknown: the map's. */
void kheo_unit_chooser_set_day (KheoUnitChooser *self, KheoDate day);
/* Offers the units that live on @day, instead of those of the map; unknown: of the map. */
void kheo_unit_chooser_set_lives_on (KheoUnitChooser *self, KheoDate day);

/*
 * Suggestions for @text: units of @day as KheoSuggestion of @kind, found by any name or code they,
 * or those they came from, ever had; at most @limit.  Units that nothing of the day stands for are
 * of @kind_ended; -1 leaves them out.
 */
GPtrArray *kheo_unit_suggest (
    KheoUnits *units, KheoDate day, const char *text, guint limit, int kind, int kind_ended);

G_END_DECLS
