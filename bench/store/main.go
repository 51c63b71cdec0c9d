// Command store times a store of periplus for the benchmark bench/store.py:
//
//	store add [-memory MB] CSV FOLDER      add a file, once
//	store hhi [-years] [-product CODE] [-runs N] FOLDER
//	                                       the Herfindahl–Hirschman index of each importer's suppliers
//	store codes                            BACI's codes of countries and places of periplus, as CSV
//
// It prints one JSON object.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"strconv"
	"syscall"
	"time"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/detect"
	"github.com/periplus-data/periplus/data/place"
	"github.com/periplus-data/periplus/data/store"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "store:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New("write add, hhi or codes")
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	memory := flags.Int64("memory", 0, "memory limit in `MB`")
	years := flags.Bool("years", false, "one index for each importer and year")
	product := flags.String("product", "", "of one product only, by its `code`")
	runs := flags.Int("runs", 1, "how often")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	var out any
	var err error
	switch {
	case args[0] == "codes" && flags.NArg() == 0:
		return codes()
	case args[0] == "add" && flags.NArg() == 2:
		out, err = add(flags.Arg(0), flags.Arg(1), store.Options{Memory: *memory << 20})
	case args[0] == "hhi" && flags.NArg() == 1:
		out, err = hhi(flags.Arg(0), *years, *product, *runs)
	default:
		err = errors.New("write add CSV FOLDER, hhi FOLDER or codes")
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(out)
}

type added struct {
	Rows    int     `json:"rows"`
	Seconds float64 `json:"seconds"`
	CPU     float64 `json:"cpu"` // processor seconds
	Path    string  `json:"path"`
	Bytes   int64   `json:"bytes"`
}

func add(path, folder string, o store.Options) (added, error) {
	begin := time.Now()
	s, err := store.Create(folder, o)
	if err != nil {
		return added{}, err
	}
	r, err := detect.Open(path, detect.Options{})
	if err != nil {
		return added{}, err
	}
	defer r.Close()
	a, err := s.Add(context.Background(), r.Reading, store.AddOptions{})
	if err != nil {
		return added{}, err
	}
	return added{a.Entry.Rows, time.Since(begin).Seconds(), processor(), s.Path(a.Entry), a.Entry.ParquetBytes}, nil
}

type answer struct {
	Indices int       `json:"indices"`
	Sum     float64   `json:"sum"` // of all indices, to hold programs against each other
	Seconds []float64 `json:"seconds"`
	CPU     []float64 `json:"cpu"` // processor seconds
}

// hhi opens the store and asks it anew in each run.
func hhi(folder string, years bool, product string, runs int) (answer, error) {
	var out answer
	for range runs {
		begin, cpu := time.Now(), processor()
		s, err := store.Open(folder, store.Options{})
		if err != nil {
			return out, err
		}
		entries, err := s.List()
		if err != nil {
			return out, err
		}
		ids := make([]string, len(entries))
		for i, e := range entries {
			ids[i] = e.ID
		}
		r, err := s.Record(ids...)
		if err != nil {
			return out, err
		}
		by := []data.Dimension{data.ByPartner, data.ByReporter}
		if years {
			by = []data.Dimension{data.ByPartner, data.ByYear, data.ByReporter}
		}
		q := data.Query{By: by}
		if product != "" {
			q.Where.Products = []string{product}
		}
		groups, err := r.Groups(context.Background(), q)
		if err != nil {
			return out, err
		}
		out.Indices, out.Sum = indices(groups)
		out.Seconds = append(out.Seconds, time.Since(begin).Seconds())
		out.CPU = append(out.CPU, processor()-cpu)
	}
	return out, nil
}

// processor returns the processor time of this program so far, in seconds.
func processor() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return math.NaN()
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

// indices sums the index Σ(value ÷ total)² over all runs of groups that agree
// in all keys but the last.
func indices(groups []data.Group) (n int, sum float64) {
	for from := 0; from < len(groups); {
		total, squares, to := 0.0, 0.0, from
		for ; to < len(groups) && same(groups[from].Keys, groups[to].Keys); to++ {
			v := groups[to].Value.Float64(data.ToNearest)
			total += v
			squares = math.FMA(v, v, squares)
		}
		sum += squares / (total * total)
		n++
		from = to
	}
	return n, sum
}

func same(a, b []string) bool {
	for i := range a[:len(a)-1] {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// codes writes what a peer needs to name countries as periplus does.
func codes() error {
	fmt.Println("code,place")
	for code := 1; code < 1000; code++ {
		if p, err := place.Resolve(place.BACI, strconv.Itoa(code), 0); err == nil {
			fmt.Printf("%d,%s\n", code, p.Code)
		}
	}
	return nil
}
