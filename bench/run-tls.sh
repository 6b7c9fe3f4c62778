#!/bin/sh
# run-tls.sh BUILD-DIR [MIB]: what TLS costs
#
# Makes a download of MIB mebibytes (1024) in HTTP/2 in TLS 1.3 with AES-128-GCM, and the same in clear;
# then 100,000 connections with a key log of a million lines. Prints processor time, time elapsed and the
# largest private memory (RssAnon) of each, by the best of two runs.
set -eu
build=$(cd "${1:?usage: run-tls.sh BUILD-DIR [MIB]}" && pwd)
mib=${2:-1024}
cli=$build/src/cli/wirecase-cli
bench=$build/bench
dir=$(mktemp -d "${TMPDIR:-/tmp}/wirecase-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM

# row NAME COMMAND…
row() {
  name=$1
  shift
  figures=$("$bench/wire-bench-measure" 2 "$@") || true
  echo "$figures" | awk -v name="$name" '{
    if ($1 < 0) printf "  %-34s failed, or took more than 90 s\n", name
    else printf "  %-34s %8.2f s %8.2f s %8.1f MiB\n", name, $1, $2, $3 / 1024 }'
}

heading() {
  echo
  echo "$1"
  printf '  %-34s %10s %10s %12s\n' '' processor elapsed private
}

# same RIGHT FOUND
same() {
  [ "$1" = "$2" ] && return
  echo "there should be $1 objects, and Wirecase finds $2" >&2
  exit 1
}

objects=$("$bench/wire-bench-tls" tls "$dir/tls.pcap" "$dir/tls.keys" "$mib")
"$bench/wire-bench-tls" clear "$dir/clear.pcap" "$mib" >/dev/null
same "${objects% *}" "$("$cli" http --json "$dir/tls.pcap" --keys "$dir/tls.keys" | grep -c '"complete":true')"
heading "HTTP/2, $mib MiB, AES-128-GCM"
row 'http, in clear' "$cli" http "$dir/clear.pcap"
row 'http, TLS without keys' "$cli" http "$dir/tls.pcap"
row 'http, TLS with keys' "$cli" http "$dir/tls.pcap" --keys "$dir/tls.keys"
openssl speed -mr -seconds 1 -bytes 16384 -evp aes-128-gcm 2>/dev/null | awk -F: -v mib="$mib" '/^\+F/ {
  printf "  %-34s %8.2f s\n", "openssl speed, the same bytes", mib * 1048576 / $NF }'
command -v tshark >/dev/null && row 'tshark -z http,tree' tshark -r "$dir/tls.pcap" -o "tls.keylog_file:$dir/tls.keys" -q -z http,tree
rm -f "$dir"/*

"$bench/wire-bench-tls" many "$dir/many.pcap" "$dir/many.keys" 100000 >/dev/null
head -n 10 "$dir/many.keys" >"$dir/few.keys"
heading "100,000 connections, a key log of $(wc -l <"$dir/many.keys") lines"
row 'tls, ten lines of the log' "$cli" tls "$dir/many.pcap" --keys "$dir/few.keys"
row 'tls, the whole log' "$cli" tls "$dir/many.pcap" --keys "$dir/many.keys"
head -c 20000 "$dir/many.pcap" >"$dir/first.pcap"
row 'the whole log, 20 kB of packets' "$cli" tls "$dir/first.pcap" --keys "$dir/many.keys"
