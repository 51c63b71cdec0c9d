package cepii

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// MissingBACI lists what stands in BACI where no quantity is known: nothing,
// NA, and NA behind blanks in the vintages that pad their cells. Blanks around
// a cell are not part of it. A value (v) is never missing.
var MissingBACI = []string{"", "NA"}

// BACIOptions say what a file of BACI does not.
type BACIOptions struct {
	data.ReadOptions
	// Classification is the revision of the Harmonized System in which the
	// products are coded, H0 (HS 1992) to H6 (HS 2022). "" takes it from the
	// name of the file as CEPII writes it, which Release.Notes then says; a
	// name without it leaves HS, with a warning.
	Classification string
	// Vintage is CEPII's version, as 202501. "" takes it from the name.
	Vintage string
}

// baci is an opened file of BACI.
type baci struct {
	f       *file.File
	o       BACIOptions
	layout  layout
	release data.Release
	like    data.Flow // what is the same in all flows
	ids     *placeIDs
	initial []error // warnings before any row is read
	header  int     // number of the header's line
}

// baciName matches the parts of CEPII's file names that content does not tell:
// BACI_HS92_Y2020_V202501.csv, baci92_2008.csv.
var baciName = regexp.MustCompile(`(?i)(?:^|[^A-Za-z])(?:BACI[_ -]?)?(?:HS|BACI)[_ -]?(92|96|02|07|12|17|22)(?:[^0-9]|$)`)
var baciVintage = regexp.MustCompile(`(?i)[_ -]V(20[0-9]{4}[a-z]?)(?:[^0-9]|$)`)

// revisions are the tokens of the Harmonized System by the year in its names,
// and the year from which each was in use.
var revisions = map[string]struct {
	token string
	since int
}{"92": {"H0", 1988}, "96": {"H1", 1996}, "02": {"H2", 2002}, "07": {"H3", 2007}, "12": {"H4", 2012}, "17": {"H5", 2017}, "22": {"H6", 2022}}

// OpenBACI opens a file of BACI, of one year or of many. Its flows are what
// went from an exporter (Reporter) to an importer (Partner): flow X, valued FOB
// in US dollars, with the quantity in metric tons.
//
// BACI reconciles the two reports of each flow. Its value is neither what the
// exporter nor what the importer stated, and each flow is in the file once: the
// imports of a country are the rows in which it is the partner.
func OpenBACI(f *file.File, o BACIOptions) (*data.Reading, error) {
	b, err := newBACI(f, o)
	if err != nil {
		return nil, err
	}
	if b.release.SHA256, err = f.SHA256(); err != nil {
		return nil, err
	}
	r := &data.Reading{Release: b.release, Account: data.Account{Of: "rows"}}
	r.Flows = b.flows(r)
	return r, nil
}

// newBACI reads the header.
func newBACI(f *file.File, o BACIOptions) (*baci, error) {
	b := &baci{f: f, o: o, ids: newPlaceIDs()}
	if err := b.readHeader(); err != nil {
		return nil, err
	}
	b.layout.file, b.layout.codes = f.Name, &productCodes{}
	b.release = data.Release{
		Format: TokenBACI, Publisher: "CEPII", Title: "BACI, international trade at the product level",
		Licence: licence, Unit: data.USD, Reconciled: true, File: f.Name, Bytes: f.Size,
		Notes: []string{
			"BACI reconciles what exporter and importer report, values both FOB, and leaves trade without a partner out: its sums differ from the reports of either",
		},
	}
	if err := b.identify(); err != nil {
		return nil, err
	}
	b.release.ID = data.NewReleaseID(TokenBACI+" "+b.o.Classification, b.release.Vintage)
	b.like = data.Flow{Flow: data.Export, Product: "000000", Classification: b.o.Classification, Unit: data.USD, Valuation: data.FOB, Source: b.release.ID}
	return b, nil
}

