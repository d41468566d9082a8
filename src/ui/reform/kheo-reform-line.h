/*
 * A row of the desk's tables: a row of a conversion table, an act, a unit that a reform touches, or
 * a succession of a reform that is done.  Immutable; made on any thread, then of the main one.
 */
#pragma once

#include "kheo-model-rules.h"
#include "kheo-reform-plan.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KHEO_TYPE_REFORM_LINE (kheo_reform_line_get_type ())
G_DECLARE_FINAL_TYPE (KheoReformLine, kheo_reform_line, KHEO, REFORM_LINE, GObject)

typedef enum
{
  KHEO_LINE_NUMBER, /* of the row in its sheet, of the act */
  KHEO_LINE_OLD,    /* unit or units */
  KHEO_LINE_NEW,
  KHEO_LINE_SHARE, /* whole, part … ; what kind of act; what becomes of the unit */
  KHEO_LINE_STATE,
  KHEO_LINE_PROBLEM,
  KHEO_LINE_N_TEXTS,
} KheoLineText;

typedef enum
{
  KHEO_LINE_MODELS,
  KHEO_LINE_FIGURES,
  KHEO_LINE_TARGETS,
  KHEO_LINE_OPEN_TARGETS,
  KHEO_LINE_DIVIDED,
  KHEO_LINE_N_COUNTS,
} KheoLineCount;

typedef struct
{
  char           *texts[KHEO_LINE_N_TEXTS]; /* NULL: nothing to say */
  gint64          counts[KHEO_LINE_N_COUNTS];
  gint64          old_id, new_id; /* units of the book; 0: none, or to be founded */
  KheoReformState state;
  gboolean        doubtful; /* has a problem */
  KheoSeverity    severity; /* of the worst one */
  guint           act;      /* its place among the acts, or a table's rows; G_MAXUINT: none */
} KheoReformLineFacts;

/* Takes the texts of @facts. */
KheoReformLine            *kheo_reform_line_new (KheoReformLineFacts *facts);
const KheoReformLineFacts *kheo_reform_line_get (KheoReformLine *self);
const char                *kheo_reform_line_get_text (KheoReformLine *self, KheoLineText text);

G_END_DECLS
