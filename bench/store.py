#!/usr/bin/env python3
"""Hold a store of periplus against DuckDB and polars.

    python3 bench/store.py [--runs N] [--years N] [--folder DIR]

Made-up files laid out like BACI, 11 million rows a year, are added to a store,
against DuckDB alone doing the same sorted write; then the index of each
importer's suppliers is computed from the store, against DuckDB over the same
Parquet file and polars over one that polars wrote; and last over 23 years, 253 million rows. The programs
run in turn, A B A B …. Before a ratio is printed, what they computed is held
against each other.

It takes some minutes and 3 GB of disk. --years 1 leaves the 23 years out.
"""

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import run as bench

ROWS, FIRST, PRODUCT = 11_000_000, 2000, "040920"
MOST_ADD, MOST_SQL, LEAST_POLARS, MOST_YEARS, MOST_BYTES = 1.3, 1.2, 3, 1.5, 1e9


def build(folder):
    for name in ("go.mod", "go.sum"):
        text = (bench.BENCH / name).read_text().replace("=> ../", f"=> {bench.ROOT}")
        (folder / name).write_text(text)
    bench.say("building periplus' part")
    for name in ("store", "baci"):
        bench.go("build", "-mod=mod", f"-modfile={folder / 'go.mod'}", "-o", folder / f"bench-{name}", f"./{name}", cwd=bench.BENCH)
    return folder / "bench-store", folder / "bench-baci"


def measured(command, env=None):
    """Run a program that prints JSON: what it printed, and its peak memory."""
    with tempfile.TemporaryFile() as out:
        p = subprocess.Popen([str(c) for c in command], stdout=out, env=env)
        _, status, usage = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
        if p.returncode:
            sys.exit(f"{Path(command[0]).name} {command[1]} ended with exit status {p.returncode}")
        out.seek(0)
        unit = 1 if sys.platform == "darwin" else 1024
        return json.loads(out.read()), usage.ru_maxrss * unit


