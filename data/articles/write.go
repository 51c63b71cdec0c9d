package articles

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/data"
)

// Write adds the draft to its package, and makes the package first where there
// is none. Rows that are there stay byte for byte; each file is replaced whole
// or not at all, the source before the figure that needs it.
func (d *Draft) Write() error {
	if len(d.Missing) > 0 {
		return fmt.Errorf("cannot write a figure without %s", strings.Join(d.Missing, ", "))
	}
	if d.isNew {
		if err := create(d.dir); err != nil {
			return err
		}
	}
	raw, err := os.ReadFile(filepath.Join(d.dir, descriptorFile))
	if err != nil {
		return err
	}
	var description descriptor
	if err := json.Unmarshal(raw, &description); err != nil {
		return fmt.Errorf("%s: %w", descriptorFile, err)
	}
	if d.NewSource {
		if err := appendRow(filepath.Join(d.dir, filepath.FromSlash(description.path("sources"))), sourceCells(d.Source)); err != nil {
			return err
		}
	}
	table := data.Figures{Figures: []data.Figure{d.Figure}}.Table()
	cells := map[string]string{}
	for i, c := range table.Columns {
		cells[c.Name] = table.Rows[0][i]
	}
	return appendRow(filepath.Join(d.dir, filepath.FromSlash(description.path("figures"))), cells)
}

func sourceCells(s data.Source) map[string]string {
	return map[string]string{"id": s.ID, "kind": string(s.Kind), "title": s.Title, "author": s.Author, "publisher": s.Publisher,
		"published": s.Published.String(), "language": s.Language, "licence": s.Licence, "url": s.URL, "sha256": s.SHA256,
		"bytes": strconv.FormatInt(s.Bytes, 10), "note": s.Note}
}

// appendRow adds a row to a CSV file in the order of its header, with the line
// ends that it has.
func appendRow(file string, cells map[string]string) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	header, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).Read()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	record := make([]string, len(header))
	for i, name := range header {
		record[i] = cells[name]
	}
	var b bytes.Buffer
	b.Write(raw)
	w := csv.NewWriter(&b)
	w.UseCRLF = bytes.Contains(raw, []byte("\r\n"))
	if !bytes.HasSuffix(raw, []byte("\n")) {
		b.WriteString("\n")
	}
	if err := w.Write(record); err != nil {
		return err
	}
	w.Flush()
	return replace(file, b.Bytes())
}

// replace writes a file whole or not at all.
func replace(file string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// create makes an empty package in a folder that is missing or empty.
func create(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	for _, t := range []struct {
		name    string
		columns []data.Column
	}{{"sources", sourceColumns()}, {"figures", data.FigureColumns()}} {
		var b bytes.Buffer
		if err := (data.Table{Columns: t.columns}).WriteCSV(&b, false); err != nil {
			return err
		}
		if err := replace(filepath.Join(dir, t.name+".csv"), b.Bytes()); err != nil {
			return err
		}
	}
	name := slug(filepath.Base(abs))
	return replace(filepath.Join(dir, descriptorFile), Describe(name, "Figures of "+name))
}

// slug makes a name of a Data Package out of any text.
func slug(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(s))
	if s = strings.Trim(s, "-"); s == "" {
		return "figures"
	}
	return s
}