// readHeader finds the header in the first line with text.
func (b *baci) readHeader() error {
	head := strings.ReplaceAll(b.f.Head(), "\r\n", "\n")
	if !strings.Contains(head, "\n") {
		head = strings.ReplaceAll(head, "\r", "\n")
	}
	for i, line := range strings.Split(head, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		comma := b.f.Comma()
		cells, err := splitLine(line, comma)
		if err == nil {
			if l, ok := newLayout(texts(cells)); ok {
				b.layout = l
				b.layout.comma = comma
				b.layout.usual = l.usual && comma == ','
				b.header = i + 1
				return b.skipExcel()
			}
		}
		break
	}
	return &data.ParseError{File: b.f.Name, Line: 1, Err: errors.New("this is no file of BACI: its header is t,i,j,k,v,q")}
}

// skipExcel counts the line sep=; that Excel writes, which Head leaves out.
func (b *baci) skipExcel() error {
	r, err := b.f.Reader()
	if err != nil {
		return err
	}
	defer r.Close()
	first := make([]byte, len("sep="))
	if n, _ := io.ReadFull(r, first); string(first[:n]) == "sep=" {
		b.header++
	}
	return nil
}

func texts(cells []cell) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = c.text
	}
	return out
}

// identify settles revision and vintage, from the options or from the name.
func (b *baci) identify() error {
	name := filepath.Base(filepath.ToSlash(b.f.Name))
	var said []string
	if b.o.Classification != "" {
		if _, ok := since(b.o.Classification); !ok {
			return fmt.Errorf("unknown revision %q of the Harmonized System; write H0 (HS 1992) to H6 (HS 2022)", clip(b.o.Classification))
		}
	} else if m := baciName.FindStringSubmatch(name); m != nil {
		b.o.Classification = revisions[m[1]].token
		said = append(said, fmt.Sprintf("the classification %s (HS %s)", b.o.Classification, m[1]))
	} else {
		b.o.Classification = "HS"
		b.initial = append(b.initial, fmt.Errorf("%s: nothing says which revision of the Harmonized System the product codes are of; they are kept as HS", b.f.Name))
	}
	if b.release.Vintage = b.o.Vintage; b.release.Vintage == "" {
		if m := baciVintage.FindStringSubmatch(name); m != nil {
			b.release.Vintage = m[1]
			said = append(said, "the vintage "+m[1])
		}
	}
	if len(said) > 0 {
		b.release.Notes = append(b.release.Notes, strings.Join(said, " and ")+" are from the file's name; its content does not tell")
		if len(said) == 1 {
			b.release.Notes[len(b.release.Notes)-1] = said[0] + " is from the file's name; its content does not tell"
		}
	}
	return nil
}

// since returns the year from which a revision was in use.
func since(token string) (int, bool) {
	for _, r := range revisions {
		if r.token == token {
			return r.since, true
		}
	}
	return 0, false
}

// open returns a reader of the blocks of the file.
func (b *baci) open(size int) (*blockReader, io.Closer, error) {
	r, err := b.f.Reader()
	if err != nil {
		return nil, nil, err
	}
	return newBlockReader(b.f.Name, r, size), r, nil
}

// flowBlock is the size of the blocks that become flows, which take ten times
// as much memory.
const flowBlock = 128 << 10

// flows yields the flows of the file and completes r.
func (b *baci) flows(r *data.Reading) iter.Seq2[data.Flow, error] {
	return func(yield func(data.Flow, error) bool) {
		total := &counts{keepAll: b.o.KeepGoing}
		filters, ended, err := b.each(data.Selection{}, total, yield)
		if err == nil {
			err = total.err(b.f.Name)
		}
		switch {
		case !ended:
		case err != nil:
			yield(data.Flow{}, err)
		default:
			var codes []int
			for _, q := range filters {
				codes = append(codes, q.met()...)
			}
			r.Account = total.account()
			r.Warnings = total.describe(b, &r.Release, codes)
		}
	}
}

