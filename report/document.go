package report

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
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
	full        bool // there are more blocks than a report may have
	expressions []expression
	cut         []edit   // raw HTML
	literals    []edit   // signs of prose that must not become HTML by a cut
	marks       []edit   // of direction
	notes       []string // what is left out
}

// parseDocument reads a report file. Problems are added to p, with file and
// line; where nothing can be read, the document is nil.
func parseDocument(p *problems, raw []byte, l locale.Language) *document {
	raw = lineEnds(bytes.TrimPrefix(raw, byteOrderMark))
	if line, col, err := notText(raw); err != nil {
		p.add(line, col, "", "", err)
		return nil
	}
	raw = withoutMarks(raw)
	frontText, body, bodyLine, err := splitFront(raw)
	if err != nil {
		p.add(1, 0, "", "", err)
		return nil
	}
	d := &document{file: p.file, language: l, front: p.front(frontText, l), body: body, bodyLine: bodyLine}
	if line := longRun(body); line > 0 {
		p.add(bodyLine+line-1, 0, "", "", fmt.Errorf("here more than %d kB stand without an empty line; part the paragraphs", maxRun>>10))
		return nil
	}
	d.lineStarts = []int{0}
	for i, c := range body {
		if c == '\n' {
			d.lineStarts = append(d.lineStarts, i+1)
		}
	}
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(),
			parser.WithInlineParsers(util.Prioritized(&expressionParser{d, p}, 50)),
			parser.WithASTTransformers(util.Prioritized(&footnoteCheck{d, p}, 1))))
	d.tree = md.Parser().Parse(text.NewReader(body))
	d.walk(p)
	d.checkIDs(p)
	return d
}

// maxRun bounds the text between two empty lines. Reading Markdown takes time
// that grows with the square of some paragraphs, as of one of half links.
const maxRun = 64 << 10

// longRun returns the line, from 1, on which a run of more than maxRun bytes
// without an empty line begins, or 0.
func longRun(body []byte) int {
	size, line, began := 0, 1, 1
	for text := range bytes.SplitAfterSeq(body, []byte("\n")) {
		line++
		if size += len(text); len(bytes.TrimSpace(text)) == 0 {
			size, began = 0, line
		}
		if size > maxRun {
			return began
		}
	}
	return 0
}

// lineEnds writes every end of a line as LF. CommonMark and YAML both take a CR
// alone for one.
func lineEnds(raw []byte) []byte {
	return bytes.ReplaceAll(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

// notText returns the line and column, in bytes, of the first byte that is not
// UTF-8 or that no page may hold.
func notText(raw []byte) (line, col int, err error) {
	line, col = 1, 1
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && size == 1:
			return line, col, errors.New("not UTF-8; save the file as UTF-8")
		case r == '\n':
			line, col = line+1, 0
		case r < ' ' && r != '\t' && r != '\r' || r == 0x7f || r == 0xfffe || r == 0xffff:
			return line, col, fmt.Errorf("the control character %U; take it out", r)
		}
		raw, col = raw[size:], col+size
	}
	return 0, 0, nil
}

// footnoteCheck refuses footnotes that nothing refers to: they would stand in
// no output. It runs before goldmark takes them out of the tree.
type footnoteCheck struct {
	doc *document
	p   *problems
}

// Transform is part of goldmark's ASTTransformer interface.
func (x *footnoteCheck) Transform(tree *ast.Document, _ text.Reader, _ parser.Context) {
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if f, ok := n.(*extast.Footnote); ok && entering && f.Index < 0 {
			x.p.add(x.doc.place(n), 0, "", clip(string(f.Ref)), fmt.Errorf("nothing refers to the footnote [^%s]", clip(string(f.Ref))))
		}
		return ast.WalkContinue, nil
	})
}

// place returns the line of the file on which a node stands, as near as the
// tree tells, or 0.
func (d *document) place(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if n.Pos() >= 0 {
			return d.line(n.Pos())
		}
		if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			return d.line(n.Lines().At(0).Start)
		}
		for c := n.FirstChild(); c != nil; c = c.FirstChild() {
			if t, ok := c.(*ast.Text); ok {
				return d.line(t.Segment.Start)
			}
		}
	}
	return 0
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
			if !d.isClosed(n) {
				p.add(d.place(n), 0, "", "", errors.New("a fence begins here and has no end; close it with a line of its own, as ```"))
				return ast.WalkContinue, nil
			}
			d.fenced(n, p)
		case *ast.HTMLBlock:
			d.rawBlock(n)
		case *ast.RawHTML:
			d.rawInline(n)
		case *ast.Text:
			d.literal(n)
			d.markNumbers(n)
		case *ast.Image:
			p.add(d.place(n), 0, "", clip(string(n.Destination)), fmt.Errorf("the image %q would have to be read from elsewhere; a report takes its pictures from chart blocks", clip(string(n.Destination))))
		case *ast.Link:
			d.checkLink(n, string(n.Destination), p)
			d.checkLinkTitle(n, p)
		case *ast.AutoLink:
			d.checkLink(n, string(n.URL(d.body)), p)
		case *expressionNode:
			if d.inLink(n) {
				x := d.expressions[n.occurrence]
				p.add(d.line(x.start), d.column(x.start), "", clip(x.key()), errors.New("a number is a link to its source; take it out of the link around it"))
			}
		}
		return ast.WalkContinue, nil
	})
}

