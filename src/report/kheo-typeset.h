/*
 * Setting text in lines of a given width, fast enough for tables of 50,000 rows: the width of each
 * word is measured once.  What is measured is what is drawn: lines are broken here, not by Pango.
 * Unhinted, so that nothing depends on the device.  One thread.
 */
#pragma once

#include "kheo-annex-table.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef struct
{
  double   size; /* points */
  gboolean bold, italic;
} KheoFace;

/* Part of a text that stands on one line. */
typedef struct
{
  const char *start; /* borrowed */
  int         length;
  double      width; /* points */
} KheoLine;

typedef struct _KheoTypeset KheoTypeset;

/* @family NULL: the best of Times New Roman and its kin that is installed. */
KheoTypeset *kheo_typeset_new (const char *family);
void         kheo_typeset_free (KheoTypeset *self);

double kheo_typeset_line_height (KheoTypeset *self, KheoFace face);
/* From the top of a line down to where its letters stand. */
double kheo_typeset_baseline (KheoTypeset *self, KheoFace face);
/* Of @text on one line. */
double kheo_typeset_width (KheoTypeset *self, KheoFace face, const char *text);
/* Of its longest line, where only line feeds end one. */
double kheo_typeset_longest_line (KheoTypeset *self, KheoFace face, const char *text);
/* Of its longest word. */
double kheo_typeset_longest_word (KheoTypeset *self, KheoFace face, const char *text);

/* Breaks @text at blanks and line feeds, a word that is too long anywhere; appends KheoLines to
 * @lines (may be NULL) and gives their number, at least 1. */
guint
kheo_typeset_wrap (KheoTypeset *self, KheoFace face, const char *text, double width, GArray *lines);

/* The same in no more lines, but all of about one length: for lines in the middle of a page, where
 * no word should stand alone below a full line. */
guint kheo_typeset_wrap_evenly (
    KheoTypeset *self, KheoFace face, const char *text, double width, GArray *lines);

/* Draws in the current source; x, y is the top left corner of the line. */
void kheo_typeset_draw (
    KheoTypeset *self, cairo_t *cr, KheoFace face, const KheoLine *line, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoTypeset, kheo_typeset_free)

G_END_DECLS
