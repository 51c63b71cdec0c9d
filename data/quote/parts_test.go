package quote_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/quote"
)

var ratio = []data.Unit{data.Ratio}

// reading is a sentence of our own, the words of it that are read (all of it
// if empty), and what they mean, or a part of the error.
type reading struct {
	lang, text, quote string
	units             []data.Unit
	want              string // bound value unit step, or range low high unit
}

func checkReadings(t *testing.T, read func(string, quote.Match, string, []data.Unit) (data.Statement, error), all []reading) {
	t.Helper()
	for _, tt := range all {
		words := tt.quote
		if words == "" {
			words = tt.text
		}
		m, err := quote.Find(tt.text, words, 0)
		if err != nil {
			t.Fatal(err)
		}
		s, err := read(tt.text, m, tt.lang, tt.units)
		got := fmt.Sprintf("%s %s %s %s", s.Bound, s.Value, s.Unit, s.Step)
		if s.Bound == data.BoundRange {
			got = fmt.Sprintf("range %s %s %s", s.Range.Low, s.Range.High, s.Unit)
		}
		if err != nil {
			got = err.Error()
		}
		if got != tt.want && (err == nil || !strings.Contains(got, tt.want)) {
			t.Errorf("%q in %q:\n got %s\nwant %s", words, tt.text, got, tt.want)
		}
	}
}