// checkLink refuses addresses that run something, and numbers in an address,
// where they would stay unread.
func (d *document) checkLink(n ast.Node, to string, p *problems) {
	scheme, _, found := strings.Cut(address(to), ":")
	switch {
	case strings.Contains(to, "{{"):
		p.add(d.place(n), 0, "", clip(to), errors.New("a number cannot stand in the address of a link"))
	case found && !strings.ContainsAny(scheme, "/?#") && !slices.Contains(schemes, strings.ToLower(scheme)):
		p.add(d.place(n), 0, "", clip(to), fmt.Errorf("a link cannot lead to %q; write an address with %s, or a path", clip(to), strings.Join(schemes, ", ")))
	}
}

// address returns an address as a browser takes it: entities and escapes are
// resolved, and blanks and signs that nobody sees are passed over.
func address(to string) string {
	resolved := util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences([]byte(to))))
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.In(r, unicode.C) {
			return -1
		}
		return r
	}, string(resolved))
}

// checkLinkTitle refuses a number in the title of a link, where it would stay
// unread.
func (d *document) checkLinkTitle(n *ast.Link, p *problems) {
	if title := string(n.Title); strings.Contains(title, "{{") {
		p.add(d.place(n), 0, "", clip(title), errors.New("a number cannot stand in the title of a link"))
	}
	if title := string(n.Title); markNumber.MatchString(title) {
		p.add(d.place(n), 0, "", clip(title), errors.New("a mark that turns the direction of text cannot stand in the title of a link"))
	}
}

// schemes are the beginnings of addresses that a report may lead to.
var schemes = []string{"https", "http", "mailto"}

func (d *document) inLink(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

// maxBlocks bounds the charts and tables of a report: each writes files, and
// each chart is drawn in three sizes.
const maxBlocks = 200

// fenced reads a block named chart, table, check or query. Other fences are code, and stay,
// but for names that are meant for a block and would show it instead.
func (d *document) fenced(n *ast.FencedCodeBlock, p *problems) {
	name := string(n.Language(d.body))
	_, known := blockKeys[name]
	meant := strings.TrimSuffix(strings.ToLower(name), "s")
	_, near := blockKeys[meant]
	if n.Info == nil || !known && !near && !slices.Contains(laterBlocks, name) {
		return
	}
	line := d.line(n.Info.Segment.Start)
	switch {
	case !known && near:
		p.add(line, 0, "", clip(name), fmt.Errorf("unknown block %q (did you mean %q?)", clip(name), meant))
		return
	case !known:
		p.add(line, 0, "", name, fmt.Errorf("the block %s is not part of this version; it has chart, table, check and query", name))
		return
	case n.Parent().Kind() != ast.KindDocument:
		p.add(line, 0, "", name, fmt.Errorf("a %s block stands at the beginning of a line, outside lists and quotations", name))
		return
	}
	if len(d.blocks) == maxBlocks {
		if !d.full {
			p.add(line, 0, "", name, fmt.Errorf("more than %d blocks; part the report", maxBlocks))
		}
		d.full = true
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

// isClosed reports whether a fence ends before the document does. Without an
// end it would take in all that follows, and that of report.md too.
func (d *document) isClosed(n *ast.FencedCodeBlock) bool {
	if n.Parent().Kind() != ast.KindDocument {
		return true // the list or quotation around it ends it
	}
	rest := d.body[n.Pos():]
	if count := n.Lines().Len(); count > 0 {
		rest = d.body[n.Lines().At(count-1).Stop:]
	} else if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[end:]
	} else {
		rest = nil
	}
	return len(bytes.TrimSpace(rest)) > 0
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
		names[s.name] = true
	}
	for i, b := range d.blocks {
		if b.from != "" && !names[b.from] && !d.front.unread {
			list := make([]string, 0, len(names))
			for n := range names {
				list = append(list, n)
			}
			sort.Strings(list)
			d.blocks[i].broken = true
			p.add(b.line, 0, "from", clip(b.from), fmt.Errorf("unknown source %q%s; the front matter declares %s", clip(b.from), data.Suggest(b.from, list), cmp.Or(strings.Join(list, ", "), "none")))
		}
	}
}
