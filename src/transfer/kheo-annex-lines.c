#include "kheo-annex-lines-private.h"

#include "kheo-annex-words.h"
#include "kheo-typeset.h"

#include <string.h>

#define LEAST_SHARE   0.4 /* of the width, for a half of the heading */
#define MOST_SHARE    0.62
#define SMALLEST_DATE 12.0
#define WIDE_FORM     560.0 /* points: below that the title of a form goes under both sides */
#define STATE_RULE    0.4   /* of the text above it: a third to a half */

static void
line_clear (gpointer item)
{
  KheoAnnexLine *line = item;

  for (guint i = 0; i < line->n_parts; i++)
    g_free (line->parts[i].text);
}

GArray *
kheo_annex_lines_new (void)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (KheoAnnexLine));

  g_array_set_clear_func (lines, line_clear);
  return lines;
}

KheoAnnexPart
kheo_annex_part_new (const char *text, double size, const char *look, KheoAnnexAlign align)
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

void
kheo_annex_lines_add (
    GArray *lines, const char *text, double size, const char *look, KheoAnnexAlign align)
{
  KheoAnnexLine line = { .n_parts = 1 };

  if (!kheo_annex_part_given (text))
    return;
  line.parts[0] = kheo_annex_part_new (text, size, look, align);
  g_array_append_val (lines, line);
}

void
kheo_annex_lines_add_space (GArray *lines, double size)
{
  KheoAnnexLine line = { .n_parts = 1 };

  line.parts[0] = kheo_annex_part_new ("", size, "", KHEO_ANNEX_ALIGN_LEFT);
  g_array_append_val (lines, line);
}

double
kheo_annex_lines_width (const KheoAnnexSpec *spec)
{
  return spec->paper.width - (spec->margin_left + spec->margin_right) * KHEO_POINTS_PER_MM;
}

/* Cuts a text in the middle of its part into lines of about one length, where it needs several; a
 * rule that is shorter than its text is so than the longest of them. */
static void
even_out_part (KheoTypeset *typeset, KheoAnnexPart *part, double width)
{
  const KheoFace face = { part->size, part->bold, part->italic };
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (KheoLine));
  GString *text;

  if (kheo_typeset_wrap_evenly (typeset, face, part->text, width / KHEO_ANNEX_SLACK, lines) < 2)
    return;
  text = g_string_new (NULL);
  for (guint i = 0; i < lines->len; i++)
    {
      const KheoLine *line = &g_array_index (lines, KheoLine, i);

      g_string_append (text, i > 0 ? "\n" : "");
      g_string_append_len (text, line->start, line->length);
    }
  g_free (part->text);
  part->text = g_string_free (text, FALSE);
  if (part->rule > 0 && !part->is_whole)
    part->rule = kheo_typeset_longest_line (typeset, face, part->text) * STATE_RULE;
}

void
kheo_annex_lines_even_out (GArray *lines, const KheoAnnexSpec *spec)
{
  g_autoptr (KheoTypeset) typeset = kheo_typeset_new (spec->font_family);

  for (guint i = 0; i < lines->len; i++)
    {
      KheoAnnexLine *line = &g_array_index (lines, KheoAnnexLine, i);

      for (guint k = 0; k < line->n_parts; k++)
        if (line->parts[k].align == KHEO_ANNEX_ALIGN_CENTER)
          even_out_part (typeset, &line->parts[k],
                         kheo_annex_lines_width (spec) * (line->n_parts > 1 ? line->shares[k] : 1));
    }
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

  return kheo_annex_part_given (text)
             ? kheo_typeset_width (self->typeset, face, text) * KHEO_ANNEX_SLACK
             : 0;
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
  double width = need (self, text.text, text.size, text.bold ? "b" : "") / KHEO_ANNEX_SLACK;

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
      add_two (self, kheo_annex_part_new (self->spec->number, size, "", middle),
               kheo_annex_part_new (date, date_size, "i", middle))
          ->is_level = TRUE;
      return;
    }
  add_two (self, kheo_annex_part_new (self->spec->number, size, "", middle),
           kheo_annex_part_new ("", size, "", middle))
      ->is_level = TRUE;
  kheo_annex_lines_add (self->lines, date, date_size, "i", KHEO_ANNEX_ALIGN_RIGHT);
}

static void
add_party (Halves *self)
{
  const KheoAnnexSpec *spec = self->spec;
  KheoAnnexAlign       middle = KHEO_ANNEX_ALIGN_CENTER;
  gboolean             named =
      kheo_annex_part_given (spec->superior_body) || kheo_annex_part_given (spec->issuing_body);
  double left =
      MAX (need (self, spec->superior_body, 14, ""), need (self, spec->issuing_body, 14, "b"));

  share_halves (self, MAX (left, need (self, spec->number, 14, "")),
                need (self, KHEO_ANNEX_PARTY_MOTTO, 15, "b"));
  add_two (self, kheo_annex_part_new (spec->superior_body, 14, "", middle),
           ruled (self, kheo_annex_part_new (KHEO_ANNEX_PARTY_MOTTO, 15 * self->scale, "b", middle),
                  1, 1));
  if (kheo_annex_part_given (spec->issuing_body))
    add_two (self, kheo_annex_part_new (spec->issuing_body, 14, "b", middle),
             kheo_annex_part_new ("", 14, "", middle));
  if (named)
    add_two (self, kheo_annex_part_new ("*", 14, "", middle),
             kheo_annex_part_new ("", 14, "", middle));
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
  add_two (self, kheo_annex_part_new (spec->superior_body, 13, "", middle),
           kheo_annex_part_new (KHEO_ANNEX_STATE_NAME, 13 * self->scale, "b", middle));
  add_two (self,
           ruled (self, kheo_annex_part_new (spec->issuing_body, 13, "b", middle), 0, STATE_RULE),
           ruled (self, kheo_annex_part_new (KHEO_ANNEX_STATE_MOTTO, 14 * self->scale, "b", middle),
                  1, 1));
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
    .width = kheo_annex_lines_width (spec),
  };

  (spec->style == KHEO_ANNEX_PARTY ? add_party : add_state) (&halves);
}

