package quote_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/periplus-data/periplus/data/quote"
)

const ports = "Le port vend 3,5 tonnes à l’Inde et 1 234 à l’Égypte.\nIl en garde 5 tonnes, et 12 pour la mer.\nLes douze navires de l’Inde partent ; « *demain* » les autres.\n"

// TestFind_NoPartOfANumber: a quote that is a part of another number or word
// would state another figure.
func TestFind_NoPartOfANumber(t *testing.T) {
	for _, words := range []string{"5 tonnes à", "3", "234", "1", "34 à l’É", "vend 3,", "navire", "onnes"} {
		var e *quote.FindError
		m, err := quote.Find(ports, words, 0)
		if !errors.As(err, &e) || !e.Cut || len(e.Candidates) == 0 || !strings.Contains(err.Error(), "begins or ends within a word or number") {
			t.Errorf("%q: got %+v, %v", words, m, err)
		}
	}
	for _, words := range []string{"3,5", "3,5 tonnes", "5 tonnes,", "1 234", "12", "navires", "Inde et", "l’Égypte"} {
		if m, err := quote.Find(ports, words, 0); err != nil || ports[m.Start:m.End] != words || m.Folded {
			t.Errorf("%q: got %q, %v", words, ports[m.Start:m.End], err)
		}
	}
}

func TestFind_Folds(t *testing.T) {
	nbsp := strings.NewReplacer(" tonnes", "\u00a0tonnes", "Égypte", "E\u0301gypte", "« *", "«\u00a0*").Replace(ports)
	for _, tt := range [][2]string{
		{"3,5 tonnes", "3,5\u00a0tonnes"},
		{"à l'Égypte", "à l’E\u0301gypte"},
		{"3,5   tonnes\tà l’Inde", "3,5\u00a0tonnes à l’Inde"},
		{"« demain » les", "«\u00a0*demain* » les"},
		{`" demain " les`, "«\u00a0*demain* » les"},
	} {
		m, err := quote.Find(nbsp, tt[0], 0)
		if err != nil || nbsp[m.Start:m.End] != tt[1] || !m.Folded {
			t.Errorf("%q: got %q, folded %v, %v", tt[0], nbsp[m.Start:m.End], m.Folded, err)
		}
	}
	// An accent in two characters is whole or not found.
	if m, err := quote.Find(nbsp, "à l'E", 0); err == nil {
		t.Errorf("got %q", nbsp[m.Start:m.End])
	}
}

func TestFindNear(t *testing.T) {
	m, err := quote.FindNear(ports, "l’Inde", "les douze navires", 0)
	if err != nil || m.Sentence.Locator() != "paragraph 3, sentence 1" {
		t.Errorf("got %+v, %v", m, err)
	}
	if m, err = quote.FindNear(ports, "l’Inde", "de l'Inde", 0); err != nil || m.Sentence.Paragraph != 3 { // folded too
		t.Errorf("got %+v, %v", m, err)
	}
	_, err = quote.FindNear(ports, "l’Inde", "tortues", 0)
	if err == nil || !strings.Contains(err.Error(), `in no sentence with the words "tortues", but in:`) || !strings.Contains(err.Error(), "paragraph 1, sentence 1") {
		t.Errorf("got %v", err)
	}
	if _, err = quote.FindNear(ports, "l’Inde", "navires", 2); err == nil || !strings.Contains(err.Error(), "stands in 1 place; there is no number 2") {
		t.Errorf("got %v", err)
	}
}

func TestFind_NearestWords(t *testing.T) {
	for _, tt := range [][2]string{
		{"douze bateaux de l’Inde", "paragraph 3, sentence 1"}, // one word is another
		{"garde 6 tones", "paragraph 2, sentence 1"},           // a letter is missing
		{"les doux navires", "paragraph 3, sentence 1"},
	} {
		var e *quote.FindError
		_, err := quote.Find(ports, tt[0], 0)
		if !errors.As(err, &e) || e.Ambiguous || e.Cut || len(e.Candidates) == 0 || e.Candidates[0].Locator != tt[1] {
			t.Errorf("%s: got %v", tt[0], err)
		}
	}
	long := strings.Repeat("mot ", 10_000)
	if _, err := quote.Find(ports, long, 0); err == nil || len(err.Error()) > 2000 {
		t.Errorf("an error of %d bytes", len(err.Error()))
	}
	if _, err := quote.Find(strings.Repeat("mot ", 10_000), "mot", 0); err == nil || len(err.Error()) > 5000 || !strings.Contains(err.Error(), "and 9980 more") {
		t.Errorf("an error of %d bytes", len(err.Error()))
	}
}

