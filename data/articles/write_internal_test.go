package articles

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPut_WholeOrNotAtAll: the second file cannot be put where a folder with
// something in it stands, or a folder is missing. Nothing half-written is left.
func TestPut_WholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	first, blocked := filepath.Join(dir, "first"), filepath.Join(dir, "blocked")
	if err := os.MkdirAll(filepath.Join(blocked, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		second string
		moved  int
	}{{blocked, 1}, {filepath.Join(dir, "missing", "second"), 0}} {
		if err := os.RemoveAll(first); err != nil {
			t.Fatal(err)
		}
		moved, err := put([]file{{first, []byte("1")}, {tt.second, []byte("2")}})
		if err == nil || moved != tt.moved {
			t.Errorf("%s: moved %d, %v", tt.second, moved, err)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != tt.moved+1 {
			t.Errorf("%s: the folder holds %v, %v", tt.second, entries, err)
		}
	}
}

// TestSlug: a Data Package has a name of lower-case letters, digits and hyphens.
func TestSlug(t *testing.T) {
	for text, want := range map[string]string{"Own Figures": "own-figures", "données": "donn-es", "..": "figures", "": "figures", "a-1": "a-1"} {
		if got := slug(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
