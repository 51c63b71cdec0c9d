package vietnam_test

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/report"
	"github.com/periplus-data/periplus/report/vietnam"
)

// builderOut asks the test binary for one build into a folder.
const builderOut = "PERIPLUS_TEST_OUT"

func TestMain(m *testing.M) {
	out := os.Getenv(builderOut)
	if out == "" {
		os.Exit(m.Run())
	}
	if _, err := report.Build(report.FromFS(vietnam.Files(), "vietnam"), report.Options{Out: out, Language: os.Getenv("PERIPLUS_TEST_LANGUAGE")}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// TestBuild_SameBytes builds in processes that agree in nothing but the
// program, and compares every file.
func TestBuild_SameBytes(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		t.Run(language, func(t *testing.T) {
			a := buildElsewhere(t, language, "out", "TZ=Pacific/Kiritimati", "LANG=fr_FR.UTF-8", "LC_ALL=fr_FR.UTF-8", "GOMAXPROCS=1", "USER=a", "HOSTNAME=a")
			b := buildElsewhere(t, language, filepath.Join("another name", "é"), "TZ=America/St_Johns", "LANG=C", "LC_ALL=tr_TR.UTF-8", "GOMAXPROCS=4", "GOGC=10", "SOURCE_DATE_EPOCH=1")
			if len(a) < 15 {
				t.Errorf("only %d files", len(a))
			}
			for name, text := range a {
				if b[name] != text {
					t.Errorf("%s differs", name)
				}
			}
			if len(a) != len(b) {
				t.Errorf("%d and %d files", len(a), len(b))
			}
		})
	}
}

// buildElsewhere builds in a process of its own, in a folder of its own, with
// a home and a folder for temporary files of its own.
func buildElsewhere(t *testing.T, language, out string, env ...string) map[string]string {
	t.Helper()
	home := t.TempDir()
	builder := exec.Command(os.Args[0])
	builder.Dir = home
	builder.Env = append(env, builderOut+"="+out, "PERIPLUS_TEST_LANGUAGE="+language, "HOME="+home, "USERPROFILE="+home, "TMPDIR="+home, "TMP="+home, "SYSTEMROOT="+os.Getenv("SYSTEMROOT"))
	if said, err := builder.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	files := map[string]string{}
	tree := os.DirFS(filepath.Join(home, out))
	err := fs.WalkDir(tree, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			var raw []byte
			raw, err = fs.ReadFile(tree, name)
			files[name] = string(raw)
			if strings.Contains(files[name], home) {
				t.Errorf("%s names a folder of this machine", name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
