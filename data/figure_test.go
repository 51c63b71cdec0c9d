package data_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/go-gota/gota/series"

	"github.com/periplus-data/periplus/data"
)

// some returns a figure of each shape that a column can take.
func some(t testing.TB) data.Figures {
	share, err := data.NewAmount(data.Statement{Value: data.Int(80), Bound: data.BoundMoreThan, Unit: data.Percent}, data.Int(0), data.Int(100))
	if err != nil {
		t.Fatal(err)
	}
	return data.Figures{
		Sources: []data.Source{{ID: "b-source", SHA256: "b"}, {ID: "a-source", SHA256: "a"}},
		Figures: []data.Figure{
			{ID: "trade", Source: "a-source", Measure: "trade_total", Reporter: "NAM", Partner: "CHN", Period: data.Period{Start: date(t, "2022"), End: date(t, "2022")},
				Amount:   data.MustAmount(data.Statement{Value: number(t, "3.5"), Bound: data.BoundExact, Unit: data.USD, Step: number(t, "0.1"), Rounding: data.RoundingNearest}),
				Inferred: []string{"start", "end"}, Place: data.Place{Quote: data.Span{Start: 3, End: 7}}},
			{ID: "share", Source: "a-source", Measure: "arms_share", Amount: share},
			{ID: "deals", Source: "b-source", Measure: "agreements", Amount: data.MustAmount(data.Statement{Value: data.Int(12), Bound: data.BoundMoreThan, Unit: data.Count})},
			{ID: "day", Source: "b-source", Measure: "event", Amount: data.MustAmount(data.Statement{Date: date(t, "2017"), Bound: data.BoundExact, Unit: data.DateUnit}), Scope: "NA"},
			{ID: "words", Source: "b-source", Measure: "trade_ratio", Amount: data.MustAmount(data.Statement{Bound: data.BoundVague})},
		},
	}
}

