#!/bin/sh
# run.sh BUILD-DIR: how fast Wirecase lists flows, streams, HTTP and downloads, beside the least that
# any program on libpcap takes; then how fast files of FTP and SMB are found (run-carried.sh), how fast
# filters are (run-filters.sh), what TLS costs (run-tls.sh), how fast it hashes files
# (run-files.sh) and how fast its server answers (run-sockets.sh).
#
# Makes two captures with known answers in a temporary folder, which is removed again; checks the
# answers; and runs a bare pcap_next_ex loop, Wirecase and what else is installed, one after the
# other. Each runs three times (the slow ones once) and counts by its best: processor time of user and
# system together, time elapsed, each also as a multiple of the bare loop's, and the largest private
# memory (RssAnon: file pages do not count). The files are in the page cache by then, for all alike.
set -eu
build=$(cd "${1:?usage: run.sh BUILD-DIR}" && pwd)
bench=$build/bench
dir=$(mktemp -d "${TMPDIR:-/tmp}/wirecase-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM

. "$(dirname "$0")/rows.sh"

# kind NAME: one capture and the table of its flows
kind() {
  file=$dir/$1.pcap
  loop=
  asked=
  "$bench/wire-bench-generate" "$1" "$file" >"$dir/answers"
  answers=$(head -n 1 "$dir/answers")
  same "$1: packets, flows, bytes and largest flow" "$answers" "$("$bench/wire-bench-flows" "$file")"
  set -- "$1" $answers
  heading "$1: $2 packets in $3 flows, $(du -m "$file" | cut -f1) MiB"
  row 'bare pcap_next_ex loop' 3 "$bench/wire-bench-loop" "$file"
  asked=$(awk -v p="$2" -v f="$3" 'BEGIN { printf "asked: %.0f MiB", 64 + (32 * p + 96 * f) / 1048576 }')
  row 'libwirecase, flows' 3 "$bench/wire-bench-flows" "$file"
  row 'wirecase-cli flows' 3 "$build/src/cli/wirecase-cli" flows "$file" --top 10
  asked=
  peer 'tcpdump -qnS' tcpdump -qnSr "$file"
  peer 'tcptrace' tcptrace -n "$file"
  peer 'tshark -qz conv,tcp' tshark -nr "$file" -qz conv,tcp
}

# downloads: the same capture, with everything that was said
downloads() {
  answers=$(sed -n 2p "$dir/answers")
  same 'complete objects' "${answers%% *}" "$("$bench/wire-bench-objects" "$file")"
  same 'objects, their bytes and digests' "$answers" \
    "$("$bench/wire-bench-objects" "$file" digests)"
  set -- $answers
  heading "streams, HTTP and $1 objects of $(($2 / 1048576)) MiB in that"
  asked='asked: 3x, 256 MiB'
  row 'libwirecase, objects' 3 "$bench/wire-bench-objects" "$file"
  row 'wirecase-cli http' 3 "$build/src/cli/wirecase-cli" http "$file"
  asked='asked: 4x elapsed on two cores, 256 MiB'
  row 'libwirecase, digests' 3 "$bench/wire-bench-objects" "$file" digests
  all=$elapsed
  asked=
  row 'libgcrypt alone, same bytes' 3 "$bench/wire-bench-digest" "$(sed -n 3p "$dir/answers")"
  awk -v all="$all" -v alone="$elapsed" 'BEGIN {
    printf "  (digests with all that comes before them take %.2fx of what libgcrypt takes for them)\n",
           all / alone }'
  peer 'ndpiReader' ndpiReader -i "$file"
  peer 'tcpflow' tcpflow -r "$file" -o "$dir/tcpflow"
  peer 'tshark --export-objects' tshark -nr "$file" -q --export-objects "http,$dir/tshark"
}

kind web
downloads
rm -rf "$dir"/*
kind small
rm -rf "$dir"/*
"$(dirname "$0")/run-carried.sh" "$build"
"$(dirname "$0")/run-filters.sh" "$build"
"$(dirname "$0")/run-tls.sh" "$build"
"$(dirname "$0")/run-files.sh" "$build"
"$(dirname "$0")/run-sockets.sh" "$build"
