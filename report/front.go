package report

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/periplus-data/periplus/data"
)

// front is the front matter of a report.
type front struct {
	title, subtitle, author, date, language string
	sources                                 []declared
}

// declared is one line under sources.
type declared struct {
	name, path string
	line       int
}

var frontKeys = []string{"title", "subtitle", "author", "date", "language", "sources"}

var fence = []byte("---")

// splitFront cuts a file into front matter and body, and gives the first line
// of each.
func splitFront(raw []byte) (frontText, body []byte, bodyLine int, err error) {
	if !bytes.HasPrefix(raw, fence) {
		return nil, nil, 0, errors.New("no front matter; the file begins with --- and a title between two such lines")
	}
	lines := bytes.SplitAfter(raw, []byte("\n"))
	offset := len(lines[0])
	for i, line := range lines[1:] {
		if bytes.Equal(bytes.TrimRight(line, "\r\n "), fence) {
			return raw[len(lines[0]):offset], raw[offset+len(line):], i + 3, nil
		}
		offset += len(line)
	}
	return nil, nil, 0, errors.New("the front matter has no end; close it with a line ---")
}

// frontLanguage returns the language that the front matter names, or "". A file
// that cannot be read has none here; parsing it tells what is wrong.
func frontLanguage(raw []byte) string {
	text, _, _, err := splitFront(bytes.TrimPrefix(raw, []byte("\ufeff")))
	if err != nil {
		return ""
	}
	var f struct {
		Language string `yaml:"language"`
	}
	if yaml.Unmarshal(text, &f) != nil {
		return ""
	}
	return f.Language
}

// problems collects what is wrong with a file.
type problems struct {
	file string
	list []error
}

func (p *problems) add(line, col int, field, value string, err error) {
	p.list = append(p.list, &data.ParseError{File: p.file, Line: line, Col: col, Field: field, Value: value, Err: err})
}

func (p *problems) err() error { return errors.Join(p.list...) }

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): `)

// mapping reads YAML text as a mapping with known keys and calls set for each
// key. firstLine is the line of the file on which the text begins.
func (p *problems) mapping(text []byte, firstLine int, what string, known []string, set func(key string, value *yaml.Node)) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		line := 1
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			fmt.Sscan(m[1], &line)
		}
		message := strings.TrimPrefix(yamlLine.ReplaceAllString(err.Error(), ""), "yaml: ")
		p.add(firstLine+line-1, 0, "", "", fmt.Errorf("%s is not YAML: %s", what, message))
		return
	}
	if len(doc.Content) == 0 {
		return
	}
	root := doc.Content[0]
	shiftLines(root, firstLine-1, 0)
	p.pairs(root, what, known, set)
}

// shiftLines makes the lines of a node those of the file, and refuses nothing:
// aliases are resolved nowhere, so they cannot be expanded without end.
func shiftLines(n *yaml.Node, by, depth int) {
	if depth > 20 {
		return
	}
	n.Line += by
	for _, c := range n.Content {
		shiftLines(c, by, depth+1)
	}
}

func (p *problems) pairs(n *yaml.Node, what string, known []string, set func(key string, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.add(n.Line, n.Column, "", n.Value, fmt.Errorf("%s is written as lines of key: value", what))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case seen[key.Value]:
			p.add(key.Line, key.Column, key.Value, "", fmt.Errorf("stands twice in %s", what))
			continue
		case known != nil && !slices.Contains(known, key.Value):
			p.add(key.Line, key.Column, clip(key.Value), "", fmt.Errorf("unknown key in %s%s; write one of %s", what, data.Suggest(key.Value, known), strings.Join(known, ", ")))
			continue
		}
		seen[key.Value] = true
		set(key.Value, value)
	}
}

// scalar returns the text of a plain value.
func (p *problems) scalar(key string, n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		p.add(n.Line, n.Column, key, "", errors.New("write one value"))
		return ""
	}
	if n.Tag == "!!null" {
		return ""
	}
	return n.Value
}

func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

func (p *problems) front(text []byte) front {
	var f front
	p.mapping(text, 2, "the front matter", frontKeys, func(key string, n *yaml.Node) {
		switch key {
		case "title":
			f.title = p.scalar(key, n)
		case "subtitle":
			f.subtitle = p.scalar(key, n)
		case "author":
			f.author = p.scalar(key, n)
		case "date":
			f.date = p.scalar(key, n)
		case "language":
			f.language = p.scalar(key, n)
		case "sources":
			p.pairs(n, "sources", nil, func(name string, value *yaml.Node) {
				f.sources = append(f.sources, declared{name, p.scalar(name, value), value.Line})
			})
		}
	})
	if f.title == "" {
		p.add(1, 0, "title", "", errors.New("the front matter has no title"))
	}
	return f
}
