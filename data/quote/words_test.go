package quote_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/quote"
)

var (
	englishOnes = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	englishTens = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	frenchOnes  = strings.Fields("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf")
	frenchTens  = strings.Fields("- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")
)

// spellEnglish writes 0 to 9999 as British English does.
func spellEnglish(n int) string {
	switch {
	case n < 20:
		return englishOnes[n]
	case n < 100 && n%10 == 0:
		return englishTens[n/10]
	case n < 100:
		return englishTens[n/10] + "-" + englishOnes[n%10]
	case n < 1000 && n%100 == 0:
		return englishOnes[n/100] + " hundred"
	case n < 1000:
		return englishOnes[n/100] + " hundred and " + spellEnglish(n%100)
	case n%1000 == 0:
		return englishOnes[n/1000] + " thousand"
	}
	return englishOnes[n/1000] + " thousand " + spellEnglish(n%1000)
}

// spellFrench writes 0 to 9999 by the rules that the Académie française gave
// before 1990: hyphens below one hundred, "et" before un and onze up to 71, s on
// vingt and cent at the end of a number.
func spellFrench(n int) string {
	switch {
	case n < 20:
		return frenchOnes[n]
	case n == 80:
		return "quatre-vingts"
	case n < 60 && n%10 == 0 || n == 60:
		return frenchTens[n/10]
	case n < 70 && n%10 == 1:
		return frenchTens[n/10] + " et un"
	case n == 71:
		return "soixante et onze"
	case n < 70:
		return frenchTens[n/10] + "-" + frenchOnes[n%10]
	case n < 80:
		return "soixante-" + frenchOnes[n-60]
	case n < 100:
		return "quatre-vingt-" + frenchOnes[n-80]
	case n == 100:
		return "cent"
	case n < 200:
		return "cent " + spellFrench(n-100)
	case n < 1000 && n%100 == 0:
		return frenchOnes[n/100] + " cents"
	case n < 1000:
		return frenchOnes[n/100] + " cent " + spellFrench(n%100)
	case n == 1000:
		return "mille"
	case n < 2000:
		return "mille " + spellFrench(n-1000)
	case n%1000 == 0:
		return frenchOnes[n/1000] + " mille"
	}
	return frenchOnes[n/1000] + " mille " + spellFrench(n%1000)
}

// TestRead_EveryNumberInWords reads numbers of up to four digits back from the
// words that the grammar books give it.
func TestRead_EveryNumberInWords(t *testing.T) {
	for n := 0; n < 10_000; n++ {
		if n > 1_200 {
			n += 12 // the pattern repeats with every thousand
		}
		for lang, text := range map[string]string{"en": "They counted " + spellEnglish(n) + " ships", "fr": "On a compté " + spellFrench(n) + " navires",
			"en-US": "They counted " + strings.ReplaceAll(spellEnglish(n), " and ", " ") + " ships"} {
			m, err := quote.Find(text, text, 0)
			if err != nil {
				t.Fatal(err)
			}
			s, err := quote.Read(text, m, lang, count)
			if err != nil || !s.Value.Equal(data.Int(int64(n))) || s.Bound != data.BoundExact {
				t.Fatalf("%s: %s was read as %s %s, %v", lang, text, s.Bound, s.Value, err)
			}
		}
	}
}

