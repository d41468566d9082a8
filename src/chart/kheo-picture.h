/*
 * Writes what a function draws as PDF, SVG or PNG: in memory, then beside the path and renamed, so
 * that a file is whole or not there.  Nothing of the moment or the machine goes in: the same
 * drawing gives the same bytes.
 */
#pragma once

#include "kheo-progress.h"

#include <cairo.h>

G_BEGIN_DECLS

/* The title of @page (from 0), for the outline of a PDF; NULL for none.  Owned by the callee. */
typedef const char *(*KheoPageTitleFunc) (guint page, gpointer user_data);
/* Draws @page (from 0); 1 unit is 1 point.  Must leave @cr balanced. */
typedef void (*KheoPageFunc) (guint page, cairo_t *cr, gpointer user_data);

typedef struct
{
  double       width, height; /* points */
  guint        n_pages;
  const char  *title;       /* metadata; each may be NULL */
  const char  *description; /* sentence and data table */
  const char  *author;
  const char  *keywords; /* separated by commas */
  KheoPageFunc draw;
  gpointer     user_data;
  /* May be NULL: then the picture's title stands for the first page.  A page without a title
   * belongs to the one before. */
  KheoPageTitleFunc page_title;
} KheoPicture;

/* @progress may be NULL. */
gboolean kheo_picture_write_pdf (const KheoPicture *picture,
                                 const char        *path,
                                 KheoProgress      *progress,
                                 GError           **error);
/* One page; with <title> and <desc>. */
gboolean
kheo_picture_write_svg (const KheoPicture *picture, guint page, const char *path, GError **error);
/* One page; KHEO_ERROR_TOO_LARGE beyond what an image can hold. */
gboolean kheo_picture_write_png (
    const KheoPicture *picture, guint page, double dpi, const char *path, GError **error);

G_END_DECLS
