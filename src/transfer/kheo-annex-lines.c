#include "kheo-annex-lines.h"

#include "kheo-annex-words.h"
#include "kheo-typeset.h"

#include <string.h>

#define SIGNING_LINES 3u
#define LEAST_SHARE   0.4 /* of the width, for a half of the heading */
#define MOST_SHARE    0.62
#define SLACK         1.06 /* of a width: the font may not be the one that was measured */
#define SMALLEST_DATE 12.0
#define STATE_RULE    0.4 /* of the text above it: a third to a half */

static void
line_clear (gpointer item)
{
  KheoAnnexLine *line = item;

  for (guint i = 0; i < line->n_parts; i++)
    g_free (line->parts[i].text);
}

static GArray *
lines_new (void)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (KheoAnnexLine));

  g_array_set_clear_func (lines, line_clear);
  return lines;
}

static gboolean
given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* What a part looks like: size, 'b'old, 'i'talic, 'u'nderlined. */
static KheoAnnexPart
part (const char *text, double size, const char *look, KheoAnnexAlign align)
{
  return (KheoAnnexPart){
    .text = g_strdup (text != NULL ? text : ""),
    .size = size,
    .bold = strchr (look, 'b') != NULL,
    .italic = strchr (look, 'i') != NULL,
    .underline = strchr (look, 'u') != NULL,
    .align = align,
  };
}

static void
add_whole (GArray *lines, const char *text, double size, const char *look, KheoAnnexAlign align)
{
  KheoAnnexLine line = { .n_parts = 1 };

  if (!given (text))
    return;
  line.parts[0] = part (text, size, look, align);
  g_array_append_val (lines, line);
}

static void
add_space (GArray *lines, double size)
{
  KheoAnnexLine line = { .n_parts = 1 };

  line.parts[0] = part ("", size, "", KHEO_ANNEX_ALIGN_LEFT);
  g_array_append_val (lines, line);
}

/* ---- Above ---- */

/* The two halves of a heading, and what they are measured with. */
typedef struct
{
  GArray              *lines;
  const KheoAnnexSpec *spec;
  KheoTypeset         *typeset;
  double               width; /* of both, points */
  double               shares[2];
  double               scale; /* of type that must stay on its line at the right */
} Halves;

static double
need (const Halves *self, const char *text, double size, const char *look)
{
  const KheoFace face = { size, strchr (look, 'b') != NULL, strchr (look, 'i') != NULL };

  return given (text) ? kheo_typeset_width (self->typeset, face, text) * SLACK : 0;
}

/* What the right half needs: its motto, and the date below it as far as there is room for that. */
static double
right_need (const Halves *self, double left, double motto)
{
  const double sizes[] = { 14, SMALLEST_DATE };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double date = need (self, self->spec->place_date, sizes[i], "i");

      if (left + MAX (motto, date) <= self->width)
        return MAX (motto, date);
    }
  return motto;
}

/* Both get what they need; when there is not enough for both, the right one, whose words the rules
 * give, stays on its lines as far as it may, and names at the left wrap. */
static void
share_halves (Halves *self, double left, double right)
{
  double share;

  right = right_need (self, left, right);
  share = right / (left + right);
  if (left + right > self->width)
    share = CLAMP (right / self->width, LEAST_SHARE, MOST_SHARE);
  else
    share = CLAMP (CLAMP (share, LEAST_SHARE, 1 - LEAST_SHARE), right / self->width,
                   1 - left / self->width);
  self->shares[0] = 1 - share;
  self->shares[1] = share;
  self->scale = MIN (1, share * self->width / right);
}

static KheoAnnexLine *
add_two (Halves *self, KheoAnnexPart left, KheoAnnexPart right)
{
  KheoAnnexLine line = { .n_parts = 2, .parts = { left, right } };

  line.shares[0] = self->shares[0];
  line.shares[1] = self->shares[1];
  g_array_append_val (self->lines, line);
  return &g_array_index (self->lines, KheoAnnexLine, self->lines->len - 1);
}

