#!/bin/sh
# Opens the built-in report in Chromium, at the widths of a phone and a desk and
# on paper. Skips and says so where Chromium or Node.js is not here.
set -eu
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
if [ -z "$chromium" ] || ! command -v node >/dev/null; then
	echo "browser: skipped, Chromium and Node.js are needed"
	[ "${CI:-}" != true ] || exit 1
	exit 0
fi
export CHROMIUM="$chromium"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go run ./cmd/periplus build --out "$work/en" >/dev/null
go run ./cmd/periplus build --lang fr --out "$work/fr" >/dev/null
cd .ci/browser
[ -d node_modules ] || npm ci --no-audit --no-fund --silent
node self-test.mjs
node check.mjs "$work/en/index.html" "$work/fr/index.html"
