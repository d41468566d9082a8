/*
 * The heading blocks, word for word and size for size as the two rules want them (domain.md §6):
 * 05-HD/VPTW for the Party, Nghị định 30/2020 for the Front and the state.
 */
#include "kheo-annex-private.h"
#include "kheo-annex-words.h"

#define MOTTO_SHARE_MIN 0.5
#define MOTTO_SHARE_MAX 0.62
#define FULL_WIDTH      440.0 /* points that the sizes of the rules need */
#define SMALLEST_SCALE  0.7
#define BLOCK_GAP       12.0
#define DATE_GAP        10.0 /* points at least between number and date */
#define SMALLEST_DATE   12.0

/* The two halves of the heading. */
typedef struct
{
  double left_x, left_width, right_x, right_width;
  double scale; /* type of the right half, < 1 on narrow paper */
} Halves;

gboolean
kheo_annex_given (const char *text)
{
  return text != NULL && *text != '\0';
}

KheoFace
kheo_annex_face (const KheoAnnex *annex, double size, gboolean bold, gboolean italic)
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

KheoFace
kheo_annex_fit (KheoAnnex *annex, const char *text, KheoFace face, double width)
{
  for (KheoFace smaller = face; smaller.size >= SMALLEST_DATE; smaller.size -= 0.5)
    if (kheo_typeset_width (annex->typeset, smaller, text) <= width)
      return smaller;
  return face;
}

/* Where what already stands beside @y ends, and room behind it. */
static double
find_taken (KheoAnnex *annex, double x, double y)
{
  const GArray *texts = annex->head.texts;

  for (guint i = 0; i < texts->len; i++)
    {
      const KheoAnnexText *other = &g_array_index (texts, KheoAnnexText, i);

      if (other->y + kheo_typeset_line_height (annex->typeset, other->face) > y)
        x = MAX (x, other->x + other->width + DATE_GAP);
    }
  return x;
}

/* Below its half when it fits there, else from the right edge over the half of the number as far as
 * that leaves room, else on a line of its own.  @y: of the line whose letters stand at @baseline
 * and on which the number is. */
static double
add_date (KheoAnnex    *annex,
          const char   *text,
          KheoFace      face,
          const Halves *halves,
          double        y,
          double        baseline)
{
  KheoAnnexBlock *head = &annex->head;
  double          top, taken, room, width = kheo_typeset_width (annex->typeset, face, text);

  top = baseline - kheo_typeset_baseline (annex->typeset, face);
  if (width <= halves->right_width)
    return kheo_annex_block_add (annex, head, text, face, KHEO_ANNEX_ALIGN_CENTER, halves->right_x,
                                 top, halves->right_width);
  taken = find_taken (annex, halves->left_x, y);
  room = annex->left + annex->width - taken;
  if (width > room)
    {
      top = y + kheo_typeset_line_height (annex->typeset, face);
      taken = annex->left;
      room = annex->width;
      face = kheo_annex_fit (annex, text, face, room);
    }
  return kheo_annex_block_add (annex, head, text, face, KHEO_ANNEX_ALIGN_RIGHT, taken, top, room);
}

/* Number at the left and place and date at the right stand on one line, whatever their sizes. */
static double
add_number_and_date (
    KheoAnnex *annex, const KheoAnnexSpec *spec, const Halves *halves, double y, double number_size)
{
  KheoFace number = kheo_annex_face (annex, number_size, FALSE, FALSE);
  KheoFace date = scaled (kheo_annex_face (annex, 14, FALSE, TRUE), halves->scale);
  double   baseline = y + kheo_typeset_baseline (annex->typeset, number), left, right;

  if (!kheo_annex_given (spec->place_date))
    return kheo_annex_block_add (annex, &annex->head, spec->number, number, KHEO_ANNEX_ALIGN_CENTER,
                                 halves->left_x, y, halves->left_width);
  date = kheo_annex_fit (annex, spec->place_date, date, halves->right_width);
  baseline = MAX (baseline, y + kheo_typeset_baseline (annex->typeset, date));
  left = kheo_annex_block_add (
      annex, &annex->head, spec->number, number, KHEO_ANNEX_ALIGN_CENTER, halves->left_x,
      baseline - kheo_typeset_baseline (annex->typeset, number), halves->left_width);
  right = add_date (annex, spec->place_date, date, halves, y, baseline);
  return MAX (left, right);
}

static double
add_party_heading (KheoAnnex *annex, const KheoAnnexSpec *spec, double y)
{
  KheoFace regular = kheo_annex_face (annex, 14, FALSE, FALSE),
           bold = kheo_annex_face (annex, 14, TRUE, FALSE);
  KheoFace motto = kheo_annex_face (annex, 15, TRUE, FALSE);
  Halves   halves = divide (annex, KHEO_ANNEX_PARTY_MOTTO, motto);
  double   left = y, right = y, length;

  left = kheo_annex_block_add (annex, &annex->head, spec->superior_body, regular,
                               KHEO_ANNEX_ALIGN_CENTER, halves.left_x, left, halves.left_width);
  left = kheo_annex_block_add (annex, &annex->head, spec->issuing_body, bold,
                               KHEO_ANNEX_ALIGN_CENTER, halves.left_x, left, halves.left_width);
  /* The asterisk stands below a name, never alone. */
  if (kheo_annex_given (spec->superior_body) || kheo_annex_given (spec->issuing_body))
    left = kheo_annex_block_add (annex, &annex->head, "*", regular, KHEO_ANNEX_ALIGN_CENTER,
                                 halves.left_x, left, halves.left_width);

  motto = scaled (motto, halves.scale);
  length = kheo_typeset_width (annex->typeset, motto, KHEO_ANNEX_PARTY_MOTTO);
  right = kheo_annex_block_add (annex, &annex->head, KHEO_ANNEX_PARTY_MOTTO, motto,
                                KHEO_ANNEX_ALIGN_CENTER, halves.right_x, right, halves.right_width);
  right = underline (&annex->head, halves.right_x, halves.right_width, right, length);
  return add_number_and_date (annex, spec, &halves, MAX (left, right), 14);
}

