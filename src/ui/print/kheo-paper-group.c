#include "kheo-paper-group.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

struct _KheoPaperGroup
{
  AdwPreferencesGroup parent_instance;

  /* Rows, and what stands in them. */
  GtkWidget *size_row;
  GtkWidget *width_row, *width;
  GtkWidget *height_row, *height;
  GtkWidget *orientation_row;
  GtkWidget *tile_row;

  gboolean quiet; /* several things are being set at once */
};

G_DEFINE_FINAL_TYPE (KheoPaperGroup, kheo_paper_group, ADW_TYPE_PREFERENCES_GROUP)

static guint changed_signal;

/* In the order of the row; the slide and the own size are the last. */
static const char *const sizes[] = { "A5", "A4", "A3", "A2", "A1", "A0", "16:9", NULL };

enum
{
  USUAL = 1,
  SLIDE = 6,
  OWN = 7
};

static const char *const tiles[] = { NULL, "A4", "A3" };

#define LEAST_MM 20
#define MOST_MM  5000

static guint
selected (GtkWidget *row)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (row));
}

/* Only what means something for the chosen size. */
static void
show_rows (KheoPaperGroup *self)
{
  guint     size = selected (self->size_row);
  KheoPaper paper = kheo_paper_group_get_paper (self);
  double    a4 = 297 * KHEO_POINTS_PER_MM;

  gtk_widget_set_visible (self->width_row, size == OWN);
  gtk_widget_set_visible (self->height_row, size == OWN);
  gtk_widget_set_visible (self->orientation_row, size < SLIDE);
  gtk_widget_set_visible (self->tile_row,
                          size != SLIDE && MAX (paper.width, paper.height) > a4 + 1);
}

static void
changed_cb (KheoPaperGroup *self)
{
  if (self->quiet)
    return;
  show_rows (self);
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
add_combo (KheoPaperGroup *self, const char *title, const char *const *lines)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (lines);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
add_millimetres (KheoPaperGroup *self, const char *title, double value, GtkWidget **out_spin)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (LEAST_MM, MOST_MM, 10);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  *out_spin = spin;
  return row;
}

static void
kheo_paper_group_class_init (KheoPaperGroupClass *klass)
{
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_paper_group_init (KheoPaperGroup *self)
{
  const char *const size_lines[] = { "A5",           "A4", "A3", "A2", "A1", "A0", _ ("Slide 16:9"),
                                     _ ("Own size"), NULL };
  const char *const orientation_lines[] = { _ ("Landscape"), _ ("Portrait"), NULL };
  const char *const tile_lines[] = { _ ("In one piece"), _ ("On sheets of A4"),
                                     _ ("On sheets of A3"), NULL };

  self->quiet = TRUE;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Paper"));
  self->size_row = add_combo (self, _ ("Size"), size_lines);
  self->width_row = add_millimetres (self, _ ("Width, millimetres"), 600, &self->width);
  self->height_row = add_millimetres (self, _ ("Height, millimetres"), 900, &self->height);
  self->orientation_row = add_combo (self, _ ("Orientation"), orientation_lines);
  self->tile_row = add_combo (self, _ ("Poster"), tile_lines);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->size_row), USUAL);
  self->quiet = FALSE;
  show_rows (self);
}

GtkWidget *
kheo_paper_group_new (void)
{
  return g_object_new (KHEO_TYPE_PAPER_GROUP, NULL);
}

KheoPaper
kheo_paper_group_get_paper (KheoPaperGroup *self)
{
  guint     size = selected (self->size_row);
  KheoPaper paper = { 0 };

  if (size == OWN)
    return (KheoPaper){
      gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->width)) * KHEO_POINTS_PER_MM,
      gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->height)) * KHEO_POINTS_PER_MM
    };
  kheo_paper_parse (sizes[MIN (size, SLIDE)], selected (self->orientation_row) == 0, &paper, NULL);
  return paper;
}

KheoPaper
kheo_paper_group_get_tile (KheoPaperGroup *self)
{
  guint     tile = selected (self->tile_row);
  KheoPaper paper = { 0 };

  if (gtk_widget_get_visible (self->tile_row) && tile > 0 && tile < G_N_ELEMENTS (tiles))
    kheo_paper_parse (tiles[tile], FALSE, &paper, NULL);
  return paper;
}

void
kheo_paper_group_choose (KheoPaperGroup *self,
                         const char     *paper,
                         gboolean        landscape,
                         const char     *tile)
{
  guint     size = OWN;
  KheoPaper own;

  self->quiet = TRUE;
  for (guint i = 0; sizes[i] != NULL; i++)
    if (g_str_equal (sizes[i], paper))
      size = i;
  if (size == OWN && kheo_paper_parse (paper, landscape, &own, NULL))
    {
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->width), own.width / KHEO_POINTS_PER_MM);
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->height), own.height / KHEO_POINTS_PER_MM);
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->size_row), size);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->orientation_row), landscape ? 0 : 1);
  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    if (g_strcmp0 (tiles[i], tile) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->tile_row), i);
  self->quiet = FALSE;
  changed_cb (self);
}
