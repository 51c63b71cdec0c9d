package articles_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
)

func ExampleEmbedded() {
	figures, err := articles.Embedded()
	if err != nil {
		fmt.Println(err)
		return
	}
	share, err := figures.Lookup("vn-ru-arms-share-1995-2023")
	if err != nil {
		fmt.Println(err)
		return
	}
	a := share.Amount
	fmt.Println(a.Bound, a.Value, a.Unit, "in", share.Period)
	fmt.Println(share.Source, share.Place.Locator)
	// Output:
	// more_than 80 percent in 1995/2023
	// vietnam-visit-2024 paragraph 8, sentence 1
}

// A figure is added to a package from the words that state it, written, read
// again and proven against the text.
func ExamplePlan() {
	top, err := os.MkdirTemp("", "periplus")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(top)
	dir, text := filepath.Join(top, "ports"), []byte("Pepper for about €3.2 billion left in 2022.")

	draft, err := articles.Plan(dir, text, articles.Addition{
		Quote:   "€3.2 billion",
		Columns: map[string]string{"id": "pepper-2022", "measure": "exports", "start": "2022", "end": "2022"},
		Source:  data.Source{ID: "letter", Language: "en"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("missing:", draft.Missing, "not said:", draft.Unsaid)
	if err := draft.Write(); err != nil {
		fmt.Println(err)
		return
	}
	figures, err := articles.Open(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	proof, err := articles.Prove(figures, text, "")
	if err != nil {
		fmt.Println(err)
		return
	}
	f := figures.Figures[0]
	fmt.Println(f.ID, f.Amount.Low, f.Amount.High, f.Amount.Unit)
	fmt.Println(proof.Places, "places,", len(proof.Mismatches), "mismatches")
	// Output:
	// missing: [] not said: [reporter partner]
	// pepper-2022 3100000000 3300000000 EUR
	// 2 places, 0 mismatches
}

func ExampleProve() {
	figures, err := articles.Embedded()
	if err != nil {
		fmt.Println(err)
		return
	}
	proof, err := articles.Prove(figures, []byte("another text"), "vietnam-visit-2024")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(proof.Places, "places,", len(proof.Mismatches), "mismatches; the first concerns the", proof.Mismatches[0].What)
	// Output:
	// 42 places, 44 mismatches; the first concerns the file
}
