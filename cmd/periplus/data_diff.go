package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/report"
)

// diffOptions are the flags and arguments of `periplus data diff`.
type diffOptions struct {
	packageOptions
	readOptions
	formatOptions
	old, new  string
	reports   []string
	reporters []string
	top       int
	strict    bool
}

func (a *app) dataDiffCommand() *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff OLD NEW [--reports DIR | --figures PACKAGE] [flags]",
		Short: "Compare two vintages: which published numbers survive, drift or flip, and which sums changed most.",
		Example: examples(
			"periplus data diff old.csv new.csv --reports reports", "every report in the folder",
			"periplus data diff old.csv new.csv --figures articles --strict", "",
			"periplus data diff old.csv new.csv --reporter VNM --top 5", "the largest changes of sums"),
		DisableFlagsInUseLine: true,
		Args:                  takes(2, 2),
		ValidArgsFunction:     completeData,
		RunE: func(_ *cobra.Command, args []string) error {
			o.old, o.new = args[0], args[1]
			return a.runDiff(o)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.reports, "reports", nil, "hold the figures of the reports in this `FOLDER` against both; repeat")
	o.packageOptions.register(cmd)
	f.StringSliceVar(&o.reporters, "reporter", nil, "without figures: compare sums of these `PLACES` only, as VNM,IND")
	f.IntVar(&o.top, "top", 0, "without figures: show this `NUMBER` of changes of each kind (10)")
	f.BoolVar(&o.strict, "strict", false, "exit with 3 where a published number flips")
	o.formatOptions.register(cmd)
	o.readOptions.register(cmd)
	_ = cmd.MarkFlagDirname("reports")
	return cmd
}

func (a *app) runDiff(o diffOptions) error {
	if err := o.formatOptions.check(); err != nil {
		return err
	}
	if err := o.readOptions.check(o.old, o.new); err != nil {
		return err
	}
	sets, err := o.sets()
	if err != nil {
		return err
	}
	switch {
	case len(sets) > 0 && (len(o.reporters) > 0 || o.top != 0):
		return usagef("--reporter and --top choose changes of sums; leave them out where figures are compared")
	case o.top < 0:
		return usagef("--top: %d changes cannot be shown; write 1 or more", o.top)
	case len(sets) == 0 && o.strict:
		return usagef("--strict fails where a published number flips; name reports with --reports or figures with --figures")
	}
	for i, name := range o.reporters {
		if o.reporters[i], err = placeFlag("reporter", name); err != nil {
			return err
		}
	}
	old, failedOld := a.openRecords(o.readOptions, []string{o.old})
	new, failedNew := a.openRecords(o.readOptions, []string{o.new})
	if err := errors.Join(failedOld, failedNew); err != nil {
		return err
	}
	if len(sets) == 0 {
		return a.diffSums(o, old, new)
	}
	r, err := analysis.DiffFigures(a.ctx, old, new, sets, analysis.CheckOptions{})
	if err != nil {
		return err
	}
	l := o.language()
	if err := a.show(o.formatOptions, r.Table(), func() string { return layout.FigureChanges(r, l) },
		func() layout.Grid { return layout.FigureChangeGrid(r, l) }); err != nil {
		return err
	}
	a.warn(r.Warnings)
	if err := a.writeRejects(o.readOptions); err != nil {
		return err
	}
	if n := r.Count(analysis.Flips); o.strict && n > 0 {
		return &unheldError{fmt.Errorf("published numbers that flip: %d", n)}
	}
	return nil
}

// sets returns the figures of each report in the folders named, then those of
// the packages named.
func (o diffOptions) sets() ([]analysis.FigureSet, error) {
	var out []analysis.FigureSet
	for _, dir := range o.reports {
		found, err := report.Find(dir)
		if err != nil {
			return nil, err
		}
		for _, name := range found {
			figures, err := reportFigures(name)
			if err != nil {
				return nil, err
			}
			out = append(out, analysis.FigureSet{Report: name, Figures: figures.In(string(o.language())).Figures})
		}
	}
	for _, name := range o.names {
		figures, err := openPackage(name)
		if err != nil {
			return nil, err
		}
		out = append(out, analysis.FigureSet{Report: name, Figures: figures.In(string(o.language())).Figures})
	}
	return out, nil
}

// diffSums compares the sums of two releases.
func (a *app) diffSums(o diffOptions, old, new []data.Record) error {
	if len(old) != 1 || len(new) != 1 {
		return usagef("sums are compared between two files, or two entries of a store as STORE/ID")
	}
	if was, is := old[0].Describe(), new[0].Describe(); was.Publisher != is.Publisher && was.Publisher != "" && is.Publisher != "" {
		return fmt.Errorf("%s is of %s and %s of %s; sums are compared between two releases of one data set", o.old, was.Publisher, o.new, is.Publisher)
	}
	r, err := analysis.DiffRecords(a.ctx, old[0], new[0], analysis.RecordDiffOptions{Top: o.top, Where: data.Selection{Reporters: o.reporters}})
	if err != nil {
		return err
	}
	if r.Compared == 0 && len(o.reporters) > 0 {
		return fmt.Errorf("neither release has a reporter %s", strings.Join(o.reporters, " or "))
	}
	l := o.language()
	if err := a.show(o.formatOptions, r.Table(), func() string { return layout.RecordChanges(r, l) },
		func() layout.Grid { return layout.RecordChangeGrid(r, l) }); err != nil {
		return err
	}
	a.warn(r.Warnings)
	return a.writeRejects(o.readOptions)
}
