package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data/store"
)

const repository = "../.."

// shown is a command line that a document shows, with the output it shows.
type shown struct {
	line   string
	output []string // nil where the document shows none
}

// inBlock reads the command lines of a block of shell text. With a prompt,
// what follows is output; a line of … stands for any lines.
func inBlock(lines []string) []shown {
	var out []shown
	prompted := false
	for i := 0; i < len(lines); i++ {
		line, ok := strings.CutPrefix(lines[i], "$ ")
		switch {
		case ok || !prompted && isOurs(lines[i]):
			for strings.HasSuffix(line, "\\") && i+1 < len(lines) {
				i++
				line += "\n" + lines[i]
			}
			out = append(out, shown{line: strings.TrimSpace(line)})
			prompted = ok
		case prompted:
			last := &out[len(out)-1]
			last.output = append(last.output, lines[i])
		case strings.TrimSpace(lines[i]) != "" && !strings.HasPrefix(lines[i], "#"):
			out = append(out, shown{line: strings.TrimSpace(lines[i])})
		}
	}
	return out
}

func isOurs(line string) bool {
	return strings.HasPrefix(line, "periplus ") || strings.HasPrefix(line, "go run ./cmd/periplus ")
}

// inMarkdown returns the command lines in blocks marked sh.
func inMarkdown(text string) []shown {
	var out []shown
	var block []string
	inside := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case !inside && (line == "```sh" || line == "```console"):
			inside, block = true, nil
		case inside && line == "```":
			inside = false
			out = append(out, inBlock(block)...)
		case inside:
			block = append(block, line)
		}
	}
	return out
}

// inComment returns the command lines in indented blocks of a doc comment.
func inComment(text string) []shown {
	var out []shown
	var block []string
	flush := func() {
		for _, c := range inBlock(block) {
			if isOurs(c.line) {
				out = append(out, c)
			}
		}
		block = nil
	}
	for line := range strings.Lines(text) {
		code, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "\t")
		if ok {
			block = append(block, code)
			continue
		}
		if strings.TrimSpace(line) == "" && len(block) > 0 {
			block = append(block, "")
			continue
		}
		flush()
	}
	flush()
	return out
}

// notOurs begin command lines that a document may show and that this test does
// not run: they fetch, build or test the project itself.
var notOurs = []string{"git clone ", "cd ", "go test", "go get ", "go install ", "make"}

