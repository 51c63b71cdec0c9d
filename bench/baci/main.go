// Command baci writes a file laid out like one year of CEPII's BACI, with
// made-up values, for benchmarks and for tests of memory:
//
//	go -C bench run ./baci --rows 11000000 --seed 1 --year 2022 --out FILE
//
// Eleven million rows are about 370 MB. The file is skewed as trade is: few
// countries trade most products with most others, most pairs trade few, and
// values spread over nine orders of magnitude. The same flags give the same
// bytes on every processor: nothing here is floating-point.
//
// The values say nothing about trade. Countries have the codes that BACI uses;
// products have six digits but are no real list.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"math/bits"
	"math/rand/v2"
	"os"
	"sort"
	"strconv"
)

func main() {
	o := options{}
	out := flag.String("out", "", "`file` to write; - or nothing is standard output")
	flag.IntVar(&o.rows, "rows", 11_000_000, "`number` of rows below the header")
	flag.Uint64Var(&o.seed, "seed", 1, "`number` that decides every value")
	flag.IntVar(&o.year, "year", 2022, "`year` of all rows")
	flag.Parse()
	if err := run(*out, o); err != nil {
		fmt.Fprintln(os.Stderr, "baci:", err)
		os.Exit(1)
	}
}

// options says which file to make.
type options struct {
	rows, year int
	seed       uint64
}

func run(out string, o options) error {
	if out == "" || out == "-" {
		return write(os.Stdout, o)
	}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	if err := write(f, o); err != nil {
		f.Close()
		os.Remove(out)
		return err
	}
	return f.Close()
}

// write writes header and rows, sorted by exporter, importer and product.
func write(w io.Writer, o options) error {
	random := rand.New(rand.NewPCG(o.seed, uint64(o.year)))
	products := makeProducts(random)
	pairs, err := makePairs(random, o.rows, len(products))
	if err != nil {
		return err
	}
	bw := bufio.NewWriterSize(w, 1<<20)
	bw.WriteString("t,i,j,k,v,q\n")
	row := make([]byte, 0, 64)
	for _, p := range pairs {
		need, left := p.rows, len(products)
		prefix := fmt.Sprintf("%d,%d,%d,", o.year, p.from, p.to)
		for _, product := range products {
			// Selection sampling: each product with the same chance, in order.
			if need == 0 {
				break
			}
			taken := random.IntN(left) < need
			left--
			if !taken {
				continue
			}
			need--
			row = appendRow(append(row[:0], prefix...), random, product, p.weight)
			if _, err := bw.Write(row); err != nil {
				return err
			}
		}
	}
	return bw.Flush()
}

// product is one six-digit code, without its leading zero, and what a ton of
// it costs in US dollars.
type product struct {
	code  string
	price int64
}

// makeProducts returns 4,992 products of 96 chapters in the order of codes.
func makeProducts(random *rand.Rand) []product {
	var products []product
	for chapter := 1; chapter <= 97; chapter++ {
		if chapter == 77 { // reserved in the Harmonized System
			continue
		}
		for heading := 1; heading <= 13; heading++ {
			for _, sub := range []int{10, 20, 30, 90} {
				code := strconv.Itoa(chapter*10_000 + heading*100 + sub)
				products = append(products, product{code, int64(1) << (5 + random.IntN(12))})
			}
		}
	}
	return products
}

// pair is an exporter, an importer, and how many products go from one to the
// other.
type pair struct {
	from, to, rows int
	weight         uint64
}

// makePairs divides rows among the pairs of countries by the product of their
// sizes, at most nine tenths of the products to a pair.
func makePairs(random *rand.Rand, rows, products int) ([]pair, error) {
	size := make(map[int]uint64, len(countries))
	order := random.Perm(len(countries))
	for i, at := range order {
		size[countries[at]] = 4096/uint64(i+4) + 1
	}
	var pairs []pair
	for _, from := range countries {
		for _, to := range countries {
			if from != to {
				pairs = append(pairs, pair{from: from, to: to, weight: size[from] * size[to]})
			}
		}
	}
	most := products * 9 / 10
	if rows < 0 || rows > most*len(pairs) {
		return nil, fmt.Errorf("--rows %d: write 0 to %d, what the pairs of countries can hold in one year", rows, most*len(pairs))
	}
	largest := make([]int, len(pairs))
	for i := range largest {
		largest[i] = i
	}
	sort.SliceStable(largest, func(a, b int) bool { return pairs[largest[a]].weight > pairs[largest[b]].weight })
	for left := rows; left > 0; {
		var open uint64
		for i := range pairs {
			if pairs[i].rows < most {
				open += pairs[i].weight
			}
		}
		before, share := left, left
		for _, i := range largest {
			p := &pairs[i]
			n := int(min(uint64(share)*p.weight/open, uint64(min(most-p.rows, left))))
			p.rows += n
			left -= n
		}
		if left < before {
			continue
		}
		for _, i := range largest { // what is too little to divide
			if left > 0 && pairs[i].rows < most {
				pairs[i].rows++
				left--
			}
		}
	}
	return pairs, nil
}

// appendRow appends product, value in thousand dollars and quantity in tons.
func appendRow(row []byte, random *rand.Rand, p product, weight uint64) []byte {
	// The bits set in a random word are close to normal, so that a power of
	// two by their number is close to lognormal.
	e := max(bits.OnesCount64(random.Uint64())-22+bits.Len64(weight)/4, 0)
	dollars := (1024 + random.Int64N(1024)) << e >> 10
	row = append(append(row, p.code...), ',')
	row = append(appendThousandths(row, dollars), ',')
	if random.IntN(50) == 0 {
		return append(row, "NA\n"...)
	}
	return append(appendThousandths(row, max(dollars*1000/p.price, 1)), '\n')
}

// appendThousandths writes n ÷ 1000 with three decimals.
func appendThousandths(row []byte, n int64) []byte {
	row = append(strconv.AppendInt(row, n/1000, 10), '.')
	return append(row, byte('0'+n/100%10), byte('0'+n/10%10), byte('0'+n%10))
}
