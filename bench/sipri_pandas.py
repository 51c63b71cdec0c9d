#!/usr/bin/env python3
"""Read a classic trade register of SIPRI with pandas, as people do: the lines
before the header skipped, nothing checked. Prints as JSON how long each reading
took and what came out.

    python3 sipri_pandas.py FILE [RUNS]
"""

import json
import sys
import time

import pandas as pd

HEADER = "Recipient,"


def read(path):
    with open(path, "rb") as f:
        skip = next(i for i, line in enumerate(f) if line.startswith(HEADER.encode()))
    return pd.read_csv(path, skiprows=skip, encoding="cp1252")


def main():
    path = sys.argv[1]
    seconds = []
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        began = time.perf_counter()
        frame = read(path)
        seconds.append(time.perf_counter() - began)
    total = pd.to_numeric(frame["SIPRI TIV of delivered weapons"], errors="coerce").sum()
    print(json.dumps({"rows": len(frame), "tiv": f"{total:.1f}", "seconds": seconds}))


if __name__ == "__main__":
    main()
