package place_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data/place"
)

// The memberships that SIPRI states apart from what an atlas has: Egypt and
// Türkiye are in the Middle East, Cyprus and Transcaucasia in Europe, Central
// Asia and Afghanistan in Asia and Oceania.
func TestRegion(t *testing.T) {
	for region, codes := range map[string]string{
		"Middle East":      "BHR EGY IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR ARE YEM YMD Comtrade:886 SIPRI:XLH",
		"Europe":           "ARM AZE GEO CYP RUS SUN XKX DDR YUG ISL SIPRI:NCY",
		"Asia and Oceania": "KAZ KGZ TJK TKM UZB AFG TWN AUS FJI VNM SIPRI:VNS MNG",
		"Africa":           "MAR LBY SDN SSD ESH SIPRI:BIA",
		"Americas":         "USA MEX HTI BRA TTO",
		"":                 "WLD SIPRI:UNO SIPRI:NAT SIPRI:XXS Comtrade:490",
	} {
		for code := range strings.FieldsSeq(codes) {
			if p, ok := place.Lookup(code); !ok || p.Region != region {
				t.Errorf("%s lies in %q, want %q", code, p.Region, region)
			}
		}
	}
}

// regional adds the imports of two windows of five years by region; "" is the
// world.
type regional map[string]*[2]float64

func (r regional) add(t *testing.T, recipient string, window int, value float64) {
	t.Helper()
	p, err := place.Named(place.SIPRI, recipient, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, region := range []string{"", "*" + p.Region} {
		if r[region] == nil {
			r[region] = &[2]float64{}
		}
		r[region][window] += value
	}
}

// check holds shares of the second window and changes from the first to what a
// fact sheet printed: whole numbers from 10, one decimal below. The cells of
// TIV tables are whole millions, which moves a sum of some 200 cells by about
// 5 and so a percentage by 0.01; twice that is allowed.
func (r regional) check(t *testing.T, region string, share, change float64) {
	t.Helper()
	prints := func(got, printed float64) bool {
		half := 0.05
		if math.Abs(printed) >= 10 {
			half = 0.5
		}
		return math.Abs(got-printed) <= half+0.02
	}
	v := r["*"+region]
	if got := 100 * v[1] / r[""][1]; !prints(got, share) {
		t.Errorf("%s received %v%% of the world's imports, SIPRI printed %v", region, got, share)
	}
	if got := 100 * (v[1]/v[0] - 1); !prints(got, change) {
		t.Errorf("imports of %s changed by %v%%, SIPRI printed %v", region, got, change)
	}
}

// Printed in SIPRI's fact sheet "Trends in international arms transfers, 2022"
// (March 2023), for 2018–22 and the change from 2013–17.
func TestRegion_FactSheet2023(t *testing.T) {
	sums := regional{}
	rows := sheet(t, "sipri/tiv_old_imports_by_recipient_1950-2022.csv", ',')
	first := slices.IndexFunc(rows, func(r []string) bool { return len(r) > 20 && r[1] == "1950" })
	for _, row := range rows[first+1:] {
		if row[0] == "" || row[0] == "Total" {
			continue
		}
		for year := 2013; year <= 2022; year++ {
			if v, err := strconv.ParseFloat(strings.TrimSpace(row[year-1949]), 64); err == nil {
				sums.add(t, row[0], (year-2013)/5, v)
			}
		}
	}
	sums.check(t, "Asia and Oceania", 41, -7.5)
	sums.check(t, "Middle East", 31, -8.8)
	sums.check(t, "Europe", 16, 47)
	sums.check(t, "Americas", 5.8, -21)
	sums.check(t, "Africa", 5.0, -40)
}

// Printed in SIPRI's fact sheet "Trends in international arms transfers, 2023"
// (March 2024), for 2019–23 and the change from 2014–18.
func TestRegion_FactSheet2024(t *testing.T) {
	sums := regional{}
	rows := sheet(t, "sipri/register_new_all_2000-2030_gen2025-01-03.csv", ',')
	years, values := column(t, rows, "Delivery year"), column(t, rows, "TIV delivery values")
	for i, recipient := range column(t, rows, "Recipient") {
		year, _ := strconv.Atoi(years[i])
		if v, err := strconv.ParseFloat(values[i], 64); err == nil && year >= 2014 && year <= 2023 {
			sums.add(t, recipient, (year-2014)/5, v)
		}
	}
	sums.check(t, "Asia and Oceania", 37, -12)
	sums.check(t, "Middle East", 30, -12)
	sums.check(t, "Europe", 21, 94)
	sums.check(t, "Americas", 5.7, -7.2)
	sums.check(t, "Africa", 4.3, -52)
}
