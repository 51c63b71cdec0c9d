"""The report "Viet Nam between three partners", made with pandas and matplotlib.

It does in Python what `periplus build` does: from the same data package it
computes the same numbers with their bounds, draws the same pictures, and
writes the same tables, a JSON file with every number, and one page.

    python peer.py PACKAGE --out FOLDER      make everything
    python peer.py PACKAGE --time SECONDS    time single pictures, print JSON

The script is what a careful analyst would write, with nothing in it to slow it
down: no pyplot state, no tight layout, one figure for the SVG and the PNG of a
picture, text in the SVG as text.
"""

import argparse
import html
import io
import json
import math
import statistics
import time
from pathlib import Path

import matplotlib
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

matplotlib.use("agg")
matplotlib.rcParams.update({
    "font.family": "sans-serif",
    "font.sans-serif": ["Liberation Sans", "Arial", "Helvetica", "DejaVu Sans"],
    "svg.fonttype": "none",
    "svg.hashsalt": "report",
    "hatch.linewidth": 1.5,
})

DPI = 100
FULL, WIDE, NARROW = (1200, 675), (760, 430), (350, 280)
BLUE, PALE, INK, GREY, GRID = "#10559a", "#dce6f0", "#1a2430", "#5b6670", "#e3e6e9"
COUNTRIES = {"CHN": "China", "RUS": "Russia", "USA": "United States"}
SIGNS = {"USD": "$", "EUR": "€"}


# Numbers -----------------------------------------------------------------


def load(package):
    """Read the data package: its figures and its sources, by id."""
    figures = pd.read_csv(package / "figures.csv", keep_default_na=False, dtype=str)
    for column in ("value", "low", "high"):
        figures[column + "_number"] = pd.to_numeric(figures[column], errors="coerce")
    for column in ("low_open", "high_open"):
        figures[column] = figures[column] == "true"
    sources = pd.read_csv(package / "sources.csv", keep_default_na=False, dtype=str)
    return figures.set_index("id", drop=False), sources.set_index("id", drop=False)


def ratio(a, b, operation="ratio", unit="ratio"):
    """a ÷ b; its ends are reached where one is least and the other greatest."""
    return {
        "operation": operation, "of": a.id, "to": b.id,
        "value": a.value_number / b.value_number,
        "low": a.low_number / b.high_number, "high": a.high_number / b.low_number,
        "unit": unit,
        "low_open": bool(a.low_open or b.high_open), "high_open": bool(a.high_open or b.low_open),
        "formula": f"{a.id} ÷ {b.id}",
    }


def share(part, others):
    """The part of the whole of all; the part stands above and below the line."""
    return {
        "operation": "share", "of": part.id, "to": " ".join(others.id),
        "value": 100 * part.value_number / (part.value_number + others.value_number.sum()),
        "low": 100 * part.low_number / (part.low_number + others.high_number.sum()),
        "high": 100 * part.high_number / (part.high_number + others.low_number.sum()),
        "unit": "percent",
        "low_open": bool(part.low_open or others.high_open.any()),
        "high_open": bool(part.high_open or others.low_open.any()),
        "formula": f"{part.id} ÷ ({' + '.join([part.id, *others.id])})",
    }


def complement(a):
    """What a share leaves to all others; without a value where a claims none."""
    return {
        "operation": "complement", "of": a.id, "to": "",
        "value": 100 - a.value_number if a.bound == "exact" else math.nan,
        "low": 100 - a.high_number, "high": 100 - a.low_number, "unit": "percent",
        "low_open": bool(a.high_open), "high_open": bool(a.low_open),
        "formula": f"100 − {a.id}",
    }


def agree(a, b, b_low=None):
    """Whether some amount lies in both intervals."""
    ends = [(a.low_number, a.high_number), (b.low_number if b_low is None else b_low, b.high_number)]
    low = max((low for low, _ in ends if not math.isnan(low)), default=math.nan)
    high = min((high for _, high in ends if not math.isnan(high)), default=math.nan)
    verdict = "compatible"
    if low > high:
        low = high = math.nan
        verdict = "differ_scope" if a.scope != b.scope else "differ"
    return {
        "operation": "agree", "of": a.id, "to": b.id, "value": math.nan, "low": low, "high": high,
        "unit": a.unit, "low_open": False, "high_open": False, "formula": "", "verdict": verdict,
    }


