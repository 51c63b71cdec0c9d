"""Draw what a JSON file describes with matplotlib: its part of a benchmark.

    python charts_matplotlib.py IN.json OUT [svg|png]

Figures are made without pyplot, which would keep them all, text in the SVG
stays text, and nothing is drawn twice: as fast as matplotlib goes on one
processor. Titles, labels and source stand where periplus has them.
"""

import json
import sys
import time
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
matplotlib.rcParams.update({"svg.fonttype": "none", "font.family": ["Liberation Sans", "Arial", "DejaVu Sans"]})
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.ticker import EngFormatter  # noqa: E402

COLORS = ["#0f5499", "#d9601a", "#76b9c3", "#672406", "#97ae7e", "#443650", "#5d81c1", "#8f585d"]
INK, MUTED, GRID = "#1b2530", "#56616c", "#e4e8ec"


def unique(items):
    return list(dict.fromkeys(items))


def table(c):
    """The values by first and second dimension."""
    t, values = c["texts"], c["numbers"]["value"]
    first = t.get("label") or t.get("date")
    second = t.get("series") or [""] * len(first)
    rows, columns = unique(first), unique(second)
    cells = {(a, b): v for a, b, v in zip(first, second, values)}
    return rows, columns, [[cells.get((r, s), 0.0) for r in rows] for s in columns]


def bars(ax, c, stacked=False):
    rows, columns, values = table(c)
    rows = rows[::-1]
    height = 0.7 if stacked or len(columns) == 1 else 0.8 / len(columns)
    left = [0.0] * len(rows)
    for i, (name, v) in enumerate(zip(columns, values)):
        v = v[::-1]
        at = [y - (0 if stacked or len(columns) == 1 else (i - (len(columns) - 1) / 2) * height) for y in range(len(rows))]
        drawn = ax.barh(at, v, height, left=left if stacked else None, color=COLORS[i % len(COLORS)], label=name)
        if stacked:
            left = [a + b for a, b in zip(left, v)]
        else:
            ax.bar_label(drawn, labels=[f"{x:,.0f}" for x in v], padding=4, color=INK)
    ax.set_yticks(range(len(rows)), rows)
    ax.xaxis.grid(True, color=GRID)
    if len(columns) > 1:
        ax.legend(frameon=False, loc="lower right")


def over_time(ax, c, draw):
    rows, columns, values = table(c)
    x = [int(r) for r in rows]
    if draw == "area":
        ax.stackplot(x, values, colors=COLORS, labels=columns)
    for i, (name, v) in enumerate(zip(columns, values)):
        color = COLORS[i % len(COLORS)]
        if draw == "line":
            ax.plot(x, v, color=color, lw=2.4, marker="o", ms=3)
            ax.annotate(f"{name} {v[-1]:,.0f}", (x[-1], v[-1]), xytext=(8, 0), textcoords="offset points", va="center", color=color, weight="bold")
        elif draw == "columns":
            ax.bar_label(ax.bar(x, v, 0.72, color=color), labels=[f"{y:,.0f}" for y in v], padding=3, color=INK)
    if draw == "area":
        ax.legend(frameon=False, loc="upper left")
    ax.yaxis.grid(True, color=GRID)


def dots(ax, c):
    rows, _, values = table(c)
    order = sorted(range(len(rows)), key=lambda i: values[0][i])
    ax.scatter([values[0][i] for i in order], range(len(rows)), s=70, color=COLORS[0], zorder=3)
    for y, i in enumerate(order):
        ax.annotate(f"{values[0][i]:,.0f}", (values[0][i], y), xytext=(9, 0), textcoords="offset points", va="center", color=INK)
    ax.set_yticks(range(len(rows)), [rows[i] for i in order])
    ax.xaxis.grid(True, color=GRID)


def scatter(ax, c):
    x, y, names = c["numbers"]["x"], c["numbers"]["value"], c["texts"]["label"]
    ax.scatter(x, y, s=60, color=COLORS[0], alpha=0.8, zorder=3)
    for a, b, name in zip(x, y, names):
        ax.annotate(name, (a, b), xytext=(6, 4), textcoords="offset points", color=INK, fontsize=11)
    ax.grid(True, color=GRID)


DRAW = {
    "bar": bars,
    "grouped-bar": bars,
    "stacked-bar": lambda ax, c: bars(ax, c, stacked=True),
    "dot": dots,
    "line": lambda ax, c: over_time(ax, c, "line"),
    "area": lambda ax, c: over_time(ax, c, "area"),
    "columns": lambda ax, c: over_time(ax, c, "columns"),
    "scatter": scatter,
}


def figure(c):
    f = Figure(figsize=(12, 6.75), dpi=100)
    ax = f.add_axes((0.13, 0.12, 0.72, 0.68))
    DRAW[c["kind"]](ax, c)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.set_axisbelow(True)
    ax.tick_params(length=0, labelcolor=MUTED)
    numbers = ax.xaxis if c["kind"] in ("bar", "grouped-bar", "stacked-bar", "dot") else ax.yaxis
    numbers.set_major_formatter(EngFormatter())
    f.text(0.03, 0.93, c["title"], fontsize=22, weight="bold", color=INK)
    f.text(0.03, 0.875, c["subtitle"], fontsize=14, color=MUTED)
    f.text(0.03, 0.03, "Source: " + c["source"], fontsize=10, color=MUTED)
    return f


def main():
    all, out = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
    formats = [sys.argv[3]] if len(sys.argv) > 3 else ["svg", "png"]
    start = time.perf_counter()
    for i, c in enumerate(all):
        f = figure(c)
        for format in formats:
            f.savefig(out / f"{i:04}.{format}")
    print(json.dumps({"charts": len(all), "seconds": time.perf_counter() - start}))


main()
