package store

import (
	"math/bits"
	"slices"
)

// segmentRows is how many rows are allocated at a time: growing one slice
// would need twice its memory at the moment of growth.
const segmentRows = 1 << 16

// rows is a long list of packed flows in segments.
type rows struct {
	segments [][]packed
	n        int
	ordered  bool // lines never fell
	lastLine uint32
}

func (r *rows) add(p packed) {
	i := r.n / segmentRows
	if i == len(r.segments) {
		r.segments = append(r.segments, make([]packed, 0, segmentRows))
	}
	r.segments[i] = append(r.segments[i], p)
	r.ordered = (r.ordered || r.n == 0) && p.line >= r.lastLine
	r.lastLine = p.line
	r.n++
}

func (r *rows) at(i uint32) *packed { return &r.segments[i/segmentRows][i%segmentRows] }

// empty forgets the rows and keeps the memory.
func (r *rows) empty() {
	for i := range r.segments {
		r.segments[i] = r.segments[i][:0]
	}
	r.n, r.lastLine = 0, 0
}

// sorted returns the indexes of the rows in the order of their keys; equal
// rows keep the order in which they came.
func (r *rows) sorted(p *places) []uint32 {
	majorBits, productBits, minorBits := width(p.major), width(p.product), width(p.minor)
	keyBits, indexBits := majorBits+productBits+minorBits, bits.Len(uint(r.n))
	order := make([]uint32, r.n)
	if keyBits+indexBits > 64 {
		for i := range order {
			order[i] = uint32(i)
		}
		slices.SortStableFunc(order, func(a, b uint32) int { return p.key(r.at(a)).compare(p.key(r.at(b))) })
		return order
	}
	keys := make([]uint64, r.n)
	for i := range keys {
		row := r.at(uint32(i))
		k := uint64(p.major[row.tuple])<<(productBits+minorBits) | uint64(p.product[row.product])<<minorBits | uint64(p.minor[row.tuple])
		keys[i] = k<<indexBits | uint64(i)
	}
	keys = radix(keys, indexBits, indexBits+keyBits)
	mask := uint64(1)<<indexBits - 1
	for i, k := range keys {
		order[i] = uint32(k & mask)
	}
	if !r.ordered {
		r.byLine(order, keys, indexBits)
	}
	return order
}

// byLine sorts rows with the same key by their line.
func (r *rows) byLine(order []uint32, keys []uint64, indexBits int) {
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && keys[to]>>indexBits == keys[from]>>indexBits {
			to++
		}
		if to > from+1 {
			slices.SortStableFunc(order[from:to], func(a, b uint32) int { return int(int64(r.at(a).line) - int64(r.at(b).line)) })
		}
		from = to
	}
}

// width returns how many bits hold the largest of the places.
func width(places []uint32) int {
	if len(places) == 0 {
		return 0
	}
	return bits.Len32(slices.Max(places))
}

// radixBits is the size of a digit: 2,048 counters fit the first cache.
const radixBits = 11

// radix sorts keys by the bits from low to high, keeping the order of keys
// that agree in them. Keys that are in order already are left as they are.
func radix(keys []uint64, low, high int) []uint64 {
	if slices.IsSorted(keys) {
		return keys
	}
	spare := make([]uint64, len(keys))
	for shift := low; shift < high; shift += radixBits {
		mask := uint64(1)<<min(radixBits, high-shift) - 1
		var count [1 << radixBits]int
		for _, k := range keys {
			count[k>>shift&mask]++
		}
		at := 0
		for digit, n := range count {
			count[digit] = at
			at += n
		}
		for _, k := range keys {
			digit := k >> shift & mask
			spare[count[digit]] = k
			count[digit]++
		}
		keys, spare = spare, keys
	}
	return keys
}
