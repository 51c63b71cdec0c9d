package comtrade

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// readAll reads a text if it is recognised, strictly or not, and checks what
// must hold for any file: no panic, an account that closes, flows that have
// their codes.
func readAll(t interface{ Fatalf(string, ...any) }, text string, o data.ReadOptions) (*data.Panel, error) {
	f, err := file.New("x", strings.NewReader(text), file.Options{})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := Open(f, o)
	if err != nil {
		return nil, err
	}
	if r.Table != nil {
		_, err := r.Table()
		return nil, err
	}
	p, err := r.Panel()
	if err != nil {
		if strings.Contains(err.Error(), "does not close") {
			t.Fatalf("%v\n%s", err, text)
		}
		return nil, err
	}
	for _, f := range p.Flows {
		if f.Reporter == "" || f.Partner == "" || f.Flow == "" || f.Product == "" || f.Classification == "" || !f.Period.IsSet() || !f.Value.IsSet() || f.Line == 0 {
			t.Fatalf("a flow lacks a part: %v\n%s", f.Cells(), text)
		}
	}
	return p, nil
}

// FuzzOpen reads anything. A file that is read strictly is read the same with
// KeepGoing, with no rejects.
func FuzzOpen(f *testing.F) {
	for _, name := range []string{"classic12.csv", "classic35.csv", "tradedata47.csv", "bulk34_snake.csv", "extract_snake.csv", "api_v1.json", "api_classic.json"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add(short + "2020,704,M,156,0,H5,01,2,C01,0,-1,,,,,30\n2020,704,M,156,0,H5,01,2,C00,2100,5,1,2,,,3e2\n")
	f.Add(",id,text,reporterCode,reporterDesc\n0,4,\"Af\nghanistan\",4,Afghanistan\n")
	f.Add(`{"elapsedTime": "0", "count": 0, "data": [], "error": ""}`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := readAll(t, text, data.ReadOptions{})
		q, keptErr := readAll(t, text, data.ReadOptions{KeepGoing: true})
		if err != nil || p == nil {
			return
		}
		if keptErr != nil || len(q.Account.Rejects) > 0 || !slices.Equal(p.Flows, q.Flows) {
			t.Errorf("KeepGoing differs on a good file: %v, %v\n%s", keptErr, q.Account.Rejects, text)
		}
	})
}

// FuzzConcordance reads anything as a table of codes.
func FuzzConcordance(f *testing.F) {
	f.Add("HS 2022 Product Code,HS 2017 Product Code\n010121,010121\n10129,010121\n")
	f.Add("title\nFrom HS2022;To HS2017;Relationship\n'0101.21;0101 21;1 to 1\n;;\n")
	f.Fuzz(func(t *testing.T, text string) {
		in, err := file.New("x", strings.NewReader(text), file.Options{})
		if err != nil {
			return
		}
		defer in.Close()
		c, err := ReadConcordance(in, "H6", "H5")
		if err != nil {
			return
		}
		if err := c.Account.Check(); err != nil {
			t.Error(err)
		}
		var flows []data.Flow
		for code := range c.targets {
			flows = append(flows, row6(code, "7", "", "", 2))
		}
		out, err := c.Apply(flows, Split)
		if err != nil {
			t.Fatal(err)
		}
		if err := out.Account.Check(); err != nil {
			t.Error(err)
		}
		if got, want := sumOf(out.Flows), data.Int(int64(7*len(flows))); !got.Equal(want) {
			t.Errorf("the sum %v became %v", want, got)
		}
	})
}

// TestConservation damages made files and holds that every row is a flow with
// its own value, dropped with a reason, or rejected.
func TestConservation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := func(name string, usual []string, odd ...string) string {
			if rapid.IntRange(0, 29).Draw(t, name+"?") == 0 {
				return rapid.SampledFrom(odd).Draw(t, name)
			}
			return rapid.SampledFrom(usual).Draw(t, name)
		}
		values := []string{"1", "2.5", "300", "0", "12345678.901"}
		lines := strings.Split(strings.TrimSpace(short), "\n")
		for range rapid.IntRange(1, 40).Draw(t, "rows") {
			lines = append(lines, strings.Join([]string{cell("period", []string{"2019", "2020"}, "202001", "x", ""), cell("reporter", []string{"704", "842"}, "", "99999", "USA"),
				cell("flow", []string{"M", "X"}, "RX", "FM", "?"), cell("partner", []string{"0", "156", "276", "490"}, "", "W00"), cell("partner2", []string{"0"}, "36", "0.0"),
				cell("class", []string{"H5"}, "H4", "S3", ""), cell("product", []string{"TOTAL", "01", "0101", "101"}, "", "x.y", "00", "AG2"), cell("level", []string{""}, "4", "z"),
				cell("customs", []string{"C00"}, "C01", "C04"), cell("transport", []string{"0"}, "1000", "2100", "2000"), cell("unit", []string{"-1", "5"}, "8", "77"),
				cell("quantity", []string{"", "3"}, "NA", "NaN"), cell("weight", []string{"", "9"}, "1,5"), "", "", cell("value", values, "", "NA", "Inf", "1.234,5", `"1,234"`)}, ","))
			if last := &lines[len(lines)-1]; rapid.IntRange(0, 19).Draw(t, "cut?") == 0 {
				*last = (*last)[:rapid.IntRange(1, len(*last)).Draw(t, "cut")]
				if strings.Count(*last, `"`)%2 == 1 { // a quote that stays open ends a file, see TestErrors
					*last = strings.ReplaceAll(*last, `"`, "")
				}
			}
		}
		p, err := readAll(t, strings.Join(lines, "\n")+"\n", data.ReadOptions{KeepGoing: true})
		if err != nil {
			t.Fatal(err)
		}
		if p.Account.Read != len(lines)-1 {
			t.Fatalf("%d rows read of %d", p.Account.Read, len(lines)-1)
		}
		for _, f := range p.Flows {
			cells := strings.Split(lines[f.Line-1], ",")
			if got, want := f.Value, data.MustDecimal(cells[15]); got != want {
				t.Fatalf("line %d: %v, want %v", f.Line, got, want)
			}
		}
	})
}
