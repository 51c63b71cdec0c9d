#!/usr/bin/env python3
"""Hold periplus against the same report made with pandas and matplotlib.

    python3 bench/run.py [--runs N] [--seconds S] [--results]

Both programs run as whole processes in turn, A B A B …, each into a folder of
its own; wall time, processor time and peak memory are those that the system
counts for the process. Then single pictures are timed inside a running
process, after imports. Before anything is timed, the numbers that the two
wrote are held against each other. With --results only the Markdown table is
printed.

It needs Go and Python 3.11 or later; pandas and matplotlib are installed into
bench/.venv. It is a benchmark, not a test: it fails where a program fails or
the numbers differ, never because something was slow.
"""

import argparse
import datetime
import json
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
VENV = BENCH / ".venv"
PACKAGE = ROOT / "data" / "articles"

# What the project asks of itself.
LEAST_WHOLE, LEAST_PICTURE, MOST_SECONDS, MOST_BYTES = 10, 5, 0.3, 100e6


def say(text):
    if not say.quiet:
        print(text, file=sys.stderr, flush=True)


say.quiet = False


def peer_environment():
    """The environment without settings that hold numpy back on some machines."""
    return {k: v for k, v in os.environ.items() if k not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}


def install():
    """Make the virtual environment, unless it has these requirements already."""
    python = VENV / "bin" / "python"
    wanted = (BENCH / "requirements.txt").read_text()
    stamp = VENV / "requirements.txt"
    if not (python.exists() and stamp.exists() and stamp.read_text() == wanted):
        say("installing pandas and matplotlib into bench/.venv")
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", BENCH / "requirements.txt"],
                       check=True, stdout=sys.stderr)
        stamp.write_text(wanted)
    return python


def go(*args, cwd=ROOT, **kwargs):
    return subprocess.run(["go", *args], cwd=cwd, check=True, env={**os.environ, "CGO_ENABLED": "0"}, **kwargs)


def build(folder):
    """Build the command, and the benchmarks of single pictures."""
    say("building periplus")
    go("build", "-o", folder / "periplus", "./cmd/periplus")
    # A copy of go.mod, so that a build never edits the one that is kept.
    for name in ("go.mod", "go.sum"):
        (folder / name).write_text((BENCH / name).read_text())
    go("test", "-mod=mod", f"-modfile={folder / 'go.mod'}", "-c", "-o", folder / "pictures", ".", cwd=BENCH)
    return folder / "periplus", folder / "pictures"


