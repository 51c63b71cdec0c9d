package data

import (
	"fmt"
	"strings"
)

// String writes s in the words that ParseSelection reads, as "reporter=VNM
// partner=RUS flow=M unit=TIV_million period=1995/2023". A selection of
// everything is "".
func (s Selection) String() string {
	var words []string
	word := func(name string, values ...string) {
		if len(values) > 0 && values[0] != "" || len(values) > 1 {
			words = append(words, name+"="+strings.Join(values, ","))
		}
	}
	word("reporter", s.Reporters...)
	word("partner", s.Partners...)
	flows := make([]string, len(s.Flows))
	for i, f := range s.Flows {
		flows[i] = string(f)
	}
	word("flow", flows...)
	word("product", s.Products...)
	word("classification", s.Classifications...)
	word("unit", string(s.Unit))
	switch {
	case s.Period.Start.IsSet() && !s.Period.End.IsSet():
		word("period", s.Period.Start.String()+"/")
	case !s.Period.Start.IsSet() && s.Period.End.IsSet():
		word("period", "/"+s.Period.End.String())
	default:
		word("period", s.Period.String())
	}
	return strings.Join(words, " ")
}

// selectionWords are the names that ParseSelection knows.
var selectionWords = []string{"reporter", "partner", "flow", "product", "classification", "unit", "period"}

// ParseSelection reads what String writes: words of the form name=value, parted
// by blanks, in any order. Several values of one name are parted by commas. A
// period is a year, a month, or two of them with a slash, of which one may be
// left out: 1995/2023, 2019/, /2010. The error names the word and what would be
// right.
func ParseSelection(text string) (Selection, error) {
	var s Selection
	seen := map[string]bool{}
	for _, w := range strings.Fields(text) {
		name, value, ok := strings.Cut(w, "=")
		switch {
		case !ok || value == "":
			return Selection{}, fmt.Errorf("cannot read %q as a part of a selection; write name=value, as reporter=VNM", Clip(w, 40))
		case seen[name]:
			return Selection{}, fmt.Errorf("%s stands twice in the selection; write several values with commas, as %s=A,B", Clip(name, 40), Clip(name, 40))
		}
		seen[name] = true
		if err := s.set(name, value); err != nil {
			return Selection{}, err
		}
	}
	return s, nil
}

func (s *Selection) set(name, value string) (err error) {
	values := strings.Split(value, ",")
	switch name {
	case "reporter":
		s.Reporters = values
	case "partner":
		s.Partners = values
	case "product":
		s.Products = values
	case "classification":
		s.Classifications = values
	case "flow":
		for _, v := range values {
			code, err := ParseFlowCode(v)
			if err != nil {
				return err
			}
			s.Flows = append(s.Flows, code)
		}
	case "unit":
		s.Unit, err = ParseUnit(value)
	case "period":
		s.Period, err = parsePeriod(value)
	default:
		err = fmt.Errorf("unknown name %q in a selection%s; write one of %s", Clip(name, 40), Suggest(name, selectionWords), strings.Join(selectionWords, ", "))
	}
	return err
}

func parsePeriod(text string) (Period, error) {
	first, last, two := strings.Cut(text, "/")
	if !two {
		last = first
	}
	start, err := ParseDate(first)
	if err != nil {
		return Period{}, err
	}
	end, err := ParseDate(last)
	if err != nil {
		return Period{}, err
	}
	p := Period{Start: start, End: end}
	if start.IsSet() && end.IsSet() && end.Last().Before(start.First()) {
		return Period{}, fmt.Errorf("the period %s ends before it begins", text)
	}
	return p, nil
}
