#include "kheo-findings-group.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 40 /* more tell no more; the worst come first */

struct _KheoFindingsGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* borrowed from the group */
};

G_DEFINE_FINAL_TYPE (KheoFindingsGroup, kheo_findings_group, ADW_TYPE_PREFERENCES_GROUP)

static guint chosen_signal;

static const struct
{
  const char *icon;
  const char *name; /* N_() */
} severities[] = {
  [KHEO_PREFLIGHT_NOTE] = { "dialog-information-symbolic", N_ ("For your information") },
  [KHEO_PREFLIGHT_WARNING] = { "dialog-warning-symbolic", N_ ("Look at this") },
  [KHEO_PREFLIGHT_ERROR] = { "dialog-error-symbolic", N_ ("To be mended") },
};

static void
activated_cb (AdwActionRow *row, KheoFindingsGroup *self)
{
  g_signal_emit (self, chosen_signal, 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "index")));
}

static AdwActionRow *
add_row (KheoFindingsGroup *self, KheoPreflightSeverity severity, const char *message)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (severities[severity].icon);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), message);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (severities[severity].name), -1);
  gtk_widget_set_tooltip_text (icon, _ (severities[severity].name));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  return ADW_ACTION_ROW (row);
}

static void
add_finding (KheoFindingsGroup *self, const KheoPreflightFinding *finding, guint index)
{
  AdwActionRow    *row = add_row (self, finding->severity, finding->message);
  g_autofree char *page = g_strdup_printf (_ ("Page %u"), finding->page + 1);

  adw_action_row_set_subtitle (row, page);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, 0);
}

static void
finalize (GObject *object)
{
  g_ptr_array_unref (((KheoFindingsGroup *) object)->rows);
  G_OBJECT_CLASS (kheo_findings_group_parent_class)->finalize (object);
}

static void
kheo_findings_group_class_init (KheoFindingsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
kheo_findings_group_init (KheoFindingsGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Before printing"));
}

GtkWidget *
kheo_findings_group_new (void)
{
  return g_object_new (KHEO_TYPE_FINDINGS_GROUP, NULL);
}

void
kheo_findings_group_show (KheoFindingsGroup *self, const GPtrArray *findings, gboolean stale)
{
  g_autofree char *more = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  if (stale)
    add_row (self, KHEO_PREFLIGHT_WARNING,
             _ ("Figures were changed since this was made: make it anew before printing"));
  for (guint i = 0; findings != NULL && i < MIN (findings->len, MOST_ROWS); i++)
    add_finding (self, findings->pdata[i], i);
  if (findings != NULL && findings->len > MOST_ROWS)
    more = g_strdup_printf (_ ("… and %u more"), findings->len - MOST_ROWS);
  else if (findings != NULL && findings->len == 0 && !stale)
    more = g_strdup (_ ("Nothing to say against printing this."));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), more);
}

guint
kheo_findings_group_get_n (KheoFindingsGroup *self)
{
  return self->rows->len;
}
