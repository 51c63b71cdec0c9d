package report_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/periplus-data/periplus/report"
)

// New starts a report with two charts, of three files each, and a table, of
// one. With index.html, report.md, figures.json and manifest.json that is 11.
func ExampleBuild() {
	folder, err := os.MkdirTemp("", "report")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	if _, err := report.New(filepath.Join(folder, "mine")); err != nil {
		fmt.Println(err)
		return
	}
	in, err := report.OpenDir(filepath.Join(folder, "mine"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer in.Close()
	result, err := report.Build(in, report.Options{Out: filepath.Join(folder, "out")})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Language, len(result.Files), "files, lock", result.Lock)
	// Output:
	// en 11 files, lock written for the first time
}
