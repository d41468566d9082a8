/* A number with its name, large enough to read from across a desk; a click opens what it counts. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_TILE (kheo_tile_get_type ())
G_DECLARE_FINAL_TYPE (KheoTile, kheo_tile, KHEO, TILE, GtkWidget)

/* @action with string @target is activated by a click. @css_class colours it; may be NULL. */
GtkWidget *
kheo_tile_new (const char *label, const char *action, const char *target, const char *css_class);

/* @share of the whole in [0, 1] is written below the number; < 0: none. */
void   kheo_tile_set_value (KheoTile *self, gint64 value, double share);
gint64 kheo_tile_get_value (KheoTile *self);

/* What stands on a tile's button: three labels over each other, for a button of another kind. */
typedef struct
{
  GtkWidget *label, *number, *share;
} KheoTileFace;

/* The face as one widget; its labels belong to it. */
GtkWidget *kheo_tile_face_new (KheoTileFace *out_face);

G_END_DECLS
