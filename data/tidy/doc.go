// Package tidy reads tables in no format of their own: those that people make
// by hand or save from a spreadsheet, those of statistics offices by a mapping,
// and those that periplus wrote.
//
// [ReadChart] reads the table of one chart. It accepts what spreadsheets of
// different countries write (comma, semicolon or tab between cells, decimal
// point or comma, UTF-8 or Windows-1252) and says in an [Account] what it had
// to guess.
//
// [ReadMapping] reads a mapping file, which says what the columns of a CSV,
// Parquet or XLSX file hold, and [Open] reads the flows of such a file, tidy or
// with several columns of values. An empty cell is missing; so are, among
// values and quantities, the marks that the mapping lists. Numbers and dates of
// workbooks and Parquet files are read as stored, not as shown.
//
// [WriteFlows] writes flows as CSV, Parquet or XLSX, and [OpenFlows] reads them
// back without loss.
//
// A cell that cannot be read is an error with its place; it never becomes a
// missing number.
package tidy
