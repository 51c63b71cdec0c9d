package sipri

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// maxQuoted bounds a quoted cell: what is longer is text that begins with a
// quotation mark by itself. Comments of SIPRI have a few hundred characters.
const maxQuoted = 64 << 10

// maxWasted bounds how many bytes are searched in vain for the ends of quoted
// cells, so that a text full of quotation marks does not take for ever: from
// then on they are characters like others.
const maxWasted = 64 << 20

// scanner splits a text into records. SIPRI quotes nothing, and users' tools
// quote as RFC 4180 says: a cell is quoted only where its end is.
type scanner struct {
	text  string
	comma byte
	// ends says that the file has a semicolon, which delimits nothing, at the
	// end of each line.
	ends bool
	pos  int // where the next record begins
	line int // its line, from 1

	wasted int // bytes searched in vain

	start, startLine int      // of the record given last
	cells            []string // of that record, without the blanks around them; reused
}

// next reads a record. Lines without a character are records without cells.
//
// Eight bytes are looked at together: most of the time of a reading is spent
// on finding delimiters.
func (s *scanner) next() bool {
	text := s.text
	if s.pos >= len(text) {
		return false
	}
	s.start, s.startLine = s.pos, s.line
	s.cells = s.cells[:0]
	from, i := s.pos, s.pos
	comma := uint64(s.comma) * eachByte
	for ; i+8 <= len(text); i += 8 {
		word := eight(text, i)
		hits := equal(word, comma) | equal(word, '\n'*eachByte) | equal(word, '"'*eachByte)
		for ; hits != 0; hits &= hits - 1 {
			at := i + bits.TrailingZeros64(hits)>>3
			if s.hit(text, from, at) {
				return true
			}
			from = at + 1
		}
	}
	for ; i < len(text); i++ {
		if c := text[i]; c == s.comma || c == '\n' || c == '"' {
			if s.hit(text, from, i) {
				return true
			}
			from = i + 1
		}
	}
	s.endLine(text[from:], len(text))
	return true
}

// hit looks at the delimiter, line end or quotation mark at a place, with a
// cell that began at from. It reports whether the record has ended.
func (s *scanner) hit(text string, from, at int) bool {
	switch text[at] {
	case s.comma:
		s.cells = append(s.cells, trim(text[from:at]))
		return false
	case '\n':
		s.endLine(text[from:at], at)
		return true
	}
	s.cells, s.pos = s.cells[:0], s.start
	s.quoted()
	s.trimEnd()
	return true
}

// endLine ends a record without quotation marks.
func (s *scanner) endLine(last string, end int) {
	if len(s.cells) > 0 || last != "" {
		s.cells = append(s.cells, trim(last))
		s.trimEnd()
	}
	s.pos = end + 1
	s.line++
}

const eachByte = 0x0101010101010101

// eight returns the eight bytes of s from i, the first one lowest.
func eight[T string | []byte](s T, i int) uint64 {
	_ = s[i+7]
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
		uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
}

// equal sets the highest bit of each byte of word that is the byte of pattern.
func equal(word, pattern uint64) uint64 {
	const low = 0x7f * eachByte
	x := word ^ pattern
	return ^((x&low + low) | x | low)
}

// quoted reads a record whose cells may be quoted and may hold line ends.
func (s *scanner) quoted() {
	for {
		cell, next := s.cell(s.pos)
		s.cells = append(s.cells, trim(cell))
		s.line += strings.Count(s.text[s.pos:next], "\n")
		s.pos = next
		if next >= len(s.text) {
			s.line++
			return
		}
		s.pos++
		if s.text[next] == '\n' {
			s.line++
			return
		}
	}
}

// cell returns the cell that begins at i, and where the delimiter or line end
// behind it is.
func (s *scanner) cell(i int) (string, int) {
	if i < len(s.text) && s.text[i] == '"' && s.wasted < maxWasted {
		cell, next, ok := s.unquote(i + 1)
		if ok {
			return cell, next
		}
		s.wasted += next - i
	}
	n := strings.IndexFunc(s.text[i:], func(r rune) bool { return r == rune(s.comma) || r == '\n' })
	if n < 0 {
		return s.text[i:], len(s.text)
	}
	return s.text[i : i+n], i + n
}

// unquote returns the quoted cell whose text begins at i, and where the
// delimiter or line end behind it is. Where no quotation mark ends the cell it
// is none, and the place is that to which it was searched.
func (s *scanner) unquote(i int) (string, int, bool) {
	window := s.text[i:min(len(s.text), i+maxQuoted)]
	doubled := false
	for j := 0; j < len(window); {
		q := strings.IndexByte(window[j:], '"')
		if q < 0 {
			break
		}
		j += q
		after := i + j + 1
		if after < len(s.text) && s.text[after] == '"' {
			doubled = true
			j += 2
			continue
		}
		next, ok := s.cellEnds(after)
		if !ok {
			return "", after, false
		}
		cell := window[:j]
		if doubled {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		return cell, next, true
	}
	return "", i + len(window), false
}

// cellEnds reports whether a quoted cell may end before i: at a delimiter, the
// end of the line, or the semicolons that some tools put there.
func (s *scanner) cellEnds(i int) (int, bool) {
	for i < len(s.text) && s.text[i] == ';' && s.comma != ';' {
		i++
	}
	if i >= len(s.text) {
		return len(s.text), true
	}
	return i, s.text[i] == s.comma || s.text[i] == '\n'
}

// trimEnd takes the semicolons off the end of a record that they do not
// delimit.
func (s *scanner) trimEnd() {
	if s.ends {
		trimSemicolons(s.cells)
	}
}

// trimSemicolons takes semicolons off the last cell. It reports whether there
// were any.
func trimSemicolons(cells []string) bool {
	if len(cells) == 0 {
		return false
	}
	last := &cells[len(cells)-1]
	if n := len(*last); n == 0 || (*last)[n-1] != ';' {
		return false
	}
	*last = trim(strings.TrimRight(*last, "; "))
	return true
}

// blank reports whether the record has no text in any cell.
func (s *scanner) blank() bool {
	for _, c := range s.cells {
		if c != "" {
			return false
		}
	}
	return true
}

// place returns line and column, in characters from 1, of cell i of the record
// that begins at start on the given line.
func (s *scanner) place(start, line, i int) (int, int) {
	at := *s
	at.pos = start
	for ; i > 0; i-- {
		_, next := at.cell(at.pos)
		if next >= len(at.text) || at.text[next] == '\n' {
			break
		}
		at.pos = next + 1
	}
	before := s.text[start:at.pos]
	lineStart := start
	if nl := strings.LastIndexByte(before, '\n'); nl >= 0 {
		line += strings.Count(before, "\n")
		lineStart = start + nl + 1
	}
	return line, utf8.RuneCountInString(s.text[lineStart:at.pos]) + 1
}

// trim takes blanks off both ends, no-break ones included.
func trim(cell string) string {
	if cell == "" || (cell[0] > ' ' && cell[0] < utf8.RuneSelf && cell[len(cell)-1] > ' ' && cell[len(cell)-1] < utf8.RuneSelf) {
		return cell
	}
	return strings.TrimSpace(cell)
}
