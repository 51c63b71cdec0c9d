//go:build vega

package charts

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestVegaLite_Compiles has vega-lite's own compiler read every specification,
// and vega draw it: without a warning, and with at least as many marks as there
// are rows with a number, or one for each line and area.
func TestVegaLite_Compiles(t *testing.T) {
	dir := t.TempDir()
	if keep := os.Getenv("PERIPLUS_VEGA_OUT"); keep != "" {
		dir = keep
	}
	names := map[string]golden{}
	for _, g := range goldenCharts() {
		raw, err := g.vegaLite(t)
		if err != nil {
			continue // TestVegaLite_EveryKind holds the reasons
		}
		name := g.name + ".vl.json"
		names[name] = g
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("node", filepath.Join("..", "bench", "vega", "check.mjs"), dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var said map[string]struct {
		Warnings []string
		Marks    int
	}
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatal(err)
	}
	for name := range names {
		s, ok := said[name]
		if !ok {
			t.Errorf("%s was not compiled", name)
		}
		for _, w := range s.Warnings {
			t.Errorf("%s: %s", name, w)
		}
		if s.Marks == 0 {
			t.Errorf("%s draws no marks", name)
		}
	}
}
