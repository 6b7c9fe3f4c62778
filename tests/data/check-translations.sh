#!/bin/sh
# check-translations.sh SOURCE-ROOT: every language of po/LINGUAS has all messages of the sources and of the help
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
export LC_ALL=C.UTF-8
root=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$root/build-aux/template" "$folder/template.pot"
"$root/build-aux/help-template" "$folder/help.pot"
status=0

# check PO TEMPLATE
check() {
  msgmerge --quiet --no-fuzzy-matching -o "$folder/merged.po" "$root/$1" "$folder/$2.pot"
  msgfmt --check --output-file=/dev/null "$folder/merged.po" || status=1
  msgattrib --untranslated --no-obsolete "$folder/merged.po" >"$folder/left"
  if [ -s "$folder/left" ]; then
    echo "$1 lacks:"
    grep '^msgid' "$folder/left"
    status=1
  fi
}

for language in $(grep -v '^#' "$root/po/LINGUAS"); do
  check "po/$language.po" template
  check "help/$language/$language.po" help
done
[ $status -ne 0 ] || echo "every message is in every language"
exit $status
