package report

import (
	"slices"
	"strings"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// verdictKeys are the words of the verdicts of a check.
var verdictKeys = map[analysis.Verdict]locale.Key{
	analysis.Holds:        locale.VerdictHolds,
	analysis.Contradicted: locale.VerdictContradicted,
	analysis.CannotTell:   locale.VerdictCannotTell,
}

// CheckVerdict writes the verdict of a finding: "holds".
func CheckVerdict(l locale.Language, v analysis.Verdict) string { return l.Text(verdictKeys[v]) }

// CheckObserved writes what a record shows, with the years where they are not
// the whole period: "81.5%", "80.6% in 2000–2023". It is "" where the record
// shows nothing.
func CheckObserved(l locale.Language, f analysis.Finding) string {
	text := l.Value(f.Shown(f.Observed), f.Unit)
	if text == "" || len(f.Missing) == 0 || len(f.Seen) == 0 {
		return text
	}
	return l.Text(locale.CheckInPart, text, slotsText(l, f.Seen))
}

// CheckAnswer writes verdict and observed value: "holds, 81.5%".
func CheckAnswer(l locale.Language, f analysis.Finding) string {
	parts := []string{CheckVerdict(l, f.Verdict)}
	if text := CheckObserved(l, f); text != "" {
		parts = append(parts, text)
	}
	return l.Join(locale.ListComma, parts)
}

// slotsText writes years or months as spans: "1995–1999, 2003".
func slotsText(l locale.Language, slots []data.Date) string {
	spans := analysis.SpansOf(slots)
	for i, span := range spans {
		start, end, two := strings.Cut(span, "/")
		if !two {
			end = start
		}
		from, _ := data.ParseDate(start)
		to, _ := data.ParseDate(end)
		spans[i] = l.Period(data.Period{Start: from, End: to})
	}
	return l.Join(locale.ListComma, spans)
}

// CheckRemarks says what a reader has to know of a finding beside the answer:
// why it cannot be told, which years are not seen and what file would tell, how
// the number rounds, whether the latest five years bear a long share out, when
// deliveries fell, and what is an estimate.
func CheckRemarks(l locale.Language, f analysis.Finding) []string {
	var out []string
	for _, text := range []string{
		checkReason(l, f), checkMissing(l, f), checkWanted(l, f.Wanted), checkCutOff(l, f), CheckLatest(l, f), CheckTiming(l, f), checkEstimate(l, f), checkFormer(l, f),
	} {
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}

// CheckLatest says whether a statement about a long period is true of its
// latest five years: "not true of the latest five years, 2019–2023: 51.5%". It
// is "" for a finding without windows.
func CheckLatest(l locale.Language, f analysis.Finding) string {
	key := locale.CheckLatestUnclear
	switch f.LatestVerdict() {
	case "":
		return ""
	case analysis.Holds:
		key = locale.CheckLatestHolds
	case analysis.Contradicted:
		key = locale.CheckLatestNot
	}
	w := f.Windows[0]
	return l.Text(key, l.Period(w.Period), l.Value(f.Shown(w.Observed), f.Unit))
}

// possibleRange writes what a record leaves possible: percentages in whole
// points, rounded outwards, all else as an interval.
func possibleRange(l locale.Language, possible data.Interval, u data.Unit) string {
	if u == data.Percent && possible.Low.IsSet() && possible.High.IsSet() {
		one := data.Int(1)
		return l.Text(locale.FromTo, l.Plain(possible.Low.RoundTo(one, data.Down)), l.Value(possible.High.RoundTo(one, data.Up), u))
	}
	return l.Rounded(data.Number{}, possible, u)
}

// maxWindowWidth is how many percentage points may lie between the ends of what
// is possible in a window for its value to be worth showing.
const maxWindowWidth = 50

// CheckWindows writes a share in windows of years, the latest first: "2019–2023:
// 51.7%, 2014–2018: 75.8%". Where records over several years straddle the edge of
// a window, what they leave possible stands behind its value. It is "" where no
// window can be told.
func CheckWindows(l locale.Language, f analysis.Finding) string {
	items, known := make([]string, len(f.Windows)), 0
	for i, w := range f.Windows {
		text := l.Value(f.Shown(w.Observed), f.Unit)
		known++
		switch width := w.Possible.Width(); {
		case !width.IsSet() || width.Cmp(data.Int(maxWindowWidth)) > 0:
			text = l.Text(locale.VerdictCannotTell)
			known--
		case width.Sign() > 0:
			text += " (" + possibleRange(l, w.Possible, f.Unit) + ")"
		}
		items[i] = l.Text(locale.LabelAndAmount, l.Period(w.Period), text)
	}
	if known == 0 {
		return ""
	}
	return l.Join(locale.ListComma, items)
}

// CheckTiming says when deliveries between two places fell, and that this is
// no cause. It is "" where they were not looked at.
func CheckTiming(l locale.Language, f analysis.Finding) string {
	t := f.Timing
	if t == nil {
		return ""
	}
	volume := func(n data.Number) string { return l.Value(volumes.Shown(n), data.TIVMillion) }
	var text string
	switch {
	case !t.Fell.IsSet():
		return l.Text(locale.CheckNotFallen, volume(t.PeakMean), l.Period(t.Peak))
	case t.FellBefore():
		text = l.Text(locale.CheckFellBefore, l.Date(t.Fell), l.Date(data.Date{Year: t.Event}), volume(t.PeakMean), l.Period(t.Peak), l.Period(t.Last), volume(t.LastMean))
	default:
		text = l.Text(locale.CheckFell, l.Date(t.Fell), volume(t.PeakMean), l.Period(t.Peak), l.Period(t.Last), volume(t.LastMean))
	}
	return l.Join(locale.ListSemicolon, []string{text, l.Text(locale.CheckTimingNote)})
}

// volumes rounds TIV as SIPRI does, whatever the unit of a finding.
var volumes = analysis.Finding{Unit: data.TIVMillion}

// reasonKeys say why a figure cannot be told.
var reasonKeys = map[analysis.Reason]locale.Key{
	analysis.ReasonMeasure:  locale.CheckNoMeasure,
	analysis.ReasonNoNumber: locale.CheckNoNumber,
	analysis.ReasonNotDated: locale.CheckNotDated,
	analysis.ReasonPeriod:   locale.CheckDays,
	analysis.ReasonParties:  locale.CheckNoParties,
	analysis.ReasonScope:    locale.CheckNoScope,
	analysis.ReasonNoRow:    locale.CheckNoRow,
	analysis.ReasonFlow:     locale.CheckFlowMissing,
	analysis.ReasonWhole:    locale.CheckWholeMissing,
	analysis.ReasonUnseen:   locale.CheckYearsMissing,
	analysis.ReasonEstimate: locale.CheckDivided,
	analysis.ReasonZero:     locale.CheckZero,
}

func checkReason(l locale.Language, f analysis.Finding) string {
	switch f.Reason {
	case analysis.NoReason:
		return ""
	case analysis.ReasonUnit:
		return l.Text(locale.CheckOtherUnit, f.Detail)
	case analysis.ReasonRefused:
		return l.Text(locale.CheckRefused, f.Detail)
	}
	return l.Text(reasonKeys[f.Reason])
}

// checkWanted names the file that would tell.
func checkWanted(l locale.Language, w *analysis.Wanted) string {
	if w == nil {
		return ""
	}
	key := locale.WouldTellTrade
	switch {
	case w.Arms:
		key = locale.WouldTellArms
	case w.Whole:
		key = locale.WouldTellWhole
	}
	names := make([]string, len(w.Reporters))
	for i, code := range w.Reporters {
		names[i] = l.Country(code)
	}
	return l.Text(key, l.Join(locale.ListOr, names), l.Period(w.Period))
}

func checkCutOff(l locale.Language, f analysis.Finding) string {
	if f.Rule != analysis.TruncatesTo {
		return ""
	}
	return l.Text(locale.CheckCutOff, l.Value(f.RoundsTo, f.Unit))
}

func checkMissing(l locale.Language, f analysis.Finding) string {
	if len(f.Missing) == 0 || len(f.Seen) == 0 {
		return ""
	}
	key := locale.CheckNotSeen
	if f.Verdict != analysis.CannotTell {
		key = locale.CheckNotSeenNoFlip
	}
	return l.Text(key, slotsText(l, f.Missing))
}

// checkEstimate says how much of the value is an estimate. What is under a
// thousandth is not worth a remark.
func checkEstimate(l locale.Language, f analysis.Finding) string {
	if !f.Estimate.IsSet() || f.Estimate.Cmp(data.MustNumber("0.1")) < 0 {
		return ""
	}
	part := l.Value(f.Estimate.RoundTo(data.Pow10(-1), data.ToNearest), data.Percent)
	if f.Possible.Low.Equal(f.Possible.High) {
		return l.Text(locale.CheckSomeEstimate, part)
	}
	return l.Text(locale.CheckEstimate, part, possibleRange(l, f.Possible, f.Unit))
}

// checkFormer says what former states had, whom the places of a figure succeed.
func checkFormer(l locale.Language, f analysis.Finding) string {
	in := analysis.Finding{Unit: RowUnit(f)}
	items := make([]string, len(f.Former))
	for i, p := range f.Former {
		items[i] = l.Text(locale.CheckFormer, l.Country(p.Place), l.Value(in.Shown(p.Value), in.Unit))
	}
	return l.Join(locale.ListSemicolon, items)
}

// CheckWhose says who states the observed value, with its price basis: "as
// Viet Nam reports it (FOB)".
func CheckWhose(l locale.Language, f analysis.Finding) string {
	var text string
	switch f.Whose {
	case "":
		return ""
	case analysis.WhoseProvider:
		text = l.Text(locale.CheckProvider)
	case analysis.WhoseMirror:
		text = l.Text(locale.CheckMirror, l.Country(f.Figure.Partner))
	default:
		text = l.Text(locale.CheckOwn, l.Country(f.Figure.Reporter))
	}
	switch f.Valuation {
	case "":
		return text
	case data.Mixed:
		return text + " (FOB + CIF)"
	}
	return text + " (" + string(f.Valuation) + ")"
}

// CheckSources names the releases of a finding, each once.
func CheckSources(l locale.Language, f analysis.Finding) string {
	var out []string
	for _, r := range f.Releases {
		text := data.Release{Publisher: r.Publisher, Title: r.Title, File: r.File}.Credit()
		if r.Vintage != "" {
			text = l.Join(locale.ListComma, []string{text, l.Text(locale.VintageWord, r.Vintage)})
		}
		if !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return l.Join(locale.ListSemicolon, out)
}

// CheckPartners lists the places behind a finding, the largest first, with
// their values and shares: "Russia 7,571 m TIV (81.5%)".
func CheckPartners(l locale.Language, f analysis.Finding) string {
	in := analysis.Finding{Unit: RowUnit(f)}
	items := make([]string, len(f.Partners))
	for i, p := range f.Partners {
		items[i] = l.Country(p.Place) + " " + l.Value(in.Shown(p.Value), in.Unit)
		if p.Share.IsSet() {
			percent := analysis.Finding{Unit: data.Percent}
			items[i] += " (" + l.Value(percent.Shown(p.Share), data.Percent) + ")"
		}
	}
	return l.Join(locale.ListSemicolon, items)
}

// CheckYears lists the years behind a finding: "m TIV: 138 (2019), 10 (2020)".
// For a share they are those of the partner. Where deals over several years are
// divided among them, it says so.
func CheckYears(l locale.Language, f analysis.Finding) string {
	if len(f.Years) == 0 {
		return ""
	}
	in := analysis.Finding{Unit: RowUnit(f)}
	write := func(n data.Number) string { return l.Value(in.Shown(n), in.Unit) }
	if in.Unit == data.TIVMillion {
		write = func(n data.Number) string { return l.Plain(in.Shown(n)) }
	}
	isEstimate := false
	items := make([]string, len(f.Years))
	for i, y := range f.Years {
		items[i] = write(y.Part) + " (" + l.Date(y.Period) + ")"
		isEstimate = isEstimate || y.IsEstimate
	}
	text := l.Join(locale.ListComma, items)
	if in.Unit == data.TIVMillion {
		text = l.Text(locale.LabelAndAmount, strings.TrimSpace(l.Text(locale.TIVMillions, "")), text)
	}
	if isEstimate {
		text = l.Join(locale.ListSemicolon, []string{text, l.Text(locale.CheckYearsDivided)})
	}
	return text
}

// RowUnit returns the unit of the rows behind a finding, which a share or a
// rank does not have itself.
func RowUnit(f analysis.Finding) data.Unit {
	for _, s := range f.Selections {
		if s.Unit != "" {
			return s.Unit
		}
	}
	return f.Unit
}
