#!/bin/sh
# check-format.sh SOURCE-ROOT: every C file is as .clang-format says.
set -eu
cd "$1"
find src tests bench -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run --Werror
echo "formatted as .clang-format says"
