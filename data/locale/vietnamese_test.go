package locale_test

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// The expected texts of this file are derived by hand. Separators, the percent
// sign, the words for powers of a thousand, months and the names of currencies
// are those of CLDR 48 (main/vi of cldr-numbers-full and cldr-dates-full);
// "3,5 tỷ USD", "384 triệu USD", "1,016 tỷ TIV", "hơn 80%", "thứ 2",
// "2010–2014" and "24.000 đồng một USD" are how VnExpress, Thanh Niên and other
// newspapers print. A tilde stands for U+00A0.

func equalVi(t *testing.T, got, want string) {
	t.Helper()
	equal(t, got, strings.ReplaceAll(want, "~", "\u00a0"))
}

func TestVietnamese_Number(t *testing.T) {
	equal(t, vi.Number(num("1234567.891"), 1), "1.234.567,9")
	equal(t, vi.Number(num("-1234"), 0), "\u22121.234")
	equal(t, vi.Number(num("-0.04"), 1), "0,0")
	equal(t, vi.Plain(num("1234.5")), "1.234,5")
	equal(t, vi.Plain(data.Frac(1, 3)), "0,333333333333")
	equal(t, vi.Plain(data.Number{}), "")
}

func TestVietnamese_ValueAndLong(t *testing.T) {
	tests := []struct {
		n           string
		u           data.Unit
		value, long string
	}{
		{"3500000000", data.USD, "3,5~tỷ~USD", "3,5~tỷ~USD"},
		{"175000000000", data.USD, "175~tỷ~USD", "175~tỷ~USD"},
		{"1250000000000", data.USD, "1,25~nghìn~tỷ~USD", "1,25~nghìn~tỷ~USD"},
		{"450000000", data.EUR, "450~triệu~EUR", "450~triệu~euro"},
		{"3200000000", data.EUR, "3,2~tỷ~EUR", "3,2~tỷ~euro"},
		{"999999", data.USD, "999.999~USD", "999.999~USD"}, // no scale under a million
		{"1000000", data.USD, "1~triệu~USD", "1~triệu~USD"},
		{"999999999", data.USD, "999,999999~triệu~USD", "999,999999~triệu~USD"},
		{"1000000000", data.USD, "1~tỷ~USD", "1~tỷ~USD"},
		{"1000000000000", data.USD, "1~nghìn~tỷ~USD", "1~nghìn~tỷ~USD"},
		{"-2000000", "GBP", "\u22122~triệu~GBP", "\u22122~triệu~bảng~Anh"},
		{"81000000000000", "VND", "81~nghìn~tỷ~đồng", "81~nghìn~tỷ~đồng"},
		{"7000000", "CNY", "7~triệu~CNY", "7~triệu~nhân~dân~tệ"},
		{"2500000", "SEK", "2,5~triệu~SEK", "2,5~triệu~SEK"},
		{"0", data.USD, "0~USD", "0~USD"},
		{"80", data.Percent, "80%", "80%"},
		{"-12.5", data.Percent, "\u221212,5%", "\u221212,5%"},
		{"11", data.Count, "11", "11"},
		{"1", data.Ordinal, "thứ~1", "thứ~1"},
		{"5", data.Ordinal, "thứ~5", "thứ~5"},
		{"1012", data.Ordinal, "thứ~1.012", "thứ~1.012"},
		{"50", data.Ratio, "50×", "50×"},
		{"1070", data.TIVMillion, "1.070~triệu~TIV", "1.070~triệu~TIV"},
		{"1", data.TIVMillion, "1~triệu~TIV", "1~triệu~TIV"},
		{"1", data.Years, "1~năm", "1~năm"},
		{"29", data.Years, "29~năm", "29~năm"},
		{"0.91", data.EURPerUSD, "0,91~EUR/USD", "0,91~euro một~USD"},
		{"24000", "VND/USD", "24.000~đồng/USD", "24.000~đồng một~USD"},
		{"", data.USD, "", ""},
	}
	for _, tt := range tests {
		equalVi(t, vi.Value(num(tt.n), tt.u), tt.value)
		equalVi(t, vi.Long(num(tt.n), tt.u), tt.long)
	}
}

func TestVietnamese_Amount(t *testing.T) {
	state := func(bound data.Bound, n string, u data.Unit) string {
		return vi.Amount(data.MustAmount(data.Statement{Bound: bound, Value: num(n), Unit: u}))
	}
	equalVi(t, state(data.BoundMoreThan, "80", data.Percent), "hơn 80%")
	equalVi(t, state(data.BoundAbout, "3200000000", data.EUR), "khoảng 3,2~tỷ~EUR")
	equalVi(t, state(data.BoundAtLeast, "13", data.Count), "ít nhất 13")
	equalVi(t, state(data.BoundLessThan, "5", data.Count), "dưới 5")
	equalVi(t, state(data.BoundLessThan, "5", data.Percent), "dưới 5%")
	equalVi(t, state(data.BoundAtMost, "5", data.Count), "nhiều nhất 5")
	equalVi(t, state(data.BoundExact, "11", data.Count), "11")
	between := data.Statement{Bound: data.BoundRange, Unit: data.Percent, Range: data.Interval{Low: num("3"), High: num("5")}}
	equalVi(t, vi.Amount(data.MustAmount(between)), "từ 3% đến 5%")
	equalVi(t, vi.Amount(data.MustAmount(data.Statement{Bound: data.BoundVague})), "không nêu con số")
}

