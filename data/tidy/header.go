package tidy

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// header is the names of the columns and where they stand.
type headerRow struct {
	names []string
	line  int // of the last row that names columns; 0 where there is none
}

// maxHeaderRows is how far down the names of the columns are looked for.
const maxHeaderRows = 500

// findHeader returns the names of the columns: those of the file's format,
// those in the rows that the mapping names, or the first row that holds every
// name that the mapping uses.
func findHeader(g *grid, m *Mapping) (headerRow, error) {
	switch {
	case g.names != nil:
		return headerRow{names: g.names}, nil
	case m.noHeader:
		return numberedHeader(g)
	case m.header != nil:
		return headerAt(g, m)
	}
	wanted := m.wanted()
	var best headerRow
	most, seen := -1, 0
	for row, err := range g.rows {
		if err != nil {
			if errors.Is(err, file.ErrQuote) { // in the words above the table
				continue
			}
			return headerRow{}, err
		}
		h := headerRow{names: normalAll(row.cells), line: row.line}
		n := 0
		for _, w := range wanted {
			if w.in(h.names) {
				n++
			}
		}
		if n > most {
			best, most = h, n
		}
		if n == len(wanted) {
			return h, nil
		}
		if seen++; seen >= maxHeaderRows {
			break
		}
	}
	if most < 0 {
		return best, &data.ParseError{File: g.name, Err: errors.New("holds no rows")}
	}
	return best, nil // bind says what is missing
}

func numberedHeader(g *grid) (headerRow, error) {
	for row, err := range g.rows {
		if err != nil {
			return headerRow{}, err
		}
		h := headerRow{names: make([]string, len(row.cells))}
		for i := range h.names {
			h.names[i] = fmt.Sprint(i + 1)
		}
		return h, nil
	}
	return headerRow{}, &data.ParseError{File: g.name, Err: errors.New("holds no rows")}
}

// headerAt joins the texts of the rows that the mapping names. In all but the
// last, an empty cell belongs to the text on its left.
func headerAt(g *grid, m *Mapping) (headerRow, error) {
	h := headerRow{line: m.header[len(m.header)-1]}
	found := 0
	for row, err := range g.rows {
		if err != nil {
			if errors.Is(err, file.ErrQuote) {
				continue
			}
			return h, err
		}
		if row.line > h.line {
			break
		}
		if !slices.Contains(m.header, row.line) {
			continue
		}
		found++
		names := normalAll(row.cells)
		for i := 1; i < len(names) && row.line < h.line; i++ {
			if names[i] == "" {
				names[i] = names[i-1]
			}
		}
		for i, name := range names {
			switch {
			case i >= len(h.names):
				h.names = append(h.names, name)
			case h.names[i] == "" || h.names[i] == name:
				h.names[i] = name
			case name != "":
				h.names[i] += " " + name
			}
		}
	}
	if found < len(m.header) {
		return h, &data.ParseError{File: g.name, Line: h.line, Err: fmt.Errorf("there is no row here; the mapping %s says that it names the columns", m.name)}
	}
	return h, nil
}

func normalAll(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = normal(c)
	}
	return out
}

// wish is a column that the mapping needs.
type wish struct {
	columnName
	field   string
	pattern *pattern
}

func (w wish) in(names []string) bool {
	if w.pattern == nil {
		return slices.Contains(names, normal(w.name))
	}
	return slices.ContainsFunc(names, func(n string) bool { _, ok := w.pattern.read(n); return ok })
}

// wanted lists the columns that the mapping names, in a fixed order.
func (m *Mapping) wanted() []wish {
	var out []wish
	for _, r := range roles {
		if c, ok := m.columns[r]; ok && !hole.MatchString(c.name) {
			out = append(out, wish{c, r.String(), nil})
		}
	}
	for _, v := range m.values {
		out = append(out, wish{v.columnName, valueRole.String(), v.pattern})
		if v.quantity != "" && !hole.MatchString(v.quantity) {
			out = append(out, wish{columnName{name: v.quantity, line: v.line}, quantityRole.String(), nil})
		}
	}
	for _, f := range m.filters {
		out = append(out, wish{f.columnName, "rows", nil})
	}
	return out
}

