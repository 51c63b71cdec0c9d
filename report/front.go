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
	"github.com/periplus-data/periplus/data/locale"
)

// front is the front matter of a report.
type front struct {
	title, subtitle, author, date, language string
	sources                                 []declared
	unread                                  bool // nobody knows what the sources are
}

// declared is one entry under sources: a path, or lines of key: value with a
// file, what reads it and what the report says of it, or an entry of the
// builder's store.
type declared struct {
	name, path string
	mapping    string      // path of the mapping that reads the file, or ""
	store      string      // id of an entry of the store, or ""
	sha256     string      // of the file that the entry was made of
	about      data.Source // what the report itself says of the source
	complete   bool        // whether what has no row is nothing, as the report says
	line       int
	broken     bool // said already
}

var declaredKeys = []string{"file", "mapping", "store", "sha256", "complete", "publisher", "title", "published", "licence", "url", "note"}

// declared reads one entry under sources.
func (p *problems) declared(name string, value *yaml.Node) declared {
	d := declared{name: name, line: value.Line}
	before := p.count()
	if value.Kind != yaml.MappingNode {
		d.path = p.scalar(name, value)
		d.broken = p.count() > before
		return d
	}
	p.pairs(value, "the source "+clip(name), declaredKeys, func(key string, n *yaml.Node) {
		text := p.scalar(key, n)
		switch key {
		case "file":
			d.path = text
		case "mapping":
			d.mapping = text
		case "store":
			d.store = text
		case "sha256":
			d.sha256 = text
		case "complete":
			if d.complete = text == "true"; !d.complete && text != "false" {
				p.add(n.Line, n.Column, key, clip(text), errors.New("write true where every flow of the places and years of the file is in it, so that what has no row is nothing; else false"))
			}
		case "publisher":
			d.about.Publisher = text
		case "title":
			d.about.Title = text
		case "licence":
			d.about.Licence = text
		case "url":
			d.about.URL = text
		case "note":
			d.about.Note = text
		case "published":
			var err error
			if d.about.Published, err = data.ParseDate(text); err != nil {
				p.add(n.Line, n.Column, key, clip(text), err)
			}
		}
	})
	if p.count() == before {
		switch {
		case (d.path == "") == (d.store == ""):
			p.add(d.line, 0, clip(name), "", errors.New("a source has either file, a path in the report's folder, or store, the id of an entry of a store"))
		case d.store != "" && d.mapping != "":
			p.add(d.line, 0, clip(name), "", errors.New("mapping reads a file; an entry of a store was read when it was added"))
		case d.store != "" && !sha256Hex.MatchString(d.sha256):
			p.add(d.line, 0, clip(name), clip(d.sha256), errors.New("an entry of a store is named with the sha256 of the file it was made of, 64 hexadecimal digits; `periplus data list` shows it"))
		case d.path != "" && d.sha256 != "":
			p.add(d.line, 0, clip(name), "", errors.New("a file is pinned by report.lock; leave sha256 out"))
		}
	}
	d.broken = p.count() > before
	return d
}

var sha256Hex = regexp.MustCompile(`^[0-9a-f]{64}$`)

var frontKeys = []string{"title", "subtitle", "author", "date", "language", "sources"}

var (
	fence         = []byte("---")
	byteOrderMark = []byte("\ufeff")
)

// splitFront cuts a file into front matter and body, and gives the first line
// of each.
func splitFront(raw []byte) (frontText, body []byte, bodyLine int, err error) {
	lines := bytes.SplitAfter(raw, []byte("\n"))
	if !bytes.Equal(bytes.TrimRight(lines[0], "\r\n "), fence) {
		return nil, nil, 0, errors.New("no front matter; the file begins with a line ---, a title and another line ---")
	}
	offset := len(lines[0])
	for i, line := range lines[1:] {
		if bytes.Equal(bytes.TrimRight(line, "\r\n "), fence) {
			return raw[len(lines[0]):offset], raw[offset+len(line):], i + 3, nil
		}
		offset += len(line)
	}
	return nil, nil, 0, errors.New("the front matter has no end; close it with a line ---")
}

// frontLanguage returns the language that the front matter names, or "", and
// its line in the file. A file that cannot be read has none here; parsing it
// tells what is wrong.
func frontLanguage(raw []byte) (tag string, line int) {
	text, _, _, err := splitFront(lineEnds(bytes.TrimPrefix(raw, byteOrderMark)))
	if err != nil {
		return "", 0
	}
	var doc yaml.Node
	if len(text) > maxYAML || yaml.Unmarshal(text, &doc) != nil || len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return "", 0
	}
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		if v := pairs[i+1]; pairs[i].Value == "language" && v.Kind == yaml.ScalarNode && v.Tag != "!!null" {
			return v.Value, v.Line + 1
		}
	}
	return "", 0
}