/* A rule below a text, @part of it long. */
static KheoAnnexPart
ruled (const Halves *self, KheoAnnexPart text, guint side, double part)
{
  double width = need (self, text.text, text.size, text.bold ? "b" : "") / SLACK;

  text.rule = MIN (width, self->shares[side] * self->width) * part;
  text.is_whole = part >= 1;
  return text;
}

/* Number and date on one line, the date in smaller type or below when there is no room. */
static void
add_number (Halves *self, double size)
{
  const char    *date = self->spec->place_date;
  double         room = self->shares[1] * self->width, date_size = 14 * self->scale;
  KheoAnnexAlign middle = KHEO_ANNEX_ALIGN_CENTER;

  while (date_size > SMALLEST_DATE && need (self, date, date_size, "i") > room)
    date_size -= 0.5;
  if (need (self, date, date_size, "i") <= room)
    {
      add_two (self, part (self->spec->number, size, "", middle),
               part (date, date_size, "i", middle))
          ->is_level = TRUE;
      return;
    }
  add_two (self, part (self->spec->number, size, "", middle), part ("", size, "", middle))
      ->is_level = TRUE;
  add_whole (self->lines, date, date_size, "i", KHEO_ANNEX_ALIGN_RIGHT);
}

static void
add_party (Halves *self)
{
  const KheoAnnexSpec *spec = self->spec;
  KheoAnnexAlign       middle = KHEO_ANNEX_ALIGN_CENTER;
  gboolean             named = given (spec->superior_body) || given (spec->issuing_body);
  double               left =
      MAX (need (self, spec->superior_body, 14, ""), need (self, spec->issuing_body, 14, "b"));

  share_halves (self, MAX (left, need (self, spec->number, 14, "")),
                need (self, KHEO_ANNEX_PARTY_MOTTO, 15, "b"));
  add_two (self, part (spec->superior_body, 14, "", middle),
           ruled (self, part (KHEO_ANNEX_PARTY_MOTTO, 15 * self->scale, "b", middle), 1, 1));
  if (given (spec->issuing_body))
    add_two (self, part (spec->issuing_body, 14, "b", middle), part ("", 14, "", middle));
  if (named)
    add_two (self, part ("*", 14, "", middle), part ("", 14, "", middle));
  add_number (self, 14);
}

static void
add_state (Halves *self)
{
  const KheoAnnexSpec *spec = self->spec;
  KheoAnnexAlign       middle = KHEO_ANNEX_ALIGN_CENTER;
  double               left =
      MAX (need (self, spec->superior_body, 13, ""), need (self, spec->issuing_body, 13, "b"));

  share_halves (self, MAX (left, need (self, spec->number, 13, "")),
                need (self, KHEO_ANNEX_STATE_NAME, 13, "b"));
  add_two (self, part (spec->superior_body, 13, "", middle),
           part (KHEO_ANNEX_STATE_NAME, 13 * self->scale, "b", middle));
  add_two (self, ruled (self, part (spec->issuing_body, 13, "b", middle), 0, STATE_RULE),
           ruled (self, part (KHEO_ANNEX_STATE_MOTTO, 14 * self->scale, "b", middle), 1, 1));
  add_number (self, 13);
}

static void
add_halves (GArray *lines, const KheoAnnexSpec *spec)
{
  g_autoptr (KheoTypeset) typeset = kheo_typeset_new (spec->font_family);
  Halves halves = {
    .lines = lines,
    .spec = spec,
    .typeset = typeset,
    .width = spec->paper.width - (spec->margin_left + spec->margin_right) * KHEO_POINTS_PER_MM,
  };

  (spec->style == KHEO_ANNEX_PARTY ? add_party : add_state) (&halves);
}

/* A part that ends before the others is filled up with "". */
static const char *
nth (const char *const *texts, guint n, guint i)
{
  return i < n ? texts[i] : "";
}

