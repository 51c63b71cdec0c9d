package factsheet

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// ParseGroup reads a group from the text of a file: a place on each line, by
// its code or by a name as SIPRI writes it. Of a line with commas the first
// cell counts, quotes around it are taken off, and what begins with # is a
// comment. A first line that says code, place, country or name is a header. The
// name of the group is that of the file.
//
// The error joins a *data.ParseError for each line that is no place, a place
// named before, or not one place but many.
func ParseGroup(file, groupName, text string) (*Group, error) {
	g := &Group{Name: groupName}
	problems := data.Problems{File: file}
	lines := map[string]int{}
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		n++
		cell := firstCell(line)
		if cell == "" || len(g.Members) == 0 && isHeader(cell) {
			continue
		}
		code, err := FindPlace(cell)
		if first, twice := lines[code]; err == nil && twice {
			err = fmt.Errorf("is %s, which line %d names already", code, first)
		}
		if err != nil {
			problems.Add(&data.ParseError{File: file, Line: n, Col: 1, Field: "place", Value: cell, Err: err})
			continue
		}
		lines[code] = n
		g.Members = append(g.Members, code)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	if len(g.Members) == 0 {
		return nil, &data.ParseError{File: file, Err: errors.New("names no place; write a code or a name on each line, as VNM")}
	}
	slices.Sort(g.Members)
	return g, nil
}

func firstCell(line string) string {
	line, _, _ = strings.Cut(line, "#")
	line = strings.TrimSpace(line)
	if quoted, ok := strings.CutPrefix(line, `"`); ok {
		cell, _, _ := strings.Cut(quoted, `"`)
		return strings.TrimSpace(cell)
	}
	if place, err := FindPlace(line); err == nil && place != "" {
		return line // a name with a comma, as "Korea, South"
	}
	cell, _, _ := strings.Cut(line, ",")
	return strings.TrimSpace(cell)
}

func isHeader(cell string) bool {
	return slices.Contains([]string{"code", "place", "country", "name", "iso3"}, strings.ToLower(cell))
}

// FindPlace returns the code of one place that can take part in transfers,
// by its code, as VNM or SIPRI:XLH, or by its name. The error proposes a near
// name.
func FindPlace(s string) (string, error) {
	p, ok := place.Lookup(s)
	if !ok {
		p, ok = place.Lookup(strings.ToUpper(s))
	}
	if !ok {
		var err error
		if p, err = place.Named(place.SIPRI, s, 0); err != nil {
			return "", fmt.Errorf("%w; write a code as VNM or a name as SIPRI writes it", err)
		}
	}
	if !p.Kind.IsPart() {
		return "", fmt.Errorf("%s is not one place but many", p.Code)
	}
	return p.Code, nil
}

// Name returns the English name of a place, and its code where it has none.
func Name(code string) string { return name(code) }
