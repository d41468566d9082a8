#!/bin/sh
# Fails when the sources use what the house has sworn off (deprecated or soon to be).
# usage: forbidden.sh SOURCE-ROOT
never='Gtk(TreeView|ListStore|TreeStore|CellRenderer|Dialog|ComboBox|InfoBar|Assistant|Statusbar)\b|gtk_(tree_view|list_store|tree_store|cell_renderer|dialog_new|combo_box|info_bar|assistant|statusbar)_|gtk_widget_(show|hide|get_allocated_[a-z]+) \(|gtk_style_context_(add|remove)_class'
if grep -rnE --include='*.[ch]' --include='*.ui' "$never" "$1/src"; then
  echo "the lines above use what src/README.md forbids"
  exit 1
fi
if grep -rnE --include='*.[ch]' '\b(TODO|FIXME|XXX)\b' "$1/src"; then
  echo "the lines above leave work behind without an issue"
  exit 1
fi
# Each floor includes only what lies below it.
bad=$(grep -rlE '#include <(gtk|adwaita|gdk)' "$1/src" --include='*.[ch]' | grep -vE '/src/(ui/|main\.c)' || true)
bad="$bad$(grep -rl '#include <sqlite3.h>' "$1/src" --include='*.[ch]' | grep -v '/src/db/' || true)"
[ -z "$bad" ] || { echo "includes a library of another floor: $bad"; exit 1; }
