// Package report builds reports: a folder with a Markdown file and its
// declared sources goes in; a folder with a page, pictures, tables, figures.json
// and a manifest comes out, the same bytes on every machine.
//
// A report is data, not a program. Its Markdown holds {{ VERB ID... }} for
// numbers and fenced blocks named chart, table, check and query; there are no
// loops and no conditions, nothing outside its folder is read but the entries
// of a store that it names, and nothing is run. docs/methods/reports.md has the
// grammar.
//
// [Build] reads and writes, [Verify] proves an output folder against its
// manifest, [VerifyRebuild] builds it again and compares every byte, and [New]
// starts a report that builds at once.
package report

// Version is the version of periplus. It is written into every manifest, so it
// stands in the source: a version taken from the build would differ between
// ways of building the same commit.
const Version = "0.1.0"
