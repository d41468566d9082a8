#include "kheo-source-view.h"

#include "kheo-date.h"
#include "kheo-label.h"
#include "kheo-number.h"
#include "kheo-provenance.h"
#include "kheo-record-columns.h"
#include "kheo-record-table.h"
#include "kheo-sheet-window.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _KheoSourceView
{
  GtkWidget parent_instance;

  /* template children */
  GtkStack      *stack; /* waiting, nothing, source */
  GtkStack      *picture_stack;
  KheoSheetView *picture;
  AdwStatusPage *nothing, *problem;
  GtkListBox    *fields;
  GtkLabel      *sentence, *text, *hash;

  /* owned */
  KheoScope    *scope;
  GCancellable *cancellable; /* of what is on its way */
  KheoSource   *source;      /* NULL until it is there */
  KheoRecord   *record;      /* as it is now; NULL until it is there */
  char         *wanted;      /* the field asked for */

  const KheoRegister     *reg;
  const KheoSourceOrigin *shown; /* in the picture now; borrowed from source */
  gint64                  id;
  gboolean                busy;
};

G_DEFINE_FINAL_TYPE (KheoSourceView, kheo_source_view, GTK_TYPE_WIDGET)

#define CELL_KEY                                                                                   \
  "kheo-cell" /* on a row of the list: const KheoSourceCell *; NULL: the whole row                 \
               */

/* ---- The picture ---- */

static const KheoSourceOrigin *
find_origin (KheoSourceView *self, const KheoSourceCell *cell)
{
  guint index = cell != NULL && cell->origin < self->source->origins->len ? cell->origin : 0;

  return self->source->origins->len > 0 ? g_ptr_array_index (self->source->origins, index) : NULL;
}

/* Frames the cell; where a value has none of its own, the row of the record. */
static void
show_place (KheoSourceView *self, const KheoSourceOrigin *origin, const KheoSourceCell *cell)
{
  gboolean placed = cell != NULL && cell->row >= 0;

  if (origin == NULL || origin->workbook == NULL)
    {
      adw_status_page_set_description (self->problem, origin != NULL ? origin->problem : NULL);
      gtk_stack_set_visible_child_name (self->picture_stack, "problem");
      self->shown = NULL;
      return;
    }
  if (self->shown != origin)
    kheo_sheet_view_set_sheet (self->picture, origin->workbook, origin->sheet_index, NULL);
  self->shown = origin;
  kheo_sheet_view_set_mark (self->picture, placed ? cell->row : origin->row,
                            placed ? cell->column : origin->column);
  gtk_stack_set_visible_child_name (self->picture_stack, "picture");
}

/* ---- Words ---- */

static char *
describe_row (const KheoSourceOrigin *origin)
{
  if (origin->sheet == NULL || *origin->sheet == '\0')
    return g_strdup_printf (_ ("Row %d of %s"), origin->row + 1, origin->file);
  return g_strdup_printf (_ ("Row %d of the sheet “%s” of %s"), origin->row + 1, origin->sheet,
                          origin->file);
}

/* The text of the cell, and whether its letters are as they stand in the file. */
static char *
describe_text (const KheoSourceCell *cell)
{
  if (cell == NULL || cell->text == NULL)
    return g_strdup ("");
  if (cell->raw == NULL)
    return g_strdup_printf (_ ("In the cell: “%s” · letters as in the file (Unicode)"), cell->text);
  return g_strdup_printf (_ ("In the cell: “%s” · converted from an old font, where it stands as "
                             "“%s”"),
                          cell->text, cell->raw);
}

static char *
describe_file (const KheoSourceOrigin *origin)
{
  g_autofree char *when = kheo_date_format_moment (origin->at);
  g_autofree char *size = g_format_size ((guint64) origin->size);

  return g_strdup_printf (_ ("%s · %s · read at %s · SHA-256 %s"), origin->file, size, when,
                          origin->sha256);
}

