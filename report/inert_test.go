package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	gmtext "github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// The readers here are other programs' (a browser's HTML parser, an XML and a
// CSV reader, a Markdown renderer): what they find is what a reader's program
// finds. What they may find is listed by hand; anything else came from data.

var pageElements = set("html head meta title style body a header h1 h2 h3 h4 h5 h6 p nav ol ul li main section strong em del span footer figure figcaption " +
	"table caption thead tbody tr th td div pre code blockquote br hr sup")

var svgElements = set("svg title desc g path rect text tspan line circle defs pattern clipPath style")

var pageAttributes = set("lang charset name content http-equiv class href id aria-label aria-labelledby aria-describedby aria-hidden role tabindex scope start style align title data-label")

var svgAttributes = set("xmlns class role id viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d fill stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin " +
	"font-family font-size font-weight text-anchor dominant-baseline transform opacity fill-opacity stroke-opacity clip-path patternUnits patternTransform aria-labelledby aria-label aria-hidden lang xml:lang shape-rendering focusable style tabindex " +
	"dx dy preserveAspectRatio xml:space text-rendering paint-order fill-rule data-value data-figure direction textLength lengthAdjust")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

var scheme = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*):`)

// isSafe reports whether an address leads to a place and runs nothing. A browser
// passes over tabs, line ends and what stands before the scheme.
func isSafe(to string) bool {
	to = strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, html.UnescapeString(to))
	found := scheme.FindStringSubmatch(to)
	return found == nil || set("http https mailto")[strings.ToLower(found[1])]
}

// inertPage lists what a page holds that a report cannot: elements and
// attributes beyond those of our page, links that run something, anything
// loaded from elsewhere.
func inertPage(page []byte) []string {
	tree, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	ids := map[string]bool{}
	var targets []string
	for n := range tree.Descendants() {
		if n.Type == html.CommentNode {
			out = append(out, "a comment: "+clip(n.Data))
		}
		if n.Type != html.ElementNode {
			continue
		}
		elements, attributes := pageElements, pageAttributes
		if n.Namespace == "svg" {
			elements, attributes = svgElements, svgAttributes
		}
		if !elements[n.Data] {
			out = append(out, "an element "+clip(n.Data))
		}
		for _, a := range n.Attr {
			name := a.Key
			if a.Namespace != "" {
				name = a.Namespace + ":" + name
			}
			switch {
			case !attributes[name]:
				out = append(out, fmt.Sprintf("an attribute %s of %s", clip(name), n.Data))
			case name == "id" && ids[a.Val]:
				out = append(out, "twice the id "+clip(a.Val))
			case name == "id":
				ids[a.Val] = true
			case name == "href" && strings.HasPrefix(a.Val, "#"):
				targets = append(targets, a.Val[1:])
			case name == "href" && !isSafe(a.Val):
				out = append(out, "a link to "+clip(a.Val))
			case name == "style" && n.Data != "td" && n.Data != "th":
				out = append(out, "a style "+clip(a.Val))
			}
		}
		if n.Data == "a" {
			for up := n.Parent; up != nil; up = up.Parent {
				if up.Data == "a" {
					out = append(out, "a link in a link")
				}
			}
		}
	}
	for _, to := range targets {
		if !ids[to] {
			out = append(out, "a link to the missing #"+clip(to))
		}
	}
	return out
}

// words returns the text of a page as a reader sees it, styles left out.
func words(t testing.TB, page []byte) string {
	t.Helper()
	tree, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range tree.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "style" {
			b.WriteString(n.Data + " ")
		}
	}
	return b.String()
}

// inertSVG lists what a picture holds that ours cannot.
func inertSVG(picture []byte) []string {
	var out []string
	r := xml.NewDecoder(bytes.NewReader(picture))
	for {
		token, err := r.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			return append(out, err.Error())
		}
		switch token := token.(type) {
		case xml.StartElement:
			if !svgElements[token.Name.Local] || token.Name.Space != "http://www.w3.org/2000/svg" {
				out = append(out, "an element "+clip(token.Name.Local))
			}
			for _, a := range token.Attr {
				name := a.Name.Local
				if a.Name.Space == "http://www.w3.org/XML/1998/namespace" {
					name = "xml:" + name
				} else if a.Name.Space != "" {
					name = a.Name.Space + ":" + name
				}
				if !svgAttributes[name] {
					out = append(out, "an attribute "+clip(name))
				}
			}
		case xml.Directive, xml.ProcInst, xml.Comment:
			out = append(out, fmt.Sprintf("%T", token))
		}
	}
}

// readMarkdown parses Markdown as GitHub does.
func readMarkdown(source []byte) ast.Node {
	return goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser().Parse(gmtext.NewReader(source))
}

// inertMarkdown lists the HTML in Markdown, and links that run something.
func inertMarkdown(source []byte) []string {
	var out []string
	_ = ast.Walk(readMarkdown(source), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		to := ""
		switch n := n.(type) {
		case *ast.HTMLBlock, *ast.RawHTML:
			out = append(out, n.Kind().String())
		case *ast.Link:
			to = string(n.Destination)
		case *ast.AutoLink:
			to = string(n.URL(source))
		case *ast.Image:
			to = string(n.Destination)
		}
		if !isSafe(to) {
			out = append(out, "a link to "+clip(to))
		}
		return ast.WalkContinue, nil
	})
	return out
}

// inertTable lists the cells that a spreadsheet would run.
func inertTable(raw []byte) []string {
	records, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, record := range records {
		for _, cell := range record {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !plainNumber.MatchString(cell) {
				out = append(out, "a cell "+clip(cell))
			}
		}
	}
	return out
}

var plainNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// inert holds every file of a report against what it may hold.
func inert(files map[string][]byte) []string {
	var out []string
	for name, raw := range files {
		var found []string
		switch {
		case strings.HasSuffix(name, ".html"):
			found = inertPage(raw)
		case strings.HasSuffix(name, ".svg"):
			found = inertSVG(raw)
		case strings.HasSuffix(name, ".md"):
			found = inertMarkdown(raw)
		case strings.HasSuffix(name, ".csv"):
			found = inertTable(raw)
		case strings.HasSuffix(name, ".json") && !json.Valid(raw):
			found = []string{"is no JSON"}
		case strings.HasSuffix(name, ".png") && !bytes.HasPrefix(raw, []byte("\x89PNG\r\n\x1a\n")):
			found = []string{"is no PNG"}
		}
		for _, what := range found {
			out = append(out, name+": "+what)
		}
	}
	return out
}

// TestInert_Finds holds the readers above against what they are to find.
func TestInert_Finds(t *testing.T) {
	for text, want := range map[string]string{
		`<p><script>alert(1)</script>`:                "index.html: an element script",
		`<p onclick="x">`:                             "index.html: an attribute onclick of p",
		`<a href="javascript:x">`:                     "index.html: a link to javascript:x",
		`<a href="#x">`:                               "index.html: a link to the missing #x",
		`<p id="x"><p id="x">`:                        "index.html: twice the id x",
		`<!-- x -->`:                                  "index.html: a comment:  x ",
		`<svg><image href="x"/></svg>`:                "index.html: an element image",
		`<svg><a xlink:href="javascript:x">y</a>`:     "index.html: an attribute xlink:href of a",
		`<a href="#y" id="y"><svg><a>y</a></svg></a>`: "index.html: a link in a link",
	} {
		if found := inert(map[string][]byte{"index.html": []byte(text)}); !strings.Contains(strings.Join(found, "\n"), want) {
			t.Errorf("%s: found %q", text, found)
		}
	}
	for name, text := range map[string]string{
		"a.svg": `<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`, "b.svg": `<svg xmlns="http://www.w3.org/2000/svg"><g onload="x"/></svg>`, "c.svg": "<svg>",
		"a.md": "a <b>", "b.md": "<div>", "c.md": "[a](javascript:x)", "a.csv": "a\n=1+1\n", "b.csv": "a\n\"", "a.json": "{", "a.png": "",
	} {
		if found := inert(map[string][]byte{name: []byte(text)}); len(found) == 0 {
			t.Errorf("%s: nothing found in %s", name, text)
		}
	}
}
