#include "kheo-weight-form.h"

#include "kheo-amount-entry.h"
#include "kheo-sheet-write.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KheoSuccession succession;
  GtkWidget     *entries[KHEO_N_AMOUNT_BASES];
} Part;

struct _KheoWeightForm
{
  GtkWidget parent_instance;

  /* borrowed: child */
  GtkGrid *grid;

  /* owned */
  KheoScope *scope;
  GtkWidget *near;
  GArray    *parts; /* of Part */
};

G_DEFINE_FINAL_TYPE (KheoWeightForm, kheo_weight_form, GTK_TYPE_WIDGET)

/* ---- Writing ---- */

typedef struct
{
  gint64    succession;
  KheoBasis basis;
  gint64    amount;
} Weight;

static gpointer
weights_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *weights = data;

  for (guint i = 0; i < weights->len; i++)
    {
      const Weight *weight = &g_array_index (weights, Weight, i);

      if (!kheo_succession_set_weight (db, weight->succession, weight->basis, weight->amount,
                                       error))
        return NULL;
    }
  return GINT_TO_POINTER (1);
}

static void
array_free (gpointer array)
{
  g_array_unref (array);
}

/* Only what is another amount than before. */
static GArray *
list_changed (KheoWeightForm *self)
{
  GArray *weights = g_array_new (FALSE, FALSE, sizeof (Weight));

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);

      for (guint k = 0; k < KHEO_N_AMOUNT_BASES; k++)
        {
          Weight weight = { part->succession.id, kheo_amount_bases[k], -1 };

          kheo_amount_entry_read (part->entries[k], &weight.amount);
          if (weight.amount != part->succession.weights[weight.basis])
            g_array_append_val (weights, weight);
        }
    }
  return weights;
}

static void
accepted_cb (KheoWeightForm *self, KheoSheetWindow *window)
{
  const KheoSheetDeed deed = {
    .title = _ ("Noted how a divided unit is apportioned"),
    .toast = _ ("The parts of a divided unit were noted"),
    .job = weights_job,
    .data = list_changed (self),
    .data_free = array_free,
  };

  kheo_sheet_write (window, self->near, self->scope, &deed);
}

/* ---- The form ---- */

static void
changed_cb (KheoWeightForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean ready = TRUE;

  for (guint i = 0; i < self->parts->len; i++)
    for (guint k = 0; k < KHEO_N_AMOUNT_BASES; k++)
      {
        gint64 amount;

        ready = kheo_amount_entry_read (g_array_index (self->parts, Part, i).entries[k], &amount) &&
                ready;
      }
  if (KHEO_IS_SHEET_WINDOW (root))
    kheo_sheet_window_set_ready (KHEO_SHEET_WINDOW (root), ready);
}

static void
add_label (KheoWeightForm *self, const char *text, int column, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, column == 0);
  if (row == 0)
    gtk_widget_add_css_class (label, "field-label");
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
add_part (KheoWeightForm *self, const KheoSuccession *succession, KheoUnits *units)
{
  const KheoUnitVersion *version =
      kheo_units_get_version (units, succession->new_id, succession->date);
  Part part = { .succession = *succession };
  int  row = (int) self->parts->len + 1;

  add_label (self, version ? version->name : "", 0, row);
  for (guint k = 0; k < KHEO_N_AMOUNT_BASES; k++)
    {
      part.entries[k] = kheo_amount_entry_new (kheo_amount_bases[k]);
      kheo_amount_entry_write (part.entries[k], succession->weights[kheo_amount_bases[k]]);
      g_signal_connect_object (part.entries[k], "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_grid_attach (self->grid, part.entries[k], (int) k + 1, row, 1, 1);
    }
  g_array_append_val (self->parts, part);
}

static void
make_form (KheoWeightForm *self, gint64 reform, gint64 unit)
{
  KheoUnits            *units = kheo_scope_get_units (self->scope);
  guint                 n = 0;
  const KheoSuccession *successions = units ? kheo_units_get_successions (units, &n) : NULL;

  for (guint i = 0; i < n; i++)
    if (successions[i].old_id == unit && successions[i].reform_id == reform &&
        !successions[i].whole)
      add_part (self, &successions[i], units);
  add_label (self, _ ("Part that went to"), 0, 0);
  for (guint k = 0; k < KHEO_N_AMOUNT_BASES; k++)
    add_label (self, kheo_amount_label (kheo_amount_bases[k]), (int) k + 1, 0);
}

static void
add_about (KheoWeightForm *self, gint64 unit)
{
  g_autofree char *name = kheo_scope_dup_unit_name (self->scope, unit);
  g_autofree char *text = g_strdup_printf (
      _ ("What “%s” was divided into. A basis is used once every part has an amount of it."), name);
  GtkWidget *about = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (about), TRUE);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (about), 54);
  gtk_widget_add_css_class (about, "dim-label");
  gtk_widget_set_parent (about, GTK_WIDGET (self));
}

/* ---- Object ---- */

static void
kheo_weight_form_dispose (GObject *object)
{
  KheoWeightForm *self = KHEO_WEIGHT_FORM (object);

  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->scope);
  g_clear_object (&self->near);
  g_clear_pointer (&self->parts, g_array_unref);
  G_OBJECT_CLASS (kheo_weight_form_parent_class)->dispose (object);
}

static void
kheo_weight_form_class_init (KheoWeightFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_weight_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "weight-form");
}

static void
kheo_weight_form_init (KheoWeightForm *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 12);
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
}

KheoSheetWindow *
kheo_weight_form_open (GtkWidget *near, KheoScope *scope, gint64 reform, gint64 unit)
{
  KheoWeightForm  *form = g_object_ref_sink (g_object_new (KHEO_TYPE_WEIGHT_FORM, NULL));
  KheoSheetWindow *window = NULL;

  form->scope = g_object_ref (scope);
  form->near = g_object_ref (near);
  add_about (form, unit);
  form->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (form->grid, 6);
  gtk_grid_set_column_spacing (form->grid, 6);
  gtk_widget_set_parent (GTK_WIDGET (form->grid), GTK_WIDGET (form));
  make_form (form, reform, unit);
  if (form->parts->len > 0)
    {
      window = kheo_sheet_window_new (near, _ ("Parts of a divided unit"), _ ("_Save"),
                                      GTK_WIDGET (form));
      g_signal_connect_object (window, "accepted", G_CALLBACK (accepted_cb), form,
                               G_CONNECT_SWAPPED);
      gtk_window_present (GTK_WINDOW (window));
    }
  g_object_unref (form);
  return window;
}

void
kheo_weight_form_fill (KheoWeightForm *self, guint index, KheoBasis basis, gint64 amount)
{
  g_return_if_fail (KHEO_IS_WEIGHT_FORM (self) && index < self->parts->len);
  for (guint k = 0; k < KHEO_N_AMOUNT_BASES; k++)
    if (kheo_amount_bases[k] == basis)
      kheo_amount_entry_write (g_array_index (self->parts, Part, index).entries[k], amount);
}