// TestRead_Fractions: a half is 50%, a third 100/3 = 33.3% to one decimal, two
// thirds 66.7%, a sixth 16.7%, an eighth 12.5%. The step is a tenth of that behind
// a qualifier of nearness, else a twentieth: 3.33 and 1.665 of a third. A bound has
// two decimals, rounded away from what it lets in.
func TestRead_Fractions(t *testing.T) {
	const amount = "says a part of an amount"
	checkReadings(t, quote.Read, []reading{
		{"en", "It buys three quarters of them.", "three quarters", percent, "about 75 percent 3.75"},
		{"en", "It buys two-thirds of them.", "two-thirds", percent, "about 66.7 percent 3.335"},
		{"en", "It buys four fifths of them.", "", percent, "about 80 percent 4"},
		{"en", "It buys seven eighths of them.", "", percent, "about 87.5 percent 4.375"},
		{"en", "A half of them are old.", "", percent, "about 50 percent 2.5"},
		{"en", "Half of them are old.", "", percent, "about 50 percent 2.5"},
		{"en", "More than half of them are old.", "half", percent, "more_than 50 percent "},
		{"en", "A quarter is old.", "", percent, "about 25 percent 1.25"},
		{"en", "One quarter is old.", "", percent, "about 25 percent 1.25"},
		{"en", "A third is old.", "A third", percent, "about 33.3 percent 1.665"},
		{"en", "One-sixth is old.", "", percent, "about 16.7 percent 0.835"},
		{"en", "At least three quarters are old.", "three quarters", percent, "at_least 75 percent "},
		{"en", "Just under a third is old.", "", percent, "about 33.3 percent 3.33"},
		{"en", "As much as a quarter is old.", "", percent, "at_most 25 percent "},
		{"en", "Half or more of them are old.", "", percent, "at_least 50 percent "},
		{"en", "Between a quarter and a third are old.", "", percent, "range 25 33.34 percent"},
		{"fr", "Les trois quarts sont vieux.", "", percent, "about 75 percent 3.75"},
		{"fr", "Les deux tiers sont vieux.", "deux tiers", percent, "about 66.7 percent 3.335"},
		{"fr", "Plus des deux tiers sont vieux.", "deux tiers", percent, "more_than 66.66 percent "},
		{"fr", "Quatre cinquièmes sont vieux.", "", percent, "about 80 percent 4"},
		{"fr", "Un quart est vieux.", "", percent, "about 25 percent 1.25"},
		{"fr", "Un tiers est vieux.", "", percent, "about 33.3 percent 1.665"},
		{"fr", "Un dixième est vieux.", "", percent, "about 10 percent 0.5"},
		{"fr", "La moitié est vieille.", "", percent, "about 50 percent 2.5"},
		{"fr", "Moins de la moitié est vieille.", "", percent, "less_than 50 percent "},
		{"fr", "Moins d’un tiers est vieux.", "", percent, "less_than 33.34 percent "},
		{"fr", "Environ un tiers est vieux.", "un tiers", percent, "about 33.3 percent 3.33"},
		{"fr", "Plus du tiers est vieux.", "tiers", percent, "more_than 33.33 percent "},
		{"fr", "Près du quart est vieux.", "", percent, "about 25 percent 2.5"},
		{"fr", "Entre un quart et un tiers.", "", percent, "range 25 33.34 percent"},
		{"en", "About a third is old.", "a third", percent, "about 33.3 percent 3.33"},
		{"en", "Nearly two thirds are old.", "", percent, "about 66.7 percent 6.67"},
		{"en", "About a quarter is old.", "", percent, "about 25 percent 2.5"},
		{"en", "About half are old.", "", percent, "about 50 percent 5"},
		{"en", "Roughly a fifth is old.", "", percent, "about 20 percent 2"},
		{"en", "Just over one eighth of them.", "", percent, "about 12.5 percent 1.25"},
		{"en", "More than a third is old.", "", percent, "more_than 33.33 percent "},
		{"en", "Less than two thirds are old.", "", percent, "less_than 66.67 percent "},
		{"en", "At most a sixth of them.", "", percent, "at_most 16.67 percent "},
		{"en", "Between a third and two thirds.", "", percent, "range 33.33 66.67 percent"},
		{"fr", "Un peu moins de la moitié est vieille.", "", percent, "about 50 percent 5"},
		{"fr", "Un peu plus d’un tiers est vieux.", "un tiers", percent, "about 33.3 percent 3.33"},
		{"fr", "Légèrement plus des trois quarts.", "", percent, "about 75 percent 7.5"},
		// In another unit than percent a fraction is not a number.
		{"en", "Three quarters of the deals.", "", count, "says a fraction"},
		{"en", "A third of the visits.", "", visits, "says a fraction"},
		{"fr", "Les deux tiers des accords.", "", count, "says a fraction"},
		{"fr", "Un cinquième des visites.", "", visits, "says a fraction"},
		{"en", "Two thirds of that trade.", "", ratio, "says a fraction"},
		{"en", "Half of the trade.", "", money, "says a fraction"},
		{"en", "One in three is old.", "", percent, "with a fraction beside it"},
		{"en", "It is one out of every 3.", "3", percent, "with a fraction beside it"},
		{"fr", "Un sur trois est vieux.", "", percent, "with a fraction beside it"},
		{"fr", "Un navire sur 3 est vieux.", "3", percent, "with a fraction beside it"},
		{"en", "Four out of five are old.", "", percent, "2 numbers in"},
		{"en", "Not even half of them are old.", "half", percent, "less_than 50 percent "},
		{"fr", "À peine un tiers est vieux.", "", percent, "about 33.3 percent 3.33"},
		// These are no fractions.
		{"en", "A third visit.", "", visits, "exact 3 ordinal "},
		{"en", "The third visit.", "", visits, "exact 3 ordinal "},
		{"fr", "Un cinquième voyage.", "", visits, "exact 5 ordinal "},
		{"fr", "Les pays tiers.", "", percent, "no number in"},
		{"en", "The second half.", "", percent, "no number in"},
		{"en", "In half an hour.", "", percent, "no number in"},
		{"fr", "Un quart de siècle.", "", percent, "no number in"},
		{"en", "Half a dozen deals.", "", count, "about 6 count "},
		{"en", "The last half-year.", "", percent, "no number in"},
		// A part of an amount, and an amount with a part.
		{"en", "Half a million dollars.", "", money, amount},
		{"en", "Half a million dollars.", "a million dollars", money, amount},
		{"en", "A quarter of a percentage point.", "", percent, amount},
		{"en", "Half a per cent.", "", percent, amount},
		{"fr", "La moitié d’un point.", "", percent, amount},
		{"en", "Half of 12% of it.", "12%", percent, "with a fraction beside it"},
		{"en", "Two thirds of the $9bn.", "$9bn", money, "with a fraction beside it"},
		{"fr", "Les deux tiers des 12 accords.", "12 accords", count, "with a fraction beside it"},
		{"en", "Two and a half times as much.", "", ratio, "says a fraction"},
		{"en", "About 2½ times as much.", "", ratio, "with a fraction beside it"},
		{"fr", "Deux fois et demie plus.", "", ratio, "with a fraction beside it"},
		{"fr", "Un demi-million de navires.", "", count, "no number in"},
	})
}

