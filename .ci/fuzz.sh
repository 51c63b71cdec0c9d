#!/usr/bin/env bash
# Runs every fuzz target for some seconds: fuzz.sh [DURATION], by default 10s.
# What it finds is written into the package's testdata/fuzz, to be kept.
set -euo pipefail
cd "$(dirname "$0")/.."
time=${1:-10s}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=0 ran=0

fuzz() { go test -run '^$' -fuzz "^$1\$" -fuzztime "$time" -parallel 2 "$2" > "$log" 2>&1; }

while IFS=: read -r file target; do
  package=./$(dirname "$file")
  echo "--- $target in $package, $time"
  ran=$((ran + 1))
  # On a busy machine the go command sometimes calls its own deadline a failure
  # and names no input: only then is there a second try.
  fuzz "$target" "$package" || { grep -q 'context deadline exceeded' "$log" && ! grep -q 'Failing input' "$log" && fuzz "$target" "$package"; } ||
    failed=$((failed + 1))
  tail -n 20 "$log"
done < <(git grep --untracked -o -E '^func Fuzz[A-Za-z0-9_]+' -- '*_test.go' | sed 's/func //' | LC_ALL=C sort)
echo "fuzz: $ran targets, $failed failed"
[ $ran -gt 0 ] && [ $failed -eq 0 ]
