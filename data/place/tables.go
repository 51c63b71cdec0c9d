package place

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

var (
	//go:embed places.tsv
	placesTSV string
	//go:embed codes.tsv
	codesTSV string
	//go:embed names.tsv
	namesTSV string
	//go:embed holds.tsv
	holdsTSV string
)

// span is a place that a code or a name means from one year to another, 0 where
// open.
type span struct {
	place    int32
	from, to int32
}

func (s span) covers(year int) bool {
	return (s.from == 0 || int(s.from) <= year) && (s.to == 0 || year <= int(s.to))
}

// distance is how many years the span is away from year.
func (s span) distance(year int) int {
	switch {
	case s.covers(year):
		return 0
	case year < int(s.from):
		return int(s.from) - year
	}
	return year - int(s.to)
}

// written is a code that a system writes for a place.
type written struct {
	code string
	span
}

// system holds the codes and names of one provider. Codes of up to three
// digits, with or without leading zeros, are looked up in a slice.
type system struct {
	digits  [][]span
	codes   map[string][]span
	names   map[string][]span
	folded  map[string][]span
	written map[int32][]written // by place, in the order of codes.tsv
	holds   map[int32][]span    // by place

	// What errors propose, listed when the first is written.
	listed   sync.Once
	codeList []string
	nameList []string // folded
}

type tables struct {
	places  []Place
	byCode  map[string]int32
	systems [len(systemNames) + 1]*system // the last holds names in general
	err     error
}

// load reads the tables when something is first looked up.
var load = sync.OnceValue(func() *tables {
	t := &tables{byCode: map[string]int32{}}
	for i := range t.systems {
		t.systems[i] = &system{
			codes: map[string][]span{}, names: map[string][]span{}, folded: map[string][]span{},
			written: map[int32][]written{}, holds: map[int32][]span{},
		}
	}
	t.each("places.tsv", placesTSV, 8, t.addPlace)
	t.each("codes.tsv", codesTSV, 6, t.addCode)
	t.each("names.tsv", namesTSV, 5, t.addName)
	t.each("holds.tsv", holdsTSV, 5, t.addHold)
	return t
})

// each calls add for each row below the header, and keeps the first error.
func (t *tables) each(file, text string, columns int, add func([]string) error) {
	header := true
	n := 0
	for line := range strings.Lines(text) {
		n++
		if strings.HasPrefix(line, "# ") || t.err != nil {
			continue
		}
		if header {
			header = false
			continue
		}
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != columns {
			t.err = fmt.Errorf("%s:%d: %d columns, want %d", file, n, len(cells), columns)
		} else if err := add(cells); err != nil {
			t.err = fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
}

func (t *tables) addPlace(c []string) error {
	start, end, err := years(c[3], c[4])
	t.byCode[c[0]] = int32(len(t.places))
	t.places = append(t.places, Place{
		Code: c[0], Kind: Kind(c[1]), Name: c[2], Start: int(start), End: int(end),
		Region: c[5], Successors: strings.Fields(c[6]), Note: c[7],
	})
	return err
}

func (t *tables) addCode(c []string) error {
	s, sp, err := t.row(c[0], c[2], c[3], c[4])
	if err != nil {
		return err
	}
	if n := number(c[1]); n >= 0 {
		if s.digits == nil {
			s.digits = make([][]span, 1000)
		}
		s.digits[n] = append(s.digits[n], sp)
	} else {
		s.codes[c[1]] = append(s.codes[c[1]], sp)
	}
	if c[5] == "" {
		s.written[sp.place] = append(s.written[sp.place], written{c[1], sp})
	}
	return nil
}

func (t *tables) addName(c []string) error {
	s, sp, err := t.row(c[0], c[2], c[3], c[4])
	if err != nil {
		return err
	}
	s.names[c[1]] = append(s.names[c[1]], sp)
	key := fold(c[1])
	if !slices.Contains(s.folded[key], sp) {
		s.folded[key] = append(s.folded[key], sp)
	}
	return nil
}

func (t *tables) addHold(c []string) error {
	whole, ok := t.byCode[c[1]]
	s, sp, err := t.row(c[0], c[2], c[3], c[4])
	if err == nil && !ok {
		err = fmt.Errorf("no place %q", c[1])
	}
	if err != nil {
		return err
	}
	s.holds[whole] = append(s.holds[whole], sp)
	return nil
}

// row reads what the tables have in common: system, place and years.
func (t *tables) row(name, place, from, to string) (*system, span, error) {
	a, b, err := years(from, to)
	if err != nil {
		return nil, span{}, err
	}
	i, ok := t.byCode[place]
	if !ok {
		return nil, span{}, fmt.Errorf("no place %q", place)
	}
	if name == "" {
		return t.systems[len(systemNames)], span{i, a, b}, nil
	}
	n := System(name).index()
	if n < 0 {
		return nil, span{}, fmt.Errorf("no system %q", name)
	}
	return t.systems[n], span{i, a, b}, nil
}

func years(from, to string) (a, b int32, err error) {
	for i, cell := range []string{from, to} {
		if cell == "" {
			continue
		}
		year, bad := strconv.Atoi(cell)
		if bad != nil || year < 1500 || year > 2500 {
			return 0, 0, fmt.Errorf("%q is not a year", cell)
		}
		if i == 0 {
			a = int32(year)
		} else {
			b = int32(year)
		}
	}
	if a != 0 && b != 0 && b < a {
		return 0, 0, fmt.Errorf("years %d to %d are not in order", a, b)
	}
	return a, b, nil
}

// number returns the value of a code of one to three digits, and -1 for any
// other.
func number(code string) int {
	if len(code) == 0 || len(code) > 3 {
		return -1
	}
	n := 0
	for i := range len(code) {
		d := code[i] - '0'
		if d > 9 {
			return -1
		}
		n = n*10 + int(d)
	}
	return n
}
