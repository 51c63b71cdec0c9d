package report

import (
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
