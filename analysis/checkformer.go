package analysis

import (
	"slices"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// formerOf returns the former states of which a place is a successor, directly
// or through others, and that still were in a year or later, in order.
func formerOf(code string, from int) []string {
	var out []string
	for queue := []string{code}; len(queue) > 0; queue = queue[1:] {
		for p := range place.All() {
			if p.Kind == place.Former && slices.Contains(p.Successors, queue[0]) && (p.End == 0 || p.End >= from) && !slices.Contains(out, p.Code) {
				out, queue = append(out, p.Code), append(queue, p.Code)
			}
		}
	}
	slices.Sort(out)
	return out
}

// former returns what the record has in the period for the former states of
// which the figure's places are successors. It is counted apart: whether a
// statement about Russia means the Soviet Union too, only its author knows.
func (c *checker) former(f data.Figure, q question, t times, fam family, s side) ([]Piece, error) {
	slots := t.all()
	from := slots[0].Year
	var out []Piece
	add := func(code string, l question) {
		v := data.Int(0)
		for _, term := range l.terms {
			for _, slot := range slots {
				if got := term.at(l.partner, slot); l.partner != data.World {
					v = v.Add(orZero(got.value))
				} else {
					v = v.Add(orZero(term.total(slot).value))
				}
			}
		}
		if v.Sign() > 0 {
			out = append(out, Piece{Place: code, Value: v})
		}
	}
	if q.partner != data.World {
		for _, code := range formerOf(q.partner, from) {
			add(code, question{m: q.m, terms: q.terms, partner: code})
		}
	}
	for _, code := range formerOf(f.Reporter, from) {
		of := f
		of.Reporter = code
		l, err := c.ask(q.m, of, fam, s)
		if err != nil {
			return nil, err
		}
		add(code, l)
	}
	return out, nil
}
