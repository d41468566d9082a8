/*
 * The units of one side of an act: a chooser each, a next one as soon as the last is filled in, and
 * beside them, where a unit is divided, how much of it goes there.  Signal "changed" ().  Main
 * thread.
 */
#pragma once

#include "kheo-page.h"
#include "kheo-reform-draft.h"

G_BEGIN_DECLS

#define KHEO_TYPE_ACT_UNITS (kheo_act_units_get_type ())
G_DECLARE_FINAL_TYPE (KheoActUnits, kheo_act_units, KHEO, ACT_UNITS, GtkWidget)

typedef enum
{
  KHEO_ACT_UNITS_MANY = 1 << 0,    /* else one */
  KHEO_ACT_UNITS_FOUNDS = 1 << 1,  /* a name that no unit bears founds one */
  KHEO_ACT_UNITS_AMOUNTS = 1 << 2, /* population, households, area */
} KheoActUnitsFlags;

/* @draft: its founded units are offered too. */
GtkWidget *kheo_act_units_new (KheoScope        *scope,
                               KheoReformDraft  *draft,
                               const char       *label,
                               KheoActUnitsFlags flags);

/* Those filled in: @out_name the name of a new one (owned by the caller) or NULL; amounts -1 where
 * nothing is said, area in m². */
guint  kheo_act_units_get_n (KheoActUnits *self);
gint64 kheo_act_units_get (KheoActUnits *self,
                           guint         index,
                           char        **out_name,
                           gint64        out_amounts[KHEO_N_BASES]);
/* @amounts may be NULL. */
void kheo_act_units_add (KheoActUnits *self, gint64 unit, const char *name, const gint64 *amounts);
/* FALSE: something typed is no unit or no number. */
gboolean kheo_act_units_is_valid (KheoActUnits *self);

/* Offers the units that acts of @draft found. */
void kheo_act_offer_founded (GtkWidget *unit_chooser, KheoReformDraft *draft);

G_END_DECLS
