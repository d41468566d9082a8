#include "kheo-work-page.h"

#include "kheo-matters.h"

#include <glib/gi18n-lib.h>

struct _KheoWorkPage
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkStack *stack; /* the pages of records, by name of their register */
};

G_DEFINE_FINAL_TYPE (KheoWorkPage, kheo_work_page, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (KheoWorkPage *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
kheo_work_page_dispose (GObject *object)
{
  kheo_page_unparent_children (GTK_WIDGET (object));
  KHEO_WORK_PAGE (object)->stack = NULL;
  G_OBJECT_CLASS (kheo_work_page_parent_class)->dispose (object);
}

static void
kheo_work_page_class_init (KheoWorkPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_work_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "kheo-work-page");
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_WORK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
kheo_work_page_init (KheoWorkPage *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

/* Each list has the switch at its own left, so that it takes no line of the window. */
static void
add_list (KheoWorkPage *self, KheoScope *scope, const KheoRegister *reg)
{
  GtkWidget *page = kheo_records_page_new (scope, reg);
  GtkWidget *switcher = gtk_stack_switcher_new ();

  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->stack);
  kheo_records_page_set_start (KHEO_RECORDS_PAGE (page), switcher);
  kheo_page_set_label (page, _ (reg->label));
  gtk_stack_add_titled (self->stack, page, reg->name, _ (reg->label));
  g_signal_connect_object (page, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
kheo_work_page_new (KheoScope *scope)
{
  KheoWorkPage *self = g_object_new (KHEO_TYPE_WORK_PAGE, NULL);

  for (guint i = 0; kheo_matters_nth (i) != NULL; i++)
    add_list (self, scope, kheo_matters_nth (i)->reg);
  kheo_page_hide_unmapped_pages (self->stack);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

KheoRecordsPage *
kheo_work_page_get_records (KheoWorkPage *self)
{
  g_return_val_if_fail (KHEO_IS_WORK_PAGE (self), NULL);
  return KHEO_RECORDS_PAGE (gtk_stack_get_visible_child (self->stack));
}

gboolean
kheo_work_page_show_register (KheoWorkPage *self, const KheoRegister *reg)
{
  g_return_val_if_fail (KHEO_IS_WORK_PAGE (self) && reg != NULL, FALSE);
  if (gtk_stack_get_child_by_name (self->stack, reg->name) == NULL)
    return FALSE;
  gtk_stack_set_visible_child_name (self->stack, reg->name);
  return TRUE;
}

/* ---- Leaving ---- */

typedef struct
{
  KheoWorkPage *page;
  guint         next; /* register to be left next */
  KheoLeaveFunc func;
  gpointer      user_data;
} LeaveWait;

static void leave_next (LeaveWait *wait);

static void
left_cb (gboolean go, gpointer user_data)
{
  LeaveWait *wait = user_data;

  if (go && wait->page->stack != NULL)
    {
      leave_next (wait);
      return;
    }
  wait->func (go, wait->user_data);
  g_object_unref (wait->page);
  g_free (wait);
}

static void
leave_next (LeaveWait *wait)
{
  const KheoMatters *matters = kheo_matters_nth (wait->next++);

  if (matters != NULL)
    {
      kheo_records_page_leave (
          KHEO_RECORDS_PAGE (gtk_stack_get_child_by_name (wait->page->stack, matters->reg->name)),
          left_cb, wait);
      return;
    }
  wait->func (TRUE, wait->user_data);
  g_object_unref (wait->page);
  g_free (wait);
}

void
kheo_work_page_leave (KheoWorkPage *self, KheoLeaveFunc func, gpointer user_data)
{
  LeaveWait *wait;

  g_return_if_fail (KHEO_IS_WORK_PAGE (self));
  wait = g_new0 (LeaveWait, 1);
  wait->page = g_object_ref (self);
  wait->func = func;
  wait->user_data = user_data;
  leave_next (wait);
}
