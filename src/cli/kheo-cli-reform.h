/* reform: what is asked of reforms that were done. */
#pragma once

#include "kheo-cli.h"

G_BEGIN_DECLS

KheoExit kheo_cli_list_reforms (KheoCli *cli, gboolean json);
KheoExit kheo_cli_list_reform_tasks (KheoCli *cli, gint64 reform_id, gboolean json);
/* @note may be NULL. */
KheoExit kheo_cli_close_reform_task (KheoCli *cli, gint64 task_id, const char *note);
KheoExit kheo_cli_take_reform_back (KheoCli *cli, gint64 reform_id);

G_END_DECLS
