#include "kheo-annex-words.h"

#include "kheo-page.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  PART_HEADING,
  PART_FORM,
  PART_LEFT,
  PART_RIGHT,
  N_PARTS
} Part;

static const char *const part_titles[N_PARTS] = {
  [PART_HEADING] = N_ ("Words of the page"),
  [PART_FORM] = N_ ("Statistical form"),
  [PART_LEFT] = N_ ("Signature at the left"),
  [PART_RIGHT] = N_ ("Signature at the right"),
};

static const struct
{
  Part        part;
  const char *title; /* N_() */
} words[KHEO_ANNEX_N_WORDS] = {
  [KHEO_ANNEX_WORD_NUMBER] = { PART_HEADING, N_ ("Number of the annex") },
  [KHEO_ANNEX_WORD_TITLE] = { PART_HEADING, N_ ("Title") },
  [KHEO_ANNEX_WORD_SUBTITLE] = { PART_HEADING, N_ ("Subtitle") },
  [KHEO_ANNEX_WORD_AS_OF] = { PART_HEADING, N_ ("As of") },
  [KHEO_ANNEX_WORD_ATTACHED_TO] = { PART_HEADING, N_ ("Attached to") },
  [KHEO_ANNEX_WORD_UNIT_LINE] = { PART_HEADING, N_ ("Unit of measure") },
  [KHEO_ANNEX_WORD_NOTE] = { PART_HEADING, N_ ("Note below the table") },
  [KHEO_ANNEX_WORD_SYMBOL] = { PART_HEADING, N_ ("Number and symbol") },
  [KHEO_ANNEX_WORD_FORM_CODE] = { PART_FORM, N_ ("Code of the form") },
  [KHEO_ANNEX_WORD_LEGAL_BASE] = { PART_FORM, N_ ("Legal base") },
  [KHEO_ANNEX_WORD_SENDER] = { PART_FORM, N_ ("Who reports") },
  [KHEO_ANNEX_WORD_RECEIVER] = { PART_FORM, N_ ("Who is reported to") },
  [KHEO_ANNEX_WORD_LEFT_AUTHORITY] = { PART_LEFT, N_ ("In the name of") },
  [KHEO_ANNEX_WORD_LEFT_POST] = { PART_LEFT, N_ ("Post") },
  [KHEO_ANNEX_WORD_LEFT_NOTE] = { PART_LEFT, N_ ("Note") },
  [KHEO_ANNEX_WORD_LEFT_NAME] = { PART_LEFT, N_ ("Name") },
  [KHEO_ANNEX_WORD_RIGHT_AUTHORITY] = { PART_RIGHT, N_ ("In the name of") },
  [KHEO_ANNEX_WORD_RIGHT_POST] = { PART_RIGHT, N_ ("Post") },
  [KHEO_ANNEX_WORD_RIGHT_NOTE] = { PART_RIGHT, N_ ("Note") },
  [KHEO_ANNEX_WORD_RIGHT_NAME] = { PART_RIGHT, N_ ("Name") },
};

struct _KheoAnnexWords
{
  AdwBin parent_instance;

  KheoAnnexDraft *draft;
  GtkWidget      *rows[KHEO_ANNEX_N_WORDS]; /* NULL: on the other page */
  GtkWidget      *resets[KHEO_ANNEX_N_WORDS];
  GtkTextBuffer  *recipients; /* NULL: on the other page */
  gboolean        filling;
};

G_DEFINE_FINAL_TYPE (KheoAnnexWords, kheo_annex_words, ADW_TYPE_BIN)

/* ---- Showing ---- */

static void
fill_row (KheoAnnexWords *self, guint word)
{
  const char *own = kheo_annex_draft_get_layout (self->draft)->words[word];
  const char *text =
      own != NULL ? own : kheo_annex_draft_get_usual (self->draft, (KheoAnnexWord) word);

  gtk_widget_set_sensitive (self->resets[word], own != NULL);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->rows[word])), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->rows[word]), text);
}

static void
fill_recipients (KheoAnnexWords *self)
{
  const GPtrArray *recipients = kheo_annex_draft_get_layout (self->draft)->recipients;
  GString         *text = g_string_new (NULL);

  for (guint i = 0; i < recipients->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) recipients->pdata[i]);
  gtk_text_buffer_set_text (self->recipients, text->str, (int) text->len);
  g_string_free (text, TRUE);
}

/* Words that are being typed must not be taken from under the hand: only those that are usual
 * change. */
static void
known_cb (KheoAnnexWords *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    if (self->rows[i] != NULL && kheo_annex_draft_get_layout (self->draft)->words[i] == NULL)
      fill_row (self, i);
  self->filling = FALSE;
}

