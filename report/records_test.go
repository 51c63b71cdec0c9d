package report

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/periplus-data/periplus/data"
)

// armsCSV is made up: 30 of 40 in 2019, 10 of 60 in 2021, nothing in 2020.
const armsCSV = `reporter,partner,flow,product,classification,period,value,unit,valuation,quantity,quantity_unit,estimate,flag,source,line,parts,aggregate
VNM,RUS,M,TOTAL,,2019,30,TIV_million,,,,,,made-up,,,
VNM,ISR,M,TOTAL,,2019,10,TIV_million,,,,,,made-up,,,
VNM,RUS,M,TOTAL,,2021,10,TIV_million,,,,,,made-up,,,
VNM,ISR,M,TOTAL,,2021,50,TIV_million,,,,,,made-up,,,
`

const armsFront = `---
title: Arms
sources:
  figures: articles
  arms:
    file: arms.csv
    complete: true
    publisher: Nobody
    title: Made-up arms
    published: 2024-03-01
---
`

func armsReport(body string) *Input {
	return FromFS(fstest.MapFS{"report.md": {Data: []byte(armsFront + body)}, "arms.csv": {Data: []byte(armsCSV)}}, "arms")
}

// Shares by hand: 30 ÷ 40 = 75%, 10 ÷ 60 = 16.666…%, and 40 ÷ 100 = 40% over all.
func TestRecord_Expressions(t *testing.T) {
	r, err := armsReport(`{{ record arms arms_share VNM RUS 2019 }}, {{ record arms arms_share VNM RUS 2021 }}, {{ record arms arms_share VNM RUS 2019/2021 }};
{{ record arms arms_imports VNM WLD 2019/2021 }}, {{ record arms arms_imports VNM RUS 2020 }}, {{ record arms arms_rank VNM RUS 2019/2021 }}`).render("")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(r.files["report.md"]), "\u00a0", " ")
	for _, want := range []string{"75%, 16.7%, 40%;", "100 million TIV, 0 million TIV, 2nd", "Nobody, Made-up arms, vintage 2024-03-01"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q:\n%s", want, text)
		}
	}
	if got := r.lock.Numbers["en"]["record arms arms_share VNM RUS 2019"]; got != "75%" {
		t.Errorf("the lock holds %q", got)
	}
	if _, ok := r.lock.Inputs["arms.csv"]; !ok {
		t.Error("the lock does not pin arms.csv")
	}
}

