/* What stands below the table: its note, who gets it, who signs it. */
#include "kheo-annex-private.h"
#include "kheo-annex-words.h"

#include <string.h>

#define SIGNING_ROOM 62.0 /* points for the signature and the seal */
#define GAP          12.0
#define LEAST_SHARE  0.24 /* of the width, for one of three */

/* What stands beside other things. */
typedef struct
{
  double x, width;
} Part;

static double
add (KheoAnnex     *annex,
     const char    *text,
     KheoFace       face,
     KheoAnnexAlign align,
     double         x,
     double         y,
     double         width)
{
  return kheo_annex_block_add (annex, &annex->tail, text, face, align, x, y, width);
}

static gboolean
signs (const KheoAnnexSignature *signature)
{
  return kheo_annex_given (signature->post) || kheo_annex_given (signature->authority) ||
         kheo_annex_given (signature->name);
}

/* Authority, post and note; the state sets the post bold as well (domain.md §6). */
static double
add_signature (KheoAnnex                *annex,
               const KheoAnnexSpec      *spec,
               const KheoAnnexSignature *signature,
               const Part               *part,
               double                    y)
{
  KheoFace bold = kheo_annex_face (annex, 14, TRUE, FALSE);
  KheoFace post = kheo_annex_face (annex, 14, spec->style == KHEO_ANNEX_FRONT, FALSE);
  KheoFace note = kheo_annex_face (annex, 12, FALSE, TRUE);

  if (!signs (signature))
    return y;
  y = add (annex, signature->authority, bold, KHEO_ANNEX_ALIGN_CENTER, part->x, y, part->width);
  y = add (annex, signature->post, post, KHEO_ANNEX_ALIGN_CENTER, part->x, y, part->width);
  return add (annex, signature->note, note, KHEO_ANNEX_ALIGN_CENTER, part->x, y, part->width);
}

static gboolean
is_ended (const char *text)
{
  gsize n = strlen (text);

  return n > 0 && strchr (".,;", text[n - 1]) != NULL;
}

char *
kheo_annex_format_recipient (const KheoAnnexSpec *spec, guint index)
{
  const char *name = spec->recipients[index];
  const char *between = spec->style == KHEO_ANNEX_PARTY ? "," : ";";
  const char *end = spec->recipients[index + 1] == NULL ? "." : between;

  return g_strconcat ("- ", name, is_ended (name) ? NULL : end, NULL);
}

/* domain.md §6: the Party underlines the word at 14 points, the state sets it bold and slanting at
 * 12; the names stand at 12 and 11. */
static double
add_recipients (KheoAnnex *annex, const KheoAnnexSpec *spec, double y, double width)
{
  gboolean party = spec->style == KHEO_ANNEX_PARTY;
  KheoFace word = kheo_annex_face (annex, party ? 14 : 12, !party, !party);
  KheoFace name = kheo_annex_face (annex, party ? 12 : 11, FALSE, FALSE);
  double x = annex->left, length = kheo_typeset_width (annex->typeset, word, KHEO_ANNEX_RECIPIENTS);

  if (spec->recipients == NULL || spec->recipients[0] == NULL)
    return y;
  y = add (annex, KHEO_ANNEX_RECIPIENTS, word, KHEO_ANNEX_ALIGN_LEFT, x, y, width);
  if (party)
    kheo_annex_block_rule (&annex->tail, x, y - 1, x + length, y - 1);
  for (guint i = 0; spec->recipients[i] != NULL; i++)
    {
      g_autofree char *line = kheo_annex_format_recipient (spec, i);

      y = add (annex, line, name, KHEO_ANNEX_ALIGN_LEFT, x, y, width);
    }
  return y;
}

/* A form is dated where it is signed: above the right signature, from the right edge as far to the
 * left as one line needs. */
static double
add_date (KheoAnnex *annex, const char *text, double y, double part)
{
  KheoFace face = kheo_annex_fit (annex, text, kheo_annex_face (annex, 13, FALSE, TRUE), part);
  double   width = MAX (part, kheo_typeset_width (annex->typeset, face, text) + 1);

  width = MIN (width, annex->width);
  return add (annex, text, face, KHEO_ANNEX_ALIGN_CENTER, annex->left + annex->width - width, y,
              width);
}

