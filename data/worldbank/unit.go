package worldbank

import (
	"regexp"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// measure is what the name of an indicator says of its values: the World Bank
// has the unit in parentheses, "GDP (current US$)".
type measure struct {
	unit     data.Unit
	scale    int    // power of ten by which values are multiplied
	estimate string // why values are estimates
	words    string // the unit in the World Bank's words where it is none of ours
}

var dollars = regexp.MustCompile(`(?i)^(?:.*, )?(?:current )?US\$(?:,? (thousands?|millions?|billions?))?$`)

var scales = map[string]int{"": 0, "thousand": 3, "million": 6, "billion": 9}

// measureOf reads the name of an indicator.
//
// Dollars of another year ("constant 2015 US$"), local currency and
// purchasing power parities are no USD: values in them must not be added to
// values in current dollars. Their unit is empty.
func measureOf(name string) measure {
	var m measure
	var words []string
	for _, group := range groups(name) {
		lower := strings.ToLower(group)
		switch found := dollars.FindStringSubmatch(group); {
		case strings.HasPrefix(lower, "modeled") && strings.Contains(lower, "estimate"):
			m.estimate = group
		case found != nil && !strings.Contains(lower, "constant"):
			m.unit, m.scale = data.USD, scales[strings.TrimSuffix(strings.ToLower(found[1]), "s")]
		case lower == "%" || strings.HasPrefix(lower, "% ") || strings.HasSuffix(lower, " %") || strings.HasPrefix(lower, "annual %"):
			m.unit = data.Percent
		case lower == "years":
			m.unit = data.Years
		default:
			words = append(words, group)
		}
	}
	if m.unit == "" {
		m.words = strings.Join(words, "; ")
	}
	return m
}

// groups returns the outermost parentheses of a name, without these.
func groups(name string) (out []string) {
	depth, begin := 0, 0
	for i := range len(name) {
		switch name[i] {
		case '(':
			if depth++; depth == 1 {
				begin = i + 1
			}
		case ')':
			if depth == 0 {
				continue
			}
			if depth--; depth == 0 {
				out = append(out, strings.TrimSpace(strings.Clone(name[begin:i])))
			}
		}
	}
	return out
}
