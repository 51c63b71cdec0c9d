package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme_Picture runs the command that the README shows for its picture,
// and fails where the picture in docs is not what it draws.
func TestReadme_Picture(t *testing.T) {
	const name = "trade-2022.svg"
	raw, err := os.ReadFile(filepath.Join(repository, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(repository, "docs", name))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), "](docs/"+name+")") {
		t.Fatalf("the README does not show docs/%s", name)
	}
	for _, c := range inMarkdown(string(raw)) {
		if !strings.Contains(c.line, "--out "+name) {
			continue
		}
		cmd := exec.Command("sh", "-c", c.line)
		cmd.Dir = t.TempDir()
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s\n%v\n%s", c.line, err, out)
		}
		got, err := os.ReadFile(filepath.Join(cmd.Dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("docs/%s is stale; run the README's command in docs and look at the picture", name)
		}
		return
	}
	t.Errorf("the README shows no command that writes %s", name)
}
