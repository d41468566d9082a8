#include "kheo-annex-look.h"

#include <glib/gi18n-lib.h>

#define MOST_CHOICES 7
#define MOST_GROUPS  3u
#define OWN_SIZE     "300x400mm" /* to begin with */

typedef enum
{
  ROW_STYLE,
  ROW_FRAME,
  ROW_PAPER,
  ROW_ORIENTATION,
  ROW_CODES,
  ROW_TOTALS,
  N_ROWS
} LookRow;

static const struct
{
  const char *title;                     /* N_() */
  const char *choices[MOST_CHOICES + 1]; /* N_() */
} rows[N_ROWS] = {
  [ROW_STYLE] = { N_ ("Heading of"),
                  { N_ ("As the office"), N_ ("Party body"), N_ ("Front, state body") } },
  [ROW_FRAME] = { N_ ("Frame"), { N_ ("Annex of a document"), N_ ("Statistical form") } },
  [ROW_PAPER] = { N_ ("Paper size"), { "A4", "A3", "A5", "A2", "A1", "A0", N_ ("Own size") } },
  [ROW_ORIENTATION] = { N_ ("Orientation"),
                        { N_ ("As it suits"), N_ ("Landscape"), N_ ("Portrait") } },
  [ROW_CODES] = { N_ ("Row of codes"), { N_ ("None"), "(1) (2) (3)", "A B 1 2 3" } },
  [ROW_TOTALS] = { N_ ("Total"), { N_ ("Below the rows"), N_ ("Above the rows"), N_ ("None") } },
};

static const char *const papers[] = { "A4", "A3", "A5", "A2", "A1", "A0" };
static const char *const tiles[] = { NULL, "A4", "A3" };

struct _KheoAnnexLook
{
  AdwBin parent_instance;

  KheoAnnexDraft *draft;
  GPtrArray      *groups; /* of KheoAnnexOffer: what rows can be grouped by */
  GtkWidget      *rows[N_ROWS];
  GtkWidget      *size_row; /* of paper of one's own size */
  GtkWidget      *tile_row;
  GtkWidget      *group_rows[MOST_GROUPS];
  gboolean        filling;
};

G_DEFINE_FINAL_TYPE (KheoAnnexLook, kheo_annex_look, ADW_TYPE_BIN)

/* ---- The layout as choices, and back ---- */

static guint
get_choice (const KheoAnnexLayout *layout, LookRow row)
{
  switch (row)
    {
    case ROW_STYLE:
      return (guint) (layout->style + 1);
    case ROW_FRAME:
      return layout->is_form ? 1 : 0;
    case ROW_PAPER:
      for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
        if (g_strcmp0 (papers[i], layout->paper) == 0)
          return i;
      return layout->paper != NULL ? G_N_ELEMENTS (papers) : 0;
    case ROW_ORIENTATION:
      return layout->orientation;
    case ROW_CODES:
      return layout->code_row;
    case ROW_TOTALS:
      return layout->totals;
    case N_ROWS:
    default:
      return 0;
    }
}

static void
set_choice (KheoAnnexLayout *layout, LookRow row, guint choice)
{
  switch (row)
    {
    case ROW_STYLE:
      layout->style = (int) choice - 1;
      break;
    case ROW_FRAME:
      layout->is_form = choice == 1;
      break;
    case ROW_PAPER:
      g_free (layout->paper);
      layout->paper = g_strdup (choice < G_N_ELEMENTS (papers) ? papers[choice] : OWN_SIZE);
      break;
    case ROW_ORIENTATION:
      layout->orientation = (KheoAnnexOrientation) choice;
      break;
    case ROW_CODES:
      layout->code_row = (KheoAnnexCodeRow) choice;
      break;
    case ROW_TOTALS:
      layout->totals = (KheoAnnexTotals) choice;
      break;
    case N_ROWS:
    default:
      break;
    }
}

static guint
find_group (KheoAnnexLook *self, const char *key)
{
  for (guint i = 0; i < self->groups->len; i++)
    if (g_str_equal (((const KheoAnnexOffer *) self->groups->pdata[i])->key, key))
      return i + 1;
  return 0;
}

