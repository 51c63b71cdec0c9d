package tidy

import (
	"encoding/json"
	"fmt"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// releaseKey names the release among the properties of a Parquet file; the
// sheet of a workbook has the same name.
const releaseKey = "periplus.release"

// releaseText is a release as Parquet and XLSX files carry it.
type releaseText struct {
	ID         string   `json:"id"`
	Format     string   `json:"format,omitempty"`
	Publisher  string   `json:"publisher,omitempty"`
	Title      string   `json:"title,omitempty"`
	Licence    string   `json:"licence,omitempty"`
	Vintage    string   `json:"vintage,omitempty"`
	Generated  string   `json:"generated,omitempty"`
	Unit       string   `json:"unit,omitempty"`
	Start      string   `json:"start,omitempty"`
	End        string   `json:"end,omitempty"`
	Closed     bool     `json:"closed"`
	Reconciled bool     `json:"reconciled,omitempty"`
	Lacks      []int    `json:"lacks,omitempty"`
	SHA256     string   `json:"sha256,omitempty"` // of the file that the flows were read from
	Notes      []string `json:"notes,omitempty"`
}

func encodeRelease(r data.Release) string {
	b, err := json.Marshal(releaseText{r.ID, r.Format, r.Publisher, r.Title, r.Licence, r.Vintage, r.Generated.String(), string(r.Unit),
		r.Coverage.Start.String(), r.Coverage.End.String(), r.Closed, r.Reconciled, r.Lacks, r.SHA256, r.Notes})
	if err != nil {
		panic("tidy: texts cannot fail to marshal: " + err.Error())
	}
	return string(b)
}

func decodeRelease(text string) (data.Release, error) {
	var t releaseText
	if err := json.Unmarshal([]byte(text), &t); err != nil {
		return data.Release{}, err
	}
	r := data.Release{ID: t.ID, Publisher: t.Publisher, Title: t.Title, Licence: t.Licence, Vintage: t.Vintage, Unit: data.Unit(t.Unit), Closed: t.Closed, Reconciled: t.Reconciled, Lacks: t.Lacks, Notes: t.Notes}
	for _, d := range []struct {
		to   *data.Date
		text string
	}{{&r.Generated, t.Generated}, {&r.Coverage.Start, t.Start}, {&r.Coverage.End, t.End}} {
		var err error
		if *d.to, err = data.ParseDate(d.text); err != nil {
			return r, err
		}
	}
	return r, nil
}

// storedRelease returns what a file says about the release that it holds.
func storedRelease(f *file.File) (data.Release, error) {
	text := ""
	switch f.Kind() {
	case file.Parquet:
		p, err := openParquet(f)
		if err != nil {
			return data.Release{}, err
		}
		text, _ = p.Lookup(releaseKey)
	case file.XLSX:
		b, err := openWorkbook(f)
		if err != nil {
			return data.Release{}, err
		}
		for _, s := range b.sheets {
			if s.name != releaseKey || s.part == "" {
				continue
			}
			err := b.rows(s, nil, func(row *gridRow, _ error) bool {
				if len(row.cells) > 0 {
					text = row.cells[0]
				}
				return false
			})
			if err != nil {
				return data.Release{}, b.damaged(err)
			}
		}
	}
	if text == "" {
		return data.Release{}, nil
	}
	r, err := decodeRelease(text)
	if err != nil {
		err = &data.ParseError{File: f.Name, Err: fmt.Errorf("%w: what it says about its release cannot be read: %v", file.ErrDamaged, err)}
	}
	return r, err
}
