package report

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data/articles"
)

const lockedText = `---
title: Trade
sources:
  own: figures
---
{{ figure vn-ru-trade-2022 }} and {{ ratio vn-cn-trade-2022 vn-ru-trade-2022 }}
`

const lockedFrench = `---
title: Commerce
sources:
  own: figures
---
{{ figure vn-ru-trade-2022 }}
`

// locked writes a report with a package of its own and builds it once.
func locked(t *testing.T) (dir, out string) {
	t.Helper()
	files := map[string]string{"report.md": lockedText, "report.fr.md": lockedFrench}
	err := fs.WalkDir(articles.Files(), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			var raw []byte
			raw, err = fs.ReadFile(articles.Files(), name)
			files["figures/"+name] = string(raw)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	dir = tree(t, files)
	out = filepath.Join(t.TempDir(), "out")
	if r := mustBuild(t, dir, out, Options{}); r.Lock != LockNew || r.LockPath != filepath.Join(dir, lockFile) {
		t.Fatalf("the first build says the lock %q is %q", r.LockPath, r.Lock)
	}
	return dir, out
}

// revise replaces text in a file of the report.
func revise(t *testing.T, name, old, new string) {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	if err := os.WriteFile(name, []byte(strings.ReplaceAll(string(raw), old, new)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// 3.6 billion is anything in [3.55, 3.65): 175 ÷ 3.6 = 48.6, 174.5 ÷ 3.65 =
// 47.81 and 175.5 ÷ 3.55 = 49.44, so 49 (47–50).
func TestLock_ChangedNumber(t *testing.T) {
	dir, out := locked(t)
	before, lockBefore := contents(t, out), contents(t, dir)[lockFile]
	revise(t, filepath.Join(dir, "figures", "figures.csv"), "3500000000,3450000000,3550000000", "3600000000,3550000000,3650000000")
	_, err := Build(open(t, dir), Options{Out: out})
	var changed *LockError
	if !errors.As(err, &changed) {
		t.Fatalf("got %v, want a LockError", err)
	}
	var got []string
	for _, c := range changed.Changes {
		got = append(got, c.Language+"|"+c.What+"|"+c.Was+"|"+c.Now)
	}
	want := []string{
		"|figures/figures.csv|",
		"en|figure vn-ru-trade-2022|$3.5\u00a0billion|$3.6\u00a0billion",
		"en|ratio vn-cn-trade-2022 vn-ru-trade-2022|50 (49–51)|49 (47–50)",
		"fr|figure vn-ru-trade-2022|3,5\u00a0milliards de dollars|3,6\u00a0milliards de dollars",
	}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("change %d is %q, want %q", i, got[i], want[i])
		}
	}
	for _, words := range []string{"demo/report.lock; nothing was built", `figure vn-ru-trade-2022 (en): was "$3.5` + "\u00a0" + `billion", is "$3.6`, "accept them with --accept"} {
		if !strings.Contains(err.Error(), words) {
			t.Errorf("%q does not say %q", err, words)
		}
	}
	same(t, contents(t, out), before)
	if contents(t, dir)[lockFile] != lockBefore {
		t.Error("a refused build wrote the lock")
	}

	if r := mustBuild(t, dir, out, Options{Accept: true}); r.Lock != LockAccepted {
		t.Errorf("accepted, the lock is %q", r.Lock)
	}
	if r := mustBuild(t, dir, out, Options{}); r.Lock != LockKept {
		t.Errorf("after that, the lock is %q", r.Lock)
	}
}

func same(t *testing.T, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s changed", name)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d files, were %d", len(got), len(want))
	}
}

// A change of an input that changes no number shown stops the build too: what
// is pinned is the file.
func TestLock_ChangedInput(t *testing.T) {
	dir, out := locked(t)
	revise(t, filepath.Join(dir, "figures", "sources.csv"), "Eliot Khubulov", "E. Khubulov")
	_, err := Build(open(t, dir), Options{Out: out})
	if !strings.Contains(said(err), "input figures/sources.csv changed: SHA-256 ") {
		t.Errorf("got %v", err)
	}
}

// What the text shows or reads for the first time, or no longer, is no change
// of what it showed; the lock follows.
func TestLock_EditedText(t *testing.T) {
	for _, c := range []struct{ name, old, new string }{
		{"another number", "and {{ ratio vn-cn", "{{ figure vn-us-trade-2022 }} and {{ ratio vn-cn"},
		{"a number less", "{{ figure vn-ru-trade-2022 }} and ", ""},
		{"another source", "  own: figures\n", "  own: figures\n  data: data.csv\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, out := locked(t)
			put(t, dir, map[string]string{"data.csv": "label,value\nA,1\n"})
			revise(t, filepath.Join(dir, "report.md"), c.old, c.new)
			if r := mustBuild(t, dir, out, Options{}); r.Lock != LockExtended {
				t.Errorf("the lock is %q", r.Lock)
			}
			if r := mustBuild(t, dir, out, Options{}); r.Lock != LockKept {
				t.Errorf("after that, the lock is %q", r.Lock)
			}
		})
	}
	// Words alone show no number.
	dir, out := locked(t)
	revise(t, filepath.Join(dir, "report.md"), " and ", " or ")
	if r := mustBuild(t, dir, out, Options{}); r.Lock != LockKept {
		t.Errorf("after an edit of words, the lock is %q", r.Lock)
	}
}

