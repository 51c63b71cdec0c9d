package data

import (
	"math/big"
	"math/bits"
)

// Total is an exact running sum of decimals. The zero value is the sum of
// nothing, which is none rather than 0. The order of additions does not
// matter. A Total is copied by value only before the first Add.
type Total struct {
	scale uint8 // digits after the point of hi, lo
	set   bool
	hi    int64 // hi × 2^64 + lo
	lo    uint64
	rest  *big.Rat // what did not fit into 128 bits
}

// IsSet reports whether anything was added.
func (t *Total) IsSet() bool { return t.set }

// Add adds d; none adds nothing.
func (t *Total) Add(d Decimal) {
	if !d.set {
		return
	}
	t.set = true
	coef := d.coef
	switch {
	case d.scale == t.scale:
	case d.scale < t.scale:
		hi, lo := mul128(coef, powers[t.scale-d.scale])
		t.add(hi, lo)
		return
	default:
		if !t.rescale(d.scale) {
			t.spill(d.Number())
			return
		}
	}
	t.add(coef>>63, uint64(coef))
}

// AddTotal adds another sum.
func (t *Total) AddTotal(o *Total) {
	if !o.set {
		return
	}
	if o.rest == nil && (o.scale == t.scale || !t.set) { // nearly always
		t.set, t.scale = true, o.scale
		t.add(o.hi, o.lo)
		return
	}
	if n := o.scale; n > t.scale && !t.rescale(n) {
		t.set = true
		t.spill(o.Number())
		return
	}
	t.set = true
	c := *o
	c.rest = nil
	if o.rest != nil {
		t.spillRat(o.rest)
	}
	if !c.rescale(t.scale) {
		t.spill(c.Number())
		return
	}
	t.add(c.hi, c.lo)
}

// Number returns the sum, and none where nothing was added.
func (t *Total) Number() Number {
	if !t.set {
		return Number{}
	}
	if t.scale == 0 && t.rest == nil && t.hi == int64(t.lo)>>63 {
		return Int(int64(t.lo)) // most sums, and several times faster
	}
	n := big.NewInt(t.hi)
	n.Lsh(n, 64).Add(n, new(big.Int).SetUint64(t.lo))
	r := new(big.Rat).SetFrac(n, big.NewInt(powers[t.scale]))
	if t.rest != nil {
		r.Add(r, t.rest)
	}
	return Number{r}
}

func (t *Total) add(hi int64, lo uint64) {
	sum, carry := bits.Add64(t.lo, lo, 0)
	top := t.hi + hi + int64(carry)
	// Overflow: both terms have one sign and the sum has the other.
	if (t.hi^top)&(hi^top) < 0 {
		n := big.NewInt(hi)
		n.Lsh(n, 64).Add(n, new(big.Int).SetUint64(lo))
		t.spillRat(new(big.Rat).SetFrac(n, big.NewInt(powers[t.scale])))
		return
	}
	t.hi, t.lo = top, sum
}

// rescale gives hi, lo more digits after the point. It reports whether they
// still fit.
func (t *Total) rescale(scale uint8) bool {
	if t.hi == 0 && t.lo == 0 {
		t.scale = max(t.scale, scale)
		return true
	}
	f := uint64(powers[scale-t.scale])
	abs := *t
	negative := t.hi < 0
	if negative {
		var borrow uint64
		abs.lo, borrow = bits.Sub64(0, t.lo, 0)
		abs.hi = -t.hi - int64(borrow)
	}
	carry, lo := bits.Mul64(abs.lo, f)
	over, mid := bits.Mul64(uint64(abs.hi), f)
	hi, c := bits.Add64(mid, carry, 0)
	if over != 0 || c != 0 || hi >= 1<<62 {
		return false
	}
	if negative {
		var borrow uint64
		lo, borrow = bits.Sub64(0, lo, 0)
		hi = -hi - borrow
	}
	t.hi, t.lo, t.scale = int64(hi), lo, scale
	return true
}

func (t *Total) spill(n Number) { t.spillRat(n.Rat()) }

func (t *Total) spillRat(r *big.Rat) {
	if t.rest == nil {
		t.rest = new(big.Rat)
	}
	t.rest = new(big.Rat).Add(t.rest, r)
}

// mul128 returns a × b, b positive, in two's complement of 128 bits.
func mul128(a, b int64) (hi int64, lo uint64) {
	h, l := bits.Mul64(uint64(max(a, -a)), uint64(b))
	if a < 0 {
		var borrow uint64
		l, borrow = bits.Sub64(0, l, 0)
		h = -h - borrow
	}
	return int64(h), l
}
