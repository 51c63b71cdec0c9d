//go:build unix

package report

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestInput_Pipes: reading a pipe would wait for somebody to write into it. A
// report that holds one in place of a file is refused at once.
func TestInput_Pipes(t *testing.T) {
	front := "---\ntitle: x\nsources:\n  d: d\n---\n"
	for pipe, want := range map[string]string{
		"report.md":          "demo/report.md: not a file",
		"d":                  "demo/report.md:4: d: not a file",
		"d/datapackage.json": "demo/report.md:4: d: demo/d/datapackage.json: not a file; a package of figures has datapackage.json, sources.csv and figures.csv",
	} {
		dir := tree(t, map[string]string{"report.md": front})
		name := filepath.Join(dir, filepath.FromSlash(pipe))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		os.Remove(name)
		if err := unix.Mkfifo(name, 0o644); err != nil {
			t.Skip("no pipes here: ", err)
		}
		in, done := open(t, dir), make(chan error, 1)
		go func() {
			_, err := in.render("")
			done <- err
		}()
		select {
		case err := <-done:
			if said(err) != want {
				t.Errorf("%s: got %v, want %s", pipe, err, want)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: waits for ever", pipe)
		}
	}
}
