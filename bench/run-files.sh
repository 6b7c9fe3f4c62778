#!/bin/sh
# run-files.sh BUILD-DIR: how fast Wirecase hashes files, tells their types, imports known digests and reads lists,
# beside what else is installed.
#
# Makes its files in a temporary folder (1.4 GiB), which is removed again; they are in the page cache
# by then, for all alike. Rows are as run.sh prints them, with elapsed and processor time also as
# multiples of the first row's of each table. BENCH_TYPES is a tree of files whose types are told,
# BENCH_DIGESTS how many known digests there are.
set -eu
build=$(cd "${1:?usage: run-files.sh BUILD-DIR}" && pwd)
bench=$build/bench
cli=$build/src/cli/wirecase-cli
types=${BENCH_TYPES:-/usr/share/doc}
digests=${BENCH_DIGESTS:-10000000}
dir=$(mktemp -d "${TMPDIR:-/tmp}/wirecase-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
export XDG_DATA_HOME="$dir/data" LC_ALL=C

# row NAME RUNS COMMAND…: a line of the table; where the program is not there, says so
row() {
  name=$1
  runs=$2
  shift 2
  command -v "$1" >/dev/null 2>&1 || {
    printf '  %-30s not installed\n' "$name"
    return 0
  }
  figures=$("$bench/wire-bench-measure" "$runs" "$@") || true
  [ -n "$first" ] || first=$figures
  echo "$figures $first" | awk -v name="$name" -v asked="$asked" '{
    if ($1 < 0) { printf "  %-30s failed, or took more than 90 s\n", name; exit }
    printf "  %-30s %8.3f s %6.2fx %8.3f s %6.2fx %8.1f MiB%s\n",
           name, $1, $1 / $4, $2, $2 / $5, $3 / 1024, asked ? "  (" asked ")" : "" }'
}

heading() {
  first=
  asked=
  echo
  echo "$1"
  printf '  %-30s %10s %7s %10s %7s %12s\n' '' processor '' elapsed '' private
}

large() {
  head -c 67108864 /dev/urandom >"$dir/piece"
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do cat "$dir/piece"; done >"$dir/large"
  rm "$dir/piece"
  for algorithm in md5 sha1 sha256 sha512; do
    heading "one file of 1 GiB, $algorithm"
    row "openssl $algorithm" 2 openssl dgst "-$algorithm" "$dir/large"
    row "${algorithm}sum" 2 "${algorithm}sum" "$dir/large"
    row "rhash --$algorithm" 2 rhash "--$algorithm" "$dir/large"
    asked='asked: 1.1x the best'
    row "wirecase-cli hash -a $algorithm" 2 "$cli" hash -a "$algorithm" "$dir/large"
  done
  heading 'the same, MD5, SHA-1 and SHA-256 at once'
  row 'wirecase-cli hash -a md5' 1 "$cli" hash -a md5 "$dir/large"
  asked='asked: 1.1x the slowest alone, elapsed'
  row 'wirecase-cli hash, all three' 2 "$cli" hash -a md5,sha1,sha256 "$dir/large"
  asked=
  row 'rhash, all three' 1 rhash --md5 --sha1 --sha256 "$dir/large"
  row 'hashdeep, MD5 and SHA-256' 1 hashdeep -c md5,sha256 "$dir/large"
  rm "$dir/large"
}

# 100 folders of 1,000 files; what od prints is as good as any content.
small() {
  mkdir "$dir/tree"
  head -c 1500000 /dev/urandom >"$dir/seed"
  for i in 0 1 2 3 4 5 6 7 8 9; do
    for j in 0 1 2 3 4 5 6 7 8 9; do
      mkdir "$dir/tree/$i$j"
      (cd "$dir/tree/$i$j" && split -a 3 -b 1500 "$dir/seed")
    done
  done
  heading "100,000 files of 1,500 bytes, MD5"
  row 'rhash -r --md5' 3 rhash -r --md5 "$dir/tree"
  asked='asked: 0.7x elapsed on two cores'
  row 'wirecase-cli hash -r' 3 "$cli" hash -r "$dir/tree"
  asked=
  row 'md5deep -r' 1 md5deep -r "$dir/tree"
  rm -rf "$dir/tree"
}

tell_types() {
  find "$types" -type f | head -n 20000 >"$dir/names"
  heading "types of $(wc -l <"$dir/names") files of $types"
  row 'file' 1 file -b -f "$dir/names"
  asked='asked: 1/1.8, go for 1/5, elapsed on two cores'
  row 'wirecase-cli types' 1 xargs -d '\n' -a "$dir/names" "$cli" types
}

known() {
  head -c $((digests * 16)) /dev/urandom | od -An -v -tx1 -w16 | tr -d ' ' >"$dir/list"
  heading "$digests known digests"
  row 'sort -u' 1 sort -u -o "$dir/sorted" "$dir/list"
  asked='asked: 2x, 256 MiB'
  row 'wirecase-cli hashset import' 1 "$cli" hashset --database "$dir/known" import Known "$dir/list"
  asked='asked: at once'
  row 'wirecase-cli hashset lookup' 1 "$cli" hashset --database "$dir/known" lookup \
    "$(head -n 1 "$dir/list")"
  awk -v bytes="$(stat -c %s "$dir/known")" -v n="$digests" -v a="$(
    "$bench/wire-bench-lookup" "$dir/known" "$dir/list" 200000
  )" 'BEGIN { printf "  %.1f bytes a digest (asked: 40), %d look-ups a second (asked: 100,000)\n",
              bytes / n, a }'
}

# The same digests in the forms that lists have; nothing but reading them is measured.
lists() {
  n=$(head -n 1000000 "$dir/list" | wc -l)
  head -n "$n" "$dir/list" | awk '{ print $0 "  folder/file " NR ".bin" }' >"$dir/gnu"
  head -n "$n" "$dir/list" | awk '{ print "MD5 (folder/file " NR ".bin) = " $0 }' >"$dir/bsd"
  head -n "$n" "$dir/list" | awk '{ print $0 " file" NR ".bin" }' >"$dir/one-blank"
  head -n "$n" "$dir/list" | awk 'BEGIN { print "Name;MD5" } { print "\"file " NR "\";" $0 }' >"$dir/table"
  heading "lists of $n lines"
  row 'cut' 2 cut -c 34- "$dir/gnu"
  for form in gnu bsd one-blank table; do
    row "wirecase, $form" 2 "$bench/wire-bench-lists" "$dir/$form" "$n"
  done
}

large
small
tell_types
known
lists
