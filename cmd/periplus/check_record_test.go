package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
	"github.com/periplus-data/periplus/data/detect"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/data/tidy"
	"github.com/periplus-data/periplus/internal/shareddata"
)

// The files of SIPRI and of Viet Nam's statistics office that the figures of
// the articles are held against.
const (
	classicRegister = "sipri/register_old_all_1950-2024_gen2024-10-13_cp1252.csv"
	newRegister     = "sipri/register_new_all_2000-2030_gen2025-01-03.csv"
	recipientTable  = "sipri/tiv_new_imports_by_recipient_1950-2024_gen2024-10-13.csv"
	supplierTable   = "sipri/tiv_per_supplier/TIV-Export-RUS-1950-2021.csv"
	officeExports   = "vietnam/nso_ex04_2022_partner_summary_rows.csv"
	officeImports   = "vietnam/nso_im05_2022_partner_summary_rows.csv"
)

// record opens a real file, by a mapping where it needs one.
func record(t *testing.T, name, mapping string) data.Record {
	t.Helper()
	var o detect.Options
	if mapping != "" {
		raw, err := os.ReadFile(filepath.Join("..", "..", "docs", "mappings", mapping))
		if err != nil {
			t.Fatal(err)
		}
		if o.Mapping, err = tidy.ReadMapping(mapping, raw); err != nil {
			t.Fatal(err)
		}
	}
	p, err := detect.Panel(shareddata.Path(t, name), o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// findings checks figures of the articles.
func findings(t *testing.T, ids []string, o analysis.CheckOptions, records ...data.Record) []analysis.Finding {
	t.Helper()
	all, err := articles.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	figures, err := all.Select(ids)
	if err != nil {
		t.Fatal(err)
	}
	r, err := analysis.Check(context.Background(), figures, records, o)
	if err != nil {
		t.Fatal(err)
	}
	return r.Findings
}

var longShare = []string{"vn-ru-arms-share-1995-2023"}

// Russia's share of Viet Nam's arms imports in 1995–2023 by a full register, as
// published with it: 81.5%, Israel 5.9, Belarus 3.2, Ukraine 2.9, South Korea
// 1.3, United States 1.2; in five years 52% (2019–23), 76% (2014–18) and 96%
// (2008–12), of which the classic register, that divides deals evenly, has 75%
// for the second.
func TestCheck_FullRegister(t *testing.T) {
	f := findings(t, longShare, analysis.CheckOptions{Event: 2022, Windows: []data.Period{{Start: data.Date{Year: 2008}, End: data.Date{Year: 2012}}}},
		record(t, classicRegister, ""))[0]
	if f.Verdict != analysis.Holds || f.Rule != analysis.WithinBound || f.Observed.Decimals(1) != "81.5" || f.Estimate.Decimals(1) != "0.0" {
		t.Errorf("%s %s %s, estimate %s", f.Verdict, f.Rule, f.Observed, f.Estimate)
	}
	want := []string{"RUS 81.5", "ISR 5.9", "BLR 3.2", "UKR 2.9", "KOR 1.3", "USA 1.2"}
	for i, p := range f.Partners[:len(want)] {
		if got := p.Place + " " + p.Share.Decimals(1); got != want[i] {
			t.Errorf("got %s, want %s", got, want[i])
		}
	}
	latest, extra := f.Windows[0], f.Windows[len(f.Windows)-1]
	if latest.Period.String() != "2019/2023" || latest.Observed.Decimals(1) != "51.5" || latest.Verdict != analysis.Contradicted || latest.Estimate.Decimals(0) != "40" {
		t.Errorf("latest: %+v", latest)
	}
	if !extra.Extra || extra.Observed.Decimals(0) != "96" {
		t.Errorf("2008–12: %s", extra.Observed)
	}
	if f.Timing == nil || !f.Timing.FellBefore() {
		t.Errorf("deliveries fell before 2022: %+v", f.Timing)
	}
	// 29 years and a first record before the window: every row has its line.
	rows, err := f.Rows(context.Background(), 0)
	if err != nil || len(rows) == 0 || rows[0].Line == 0 || rows[0].Source != f.Sources[0] {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

// A register that begins in 2000 has 80.6% for the years that it shows, and
// deliveries by Russia of 1,070 (2014), 465 (2017), 138 (2019) and 10 (2020).
func TestCheck_RegisterFrom2000(t *testing.T) {
	f := findings(t, longShare, analysis.CheckOptions{}, record(t, newRegister, ""))[0]
	if f.Verdict != analysis.CannotTell || f.Reason != analysis.ReasonUnseen || f.Observed.Decimals(1) != "80.6" {
		t.Errorf("%s %s %s", f.Verdict, f.Reason, f.Observed)
	}
	if got := f.Seen[0].String() + " " + f.Seen[len(f.Seen)-1].String() + " " + strings.Join(analysis.SpansOf(f.Missing), " "); got != "2000 2023 1995/1999" {
		t.Errorf("seen and missing: %s", got)
	}
	if got := f.Wanted.String(); got != "a SIPRI trade register that holds VNM and covers 1995 to 2023" {
		t.Errorf("wanted: %s", got)
	}
	for i, want := range []string{"52", "76"} {
		if got := f.Windows[i].Observed.Decimals(0); got != want {
			t.Errorf("%s: %s, want %s", f.Windows[i].Period, got, want)
		}
	}
	deliveries := map[int]string{2014: "1070", 2017: "465", 2019: "138", 2020: "10"}
	for _, y := range f.Years {
		if want, ok := deliveries[y.Period.Year]; ok && y.Part.Decimals(0) != want {
			t.Errorf("%s: %s, want %s", y.Period, y.Part, want)
		}
	}
}

// Tables that do not say who supplied whom, or know one supplier, cannot tell
// a share.
func TestCheck_TablesOfTotals(t *testing.T) {
	for _, name := range []string{recipientTable, supplierTable} {
		for _, f := range findings(t, longShare, analysis.CheckOptions{}, record(t, name, "")) {
			if f.Verdict != analysis.CannotTell || f.Reason != analysis.ReasonWhole {
				t.Errorf("%s: %s %s %s", name, f.Verdict, f.Reason, f.Observed)
			}
		}
	}
}

// By the office trade with China was 57.703 + 117.867 and with the United
// States 109.389 + 14.471 billion dollars; printed were 175 and 123. Russia has
// no row.
func TestCheck_StatisticsOffice(t *testing.T) {
	found := findings(t, []string{"vn-cn-trade-2022", "vn-us-trade-2022", "vn-ru-trade-2022"}, analysis.CheckOptions{},
		record(t, officeExports, "vietnam-exports-2022.yaml"), record(t, officeImports, "vietnam-imports-2022.yaml"))
	want := []string{
		"vn-cn-trade-2022 holds truncates_to 175.569 176 reporter",
		"vn-us-trade-2022 holds truncates_to 123.859 124 reporter",
		"vn-ru-trade-2022 cannot_tell none   ",
	}
	billion := data.Pow10(9)
	for i, f := range found {
		got := strings.Join([]string{f.Figure.ID, string(f.Verdict), string(f.Rule), f.Observed.Quo(billion).Decimals(3), f.RoundsTo.Quo(billion).String(), string(f.Whose)}, " ")
		if got != want[i] {
			t.Errorf("got %q, want %q", got, want[i])
		}
	}
	if f := found[2]; f.Reason != analysis.ReasonNoRow || f.Wanted.String() != "a UN Comtrade file with reporter VNM or RUS that covers 2022" {
		t.Errorf("%s, %v", f.Reason, f.Wanted)
	}
}

// The text says at once what an editor has to know, in each language.
func TestCheck_Text(t *testing.T) {
	r := analysis.CheckResult{Findings: findings(t, longShare, analysis.CheckOptions{Event: 2022}, record(t, classicRegister, ""))}
	for l, want := range map[locale.Language][]string{
		locale.English:    {"more than 80%, 1995–2023", "holds, 81.5%", "not true of the latest five years, 2019–2023: 51.5%", "deliveries fell in 2020, before 2022", "timing, not cause", "Russia 7,572"},
		locale.French:     {"plus de 80 %, 1995–2023", "confirmé, 81,5 %", "faux des cinq dernières années, 2019–2023 : 51,5 %", "ont baissé en 2020, avant 2022", "Russie 7 572"},
		locale.Vietnamese: {"hơn 80%, 1995–2023", "đúng, 81,5%", "không đúng với 5 năm gần nhất, 2019–2023: 51,5%", "giảm vào năm 2020, trước năm 2022", "không cho thấy nguyên nhân", "Nga 7.572"},
	} {
		text := strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(layout.Findings(r, l))
		text = strings.Join(strings.Fields(text), " ")
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: no %q in\n%s", l, w, text)
			}
		}
	}
}
