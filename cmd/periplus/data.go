package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
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
	seen      *filesRead
}

// filesRead is what a command has read so far.
type filesRead struct {
	names   []string // files that no result may replace
	rejects []*data.ParseError
}

func (o *readOptions) register(cmd *cobra.Command) {
	o.seen = &filesRead{}
	f := cmd.Flags()
	f.StringArrayVar(&o.mappings, "mapping", nil, "read unknown files by this `MAPPING.yaml`; FILE=MAPPING.yaml for one; repeat")
	f.BoolVar(&o.keepGoing, "keep-going", false, "leave rows out that cannot be read, and count them")
	f.StringVar(&o.rejects, "rejects", "", "with --keep-going, write what was left out to this `FILE.csv`")
	_ = cmd.MarkFlagFilename("mapping", "yaml", "yml")
	_ = cmd.MarkFlagFilename("rejects", "csv")
}

// check checks the flags for a command that reads the files with these names.
func (o *readOptions) check(names ...string) error {
	general := ""
	for _, entry := range o.mappings {
		of, _, ok := strings.Cut(entry, "=")
		switch {
		case ok && !slices.Contains(names, of):
			return usagef("--mapping %s: the line reads no file %s%s", entry, of, data.Suggest(of, names))
		case !ok && general != "":
			return usagef("--mapping %s and --mapping %s would both read every file that no reader knows; name the file of each: --mapping FILE=%s", general, entry, entry)
		case !ok:
			general = entry
		}
	}
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
	o.seen.names = append(o.seen.names, path)
	m, err = tidy.ReadMapping(path, raw)
	return m, general, err
}

// openData opens a file of data, where - is standard input. Callers close it.
// Its flows end with errInterrupted where the user stops the work.
func (a *app) openData(o readOptions, name string) (*detect.Opened, error) {
	f, options, err := a.prepare(o, name)
	if err != nil {
		return nil, err
	}
	opened, err := detect.OpenFile(f, options)
	if err == nil && opened.Flows != nil {
		opened.Flows = untilStopped(a.ctx, opened.Flows)
	}
	return opened, err
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
	o.seen.names = append(o.seen.names, name)
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

// untilStopped ends flows with errInterrupted once ctx is done.
func untilStopped(ctx context.Context, flows iter.Seq2[data.Flow, error]) iter.Seq2[data.Flow, error] {
	return func(yield func(data.Flow, error) bool) {
		n := 0
		for f, err := range flows {
			if n++; n%1024 == 0 && ctx.Err() != nil {
				yield(data.Flow{}, errInterrupted)
				return
			}
			if !yield(f, err) {
				return
			}
		}
	}
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
	a.account(o, name, opened.Reading)
	return p, nil
}

// account keeps the rejects of a file that was read, and says on standard error
// what a reader did beyond reading, and its warnings in short. What was dropped
// by rule, as empty cells, is in `data info`.
func (a *app) account(o readOptions, name string, r *data.Reading) {
	o.seen.rejects = append(o.seen.rejects, r.Account.Rejects...)
	if done := beyond(r.Account); done != "" {
		a.say("%s: %d %s read; %s; `periplus data info` says why", name, r.Account.Read, r.Account.Of, done)
	}
	if n := len(r.Account.Rejects); n > 0 {
		a.say("warning: %s: %d of %d %s cannot be read and are left out; the first: %v", name, n, r.Account.Read, r.Account.Of, r.Account.Rejects[0])
	}
	a.warnShort(name, r.Warnings)
}

// warnShort says the warnings of a file, long ones in short.
func (a *app) warnShort(name string, warnings []error) {
	for _, w := range warnings {
		a.say("warning: %s: %s", name, inShort(warningOf(name, w)))
	}
}

// beyond counts what a reader did beyond reading.
func beyond(account data.Account) string {
	var out []string
	for _, part := range []struct {
		format  string
		entries data.Entries
	}{{"%d dropped", account.Dropped}, {"%d repaired", account.Repaired}, {"%d estimated", account.Estimated}} {
		if n := part.entries.Count(); n > 0 {
			out = append(out, fmt.Sprintf(part.format, n))
		}
	}
	return strings.Join(out, ", ")
}

// warningOf is the text of a warning without the name of its file.
func warningOf(name string, w error) string { return strings.TrimPrefix(w.Error(), name+": ") }

// shortWarning is how many characters of a warning stand beside a result.
const shortWarning = 160

// inShort cuts a long warning at the end of a part, and says where all of it is.
func inShort(text string) string {
	if len(text) <= shortWarning {
		return text
	}
	parts := strings.SplitAfter(text, "; ")
	short := parts[0]
	for _, p := range parts[1:] {
		if len(short)+len(p) > shortWarning {
			break
		}
		short += p
	}
	if len(short) == len(text) {
		return text
	}
	return strings.TrimSuffix(short, "; ") + "; and more, which `periplus data info` shows"
}

// writeRejects writes the table of rows that were left out of all files that
// were read, where it is asked for.
func (a *app) writeRejects(o readOptions) error {
	if o.rejects == "" {
		return nil
	}
	t := data.Table{Columns: []data.Column{{Name: "file"}, {Name: "line", Kind: data.WholeColumn}, {Name: "column", Kind: data.WholeColumn},
		{Name: "field"}, {Name: "value"}, {Name: "problem"}}}
	place := func(n int) string {
		if n == 0 {
			return ""
		}
		return fmt.Sprint(n)
	}
	for _, r := range o.seen.rejects {
		t.Rows = append(t.Rows, []string{r.File, place(r.Line), place(r.Col), r.Field, r.Value, r.Err.Error()})
	}
	return a.writeTable(o.rejects, t, o.seen.names...)
}

// writeTable writes a table as CSV, whole or not at all, and never over an
// input.
func (a *app) writeTable(name string, t data.Table, inputs ...string) error {
	var b strings.Builder
	if err := t.WriteCSV(&b, false); err != nil {
		return err
	}
	if err := output.Write([]output.File{{Path: name, Data: []byte(b.String())}}, inputs...); err != nil {
		return err
	}
	a.say("wrote %s: %s", name, counted(len(t.Rows), "row"))
	return nil
}

// counted is a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// isFolder reports whether name is a folder that exists.
func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// eachFile calls do for every name and joins the errors, so that one bad file
// does not hide another. It ends where the user stops the work.
func (a *app) eachFile(names []string, do func(name string) error) error {
	var problems []error
	for _, name := range names {
		problems = append(problems, do(name))
		if a.ctx.Err() != nil {
			break
		}
	}
	return errors.Join(problems...)
}
