package main

import (
	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// figuresOptions are the flags and arguments of `periplus figures`.
type figuresOptions struct {
	packageOptions
	formatOptions
	ids        []string
	source     string
	sourceText string
}

func (a *app) figuresCommand() *cobra.Command {
	var o figuresOptions
	cmd := &cobra.Command{
		Use:   "figures [ID...] [flags]",
		Short: "List figures with their bounds and sources, or prove their places against the source text.",
		Example: examples(
			"periplus figures", "",
			"periplus figures --format csv --source vietnam-visit-2024", "",
			"periplus figures --source-text article.txt", "proves every place by its hash"),
		Annotations:           line("list figures; prove them against their source; add your own"),
		DisableFlagsInUseLine: true,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return o.completeIDs(args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			o.ids = args
			return a.runFigures(o)
		},
	}
	o.formatOptions.register(cmd)
	cmd.Flags().StringVar(&o.source, "source", "", "only the figures of the source with this `ID`")
	cmd.Flags().StringVar(&o.sourceText, "source-text", "", "prove every place against the text in `FILE`, found by SHA-256")
	o.packageOptions.register(cmd)
	_ = cmd.RegisterFlagCompletionFunc("source", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return o.completeSources()
	})
	cmd.AddCommand(a.figuresAddCommand())
	return cmd
}

func (o *figuresOptions) completeSources() ([]string, cobra.ShellCompDirective) {
	fs, err := o.open()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []string
	for _, s := range fs.Sources {
		out = append(out, cobra.CompletionWithDesc(s.ID, s.Title))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) runFigures(o figuresOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	fs, err := o.open()
	if err != nil {
		return err
	}
	if o.source != "" {
		if _, err := fs.Source(o.source); err != nil {
			return asUsage(err)
		}
	}
	if o.sourceText != "" {
		if len(o.ids) > 0 {
			return usagef("--source-text proves every figure of a source; leave the ids out")
		}
		return a.prove(o, fs)
	}
	if len(o.ids) > 0 {
		if fs.Figures, err = selectFigures(fs, o.ids); err != nil {
			return err
		}
	}
	if o.source != "" {
		fs.Figures = ofSource(fs.Figures, o.source)
	}
	l := o.language()
	return a.show(o.formatOptions, fs.Table(), func() string { return layout.Text(figuresGrid(fs.Figures, l)) },
		func() layout.Grid { return figuresGrid(fs.Figures, l) })
}

func ofSource(figures []data.Figure, source string) []data.Figure {
	var out []data.Figure
	for _, f := range figures {
		if f.Source == source {
			out = append(out, f)
		}
	}
	return out
}

// figuresGrid is what people read of figures: id, amount in words, period and
// source. The rest is in the machine formats.
func figuresGrid(figures []data.Figure, l locale.Language) layout.Grid {
	g := layout.Grid{
		Header: []string{l.Text(locale.FigureColumn), l.Text(locale.AmountColumn), l.Text(locale.PeriodColumn), l.Text(locale.SourceColumn)},
		Max:    []int{34, 26, 16, 18},
	}
	for _, f := range figures {
		g.Rows = append(g.Rows, []string{f.ID, l.Amount(f.Amount), l.Period(f.Period), f.Source})
	}
	return g
}