def compare(figures):
    """Every comparison of the report, as a frame."""
    f = figures.loc
    ru, cn, us, eur = (f["vn-ru-trade-2022"], f["vn-cn-trade-2022"], f["vn-us-trade-2022"], f["vn-ru-trade-2022-eur"])
    arms = f["vn-ru-arms-share-1995-2023"]
    official, signed, dozen = (f["vn-ru-agreements-official"], f["vn-ru-agreements-signed"], f["vn-ru-agreements-dozen"])
    return pd.DataFrame([
        ratio(cn, ru), ratio(us, ru), ratio(cn, us),
        share(ru, figures.loc[["vn-cn-trade-2022", "vn-us-trade-2022"]]),
        ratio(eur, ru, "rate", "EUR/USD"),
        complement(arms),
        # A visit in 2017 makes this one at least the second.
        agree(f["vn-ru-visit-number"], f["vn-ru-visit-previous"], b_low=2),
        agree(official, dozen), agree(official, signed), agree(signed, dozen),
    ])


# Words -------------------------------------------------------------------


def money(x, unit="USD"):
    return f"{SIGNS[unit]}{x / 1e9:g}bn" if x else f"{SIGNS[unit]}0"


def rounded(value, low, high):
    """The value and its bounds, to the power of ten that the bounds allow."""
    step = 10.0 ** math.floor(math.log10(high - low))
    digits = max(0, -round(math.log10(step)))
    down, up = math.floor(low / step) * step, math.ceil(high / step) * step
    return f"{value:.{digits}f}", f"{down:.{digits}f}–{up:.{digits}f}"


def amount(f):
    """A figure in words."""
    if f.bound in ("vague", "direction"):
        return "no number stated"
    if f.unit in SIGNS:
        text = money(f.value_number, f.unit)
    else:
        text = f.value + ("%" if f.unit == "percent" else "")
    return {"exact": "", "about": "about ", "more_than": "more than ", "at_least": "at least "}[f.bound] + text


def credit(sources, figures):
    ids = figures.source.unique()
    return "Source: " + "; ".join(f"{sources.loc[i, 'title'].rstrip('.')} ({i})" for i in ids)


# Pictures ----------------------------------------------------------------


def frame(size, title, subtitle, source, left, legend=()):
    """A figure with its titles, source note, legend and one pair of axes."""
    width, height = size
    k = 1 if width > 900 else 0.75 if width > 500 else 0.55
    fig = Figure(figsize=(width / DPI, height / DPI), dpi=DPI)
    x = 36 * k / width
    fig.text(x, 1 - 30 * k / height, title, size=22 * k, weight="bold", color=INK, va="top", wrap=width < 500)
    fig.text(x, 1 - 72 * k / height, subtitle, size=14 * k, color=GREY, va="top", wrap=width < 500)
    fig.text(x, 28 * k / height, source, size=10.5 * k, color=GREY, va="bottom", wrap=width < 500)
    if legend:
        fig.legend(handles=legend, loc="upper left", bbox_to_anchor=(x, 1 - 100 * k / height), ncols=len(legend),
                   frameon=False, fontsize=11 * k, labelcolor=GREY, borderaxespad=0, borderpad=0)
    top = 135 * k if legend else 115 * k
    ax = fig.add_axes((left * k / width, 110 * k / height, 1 - (left + 36) * k / width, 1 - (top + 110 * k) / height))
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0, labelsize=12 * k, labelcolor=GREY)
    return fig, ax, k


def draw_bar(size, rows, source):
    fig, ax, k = frame(size, "China and the United States dwarf Russia in Viet Nam’s trade",
                       "Viet Nam’s exports and imports with each partner, 2022, US dollars", source, left=162)
    rows = rows.sort_values("value_number")
    bars = ax.barh(rows.partner.map(COUNTRIES), rows.value_number, height=0.47, color=BLUE, zorder=2)
    ax.bar_label(bars, labels=[money(x) for x in rows.value_number], padding=7 * k, size=14 * k, weight="bold", color=INK)
    ax.tick_params("y", labelsize=14 * k, labelcolor=INK)
    ax.set_xlim(0, rows.value_number.max() * 1.08)
    ax.set_xticks(range(0, int(rows.value_number.max()), 50_000_000_000))
    ax.xaxis.set_major_formatter(lambda x, _: money(x))
    ax.grid(axis="x", color=GRID, linewidth=1)
    ax.spines.left.set(visible=True, color=INK, linewidth=1.5)
    return fig


def squares(start, end, height, y):
    """Rectangles that fill columns of squares from the bottom, start to end."""
    out = []
    i = math.floor(start)
    while i < end:
        column, row = divmod(i, height)
        a, b = max(start, i) - i, min(end, i + 1) - i
        out.append(Rectangle((column + 0.02 + 0.96 * a, y + row + 0.02), 0.96 * (b - a), 0.96))
        i += 1
    return out


