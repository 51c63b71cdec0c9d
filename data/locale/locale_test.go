package locale_test

import (
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	xnumber "golang.org/x/text/number"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

const en, fr, vi = locale.English, locale.French, locale.Vietnamese

func num(s string) data.Number { return data.MustNumber(s) }

// equal compares texts with spaces made visible in the message.
func equal(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %+q, want %+q", got, want)
	}
}

func TestNumber(t *testing.T) {
	equal(t, en.Number(num("1234567.891"), 1), "1,234,567.9")
	equal(t, fr.Number(num("1234567.891"), 1), "1\u202f234\u202f567,9")
	equal(t, en.Number(num("-0.04"), 1), "0.0") // no minus zero
	equal(t, en.Number(num("-1234"), 0), "\u22121,234")
	equal(t, en.Number(data.Number{}, 2), "")
	equal(t, en.Plain(data.Frac(1, 3)), "0.333333333333") // 12 digits
	equal(t, fr.Plain(num("0.5")), "0,5")
}

// TestNumber_AgainstXText holds the separators against golang.org/x/text,
// which implements CLDR and is another program.
func TestNumber_AgainstXText(t *testing.T) {
	for _, n := range []string{"0", "7", "12", "123", "1234", "12345", "123456", "1234567", "98765432.25"} {
		x, err := strconv.ParseFloat(n, 64)
		if err != nil {
			t.Fatal(err)
		}
		for l, tag := range map[locale.Language]language.Tag{en: language.English, fr: language.French, vi: language.Vietnamese} {
			want := message.NewPrinter(tag).Sprint(xnumber.Decimal(x, xnumber.Scale(2)))
			// CLDR 32, which x/text carries, still had U+00A0 in French.
			equal(t, l.Number(num(n), 2), strings.ReplaceAll(want, "\u00a0", "\u202f"))
		}
	}
}

func TestValue(t *testing.T) {
	tests := []struct {
		n      string
		u      data.Unit
		en, fr string
	}{
		{"3500000000", data.USD, "$3.5bn", "3,5\u00a0Md$"},
		{"175000000000", data.USD, "$175bn", "175\u00a0Md$"},
		{"3200000000", data.EUR, "€3.2bn", "3,2\u00a0Md€"},
		{"450000000", data.USD, "$450m", "450\u00a0M$"},
		{"1250000000000", data.USD, "$1.25tn", "1\u202f250\u00a0Md$"},
		{"12345", data.USD, "$12,345", "12\u202f345\u00a0$"},
		{"-3500000000", data.USD, "\u2212$3.5bn", "\u22123,5\u00a0Md$"},
		{"3500000000", "VND", "VND\u00a03.5bn", "3,5\u00a0Md\u00a0VND"},
		{"80", data.Percent, "80%", "80\u202f%"},
		{"11", data.Count, "11", "11"},
		{"5", data.Ordinal, "5th", "5e"},
		{"1", data.Ordinal, "1st", "1re"},
		{"2", data.Ordinal, "2nd", "2e"},
		{"3", data.Ordinal, "3rd", "3e"},
		{"11", data.Ordinal, "11th", "11e"},
		{"12", data.Ordinal, "12th", "12e"},
		{"13", data.Ordinal, "13th", "13e"},
		{"21", data.Ordinal, "21st", "21e"},
		{"50", data.Ratio, "50×", "50×"},
		{"1070", data.TIVMillion, "1,070\u00a0m\u00a0TIV", "1\u202f070\u00a0M\u00a0TIV"},
		{"1", data.Years, "1\u00a0year", "1\u00a0an"},
		{"1.5", data.Years, "1.5\u00a0years", "1,5\u00a0an"}, // the French plural begins at two
		{"101", data.Ordinal, "101st", "101e"},
		{"111", data.Ordinal, "111th", "111e"},
		{"1012", data.Ordinal, "1,012th", "1\u202f012e"},
		{"-1", data.Ordinal, "\u22121st", "\u22121re"},
		{"2.5", data.Ordinal, "2.5", "2,5"},
		{"0", data.USD, "$0", "0\u00a0$"},
		{"1000000", data.USD, "$1m", "1\u00a0M$"},
		{"999999.5", "VND", "VND\u00a0999,999.5", "999\u202f999,5\u00a0VND"},
		{"8", "unknown", "8", "8"},
		{"29", data.Years, "29\u00a0years", "29\u00a0ans"},
		{"0.91", data.EURPerUSD, "0.91\u00a0€/$", "0,91\u00a0€/$"},
		{"", data.USD, "", ""},
	}
	for _, tt := range tests {
		equal(t, en.Value(num(tt.n), tt.u), tt.en)
		equal(t, fr.Value(num(tt.n), tt.u), tt.fr)
	}
}

