#!/usr/bin/env python3
"""Hold the streaming of a BACI file against polars and pandas.

    python3 bench/partners.py [--runs N] [--rows N] [--folder DIR]

A made-up CSV file laid out like BACI, 11 million rows: the share of each
supplier in each importer's imports and the Herfindahl–Hirschman index of its
suppliers. periplus checks every row and sums exactly; the peers read
unchecked, and pandas only the three columns that it needs. Whole processes run
in turn, A B C A B C …. Before a ratio is printed, what they computed is held
against each other.
"""

import argparse
import json
import math
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import run as bench
import store

LEAST = {"polars": 2.5, "pandas": 4}


def build(folder):
    for name in ("go.mod", "go.sum"):
        text = (bench.BENCH / name).read_text().replace("=> ../", f"=> {bench.ROOT}")
        (folder / name).write_text(text)
    bench.say("building periplus' part")
    for name in ("partners", "baci"):
        bench.go("build", "-mod=mod", f"-modfile={folder / 'go.mod'}", "-o", folder / f"bench-{name}", f"./{name}", cwd=bench.BENCH)
    return folder / "bench-partners", folder / "bench-baci"


def same(a, b):
    for key in ("importers", "shares"):
        if a[key] != b[key]:
            sys.exit(f"the programs found different {key}: {a} and {b}")
    for key in ("largest", "sum"):
        if not math.isclose(a[key], b[key], rel_tol=1e-9):
            sys.exit(f"the programs computed different numbers ({key}): {a} and {b}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="rounds (5)")
    parser.add_argument("--rows", type=int, default=11_000_000, help="rows (11,000,000)")
    parser.add_argument("--folder", type=Path, help="folder for temporary files")
    args = parser.parse_args()
    python, env = bench.install(), bench.peer_environment()
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        folder = Path(name)
        ours, baci = build(folder)
        csv = folder / "baci.csv"
        bench.say(f"making {args.rows:,} rows")
        subprocess.run([baci, "--rows", str(args.rows), "--seed", "1", "--year", "2020", "--out", csv], check=True, stderr=subprocess.DEVNULL)
        peers = [python, bench.BENCH / "partners_peers.py"]
        commands = {"periplus": [ours, csv], "polars": [*peers, "polars", csv], "pandas": [*peers, "pandas", csv]}
        times, memory = {n: [] for n in commands}, {n: 0 for n in commands}
        for i in range(args.runs):
            found = {}
            for n, command in commands.items():
                found[n], used = store.measured(command, env)
                memory[n] = max(memory[n], used)
                times[n].append(found[n]["seconds"])
            same(found["periplus"], found["polars"])
            same(found["periplus"], found["pandas"])
            bench.say(f"round {i + 1} of {args.runs}: " + ", ".join(f"{n} {t[-1]:.2f} s" for n, t in times.items()))
    others = bench.busy()
    print("| peer | periplus, s | peer, s | times as fast | memory, MB |\n|---|---|---|---|---|")
    for n, least in LEAST.items():
        ratios = bench.pairwise(times["periplus"], times[n])
        print(f"| {n} | {bench.spread(times['periplus'], 2)} | {bench.spread(times[n], 2)} | {bench.spread(ratios, 1)} | {memory['periplus'] / 1e6:.0f} and {memory[n] / 1e6:.0f} |")
        ok = statistics.median(ratios) >= least
        bench.say(("held    " if ok else "missed  ") + f"{n}: at least {least} times as fast: {statistics.median(ratios):.2f}")
    print(f"\nMedians of {args.runs} rounds in turn, in brackets least and greatest. {bench.machine()}{others and '; ' + others}.")


if __name__ == "__main__":
    main()
