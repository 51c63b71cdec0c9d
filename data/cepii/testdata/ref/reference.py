"""Figures of CEPII's real files, computed with pandas, for real_test.go.

    python3 reference.py FOLDER > reference.csv

FOLDER holds the folder cepii with the files.
"""

import csv
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd

folder = Path(sys.argv[1]) / "cepii"
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["name", "value"])


def say(name, value):
    out.writerow([name, value])


def read(name, **options):
    return pd.read_csv(folder / name, dtype=str, keep_default_na=False, **options)


def total(column):
    return sum(column.map(Decimal), Decimal(0))


baci = read("baci_FUZZED_HS92_Y2020_V202501.csv")
say("baci rows", len(baci))
say("baci value", total(baci.v) * 1000)
say("baci quantity", total(baci.q[baci.q != ""]))
say("baci without quantity", (baci.q == "").sum())
say("baci short codes", (baci.k.str.len() == 5).sum())
china = baci[baci.i == "156"]
say("baci rows of China", len(china))
say("baci value of China", total(china.v) * 1000)
say("baci value of China to Germany", total(china.v[china.j == "276"]) * 1000)
machines = baci[baci.k.str.zfill(6) == baci.k.str.zfill(6).mode()[0]]
say("baci most frequent code", machines.k.iloc[0].zfill(6))
say("baci value of that code", total(machines.v) * 1000)

countries = read("baci_country_codes_V202301.csv", encoding="utf-8")
say("countries rows", len(countries))
say("countries without iso3", (countries.iso_3digit_alpha == "N/A").sum())

products = read("baci_product_codes_HS92_V202301.csv")
say("products rows", len(products))
say("products short codes", (products.code.str.len() == 5).sum())

dist = read("dist_cepii_crlf.csv", sep=";")
say("dist rows", len(dist))
for column in ["dist", "distcap", "distw", "distwces", "contig", "comlang_off", "comlang_ethno", "colony", "comcol", "curcol", "col45", "smctry"]:
    known = dist[column][dist[column] != "."]
    say(f"dist {column} known", len(known))
    say(f"dist {column} sum", total(known))

geo = read("geo_cepii.csv", sep=";", encoding="cp1252")
say("geo rows", len(geo))
for column in ["area", "dis_int", "lat", "lon", "landlocked", "cap", "maincity", "citynum"]:
    known = geo[column][geo[column] != "."]
    say(f"geo {column} known", len(known))
    say(f"geo {column} sum", total(known))
say("geo countries with two rows", (geo.iso3.value_counts() > 1).sum())
