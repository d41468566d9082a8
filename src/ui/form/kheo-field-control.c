#include "kheo-field-control.h"

#include "kheo-date-entry.h"
#include "kheo-indicator-chooser.h"
#include "kheo-record-chooser.h"
#include "kheo-unit-chooser.h"

#include <glib/gi18n-lib.h>

static GObject *
itself (GtkWidget *control)
{
  return G_OBJECT (control);
}

/* One line: text, whole numbers, money, years */

static GtkWidget *
entry_create (KheoScope *scope, const KheoField *field)
{
  GtkWidget *entry = gtk_entry_new ();
  gboolean   number = field->type != KHEO_FIELD_TEXT && field->type != KHEO_FIELD_PERIOD;

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  /* An amount may be typed with its unit: "220,34 tỷ". */
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), number && field->type != KHEO_FIELD_AMOUNT
                                                      ? GTK_INPUT_PURPOSE_NUMBER
                                                      : GTK_INPUT_PURPOSE_FREE_FORM);
  if (number)
    gtk_widget_add_css_class (entry, "numeric");
  return entry;
}

static void
entry_set (GtkWidget *control, const KheoField *field, const KheoValue *value)
{
  g_autofree char *text = kheo_field_format (field, value);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (control)), text))
    gtk_editable_set_text (GTK_EDITABLE (control), text);
}

static gboolean
entry_get (GtkWidget *control, const KheoField *field, KheoValue *out_value, GError **error)
{
  return kheo_field_parse (field, gtk_editable_get_text (GTK_EDITABLE (control)), out_value, error);
}

static void
entry_set_text (GtkWidget *control, const KheoField *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (control), text);
}

/* Several lines */

static GtkTextBuffer *
long_buffer (GtkWidget *control)
{
  GtkWidget *view = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (control));

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static GObject *
long_source (GtkWidget *control)
{
  return G_OBJECT (long_buffer (control));
}

static GtkWidget *
long_create (KheoScope *scope, const KheoField *field)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  kheo_page_set_label (view, _ (field->label));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 72);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 180);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_add_css_class (scroller, "long-text");
  return scroller;
}

static char *
long_dup_text (GtkWidget *control)
{
  GtkTextBuffer *buffer = long_buffer (control);
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
long_set (GtkWidget *control, const KheoField *field, const KheoValue *value)
{
  g_autofree char *shown = long_dup_text (control);
  const char      *text = value->type == KHEO_VALUE_TEXT ? value->text : "";

  if (!g_str_equal (shown, text))
    gtk_text_buffer_set_text (long_buffer (control), text, -1);
}

static gboolean
long_get (GtkWidget *control, const KheoField *field, KheoValue *out_value, GError **error)
{
  g_autofree char *text = long_dup_text (control);

  kheo_value_set_text (out_value, g_strstrip (text));
  return TRUE;
}

static void
long_set_text (GtkWidget *control, const KheoField *field, const char *text)
{
  gtk_text_buffer_set_text (long_buffer (control), text, -1);
}

/* One of several: the first place is "not filled in" */

static GtkWidget *
choice_create (KheoScope *scope, const KheoField *field)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, "—");
  for (const KheoChoice *choice = field->choices; choice->value != NULL; choice++)
    gtk_string_list_append (labels, _ (choice->label));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
}

static void
choice_set (GtkWidget *control, const KheoField *field, const KheoValue *value)
{
  int index = value->type == KHEO_VALUE_TEXT ? kheo_field_choice_index (field, value->text) : -1;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), (guint) (index + 1));
}

static gboolean
choice_get (GtkWidget *control, const KheoField *field, KheoValue *out_value, GError **error)
{
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (control));

  if (place == 0 || place == GTK_INVALID_LIST_POSITION)
    kheo_value_clear (out_value);
  else
    kheo_value_set_text (out_value, field->choices[place - 1].value);
  return TRUE;
}

static void
choice_set_text (GtkWidget *control, const KheoField *field, const char *text)
{
  KheoValue value = KHEO_VALUE_INIT;

  kheo_value_set_text (&value, kheo_field_parse_choice (field, text));
  choice_set (control, field, &value);
  kheo_value_clear (&value);
}

