package quote_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/quote"
)

var (
	money   = []data.Unit{data.USD}
	percent = []data.Unit{data.Percent}
	count   = []data.Unit{data.Count}
	visits  = []data.Unit{data.Count, data.Ordinal}
	dates   = []data.Unit{data.DateUnit}
)

func read(text, words, lang string, units []data.Unit) (data.Statement, error) {
	m, err := quote.Find(text, words, 0)
	if err != nil {
		return data.Statement{}, err
	}
	return quote.Read(text, m, lang, units)
}

// TestRead has sentences of our own; what each states follows from the meaning
// of its words.
func TestRead(t *testing.T) {
	tests := []struct {
		lang, text, quote string
		units             []data.Unit
		want              string // bound value unit step
	}{
		{"fr", "Le commerce s'élevait à 3,5 milliards de dollars en 2022.", "3,5 milliards de dollars", money, "exact 3500000000 USD 100000000"},
		{"fr", "Il valait 3,5 milliards de dollars (environ 3,2 milliards d'euros).", "3,5 milliards de dollars", money, "exact 3500000000 USD 100000000"},
		{"en", "It was $5m (at least €4m).", "$5m", money, "exact 5000000 USD 1000000"},
		{"fr", "Il valait (environ 3,2 milliards d'euros) alors.", "3,2 milliards d’euros", money, "about 3200000000 EUR "},
		{"fr", "Il valait environ 3,2 milliards d'euros.", "environ 3,2 milliards d'euros", money, "about 3200000000 EUR "},
		{"fr", "La part est de plus de 80% des achats.", "80%", percent, "more_than 80 percent "},
		{"fr", "La part est de plus de 80 % des achats.", "plus de 80 %", percent, "more_than 80 percent "},
		{"fr", "Plus d'une douzaine de textes ont été signés.", "douzaine", count, "more_than 12 count "},
		{"fr", "Environ une douzaine de textes.", "une douzaine", count, "about 12 count "},
		{"fr", "Une douzaine de textes.", "Une douzaine", count, "about 12 count "},
		{"fr", "Pas plus de 12 textes.", "12", count, "at_most 12 count "},
		{"fr", "Pas moins de onze textes.", "onze", count, "at_least 11 count "},
		{"fr", "Sa cinquième visite.", "cinquième", visits, "exact 5 ordinal "},
		{"fr", "Sa 5e visite.", "5e", visits, "exact 5 ordinal "},
		{"fr", "Les deux pays parlent.", "deux", count, "exact 2 count "},
		{"fr", "Un total de 1 234,5 euros.", "1 234,5 euros", money, "exact 1234.5 EUR 0.1"},
		{"fr", "Un total de 1.234.567 euros.", "1.234.567 euros", money, "exact 1234567 EUR 1"},
		{"fr", "Le total de 3,5 Md$ est connu.", "3,5 Md$", money, "exact 3500000000 USD 100000000"},
		{"fr", "Deux billions de dollars.", "Deux billions de dollars", money, "exact 2000000000000 USD 1000000000000"},
		{"fr", "Elle a fourni 3 métiers.", "3 métiers", count, "exact 3 count "},
		{"en", "Trade came to $3.5bn in 2022.", "$3.5bn", money, "exact 3500000000 USD 100000000"},
		{"en", "Trade came to US$3.5 billion.", "US$3.5 billion", money, "exact 3500000000 USD 100000000"},
		{"en", "It was 1,234,567 dollars.", "1,234,567 dollars", money, "exact 1234567 USD 1"},
		{"en", "It was 1,234.50 dollars.", "1,234.50 dollars", money, "exact 1234.5 USD 0.01"},
		{"en", "Russia sold more than 80% of them.", "80%", percent, "more_than 80 percent "},
		{"en", "Russia sold not more than 80 per cent of them.", "80 per cent", percent, "at_most 80 percent "},
		{"en", "Some 40 ships, at least.", "40", count, "about 40 count "},
		{"en", "They signed 12 or more deals.", "12", count, "at_least 12 count "},
		{"en", "They signed a dozen deals.", "a dozen", count, "about 12 count "},
		{"en", "At least a dozen deals.", "a dozen", count, "at_least 12 count "},
		{"en", "The fifth visit.", "fifth", visits, "exact 5 ordinal "},
		{"en", "About 2 trillion yen.", "2 trillion yen", money, "about 2000000000000 JPY "},
		{"en", "Moreover 5 ships came.", "5", count, "exact 5 count "}, // "over" is not a word here
	}
	for _, tt := range tests {
		s, err := read(tt.text, tt.quote, tt.lang, tt.units)
		got := fmt.Sprintf("%s %s %s %s", s.Bound, s.Value, s.Unit, s.Step)
		if err != nil || got != tt.want {
			t.Errorf("%s: got %q, %v; want %q", tt.quote, got, err, tt.want)
		}
	}
}

