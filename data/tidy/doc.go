// Package tidy reads the tables that people make by hand or save from a
// spreadsheet: CSV with a header, one row per thing.
//
// [ReadChart] reads the table of one chart. It accepts what spreadsheets of
// different countries write (comma, semicolon or tab between cells, decimal
// point or comma, UTF-8 or Windows-1252) and says in an [Account] what it had
// to guess. A cell that it cannot read is an error with its place; it never
// becomes a missing number.
package tidy
