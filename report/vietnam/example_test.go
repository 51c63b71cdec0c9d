package vietnam_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/periplus-data/periplus/report"
	"github.com/periplus-data/periplus/report/vietnam"
)

// The built-in report, in French: five charts of three files each, four tables
// and two checks of one, and index.html, report.md, figures.json and
// manifest.json, which lists the other 24.
func ExampleFiles() {
	folder, err := os.MkdirTemp("", "report")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	out := filepath.Join(folder, "out")
	result, err := report.Build(report.FromFS(vietnam.Files(), "vietnam"), report.Options{Out: out, Language: "fr"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Language, len(result.Files), "files")
	proven, mismatches, err := report.Verify(out)
	fmt.Println(proven, "proven by the manifest,", len(mismatches), "differ,", err)
	// Output:
	// fr 28 files
	// 27 proven by the manifest, 0 differ, <nil>
}
