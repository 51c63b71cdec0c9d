package quote_test

import (
	"fmt"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/quote"
)

const harbour = "Le port a vendu environ 3,2 tonnes en 2021.\nEn 2022, ses ventes valaient plus de 3,5 milliards d’euros. Une douzaine de navires y sont restés."

// The quote is typed with another apostrophe and without the words before it.
func ExampleRead() {
	m, err := quote.Find(harbour, "3,5 milliards d'euros", 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := quote.Read(harbour, m, "fr", []data.Unit{data.EUR})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Bound, s.Value, s.Unit)
	fmt.Println(m.Sentence.Locator(), m.Folded)
	// Output:
	// more_than 3500000000 EUR
	// paragraph 2, sentence 1 true
}

func ExampleFind() {
	_, err := quote.Find(harbour, "3,2 tones", 0)
	fmt.Println(err)
	// Output:
	// the quote "3,2 tones" is not in the text; the nearest words are:
	//   paragraph 1, sentence 1: Le port a vendu environ 3,2 tonnes en 2021.
}

func ExampleFindNear() {
	text := "Le port vend 3 tonnes.\nLa ville en achète 3 aussi."
	m, err := quote.FindNear(text, "3", "ville", 0)
	fmt.Println(m.Sentence.Locator(), err)
	// Output:
	// paragraph 2, sentence 1 <nil>
}

func ExampleSentences() {
	text := "V. Dupont vend 3 bateaux. Il en garde 3."
	for _, s := range quote.Sentences(text) {
		fmt.Printf("%s: %s\n", s.Locator(), text[s.Start:s.End])
	}
	// Output:
	// paragraph 1, sentence 1: V. Dupont vend 3 bateaux.
	// paragraph 1, sentence 2: Il en garde 3.
}
