package analysis

import (
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// side is from whose reports the terms of a measure are taken.
type side struct {
	whose Whose
	// views returns where to look for a flow, in order; the first that has
	// rows is taken.
	views func(place string, flow data.FlowCode) []view
}

func own(place string, flow data.FlowCode) view { return view{place: place, flow: flow} }

// mirrored is the same goods as the other side reports them.
func mirrored(place string, flow data.FlowCode) view {
	back := data.Import
	if flow == data.Import {
		back = data.Export
	}
	return view{place: place, flow: back, onPartner: true}
}

var (
	ownSide = side{WhoseReporter, func(p string, f data.FlowCode) []view { return []view{own(p, f)} }}
	mirror  = side{WhoseMirror, func(p string, f data.FlowCode) []view { return []view{mirrored(p, f)} }}
	// A provider that states each flow once, as BACI and SIPRI do, states it
	// from one side for both.
	provider = side{WhoseProvider, func(p string, f data.FlowCode) []view { return []view{own(p, f), mirrored(p, f)} }}
)

// sidesOf returns whose reports a release holds.
func (c *checker) sidesOf(m method, fam family) ([]side, error) {
	if m.arms {
		return []side{provider}, nil
	}
	if sides, ok := c.sides[fam.at]; ok {
		return sides, nil
	}
	closed, reconciled, flows := true, true, 0
	for _, d := range fam.releases {
		closed, reconciled = closed && d.Closed, reconciled && d.Reconciled
	}
	if reconciled {
		return []side{provider}, nil
	}
	if !closed {
		return []side{ownSide, mirror}, nil // an extract may have left the other flow out
	}
	for _, flow := range []data.FlowCode{data.Export, data.Import} {
		has := false
		for _, r := range fam.records {
			rows, err := r.Rows(c.ctx, data.Selection{Flows: []data.FlowCode{flow}}, 1)
			if err != nil {
				return nil, err
			}
			has = has || len(rows) > 0
		}
		if has {
			flows++
		}
	}
	c.sides[fam.at] = []side{ownSide, mirror}
	if flows == 1 {
		c.sides[fam.at] = []side{provider}
	}
	return c.sides[fam.at], nil
}

// checkFamily holds a figure against one release, once for each side that
// reports.
func (c *checker) checkFamily(blank Finding, m method, t times, fam family) ([]Finding, error) {
	sides, err := c.sidesOf(m, fam)
	if err != nil {
		return nil, err
	}
	var out []Finding
	for _, s := range sides {
		f, err := c.checkSide(blank, m, t, fam, s)
		if err != nil {
			return nil, err
		}
		// A mirror of everybody's trade says nothing unless everybody reports.
		if s.whose == WhoseMirror && f.Verdict == CannotTell && f.Reason == ReasonWhole {
			continue
		}
		out = append(out, f)
	}
	return out, nil
}

// ledger opens the first view of a flow that has rows, in all files.
func (c *checker) ledger(fam family, views []view, unit data.Unit) (ledger, error) {
	var first ledger
	for i, v := range views {
		l := ledger{c: c}
		for at := range fam.records {
			b, err := c.book(fam, at, v, unit)
			if err != nil {
				return ledger{}, err
			}
			l.books = append(l.books, b)
		}
		if l.known() {
			return l, nil
		}
		if i == 0 {
			first = l
		}
	}
	return first, nil
}

// unitOf returns the unit of the rows that a figure needs, "" for whichever
// currency there is.
func unitOf(m method, f data.Figure) data.Unit {
	switch {
	case m.arms:
		return data.TIVMillion
	case f.Amount.Unit.IsMoney():
		return f.Amount.Unit
	}
	return ""
}

// ask opens the ledgers of a question.
func (c *checker) ask(m method, f data.Figure, fam family, s side) (question, error) {
	q := question{m: m, partner: partnerOf(f)}
	for _, part := range []struct {
		sign int
		flow data.FlowCode
	}{{m.out, data.Export}, {m.in, data.Import}} {
		if part.sign == 0 {
			continue
		}
		l, err := c.ledger(fam, s.views(f.Reporter, part.flow), unitOf(m, f))
		if err != nil {
			return question{}, err
		}
		q.terms = append(q.terms, term{part.sign, l})
	}
	return q, nil
}

// checkSide holds a figure against one release from one side.
func (c *checker) checkSide(blank Finding, m method, t times, fam family, s side) (Finding, error) {
	f := blank
	q, err := c.ask(m, f.Figure, fam, s)
	if err != nil {
		return f, err
	}
	o := q.observe(t)
	f.Whose, f.Reason, f.shortfall = s.whose, o.reason, o.reason
	f.Observed, f.Possible, f.Estimate = o.value, o.possible, o.estimate
	f.Seen, f.Missing = o.seen, o.missing
	if f.Unit == "" { // a direction need not state one
		f.Unit = data.Percent
	}
	f.describe(fam, q)
	f.choose(q, t)
	if o.reason == ReasonNoRow || len(q.terms) == 0 {
		f.refuse(q)
		f.Observed, f.Possible = data.Number{}, data.Interval{}
		return f, nil
	}
	f.decide()
	q.behind(&f, o, t)
	f.Windows = c.windows(q, f, t)
	if f.Former, err = c.former(f.Figure, q, t, fam, s); err != nil {
		return f, err
	}
	if m.arms && q.partner != data.World {
		f.Timing = timing(q, f.Seen, c.options.Event)
	}
	return f, nil
}

// refuse says why there is no row where the record has something all the same.
func (f *Finding) refuse(q question) {
	for _, term := range q.terms {
		if text := term.refusal(); text != "" {
			f.Reason, f.Detail = ReasonRefused, text
			return
		}
		if units := term.otherUnits(); units != "" {
			f.Reason, f.Detail = ReasonUnit, units
		}
	}
}

// describe notes which releases were asked.
func (f *Finding) describe(fam family, q question) {
	f.Sources, f.Releases = nil, nil
	for i, d := range fam.releases {
		used := slices.ContainsFunc(q.terms, func(t term) bool { return t.books[i].known() })
		if used {
			f.Sources = appendNew(f.Sources, d.ID)
			f.Releases = append(f.Releases, d)
		}
	}
	if len(f.Sources) == 0 { // none has a row: all were searched
		f.Releases = fam.releases
		for _, d := range fam.releases {
			f.Sources = appendNew(f.Sources, d.ID)
		}
	}
	f.Vintage = fam.releases[0].Vintage
	for i, t := range q.terms {
		if v := t.valuation(); i == 0 || f.Valuation == v {
			f.Valuation = v
		} else {
			f.Valuation = data.Mixed
		}
	}
}

// choose notes the selections that give the rows: those of the part for each
// term, then those of the whole.
func (f *Finding) choose(q question, t times) {
	span := periodOf(t.all())
	wholes := q.m.kind == shareKind || q.m.kind == ratioKind || q.m.kind == rankKind
	f.Selections, f.rows = nil, nil
	var whole []data.Selection
	for _, term := range q.terms {
		for _, b := range term.books {
			if !b.known() && len(term.books) > 1 {
				continue
			}
			s := b.selection(b.unit, b.products)
			s.Period = span
			part := s
			if q.partner != data.World {
				part = b.other(s, q.partner)
			}
			if !slices.ContainsFunc(f.Selections, sameAs(part)) {
				f.Selections = append(f.Selections, part)
			}
			if len(b.world) > 0 {
				s = b.other(s, data.World)
			}
			if !slices.ContainsFunc(whole, sameAs(s)) {
				whole = append(whole, s)
			}
			if f.rows = append(f.rows, rowSource{b.record, part}); wholes {
				f.rows = append(f.rows, rowSource{b.record, s})
			}
		}
	}
	if wholes {
		f.Selections = append(f.Selections, whole...)
	}
}

func sameAs(s data.Selection) func(data.Selection) bool {
	return func(t data.Selection) bool { return s.String() == t.String() }
}

// periodOf spans years or months in order.
func periodOf(slots []data.Date) data.Period {
	return data.Period{Start: slots[0], End: slots[len(slots)-1]}
}

// SelectionText writes the selections as words that data.ParseSelection reads,
// the terms of a sum joined by " + ", the part and the whole by " ÷ ".
func (f Finding) SelectionText() string {
	words := make([]string, len(f.Selections))
	for i, s := range f.Selections {
		words[i] = s.String()
	}
	i := slices.IndexFunc(methods, func(m method) bool { return m.measure == f.Figure.Measure })
	if i < 0 || len(words) == 0 {
		return ""
	}
	m := methods[i]
	join := " + "
	if m.in < 0 {
		join = " − "
	}
	if m.kind == shareKind || m.kind == ratioKind || m.kind == rankKind {
		half := len(words) / 2
		return strings.Join(words[:half], join) + " ÷ " + strings.Join(words[half:], join)
	}
	return strings.Join(words, join)
}

// topPartners is how many partners a finding about all of them lists.
const topPartners = 10

// behind fills in the rows behind a finding: partners and years.
func (q question) behind(f *Finding, o observation, t times) {
	seen := f.Seen
	whole, known := data.Int(0), true
	parts := map[string]data.Number{}
	for _, term := range q.terms {
		for _, s := range seen {
			total := term.total(s)
			whole, known = whole.Add(orZero(total.value)), known && total.full
		}
		for _, p := range term.places() {
			for _, s := range seen {
				parts[p] = orZero(parts[p]).Add(orZero(term.at(p, s).value))
			}
		}
	}
	for p, v := range parts {
		// A file without a partner's exports, or imports, has no trade of it.
		both := known || !slices.ContainsFunc(q.terms, func(t term) bool { return !slices.Contains(t.places(), p) })
		if v.Sign() > 0 && both {
			piece := Piece{Place: p, Value: v}
			if known { // a share of the partners that happen to be in a file says nothing
				piece.Share = percentOf(v, whole)
			}
			f.Partners = append(f.Partners, piece)
		}
	}
	slices.SortFunc(f.Partners, func(a, b Piece) int {
		if d := b.Value.Cmp(a.Value); d != 0 {
			return d
		}
		return strings.Compare(a.Place, b.Place)
	})
	if at := slices.IndexFunc(f.Partners, func(p Piece) bool { return p.Place == q.partner }); at >= topPartners {
		f.Partners = append(f.Partners[:topPartners-1:topPartners-1], f.Partners[at])
	} else if len(f.Partners) > topPartners {
		f.Partners = f.Partners[:topPartners]
	}
	for _, s := range seen {
		f.Years = append(f.Years, q.year(s))
	}
}

// year returns the part and the whole of one year or month.
func (q question) year(s data.Date) YearPiece {
	y := YearPiece{Period: s, Part: data.Int(0), Whole: data.Int(0)}
	for _, term := range q.terms {
		c, _ := q.amount(term.ledger, s)
		y.Part = y.Part.Add(orZero(c.value).Mul(data.Int(int64(term.sign))))
		y.Whole = y.Whole.Add(orZero(term.total(s).value))
		_, rough := term.straddle([]data.Date{s}, q.isPart)
		y.IsEstimate = y.IsEstimate || rough.Sign() != 0
	}
	return y
}
