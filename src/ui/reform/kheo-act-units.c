#include "kheo-act-units.h"

#include "kheo-amount-entry.h"
#include "kheo-unit-chooser.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget       *box;
  KheoUnitChooser *chooser;
  GtkWidget       *remove;
  GtkWidget       *amounts[KHEO_N_AMOUNT_BASES]; /* NULL: not asked */
} Row;

struct _KheoActUnits
{
  GtkWidget parent_instance;

  /* owned */
  KheoScope       *scope;
  KheoReformDraft *draft; /* NULL: none */
  char            *label;
  GPtrArray       *rows; /* of Row; its widgets are children */

  KheoActUnitsFlags flags;
};

G_DEFINE_FINAL_TYPE (KheoActUnits, kheo_act_units, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
kheo_act_offer_founded (GtkWidget *unit_chooser, KheoReformDraft *draft)
{
  for (guint i = 0; draft != NULL && i < kheo_reform_draft_get_n_acts (draft); i++)
    {
      const KheoReformAct *act = kheo_reform_draft_get_act (draft, i);

      for (guint k = 0; k < act->units->len; k++)
        {
          const KheoReformActUnit *unit = &g_array_index (act->units, KheoReformActUnit, k);

          if (unit->unit_id < 0 && unit->name != NULL)
            kheo_unit_chooser_add (KHEO_UNIT_CHOOSER (unit_chooser), unit->unit_id, unit->name,
                                   _ ("New in this reform"));
        }
    }
}

/* ---- Rows ---- */

static gboolean
is_filled (const Row *row)
{
  g_autofree char *name = kheo_unit_chooser_dup_new_name (row->chooser);

  return kheo_unit_chooser_get_unit (row->chooser) != 0 || name != NULL;
}

static Row *add_row (KheoActUnits *self);

/* There is always one empty row more to fill in, and the last of all cannot be removed. */
static void
settle_rows (KheoActUnits *self)
{
  gboolean many = (self->flags & KHEO_ACT_UNITS_MANY) != 0;

  if (self->rows->len == 0 ||
      (many && is_filled (g_ptr_array_index (self->rows, self->rows->len - 1))))
    add_row (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      gtk_widget_set_visible (row->remove, many);
      gtk_widget_set_sensitive (row->remove, i + 1 < self->rows->len);
    }
}

static void
changed_cb (KheoActUnits *self)
{
  settle_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (GtkButton *button, KheoActUnits *self)
{
  for (guint i = 0; i + 1 < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->remove != GTK_WIDGET (button))
        continue;
      gtk_widget_unparent (row->box);
      g_ptr_array_remove_index (self->rows, i);
      break;
    }
  changed_cb (self);
}

static void
add_amounts (KheoActUnits *self, Row *row)
{
  for (guint i = 0; i < KHEO_N_AMOUNT_BASES; i++)
    {
      row->amounts[i] = kheo_amount_entry_new (kheo_amount_bases[i]);
      g_signal_connect_object (row->amounts[i], "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (row->box), row->amounts[i]);
    }
}

static Row *
add_row (KheoActUnits *self)
{
  Row       *row = g_new0 (Row, 1);
  GtkWidget *chooser = kheo_unit_chooser_new (self->scope, self->label);

  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  row->chooser = KHEO_UNIT_CHOOSER (chooser);
  kheo_unit_chooser_set_founds (row->chooser, (self->flags & KHEO_ACT_UNITS_FOUNDS) != 0);
  kheo_act_offer_founded (chooser, self->draft);
  gtk_widget_set_hexpand (chooser, TRUE);
  gtk_box_append (GTK_BOX (row->box), chooser);
  if ((self->flags & KHEO_ACT_UNITS_AMOUNTS) != 0)
    add_amounts (self, row);
  row->remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  gtk_widget_add_css_class (row->remove, "flat");
  kheo_page_set_label (row->remove, _ ("Leave this unit out"));
  gtk_widget_set_tooltip_text (row->remove, _ ("Leave this unit out"));
  gtk_box_append (GTK_BOX (row->box), row->remove);
  gtk_widget_set_parent (row->box, GTK_WIDGET (self));
  g_ptr_array_add (self->rows, row);
  g_signal_connect_object (chooser, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (row->remove, "clicked", G_CALLBACK (remove_cb), self);
  return row;
}

/* ---- Object ---- */

static void
kheo_act_units_dispose (GObject *object)
{
  KheoActUnits *self = KHEO_ACT_UNITS (object);

  kheo_page_unparent_children (GTK_WIDGET (self));
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->scope);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (kheo_act_units_parent_class)->dispose (object);
}

static void
kheo_act_units_finalize (GObject *object)
{
  g_free (KHEO_ACT_UNITS (object)->label);
  g_ptr_array_unref (KHEO_ACT_UNITS (object)->rows);
  G_OBJECT_CLASS (kheo_act_units_parent_class)->finalize (object);
}

static gboolean
kheo_act_units_grab_focus (GtkWidget *widget)
{
  GPtrArray *rows = KHEO_ACT_UNITS (widget)->rows;
  Row       *row = g_ptr_array_index (rows, rows->len - 1); /* the next to be filled in */

  return gtk_widget_grab_focus (GTK_WIDGET (row->chooser));
}

static void
kheo_act_units_class_init (KheoActUnitsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_act_units_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_act_units_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = kheo_act_units_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_ACT_UNITS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
kheo_act_units_init (KheoActUnits *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 6);
  self->rows = g_ptr_array_new_with_free_func (g_free);
}

GtkWidget *
kheo_act_units_new (KheoScope        *scope,
                    KheoReformDraft  *draft,
                    const char       *label,
                    KheoActUnitsFlags flags)
{
  KheoActUnits *self = g_object_new (KHEO_TYPE_ACT_UNITS, NULL);

  self->scope = g_object_ref (scope);
  self->draft = draft ? g_object_ref (draft) : NULL;
  self->label = g_strdup (label);
  self->flags = flags;
  settle_rows (self);
  return GTK_WIDGET (self);
}

guint
kheo_act_units_get_n (KheoActUnits *self)
{
  guint n = 0;

  g_return_val_if_fail (KHEO_IS_ACT_UNITS (self), 0);
  for (guint i = 0; i < self->rows->len; i++)
    n += is_filled (g_ptr_array_index (self->rows, i));
  return n;
}

static Row *
filled_row (KheoActUnits *self, guint index)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (is_filled (row) && index-- == 0)
        return row;
    }
  return NULL;
}