func TestRead_Range(t *testing.T) {
	for _, tt := range [][4]string{
		{"fr", "Entre 3 et 5 milliards de dollars.", "Entre 3 et 5 milliards de dollars", "3000000000 5000000000 USD"},
		{"en", "Between 3% and 5% of it.", "3% and 5%", "3 5 percent"},
		{"en", "From 3 to 5 per cent.", "3 to 5 per cent", "3 5 percent"},
		{"en", "It was $3–5bn.", "$3–5bn", "3000000000 5000000000 USD"},
	} {
		s, err := read(tt[1], tt[2], tt[0], percent)
		if got := fmt.Sprintf("%s %s %s", s.Range.Low, s.Range.High, s.Unit); err != nil || s.Bound != data.BoundRange || got != tt[3] {
			t.Errorf("%s: got %s %q, %v", tt[2], s.Bound, got, err)
		}
	}
}

func TestRead_Date(t *testing.T) {
	for _, tt := range [][4]string{
		{"fr", "25/06/2024", "2024-06-25", ""},
		{"en", "25/06/2024", "2024-06-25", ""},
		{"en", "06/25/2024", "2024-06-25", ""},
		{"en", "05/06/2024", "", "may be day/month or month/day"},
		{"fr", "Le 1er juin 2024", "2024-06-01", ""},
		{"en", "June 20, 2024", "2024-06-20", ""},
		{"en", "20 June 2024", "2024-06-20", ""},
		{"en", "June 2024", "2024-06", ""},
		{"fr", "Le 20 juin", "", `has no year`},
		{"fr", "depuis 2017", "2017", ""},
		{"fr", "la veille", "", "no date in"},
		{"en", "31/02/2024", "", "cannot read"},
	} {
		s, err := read(tt[1], tt[1], tt[0], dates)
		if tt[3] != "" {
			if err == nil || !strings.Contains(err.Error(), tt[3]) {
				t.Errorf("%s: got %v, want %q", tt[1], err, tt[3])
			}
			continue
		}
		if err != nil || s.Date.String() != tt[2] || s.Unit != data.DateUnit {
			t.Errorf("%s: got %s, %v", tt[1], s.Date, err)
		}
	}
}

func TestRead_Refusals(t *testing.T) {
	for _, tt := range [][3]string{
		{"fr", "Certains accords.", `no number in "Certains accords."`},
		{"en", "From 3 ships and 5 planes.", `2 numbers in`},
		{"de", "3", `cannot read numbers in language "de"; write fr or en`},
	} {
		_, err := read(tt[1], tt[1], tt[0], count)
		if err == nil || !strings.Contains(err.Error(), tt[2]) {
			t.Errorf("%s: got %v, want %q", tt[1], err, tt[2])
		}
	}
}

const letter = "# Titre\n\nV. Dupont vend 3 bateaux à l’Inde. Il en garde 3.\nPrès de 40 % partent « *demain* ».\n"

