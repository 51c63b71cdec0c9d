#!/usr/bin/env bash
# Has vega-lite's own compiler read every specification that periplus writes.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -d bench/vega/node_modules/vega-lite ]; then
  # Without scripts: what vega-cli would compile serves PNGs alone.
  (cd bench/vega && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts)
fi
go test -tags vega ./charts -run TestVegaLite
