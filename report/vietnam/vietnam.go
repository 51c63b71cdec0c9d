// Package vietnam carries the built-in report, "Viet Nam between three
// partners", in English and French: what two articles state about trade, arms
// and agreements, and what their figures can bear.
package vietnam

import (
	"embed"
	"io/fs"
)

//go:embed report.md report.fr.md report.lock data/*.csv
var files embed.FS

// Files returns the folder of the report: report.md, report.fr.md, report.lock
// and the extracts of official data that it uses.
func Files() fs.FS { return files }