func TestLong(t *testing.T) {
	tests := []struct {
		n      string
		u      data.Unit
		en, fr string
	}{
		{"3500000000", data.USD, "$3.5\u00a0billion", "3,5\u00a0milliards de dollars"},
		{"1000000000", data.USD, "$1\u00a0billion", "1\u00a0milliard de dollars"},
		{"3200000000", data.EUR, "€3.2\u00a0billion", "3,2\u00a0milliards d’euros"},
		{"12345", data.EUR, "€12,345", "12\u202f345\u00a0euros"},
		{"2500000", "SEK", "SEK\u00a02.5\u00a0million", "2,5\u00a0millions de SEK"},
		{"80", data.Percent, "80%", "80\u202f%"},
		{"1500000000", data.USD, "$1.5\u00a0billion", "1,5\u00a0milliard de dollars"},
		{"1", data.USD, "$1", "1\u00a0dollar"},
		{"-2000000", "GBP", "\u2212£2\u00a0million", "\u22122\u00a0millions de livres sterling"},
		{"1250000000000", "CNY", "CNY\u00a01.25\u00a0trillion", "1\u202f250\u00a0milliards de yuans"},
		{"0.91", data.EURPerUSD, "€0.91 per dollar", "0,91\u00a0euro par dollar"},
		{"24000", "VND/USD", "VND\u00a024,000 per dollar", "24\u202f000\u00a0dongs par dollar"},
		{"1070", data.TIVMillion, "1,070\u00a0million TIV", "1\u202f070\u00a0millions de TIV"},
		{"5", data.Ordinal, "5th", "5e"},
		{"", data.USD, "", ""},
		{"", data.EURPerUSD, "", ""},
		{"", data.TIVMillion, "", ""},
	}
	for _, tt := range tests {
		equal(t, en.Long(num(tt.n), tt.u), tt.en)
		equal(t, fr.Long(num(tt.n), tt.u), tt.fr)
	}
}

func TestAmount(t *testing.T) {
	state := func(bound data.Bound, n string, u data.Unit) data.Amount {
		return data.MustAmount(data.Statement{Bound: bound, Value: num(n), Unit: u})
	}
	check := func(a data.Amount, wantEN, wantFR string) {
		t.Helper()
		equal(t, en.AmountLong(a), wantEN)
		equal(t, fr.AmountLong(a), wantFR)
	}
	check(state(data.BoundMoreThan, "80", data.Percent), "more than 80%", "plus de 80\u202f%")
	check(state(data.BoundAbout, "3200000000", data.EUR), "about €3.2\u00a0billion", "environ 3,2\u00a0milliards d’euros")
	check(state(data.BoundAtLeast, "13", data.Count), "at least 13", "au moins 13")
	check(state(data.BoundLessThan, "5", data.Count), "fewer than 5", "moins de 5")
	check(state(data.BoundLessThan, "5", data.Percent), "less than 5%", "moins de 5\u202f%")
	check(state(data.BoundAtMost, "5", data.Count), "at most 5", "au plus 5")
	check(state(data.BoundExact, "11", data.Count), "11", "11")
	check(data.MustAmount(data.Statement{Bound: data.BoundRange, Unit: data.Percent, Range: data.Interval{Low: num("3"), High: num("5")}}),
		"between 3% and 5%", "entre 3\u202f% et 5\u202f%")
	check(data.MustAmount(data.Statement{Bound: data.BoundVague}), "no number stated", "sans chiffre")
	check(data.MustAmount(data.Statement{Bound: data.BoundDirection, Range: data.Interval{High: num("0"), HighOpen: true}}),
		"down, no number stated", "en baisse, sans chiffre")
	check(data.MustAmount(data.Statement{Bound: data.BoundDirection, Range: data.Interval{Low: num("0"), LowOpen: true}}),
		"up, no number stated", "en hausse, sans chiffre")
	check(data.Amount{}, "", "")
	equal(t, en.Amount(state(data.BoundAbout, "3200000000", data.EUR)), "about €3.2bn")
	equal(t, fr.Amount(state(data.BoundAbout, "3200000000", data.EUR)), "environ 3,2\u00a0Md€")
	equal(t, en.Qualified(data.BoundRange, data.Count, "3 to 5"), "3 to 5")
	check(data.MustAmount(data.Statement{Bound: data.BoundExact, Unit: data.DateUnit, Date: data.Date{Year: 2024, Month: 6, Day: 20}}),
		"20\u00a0June 2024", "20\u00a0juin 2024")
}

