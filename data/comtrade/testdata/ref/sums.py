"""Sums of the real UN Comtrade files, by pandas. Run in the folder of the files:

    python sums.py FOLDER > sums.csv

Everything is read as text; amounts become exact fractions, so that the sums
have no rounding.
"""

import sys
from fractions import Fraction
from pathlib import Path

import pandas as pd

folder = Path(sys.argv[1])


def read(name, **options):
    return pd.read_csv(folder / name, dtype=str, keep_default_na=False, **options)


def text(amount):
    """An exact decimal."""
    digits = 0
    while amount.denominator != 1:
        amount *= 10
        digits += 1
    whole = str(abs(amount.numerator)).rjust(digits + 1, "0")
    out = whole if not digits else (whole[:-digits] + "." + whole[-digits:]).rstrip("0").rstrip(".")
    return ("-" if amount < 0 else "") + out


def put(file, rows, keys, amount):
    for key, sum_ in rows.groupby(keys)[amount].agg(lambda s: sum(map(Fraction, s))).items():
        key = key if isinstance(key, tuple) else (key,)
        print(",".join([file, *map(str, key), text(sum_)]))


print("file,key1,key2,sum")

# Rows of TradeData.csv have one comma more than the header: without the extra
# name pandas takes the first column for an index and shifts all others.
names = pd.read_csv(folder / "new47_thailand_8542_2014-2024_TradeData.csv", nrows=0, encoding="latin-1").columns
thailand = pd.read_csv(
    folder / "new47_thailand_8542_2014-2024_TradeData.csv",
    encoding="latin-1", header=0, names=[*names, "extra"], dtype=str, keep_default_na=False)
parts = thailand[thailand.partnerCode != "0"]
put("thailand", parts.assign(all="*"), ["refYear", "all"], "primaryValue")
some = parts[parts.partnerISO.isin(["CHN", "JPN", "USA", "VNM", "S19"])]
put("thailand", some.assign(all="*"), ["all", "partnerISO"], "primaryValue")
# A quantity in kg (unit 8) is kept as it is; where there is none (unit -1), the net weight.
kg = parts[parts.qtyUnitCode.isin(["-1", "8"])]
kg = kg.assign(kg=kg.qty.where(kg.qtyUnitCode == "8", kg.netWgt).replace("", "0"), all="*")
put("thailand-kg", kg, ["refYear", "all"], "kg")

classic = read("classic12_us_china_2017_hs2_crlf.csv")
put("classic12", classic.assign(all="*"), ["Trade Flow", "all"], "Trade Value (US$)")

bulk = read("comtradr_bulk_hs0_2000.csv")
put("bulk", bulk[bulk.partner_code != "0"].assign(all="*"), ["flow_code", "all"], "primary_value")

wood = read("comtradr_eu_wood_imports_from_VNM_RUS_CHN_USA_2018-2022.csv")
put("wood", wood[wood.cmd_code.str.len() == 4], ["ref_year", "partner_iso"], "primary_value")
