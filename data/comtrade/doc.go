// Package comtrade reads what UN Comtrade, the United Nations' database of
// international trade, hands out, in every generation of its layouts:
//
//   - the classic CSV with 35, 22 or 12 columns (Classification, Year, Trade
//     Flow Code, …, Trade Value (US$), Flag) and its machine names (pfCode,
//     rgCode, …), also as classic JSON (dataset);
//   - TradeData.csv of today's website: 47 columns, rows that end with one comma
//     more, Latin-1;
//   - bulk files (34 columns without names of things) and what the R and Python
//     clients write, in camelCase or snake_case, with all columns or a few;
//   - replies of API v1 in JSON (elapsedTime, count, data, error);
//   - the reference tables of reporters, partners and items.
//
// One table of items with their names in every generation serves all of them;
// a file is recognised by its header, wherever it stands, never by its name.
//
// # What the reader does
//
// Product codes are text. Leading zeros that a spreadsheet took off are put
// back where they are certain: always in the Harmonized System, and in SITC
// where the file states the level. The classification stays on each row.
// Flows M, X, DX, RX and RM are kept apart; other codes are parts of M or X
// and are left out, counted. The world (WLD) and groups of places are marked
// as sums; areas not elsewhere specified stay places of their own.
//
// A row that is one customs procedure, mode of transport, mode of supply or
// second partner of another row is left out, counted. Rows that stand twice
// are kept once; rows that contradict each other are an error. The totals and
// the chapters of the Harmonized System that are stated again in another
// classification are kept once, in the one that stands first.
//
// The quantity is the supplementary one in its unit, else the net weight in
// kg. Whether it is an estimate of the United Nations stands in Flow.Flag (the
// older flag: 2 quantity, 4 net weight, 6 both; then isQtyEstimated,
// isNetWgtEstimated) and in the account, not in Flow.Estimate: the value is as
// reported.
//
// Missing marks are in [Missing].
package comtrade
