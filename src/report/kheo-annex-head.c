/*
 * The heading blocks, word for word and size for size as the two rules want them (domain.md §6):
 * 05-HD/VPTW for the Party, Nghị định 30/2020 for the Front and the state.  These strings are the
 * law's, not the program's: they are not translated.
 */
#include "kheo-annex-private.h"

#define PARTY_MOTTO "ĐẢNG CỘNG SẢN VIỆT NAM"
#define STATE_NAME  "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define STATE_MOTTO "Độc lập - Tự do - Hạnh phúc"
#define ANNEX       "PHỤ LỤC"

#define MOTTO_SHARE_MIN 0.5
#define MOTTO_SHARE_MAX 0.62
#define FULL_WIDTH      440.0 /* points that the sizes of the rules need */
#define SMALLEST_SCALE  0.7
#define BLOCK_GAP       12.0
#define SIGNING_ROOM    62.0 /* points for the signature and the seal */

/* The two halves of the heading. */
typedef struct
{
  double left_x, left_width, right_x, right_width;
  double scale; /* type of the right half, < 1 on narrow paper */
} Halves;

static gboolean
given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Narrow paper gets smaller type throughout. */
static KheoFace
face_for (const KheoAnnex *annex, double size, gboolean bold, gboolean italic)
{
  return (KheoFace){ size * CLAMP (annex->width / FULL_WIDTH, SMALLEST_SCALE, 1), bold, italic };
}

/* The right half is as wide as its motto, within bounds; the type gives way on narrow paper. */
static Halves
divide (KheoAnnex *annex, const char *motto, KheoFace face)
{
  double natural = kheo_typeset_width (annex->typeset, face, motto) + 2;
  double width = CLAMP (natural, annex->width * MOTTO_SHARE_MIN, annex->width * MOTTO_SHARE_MAX);
  Halves halves = {
    .left_x = annex->left,
    .left_width = annex->width - width - BLOCK_GAP,
    .right_x = annex->left + annex->width - width,
    .right_width = width,
    .scale = MIN (width / natural, 1),
  };

  return halves;
}

static KheoFace
scaled (KheoFace face, double scale)
{
  face.size *= scale;
  return face;
}

/* A rule centred below a text of the width @length. */
static double
underline (KheoAnnexBlock *block, double x, double width, double y, double length)
{
  double middle = x + width / 2;

  kheo_annex_block_rule (block, middle - length / 2, y + 2, middle + length / 2, y + 2);
  return y + 5;
}

/* Number at the left and place and date at the right stand on one line. */
static double
add_number_and_date (
    KheoAnnex *annex, const KheoAnnexSpec *spec, const Halves *halves, double y, double number_size)
{
  KheoFace number = face_for (annex, number_size, FALSE, FALSE);
  KheoFace date = scaled (face_for (annex, 14, FALSE, TRUE), halves->scale);
  double left = kheo_annex_block_add (annex, &annex->head, spec->number, number, KHEO_ALIGN_CENTER,
                                      halves->left_x, y, halves->left_width);
  double right = kheo_annex_block_add (annex, &annex->head, spec->place_date, date,
                                       KHEO_ALIGN_CENTER, halves->right_x, y, halves->right_width);

  return MAX (left, right);
}

static double
add_party_heading (KheoAnnex *annex, const KheoAnnexSpec *spec, double y)
{
  KheoFace regular = face_for (annex, 14, FALSE, FALSE), bold = face_for (annex, 14, TRUE, FALSE);
  KheoFace motto = face_for (annex, 15, TRUE, FALSE);
  Halves   halves = divide (annex, PARTY_MOTTO, motto);
  double   left = y, right = y, length;

  left = kheo_annex_block_add (annex, &annex->head, spec->superior_body, regular, KHEO_ALIGN_CENTER,
                               halves.left_x, left, halves.left_width);
  left = kheo_annex_block_add (annex, &annex->head, spec->issuing_body, bold, KHEO_ALIGN_CENTER,
                               halves.left_x, left, halves.left_width);
  left = kheo_annex_block_add (annex, &annex->head, "*", regular, KHEO_ALIGN_CENTER, halves.left_x,
                               left, halves.left_width);

  motto = scaled (motto, halves.scale);
  length = kheo_typeset_width (annex->typeset, motto, PARTY_MOTTO);
  right = kheo_annex_block_add (annex, &annex->head, PARTY_MOTTO, motto, KHEO_ALIGN_CENTER,
                                halves.right_x, right, halves.right_width);
  right = underline (&annex->head, halves.right_x, halves.right_width, right, length);
  return add_number_and_date (annex, spec, &halves, MAX (left, right), 14);
}

