#include "kheo-annex-lines.h"

#include "kheo-annex-words.h"
#include "kheo-typeset.h"

#include <string.h>

#define SIGNING_LINES 3u
#define LEAST_SHARE   0.4 /* of the width, for a half of the heading */

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

static void
share_evenly (KheoAnnexLine *line)
{
  for (guint i = 0; i < line->n_parts; i++)
    line->shares[i] = 1.0 / line->n_parts;
}

static void
add_two (GArray *lines, KheoAnnexPart left, KheoAnnexPart right)
{
  KheoAnnexLine line = { .n_parts = 2, .parts = { left, right } };

  share_evenly (&line);
  g_array_append_val (lines, line);
}

/* Which halves the lines from @first on need, so that neither names nor place and day must wrap
 * while the other side has room. */
static void
balance (GArray *lines, guint first, const KheoAnnexSpec *spec)
{
  g_autoptr (KheoTypeset) typeset = kheo_typeset_new (spec->font_family);
  double needs[2] = { 0 }, share;

  for (guint i = first; i < lines->len; i++)
    for (guint side = 0; side < 2; side++)
      {
        const KheoAnnexPart *half = &g_array_index (lines, KheoAnnexLine, i).parts[side];
        const KheoFace       face = { half->size, half->bold, half->italic };

        needs[side] = MAX (needs[side], kheo_typeset_width (typeset, face, half->text));
      }
  share = CLAMP (needs[0] / MAX (needs[0] + needs[1], 1), LEAST_SHARE, 1 - LEAST_SHARE);
  for (guint i = first; i < lines->len; i++)
    {
      g_array_index (lines, KheoAnnexLine, i).shares[0] = share;
      g_array_index (lines, KheoAnnexLine, i).shares[1] = 1 - share;
    }
}

/* ---- Above ---- */

static void
add_party (GArray *lines, const KheoAnnexSpec *spec)
{
  KheoAnnexAlign middle = KHEO_ANNEX_ALIGN_CENTER;
  gboolean       named = given (spec->superior_body) || given (spec->issuing_body);

  add_two (lines, part (spec->superior_body, 14, "", middle),
           part (KHEO_ANNEX_PARTY_MOTTO, 15, "bu", middle));
  if (given (spec->issuing_body))
    add_two (lines, part (spec->issuing_body, 14, "b", middle), part ("", 14, "", middle));
  if (named)
    add_two (lines, part ("*", 14, "", middle), part ("", 14, "", middle));
  add_two (lines, part (spec->number, 14, "", middle), part (spec->place_date, 14, "i", middle));
}

static void
add_state (GArray *lines, const KheoAnnexSpec *spec)
{
  KheoAnnexAlign middle = KHEO_ANNEX_ALIGN_CENTER;

  add_two (lines, part (spec->superior_body, 13, "", middle),
           part (KHEO_ANNEX_STATE_NAME, 13, "b", middle));
  add_two (lines, part (spec->issuing_body, 13, "bu", middle),
           part (KHEO_ANNEX_STATE_MOTTO, 14, "bu", middle));
  add_two (lines, part (spec->number, 13, "", middle), part (spec->place_date, 14, "i", middle));
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
      guint first = lines->len;

      (party ? add_party : add_state) (lines, spec);
      balance (lines, first, spec);
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
put_beside (GArray *lines, GArray *const *stacks, guint n)
{
  guint height = 0;

  for (guint i = 0; i < n; i++)
    height = MAX (height, stacks[i]->len);
  for (guint row = 0; row < height; row++)
    {
      KheoAnnexLine line = { .n_parts = n, .is_room = TRUE };

      share_evenly (&line);
      for (guint i = 0; i < n; i++)
        {
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
  GArray     *stacks[3];
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
  put_beside (lines, stacks, n);
  return lines;
}
