package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/periplus-data/periplus/data/store"
)

var update = flag.Bool("update", false, "rewrite the expected output inside the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"periplus": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			// Nothing may depend on these, so they differ from any machine's.
			env.Setenv("LANG", "tlh_KX.UTF-8")
			env.Setenv("TZ", "Pacific/Kiritimati")
			path, err := exec.LookPath("periplus")
			env.Setenv("PERIPLUS", path)
			return err
		},
		Condition: func(name string) (bool, error) {
			if name == "engine" {
				return store.HasEngine, nil
			}
			return false, fmt.Errorf("unknown condition %s", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exitsCommand, "svgnorm": svgnorm, "replace": replace},
	})
}

// exitsCommand runs a command and demands an exit code: exits N command args...
func exitsCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N command [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// replace replaces text in a file, which has to be there: replace file old new.
// Both texts have the escapes of Go.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace file old new")
	}
	var texts [2]string
	for i, arg := range args[1:] {
		text, err := strconv.Unquote(`"` + arg + `"`)
		ts.Check(err)
		texts[i] = text
	}
	before := ts.ReadFile(args[0])
	if !strings.Contains(before, texts[0]) {
		ts.Fatalf("%s does not hold %q", args[0], texts[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(before, texts[0], texts[1], 1)), 0o666))
}

var (
	svgNumber = regexp.MustCompile(`-?[0-9]+\.[0-9]+`)
	svgID     = regexp.MustCompile(`\b(id|aria-labelledby|aria-describedby)="([^"]*)"`)
)

// svgnorm rewrites an SVG file so that it can be compared: numbers with 3
// decimals, ids by their order.
func svgnorm(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: svgnorm file")
	}
	text := svgNumber.ReplaceAllStringFunc(ts.ReadFile(args[0]), func(s string) string {
		x, err := strconv.ParseFloat(s, 64)
		ts.Check(err)
		return strconv.FormatFloat(x, 'f', 3, 64)
	})
	text = svgID.ReplaceAllString(text, `$1="id"`)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}
