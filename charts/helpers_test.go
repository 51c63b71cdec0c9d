package charts

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data"
)

// table builds a frame from a header and rows with | between the cells. An
// empty cell is missing.
func table(header string, rows ...string) dataframe.DataFrame {
	kinds := map[string]data.ColumnKind{}
	for _, c := range ownColumns {
		kinds[c.Name] = c.Kind
	}
	for _, c := range commonColumns {
		kinds[c.Name] = c.Kind
	}
	var t data.Table
	for name := range strings.SplitSeq(header, "|") {
		t.Columns = append(t.Columns, data.Column{Name: name, Kind: kinds[name]})
	}
	for _, r := range rows {
		t.Rows = append(t.Rows, strings.Split(r, "|"))
	}
	return t.Frame()
}

const fullHeader = "label|value|low|high|low_open|high_open|unit|bound|source|id"

// The figures of the two articles, with the bounds that rounding leaves: half
// the last printed digit on both sides.
func tradeFrame() dataframe.DataFrame {
	return table(fullHeader,
		"Russia|3500000000|3450000000|3550000000|false|true|USD|exact|Article on the visit of June 2024|vn-ru-trade-2022",
		"United States|123000000000|122500000000|123500000000|false|true|USD|exact|Article on the visit of June 2024|vn-us-trade-2022",
		"China|175000000000|174500000000|175500000000|false|true|USD|exact|Article on the visit of June 2024|vn-cn-trade-2022",
	)
}

func agreementsFrame() dataframe.DataFrame {
	return table(fullHeader,
		"Official, published|11|11|11|false|false|count|exact|a|vn-ru-agreements-official",
		"Signed in all|12|13||false|false|count|more_than|b|vn-ru-agreements-more",
		"Signed by heads of state|12|11|13|false|false|count|about|b|vn-ru-agreements-about",
		"Not made public|||||||vague|a|vn-ru-agreements-unpublished",
	)
}

func timesFrame() dataframe.DataFrame {
	// 174.5/3.55, 175.5/3.45, 122.5/3.55 and 123.5/3.45.
	return table(fullHeader,
		"Russia|1|1|1|false|false|ratio|||vn-ru-trade-2022",
		"United States|35.1428571429|34.5070422535|35.7971014493|false|false|ratio|||vn-us-trade-2022",
		"China|50|49.1549295774|50.8695652174|false|false|ratio|||vn-cn-trade-2022",
	)
}

func shareFrame() dataframe.DataFrame {
	return table(fullHeader, "Russia|80|80|100|true|false|percent|more_than|Article|vn-ru-arms-share-1995-2023")
}

func lineFrame() dataframe.DataFrame {
	return table("label|value|unit|id", "2014|1070|TIV_million|a", "2017|465|TIV_million|b", "2019|138|TIV_million|c", "2020|10|TIV_million|d")
}

func mustDraw(t testing.TB, kind string, df dataframe.DataFrame, o Options) *Picture {
	t.Helper()
	return mustSet(t, kind, df, o, nil)
}

