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

const en, fr = locale.English, locale.French

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
		for l, tag := range map[locale.Language]language.Tag{en: language.English, fr: language.French} {
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
		{"", data.USD, "", ""},
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
	check(state(data.BoundAtMost, "5", data.Count), "at most 5", "au plus 5")
	check(state(data.BoundExact, "11", data.Count), "11", "11")
	check(data.MustAmount(data.Statement{Bound: data.BoundRange, Unit: data.Percent, Range: data.Interval{Low: num("3"), High: num("5")}}),
		"between 3% and 5%", "entre 3\u202f% et 5\u202f%")
	check(data.MustAmount(data.Statement{Bound: data.BoundVague}), "no number stated", "sans chiffre")
	check(data.MustAmount(data.Statement{Bound: data.BoundDirection, Range: data.Interval{High: num("0"), HighOpen: true}}),
		"down, no number stated", "en baisse, sans chiffre")
	check(data.MustAmount(data.Statement{Bound: data.BoundExact, Unit: data.DateUnit, Date: data.Date{Year: 2024, Month: 6, Day: 20}}),
		"20\u00a0June 2024", "20\u00a0juin 2024")
}

// TestRounded derives each text by the rule: u is the largest power of ten that
// is at most high − low, value to u, low down to u, high up to u.
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
	}
	for _, tt := range tests {
		equal(t, en.Rounded(num(tt.value), tt.iv, tt.u), tt.en)
		equal(t, fr.Rounded(num(tt.value), tt.iv, tt.u), tt.fr)
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
}

func TestCountry(t *testing.T) {
	equal(t, en.Country("VNM"), "Viet Nam")
	equal(t, fr.Country("USA"), "États-Unis")
	equal(t, en.Country("NAM"), "Namibia")
	equal(t, fr.Country("PRK"), "Corée du Nord")
	equal(t, en.Country("QQQ"), "QQQ")
	equal(t, locale.Language("vi").Country("VNM"), "Việt Nam")
	if locale.IsCountry("VN") || !locale.IsCountry("RUS") {
		t.Error("IsCountry takes alpha-3 codes")
	}
}

func TestParse(t *testing.T) {
	if l, err := locale.Parse(""); l != en || err != nil {
		t.Errorf("got %q, %v", l, err)
	}
	if _, err := locale.Parse("frr"); err == nil || err.Error() != `unknown language "frr" (did you mean "fr"?); write one of en, fr` {
		t.Errorf("got %v", err)
	}
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
			iv := data.Interval{Low: lo, High: hi}
			if l.Rounded(v, iv, data.Unit(unit)) == "" {
				t.Errorf("nothing written for %s in %s to %s", value, low, high)
			}
			l.Long(v, data.Unit(unit))
		}
	})
}