def draw_times(size, ratios, labels, source):
    legend = [Patch(facecolor=BLUE, label="One square is Russia, $3.5bn"),
              Patch(facecolor=PALE, edgecolor=BLUE, hatch="////", linewidth=0, label="Hatched: what rounding leaves open")]
    fig, ax, k = frame(size, "For each dollar of trade with Russia",
                       "Viet Nam’s trade with China and the United States in 2022, as multiples of its trade with Russia",
                       source, left=162, legend=legend)
    high = 3
    solid, empty, hatched, ticks = [], [], [], []
    for i, r in enumerate(ratios.itertuples()):
        y = -(high + 1.2) * i
        columns = math.ceil(r.high / high)
        solid += squares(0, r.low, high, y)
        hatched += squares(r.low, r.high, high, y)
        empty += squares(r.high, columns * high, high, y)
        value, bounds = rounded(r.value, r.low, r.high)
        ax.text(columns + 0.3, y + high / 2, f"{value}×", size=22 * k, weight="bold", color=INK, va="bottom")
        ax.text(columns + 0.3, y + high / 2, f"({bounds}, from rounding)", size=11 * k, color=GREY, va="top")
        ticks.append(y + high / 2)
    ax.add_collection(PatchCollection(solid, facecolor=BLUE, linewidth=0))
    ax.add_collection(PatchCollection(empty, facecolor=PALE, linewidth=0))
    ax.add_collection(PatchCollection(hatched, facecolor=PALE, edgecolor=BLUE, hatch="////", linewidth=0))
    ax.set_aspect("equal", anchor="W")
    ax.set_xlim(0, math.ceil(ratios.high.max() / high) + 4)
    ax.set_ylim(-(high + 1.2) * (len(ratios) - 1) - 0.2, high + 0.2)
    ax.set_xticks([])
    ax.set_yticks(ticks, labels)
    ax.tick_params("y", labelsize=14 * k, labelcolor=INK)
    return fig


def draw_share(size, f, source):
    legend = [Patch(facecolor=PALE, edgecolor=BLUE, hatch="////", linewidth=0, label="Hatched: what the statement leaves open")]
    fig, ax, k = frame(size, "Russia delivered more than four fifths of Viet Nam’s arms, 1995 to 2023",
                       "Share of arms imports over the whole period; the hatched part is what “more than 80%” leaves open",
                       source, left=36, legend=legend)
    ax.barh(0, f.low_number, color=BLUE)
    ax.barh(0, f.high_number - f.low_number, left=f.low_number, color=PALE, edgecolor=BLUE, hatch="////", linewidth=0)
    ax.axvline(f.low_number, color=INK, linewidth=1.5, ymax=0.54)
    ax.text(0, 0.93, COUNTRIES[f.partner], size=14 * k, color=INK)
    ax.text(0, 0.47, amount(f), size=44 * k, weight="bold", color=BLUE)
    ax.set_xlim(0, 100)
    ax.set_ylim(-0.4, 1.1)
    ax.set_yticks([])
    ax.set_xticks(range(0, 101, 20), [f"{x}%" for x in range(0, 101, 20)])
    return fig


def svg(fig, title, description):
    FigureCanvasSVG(fig)
    buffer = io.StringIO()
    fig.savefig(buffer, format="svg", metadata={"Title": title, "Description": description, "Date": None})
    return buffer.getvalue()


def png(fig):
    FigureCanvasAgg(fig)
    buffer = io.BytesIO()
    fig.savefig(buffer, format="png")
    return buffer.getvalue()


def pictures(figures, sources, comparisons):
    """The three pictures: id, kind, alternative text, and how each is drawn."""
    trade = figures[(figures.measure == "trade_total") & (figures.unit == "USD") & (figures.start == "2022")]
    arms = figures.loc["vn-ru-arms-share-1995-2023"]
    times = comparisons[(comparisons.operation == "ratio") & (comparisons.to == "vn-ru-trade-2022")]
    names = [COUNTRIES[figures.loc[i, "partner"]] for i in times.of]
    note = credit(sources, trade)
    said = "; ".join(f"{COUNTRIES[r.partner]}: {money(r.value_number)}" for r in trade.itertuples())
    times_said = "; ".join(f"{n}: {r.value:.0f} times" for n, r in zip(names, times.itertuples()))
    return [
        ("trade-2022", "bar", f"Bar chart. {said}.", lambda size: draw_bar(size, trade, note + "; bounds from rounding"), trade),
        ("times-russia", "times", f"Comparison of sizes. {times_said}.", lambda size: draw_times(size, times, names, note + "; bounds from rounding"), times),
        ("arms-share", "share", f"Share chart. Russia: {amount(arms)}.", lambda size: draw_share(size, arms, note), figures.loc[[arms.id]]),
    ]


