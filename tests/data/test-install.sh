#!/bin/bash
# test-install.sh BUILD PREFIX DATADIR: everything lands where it belongs, and runs from there
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

build=$1 prefix=$2 datadir=$3
id=io.github.wirecase.Wirecase
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

DESTDIR=$root meson install -C "$build" --no-rebuild --quiet

for file in "$prefix"/bin/{wirecase,wirecase-cli} "$datadir/applications/$id.desktop" \
  "$datadir/metainfo/$id.metainfo.xml" "$datadir/glib-2.0/schemas/$id.gschema.xml" \
  "$datadir/dbus-1/services/$id.service" "$datadir/mime/packages/$id.xml" "$datadir/icons/hicolor/scalable/apps/$id.svg" \
  "$datadir/icons/hicolor/symbolic/apps/$id-symbolic.svg" "$datadir/wirecase/samples/sample.pcap" \
  "$prefix"/share/man/man1/wirecase{,-cli,-cli-triage}.1 "$prefix/share/zsh/site-functions/_wirecase-cli" \
  "$datadir"/help/{C,de,zh_CN}/wirecase/index.page; do
  [ -s "$root$file" ] || { echo "$file was not installed" >&2; exit 1; }
done
grep -qx "Exec=$prefix/bin/wirecase --gapplication-service" "$root$datadir/dbus-1/services/$id.service"

# Its own types, and none that the desktop does not know.
mkdir -p "$root/mime/packages"
cp "$root$datadir/mime/packages/$id.xml" "$root/mime/packages"
said=$(XDG_DATA_DIRS=$root update-mime-database "$root/mime" 2>&1)
[ -z "$said" ] || { echo "$said" >&2; exit 1; }
grep -q '^application/x-pcapng:\*\.pcapng$' "$root/mime/globs"
rm -r "$root/mime"

# Icons of the sizes that desktops ask for: the coloured one, and the one in the text's colour.
for icon in "scalable 128 $id" "symbolic 16 $id-symbolic"; do
  read -r kind size name <<<"$icon"
  python3 -c '
import sys, xml.etree.ElementTree as tree
svg, size = tree.parse(sys.argv[1]).getroot(), sys.argv[2]
assert svg.tag == "{http://www.w3.org/2000/svg}svg" and len(svg) > 0, sys.argv[1]
assert svg.get("viewBox") == f"0 0 {size} {size}", svg.get("viewBox")
' "$root$datadir/icons/hicolor/$kind/apps/$name.svg" "$size"
done

# Nothing but these, so that nothing of the build slips in.
stray=$(cd "$root" && find . -type f ! -path "*/$id*" ! -path './*/wirecase/*' ! -name 'wirecase*' \
  ! -name '_wirecase-cli' \
  ! -name 'icon-theme.cache' ! -name 'mimeinfo.cache' ! -name 'gschemas.compiled')
[ -z "$stray" ] || { echo "installed as well: $stray" >&2; exit 1; }

flows=$("$root$prefix/bin/wirecase-cli" flows "$root$datadir/wirecase/samples/sample.pcap" | wc -l)
[ "$flows" -gt 10 ] || { echo "the installed program found $flows flows" >&2; exit 1; }
glib-compile-schemas --strict --dry-run "$root$datadir/glib-2.0/schemas"
