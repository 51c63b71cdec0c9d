package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

var (
	markdownLink = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	codeSpan     = regexp.MustCompile("`[^`]*`")
)

// linksOf returns the targets of the links of a Markdown text that are not
// addresses, and its headings as fragments.
func linksOf(text string) (targets []string, headings map[string]bool) {
	headings = map[string]bool{}
	inside := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "```"):
			inside = !inside
		case inside:
		case strings.HasPrefix(line, "#"):
			headings[fragment(strings.TrimSpace(strings.TrimLeft(line, "#")))] = true
		default:
			for _, m := range markdownLink.FindAllStringSubmatch(codeSpan.ReplaceAllString(line, ""), -1) {
				if !strings.Contains(m[1], "://") && !strings.HasPrefix(m[1], "mailto:") {
					targets = append(targets, m[1])
				}
			}
		}
	}
	return targets, headings
}

// fragment is what a page of a repository makes of a heading: lower case,
// hyphens for blanks, no punctuation.
func fragment(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// Every link of a document to a file of the repository, and to a heading in
// it, has to lead somewhere.
func TestDocuments_Links(t *testing.T) {
	documents := []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md"}
	err := filepath.WalkDir(filepath.Join(repository, "docs"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".md" {
			rel, err := filepath.Rel(repository, path)
			documents = append(documents, rel)
			return err
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	followed := 0
	for _, name := range documents {
		raw, err := os.ReadFile(filepath.Join(repository, name))
		if err != nil {
			t.Fatal(err)
		}
		targets, own := linksOf(string(raw))
		for _, target := range targets {
			followed++
			file, part, _ := strings.Cut(target, "#")
			headings := own
			if file != "" {
				path := filepath.Join(repository, filepath.Dir(name), filepath.FromSlash(file))
				if _, err := os.Stat(path); err != nil {
					t.Errorf("%s links to %s, which is not there", name, target)
					continue
				}
				if part == "" {
					continue
				}
				raw, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				_, headings = linksOf(string(raw))
			}
			if !headings[part] {
				t.Errorf("%s links to %s, and there is no such heading", name, target)
			}
		}
	}
	if followed == 0 {
		t.Error("no document has a link to another file")
	}
}

func TestLinksOf(t *testing.T) {
	targets, headings := linksOf("# A & B, c\n[x](a.md#b) `[no](c.md)` [y](https://z) ![p](d.svg)\n```\n[no](e.md)\n# no\n```\n")
	if strings.Join(targets, " ") != "a.md#b d.svg" || !headings["a--b-c"] || len(headings) != 1 {
		t.Errorf("got %q and %v", targets, headings)
	}
}