/* A day, a month or a year */

static GtkWidget *
date_create (KheoScope *scope, const KheoField *field)
{
  return kheo_date_entry_new (_ (field->label));
}

static void
date_set (GtkWidget *control, const KheoField *field, const KheoValue *value)
{
  g_autofree char *text = kheo_field_format (field, value);

  kheo_date_entry_set_text (KHEO_DATE_ENTRY (control), text);
}

static gboolean
date_get (GtkWidget *control, const KheoField *field, KheoValue *out_value, GError **error)
{
  return kheo_field_parse (field, kheo_date_entry_get_text (KHEO_DATE_ENTRY (control)), out_value,
                           error);
}

static void
date_set_text (GtkWidget *control, const KheoField *field, const char *text)
{
  kheo_date_entry_set_text (KHEO_DATE_ENTRY (control), text);
}

/* What is chosen by typing is an id; what is typed and nothing is chosen for is refused */

static gint64
id_in (const KheoValue *value)
{
  return value->type == KHEO_VALUE_INTEGER ? value->integer : 0;
}

static void
take_id (KheoValue *out_value, gint64 id)
{
  kheo_value_clear (out_value);
  if (id != 0)
    kheo_value_set_integer (out_value, id);
}

static gboolean
refuse (const char *why, GError **error)
{
  g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID, why);
  return FALSE;
}

/* A unit */

static GtkWidget *
unit_create (KheoScope *scope, const KheoField *field)
{
  return kheo_unit_chooser_new (scope, _ (field->label));
}

static void
unit_set (GtkWidget *control, const KheoField *field, const KheoValue *value)
{
  kheo_unit_chooser_set_unit (KHEO_UNIT_CHOOSER (control), id_in (value));
}

static gboolean
unit_get (GtkWidget *control, const KheoField *field, KheoValue *out_value, GError **error)
{
  KheoUnitChooser *chooser = KHEO_UNIT_CHOOSER (control);

  if (!kheo_unit_chooser_is_valid (chooser))
    return refuse (_ ("There is no such unit: choose one from the list that opens as you "
                      "type."),
                   error);
  take_id (out_value, kheo_unit_chooser_get_unit (chooser));
  return TRUE;
}

static void
unit_set_text (GtkWidget *control, const KheoField *field, const char *text)
{
  kheo_unit_chooser_set_unit (KHEO_UNIT_CHOOSER (control), g_ascii_strtoll (text, NULL, 10));
}

/* Another record */

static GtkWidget *
record_create (KheoScope *scope, const KheoField *field)
{
  return kheo_record_chooser_new (scope, _ (field->label));
}

static void
record_set (GtkWidget *control, const KheoField *field, const KheoValue *value)
{
  kheo_record_chooser_set_id (KHEO_RECORD_CHOOSER (control), id_in (value));
}

static gboolean
record_get (GtkWidget *control, const KheoField *field, KheoValue *out_value, GError **error)
{
  KheoRecordChooser *chooser = KHEO_RECORD_CHOOSER (control);

  if (!kheo_record_chooser_is_valid (chooser))
    return refuse (_ ("There is no such model: choose one from the list that opens as you "
                      "type."),
                   error);
  take_id (out_value, kheo_record_chooser_get_id (chooser));
  return TRUE;
}

static void
record_set_text (GtkWidget *control, const KheoField *field, const char *text)
{
  kheo_record_chooser_set_id (KHEO_RECORD_CHOOSER (control), g_ascii_strtoll (text, NULL, 10));
}

/* An indicator */

static GtkWidget *
indicator_create (KheoScope *scope, const KheoField *field)
{
  return kheo_indicator_chooser_new (scope, _ (field->label));
}

static void
indicator_set (GtkWidget *control, const KheoField *field, const KheoValue *value)
{
  kheo_indicator_chooser_set_id (KHEO_INDICATOR_CHOOSER (control), id_in (value));
}