static void
add_form (GArray *lines, const KheoAnnexSpec *spec)
{
  const char *sender = spec->sender != NULL ? spec->sender : spec->issuing_body;
  const char *left[] = { spec->form_code, spec->legal_base, spec->number };
  const char *middle[] = { spec->title, spec->subtitle, spec->as_of, spec->attached_to };
  const char *right[] = { given (sender) ? KHEO_ANNEX_SENDER : "", sender,
                          given (spec->receiver) ? KHEO_ANNEX_RECEIVER : "", spec->receiver };

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      KheoAnnexLine line = { .n_parts = 3, .shares = { 0.27, 0.46, 0.27 } };

      line.parts[0] =
          part (nth (left, G_N_ELEMENTS (left), i), 11, i == 0 ? "b" : "", KHEO_ANNEX_ALIGN_LEFT);
      line.parts[1] = part (nth (middle, G_N_ELEMENTS (middle), i), i == 0 ? 14 : 12,
                            i == 0   ? "b"
                            : i == 2 ? "i"
                                     : "",
                            KHEO_ANNEX_ALIGN_CENTER);
      line.parts[2] = part (nth (right, G_N_ELEMENTS (right), i), 11, i % 2 == 1 ? "b" : "",
                            KHEO_ANNEX_ALIGN_LEFT);
      g_array_append_val (lines, line);
    }
}

static void
add_document (GArray *lines, const KheoAnnexSpec *spec)
{
  gboolean    party = spec->style == KHEO_ANNEX_PARTY;
  const char *number = spec->annex_number != NULL ? spec->annex_number : KHEO_ANNEX_ANNEX;

  if (party)
    add_whole (lines, number, 14, "b", KHEO_ANNEX_ALIGN_RIGHT);
  if (given (spec->superior_body) || given (spec->issuing_body) || given (spec->number) ||
      given (spec->place_date))
    {
      add_halves (lines, spec);
      add_space (lines, 10);
    }
  if (!party)
    add_whole (lines, number, 14, "b", KHEO_ANNEX_ALIGN_CENTER);
  add_whole (lines, spec->title, 14, "b", KHEO_ANNEX_ALIGN_CENTER);
  add_whole (lines, spec->subtitle, 14, "", KHEO_ANNEX_ALIGN_CENTER);
  add_whole (lines, spec->as_of, 13, "i", KHEO_ANNEX_ALIGN_CENTER);
  add_whole (lines, spec->attached_to, party ? 10 : 13, "i", KHEO_ANNEX_ALIGN_CENTER);
}

GArray *
kheo_annex_lines_above (const KheoAnnexSpec *spec)
{
  GArray *lines = lines_new ();

  if (spec->is_form)
    add_form (lines, spec);
  else
    add_document (lines, spec);
  add_space (lines, 10);
  add_whole (lines, spec->unit_line, 12, "i", KHEO_ANNEX_ALIGN_RIGHT);
  return lines;
}

/* ---- Below ---- */

/* Parts from top to bottom that stand beside others: GArray of KheoAnnexPart. */
static GArray *
stack_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (KheoAnnexPart));
}

static void
stack_add (GArray *stack, const char *text, double size, const char *look, KheoAnnexAlign align)
{
  KheoAnnexPart added = part (text, size, look, align);

  g_array_append_val (stack, added);
}

static GArray *
stack_recipients (const KheoAnnexSpec *spec)
{
  gboolean party = spec->style == KHEO_ANNEX_PARTY;
  GArray  *stack = stack_new ();

  stack_add (stack, KHEO_ANNEX_RECIPIENTS, party ? 14 : 12, party ? "u" : "bi",
             KHEO_ANNEX_ALIGN_LEFT);
  for (guint i = 0; spec->recipients[i] != NULL; i++)
    {
      g_autofree char *line = kheo_annex_format_recipient (spec, i);

      stack_add (stack, line, party ? 12 : 11, "", KHEO_ANNEX_ALIGN_LEFT);
    }
  return stack;
}

