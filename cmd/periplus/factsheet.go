package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/analysis/factsheet"
	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/cmd/periplus/internal/output"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/sipri"
)

// factsheetOptions are the flags of `periplus factsheet`.
type factsheetOptions struct {
	readOptions
	formatOptions
	data                []string
	end, window         int
	recipient, supplier string
	group               string
	out                 string
	formatGiven         bool
}

func (a *app) factsheetCommand() *cobra.Command {
	var o factsheetOptions
	cmd := &cobra.Command{
		Use:   "factsheet --data FILE... --end YEAR [flags]",
		Short: "Make the fact sheet of arms transfers that SIPRI publishes each March, or that of one country.",
		Example: examples(
			"periplus factsheet --data register.csv --end 2023", "",
			"periplus factsheet --data register.csv --end 2023 --recipient VNM", "one country's suppliers, by window",
			"periplus factsheet --data exports.csv --data imports.csv --end 2022 --out sheet", ""),
		Annotations:           line("the fact sheet of arms transfers from SIPRI's files"),
		DisableFlagsInUseLine: true,
		Args:                  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.formatGiven = cmd.Flags().Changed("format")
			return a.runFactsheet(o)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.data, "data", nil, "`FILE` of SIPRI: a trade register or a TIV table; repeat to combine tables")
	f.IntVar(&o.end, "end", 0, "last `YEAR` of the latest window")
	f.IntVar(&o.window, "window", factsheet.DefaultWindow, "`YEARS` of each window")
	f.StringVar(&o.recipient, "recipient", "", "the suppliers of one `PLACE`, as VNM")
	f.StringVar(&o.supplier, "supplier", "", "the recipients of one `PLACE`, as RUS")
	f.StringVar(&o.group, "group", "", "treat the places that this `FILE` lists, a code or name a line, as one")
	f.StringVar(&o.out, "out", "", "write the sheet as Markdown and JSON, and each section as CSV, into this `FOLDER`")
	_ = cmd.MarkFlagFilename("data")
	_ = cmd.MarkFlagFilename("group")
	_ = cmd.MarkFlagDirname("out")
	_ = cmd.RegisterFlagCompletionFunc("data", completeData)
	o.formatOptions.register(cmd)
	o.readOptions.register(cmd)
	return cmd
}

func (o *factsheetOptions) check() error {
	switch {
	case len(o.data) == 0:
		return usagef("name the data: periplus factsheet --data FILE --end YEAR")
	case o.end == 0:
		return usagef("name the last year of the latest window: --end 2022")
	case o.window < 1:
		return usagef("--window: a window has at least 1 year; SIPRI uses %d", factsheet.DefaultWindow)
	case o.out != "" && o.formatGiven:
		return usagef("--out writes every format; leave --format out")
	}
	chosen := 0
	for _, s := range []string{o.recipient, o.supplier, o.group} {
		if s != "" {
			chosen++
		}
	}
	if chosen > 1 {
		return usagef("a sheet is about one --recipient, one --supplier or one --group; choose one")
	}
	if err := o.readOptions.check(o.data...); err != nil || o.out != "" {
		return err
	}
	return o.formatOptions.check()
}

func (a *app) runFactsheet(o factsheetOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	options := factsheet.Options{End: o.end, Window: o.window}
	var err error
	if options.Recipient, err = placeFlag("recipient", o.recipient); err != nil {
		return err
	}
	if options.Supplier, err = placeFlag("supplier", o.supplier); err != nil {
		return err
	}
	if options.Group, err = a.readGroup(o.group); err != nil {
		return err
	}
	var records []data.Record
	err = a.eachFile(o.data, func(name string) error {
		entries, isStore, err := openEntries(name)
		if isStore || err != nil {
			records = append(records, entries...)
			return err
		}
		p, orders, err := a.openSIPRI(o.readOptions, name)
		if err == nil {
			records = append(records, p)
			options.Orders = append(options.Orders, orders...)
		}
		return err
	})
	if err != nil {
		return err
	}
	s, err := factsheet.Compute(a.ctx, records, options)
	if a.ctx.Err() != nil {
		return errInterrupted
	}
	if err != nil {
		return err
	}
	if err := a.showSheet(o, s); err != nil {
		return err
	}
	a.warn(s.Warnings)
	return a.writeRejects(o.readOptions)
}

// placeFlag reads the place of a flag, "" where it is not given.
func placeFlag(flag, value string) (string, error) {
	if value == "" {
		return "", nil
	}
	code, err := factsheet.FindPlace(value)
	if err != nil {
		return "", usagef("--%s: %w", flag, err)
	}
	return code, nil
}

