#include "kheo-history-item.h"

#include "kheo-date.h"
#include "kheo-number.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include <string.h>

struct _KheoHistoryItem
{
  GObject parent_instance;

  /* Owned. */
  KheoAction *action;
  char       *detail;
  char       *key; /* folded title and detail, for the filter */
};

G_DEFINE_FINAL_TYPE (KheoHistoryItem, kheo_history_item, G_TYPE_OBJECT)

static void
finalize (GObject *object)
{
  KheoHistoryItem *self = KHEO_HISTORY_ITEM (object);

  kheo_action_free (self->action);
  g_free (self->detail);
  g_free (self->key);
  G_OBJECT_CLASS (kheo_history_item_parent_class)->finalize (object);
}

static void
kheo_history_item_class_init (KheoHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
kheo_history_item_init (KheoHistoryItem *self)
{
}

/* What people count, with the number's place; NULL for tables that only serve others (versions,
 * entries of imports). */
static const char *
name_of_table (const char *table, gulong n)
{
  if (g_str_equal (table, "model"))
    return ngettext ("%s model", "%s models", n);
  if (g_str_equal (table, "unit"))
    return ngettext ("%s unit", "%s units", n);
  if (g_str_equal (table, "setting"))
    return ngettext ("%s setting of the office", "%s settings of the office", n);
  if (g_str_equal (table, "attachment"))
    return ngettext ("%s attachment", "%s attachments", n);
  if (g_str_equal (table, "indicator"))
    return ngettext ("%s indicator", "%s indicators", n);
  if (g_str_equal (table, "figure"))
    return ngettext ("%s figure", "%s figures", n);
  if (g_str_equal (table, "target"))
    return ngettext ("%s target", "%s targets", n);
  if (g_str_equal (table, "task"))
    return ngettext ("%s task", "%s tasks", n);
  if (g_str_equal (table, "petition"))
    return ngettext ("%s petition", "%s petitions", n);
  return NULL;
}

char *
kheo_history_describe_table (const char *table, gint64 n)
{
  const char      *name = name_of_table (table, (gulong) n);
  g_autofree char *number = kheo_number_format (n);
  GString         *text;

  if (name == NULL)
    return NULL;
  text = g_string_new (name);
  g_string_replace (text, "%s", number, 1);
  return g_string_free (text, FALSE);
}

static void
append_summary (GString *text, const char *summary)
{
  g_autoptr (JsonNode) node = summary != NULL ? json_from_string (summary, NULL) : NULL;
  JsonObject *object =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObjectIter iter;
  const char    *table;
  JsonNode      *value;
  const char    *separator = " · ";

  if (object == NULL)
    return;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &table, &value))
    {
      g_autofree char *part = kheo_history_describe_table (table, json_node_get_int (value));

      if (part == NULL)
        continue;
      g_string_append_printf (text, "%s%s", separator, part);
      separator = ", ";
    }
}

static char *
describe (const KheoAction *action)
{
  g_autofree char *when = kheo_date_format_moment (action->at);
  GString         *text = g_string_new (when);

  if (action->actor != NULL && *action->actor != '\0')
    g_string_append_printf (text, " · %s", action->actor);
  append_summary (text, action->summary);
  return g_string_free (text, FALSE);
}

KheoHistoryItem *
kheo_history_item_new (KheoAction *action)
{
  KheoHistoryItem *self = g_object_new (KHEO_TYPE_HISTORY_ITEM, NULL);
  g_autofree char *words = NULL;

  self->action = action;
  self->detail = describe (action);
  words = g_strdup_printf ("%s %s", action->title, self->detail);
  self->key = kheo_text_fold (words);
  return self;
}

const KheoAction *
kheo_history_item_get_action (KheoHistoryItem *self)
{
  g_return_val_if_fail (KHEO_IS_HISTORY_ITEM (self), NULL);
  return self->action;
}

const char *
kheo_history_item_get_detail (KheoHistoryItem *self)
{
  g_return_val_if_fail (KHEO_IS_HISTORY_ITEM (self), NULL);
  return self->detail;
}

gboolean
kheo_history_item_matches (KheoHistoryItem *self, const char *key)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  g_return_val_if_fail (KHEO_IS_HISTORY_ITEM (self), FALSE);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->key, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

void
kheo_label_strike (GtkLabel *label, gboolean strike)
{
  PangoAttrList *attributes = NULL;

  if (strike)
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
    }
  gtk_label_set_attributes (label, attributes);
  g_clear_pointer (&attributes, pango_attr_list_unref);
}