// check runs the command lines in one folder, in order, and compares what they
// print with what the document shows.
func check(t *testing.T, commands []shown) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"data", "docs", "bench", "notebooks", "report"} {
		full, err := filepath.Abs(filepath.Join(repository, name))
		if err == nil {
			err = os.Symlink(full, filepath.Join(dir, name))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range commands {
		line := strings.ReplaceAll(c.line, "go run ./cmd/periplus", "periplus")
		if !isOurs(line) {
			if !hasAnyPrefix(line, notOurs) {
				t.Errorf("cannot run %q: this test knows commands of periplus and %q", c.line, notOurs)
			}
			continue
		}
		cmd := exec.Command("sh", "-c", line)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if !store.HasEngine && strings.HasPrefix(line, "periplus query ") {
			// A build without the engine has to say so; `make test-engine` compares
			// what the other prints.
			if err == nil || !strings.Contains(string(out), store.ErrNoEngine.Error()) {
				t.Errorf("%s\ndoes not say that it needs the engine:\n%s", c.line, out)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s\n%v\n%s", c.line, err, out)
			continue
		}
		if c.output != nil && !matches(strings.Split(strings.TrimRight(string(out), "\n"), "\n"), trimBlank(c.output)) {
			t.Errorf("%s\nprints\n%s\nbut is shown with\n%s", c.line, out, strings.Join(c.output, "\n"))
		}
	}
}

func hasAnyPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func trimBlank(lines []string) []string {
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// matches compares lines; a shown line of … or ... stands for any number.
func matches(got, want []string) bool {
	if len(want) == 0 {
		return len(got) == 0 || len(got) == 1 && got[0] == ""
	}
	if w := strings.TrimSpace(want[0]); w == "…" || w == "..." {
		for i := range len(got) + 1 {
			if matches(got[i:], want[1:]) {
				return true
			}
		}
		return false
	}
	return len(got) > 0 && strings.TrimRight(got[0], " ") == strings.TrimRight(want[0], " ") && matches(got[1:], want[1:])
}

func TestReadme_Commands(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(repository, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	commands := inMarkdown(string(raw))
	ours, compared := 0, 0
	for _, c := range commands {
		if isOurs(c.line) {
			ours++
			if c.output != nil {
				compared++
			}
		}
	}
	if ours == 0 || compared == 0 {
		t.Fatalf("README.md shows %d commands of periplus, %d with their output; it has to show both", ours, compared)
	}
	check(t, commands)
}

// The other documents and the package comments show commands too; each of them
// has to run.
func TestDocuments_Commands(t *testing.T) {
	found := 0
	err := filepath.WalkDir(repository, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && (name == "testdata" || name == "node_modules" || name == "out" || strings.HasPrefix(name, ".") && name != ".." && len(name) > 1) {
			return fs.SkipDir
		}
		var commands []shown
		switch {
		case d.IsDir() || name == "README.md" && filepath.Dir(path) == repository:
			return nil
		case filepath.Ext(name) == ".md":
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			commands = inMarkdown(string(raw))
		case filepath.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go"):
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.PackageClauseOnly)
			if err != nil {
				return err
			}
			commands = inComment(file.Doc.Text())
		}
		if len(commands) > 0 {
			found += len(commands)
			t.Run(filepath.ToSlash(path), func(t *testing.T) { check(t, commands) })
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found == 0 {
		t.Error("no document shows a command; the package comment of the command should")
	}
}

// The guide to official data shows a command for each provider, and each with
// what it prints: a line that no command prints has nobody to hold it.
func TestDocuments_DataGuide(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(repository, "docs", "data.md"))
	if err != nil {
		t.Fatal(err)
	}
	commands := inMarkdown(string(raw))
	for _, c := range commands {
		if len(trimBlank(c.output)) == 0 {
			t.Errorf("docs/data.md shows %q without what it prints", c.line)
		}
	}
	examples, err := filepath.Glob(filepath.Join(repository, "docs", "example", "*.csv"))
	if err != nil || len(examples) == 0 {
		t.Fatalf("docs/example has no tables: %v", err)
	}
	readme, err := os.ReadFile(filepath.Join(repository, "docs", "example", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	mapping, err := os.ReadFile(filepath.Join(repository, "docs", "example", "office.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), strings.TrimSpace(string(mapping))) {
		t.Error("the mapping in docs/data.md is not docs/example/office.yaml")
	}
	for _, path := range examples {
		if name := filepath.Base(path); !strings.Contains(string(readme), name) {
			t.Errorf("docs/example/README.md does not say that %s is made up", name)
		}
	}
}

// The reader of documents is tested on a document that shows all it knows.
func TestInMarkdown_ReadsBlocks(t *testing.T) {
	text := "# T\n\n```sh\n$ periplus version\nperiplus 1\n\n$ periplus compare ratio \\\n    a b\n…\n```\n\n```go\nperiplus no\n```\n\n```sh\nperiplus build   # comment\nmake test\n```\n"
	got := inMarkdown(text)
	want := []shown{
		{"periplus version", []string{"periplus 1", ""}}, {"periplus compare ratio \\\n    a b", []string{"…"}},
		{"periplus build   # comment", nil}, {"make test", nil},
	}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if got[i].line != want[i].line || strings.Join(got[i].output, "|") != strings.Join(want[i].output, "|") {
			t.Errorf("%d: got %q, want %q", i, got[i], want[i])
		}
	}
	if !matches([]string{"a", "b", "c"}, []string{"a", "…", "c"}) || matches([]string{"a", "b"}, []string{"a"}) || matches([]string{"a"}, []string{"b"}) {
		t.Error("matches is wrong")
	}
}