// TestRounded derives each text by the rule: u is the largest power of ten that
// is at most high − low, divided by ten as long as the value is off by more than
// 5% or an end becomes 0; value to u, low down to u, high up to u.
func TestRounded(t *testing.T) {
	open := func(low, high string) data.Interval {
		return data.Interval{Low: num(low), High: num(high), LowOpen: true, HighOpen: true}
	}
	tests := []struct {
		value  string
		iv     data.Interval
		u      data.Unit
		en, fr string
	}{
		{"50", open("49.155", "50.870"), data.Ratio, "50 (49–51)", "50 (49–51)"},                                     // width 1.7, u 1
		{"35.143", open("34.507", "35.797"), data.Ratio, "35 (34–36)", "35 (34–36)"},                                 // width 1.3, u 1
		{"1.4228", open("1.41296", "1.43265"), data.Ratio, "1.42 (1.41–1.44)", "1,42 (1,41–1,44)"},                   // width .02, u .01
		{"1.1609", open("1.14068", "1.18117"), data.Percent, "1.16% (1.14–1.19%)", "1,16\u202f% (1,14–1,19\u202f%)"}, // width .04
		{"0.9143", open("0.8732", "0.9565"), data.EURPerUSD, "0.91 (0.87–0.96)", "0,91 (0,87–0,96)"},                 // width .08
		// width 1.1 bn, u 1 bn
		{"171500000000", open("170950000000", "172050000000"), data.USD, "$172bn ($170bn–$173bn)", "172\u00a0Md$ (170–173\u00a0Md$)"},
		{"", data.Interval{Low: num("0"), High: num("20"), HighOpen: true}, data.Percent, "below 20%", "moins de 20\u202f%"},
		{"", data.Interval{Low: num("0"), High: num("20")}, data.Percent, "at most 20%", "au plus 20\u202f%"},
		{"", data.Interval{Low: num("13")}, data.Count, "at least 13", "au moins 13"},
		{"", data.Interval{Low: num("80"), LowOpen: true}, data.Percent, "more than 80%", "plus de 80\u202f%"},
		{"", data.Interval{Low: num("11"), High: num("13")}, data.Count, "11 to 13", "11 à 13"},
		{"11", data.Interval{Low: num("11"), High: num("11")}, data.Count, "11", "11"},
		{"", data.Interval{}, data.Count, "no number stated", "sans chiffre"},
		{"50", data.Interval{Low: num("49")}, data.Ratio, "50 (at least 49)", "50 (au moins 49)"},
		{"2", data.Interval{Low: num("1"), High: num("3")}, data.Ordinal, "2nd (1st–3rd)", "2e (1re–3e)"},
		// width 1.8, u 1: −3.2 down to −4, −1.4 up to −1; width .1, u .1
		{"-2", open("-3.2", "-1.4"), data.Ratio, "\u22122 (\u22124 to \u22121)", "\u22122 (\u22124 à \u22121)"},
		{"-12.5", open("-12.55", "-12.45"), data.Percent, "\u221212.5% (\u221212.6 to \u221212.4%)", "\u221212,5\u202f% (\u221212,6 à \u221212,4\u202f%)"},
		// width 5.002 bn, u 1 bn; the scale is that of the end farther from 0
		{"-2000000000", open("-5000000000", "2000000"), data.USD, "\u2212$2bn (\u2212$5bn to $1bn)", "\u22122\u00a0Md$ (\u22125 à 1\u00a0Md$)"},
		// width .15 bn, u .1 bn: .95 down to .9, 1.1 up to 1.1
		{"1000000000", open("950000000", "1100000000"), data.USD, "$1.0bn ($0.9bn–$1.1bn)", "1,0\u00a0Md$ (0,9–1,1\u00a0Md$)"},
		{"", data.Interval{Low: num("15"), High: num("120")}, data.Count, "15 to 120", "15 à 120"}, // u would be 100
		{"", data.Interval{Low: num("3500000000"), High: num("4000000000")}, data.USD, "$3.5bn to $4.0bn", "3,5 à 4,0\u00a0Md$"},
		{"", open("3.66197183", "4.22535211"), data.Ratio, "3.6 to 4.3", "3,6 à 4,3"}, // width .56, u .1
		{"", data.Interval{Low: num("80"), High: num("100"), LowOpen: true}, data.Percent, "more than 80%", "plus de 80\u202f%"},
		{"", data.Interval{Low: num("80"), High: num("100")}, data.Percent, "80 to 100%", "80 à 100\u202f%"},
		{"", open("0", "20"), data.Percent, "0 to 20%", "0 à 20\u202f%"},
		// ends that stand alone: 6 digits are kept, more become 4, outwards
		{"", data.Interval{Low: num("3.66197")}, data.Ratio, "at least 3.66197", "au moins 3,66197"},
		{"", data.Interval{Low: num("3.66197183")}, data.Ratio, "at least 3.661", "au moins 3,661"},
		{"", data.Interval{Low: num("0"), High: num("6.66666667"), HighOpen: true}, data.Percent, "below 6.667%", "moins de 6,667\u202f%"},
		{"", data.Interval{Low: num("1234567")}, data.Count, "at least 1,234,567", "au moins 1\u202f234\u202f567"},
		{"50.8695652", data.Interval{Low: num("49.1549296"), LowOpen: true}, data.Ratio, "50.87 (more than 49.15)", "50,87 (plus de 49,15)"},
		{"7", data.Interval{}, data.Count, "7", "7"},
		// wide intervals. Width 10.67, u 10 would make 10 of 7; u 1
		{"7", open("4.33", "15"), data.Ratio, "7 (4–15)", "7 (4–15)"},
		// width 1.87, u 1 would make 3 of 2.5, off by 20%; u .1
		{"2.5", open("1.8", "3.67"), data.Ratio, "2.5 (1.8–3.7)", "2,5 (1,8–3,7)"},
		{"21", open("15", "27"), data.Ratio, "20 (10–30)", "20 (10–30)"}, // width 12, u 10: off by 1/21, 4.8%
		{"22", open("15", "27"), data.Ratio, "22 (15–27)", "22 (15–27)"}, // off by 2/22, 9%; u 1
		// width 40.6: u 10 and u 1 would make 0 of 0.4; u .1
		{"40", open("0.4", "41"), data.Percent, "40.0% (0.4–41.0%)", "40,0\u202f% (0,4–41,0\u202f%)"},
		{"-40", open("-41", "-0.4"), data.Ratio, "\u221240.0 (\u221241.0 to \u22120.4)", "\u221240,0 (\u221241,0 à \u22120,4)"},
		{"", open("0.3", "12.3456789"), data.Ratio, "0.3 to 12.4", "0,3 à 12,4"}, // the same without a value
		{"0", open("-1.5", "1.5"), data.Ratio, "0 (\u22122 to 2)", "0 (\u22122 à 2)"},
		// width 90, u 10, but whole things are written as they are
		{"1234", data.Interval{Low: num("1190"), High: num("1280")}, data.Count, "1,234 (1,190–1,280)", "1\u202f234 (1\u202f190–1\u202f280)"},
		// a closed 0 is said, except that of a count or a share
		{"", data.Interval{Low: num("0"), High: num("8000000000")}, data.USD, "$0 to $8bn", "0 à 8\u00a0Md$"},
		{"4000000000", data.Interval{Low: num("0"), High: num("8500000000")}, data.USD, "$4bn ($0–$9bn)", "4\u00a0Md$ (0–9\u00a0Md$)"}, // u 1 bn
		{"", data.Interval{Low: num("0"), High: num("5"), HighOpen: true}, data.Ratio, "0 to 5", "0 à 5"},
		{"", data.Interval{Low: num("0"), High: num("120")}, data.Percent, "0 to 120%", "0 à 120\u202f%"},
		{"", data.Interval{Low: num("0"), High: num("8")}, data.Count, "at most 8", "au plus 8"},
		// width 0: 100 ÷ 3 in 12 digits, and an amount known to the cent
		{"33.3333333333", data.Interval{Low: num("33.3333333333"), High: num("33.3333333333")}, data.Ratio, "33.33", "33,33"},
		{"1234567.89", data.Interval{Low: num("1234567.89"), High: num("1234567.89")}, data.USD, "$1.23456789m", "1,23456789\u00a0M$"},
	}
	for _, tt := range tests {
		equal(t, en.Rounded(num(tt.value), tt.iv, tt.u), tt.en)
		equal(t, fr.Rounded(num(tt.value), tt.iv, tt.u), tt.fr)
	}
}

