#!/usr/bin/env bash
# Writes the static binaries of every system into a folder, with their SHA-256,
# from one machine: dist.sh [FOLDER], by default dist/. The same sources and the
# same Go give the same bytes, wherever the sources and the folder are.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-dist}
source .ci/static.sh

mkdir -p "$out"
out=$(cd "$out" && pwd)
static_build "$(go env GOHOSTOS)" "$(go env GOHOSTARCH)" "$out/.host"
version=$("$out/.host" version | cut -d ' ' -f 2)
rm -f "$out"/.host "$out"/periplus-* "$out/SHA256SUMS" "$out/LICENSES.txt"
for os in linux darwin windows; do
  for arch in amd64 arm64; do
    name=periplus-$version-$os-$arch
    [ $os = windows ] && name=$name.exe
    static_build $os $arch "$out/$name"
  done
done
.ci/licenses.sh "$out"/periplus-* > "$out/LICENSES.txt"
(cd "$out" && LC_ALL=C sha256sum LICENSES.txt periplus-*) > "$out/.sums"
mv "$out/.sums" "$out/SHA256SUMS"
cat "$out/SHA256SUMS"
