package borders

import (
	"strings"
	"sync"
)

// listed holds the table of codes: what ISO 3166-1 has, and where the map draws
// what it has no area for.
type listed struct {
	numeric map[string]string // numeric code to alpha-3
	known   map[string]bool
	within  map[string]string
}

var codes = sync.OnceValue(func() listed {
	l := listed{map[string]string{}, map[string]bool{}, map[string]string{}}
	lines := strings.Split(strings.TrimRight(codeTable, "\n"), "\n")
	for _, line := range lines[2:] {
		cells := strings.Split(line, "\t")
		l.known[cells[0]] = true
		if cells[1] != "" {
			l.numeric[cells[1]] = cells[0]
		}
		if len(cells) > 2 && cells[2] != "" {
			l.within[cells[0]] = cells[2]
		}
	}
	return l
})

// Within returns the code of the area whose outline holds the territory, where
// the map draws none of its own: "FRA" for Réunion ("REU"). It is false for any
// other code, and for one that has an area.
func (m *Map) Within(code string) (string, bool) {
	if _, ok := m.Area(code); ok {
		return "", false
	}
	whole, ok := codes().within[code]
	if !ok {
		return "", false
	}
	_, ok = m.Area(whole)
	return whole, ok
}
