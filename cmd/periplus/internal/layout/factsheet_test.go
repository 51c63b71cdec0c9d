package layout

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/analysis/factsheet"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/data/place"
)

// Reasons, cautions, regions and categories are keys of data/locale by their
// English text, so that each has to be one.
func TestFactSheet_WordsAreTranslated(t *testing.T) {
	var keys []string
	for _, r := range factsheet.Reasons {
		keys = append(keys, string(r))
	}
	for _, c := range factsheet.Cautions {
		keys = append(keys, string(c))
	}
	keys = append(keys, "states that exported", "states that imported", "in no region")
	keys = append(keys, place.Regions()...)
	keys = append(keys, factsheet.SIPRICategories...)
	same := map[string]bool{"Europe": true, "Missiles": true, "Satellites": true} // in both languages
	for _, key := range keys {
		if got := locale.French.Text(locale.Key(key)); got == key && !same[key] {
			t.Errorf("no French for %q", key)
		}
		if got := locale.Vietnamese.Text(locale.Key(key)); got == key {
			t.Errorf("no Vietnamese for %q", key)
		}
	}
}

// sheet is made up: two windows of one year.
func sheet(t *testing.T, o factsheet.Options) *factsheet.Sheet {
	t.Helper()
	p := &data.Panel{Release: data.Release{File: "r.csv", Closed: true, Generated: data.Date{Year: 2024, Month: 5, Day: 2}}}
	for i, f := range []data.Flow{
		{Reporter: "VNM", Partner: "RUS", Period: data.Date{Year: 2021}, Value: data.MustDecimal("1000")},
		{Reporter: "VNM", Partner: "RUS", Period: data.Date{Year: 2022}, Value: data.MustDecimal("1100")},
		{Reporter: "VNM", Partner: "USA", Period: data.Date{Year: 2022}, Value: data.MustDecimal("0.4")},
		{Reporter: "IND", Partner: "RUS", Period: data.Date{Year: 2022}, Value: data.MustDecimal("99.6")},
	} {
		f.Flow, f.Unit, f.Product, f.Classification, f.Line = data.Import, data.TIVMillion, "Ships", "SIPRI", i+1
		p.Flows = append(p.Flows, f)
	}
	o.End, o.Window = 2022, 1
	s, err := factsheet.Compute(context.Background(), []data.Record{p}, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// By hand: of 1,200 in 2022 Russia delivered 1,199.6, 99.97%, printed 100; the
// United States 0.4, 0.033%, printed <0.05. 1,000 → 1,199.6 is +19.96%, +20.
func TestFactSheet_RoundsAsSIPRI(t *testing.T) {
	text := FactSheet(sheet(t, factsheet.Options{}), locale.English)
	for _, want := range []string{
		"Transfers of major arms, 2022 compared with 2021\n",
		" 1  Russia                1,200         100         100         +20  Viet Nam 92, India 8.3\n",
		" 2  United States             0       <0.05           –              Viet Nam 100\n",
		"\nBased on SIPRI Arms Transfers Database (generated 2024-05-02); calculations by the author, not SIPRI\n",
		"TIV measures the volume",
	} {
		if !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestFactSheet_French(t *testing.T) {
	text := FactSheetMarkdown(sheet(t, factsheet.Options{Recipient: "VNM"}), locale.French, nil)
	for _, want := range []string{
		"# Viet Nam\u00a0: armes majeures reçues, 2022 comparé à 2021\n",
		"| 1 | Russie | 1\u202f100 | 1\u202f000 | 100 | 100 | +10 |\n",
		"| 2 | États-Unis | 0 | – | \\<0,05 | – |  |\n",
		"D’après la SIPRI Arms Transfers Database (produite le 2024-05-02)\u202f; calculs de l’auteur, non du SIPRI\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// What makes the numbers doubtful is said in the document too, and names the
// file without its folder.
func TestFactSheetMarkdown_Warnings(t *testing.T) {
	s := sheet(t, factsheet.Options{})
	s.Releases[0].File = "a/folder/r.csv"
	s.Warnings = []error{errors.New("a/folder/r.csv does not say that it holds all deliveries")}
	if got := FactSheetMarkdown(s, locale.English, nil); !strings.Contains(got, "\n- r.csv does not say that it holds all deliveries\n") {
		t.Errorf("got\n%s", got)
	}
}