static void
fill (KheoAnnexWords *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    if (self->rows[i] != NULL)
      fill_row (self, i);
  if (self->recipients != NULL)
    fill_recipients (self);
  self->filling = FALSE;
}

/* ---- Changing ---- */

static void
typed_cb (GtkEditable *row, KheoAnnexWords *self)
{
  if (self->filling)
    return;
  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    if (self->rows[i] == GTK_WIDGET (row))
      {
        kheo_annex_layout_set_word (kheo_annex_draft_get_layout (self->draft), (KheoAnnexWord) i,
                                    gtk_editable_get_text (row));
        gtk_widget_set_sensitive (self->resets[i], TRUE);
        kheo_annex_draft_touch (self->draft, FALSE);
      }
}

static void
reset_cb (GtkWidget *button, KheoAnnexWords *self)
{
  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    if (self->resets[i] == button)
      {
        kheo_annex_layout_set_word (kheo_annex_draft_get_layout (self->draft), (KheoAnnexWord) i,
                                    NULL);
        self->filling = TRUE;
        fill_row (self, i);
        self->filling = FALSE;
        kheo_annex_draft_touch (self->draft, FALSE);
      }
}

/* One a line. */
static void
recipients_cb (KheoAnnexWords *self)
{
  GPtrArray       *recipients = kheo_annex_draft_get_layout (self->draft)->recipients;
  GtkTextIter      start, end;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (self->filling)
    return;
  gtk_text_buffer_get_bounds (self->recipients, &start, &end);
  text = gtk_text_buffer_get_text (self->recipients, &start, &end, FALSE);
  lines = g_strsplit (text, "\n", -1);
  g_ptr_array_set_size (recipients, 0);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (recipients, g_strdup (lines[i]));
  kheo_annex_draft_touch (self->draft, FALSE);
}

/* ---- Children ---- */

static void
add_row (KheoAnnexWords *self, GtkWidget *group, guint word)
{
  GtkWidget       *row = adw_entry_row_new ();
  GtkWidget       *reset = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("%s: as usual"), _ (words[word].title));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (words[word].title));
  gtk_widget_set_valign (reset, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (reset, "flat");
  gtk_widget_set_tooltip_text (reset, _ ("As usual"));
  kheo_page_set_label (reset, label);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), reset);
  g_signal_connect_object (row, "changed", G_CALLBACK (typed_cb), self, 0);
  g_signal_connect_object (reset, "clicked", G_CALLBACK (reset_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  self->rows[word] = row;
  self->resets[word] = reset;
}

static GtkWidget *
make_part (KheoAnnexWords *self, Part part)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (part_titles[part]));
  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    if (words[i].part == part)
      add_row (self, group, i);
  return group;
}

static GtkWidget *
make_recipients (KheoAnnexWords *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *frame = gtk_frame_new (NULL);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Recipients"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ ("One on each line"));
  self->recipients = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_widget_set_size_request (view, -1, 96);
  kheo_page_set_label (view, _ ("Recipients"));
  g_signal_connect_object (self->recipients, "changed", G_CALLBACK (recipients_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_frame_set_child (GTK_FRAME (frame), view);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), frame);
  return group;
}

static void
dispose (GObject *object)
{
  KheoAnnexWords *self = KHEO_ANNEX_WORDS (object);

  g_clear_object (&self->draft);
  G_OBJECT_CLASS (kheo_annex_words_parent_class)->dispose (object);
}

static void
kheo_annex_words_class_init (KheoAnnexWordsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
kheo_annex_words_init (KheoAnnexWords *self)
{
}

static GtkWidget *
make (KheoAnnexDraft *draft, Part first, Part last, gboolean recipients)
{
  KheoAnnexWords *self = g_object_new (KHEO_TYPE_ANNEX_WORDS, NULL);
  GtkWidget      *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->draft = g_object_ref (draft);
  for (guint part = first; part <= last; part++)
    gtk_box_append (GTK_BOX (box), make_part (self, (Part) part));
  if (recipients)
    gtk_box_append (GTK_BOX (box), make_recipients (self));
  adw_bin_set_child (ADW_BIN (self), box);
  fill (self);
  g_signal_connect_object (draft, "replaced", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "known", G_CALLBACK (known_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

GtkWidget *
kheo_annex_words_new (KheoAnnexDraft *draft)
{
  return make (draft, PART_HEADING, PART_FORM, FALSE);
}

GtkWidget *
kheo_annex_signatures_new (KheoAnnexDraft *draft)
{
  return make (draft, PART_LEFT, PART_RIGHT, TRUE);
}