func TestLock_Unreadable(t *testing.T) {
	for _, c := range []struct {
		name, want string
		spoil      func(name string) error
	}{
		{"not JSON", "report.lock cannot be read (invalid character", func(name string) error { return os.WriteFile(name, []byte("<<<<<<< HEAD\n"), 0o644) }},
		{"a folder", "report.lock cannot be read: not a file", func(name string) error { return os.Mkdir(name, 0o755) }},
		{"a link out of the report", "report.lock cannot be read: ", func(name string) error { return os.Symlink(os.Args[0], name) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, out := locked(t)
			before := contents(t, out)
			name := filepath.Join(dir, lockFile)
			if err := errors.Join(os.Remove(name), c.spoil(name)); err != nil {
				t.Fatal(err)
			}
			if _, err := Build(open(t, dir), Options{Out: out}); !strings.Contains(said(err), c.want) {
				t.Errorf("got %v", err)
			}
			same(t, contents(t, out), before)
		})
	}
}

// A lock that was spoilt, as by a merge, is written anew when accepted.
func TestLock_AcceptedAnew(t *testing.T) {
	dir, out := locked(t)
	good := contents(t, dir)[lockFile]
	put(t, dir, map[string]string{lockFile: "<<<<<<< HEAD\n" + good})
	mustBuild(t, dir, out, Options{Accept: true})
	if contents(t, dir)[lockFile] != good {
		t.Error("the lock is not what it was")
	}
}

// The report that the binary carries cannot get a new lock.
func TestLock_Carried(t *testing.T) {
	dir, out := locked(t)
	carried := func() *Input { return FromFS(os.DirFS(dir), "carried") }
	if r, err := Build(carried(), Options{Out: out}); err != nil || r.Lock != LockKept || r.LockPath != "" {
		t.Errorf("got %q %q, %v", r.Lock, r.LockPath, err)
	}
	if err := os.Remove(filepath.Join(dir, lockFile)); err != nil {
		t.Fatal(err)
	}
	if _, err := Build(carried(), Options{Out: out}); !strings.Contains(said(err), "carried has a stale lock and cannot be written to") {
		t.Errorf("got %v", err)
	}
}

// A lock that cannot be written stops the build before the output, and what a
// stopped build left waiting is cleaned up.
func TestLock_Staged(t *testing.T) {
	dir, out := locked(t)
	input := contents(t, dir)["report.md"]
	if err := os.Symlink("report.md", filepath.Join(dir, stagedLock)); err != nil {
		t.Skip("no links here: ", err)
	}
	mustBuild(t, dir, out, Options{})
	revise(t, filepath.Join(dir, "figures", "sources.csv"), "Eliot Khubulov", "E. Khubulov")
	if err := os.Symlink("report.md", filepath.Join(dir, stagedLock)); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, dir, out, Options{Accept: true})
	if now := contents(t, dir); now["report.md"] != input || now[stagedLock] != "" {
		t.Error("an input was written to, or a link was left")
	}

	// A folder in the place of the waiting lock stands for a disk that refuses.
	put(t, dir, map[string]string{stagedLock + "/x": ""})
	revise(t, filepath.Join(dir, "figures", "sources.csv"), "E. Khubulov", "Eliot Khubulov")
	before := contents(t, out)
	if _, err := Build(open(t, dir), Options{Out: out, Accept: true}); !strings.HasSuffix(said(err), "; nothing was built") {
		t.Errorf("got %v", err)
	}
	same(t, contents(t, out), before)
	if err := os.RemoveAll(filepath.Join(dir, stagedLock)); err != nil {
		t.Fatal(err)
	}

	// An output that cannot be written leaves the lock as it was.
	lockBefore := contents(t, dir)[lockFile]
	put(t, out, map[string]string{"mine.txt": ""})
	if _, err := Build(open(t, dir), Options{Out: out, Accept: true}); !strings.Contains(said(err), "(mine.txt)") {
		t.Errorf("got %v", err)
	}
	now := contents(t, dir)
	if _, left := now[stagedLock]; left || now[lockFile] != lockBefore {
		t.Error("the lock changed without an output")
	}
}
