package report

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// Raw HTML reaches no output: neither the page, whose writer passes it over,
// nor report.md, from whose text it is cut out here. A comment is meant to be
// read by nobody; anything else that is left out is told.

// rawInline cuts out a tag or comment in prose.
func (d *document) rawInline(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	start, end := n.Segments.At(0).Start, n.Segments.At(n.Segments.Len()-1).Stop
	d.cut = append(d.cut, edit{start, end, d.seam(start, end)})
	d.tellCut(start, end)
}

// rawBlock cuts out a block of HTML. An empty line takes its place, so that
// what stood before it and what stood behind it stay apart.
func (d *document) rawBlock(n *ast.HTMLBlock) {
	start, end := -1, -1
	if last := n.Lines().Len(); last > 0 {
		start, end = n.Lines().At(0).Start, n.Lines().At(last-1).Stop
	}
	if n.HasClosure() {
		if start < 0 {
			start = n.ClosureLine.Start
		}
		end = max(end, n.ClosureLine.Stop)
	}
	if start >= 0 {
		d.cut = append(d.cut, edit{start, end, "\n"})
		d.tellCut(start, end)
	}
}

func (d *document) tellCut(start, end int) {
	text := strings.TrimSpace(string(d.body[start:end]))
	isComment := strings.HasPrefix(text, "<!--") && strings.Index(text, "-->") == len(text)-len("-->")
	if isComment || strings.HasPrefix(text, "</") { // the opening tag is told
		return
	}
	if len(d.notes) == shownProblems {
		return
	}
	first, _, _ := strings.Cut(text, "\n")
	d.notes = append(d.notes, fmt.Sprintf("%s:%d: the HTML %s is left out; a report is written in Markdown", d.file, d.line(start), clip(first)))
}

// noSpace is a blank of no width. It keeps apart what would read as one sign
// of Markdown, and is one in none.
const noSpace = "&#8203;"

// seam returns what stands in the place of bytes that are cut out of a line.
// Two runs of backticks, or a bracket and a parenthesis, would else meet, and
// what follows could begin a list or a fence.
func (d *document) seam(start, end int) string {
	before, after := byte('\n'), byte('\n')
	if start > 0 {
		before = d.body[start-1]
	}
	if end < len(d.body) {
		after = d.body[end]
	}
	isLetter := after >= 0x80 || unicode.IsLetter(rune(after))
	if d.beginsLine(start) && !isLetter || isSign(before) && isSign(after) {
		return noSpace
	}
	return ""
}

func isSign(c byte) bool { return c < 0x80 && (unicode.IsPunct(rune(c)) || unicode.IsSymbol(rune(c))) }

// beginsLine reports whether only the signs of lists and quotations stand
// before a byte on its line.
func (d *document) beginsLine(at int) bool {
	start := bytes.LastIndexByte(d.body[:at], '\n') + 1
	return len(bytes.Trim(d.body[start:at], " \t>-*+0123456789.)")) == 0
}

// literal keeps the signs < of prose as they read, where something is cut out:
// <scr<b>ipt> would else become a tag.
func (d *document) literal(n *ast.Text) {
	if n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	for i := n.Segment.Start; i < n.Segment.Stop; i++ {
		switch d.body[i] {
		case '\\':
			i++ // what follows is escaped
		case '<':
			d.literals = append(d.literals, edit{i, i, `\`})
		}
	}
}