// TestSentences_Joins has breaks that a reader sees and stops that are none.
func TestSentences_Joins(t *testing.T) {
	for text, want := range map[string]string{
		"V. Dupont part. Il revient.":                  "V. Dupont part.|Il revient.",
		"M. Dupont et Mme. Durand. Fin.":               "M. Dupont et Mme.|Durand.|Fin.", // Mme takes no stop
		"The U.S. Navy left. It came back.":            "The U.S. Navy left.|It came back.",
		"He said no. Then he left.":                    "He said no.|Then he left.",
		"See fig. 5 and no. 7. Then go.":               "See fig. 5 and no. 7.|Then go.",
		"Il dit : « Non. » Puis il part.":              "Il dit : « Non. »|Puis il part.",
		"Vraiment ? Oui ! Bien…":                       "Vraiment ?|Oui !|Bien…",
		"Une ligne\nUne autre.\r\n\r\n  \nLa dernière": "Une ligne|Une autre.|La dernière",
		"Il vaut 3.5 milliards. Fin.":                  "Il vaut 3.5 milliards.|Fin.",
	} {
		var got []string
		for _, s := range quote.Sentences(text) {
			got = append(got, text[s.Start:s.End])
		}
		if strings.Join(got, "|") != want {
			t.Errorf("got  %q\nwant %q", strings.Join(got, "|"), want)
		}
	}
}

// FuzzSentences: sentences lie in order, none is blank, none crosses a line, and
// all that is printed lies in one.
func FuzzSentences(f *testing.F) {
	for _, s := range []string{"", ports, letter, "V. Dupont. M. \n\n. . .", "a.\u2029b.\r \n c", "\xff. \xff", "etc.) « Oui. » Non"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end, paragraph, number := 0, 0, 0
		for _, s := range quote.Sentences(text) {
			if s.Start < end || s.End <= s.Start || s.End > len(text) || strings.ContainsRune(text[s.Start:s.End], '\n') {
				t.Fatalf("%+v of %q", s, text)
			}
			if strings.TrimSpace(text[end:s.Start]) != "" {
				t.Fatalf("%q lies in no sentence", text[end:s.Start])
			}
			if s.Paragraph != paragraph {
				number = 0
			}
			if s.Paragraph < paragraph || s.Number != number+1 {
				t.Fatalf("%s comes behind paragraph %d, sentence %d", s.Locator(), paragraph, number)
			}
			end, paragraph, number = s.End, s.Paragraph, s.Number
		}
		if strings.TrimFunc(text[end:], unicode.IsSpace) != "" {
			t.Fatalf("%q lies in no sentence", text[end:])
		}
	})
}

// FuzzFind: a place that is found has the quote, folded or to the byte, and lies
// in its sentence; what is not found is an error that can be read.
func FuzzFind(f *testing.F) {
	f.Add(ports, "l'Inde", "", 1)
	f.Add(ports, "3,5 tonnes", "port", 0)
	f.Add(letter, "“demain”", "\xff", -1)
	f.Add("e\u0301\u0301 *x* _", "e\u0301", "x", 0)
	f.Add("a\x00b \xff\xfe", "\xff", "", 0)
	f.Fuzz(func(t *testing.T, text, words, near string, occurrence int) {
		m, err := quote.FindNear(text, words, near, occurrence)
		if err != nil {
			if len(err.Error()) > 30_000 {
				t.Fatalf("an error of %d bytes", len(err.Error()))
			}
			return
		}
		if m.Start < 0 || m.End <= m.Start || m.End > len(text) {
			t.Fatalf("%+v lies outside the text", m)
		}
		if !m.Folded && text[m.Start:m.End] != words {
			t.Fatalf("%q was found as %q", words, text[m.Start:m.End])
		}
		if s := m.Sentence; strings.TrimSpace(text[m.Start:m.End]) != "" && strings.TrimSpace(words) != "" && (s.Paragraph == 0 || s.End <= m.Start || s.Start >= m.End) {
			t.Fatalf("%+v lies outside its sentence", m)
		}
	})
}

// TestFind_HugeTexts: a long text in one line, full of what is looked
// for, takes time in step with its length, and its errors can be read.
func TestFind_HugeTexts(t *testing.T) {
	for _, word := range []string{"1 2, ", "deux ", "a. ", "x\n", "«"} {
		text := strings.Repeat(word, 100_000/len(word))
		for _, words := range []string{text[:len(text)-len(word)], "zzz deux", strings.TrimSpace(word), text[:2*len(word)]} {
			m, err := quote.Find(text, words, 0)
			if err == nil {
				_, err = quote.Read(text, m, "fr", count)
			}
			if err != nil && len(err.Error()) > 10_000 {
				t.Errorf("%q in %q: an error of %d bytes", words[:5], word, len(err.Error()))
			}
		}
	}
}