def same(a, b):
    if a["indices"] != b["indices"] or not math.isclose(a["sum"], b["sum"], rel_tol=1e-9):
        sys.exit(f"the programs computed different indices: {a} and {b}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="pairs (3)")
    parser.add_argument("--years", type=int, default=23, help="years of 11 million rows (23)")
    parser.add_argument("--folder", type=Path, help="folder for temporary files")
    args = parser.parse_args()
    python, env = bench.install(), bench.peer_environment()
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        lines, held = measure(Path(name), python, env, args)
    others = bench.busy()
    print("\n".join(["| work | periplus | peer | ratio |", "|---|---|---|---|", *lines, "",
                     f"Medians of {args.runs} runs in turn, in brackets least and greatest; seconds. {bench.machine()}{others and '; ' + others}."]))
    for what, ok in held:
        bench.say(("held    " if ok else "missed  ") + what)


def measure(folder, python, env, args):
    ours, baci = build(folder)
    peers = [python, bench.BENCH / "store_peers.py"]
    lines, held = [], []
    csv, codes, store, spare = folder / "baci.csv", folder / "codes.csv", folder / "store", folder / "spare"
    codes.write_text(subprocess.run([ours, "codes"], check=True, capture_output=True, text=True).stdout)

    def make(year):
        subprocess.run([baci, "--rows", str(ROWS), "--seed", str(year), "--year", str(year), "--out", csv], check=True, stderr=subprocess.DEVNULL)

    def row(name, a, b, what, factor, limit, least=False):
        """a and b are pairs of wall and processor seconds."""
        compare = lambda i: bench.pairwise([x[i] for x in a], [x[i] for x in b]) if least else bench.pairwise([x[i] for x in b], [x[i] for x in a])
        for i, time in enumerate(("wall", "processor")):
            lines.append(f"| {name}, {time} time | {bench.spread([x[i] for x in a], 2)} | {bench.spread([x[i] for x in b], 2)} | {bench.spread(compare(i), 2)} |")
        if limit is None:
            return
        ratio = statistics.median(compare(0))
        held.append((f"{name}: {what} {limit} {factor}: {ratio:.2f}", ratio >= limit if least else ratio <= limit))

    bench.say("making 11 million rows")
    make(FIRST)
    a, b, memory = [], [], 0
    for i in range(args.runs):
        shutil.rmtree(store, ignore_errors=True)
        x, used = measured([ours, "add", csv, store])
        y, theirs = measured([*peers, "add", csv, codes, folder / "peer.parquet"], env)
        if x["rows"] != y["rows"]:
            sys.exit(f"the programs wrote {x['rows']} and {y['rows']} rows")
        a.append((x["seconds"], x["cpu"]))
        b.append((y["seconds"], y["cpu"]))
        memory = max(memory, used)
        bench.say(f"add, pair {i + 1} of {args.runs}: {a[-1][0]:.2f} s in {used / 1e6:.0f} MB and {b[-1][0]:.2f} s in {theirs / 1e6:.0f} MB")
    row("data add, 11M rows; DuckDB's sorted write", a, b, "at most", "times", MOST_ADD)
    x, used = measured([ours, "add", "-memory", "300", csv, spare])
    shutil.rmtree(spare)
    lines.append(f"| data add, 11M rows, memory limit 300 MB | {x['seconds']:.2f} in {used / 1e6:.0f} MB | | |")
    measured([*peers, "write", csv, folder / "peer.parquet"], env)

    files = str(store / "*.parquet")
    timed, one = {"ours": [], "duckdb": [], "polars": []}, ([], [])
    for i in range(args.runs):
        found = {"ours": measured([ours, "hhi", "-runs", "7", store])[0], "duckdb": measured([*peers, "duckdb", files, "7"], env)[0],
                 "polars": measured([*peers, "polars", folder / "peer.parquet", "7"], env)[0]}
        for name, answer in found.items():
            same(found["ours"], answer)
            timed[name].append(tuple(statistics.median(answer[of][1:]) for of in ("seconds", "cpu")))
        found = [measured([ours, "hhi", "-runs", "7", "-product", PRODUCT, store])[0], measured([*peers, "duckdb", files, "7", PRODUCT], env)[0]]
        same(*found)
        for side, answer in zip(one, found):
            side.append(tuple(statistics.median(answer[of][1:]) for of in ("seconds", "cpu")))
        bench.say(f"index, round {i + 1} of {args.runs}: " + ", ".join(f"{name} {t[-1][0]:.3f} s" for name, t in timed.items()))
    row("index per importer, 11M rows; the same in SQL, DuckDB", timed["ours"], timed["duckdb"], "at most", "times", MOST_SQL)
    row("index per importer, 11M rows; polars on its own Parquet", timed["ours"], timed["polars"], "at least", "times as fast", LEAST_POLARS, least=True)

    row("index per importer of one product, from the rows; the same in SQL, DuckDB", *one, "", "", None)
    (folder / "peer.parquet").unlink()
    if args.years > 1:
        for year in range(FIRST + 1, FIRST + args.years):
            bench.say(f"adding {year}")
            make(year)
            measured([ours, "add", csv, store])
        a, b, memory = [], [], 0
        for i in range(args.runs):
            x, used = measured([ours, "hhi", "-years", store])
            y, _ = measured([*peers, "duckdb", files, "1", "years"], env)
            same(x, y)
            a.append((x["seconds"][0], x["cpu"][0]))
            b.append((y["seconds"][0], y["cpu"][0]))
            memory = max(memory, used)
            bench.say(f"index of {args.years} years, pair {i + 1} of {args.runs}: {a[-1][0]:.2f} s in {used / 1e6:.0f} MB and {b[-1][0]:.2f} s")
        name = f"index per importer and year, {args.years * 11}M rows"
        row(f"{name}; the same in SQL, DuckDB", a, b, "at most", "times", MOST_YEARS)
        lines.append(f"| {name}, peak memory | {memory / 1e6:.0f} MB | | |")
        held.append((f"{name}: under 1 GB: {memory / 1e6:.0f} MB", memory < MOST_BYTES))
    return lines, held


if __name__ == "__main__":
    main()
