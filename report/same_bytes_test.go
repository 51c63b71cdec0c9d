package report

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// builds names, in the environment of a child, the folder that it builds the
// report mine of its working folder into.
const builds = "PERIPLUS_TEST_SAME_BYTES"

// TestSameBytes_Child is what the children of TestSameBytes run. Without one it
// proves that it is run by nobody else.
func TestSameBytes_Child(t *testing.T) {
	out := os.Getenv(builds)
	if out == "" {
		return
	}
	in, err := OpenDir("mine")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if _, err := Build(in, Options{Out: out}); err != nil {
		t.Fatal(err)
	}
}

// TestSameBytes builds a report with a lock and data of its own in two
// processes that share nothing of their surroundings: clock zone, language,
// home, folder for temporary files, working folder, number of processors.
func TestSameBytes(t *testing.T) {
	mine := map[string]string{
		"mine/report.md": "---\ntitle: Mine\nsources:\n  f: articles\n  d: d.csv\n---\n{{ figure vn-cn-trade-2022 }}\n\n```chart\nkind: bar\nfrom: d\ntitle: D\n```\n\n```table\nfrom: f\n```\n",
		"mine/d.csv":     "label,value\nA,1234.5\nB,2\n",
	}
	one, two := tree(t, mine), tree(t, mine)
	outs := []string{filepath.Join(one, "o1"), filepath.Join(two, "a longer name", "o2")}
	child(t, one, outs[0], "TZ=Asia/Ho_Chi_Minh", "LANG=fr_FR.UTF-8", "LC_ALL=fr_FR.UTF-8", "HOME="+t.TempDir(), "TMPDIR="+t.TempDir(), "GOMAXPROCS=1", "USER=ann")
	child(t, two, outs[1], "TZ=America/St_Johns", "LANG=C", "LC_ALL=tr_TR", "HOME=/nonexistent", "TMPDIR="+t.TempDir(), "GOMAXPROCS=4", "USER=bob", "COLUMNS=20", "NO_COLOR=1", "SOURCE_DATE_EPOCH=1")
	first, second := contents(t, outs[0]), contents(t, outs[1])
	if len(first) < 8 || len(first) != len(second) {
		t.Fatalf("%d and %d files", len(first), len(second))
	}
	for name, content := range first {
		if second[name] != content {
			t.Errorf("%s differs", name)
		}
		for _, secret := range []string{one, two, t.TempDir(), os.TempDir() + "/"} {
			if strings.Contains(content, secret) {
				t.Errorf("%s holds %s", name, secret)
			}
		}
	}
	if a, b := contents(t, filepath.Join(one, "mine")), contents(t, filepath.Join(two, "mine")); a[lockFile] == "" || a[lockFile] != b[lockFile] {
		t.Errorf("the locks are %d and %d bytes and differ", len(a[lockFile]), len(b[lockFile]))
	}
	for _, manifest := range [][]byte{[]byte(first[manifestName]), builtIn(t, "en").files[manifestName], builtIn(t, "fr").files[manifestName]} {
		manifestIsBare(t, manifest)
	}
}

func child(t *testing.T, dir, out string, environment ...string) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestSameBytes_Child$")
	c.Dir, c.Env = dir, append(environment, builds+"="+out, "PATH="+os.Getenv("PATH"), "SYSTEMROOT="+os.Getenv("SYSTEMROOT"))
	if said, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
}

// manifestIsBare proves that a manifest holds names, hashes and the versions of
// programs, and nothing of the machine or the moment.
func manifestIsBare(t *testing.T, raw []byte) {
	t.Helper()
	var m struct {
		Periplus, Go    string
		Options         map[string]string
		Inputs, Outputs []struct {
			Path, SHA256 string
			Bytes        int
		}
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		t.Fatal(err)
	}
	if m.Periplus != Version || m.Go != runtime.Version() || len(m.Options) != 1 || len(m.Options["language"]) != 2 {
		t.Errorf("the manifest begins with %s, %s, %v", m.Periplus, m.Go, m.Options)
	}
	for _, f := range append(m.Inputs, m.Outputs...) {
		if !filepath.IsLocal(f.Path) || strings.Contains(f.Path, `\`) || !regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(f.SHA256) || f.Bytes <= 0 {
			t.Errorf("the manifest lists %+v", f)
		}
	}
	if found := regexp.MustCompile(`amd64|arm64|s390x|linux|darwin|windows|[0-9]{2}:[0-9]{2}`).Find(raw); found != nil {
		t.Errorf("the manifest holds %q", found)
	}
}
