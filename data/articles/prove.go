package articles

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Proof is the outcome of holding a text against the places of a source.
type Proof struct {
	Source     data.Source
	Places     int        // how many spans were held against the text
	Mismatches []Mismatch // none: every place is proven
}

// Mismatch is one thing that the text does not bear out.
type Mismatch struct {
	Figure string // id, or "" where it is about the source itself
	What   string // quote, sentence, title, author or file
	Detail string
}

// String writes a mismatch on one line.
func (m Mismatch) String() string {
	who := m.Figure
	if who == "" {
		who = "source"
	}
	return fmt.Sprintf("%s: %s: %s", who, m.What, m.Detail)
}

// Hash returns the SHA-256 of b in lower-case hex.
func Hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Prove holds a text against every place of its source: the SHA-256 of each
// quote and sentence, and title and author, which have to occur in it. The
// source is found by the SHA-256 of the text; with sourceID it is that one, and
// another hash of the whole text is a mismatch like any other. An error means
// that no source was found.
func Prove(fs data.Figures, text []byte, sourceID string) (Proof, error) {
	hash := Hash(text)
	source, found := fs.BySHA256(hash)
	if sourceID != "" {
		s, err := fs.Source(sourceID)
		if err != nil {
			return Proof{}, err
		}
		source, found = s, true
	}
	if !found {
		return Proof{}, unknownText(fs, hash, len(text))
	}
	p := Proof{Source: source}
	if hash != source.SHA256 {
		p.add("", "file", fmt.Sprintf("the text has %d bytes and SHA-256 %s; the source has %d bytes and %s", len(text), hash, source.Bytes, source.SHA256))
	}
	for _, field := range [][2]string{{"title", source.Title}, {"author", source.Author}} {
		if field[1] != "" && !strings.Contains(string(text), field[1]) {
			p.add("", field[0], fmt.Sprintf("%q does not stand in the text", field[1]))
		}
	}
	for _, f := range fs.Figures {
		if f.Source == source.ID {
			p.span(f.ID, "quote", f.Place.Quote, text)
			p.span(f.ID, "sentence", f.Place.Sentence, text)
		}
	}
	return p, nil
}

func unknownText(fs data.Figures, hash string, length int) error {
	var b strings.Builder
	if len(fs.Sources) == 0 {
		return fmt.Errorf("no source has this text (%d bytes, SHA-256 %s); there are no sources", length, hash)
	}
	fmt.Fprintf(&b, "no source has this text (%d bytes, SHA-256 %s); the sources are", length, hash)
	for _, s := range fs.Sources {
		fmt.Fprintf(&b, "\n  %s: %d bytes, SHA-256 %s", s.ID, s.Bytes, s.SHA256)
	}
	b.WriteString("\nname one with --source to see what differs")
	return fmt.Errorf("%s", b.String())
}

func (p *Proof) add(figure, what, detail string) {
	p.Mismatches = append(p.Mismatches, Mismatch{figure, what, detail})
}

func (p *Proof) span(figure, what string, s data.Span, text []byte) {
	p.Places++
	if s.Start < 0 || s.End > int64(len(text)) || s.Start > s.End {
		p.add(figure, what, fmt.Sprintf("bytes %d to %d lie outside the text, which has %d", s.Start, s.End, len(text)))
		return
	}
	if got := Hash(text[s.Start:s.End]); got != s.SHA256 {
		p.add(figure, what, fmt.Sprintf("bytes %d to %d have SHA-256 %s, not %s", s.Start, s.End, got, s.SHA256))
	}
}
