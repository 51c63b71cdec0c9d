package report

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// builderDir asks the test binary to build over and over, to be killed.
const builderDir = "PERIPLUS_TEST_BUILDER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(builderDir); dir != "" {
		buildForever(dir)
	}
	os.Exit(m.Run())
}

// version returns a folder of output whose every file names the version.
func version(name string) map[string][]byte {
	files := map[string][]byte{}
	for i := range 12 {
		files[fmt.Sprintf("charts/%d.txt", i)] = []byte(strings.Repeat(name, 5000))
	}
	files["index.html"] = []byte(name)
	return withManifest(files)
}

// withManifest adds the manifest that a build would write.
func withManifest(files map[string][]byte) map[string][]byte {
	files[manifestName] = indentedJSON(manifest{Periplus: Version, Outputs: manifestFiles(hashes(files))})
	return files
}

func buildForever(dir string) {
	fmt.Println("ready")
	for i := 0; ; i++ {
		if err := writeFolder(filepath.Join(dir, "out"), version(string(rune('a'+i%26)))); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
}

// isWhole fails unless out is one version, complete.
func isWhole(t *testing.T, out string) {
	t.Helper()
	_, mismatches, err := Verify(out)
	if err != nil || len(mismatches) > 0 {
		t.Fatalf("%s is not whole: %v %v", out, err, mismatches)
	}
}

func TestWriteFolder_KilledAtAnyMoment(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	if err := writeFolder(out, version("first")); err != nil {
		t.Fatal(err)
	}
	kills, debris := 60, 0
	if testing.Short() {
		kills = 10
	}
	moments := rand.New(rand.NewPCG(1, 2))
	for range kills {
		builder := exec.Command(os.Args[0])
		builder.Env = append(os.Environ(), builderDir+"="+dir)
		said, err := builder.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := builder.Start(); err != nil {
			t.Fatal(err)
		}
		words := bufio.NewScanner(said)
		if !words.Scan() || words.Text() != "ready" {
			t.Fatalf("the builder says %q", words.Text())
		}
		time.Sleep(time.Duration(moments.IntN(40_000)) * time.Microsecond)
		if err := builder.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for words.Scan() {
			t.Fatalf("the builder says %q", words.Text())
		}
		_ = builder.Wait()
		isWhole(t, out)
		debris += len(entries(t, dir)) - 1
	}
	t.Logf("%d builds killed; they left %d folders to clean up", kills, debris)
	if err := writeFolder(out, version("last")); err != nil {
		t.Fatal(err)
	}
	isWhole(t, out)
	if left := entries(t, dir); !slices.Equal(left, []string{"out"}) {
		t.Errorf("the next build leaves %v", left)
	}
}

// Without an exchange a build renames twice. Each state that it can be stopped
// in is made by hand here, and the next build finishes it.
func TestWriteFolder_FinishesTwoRenames(t *testing.T) {
	for _, c := range []struct {
		name             string
		target, old, new string // version in each folder, "" for no folder
		before           string // what a reader finds once the next build has begun
	}{
		{"before the first rename", "a", "", "b", "a"},
		{"between the renames", "", "a", "b", "a"},
		{"after the second rename", "b", "a", "", "b"},
		{"half written", "a", "", "half", "a"},
		{"nothing but a half", "", "", "half", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			out := filepath.Join(dir, "out")
			for name, v := range map[string]string{"out": c.target, ".out.periplus-old": c.old, ".out.periplus-new-1x": c.new} {
				if v == "" {
					continue
				}
				files := version(v)
				if v == "half" {
					files = map[string][]byte{"index.html": []byte("ha")}
				}
				if err := writeFiles(filepath.Join(dir, name), files); err != nil {
					t.Fatal(err)
				}
			}
			if err := recoverFolder(out); err != nil {
				t.Fatal(err)
			}
			got, _ := os.ReadFile(filepath.Join(out, "index.html"))
			if string(got) != c.before {
				t.Errorf("got version %q, want %q", got, c.before)
			}
			if err := writeFolder(out, version("next")); err != nil {
				t.Fatal(err)
			}
			isWhole(t, out)
			if left := entries(t, dir); !slices.Equal(left, []string{"out"}) {
				t.Errorf("left %v", left)
			}
		})
	}
}

