package cepii

import "math/bits"

// key says what a sum is of: year, exporter, importer and product in one word,
// each 0 where the query does not divide by it.
type key uint64

// Bits of the parts of a key. A file has fewer places than BACI has codes.
const (
	productBits = 21
	placeBits   = 12
)

func newKey(year, from, to int, product uint32) key {
	return key(((uint64(year)<<placeBits|uint64(from))<<placeBits|uint64(to))<<productBits | uint64(product))
}

func (k key) year() int       { return int(k >> (2*placeBits + productBits)) }
func (k key) from() int       { return int(k >> (placeBits + productBits) & (1<<placeBits - 1)) }
func (k key) to() int         { return int(k >> productBits & (1<<placeBits - 1)) }
func (k key) product() uint32 { return uint32(k & (1<<productBits - 1)) }

// sums holds sums by key: a hash table with open addressing, since a map takes
// three times as long and memory, and this is all that a query does for a row.
type sums struct {
	slots []slot
	used  int
	shift int
	last  int // slot of the last row; rows of a pair stand together
}

type slot struct {
	key
	sum
}

// newSums returns a table that does not grow before it holds n sums.
func newSums(n int) *sums {
	size := max(10, bits.Len(uint(n*8/5)))
	return &sums{slots: make([]slot, 1<<size), shift: 64 - size}
}

// at returns the sum of a key, which is valid until the next call.
func (s *sums) at(k key) *sum {
	if l := &s.slots[s.last]; l.key == k && l.rows > 0 {
		return &l.sum
	}
	if s.used > len(s.slots)*5/8 {
		s.grow()
	}
	mask := len(s.slots) - 1
	for i := s.begin(k); ; i = (i + 1) & mask {
		l := &s.slots[i]
		if l.rows == 0 {
			s.used++
			l.key = k
			s.last = i
			return &l.sum
		}
		if l.key == k {
			s.last = i
			return &l.sum
		}
	}
}

// begin is where the search for a key begins.
func (s *sums) begin(k key) int {
	hi, lo := bits.Mul64(uint64(k), 0x9E3779B97F4A7C15)
	return int((hi ^ lo) >> s.shift)
}

func (s *sums) grow() {
	old := s.slots
	s.slots, s.used, s.last, s.shift = make([]slot, 2*len(old)), 0, 0, s.shift-1
	for i := range old {
		if old[i].rows > 0 {
			*s.at(old[i].key) = old[i].sum
		}
	}
}

// merge adds the sums of another table.
func (s *sums) merge(o *sums) {
	for i := range o.slots {
		if l := &o.slots[i]; l.rows > 0 {
			s.at(l.key).addSum(&l.sum)
		}
	}
}
