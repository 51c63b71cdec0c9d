package report

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
)

// figureVerb is the verb that shows a figure as its source states it, and
// recordVerb the one that shows what official data hold; every other verb is an
// operation of analysis.
const (
	figureVerb = "figure"
	recordVerb = "record"
)

// expression is {{ VERB ID... }} in prose.
type expression struct {
	verb       string
	ids        []string
	start, end int // bytes of the body, braces included
}

// maxExpression bounds the bytes of an expression.
const maxExpression = 4000

// key identifies what an expression shows, whitespace apart.
func (e expression) key() string { return strings.Join(append([]string{e.verb}, e.ids...), " ") }

// expressionNode is an expression in the syntax tree. The renderer finds what
// it shows by the number of the occurrence.
type expressionNode struct {
	ast.BaseInline
	occurrence int
}

var kindExpression = ast.NewNodeKind("Expression")

// Kind is part of goldmark's Node interface.
func (n *expressionNode) Kind() ast.NodeKind { return kindExpression }

// Dump is part of goldmark's Node interface.
func (n *expressionNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// expressionParser finds expressions in prose. Code spans and fences are taken
// before it, so braces in them stay as they are.
type expressionParser struct {
	doc *document
	p   *problems
}

// Trigger is part of goldmark's InlineParser interface.
func (x *expressionParser) Trigger() []byte { return []byte{'{'} }

// Parse is part of goldmark's InlineParser interface.
func (x *expressionParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 2 || line[1] != '{' {
		return nil
	}
	// The bound keeps a file of opening braces from being searched to its end
	// for each of them.
	end := bytes.Index(line[:min(len(line), maxExpression)], []byte("}}"))
	at := x.doc.line(segment.Start)
	if end < 0 {
		x.p.add(at, x.doc.column(segment.Start), "", clip(strings.TrimSpace(string(line[:min(len(line), 100)]))), errors.New("{{ without }} on the same line; write {{ figure ID }}"))
		block.Advance(2)
		return nil
	}
	e := expression{start: segment.Start, end: segment.Start + end + 2}
	words := strings.Fields(string(line[2:end]))
	block.Advance(end + 2)
	if err := e.set(words); err != nil {
		x.p.add(at, x.doc.column(segment.Start), "", clip(string(line[:end+2])), err)
		return nil
	}
	x.doc.expressions = append(x.doc.expressions, e)
	return &expressionNode{occurrence: len(x.doc.expressions) - 1}
}

func verbs() []string {
	out := []string{figureVerb, recordVerb}
	for _, info := range analysis.Operations {
		out = append(out, string(info.Operation))
	}
	return out
}

func (e *expression) set(words []string) error {
	if len(words) == 0 {
		return errors.New("empty {{ }}; write {{ figure ID }}")
	}
	e.verb, e.ids = words[0], words[1:]
	if !slices.Contains(verbs(), e.verb) {
		return fmt.Errorf("unknown verb %q%s; write one of %s", clip(e.verb), data.Suggest(e.verb, verbs()), strings.Join(verbs(), ", "))
	}
	if e.verb == figureVerb && len(e.ids) != 1 {
		return fmt.Errorf("figure takes one id, not %d: {{ figure ID }}", len(e.ids))
	}
	if e.verb == recordVerb {
		_, err := parseSubject(e.ids)
		return err
	}
	return nil
}
