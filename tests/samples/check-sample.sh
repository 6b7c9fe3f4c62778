#!/bin/sh
# check-sample.sh SAMPLES: make-sample.py writes the very files that are kept in the folder SAMPLES.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PYTHONDONTWRITEBYTECODE=1 python3 "$1/make-sample.py" "$work"
cmp "$1/sample.pcap" "$work/sample.pcap"
cmp "$1/sample.json" "$work/sample.json"
echo "the sample is what its script writes"
