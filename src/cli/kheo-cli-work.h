/* What commands that write share: one action of the history, and what an import found. */
#pragma once

#include "kheo-cli.h"

#include "kheo-import.h"

G_BEGIN_DECLS

typedef gboolean (*KheoCliWork) (KheoDb *db, gpointer data, GError **error);

/* Runs @work as one action called @title; FALSE: nothing was written.  @out_action is 0 when it
 * changed nothing. */
gboolean kheo_cli_act (KheoDb     *db,
                       const char *title,
                       KheoCliWork work,
                       gpointer    data,
                       gint64     *out_action,
                       GError    **error);

/* A line each: "  row 7: …". */
void kheo_cli_print_findings (const KheoImport *import);

/* On standard error, each record that an undo left as it is, with the reason; @kept may be NULL. */
void kheo_cli_print_kept (KheoDb *db, const GArray *kept);

void kheo_cli_json_int (JsonBuilder *builder, const char *name, gint64 value);
/* A member that is null when @id is 0. */
void kheo_cli_json_id (JsonBuilder *builder, const char *name, gint64 id);
/* ISO, null when it is not known. */
void kheo_cli_json_day (JsonBuilder *builder, const char *name, KheoDate day);

G_END_DECLS
