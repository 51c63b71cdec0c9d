#!/bin/sh
# Builds the same things on three processors, in other folders, with other
# clocks, time zones, locales and homes, and compares every byte.
#
# Needs qemu-user-static for processors that this machine is not; says what it
# skips without it.
set -eu
top=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# make BINARY... writes everything that periplus makes into the working folder.
cat >"$work/make.sh" <<'END'
set -eu
"$@" build --out en >/dev/null
"$@" build --out fr --lang fr >/dev/null
"$@" figures --format csv >figures.csv
"$@" figures --format json >figures.json
"$@" compare share vn-ru-trade-2022 vn-cn-trade-2022 vn-us-trade-2022 --format csv >share.csv
"$@" compare ratio vn-cn-trade-2022 vn-ru-trade-2022 --rounding either --format json >ratio.json
"$@" chart bar --ids vn-ru-trade-2022,vn-cn-trade-2022,vn-us-trade-2022 --lang fr --out bar.svg --out bar.png 2>/dev/null
"$@" chart share --ids vn-ru-arms-share-1995-2023 --out share.svg --out share.png 2>/dev/null
"$@" chart times --ids vn-cn-trade-2022,vn-us-trade-2022 --base vn-ru-trade-2022 --out times.svg --out times.png 2>/dev/null
printf 'label,value\n2014,1070\n2017,465\n2019,138\n2020,10\n' | "$@" chart line - --out line.svg --out line.png 2>/dev/null
END

list() { (cd "$1" && find . -type f | LC_ALL=C sort | xargs sha256sum); }

same() { # same NAME FOLDER
	list "$2" >"$work/$1.list"
	if ! cmp -s "$work/first.list" "$work/$1.list"; then
		echo "$1: other bytes than linux/amd64:"
		diff "$work/first.list" "$work/$1.list" || true
		exit 1
	fi
	echo "$1: $(wc -l <"$work/$1.list") files equal, byte for byte"
}

for processor in amd64 arm64 s390x; do
	CGO_ENABLED=0 GOOS=linux GOARCH=$processor go build -trimpath -o "$work/periplus-$processor" "$top/cmd/periplus"
done

mkdir -p "$work/first" "$work/second place" "$work/home"
(cd "$work/first" && TZ=UTC LC_ALL=C sh "$work/make.sh" "$work/periplus-amd64")
list "$work/first" >"$work/first.list"

clock=""
if command -v faketime >/dev/null; then clock="faketime 2031-02-03"; else echo "another clock: skipped, faketime is not here"; fi
(cd "$work/second place" && TZ=Pacific/Auckland LC_ALL=fr_FR.UTF-8 LANG=vi_VN HOME="$work/home" TMPDIR="$work/home" \
	sh "$work/make.sh" $clock "$work/periplus-amd64")
same "other folder, clock, zone, locale and home" "$work/second place"

for pair in arm64:aarch64 s390x:s390x; do
	processor=${pair%:*}
	emulator=qemu-${pair#*:}-static
	if ! command -v "$emulator" >/dev/null; then
		echo "$processor: skipped, $emulator is not here"
		[ "${CI:-}" != true ] || exit 1
		continue
	fi
	mkdir "$work/$processor"
	(cd "$work/$processor" && sh "$work/make.sh" "$emulator" "$work/periplus-$processor")
	same "$processor" "$work/$processor"
done
