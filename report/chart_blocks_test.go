package report

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// linesOf returns the table of a block of the made-up arms, line by line: Russia
// delivered 30 in 2019 and 10 in 2021, Israel 10 and 50.
func linesOf(t *testing.T, in *Input, table string) []string {
	t.Helper()
	r, err := in.render("")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(r.files["tables/"+table+".csv"])), "\n")
}

// 2019 to 2020 holds the 30 and 10 of 2019 alone, 2021 the 10 and 50.
func TestChart_Windows(t *testing.T) {
	lines := linesOf(t, armsReport("```chart\nid: c\nkind: stacked-bar\nfrom: arms\nwindows: [2019/2020, 2021/2021]\nx: window\nseries: partner\nwhere: {partner: [RUS, ISR]}\norder: given\ntitle: T\n```\n"), "c")
	var got []string
	for _, line := range lines[1:] {
		cells := strings.Split(line, ",")
		got = append(got, strings.Join([]string{cells[0], cells[2], cells[4]}, " "))
	}
	want := []string{"2019–2020 Russia 30", "2019–2020 Israel 10", "2021 Russia 10", "2021 Israel 50"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q\n%s", got, want, strings.Join(lines, "\n"))
	}
}

// Both suppliers as panels, each with its years; and flows from a supplier to
// Viet Nam, which imports.
func TestChart_PartsOfAFlow(t *testing.T) {
	lines := linesOf(t, armsReport("```chart\nid: c\nkind: columns\nfrom: arms\nfacet: partner\ntitle: T\n```\n"), "c")
	if want := "2019,2019,,Israel,10,TIV_million,Israel,Viet Nam,ISR,VNM,ISR,M,,false,0,1"; !slices.Contains(lines, want) {
		t.Errorf("no line %q in\n%s", want, strings.Join(lines, "\n"))
	}
	if _, err := armsReport("```chart\nid: c\nkind: sankey\nfrom: arms\nwhere: {year: 2021}\ntitle: T\n```\n").render(""); err != nil {
		t.Errorf("flows are not drawn: %v", err)
	}
}

// A table with names of its own is drawn by what the block names, and where
// only one column can be what is missing, by that.
func TestChart_OwnColumns(t *testing.T) {
	front := "---\ntitle: T\nsources:\n  mine: mine.csv\n---\n"
	in := func(body string) *Input {
		return FromFS(fstest.MapFS{"report.md": {Data: []byte(front + body)}, "mine.csv": {Data: []byte("Supplier;Year;Volume;Share\nRussia;2019;30;75\nIsrael;2019;10;25\nRussia;2021;10;16,7\n")}}, "mine")
	}
	lines := linesOf(t, in("```chart\nid: c\nkind: line\nfrom: mine\nx: Year\ny: Volume\nseries: Supplier\nwhere: {Supplier: Russia}\ntitle: T\n```\n"), "c")
	if len(lines) != 3 || !strings.Contains(lines[1], "30") || !strings.Contains(lines[1], "2019") || !strings.Contains(lines[2], "10") {
		t.Errorf("the table is\n%s", strings.Join(lines, "\n"))
	}
	_, err := in("```chart\nid: c\nkind: bar\nfrom: mine\nx: Supplier\ntitle: T\n```\n").render("")
	if err == nil || !strings.Contains(err.Error(), `mine/report.md:6: value: a bar chart could take it from "Volume" or "Share"; say from which`) {
		t.Errorf("two columns of numbers: %v", err)
	}
}

func TestChart_BlockErrors(t *testing.T) {
	for _, c := range []struct{ name, keys, want string }{
		{"part", "kind: bar\nx: supplier\n", `x: unknown part of a flow "supplier"; write one of year, reporter, partner, flow`},
		{"window without windows", "kind: bar\nx: window\n", `x: unknown part of a flow "window"; write one of year, reporter, partner, flow`},
		{"amounts", "kind: bar\ny: value\n", "y is a column of a CSV file; the amounts of flows are their values"},
		{"empty windows", "kind: bar\nwindows: [1950/1954]\n", "no row lies in the windows"},
		{"setting", "kind: bar\nform: means\n", `a bar chart has no setting "form"; write one of order`},
		{"value of a setting", "kind: window-columns\nform: meens\n", `form: unknown value "meens" (did you mean "means"?); write one of annual, means`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := armsReport("```chart\nid: c\nfrom: arms\n" + c.keys + "title: T\n```\n").render("")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}
