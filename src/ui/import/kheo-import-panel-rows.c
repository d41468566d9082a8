/* The rows of one status. */
#include "kheo-count-list.h"
#include "kheo-import-panel-private.h"
#include "kheo-import-phrases.h"
#include "kheo-list-pager.h"
#include "kheo-number.h"
#include "kheo-page.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static KheoRowStatus
status_of (const char *page)
{
  static const struct
  {
    const char   *page;
    KheoRowStatus status;
  } statuses[] = { { "new", KHEO_ROW_NEW },
                   { "changed", KHEO_ROW_CHANGED },
                   { "unchanged", KHEO_ROW_UNCHANGED },
                   { "refused", KHEO_ROW_REFUSED } };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (strcmp (statuses[i].page, page) == 0)
      return statuses[i].status;
  return KHEO_ROW_PENDING;
}

/* What the row says of the first field that tells it from others. */
static char *
name_of_row (KheoImportPanel *self, guint sheet, guint row, int table)
{
  const KheoReviewTable *info = kheo_import_review_get_table (self->review, (guint) table);

  for (guint i = 0; i < info->columns->len; i++)
    {
      const KheoReviewColumn *column = g_ptr_array_index (info->columns, i);

      if (column->field >= 0 && info->reg != NULL && (guint) column->field < info->reg->n_fields &&
          info->reg->fields[column->field].type == KHEO_FIELD_TEXT)
        return kheo_import_review_dup_text (self->review, sheet, row, column->column, 200);
    }
  return g_strdup ("");
}

/* "Kinh phí, Ghi chú" of a changed row, the finding of a refused one; NULL: nothing. */
static char *
describe (KheoImportPanel *self, guint sheet, guint row, int table)
{
  const KheoReviewTable   *info = kheo_import_review_get_table (self->review, (guint) table);
  guint64                  bits = kheo_import_review_get_changes (self->review, sheet, row);
  const KheoReviewFinding *finding =
      strcmp (self->page, "refused") == 0
          ? kheo_import_review_find_row (self->review, sheet, row, -1)
          : NULL;
  GString *fields = g_string_new (NULL);

  for (guint f = 0; info->reg != NULL && f < info->reg->n_fields; f++)
    if ((bits & (G_GUINT64_CONSTANT (1) << f)) != 0)
      g_string_append_printf (fields, "%s%s", fields->len > 0 ? ", " : "",
                              _ (info->reg->fields[f].label));
  if (finding != NULL)
    g_string_append (fields, finding->message);
  return g_string_free (fields, fields->len == 0);
}

/* As of the findings: a tip set in "bind" would cost more than all the rest of it. */
static gboolean
tip_cb (GtkWidget *box, int x, int y, gboolean keyboard, GtkTooltip *tip, gpointer data)
{
  GtkWidget       *above = gtk_widget_get_first_child (box);
  GtkWidget       *below = gtk_widget_get_last_child (box);
  const char      *detail = gtk_inscription_get_text (GTK_INSCRIPTION (below));
  g_autofree char *text = g_strconcat (gtk_inscription_get_text (GTK_INSCRIPTION (above)),
                                       detail != NULL ? "\n" : NULL, detail, NULL);

  gtk_tooltip_set_text (tip, text);
  return TRUE;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *text = gtk_inscription_new (NULL);

      gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), 10);
      gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                         GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
      if (i == 1)
        gtk_widget_add_css_class (text, "caption");
      gtk_box_append (GTK_BOX (box), text);
    }
  gtk_widget_set_has_tooltip (box, TRUE);
  g_signal_connect (box, "query-tooltip", G_CALLBACK (tip_cb), NULL);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KheoImportPanel *self)
{
  guint   first = kheo_list_pager_get_first (KHEO_LIST_PAGER (self->rows_pager));
  guint64 place = g_array_index (self->places, guint64, first + gtk_list_item_get_position (item));
  guint   sheet = (guint) (place >> 32);
  guint   row = (guint) place;
  KheoReviewRow    info = kheo_import_review_get_row (self->review, sheet, row);
  GtkWidget       *box = gtk_list_item_get_child (item);
  GtkWidget       *below = gtk_widget_get_last_child (box);
  g_autofree char *name = name_of_row (self, sheet, row, info.table);
  g_autofree char *number = g_strdup_printf (_ ("Row %d"), (int) row + 1);
  g_autofree char *title = g_strdup_printf ("%s: %s", number, name);
  g_autofree char *detail = describe (self, sheet, row, info.table);
  g_autofree char *label = g_strdup_printf ("%s. %s", title, detail != NULL ? detail : "");

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_first_child (box)), title);
  gtk_inscription_set_text (GTK_INSCRIPTION (below), detail);
  gtk_widget_set_visible (below, detail != NULL);
  kheo_page_name_row (box, label);
}

void
kheo_import_panel_prepare_rows (KheoImportPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->rows), factory);
  g_object_unref (factory);
}

/* The page of the pager. */
void
kheo_import_panel_turn_rows (KheoImportPanel *self)
{
  guint n = kheo_list_pager_get_length (KHEO_LIST_PAGER (self->rows_pager));
  g_autoptr (GtkSingleSelection) selection = gtk_single_selection_new (kheo_count_list_new (n));

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->rows), GTK_SELECTION_MODEL (selection));
}

void
kheo_import_panel_show_rows (KheoImportPanel *self)
{
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;

  gtk_list_view_set_model (GTK_LIST_VIEW (self->rows), NULL);
  self->places = kheo_import_review_list_rows (self->review, status_of (self->page));
  number = kheo_number_format (self->places->len);
  title = g_strdup_printf ("%s (%s)", kheo_import_page_title (self->page), number);
  gtk_label_set_label (GTK_LABEL (self->rows_title), title);
  kheo_list_pager_set_count (KHEO_LIST_PAGER (self->rows_pager), self->places->len);
  kheo_import_panel_turn_rows (self);
}

void
kheo_import_panel_activate_row (KheoImportPanel *self, guint position)
{
  guint         at = kheo_list_pager_get_first (KHEO_LIST_PAGER (self->rows_pager)) + position;
  guint64       place = at < self->places->len ? g_array_index (self->places, guint64, at) : 0;
  KheoReviewRow info =
      kheo_import_review_get_row (self->review, (guint) (place >> 32), (guint) place);

  if (at < self->places->len)
    gtk_widget_activate_action (GTK_WIDGET (self), "import.go-to", "(iii)", (int) info.table,
                                (int) (guint) place, -1);
}
