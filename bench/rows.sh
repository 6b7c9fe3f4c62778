# rows.sh: the tables of the benchmarks, for scripts that read it
#
# They set $bench (where the programs are), and before each table $loop and $asked to nothing.

# row NAME RUNS COMMAND…: measures and prints a line of the table, with $asked behind it;
# $loop is what the bare loop took, processor time and elapsed
row() {
  name=$1
  runs=$2
  shift 2
  figures=$("$bench/wire-bench-measure" "$runs" "$@") || true
  set -- $figures
  elapsed=$2
  [ -n "$loop" ] || loop="$1 $2"
  echo "$1 $2 $3 $loop" | awk -v name="$name" -v asked="$asked" '{
    if ($1 < 0) { printf "  %-28s failed, or took more than 90 s\n", name; exit }
    printf "  %-28s %8.3f s %7.2fx %8.3f s %7.2fx %8.1f MiB%s\n",
           name, $1, $1 / $4, $2, $2 / $5, $3 / 1024, asked ? "  (" asked ")" : "" }'
}

# peer NAME COMMAND…: a row of a program that may not be there
peer() {
  if command -v "$2" >/dev/null 2>&1; then
    name=$1
    shift
    row "$name" 1 "$@"
  else
    printf '  %-28s not installed\n' "$1"
  fi
}

# same WHAT RIGHT FOUND: ends the run where they differ
same() {
  [ "$2" = "$3" ] && return
  echo "$1 should be $2, and Wirecase says $3" >&2
  exit 1
}

heading() {
  echo
  echo "$1"
  printf '  %-28s %10s %8s %10s %8s %12s\n' '' processor 'to loop' elapsed 'to loop' private
}