static double
add_state_heading (KheoAnnex *annex, const KheoAnnexSpec *spec, double y)
{
  KheoFace regular = face_for (annex, 13, FALSE, FALSE), bold = face_for (annex, 13, TRUE, FALSE);
  KheoFace motto = face_for (annex, 14, TRUE, FALSE);
  Halves   halves = divide (annex, STATE_NAME, bold);
  double   left = y, right = y, length;
  KheoFace name = scaled (bold, halves.scale);

  left = kheo_annex_block_add (annex, &annex->head, spec->superior_body, regular, KHEO_ALIGN_CENTER,
                               halves.left_x, left, halves.left_width);
  if (given (spec->issuing_body))
    {
      left = kheo_annex_block_add (annex, &annex->head, spec->issuing_body, bold, KHEO_ALIGN_CENTER,
                                   halves.left_x, left, halves.left_width);
      length =
          MIN (kheo_typeset_width (annex->typeset, bold, spec->issuing_body), halves.left_width);
      left = underline (&annex->head, halves.left_x, halves.left_width, left, length * 0.4);
    }

  right = kheo_annex_block_add (annex, &annex->head, STATE_NAME, name, KHEO_ALIGN_CENTER,
                                halves.right_x, right, halves.right_width);
  motto = scaled (motto, halves.scale);
  length = kheo_typeset_width (annex->typeset, motto, STATE_MOTTO);
  right = kheo_annex_block_add (annex, &annex->head, STATE_MOTTO, motto, KHEO_ALIGN_CENTER,
                                halves.right_x, right, halves.right_width);
  right = underline (&annex->head, halves.right_x, halves.right_width, right, length);
  return add_number_and_date (annex, spec, &halves, MAX (left, right) + 3, 13);
}

static double
add_line (KheoAnnex *annex, const char *text, KheoFace face, KheoAlign align, double y)
{
  return kheo_annex_block_add (annex, &annex->head, text, face, align, annex->left, y,
                               annex->width);
}

void
kheo_annex_make_head (KheoAnnex *annex, const KheoAnnexSpec *spec)
{
  gboolean    party = spec->style == KHEO_ANNEX_PARTY;
  const char *annex_number = spec->annex_number != NULL ? spec->annex_number : ANNEX;
  KheoFace    title = face_for (annex, party ? 15 : 14, TRUE, FALSE);
  KheoFace    attached = face_for (annex, party ? 10 : 13, FALSE, TRUE);
  double      y = 0;

  kheo_annex_block_init (&annex->head);
  /* The Party writes it at the right above the heading, the state in the middle below it. */
  if (party && given (annex_number))
    y = add_line (annex, annex_number, face_for (annex, 14, TRUE, FALSE), KHEO_ALIGN_RIGHT, y) + 3;
  if (given (spec->superior_body) || given (spec->issuing_body) || given (spec->number) ||
      given (spec->place_date))
    y = (party ? add_party_heading : add_state_heading) (annex, spec, y) + 14;
  if (!party && given (annex_number))
    y = add_line (annex, annex_number, face_for (annex, 14, TRUE, FALSE), KHEO_ALIGN_CENTER, y) + 2;

  y = add_line (annex, spec->title, title, KHEO_ALIGN_CENTER, y);
  y = add_line (annex, spec->subtitle, face_for (annex, 14, FALSE, FALSE), KHEO_ALIGN_CENTER, y);
  y = add_line (annex, spec->attached_to, attached, KHEO_ALIGN_CENTER, y);
  y += 8;
  y = add_line (annex, spec->unit_line, face_for (annex, 12, FALSE, TRUE), KHEO_ALIGN_RIGHT, y);
  annex->head.height = y + 4;
}

static double
add_signature (
    KheoAnnex *annex, const KheoAnnexSignature *signature, double x, double y, double width)
{
  KheoFace bold = face_for (annex, 14, TRUE, FALSE), post = face_for (annex, 14, FALSE, FALSE);
  KheoFace note = face_for (annex, 12, FALSE, TRUE);

  if (!given (signature->post) && !given (signature->authority) && !given (signature->name))
    return y;
  y = kheo_annex_block_add (annex, &annex->tail, signature->authority, bold, KHEO_ALIGN_CENTER, x,
                            y, width);
  y = kheo_annex_block_add (annex, &annex->tail, signature->post, post, KHEO_ALIGN_CENTER, x, y,
                            width);
  y = kheo_annex_block_add (annex, &annex->tail, signature->note, note, KHEO_ALIGN_CENTER, x, y,
                            width);
  y += SIGNING_ROOM;
  return kheo_annex_block_add (annex, &annex->tail, signature->name, bold, KHEO_ALIGN_CENTER, x, y,
                               width);
}

void
kheo_annex_make_tail (KheoAnnex *annex, const KheoAnnexSpec *spec)
{
  double half = annex->width * 0.45;
  double y = 0, left, right;

  kheo_annex_block_init (&annex->tail);
  if (given (spec->note))
    y = kheo_annex_block_add (annex, &annex->tail, spec->note, face_for (annex, 11, FALSE, TRUE),
                              KHEO_ALIGN_LEFT, annex->left, 4, annex->width);
  left = add_signature (annex, &spec->left, annex->left, y + 12, half);
  right = add_signature (annex, &spec->right, annex->left + annex->width - half, y + 12, half);
  annex->tail.height = MAX (left, right) > y + 12 ? MAX (left, right) : y;
}