static void
take_groups (KheoAnnexLook *self)
{
  GPtrArray *groups = kheo_annex_draft_get_layout (self->draft)->groups;

  g_ptr_array_set_size (groups, 0);
  for (guint i = 0; i < MOST_GROUPS; i++)
    {
      guint choice = adw_combo_row_get_selected (ADW_COMBO_ROW (self->group_rows[i]));

      if (choice > 0 && choice <= self->groups->len)
        g_ptr_array_add (
            groups, g_strdup (((const KheoAnnexOffer *) self->groups->pdata[choice - 1])->key));
    }
}

/* "300 × 400" as well as "300x400mm". */
static char *
parse_size (const char *text)
{
  GString         *size = g_string_new (text);
  g_autofree char *name = NULL;
  KheoPaper        paper;

  g_string_replace (size, "×", "x", 0);
  g_string_replace (size, " ", "", 0);
  if (!g_str_has_suffix (size->str, "mm"))
    g_string_append (size, "mm");
  name = g_string_free (size, FALSE);
  return kheo_paper_parse (name, FALSE, &paper, NULL) ? g_steal_pointer (&name) : NULL;
}

static void
show_size (KheoAnnexLook *self)
{
  const KheoAnnexLayout *layout = kheo_annex_draft_get_layout (self->draft);
  gboolean               own = get_choice (layout, ROW_PAPER) == G_N_ELEMENTS (papers);
  g_autofree char       *typed = parse_size (gtk_editable_get_text (GTK_EDITABLE (self->size_row)));

  gtk_widget_set_visible (self->size_row, own);
  gtk_widget_remove_css_class (self->size_row, "error");
  /* What was typed stays as it was typed, and applied. */
  if (own && g_strcmp0 (typed, layout->paper) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->size_row), layout->paper);
}

/* What a usual printer takes is not cut. */
static void
show_tile (KheoAnnexLook *self)
{
  const KheoAnnexLayout *layout = kheo_annex_draft_get_layout (self->draft);
  double                 a4 = 297 * KHEO_POINTS_PER_MM;
  KheoPaper              paper;
  gboolean large = layout->paper != NULL && kheo_paper_parse (layout->paper, FALSE, &paper, NULL) &&
                   MAX (paper.width, paper.height) > a4 + 1;

  gtk_widget_set_visible (self->tile_row, large);
}

/* ---- Callbacks ---- */

static void
size_cb (KheoAnnexLook *self)
{
  KheoAnnexLayout *layout = kheo_annex_draft_get_layout (self->draft);
  char            *size = parse_size (gtk_editable_get_text (GTK_EDITABLE (self->size_row)));

  if (size == NULL)
    {
      gtk_widget_add_css_class (self->size_row, "error");
      return;
    }
  g_free (layout->paper);
  layout->paper = size;
  show_size (self);
  show_tile (self);
  kheo_annex_draft_touch (self->draft, FALSE);
}

static void
tile_cb (KheoAnnexLook *self)
{
  if (!self->filling)
    kheo_annex_draft_touch (self->draft, FALSE);
}

static void
row_cb (GtkWidget *widget, GParamSpec *pspec, KheoAnnexLook *self)
{
  guint choice = adw_combo_row_get_selected (ADW_COMBO_ROW (widget));

  if (self->filling)
    return;
  for (guint i = 0; i < N_ROWS; i++)
    if (self->rows[i] == widget)
      {
        set_choice (kheo_annex_draft_get_layout (self->draft), (LookRow) i, choice);
        show_size (self);
        show_tile (self);
        kheo_annex_draft_touch (self->draft, i == ROW_TOTALS);
        return;
      }
  take_groups (self);
  kheo_annex_draft_touch (self->draft, TRUE);
}

static void
fill (KheoAnnexLook *self)
{
  const KheoAnnexLayout *layout = kheo_annex_draft_get_layout (self->draft);

  self->filling = TRUE;
  for (guint i = 0; i < N_ROWS; i++)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows[i]), get_choice (layout, (LookRow) i));
  for (guint i = 0; i < MOST_GROUPS; i++)
    adw_combo_row_set_selected (
        ADW_COMBO_ROW (self->group_rows[i]),
        i < layout->groups->len ? find_group (self, layout->groups->pdata[i]) : 0);
  show_size (self);
  show_tile (self);
  self->filling = FALSE;
}

