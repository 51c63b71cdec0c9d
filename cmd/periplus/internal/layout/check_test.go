package layout

import (
	"testing"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// found is made up: a share of more than 80% was stated, and 81.5 observed.
func found(id string) analysis.Finding {
	a := data.MustAmount(data.Statement{Value: data.Int(80), Unit: data.Percent, Bound: data.BoundMoreThan})
	in2019 := data.Period{Start: data.Date{Year: 2019}, End: data.Date{Year: 2019}}
	return analysis.Finding{
		Figure:  data.Figure{ID: id, Measure: "arms_share", Reporter: "VNM", Partner: "RUS", Period: in2019, Amount: a},
		Verdict: analysis.Holds, Rule: analysis.WithinBound, Observed: number("81.5"), Unit: data.Percent, Whose: analysis.WhoseProvider,
		Releases:   []data.Release{{Publisher: "P", Title: "T", Vintage: "2025"}},
		Selections: []data.Selection{{Reporters: []string{"VNM"}, Partners: []string{"RUS"}}, {Reporters: []string{"VNM"}}},
	}
}

func TestFindings(t *testing.T) {
	no := analysis.Finding{Figure: data.Figure{ID: "visits"}, Verdict: analysis.CannotTell, Reason: analysis.ReasonMeasure}
	const want = "check     share: more than 80%, 2019\n" +
		"answer    holds, 81.5%\n" +
		"whose     by the provider's own count\n" +
		"source    P, T, vintage 2025\n" +
		"rows      reporter=VNM partner=RUS ÷ reporter=VNM\n" +
		"\nno data on trade or arms hold these: visits\n"
	if got := Findings(analysis.CheckResult{Findings: []analysis.Finding{found("share"), no}}, locale.English); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// In Vietnamese another label is the longest.
	const vietnamese = "số liệu    share: hơn 80%, 2019\n" +
		"trả lời    đúng, 81,5%\n" +
		"theo ai    theo số liệu của bên cung cấp dữ liệu\n" +
		"nguồn      P, T, phiên bản 2025\n" +
		"dòng       reporter=VNM partner=RUS ÷ reporter=VNM\n" +
		"\ndữ liệu thương mại và vũ khí không có những nội dung này: visits\n"
	if got := Findings(analysis.CheckResult{Findings: []analysis.Finding{found("share"), no}}, locale.Vietnamese); got != vietnamese {
		t.Errorf("got\n%s\nwant\n%s", got, vietnamese)
	}
	// Alone, it gets an answer of its own.
	no.Figure.Amount = found("").Figure.Amount
	const stated = "check     visits: more than 80%\nanswer    cannot tell\n          no data on trade or arms hold this\n"
	if got := Findings(analysis.CheckResult{Findings: []analysis.Finding{no}}, locale.English); got != stated {
		t.Errorf("got\n%s\nwant\n%s", got, stated)
	}
	const grid = "| Figure | What is stated | Answer | Note | Source |\n| --- | --- | --- | --- | --- |\n" +
		"| share | more than 80% (2019) | holds, 81.5% | by the provider's own count | P, T, vintage 2025 |\n"
	if got := Markdown(FindingGrid(analysis.CheckResult{Findings: []analysis.Finding{found("share")}}, locale.English)); got != grid {
		t.Errorf("got\n%s\nwant\n%s", got, grid)
	}
}

func TestFigureChanges(t *testing.T) {
	flipped := found("b")
	flipped.Verdict, flipped.Observed = analysis.Contradicted, number("49.8")
	r := analysis.DiffResult{Changes: []analysis.FigureChange{
		{Report: "r", State: analysis.Survives, Before: found("a"), After: found("a")},
		{Report: "r", State: analysis.Flips, Before: found("b"), After: flipped},
		{Report: "r", State: analysis.NotChecked, Before: found("c"), After: found("c")},
	}}
	const want = "flips: 1, drifts: 0, survives: 1, not checked: 1\n\n" +
		"State     Report  Figure  What is stated        Before        After                Note\n" +
		"flips     r       b       more than 80% (2019)  holds, 81.5%  contradicted, 49.8%\n" +
		"survives  r       a       more than 80% (2019)  holds, 81.5%  holds, 81.5%\n"
	if got := FigureChanges(r, locale.English); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRecordChanges(t *testing.T) {
	in2019 := data.Period{Start: data.Date{Year: 2019}, End: data.Date{Year: 2023}}
	r := analysis.RecordDiff{Compared: 9, Differ: 1, Period: in2019, Changes: []analysis.RecordChange{
		{By: "partner", Partner: "RUS", Flow: data.Import, Unit: data.TIVMillion, Period: in2019, Before: number("515"), After: number("498")}}}
	const want = "2019–2023: of 9 sums 1 differ; the largest changes\n\n" +
		"By       Reporter  Partner  Flow  Period        Before      After         Difference\n" +
		"partner            Russia   M     2019–2023  515\u00a0m\u00a0TIV  498\u00a0m\u00a0TIV  \u221217\u00a0m\u00a0TIV (\u22123.3%)\n"
	if got := RecordChanges(r, locale.English); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := RecordChanges(analysis.RecordDiff{}, locale.English); got != "no sum differs\n" {
		t.Errorf("got %q", got)
	}
}
