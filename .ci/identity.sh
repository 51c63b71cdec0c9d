#!/usr/bin/env bash
# Makes the same things on three processors, in other folders, with another
# clock, time zone, locale and home, and compares every byte.
#
# Other processors are emulated by qemu-user-static; what is missing here is
# said and skipped, and in CI it is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
source .ci/static.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
missing=0

# make COMMAND… writes everything that periplus makes, and what it says, into
# the working folder.
make() {
  mkdir command
  bash -euo pipefail -c "$(declare -f everything); everything \"\$@\"" everything "$@" 2> command/messages || {
    cat command/messages >&2
    return 1
  }
}

everything() {
  "$@" build --out en > command/build
  "$@" build --out fr --lang fr > command/build-fr
  local format
  for format in text csv json md; do
    "$@" figures --format $format > command/figures.$format
    "$@" compare share vn-ru-trade-2022 vn-cn-trade-2022 vn-us-trade-2022 --format $format > command/share.$format
  done
  "$@" compare ratio vn-cn-trade-2022 vn-ru-trade-2022 --rounding either --format json > command/ratio.json
  "$@" compare rate vn-ru-trade-2022-eur vn-ru-trade-2022 --format csv > command/rate.csv
  "$@" compare agree vn-ru-agreements-official vn-ru-agreements-signed --format json > command/agree.json
  "$@" chart bar --ids vn-ru-trade-2022,vn-cn-trade-2022,vn-us-trade-2022 --lang fr --out bar.svg --out bar.png > command/bar
  "$@" chart share --ids vn-ru-arms-share-1995-2023 --out share.svg --out share.png > command/share
  "$@" chart times --ids vn-cn-trade-2022,vn-us-trade-2022 --base vn-ru-trade-2022 --out times.svg --out times.png > command/times
  printf 'label,value\n2014,1070\n2017,465\n2019,138\n2020,10.25\n' |
    "$@" chart line - --width 777 --height 431 --out line.svg --out line.png > command/line
  "$@" new started > command/new
  "$@" build started --out started-out > command/build-started
}

list() { (cd "$1" && find . -type f "${@:2}" -print0 | LC_ALL=C sort -z | xargs -0 sha256sum); }

# same NAME FOLDER [FIND TESTS…] compares with the first folder.
same() {
  local name=$1 folder=$2
  shift 2
  if ! diff <(list "$work/first" "$@") <(list "$folder" "$@"); then
    echo "identity: $name gives other bytes than linux/amd64 (<)" >&2
    exit 1
  fi
  echo "identity: $name: $(list "$folder" "$@" | wc -l) files equal, byte for byte"
}

for processor in amd64 arm64 s390x; do
  static_build linux $processor "$work/periplus-$processor"
  env -u GOFLAGS -u GOEXPERIMENT CGO_ENABLED=0 GOOS=linux GOARCH=$processor go test -c -vet=off -trimpath -o "$work/charts-$processor" ./charts
done
# charts PROCESSOR [EMULATOR] notes the SHA-256 of every golden chart as SVG, PNG,
# PDF and Vega-Lite, as the binary of the tests makes them.
charts() {
  local processor=$1 sums=$work/charts.$1
  shift
  (cd charts && PERIPLUS_IDENTITY=$sums "$@" "$work/charts-$processor" -test.run='^TestIdentity_Print$' > "$sums.said") || {
    cat "$sums.said" >&2
    return 1
  }
  if ! diff "$work/charts.amd64" "$sums"; then
    echo "identity: $processor draws these charts otherwise than linux/amd64 (<)" >&2
    return 1
  fi
  echo "identity: $processor: $(wc -l < "$sums") files of golden charts equal, byte for byte"
}

# A static binary asks the kernel for the time, so no preloaded library can
# change its clock. Go's own runtime can: with this tag it begins in 2009, and
# writes what it prints with marks between, so printed files are left out.
static_build linux amd64 "$work/periplus-2009" -tags faketime

mkdir -p "$work/first" "$work/second place/é" "$work/third" "$work/home"
native=() # how amd64 runs here
[ "$(uname -m)" = x86_64 ] || native=(qemu-x86_64-static)
(cd "$work/first" && make env TZ=UTC LC_ALL=C ${native[@]+"${native[@]}"} "$work/periplus-amd64")
charts amd64 ${native[@]+"${native[@]}"}
(cd "$work/second place/é" &&
  make env TZ=Pacific/Auckland LC_ALL=fr_FR.UTF-8 LANG=vi_VN HOME="$work/home" TMPDIR="$work/home" USER=somebody GOMAXPROCS=1 \
    ${native[@]+"${native[@]}"} "$work/periplus-amd64")
same 'another folder, time zone, locale, home and one thread' "$work/second place/é"
(cd "$work/third" && make ${native[@]+"${native[@]}"} "$work/periplus-2009")
same 'a clock of 2009' "$work/third" -not -path './command/*'

if grep -rEil 'amd64|arm64|s390x|linux|x86' "$work/first" --include=manifest.json --include=figures.json --include=report.lock; then
  echo 'identity: these files name a processor or a system' >&2
  exit 1
fi

for pair in arm64:aarch64 s390x:s390x; do
  processor=${pair%:*} emulator=qemu-${pair#*:}-static
  if ! command -v "$emulator" > /dev/null; then
    echo "identity: $processor: SKIPPED, $emulator is not here"
    missing=1
    continue
  fi
  mkdir "$work/$processor"
  begin=$SECONDS
  (cd "$work/$processor" && make "$emulator" "$work/periplus-$processor")
  same "$processor, $((SECONDS - begin)) s" "$work/$processor"
  charts "$processor" "$emulator"
done
[ $missing = 0 ] || [ "${CI:-}" != true ]