def run(command, env=None):
    """Run a whole process: wall seconds, processor seconds, peak bytes."""
    with open(os.devnull, "w") as nothing:
        start = time.perf_counter()
        p = subprocess.Popen(command, stdout=nothing, env=env)
        _, status, usage = os.wait4(p.pid, 0)
        wall = time.perf_counter() - start
    p.returncode = os.waitstatus_to_exitcode(status)
    if p.returncode:
        sys.exit(f"{Path(command[0]).name} ended with exit status {p.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage(2): kilobytes on Linux, bytes on macOS
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit


def check_numbers(ours, theirs):
    """Hold every number of the two figures.json against each other."""
    read = lambda folder: {n["number"]: n for n in json.loads((folder / "figures.json").read_text(encoding="utf-8"))}
    a, b = read(ours), read(theirs)
    if missing := sorted(set(a) - set(b)):
        sys.exit("peer.py lacks numbers that the report shows: " + ", ".join(missing))
    for key, n in a.items():
        for end in ("value", "low", "high"):
            x, y = n[end], b[key][end]
            same = math.isclose(x, y, rel_tol=1e-9) if isinstance(x, (int, float)) and isinstance(y, (int, float)) else x == y
            if not same:
                sys.exit(f"{key}: {end} is {x} from periplus and {y} from peer.py")
        if n.get("verdict") != b[key].get("verdict"):
            sys.exit(f"{key}: {n.get('verdict')} from periplus and {b[key].get('verdict')} from peer.py")
    say(f"both wrote the same {len(a)} numbers")


def whole(ours, theirs, env, runs):
    """Run both in turn and return what each took."""
    a, b = [], []
    for i in range(runs):
        a.append(run(ours))
        b.append(run(theirs, env))
        say(f"pair {i + 1} of {runs}: {a[-1][0]:.2f} s and {b[-1][0]:.2f} s")
    return a, b


def pictures(binary, python, env, seconds, rounds=3):
    """Milliseconds for each kind and format, the two in turn."""
    ours, theirs = {}, {}
    for i in range(rounds):
        say(f"single pictures, round {i + 1} of {rounds}")
        text = subprocess.run([binary, "-test.run=^$", "-test.bench=.", f"-test.benchtime={seconds}s"], check=True, capture_output=True, text=True).stdout
        for format, kind, ns in re.findall(r"^Benchmark(SVG|PNG)/(\w+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op", text, re.M):
            ours.setdefault((format.lower(), kind), []).append(float(ns) / 1e6)
        text = subprocess.run([python, BENCH / "peer.py", PACKAGE, "--time", str(seconds)], check=True, capture_output=True, text=True, env=env).stdout
        for format, kinds in json.loads(text).items():
            for kind, ms in kinds.items():
                theirs.setdefault((format, kind), []).append(ms)
    if set(ours) != set(theirs):
        sys.exit(f"the two timed different pictures: {sorted(ours)} and {sorted(theirs)}")
    return ours, theirs


# Tables ------------------------------------------------------------------


def spread(values, digits, unit=""):
    text = lambda x: f"{x:.{digits}f}"
    return f"{text(statistics.median(values))}{unit} ({text(min(values))}–{text(max(values))})"


def pairwise(a, b):
    return [y / x for x, y in zip(a, b)]


def machine():
    model, cores = "", 0
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                model, cores = value.strip(), cores + 1
    except OSError:
        pass
    return f"{model or os.uname().machine}, {cores or os.cpu_count()} cores, {os.uname().sysname}"


def busy():
    """How busy the machine is with other programs, in words; "" is not at all."""
    try:
        load = os.getloadavg()[0]
    except OSError:
        return ""
    return f"other programs were running (load {load:.0f} on {os.cpu_count()} cores)" if load > 0.5 * os.cpu_count() else ""


def versions(python):
    text = subprocess.run([python, "-c", "import sys, pandas, matplotlib; print(sys.version.split()[0], pandas.__version__, matplotlib.__version__)"],
                          check=True, capture_output=True, text=True).stdout.split()
    gone = subprocess.run(["go", "env", "GOVERSION"], check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip().removeprefix("go")
    return f"Go {gone}; Python {text[0]}, pandas {text[1]}, matplotlib {text[2]}"


def table(a, b, ours, theirs, python, runs, others):
    column = lambda rows, i, factor=1: [row[i] * factor for row in rows]
    lines = [
        "| | periplus | pandas + matplotlib | times as fast |",
        "|---|---|---|---|",
        f"| whole report, wall time | {spread(column(a, 0), 2, ' s')} | {spread(column(b, 0), 2, ' s')} | {spread(pairwise(column(a, 0), column(b, 0)), 1)} |",
        f"| whole report, processor time | {spread(column(a, 1), 2, ' s')} | {spread(column(b, 1), 2, ' s')} | {spread(pairwise(column(a, 1), column(b, 1)), 1)} |",
        f"| whole report, peak memory | {spread(column(a, 2, 1e-6), 0, ' MB')} | {spread(column(b, 2, 1e-6), 0, ' MB')} | |",
    ]
    for format, kind in sorted(ours, key=lambda k: (k[0] != "svg", k[1])):
        x, y = ours[format, kind], theirs[format, kind]
        lines.append(f"| one {kind} chart as {format.upper()} | {spread(x, 2, ' ms')} | {spread(y, 1, ' ms')} | {spread(pairwise(x, y), 1)} |")
    lines += ["", f"Medians of {runs} runs in turn, single pictures of {len(x)} rounds after imports; in brackets least and greatest. "
                  f"{machine()}; {versions(python)}; {datetime.date.today().isoformat()}{others and '; ' + others}."]
    return "\n".join(lines)


def verdicts(a, b, ours, theirs):
    """What the project asks of itself, and whether it held this time."""
    median = lambda rows, i: statistics.median(row[i] for row in rows)
    ratio = statistics.median(pairwise([r[0] for r in a], [r[0] for r in b]))
    slowest = min(statistics.median(pairwise(ours[k], theirs[k])) for k in ours)
    for text, held in (
        (f"whole process at least {LEAST_WHOLE} times as fast: {ratio:.1f}", ratio >= LEAST_WHOLE),
        (f"every picture at least {LEAST_PICTURE} times as fast: {slowest:.1f}", slowest >= LEAST_PICTURE),
        (f"at most {MOST_SECONDS} s: {median(a, 0):.2f} s", median(a, 0) <= MOST_SECONDS),
        (f"at most {MOST_BYTES / 1e6:.0f} MB: {median(a, 2) / 1e6:.0f} MB", median(a, 2) <= MOST_BYTES),
    ):
        say(("held    " if held else "missed  ") + text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15, help="pairs of whole processes (15)")
    parser.add_argument("--seconds", type=float, default=1, help="time for each kind and format of picture, each round (1)")
    parser.add_argument("--results", action="store_true", help="print the table and nothing else")
    args = parser.parse_args()
    if args.runs < 1 or args.seconds <= 0:
        parser.error("--runs takes a number from 1, --seconds one above 0")
    say.quiet = args.results
    others = busy()
    if others:
        say(f"{others}: wall times are longer than on an idle machine, processor times hardly")

    python, env = install(), peer_environment()
    with tempfile.TemporaryDirectory(prefix="periplus-bench-") as folder:
        folder = Path(folder)
        command, binary = build(folder)
        ours = [command, "build", "--out", folder / "ours"]
        theirs = [python, BENCH / "peer.py", PACKAGE, "--out", folder / "theirs"]
        for _ in range(2):  # warm up: files in memory, Python's byte code, matplotlib's list of fonts
            run(ours)
            run(theirs, env)
        check_numbers(folder / "ours", folder / "theirs")
        a, b = whole(ours, theirs, env, args.runs)
        x, y = pictures(binary, python, env, args.seconds)
    print(table(a, b, x, y, python, args.runs, others), flush=True)
    verdicts(a, b, x, y)


if __name__ == "__main__":
    main()
