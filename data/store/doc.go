// Package store keeps releases of the official record in a folder, so that
// what is big is read from its provider's file once.
//
// A store holds a catalogue, catalogue.json, and one Parquet file for each
// entry. The Parquet file has the columns of [data.FlowColumns] and is complete
// in itself: any other program reads it. Values and quantities are exact
// DECIMAL columns, text that a source does not give is empty, a number that it
// does not give is NULL. Rows are sorted as [data.CompareFlows] sorts them: by
// period, reporter, partner, flow, product, classification and line; rows equal
// in all of these stand in the order of the source. The same file gives the
// same bytes, whatever memory, threads and temporary folder were allowed.
//
// A big entry also has a summary, the sums over products, from which questions
// that do not ask for products are answered.
//
// [Store.Add] writes an entry whole or not at all, and [Store.Record] answers
// questions about it as a [data.Panel] does, with the same numbers. Both are
// plain Go. [Query] runs SQL and needs the engine, DuckDB, which is in the
// program where it was built with cgo and the tag duckdb.
package store
