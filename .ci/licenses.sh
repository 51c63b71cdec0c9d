#!/usr/bin/env bash
# Prints the licences of everything that binaries hold: our own, those of the
# data and fonts that they carry, and those of every module linked into one of
# them. licenses.sh BINARY…
set -euo pipefail
cd "$(dirname "$0")/.."
section() { printf '\n==== %s ====\n\n' "$1"; }

section periplus
cat LICENSE
find data report charts -name 'LICENSE-*' | LC_ALL=C sort | while read -r file; do
  section "periplus, $file"
  cat "$file"
done
section 'Go standard library'
cat "$(go env GOROOT)/LICENSE"
go version -m "$@" | awk '$1 == "dep" { print $2 "@" $3 }' | LC_ALL=C sort -u | while read -r module; do
  dir=$(go list -m -f '{{.Dir}}' "${module%@*}")
  # A font inside a module may have a licence of its own.
  files=$(cd "$dir" && find . -type f -not -path '*/testdata/*' \( -iname 'LICEN[CS]E*' -o -iname 'COPYING*' -o -iname 'NOTICE*' -o -path './licenses/*' \) | LC_ALL=C sort)
  [ -n "$files" ] || { echo "no licence found in $module" >&2; exit 1; }
  while read -r file; do
    section "$module, ${file#./}"
    cat "$dir/$file"
  done <<< "$files"
done
