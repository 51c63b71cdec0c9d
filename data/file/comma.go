package file

import "strings"

// separators are what Comma chooses from, the likeliest first.
var separators = [...]rune{',', ';', '\t', '|'}

// Comma returns what separates the cells: ',' ';' tab or '|', found by the
// first 64 KB, or what a line sep=; names. It is ',' where none of them stands
// twice alike.
//
// For each sign the records are counted that have the number of cells most
// records have. The sign that explains more of the table wins: records times
// separators. But a sign whose records are all explained by another sign, with
// more records beside, loses to that other: a decimal comma stands in the rows
// and not in the header.
func (f *File) Comma() rune {
	f.commaOnce.Do(func() {
		if f.comma = f.start.comma; f.comma == 0 {
			f.comma = findComma(f.head, len(f.head) < headBytes-utf8Max)
		}
	})
	return f.comma
}

// NamesComma reports whether a first line such as sep=; names the separator.
func (f *File) NamesComma() bool { return f.start.comma != 0 }

// utf8Max is the most bytes that the head may lack for a whole character.
const utf8Max = 4

func findComma(text string, whole bool) rune {
	best := separators[0]
	var most layout
	for _, sep := range separators {
		l := layoutOf(text, sep, whole)
		if l.cells > 1 && l.better(most) {
			best, most = sep, l
		}
	}
	return best
}

// layout is what one separator makes of a text: the offsets of the lines that
// have the commonest number of cells.
type layout struct {
	cells int
	lines map[int]bool
}

func layoutOf(text string, sep rune, whole bool) layout {
	p := newParser(Dialect{Comma: sep, LazyQuotes: true})
	p.text, p.ended = text, whole
	found := map[int][]int{}
	var cells []string
	for p.pos < len(text) {
		begin := p.pos
		var err error
		if cells, err = p.record(cells[:0]); err == errMore || err == errOpen && !whole {
			break
		}
		if err != nil { // a quote that is not closed spoils one line, not the rest
			n := strings.IndexAny(text[begin:], "\r\n")
			if n < 0 {
				break
			}
			p.pos = begin + n + 1
			continue
		}
		if len(cells) > 1 {
			found[len(cells)] = append(found[len(cells)], begin)
		}
	}
	l := layout{}
	for n, lines := range found {
		if len(lines) > len(l.lines) || len(lines) == len(l.lines) && n > l.cells {
			l = layout{cells: n, lines: set(lines)}
		}
	}
	return l
}

func set(lines []int) map[int]bool {
	out := make(map[int]bool, len(lines))
	for _, i := range lines {
		out[i] = true
	}
	return out
}

func (l layout) better(than layout) bool {
	switch {
	case than.cells == 0:
		return true
	case len(l.lines) > len(than.lines) && l.covers(than):
		return true
	case len(than.lines) > len(l.lines) && than.covers(l):
		return false
	}
	return len(l.lines)*(l.cells-1) > len(than.lines)*(than.cells-1)
}

func (l layout) covers(other layout) bool {
	for i := range other.lines {
		if !l.lines[i] {
			return false
		}
	}
	return true
}
