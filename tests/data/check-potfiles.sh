#!/bin/sh
# check-potfiles.sh SOURCE-ROOT: po/POTFILES.in names every file with text to translate, no other,
# in order. `check-potfiles.sh SOURCE-ROOT --write` writes it.
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
cd "$1"
export LC_ALL=C

wanted ()
{
  ls data/*.desktop.in data/*.metainfo.xml.in
  grep -rlE 'translatable="(yes|true)"' data/ui
  grep -rlE '(^|[^A-Za-z0-9_])(_|N_|C_|NC_|ngettext|wire_fields_begin_layer|wire_fields_add|wire_describe_[a-z0-9_]+) \(' \
    src --include='*.c'
}

if [ "${2:-}" = --write ]; then
  wanted | sort >po/POTFILES.in
  exit
fi

wanted | sort | diff -u po/POTFILES.in - || {
  echo "po/POTFILES.in is not what the sources say: tests/data/check-potfiles.sh . --write"
  exit 1
}

# xgettext knows %zu and PRIu64, but cuts a message at a macro that it does not know.
template=$(mktemp)
trap 'rm -f "$template"' EXIT
build-aux/template "$template" 2>/dev/null
cut=$(grep -E '^msgid(_plural)? "(.*([^% ]|[^0-9] ))?%"$' "$template" || true)
if [ -n "$cut" ]; then
  printf 'cut at a macro, write PRIu64 or %%zu: %s\n' "$cut"
  exit 1
fi
echo "po/POTFILES.in names every file with text to translate, and no text is cut"