# Output ------------------------------------------------------------------


def numbers(figures, comparisons):
    """Every number with its bounds, formula and source, for figures.json."""
    def plain(x):
        return None if x == "" or isinstance(x, float) and math.isnan(x) else x

    out = []
    for c in comparisons.itertuples():
        ids = [c.of, *c.to.split()]
        out.append({
            "number": " ".join([c.operation, *ids]), "value": plain(c.value), "low": plain(c.low), "high": plain(c.high),
            "low_open": c.low_open, "high_open": c.high_open, "unit": c.unit, "formula": c.formula, "verdict": plain(c.verdict),
            "figures": figures.loc[ids, ["id", "source", "measure", "reporter", "partner", "start", "end", "bound", "locator", "quote_sha256"]].to_dict("records"),
        })
    for f in figures.itertuples():
        out.append({
            "number": "figure " + f.id, "text": amount(f), "value": plain(f.value if f.unit == "date" else f.value_number),
            "low": plain(f.low_number), "high": plain(f.high_number), "low_open": f.low_open, "high_open": f.high_open, "unit": f.unit,
            "figures": [{"id": f.id, "source": f.source, "measure": f.measure, "locator": f.locator, "quote_sha256": f.quote_sha256}],
        })
    return out


def page(drawn, figures, comparisons, sources):
    parts = ["<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Viet Nam between three partners</title></head><body>",
             "<h1>Viet Nam between three partners</h1>"]
    for name, (wide, narrow) in drawn.items():
        parts.append(f'<figure id="{name}"><div class="wide">{wide}</div><div class="narrow">{narrow}</div></figure>')
    readable = figures.assign(amount=[amount(f) for f in figures.itertuples()])
    for source, rows in readable.groupby("source", sort=False):
        parts.append(f"<h2>{html.escape(sources.loc[source, 'title'])}</h2>")
        parts.append(rows.to_html(columns=["id", "amount", "start", "end", "locator", "note"], index=False))
    parts.append("<h2>Comparisons</h2>" + comparisons.to_html(index=False))
    return "\n".join(parts) + "</body></html>\n"


def build(package, out):
    figures, sources = load(package)
    comparisons = compare(figures)
    for folder in ("charts", "tables"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    columns = [c for c in figures.columns if not c.endswith("_number")]
    drawn = {}
    for name, _, description, draw, rows in pictures(figures, sources, comparisons):
        fig = draw(FULL)
        (out / "charts" / f"{name}.svg").write_text(svg(fig, name, description), encoding="utf-8")
        (out / "charts" / f"{name}.png").write_bytes(png(fig))
        drawn[name] = [svg(draw(size), name, description).partition("<svg")[2].join(["<svg", ""]) for size in (WIDE, NARROW)]
        rows.drop(columns=[c for c in rows.columns if c.endswith("_number")]).to_csv(out / "tables" / f"{name}.csv", index=False, float_format="%.12g")
    for name, source in (("first-article", "areion-2024-06-25"), ("second-article", "vietnam-visit-2024")):
        figures.loc[figures.source == source, columns].to_csv(out / "tables" / f"{name}.csv", index=False)
    (out / "figures.json").write_text(json.dumps(numbers(figures, comparisons), indent=2, ensure_ascii=False), encoding="utf-8")
    (out / "index.html").write_text(page(drawn, figures, comparisons, sources), encoding="utf-8")


def time_pictures(package, seconds):
    """Median milliseconds from a frame to the bytes of one picture, by format and kind."""
    figures, sources = load(package)
    out = {"svg": {}, "png": {}}
    for _, kind, description, draw, _ in pictures(figures, sources, compare(figures)):
        for format, write in (("svg", lambda fig: svg(fig, kind, description)), ("png", png)):
            write(draw(FULL))
            taken, end = [], time.perf_counter() + seconds
            while not taken or time.perf_counter() < end:
                start = time.perf_counter()
                write(draw(FULL))
                taken.append(time.perf_counter() - start)
            out[format][kind] = statistics.median(taken) * 1000
    print(json.dumps(out))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("package", type=Path, help="folder with figures.csv and sources.csv")
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--out", type=Path, help="folder to write to")
    mode.add_argument("--time", type=float, metavar="SECONDS", help="time each kind of picture this long")
    args = parser.parse_args()
    if args.out:
        build(args.package, args.out)
    else:
        time_pictures(args.package, args.time)
