/* A page: what the content says, who issues it and how the layout wants it, as one spec. */
#include "kheo-annex-layout.h"
#include "kheo-annex-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_PLACES 4u

/* Names of what is filled in. */
static const char *const fillable[N_PLACES] = { "{unit}", "{period}", "{date}", "{office}" };

/* Whether what was typed is in capitals throughout. */
static gboolean
is_in_capitals (const char *text)
{
  g_autoptr (GString) typed = g_string_new (text);
  gboolean capitals = FALSE;

  for (guint i = 0; i < N_PLACES; i++)
    g_string_replace (typed, fillable[i], "", 0);
  for (const char *p = typed->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_islower (g_utf8_get_char (p)))
        return FALSE;
      capitals = capitals || g_unichar_isupper (g_utf8_get_char (p));
    }
  return capitals;
}

/* "{unit}" and its kin, in capitals among capitals; anything else in braces stays as it is typed.
 */
static char *
fill_in (const char *text, const KheoAnnexContent *content, const KheoAnnexOffice *office)
{
  const char *const values[N_PLACES] = { content->unit, content->period, content->date,
                                         office->office };
  gboolean          capitals = is_in_capitals (text);
  GString          *filled = g_string_new (text);

  for (guint i = 0; i < N_PLACES; i++)
    {
      const char      *value = values[i] != NULL ? values[i] : "";
      g_autofree char *put = capitals ? g_utf8_strup (value, -1) : g_strdup (value);

      g_string_replace (filled, fillable[i], put, 0);
    }
  return g_string_free (filled, FALSE);
}

/* Where each word goes. */
static const char **
find_place (KheoAnnexSpec *spec, KheoAnnexWord word)
{
  const char **places[KHEO_ANNEX_N_WORDS] = {
    [KHEO_ANNEX_WORD_NUMBER] = &spec->annex_number,
    [KHEO_ANNEX_WORD_TITLE] = &spec->title,
    [KHEO_ANNEX_WORD_SUBTITLE] = &spec->subtitle,
    [KHEO_ANNEX_WORD_AS_OF] = &spec->as_of,
    [KHEO_ANNEX_WORD_ATTACHED_TO] = &spec->attached_to,
    [KHEO_ANNEX_WORD_UNIT_LINE] = &spec->unit_line,
    [KHEO_ANNEX_WORD_NOTE] = &spec->note,
    [KHEO_ANNEX_WORD_SYMBOL] = &spec->number,
    [KHEO_ANNEX_WORD_FORM_CODE] = &spec->form_code,
    [KHEO_ANNEX_WORD_LEGAL_BASE] = &spec->legal_base,
    [KHEO_ANNEX_WORD_SENDER] = &spec->sender,
    [KHEO_ANNEX_WORD_RECEIVER] = &spec->receiver,
    [KHEO_ANNEX_WORD_LEFT_AUTHORITY] = &spec->left.authority,
    [KHEO_ANNEX_WORD_LEFT_POST] = &spec->left.post,
    [KHEO_ANNEX_WORD_LEFT_NOTE] = &spec->left.note,
    [KHEO_ANNEX_WORD_LEFT_NAME] = &spec->left.name,
    [KHEO_ANNEX_WORD_RIGHT_AUTHORITY] = &spec->right.authority,
    [KHEO_ANNEX_WORD_RIGHT_POST] = &spec->right.post,
    [KHEO_ANNEX_WORD_RIGHT_NOTE] = &spec->right.note,
    [KHEO_ANNEX_WORD_RIGHT_NAME] = &spec->right.name,
  };

  return places[word];
}

static gboolean
find_paper (const KheoAnnexLayout  *layout,
            const KheoAnnexContent *content,
            KheoPaper              *out_paper,
            GError                **error)
{
  const char *name = layout != NULL && layout->paper != NULL ? layout->paper : "A4";
  gboolean    landscape = !content->portrait;

  if (layout != NULL && layout->orientation != KHEO_ANNEX_AS_SUITS)
    landscape = layout->orientation == KHEO_ANNEX_LANDSCAPE;
  return kheo_paper_parse (name, landscape, out_paper, error);
}

static void
take_words (KheoAnnexPlan          *self,
            const KheoAnnexLayout  *layout,
            const KheoAnnexContent *content,
            const KheoAnnexOffice  *office)
{
  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    if (layout->words[i] != NULL)
      {
        self->words[i] = fill_in (layout->words[i], content, office);
        *find_place (&self->spec, (KheoAnnexWord) i) = self->words[i];
      }
  /* A post that is left out leaves out the note below it. */
  if (layout->words[KHEO_ANNEX_WORD_LEFT_POST] != NULL && self->spec.left.post[0] == '\0' &&
      layout->words[KHEO_ANNEX_WORD_LEFT_NOTE] == NULL)
    self->spec.left.note = NULL;
  if (layout->recipients->len > 0)
    {
      self->recipients = g_new0 (char *, layout->recipients->len + 1);
      for (guint i = 0; i < layout->recipients->len; i++)
        self->recipients[i] = g_strdup (layout->recipients->pdata[i]);
      self->spec.recipients = (const char *const *) self->recipients;
    }
}

KheoAnnexPlan *
kheo_annex_plan_new (const KheoAnnexLayout  *layout,
                     const KheoAnnexContent *content,
                     const KheoAnnexOffice  *office,
                     GError                **error)
{
  g_autoptr (KheoAnnexPlan) self = g_new0 (KheoAnnexPlan, 1);
  gboolean       styled = layout != NULL && layout->style >= 0;
  KheoAnnexStyle style = styled ? (KheoAnnexStyle) layout->style : office->style;
  KheoPaper      paper;

  if (!find_paper (layout, content, &paper, error))
    return NULL;
  kheo_annex_spec_init (&self->spec, style, paper);
  kheo_annex_content_fill (content, &self->spec);
  kheo_annex_office_fill (office, &self->spec);
  if (layout == NULL)
    return g_steal_pointer (&self);
  self->spec.is_form = layout->is_form;
  if (layout->is_form)
    self->spec.right.note = _ ("(Signature, full name, stamp)");
  self->spec.code_row = layout->code_row;
  if (layout->font_size > 0)
    self->spec.font_size = layout->font_size;
  take_words (self, layout, content, office);
  return g_steal_pointer (&self);
}

const char *
kheo_annex_plan_get_word (KheoAnnexPlan *self, KheoAnnexWord word)
{
  const char *text = *find_place (&self->spec, word);

  return text == NULL && word == KHEO_ANNEX_WORD_NUMBER ? KHEO_ANNEX_ANNEX : text;
}

void
kheo_annex_plan_free (KheoAnnexPlan *self)
{
  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    g_free (self->words[i]);
  g_strfreev (self->recipients);
  g_free (self);
}