// TestRead_FractionIntervals has the shares that the words leave, by hand: a
// tenth of 33.3 is 3.33, of 25 2.5, of 50 5.
func TestRead_FractionIntervals(t *testing.T) {
	for _, tt := range []struct {
		text, low, high string
		inside, outside []string
	}{
		{"About a third of it.", "29.97", "36.63", []string{"30", "32.5", "36.6"}, []string{"29.9", "36.7"}},
		{"A third of it.", "31.635", "34.965", []string{"32.5", "34.9"}, []string{"31.6", "35"}},
		{"About a quarter of it.", "22.5", "27.5", []string{"22.5", "27.5"}, []string{"22", "28"}},
		{"A quarter of it.", "23.75", "26.25", []string{"24", "26"}, []string{"23", "27"}},
		{"About half of it.", "45", "55", []string{"45", "55"}, []string{"44", "56"}},
		{"More than a third of it.", "33.33", "100", []string{"33.34", "33.4"}, []string{"33.3", "33"}},
		{"Less than a third of it.", "0", "33.34", []string{"33.3", "33.33"}, []string{"33.4"}},
		{"More than two thirds of it.", "66.66", "100", []string{"66.668", "66.7"}, []string{"66.6"}},
		{"Just under 99% of it.", "98", "100", []string{"98.6", "99.2"}, []string{"97.9", "50"}},
	} {
		s, err := read(tt.text, tt.text, "en", percent)
		if err != nil {
			t.Fatal(err)
		}
		a, err := data.NewAmount(s, data.Int(0), data.Int(100))
		if err != nil || a.Low.String() != tt.low || a.High.String() != tt.high {
			t.Errorf("%s: got %s to %s, %v; want %s to %s", tt.text, a.Low, a.High, err, tt.low, tt.high)
		}
		for _, x := range tt.inside {
			if !a.Contains(number(t, x)) {
				t.Errorf("%s: %s is left out", tt.text, x)
			}
		}
		for _, x := range tt.outside {
			if a.Contains(number(t, x)) {
				t.Errorf("%s: %s is let in", tt.text, x)
			}
		}
	}
}

