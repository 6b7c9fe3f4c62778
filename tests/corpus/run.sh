#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh BUILD-DIR [FOLDER…]: prints the figures of the collected files, of texts, and of folders of
# honest files.
set -eu
build=$(cd "${1:?usage: run.sh BUILD-DIR [FOLDER…]}" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
cli=$build/src/cli/wirecase-cli
files=${WIRECASE_SHARED_DATA:-$here/../../../shared/data}/files
status=0

[ ! -d "$files" ] || python3 -B "$here/check-types.py" --max-flagged 0.3 --min-caught 98 "$cli" "$files" || status=1
"$here/check-text.sh" "$build" || status=1
for folder in "$@"; do
  python3 -B "$here/check-types.py" --honest-only --max-flagged 0.1 "$cli" "$folder" || status=1
done
exit $status
