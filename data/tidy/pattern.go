package tidy

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// pattern is the name of several columns with holes in it, as {month}_Value.
type pattern struct {
	text  string
	holes []string // names of the holes, in their order
	match *regexp.Regexp
}

// holeForms says what fits into a hole; any other role takes any text.
var holeForms = map[string]string{
	"year":  `([12][0-9]{3})`,
	"month": `([A-Za-z]{3,9}|[01]?[0-9])`,
}

func parsePattern(text string) (*pattern, error) {
	p := &pattern{text: text}
	var b strings.Builder
	b.WriteString("^")
	rest := 0
	for _, at := range hole.FindAllStringSubmatchIndex(text, -1) {
		name := text[at[2]:at[3]]
		if name != "year" && name != "month" && name != "partner" && name != "reporter" && name != "product" && name != "flow" {
			return nil, fmt.Errorf("unknown hole {%s}; a pattern may have {year}, {month}, {partner}, {reporter}, {product}, {flow}", name)
		}
		form, ok := holeForms[name]
		if !ok {
			form = `(.+)`
		}
		if !slices.Contains(p.holes, name) { // {year} [YR{year}] says the same twice
			p.holes = append(p.holes, name)
		}
		b.WriteString(regexp.QuoteMeta(text[rest:at[0]]))
		b.WriteString(form)
		rest = at[1]
	}
	b.WriteString(regexp.QuoteMeta(text[rest:]))
	b.WriteString("$")
	var err error
	p.match, err = regexp.Compile(b.String())
	return p, err
}

// read returns what a column's name has in the holes.
func (p *pattern) read(name string) (map[string]string, bool) {
	m := p.match.FindStringSubmatch(name)
	if m == nil {
		return nil, false
	}
	found := map[string]string{}
	for i, at := range hole.FindAllStringSubmatch(p.text, -1) {
		key := at[1]
		if earlier, ok := found[key]; ok && earlier != m[i+1] {
			return nil, false
		}
		if _, ok := monthOf(m[i+1]); key == "month" && !ok {
			return nil, false
		}
		found[key] = m[i+1]
	}
	return found, true
}

// fill puts texts into the holes of a pattern.
func fill(text string, found map[string]string) string {
	return hole.ReplaceAllStringFunc(text, func(s string) string {
		if v, ok := found[s[1:len(s)-1]]; ok {
			return v
		}
		return s
	})
}

var monthNames = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// monthOf reads a month as a number, an English name or its first three
// letters.
func monthOf(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, n >= 1 && n <= 12
	}
	s = strings.ToLower(s)
	for i, name := range monthNames {
		if s == name || len(s) >= 3 && s == name[:3] || s == "sept" && i == 8 {
			return i + 1, true
		}
	}
	return 0, false
}
