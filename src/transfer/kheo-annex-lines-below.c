/* What stands below the table: its note, who gets it, who signs. */
#include "kheo-annex-lines-private.h"

#include "kheo-annex-words.h"
#include "kheo-typeset.h"

#define SIGNING_LINES 3u

/* Parts from top to bottom that stand beside others: GArray of KheoAnnexPart. */
static GArray *
stack_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (KheoAnnexPart));
}

static void
stack_add (GArray *stack, const char *text, double size, const char *look, KheoAnnexAlign align)
{
  KheoAnnexPart added = kheo_annex_part_new (text, size, look, align);

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
  return kheo_annex_part_given (signature->post) || kheo_annex_part_given (signature->authority) ||
         kheo_annex_part_given (signature->name);
}

static guint
n_lines_above_name (const KheoAnnexSignature *signature, gboolean dated)
{
  return dated + kheo_annex_part_given (signature->authority) +
         kheo_annex_part_given (signature->post) + kheo_annex_part_given (signature->note);
}

/* @date: NULL none, "" beside one.  @n_above: lines of the one that has most, so that the names
 * stand on one line. */
static GArray *
stack_signature (const KheoAnnexSpec      *spec,
                 const KheoAnnexSignature *signature,
                 const char               *date,
                 guint                     n_above)
{
  const char *post = spec->style == KHEO_ANNEX_FRONT ? "b" : "";
  GArray     *stack = stack_new ();

  if (date != NULL)
    stack_add (stack, date, 13, "i", KHEO_ANNEX_ALIGN_CENTER);
  if (kheo_annex_part_given (signature->authority))
    stack_add (stack, signature->authority, 14, "b", KHEO_ANNEX_ALIGN_CENTER);
  if (kheo_annex_part_given (signature->post))
    stack_add (stack, signature->post, 14, post, KHEO_ANNEX_ALIGN_CENTER);
  if (kheo_annex_part_given (signature->note))
    stack_add (stack, signature->note, 12, "i", KHEO_ANNEX_ALIGN_CENTER);
  while (signs (signature) && stack->len < n_above + SIGNING_LINES)
    stack_add (stack, "", 14, "", KHEO_ANNEX_ALIGN_CENTER);
  if (kheo_annex_part_given (signature->name))
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
          line.parts[i] = row < stacks[i]->len
                              ? g_array_index (stacks[i], KheoAnnexPart, row)
                              : kheo_annex_part_new ("", 12, "", KHEO_ANNEX_ALIGN_LEFT);
          line.is_room = line.is_room && *line.parts[i].text == '\0';
        }
      g_array_append_val (lines, line);
    }
  for (guint i = 0; i < n; i++)
    g_array_unref (stacks[i]);
}

/* Whether place and date of a form stay on one line above the right signature. */
static gboolean
has_room_for_date (const KheoAnnexSpec *spec, double share)
{
  g_autoptr (KheoTypeset) typeset = kheo_typeset_new (spec->font_family);
  const KheoFace face = { 13, FALSE, TRUE };

  return kheo_typeset_width (typeset, face, spec->place_date) * KHEO_ANNEX_SLACK <=
         kheo_annex_lines_width (spec) * share;
}

/* Takes the stack of who gets it, or NULL. */
static void
add_signing (GArray *lines, const KheoAnnexSpec *spec, GArray *listed)
{
  gboolean    dated = spec->is_form && kheo_annex_part_given (spec->place_date);
  gboolean    three = listed != NULL && signs (&spec->left);
  double      widths[KHEO_ANNEX_MOST_PARTS] = { 1, 1, 1 };
  GArray     *stacks[KHEO_ANNEX_MOST_PARTS];
  const char *date = NULL;
  guint       n = 0, n_above;

  if (three)
    kheo_annex_measure_signing (spec, widths);
  if (dated && has_room_for_date (spec, widths[2] / (widths[1] + widths[2] + three * widths[0])))
    date = spec->place_date;
  else if (dated)
    kheo_annex_lines_add (lines, spec->place_date, 13, "i", KHEO_ANNEX_ALIGN_RIGHT);
  n_above = MAX (n_lines_above_name (&spec->left, date != NULL),
                 n_lines_above_name (&spec->right, date != NULL));
  if (listed != NULL)
    stacks[n++] = listed;
  if (signs (&spec->left) || listed == NULL)
    stacks[n++] = stack_signature (spec, &spec->left, date != NULL ? "" : NULL, n_above);
  stacks[n++] = stack_signature (spec, &spec->right, date, n_above);
  put_beside (lines, stacks, n, widths);
}

GArray *
kheo_annex_lines_below (const KheoAnnexSpec *spec)
{
  GArray  *lines = kheo_annex_lines_new ();
  gboolean listed = spec->recipients != NULL && spec->recipients[0] != NULL;

  if (kheo_annex_part_given (spec->note))
    kheo_annex_lines_add_space (lines, 4);
  kheo_annex_lines_add (lines, spec->note, 11, "i", KHEO_ANNEX_ALIGN_LEFT);
  if (listed || signs (&spec->left) || signs (&spec->right))
    {
      kheo_annex_lines_add_space (lines, 10);
      add_signing (lines, spec, listed ? stack_recipients (spec) : NULL);
    }
  kheo_annex_lines_even_out (lines, spec);
  return lines;
}