/* ---- Children ---- */

static GtkWidget *
add_row (KheoAnnexLook *self, GtkWidget *group, const char *title, GtkStringList *choices)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  g_object_unref (choices);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (row_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static void
add_tile_row (KheoAnnexLook *self, GtkWidget *group)
{
  const char *const lines[] = { _ ("In one piece"), _ ("On sheets of A4"), _ ("On sheets of A3"),
                                NULL };
  g_autoptr (GtkStringList) choices = gtk_string_list_new (lines);

  self->tile_row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->tile_row), _ ("Poster"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->tile_row), G_LIST_MODEL (choices));
  g_signal_connect_object (self->tile_row, "notify::selected", G_CALLBACK (tile_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->tile_row);
}

static GtkWidget *
make_look (KheoAnnexLook *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Page"));
  for (guint i = 0; i < N_ROWS; i++)
    {
      GtkStringList *choices = gtk_string_list_new (NULL);

      for (guint k = 0; rows[i].choices[k] != NULL; k++)
        gtk_string_list_append (choices, _ (rows[i].choices[k]));
      self->rows[i] = add_row (self, group, _ (rows[i].title), choices);
      if (i != ROW_PAPER)
        continue;
      self->size_row = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->size_row),
                                     _ ("Width × height in millimetres"));
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->size_row), TRUE);
      g_signal_connect_object (self->size_row, "apply", G_CALLBACK (size_cb), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->size_row);
      add_tile_row (self, group);
    }
  return group;
}

static GtkWidget *
make_groups (KheoAnnexLook *self)
{
  const char *const titles[MOST_GROUPS] = { _ ("Group by"), _ ("then by"), _ ("then by") };
  GtkWidget        *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Groups"));
  for (guint i = 0; i < MOST_GROUPS; i++)
    {
      GtkStringList *choices = gtk_string_list_new (NULL);

      gtk_string_list_append (choices, _ ("Nothing"));
      for (guint k = 0; k < self->groups->len; k++)
        gtk_string_list_append (choices,
                                ((const KheoAnnexOffer *) self->groups->pdata[k])->heading);
      self->group_rows[i] = add_row (self, group, titles[i], choices);
    }
  gtk_widget_set_visible (group, self->groups->len > 0);
  return group;
}

static void
dispose (GObject *object)
{
  KheoAnnexLook *self = KHEO_ANNEX_LOOK (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  G_OBJECT_CLASS (kheo_annex_look_parent_class)->dispose (object);
}

static void
kheo_annex_look_class_init (KheoAnnexLookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
kheo_annex_look_init (KheoAnnexLook *self)
{
}

GtkWidget *
kheo_annex_look_new (KheoAnnexDraft *draft)
{
  KheoAnnexLook *self = g_object_new (KHEO_TYPE_ANNEX_LOOK, NULL);
  GtkWidget     *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->draft = g_object_ref (draft);
  self->groups = kheo_annex_subject_list_groups (kheo_annex_draft_get_subject (draft));
  self->filling = TRUE;
  gtk_box_append (GTK_BOX (box), make_look (self));
  gtk_box_append (GTK_BOX (box), make_groups (self));
  adw_bin_set_child (ADW_BIN (self), box);
  fill (self);
  g_signal_connect_object (draft, "replaced", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  /* Columns that are chosen bring their groups along. */
  g_signal_connect_object (draft, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

KheoPaper
kheo_annex_look_get_tile (KheoAnnexLook *self)
{
  guint     tile = adw_combo_row_get_selected (ADW_COMBO_ROW (self->tile_row));
  KheoPaper paper = { 0 };

  if (gtk_widget_get_visible (self->tile_row) && tile > 0 && tile < G_N_ELEMENTS (tiles))
    kheo_paper_parse (tiles[tile], FALSE, &paper, NULL);
  return paper;
}