func TestRead_Words(t *testing.T) {
	for _, tt := range []struct {
		lang, quote string
		units       []data.Unit
		want        string
	}{
		{"fr", "soixante-dix-sept", count, "exact 77 count "},
		{"fr", "septante et un", count, "exact 71 count "},
		{"fr", "nonante-neuf", count, "exact 99 count "},
		{"fr", "trois cent mille", count, "exact 300000 count "},
		{"fr", "deux cent millions de dollars", money, "exact 200000000 USD 1000000"},
		{"fr", "vingt et unième", visits, "exact 21 ordinal "},
		{"fr", "quatre-vingt-dixième", visits, "exact 90 ordinal "},
		{"fr", "deuxième", visits, "exact 2 ordinal "},
		{"fr", "dix pour cent", percent, "exact 10 percent 1"},
		{"fr", "une centaine de millions de dollars", money, "about 100000000 USD "},
		{"fr", "une dizaine de milliers", count, "about 10000 count "},
		{"fr", "plus d’une dizaine", count, "more_than 10 count "},
		{"fr", "deux douzaines", count, "about 24 count "},
		{"fr", "mille dollars", money, "exact 1000 USD 1000"},
		{"fr", "un million de dollars", money, "exact 1000000 USD 1000000"},
		{"en", "twenty-first", visits, "exact 21 ordinal "},
		{"en", "one hundredth", visits, "exact 100 ordinal "},
		{"en", "a hundred and five", count, "exact 105 count "},
		{"en", "a million dollars", money, "exact 1000000 USD 1000000"},
		{"en", "a thousand dollars", money, "exact 1000 USD 1000"},
		{"en", "nineteen hundred", count, "exact 1900 count "},
		{"en", "two thousand million yen", money, "exact 2000000000 JPY 1000000000"},
		{"en", "half a dozen", count, "about 6 count "},
		{"en", "two dozen", count, "about 24 count "},
		{"en", "ten per cent", percent, "exact 10 percent 1"},
		{"en", "fifty times", []data.Unit{data.Ratio}, "exact 50 ratio 1"},
	} {
		s, err := read("« "+tt.quote+" »", tt.quote, tt.lang, tt.units)
		if got := fmt.Sprintf("%s %s %s %s", s.Bound, s.Value, s.Unit, s.Step); err != nil || got != tt.want {
			t.Errorf("%s: got %q, %v; want %q", tt.quote, got, err, tt.want)
		}
	}
	for _, tt := range [][2]string{
		{"en", "several hundred ships"}, {"en", "thousands of ships"}, {"en", "dozens of ships"}, {"en", "tens of millions"}, {"fr", "des dizaines de navires"},
		{"fr", "plusieurs centaines de navires"}, {"fr", "pour cent"}, {"fr", "certains accords"}, {"en", "often the tenor"},
	} {
		if s, err := read(tt[1], tt[1], tt[0], count); err == nil || !strings.Contains(err.Error(), "no number in") {
			t.Errorf("%s: got %s, %v; it states no number", tt[1], s.Value, err)
		}
	}
}

// TestRead_Around: what stands beside a quote belongs to its number.
func TestRead_Around(t *testing.T) {
	for _, tt := range []struct {
		lang, text, quote string
		units             []data.Unit
		want              string
	}{
		{"fr", "Environ 3,5 milliards de dollars.", "3,5", money, "about 3500000000 USD "},
		{"fr", "Il vaut 3,5 milliards de dollars australiens.", "3,5 milliards", money, "exact 3500000000 AUD 100000000"},
		{"en", "It is worth US$3.5bn.", "3.5", money, "exact 3500000000 USD 100000000"},
		{"en", "It is worth HK$3.5bn.", "3.5bn", money, "exact 3500000000 HKD 100000000"},
		{"en", "It is worth EUR 3.5bn.", "3.5bn", money, "exact 3500000000 EUR 100000000"},
		{"en", "It is worth 3.5bn SEK.", "3.5bn", money, "exact 3500000000 SEK 100000000"},
		{"en", "It is worth $5 m.", "5", money, "exact 5000000 USD 1000000"},
		{"fr", "Il vaut 5 M€.", "5", money, "exact 5000000 EUR 1000000"},
		{"en", "It is 5 m long.", "5", count, "exact 5 count "}, // metres
		{"en", "Growth was -3.5% then.", "3.5%", percent, "exact -3.5 percent 0.1"},
		{"en", "Growth was −3.5% then.", "−3.5%", percent, "exact -3.5 percent 0.1"},
		{"en", "Growth was minus 3.5% then.", "3.5%", percent, "exact -3.5 percent 0.1"},
		{"en", "Its balance is -$5m.", "$5m", money, "exact -5000000 USD 1000000"},
		{"fr", "Une croissance de moins 3,5 %.", "3,5 %", percent, "exact -3.5 percent 0.1"},
		{"fr", "Une part de moins de 3,5 %.", "3,5 %", percent, "less_than 3.5 percent "},
		{"en", "It sold 3 Su-30.", "3", count, "exact 3 count "},
		{"fr", "Signature de 11 accords en 2024.", "11 accords en 2024", count, "exact 11 count "},
		{"fr", "Il a signé 12 textes, au moins 3 en secret.", "12 textes", count, "exact 12 count "},
		{"fr", "Il vaut 3,5 milliards de dollars, environ 3,2 milliards d’euros.", "3,5 milliards de dollars", money, "exact 3500000000 USD 100000000"},
		{"fr", "Il livre 80 % environ des armes.", "80 %", percent, "about 80 percent "},
		{"en", "Deliveries of 50 million TIV.", "50 million TIV", []data.Unit{data.TIVMillion}, "exact 50 TIV_million 1"},
		{"fr", "Une hausse de 3 points.", "3 points", percent, "exact 3 percentage points 1"}, // refused by its name later
		{"fr", "En 2022 175 milliards de dollars.", "175 milliards de dollars", money, "exact 175000000000 USD 1000000000"},
		{"en", "About 5,000 ships.", "5,000", count, "about 5000 count "},
		{"fr", "Le 5e voyage.", "5e voyage", visits, "exact 5 ordinal "},
		{"fr", "La 2nde visite.", "2nde", visits, "exact 2 ordinal "},
		{"en", "The 21st visit.", "21st", visits, "exact 21 ordinal "},
		{"en", "Well over 80 percent of it.", "80 percent", percent, "more_than 80 percent "},
		{"en", "He has handed down 80 percent.", "80 percent", percent, "exact 80 percent 1"},
		{"en", "Just under a third; 80% or more.", "80%", percent, "at_least 80 percent "},
		{"en", "Nearly 80% of them.", "80%", percent, "about 80 percent "},
		{"fr", "Près de 80 % des armes.", "80 %", percent, "about 80 percent "},
		{"fr", "Jusqu’à 80 % des armes.", "80 %", percent, "at_most 80 percent "},
		{"fr", "Quelque 40 navires.", "40 navires", count, "about 40 count "},
		{"fr", "Au moins une douzaine.", "une douzaine", count, "at_least 12 count "},
		{"fr", "Un million de navires au bas mot.", "Un million", count, "at_least 1000000 count "},
		{"fr", "Il a signé 12 textes au moins.", "12", count, "at_least 12 count "},
		{"en", "It signed 12 deals, or more.", "12", count, "at_least 12 count "},
		{"en", "It signed 12 deals (at least).", "12", count, "exact 12 count "},
		{"fr", "Du moins 12 textes.", "12", count, "exact 12 count "},
		{"en", "Up to 12.", "12", count, "at_most 12 count "},
		{"en", "Fewer than 12.", "12", count, "less_than 12 count "},
	} {
		s, err := read(tt.text, tt.quote, tt.lang, tt.units)
		if got := fmt.Sprintf("%s %s %s %s", s.Bound, s.Value, s.Unit, s.Step); err != nil || got != tt.want {
			t.Errorf("%s in %q: got %q, %v; want %q", tt.quote, tt.text, got, err, tt.want)
		}
	}
}

