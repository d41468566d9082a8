/*
 * The frame of a statistical form of the state (domain.md §5.1, §6.3): what form it is and by which
 * rule at the left, its title in the middle, who reports to whom at the right.
 */
#include "kheo-annex-private.h"
#include "kheo-annex-words.h"

#define SIDE_SHARE 0.27  /* of the width, for each side */
#define WIDE       560.0 /* points: below that the title goes under both sides */
#define GAP        10.0

static double
add (KheoAnnex     *annex,
     const char    *text,
     KheoFace       face,
     KheoAnnexAlign align,
     double         x,
     double         y,
     double         width)
{
  return kheo_annex_block_add (annex, &annex->head, text, face, align, x, y, width);
}

/* Which form it is, and by which rule. */
static double
add_left (KheoAnnex *annex, const KheoAnnexSpec *spec, double width)
{
  double y = add (annex, spec->form_code, kheo_annex_face (annex, 12, TRUE, FALSE),
                  KHEO_ANNEX_ALIGN_LEFT, annex->left, 0, width);

  y = add (annex, spec->legal_base, kheo_annex_face (annex, 11, FALSE, FALSE),
           KHEO_ANNEX_ALIGN_LEFT, annex->left, y, width);
  return add (annex, spec->number, kheo_annex_face (annex, 11, FALSE, FALSE), KHEO_ANNEX_ALIGN_LEFT,
              annex->left, y, width);
}

/* Who reports to whom. */
static double
add_right (KheoAnnex *annex, const KheoAnnexSpec *spec, double width)
{
  const char *sender = spec->sender != NULL ? spec->sender : spec->issuing_body;
  KheoFace    label = kheo_annex_face (annex, 11, FALSE, FALSE);
  KheoFace    name = kheo_annex_face (annex, 11, TRUE, FALSE);
  double      x = annex->left + annex->width - width, y = 0;

  if (kheo_annex_given (sender))
    {
      y = add (annex, KHEO_ANNEX_SENDER, label, KHEO_ANNEX_ALIGN_LEFT, x, y, width);
      y = add (annex, sender, name, KHEO_ANNEX_ALIGN_LEFT, x, y, width);
    }
  if (kheo_annex_given (spec->receiver))
    {
      y = add (annex, KHEO_ANNEX_RECEIVER, label, KHEO_ANNEX_ALIGN_LEFT, x, y, width);
      y = add (annex, spec->receiver, name, KHEO_ANNEX_ALIGN_LEFT, x, y, width);
    }
  return y;
}

double
kheo_annex_add_form_head (KheoAnnex *annex, const KheoAnnexSpec *spec)
{
  gboolean wide = annex->width >= WIDE;
  double   side = wide ? annex->width * SIDE_SHARE : annex->width * 0.48;
  double   left = add_left (annex, spec, side), right = add_right (annex, spec, side);
  double   bottom = MAX (left, right);
  double   x = wide ? annex->left + side + GAP : annex->left;
  double   width = wide ? annex->width - 2 * (side + GAP) : annex->width;
  double   y = wide ? 0 : bottom + 10;

  y = add (annex, spec->title, kheo_annex_face (annex, 14, TRUE, FALSE), KHEO_ANNEX_ALIGN_CENTER, x,
           y, width);
  y = add (annex, spec->subtitle, kheo_annex_face (annex, 12, FALSE, FALSE),
           KHEO_ANNEX_ALIGN_CENTER, x, y, width);
  y = add (annex, spec->as_of, kheo_annex_face (annex, 12, FALSE, TRUE), KHEO_ANNEX_ALIGN_CENTER, x,
           y, width);
  y = add (annex, spec->attached_to, kheo_annex_face (annex, 11, FALSE, TRUE),
           KHEO_ANNEX_ALIGN_CENTER, x, y, width);
  return MAX (y, bottom);
}
