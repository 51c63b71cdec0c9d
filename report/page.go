package report

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"html/template"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"github.com/periplus-data/periplus/data/locale"
)

//go:embed page/page.html.tmpl
var pageTemplate string

//go:embed page/style.css
var styleSheet string

//go:embed page/font/PeriplusSans-Regular.woff2
var fontRegular []byte

//go:embed page/font/PeriplusSans-Bold.woff2
var fontBold []byte

var parsedTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageTemplate))
})

// style returns the style sheet with the fonts in it.
var style = sync.OnceValue(func() template.CSS {
	face := func(weight string, font []byte) string {
		return `@font-face { font-family: "Periplus Sans"; font-weight: ` + weight + `; src: url(data:font/woff2;base64,` +
			base64.StdEncoding.EncodeToString(font) + `) format("woff2"); }` + "\n"
	}
	return template.CSS(face("400", fontRegular) + face("700", fontBold) + styleSheet)
})

// pageData is what the template shows. Strings are escaped by it; Body and
// Style are ours.
type pageData struct {
	Language, Version, Title, Subtitle, Byline    string
	Skip, ContentsHeading, BackToText, NumberWord string
	NumbersHeading, NumbersIntro, SourcesHeading  string
	BuiltWith                                     string
	Style                                         template.CSS
	Body                                          template.HTML
	Contents                                      []contentsEntry
	Numbers                                       []numberEntry
	Sources                                       []sourceEntry
}

type contentsEntry struct{ ID, Text string }

type numberEntry struct {
	ID, Text, Back string
	Parts          []string
	Sources        []placeEntry
}

type placeEntry struct{ ID, Locator, Hash string }

type sourceEntry struct {
	ID    string
	Parts []string
	URL   string // "" where there is none to link to
}

// page returns the report as one HTML file.
func (e *evaluation) page() ([]byte, error) {
	w := &pageWriter{e: e, first: map[string]string{}, anchors: map[string]string{}, taken: map[string]bool{}}
	body, err := w.body()
	if err != nil {
		return nil, err
	}
	f := e.d.front
	p := pageData{
		Language: string(e.l), Version: Version, Title: f.title, Subtitle: f.subtitle, Byline: byline(f),
		Skip: e.l.Text(locale.SkipToContent), ContentsHeading: e.l.Text(locale.ContentsHeading), BackToText: e.l.Text(locale.BackToText),
		NumberWord: e.l.Text(locale.FigureColumn), NumbersHeading: e.l.Text(locale.NumbersHeading), NumbersIntro: e.l.Text(locale.NumbersIntro),
		SourcesHeading: e.l.Text(locale.SourcesHeading), BuiltWith: e.l.Text(locale.BuiltWith, Version),
		Style: style(), Body: template.HTML(body), Contents: w.contents,
	}
	for _, n := range e.numbers {
		entry := numberEntry{ID: w.anchor(n), Text: n.text, Parts: e.explain(n), Back: w.first[n.key]}
		for _, fig := range n.figures {
			entry.Sources = append(entry.Sources, placeEntry{fig.Source, fig.ID + ", " + e.locator(fig), fig.Place.Quote.SHA256})
		}
		p.Numbers = append(p.Numbers, entry)
	}
	for _, s := range e.usedSources() {
		p.Sources = append(p.Sources, sourceEntry{s.ID, e.cite(s), webAddress(s.URL)})
	}
	var b bytes.Buffer
	err = parsedTemplate().Execute(&b, p)
	return b.Bytes(), err
}

func byline(f front) string {
	if f.author != "" && f.date != "" {
		return f.author + ", " + f.date
	}
	return f.author + f.date
}

// pageWriter renders the syntax tree of a document.
type pageWriter struct {
	e        *evaluation
	contents []contentsEntry
	first    map[string]string // id of the first link to a number, by its key
	anchors  map[string]string // id of the entry of a number, by its key
	taken    map[string]bool   // the values of anchors
	links    int
	tables   int
	pieces   int
}

func (w *pageWriter) body() (string, error) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(w, 10))))
	var b bytes.Buffer
	if err := md.Renderer().Render(&b, w.e.d.body, w.e.d.tree); err != nil {
		return "", err
	}
	return b.String(), nil
}

// RegisterFuncs is part of goldmark's NodeRenderer interface.
func (w *pageWriter) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	nothing := func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) { return ast.WalkSkipChildren, nil }
	r.Register(ast.KindHTMLBlock, nothing)
	r.Register(ast.KindRawHTML, nothing)
	r.Register(ast.KindFencedCodeBlock, w.fenced)
	r.Register(ast.KindHeading, w.heading)
	r.Register(kindExpression, w.expression)
	r.Register(extast.KindTable, w.table)
	r.Register(extast.KindTaskCheckBox, checkBox)
}

func (w *pageWriter) heading(b util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Heading)
	level := string(rune('0' + max(2, n.Level))) // the title is the only h1
	if !entering {
		b.WriteString("</h" + level + ">\n")
		return ast.WalkContinue, nil
	}
	id := ""
	if v, ok := n.AttributeString("id"); ok {
		id = "section-" + string(v.([]byte))
	}
	if n.Level <= 2 {
		w.contents = append(w.contents, contentsEntry{id, w.plainText(n, source)})
	}
	b.WriteString("<h" + level + ` id="` + html.EscapeString(id) + `">`)
	return ast.WalkContinue, nil
}

// plainText returns the words and numbers of a node without its markup.
func (w *pageWriter) plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				b.Write(c.(*ast.Text).Segment.Value(source))
			}
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			b.Write(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(n.Segment.Value(source)))))
		case *expressionNode:
			b.WriteString(w.e.prose[n.occurrence].text)
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// anchor returns the id of the entry of a number. Labels of data can differ in
// what an id cannot hold, so an id that is taken gets a number behind it.
func (w *pageWriter) anchor(n *number) string {
	id, known := w.anchors[n.key]
	if known {
		return id
	}
	base := n.anchor()
	id = base
	for i := 2; w.taken[id]; i++ {
		id = fmt.Sprintf("%s-%d", base, i)
	}
	w.anchors[n.key], w.taken[id] = id, true
	return id
}

func (w *pageWriter) expression(b util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		n := w.e.prose[node.(*expressionNode).occurrence]
		b.WriteString(w.link(n, n.text))
	}
	return ast.WalkContinue, nil
}

// checkBox writes the box of a task as text: an input without a label would be
// silent to a screen reader.
func checkBox(b util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		box := "☐ "
		if node.(*extast.TaskCheckBox).IsChecked {
			box = "☑ "
		}
		b.WriteString(box)
	}
	return ast.WalkContinue, nil
}

func (w *pageWriter) table(b util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		b.WriteString(w.openScroll() + "<table>\n")
	} else {
		b.WriteString("</table></div>\n") // goldmark closes the body
	}
	return ast.WalkContinue, nil
}

func (w *pageWriter) fenced(b util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.FencedCodeBlock)
	if _, ours := blockKeys[string(n.Language(source))]; ours {
		pc := &w.e.pieces[w.pieces]
		w.pieces++
		text, err := w.piece(pc)
		b.WriteString(text)
		return ast.WalkSkipChildren, err
	}
	b.WriteString(`<pre tabindex="0"><code>`)
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		b.WriteString(html.EscapeString(string(segment.Value(source))))
	}
	b.WriteString("</code></pre>\n")
	return ast.WalkSkipChildren, nil
}
