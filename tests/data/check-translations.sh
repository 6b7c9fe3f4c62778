#!/bin/sh
# check-translations.sh SOURCE-ROOT: every language of po/LINGUAS has all messages of the sources
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
export LC_ALL=C.UTF-8
root=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$root/build-aux/template" "$folder/template.pot"
status=0
for language in $(grep -v '^#' "$root/po/LINGUAS"); do
  msgmerge --quiet --no-fuzzy-matching -o "$folder/merged.po" "$root/po/$language.po" "$folder/template.pot"
  msgfmt --check --output-file=/dev/null "$folder/merged.po" || status=1
  msgattrib --untranslated --no-obsolete "$folder/merged.po" >"$folder/left"
  if [ -s "$folder/left" ]; then
    echo "po/$language.po lacks:"
    grep '^msgid' "$folder/left"
    status=1
  fi
done
[ $status -ne 0 ] || echo "every message is in every language"
exit $status
