/* Asks or tells something that must be answered before going on.  At libadwaita 1.5:
 * AdwAlertDialog.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  KHEO_ANSWER_PLAIN,
  KHEO_ANSWER_SUGGESTED,   /* what most people want; Return gives it */
  KHEO_ANSWER_DESTRUCTIVE, /* something is thrown away */
} KheoAnswerLook;

typedef struct
{
  const char    *id;    /* "cancel" is what Escape gives */
  const char    *label; /* translated, with mnemonic */
  KheoAnswerLook look;
} KheoAnswer;

/* @id is borrowed. */
typedef void (*KheoAnswerFunc) (const char *id, gpointer user_data);

/* Modal to the window of @near; @answers ends with id NULL and holds "cancel".  @func is called
 * once, on the main loop. */
void kheo_question_ask (GtkWidget        *near,
                        const char       *heading,
                        const char       *body,
                        const KheoAnswer *answers,
                        KheoAnswerFunc    func,
                        gpointer          user_data);
/* A message with one button. */
void kheo_question_tell (GtkWidget *near, const char *heading, const char *body);

G_END_DECLS
