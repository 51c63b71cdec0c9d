// Command partners times what bench/partners.py measures: from a CSV file of BACI,
// the share of each supplier in each importer's imports and the
// Herfindahl–Hirschman index of the importer's suppliers.
//
//	partners CSV
//
// It reads and checks every row, and prints one JSON object.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/detect"
	"github.com/periplus-data/periplus/data/file"
)

// answer is what a run found: all programs have to find the same.
type answer struct {
	Importers int     `json:"importers"`
	Shares    int     `json:"shares"`
	Largest   float64 `json:"largest"` // sum over importers of the greatest share
	Sum       float64 `json:"sum"`     // of the indices
	Seconds   float64 `json:"seconds"`
}

func main() {
	out, err := run(os.Args[1:])
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(out)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "partners:", err)
		os.Exit(1)
	}
}

func run(args []string) (answer, error) {
	if len(args) != 1 {
		return answer{}, errors.New("write partners CSV")
	}
	begin := time.Now()
	f, err := file.Open(args[0], file.Options{})
	if err != nil {
		return answer{}, err
	}
	r, err := detect.OpenRecord(f, detect.Options{})
	if err != nil {
		return answer{}, err
	}
	defer r.Close()
	groups, err := r.Groups(context.Background(), data.Query{By: []data.Dimension{data.ByPartner, data.ByReporter}})
	if err != nil {
		return answer{}, err
	}
	out := summarise(groups)
	out.Seconds = time.Since(begin).Seconds()
	return out, nil
}

// summarise goes through the suppliers of each importer, which come sorted.
func summarise(groups []data.Group) answer {
	var out answer
	for from := 0; from < len(groups); {
		var amounts []float64
		total, most := 0.0, 0.0
		to := from
		for ; to < len(groups) && groups[to].Keys[0] == groups[from].Keys[0]; to++ {
			v := groups[to].Value.Float64(data.ToNearest)
			amounts = append(amounts, v)
			total += v
			most = max(most, v)
		}
		out.Shares += len(amounts)
		out.Largest += most / total
		out.Sum += analysis.HHI(amounts)
		out.Importers++
		from = to
	}
	return out
}