static gboolean
indicator_get (GtkWidget *control, const KheoField *field, KheoValue *out_value, GError **error)
{
  KheoIndicatorChooser *chooser = KHEO_INDICATOR_CHOOSER (control);

  if (!kheo_indicator_chooser_is_valid (chooser))
    return refuse (_ ("There is no such indicator: choose one from the list that opens as "
                      "you type."),
                   error);
  take_id (out_value, kheo_indicator_chooser_get_id (chooser));
  return TRUE;
}

static void
indicator_set_text (GtkWidget *control, const KheoField *field, const char *text)
{
  kheo_indicator_chooser_set_id (KHEO_INDICATOR_CHOOSER (control),
                                 g_ascii_strtoll (text, NULL, 10));
}

/* An amount: how it is written follows from the record's indicator */

#define AMOUNT_KEY "kheo-amount-unit"

void
kheo_field_control_set_amount_unit (GtkWidget *control, const KheoAmountUnit *unit)
{
  g_object_set_data_full (G_OBJECT (control), AMOUNT_KEY, g_memdup2 (unit, sizeof *unit), g_free);
}

static const KheoAmountUnit *
amount_unit (GtkWidget *control)
{
  static const KheoAmountUnit plain = { KHEO_AMOUNT_COUNT, 0, NULL };
  const KheoAmountUnit       *unit = g_object_get_data (G_OBJECT (control), AMOUNT_KEY);

  return unit != NULL ? unit : &plain;
}

static void
amount_set (GtkWidget *control, const KheoField *field, const KheoValue *value)
{
  g_autofree char *text = value->type == KHEO_VALUE_INTEGER
                              ? kheo_amount_format (amount_unit (control), value->integer)
                              : g_strdup ("");

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (control)), text))
    gtk_editable_set_text (GTK_EDITABLE (control), text);
}

static gboolean
amount_get (GtkWidget *control, const KheoField *field, KheoValue *out_value, GError **error)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (control)));
  gint64           amount;

  kheo_value_clear (out_value);
  if (*g_strstrip (text) == '\0')
    return TRUE;
  if (!kheo_amount_parse (amount_unit (control), text, &amount, NULL, error))
    return FALSE;
  kheo_value_set_integer (out_value, amount);
  return TRUE;
}

static const KheoFieldControl line = { entry_create, entry_set, entry_get, entry_set_text,
                                       itself,       "changed", FALSE };
static const KheoFieldControl wide_line = { entry_create, entry_set, entry_get, entry_set_text,
                                            itself,       "changed", TRUE };
static const KheoFieldControl lines = { long_create, long_set,  long_get, long_set_text,
                                        long_source, "changed", TRUE };
static const KheoFieldControl choice = {
  choice_create, choice_set, choice_get, choice_set_text, itself, "notify::selected", FALSE
};
static const KheoFieldControl date = { date_create, date_set,  date_get, date_set_text,
                                       itself,      "changed", FALSE };
static const KheoFieldControl unit = { unit_create, unit_set,  unit_get, unit_set_text,
                                       itself,      "changed", TRUE };
static const KheoFieldControl record = { record_create, record_set, record_get, record_set_text,
                                         itself,        "changed",  TRUE };
static const KheoFieldControl indicator = {
  indicator_create, indicator_set, indicator_get, indicator_set_text, itself, "changed", TRUE
};
static const KheoFieldControl amount = { entry_create, amount_set, amount_get, entry_set_text,
                                         itself,       "changed",  FALSE };

const KheoFieldControl *
kheo_field_control_of (const KheoField *field)
{
  switch (field->type)
    {
    case KHEO_FIELD_LONG_TEXT:
      return &lines;
    case KHEO_FIELD_CHOICE:
      return &choice;
    case KHEO_FIELD_DATE:
      return &date;
    case KHEO_FIELD_UNIT:
      return &unit;
    case KHEO_FIELD_RECORD:
      return g_strcmp0 (field->target, "indicators") == 0 ? &indicator : &record;
    case KHEO_FIELD_AMOUNT:
      return &amount;
    case KHEO_FIELD_TEXT:
      return &wide_line;
    case KHEO_FIELD_INTEGER:
    case KHEO_FIELD_MONEY:
    case KHEO_FIELD_YEAR:
    case KHEO_FIELD_PERIOD:
    default:
      return &line;
    }
}
