package report

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// Every row of a CSV file is a number of its own, with the words of its bound.
func TestRows_OfData(t *testing.T) {
	dir := tree(t, map[string]string{
		"arms.csv": "label,value,low,high,low_open,unit,bound,source\nRussia,80,80,100,true,percent,more_than,An article\n" +
			"China,,5,7,,percent,range,\nFrance,3,2.5,3.5,,percent,exact,\nNobody,,,,,percent,vague,\n",
		"years.csv": "series,date,value,unit\nRussia,2021,7100000000,USD\nRussia,2022,3500000000,USD\nChina,2022,175000000000,USD\n",
		"twice.csv": "label,value,low,high\nA,1,,\nA,2,,\nA,1,0.5,1.5\n",
		"report.md": "---\ntitle: T\nsources:\n  arms: arms.csv\n  years: years.csv\n  twice: twice.csv\n---\n" +
			"```table\nfrom: arms\n```\n\n```table\nfrom: years\n```\n\n```chart\nkind: bar\nfrom: twice\n```\n\n```table\nfrom: twice\n```\n",
	})
	r, err := open(t, dir).render("")
	if err != nil {
		t.Fatal(err)
	}
	got := r.lock.Numbers[locale.English]
	want := map[string]string{
		"data arms Russia": "more than 80%", "data arms China": "between 5% and 7%", "data arms France": "3%", "data arms Nobody": "no number stated",
		"data years Russia 2021": "$7.1\u00a0billion", "data years Russia 2022": "$3.5\u00a0billion", "data years China 2022": "$175\u00a0billion",
		"data twice A": "1", "data twice A (2)": "2", "data twice A (3)": "1",
	}
	for key, text := range want {
		if got[key] != text {
			t.Errorf("%s shows %q, want %q", key, got[key], text)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d numbers, want %d: %q", len(got), len(want), got)
	}
	page := string(r.files["index.html"])
	for _, words := range []string{"80% &lt; x ≤ 100% (from the words of the source)", "2.5% ≤ x ≤ 3.5% (from rounding)", "An article", `id="number-data-twice-a-2"`} {
		if !strings.Contains(page, words) {
			t.Errorf("the page does not hold %q", words)
		}
	}
}

// Labels that differ only in what an id cannot hold lead to entries of their own.
func TestRows_Anchors(t *testing.T) {
	dir := tree(t, map[string]string{
		"a.csv":     "label,value\nA&B,1\nA B,2\n中国,3\n日本,4\n",
		"report.md": "---\ntitle: T\nsources:\n  a: a.csv\n---\n```chart\nkind: bar\nfrom: a\n```\n",
	})
	out := filepath.Join(t.TempDir(), "out")
	mustBuild(t, dir, out, Options{})
	page := contents(t, out)["index.html"]
	for _, id := range []string{"number-data-a-a-b", "number-data-a-a-b-2", "number-data-a", "number-data-a-2"} {
		if strings.Count(page, `<li id="`+id+`">`) != 1 || !strings.Contains(page, `href="#`+id+`"`) {
			t.Errorf("%s is not one entry with a link to it", id)
		}
	}
}

// 174.5 ÷ 3.55 = 49.15493 and 175.5 ÷ 3.45 = 50.86957; what is stated keeps
// every digit.
func TestPossible(t *testing.T) {
	third := data.Frac(1, 3)
	for _, c := range []struct {
		low, high data.Number
		want      string
	}{
		{data.Frac(1745, 1).Quo(data.MustNumber("35.5")), data.Frac(1755, 1).Quo(data.MustNumber("34.5")), "49.154 ≤ x ≤ 50.87"},
		{third, data.Int(1), "0.33333 ≤ x ≤ 1"},
		{third.Neg(), third, "−0.33334 ≤ x ≤ 0.33334"},
		{data.Int(0), data.MustNumber("123456"), "0 ≤ x ≤ 123,456"},
		{data.Number{}, third, "x ≤ 0.33334"},
		{third, data.Number{}, "0.33333 ≤ x"},
		{third, third, ""},
	} {
		n := number{Interval: data.Interval{Low: c.low, High: c.high}}
		if got := n.possible(locale.English); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