func TestSentences(t *testing.T) {
	var got []string
	for _, s := range quote.Sentences(letter) {
		got = append(got, s.Locator()+": "+letter[s.Start:s.End])
	}
	want := "paragraph 1, sentence 1: # Titre|paragraph 2, sentence 1: V. Dupont vend 3 bateaux à l’Inde.|paragraph 2, sentence 2: Il en garde 3.|" +
		"paragraph 3, sentence 1: Près de 40 % partent « *demain* »."
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
	if len(quote.Sentences("")) != 0 || len(quote.Sentences("\n \n")) != 0 {
		t.Error("a blank text has no sentences")
	}
}

func TestFind(t *testing.T) {
	m, err := quote.Find(letter, "à l'Inde", 0) // another apostrophe
	if err != nil || letter[m.Start:m.End] != "à l’Inde" {
		t.Errorf("got %q, %v", letter[m.Start:m.End], err)
	}
	m, err = quote.Find(letter, "\"demain", 0) // a guillemet, a blank and an asterisk between
	if err == nil {
		t.Errorf("a blank is not nothing, but found %q", letter[m.Start:m.End])
	}
	if m, err = quote.Find(letter, "partent « demain »", 0); err != nil || letter[m.Start:m.End] != "partent « *demain* »" {
		t.Errorf("got %q, %v", letter[m.Start:m.End], err)
	}
	if m, err = quote.Find(letter, "3", 2); err != nil || m.Sentence.Number != 2 {
		t.Errorf("got %+v, %v", m, err)
	}
	if _, err = quote.Find(letter, "3", 3); err == nil || !strings.Contains(err.Error(), "there is no number 3") {
		t.Errorf("got %v", err)
	}
	if _, err = quote.Find(letter, " ", 0); err == nil {
		t.Error("an empty quote stands nowhere")
	}
}

func TestFind_ShowsCandidates(t *testing.T) {
	var e *quote.FindError
	_, err := quote.Find(letter, "3", 0)
	if !errors.As(err, &e) || !e.Ambiguous || len(e.Candidates) != 2 || !strings.Contains(err.Error(), "2. paragraph 2, sentence 2: …") {
		t.Errorf("got %v", err)
	}
	_, err = quote.Find(letter, "4 bateaux", 0)
	if !errors.As(err, &e) || e.Ambiguous || !strings.Contains(err.Error(), "paragraph 2, sentence 1") || !strings.Contains(err.Error(), "bateaux") {
		t.Errorf("got %v", err)
	}
	_, err = quote.Find(letter, "xyz", 0)
	if !errors.As(err, &e) || len(e.Candidates) != 0 {
		t.Errorf("got %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Plus de 3,5 milliards d'euros.", "3,5 milliards", "fr")
	f.Add("From $3 to 5bn, or so.", "3 to 5bn", "en")
	f.Add("25/06/2024 « *x* » \xff", "\xff", "fr")
	f.Add("a dozen", "a dozen", "en")
	f.Add("It fell by two thirds or half a million.", "two thirds", "en")
	f.Add("Une baisse d'un tiers de moins, 2½", "un tiers", "fr")
	f.Fuzz(func(t *testing.T, text, words, lang string) {
		m, err := quote.Find(text, words, 0)
		if err != nil {
			_ = err.Error()
			return
		}
		if m.Start < 0 || m.End > len(text) || m.Start > m.End {
			t.Fatalf("match outside the text: %+v", m)
		}
		for _, units := range [][]data.Unit{money, visits, dates, percent, nil} {
			s, err := quote.Read(text, m, lang, units)
			if err == nil && s.Unit != data.DateUnit && s.Bound != data.BoundRange && !s.Value.IsSet() {
				t.Errorf("read nothing from %q without an error", words)
			}
			signed, signedErr := quote.ReadSigned(text, m, lang, units)
			if err != nil && signedErr == nil || signedErr == nil && !signed.Value.Abs().Equal(s.Value.Abs()) {
				t.Errorf("%q is %s, %v, and with its sign %s, %v", words, s.Value, err, signed.Value, signedErr)
			}
		}
	})
}
