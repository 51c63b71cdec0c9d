package report_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/report"
)

func TestNew_BuildsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mine")
	files, err := report.New(dir)
	if err != nil || len(files) != 2 {
		t.Fatalf("got %v, %v", files, err)
	}
	in, err := report.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out := filepath.Join(t.TempDir(), "out")
	r, err := report.Build(in, report.Options{Out: out})
	if err != nil || r.Lock != report.LockNew {
		t.Fatalf("got %q, %v", r.Lock, err)
	}
	for _, name := range []string{"index.html", "report.md"} {
		page, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, absent := range []string{"Comments like this", "A picture or a table is a block", "{{"} {
			if strings.Contains(string(page), absent) {
				t.Errorf("%s holds %q", name, absent)
			}
		}
	}
	if _, err := report.New(dir); err == nil || !strings.Contains(err.Error(), "is not empty (it holds deliveries.csv); choose a new folder") {
		t.Errorf("got %v", err)
	}
}
