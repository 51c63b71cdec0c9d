package charts

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
)

// markOf returns the shapes of the mark of a figure.
func markOf(t *testing.T, p *Picture, figure string) mark {
	t.Helper()
	for _, m := range p.plan.marks {
		if m.figure == figure {
			return m
		}
	}
	t.Fatalf("no mark of %q", figure)
	return mark{}
}

// filled returns the extents of the shapes of a mark in one colour.
func filled(m mark, color Color) (out []rect) {
	for _, s := range m.shapes {
		if s.text == "" && s.color == color && s.stroke == 0 {
			out = append(out, extent(s))
		}
	}
	return out
}

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

// Bars are to scale and begin at one zero: 175 ÷ 3.5 = 50 and 123 ÷ 3.5 =
// 35.14. Each end is rounded to 0.01 pixels.
func TestBar_ToScale(t *testing.T) {
	p := mustDraw(t, "bar", tradeFrame(), Options{})
	ru := filled(markOf(t, p, "vn-ru-trade-2022"), Web.Series[0].Fill)[0]
	us := filled(markOf(t, p, "vn-us-trade-2022"), Web.Series[0].Fill)[0]
	cn := filled(markOf(t, p, "vn-cn-trade-2022"), Web.Series[0].Fill)[0]
	if ru.x != us.x || us.x != cn.x {
		t.Errorf("bars begin at %g, %g, %g", ru.x, us.x, cn.x)
	}
	if !near(cn.w, 50*ru.w, 0.51) || !near(us.w, 123.0/3.5*ru.w, 0.51) {
		t.Errorf("widths %g, %g, %g are not 3.5 : 123 : 175", ru.w, us.w, cn.w)
	}
	if !(cn.y < us.y && us.y < ru.y) {
		t.Error("bars are not ranked from the largest down")
	}
	for _, id := range []string{"vn-ru-trade-2022", "vn-cn-trade-2022"} {
		if n := strokes(markOf(t, p, id)); n != 0 {
			t.Errorf("%s: a rounding interval under 2%% of the axis is drawn", id)
		}
	}
}

// strokes counts the hatch lines of a mark.
func strokes(m mark) (n int) {
	for _, s := range m.shapes {
		if s.stroke > 0 {
			n += len(s.outlines)
		}
	}
	return n
}

func TestBar_OpenEnds(t *testing.T) {
	p := mustDraw(t, "bar", agreementsFrame(), Options{})
	more, about := markOf(t, p, "vn-ru-agreements-more"), markOf(t, p, "vn-ru-agreements-about")
	official := filled(markOf(t, p, "vn-ru-agreements-official"), Web.Series[0].Fill)[0]
	// More than a dozen is at least 13; about a dozen is 11 to 13.
	if sure := filled(more, Web.Series[0].Fill)[0]; !near(sure.w, official.w*13/11, 0.1) {
		t.Errorf("more than 12 is solid over %g, want 13/11 of %g", sure.w, official.w)
	}
	if sure := filled(about, Web.Series[0].Fill)[0]; !near(sure.w, official.w, 0.02) {
		t.Errorf("about 12 is solid over %g, want the 11 of %g", sure.w, official.w)
	}
	open := filled(about, Web.Series[0].Fill.mix(Web.Paper, 0.16))[0]
	if !near(open.x, official.right(), 0.02) || !near(open.w, official.w*2/11, 0.1) || strokes(about) == 0 {
		t.Errorf("about 12 is hatched over %+v", open)
	}
	if strokes(more) == 0 || len(filled(more, Web.Series[0].Fill.mix(Web.Paper, 0.6))) != 1 {
		t.Error("more than 12 has no fading arrow")
	}
	none := markOf(t, p, "vn-ru-agreements-unpublished")
	for _, s := range none.shapes {
		if s.text == "" && s.color != Web.Paper {
			t.Errorf("a vague statement is drawn: %+v", s)
		}
	}
	if none.shapes[len(none.shapes)-1].text != "no number stated" {
		t.Errorf("a vague statement says %q", none.shapes[len(none.shapes)-1].text)
	}
}

func TestBar_Negative(t *testing.T) {
	p := mustDraw(t, "bar", table("label|value|id", "a|-4|a", "b|2|b"), Options{})
	a, b := filled(markOf(t, p, "a"), Web.Series[0].Fill)[0], filled(markOf(t, p, "b"), Web.Series[0].Fill)[0]
	if a.right() != b.x || !near(a.w, 2*b.w, 0.03) {
		t.Errorf("bars %+v and %+v do not meet at zero, two to one", a, b)
	}
}

// 80% is solid, the rest up to the cap of 100 hatched. The area between the
// margins of 36 is 1128 wide, and 80% of it 902.4.
func TestShare_MoreThan(t *testing.T) {
	p := mustDraw(t, "share", shareFrame(), Options{})
	m := markOf(t, p, "vn-ru-arms-share-1995-2023")
	if sure := filled(m, Web.Series[0].Fill)[0]; sure.x != 36 || !near(sure.w, 902.4, 0.005) {
		t.Errorf("solid part %+v, want 36 to 938.4", sure)
	}
	if open := filled(m, Web.Series[0].Fill.mix(Web.Paper, 0.16))[0]; !near(open.x, 938.4, 0.005) || !near(open.right(), 1164, 0.005) {
		t.Errorf("hatched part %+v, want 938.4 to 1164", open)
	}
	if all := filled(m, Web.Empty)[0]; all.w != 1128 {
		t.Errorf("the whole is %+v", all)
	}
	if want := "Russia: more than 80% (80% to 100%)\nSource: Article"; m.title != want {
		t.Errorf("hover %q, want %q", m.title, want)
	}
}

