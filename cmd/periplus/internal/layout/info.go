package layout

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/store"
)

// FileInfo is what is known of a file after it was read, or of an entry of a
// store, which was read when it was added.
type FileInfo struct {
	Name     string // of the file, or of the entry as STORE/ID
	Release  data.Release
	Account  data.Account // without rejects
	Rejected int
	Rejects  []string // the first 20
	Notes    []string // on the release, and how the file was opened
	Warnings []string
}

// NewFileInfo returns what is known of a file that was read.
func NewFileInfo(r data.Release, account data.Account, notes, warnings []string) FileInfo {
	i := FileInfo{Name: r.File, Release: r, Account: account, Rejected: len(account.Rejects), Warnings: warnings}
	for _, reject := range account.Rejects[:min(len(account.Rejects), shownRejects)] {
		i.Rejects = append(i.Rejects, reject.Error())
	}
	i.Account.Rejects = nil
	for _, n := range append(slices.Clone(notes), r.Notes...) {
		if !slices.Contains(i.Notes, n) {
			i.Notes = append(i.Notes, n)
		}
	}
	return i
}

// EntryInfo returns what the catalogue of the store in dir says of an entry.
func EntryInfo(dir string, e store.Entry) FileInfo {
	entries := func(reasons []store.Reason) (out data.Entries) {
		for _, r := range reasons {
			out = append(out, data.Entry(r))
		}
		return out
	}
	a := e.Account
	warnings := slices.Clone(e.Warnings)
	for i, w := range warnings {
		if _, rest, ok := strings.Cut(w, e.File+": "); ok {
			warnings[i] = rest
		}
	}
	return FileInfo{Name: dir + "/" + e.ID, Release: e.Release(), Notes: e.Notes, Warnings: warnings, Rejected: a.Rejected, Rejects: a.Rejects,
		Account: data.Account{Of: a.Of, Read: a.Read, Flows: a.Flows, Dropped: entries(a.Dropped), Added: entries(a.Added),
			Repaired: entries(a.Repaired), Estimated: entries(a.Estimated)}}
}

// shownRejects is how many rows that could not be read are listed.
const shownRejects = 20

// infoColumns are the columns of InfoTable, which are also the first keys of
// WriteInfoJSON.
var infoColumns = []data.Column{{Name: "name"}, {Name: "format"}, {Name: "publisher"}, {Name: "title"}, {Name: "vintage"}, {Name: "unit"},
	{Name: "start"}, {Name: "end"}, {Name: "closed", Kind: data.FlagColumn}, {Name: "records"}, {Name: "read", Kind: data.WholeColumn},
	{Name: "flows", Kind: data.WholeColumn}, {Name: "dropped", Kind: data.WholeColumn}, {Name: "added", Kind: data.WholeColumn},
	{Name: "repaired", Kind: data.WholeColumn}, {Name: "estimated", Kind: data.WholeColumn}, {Name: "rejected", Kind: data.WholeColumn},
	{Name: "licence"}, {Name: "file"}, {Name: "sha256"}, {Name: "bytes", Kind: data.WholeColumn}}

func infoCells(i FileInfo) []string {
	r, a := i.Release, i.Account
	return []string{i.Name, r.Format, r.Publisher, r.Title, r.Vintage, string(r.Unit),
		r.Coverage.Start.String(), r.Coverage.End.String(), strconv.FormatBool(r.Closed), a.Of, strconv.Itoa(a.Read),
		strconv.Itoa(a.Flows), strconv.Itoa(a.Dropped.Count()), strconv.Itoa(a.Added.Count()),
		strconv.Itoa(a.Repaired.Count()), strconv.Itoa(a.Estimated.Count()), strconv.Itoa(i.Rejected),
		r.Licence, r.File, r.SHA256, strconv.FormatInt(r.Bytes, 10)}
}

// InfoTable returns one row for each file, with reasons, notes and warnings
// joined by semicolons.
func InfoTable(infos []FileInfo) data.Table {
	t := data.Table{Columns: append(slices.Clone(infoColumns), data.Column{Name: "reasons"}, data.Column{Name: "notes"}, data.Column{Name: "warnings"})}
	for _, i := range infos {
		var reasons []string
		for _, r := range i.reasons() {
			reasons = append(reasons, fmt.Sprintf("%s %d: %s%s", r.What, r.Count, r.Reason, lines(r)))
		}
		t.Rows = append(t.Rows, append(infoCells(i), strings.Join(reasons, "; "), strings.Join(i.Notes, "; "), strings.Join(i.Warnings, "; ")))
	}
	return t
}

// reason is one reason of an account, as JSON has it.
type reason struct {
	What   string `json:"what"` // dropped, added, repaired, estimated, rejected
	Reason string `json:"reason"`
	Count  int    `json:"count"`
	Lines  []int  `json:"lines"` // the first 20
}