/* What a signature needs so that none of its lines is broken. */
static double
signature_need (KheoAnnex *annex, const KheoAnnexSpec *spec, const KheoAnnexSignature *signature)
{
  KheoFace    bold = kheo_annex_face (annex, 14, TRUE, FALSE);
  KheoFace    post = kheo_annex_face (annex, 14, spec->style == KHEO_ANNEX_FRONT, FALSE);
  const char *lines[] = { signature->authority, signature->name, signature->post };
  double      need = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (kheo_annex_given (lines[i]))
      need = MAX (need, kheo_typeset_width (annex->typeset, i < 2 ? bold : post, lines[i]) + 1);
  return need;
}

/* @part takes from @other what it needs, as far as that can do without. */
static void
widen (double *part, double need, double *other, double least)
{
  double more = MIN (need - *part, *other - least);

  if (more > 0)
    {
      *part += more;
      *other -= more;
    }
}

/* Three beside each other get a third each, unless one of them needs more. */
void
kheo_annex_share_three (KheoAnnex *annex, const KheoAnnexSpec *spec, double widths[3])
{
  double *listed = &widths[0], *left = &widths[1], *right = &widths[2];
  double  left_need = signature_need (annex, spec, &spec->left);
  double  right_need = signature_need (annex, spec, &spec->right);
  double  least = annex->width * LEAST_SHARE;

  *listed = *left = *right = (annex->width - 2 * GAP) / 3;
  widen (right, right_need, listed, least);
  widen (left, left_need, listed, least);
  widen (right, right_need, left, MAX (left_need, least));
  widen (left, left_need, right, MAX (right_need, least));
}

/* The two signatures; how wide the list of recipients is. */
static double
share_signing (KheoAnnex *annex, const KheoAnnexSpec *spec, Part *left, Part *right)
{
  gboolean three = spec->recipients != NULL && spec->recipients[0] != NULL && signs (&spec->left);
  double   half = annex->width * 0.45, widths[3] = { half, half, half };

  if (three)
    kheo_annex_share_three (annex, spec, widths);
  *left = (Part){ annex->left + (three ? widths[0] + GAP : 0), widths[1] };
  *right = (Part){ annex->left + annex->width - widths[2], widths[2] };
  return widths[0];
}

/* Recipients, who made it, who signs: beside each other as far as there are any.  Whatever stands
 * above the room for signatures, the names below it are on one line. */
static double
add_signing (KheoAnnex *annex, const KheoAnnexSpec *spec, double y)
{
  KheoFace bold = kheo_annex_face (annex, 14, TRUE, FALSE);
  Part     left, right;
  double   listed = share_signing (annex, spec, &left, &right);
  double   top = y, names, left_end, right_end, bottom = add_recipients (annex, spec, y, listed);

  if (spec->is_form && kheo_annex_given (spec->place_date))
    top = add_date (annex, spec->place_date, top, right.width);
  left_end = add_signature (annex, spec, &spec->left, &left, top);
  right_end = add_signature (annex, spec, &spec->right, &right, top);
  names = MAX (left_end, right_end);
  if (names > top)
    names += SIGNING_ROOM;
  left_end = add (annex, spec->left.name, bold, KHEO_ANNEX_ALIGN_CENTER, left.x, names, left.width);
  right_end =
      add (annex, spec->right.name, bold, KHEO_ANNEX_ALIGN_CENTER, right.x, names, right.width);
  return MAX (MAX (left_end, right_end), bottom);
}

void
kheo_annex_make_tail (KheoAnnex *annex, const KheoAnnexSpec *spec)
{
  double y = 0, bottom;

  kheo_annex_block_init (&annex->tail);
  if (kheo_annex_given (spec->note))
    y = add (annex, spec->note, kheo_annex_face (annex, 11, FALSE, TRUE), KHEO_ANNEX_ALIGN_LEFT,
             annex->left, 4, annex->width);
  bottom = add_signing (annex, spec, y + GAP);
  annex->tail.height = bottom > y + GAP ? bottom : y;
}