// TestRoundedParts derives the texts by the rule of TestRounded; each has its
// unit.
func TestRoundedParts(t *testing.T) {
	tests := []struct {
		value, low, high string
		u                data.Unit
		want             [3]string
	}{
		{"7", "4.33", "15", data.Ratio, [3]string{"7×", "4×", "15×"}},
		{"", "0", "20", data.Percent, [3]string{"", "", "20%"}}, // no share is below 0
		{"", "0", "8000000000", data.USD, [3]string{"", "$0", "$8bn"}},
		{"50.8695652", "49.1549296", "", data.Ratio, [3]string{"50.87×", "49.15×", ""}},
		{"", "5", "5", data.Count, [3]string{"5", "", ""}},
	}
	for _, tt := range tests {
		v, low, high := en.RoundedParts(num(tt.value), data.Interval{Low: num(tt.low), High: num(tt.high)}, tt.u)
		if got := [3]string{v, low, high}; got != tt.want {
			t.Errorf("%v: got %q, want %q", tt, got, tt.want)
		}
	}
	if !locale.IsStated(num("0.0123456"), num("123456000"), data.Number{}) || locale.IsStated(num("1"), num("1234567")) {
		t.Error("sources state up to 6 significant digits")
	}
}

func TestDateAndPeriod(t *testing.T) {
	date := func(s string) data.Date {
		d, err := data.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	equal(t, fr.Date(date("2024-01-01")), "1er\u00a0janvier 2024")
	equal(t, en.Date(date("2024-06")), "June 2024")
	equal(t, fr.Date(date("2024-08")), "août 2024")
	equal(t, en.Date(data.Date{}), "")
	equal(t, en.Period(data.Period{Start: date("1995"), End: date("2023")}), "1995–2023")
	equal(t, en.Period(data.Period{Start: date("2022"), End: date("2022")}), "2022")
	equal(t, en.Period(data.Period{Start: date("2022-01"), End: date("2022-03")}), "January 2022 – March 2022")
	equal(t, en.Period(data.Period{}), "")
	equal(t, en.Period(data.Period{Start: date("1995")}), "from 1995")
	equal(t, fr.Period(data.Period{Start: date("1995")}), "à partir de 1995")
	equal(t, fr.Period(data.Period{Start: date("2024-04")}), "à partir d’avril 2024")
	equal(t, fr.Period(data.Period{Start: date("2024-06-20")}), "à partir du 20\u00a0juin 2024")
	equal(t, fr.Period(data.Period{End: date("2024-06-20")}), "jusqu’au 20\u00a0juin 2024")
	equal(t, fr.Period(data.Period{End: date("2023")}), "jusqu’en 2023")
	equal(t, en.Date(data.Date{Year: 2024, Month: 13, Day: 1}), "2024-13-01") // never read from a file
	// The abbreviations of CLDR 48 for British English, French and Vietnamese.
	equal(t, en.ShortDate(date("2024-09"), true), "Sept\u00a02024")
	equal(t, en.ShortDate(date("2024-09"), false), "Sept")
	equal(t, en.ShortDate(date("2024-06-20"), false), "20\u00a0Jun")
	equal(t, fr.ShortDate(date("2024-07"), true), "juil.\u00a02024")
	equal(t, fr.ShortDate(date("2024-02-01"), false), "1er\u00a0févr.")
	equal(t, locale.Vietnamese.ShortDate(date("2024-06-20"), true), "20\u00a0thg\u00a06\u00a02024")
	equal(t, en.ShortDate(date("2024"), false), "2024")
	equal(t, en.ShortDate(data.Date{}, true), "")
	equal(t, en.ShortDate(data.Date{Year: 2024, Month: 13}, true), "2024-13")
}

func TestCountry(t *testing.T) {
	equal(t, en.Country("VNM"), "Viet Nam")
	equal(t, fr.Country("USA"), "États-Unis")
	equal(t, en.Country("NAM"), "Namibia")
	equal(t, fr.Country("PRK"), "Corée du Nord")
	equal(t, en.Country("QQQ"), "QQQ")
	equal(t, vi.Country("VNM"), "Việt Nam")
	equal(t, en.Country("XKX"), "Kosovo")
	equal(t, en.Country("HKG"), "Hong Kong") // CLDR's short name, not Hong Kong SAR China
	equal(t, en.Country("SWZ"), "Eswatini")  // renamed in 2018: a recent release
	equal(t, fr.Country("MKD"), "Macédoine du Nord")
	if !strings.Contains(locale.CountryNamesSource(), "48.2.0") || !strings.Contains(locale.CountryNamesLicence(), "UNICODE LICENSE V3") {
		t.Error("the names of countries have lost their release or their licence")
	}
	if locale.IsCountry("VN") || !locale.IsCountry("RUS") {
		t.Error("IsCountry takes alpha-3 codes")
	}
}

func TestParse(t *testing.T) {
	if l, err := locale.Parse(""); l != en || err != nil {
		t.Errorf("got %q, %v", l, err)
	}
	if _, err := locale.Parse("frr"); err == nil || err.Error() != `unknown language "frr" (did you mean "fr"?); write one of en, fr, vi` {
		t.Errorf("got %v", err)
	}
}

func TestList(t *testing.T) {
	equal(t, en.List(nil), "")
	equal(t, en.List([]string{"a"}), "a")
	equal(t, fr.List([]string{"a", "b"}), "a et b")
	equal(t, en.List([]string{"a", "b", "c", "d"}), "a, b, c and d")
	equal(t, en.List([]string{"%d", "50%"}), "%d and 50%") // items are text, never a format
}

// FuzzValue holds that every number in any unit is written, that none is "",
// and that no digit is lost: the digits of a count read back are the number.
func FuzzValue(f *testing.F) {
	for _, u := range []string{"USD", "EUR/USD", "percent", "ordinal", "TIV_million", "years", "ratio", "count", "", "/", "date", "\xff"} {
		f.Add("-1234567.89", u)
		f.Add("", u)
	}
	f.Fuzz(func(t *testing.T, text, unit string) {
		n, err := data.ParseNumber(text)
		if err != nil {
			return
		}
		for _, l := range append(locale.Languages, "", "xx") {
			value, long := l.Value(n, data.Unit(unit)), l.Long(n, data.Unit(unit))
			if (value == "") == n.IsSet() || (long == "") == n.IsSet() {
				t.Errorf("%s: %q and %q written for %q", l, value, long, text)
			}
			digits := strings.NewReplacer(",", "", "\u202f", "", "\u2212", "-").Replace(l.Plain(n))
			if l == fr || l == vi {
				digits = strings.NewReplacer(",", ".", "\u202f", "", ".", "", "\u2212", "-").Replace(l.Plain(n))
			}
			if back, err := data.ParseNumber(digits); n.IsSet() && (err != nil || !back.Equal(n)) {
				t.Errorf("%s: %q reads back as %q", l, text, digits)
			}
		}
	})
}

func FuzzRounded(f *testing.F) {
	f.Add("50", "49.155", "50.870", "ratio")
	f.Add("", "0", "", "USD")
	f.Add("-3", "-4", "-2", "EUR/USD")
	f.Add("1", "2", "1", "ordinal")
	f.Fuzz(func(t *testing.T, value, low, high, unit string) {
		v, err1 := data.ParseNumber(value)
		lo, err2 := data.ParseNumber(low)
		hi, err3 := data.ParseNumber(high)
		if err1 != nil || err2 != nil || err3 != nil {
			return
		}
		for _, l := range locale.Languages {
			for _, open := range []bool{false, true} {
				iv := data.Interval{Low: lo, High: hi, LowOpen: open, HighOpen: open}
				if l.Rounded(v, iv, data.Unit(unit)) == "" {
					t.Errorf("nothing written for %s in %s to %s", value, low, high)
				}
			}
		}
	})
}