static gboolean
signs (const KheoAnnexSignature *signature)
{
  return given (signature->post) || given (signature->authority) || given (signature->name);
}

static guint
n_lines_above_name (const KheoAnnexSignature *signature, gboolean dated)
{
  return dated + given (signature->authority) + given (signature->post) + given (signature->note);
}

/* @n_above: lines of the one that has most, so that the names stand on one line. */
static GArray *
stack_signature (const KheoAnnexSpec      *spec,
                 const KheoAnnexSignature *signature,
                 const char               *date,
                 guint                     n_above)
{
  const char *post = spec->style == KHEO_ANNEX_FRONT ? "b" : "";
  GArray     *stack = stack_new ();

  if (given (date))
    stack_add (stack, date, 13, "i", KHEO_ANNEX_ALIGN_CENTER);
  else if (spec->is_form && given (spec->place_date))
    stack_add (stack, "", 13, "i", KHEO_ANNEX_ALIGN_CENTER);
  if (given (signature->authority))
    stack_add (stack, signature->authority, 14, "b", KHEO_ANNEX_ALIGN_CENTER);
  if (given (signature->post))
    stack_add (stack, signature->post, 14, post, KHEO_ANNEX_ALIGN_CENTER);
  if (given (signature->note))
    stack_add (stack, signature->note, 12, "i", KHEO_ANNEX_ALIGN_CENTER);
  while (signs (signature) && stack->len < n_above + SIGNING_LINES)
    stack_add (stack, "", 14, "", KHEO_ANNEX_ALIGN_CENTER);
  if (given (signature->name))
    stack_add (stack, signature->name, 14, "b", KHEO_ANNEX_ALIGN_CENTER);
  return stack;
}

/* Takes the stacks. */
static void
put_beside (GArray *lines, GArray *const *stacks, guint n, const double *widths)
{
  guint  height = 0;
  double whole = 0;

  for (guint i = 0; i < n; i++)
    {
      height = MAX (height, stacks[i]->len);
      whole += widths[i];
    }
  for (guint row = 0; row < height; row++)
    {
      KheoAnnexLine line = { .n_parts = n, .is_room = TRUE };

      for (guint i = 0; i < n; i++)
        {
          line.shares[i] = widths[i] / whole;
          line.parts[i] = row < stacks[i]->len ? g_array_index (stacks[i], KheoAnnexPart, row)
                                               : part ("", 12, "", KHEO_ANNEX_ALIGN_LEFT);
          line.is_room = line.is_room && *line.parts[i].text == '\0';
        }
      g_array_append_val (lines, line);
    }
  for (guint i = 0; i < n; i++)
    g_array_unref (stacks[i]);
}

GArray *
kheo_annex_lines_below (const KheoAnnexSpec *spec)
{
  GArray     *lines = lines_new ();
  gboolean    listed = spec->recipients != NULL && spec->recipients[0] != NULL;
  const char *date = spec->is_form ? spec->place_date : NULL;
  guint       n_above = MAX (n_lines_above_name (&spec->left, given (date)),
                             n_lines_above_name (&spec->right, given (date)));
  double      widths[KHEO_ANNEX_MOST_PARTS] = { 1, 1, 1 };
  GArray     *stacks[KHEO_ANNEX_MOST_PARTS];
  guint       n = 0;

  if (given (spec->note))
    add_space (lines, 4);
  add_whole (lines, spec->note, 11, "i", KHEO_ANNEX_ALIGN_LEFT);
  if (!listed && !signs (&spec->left) && !signs (&spec->right))
    return lines;
  add_space (lines, 10);
  if (listed)
    stacks[n++] = stack_recipients (spec);
  if (signs (&spec->left) || !listed)
    stacks[n++] = stack_signature (spec, &spec->left, NULL, n_above);
  stacks[n++] = stack_signature (spec, &spec->right, date, n_above);
  if (n == KHEO_ANNEX_MOST_PARTS)
    kheo_annex_measure_signing (spec, widths);
  put_beside (lines, stacks, n, widths);
  return lines;
}
