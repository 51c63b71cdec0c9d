package cepii

import (
	"encoding/binary"
	"math/bits"

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

// fastDigits is how many characters of a number are read without a check:
// fifteen digits can be multiplied by 1000.
const fastDigits = 15

// codeDigits is how many digits the code of a country has at most, and maxCode
// one more than the largest.
const (
	codeDigits = 3
	maxCode    = 1000
)

// scanner reads the lines that nearly all are: six cells in the usual order,
// without quotes. It is made for one block.
type scanner struct {
	row
	// Rows of a pair of countries stand together: the cells t,i,j of the last
	// line, with their commas, are kept as their first and last eight bytes.
	size        int
	first, last uint64
}

// next reads the line with which b begins; b ends with a line feed. It returns
// the length of the line with its end, and whether t, i and j are those of the
// line before. The length is 0, and the row undefined, for a line that is not
// usual, which careful then reads or explains.
func (s *scanner) next(b []byte) (n int, same bool) {
	if len(b) < len("2020,4,8,10110,1,\n") {
		return 0, false
	}
	at := s.size
	if same = at > 0 && len(b) >= at+8 && binary.LittleEndian.Uint64(b) == s.first && binary.LittleEndian.Uint64(b[at-8:]) == s.last; !same {
		s.size = 0
		if at = s.pair(b); at < 0 {
			return 0, false
		}
	}
	if at+8 > len(b) {
		return 0, false
	}
	w := binary.LittleEndian.Uint64(b[at:])
	digits := digitsOf(w)
	if digits != productDigits && digits != productDigits-1 || b[at+digits] != ',' {
		return 0, false
	}
	s.restored, s.product = digits < productDigits, uint32(join(w, digits))
	at += digits + 1
	if s.value, at = scanFixed(b, at); at < 0 || b[at] != ',' || !s.value.set {
		return 0, false
	}
	if s.quantity, at = scanFixed(b, at+1); at < 0 {
		return 0, false
	}
	if b[at] == '\r' {
		at++
	}
	if at >= len(b) || b[at] != '\n' {
		return 0, false
	}
	return at + 1, same
}

// pair reads t, i and j, and returns the place behind them, or −1.
func (s *scanner) pair(b []byte) int {
	year := 0
	for _, c := range b[:4] {
		if c-'0' > 9 {
			return -1
		}
		year = year*10 + int(c-'0')
	}
	if b[4] != ',' || year < firstYear || year > lastYear {
		return -1
	}
	at := len("2020,")
	if s.from, at = scanCode(b, at); at < 0 {
		return -1
	}
	if s.to, at = scanCode(b, at); at < 0 {
		return -1
	}
	s.year, s.size = year, at
	s.first, s.last = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[at-8:])
	return at
}

// scanCode reads one to three digits from b[at:] and a comma, and returns the
// place behind it, or −1.
func scanCode(b []byte, at int) (n, next int) {
	for i := at; i < len(b) && i <= at+codeDigits; i++ {
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

const ones = 0x0101010101010101

// digitsOf returns how many of the eight bytes of w, from the lowest, are
// digits before the first that is none.
func digitsOf(w uint64) int {
	x := w ^ '0'*ones // a digit is 0 to 9
	return bits.TrailingZeros64((x|(x&(0x7f*ones)+0x76*ones))&(0x80*ones)) / 8
}

// join returns the number that the first n of the eight bytes of w make, which
// are digits. Eight digits are joined in three multiplications, as in Lemire's
// "Quickly parsing eight digits".
func join(w uint64, n int) int64 {
	free := uint(64 - 8*n)
	w = (w<<free | ('0'*ones)&(1<<free-1)) - '0'*ones
	w = w*10 + w>>8
	w = ((w&0x000000ff000000ff)*(100+1_000_000<<32) + (w>>16&0x000000ff000000ff)*(1+10_000<<32)) >> 32
	return int64(uint32(w))
}

// scanFixed reads a number from b[at:], and returns the place of the comma or
// line end behind it, or −1. Blanks may stand before it; an empty cell, NA, or
// blanks alone are none. b ends with a line feed.
func scanFixed(b []byte, at int) (x fixed, next int) {
	for at < len(b) && b[at] == ' ' {
		at++
	}
	if at+17 > len(b) {
		return scanLast(b, at)
	}
	w := binary.LittleEndian.Uint64(b[at:])
	n := digitsOf(w)
	if n == 8 {
		return scanLast(b, at)
	}
	x = fixed{coef: join(w, n), set: n > 0}
	i := at + n
	if n > 0 && b[i] == '.' {
		w = binary.LittleEndian.Uint64(b[i+1:])
		if n = digitsOf(w); n == 0 || n == 8 {
			return scanLast(b, at)
		}
		x.coef, x.scale = x.coef*powers[n]+join(w, n), n
		i += 1 + n
	}
	return x.ended(b, i)
}

// ended checks that a number that was read up to b[i] ends there.
func (x fixed) ended(b []byte, i int) (fixed, int) {
	switch c := b[i]; {
	case c == ',' || c == '\n' || c == '\r':
		return x, i
	case c == 'N' && !x.set && b[i+1] == 'A' && (b[i+2] == ',' || b[i+2] == '\n' || b[i+2] == '\r'):
		return fixed{}, i + 2
	}
	return fixed{}, -1
}

// scanLast is scanFixed for the end of a block and for long numbers.
func scanLast(b []byte, at int) (x fixed, next int) {
	i := at
	for ; i < len(b) && b[i]-'0' <= 9; i++ {
		x.coef = x.coef*10 + int64(b[i]-'0')
	}
	if i < len(b) && b[i] == '.' && i > at {
		point := i
		for i++; i < len(b) && b[i]-'0' <= 9; i++ {
			x.coef = x.coef*10 + int64(b[i]-'0')
		}
		if x.scale = i - point - 1; x.scale == 0 {
			return fixed{}, -1
		}
	}
	if i-at > fastDigits || i >= len(b) {
		return fixed{}, -1
	}
	x.set = i > at
	return x.ended(b, i)
}

var powers = [...]int64{1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000}

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