static void
show_cell (KheoSourceView *self, const KheoSourceCell *cell)
{
  const KheoSourceOrigin *origin = find_origin (self, cell);
  g_autofree char        *sentence = NULL;
  g_autofree char        *text = describe_text (cell);
  g_autofree char        *hash = origin != NULL ? describe_file (origin) : NULL;

  if (cell != NULL)
    sentence = kheo_source_dup_sentence (self->source, cell);
  else if (origin != NULL)
    sentence = describe_row (origin);
  show_place (self, origin, cell);
  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0');
  gtk_label_set_text (self->hash, hash);
  gtk_widget_set_visible (GTK_WIDGET (self->hash), hash != NULL);
}

/* ---- The fields at the side ---- */

static void
row_selected_cb (KheoSourceView *self, GtkListBoxRow *row)
{
  if (row != NULL && self->source != NULL)
    show_cell (self, g_object_get_data (G_OBJECT (row), CELL_KEY));
}

static void
add_row (KheoSourceView       *self,
         const char           *label,
         const char           *value,
         const char           *place,
         const KheoSourceCell *cell)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget       *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *name = kheo_label_new_line (label, "field-label");
  GtkWidget       *where = kheo_label_new_line (place, "source-place");
  g_autofree char *spoken = g_strdup_printf ("%s: %s, %s", label, value, place);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (top), name);
  gtk_box_append (GTK_BOX (top), where);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), kheo_label_new_line (value, NULL));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), CELL_KEY, (gpointer) cell);
  gtk_widget_set_name (row, cell != NULL ? self->reg->fields[cell->field].name : "");
  kheo_page_set_label (row, spoken);
  gtk_list_box_append (self->fields, row);
}

static void
fill_fields (KheoSourceView *self)
{
  const KheoSourceOrigin *origin = find_origin (self, NULL);
  g_autofree char        *number =
      origin != NULL && origin->row >= 0 ? g_strdup_printf ("%d", origin->row + 1) : g_strdup ("");

  if (origin != NULL)
    add_row (self, _ ("The whole row"), origin->sheet, number, NULL);
  for (guint i = 0; i < self->source->cells->len; i++)
    {
      const KheoSourceCell *cell = g_ptr_array_index (self->source->cells, i);
      g_autofree char      *value =
          self->record != NULL
                   ? kheo_record_cell_text (self->scope, self->record, (guint) cell->field)
                   : g_strdup (cell->text);

      if ((self->reg->fields[cell->field].flags & KHEO_FIELD_DERIVED) == 0)
        add_row (self, _ (self->reg->fields[cell->field].label), value,
                 cell->cell != NULL ? cell->cell : kheo_source_kind_label (cell->kind), cell);
    }
}

void
kheo_source_view_choose (KheoSourceView *self, const char *field)
{
  GtkListBoxRow *row;

  g_return_if_fail (KHEO_IS_SOURCE_VIEW (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->fields, i)) != NULL; i++)
    if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), field))
      {
        gtk_list_box_select_row (self->fields, row);
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return;
      }
  gtk_list_box_select_row (self->fields, gtk_list_box_get_row_at_index (self->fields, 0));
}

/* ---- Asking ---- */

static void
show_nothing (KheoSourceView *self, const char *title, const char *why)
{
  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing, why);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
source_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoSourceView) self = user_data;
  g_autoptr (GError) error = NULL;
  KheoSource *source = kheo_source_read_finish (result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&source, kheo_source_free);
      return;
    }
  self->busy = FALSE;
  self->source = source;
  if (source == NULL)
    show_nothing (self, _ ("It cannot be told where this came from"), error->message);
  else if (source->origins->len == 0)
    show_nothing (self, _ ("Entered by hand"), _ ("This record did not come from a file."));
  else
    {
      gtk_stack_set_visible_child_name (self->stack, "source");
      fill_fields (self);
      kheo_source_view_choose (self, self->wanted);
    }
}