// China's 50 leaves 49.15 to 50.87 open: 49 whole squares and 0.15 of one are
// solid, and the other parts hatched; the base is one square.
func TestTimes_Squares(t *testing.T) {
	p := mustDraw(t, "times", timesFrame(), Options{})
	area := func(m mark, color Color) (squares, sum float64) {
		for _, s := range m.shapes {
			if s.text == "" && s.color == color && s.stroke == 0 {
				for _, o := range s.outlines {
					r := extent(shape{outlines: [][]point{o}})
					sum += r.w * r.h
					squares++
				}
			}
		}
		return squares, sum
	}
	base, unit := area(markOf(t, p, "vn-ru-trade-2022"), Web.Series[0].Fill)
	if base != 1 {
		t.Fatalf("the base is %g squares", base)
	}
	cn := markOf(t, p, "vn-cn-trade-2022")
	if n, sum := area(cn, Web.Series[0].Fill); n != 50 || !near(sum/unit, 49.1549, 0.01) {
		t.Errorf("China is solid over %g squares in %g parts, want 49.155", sum/unit, n)
	}
	if n, sum := area(cn, Web.Series[0].Fill.mix(Web.Paper, 0.16)); n != 2 || !near(sum/unit, 50.8696-49.1549, 0.01) {
		t.Errorf("China is hatched over %g squares in %g parts, want 1.715", sum/unit, n)
	}
	var texts []string
	for _, s := range cn.shapes {
		texts = append(texts, s.text)
	}
	for _, want := range []string{"50×", "(49–51, from rounding)"} {
		if !slices.Contains(texts, want) {
			t.Errorf("China has no %q in %q", want, texts)
		}
	}
}

// 2017 is half of the way from 2014 to 2020, and 535 half of the way up to
// 1070; a year that is missing breaks the line.
func TestLine_Scale(t *testing.T) {
	p := mustDraw(t, "line", table("label|value|id", "2014|1070|a", "2017|535|b", "2019|0|c", "2020|0|d"), Options{})
	at := func(id string) point {
		r := filled(markOf(t, p, id), Web.Series[0].Fill)[0]
		return point{r.x + r.w/2, r.y + r.h/2}
	}
	a, b, d := at("a"), at("b"), at("d")
	if !near(b.x, (a.x+d.x)/2, 0.02) || !near(b.y, (a.y+d.y)/2, 0.02) {
		t.Errorf("points %v, %v, %v are not in line", a, b, d)
	}
	var joined int
	for _, m := range p.plan.marks {
		for _, s := range m.shapes {
			if s.stroke > 0 && s.color == Web.Series[0].Fill {
				joined += len(s.outlines[0]) - 1
			}
		}
	}
	if joined != 1 {
		t.Errorf("%d pairs of years are joined, want only 2019 and 2020", joined)
	}
}

func TestLine_MissingNumberBreaks(t *testing.T) {
	l := &track{points: []row{
		{time: data.Date{Year: 2001}, hasNumber: true, value: 1}, {time: data.Date{Year: 2002}, value: math.NaN()},
		{time: data.Date{Year: 2003}, hasNumber: true, value: 1}, {time: data.Date{Year: 2004}, hasNumber: true, value: 1},
	}}
	l.join()
	if want := []bool{false, false, true, false}; !slices.Equal(l.joined, want) {
		t.Errorf("joined %v, want %v", l.joined, want)
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		most      int
		want      string
	}{
		{0, 175e9, 6, "0 50000000000 100000000000 150000000000"},
		{0, 100, 6, "0 20 40 60 80 100"},
		{0, 0.3, 4, "0 0.1 0.2 0.3"},
		{-2.5, 3, 6, "-2 -1 0 1 2 3"},
		{1990, 2020, 4, "1990 2000 2010 2020"},
		{5, 5, 6, ""},
	} {
		var got []string
		for _, n := range ticks(c.low, c.high, c.most) {
			got = append(got, n.String())
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("ticks(%g, %g, %d) = %s, want %s", c.low, c.high, c.most, s, c.want)
		}
	}
}

// Widths from the font's hmtx table at 2048 units per em: A 1366, V 1366,
// blank 569; the pair AV is kerned by −152 (kern table).
func TestFont_Width(t *testing.T) {
	for _, c := range []struct {
		text string
		want float64
	}{{"A", 1366}, {" ", 569}, {"AV", 1366 + 1366 - 152}, {"", 0}} {
		if got := defaultFonts().regular.width(c.text, 2048); got != c.want {
			t.Errorf("width of %q is %g, want %g", c.text, got, c.want)
		}
	}
}

// At 10 pixels "one two" has 35.02 (7173 units), an a 5.56, an ellipsis 10; so
// six a fit a line, and four with an ellipsis.
func TestWrap(t *testing.T) {
	f := defaultFonts().regular
	w := f.width("one two", 10)
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"one two", 3, "one two"},
		{"one two three", 3, "one two|three"},
		{"one two three four", 1, "one t…"},
		{"", 3, ""},
		{"aaaaaaaaaaaaaaaaaaaa", 2, "aaaaaa|aaaa…"},
		{"one\u00a0two\u00a0x y", 3, "one\u00a0two|\u00a0x y"},
	} {
		got := wrap(f, c.text, 10, w, c.most)
		for _, line := range got {
			if f.width(line, 10) > w {
				t.Errorf("line %q of %q is too wide", line, c.text)
			}
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("wrap(%q) = %q, want %q", c.text, s, c.want)
		}
	}
}
