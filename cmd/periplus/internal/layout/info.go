package layout

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// FileInfo is what is known of a file after it was read.
type FileInfo struct {
	Release data.Release
	Account data.Account
	Notes   []string // how it was opened
}

// InfoTable returns one row for each file.
func InfoTable(infos []FileInfo) data.Table {
	t := data.Table{Columns: []data.Column{{Name: "file"}, {Name: "format"}, {Name: "publisher"}, {Name: "title"}, {Name: "vintage"}, {Name: "unit"},
		{Name: "start"}, {Name: "end"}, {Name: "closed", Kind: data.FlagColumn}, {Name: "records"}, {Name: "read", Kind: data.WholeColumn},
		{Name: "flows", Kind: data.WholeColumn}, {Name: "dropped", Kind: data.WholeColumn}, {Name: "added", Kind: data.WholeColumn},
		{Name: "repaired", Kind: data.WholeColumn}, {Name: "estimated", Kind: data.WholeColumn}, {Name: "rejected", Kind: data.WholeColumn},
		{Name: "reasons"}, {Name: "notes"}, {Name: "licence"}, {Name: "sha256"}, {Name: "bytes", Kind: data.WholeColumn}}}
	for _, i := range infos {
		r, a := i.Release, i.Account
		t.Rows = append(t.Rows, []string{r.File, r.Format, r.Publisher, r.Title, r.Vintage, string(r.Unit),
			r.Coverage.Start.String(), r.Coverage.End.String(), strconv.FormatBool(r.Closed), a.Of, strconv.Itoa(a.Read),
			strconv.Itoa(a.Flows), strconv.Itoa(a.Dropped.Count()), strconv.Itoa(a.Added.Count()),
			strconv.Itoa(a.Repaired.Count()), strconv.Itoa(a.Estimated.Count()), strconv.Itoa(len(a.Rejects)),
			strings.Join(reasons(a), "; "), strings.Join(append(append([]string(nil), r.Notes...), i.Notes...), "; "), r.Licence, r.SHA256, strconv.FormatInt(r.Bytes, 10)})
	}
	return t
}

// reasons lists every reason of an account with its count and first lines.
func reasons(a data.Account) []string {
	var out []string
	for _, p := range parts(a) {
		for _, e := range p.entries {
			out = append(out, fmt.Sprintf("%s %d: %s%s", p.what, e.Count, e.Reason, lines(e)))
		}
	}
	for _, r := range a.Rejects {
		out = append(out, "rejected: "+r.Error())
	}
	return out
}

type accountPart struct {
	what    string
	entries data.Entries
}

func parts(a data.Account) []accountPart {
	return []accountPart{{"dropped", a.Dropped}, {"added", a.Added}, {"repaired", a.Repaired}, {"estimated", a.Estimated}}
}

// shownLines is how many lines people are shown of a reason.
const shownLines = 3

func lines(e data.Entry) string {
	if len(e.Lines) == 0 {
		return ""
	}
	word, more := "lines", ""
	if len(e.Lines) == 1 && e.Count == 1 {
		word = "line"
	}
	shown := e.Lines
	if len(shown) > shownLines {
		shown, more = shown[:shownLines], " …"
	}
	texts := make([]string, len(shown))
	for i, n := range shown {
		texts[i] = strconv.Itoa(n)
	}
	return fmt.Sprintf(" (%s %s%s)", word, strings.Join(texts, ", "), more)
}

// InfoText tells of each file in lines.
func InfoText(infos []FileInfo) string {
	var b strings.Builder
	for i, info := range infos {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(Inert(info.Release.File) + "\n")
		for _, f := range facts(info) {
			b.WriteString(Wrap(fmt.Sprintf("  %-10s ", f[0]), Inert(f[1])) + "\n")
		}
	}
	return b.String()
}

// facts are names and texts of what is known of a file.
func facts(i FileInfo) [][2]string {
	r, a := i.Release, i.Account
	var out [][2]string
	add := func(name, text string) {
		if text != "" {
			out = append(out, [2]string{name, text})
		}
	}
	add("format", r.Format)
	add("publisher", r.Publisher)
	add("title", r.Title)
	add("vintage", r.Vintage)
	add("unit", string(r.Unit))
	add("years", strings.ReplaceAll(r.Coverage.String(), "/", "–"))
	add(a.Of, fmt.Sprintf("%d read, %d out: %d dropped, %d added, %d repaired, %d estimated, %d rejected",
		a.Read, a.Flows, a.Dropped.Count(), a.Added.Count(), a.Repaired.Count(), a.Estimated.Count(), len(a.Rejects)))
	for _, p := range parts(a) {
		for _, e := range p.entries {
			add(p.what, fmt.Sprintf("%d: %s%s", e.Count, e.Reason, lines(e)))
		}
	}
	for _, reject := range a.Rejects[:min(len(a.Rejects), 20)] {
		add("rejected", reject.Error())
	}
	if more := len(a.Rejects) - 20; more > 0 {
		add("rejected", fmt.Sprintf("and %d more", more))
	}
	for _, n := range append(append([]string(nil), i.Notes...), r.Notes...) {
		add("note", n)
	}
	add("licence", r.Licence)
	return out
}

// InfoGrid has one row for each file, without reasons.
func InfoGrid(infos []FileInfo) Grid {
	g := Grid{Header: []string{"file", "format", "vintage", "unit", "years", "read", "out", "dropped", "repaired", "estimated"}, Right: []int{5, 6, 7, 8, 9}}
	for _, i := range infos {
		r, a := i.Release, i.Account
		g.Rows = append(g.Rows, []string{r.File, r.Format, r.Vintage, string(r.Unit), strings.ReplaceAll(r.Coverage.String(), "/", "–"),
			strconv.Itoa(a.Read), strconv.Itoa(a.Flows), strconv.Itoa(a.Dropped.Count()), strconv.Itoa(a.Repaired.Count()), strconv.Itoa(a.Estimated.Count())})
	}
	return g
}
