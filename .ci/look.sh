#!/usr/bin/env bash
# Has other programs draw every golden chart and compares that with the PNG. A
# program that is not here is skipped and said; in CI only LibreOffice may be.
# With PERIPLUS_LOOK_OUT=FOLDER the pictures stay there.
set -euo pipefail
cd "$(dirname "$0")/.."
go test -count=1 -tags look ./charts -run 'TestLook$' -v | grep -Ev '^=== |^PASS'
