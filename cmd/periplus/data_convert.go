package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/cmd/periplus/internal/output"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/tidy"
)

// convertOptions are the flags and arguments of `periplus data convert`.
type convertOptions struct {
	readOptions
	file, out string
}

func (a *app) dataConvertCommand() *cobra.Command {
	var o convertOptions
	cmd := &cobra.Command{
		Use:   "convert FILE --out OUT [flags]",
		Short: "Read a file and write its flows, or its table, as CSV, Parquet or XLSX.",
		Example: examples("periplus data convert register.csv --out register.parquet", "",
			"periplus data convert baci.zip --out baci.csv", "",
			"periplus data convert exports.xlsx --mapping exports.yaml --out exports.csv", ""),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			o.file = args[0]
			return a.runConvert(o)
		},
	}
	cmd.Flags().StringVar(&o.out, "out", "", "write to this `FILE`.csv, .parquet or .xlsx")
	o.readOptions.register(cmd)
	_ = cmd.MarkFlagFilename("out", "csv", "parquet", "xlsx")
	return cmd
}

func (a *app) runConvert(o convertOptions) error {
	if o.out == "" {
		return usagef("data convert needs --out: periplus data convert FILE --out OUT.csv")
	}
	if err := o.readOptions.check(o.file); err != nil {
		return err
	}
	opened, err := a.openData(o.readOptions, o.file)
	if err != nil {
		return err
	}
	defer opened.Close()
	if opened.Flows == nil {
		return a.convertTable(o, opened.Reading)
	}
	if err := a.writeFlows(o.out, opened.Reading, func(rows int64) int64 { return rowsOf(opened.File, rows) }, o.seen.names...); err != nil {
		return err
	}
	a.account(o.readOptions, o.file, opened.Reading)
	return a.writeRejects(o.readOptions)
}

// convertTable writes a reference table, as a list of codes, which is CSV only.
func (a *app) convertTable(o convertOptions, r *data.Reading) error {
	if extension(o.out) != "csv" {
		return usagef("%s is a reference table (%s), which is written as CSV; write --out FILE.csv", o.file, r.Release.Format)
	}
	t, err := r.Table()
	if err != nil {
		return err
	}
	if err := a.writeTable(o.out, t, o.seen.names...); err != nil {
		return err
	}
	a.account(o.readOptions, o.file, r)
	return a.writeRejects(o.readOptions)
}

func extension(name string) string {
	return strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), ".")
}

// writeFlows writes the flows of a reading to a file, whole or not at all.
// total estimates how many there are; inputs are files that it must not replace.
func (a *app) writeFlows(name string, r *data.Reading, total func(rows int64) int64, inputs ...string) error {
	format := extension(name)
	if !strings.Contains(" csv parquet xlsx ", " "+format+" ") {
		return usagef("cannot write %s: the name has to end in .csv, .parquet or .xlsx", name)
	}
	progress, done := a.counting("writing " + name)
	defer done()
	rows := int64(0)
	flows := func(yield func(data.Flow, error) bool) {
		for f, err := range r.Flows {
			if rows++; rows%4096 == 0 {
				progress(rows, total(rows))
			}
			if !yield(f, err) {
				return
			}
		}
	}
	err := output.Stream(name, func(w io.Writer) error {
		if err := tidy.WriteFlows(w, format, flows, r.Release); err != nil {
			return err
		}
		if err := r.Account.Check(); err != nil {
			return fmt.Errorf("%s: %w", r.Release.File, err)
		}
		return nil
	}, inputs...)
	if err != nil {
		return err
	}
	a.say("wrote %s: %s", name, counted(int(rows), "row"))
	return nil
}
