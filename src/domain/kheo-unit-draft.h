/*
 * The units of a book as they would be after some changes, the rules that they must keep, and the
 * changes written.  The book's units are not copied: only those that change.
 */
#pragma once

#include "kheo-progress.h"
#include "kheo-units.h"

G_BEGIN_DECLS

typedef struct
{
  KheoUnits *units;    /* owned */
  GArray   **changed;  /* by unit of the book: GArray of KheoUnitVersion, NULL: as it is */
  GPtrArray *founded;  /* of such arrays, one version each */
  gint64     first_id; /* of the founded, whose ids follow each other */
} KheoUnitDraft;

/* At most @n_founded units can be founded in it. */
KheoUnitDraft *kheo_unit_draft_new (KheoUnits *units, guint n_founded);
void           kheo_unit_draft_free (KheoUnitDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoUnitDraft, kheo_unit_draft_free)

/* Texts of versions given to the next three are borrowed as long as the draft is used. */

/* Gives the id of a new unit that is @version (unit_id and id are ignored). */
gint64 kheo_unit_draft_found (KheoUnitDraft *self, const KheoUnitVersion *version);
/* From @day on name, type, code, parent are those of @wanted, until the next version that the unit
 * has already.  FALSE: it does not live that day. */
gboolean kheo_unit_draft_change (KheoUnitDraft         *self,
                                 gint64                 unit_id,
                                 KheoDate               day,
                                 const KheoUnitVersion *wanted);
/* FALSE: the unit changes, or begins, after @last. */
gboolean kheo_unit_draft_end (KheoUnitDraft *self, gint64 unit_id, KheoDate last);

/* Units by number: those of the book, then those founded. */
guint kheo_unit_draft_get_n (const KheoUnitDraft *self);
int   kheo_unit_draft_find (const KheoUnitDraft *self, gint64 unit_id);
const KheoUnitVersion *
kheo_unit_draft_get_versions (const KheoUnitDraft *self, guint unit, guint *out_n);

/* Inserts and updates what differs from the book; KHEO_ERROR_CONFLICT when a unit was changed there
 * since the draft was made.  @document: of new versions and of those that
 * were corrected on their first day, may be NULL. */
gboolean kheo_unit_draft_write (
    KheoUnitDraft *self, KheoDb *db, const char *document, KheoProgress *progress, GError **error);

/* ---- kheo-unit-check.c: what must hold of units in time ---- */

/* A translated sentence, taken; NULL: the next will be of another kind. */
typedef void (*KheoUnitFaultFunc) (char *sentence, gpointer user_data);

/* On every day from @from on (0: ever) versions follow each other, parents live, none lies below
 * itself. */
void kheo_unit_draft_check (const KheoUnitDraft *self,
                            KheoDate             from,
                            KheoUnitFaultFunc    func,
                            gpointer             user_data);
/* No unit outlives what it wholly became, what it became lives then, only parts have weights. */
void kheo_unit_check_successions (KheoUnits *units, KheoUnitFaultFunc func, gpointer user_data);
/* From now on no undo or redo, in any book, may break these rules: KHEO_ERROR_CONFLICT.  Once, at
 * the start of the program. */
void kheo_unit_guard_books (void);

G_END_DECLS