// TestVietnamese_Rounded takes its digits from TestRounded, which derives them.
func TestVietnamese_Rounded(t *testing.T) {
	tests := []struct {
		value, low, high string
		u                data.Unit
		want             string
	}{
		{"50.8695652", "49.1549296", "50.9999999", data.Ratio, "51 (49–51)"}, // width 1.8, u 1
		{"", "11", "13", data.Count, "từ 11 đến 13"},
		{"", "13", "", data.Count, "ít nhất 13"},
		{"", "0", "20", data.Percent, "nhiều nhất 20%"},
		{"", "15", "20", data.Percent, "từ 15 đến 20%"},
		{"", "3500000000", "4000000000", data.USD, "từ 3,5 đến 4,0~tỷ~USD"},
		{"172000000000", "170100000000", "173000000000", data.USD, "172~tỷ~USD (170–173~tỷ~USD)"}, // width 2.9 bn, u 1 bn
		{"-2", "-3.2", "-1.4", data.Ratio, "\u22122 (từ \u22124 đến \u22121)"},
		{"2", "1", "3", data.Ordinal, "thứ~2 (thứ~1–thứ~3)"},
		{"", "", "", data.Count, "không nêu con số"},
	}
	for _, tt := range tests {
		equalVi(t, vi.Rounded(num(tt.value), data.Interval{Low: num(tt.low), High: num(tt.high)}, tt.u), tt.want)
	}
	open := data.Interval{Low: num("80"), LowOpen: true}
	equalVi(t, vi.Rounded(data.Number{}, open, data.Percent), "hơn 80%")
	open = data.Interval{High: num("20"), HighOpen: true}
	equalVi(t, vi.Rounded(data.Number{}, open, data.Percent), "dưới 20%")
}

// CLDR writes the month and year "tháng 6 năm 2024" (yMMMM); its day, "20 tháng
// 6, 2024", is written in full as letters and laws do.
func TestVietnamese_DateAndPeriod(t *testing.T) {
	date := func(s string) data.Date {
		d, err := data.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	equalVi(t, vi.Date(date("2024-06-20")), "ngày~20 tháng~6 năm~2024")
	equalVi(t, vi.Date(date("2024-01-01")), "ngày~1 tháng~1 năm~2024")
	equalVi(t, vi.Date(date("2024-12")), "tháng~12 năm~2024")
	equalVi(t, vi.Date(date("2024")), "2024")
	equalVi(t, vi.Date(data.Date{}), "")
	equalVi(t, vi.Period(data.Period{Start: date("1995"), End: date("2023")}), "1995–2023")
	equalVi(t, vi.Period(data.Period{Start: date("2022-01"), End: date("2022-03")}), "tháng~1 năm~2022 – tháng~3 năm~2022")
	equalVi(t, vi.Period(data.Period{Start: date("1995")}), "từ 1995")
	equalVi(t, vi.Period(data.Period{End: date("2023")}), "đến 2023")
	equalVi(t, vi.Period(data.Period{Start: date("2024-06-20")}), "từ ngày~20 tháng~6 năm~2024")
	equalVi(t, vi.Period(data.Period{End: date("2024-04")}), "đến tháng~4 năm~2024")
}

func TestVietnamese_Words(t *testing.T) {
	equal(t, vi.List([]string{"Nga", "Trung Quốc", "Hoa Kỳ"}), "Nga, Trung Quốc và Hoa Kỳ")
	equal(t, vi.Text(locale.FromRounding), "do làm tròn")
	equal(t, vi.Text(locale.SourceNote, "UN Comtrade"), "Nguồn: UN Comtrade")
	equal(t, vi.Text(locale.FlowOf, vi.Country("RUS"), vi.Country("VNM")), "từ Nga sang Việt Nam")
	equal(t, vi.Text(locale.TrailingMean, "5"), "trung bình 5 năm gần nhất")
	equal(t, vi.Country("USA"), "Hoa Kỳ")
	equal(t, vi.Country("PRK"), "Triều Tiên")
	equal(t, vi.Country("SUN"), "Liên Xô")
	equal(t, vi.Measure("arms_imports"), "nhập khẩu vũ khí")
}

// TestVietnamese_Units holds that a number never parts from its scale and unit
// at the end of a line, and that all that is written is in NFC, as fonts and
// searches expect.
func TestVietnamese_Units(t *testing.T) {
	var written []string
	for _, u := range []data.Unit{data.USD, data.EUR, "GBP", "JPY", "CNY", "RUB", "VND", "SEK", data.Percent, data.Ordinal, data.Ratio, data.TIVMillion, data.Years, data.Count} {
		for _, n := range []string{"5", "1234", "2500000", "3500000000", "-1250000000000"} {
			written = append(written, vi.Value(num(n), u), vi.Long(num(n), u))
		}
	}
	for _, text := range written {
		if strings.ContainsRune(text, ' ') {
			t.Errorf("%+q can break", text)
		}
	}
	for month := 1; month <= 12; month++ {
		written = append(written, vi.Date(data.Date{Year: 2024, Month: month, Day: 2}))
	}
	for _, m := range data.Measures {
		written = append(written, vi.Measure(m.ID))
	}
	for _, text := range written {
		if !norm.NFC.IsNormalString(text) {
			t.Errorf("%+q is not in NFC", text)
		}
		for _, r := range text {
			if unicode.Is(unicode.Mn, r) {
				t.Errorf("%+q has a combining mark", text)
			}
		}
	}
}
