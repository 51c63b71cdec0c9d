package report

import (
	"bytes"
	"fmt"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// files adds every output of the document but the manifest.
func (e *evaluation) files(out map[string][]byte) error {
	for i := range e.pieces {
		pc := &e.pieces[i]
		var b bytes.Buffer
		if err := pc.table.WriteCSV(&b, true); err != nil {
			return err
		}
		out["tables/"+pc.id+".csv"] = b.Bytes()
		if pc.name != "chart" {
			continue
		}
		png, err := pc.picture.PNG(pictureScale)
		if err != nil {
			return fmt.Errorf("%s: %w", pc.id, err)
		}
		out["charts/"+pc.id+".svg"], out["charts/"+pc.id+".png"] = pc.picture.SVG(), png
	}
	out["report.md"] = e.markdown()
	out["figures.json"] = e.figuresJSON()
	page, err := e.page()
	out["index.html"] = withoutMarks(page)
	return err
}

// pictureScale is the scale of the PNG files. 1 keeps 1200 by 675 pixels, what
// a page or a Word file shows.
const pictureScale = 1

// shownNumber is an entry of figures.json, with the keys in this order.
type shownNumber struct {
	Number    string         `json:"number"`
	Text      string         `json:"text"`
	Value     jsonNumber     `json:"value"`
	Low       jsonNumber     `json:"low"`
	High      jsonNumber     `json:"high"`
	LowOpen   bool           `json:"low_open"`
	HighOpen  bool           `json:"high_open"`
	Unit      string         `json:"unit"`
	Verdict   string         `json:"verdict,omitempty"`
	Bounds    string         `json:"bounds_from,omitempty"`
	Formula   string         `json:"formula,omitempty"`
	Note      string         `json:"note,omitempty"`
	Statement []shownFigure  `json:"figures,omitempty"`
	File      string         `json:"file,omitempty"`
	Releases  []shownRelease `json:"data,omitempty"`
}

// shownRelease is the official data that a number was computed from.
type shownRelease struct {
	ID        string `json:"id"`
	Publisher string `json:"publisher,omitempty"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty"`
	SHA256    string `json:"sha256"`
}

// jsonNumber is plain decimal text written as a number, a date written as a
// string, and "" written as null.
type jsonNumber struct {
	text   string
	isDate bool
}

// MarshalJSON writes the number.
func (n jsonNumber) MarshalJSON() ([]byte, error) {
	switch {
	case n.text == "":
		return []byte("null"), nil
	case n.isDate:
		return []byte(`"` + n.text + `"`), nil
	}
	return []byte(n.text), nil
}

// shownFigure is a figure that a number is, or was computed from.
type shownFigure struct {
	ID        string   `json:"id"`
	Source    string   `json:"source"`
	Measure   string   `json:"measure"`
	Reporter  string   `json:"reporter,omitempty"`
	Partner   string   `json:"partner,omitempty"`
	Start     string   `json:"start,omitempty"`
	End       string   `json:"end,omitempty"`
	Bound     string   `json:"bound"`
	Rounding  string   `json:"rounding,omitempty"`
	Scope     string   `json:"scope,omitempty"`
	Note      string   `json:"note,omitempty"`
	Inferred  []string `json:"inferred,omitempty"`
	Locator   string   `json:"locator"`
	Start64   int64    `json:"quote_start"`
	End64     int64    `json:"quote_end"`
	QuoteHash string   `json:"quote_sha256"`
}

func (e *evaluation) figuresJSON() []byte {
	out := []shownNumber{}
	english := locale.English
	for _, n := range e.numbers {
		s := shownNumber{
			Number: n.key, Text: n.text, Value: jsonNumber{n.value.Significant(data.ToNearest).String() + n.date.String(), n.date.IsSet()},
			Low: jsonNumber{text: n.Low.Significant(data.Down).String()}, High: jsonNumber{text: n.High.Significant(data.Up).String()}, LowOpen: n.LowOpen, HighOpen: n.HighOpen,
			Unit: string(n.unit), Verdict: string(n.verdict), Bounds: n.basis(english), Formula: n.formula, Note: n.record, File: n.file,
		}
		for _, f := range n.figures {
			s.Statement = append(s.Statement, shownFigure{
				ID: f.ID, Source: f.Source, Measure: f.Measure, Reporter: f.Reporter, Partner: f.Partner,
				Start: f.Period.Start.String(), End: f.Period.End.String(), Bound: string(f.Amount.Bound), Rounding: string(f.Amount.Statement.Rounding),
				Scope: f.Scope, Note: f.Note, Inferred: f.Inferred,
				Locator: f.Place.Locator, Start64: f.Place.Quote.Start, End64: f.Place.Quote.End, QuoteHash: f.Place.Quote.SHA256,
			})
		}
		for _, r := range n.sources {
			s.Releases = append(s.Releases, shownRelease{r.ID, r.Publisher, r.Title, r.Published.String(), r.SHA256})
		}
		out = append(out, s)
	}
	return indentedJSON(out)
}