/* A part that ends before the others is filled up with "". */
static const char *
nth (const char *const *texts, guint n, guint i)
{
  return i < n ? texts[i] : "";
}

/* What stands at both sides and, on wide paper, the title between them. */
static void
add_form_sides (GArray              *lines,
                const KheoAnnexSpec *spec,
                const KheoAnnexPart *middle,
                guint                n_middle)
{
  const char *sender = spec->sender != NULL ? spec->sender : spec->issuing_body;
  const char *left[] = { spec->form_code, spec->legal_base, spec->number };
  const char *right[] = { kheo_annex_part_given (sender) ? KHEO_ANNEX_SENDER : "", sender,
                          kheo_annex_part_given (spec->receiver) ? KHEO_ANNEX_RECEIVER : "",
                          spec->receiver };

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      KheoAnnexLine line = { .n_parts = n_middle > 0 ? 3 : 2, .shares = { 0.5, 0.5 } };

      if (n_middle > 0)
        {
          const double shares[] = { 0.27, 0.46, 0.27 };

          memcpy (line.shares, shares, sizeof shares);
          line.parts[1] = middle[i];
        }
      line.parts[0] = kheo_annex_part_new (nth (left, G_N_ELEMENTS (left), i), 11,
                                           i == 0 ? "b" : "", KHEO_ANNEX_ALIGN_LEFT);
      line.parts[line.n_parts - 1] =
          kheo_annex_part_new (right[i], 11, i % 2 == 1 ? "b" : "", KHEO_ANNEX_ALIGN_LEFT);
      g_array_append_val (lines, line);
    }
}

static void
add_form (GArray *lines, const KheoAnnexSpec *spec)
{
  KheoAnnexAlign      center = KHEO_ANNEX_ALIGN_CENTER;
  const KheoAnnexPart middle[] = { kheo_annex_part_new (spec->title, 14, "b", center),
                                   kheo_annex_part_new (spec->subtitle, 12, "", center),
                                   kheo_annex_part_new (spec->as_of, 12, "i", center),
                                   kheo_annex_part_new (spec->attached_to, 11, "i", center) };

  if (kheo_annex_lines_width (spec) >= WIDE_FORM)
    {
      add_form_sides (lines, spec, middle, G_N_ELEMENTS (middle));
      return;
    }
  add_form_sides (lines, spec, NULL, 0);
  kheo_annex_lines_add_space (lines, 10);
  for (guint i = 0; i < G_N_ELEMENTS (middle); i++)
    {
      KheoAnnexLine line = { .n_parts = 1, .parts = { middle[i] } };

      if (*middle[i].text != '\0')
        g_array_append_val (lines, line);
      else
        g_free (middle[i].text);
    }
}

static void
add_document (GArray *lines, const KheoAnnexSpec *spec)
{
  gboolean    party = spec->style == KHEO_ANNEX_PARTY;
  const char *number = spec->annex_number != NULL ? spec->annex_number : KHEO_ANNEX_ANNEX;

  if (party)
    kheo_annex_lines_add (lines, number, 14, "b", KHEO_ANNEX_ALIGN_RIGHT);
  if (kheo_annex_part_given (spec->superior_body) || kheo_annex_part_given (spec->issuing_body) ||
      kheo_annex_part_given (spec->number) || kheo_annex_part_given (spec->place_date))
    {
      add_halves (lines, spec);
      kheo_annex_lines_add_space (lines, 10);
    }
  if (!party)
    kheo_annex_lines_add (lines, number, 14, "b", KHEO_ANNEX_ALIGN_CENTER);
  kheo_annex_lines_add (lines, spec->title, 14, "b", KHEO_ANNEX_ALIGN_CENTER);
  kheo_annex_lines_add (lines, spec->subtitle, 14, "", KHEO_ANNEX_ALIGN_CENTER);
  kheo_annex_lines_add (lines, spec->as_of, 13, "i", KHEO_ANNEX_ALIGN_CENTER);
  kheo_annex_lines_add (lines, spec->attached_to, party ? 10 : 13, "i", KHEO_ANNEX_ALIGN_CENTER);
}

GArray *
kheo_annex_lines_above (const KheoAnnexSpec *spec)
{
  GArray *lines = kheo_annex_lines_new ();

  if (spec->is_form)
    add_form (lines, spec);
  else
    add_document (lines, spec);
  kheo_annex_lines_add_space (lines, 10);
  kheo_annex_lines_add (lines, spec->unit_line, 12, "i", KHEO_ANNEX_ALIGN_RIGHT);
  kheo_annex_lines_even_out (lines, spec);
  return lines;
}
