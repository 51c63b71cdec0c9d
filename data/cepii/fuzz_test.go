package cepii

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// read reads any text, and checks what holds for every reading: the account
// closes, flows have what flows must have, their cells can be read back, and
// the stream gives the sums of the panel.
func read(t interface{ Fatalf(string, ...any) }, text string, o data.ReadOptions) (rows int, err error) {
	f, err := file.New("made.csv", strings.NewReader(text), file.Options{})
	if err != nil {
		return 0, err
	}
	defer f.Close()
	token, recognised := Recognize(f)
	r, err := Open(f, o)
	if err != nil {
		return 0, err
	}
	if !recognised || r.Release.Format != token {
		t.Fatalf("recognised as %q (%t) and opened as %q", token, recognised, r.Release.Format)
	}
	if r.Table != nil {
		table, err := r.Table()
		if err != nil {
			return 0, err
		}
		if err := r.Account.Check(); err != nil || r.Account.Flows != len(table.Rows) {
			t.Fatalf("%v; %d rows", err, len(table.Rows))
		}
		return len(table.Rows), nil
	}
	p, err := r.Panel()
	stream, streamErr := NewRecord(f, BACIOptions{ReadOptions: o})
	if streamErr != nil {
		t.Fatalf("the stream cannot be opened: %v", streamErr)
	}
	by := []data.Dimension{data.ByYear, data.ByReporter, data.ByProduct}
	got, streamErr := stream.Groups(context.Background(), data.Query{By: by})
	if err != nil {
		if streamErr == nil || streamErr.Error() != err.Error() {
			t.Fatalf("the panel says %v, the stream %v", err, streamErr)
		}
		return 0, err
	}
	for _, f := range p.Flows {
		if f.Reporter == "" || f.Partner == "" || len(f.Product) != 6 || !f.Value.IsSet() || f.Line < 2 {
			t.Fatalf("flow %+v", f)
		}
		if again, err := data.ParseFlow(f.Cells()); err != nil || again != f {
			t.Fatalf("%+v reads back as %+v: %v", f, again, err)
		}
	}
	want, err := p.Groups(context.Background(), data.Query{By: by})
	if err != nil || streamErr != nil || groupsText(got) != groupsText(want) {
		t.Fatalf("%v, %v\nstream\n%spanel\n%s", streamErr, err, groupsText(got), groupsText(want))
	}
	return len(p.Flows), nil
}

func made(t testing.TB) (texts []string) {
	t.Helper()
	names, err := filepath.Glob("testdata/*.csv")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	return texts
}

// Whatever the file, reading ends without a panic; what comes out is sound;
// and where the strict reading succeeds, keeping going gives the same number of
// rows.
func FuzzOpen(f *testing.F) {
	for _, text := range made(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		strict, err := read(t, text, data.ReadOptions{})
		kept, keptErr := read(t, text, data.ReadOptions{KeepGoing: true})
		if err == nil && (keptErr != nil || strict != kept) {
			t.Fatalf("strict: %d rows; keeping going: %d, %v", strict, kept, keptErr)
		}
	})
}

// The fast reading of a line and the careful one agree wherever the fast one
// takes a line.
func FuzzScan(f *testing.F) {
	for _, line := range []string{"2020,4,8,10110,1,2", "2020,156,842,854231,    12.345,          NA", "2020,4,8,010110,0.5,", "2020,4,8,101,1,1", "2020,4,8,010110,.5,1."} {
		f.Add(line)
	}
	l, _ := newLayout([]string{"t", "i", "j", "k", "v", "q"})
	l.comma, l.codes = ',', &productCodes{}
	f.Fuzz(func(t *testing.T, line string) {
		if strings.ContainsAny(line, "\r\n") {
			return
		}
		// The end of a block is read otherwise than its middle, and the second
		// row of a pair otherwise than the first: all are the same.
		var s scanner
		n, _ := s.next([]byte(line + "\n"))
		fast := s.row
		for range 2 {
			again, same := s.next([]byte(line + "\n2020,4,8,10110,1.5,2.5\n2020,4,8,10110,1.5,2.5\n"))
			if n != again || n > 0 && (!same || s.row != fast) {
				t.Fatalf("%q: %d and %d bytes, %+v and %+v", line, n, again, s.row, fast)
			}
		}
		if n == 0 {
			return
		}
		if n != len(line)+1 {
			t.Fatalf("%q: %d bytes read", line, n)
		}
		slow, err := l.careful(line, 2)
		if err != nil {
			t.Fatalf("%q: the careful reading says %v", line, err)
		}
		if fast.value.decimal(3) != slow.value.decimal(3) || fast.quantity.decimal(0) != slow.quantity.decimal(0) {
			t.Fatalf("%q: %+v and %+v", line, fast, slow)
		}
		fast.value, fast.quantity, slow.value, slow.quantity = fixed{}, fixed{}, fixed{}, fixed{}
		if fast != slow {
			t.Fatalf("%q: %+v and %+v", line, fast, slow)
		}
	})
}

// Damage to a file is an error, or its rows are in the account: none vanishes.
func TestOpen_Damage(t *testing.T) {
	texts := made(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SampledFrom(texts).Draw(rt, "file")
		for range rapid.IntRange(1, 4).Draw(rt, "damages") {
			at := rapid.IntRange(0, len(text)).Draw(rt, "at")
			switch rapid.SampledFrom([]string{"cut", "insert", "drop", "repeat"}).Draw(rt, "damage") {
			case "cut":
				text = text[:at]
			case "insert":
				text = text[:at] + rapid.SampledFrom([]string{",", "\"", "\n", "x", "1,234.5", "NaN", "-", "1e309", ";", "\r\n"}).Draw(rt, "text") + text[at:]
			case "drop":
				text = text[:at] + text[min(len(text), at+rapid.IntRange(1, 9).Draw(rt, "bytes")):]
			case "repeat":
				text += text[at:]
			}
		}
		if _, err := read(rt, text, data.ReadOptions{}); err != nil && !strings.Contains(err.Error(), "made.csv") {
			rt.Fatalf("the error does not name the file: %v", err)
		}
		_, _ = read(rt, text, data.ReadOptions{KeepGoing: true})
	})
}
