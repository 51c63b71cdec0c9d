#!/usr/bin/env bash
# Proves that the binaries do not depend on the folder, on the home, on the
# clock or on what was built before: a copy of the sources somewhere else, with
# an empty build cache, gives the same SHA-256.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

.ci/dist.sh "$work/first" > /dev/null
mkdir -p "$work/else where/home"
git ls-files -z --cached --others --exclude-standard | xargs -0 sh -c 'for f; do [ ! -e "$f" ] || printf "%s\0" "$f"; done' sh |
  tar --create --null --files-from=- | tar --extract --directory "$work/else where"
modules=$(go env GOMODCACHE)
(cd "$work/else where" && TZ=Pacific/Kiritimati HOME=$PWD/home GOMODCACHE=$modules GOCACHE=$work/cache .ci/dist.sh "$work/second") > /dev/null
diff "$work/first/SHA256SUMS" "$work/second/SHA256SUMS"
cat "$work/second/SHA256SUMS"
echo "dist: $(wc -l < "$work/second/SHA256SUMS") files are the same from two folders with two build caches"
