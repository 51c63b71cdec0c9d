package report

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
)

// Mismatch is one file of an output folder that is not as it was written.
type Mismatch struct {
	Path   string
	Detail string
}

// String writes a mismatch on one line.
func (m Mismatch) String() string { return m.Path + ": " + m.Detail }

// Verify hashes every file of an output folder and holds it against
// manifest.json. It returns how many files were proven and every file that
// changed, is missing or is not listed. An error means that the folder has no
// manifest to hold it against.
func Verify(out string) (proven int, mismatches []Mismatch, err error) {
	m, found, err := openOutput(out)
	if err != nil {
		return 0, nil, err
	}
	left, listed := map[string]bool{}, map[string]bool{}
	for _, name := range found {
		left[name] = name != manifestName
	}
	for _, f := range m.Outputs {
		if listed[f.Path] {
			mismatches = append(mismatches, Mismatch{f.Path, "stands twice in the manifest"})
			continue
		}
		listed[f.Path] = true
		raw, err := readOutput(out, f.Path)
		switch {
		case err != nil:
			mismatches = append(mismatches, Mismatch{f.Path, fmt.Sprintf("cannot be read: %v", data.WithoutPath(err))})
		case articles.Hash(raw) != f.SHA256:
			mismatches = append(mismatches, Mismatch{f.Path, fmt.Sprintf("changed: %d bytes with SHA-256 %s, the manifest has %d with %s", len(raw), articles.Hash(raw), f.Bytes, f.SHA256)})
		default:
			proven++
		}
		left[f.Path] = false
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		if left[name] {
			mismatches = append(mismatches, Mismatch{name, "is not in the manifest"})
		}
	}
	return proven, mismatches, nil
}

func openOutput(out string) (manifest, []string, error) {
	m, err := readManifest(out)
	if err != nil {
		return m, nil, fmt.Errorf("%s is no report that periplus built: %w", out, data.WithoutPath(err))
	}
	found, err := listFiles(out)
	return m, found, err
}

// readOutput reads a file of an output folder. Whatever is no file, a link
// included, was not written by a build.
func readOutput(out, name string) ([]byte, error) {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, errors.New("leads out of the folder")
	}
	path := filepath.Join(out, filepath.FromSlash(name))
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a file")
	}
	return os.ReadFile(path)
}

// VerifyRebuild builds the report again in the language of the manifest and
// compares every byte with the output folder. It writes nothing.
func VerifyRebuild(out string, in *Input) (proven int, mismatches []Mismatch, err error) {
	m, found, err := openOutput(out)
	if err != nil {
		return 0, nil, err
	}
	r, err := in.render(m.Options["language"])
	if err != nil {
		return 0, nil, err
	}
	names := map[string]bool{}
	for _, name := range found {
		names[name] = true
	}
	for name := range r.files {
		names[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		want, expected := r.files[name]
		raw, err := readOutput(out, name)
		switch {
		case !expected:
			mismatches = append(mismatches, Mismatch{name, "is not part of the report"})
		case err != nil:
			mismatches = append(mismatches, Mismatch{name, fmt.Sprintf("cannot be read: %v", data.WithoutPath(err))})
		case name == manifestName && (m.Periplus != Version || m.Go != runtime.Version()):
			mismatches = append(mismatches, Mismatch{name, fmt.Sprintf("was written by periplus %s of %s, and this is %s of %s: build with that one to compare", m.Periplus, m.Go, Version, runtime.Version())})
		case !bytes.Equal(raw, want):
			mismatches = append(mismatches, Mismatch{name, fmt.Sprintf("differs: rebuilt, it has %d bytes with SHA-256 %s", len(want), articles.Hash(want))})
		default:
			proven++
		}
	}
	return proven, mismatches, nil
}