static gpointer
record_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoRecord *key = data; /* its register and id only */

  return kheo_record_table_get (db, kheo_record_get_register (key), kheo_record_get_id (key),
                                error);
}

/* First the record as it is, then its cells. */
static void
record_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoSourceView) self = user_data;

  self->record = kheo_store_read_finish (KHEO_STORE (object), result, NULL);
  if (self->stack == NULL || kheo_scope_get_book (self->scope) == NULL)
    return;
  kheo_source_read_async (KHEO_STORE (object), self->reg, self->id,
                          kheo_scope_get_sources (self->scope), self->cancellable, source_cb,
                          g_object_ref (self));
}

/* ---- Widget ---- */

static void
kheo_source_view_dispose (GObject *object)
{
  KheoSourceView *self = KHEO_SOURCE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_SOURCE_VIEW);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->record);
  G_OBJECT_CLASS (kheo_source_view_parent_class)->dispose (object);
}

static void
kheo_source_view_finalize (GObject *object)
{
  KheoSourceView *self = KHEO_SOURCE_VIEW (object);

  g_clear_pointer (&self->source, kheo_source_free);
  g_clear_object (&self->scope);
  g_clear_object (&self->cancellable);
  g_free (self->wanted);
  G_OBJECT_CLASS (kheo_source_view_parent_class)->finalize (object);
}

static void
kheo_source_view_class_init (KheoSourceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_source_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_source_view_finalize;
  g_type_ensure (KHEO_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "imports/kheo-source-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoSourceView, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoSourceView, picture_stack);
  gtk_widget_class_bind_template_child (widget_class, KheoSourceView, picture);
  gtk_widget_class_bind_template_child (widget_class, KheoSourceView, nothing);
  gtk_widget_class_bind_template_child (widget_class, KheoSourceView, problem);
  gtk_widget_class_bind_template_child (widget_class, KheoSourceView, fields);
  gtk_widget_class_bind_template_child (widget_class, KheoSourceView, sentence);
  gtk_widget_class_bind_template_child (widget_class, KheoSourceView, text);
  gtk_widget_class_bind_template_child (widget_class, KheoSourceView, hash);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
kheo_source_view_init (KheoSourceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/* ---- Public ---- */

static GtkWidget *
source_view_new (KheoScope *scope, const KheoRegister *reg, gint64 id, const char *field)
{
  KheoSourceView *self = g_object_new (KHEO_TYPE_SOURCE_VIEW, NULL);

  self->scope = g_object_ref (scope);
  self->reg = reg;
  self->id = id;
  self->wanted = g_strdup (field);
  self->busy = TRUE;
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (scope)), record_job,
                         kheo_record_new (reg, id), g_object_unref, g_object_unref,
                         self->cancellable, record_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

void
kheo_source_view_present (
    GtkWidget *near, KheoScope *scope, const KheoRegister *reg, gint64 id, const char *field)
{
  GtkWidget       *view = source_view_new (scope, reg, id, field);
  KheoSheetWindow *window = kheo_sheet_window_new (near, _ ("Where it came from"), NULL, view);

  gtk_window_set_default_size (GTK_WINDOW (window), 1120, 620);
  gtk_window_present (GTK_WINDOW (window));
}

gboolean
kheo_source_view_is_busy (KheoSourceView *self)
{
  g_return_val_if_fail (KHEO_IS_SOURCE_VIEW (self), FALSE);
  return self->busy;
}

KheoSheetView *
kheo_source_view_get_picture (KheoSourceView *self)
{
  g_return_val_if_fail (KHEO_IS_SOURCE_VIEW (self), NULL);
  return self->picture;
}

const char *
kheo_source_view_get_text (KheoSourceView *self)
{
  g_return_val_if_fail (KHEO_IS_SOURCE_VIEW (self), "");
  return gtk_label_get_text (self->text);
}
