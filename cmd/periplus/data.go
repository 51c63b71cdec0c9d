package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/cmd/periplus/internal/output"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/detect"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/tidy"
)

// dataCommand is the group of commands on files of official data.
func (a *app) dataCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "data",
		Short: "Read the files of official data providers, and keep what is big in a store.",
		Example: examples("periplus data info register.csv", "what is in a file, and what became of its rows",
			"periplus data convert register.csv --out register.parquet", "",
			"periplus data diff old.csv new.csv --reports reports", ""),
		Annotations: line("read, convert, compare and store files of SIPRI, UN Comtrade, CEPII, World Bank"),
		Args:        cobra.ArbitraryArgs,
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(cmd, args[0])
		}
		return cmd.Help()
	}
	cmd.AddCommand(a.dataInfoCommand(), a.dataConvertCommand(), a.dataConcordCommand(), a.dataDiffCommand(),
		a.dataAddCommand(), a.dataListCommand(), a.dataRemoveCommand())
	return cmd
}

// readOptions say how files of data are read.
type readOptions struct {
	mappings  []string // FILE=MAPPING, or MAPPING for every file that no reader knows
	keepGoing bool
	rejects   string
}

func (o *readOptions) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&o.mappings, "mapping", nil, "read unknown files by this `MAPPING.yaml`; FILE=MAPPING.yaml for one; repeat")
	f.BoolVar(&o.keepGoing, "keep-going", false, "leave rows out that cannot be read, and count them")
	f.StringVar(&o.rejects, "rejects", "", "with --keep-going, write what was left out to this `FILE.csv`")
	_ = cmd.MarkFlagFilename("mapping", "yaml", "yml")
	_ = cmd.MarkFlagFilename("rejects", "csv")
}

func (o *readOptions) check() error {
	if o.rejects != "" && !o.keepGoing {
		return usagef("--rejects lists the rows that --keep-going leaves out; add --keep-going")
	}
	return nil
}

// mapping returns the mapping for a file, nil where none is named for it.
// general says that it is for files that no reader knows.
func (a *app) mapping(o readOptions, name string) (m *tidy.Mapping, general bool, err error) {
	path := ""
	for _, entry := range o.mappings {
		if of, m, ok := strings.Cut(entry, "="); ok && of == name {
			path, general = m, false
		} else if !ok && path == "" {
			path, general = entry, true
		}
	}
	if path == "" {
		return nil, false, nil
	}
	raw, err := a.readFile(path)
	if err != nil {
		return nil, false, err
	}
	m, err = tidy.ReadMapping(path, raw)
	return m, general, err
}

// openData opens a file of data, where - is standard input. Callers close it.
func (a *app) openData(o readOptions, name string) (*detect.Opened, error) {
	f, options, err := a.prepare(o, name)
	if err != nil {
		return nil, err
	}
	return detect.OpenFile(f, options)
}

// prepare opens a file and says how it is to be read.
func (a *app) prepare(o readOptions, name string) (*file.File, detect.Options, error) {
	m, general, err := a.mapping(o, name)
	if err != nil {
		return nil, detect.Options{}, err
	}
	f, err := a.openFile(name)
	if err != nil {
		return nil, detect.Options{}, err
	}
	options := detect.Options{Read: data.ReadOptions{KeepGoing: o.keepGoing}, Mapping: m}
	if _, _, known := detect.Recognize(f); known && general {
		options.Mapping = nil
	}
	return f, options, nil
}

func (a *app) openFile(name string) (*file.File, error) {
	if name == "-" {
		return file.New("standard input", a.in, file.Options{})
	}
	return file.Open(name, file.Options{})
}

// openPanel reads all flows of a file, and says what a user should know of how
// it was read.
func (a *app) openPanel(o readOptions, name string) (*data.Panel, error) {
	opened, err := a.openData(o, name)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	p, err := opened.Panel()
	if err != nil {
		return nil, err
	}
	a.account(name, opened.Reading)
	return p, a.writeRejects(o, p.Account.Rejects)
}

// account says on standard error what a reader did beyond reading, and its
// warnings. What was dropped by rule, as empty cells, is in `data info`.
func (a *app) account(name string, r *data.Reading) {
	if done := strings.Join(beyond(r.Account), ", "); done != "" {
		a.say("%s: of %d %s %s; `periplus data info` says why", name, r.Account.Read, r.Account.Of, done)
	}
	if n := len(r.Account.Rejects); n > 0 {
		a.say("%s: %d of %d %s cannot be read and were left out, the first: %v", name, n, r.Account.Read, r.Account.Of, r.Account.Rejects[0])
	}
	a.warnOf(name, r.Warnings)
}

// beyond counts what a reader did beyond reading.
func beyond(account data.Account) []string {
	var out []string
	for _, part := range []struct {
		format  string
		entries data.Entries
	}{{"%d dropped", account.Dropped}, {"%d repaired", account.Repaired}, {"%d estimates made", account.Estimated}} {
		if n := part.entries.Count(); n > 0 {
			out = append(out, fmt.Sprintf(part.format, n))
		}
	}
	return out
}

// writeRejects writes the table of rows that were left out, where it is asked
// for.
func (a *app) writeRejects(o readOptions, rejects []*data.ParseError) error {
	if o.rejects == "" {
		return nil
	}
	t := data.Table{Columns: []data.Column{{Name: "file"}, {Name: "line", Kind: data.WholeColumn}, {Name: "column", Kind: data.WholeColumn},
		{Name: "field"}, {Name: "value"}, {Name: "problem"}}}
	for _, r := range rejects {
		t.Rows = append(t.Rows, []string{r.File, fmt.Sprint(r.Line), fmt.Sprint(r.Col), r.Field, r.Value, r.Err.Error()})
	}
	var b strings.Builder
	if err := t.WriteCSV(&b, false); err != nil {
		return err
	}
	if err := output.Write([]output.File{{Path: o.rejects, Data: []byte(b.String())}}); err != nil {
		return err
	}
	a.say("wrote %s: %d rows", o.rejects, len(rejects))
	return nil
}

// isFolder reports whether name is a folder that exists.
func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// eachFile calls do for every name and joins the errors, so that one bad file
// does not hide another.
func eachFile(names []string, do func(name string) error) error {
	var problems []error
	for _, name := range names {
		problems = append(problems, do(name))
	}
	return errors.Join(problems...)
}
