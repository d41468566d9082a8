#include "kheo-question.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  KheoAnswerFunc func; /* may be NULL */
  gpointer       user_data;
} Wait;

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Wait *wait = user_data;

  if (wait->func != NULL)
    wait->func (response, wait->user_data);
}

static void
wait_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static AdwResponseAppearance
appearance (KheoAnswerLook look)
{
  switch (look)
    {
    case KHEO_ANSWER_SUGGESTED:
      return ADW_RESPONSE_SUGGESTED;
    case KHEO_ANSWER_DESTRUCTIVE:
      return ADW_RESPONSE_DESTRUCTIVE;
    case KHEO_ANSWER_PLAIN:
    default:
      return ADW_RESPONSE_DEFAULT;
    }
}

void
kheo_question_ask (GtkWidget        *near,
                   const char       *heading,
                   const char       *body,
                   const KheoAnswer *answers,
                   KheoAnswerFunc    func,
                   gpointer          user_data)
{
  GtkRoot          *root = near ? gtk_widget_get_root (near) : NULL;
  GtkWidget        *widget = adw_message_dialog_new (GTK_WINDOW (root), heading, body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  Wait             *wait = g_new0 (Wait, 1);

  for (const KheoAnswer *answer = answers; answer->id != NULL; answer++)
    {
      adw_message_dialog_add_response (dialog, answer->id, answer->label);
      adw_message_dialog_set_response_appearance (dialog, answer->id, appearance (answer->look));
      if (answer->look == KHEO_ANSWER_SUGGESTED)
        adw_message_dialog_set_default_response (dialog, answer->id);
    }
  adw_message_dialog_set_close_response (dialog, "cancel");
  wait->func = func;
  wait->user_data = user_data;
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), wait, wait_free, 0);
  gtk_window_present (GTK_WINDOW (widget));
}

void
kheo_question_tell (GtkWidget *near, const char *heading, const char *body)
{
  const KheoAnswer answers[] = { { "cancel", _ ("_Close"), KHEO_ANSWER_PLAIN }, { NULL } };

  kheo_question_ask (near, heading, body, answers, NULL, NULL);
}