// mustSet is mustDraw with settings of the kind.
func mustSet(t testing.TB, kind string, df dataframe.DataFrame, o Options, settings map[string]string) *Picture {
	t.Helper()
	p, err := drawKind(kind, df, o, settings)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// drawKind draws a kind by its token.
func drawKind(kind string, df dataframe.DataFrame, o Options, settings map[string]string) (*Picture, error) {
	c, err := New(kind, o, settings)
	if err != nil {
		return nil, err
	}
	return Draw(df, c)
}

// svgText is one text of an SVG as a renderer finds it.
type svgText struct {
	text                  string
	x, y, length, size    float64
	left, top, right, bot float64
}

// svgFile is what the tests read of an SVG.
type svgFile struct {
	width, height float64
	texts         []svgText
	ids, labelled []string
	figures       []string
	title, desc   string
	hovers        []string
}

// parseSVG reads an SVG with the standard XML decoder, which refuses what is
// not well formed.
func parseSVG(svg []byte) (svgFile, error) {
	var f svgFile
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	var open []string
	var err error
	number := func(attrs map[string]string, name string) float64 {
		x, e := strconv.ParseFloat(attrs[name], 64)
		if e != nil {
			err = fmt.Errorf("%s: %w", name, e)
		}
		return x
	}
	for {
		token, e := d.Token()
		if e == io.EOF {
			return f, err
		}
		if e != nil {
			return f, e
		}
		switch n := token.(type) {
		case xml.StartElement:
			open = append(open, n.Name.Local)
			attrs := map[string]string{}
			for _, a := range n.Attr {
				attrs[a.Name.Local] = a.Value
			}
			if id := attrs["id"]; id != "" {
				f.ids = append(f.ids, id)
			}
			if id, ok := attrs["data-figure"]; ok {
				f.figures = append(f.figures, id)
			}
			switch n.Name.Local {
			case "svg":
				f.width, f.height = number(attrs, "width"), number(attrs, "height")
				f.labelled = strings.Fields(attrs["aria-labelledby"])
			case "text":
				s := svgText{x: number(attrs, "x"), y: number(attrs, "y"), length: number(attrs, "textLength"), size: number(attrs, "font-size")}
				s.left, s.right = s.x, s.x+s.length
				f0 := defaultFonts().regular
				s.top, s.bot = s.y-s.size*f0.ascent, s.y+s.size*f0.descent
				f.texts = append(f.texts, s)
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			at := strings.Join(open, "/")
			switch {
			case at == "svg/title":
				f.title += string(n)
			case at == "svg/desc":
				f.desc += string(n)
			case at == "svg/g/title":
				f.hovers = append(f.hovers, string(n))
			case strings.HasSuffix(at, "/text"):
				f.texts[len(f.texts)-1].text += string(n)
			}
		}
	}
}

// collisions proves a layout from the SVG alone: no two texts overlap, none
// leaves the canvas, none is under 8 pixels. It returns what it finds.
func (f svgFile) collisions() (found []string) {
	const slack = 0.02 // two coordinates, each rounded to 0.01
	for i, a := range f.texts {
		if a.size < 8 {
			found = append(found, fmt.Sprintf("%q has %g pixels", a.text, a.size))
		}
		if a.left < -slack || a.top < -slack || a.right > f.width+slack || a.bot > f.height+slack {
			found = append(found, fmt.Sprintf("%q leaves the canvas: %g–%g × %g–%g in %g × %g", a.text, a.left, a.right, a.top, a.bot, f.width, f.height))
		}
		for _, b := range f.texts[i+1:] {
			if min(a.right, b.right)-max(a.left, b.left) > slack && min(a.bot, b.bot)-max(a.top, b.top) > slack {
				found = append(found, fmt.Sprintf("%q (%g–%g × %g–%g) overlaps %q (%g–%g × %g–%g)", a.text, a.left, a.right, a.top, a.bot, b.text, b.left, b.right, b.top, b.bot))
			}
		}
	}
	return found
}

// proveLayout fails where the SVG of p is not well formed or texts collide.
func proveLayout(t interface{ Fatalf(string, ...any) }, p *Picture) svgFile {
	svg := p.SVG()
	f, err := parseSVG(svg)
	if err != nil {
		t.Fatalf("the SVG is not well formed: %v\n%.2000s", err, svg)
	}
	if found := f.collisions(); len(found) > 0 {
		t.Fatalf("%s\n(%g × %g)", strings.Join(found, "\n"), p.Width, p.Height)
	}
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			for _, pt := range slices.Concat(s.outlines...) {
				if !(pt.x >= 0 && pt.y >= 0 && pt.x <= p.Width && pt.y <= p.Height) {
					t.Fatalf("a mark of %q reaches %g, %g, outside %g × %g", m.title, pt.x, pt.y, p.Width, p.Height)
				}
			}
		}
	}
	return f
}
