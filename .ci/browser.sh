#!/usr/bin/env bash
# Opens the built-in report, in each language, in Chromium: on a phone, on a
# desk and on paper, with and without JavaScript. What is missing here is said
# and skipped, and in CI it is a failure. browser.sh [FOLDER] keeps screenshots.
set -euo pipefail
cd "$(dirname "$0")/.."

without() {
  echo "browser: SKIPPED, $1"
  [ "${CI:-}" != true ] || exit 1
  exit 0
}
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
[ -n "$chromium" ] || without 'Chromium is not here'
command -v node > /dev/null && command -v npm > /dev/null || without 'Node.js is not here'
export CHROMIUM=$chromium

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go run ./cmd/periplus build --out "$work/en" > "$work/log"
go run ./cmd/periplus build --lang fr --out "$work/fr" > "$work/log"
[ -d .ci/browser/node_modules ] || (cd .ci/browser && npm ci --silent) || without 'npm cannot fetch playwright-core and axe-core'
node .ci/browser/self-test.mjs
node .ci/browser/check.mjs ${1:+--screenshots "$1"} "$work/en/index.html" "$work/fr/index.html"
