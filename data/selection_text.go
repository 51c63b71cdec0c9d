package data

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// String writes s in the words that ParseSelection reads, as "reporter=VNM
// partner=RUS flow=M unit=TIV_million period=1995/2023". A value with a blank, a
// comma or a quote, as SIPRI's names of weapons have, stands in double quotes,
// and a quote in it is doubled. A selection of everything is "".
func (s Selection) String() string {
	var words []string
	word := func(name string, values ...string) {
		written := make([]string, len(values))
		for i, v := range values {
			written[i] = quoteWord(v)
		}
		if len(values) > 0 {
			words = append(words, name+"="+strings.Join(written, ","))
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
	if s.Unit != "" {
		word("unit", string(s.Unit))
	}
	switch {
	case s.Period.Start.IsSet() && !s.Period.End.IsSet():
		word("period", s.Period.Start.String()+"/")
	case !s.Period.Start.IsSet() && s.Period.End.IsSet():
		word("period", "/"+s.Period.End.String())
	case s.Period.IsSet():
		word("period", s.Period.String())
	}
	return strings.Join(words, " ")
}

// selectionWords are the names that ParseSelection knows.
var selectionWords = []string{"reporter", "partner", "flow", "product", "classification", "unit", "period"}

// quoteWord puts a value into quotes where it would be read as several, or as
// none.
func quoteWord(v string) string {
	if v != "" && !strings.ContainsFunc(v, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '"' }) {
		return v
	}
	return `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
}

// cutWords cuts text at each separator that is outside of quotes; a word may be
// empty.
func cutWords(text string, isSeparator func(rune) bool) []string {
	var words []string
	quoted, from := false, 0
	for i, r := range text {
		if r == '"' {
			quoted = !quoted
		}
		if !quoted && isSeparator(r) {
			words = append(words, text[from:i])
			from = i + utf8.RuneLen(r)
		}
	}
	return append(words, text[from:])
}

// cutValues returns the values between commas, without their quotes.
func cutValues(text string) ([]string, error) {
	values := cutWords(text, func(r rune) bool { return r == ',' })
	for i, v := range values {
		inner, quoted := strings.CutPrefix(v, `"`)
		switch {
		case v == "", strings.Count(v, `"`)%2 != 0, !quoted && strings.Contains(v, `"`), quoted && !strings.HasSuffix(inner, `"`):
			return nil, fmt.Errorf("cannot read %q as values; write one comma between two, and double quotes around a value with a blank, comma or quote", Clip(text, 40))
		case quoted:
			values[i] = strings.ReplaceAll(inner[:len(inner)-1], `""`, `"`)
		}
	}
	return values, nil
}

// ParseSelection reads what String writes: words of the form name=value, parted
// by blanks, in any order. Several values of one name are parted by commas. A
// value with a blank or a comma stands in double quotes. A period is a year, a month, or two of them with a slash, of which one may be
// left out: 1995/2023, 2019/, /2010. The error names the word and what would be
// right.
func ParseSelection(text string) (Selection, error) {
	var s Selection
	seen := map[string]bool{}
	for _, w := range cutWords(text, unicode.IsSpace) {
		if w == "" {
			continue
		}
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
	values, err := cutValues(value)
	if err != nil {
		return err
	}
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
		s.Unit, err = ParseUnit(strings.Join(values, ","))
	case "period":
		s.Period, err = parsePeriod(value)
	default:
		err = fmt.Errorf("unknown name %q in a selection%s; write one of %s", Clip(name, 40), Suggest(name, selectionWords), strings.Join(selectionWords, ", "))
	}
	return err
}

func parsePeriod(text string) (Period, error) {
	first, last, two := strings.Cut(text, "/")
	if !two || first != "" && last != "" {
		return ParsePeriod(text)
	}
	start, err1 := ParseDate(first)
	end, err2 := ParseDate(last)
	if err1 != nil || err2 != nil || start.IsSet() == end.IsSet() {
		return Period{}, fmt.Errorf("cannot read %q as a period; write a year, first and last year as 2019/2023, or one of them as 2019/ or /2023", Clip(text, 40))
	}
	return Period{Start: start, End: end}, nil
}
