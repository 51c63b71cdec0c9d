#!/bin/sh
# Static binaries for Linux, macOS and Windows into a folder, with SHA256SUMS.
# The same commit and the same Go give the same bytes on any machine.
set -eu
out=${1:-dist}
mkdir -p "$out"
rm -f "$out"/periplus-* "$out"/SHA256SUMS
for system in linux darwin windows; do
	for processor in amd64 arm64; do
		name=periplus-$system-$processor
		[ "$system" = windows ] && name=$name.exe
		CGO_ENABLED=0 GOOS=$system GOARCH=$processor GOFLAGS= GOAMD64=v1 \
			go build -trimpath -buildvcs=false -ldflags='-s -w -buildid=' -o "$out/$name" ./cmd/periplus
	done
done
cd "$out"
sha256sum periplus-* >SHA256SUMS
cat SHA256SUMS
