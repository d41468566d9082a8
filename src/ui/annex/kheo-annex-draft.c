#include "kheo-annex-draft.h"

/* What lists are grouped by unless a layout says otherwise. */
#define USUAL_GROUP "child"

struct _KheoAnnexDraft
{
  GObject parent_instance;

  /* Owned. */
  char            *subject;
  KheoAnnexLayout *layout;
  GPtrArray       *offers;
  char            *usual[KHEO_ANNEX_N_WORDS];
  GPtrArray       *shown;   /* char*: keys of the columns that the page has; NULL: not known yet */
  gboolean         grouped; /* the page has groups, which a layout without any does not choose */
};

G_DEFINE_FINAL_TYPE (KheoAnnexDraft, kheo_annex_draft, G_TYPE_OBJECT)

enum
{
  CHANGED,
  REPLACED,
  KNOWN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
finalize (GObject *object)
{
  KheoAnnexDraft *self = KHEO_ANNEX_DRAFT (object);

  g_free (self->subject);
  kheo_annex_layout_free (self->layout);
  g_ptr_array_unref (self->offers);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    g_free (self->usual[i]);
  G_OBJECT_CLASS (kheo_annex_draft_parent_class)->finalize (object);
}

static void
kheo_annex_draft_class_init (KheoAnnexDraftClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[REPLACED] =
      g_signal_new ("replaced", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KNOWN] =
      g_signal_new ("known", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_annex_draft_init (KheoAnnexDraft *self)
{
}

KheoAnnexDraft *
kheo_annex_draft_new (const char *subject)
{
  KheoAnnexDraft *self = g_object_new (KHEO_TYPE_ANNEX_DRAFT, NULL);

  self->subject = g_strdup (subject);
  self->layout = kheo_annex_layout_new ("", subject);
  self->offers = kheo_annex_subject_list_columns (subject, NULL);
  return self;
}

const char *
kheo_annex_draft_get_subject (KheoAnnexDraft *self)
{
  return self->subject;
}

KheoAnnexLayout *
kheo_annex_draft_get_layout (KheoAnnexDraft *self)
{
  return self->layout;
}

void
kheo_annex_draft_touch (KheoAnnexDraft *self, gboolean content)
{
  g_signal_emit (self, signals[CHANGED], 0, content);
}

void
kheo_annex_draft_replace (KheoAnnexDraft *self, const KheoAnnexLayout *layout)
{
  KheoAnnexLayout *old = self->layout;

  self->layout = kheo_annex_layout_dup (layout);
  kheo_annex_layout_free (old);
  g_signal_emit (self, signals[REPLACED], 0);
  kheo_annex_draft_touch (self, TRUE);
}

const GPtrArray *
kheo_annex_draft_get_offers (KheoAnnexDraft *self)
{
  return self->offers;
}

void
kheo_annex_draft_set_indicators (KheoAnnexDraft *self, KheoIndicators *indicators)
{
  g_ptr_array_unref (self->offers);
  self->offers = kheo_annex_subject_list_columns (self->subject, indicators);
}

static gboolean
is_shown (KheoAnnexDraft *self, const KheoAnnexOffer *offer)
{
  return self->shown != NULL
             ? g_ptr_array_find_with_equal_func (self->shown, offer->key, g_str_equal, NULL)
             : offer->usual;
}

GPtrArray *
kheo_annex_draft_list_shown (KheoAnnexDraft *self)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->layout->columns->len; i++)
    g_ptr_array_add (keys,
                     g_strdup (((KheoAnnexLayoutColumn *) self->layout->columns->pdata[i])->key));
  for (guint i = 0; self->layout->columns->len == 0 && i < self->offers->len; i++)
    {
      const KheoAnnexOffer *offer = self->offers->pdata[i];

      if (is_shown (self, offer))
        g_ptr_array_add (keys, g_strdup (offer->key));
    }
  return keys;
}

/* The usual list of models is grouped by unit: so it stays when its columns are chosen. */
static void
own_groups (KheoAnnexDraft *self)
{
  g_autoptr (GPtrArray) groups = kheo_annex_subject_list_groups (self->subject);

  if (!self->grouped || self->layout->groups->len > 0)
    return;
  for (guint i = 0; i < groups->len; i++)
    if (g_str_equal (((const KheoAnnexOffer *) groups->pdata[i])->key, USUAL_GROUP))
      g_ptr_array_add (self->layout->groups, g_strdup (USUAL_GROUP));
}

void
kheo_annex_draft_own_columns (KheoAnnexDraft *self)
{
  if (self->layout->columns->len > 0)
    return;
  own_groups (self);
  for (guint i = 0; i < self->offers->len; i++)
    {
      const KheoAnnexOffer *offer = self->offers->pdata[i];

      if (is_shown (self, offer))
        kheo_annex_layout_add_column (self->layout, offer->key)->sum = offer->sum;
    }
}

static gboolean
has_groups (const KheoAnnexTable *table)
{
  for (guint row = 0; row < kheo_annex_table_get_n_rows (table); row++)
    if (kheo_annex_table_get_row_kind (table, row) == KHEO_ANNEX_ROW_GROUP)
      return TRUE;
  return FALSE;
}

const char *
kheo_annex_draft_get_usual (KheoAnnexDraft *self, KheoAnnexWord word)
{
  return self->usual[word] != NULL ? self->usual[word] : "";
}

void
kheo_annex_draft_learn (KheoAnnexDraft         *self,
                        const KheoAnnexContent *content,
                        const KheoAnnexOffice  *office)
{
  g_autoptr (KheoAnnexLayout) bare = kheo_annex_layout_new ("", self->subject);
  g_autoptr (KheoAnnexPlan) plan = NULL;

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < kheo_annex_table_get_n_columns (content->table); i++)
    g_ptr_array_add (self->shown, g_strdup (kheo_annex_table_get_key (content->table, i)));
  self->grouped = has_groups (content->table);
  bare->style = self->layout->style;
  if ((plan = kheo_annex_plan_new (bare, content, office, NULL)) == NULL)
    return;
  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    {
      g_free (self->usual[i]);
      self->usual[i] = g_strdup (kheo_annex_plan_get_word (plan, (KheoAnnexWord) i));
    }
  g_signal_emit (self, signals[KNOWN], 0);
}