func (i FileInfo) reasons() []reason {
	out := []reason{}
	for _, p := range []struct {
		what    string
		entries data.Entries
	}{{"dropped", i.Account.Dropped}, {"added", i.Account.Added}, {"repaired", i.Account.Repaired}, {"estimated", i.Account.Estimated}} {
		for _, e := range p.entries {
			out = append(out, reason{p.what, e.Reason, e.Count, append([]int{}, e.Lines...)})
		}
	}
	for _, text := range i.Rejects {
		out = append(out, reason{"rejected", text, 1, []int{}})
	}
	if more := i.Rejected - len(i.Rejects); more > 0 {
		out = append(out, reason{"rejected", "more of them", more, []int{}})
	}
	return out
}

// WriteInfoJSON writes an array of objects: the cells of InfoTable, then the
// reasons as objects with what, reason, count and lines, and the lists notes
// and warnings.
func WriteInfoJSON(w io.Writer, infos []FileInfo) error {
	var b bytes.Buffer
	for k, i := range infos {
		row := data.Table{Columns: infoColumns, Rows: [][]string{infoCells(i)}}
		var one bytes.Buffer
		if err := row.WriteJSON(&one); err != nil {
			return err
		}
		object := strings.TrimSuffix(strings.TrimPrefix(one.String(), "[\n"), "}\n]\n")
		lists, err := json.Marshal(struct {
			Reasons  []reason `json:"reasons"`
			Notes    []string `json:"notes"`
			Warnings []string `json:"warnings"`
		}{i.reasons(), append([]string{}, i.Notes...), append([]string{}, i.Warnings...)})
		if err != nil {
			return err
		}
		if k > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, "\n%s,%s", object, lists[1:])
	}
	_, err := fmt.Fprintf(w, "[%s\n]\n", b.String())
	return err
}

// shownLines is how many lines people are shown of a reason.
const shownLines = 3

func lines(r reason) string {
	if len(r.Lines) == 0 {
		return ""
	}
	word, more := "lines", ""
	if len(r.Lines) == 1 {
		word = "line"
	}
	shown := r.Lines
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
		b.WriteString(Inert(info.Name) + "\n")
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
	if r.File != i.Name {
		add("file", r.File)
	}
	add("format", r.Format)
	add("publisher", r.Publisher)
	add("title", r.Title)
	add("vintage", r.Vintage)
	add("unit", string(r.Unit))
	add("years", covers(i.Release.Coverage))
	add(a.Of, i.balance())
	for _, r := range i.reasons() {
		if r.What == "rejected" && r.Count == 1 {
			add(r.What, r.Reason) // which says where
			continue
		}
		add(r.What, fmt.Sprintf("%d: %s%s", r.Count, r.Reason, lines(r)))
	}
	for _, n := range i.Warnings {
		add("warning", n)
	}
	for _, n := range i.Notes {
		add("note", n)
	}
	add("licence", r.Licence)
	return out
}

// balance is what became of the records, as a sum that a reader can follow.
func (i FileInfo) balance() string {
	a := i.Account
	text := fmt.Sprintf("%d read", a.Read)
	for _, p := range []struct {
		sign, what string
		n          int
	}{{"+", "added", a.Added.Count()}, {"−", "dropped", a.Dropped.Count()}, {"−", "rejected", i.Rejected}} {
		if p.n > 0 {
			text += fmt.Sprintf(" %s %d %s", p.sign, p.n, p.what)
		}
	}
	text += fmt.Sprintf(" = %d out", a.Flows)
	for _, p := range []struct {
		what string
		n    int
	}{{"repaired", a.Repaired.Count()}, {"estimated", a.Estimated.Count()}} {
		if p.n > 0 {
			text += fmt.Sprintf(", %d %s", p.n, p.what)
		}
	}
	return text
}

// covers is the period that a file covers.
func covers(p data.Period) string { return strings.ReplaceAll(p.String(), "/", "–") }

// InfoGrid has one row for each file, without reasons.
func InfoGrid(infos []FileInfo) Grid {
	g := Grid{Header: []string{"file", "format", "vintage", "unit", "years", "read", "dropped", "added", "rejected", "out", "repaired", "estimated"}, Right: []int{5, 6, 7, 8, 9, 10, 11}}
	for _, i := range infos {
		r, a := i.Release, i.Account
		row := []string{i.Name, r.Format, r.Vintage, string(r.Unit), covers(i.Release.Coverage)}
		for _, n := range []int{a.Read, a.Dropped.Count(), a.Added.Count(), i.Rejected, a.Flows, a.Repaired.Count(), a.Estimated.Count()} {
			row = append(row, strconv.Itoa(n))
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}
