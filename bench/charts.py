#!/usr/bin/env python3
"""Hold a thousand charts of periplus against matplotlib and vega.

    python3 bench/charts.py [--charts N] [--runs N]

One file describes charts of eight kinds that all three can draw, with titles,
labels and source, from made-up numbers. Each program draws all of them in one
process on one processor: periplus and matplotlib as SVG and PNG of 1200 by 675
pixels, vega, which vega-cli draws with, as SVG. They run in turn, A B C A B C …;
the seconds are those that each counts from the first chart to the last file,
after imports. Then the memory of periplus, and the time to place 300 labels.

It needs Go, Python 3.11 or later and Node.js; the others are installed into
bench/.venv and bench/vega/node_modules.
"""

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import run as bench
from store import measured

LEAST, MOST_LABELS, MOST_GROWTH = 10, 50, 1.2
NAMES = ["Viet Nam", "United States", "China", "Russia", "Republic of Korea", "Japan", "Germany", "France", "Saudi Arabia", "India",
         "United Arab Emirates", "Bosnia and Herzegovina", "Papua New Guinea", "Australia", "Brazil", "Pakistan", "Israel", "Ukraine",
         "Belarus", "Poland", "Netherlands", "Philippines", "Indonesia", "Thailand", "Malaysia"]


def describe(n):
    """n charts of eight kinds in turn, from one seed."""
    r = random.Random(2022)
    amount = lambda: round(10 ** r.uniform(7, 10))
    out = []
    for i in range(n):
        kind = ["bar", "grouped-bar", "stacked-bar", "dot", "line", "area", "columns", "scatter"][i % 8]
        texts, numbers = {}, {}
        if kind in ("bar", "dot"):
            texts["label"] = r.sample(NAMES, 10)
        elif kind in ("grouped-bar", "stacked-bar"):
            names, parts = r.sample(NAMES, 6), ["Exports", "Imports"] if kind == "grouped-bar" else ["Machines", "Fuels", "Food"]
            texts["label"] = [a for a in names for _ in parts]
            texts["series"] = parts * len(names)
        elif kind in ("line", "area"):
            names = r.sample(NAMES, 4)
            texts["date"] = [str(y) for _ in names for y in range(1994, 2024)]
            texts["series"] = [a for a in names for _ in range(30)]
        elif kind == "columns":
            texts["date"] = [str(y) for y in range(2010, 2024)]
        else:
            texts["label"] = list(NAMES)
            numbers["x"] = [amount() for _ in NAMES]
        rows = len(next(iter(texts.values())))
        if kind in ("line", "area"):  # as amounts over time move: by steps
            numbers["value"] = []
            for _ in range(4):
                v = amount()
                for _ in range(30):
                    numbers["value"].append(round(v))
                    v *= r.uniform(0.92, 1.12)
        else:
            numbers["value"] = [amount() for _ in range(rows)]
        out.append({"kind": kind, "title": f"Made-up trade of {texts.get('label', NAMES)[0]} and others, chart {i + 1}",
                    "subtitle": "Amounts in no unit, made up for a benchmark", "source": "bench/charts.py", "texts": texts, "numbers": numbers})
    return out


def build(folder):
    for name in ("go.mod", "go.sum"):
        text = (bench.BENCH / name).read_text().replace("=> ../", f"=> {bench.ROOT}")
        (folder / name).write_text(text)
    bench.say("building periplus' part")
    bench.go("build", "-mod=mod", f"-modfile={folder / 'go.mod'}", "-o", folder / "bench-charts", "./charts", cwd=bench.BENCH)
    return folder / "bench-charts"


def install_vega():
    vega = bench.BENCH / "vega"
    wanted, stamp = (vega / "package.json").read_text(), vega / "node_modules" / ".installed"
    if not stamp.exists() or stamp.read_text() != wanted:
        bench.say("installing vega into bench/vega/node_modules")
        # Without scripts: what vega-cli would compile serves PNGs alone.
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"], cwd=vega, check=True, stdout=sys.stderr)
        stamp.write_text(wanted)
    return vega / "charts.mjs"


def labels():
    """Milliseconds to place 300 labels of a scatter chart."""
    text = bench.go("test", "-run=^$", "-bench=^BenchmarkLabels300$", "./charts", capture_output=True, text=True).stdout
    found = re.search(r"^BenchmarkLabels300\S*\s+\d+\s+([\d.]+) ns/op", text, re.M)
    return float(found[1]) / 1e6 if found else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--charts", type=int, default=1000, help="charts that each program draws (1000)")
    parser.add_argument("--runs", type=int, default=5, help="rounds of the programs (5)")
    args = parser.parse_args()
    if others := bench.busy():
        bench.say(others)
    python, env, vega = bench.install(), bench.peer_environment(), install_vega()
    one = {**env, "GOMAXPROCS": "1"}
    with tempfile.TemporaryDirectory(prefix="periplus-bench-") as folder:
        folder = Path(folder)
        ours = build(folder)
        spec = folder / "charts.json"
        spec.write_text(json.dumps(describe(args.charts)))
        programs = {
            "periplus": ([ours, spec], one), "matplotlib": ([python, bench.BENCH / "charts_matplotlib.py", spec], env),
            "periplus, SVG": ([ours, spec], one), "vega, SVG": (["node", vega, spec], env),
        }
        took = {name: [] for name in programs}
        memory = {name: [] for name in programs}
        for i in range(args.runs):
            for name, (command, environment) in programs.items():
                out = folder / name
                out.mkdir(exist_ok=True)
                more = ["svg"] if name == "periplus, SVG" else []
                said, peak = measured([*command, out, *more], environment)
                took[name].append(said["seconds"])
                memory[name].append(peak)
                if name == "periplus":
                    growth = said["late"] / said["early"]
            bench.say(f"round {i + 1} of {args.runs}: " + ", ".join(f"{name} {t[-1]:.2f} s" for name, t in took.items()))
        for name in programs:
            made = len(list((folder / name).glob("*.svg")))
            if made != args.charts:
                sys.exit(f"{name} wrote {made} SVGs, not {args.charts}")
    pairs = lambda a, b: bench.pairwise(took[a], took[b])
    print(f"""| {args.charts} charts of 8 kinds | periplus | peer | times as fast |
|---|---|---|---|
| SVG and PNG / matplotlib | {bench.spread(took['periplus'], 2, ' s')} | {bench.spread(took['matplotlib'], 1, ' s')} | {bench.spread(pairs('periplus', 'matplotlib'), 1)} |
| SVG / vega | {bench.spread(took['periplus, SVG'], 2, ' s')} | {bench.spread(took['vega, SVG'], 1, ' s')} | {bench.spread(pairs('periplus, SVG', 'vega, SVG'), 1)} |
| peak memory / matplotlib | {bench.spread([m / 1e6 for m in memory['periplus']], 0, ' MB')} | {bench.spread([m / 1e6 for m in memory['matplotlib']], 0, ' MB')} | |
""")
    ratio = statistics.median(pairs("periplus", "matplotlib"))
    placed = labels()
    for text, held in (
        (f"at least {LEAST} times matplotlib: {ratio:.1f}", ratio >= LEAST),
        (f"live memory at the end at most {MOST_GROWTH} times that after a tenth: {growth:.2f}", growth <= MOST_GROWTH),
        (f"300 labels placed in at most {MOST_LABELS} ms: {placed and round(placed, 1)} ms", placed is not None and placed <= MOST_LABELS),
    ):
        bench.say(("held    " if held else "missed  ") + text)


if __name__ == "__main__":
    main()