func TestFigures_Table(t *testing.T) {
	var b strings.Builder
	if err := some(t).Table().WriteCSV(&b, false); err != nil {
		t.Fatal(err)
	}
	want := `id,source,measure,reporter,partner,start,end,value,low,high,bound,unit,low_open,high_open,rounding,step,scope,note,locator,quote_start,quote_end,quote_sha256,sentence_start,sentence_end,sentence_sha256,inferred,same_as
trade,a-source,trade_total,NAM,CHN,2022,2022,3.5,3.45,3.55,exact,USD,false,true,nearest,0.1,,,,3,7,,0,0,,start end,
share,a-source,arms_share,,,,,80,80,100,more_than,percent,true,false,,,,,,0,0,,0,0,,,
deals,b-source,agreements,,,,,12,13,,more_than,count,false,false,,,,,,0,0,,0,0,,,
day,b-source,event,,,,,2017,,,exact,date,false,false,,,NA,,,0,0,,0,0,,,
words,b-source,trade_ratio,,,,,,,,vague,,false,false,,,,,,0,0,,0,0,,,
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// TestFigures_TableRoundsOutward: China ÷ Russia, by long division 174.5 ÷ 3.55 =
// 49.15492957746478… and 175.5 ÷ 3.45 = 50.86956521739130…; 3.45 ÷ 302.45 =
// 0.01140684410646388… times 100.
func TestFigures_TableRoundsOutward(t *testing.T) {
	fs := data.Figures{Figures: []data.Figure{{Amount: data.Amount{Interval: data.Interval{Low: data.Frac(17450, 355), High: data.Frac(17550, 345)}}}}}
	row := fs.Table().Rows[0]
	if row[8] != "49.1549295774" || row[9] != "50.8695652174" {
		t.Errorf("got %s to %s", row[8], row[9])
	}
	fs.Figures[0].Amount.Interval.Low = data.Frac(34500, 30245)
	if low := fs.Table().Rows[0][8]; low != "1.14068441064" {
		t.Errorf("got %s", low)
	}
}

// TestFigures_TableKeepsWhatIsStated: a source may print more digits than a
// result has.
func TestFigures_TableKeepsWhatIsStated(t *testing.T) {
	a := data.MustAmount(data.Statement{Value: number(t, "1234567890123"), Step: number(t, "0.0000000000001"), Unit: "VND", Bound: data.BoundExact, Rounding: data.RoundingNearest})
	row := data.Figures{Figures: []data.Figure{{Amount: a}}}.Table().Rows[0]
	if row[7] != "1234567890123" || row[15] != "0.0000000000001" {
		t.Errorf("got %s, step %s", row[7], row[15])
	}
}

func TestFigures_Frame(t *testing.T) {
	df := some(t).Frame()
	if df.Err != nil || df.Nrow() != 5 || df.Ncol() != len(data.FigureColumns()) {
		t.Fatalf("%d rows, %d columns, %v", df.Nrow(), df.Ncol(), df.Err)
	}
	for name, want := range map[string]series.Type{"id": series.String, "value": series.Float, "low": series.Float, "high": series.Float, "step": series.Float,
		"low_open": series.Bool, "quote_start": series.Int, "start": series.String, "bound": series.String} {
		if got := df.Col(name).Type(); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	value, high := df.Col("value").Float(), df.Col("high").Float()
	if value[0] != 3.5 || high[0] != 3.55 || !math.IsNaN(high[2]) {
		t.Errorf("values %v, highs %v", value, high)
	}
	if !math.IsNaN(value[3]) || !math.IsNaN(value[4]) {
		t.Errorf("a date and a vague statement have no number, got %v", value[3:])
	}
	if got := df.Col("scope").Records()[3]; got != "NA" {
		t.Errorf("the text NA came back as %q", got)
	}
	if empty := (data.Figures{}).Frame(); empty.Err != nil || empty.Nrow() != 0 || empty.Ncol() != len(data.FigureColumns()) {
		t.Errorf("an empty set: %d rows, %d columns, %v", empty.Nrow(), empty.Ncol(), empty.Err)
	}
}

func TestFigures_Lookups(t *testing.T) {
	fs := some(t)
	if _, err := fs.Lookup("trde"); err == nil || err.Error() != `unknown figure "trde" (did you mean "trade"?)` {
		t.Errorf("got %v", err)
	}
	if _, err := fs.Lookup("zzzzzz"); err == nil || !strings.Contains(err.Error(), "`periplus figures` lists them") {
		t.Errorf("got %v", err)
	}
	if _, err := fs.Source("a-sorce"); err == nil || err.Error() != `unknown source "a-sorce" (did you mean "a-source"?); write one of a-source, b-source` {
		t.Errorf("got %v", err)
	}
	two, err := fs.Select([]string{"deals", "trade"})
	if err != nil || two[0].ID != "deals" || two[1].ID != "trade" {
		t.Errorf("got %v, %v", two, err)
	}
	if _, err := fs.Select([]string{"deals", "x"}); err == nil {
		t.Error("one unknown id must be an error")
	}
	if s, ok := fs.BySHA256("a"); !ok || s.ID != "a-source" {
		t.Errorf("got %v, %v", s, ok)
	}
	if _, ok := fs.BySHA256(""); ok {
		t.Error("no hash names no source")
	}
	if f := fs.Figures[0]; !f.IsInferred("start") || f.IsInferred("value") {
		t.Error("start is inferred and value is not")
	}
}

func TestFigure_Rounded(t *testing.T) {
	fs := some(t)
	for id, want := range map[string]string{"trade": "[3.45, 3.6)", "share": "(80, 100]", "deals": "[13, )", "words": "(, )"} {
		f, err := fs.Lookup(id)
		if err != nil {
			t.Fatal(err)
		}
		g, err := f.Rounded(data.RoundingEither)
		if got := interval(g.Amount.Interval); err != nil || got != want {
			t.Errorf("%s: got %s, %v; want %s", id, got, err, want)
		}
	}
	if same, err := fs.Figures[0].Rounded(data.RoundingNone); err != nil || interval(same.Amount.Interval) != "[3.45, 3.55)" {
		t.Errorf("got %v, %v", same, err)
	}
	odd := fs.Figures[0]
	odd.Measure = "trade"
	if _, err := odd.Rounded(data.RoundingDown); err == nil || !strings.Contains(err.Error(), "trade: unknown measure") {
		t.Errorf("got %v", err)
	}
}

func TestParseError(t *testing.T) {
	cause := errors.New(`cannot read "n/a"`)
	for want, e := range map[string]*data.ParseError{
		`flows.csv:41:7: value: cannot read "n/a"`: {File: "flows.csv", Line: 41, Col: 7, Field: "value", Err: cause},
		`flows.csv:41: cannot read "n/a"`:          {File: "flows.csv", Line: 41, Err: cause},
		`flows.csv: cannot read "n/a"`:             {File: "flows.csv", Col: 3, Err: cause},
	} {
		if e.Error() != want || !errors.Is(e, cause) {
			t.Errorf("got %q, want %q", e, want)
		}
	}
}

func TestUnits(t *testing.T) {
	for text, want := range map[string][3]bool{ // money, whole, measured
		"USD": {true, false, true}, "VND": {true, false, true}, "percent": {false, false, true}, "count": {false, true, false}, "ordinal": {false, true, false},
		"date": {false, false, false}, "ratio": {false, false, true}, "years": {false, false, true}, "EUR/USD": {false, false, true}, "TIV_million": {false, false, true},
	} {
		u, err := data.ParseUnit(text)
		if got := [3]bool{u.IsMoney(), u.IsWhole(), u.IsMeasured()}; err != nil || got != want {
			t.Errorf("%s: got %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "usd", "Usd", "US$", "ZZZ", "dollars", "%", "EUR/", "/USD", "EUR/USD/GBP", "percent/USD", strings.Repeat("U", 10_000)} {
		if u, err := data.ParseUnit(text); err == nil || u != "" || !strings.Contains(err.Error(), "a currency as USD") || len(err.Error()) > 300 {
			t.Errorf("%.20q: got %q, %v", text, u, err)
		}
	}
}

func TestMeasures(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range data.Measures {
		if seen[m.ID] || m.Meaning == "" || len(m.Units) == 0 || !strings.HasSuffix(m.Meaning, ".") {
			t.Errorf("%+v stands twice or says nothing", m)
		}
		seen[m.ID] = true
		if m.Cap.IsSet() && m.Cap.Cmp(m.Floor) <= 0 {
			t.Errorf("%s: cap %s, floor %s", m.ID, m.Cap, m.Floor)
		}
	}
	for _, m := range data.Measures {
		if m.Whole != "" && !seen[m.Whole] {
			t.Errorf("%s is a part of %q, which is no measure", m.ID, m.Whole)
		}
	}
	share, err := data.LookupMeasure("arms_share")
	if err != nil || !share.Fits(data.Percent) || !share.Fits("") || share.Fits(data.USD) || share.UnitNames() != "percent" {
		t.Errorf("%+v, %v", share, err)
	}
	trade, err := data.LookupMeasure("trade_total")
	if err != nil || !trade.Fits(data.EUR) || trade.Fits(data.Percent) || trade.UnitNames() != "a currency as USD" || len(trade.PlainUnits()) != 0 {
		t.Errorf("%+v, %v", trade, err)
	}
	if trade.Floor.Sign() != 0 || !trade.Floor.IsSet() || trade.Cap.IsSet() {
		t.Error("trade has floor 0 and no cap")
	}
	if _, err := data.LookupMeasure("arms_shares"); err == nil || !strings.Contains(err.Error(), `(did you mean "arms_share"?)`) {
		t.Errorf("got %v", err)
	}
	if growth, err := data.LookupMeasure("growth"); err != nil || growth.Floor.IsSet() || growth.Cap.IsSet() {
		t.Errorf("growth has neither floor nor cap: %+v, %v", growth, err)
	}
}

func TestSuggest(t *testing.T) {
	names := []string{"trade_total", "exports", "imports"}
	for got, want := range map[string]string{
		"trade_totl": ` (did you mean "trade_total"?)`, "trade": ` (did you mean "trade_total"?)`, "xports": ` (did you mean "exports"?)`,
		"": "", "ab": "", "something": "", strings.Repeat("x", 10_000): "",
	} {
		if hint := data.Suggest(got, names); hint != want {
			t.Errorf("%.20q: got %q, want %q", got, hint, want)
		}
	}
	if data.Suggest("trade", nil) != "" {
		t.Error("nothing is near to nothing")
	}
}

// TestFigures_In: what has a translation is translated, all else and the set
// itself stay as they are.
func TestFigures_In(t *testing.T) {
	fs := data.Figures{
		Sources: []data.Source{{ID: "s", Note: "source"}, {ID: "t", Note: "other"}},
		Figures: []data.Figure{{ID: "a", Scope: "scope", Note: "note"}, {ID: "b", Scope: "kept", Note: "note"}, {ID: "c", Note: "kept"}},
		Translations: []data.Translation{
			{ID: "a", Language: "fr", Scope: "portée", Note: "remarque"}, {ID: "a", Language: "de", Scope: "x", Note: "x"},
			{ID: "b", Language: "fr", Note: "autre"}, {ID: "s", Language: "fr", Note: "origine"},
		},
	}
	texts := func(fs data.Figures) string {
		var out []string
		for _, s := range fs.Sources {
			out = append(out, s.Note)
		}
		for _, f := range fs.Figures {
			out = append(out, f.Scope+"/"+f.Note)
		}
		return strings.Join(out, " ")
	}
	before := texts(fs)
	if got, want := texts(fs.In("fr")), "origine other portée/remarque kept/autre /kept"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if texts(fs) != before || texts(fs.In("it")) != before {
		t.Errorf("got %s and %s, want %s", texts(fs), texts(fs.In("it")), before)
	}
}