// selected yields the flows of the file that a selection admits.
func (b *baci) selected(where data.Selection) iter.Seq2[data.Flow, error] {
	return func(yield func(data.Flow, error) bool) {
		total := &counts{keepAll: b.o.KeepGoing}
		_, ended, err := b.each(where, total, yield)
		if err == nil {
			err = total.err(b.f.Name)
		}
		if ended && err != nil {
			yield(data.Flow{}, err)
		}
	}
}

// each yields the admitted flows in the order of the file, until the first
// problem unless reading keeps going. It reports whether the caller wants more,
// and returns the filters of all processors.
func (b *baci) each(where data.Selection, total *counts, yield func(data.Flow, error) bool) (filters []*filter, ended bool, err error) {
	blocks, closer, err := b.open(flowBlock)
	if err != nil {
		return nil, true, err
	}
	defer closer.Close()
	made := make([]*filter, runtime.GOMAXPROCS(0))
	free := make(chan []data.Flow, 2*len(made))
	ended = true
	err = eachBlock(blocks, func(w int, k block) *batch {
		if made[w] == nil {
			made[w] = newFilter(b, where)
		}
		out := &batch{counts: counts{keepAll: b.o.KeepGoing}}
		select {
		case out.flows = <-free:
		default:
		}
		b.fill(out, k, made[w])
		return out
	}, func(out *batch) bool {
		total.add(&out.counts)
		if total.refused == 0 || b.o.KeepGoing {
			for i := range out.flows {
				if !yield(out.flows[i], nil) {
					ended = false
					return false
				}
			}
		}
		select {
		case free <- out.flows[:0]:
		default:
		}
		return true
	})
	for _, q := range made {
		if q != nil {
			filters = append(filters, q)
		}
	}
	return filters, ended, err
}

// batch is what one block became.
type batch struct {
	flows []data.Flow
	counts
}

// fill makes flows of the rows of a block.
func (b *baci) fill(out *batch, k block, q *filter) {
	b.rows(k, q, &out.counts, func(r *row, from, to *spot, number int, _ bool) {
		if !q.admits(r, from, to) {
			return
		}
		out.flows = append(out.flows, b.like)
		f := &out.flows[len(out.flows)-1]
		f.Reporter, f.Partner, f.Product = from.code, to.code, b.layout.codes.text(r.product)
		f.Period.Year, f.Line = r.year, number
		f.Value = r.value.decimal(3)
		if r.quantity.set {
			f.Quantity, f.QuantityUnit = r.quantity.decimal(0), "t"
		}
	})
}

// rows gives every row of a block with the places of its codes, and counts
// what it meets. same says that exporter, importer and year are those of the
// row before.
func (b *baci) rows(k block, q *filter, c *counts, use func(r *row, from, to *spot, number int, same bool)) {
	c.cut = k.cut
	usual := b.layout.usual && k.end == '\n'
	var s scanner
	var from, to *spot
	for at, number := 0, k.line; at < len(k.text); number++ {
		if number > b.header && usual {
			if n, same := s.next(k.text[at:]); n > 0 {
				at += n
				if same = same && from != nil; !same {
					from, to = q.of(&s.row)
				}
				if from.err != nil || to.err != nil {
					c.refuse(b.layout.unknown(from, to, strings.TrimRight(string(k.text[at-n:at]), "\r\n"), number), number)
					continue
				}
				c.accept(&s.row, number)
				use(&s.row, from, to, number, same)
				continue
			}
		}
		var line []byte
		if line, at = k.lineAt(at); number > b.header {
			from, to = nil, nil // q looks up other codes now
			b.unusual(string(line), number, q, c, use)
		}
	}
}

// unusual gives the row of a line that the scanner leaves.
func (b *baci) unusual(line string, number int, q *filter, c *counts, use func(r *row, from, to *spot, number int, same bool)) {
	if strings.TrimSpace(line) == "" {
		return
	}
	r, err := b.layout.careful(line, number)
	if err != nil {
		c.refuse(err, number)
		return
	}
	from, to := q.of(&r)
	if from.err != nil || to.err != nil {
		c.refuse(b.layout.unknown(from, to, line, number), number)
		return
	}
	c.accept(&r, number)
	use(&r, from, to, number, false)
}
