package comtrade

import (
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// headerWithin is how many records are looked at for the header: people keep
// notes above it.
const headerWithin = 30

// csvRecord is a line of CSV under a header.
type csvRecord struct {
	rec *file.Record
	h   *header
}

func (r *csvRecord) line() int { return r.rec.Line }

func (r *csvRecord) cell(c column) string {
	i := r.h.at[c]
	if i < 0 || i >= len(r.rec.Cells) {
		return ""
	}
	return strings.TrimSpace(r.rec.Cells[i])
}

func (r *csvRecord) fail(c column, err error) *data.ParseError {
	return r.rec.Errorf(max(r.h.at[c], 0), r.h.name(c), "%w", err)
}

// readCSV gives every line below the header to the reader.
func readCSV(r *reader) {
	var h *header
	seen := 0
	for rec, err := range r.f.Records(file.Dialect{}) {
		switch {
		case err != nil:
			if !r.fail(err) {
				return
			}
		case h == nil:
			found, ok, err := newHeader(rec.Cells)
			if seen++; err != nil {
				r.problems.Add(rec.Errorf(0, "", "%w", err))
				return
			}
			if ok {
				h = &found
				r.noteExtras(h)
			} else if seen >= headerWithin {
				r.problems.Add(rec.Errorf(0, "", "no header of UN Comtrade in the first %d lines", headerWithin))
				return
			}
		default:
			if !r.acceptLine(rec, h) {
				return
			}
		}
	}
}

// noteExtras says which columns nobody reads.
func (r *reader) noteExtras(h *header) {
	if len(h.extras) > 0 {
		r.warn("columns that are none of UN Comtrade's are not read: %s", strings.Join(h.extras, ", "))
	}
}

// acceptLine takes one line below the header. Rows of TradeData.csv end with a
// comma that the header lacks; a row with more than that was cut at the wrong
// places, and one with less is not whole.
func (r *reader) acceptLine(rec *file.Record, h *header) bool {
	n := len(rec.Cells)
	for n > len(h.names) && strings.TrimSpace(rec.Cells[n-1]) == "" {
		n--
	}
	switch {
	case isHeaderAgain(rec.Cells, h):
		r.count()
		r.reading.Account.Drop("the header once more", rec.Line)
		return true
	case n != len(h.names):
		r.count()
		problem := fmt.Errorf("the row has %d cells and the header %d; a cell with a comma needs quotes around it", n, len(h.names))
		if n < len(h.names) {
			problem = fmt.Errorf("the row has %d cells and the header %d; the file may have been cut off, download it again", n, len(h.names))
		}
		r.refuse([]*data.ParseError{rec.Errorf(min(n, len(h.names)), "", "%w", problem)})
		return true
	}
	return r.accept(&csvRecord{rec, h})
}

// isHeaderAgain reports whether a row repeats the header, as files do that
// were joined.
func isHeaderAgain(cells []string, h *header) bool {
	return len(cells) >= len(h.names) && slices.EqualFunc(cells[:len(h.names)], h.names, func(a, b string) bool { return strings.TrimSpace(a) == b })
}
