#!/bin/sh
# run-filters.sh BUILD-DIR [PACKETS]: how fast ten filters find packets and save them, beside tshark
#
# Makes a capture in a temporary folder, which is removed again. For each filter: how long it takes on a
# capture that is open, then how long `wirecase-cli packets --filter … --write` and `tshark -Y … -w` take
# from the start of the program, all elapsed; and whether both saved the same number of packets.
set -eu
build=$(cd "${1:?usage: run-filters.sh BUILD-DIR [PACKETS]}" && pwd)
dir=$(mktemp -d "${TMPDIR:-/tmp}/wirecase-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
file=$dir/web.pcap
cli=$build/src/cli/wirecase-cli

# elapsed COMMAND…: seconds
elapsed() {
  start=$(date +%s.%N)
  "$@" >"$dir/out" 2>"$dir/errors"
  date +"%s.%N $start" | awk '{ printf "%.2f", $1 - $2 }'
}

# count FILE: its packets
count() {
  "$cli" summary --json "$1" | sed -n 's/.*"packets": *\([0-9]*\).*/\1/p' | head -n 1
}

"$build/bench/wire-bench-generate" web "$file" ${2:+"$2"} >"$dir/answers"
echo "Filters: $(cut -d' ' -f1 "$dir/answers" | head -n 1) packets, $(du -m "$file" | cut -f1) MiB"
printf '  %-42s %9s %9s %9s %9s %7s\n' '' packets 'open, s' 'whole, s' 'tshark, s' times
while read -r filter; do
  set -- $("$build/bench/wire-bench-filters" "$file" "$filter")
  whole=$(elapsed "$cli" packets --fields "$filter" --write "$dir/ours.pcapng" "$file")
  peer=-
  if command -v tshark >/dev/null 2>&1; then
    peer=$(elapsed tshark -r "$file" -Y "$filter" -w "$dir/theirs.pcapng")
    [ "$(count "$dir/ours.pcapng")" = "$(count "$dir/theirs.pcapng")" ] || echo "  tshark saves others:"
  fi
  rm -f "$dir/ours.pcapng" "$dir/theirs.pcapng"
  echo "$1 $2 $whole $peer" | awk -v filter="$filter" '{
    printf "  %-42s %9d %9.3f %9.2f %9s %6s\n", filter, $1, $2, $3, $4,
           $4 == "-" ? "-" : sprintf ("%.1fx", $4 / $3) }'
done <<'FILTERS'
ip.addr == 10.0.0.0/16
tcp.port == 80
tcp.dstport in {80, 443, 8000..8080}
frame.len > 1000
frame.time_relative < 1
ip.ttl < 64
tcp.flags.syn == 1 && tcp.flags.ack == 0
tcp.stream == 17
tcp.payload contains "GIF89a"
http.request.uri matches "[.]jpe?g"
FILTERS
