#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh BUILD-DIR [FOLDER…]: prints the figures of the collected files, of texts, of filters over the
# collected captures, and of folders of honest files.
set -eu
build=$(cd "${1:?usage: run.sh BUILD-DIR [FOLDER…]}" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
cli=$build/src/cli/wirecase-cli
files=${WIRECASE_SHARED_DATA:-$here/../../../shared/data}/files
status=0

[ ! -d "$files" ] || python3 -B "$here/check-types.py" --max-flagged 0.3 --min-caught 98 "$cli" "$files" || status=1
"$here/check-text.sh" "$build" || status=1
captures=${files%/files}/captures
if [ -d "$captures" ]; then
  # The smallest 150 captures that are larger than a header, for as many minutes as are given: what is left is said.
  find "$captures" -type f -size +1k -printf '%s %p\n' | grep -E '\.(pcap|pcapng|cap|trace)$' | sort -n | head -150 | cut -d' ' -f2- |
    xargs python3 -B "$here/check-fields.py" --minutes "${CORPUS_MINUTES:-10}" "$build/tests/capture/ask-fields" || echo "The differences that are known are in docs/fields.md."
fi
for folder in "$@"; do
  python3 -B "$here/check-types.py" --honest-only --max-flagged 0.1 "$cli" "$folder" || status=1
done
exit $status