func number(t *testing.T, s string) data.Number {
	t.Helper()
	n, err := data.ParseNumber(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestRead_Near: a word of nearness makes about of under and over; others do not.
func TestRead_Near(t *testing.T) {
	checkReadings(t, quote.Read, []reading{
		{"en", "Just under 99% of it.", "99%", percent, "about 99 percent "},
		{"en", "Just below the 99% of it.", "99%", percent, "about 99 percent "},
		{"en", "Slightly less than 99% of it.", "99%", percent, "about 99 percent "},
		{"en", "A little under $3.5bn.", "", money, "about 3500000000 USD "},
		{"en", "Just over 80% of it.", "80%", percent, "about 80 percent "},
		{"en", "Slightly more than 80% of it.", "", percent, "about 80 percent "},
		{"en", "Slightly fewer than 12 deals.", "", count, "about 12 count "},
		{"en", "Just over a dozen deals.", "a dozen", count, "about 12 count "},
		{"en", "Just short of $5bn.", "", money, "about 5000000000 USD "},
		{"en", "It was 80%, or slightly less.", "80%", percent, "about 80 percent "},
		{"en", "Well under 99% of it.", "99%", percent, "less_than 99 percent "},
		{"en", "Much more than 80% of it.", "80%", percent, "more_than 80 percent "},
		{"en", "Adjust under 99% of it.", "99%", percent, "less_than 99 percent "},
		{"fr", "Un peu moins de 99 % du total.", "99 %", percent, "about 99 percent "},
		{"fr", "Légèrement moins de 99 % du total.", "", percent, "about 99 percent "},
		{"fr", "Un peu plus de 80 % du total.", "80 %", percent, "about 80 percent "},
		{"fr", "Un peu plus d’une douzaine d’accords.", "", count, "about 12 count "},
		{"fr", "Un accord peu connu.", "", count, "exact 1 count "},
		{"fr", "Juste en dessous de 80 %.", "80 %", percent, "about 80 percent "},
		{"fr", "Un taux légèrement supérieur à 80 %.", "80 %", percent, "about 80 percent "},
		{"fr", "La part dépasse légèrement les 80 %.", "80 %", percent, "about 80 percent "},
		{"fr", "Un peu moins des deux tiers.", "", percent, "about 66.7 percent 6.67"},
		{"en", "It slightly exceeds 80% of it.", "80%", percent, "about 80 percent "},
		{"fr", "Bien moins de 99 % du total.", "99 %", percent, "less_than 99 percent "},
		{"fr", "Beaucoup plus de 80 % du total.", "80 %", percent, "more_than 80 percent "},
	})
	checkReadings(t, quote.ReadSigned, []reading{
		{"en", "Trade fell by just under 12%.", "12%", percent, "about -12 percent "},
		{"fr", "Le commerce a baissé d’un peu plus de 12 %.", "12 %", percent, "about -12 percent "},
	})
}

// TestRead_Articles: an article counts nothing.
func TestRead_Articles(t *testing.T) {
	const nothing = "no number in"
	checkReadings(t, quote.Read, []reading{
		{"fr", "Une bonne partie vient de là.", "", percent, nothing},
		{"fr", "Une part importante.", "", percent, nothing},
		{"fr", "Une grande partie.", "", []data.Unit{data.TIVMillion}, nothing},
		{"fr", "Une forte hausse.", "", percent, nothing},
		{"fr", "Une forte hausse.", "", nil, nothing}, // of money
		{"fr", "Un commerce plus grand.", "", money, nothing},
		{"en", "One of the largest parts.", "", percent, nothing},
		{"en", "A good part.", "", percent, nothing},
		{"fr", "Une hausse de trois pour cent.", "", percent, "exact 3 percent 1"},
		{"fr", "Un pour cent.", "", percent, "exact 1 percent 1"},
		{"fr", "Un milliard de dollars.", "", nil, "exact 1000000000 USD 1000000000"},
		{"fr", "Un accord.", "", count, "exact 1 count "},
		{"fr", "Un certain nombre d’accords.", "", count, nothing},
		{"fr", "Une bonne partie des accords.", "", count, nothing},
		{"fr", "L’un des accords.", "", count, nothing},
		{"en", "A number of deals.", "", count, nothing},
		{"en", "A few dozen deals.", "", count, nothing},
		{"en", "Several dozen deals.", "", count, nothing},
		{"en", "A couple of dozen deals.", "", count, nothing},
		{"en", "A few hundred deals.", "", count, nothing},
		{"en", "Several deals.", "", count, nothing},
		{"fr", "Quelques dizaines d’accords.", "", count, nothing},
		{"fr", "Quelques accords.", "", count, nothing},
		{"fr", "Une petite dizaine d’accords.", "", count, "about 10 count "},
		{"fr", "Plusieurs accords.", "", count, nothing},
		{"fr", "Divers accords.", "", count, nothing},
		{"fr", "Cinq douzaines de navires.", "", count, "about 60 count "},
	})
}

// TestRead_UnitUnsaid: the words say a number of no unit.
func TestRead_UnitUnsaid(t *testing.T) {
	checkReadings(t, quote.Read, []reading{
		{"en", "It was 12 then.", "", percent, "exact 12  1"},
		{"fr", "Deux pays en vivent.", "", percent, "exact 2  1"},
		{"en", "It was 3.5bn then.", "", money, "exact 3500000000  100000000"},
		{"en", "It was 3.5bn then.", "", nil, "exact 3500000000  100000000"},
		{"en", "Between 3 and 5.", "", percent, "range 3 5 "},
		{"fr", "Entre 3 et 5 %.", "", percent, "range 3 5 percent"},
		{"fr", "De 3 à 5 milliards d’euros.", "", nil, "range 3000000000 5000000000 EUR"},
		{"en", "About 30 of them.", "", []data.Unit{data.Years}, "about 30  "},
		{"en", "It was 12 percentage points.", "", percent, "exact 12 percentage points 1"},
		{"en", "The 12 ships.", "", count, "exact 12 count "},
	})
}

// TestRead_Loose: a count in millions, or of a hundred, is not one to the last.
func TestRead_Loose(t *testing.T) {
	checkReadings(t, quote.Read, []reading{
		{"en", "A $3bn loan.", "", money, "exact 3000000000 USD 1000000000"},
		{"en", "An A$3bn loan.", "", money, "exact 3000000000 AUD 1000000000"},
		{"en", "As much as $3bn.", "", money, "at_most 3000000000 USD "},
		{"en", "As many as 12 deals.", "12 deals", count, "at_most 12 count "},
		{"en", "As few as 12 deals.", "12 deals", count, "at_least 12 count "},
		{"fr", "Presque 12 accords.", "", count, "about 12 count "},
		{"en", "Almost 12 deals.", "", count, "about 12 count "},
		{"en", "There are 1.2 million people.", "", count, "about 1200000 count "},
		{"fr", "Il y a 1,2 million de gens.", "", count, "about 1200000 count "},
		{"en", "A hundred agreements.", "", count, "about 100 count "},
		{"en", "A hundred and five agreements.", "", count, "exact 105 count "},
		{"en", "More than a hundred agreements.", "", count, "more_than 100 count "},
		{"en", "Some 20-odd deals.", "20-odd", count, "about 20 count "},
		{"en", "The 20-odd deals.", "20-odd", count, "about 20 count "},
		{"en", "The twenty-odd deals.", "", count, "about 20 count "},
		{"en", "The 20+ deals.", "20", count, "at_least 20 count "},
		{"en", "It has 120,000 people.", "", count, "exact 120000 count "},
	})
}

// TestReadSigned: the size of a fall is negative, and its bound is turned.
func TestReadSigned(t *testing.T) {
	const unclear = "give value with its sign"
	checkReadings(t, quote.ReadSigned, []reading{
		{"en", "Trade fell by 12%.", "12%", percent, "exact -12 percent 1"},
		{"en", "Trade was down 12%.", "12%", percent, "exact -12 percent 1"},
		{"en", "Trade declined 12%.", "", percent, "exact -12 percent 1"},
		{"en", "Trade dropped by about 12%.", "", percent, "about -12 percent "},
		{"en", "Trade fell by more than 12%.", "", percent, "less_than -12 percent "},
		{"en", "Trade fell by up to 12%.", "", percent, "at_least -12 percent "},
		{"en", "A 12% drop.", "", percent, "exact -12 percent 1"},
		{"en", "Trade was 12% lower.", "", percent, "exact -12 percent 1"},
		{"en", "Trade shrank by a third.", "", percent, "about -33.3 percent 1.665"},
		{"en", "Growth fell between 3% and 5%.", "", percent, "range -5 -3 percent"},
		{"en", "Growth fell by -12%.", "", percent, "exact -12 percent 1"},
		{"en", "A deficit of $5bn.", "", money, "exact -5000000000 USD 1000000000"},
		{"en", "A $5bn trade deficit.", "$5bn", money, "exact -5000000000 USD 1000000000"},
		{"fr", "Une baisse de 12 %.", "12 %", percent, "exact -12 percent 1"},
		{"fr", "Un recul de 12 %.", "", percent, "exact -12 percent 1"},
		{"fr", "Le commerce a diminué de 12 %.", "", percent, "exact -12 percent 1"},
		{"fr", "Le commerce a chuté de plus de 12 %.", "12 %", percent, "less_than -12 percent "},
		{"fr", "Le commerce a baissé d’au moins 12 %.", "12 %", percent, "at_most -12 percent "},
		{"fr", "Soit 12 % de moins.", "", percent, "exact -12 percent 1"},
		{"fr", "Un déficit de 5 milliards de dollars.", "", money, "exact -5000000000 USD 1000000000"},
		{"fr", "Un déficit commercial de 5 milliards de dollars.", "5 milliards", money, "exact -5000000000 USD 1000000000"},
		{"en", "Trade was lower by 12%.", "", percent, "exact -12 percent 1"},
		{"fr", "Une baisse comprise entre 3 et 5 %.", "", percent, "range -5 -3 percent"},
		{"fr", "Un commerce inférieur de 12 %.", "", percent, "exact -12 percent 1"},
		// What grows, and a level.
		{"fr", "Une croissance inférieure à 12 %.", "", percent, "less_than 12 percent "},
		{"en", "Growth was lower than 12%.", "", percent, "less_than 12 percent "},
		{"en", "Trade rose by 12%.", "", percent, "exact 12 percent 1"},
		{"en", "Exports fell in May, but trade grew 12%.", "", percent, "exact 12 percent 1"},
		{"en", "Trade rose 12% after a fall.", "", percent, "exact 12 percent 1"},
		{"en", "Growth fell to 12%.", "", percent, "exact 12 percent 1"},
		{"fr", "La croissance a baissé à 12 %.", "", percent, "exact 12 percent 1"},
		{"fr", "Le commerce a crû de 12 % au moins.", "", percent, "at_least 12 percent "},
		{"fr", "Une hausse de 12 % ou moins.", "", percent, "at_most 12 percent "},
		{"en", "A surplus of $5bn.", "", money, "exact 5000000000 USD 1000000000"},
		// Not clear.
		{"en", "Trade fell in the south of it, 12%.", "", percent, unclear},
		{"en", "Trade did not fall by 12%.", "", percent, unclear},
		{"en", "The deficit fell by $5bn.", "", money, unclear},
		{"en", "The deficit widened to $5bn.", "", money, unclear},
		{"en", "Negative growth of 12%.", "", percent, unclear},
		{"en", "A drop in growth of 12%.", "", percent, unclear},
		{"fr", "Une croissance négative de 12 %.", "", percent, unclear},
		{"fr", "Le déficit s’est creusé de 5 milliards de dollars.", "", money, unclear},
		{"fr", "Le commerce a baissé d’à peu près 12 %.", "", percent, "about -12 percent "},
	})
	// A share cannot be negative.
	checkReadings(t, quote.Read, []reading{{"en", "The part fell by 12%.", "", percent, "exact 12 percent 1"}})
}