static double
add_state_heading (KheoAnnex *annex, const KheoAnnexSpec *spec, double y)
{
  KheoFace regular = kheo_annex_face (annex, 13, FALSE, FALSE),
           bold = kheo_annex_face (annex, 13, TRUE, FALSE);
  KheoFace motto = kheo_annex_face (annex, 14, TRUE, FALSE);
  Halves   halves = divide (annex, KHEO_ANNEX_STATE_NAME, bold);
  double   left = y, right = y, length;
  KheoFace name = scaled (bold, halves.scale);

  left = kheo_annex_block_add (annex, &annex->head, spec->superior_body, regular,
                               KHEO_ANNEX_ALIGN_CENTER, halves.left_x, left, halves.left_width);
  if (kheo_annex_given (spec->issuing_body))
    {
      left = kheo_annex_block_add (annex, &annex->head, spec->issuing_body, bold,
                                   KHEO_ANNEX_ALIGN_CENTER, halves.left_x, left, halves.left_width);
      length =
          MIN (kheo_typeset_width (annex->typeset, bold, spec->issuing_body), halves.left_width);
      left = underline (&annex->head, halves.left_x, halves.left_width, left, length * 0.4);
    }

  right = kheo_annex_block_add (annex, &annex->head, KHEO_ANNEX_STATE_NAME, name,
                                KHEO_ANNEX_ALIGN_CENTER, halves.right_x, right, halves.right_width);
  motto = scaled (motto, halves.scale);
  length = kheo_typeset_width (annex->typeset, motto, KHEO_ANNEX_STATE_MOTTO);
  right = kheo_annex_block_add (annex, &annex->head, KHEO_ANNEX_STATE_MOTTO, motto,
                                KHEO_ANNEX_ALIGN_CENTER, halves.right_x, right, halves.right_width);
  right = underline (&annex->head, halves.right_x, halves.right_width, right, length);
  return add_number_and_date (annex, spec, &halves, MAX (left, right) + 3, 13);
}

double
kheo_annex_add_line (
    KheoAnnex *annex, const char *text, KheoFace face, KheoAnnexAlign align, double y)
{
  return kheo_annex_block_add (annex, &annex->head, text, face, align, annex->left, y,
                               annex->width);
}

static gboolean
has_heading (const KheoAnnexSpec *spec)
{
  return kheo_annex_given (spec->superior_body) || kheo_annex_given (spec->issuing_body) ||
         kheo_annex_given (spec->number) || kheo_annex_given (spec->place_date);
}

/* The heading blocks and what says which annex it is. */
static double
add_document_head (KheoAnnex *annex, const KheoAnnexSpec *spec)
{
  gboolean    party = spec->style == KHEO_ANNEX_PARTY;
  const char *number = spec->annex_number != NULL ? spec->annex_number : KHEO_ANNEX_ANNEX;
  KheoFace    bold = kheo_annex_face (annex, 14, TRUE, FALSE);
  KheoFace    attached = kheo_annex_face (annex, party ? 10 : 13, FALSE, TRUE);
  double      y = 0;

  /* The Party writes it at the right above the heading, the state in the middle below it. */
  if (party && kheo_annex_given (number))
    y = kheo_annex_add_line (annex, number, bold, KHEO_ANNEX_ALIGN_RIGHT, y) + 3;
  if (has_heading (spec))
    y = (party ? add_party_heading : add_state_heading) (annex, spec, y) + 14;
  if (!party && kheo_annex_given (number))
    y = kheo_annex_add_line (annex, number, bold, KHEO_ANNEX_ALIGN_CENTER, y) + 2;
  y = kheo_annex_add_line (annex, spec->title, bold, KHEO_ANNEX_ALIGN_CENTER, y);
  y = kheo_annex_add_line (annex, spec->subtitle, kheo_annex_face (annex, 14, FALSE, FALSE),
                           KHEO_ANNEX_ALIGN_CENTER, y);
  y = kheo_annex_add_line (annex, spec->as_of, kheo_annex_face (annex, 13, FALSE, TRUE),
                           KHEO_ANNEX_ALIGN_CENTER, y);
  return kheo_annex_add_line (annex, spec->attached_to, attached, KHEO_ANNEX_ALIGN_CENTER, y);
}

void
kheo_annex_make_head (KheoAnnex *annex, const KheoAnnexSpec *spec)
{
  double y;

  kheo_annex_block_init (&annex->head);
  y = (spec->is_form ? kheo_annex_add_form_head : add_document_head) (annex, spec) + 8;
  y = kheo_annex_add_line (annex, spec->unit_line, kheo_annex_face (annex, 12, FALSE, TRUE),
                           KHEO_ANNEX_ALIGN_RIGHT, y);
  annex->head.height = y + 4;
}
