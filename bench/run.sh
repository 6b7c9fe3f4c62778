#!/bin/sh
# run.sh BUILD-DIR: how fast Wirecase lists flows, beside the least that any program on libpcap takes;
# then how fast its server answers (run-sockets.sh).
#
# Makes two captures with known answers in a temporary folder, which is removed again; checks the
# answers; and runs a bare pcap_next_ex loop, Wirecase and what else is installed, one after the
# other. Each runs three times (the slow ones once) and counts by its best: processor time of user and
# system together, and the largest private memory (RssAnon: file pages do not count). The files are
# in the page cache by then.
set -eu
build=$(cd "${1:?usage: run.sh BUILD-DIR}" && pwd)
bench=$build/bench
dir=$(mktemp -d "${TMPDIR:-/tmp}/wirecase-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM

# row NAME RUNS COMMAND…: measures and prints a line of the table; $loop is the bare loop's time
row() {
  name=$1
  runs=$2
  shift 2
  figures=$("$bench/wire-bench-measure" "$runs" "$@") || true
  set -- $figures
  [ -n "${loop:-}" ] || loop=$1
  echo "$1 $2 $3" | awk -v name="$name" -v loop="$loop" -v limit="${limit:-0}" '{
    if ($1 < 0) { printf "  %-26s failed, or took more than 30 s\n", name; exit }
    note = limit > 0 ? sprintf ("  (of %.0f allowed)", limit) : ""
    printf "  %-26s %8.3f s %7.2fx %9.3f s %9.1f MiB%s\n", name, $1, $1 / loop, $2, $3 / 1024, note }'
}

installed() {
  command -v "$1" >/dev/null 2>&1
}

# kind NAME: one capture and its table
kind() {
  file=$dir/$1.pcap
  loop=
  limit=
  answers=$("$bench/wire-bench-generate" "$1" "$file" ${2:-})
  found=$("$bench/wire-bench-flows" "$file")
  if [ "$answers" != "$found" ]; then
    echo "$1: packets, flows, bytes and largest flow are $answers, and Wirecase says $found" >&2
    exit 1
  fi
  set -- "$1" $answers
  echo
  echo "$1: $2 packets in $3 flows, $(du -m "$file" | cut -f1) MiB"
  printf '  %-26s %10s %8s %11s %13s\n' '' processor 'to loop' elapsed private
  row 'bare pcap_next_ex loop' 3 "$bench/wire-bench-loop" "$file"
  limit=$(awk -v p="$2" -v f="$3" 'BEGIN { print 64 + (32 * p + 96 * f) / 1048576 }')
  row 'libwirecase' 3 "$bench/wire-bench-flows" "$file"
  if [ -x "$build/src/cli/wirecase-cli" ]; then
    row 'wirecase-cli flows' 3 "$build/src/cli/wirecase-cli" flows "$file" --top 10
  fi
  limit=
  if installed tcpdump; then row 'tcpdump -qnS' 1 tcpdump -qnSr "$file"; fi
  if installed tcptrace; then row 'tcptrace' 1 tcptrace -n "$file"; fi
  if installed tshark; then row 'tshark -qz conv,tcp' 1 tshark -nr "$file" -qz conv,tcp; fi
  rm "$file"
}

kind web
kind small
"$(dirname "$0")/run-sockets.sh" "$build"
