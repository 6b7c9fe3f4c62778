#!/bin/sh
# run.sh SECONDS BUILD-DIR: runs each fuzzer that was built for SECONDS, beginning with its corpus.
#
# What it adds to the corpus stays in the build folder. What makes it fail is left there too, as
# fuzz-NAME-crash-…: put it into tests/fuzz/corpus/NAME, where the tests replay it.
set -eu
seconds=${1:?usage: run.sh SECONDS BUILD-DIR}
build=$(cd "${2:?usage: run.sh SECONDS BUILD-DIR}" && pwd)
corpus=$(cd "$(dirname "$0")/corpus" && pwd)
# GIO keeps its tables of types.
LSAN_OPTIONS=suppressions=$(dirname "$corpus")/../files/types/type.lsan
export LSAN_OPTIONS
status=0
for fuzzer in "$build"/tests/fuzz/fuzz-*; do
  if [ ! -f "$fuzzer" ] || [ ! -x "$fuzzer" ]; then continue; fi
  name=${fuzzer##*/fuzz-}
  found=$build/tests/fuzz/corpus-$name
  mkdir -p "$found"
  echo "fuzz-$name: $seconds s"
  log=$build/tests/fuzz/fuzz-$name.log
  "$fuzzer" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$build/fuzz-$name-" "$found" "$corpus/$name" 2>"$log" || {
    status=1
    tail -n 60 "$log"
  }
  sed -n 's/^stat::/  /p' "$log"
done
exit $status