func TestRead_RangeOrChange(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "Between one hundred and two hundred ships.", "100 200"},
		{"fr", "Entre vingt et trente navires.", "20 30"},
		{"fr", "Entre cent et deux cents navires.", "100 200"},
		{"fr", "De 3 à 5 navires.", "3 5"},
		{"fr", "3 à 5 navires.", "3 5"},
		{"en", "3-5 ships.", "3 5"},
		{"en", "From 3 to 5 ships.", "3 5"},
		{"en", "Trade rose from 3 to 5 ships.", "says a change from one number to another"},
		{"fr", "Le total est passé de 3 à 5 navires.", "says a change from one number to another"},
		{"fr", "Il vend 3 et 5 navires.", "2 numbers in"},
		{"en", "3 ships of 5.", "2 numbers in"},
		{"en", "From $3 to €5.", "a range from USD to EUR has two units"},
	} {
		s, err := read(tt.text, tt.text, tt.lang, count)
		got := fmt.Sprintf("%s %s", s.Range.Low, s.Range.High)
		if err != nil {
			got = err.Error()
		}
		if got != tt.want && (err == nil || !strings.Contains(got, tt.want)) {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestRead_TwoReadings: what can be read in two ways is not read.
func TestRead_TwoReadings(t *testing.T) {
	for _, tt := range [][3]string{
		{"fr", "Il en a 10,000.", `"10,000" may be 10 or 10000`},
		{"en", "It has 10.000.", `"10.000" may be 10 or 10000`},
		{"en", "It has 1,23,456 of them.", "2 numbers in"},
		{"en", strings.Repeat("9", 70), "cannot read"},
	} {
		if s, err := read(tt[1], tt[1], tt[0], count); err == nil || !strings.Contains(err.Error(), tt[2]) {
			t.Errorf("%s: got %s, %v", tt[1], s.Value, err)
		}
	}
	for _, tt := range [][3]string{
		{"fr", "juin 2024", `the quote cuts the date "20 juin 2024"`},
		{"fr", "20 juin 2024 et le 3 mai 2023", "2 dates in"},
	} {
		if s, err := read("Le 20 juin 2024 et le 3 mai 2023.", tt[1], tt[0], dates); err == nil || !strings.Contains(err.Error(), tt[2]) {
			t.Errorf("%s: got %s, %v", tt[1], s.Date, err)
		}
	}
	// The year beside the quote belongs to it.
	if s, err := read("Le 20 juin 2024.", "20 juin", "fr", dates); err != nil || s.Date.String() != "2024-06-20" {
		t.Errorf("got %s, %v", s.Date, err)
	}
}
