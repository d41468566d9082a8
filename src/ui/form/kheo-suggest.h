/*
 * Suggestions below an entry while the person types: attached to any GtkEditable.  The owner
 * answers "asked" (const char *text) with kheo_suggest_take_items(), at once or later.  Up, Down,
 * Return, Escape work from the entry; the first suggestion is the one that Return takes.
 *
 * Signals: "asked" (const char *text), "chosen" (KheoSuggestion *).  Main thread.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  gint64      id;
  int         kind; /* the owner's own meaning */
  char       *title;
  char       *detail;  /* smaller, below; may be NULL */
  char       *end;     /* at the right, dim; may be NULL */
  const char *section; /* heading over the first of it, translated; may be NULL */
  const char *icon;    /* name; may be NULL */
} KheoSuggestion;

KheoSuggestion *kheo_suggestion_new (gint64 id, int kind, const char *title, const char *detail);
void            kheo_suggestion_free (KheoSuggestion *self);

#define KHEO_TYPE_SUGGEST (kheo_suggest_get_type ())
G_DECLARE_FINAL_TYPE (KheoSuggest, kheo_suggest, KHEO, SUGGEST, GObject)

/* Lives as long as @entry, which borrows nothing; @label names the list for screen readers. */
KheoSuggest *kheo_suggest_attach (GtkWidget *entry, const char *label);
/* Takes @items, a GPtrArray of KheoSuggestion with free function; NULL or empty: shows @nothing
 * (translated; NULL closes the popover). */
void kheo_suggest_take_items (KheoSuggest *self, GPtrArray *items, const char *nothing);
void kheo_suggest_close (KheoSuggest *self);
/* Sets the entry's text without asking for suggestions. */
void kheo_suggest_set_text (KheoSuggest *self, const char *text);
/* Whether an emptied entry asks too (for ""). */
void kheo_suggest_set_ask_empty (KheoSuggest *self, gboolean ask_empty);

/* For tests and for Return without waiting: NULL when there is none. */
GPtrArray *kheo_suggest_get_items (KheoSuggest *self);
void       kheo_suggest_choose (KheoSuggest *self, guint index);

G_END_DECLS
