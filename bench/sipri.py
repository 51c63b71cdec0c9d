#!/usr/bin/env python3
"""Hold the reading of a classic trade register against pandas.

    python3 bench/sipri.py [--runs N] [FILE]

periplus opens, recognises, reads and checks the register and makes a frame of
it; pandas reads it unchecked. Both run in turn, A B A B …: as whole processes,
and a reading within a process that has read the file before. Without FILE it
is a made-up register of 30,000 deals. Before anything is timed, rows and sum
of what the two read are held against each other; of the real register pandas
makes two rows more, since it does not join records that line ends part.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import run as bench

LEAST = 5


def build(folder):
    for name in ("go.mod", "go.sum"):
        (folder / name).write_text((bench.BENCH / name).read_text())
    bench.say("building the reader")
    bench.go("build", "-mod=mod", f"-modfile={folder / 'go.mod'}", "-o", folder / "sipri", "./sipri", cwd=bench.BENCH)
    return folder / "sipri"


def output(command, env=None):
    return json.loads(subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True, env=env).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15, help="pairs (15)")
    parser.add_argument("file", nargs="?", type=Path, help="a classic register; without it one is made")
    args = parser.parse_args()
    python, env = bench.install(), bench.peer_environment()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reader, register = build(folder), args.file
        if register is None:
            register = folder / "register.csv"
            subprocess.run([reader, "-make", "30000", register], check=True)
        ours, theirs = [reader, register], [python, bench.BENCH / "sipri_pandas.py", register]
        a, b = output(ours), output(theirs, env)
        if args.file is None and (a["tiv"], a["rows"]) != (b["tiv"], b["rows"]):
            sys.exit(f"the two read different registers: {a} and {b}")
        bench.say(f"periplus reads {a['rows']} deals of {a['tiv']} million TIV, pandas {b['rows']} rows of {b['tiv']}")
        whole, within = ([], []), ([], [])
        for i in range(args.runs):
            for side, command, e in ((0, ours, None), (1, theirs, env)):
                whole[side].append(bench.run(command, e))
            within[0].append(statistics.median(output([reader, "-runs", "7", register])["seconds"][1:]))
            within[1].append(statistics.median(output([*theirs, "7"], env)["seconds"][1:]))
            bench.say(f"pair {i + 1} of {args.runs}: {whole[0][-1][0]:.3f} s and {whole[1][-1][0]:.3f} s; within a process {within[0][-1] * 1e3:.1f} ms and {within[1][-1] * 1e3:.1f} ms")
    print(table(whole, within, args.runs, a["rows"]))
    ratio = statistics.median(bench.pairwise([r[0] for r in whole[0]], [r[0] for r in whole[1]]))
    bench.say(("held    " if ratio >= LEAST else "missed  ") + f"whole process at least {LEAST} times as fast: {ratio:.1f}")


def table(whole, within, runs, deals):
    column = lambda side, i, factor=1: [r[i] * factor for r in whole[side]]
    line = lambda name, x, y, digits, unit: f"| {name} | {bench.spread(x, digits, unit)} | {bench.spread(y, digits, unit)} | {bench.spread(bench.pairwise(x, y), 1)} |"
    ms = [[s * 1e3 for s in side] for side in within]
    others = bench.busy()
    return "\n".join([
        f"| classic register, {deals:,} deals | periplus, checked | pandas, unchecked | times as fast |", "|---|---|---|---|",
        line("whole process, wall time", column(0, 0, 1e3), column(1, 0, 1e3), 0, " ms"),
        line("whole process, processor time", column(0, 1, 1e3), column(1, 1, 1e3), 0, " ms"),
        line("whole process, peak memory", column(0, 2, 1e-6), column(1, 2, 1e-6), 0, " MB"),
        line("one more reading within a process", ms[0], ms[1], 1, " ms"),
        "", f"Medians of {runs} runs in turn, in brackets least and greatest. {bench.machine()}{others and '; ' + others}."])


if __name__ == "__main__":
    main()
