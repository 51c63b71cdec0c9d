package file

import (
	"iter"
	"strings"
)

// Line is one line of a text without its end.
type Line struct {
	Number int // from 1
	Text   string
}

// Lines gives the lines of a text, blank ones too, for formats in which a quote
// is a character like any other. A line over Options.MaxLine, a NUL byte or a
// file that cannot be read ends it with an error that names the line.
//
// A text that is kept keeps the 256 KB around it in memory: strings.Clone what
// stays.
func (f *File) Lines() iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		w, err := f.openText()
		if err != nil {
			yield(Line{}, err)
			return
		}
		defer w.r.Close()
		for {
			text, ok, err := w.nextLine()
			if err != nil {
				yield(Line{Number: w.line}, err)
				return
			}
			if !ok || !yield(Line{w.line, text}, nil) {
				return
			}
			w.line++
		}
	}
}

// nextLine takes the next line; w.line stays its number.
func (w *window) nextLine() (text string, ok bool, err error) {
	for {
		rest := w.text[w.pos:]
		i := strings.IndexByte(rest, '\n')
		end := i + 1
		if j := strings.IndexByte(rest[:max(i, 0)], '\r'); j >= 0 && j < i-1 {
			i, end = j, j+1
		} else if j >= 0 {
			i = j
		} else if i < 0 {
			if j := strings.IndexByte(rest, '\r'); j >= 0 && (j+1 < len(rest) || w.ended) {
				i, end = j, j+1
			}
		}
		if i < 0 && w.ended {
			i, end = len(rest), len(rest)
		}
		if i >= 0 {
			if nul := strings.IndexByte(rest[:i], 0); nul >= 0 {
				return "", false, w.hasNUL(w.pos + nul)
			}
			if i > w.f.o.MaxLine {
				return "", false, w.tooLong()
			}
			w.pos += end
			return rest[:i], end > 0, nil
		}
		if err := w.more(); err != nil {
			if err == errLong {
				err = w.tooLong()
			}
			return "", false, err
		}
	}
}
