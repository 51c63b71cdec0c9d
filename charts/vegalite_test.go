package charts

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// Each kind either has a specification with a row of data for each row, or says
// that Vega-Lite cannot express it and which kinds it can.
func TestVegaLite_EveryKind(t *testing.T) {
	can := 0
	for _, g := range goldenCharts() {
		raw, err := g.vegaLite(t)
		if err != nil {
			if !errors.Is(err, ErrNoVegaLite) || !strings.Contains(err.Error(), "it can express bar, ") {
				t.Errorf("%s: %v", g.name, err)
			}
			continue
		}
		can++
		var spec struct {
			Schema string `json:"$schema"`
			Data   struct{ Values []map[string]any }
		}
		if err := json.Unmarshal(raw, &spec); err != nil {
			t.Fatalf("%s: %v", g.name, err)
		}
		if !strings.HasSuffix(spec.Schema, "/vega-lite/v5.json") {
			t.Errorf("%s: schema %q", g.name, spec.Schema)
		}
		if want := g.rows(t); len(spec.Data.Values) != want {
			t.Errorf("%s: %d rows of data, want %d", g.name, len(spec.Data.Values), want)
		}
		again, _ := g.vegaLite(t)
		if string(again) != string(raw) {
			t.Errorf("%s: two specifications differ", g.name)
		}
	}
	if can < 18 {
		t.Errorf("only %d pictures can be expressed", can)
	}
}

// rows counts the rows that the picture draws: a bump chart of the first few
// leaves some out.
func (g golden) rows(t testing.TB) int {
	t.Helper()
	of, err := New(g.kind, g.o, g.settings)
	if err != nil {
		t.Fatal(err)
	}
	c, err := newChart(g.df, of)
	if err != nil {
		t.Fatal(err)
	}
	return len(c.all)
}

func (g golden) vegaLite(t testing.TB) ([]byte, error) {
	t.Helper()
	c, err := New(g.kind, g.o, g.settings)
	if err != nil {
		t.Fatal(err)
	}
	return VegaLite(g.df, c)
}

// Numbers as keys are written as JavaScript turns them into text (ECMA-262,
// Number::toString): plain from 1e-6 up to below 1e21.
func TestVegaLite_Ticks(t *testing.T) {
	axis := labelledAxis([]float64{0, 0.5, 5e10, 1e21, 1e-7}, []string{"a", "b", "c", "d", "e"})
	if got, want := axis["labelExpr"], `{"0":"a","0.5":"b","1e+21":"d","1e-7":"e","50000000000":"c"}[datum.value]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