// binding is where in the rows of one file the columns of a mapping stand.
type binding struct {
	header  headerRow
	at      map[role]int
	filters []int // by Mapping.filters
	values  []boundValue
}

// boundValue is one column of values.
type boundValue struct {
	at, quantity int // quantity is -1 where there is none
	from         [roleCount]origin
	month        int // where the column's name tells it
	year         string
}

// origin says where the text of a role comes from.
type origin struct {
	at   int // column, or -1
	text string
	// named says that a column's name has the text, which is read as a cell
	// would be; other texts are constants of the mapping.
	named bool
}

// bind finds the columns. The error has a *data.ParseError for each that is
// missing or there twice.
func bind(g *grid, m *Mapping, h headerRow) (*binding, error) {
	b := &binding{header: h, at: map[role]int{}}
	p := data.Problems{File: g.name}
	find := func(w wish) int {
		i := slices.Index(h.names, normal(w.name))
		switch {
		case i < 0:
			p.Add(b.missing(g, m, w))
		case slices.Contains(h.names[i+1:], normal(w.name)):
			p.Add(&data.ParseError{File: g.name, Line: h.line, Field: w.field, Err: fmt.Errorf("the column %q, which %s:%d names, is there twice; name the columns apart", w.name, m.name, w.line)})
		}
		return i
	}
	for _, r := range roles {
		if c, ok := m.columns[r]; ok && !hole.MatchString(c.name) {
			b.at[r] = find(wish{c, r.String(), nil})
		}
	}
	for _, f := range m.filters {
		b.filters = append(b.filters, find(wish{f.columnName, "rows", nil}))
	}
	for _, v := range m.values {
		b.bindValue(g, m, v, find, &p)
	}
	return b, p.Err()
}

func (b *binding) missing(g *grid, m *Mapping, w wish) error {
	return &data.ParseError{File: g.name, Line: b.header.line, Field: w.field, Err: fmt.Errorf("there is no column %q%s, which %s:%d names; the columns are %s",
		w.name, data.Suggest(w.name, b.header.names), m.name, w.line, clip(strings.Join(b.header.names, ", ")))}
}

func (b *binding) bindValue(g *grid, m *Mapping, v valueColumn, find func(wish) int, p *data.Problems) {
	quantity := v.quantity
	if c, ok := m.columns[quantityRole]; ok && quantity == "" {
		quantity = c.name
	}
	add := func(at int, found map[string]string) {
		bv := boundValue{at: at, quantity: -1}
		for _, r := range roles {
			bv.from[r] = origin{at: -1, text: m.constants[r]}
			if i, ok := b.at[r]; ok {
				bv.from[r] = origin{at: i}
			}
			if text, ok := v.fixed[r]; ok {
				bv.from[r] = origin{at: -1, text: text}
			}
		}
		for name, text := range found {
			switch name {
			case "month":
				bv.month, _ = monthOf(text)
			case "year":
				bv.year = text
			default:
				bv.from[roleNamed(name)] = origin{at: -1, text: text, named: true}
			}
		}
		if quantity != "" {
			bv.quantity = find(wish{columnName{name: fill(quantity, found), line: v.line}, quantityRole.String(), nil})
		}
		b.values = append(b.values, bv)
	}
	if v.pattern == nil {
		add(find(wish{v.columnName, valueRole.String(), nil}), nil)
		return
	}
	n := len(b.values)
	for i, name := range b.header.names {
		if found, ok := v.pattern.read(name); ok {
			add(i, found)
		}
	}
	if len(b.values) == n {
		p.Add(b.missing(g, m, wish{v.columnName, valueRole.String(), v.pattern}))
	}
}
