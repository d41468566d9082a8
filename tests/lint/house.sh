#!/bin/sh
# Fails when the tree leaves the shape that src/README.md promises: top level, sizes of files.
# usage: house.sh SOURCE-ROOT
LC_ALL=C; export LC_ALL # wc says "total" in the language of the day
cd "$1" || exit 1
status=0
for entry in *; do
  case $entry in
  src|data|po|tests|meson.build|README.md|COPYING) ;;
  *) echo "top level holds $entry"; status=1 ;;
  esac
done
long=$(find src -name '*.[ch]' -exec wc -l {} + | awk '$2 != "total" && $1 > 600 { print $2 " has " $1 " lines" }')
[ -z "$long" ] || { echo "$long"; status=1; }
for folder in src/*/; do
  [ -f "$folder/README.md" ] || { echo "$folder has no README.md"; status=1; }
done
exit $status
