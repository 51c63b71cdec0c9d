package cepii

import (
	"github.com/periplus-data/periplus/data"
)

// row is one row of BACI with the codes of the file. It holds no text, so that
// sums over millions of rows allocate nothing.
type row struct {
	year, from, to int
	product        uint32 // see productCode
	restored       bool   // the product code had lost its leading zero
	value          fixed  // thousand US dollars
	quantity       fixed  // metric tons
}

// fixed is coef × 10^−scale, or none.
type fixed struct {
	coef  int64
	scale int
	set   bool
}

// decimal returns x × 10^shift. The careful reading has made sure that it
// holds, and fastDigits that it holds for the fast one.
func (x fixed) decimal(shift int) data.Decimal {
	if !x.set {
		return data.Decimal{}
	}
	d, err := data.NewDecimal(x.coef, x.scale).Shift(shift)
	if err != nil {
		panic("cepii: a value that was checked does not fit: " + err.Error())
	}
	return d
}

// fastDigits is how many characters scanFixed reads: fifteen digits can be
// multiplied by 1000 without a check.
const fastDigits = 15

// codeDigits is how many digits the code of a country has at most, and maxCode
// one more than the largest.
const (
	codeDigits = 3
	maxCode    = 1000
)

// scan reads the row that nearly every line is: six cells in the usual order,
// without quotes. It reports false, and leaves r undefined, for any other line,
// which careful then reads or explains.
func (r *row) scan(b []byte) bool {
	if len(b) < len("2020,4,8,10110,1,") {
		return false
	}
	for _, c := range b[:4] {
		if c-'0' > 9 {
			return false
		}
	}
	if b[4] != ',' {
		return false
	}
	r.year = int(b[0]-'0')*1000 + int(b[1]-'0')*100 + int(b[2]-'0')*10 + int(b[3]-'0')
	var at int
	start := len("2020,")
	if r.from, at = scanWhole(b, start); at < 0 || at-start > codeDigits+1 {
		return false
	}
	start = at
	if r.to, at = scanWhole(b, start); at < 0 || at-start > codeDigits+1 {
		return false
	}
	start = at
	k, at := scanWhole(b, at)
	if at < 0 {
		return false
	}
	r.restored = at-start == productDigits
	if !r.restored && at-start != productDigits+1 {
		return false
	}
	r.product = uint32(k)
	if r.value, at = scanFixed(b, at); at < 0 || at >= len(b) || !r.value.set {
		return false
	}
	if r.quantity, at = scanFixed(b, at+1); at != len(b) {
		return false
	}
	return r.year >= firstYear && r.year <= lastYear
}

// scanWhole reads one to six digits from b[at:] up to a comma, and returns the
// place after the comma, or −1.
func scanWhole(b []byte, at int) (n, next int) {
	for i := at; i < len(b) && i < at+7; i++ {
		c := b[i] - '0'
		if c > 9 {
			if b[i] == ',' && i > at {
				return n, i + 1
			}
			break
		}
		n = n*10 + int(c)
	}
	return 0, -1
}

// scanFixed reads a number from b[at:] up to a comma or the end of b, and
// returns the place where it stopped, or −1. Blanks may stand before it; an
// empty cell, NA, or blanks alone are none.
func scanFixed(b []byte, at int) (x fixed, next int) {
	for at < len(b) && b[at] == ' ' {
		at++
	}
	point := -1
	i := at
	for ; i < len(b) && b[i] != ','; i++ {
		c := b[i] - '0'
		switch {
		case c <= 9:
			x.coef = x.coef*10 + int64(c)
		case b[i] == '.' && point < 0 && i > at:
			point = i
		case b[i] == 'N' && i == at && i+1 < len(b) && b[i+1] == 'A' && (i+2 == len(b) || b[i+2] == ','):
			return fixed{}, i + 2
		default:
			return fixed{}, -1
		}
		if i-at >= fastDigits {
			return fixed{}, -1
		}
	}
	if i == at {
		return fixed{}, i
	}
	if point >= 0 {
		if x.scale = i - point - 1; x.scale == 0 {
			return fixed{}, -1
		}
	}
	x.set = true
	return x, i
}

var powers = [...]int64{1, 10, 100, 1000}

// dollars returns a value in US dollars where these are whole and below 10^15.
func (x fixed) dollars() (int64, bool) {
	if x.scale > 3 || x.coef >= 1e12 || x.coef < 0 {
		return 0, false
	}
	return x.coef * powers[3-x.scale], true
}

// sum adds up values of BACI in US dollars exactly. It is small, since a query
// may ask for millions of them.
type sum struct {
	dollars int64 // below full
	rows    int
	rest    *data.Total // what is not whole dollars, or much
}

// full leaves room for adding two sums, and for a Decimal.
const full = 1e17

// add adds a value in thousand dollars.
func (s *sum) add(x fixed) {
	s.rows++
	if d, ok := x.dollars(); ok {
		if s.dollars += d; s.dollars >= full {
			s.spill()
		}
		return
	}
	s.more().Add(x.decimal(3))
}

func (s *sum) more() *data.Total {
	if s.rest == nil {
		s.rest = new(data.Total)
	}
	return s.rest
}

// spill moves the whole dollars into the total, which has no limit.
func (s *sum) spill() {
	s.more().Add(data.NewDecimal(s.dollars, 0))
	s.dollars = 0
}

// addSum adds another sum.
func (s *sum) addSum(o *sum) {
	s.rows += o.rows
	if s.dollars += o.dollars; s.dollars >= full {
		s.spill()
	}
	if o.rest != nil {
		s.more().AddTotal(o.rest)
	}
}

// total returns the sum.
func (s *sum) total() *data.Total {
	var t data.Total
	t.Add(data.NewDecimal(s.dollars, 0))
	if s.rest != nil {
		t.AddTotal(s.rest)
	}
	return &t
}
