#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-text.sh BUILD-DIR: prints how many garbled texts come out right, and how often the codec of a
# sentence is guessed, with what uchardet alone says beside it.
set -eu
build=$(cd "${1:?usage: check-text.sh BUILD-DIR}" && pwd)
G_TEST_SRCDIR=$(cd "$(dirname "$0")/../text" && pwd)
export G_TEST_SRCDIR
LC_ALL=C.UTF-8
export LC_ALL
status=0

for name in mojibake guess; do
  log=$build/check-text-$name.log
  "$build/tests/text/test-$name" --verbose >"$log" 2>&1 || status=1
  sed -n 's/^# *\([0-9][0-9]* of [0-9]* \(right\|undone\).*\)$/'"$name"': \1/p
s/^# *\([0-9][0-9]* characters: .*\)$/'"$name"': \1/p' "$log"
done
exit $status
