package sipri

import (
	"strings"
	"unicode/utf8"
)

// maxQuoted bounds a quoted cell: what is longer is text that begins with a
// quotation mark by itself. Comments of SIPRI have a few hundred characters.
const maxQuoted = 64 << 10

// scanner splits a text into records. SIPRI quotes nothing, and users' tools
// quote as RFC 4180 says: a cell is quoted only where its end is.
type scanner struct {
	text  string
	comma byte
	pos   int // where the next record begins
	line  int // its line, from 1

	start, startLine int      // of the record given last
	cells            []string // of that record, without the blanks around them; reused
}

// next reads a record. Lines without a character are records without cells.
func (s *scanner) next() bool {
	if s.pos >= len(s.text) {
		return false
	}
	s.start, s.startLine = s.pos, s.line
	s.cells = s.cells[:0]
	end := len(s.text)
	if i := strings.IndexByte(s.text[s.pos:], '\n'); i >= 0 {
		end = s.pos + i
	}
	line := s.text[s.pos:end]
	if strings.IndexByte(line, '"') >= 0 {
		s.quoted()
	} else {
		s.plain(line)
		s.pos = end + 1
		s.line++
	}
	s.trimEnd()
	return true
}

// plain splits a line that holds no quotation mark.
func (s *scanner) plain(line string) {
	if line == "" {
		return
	}
	from := 0
	for i := 0; i < len(line); i++ {
		if line[i] == s.comma {
			s.cells = append(s.cells, trim(line[from:i]))
			from = i + 1
		}
	}
	s.cells = append(s.cells, trim(line[from:]))
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
	if i < len(s.text) && s.text[i] == '"' {
		if cell, next, ok := s.unquote(i + 1); ok {
			return cell, next
		}
	}
	n := strings.IndexFunc(s.text[i:], func(r rune) bool { return r == rune(s.comma) || r == '\n' })
	if n < 0 {
		return s.text[i:], len(s.text)
	}
	return s.text[i : i+n], i + n
}

// unquote returns the quoted cell whose text begins at i. It is none where no
// quotation mark ends it.
func (s *scanner) unquote(i int) (string, int, bool) {
	window := s.text[i:min(len(s.text), i+maxQuoted)]
	doubled := false
	for j := 0; j < len(window); {
		q := strings.IndexByte(window[j:], '"')
		if q < 0 {
			return "", 0, false
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
			return "", 0, false
		}
		cell := window[:j]
		if doubled {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		return cell, next, true
	}
	return "", 0, false
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
	if n := len(s.cells); n > 0 && s.comma != ';' {
		if last := s.cells[n-1]; strings.HasSuffix(last, ";") {
			s.cells[n-1] = trim(strings.TrimRight(last, "; "))
		}
	}
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
