/* Saving a chart or pages as a file that the person names. */
#pragma once

#include "kheo-press.h"

G_BEGIN_DECLS

/* Asks where, writes A4 landscape there, and says so with a toast over the window of @near. */
void kheo_export_chart (GtkWidget      *near,
                        KheoChartKind   kind,
                        KheoChartData  *data,
                        KheoChartFormat format);

/* The pages that @press has now; @page is what a picture shows.  @title suggests the name. */
void kheo_export_pages (
    GtkWidget *near, KheoPress *press, guint page, const char *title, KheoChartFormat format);

/* What a file that was typed is to be: its ending says it when it is one of ours, whatever was
 * chosen; else the chosen ending is added.  Frees @path. */
char *kheo_export_settle_path (char *path, KheoChartFormat chosen, KheoChartFormat *out_format);

/* For kheo_press_make_async(): a chart on paper.  Takes a reference to @data. */
typedef struct
{
  KheoChartKind  kind;
  KheoChartData *data;
  KheoPaper      paper;
  gboolean       mono;
} KheoChartPrint;
KheoChartPrint      *
kheo_chart_print_new (KheoChartKind kind, KheoChartData *data, KheoPaper paper, gboolean mono);
void kheo_chart_print_free (gpointer data);
KheoPages *kheo_chart_print_make (gpointer data, KheoProgress *progress, GError **error);

G_END_DECLS
