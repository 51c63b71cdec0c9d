package tidy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
)

// damages spoil one row and no other.
var damages = map[string]func(cells []string) string{
	"a value that is no number": func(c []string) string { c[3] = "12x"; return strings.Join(c, ",") },
	"a cell less":               func(c []string) string { return strings.Join(c[:3], ",") },
	"a cell more":               func(c []string) string { return strings.Join(c, ",") + ",9" },
	"a quote in a cell":         func(c []string) string { c[1] = "CH\"N"; return strings.Join(c, ",") },
	"text behind a quote":       func(c []string) string { c[1] = "\"CHN\"x"; return strings.Join(c, ",") },
	"a place that is none":      func(c []string) string { c[0] = "Utopia"; return strings.Join(c, ",") },
	"no period":                 func(c []string) string { c[2] = ""; return strings.Join(c, ",") },
	"infinity":                  func(c []string) string { c[3] = "Inf"; return strings.Join(c, ",") },
}

// Every row that is whole comes out as it is, every other is rejected with its
// line, and both make up the file.
func TestOpen_DamagedRows(t *testing.T) {
	kinds := sortedKeys(damages)
	m := mapping(t, plain)
	rapid.Check(t, func(t *rapid.T) {
		lines := []string{"from,to,year,usd"}
		var want []string
		var bad []int
		n := rapid.IntRange(1, 40).Draw(t, "rows")
		for i := range n {
			cells := []string{"VNM", "CHN", fmt.Sprint(1990 + i), fmt.Sprint(rapid.IntRange(0, 1e6).Draw(t, "value"))}
			line := strings.Join(cells, ",")
			if kind := rapid.IntRange(0, 2*len(kinds)).Draw(t, "damage"); kind < len(kinds) {
				line = damages[kinds[kind]](cells)
				bad = append(bad, i+2)
			} else {
				want = append(want, strings.ReplaceAll(line, ",", " ")+" USD")
			}
			lines = append(lines, line)
		}
		got, p, err := readText(m, strings.Join(lines, "\n")+"\n", data.ReadOptions{KeepGoing: true})
		if err != nil {
			t.Fatal(err)
		}
		var rejected []int
		for _, r := range p.Account.Rejects {
			rejected = append(rejected, r.Line)
		}
		if !slices.Equal(got, want) || !slices.Equal(rejected, bad) || p.Account.Read != n {
			t.Fatalf("of %q\ngot  %q, rejected %v\nwant %q, rejected %v", lines, got, rejected, want, bad)
		}
		if _, _, err := readText(m, strings.Join(lines, "\n"), data.ReadOptions{}); (err == nil) != (len(bad) == 0) {
			t.Fatalf("strictly: %v", err)
		}
	})
}
