package charts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/bidi"
)

// maxRunes bounds the text that is laid out, hovered or read aloud for one
// label, so that a hostile file cannot make a picture of megabytes.
const maxRunes = 2000

// clean returns text that can stand in a picture: valid UTF-8 without
// characters that XML forbids, without marks that reverse the reading
// direction of what follows, and with every run of blanks and line ends as one
// space. No-break spaces stay, since amounts need them.
func clean(s string) string {
	var b strings.Builder
	space, runes := false, 0
	for _, r := range s {
		switch {
		case isForbidden(r):
			continue
		case r == ' ' || r >= '\t' && r <= '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			space = b.Len() > 0
			continue
		}
		if runes++; runes > maxRunes {
			b.WriteRune('…')
			break
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isForbidden reports whether r is dropped: control characters and
// noncharacters, which XML forbids or discourages, and the marks of reading
// direction.
func isForbidden(r rune) bool {
	switch {
	case unicode.IsControl(r) && !(r >= '\t' && r <= '\r') && r != '\u0085':
		return true
	case r == '\u200e' || r == '\u200f' || r == '\u061c' || r == '\ufeff':
		return true
	case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
		return true
	case r&0xfffe == 0xfffe || r >= '\ufdd0' && r <= '\ufdef':
		return true
	}
	return false
}

// wrap breaks text into at most most lines that are no wider than width. It
// breaks where Unicode allows a line to break, and inside a word only where
// the word alone is too wide. What does not fit ends in an ellipsis. Empty text
// has no lines.
func wrap(f *face, text string, size, width float64, most int) []string {
	var lines []string
	line, rest, state := "", text, -1
	for rest != "" {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		for {
			if f.width(strings.TrimRight(line+segment, " "), size) <= width {
				line += segment
				break
			}
			if line == "" {
				var head string
				head, segment = split(f, segment, size, width)
				lines = append(lines, head)
			} else {
				lines = append(lines, strings.TrimRight(line, " "))
				line = ""
			}
			if len(lines) == most {
				if segment+rest != "" {
					lines[most-1] = ellipsis(f, lines[most-1], size, width)
				}
				return lines
			}
			if segment == "" {
				break
			}
		}
	}
	if line = strings.TrimRight(line, " "); line != "" {
		lines = append(lines, line)
	}
	return lines
}

// split cuts a word that is wider than width after the last character that
// fits, and after the first one at least.
func split(f *face, word string, size, width float64) (head, tail string) {
	cut, state, rest := 0, -1, word
	for rest != "" {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		end := cut + len(cluster)
		if cut > 0 && f.width(word[:end], size) > width {
			break
		}
		cut = end
	}
	return word[:cut], word[cut:]
}

// ellipsis shortens a line until it fits with an ellipsis behind it.
func ellipsis(f *face, line string, size, width float64) string {
	for line != "" && f.width(line+"…", size) > width {
		_, n := utf8.DecodeLastRuneInString(line)
		line = strings.TrimRight(line[:len(line)-n], " ")
	}
	return line + "…"
}

// visual returns a line in the order in which its characters stand from left to
// right, as a browser lays out Hebrew inside a line that runs to the right
// (Unicode Standard Annex 9). Text without letters that run to the left comes
// back unchanged.
func visual(line string) string {
	if !strings.ContainsFunc(line, func(r rune) bool { return r >= '\u0590' && r <= '\u08ff' || r >= '\ufb1d' }) {
		return line
	}
	var p bidi.Paragraph
	if _, err := p.SetString(line, bidi.DefaultDirection(bidi.LeftToRight)); err != nil {
		return line
	}
	order, err := p.Order()
	if err != nil {
		return line
	}
	var b strings.Builder
	for i := range order.NumRuns() {
		run := order.Run(i)
		if run.Direction() == bidi.RightToLeft {
			b.WriteString(bidi.ReverseString(run.String()))
		} else {
			b.WriteString(run.String())
		}
	}
	return b.String()
}

// block is lines of text in one style.
type block struct {
	lines  []string
	face   *face
	size   float64
	isBold bool
	color  Color
}

// block breaks text into at most most lines of a width.
func (c *chart) block(text string, size float64, isBold bool, color Color, width float64, most int) block {
	f := c.t.face(isBold)
	return block{wrap(f, text, size, width, most), f, size, isBold, color}
}

// unbroken is block, and reports whether all of the text stands there without a
// break inside a word.
func (c *chart) unbroken(text string, size float64, isBold bool, color Color, width float64, most int) (block, bool) {
	f := c.t.face(isBold)
	if width <= 0 {
		return block{}, false
	}
	for rest, state := text, -1; rest != ""; {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if f.width(strings.TrimRight(segment, " "), size) > width {
			return block{}, false
		}
	}
	b := c.block(text, size, isBold, color, width, most)
	return b, !b.isCut()
}

// balanced is block with lines of about one length, as a headline has: the
// narrowest block that needs no more lines.
func (c *chart) balanced(text string, size float64, isBold bool, color Color, width float64, most int) block {
	b := c.block(text, size, isBold, color, width, most)
	if n := len(b.lines); n > 1 && !strings.HasSuffix(b.lines[n-1], "…") {
		// No narrower than the widest word, which would be split.
		low, high := max(width/2, min(widestWord(b.face, text, size), width)), width
		for range 8 {
			mid := (low + high) / 2
			if narrow := c.block(text, size, isBold, color, mid, most+1); len(narrow.lines) <= n && !strings.HasSuffix(narrow.lines[len(narrow.lines)-1], "…") {
				b, high = narrow, mid
			} else {
				low = mid
			}
		}
	}
	return b
}

// widestWord is the width of the widest part that a line does not break in.
func widestWord(f *face, text string, size float64) (widest float64) {
	state := -1
	for text != "" {
		var segment string
		segment, text, _, state = uniseg.FirstLineSegmentInString(text, state)
		widest = max(widest, f.width(strings.TrimRight(segment, " "), size))
	}
	return widest
}

func (b block) height() float64 { return float64(float64(len(b.lines)) * b.size * leading) }

func (b block) width() float64 {
	w := 0.0
	for _, line := range b.lines {
		w = max(w, b.face.width(line, b.size))
	}
	return w
}

// isCut reports whether the text did not fit.
func (b block) isCut() bool {
	return len(b.lines) > 0 && strings.HasSuffix(b.lines[len(b.lines)-1], "…")
}
