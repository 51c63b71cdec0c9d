#!/usr/bin/env python3
"""What bench/store.py holds a store of periplus against.

    python3 store_peers.py add CSV CODES OUT.parquet     DuckDB: the same sorted write
    python3 store_peers.py duckdb GLOB RUNS [years|CODE] DuckDB: the same sums over the store's files
    python3 store_peers.py write CSV OUT.parquet         polars: the file as polars keeps it
    python3 store_peers.py polars FILE RUNS              polars: the same sums over that file

Prints one JSON object with the seconds that each run took and what came out.
"""

import json
import sys
import time


def connect():
    import duckdb

    return duckdb.connect()


def add(csv, codes, out):
    """Everything that a data file of the store holds but the line of each row,
    which DuckDB could number on one thread only."""
    c = connect()
    begin = time.perf_counter()
    c.execute("SET memory_limit = '1GB'")
    c.execute(f"CREATE TABLE codes AS FROM read_csv('{codes}', columns = {{'code': 'INTEGER', 'place': 'VARCHAR'}}, header = true)")
    c.execute(f"""COPY (
        SELECT a.place AS reporter, b.place AS partner, 'X' AS flow, lpad(k, 6, '0') AS product, 'HS' AS classification, t AS period,
            CAST(v * 1000 AS DECIMAL(18, 0)) AS "value", 'USD' AS unit, 'FOB' AS valuation, q AS quantity,
            CASE WHEN q IS NULL THEN '' ELSE 't' END AS quantity_unit, '' AS estimate, '' AS flag, 'cepii-baci' AS "source",
            NULL::INTEGER AS parts, '' AS "aggregate"
        FROM read_csv('{csv}', nullstr = 'NA', columns = {{'t': 'VARCHAR', 'i': 'INTEGER', 'j': 'INTEGER', 'k': 'VARCHAR', 'v': 'DECIMAL(18,3)', 'q': 'DECIMAL(18,3)'}}) AS r
        JOIN codes AS a ON a.code = r.i JOIN codes AS b ON b.code = r.j
        ORDER BY period, reporter, partner, flow, product) TO '{out}' (FORMAT parquet, COMPRESSION zstd)""")
    seconds, cpu = time.perf_counter() - begin, time.process_time()
    return {"rows": c.execute(f"SELECT count(*) FROM '{out}'").fetchone()[0], "seconds": seconds, "cpu": cpu}


def duckdb_sums(files, runs, what):
    """The sums of the same pairs, and the indices, all in one statement."""
    years = what == "years"
    where = f"WHERE product = '{what}'" if what and not years else ""
    year = "left(period, 4) AS year, " if years else ""
    by = "partner, year" if years else "partner"
    statement = f"""SELECT count(*), sum(h) FROM (
        SELECT {by}, sum(s * s) / (sum(s) * sum(s)) AS h FROM (
            SELECT partner, {year}reporter, CAST(sum(value) AS DOUBLE) AS s FROM read_parquet('{files}') {where} GROUP BY ALL)
        GROUP BY ALL ORDER BY ALL)"""
    seconds, cpu, row = [], [], None
    for _ in range(runs):
        begin, used = time.perf_counter(), time.process_time()
        c = connect()
        c.execute("SET memory_limit = '1GB'")
        row = c.execute(statement).fetchone()
        c.close()
        seconds.append(time.perf_counter() - begin)
        cpu.append(time.process_time() - used)
    return {"indices": row[0], "sum": row[1], "seconds": seconds, "cpu": cpu}


def write(csv, out):
    import polars as pl

    frame = pl.read_csv(csv, null_values="NA")
    frame.write_parquet(out)
    return {"rows": frame.height}


def polars_sums(file, runs):
    """BACI's own columns: j is the importer, i the exporter, v the value."""
    import polars as pl

    seconds, cpu = [], []
    for _ in range(runs):
        begin, used = time.perf_counter(), time.process_time()
        pairs = pl.scan_parquet(file).group_by("j", "i").agg(pl.col("v").sum().alias("s")).collect()
        h = pairs.group_by("j").agg((pl.col("s") ** 2).sum() / pl.col("s").sum() ** 2).sort("j")
        seconds.append(time.perf_counter() - begin)
        cpu.append(time.process_time() - used)
    return {"indices": h.height, "sum": h["s"].sum(), "seconds": seconds, "cpu": cpu}


def main():
    command, *args = sys.argv[1:]
    if command == "add":
        out = add(*args)
    elif command == "duckdb":
        out = duckdb_sums(args[0], int(args[1]), "".join(args[2:]))
    elif command == "write":
        out = write(*args)
    elif command == "polars":
        out = polars_sums(args[0], int(args[1]))
    else:
        sys.exit(__doc__)
    print(json.dumps(out))


if __name__ == "__main__":
    main()
