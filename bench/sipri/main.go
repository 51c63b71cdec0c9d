// Command sipri reads a classic trade register of SIPRI, checks it and makes a
// frame of it, as often as asked, and prints as JSON how long each reading took
// and what came out. With -make it writes such a register of made-up deals.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"time"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/sipri"
)

func main() {
	runs := flag.Int("runs", 1, "how often the file is read")
	deals := flag.Int("make", 0, "write a register of this many made-up deals instead")
	flag.Parse()
	if flag.NArg() != 1 {
		fail(fmt.Errorf("name the register"))
	}
	if *deals > 0 {
		fail(write(flag.Arg(0), *deals))
		return
	}
	var out result
	for range *runs {
		began := time.Now()
		r, err := read(flag.Arg(0))
		fail(err)
		r.Seconds = append(out.Seconds, time.Since(began).Seconds())
		out = r
	}
	fail(json.NewEncoder(os.Stdout).Encode(out))
}

// result is what both programs print.
type result struct {
	Rows    int       `json:"rows"`
	TIV     string    `json:"tiv"` // delivered, to one decimal
	Seconds []float64 `json:"seconds"`
}

func read(path string) (result, error) {
	f, err := file.Open(path, file.Options{})
	if err != nil {
		return result{}, err
	}
	defer f.Close()
	reg, err := sipri.ReadRegister(f, data.ReadOptions{})
	if err != nil {
		return result{}, err
	}
	frame := reg.Frame()
	if frame.Err != nil {
		return result{}, frame.Err
	}
	var sum data.Total
	for i := range reg.Deals {
		sum.Add(reg.Deals[i].TIVDelivered)
	}
	return result{Rows: frame.Nrow(), TIV: sum.Number().Decimals(1)}, nil
}

// write makes a register of the length, cells and share of deals over several
// years of the real one. The same number of deals gives the same bytes.
func write(path string, deals int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	r := rand.New(rand.NewPCG(1950, 2023))
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	w.WriteString(strings.Repeat("A line before the header\n", 11))
	w.WriteString("Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n")
	for i := range deals {
		n, unit := 1+r.IntN(12), units[r.IntN(len(units))]
		if i%8 == 0 {
			n = 10 * (1 + r.IntN(80))
		}
		first := 1950 + r.IntN(68)
		years := fmt.Sprint(first)
		for y := range r.IntN(4) {
			years += fmt.Sprintf("; %d", first+y+1)
		}
		var remarks []string
		for range r.IntN(7) {
			remarks = append(remarks, pick(words))
		}
		comment := strings.Join(remarks, " ")
		if i%300 == 0 {
			comment += " caf\xe9" // Windows-1252
		}
		fmt.Fprintf(w, "%s,%s,%d,%s,%d,%s,Weapon-%d,%s,%d,%s,%s,%s,%s,%s,%s,%s\n", recipients[i*len(recipients)/deals], pick(suppliers), first-1-r.IntN(3),
			pick(marks), n, pick(marks), r.IntN(4000), pick(kinds), n, pick(marks), years, pick(status), comment, hundredths(unit), hundredths(unit*n), hundredths(unit*n))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

func hundredths(n int) string { return data.NewDecimal(int64(n), 2).String() }

var (
	marks      = []string{"", "?"}
	units      = []int{1, 2, 5, 10, 25, 30, 50, 60, 90, 100, 150, 250, 450, 500, 800, 1000, 1250, 2500, 4000, 5500, 12500} // hundredths
	status     = []string{"New", "New", "New", "Second hand"}
	words      = []string{"version", "delivered", "for use by the navy", "from production line", "aid", "modernized", "part of a larger deal", "including"}
	kinds      = []string{"transport aircraft", "frigate", "APC", "anti-tank missile", "air search radar", "SAM system", "tank", "towed gun"}
	suppliers  = []string{"United States", "Russia", "Soviet Union", "France", "China", "Germany", "Italy", "United Kingdom", "Israel", "unknown supplier(s)"}
	recipients = []string{"Algeria", "Australia", "Brazil", "China", "Egypt", "Hezbollah (Lebanon)*", "India", "Indonesia", "Japan", "NATO**", "Pakistan", "Qatar", "Saudi Arabia", "Viet Nam"}
)

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "sipri:", err)
		os.Exit(1)
	}
}
