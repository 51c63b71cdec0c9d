package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// everyCommand calls f for each command that a user can run.
func everyCommand(t *testing.T, f func(*testing.T, *cobra.Command)) {
	t.Helper()
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Runnable() && !c.Hidden {
			t.Run(c.CommandPath(), func(t *testing.T) { f(t, c) })
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(newSession("", false).app.root())
}

// A screen is taken to be 50 lines of 110 characters.
func TestHelp_FitsScreen(t *testing.T) {
	everyCommand(t, func(t *testing.T, c *cobra.Command) {
		s := newSession("", false)
		s.run(t, exitDone, append(strings.Fields(c.CommandPath())[1:], "--help")...)
		lines := strings.Split(strings.TrimSuffix(s.out.String(), "\n"), "\n")
		if len(lines) > 50 {
			t.Errorf("%d lines", len(lines))
		}
		for _, line := range lines {
			if n := utf8.RuneCountInString(line); n > 110 {
				t.Errorf("%d characters: %s", n, line)
			}
		}
	})
}

func TestHelp_SentenceAndThreeExamples(t *testing.T) {
	everyCommand(t, func(t *testing.T, c *cobra.Command) {
		if !strings.HasSuffix(c.Short, ".") || strings.Count(c.Short, ". ") > 0 {
			t.Errorf("not one sentence: %q", c.Short)
		}
		n := 0
		for line := range strings.Lines(c.Example) {
			if strings.HasPrefix(line, "  periplus ") || strings.HasPrefix(line, "  source <(periplus ") {
				n++
			}
		}
		if n != 3 {
			t.Errorf("%d examples", n)
		}
		if c.HasParent() && c.Parent().Name() == "periplus" && c.Annotations["line"] == "" {
			t.Error("no line for the list of commands")
		}
	})
}

// A flag whose help has no name for its value would show Go's type.
func TestHelp_FlagsNameTheirValue(t *testing.T) {
	everyCommand(t, func(t *testing.T, c *cobra.Command) {
		for _, line := range strings.Split(c.LocalFlags().FlagUsages(), "\n") {
			for _, word := range []string{" string ", " float ", " int ", " choice ", " stringArray ", " strings "} {
				if strings.Contains(line, word) {
					t.Errorf("names a type: %s", line)
				}
			}
		}
	})
}

// Every flag of every command stands in a script that runs it.
func TestScripts_UseEveryFlag(t *testing.T) {
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var scripts strings.Builder
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		scripts.Write(raw)
	}
	everyCommand(t, func(t *testing.T, c *cobra.Command) {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name == "help" { // TestHelp_FitsScreen
				return
			}
			used := regexp.MustCompile(`(?m)^(?:exec|exits \d) ` + c.CommandPath() + ` .*--` + f.Name + `\b`)
			if !used.MatchString(scripts.String()) {
				t.Errorf("no script runs %s with --%s", c.CommandPath(), f.Name)
			}
		})
	})
}
