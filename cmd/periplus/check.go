package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
	"github.com/periplus-data/periplus/report"
)

// checkOptions are the flags and arguments of `periplus check`.
type checkOptions struct {
	packageOptions
	readOptions
	formatOptions
	targets  []string // ids, reports, packages
	data     []string
	rounding choice
	rows     string
	event    int
	windows  []string
	strict   bool
}

func (a *app) checkCommand() *cobra.Command {
	var o checkOptions
	cmd := &cobra.Command{
		Use:   "check [ID... | REPORT | PACKAGE] --data FILE|STORE [flags]",
		Short: "Hold figures against official data, which bears them out, contradicts them or does not tell.",
		Example: examples(
			"periplus check vn-ru-arms-share-1995-2023 --data register.csv", "",
			"periplus check draft/report.md --data register.csv --data trade.csv --strict", "",
			"periplus check --figures mine --data periplus-store --format csv", ""),
		Annotations:           line("hold figures against official data: holds, contradicted, cannot tell"),
		DisableFlagsInUseLine: true,
		Args:                  takes(0, -1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			ids, _ := o.completeIDs(args)
			return ids, cobra.ShellCompDirectiveDefault
		},
		RunE: func(_ *cobra.Command, args []string) error {
			o.targets = args
			return a.runCheck(o)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.data, "data", nil, "official data: a `FILE`, a store, or an entry as STORE/ID; repeat")
	f.BoolVar(&o.strict, "strict", false, "exit with 3 where a figure is contradicted")
	f.IntVar(&o.event, "event", 0, "say whether deliveries of arms fell before this `YEAR`")
	f.StringSliceVar(&o.windows, "window", nil, "show a share in this `PERIOD` too, as 2008/2012; repeat")
	f.StringVar(&o.rows, "rows", "", "write the rows behind the answers to this `FILE.csv`")
	o.rounding = choice{what: "rounding"}
	for _, r := range data.Roundings {
		o.rounding.valid = append(o.rounding.valid, string(r))
	}
	o.rounding.register(cmd, "rounding", "take measurements as rounded this `WAY`: nearest, down, either")
	o.formatOptions.register(cmd)
	o.packageOptions.register(cmd)
	o.readOptions.register(cmd)
	_ = cmd.MarkFlagFilename("rows", "csv")
	_ = cmd.RegisterFlagCompletionFunc("data", completeData)
	return cmd
}

func (a *app) runCheck(o checkOptions) error {
	if err := o.formatOptions.check(); err != nil {
		return err
	}
	if err := o.readOptions.check(o.data...); err != nil {
		return err
	}
	figures, err := o.figures()
	if err != nil {
		return err
	}
	records, err := a.openRecords(o.readOptions, o.data)
	if err != nil {
		return err
	}
	l := o.language()
	options := analysis.CheckOptions{Rounding: data.Rounding(o.rounding.value), Event: o.event}
	for _, text := range o.windows {
		window, err := data.ParsePeriod(text)
		if err != nil {
			return usagef("--window: %w", err)
		}
		options.Windows = append(options.Windows, window)
	}
	figures = figures.In(string(l))
	r, err := analysis.Check(a.ctx, figures.Figures, records, options)
	if err != nil {
		return err
	}
	if err := a.show(o.formatOptions, namedFindings(r, figures, l), func() string { return layout.Findings(r, l) },
		func() layout.Grid { return layout.FindingGrid(r, l) }); err != nil {
		return err
	}
	a.warn(r.Warnings)
	if err := errors.Join(a.writeRows(o, r), a.writeRejects(o.readOptions)); err != nil {
		return err
	}
	if n := r.Contradicted(); o.strict && n > 0 {
		return &unheldError{fmt.Errorf("answers that contradict a figure: %d of %d", n, len(r.Findings))}
	}
	return nil
}

// figures returns what is to be checked: the figures with the ids named, those
// of the reports and packages named, or all of --figures.
func (o checkOptions) figures() (data.Figures, error) {
	var ids []string
	var parts []data.Figures
	for _, target := range o.targets {
		part, isID, err := openTarget(target)
		if err != nil {
			return data.Figures{}, err
		}
		if isID {
			ids = append(ids, target)
		} else {
			parts = append(parts, part)
		}
	}
	if len(parts) > 0 && len(ids) > 0 {
		return data.Figures{}, usagef("name figures, or a report or package whose figures are meant, not both (%s)", strings.Join(o.targets, ", "))
	}
	if len(parts) == 0 {
		all, err := o.open()
		if err == nil && len(ids) > 0 {
			all.Figures, err = selectFigures(all, ids)
		}
		return all, err
	}
	if len(o.names) > 0 {
		return data.Figures{}, usagef("--figures names where ids are looked up; %s brings its own figures", o.targets[0])
	}
	return merge(parts), nil
}

// merge puts figures of reports together; two reports may show the same one.
func merge(parts []data.Figures) data.Figures {
	var out data.Figures
	for _, p := range parts {
		out.Sources = append(out.Sources, p.Sources...)
		out.Translations = append(out.Translations, p.Translations...)
		for _, f := range p.Figures {
			if _, err := out.Lookup(f.ID); err != nil {
				out.Figures = append(out.Figures, f)
			}
		}
	}
	return out
}

// openTarget returns the figures of a report or a package. What is no path is
// an id.
func openTarget(target string) (figures data.Figures, isID bool, err error) {
	info, err := os.Stat(target)
	switch {
	case err != nil && !strings.ContainsAny(target, `/\.`):
		return data.Figures{}, true, nil
	case err != nil:
		return data.Figures{}, false, fmt.Errorf("cannot read %s: %w", target, data.WithoutPath(err))
	case !info.IsDir():
		if !strings.HasSuffix(target, ".md") {
			return data.Figures{}, false, usagef("%s is neither a figure, a report (a folder, or the report.md in it) nor a package of figures; official data go behind --data", target)
		}
		target = filepath.Dir(target)
	}
	if report.IsReport(target) {
		figures, err = reportFigures(target)
		return figures, false, err
	}
	figures, err = articles.Open(target)
	return figures, false, err
}

func reportFigures(dir string) (data.Figures, error) {
	in, err := report.OpenDir(dir)
	if err != nil {
		return data.Figures{}, err
	}
	figures, err := in.Figures()
	return figures, errors.Join(err, in.Close())
}

// writeRows writes the rows behind findings, each once, where they are asked
// for.
func (a *app) writeRows(o checkOptions, r analysis.CheckResult) error {
	if o.rows == "" {
		return nil
	}
	t := data.Table{Columns: append([]data.Column{{Name: "id"}}, data.FlowColumns()...)}
	for _, f := range r.Findings {
		rows, err := f.Rows(a.ctx, 0)
		if err != nil {
			return err
		}
		for _, row := range rows {
			t.Rows = append(t.Rows, append([]string{f.Figure.ID}, row.Cells()...))
		}
	}
	return a.writeTable(o.rows, t, o.seen.names...)
}
