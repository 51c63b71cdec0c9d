package vietnam_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/periplus-data/periplus/report"
	"github.com/periplus-data/periplus/report/vietnam"
)

var update = flag.Bool("update", false, "write report.lock for the report of today; look at the difference")

// TestLock_Fresh builds the report from its folder, as a user builds one, and
// fails where its lock is not what it shows.
func TestLock_Fresh(t *testing.T) {
	in, err := report.OpenDir(".")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	before, err := os.ReadFile("report.lock")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := report.Build(in, report.Options{Out: filepath.Join(t.TempDir(), "out"), Accept: *update}); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile("report.lock")
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) && !*update {
		if err := os.WriteFile("report.lock", before, 0o644); err != nil {
			t.Error(err)
		}
		t.Error("report.lock is stale; run the test with -update and look at the difference")
	}
}

func TestFiles_BuildsInEachLanguage(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		r, err := report.Build(report.FromFS(vietnam.Files(), "vietnam"), report.Options{Out: filepath.Join(t.TempDir(), "out"), Language: lang})
		if err != nil || string(r.Language) != lang {
			t.Errorf("%s: got %q, %v", lang, r.Language, err)
		}
	}
}
