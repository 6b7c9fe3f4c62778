#!/bin/bash
# wirecase-array.sh LIST FOLDER [COMMAND…]: a job array of Slurm that works on the captures of a list
# SPDX-License-Identifier: GPL-3.0-or-later
#
#   sbatch --array=0-99 wirecase-array.sh captures.list logs
#
# Each task takes every n-th line of LIST, where n is the number of tasks. FOLDER is one that all nodes see; a
# task that is run again goes on where it was. Without COMMAND, Zeek's logs are written.
#SBATCH --job-name=wirecase
#SBATCH --cpus-per-task=2
#SBATCH --requeue

set -eu -o pipefail

list=$1
folder=$2
shift 2
[ $# -gt 0 ] || set -- export zeek '{}' --to '{out}' --zstd

first=${SLURM_ARRAY_TASK_MIN:-0}
step=${SLURM_ARRAY_TASK_COUNT:-1}
task=$((${SLURM_ARRAY_TASK_ID:-0} - first))

share=$(mktemp)
trap 'rm -f "$share"' EXIT
awk -v task="$task" -v step="$step" '(NR - 1) % step == task' "$list" > "$share"
[ -s "$share" ] || exit 0
wirecase-cli batch --out "$folder" --jobs "${SLURM_CPUS_PER_TASK:-1}" "$share" -- "$@"
