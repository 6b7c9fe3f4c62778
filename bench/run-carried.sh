#!/bin/sh
# run-carried.sh BUILD-DIR [MIB]: how fast one large file is found in a capture of FTP, and in one of SMB 2
#
# Makes the captures in a temporary folder, which is removed again; checks that the file is found whole and
# byte for byte; and runs a bare pcap_next_ex loop, Wirecase without digests and with them, and what
# else exports such files. MIB: the size of the file, 1024 unless given.
set -eu
build=$(cd "${1:?usage: run-carried.sh BUILD-DIR [MIB]}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
bench=$build/bench
dir=$(mktemp -d "${TMPDIR:-/tmp}/wirecase-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
. "$here/rows.sh"

# carried KIND TITLE TSHARK-KIND
carried() {
  file=$dir/$1.pcap
  digest=$(/usr/bin/python3 -B "$here/carried.py" "$1" "$file" "$mebibytes")
  same "$1: files that are whole" "large.bin $digest" \
    "$("$build/src/cli/wirecase-cli" transfers --json "$file" |
      sed -n 's/.*"name":"\([^"]*\)".*"sha256":"\([^"]*\)".*"complete":true.*/\1 \2/p')"
  loop=
  asked=
  heading "$2: a file of $mebibytes MiB in a capture of $(du -m "$file" | cut -f1) MiB"
  row 'bare pcap_next_ex loop' 3 "$bench/wire-bench-loop" "$file"
  asked='asked: 2.5x'
  row 'libwirecase, transfers' 3 "$bench/wire-bench-objects" "$file" transfers
  asked=
  row 'wirecase-cli transfers' 1 "$build/src/cli/wirecase-cli" transfers "$file"
  peer 'tshark --export-objects' tshark -nr "$file" -q --export-objects "$3,$dir/tshark"
  peer 'tcpflow' tcpflow -r "$file" -o "$dir/tcpflow"
  rm -rf "$dir"/*
}

mebibytes=${2:-1024}
carried ftp FTP ftp-data
carried smb 'SMB 2' smb
