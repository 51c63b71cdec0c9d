# Writes the Parquet and XLSX files of this folder from tidy.csv, with programs
# that are not ours: pandas 3.1, pyarrow 26, openpyxl 3.1, XlsxWriter 3.3.
import datetime
import decimal

import openpyxl
import openpyxl.styles
import pandas
import pyarrow
import pyarrow.parquet
import xlsxwriter

tidy = pandas.read_csv("tidy.csv", dtype=str, keep_default_na=False)

# As pandas saves it: floats, NaN as null, years as integers.
frame = tidy.copy()
frame["year"] = frame["year"].astype("int64")
frame["value"] = pandas.to_numeric(frame["value"])
frame["tonnes"] = pandas.to_numeric(frame["tonnes"])
frame.to_parquet("floats.parquet", compression="snappy", index=False)

# Exact decimals, dates and dictionaries.
number = lambda s: decimal.Decimal(s) if s else None
table = pyarrow.table({
    "from": pyarrow.array(tidy["from"]).dictionary_encode(),
    "to": pyarrow.array(tidy["to"]),
    "flow": pyarrow.array(tidy["flow"]),
    "month": pyarrow.array([datetime.date(int(y), 12, 31) for y in tidy["year"]], pyarrow.date32()),
    "value": pyarrow.array([number(v) for v in tidy["value"]], pyarrow.decimal128(20, 4)),
    "tonnes": pyarrow.array([number(v) for v in tidy["tonnes"]], pyarrow.decimal128(9, 2)),
    "unused": pyarrow.array([["a", "list"]] * len(tidy)),
})
pyarrow.parquet.write_table(table, "exact.parquet", compression="zstd", row_group_size=2)

book = openpyxl.Workbook()
notes = book.active
notes.title = "Notes"
notes.sheet_state = "hidden"
notes["A1"] = "nothing to read here"

# One row a flow; the period is the last day of the year, shown as a date.
sheet = book.create_sheet("Tidy")
sheet["A1"] = "Trade, made up"
sheet.append([])
sheet.append(["from", "to", "flow", "day", "value", "tonnes"])
for row in tidy.itertuples(index=False):
    value = float(row.value) if row.value else "#N/A"
    sheet.append([row[0], row.to, row.flow, datetime.date(int(row.year), 12, 31), value, float(row.tonnes) if row.tonnes else None])
    cell = sheet.cell(sheet.max_row, 4)
    cell.number_format = "mmm\\ yyyy"
    if value == "#N/A":
        sheet.cell(sheet.max_row, 5).data_type = "e"

# A year in two columns under a merged header, merged reporters.
wide = book.create_sheet("Wide")
wide.append(["Trade by partner", None, None, None, None, None])
wide.merge_cells("A1:G1")
wide.append(["Reporter", "Partner", "Flow", 2021, None, 2022, None])
wide.append([None, None, None, "Value", "Tonnes", "Value", "Tonnes"])
for merged in ("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"):
    wide.merge_cells(merged)
lines = {}
for row in tidy.itertuples(index=False):
    at = lines.setdefault((row[0], row.to, row.flow), {})
    at[row.year] = (row.value, row.tonnes)
first = None
for (reporter, partner, flow), years in lines.items():
    cells = [reporter if reporter != first else None, partner, flow]
    for year in ("2021", "2022"):
        cells += [float(x) if x else None for x in years.get(year, ("", ""))]
    wide.append(cells)
    if reporter == first:
        wide.merge_cells(start_row=wide.max_row - 1, end_row=wide.max_row, start_column=1, end_column=1)
    first = reporter
wide.append([])
wide.append(["Source: nobody"])
book.properties.created = book.properties.modified = datetime.datetime(2000, 1, 1)
book.save("book.xlsx")

# Texts that cells share, one of them in two fonts; a formula with its value.
book = xlsxwriter.Workbook("shared.xlsx", {"date_1904": True})
book.set_properties({"created": datetime.datetime(2000, 1, 1)})
sheet = book.add_worksheet("Data")
bold = book.add_format({"bold": True})
date = book.add_format({"num_format": "d mmmm yyyy"})
sheet.write_row(0, 0, ["from", "to", "flow", "day", "value", "tonnes"])
for i, row in enumerate(tidy.itertuples(index=False), start=1):
    sheet.write_rich_string(i, 0, bold, row[0][:1], row[0][1:])
    sheet.write_string(i, 1, row.to)
    sheet.write_string(i, 2, row.flow)
    sheet.write_datetime(i, 3, datetime.date(int(row.year), 12, 31), date)
    if row.value:
        sheet.write_formula(i, 4, "=1*" + row.value, None, float(row.value))
    if row.tonnes:
        sheet.write_number(i, 5, float(row.tonnes))
book.close()
