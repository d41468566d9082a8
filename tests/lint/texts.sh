#!/bin/sh
# Fails when a text for people is not in POTFILES, or has no Vietnamese.
# usage: texts.sh SOURCE-ROOT
set -eu
cd "$1"
tmp=$(mktemp -d)
trap 'rm -r "$tmp"' EXIT

grep -rlE --include='*.[ch]' '\b(N_|_|ngettext|C_|NC_) ?\(' src | LC_ALL=C sort > "$tmp/with-texts"
grep -rlE --include='*.ui' 'translatable="(yes|true)"' src | LC_ALL=C sort >> "$tmp/with-texts"
for file in $(cat "$tmp/with-texts"); do
  grep -qxF "$file" po/POTFILES || { echo "$file has texts but is not in po/POTFILES"; exit 1; }
done

xgettext --files-from=po/POTFILES --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 \
  --keyword=NC_:1c,2 --keyword=ngettext:1,2 --add-comments=Translators -o "$tmp/kheo.pot" 2> "$tmp/errors" || {
  cat "$tmp/errors"; exit 1; }
msgfmt --check -o /dev/null po/vi.po
msgcmp po/vi.po "$tmp/kheo.pot" || { echo "po/vi.po is not complete"; exit 1; }
