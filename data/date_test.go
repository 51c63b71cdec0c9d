package data_test

import (
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
)

func date(t testing.TB, s string) data.Date {
	t.Helper()
	d, err := data.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDate(t *testing.T) {
	// 2024 and 2000 are leap years of the Gregorian calendar, 2023 and 1900 are not.
	for _, tt := range [][3]string{
		{"", "0001-01-01", "0000-12-31"},
		{"2022", "2022-01-01", "2022-12-31"},
		{"2022-12", "2022-12-01", "2022-12-31"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"1900-02", "1900-02-01", "1900-02-28"},
		{"2000-02-29", "2000-02-29", "2000-02-29"},
		{"0476", "0476-01-01", "0476-12-31"},
	} {
		d, err := data.ParseDate(tt[0])
		if err != nil || d.String() != tt[0] || d.IsSet() != (tt[0] != "") {
			t.Errorf("%q came back as %q, %v", tt[0], d, err)
		}
		if first, last := d.First().Format("2006-01-02"), d.Last().Format("2006-01-02"); d.IsSet() && (first != tt[1] || last != tt[2]) {
			t.Errorf("%s: got %s to %s, want %s to %s", tt[0], first, last, tt[1], tt[2])
		}
	}
	for _, text := range []string{"22", "2022-13", "2022-00", "2022-02-30", "2023-02-29", "20/06/2024", "0000", "0000-01-01", "2022-1-1", "2022-06-20T00:00", " 2022", "12022", "-2022",
		strings.Repeat("2", 10_000)} {
		if d, err := data.ParseDate(text); err == nil || d.IsSet() || len(err.Error()) > 250 || !strings.Contains(err.Error(), "write a year, month or day as 2022") {
			t.Errorf("%.20q: got %s, %v", text, d, err)
		}
	}
}

func TestPeriod(t *testing.T) {
	for _, tt := range []struct {
		start, end, text string
		years            int
	}{
		{"", "", "", 0},
		{"2022", "2022", "2022", 1},
		{"1995", "2023", "1995/2023", 29}, // both ends count
		{"2022-03", "2023-02-28", "2022-03/2023-02-28", 2},
		{"2022", "", "2022", 0},
		{"", "2022", "/2022", 0},
	} {
		p := data.Period{Start: date(t, tt.start), End: date(t, tt.end)}
		if p.String() != tt.text || p.Years() != tt.years || p.IsSet() != (tt.text != "") {
			t.Errorf("%s/%s: got %q, %d years", tt.start, tt.end, p, p.Years())
		}
	}
}

func TestPeriod_Equal(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"2022/2022", "2022-01-01/2022-12-31", true},
		{"2022/2022", "2022-01/2022", true},
		{"2022/2022", "2022/2023", false},
		{"2022/2022", "2022/", false},
		{"2022/2022", "/", false},
		{"/", "/", true},
		{"2024-06-20/2024-06-20", "2024-06/2024-06", false},
	} {
		period := func(s string) data.Period {
			start, end, _ := strings.Cut(s, "/")
			return data.Period{Start: date(t, start), End: date(t, end)}
		}
		if a, b := period(tt.a), period(tt.b); a.Equal(b) != tt.want || b.Equal(a) != tt.want {
			t.Errorf("%s and %s: equal is %v", tt.a, tt.b, !tt.want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("2022")
	f.Add("2024-02-29")
	f.Add("20/06/2024")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := data.ParseDate(text)
		if err == nil && d.String() != text {
			t.Fatalf("%q came back as %q", text, d)
		}
		if err == nil && d.IsSet() && d.Last().Before(d.First()) {
			t.Fatalf("%s ends before it starts", d)
		}
	})
}

func TestParsePeriod(t *testing.T) {
	for in, want := range map[string]string{"2022": "2022", "2019/2023": "2019/2023", "2022-01/2022-03": "2022-01/2022-03"} {
		if p, err := data.ParsePeriod(in); err != nil || p.String() != want {
			t.Errorf("%q: got %q, %v", in, p, err)
		}
	}
	for in, want := range map[string]string{
		"":          `cannot read "" as a period; write a year, or first and last year as 2019/2023`,
		"2019/":     `cannot read "2019/" as a period; write a year, or first and last year as 2019/2023`,
		"2019-2023": `cannot read "2019-2023" as a period; write a year, or first and last year as 2019/2023`,
		"2023/2019": `the period "2023/2019" ends before it begins; write it as 2019/2023`,
	} {
		if _, err := data.ParsePeriod(in); err == nil || err.Error() != want {
			t.Errorf("%q: got %v", in, err)
		}
	}
}

// 2014, then 2012-06 before it and 2023 after it: 2012-06 to 2023.
func TestPeriod_Cover(t *testing.T) {
	var p data.Period
	for _, d := range []data.Date{{}, {Year: 2014}, {Year: 2012, Month: 6}, {Year: 2023}, {Year: 2020}} {
		p = p.Cover(d)
	}
	if p.String() != "2012-06/2023" {
		t.Errorf("got %s", p)
	}
}
