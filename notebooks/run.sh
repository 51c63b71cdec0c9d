#!/bin/sh
# Executes the notebooks of this folder, in place.
#
#   sh notebooks/run.sh            execute, and keep the new rendering
#   sh notebooks/run.sh --check    execute a copy, and fail if the one here is stale
#
# It needs Go and Jupyter. Jupyter is installed from Debian's packages where it is
# missing and apt-get may be used; the Go kernel is built into .cache/.
set -eu

check=
case "${1-}" in
"") ;;
--check) check=yes ;;
*) echo "usage: sh notebooks/run.sh [--check]" >&2; exit 2 ;;
esac

folder=$(cd "$(dirname "$0")" && pwd)
cache=$(dirname "$folder")/.cache/notebooks
packages="jupyter-notebook jupyter-nbconvert jupyter-client"

if ! jupyter nbconvert --version >/dev/null 2>&1; then
	if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
		echo "notebooks: Jupyter is missing; install $packages" >&2
		exit 1
	fi
	apt-get install -y --no-install-recommends $packages >&2
fi

mkdir -p "$cache"
(cd "$folder" && go build -o "$cache/" github.com/janpfeifer/gonb golang.org/x/tools/cmd/goimports)

# Everything that Jupyter keeps goes into a folder of its own, so that neither
# the user's kernels nor settings take part.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$work/data/kernels/gonb"
cat >"$work/data/kernels/gonb/kernel.json" <<END
{"argv": ["$cache/gonb", "--kernel", "{connection_file}"], "display_name": "Go (gonb)", "language": "go", "interrupt_mode": "message"}
END
export JUPYTER_DATA_DIR="$work/data" JUPYTER_CONFIG_DIR="$work/config" JUPYTER_RUNTIME_DIR="$work/runtime" IPYTHONDIR="$work/ipython"
export PATH="$cache:$PATH"
export GOWORK=off GOFLAGS=
unset JUPYTER_PATH JUPYTER_CONFIG_PATH

# normal leaves out what depends on the machine: the version of Go.
normal() {
	python3 - "$1" <<'END'
import json, sys

with open(sys.argv[1], encoding="utf-8") as f:
    notebook = json.load(f)
notebook["metadata"].get("language_info", {}).pop("version", None)
with open(sys.argv[1], "w", encoding="utf-8") as f:
    json.dump(notebook, f, indent=1, ensure_ascii=False, sort_keys=True)
    f.write("\n")
END
}

stale=
for notebook in "$folder"/*.ipynb; do
	name=$(basename "$notebook")
	if ! jupyter nbconvert --to notebook --execute --ExecutePreprocessor.record_timing=False --ExecutePreprocessor.timeout=600 \
		--output-dir "$work" --output "$name" "$notebook" >"$work/log" 2>&1; then
		sed -e '/^Traceback/,/^nbclient/d' -e '/^[IW][0-9]\{4\} /d' "$work/log" >&2
		echo "notebooks: $name cannot be executed" >&2
		exit 1
	fi
	normal "$work/$name"
	if cmp -s "$work/$name" "$notebook"; then
		echo "notebooks: $name is fresh"
	elif [ -n "$check" ]; then
		echo "notebooks: $name is stale; run make notebooks and look at the difference" >&2
		diff -u "$notebook" "$work/$name" | cut -c 1-200 | head -n 60 >&2 || true
		stale=yes
	else
		cat "$work/$name" >"$notebook"
		echo "notebooks: $name is executed anew"
	fi
done
[ -z "$stale" ]
