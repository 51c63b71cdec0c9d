package report

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data/articles"
)

func TestVerify(t *testing.T) {
	dir, built := locked(t)
	count := len(contents(t, built))
	for _, c := range []struct {
		name    string
		spoil   func(out string) error
		verify  string // what does not hold against the manifest
		rebuild string // what does not hold against another build
	}{
		{"nothing", func(string) error { return nil }, "", ""},
		{"a byte", func(out string) error { return flip(filepath.Join(out, "index.html")) }, "index.html: changed: ", "index.html: differs: "},
		{"a missing file", func(out string) error { return os.Remove(filepath.Join(out, "report.md")) },
			"report.md: cannot be read: no such file", "report.md: cannot be read: no such file"},
		{"one more file", func(out string) error { return os.WriteFile(filepath.Join(out, "x"), nil, 0o644) },
			"x: is not in the manifest", "x: is not part of the report"},
		{"a link to the same bytes", func(out string) error {
			return errors.Join(os.Rename(filepath.Join(out, "figures.json"), filepath.Join(dir, "copy.json")), os.Symlink(filepath.Join(dir, "copy.json"), filepath.Join(out, "figures.json")))
		}, "figures.json: cannot be read: not a file", "figures.json: cannot be read: not a file"},
		// A manifest that was made to fit a forged page fools the one, not the other.
		{"a forged manifest", func(out string) error {
			return errors.Join(flip(filepath.Join(out, "report.md")), refit(out, "report.md", "report.md"))
		}, "", "manifest.json: differs: "},
		{"a manifest that leads out", func(out string) error { return refit(out, "report.md", "../report.md") },
			"../report.md: cannot be read: leads out of the folder", "manifest.json: differs: "},
		{"a file listed twice", func(out string) error {
			m, err := readManifest(out)
			m.Outputs = append(m.Outputs, m.Outputs[0])
			return errors.Join(err, os.WriteFile(filepath.Join(out, manifestName), indentedJSON(m), 0o644))
		}, "figures.json: stands twice in the manifest", "manifest.json: differs: "},
		{"another version", func(out string) error {
			m, err := readManifest(out)
			m.Periplus, m.Go = "0.0.1", "go1.99"
			return errors.Join(err, os.WriteFile(filepath.Join(out, manifestName), indentedJSON(m), 0o644))
		}, "", "manifest.json: was written by periplus 0.0.1 of go1.99, and this is 0."},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			if err := os.CopyFS(out, os.DirFS(built)); err != nil {
				t.Fatal(err)
			}
			if err := c.spoil(out); err != nil {
				t.Fatal(err)
			}
			proven, mismatches, err := Verify(out)
			holds(t, "verify", mismatches, err, c.verify)
			if c.name == "nothing" && proven != count-1 { // the manifest does not list itself
				t.Errorf("%d of %d files are proven", proven, count-1)
			}
			proven, mismatches, err = VerifyRebuild(out, open(t, dir))
			holds(t, "rebuild", mismatches, err, c.rebuild)
			if c.name == "nothing" && proven != count {
				t.Errorf("rebuilt, %d of %d files are proven", proven, count)
			}
		})
	}
}

func holds(t *testing.T, how string, got []Mismatch, err error, want string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if want == "" && len(got) > 0 || want != "" && (len(got) == 0 || !anyHas(got, want)) {
		t.Errorf("%s: got %v, want %q", how, got, want)
	}
}

func anyHas(list []Mismatch, want string) bool {
	for _, m := range list {
		if strings.HasPrefix(m.String(), want) {
			return true
		}
	}
	return false
}

// flip changes one bit in the middle of a file.
func flip(name string) error {
	raw, err := os.ReadFile(name)
	if err == nil {
		raw[len(raw)/2] ^= 1
		err = os.WriteFile(name, raw, 0o644)
	}
	return err
}

// refit makes the manifest list name, as it is now, under another path.
func refit(out, name, listed string) error {
	raw, err := os.ReadFile(filepath.Join(out, name))
	if err != nil {
		return err
	}
	m, err := readManifest(out)
	for i := range m.Outputs {
		if m.Outputs[i].Path == name {
			m.Outputs[i] = manifestFile{listed, fileHash{articles.Hash(raw), len(raw)}}
		}
	}
	return errors.Join(err, os.WriteFile(filepath.Join(out, manifestName), indentedJSON(m), 0o644))
}

func TestVerify_NoOutput(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"empty": {}, "not JSON": {manifestName: "{"}, "another": {manifestName: `{"name": "an app"}`}, "a folder": {manifestName + "/x": ""},
	} {
		if _, _, err := Verify(tree(t, files)); !strings.Contains(said(err), "is no report that periplus built") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The language of the output is that of its manifest.
func TestVerifyRebuild_Language(t *testing.T) {
	dir, _ := locked(t)
	out := filepath.Join(t.TempDir(), "fr")
	mustBuild(t, dir, out, Options{Language: "fr"})
	if _, mismatches, err := VerifyRebuild(out, open(t, dir)); err != nil || len(mismatches) > 0 {
		t.Errorf("got %v, %v", mismatches, err)
	}
	// A number that changed shows in every file that holds it, without a lock to
	// be accepted.
	revise(t, filepath.Join(dir, "figures", "figures.csv"), "3500000000,3450000000,3550000000", "3600000000,3550000000,3650000000")
	_, mismatches, err := VerifyRebuild(out, open(t, dir))
	if err != nil || len(mismatches) != 4 { // index.html, report.md, figures.json, manifest.json
		t.Errorf("got %v, %v", mismatches, err)
	}
}
