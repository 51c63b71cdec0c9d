package charts

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/periplus-data/periplus/data/locale"
)

// lettersPicture has words of three languages, a percentage in the French
// manner and a number that needs a word.
func lettersPicture(t testing.TB, size Size) *Picture {
	t.Helper()
	df := table("label|value|unit", "Việt Nam|80|percent", "Très élevé|20|percent")
	return mustDraw(t, "bar", df, Options{Size: size, Language: locale.French, Title: "Échanges de 175 Md USD", Source: "Nguyễn Ái Quốc"})
}

// wanted are texts that a reader of the PDF searches for. French puts a
// no-break space before the percent sign.
var wanted = []string{"Việt Nam", "élevé", "80 %", "Md", "Nguyễn Ái Quốc"}

func pdfOf(t testing.TB, p *Picture) []byte {
	t.Helper()
	pdf, err := p.PDF()
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

// spaced makes every kind of space a plain one.
var spaced = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\n", " ")

// TestPDF_Text finds the texts through the ToUnicode map of the fonts, which is
// what a reader copies from.
func TestPDF_Text(t *testing.T) {
	text := spaced.Replace(strings.Join(pdfTexts(t, pdfOf(t, lettersPicture(t, FreeSize))), "\n"))
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("the text %q has no %q", text, want)
		}
	}
}

// TestPDF_PopplerText has another program read the texts.
func TestPDF_PopplerText(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not here; TestPDF_Text reads the same texts")
	}
	path := filepath.Join(t.TempDir(), "p.pdf")
	if err := os.WriteFile(path, pdfOf(t, lettersPicture(t, FreeSize)), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range wanted {
		if !strings.Contains(spaced.Replace(string(out)), want) {
			t.Errorf("pdftotext reads %q, without %q", out, want)
		}
	}
}

var streamStart = regexp.MustCompile(`/Length (\d+)[^>]*>>\s*stream\r?\n`)

// pdfStreams returns the streams of a PDF, decompressed where they are packed.
func pdfStreams(t testing.TB, pdf []byte) (out [][]byte) {
	t.Helper()
	for _, at := range streamStart.FindAllSubmatchIndex(pdf, -1) {
		n, err := strconv.Atoi(string(pdf[at[2]:at[3]]))
		if err != nil || at[1]+n > len(pdf) {
			t.Fatalf("a stream of %s bytes", pdf[at[2]:at[3]])
		}
		raw := pdf[at[1] : at[1]+n]
		if z, err := zlib.NewReader(bytes.NewReader(raw)); err == nil {
			if raw, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, raw)
	}
	return out
}

