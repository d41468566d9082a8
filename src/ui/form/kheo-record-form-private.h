/* What the files of the record form share. */
#pragma once

#include "kheo-field-editor.h"
#include "kheo-record-form.h"

G_BEGIN_DECLS

struct _KheoRecordForm
{
  GtkWidget parent_instance;

  /* template children */
  GtkLabel  *title;
  GtkWidget *cell_button; /* only of what came from a file */
  GtkWidget *revert_button;
  GtkWidget *save_button;
  GtkWidget *more_button; /* only of models */
  GtkWidget *scroller;
  GtkBox    *fields;

  /* borrowed: children made from the descriptions */
  KheoFieldEditor **editors;     /* by field; NULL where the program keeps the value */
  GtkWidget        *handed_over; /* label: both units of a matter that changed hands */
  GtkWidget        *attachments;
  GtkWidget        *provenance;

  /* owned */
  KheoScope  *scope;
  KheoRecord *stored;   /* as in the book; a new one as it was offered; NULL: none chosen */
  KheoRecord *edited;   /* a copy, as in the form */
  GPtrArray  *problems; /* char * by field: what is shown below; NULL: nothing */

  const KheoRegister *reg;
  guint               n_unreadable; /* fields whose text is no value */
  guint               generation;   /* of the record shown: later answers are dropped */
  gboolean            read_only;
  gboolean            tried; /* to save: all that is missing is shown from then on */
};

/* Shows what is wrong; TRUE when it can be saved. */
gboolean kheo_record_form_validate (KheoRecordForm *self);
/* Puts the cursor into the first field with something wrong. */
void kheo_record_form_focus_problem (KheoRecordForm *self);
/* Says that record or state are others now. */
void kheo_record_form_tell_changed (KheoRecordForm *self);
void kheo_record_form_tell_saved (KheoRecordForm *self, gint64 id, gint64 action);
/* A copy with the same id. */
KheoRecord *kheo_record_form_copy (KheoRecord *record);

/* kheo-record-form-save.c: the book has changed, the record shown may be another now. */
void kheo_record_form_follow (KheoRecordForm *self);

G_END_DECLS
