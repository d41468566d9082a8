#!/bin/sh
# Fails when a .ui, .svg or other XML file of the sources is not well-formed.
find "$1/src" "$1/data" \( -name '*.ui' -o -name '*.svg' -o -name '*.xml' -o -name '*.xml.in' \) \
  -exec xmllint --noout {} +
