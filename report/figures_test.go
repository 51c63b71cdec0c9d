package report

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/periplus-data/periplus/report/vietnam"
)

// The built-in report shows all 28 figures of the two articles.
func TestInput_Figures(t *testing.T) {
	figures, err := FromFS(vietnam.Files(), "vietnam").Figures()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range figures.Figures {
		got = append(got, f.ID)
	}
	if len(got) != 28 || got[0] != "vn-cn-trade-2022" || !slices.Contains(got, "vn-ru-arms-share-1995-2023") {
		t.Errorf("%d figures: %q", len(got), got)
	}
}

// What a build wrote beside a report is no report, though it has a report.md.
func TestFind_LeavesOutputsOut(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine")
	if _, err := New(mine); err != nil {
		t.Fatal(err)
	}
	in, err := OpenDir(mine)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if _, err := Build(in, Options{Out: filepath.Join(dir, "mine-out")}); err != nil {
		t.Fatal(err)
	}
	if found, err := Find(dir); err != nil || len(found) != 1 || found[0] != mine {
		t.Errorf("got %q, %v", found, err)
	}
	if _, err := Find(filepath.Join(dir, "mine-out")); err == nil {
		t.Error("an output is taken for a folder of reports")
	}
}
