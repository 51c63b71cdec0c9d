"""Figures of the World Bank's real files, computed with pandas, for real_test.go.

    python3 reference.py FOLDER > reference.csv

FOLDER holds the folder worldbank with the files.
"""

import csv
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd

folder = Path(sys.argv[1]) / "worldbank"
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["name", "value"])


def say(name, value):
    out.writerow([name, value])


def total(column):
    return sum(column.map(Decimal), Decimal(0))


wdi = pd.read_csv(folder / "wdi_API_NE.TRD.GNFS.ZS_DS2_en_csv_v2_101.csv", skiprows=4, dtype=str, keep_default_na=False, encoding="utf-8-sig")
years = [c for c in wdi.columns if c.isdigit()]
cells = wdi.melt(["Country Code"], years, "year", "value")
known = cells[cells.value != ""]
say("wdi cells", len(cells))
say("wdi values", len(known))
say("wdi sum", total(known.value))
say("wdi first year", known.year.min())
say("wdi last year", known.year.max())
say("wdi economies", known["Country Code"].nunique())
say("wdi Viet Nam 2022", known.value[(known["Country Code"] == "VNM") & (known.year == "2022")].item())
say("wdi world 2022", known.value[(known["Country Code"] == "WLD") & (known.year == "2022")].item())

wits = pd.read_csv(folder / "wits_bilateral_total_2009_semicolon.csv", sep=";", dtype=str, keep_default_na=False)
value = wits.columns[-1]
say("wits rows", len(wits))
for code, name in [("5", "imports"), ("6", "exports")]:
    part = wits[wits.TradeFlowCode == code]
    say(f"wits {name} rows", len(part))
    pairs = part[(part.PartnerISO3 != "WLD") & (part.ReporterISO3 != "EUN")]
    say(f"wits {name} rows of pairs", len(pairs))
    say(f"wits {name} of pairs", total(pairs[value]) * 1000)
    world = part[(part.PartnerISO3 == "WLD") & (part.ReporterISO3 != "EUN")]
    say(f"wits {name} with the world", total(world[value]) * 1000)
    say(f"wits {name} of Viet Nam with China", total(part[(part.ReporterISO3 == "VNM") & (part.PartnerISO3 == "CHN")][value]) * 1000)
    say(f"wits {name} of Romania", total(pairs[pairs.ReporterISO3 == "ROM"][value]) * 1000)
