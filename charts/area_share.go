package charts

import (
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

var areaShareKind = Kind{
	Token: "area-share", Family: overTime, Name: "Shares of series in their sum over time, from 0 to 100%.",
	When:    "How the make-up of a whole moved, whatever its size.",
	WhenNot: "A whole that grew or shrank much (area), or two dates alone (slope).",
	Columns: columns("label?", "date?", "series"), X: "date", Y: "value",
	words: locale.AreaShareChart, make: func() Chart { return &AreaShare{} },
}

// AreaShare is the options of a chart of the shares of series in their sum, at
// each date
//
//	share of i = 100 · amount of i ÷ Σ amounts of all series,
//
// computed exactly and then rounded to [data.SignificantDigits]. The amounts
// are not negative and have any one unit. The first series is the lowest area.
//
// The bounds of a share are the least and the greatest that the bounds of the
// amounts allow: 100 · lowᵢ ÷ (lowᵢ + Σ high of the others), and the same with
// low and high exchanged. They are in the hover text and not drawn, since the
// edge of an area belongs to several shares.
//
// Where one series has no number, or all are zero, there are no shares: the
// areas have a gap, over which no dots lead, and a note names it.
type AreaShare struct{ Options }

func (*AreaShare) token() string { return "area-share" }

func (*AreaShare) check(rows []row, p *problems) { checkAreas(rows, "area-share", true, p) }

func (*AreaShare) prepare(c *chart, width float64) drawing { return prepareAreas(c, width, true) }

// share is the computed share of a row in a sum, in percent.
type share struct {
	value  data.Number // none where there is no share
	bounds data.Interval
}

// normalise turns the ends of a stack into percent of its sum.
func (m *level) normalise() {
	total := m.top()
	for i := range m.ends {
		m.ends[i] = float64(m.ends[i] / total * wholeShare)
	}
}

// share gives each row of a stack its share of the sum.
func (m *level) share() {
	hundred, total := data.Int(wholeShare), data.Int(0)
	for _, r := range m.rows {
		total = total.Add(number(r.known()))
	}
	for i := range m.rows {
		r := &m.rows[i]
		r.share.value = number(r.known()).Mul(hundred).Quo(total)
		if m.sum.hasInterval {
			r.share.bounds = m.shareBounds(i)
		}
	}
}

// shareBounds returns the least and the greatest share of the i-th row.
func (m *level) shareBounds(i int) data.Interval {
	low, high := m.rows[i].limits()
	othersLow, othersHigh := data.Int(0), data.Int(0)
	for j, r := range m.rows {
		if j != i {
			from, to := r.limits()
			othersLow, othersHigh = othersLow.Add(from), othersHigh.Add(to)
		}
	}
	hundred, zero := data.Int(wholeShare), data.Int(0)
	out := data.Interval{Low: zero, High: hundred}
	if sum := low.Add(othersHigh); sum.Sign() > 0 { // none where another is unbounded
		out.Low = low.Mul(hundred).Quo(sum)
	}
	if sum := high.Add(othersLow); sum.Sign() > 0 { // none where the row is unbounded
		out.High = high.Mul(hundred).Quo(sum)
	}
	return out
}

// shareText writes a share with its bounds.
func (c *chart) shareText(s share) string {
	if s.bounds.Low.IsSet() {
		return c.l.Rounded(s.value, s.bounds, data.Percent)
	}
	return c.l.Value(s.value.RoundTo(data.Pow10(-1), data.ToNearest), data.Percent)
}

// shareAlone writes a share without its bounds.
func (c *chart) shareAlone(s share) string {
	if s.bounds.Low.IsSet() {
		text, _, _ := c.l.RoundedParts(s.value, s.bounds, data.Percent)
		return text
	}
	return c.shareText(s)
}

// withShare puts the share of a row before its amount, where it has one.
func (c *chart) withShare(r row, amount string) string {
	if !r.share.value.IsSet() {
		return amount
	}
	return c.l.Text(locale.ListComma, c.shareText(r.share), amount)
}
