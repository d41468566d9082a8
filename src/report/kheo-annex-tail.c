/* What stands below the table: its note, who gets it, who signs it. */
#include "kheo-annex-private.h"
#include "kheo-annex-words.h"

#include <string.h>

#define SIGNING_ROOM 62.0 /* points for the signature and the seal */
#define GAP          12.0

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

static double
add_signature (
    KheoAnnex *annex, const KheoAnnexSignature *signature, double x, double y, double width)
{
  KheoFace bold = kheo_annex_face (annex, 14, TRUE, FALSE);
  KheoFace note = kheo_annex_face (annex, 12, FALSE, TRUE);

  if (!signs (signature))
    return y;
  y = add (annex, signature->authority, bold, KHEO_ANNEX_ALIGN_CENTER, x, y, width);
  y = add (annex, signature->post, kheo_annex_face (annex, 14, FALSE, FALSE),
           KHEO_ANNEX_ALIGN_CENTER, x, y, width);
  y = add (annex, signature->note, note, KHEO_ANNEX_ALIGN_CENTER, x, y, width);
  y += SIGNING_ROOM;
  return add (annex, signature->name, bold, KHEO_ANNEX_ALIGN_CENTER, x, y, width);
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
  const char *end = spec->recipients[index + 1] == NULL ? "." : ",";

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

/* Recipients, who made it, who signs: beside each other as far as there are any. */
static double
add_signing (KheoAnnex *annex, const KheoAnnexSpec *spec, double y)
{
  gboolean listed = spec->recipients != NULL && spec->recipients[0] != NULL;
  gboolean three = listed && signs (&spec->left);
  double   part = three ? (annex->width - 2 * GAP) / 3 : annex->width * 0.45;
  double   x = annex->left + annex->width - part, right = y, left, listed_to;

  if (spec->is_form && kheo_annex_given (spec->place_date))
    right = add_date (annex, spec->place_date, right, part);
  left = add_signature (annex, &spec->left, listed ? annex->left + part + GAP : annex->left, right,
                        part);
  right = add_signature (annex, &spec->right, x, right, part);
  listed_to = add_recipients (annex, spec, y, part);
  return MAX (MAX (left, right), listed_to);
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
