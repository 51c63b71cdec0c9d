# Sourced by other scripts. static_build OS ARCH FILE [GO BUILD FLAG…] makes a
# static binary whose bytes depend on the sources and on the version of Go alone.
static_build() {
  local os=$1 arch=$2 file=$3
  shift 3
  env -u GOFLAGS -u GOEXPERIMENT -u GOAMD64 -u GOARM64 CGO_ENABLED=0 GOOS="$os" GOARCH="$arch" \
    go build -trimpath -buildvcs=false -ldflags='-s -w -buildid=' "$@" -o "$file" ./cmd/periplus
}
