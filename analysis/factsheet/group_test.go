package factsheet

import (
	"slices"
	"strings"
	"testing"
)

func TestParseGroup(t *testing.T) {
	g, err := ParseGroup("g.csv", "g", "\ufeffcode,name\nVNM,Viet Nam\n# a comment\n\nfra\n\"South Korea\"\r\nSIPRI:XLH # Hezbollah\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"FRA", "KOR", "SIPRI:XLH", "VNM"}; !slices.Equal(g.Members, want) || g.Name != "g" {
		t.Errorf("got %v", g)
	}
	_, err = ParseGroup("g.csv", "g", "VNM\nAtlantis\nViet Nam\nWLD\n")
	for _, want := range []string{"g.csv:2", "Atlantis", "g.csv:3", "VNM, which line 1 names already", "g.csv:4", "not one place but many"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want …%s…", err, want)
		}
	}
	if _, err := ParseGroup("g.csv", "g", "# nothing\n"); err == nil || !strings.Contains(err.Error(), "names no place") {
		t.Errorf("empty: %v", err)
	}
}
