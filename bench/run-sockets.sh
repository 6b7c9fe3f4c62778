#!/bin/sh
# run-sockets.sh BUILD-DIR: echoed messages a second, beside what else is installed.
#
# Each client sends a message of 1 to 4,096 random bytes, waits for all of it, checks every byte, and
# sends its next. `wirecase-cli serve` shows every piece in a line besides, which goes to nobody.
set -eu
build=$(cd "${1:?usage: run-sockets.sh BUILD-DIR}" && pwd)
load=$build/tests/sockets/wire-load
dir=$(mktemp -d "${TMPDIR:-/tmp}/wirecase-bench.XXXXXX")
server=
trap 'rm -rf "$dir"; [ -z "$server" ] || kill "$server" 2>/dev/null || true' EXIT
trap 'exit 130' INT TERM

ticks=$(getconf CLK_TCK)

# Processor time of the server and of those it has waited for, in ticks.
used() {
  awk '{ sub (/.*\) /, ""); print $12 + $13 + $14 + $15 }' "/proc/$server/stat"
}

# row NAME CLIENTS MESSAGES: of the server at $port
row() {
  before=$(used)
  figures=$(timeout 60 "$load" 127.0.0.1 "$port" "$2" "$3" 2>/dev/null) || figures='0 0 0 0 0'
  memory=$(awk '/^RssAnon/ { print $2 }' "/proc/$server/status")
  echo "$figures $memory $before $(used)" | awk -v name="$1" -v ticks="$ticks" '{
    if ($5 == 0) { printf "  %-30s failed, or took more than 60 s\n", name; exit }
    printf "  %-30s %7d %9d %9.3f s %9.3f s %8.0f /s %8.1f MiB\n", \
           name, $1, $2, $4, ($8 - $7) / ticks, $5, $6 / 1024 }'
}

# begin COMMAND…: starts a server whose first line ends with its port
begin() {
  : >"$dir/line"
  "$@" >"$dir/line" &
  server=$!
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    port=$(sed -n '1s/.*://p' "$dir/line")
    [ -z "$port" ] || return 0
    sleep 0.2
  done
}

end() {
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

# all NAME MANY COMMAND…: rows of one client, of a hundred and, where it takes so MANY, of 5,000
all() {
  name=$1
  many=$2
  shift 2
  begin "$@"
  row "$name" 1 20000
  row "$name" 100 100000
  [ "$many" -lt 5000 ] || row "$name" 5000 200000
  end
}

ncat_echo() {
  echo "listening at :5099"
  exec ncat -l 127.0.0.1 5099 --keep-open --max-conns 200 --exec /bin/cat
}

serve_echo() {
  mkfifo "$dir/lines"
  tee "$dir/line" <"$dir/lines" >/dev/null &
  exec "$build/src/cli/wirecase-cli" serve --echo --port 0 --buffer 65536 >"$dir/lines"
}

echo
echo "sockets: echoed messages of 1 to 4,096 bytes"
printf '  %-30s %7s %9s %11s %11s %11s %12s\n' '' clients messages elapsed processor rate private
all 'libwirecase' 5000 "$build/tests/sockets/wire-echo"
all 'wirecase-cli serve, all shown' 200 serve_echo
all 'asyncio' 5000 python3 "$(dirname "$0")/echo-asyncio.py"
if command -v ncat >/dev/null 2>&1; then all 'ncat --exec /bin/cat' 200 ncat_echo; fi
