// Command charts draws what a JSON file describes, as SVG and PNG: periplus'
// part of a benchmark of a thousand charts.
//
//	bench-charts IN.json OUT [svg|png]
//
// It prints the number of charts, the seconds from the first frame to the last
// file, and the bytes of live memory after a tenth of the charts and at the
// end, as JSON.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"github.com/periplus-data/periplus/charts"
)

// chart is what both programs are given. Each column has a cell for each row.
type chart struct {
	Kind, Title, Subtitle, Source string
	Texts                         map[string][]string
	Numbers                       map[string][]float64
}

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: bench-charts IN.json OUT [svg|png]")
	}
	only := ""
	if len(os.Args) > 3 {
		only = os.Args[3]
	}
	raw, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var all []chart
	if err := json.Unmarshal(raw, &all); err != nil {
		log.Fatal(err)
	}
	live := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	start, early := time.Now(), uint64(0)
	for i, c := range all {
		if err := c.write(filepath.Join(os.Args[2], fmt.Sprintf("%04d", i)), only); err != nil {
			log.Fatalf("chart %d: %v", i, err)
		}
		if i == len(all)/10 {
			early = live()
		}
	}
	seconds := time.Since(start).Seconds()
	fmt.Printf(`{"charts": %d, "seconds": %g, "early": %d, "late": %d}`+"\n", len(all), seconds, early, live())
}

func (c chart) write(path, only string) error {
	var columns []series.Series
	for name, cells := range c.Texts {
		columns = append(columns, series.New(cells, series.String, name))
	}
	for name, cells := range c.Numbers {
		columns = append(columns, series.New(cells, series.Float, name))
	}
	of, err := charts.New(c.Kind, charts.Options{Size: charts.WebSize, Title: c.Title, Subtitle: c.Subtitle, Source: c.Source}, nil)
	if err != nil {
		return err
	}
	p, err := charts.Draw(dataframe.New(columns...), of)
	if err != nil {
		return err
	}
	if only != "png" {
		if err := os.WriteFile(path+".svg", p.SVG(), 0o644); err != nil {
			return err
		}
	}
	if only == "svg" {
		return nil
	}
	png, err := p.PNG(1)
	if err != nil {
		return err
	}
	return os.WriteFile(path+".png", png, 0o644)
}
