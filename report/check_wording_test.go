package report

import (
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

func yearDate(y int) data.Date { return data.Date{Year: y} }

func span(from, to int) data.Period { return data.Period{Start: yearDate(from), End: yearDate(to)} }

// shareFinding is made up: more than 80% was stated, and 81.5 observed.
func shareFinding() analysis.Finding {
	a := data.MustAmount(data.Statement{Value: data.Int(80), Unit: data.Percent, Bound: data.BoundMoreThan})
	return analysis.Finding{
		Figure:  data.Figure{ID: "share", Measure: "arms_share", Reporter: "VNM", Partner: "RUS", Period: span(1995, 2023), Amount: a},
		Verdict: analysis.Holds, Rule: analysis.WithinBound, Observed: data.MustNumber("81.4846"), Unit: data.Percent, Whose: analysis.WhoseProvider,
	}
}

func unspaced(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }

// Every verdict and reason has words of its own in every language.
func TestCheckWords_Complete(t *testing.T) {
	for _, l := range locale.Languages {
		var seen []string
		for _, v := range []analysis.Verdict{analysis.Holds, analysis.Contradicted, analysis.CannotTell} {
			seen = append(seen, CheckVerdict(l, v))
		}
		for _, reason := range analysis.Reasons {
			seen = append(seen, checkReason(l, analysis.Finding{Reason: reason, Detail: "x"}))
		}
		for i, text := range seen {
			if text == "" || slices.Contains(seen[:i], text) {
				t.Errorf("%s: %q is empty or there twice", l, text)
			}
		}
	}
}

func TestCheckAnswer(t *testing.T) {
	f := shareFinding()
	if got := unspaced(CheckAnswer(locale.English, f)); got != "holds, 81.5%" {
		t.Errorf("got %q", got)
	}
	f.Verdict, f.Seen, f.Missing = analysis.CannotTell, []data.Date{yearDate(2000), yearDate(2001), yearDate(2003)}, []data.Date{yearDate(1999)}
	if got := unspaced(CheckAnswer(locale.French, f)); got != "indécidable, 81,5 % en 2000–2001, 2003" {
		t.Errorf("got %q", got)
	}
	// 80.04 is more than 80, and must not be shown as 80.
	f.Missing, f.Observed = nil, data.MustNumber("80.04")
	if got := CheckObserved(locale.English, f); got != "80.04%" {
		t.Errorf("got %q", got)
	}
	f.Observed = data.Number{}
	if got := CheckAnswer(locale.English, f); got != "cannot tell" {
		t.Errorf("got %q", got)
	}
}

// Each thing that a finding can hold is said.
func TestCheckRemarks(t *testing.T) {
	tests := []struct {
		name string
		edit func(*analysis.Finding)
		want string
	}{
		{"latest", func(f *analysis.Finding) {
			f.Windows = []analysis.Window{{Period: span(2019, 2023), Observed: data.MustNumber("51.49"), Verdict: analysis.Contradicted}}
		}, "not true of the latest five years, 2019–2023: 51.5%"},
		{"latest holds", func(f *analysis.Finding) {
			f.Windows = []analysis.Window{{Period: span(2019, 2023), Observed: data.MustNumber("90"), Verdict: analysis.Holds}}
		}, "true of the latest five years, 2019–2023: 90%"},
		{"fall", func(f *analysis.Finding) {
			f.Timing = &analysis.Timing{Peak: span(2011, 2015), PeakMean: data.MustNumber("721.9"), Fell: yearDate(2020), Last: span(2019, 2023), LastMean: data.MustNumber("60.8"), Event: 2022}
		}, "deliveries fell in 2020, before 2022: from then on the mean of five years is under half of its peak, 722 m TIV a year in 2011–2015; in 2019–2023 it was 61 m TIV; this shows timing, not cause"},
		{"no fall", func(f *analysis.Finding) {
			f.Timing = &analysis.Timing{Peak: span(2011, 2015), PeakMean: data.MustNumber("7.25"), Last: span(2019, 2023), LastMean: data.MustNumber("6")}
		}, "deliveries have not fallen to half of their peak, 7.3 m TIV a year in 2011–2015"},
		{"cut off", func(f *analysis.Finding) {
			f.Rule, f.Unit, f.RoundsTo = analysis.TruncatesTo, data.USD, data.MustNumber("176000000000")
		}, "the number printed is cut off; it rounds to $176bn"},
		{"unseen", func(f *analysis.Finding) {
			f.Seen, f.Missing = []data.Date{yearDate(2000)}, []data.Date{yearDate(1998), yearDate(1999)}
		}, "the record does not show 1998–1999, and nothing there could change the answer"},
		{"unseen and open", func(f *analysis.Finding) {
			f.Verdict, f.Reason = analysis.CannotTell, analysis.ReasonUnseen
			f.Seen, f.Missing = []data.Date{yearDate(2000)}, []data.Date{yearDate(1999)}
			f.Wanted = &analysis.Wanted{Arms: true, Reporters: []string{"VNM"}, Period: span(1995, 2023)}
		}, "years that are not there could change the answer; the record does not show 1999; a SIPRI trade register that holds Viet Nam and covers 1995–2023 would tell"},
		{"mirror wanted", func(f *analysis.Finding) {
			f.Verdict, f.Reason = analysis.CannotTell, analysis.ReasonNoRow
			f.Wanted = &analysis.Wanted{Reporters: []string{"VNM", "RUS"}, Period: span(2022, 2022)}
		}, "no row is about it; a UN Comtrade file with reporter Viet Nam or Russia for 2022 would tell"},
		{"estimate", func(f *analysis.Finding) {
			f.Estimate, f.Possible = data.MustNumber("39.83"), data.Interval{Low: data.MustNumber("34.83"), High: data.MustNumber("70.68")}
		}, "estimate: 39.8% of the volume is from records over several years that lie partly in the period; possible: 34 to 71%"},
		{"former", func(f *analysis.Finding) {
			f.Former, f.Selections = []analysis.Piece{{Place: "SUN", Value: data.Int(90)}}, []data.Selection{{Unit: data.TIVMillion}}
		}, "Soviet Union is counted apart: 90 m TIV"},
		{"nothing", func(*analysis.Finding) {}, ""},
	}
	for _, test := range tests {
		f := shareFinding()
		test.edit(&f)
		if got := unspaced(strings.Join(CheckRemarks(locale.English, f), "; ")); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestCheckWhose(t *testing.T) {
	f := shareFinding()
	f.Whose, f.Valuation = analysis.WhoseReporter, data.FOB
	if got := CheckWhose(locale.English, f); got != "as Viet Nam reports it (FOB)" {
		t.Errorf("got %q", got)
	}
	f.Whose, f.Valuation = analysis.WhoseMirror, data.Mixed
	if got := CheckWhose(locale.English, f); got != "mirror, as Russia reports it (FOB + CIF)" {
		t.Errorf("got %q", got)
	}
}

func TestCheckRows(t *testing.T) {
	f := shareFinding()
	f.Selections = []data.Selection{{Reporters: []string{"VNM"}, Unit: data.TIVMillion}}
	f.Partners = []analysis.Piece{{Place: "RUS", Value: data.MustNumber("7571.5"), Share: data.MustNumber("81.48")}, {Place: "SIPRI:X", Value: data.MustNumber("8.26")}}
	f.Years = []analysis.YearPiece{{Period: yearDate(2019), Part: data.Int(138)}, {Period: yearDate(2020), Part: data.MustNumber("9.96"), IsEstimate: true}}
	if got := unspaced(CheckPartners(locale.English, f)); got != "Russia 7,572 m TIV (81.5%); SIPRI:X 8.3 m TIV" {
		t.Errorf("got %q", got)
	}
	if got := unspaced(CheckYears(locale.English, f)); got != "m TIV: 138 (2019), 10 (2020); deals over several years are divided evenly among them" {
		t.Errorf("got %q", got)
	}
}
