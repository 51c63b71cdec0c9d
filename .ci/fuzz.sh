#!/usr/bin/env bash
# Runs every fuzz target for some seconds: fuzz.sh [DURATION], by default 10s.
# What it finds is written into the package's testdata/fuzz, to be kept.
set -euo pipefail
cd "$(dirname "$0")/.."
time=${1:-10s}
failed=0 ran=0
while IFS=: read -r file target; do
  package=./$(dirname "$file")
  echo "--- $target in $package, $time"
  ran=$((ran + 1))
  go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" -parallel 2 "$package" 2>&1 | tail -n 20 || failed=$((failed + 1))
done < <(git grep --untracked -o -E '^func Fuzz[A-Za-z0-9_]+' -- '*_test.go' | sed 's/func //' | LC_ALL=C sort)
echo "fuzz: $ran targets, $failed failed"
[ $ran -gt 0 ] && [ $failed -eq 0 ]