// maxYAML bounds the front matter and a block.
const maxYAML = 64 << 10

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): `)

// mapping reads YAML text as a mapping with known keys and calls set for each
// key. firstLine is the line of the file on which the text begins. It reports
// whether there is a mapping; what is missing from one is another problem.
func (p *problems) mapping(text []byte, firstLine int, what string, known []string, set func(key string, value *yaml.Node)) bool {
	if len(text) > maxYAML {
		p.add(firstLine, 0, "", "", fmt.Errorf("%s is larger than %d kB", what, maxYAML>>10))
		return false
	}
	lines := bytes.Count(bytes.TrimRight(text, "\n"), []byte("\n")) + 1
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		line := 1
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			fmt.Sscan(m[1], &line)
		}
		// The reader of YAML counts an end that comes too soon as a line.
		line = max(1, min(line, lines))
		message := strings.TrimPrefix(yamlLine.ReplaceAllString(err.Error(), ""), "yaml: ")
		p.add(firstLine+line-1, 0, "", "", fmt.Errorf("%s is not YAML: %s", what, message))
		return false
	}
	if len(doc.Content) == 0 {
		return true
	}
	root := doc.Content[0]
	shiftLines(root, firstLine-1, lines, 0)
	return p.pairs(root, what, known, set)
}

// shiftLines makes the lines of a node, at most last, those of the file: YAML
// counts signs as ends of lines that nothing else does. Aliases are resolved
// nowhere, so they cannot be expanded without end.
func shiftLines(n *yaml.Node, by, last, depth int) {
	if depth > 20 {
		return
	}
	n.Line = min(n.Line, last) + by
	for _, c := range n.Content {
		shiftLines(c, by, last, depth+1)
	}
}

func (p *problems) pairs(n *yaml.Node, what string, known []string, set func(key string, value *yaml.Node)) bool {
	if n.Kind != yaml.MappingNode {
		p.add(n.Line, n.Column, "", clip(n.Value), fmt.Errorf("%s is written as lines of key: value", what))
		return false
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case key.Kind != yaml.ScalarNode || key.Value == "":
			p.add(key.Line, key.Column, "", "", fmt.Errorf("a key of %s is one word", what))
			continue
		case seen[key.Value]:
			p.add(key.Line, key.Column, clip(key.Value), "", fmt.Errorf("stands twice in %s", what))
			continue
		case known != nil && !slices.Contains(known, key.Value):
			p.add(key.Line, key.Column, clip(key.Value), "", fmt.Errorf("unknown key in %s%s; write one of %s", what, data.Suggest(key.Value, known), strings.Join(known, ", ")))
			continue
		}
		seen[key.Value] = true
		set(key.Value, value)
	}
	return true
}

// scalar returns the text of a plain value.
func (p *problems) scalar(key string, n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		p.add(n.Line, n.Column, clip(key), "", errors.New("write one value"))
		return ""
	}
	if n.Tag == "!!null" {
		return ""
	}
	if _, _, err := notText([]byte(n.Value)); err != nil {
		p.add(n.Line, n.Column, clip(key), clip(n.Value), err)
	}
	return n.Value
}

func clip(s string) string { return data.Clip(s, 60) }

// front reads the front matter of a file in language l.
func (p *problems) front(text []byte, l locale.Language) front {
	var f front
	titled := false
	read := p.mapping(text, 2, "the front matter", frontKeys, func(key string, n *yaml.Node) {
		switch key {
		case "title":
			f.title, titled = p.scalar(key, n), n.Kind != yaml.ScalarNode
		case "subtitle":
			f.subtitle = p.scalar(key, n)
		case "author":
			f.author = p.scalar(key, n)
		case "date":
			f.date = p.scalar(key, n)
		case "language":
			f.language = p.scalar(key, n)
			if got, err := locale.Parse(f.language); err != nil {
				p.add(n.Line, n.Column, key, clip(f.language), err)
			} else if f.language != "" && got != l {
				p.add(n.Line, n.Column, key, f.language, fmt.Errorf("the front matter says %q and the name of the file %q; write the same in both", got, l))
			}
		case "sources":
			if n.Tag == "!!null" {
				return
			}
			f.unread = !p.pairs(n, "sources", nil, func(name string, value *yaml.Node) {
				f.sources = append(f.sources, p.declared(name, value))
			})
		}
	})
	f.unread = f.unread || !read
	if f.title == "" && read && !titled {
		p.add(1, 0, "title", "", errors.New("the front matter has no title"))
	}
	return f
}