func TestRecord_Errors(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"source", "{{ record arm arms_share VNM RUS 2019 }}", `arms/report.md:12:1: "arm" is no source of official data (did you mean "arms"?); the front matter declares arms`},
		{"measure", "{{ record arms arm_share VNM RUS 2019 }}", `arms/report.md:12:1: unknown measure "arm_share" (did you mean "arms_share"?)`},
		{"country", "{{ record arms arms_share VN RUS 2019 }}", `arms/report.md:12:1: unknown country "VN"; write ISO 3166 alpha-3, as VNM, or WLD for the world`},
		{"period", "{{ record arms arms_share VNM RUS 2019-2021 }}", `arms/report.md:12:1: cannot read "2019-2021" as a period; write a year, or first and last year as 2019/2023`},
		{"words", "{{ record arms arms_share VNM RUS }}", "arms/report.md:12:1: record takes five words, not 4: {{ record SOURCE MEASURE REPORTER PARTNER PERIOD }}"},
		{"not covered", "{{ record arms arms_share VNM RUS 2012 }}", "arms/report.md:12:1: arms does not show it:"},
		{"trade", "{{ record arms exports VNM RUS 2019 }}", "arms/report.md:12:1: arms does not show it:"},
		{"check of data", "```check\nfrom: arms\ndata: arms\n```\n", "arms/report.md:12: from: arms holds no figures; a check holds the figures of a package against data"},
		{"check without such data", "```check\nfrom: figures\nwhere: {id: vn-ru-trade-2022}\ndata: figures\n```\n", `arms/report.md:12: data: "figures" is no source of official data; the front matter declares arms`},
		{"window", "```check\nfrom: figures\ndata: arms\nwindows: [2019/2020-05-01]\n```\n", "arms/report.md:15:10: windows: a window is of whole years or months; write first and last year as 2019/2023"},
		{"no row", "```chart\nkind: line\nfrom: arms\nwhere: {partner: CHN}\n```\n", "arms/report.md:12: no row of arms satisfies where"},
		{"column", "```chart\nkind: line\nfrom: arms\nwhere: {supplier: CHN}\n```\n", "arms/report.md:15:19: supplier: unknown column in where; the source has reporter, partner"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := armsReport(c.body).render("")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestDeclared_Errors(t *testing.T) {
	front := func(lines string) string { return "---\ntitle: T\nsources:\n  a:\n" + lines + "---\nx\n" }
	hash := strings.Repeat("0", 64)
	for _, c := range []struct{ name, lines, want string }{
		{"neither", "    title: x\n", "t/report.md:5: a: a source has either file, a path in the report's folder, or store, the id of an entry of a store"},
		{"both", "    file: a.csv\n    store: b\n    sha256: " + hash + "\n", "t/report.md:5: a: a source has either file, a path in the report's folder, or store, the id of an entry of a store"},
		{"key", "    fil: a.csv\n", `t/report.md:5:5: fil: unknown key in the source a (did you mean "file"?)`},
		{"complete", "    file: a.csv\n    complete: yes it is\n", "t/report.md:6:15: complete: write true where every flow of the places and years of the file is in it"},
		{"date", "    file: a.csv\n    published: March\n", `t/report.md:6:16: published: cannot read "March" as a date`},
		{"hash", "    store: b\n    sha256: abc\n", "t/report.md:5: a: an entry of a store is named with the sha256 of the file it was made of, 64 hexadecimal digits"},
		{"no store", "    store: b\n    sha256: " + hash + "\n", "t/report.md:5: a: is the entry b of a store; name the folder of the store with --store"},
		{"pinned twice", "    file: a.csv\n    sha256: " + hash + "\n", "t/report.md:5: a: a file is pinned by report.lock; leave sha256 out"},
		{"mapping", "    file: a.csv\n    mapping: ../m.yaml\n", `t/report.md:5: a: cannot read the mapping "../m.yaml"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := FromFS(fstest.MapFS{"report.md": {Data: []byte(front(c.lines))}, "a.csv": {Data: []byte("label,value\nx,1\n")}}, "t")
			if _, err := in.render(""); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}

// A year without a row is 0 in a complete record, and a gap in another.
func TestRecord_Zeros(t *testing.T) {
	body := "```chart\nid: c\nkind: line\nfrom: arms\nwhere: {partner: [RUS, ISR]}\ntitle: T\n```\n"
	r, err := armsReport(body).render("")
	if err != nil {
		t.Fatal(err)
	}
	if table := string(r.files["tables/c.csv"]); strings.Count(table, "2020,2020,") != 2 {
		t.Errorf("complete: the table is\n%s", table)
	}
	partial := strings.Replace(armsFront, "    complete: true\n", "", 1)
	r, err = FromFS(fstest.MapFS{"report.md": {Data: []byte(partial + body)}, "arms.csv": {Data: []byte(armsCSV)}}, "arms").render("")
	if err != nil {
		t.Fatal(err)
	}
	if table := string(r.files["tables/c.csv"]); strings.Contains(table, "2020") {
		t.Errorf("an extract: the table is\n%s", table)
	}
}

// Two thousand pairs in the years 1 to 9999 are twenty million points.
func TestRecord_ZerosWithoutEnd(t *testing.T) {
	rows := strings.Split(armsCSV, "\n")[0] + "\n"
	for i := range 2000 {
		rows += "VNM,RUS,M,TOTAL,," + fmt.Sprintf("%04d", 1+i*9998/1999) + ",1,TIV_million,,,,,,made-up,,,\n"
	}
	body := "```chart\nid: c\nkind: line\nfrom: arms\nwhere: {partner: [RUS, ISR]}\ntitle: T\n```\n"
	_, err := FromFS(fstest.MapFS{"report.md": {Data: []byte(armsFront + body)}, "arms.csv": {Data: []byte(rows)}}, "arms").render("")
	if err == nil || !strings.Contains(err.Error(), "arms/report.md:12: a line of 2000 sums in 9999 years is more than a picture holds; select fewer with where") {
		t.Errorf("got %v", err)
	}
}

// Years that where leaves out are no years without deliveries: Russia delivered
// 30 in 2019. Nor is a year 0 whose only rows a condition on values leaves out:
// 10 in 2021 is not over 20.
func TestRecord_ZerosOfSelectedYears(t *testing.T) {
	for _, c := range []struct{ where, want, not string }{
		{"{partner: RUS, year: {from: 2020}}", "2020,2020,", "2019,2019,"},
		{"{partner: RUS, period: [2019, 2020]}", "2020,2020,", "2021,2021,"},
		{"{partner: [RUS, ISR], value: {from: 20}}", "2021,2021,", "2020,2020,"},
	} {
		r, err := armsReport("```chart\nid: c\nkind: line\nfrom: arms\nwhere: " + c.where + "\ntitle: T\n```\n").render("")
		if err != nil {
			t.Fatal(err)
		}
		if table := string(r.files["tables/c.csv"]); !strings.Contains(table, c.want) || strings.Contains(table, c.not) {
			t.Errorf("%s: the table is\n%s", c.where, table)
		}
	}
}

// 1 and 2 in years 2019 and 2021 of a record of 2019 to 2021: 2020 is 0.
func TestWithZeros(t *testing.T) {
	year := func(y, v string) data.Group {
		return data.Group{Keys: []string{y, "VNM"}, Value: data.MustNumber(v)}
	}
	got := withZeros([]data.Group{year("2019", "1"), year("2021", "2")}, []string{"2019", "2020", "2021"})
	if len(got) != 3 || got[1].Keys[0] != "2020" || got[1].Value.String() != "0" {
		t.Errorf("got %+v", got)
	}
}