// readGroup reads the places of a group, nil where none is given.
func (a *app) readGroup(name string) (*factsheet.Group, error) {
	if name == "" {
		return nil, nil
	}
	raw, err := a.readFile(name)
	if err != nil {
		return nil, err
	}
	base := filepath.Base(name)
	return factsheet.ParseGroup(name, strings.TrimSuffix(base, filepath.Ext(base)), string(raw))
}

// openSIPRI reads the flows of a file, and the orders where it is a register
// that states them.
func (a *app) openSIPRI(o readOptions, name string) (*data.Panel, []factsheet.Order, error) {
	opened, err := a.openData(o, name)
	if err != nil {
		return nil, nil, err
	}
	defer opened.Close()
	p, err := opened.Panel()
	if err != nil {
		return nil, nil, err
	}
	a.account(o, name, opened.Reading)
	if p.Release.Format != sipri.FormatClassic {
		return p, nil, nil
	}
	register, err := sipri.ReadRegister(opened.File, data.ReadOptions{KeepGoing: o.keepGoing})
	if err != nil {
		return nil, nil, err
	}
	return p, orders(register), nil
}

// orders are the deals of a register with deliveries still to come.
func orders(register *sipri.Register) []factsheet.Order {
	var out []factsheet.Order
	for i := range register.Deals {
		d := &register.Deals[i]
		if !d.Ordered.IsSet() && !d.TIVOrder.IsSet() {
			continue
		}
		o := factsheet.Order{Supplier: d.Supplier, Recipient: d.Recipient, Year: d.OrderYear, Designation: d.Designation, Description: d.Description,
			Ordered: d.Ordered, Delivered: d.Delivered, Estimate: d.OrderedEstimate || d.OrderYearEstimate, Volume: d.Pending(), Line: d.Line}
		if d.Planned {
			o.Delivered = data.Decimal{}
		}
		out = append(out, o)
	}
	return out
}

// showSheet writes a sheet to standard output, or into a folder.
func (a *app) showSheet(o factsheetOptions, s *factsheet.Sheet) error {
	l := o.language()
	switch {
	case o.out != "":
		return a.writeSheet(o, s)
	case o.format.value == "md":
		_, err := a.out.WriteString(layout.FactSheetMarkdown(s, l, nil))
		return err
	case o.format.value == "text":
		_, err := a.out.WriteString(layout.FactSheet(s, l))
		return err
	}
	if err := a.show(o.formatOptions, sourced(s.Table(), layout.SourceNote(s, l)), nil, nil); err != nil {
		return err
	}
	a.say("%s", layout.SourceNote(s, l))
	return nil
}

// writeSheet writes all files of a sheet into a folder, or none.
func (a *app) writeSheet(o factsheetOptions, s *factsheet.Sheet) error {
	pictures, files, err := a.sheetPictures(o, s)
	if err != nil {
		return err
	}
	files = append(files, output.File{Path: filepath.Join(o.out, "factsheet.md"), Data: []byte(layout.FactSheetMarkdown(s, o.language(), pictures))})
	var b bytes.Buffer
	source := layout.SourceNote(s, o.language())
	if err := sourced(s.Table(), source).WriteJSON(&b); err != nil {
		return err
	}
	files = append(files, output.File{Path: filepath.Join(o.out, "factsheet.json"), Data: bytes.Clone(b.Bytes())})
	for _, section := range s.Sections {
		b.Reset()
		if err := sourced(section.Table(), source).WriteCSV(&b, o.excelSafe); err != nil {
			return err
		}
		files = append(files, output.File{Path: filepath.Join(o.out, string(section.ID)+".csv"), Data: bytes.Clone(b.Bytes())})
	}
	err = os.Mkdir(o.out, 0o777)
	made := err == nil
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("cannot write %s: %w", o.out, data.WithoutPath(err))
	}
	inputs := append([]string{}, o.data...)
	if o.group != "" {
		inputs = append(inputs, o.group)
	}
	if err := output.Write(files, inputs...); err != nil {
		if made {
			os.Remove(o.out)
		}
		return err
	}
	a.say("wrote %s: %d files", o.out, len(files))
	a.warnStale(o.out, s)
	return nil
}

// warnStale says which tables in the folder are of another sheet: the new one
// has no such section.
func (a *app) warnStale(dir string, s *factsheet.Sheet) {
	for _, id := range factsheet.Sections {
		for _, ext := range []string{".csv", ".svg"} {
			name := filepath.Join(dir, string(id)+ext)
			if _, err := os.Stat(name); err == nil && s.Section(id) == nil {
				a.say("warning: %s is of an earlier sheet; this one has no such section", name)
			}
		}
	}
}