var (
	rangeOfCodes = regexp.MustCompile(`<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4,})>`)
	shownText    = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\) ?Tj`)
)

// pdfTexts reads every text that is shown: two bytes a letter, through the
// bfrange lines of the ToUnicode map (ISO 32000-1, 9.10.3).
func pdfTexts(t testing.TB, pdf []byte) (texts []string) {
	t.Helper()
	to := map[uint16]uint16{}
	streams := pdfStreams(t, pdf)
	for _, s := range streams {
		if !bytes.Contains(s, []byte("beginbfrange")) {
			continue
		}
		for _, m := range rangeOfCodes.FindAllSubmatch(s[bytes.Index(s, []byte("beginbfrange")):], -1) {
			hex := func(b []byte) uint16 {
				v, err := strconv.ParseUint(string(b[:4]), 16, 16)
				if err != nil {
					t.Fatal(err)
				}
				return uint16(v)
			}
			for code := int(hex(m[1])); code <= int(hex(m[2])); code++ {
				to[uint16(code)] = hex(m[3]) + uint16(code) - hex(m[1])
			}
		}
	}
	if len(to) == 0 {
		t.Fatal("no ToUnicode map")
	}
	unescape := regexp.MustCompile(`(?s)\\(.)`)
	for _, s := range streams {
		if !bytes.Contains(s, []byte(" Tj")) {
			continue
		}
		for _, m := range shownText.FindAllSubmatch(s, -1) {
			raw := unescape.ReplaceAllFunc(m[1], func(b []byte) []byte {
				if b[1] == 'r' {
					return []byte{'\r'}
				}
				return b[1:]
			})
			if len(raw)%2 != 0 {
				t.Fatalf("a text of %d bytes: %q", len(raw), raw)
			}
			var units []uint16
			for i := 0; i < len(raw); i += 2 {
				units = append(units, to[binary.BigEndian.Uint16(raw[i:])])
			}
			texts = append(texts, string(utf16.Decode(units)))
		}
	}
	return texts
}

// TestPDF_VectorsOnly finds no image in any golden picture, and as many texts
// as the plan has.
func TestPDF_VectorsOnly(t *testing.T) {
	for _, g := range goldenCharts() {
		p := g.draw(t)
		pdf := pdfOf(t, p)
		if bytes.Contains(pdf, []byte("/Image")) && !bytes.Contains(pdf, []byte("/ImageB /ImageC /ImageI]")) || bytes.Contains(pdf, []byte("/Subtype /Image")) {
			t.Errorf("%s: the PDF holds an image", g.name)
		}
		texts := 0
		for _, m := range p.plan.marks {
			for _, s := range m.shapes {
				if s.text != "" {
					texts++
				}
			}
		}
		if got := len(pdfTexts(t, pdf)); got != texts {
			t.Errorf("%s: %d texts, want %d", g.name, got, texts)
		}
	}
}

var mediaBox = regexp.MustCompile(`/MediaBox ?\[ ?0 0 ([0-9.]+) ([0-9.]+) ?\]`)

// A millimetre is 72/25.4 points: 85 mm are 240.94 and 170 mm 481.89.
func TestPDF_PageSize(t *testing.T) {
	for _, c := range []struct {
		size  Size
		width float64
	}{{ColumnSize, 240.94}, {PageSize, 481.89}, {WebSize, 900}} {
		p := lettersPicture(t, c.size)
		m := mediaBox.FindSubmatch(pdfOf(t, p))
		if m == nil {
			t.Fatal("no MediaBox")
		}
		w, _ := strconv.ParseFloat(string(m[1]), 64)
		h, _ := strconv.ParseFloat(string(m[2]), 64)
		if w < c.width-0.011 || w > c.width+0.011 || h < p.Height*0.75-0.011 || h > p.Height*0.75+0.011 {
			t.Errorf("%s: a page of %g by %g points, want %g by %g", c.size, w, h, c.width, p.Height*0.75)
		}
	}
}

// Upright text is turned by a quarter: its matrix is 0 1 -1 0 and a place.
func TestPDF_Upright(t *testing.T) {
	p := mustDraw(t, "bar", tradeFrame(), Options{})
	p.plan.marks = append(p.plan.marks, mark{shapes: []shape{{text: "Upright", at: point{40, 300}, size: 16, length: 60, upright: true, opacity: 1}}})
	pdf := pdfOf(t, p)
	if !slices.Contains(pdfTexts(t, pdf), "Upright") {
		t.Error("the text is missing")
	}
	turned := regexp.MustCompile(`(?s)\b0\.00000 1\.00000 -1\.00000 0\.00000 \S+ \S+ cm\s.*?Tj`)
	if all := bytes.Join(pdfStreams(t, pdf), []byte("\n")); !turned.Match(all) {
		t.Error("no text is turned by a quarter")
	}
}

// Letters that the font lacks, and those beyond the first plane of Unicode, are
// drawn as boxes in every format.
func TestOutputs_LettersBeyondTheFont(t *testing.T) {
	df := table("label|value", "漢字 ไทย|3", "🇻🇳 𝔘𝔫𝔦|2", "שלום العربية|1")
	p := mustDraw(t, "bar", df, Options{Title: "漢字 🇻🇳 \U0010fffd"})
	pdf := pdfOf(t, p)
	if len(pdfTexts(t, pdf)) == 0 {
		t.Error("the PDF has no text")
	}
	if _, err := p.PNG(1); err != nil {
		t.Error(err)
	}
	proveLayout(t, p)
}

// TestPNG_DotsPerInch walks the chunks of the file. 85 mm at 300 dots an inch
// are 85/25.4·300 = 1003.9 pixels; 300 dots an inch are 11811 a metre, 192 are
// 7559 (PNG specification, 11.3.5.3).
func TestPNG_DotsPerInch(t *testing.T) {
	for _, c := range []struct {
		size            Size
		width, perMetre uint32
	}{{ColumnSize, 1004, 11811}, {PageSize, 2008, 11811}, {WebSize, 2400, 7559}, {SquareSize, 2160, 7559}, {FreeSize, 2400, 7559}} {
		p := lettersPicture(t, c.size)
		img, err := p.PNG(p.Scale())
		if err != nil {
			t.Fatal(err)
		}
		chunks := map[string][]byte{}
		for rest := img[8:]; len(rest) > 0; {
			n := binary.BigEndian.Uint32(rest)
			chunks[string(rest[4:8])] = rest[8 : 8+n]
			rest = rest[12+n:]
		}
		if w := binary.BigEndian.Uint32(chunks["IHDR"]); w != c.width {
			t.Errorf("%q: %d pixels wide, want %d", c.size, w, c.width)
		}
		phys := chunks["pHYs"]
		if len(phys) != 9 || phys[8] != 1 || binary.BigEndian.Uint32(phys) != c.perMetre || binary.BigEndian.Uint32(phys[4:]) != c.perMetre {
			t.Errorf("%q: pHYs %v, want %d a metre", c.size, phys, c.perMetre)
		}
	}
}

// TestSVG_Sizes holds the sides to millimetres for paper.
func TestSVG_Sizes(t *testing.T) {
	for size, want := range map[Size]string{ColumnSize: `width="85mm"`, PageSize: `width="170mm"`, WebSize: `width="1200" height="675"`, SlideSize: `width="1920" height="1080"`} {
		p := lettersPicture(t, size)
		svg := string(p.SVG())
		if !strings.Contains(svg[:strings.Index(svg, ">")], want) {
			t.Errorf("%s: %.300s has no %s", size, svg, want)
		}
		if mm := p.size.millimetres(); mm > 0 && !strings.Contains(svg, fmt.Sprintf(`height="%gmm"`, quantise(p.Height*25.4/96))) {
			t.Errorf("%s: %.300s: the height is not in millimetres", size, svg)
		}
	}
}

// TestSVG_HundredIDs has 100 different pictures on one page: no id is there twice.
func TestSVG_HundredIDs(t *testing.T) {
	seen := map[string]int{}
	for i := range 100 {
		df := table("label|value", fmt.Sprintf("A|%d", 1+i%10), fmt.Sprintf("B|%d", 1+i/10))
		f := proveLayout(t, mustDraw(t, "bar", df, Options{Title: "The same title"}))
		if len(f.ids) != 2 {
			t.Fatalf("ids %v", f.ids)
		}
		for _, id := range f.ids {
			if other, ok := seen[id]; ok {
				t.Errorf("pictures %d and %d have the id %s", other, i, id)
			}
			seen[id] = i
		}
	}
}

// allowed are the elements and attributes that an SVG may hold: nothing that
// runs, loads or styles.
var allowed = map[string][]string{
	"svg":   {"xmlns", "width", "height", "viewBox", "role", "aria-labelledby", "lang", "direction", "text-anchor", "font-family"},
	"title": {"id"}, "desc": {"id"}, "g": {"data-figure"},
	"text":   {"x", "y", "font-size", "font-weight", "transform", "fill", "textLength", "lengthAdjust"},
	"rect":   {"x", "y", "width", "height", "fill", "fill-opacity"},
	"circle": {"cx", "cy", "r", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-linejoin"},
	"path":   {"d", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-linejoin"},
}

var (
	geometry  = []string{"x", "y", "width", "height", "cx", "cy", "r", "d", "transform", "viewBox", "textLength", "font-size", "stroke-width"}
	tooFine   = regexp.MustCompile(`\.\d{3,}|[eE]|NaN|Inf`)
	roundings = strings.NewReplacer("rotate", "") // the only word in a coordinate
)

// TestSVG_Vocabulary holds every golden picture, and texts that try to add to
// it, to the elements and attributes allowed, and to coordinates of at most two
// decimals.
func TestSVG_Vocabulary(t *testing.T) {
	pictures := map[string]*Picture{
		"texts": mustDraw(t, "bar", table("label|value|id", `"/><script>alert(1)</script>|3|a" onload="x`, "&amp;|2|<g>"), Options{Title: "<style>", Source: "]]>"}),
	}
	for _, g := range goldenCharts() {
		pictures[g.name] = g.draw(t)
	}
	for name, p := range pictures {
		d := xml.NewDecoder(bytes.NewReader(p.SVG()))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			for _, a := range e.Attr {
				if !slices.Contains(allowed[e.Name.Local], a.Name.Local) {
					t.Errorf("%s: %s has %s", name, e.Name.Local, a.Name.Local)
				}
				if slices.Contains(geometry, a.Name.Local) && tooFine.MatchString(roundings.Replace(a.Value)) {
					t.Errorf("%s: %s %s=%.80q is finer than 0.01", name, e.Name.Local, a.Name.Local, a.Value)
				}
			}
			if _, ok := allowed[e.Name.Local]; !ok {
				t.Errorf("%s: an element %s", name, e.Name.Local)
			}
		}
	}
}
