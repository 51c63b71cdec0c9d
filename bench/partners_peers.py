#!/usr/bin/env python3
"""What bench/partners.py holds periplus against, each as a user would write it.

    python3 partners_peers.py polars CSV
    python3 partners_peers.py pandas CSV

From a CSV file of BACI: the share of each supplier in each importer's imports,
and the Herfindahl–Hirschman index of the importer's suppliers. The rows are not
checked. Prints one JSON object.
"""

import json
import sys
import time


def polars(path):
    import polars as pl

    pairs = pl.scan_csv(path, schema_overrides={"k": pl.String}, null_values=["", "NA"]).group_by("j", "i").agg(pl.col("v").sum()).collect(engine="streaming")
    pairs = pairs.with_columns(share=pl.col("v") / pl.col("v").sum().over("j"))
    index = pairs.group_by("j").agg(hhi=(pl.col("share") ** 2).sum(), largest=pl.col("share").max()).sort("j")
    return {"importers": index.height, "shares": pairs.height, "largest": index["largest"].sum(), "sum": index["hhi"].sum()}


def pandas(path):
    import pandas as pd

    rows = pd.read_csv(path, usecols=["i", "j", "v"])
    pairs = rows.groupby(["j", "i"])["v"].sum().reset_index()
    pairs["share"] = pairs["v"] / pairs.groupby("j")["v"].transform("sum")
    index = pairs.groupby("j")["share"].agg(hhi=lambda s: (s**2).sum(), largest="max")
    return {"importers": len(index), "shares": len(pairs), "largest": index["largest"].sum(), "sum": index["hhi"].sum()}


def main():
    begin = time.perf_counter()
    out = {"polars": polars, "pandas": pandas}[sys.argv[1]](sys.argv[2])
    out["seconds"] = time.perf_counter() - begin
    print(json.dumps(out))


if __name__ == "__main__":
    main()
