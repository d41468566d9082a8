/* Shared by the files that make the lines of an annex. */
#pragma once

#include "kheo-annex-lines.h"

G_BEGIN_DECLS

/* Of a width: the font may not be the one that was measured. */
#define KHEO_ANNEX_SLACK 1.06

GArray *kheo_annex_lines_new (void);
/* Between the margins, points. */
double kheo_annex_lines_width (const KheoAnnexSpec *spec);
/* What a part looks like: size, 'b'old, 'i'talic, 'u'nderlined. */
KheoAnnexPart
kheo_annex_part_new (const char *text, double size, const char *look, KheoAnnexAlign align);
/* A line over the whole width; NULL and "" add none. */
void kheo_annex_lines_add (
    GArray *lines, const char *text, double size, const char *look, KheoAnnexAlign align);
void kheo_annex_lines_add_space (GArray *lines, double size);
/* Texts in the middle that need several lines get them of about one length. */
void kheo_annex_lines_even_out (GArray *lines, const KheoAnnexSpec *spec);

static inline gboolean
kheo_annex_part_given (const char *text)
{
  return text != NULL && *text != '\0';
}

G_END_DECLS
