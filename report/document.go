package report

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sort"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// document is a report file in one language, parsed but not computed.
type document struct {
	file        string
	language    locale.Language
	front       front
	body        []byte
	bodyLine    int   // line of the file on which the body begins
	lineStarts  []int // byte of the body at which each of its lines begins
	tree        ast.Node
	blocks      []block
	expressions []expression
	dropped     [][2]int // raw HTML, which reaches no output
}

// parseDocument reads a report file. All problems come back at once, each with
// file and line.
func parseDocument(file string, raw []byte, l locale.Language) (*document, error) {
	p := &problems{file: file}
	raw = bytes.ReplaceAll(bytes.TrimPrefix(raw, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
	frontText, body, bodyLine, err := splitFront(raw)
	if err != nil {
		p.add(1, 0, "", "", err)
		return nil, p.err()
	}
	d := &document{file: file, language: l, front: p.front(frontText), body: body, bodyLine: bodyLine}
	d.lineStarts = []int{0}
	for i, c := range body {
		if c == '\n' {
			d.lineStarts = append(d.lineStarts, i+1)
		}
	}
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(),
			parser.WithInlineParsers(util.Prioritized(&expressionParser{d, p}, 50))))
	d.tree = md.Parser().Parse(text.NewReader(body))
	d.walk(p)
	d.checkIDs(p)
	return d, p.err()
}

// line returns the line of the file that holds a byte of the body.
func (d *document) line(offset int) int {
	return d.bodyLine + sort.SearchInts(d.lineStarts, offset+1) - 1
}

// column returns the column, in bytes from 1, of a byte of the body.
func (d *document) column(offset int) int {
	return offset - d.lineStarts[sort.SearchInts(d.lineStarts, offset+1)-1] + 1
}

// walk reads the fenced blocks and finds what a report must not hold.
func (d *document) walk(p *problems) {
	_ = ast.Walk(d.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			d.fenced(n, p)
		case *ast.HTMLBlock:
			end := n.Lines().Len()
			if end > 0 {
				d.dropped = append(d.dropped, [2]int{n.Lines().At(0).Start, n.Lines().At(end - 1).Stop})
			}
			if n.HasClosure() {
				d.dropped = append(d.dropped, [2]int{n.ClosureLine.Start, n.ClosureLine.Stop})
			}
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				d.dropped = append(d.dropped, [2]int{n.Segments.At(i).Start, n.Segments.At(i).Stop})
			}
		case *ast.Image:
			line := 0
			if t, ok := n.FirstChild().(*ast.Text); ok {
				line = d.line(t.Segment.Start)
			}
			p.add(line, 0, "", clip(string(n.Destination)), errors.New("a report takes its pictures from chart blocks; an image would have to be read from elsewhere"))
		}
		return ast.WalkContinue, nil
	})
}

// fenced reads a block named chart or table. Other fences are code, and stay.
func (d *document) fenced(n *ast.FencedCodeBlock, p *problems) {
	name := string(n.Language(d.body))
	_, known := blockKeys[name]
	if n.Info == nil || !known && !slices.Contains(laterBlocks, name) {
		return
	}
	line := d.line(n.Info.Segment.Start)
	switch {
	case !known:
		p.add(line, 0, "", name, fmt.Errorf("a %s block is not part of this version; it has chart and table", name))
		return
	case n.Parent().Kind() != ast.KindDocument:
		p.add(line, 0, "", name, fmt.Errorf("a %s block stands at the beginning of a line, outside lists and quotations", name))
		return
	}
	start, end := d.fenceSpan(n)
	var content []byte
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		content = append(content, segment.Value(d.body)...)
	}
	b := p.block(name, content, line)
	b.start, b.end = start, end
	d.blocks = append(d.blocks, b)
}

// fenceSpan returns the bytes of a block with both its fences.
func (d *document) fenceSpan(n *ast.FencedCodeBlock) (start, end int) {
	first := d.line(n.Info.Segment.Start) - d.bodyLine
	last := first + n.Lines().Len() + 1
	start = d.lineStarts[first]
	if last+1 < len(d.lineStarts) {
		return start, d.lineStarts[last+1]
	}
	return start, len(d.body)
}

// checkIDs gives an id to blocks that have none, and refuses one that stands
// twice: it would name two files.
func (d *document) checkIDs(p *problems) {
	seen := map[string]int{}
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.id == "" {
			b.id = fmt.Sprintf("%s-%d", b.name, i+1)
		}
		if line, twice := seen[b.id]; twice {
			p.add(b.line, 0, "id", b.id, fmt.Errorf("stands in line %d already; an id names the files of a block", line))
		}
		seen[b.id] = b.line
	}
	names := map[string]bool{}
	for _, s := range d.front.sources {
		if names[s.name] {
			p.add(s.line, 0, s.name, "", errors.New("stands twice under sources"))
		}
		names[s.name] = true
	}
	for _, b := range d.blocks {
		if b.from != "" && !names[b.from] {
			list := make([]string, 0, len(names))
			for n := range names {
				list = append(list, n)
			}
			sort.Strings(list)
			p.add(b.line, 0, "from", b.from, fmt.Errorf("unknown source %q%s; the front matter declares %v", clip(b.from), data.Suggest(b.from, list), list))
		}
	}
}