func TestSwap_WithoutExchange(t *testing.T) {
	none := func(a, b string) error { return errors.ErrUnsupported }
	dir := t.TempDir()
	fresh, target, old := filepath.Join(dir, "fresh"), filepath.Join(dir, "target"), filepath.Join(dir, "old")
	for _, f := range [][2]string{{fresh, "b"}, {target, "a"}} {
		if err := writeFiles(f[0], version(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := swap(fresh, target, old, none); err != nil {
		t.Fatal(err)
	}
	got, _ := os.ReadFile(filepath.Join(target, "index.html"))
	if left := entries(t, dir); string(got) != "b" || !slices.Equal(left, []string{"target"}) {
		t.Errorf("version %q, left %v", got, left)
	}
	// A second rename that fails puts the first one back.
	if err := swap(filepath.Join(dir, "gone"), target, old, none); err == nil {
		t.Error("no error for a folder that is not there")
	}
	got, _ = os.ReadFile(filepath.Join(target, "index.html"))
	if left := entries(t, dir); string(got) != "b" || !slices.Equal(left, []string{"target"}) {
		t.Errorf("after an error: version %q, left %v", got, left)
	}
}

func TestWriteFolder_TwoAtOnce(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	var wg sync.WaitGroup
	results := make([]error, 8)
	for i := range results {
		wg.Go(func() {
			for range 5 {
				if err := writeFolder(out, version(fmt.Sprint(i))); err != nil {
					results[i] = err
				}
			}
		})
	}
	wg.Wait()
	if err := errors.Join(results...); err != nil {
		t.Error(err)
	}
	isWhole(t, out)
	if left := entries(t, dir); !slices.Equal(left, []string{"out"}) {
		t.Errorf("left %v", left)
	}
}

func TestWriteFolder_WaitsForAnother(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	defer func(was time.Duration) { patience = was }(patience)
	patience = 200 * time.Millisecond
	unlock, err := lockFolder(dir, out)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" {
		t.Skip("Windows locks no folders; there builds do not wait")
	}
	if err := writeFolder(out, version("a")); !strings.HasPrefix(said(err), "another build is writing into the folder of ") {
		t.Errorf("got %v", err)
	}
	time.AfterFunc(50*time.Millisecond, unlock)
	patience = time.Minute
	if err := writeFolder(out, version("a")); err != nil {
		t.Error(err)
	}
}

func TestWriteFolder_SomebodysFiles(t *testing.T) {
	ours := func(dir string) error { return writeFolder(dir, version("ours")) }
	write := func(name, text string) error { return os.WriteFile(name, []byte(text), 0o644) }
	for _, c := range []struct {
		name  string
		setUp func(out string) error
		want  string // in the error; "" where the folder is replaced
	}{
		{"empty", func(out string) error { return os.Mkdir(out, 0o755) }, ""},
		{"ours", ours, ""},
		{"ours with a folder", func(out string) error { return errors.Join(ours(out), os.Mkdir(filepath.Join(out, "x"), 0o755)) }, ""},
		{"a file", func(out string) error { return write(out, "mine") }, "is a file; choose a folder"},
		{"a text", func(out string) error {
			return errors.Join(os.Mkdir(out, 0o755), write(filepath.Join(out, "thesis.txt"), "mine"))
		}, "holds files that periplus did not write (thesis.txt); choose an empty or new folder"},
		{"many", func(out string) error {
			return writeFiles(out, map[string][]byte{"a": nil, "b/c": nil, "b/d": nil, "e": nil, "f": nil})
		}, "(a, b/c, b/d and 2 more)"},
		{"ours and one more", func(out string) error { return errors.Join(ours(out), write(filepath.Join(out, "notes.txt"), "mine")) }, "(notes.txt)"},
		{"ours with a link", func(out string) error { return errors.Join(ours(out), os.Symlink("/", filepath.Join(out, "link"))) }, "(link)"},
		{"another manifest", func(out string) error {
			return writeFiles(out, map[string][]byte{manifestName: []byte(`{"name": "an app"}`), "index.html": nil})
		}, "(index.html, manifest.json)"},
		{"a manifest that is a folder", func(out string) error { return writeFiles(out, map[string][]byte{manifestName + "/x": nil}) }, "(manifest.json/x)"},
		{"a manifest that lists what lies outside", func(out string) error {
			return writeFiles(out, map[string][]byte{manifestName: indentedJSON(manifest{Periplus: Version, Outputs: []manifestFile{{Path: "../mine.txt"}}}), "x": nil})
		}, "(x)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			out := filepath.Join(dir, "out")
			if err := errors.Join(write(filepath.Join(dir, "mine.txt"), "mine"), c.setUp(out)); err != nil {
				t.Fatal(err)
			}
			before := listing(t, dir)
			err := writeFolder(out, version("next"))
			if c.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				isWhole(t, out)
			} else if !strings.Contains(said(err), c.want) {
				t.Errorf("got %q, want %q", said(err), c.want)
			} else if after := listing(t, dir); after != before {
				t.Errorf("got\n%s\nwas\n%s", after, before)
			}
			if text, _ := os.ReadFile(filepath.Join(dir, "mine.txt")); string(text) != "mine" || len(entries(t, dir)) != 2 {
				t.Errorf("beside it: %q, %v", text, entries(t, dir))
			}
		})
	}
}

// listing names every file below dir with its size and kind.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && !e.IsDir() {
			fmt.Fprintf(&b, "%s %d ", path, info.Size())
		}
		fmt.Fprintf(&b, "%s %v\n", path, e.Type())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteFolder_BehindLink(t *testing.T) {
	dir := t.TempDir()
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "real"), 0o755), os.Symlink("real", filepath.Join(dir, "link"))); err != nil {
		t.Skip("no links here: ", err)
	}
	if err := writeFolder(filepath.Join(dir, "link"), version("a")); err != nil {
		t.Fatal(err)
	}
	isWhole(t, filepath.Join(dir, "real"))
	if info, err := os.Lstat(filepath.Join(dir, "link")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info, err)
	}
}

func TestWriteFolder_WorkingFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "below"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(dir, "below"))
	for _, out := range []string{".", "..", dir, "/"} {
		if err := writeFolder(out, version("a")); !strings.Contains(said(err), "is the working folder or holds it") {
			t.Errorf("%s: %v", out, err)
		}
	}
	if err := writeFolder("out", version("a")); err != nil {
		t.Error(err)
	}
}

func TestWriteFolder_NoPermission(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere; the test of a read-only disk covers it")
	}
	dir := t.TempDir()
	if err := writeFolder(filepath.Join(dir, "out"), version("a")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
	for _, out := range []string{"out", "other"} {
		if err := writeFolder(filepath.Join(dir, out), version("b")); !strings.HasSuffix(said(err), ": permission denied; what was there is unchanged") {
			t.Errorf("%s: got %q", out, said(err))
		}
	}
	isWhole(t, filepath.Join(dir, "out"))
}