gint64
kheo_act_units_get (KheoActUnits *self,
                    guint         index,
                    char        **out_name,
                    gint64        out_amounts[KHEO_N_BASES])
{
  Row *row;

  g_return_val_if_fail (KHEO_IS_ACT_UNITS (self), 0);
  row = filled_row (self, index);
  g_return_val_if_fail (row != NULL, 0);
  if (out_name != NULL)
    *out_name = kheo_unit_chooser_dup_new_name (row->chooser);
  for (guint i = 0; out_amounts != NULL && i < KHEO_N_AMOUNT_BASES; i++)
    if (row->amounts[i] != NULL)
      kheo_amount_entry_read (row->amounts[i], &out_amounts[kheo_amount_bases[i]]);
  return kheo_unit_chooser_get_unit (row->chooser);
}

void
kheo_act_units_add (KheoActUnits *self, gint64 unit, const char *name, const gint64 *amounts)
{
  Row *row;

  g_return_if_fail (KHEO_IS_ACT_UNITS (self));
  row = g_ptr_array_index (self->rows, self->rows->len - 1);
  for (guint i = 0; amounts != NULL && i < KHEO_N_AMOUNT_BASES; i++)
    if (row->amounts[i] != NULL)
      kheo_amount_entry_write (row->amounts[i], amounts[kheo_amount_bases[i]]);
  if (unit != 0)
    kheo_unit_chooser_set_unit (row->chooser, unit);
  else
    kheo_unit_chooser_set_new_name (row->chooser, name);
  changed_cb (self);
}

gboolean
kheo_act_units_is_valid (KheoActUnits *self)
{
  g_return_val_if_fail (KHEO_IS_ACT_UNITS (self), FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      gint64     amount;

      if (!kheo_unit_chooser_is_valid (row->chooser))
        return FALSE;
      for (guint k = 0; k < KHEO_N_AMOUNT_BASES; k++)
        if (row->amounts[k] != NULL && !kheo_amount_entry_read (row->amounts[k], &amount))
          return FALSE;
    }
  return TRUE;
}
