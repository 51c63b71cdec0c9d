package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data/locale"
)

// chartOptions are the flags and arguments of `periplus chart`.
type chartOptions struct {
	packageOptions
	tableOptions
	kind, file                    string
	ids                           []string
	base                          string
	rounding, lang, size          choice
	theme, log, boundaries        string
	spec                          choice
	set                           []string
	out                           []string
	scale, width, height          float64
	title, subtitle, source, note string
	open                          bool
	given                         func(flag string) bool
}

func (a *app) chartCommand() *cobra.Command {
	var o chartOptions
	cmd := &cobra.Command{
		Use:   "chart KIND [FILE | -] [flags]",
		Short: "Draw figures or any table as a chart with bounds, source note and alternative text.",
		Example: examples(
			"periplus chart bar trade.xlsx --x Partner --y Value --title 'Trade in 2022' --out trade.svg --out trade.pdf", "",
			"periplus chart times --ids vn-cn-trade-2022,vn-us-trade-2022 --base vn-ru-trade-2022 --open", "",
			"periplus compare ratio vn-cn-trade-2022 vn-ru-trade-2022 --format csv | periplus chart times - > times.svg", ""),
		Long:                  kindTable(),
		Annotations:           line("figures or any table as a picture: SVG, PNG or PDF"),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, 2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch len(args) {
			case 0:
				return completeKinds()
			case 1:
				return []string{"csv", "tsv", "txt", "xlsx", "parquet", "json", "gz", "zip"}, cobra.ShellCompDirectiveFilterFileExt
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.kind = args[0]
			if len(args) > 1 {
				o.file = args[1]
			}
			o.given = cmd.Flags().Changed
			return a.runChart(o)
		},
	}
	o.registerFlags(cmd)
	cmd.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		for _, arg := range args {
			if k, err := charts.Lookup(arg); err == nil {
				a.kindHelp(k)
				return
			}
		}
		a.help(cmd, args)
	})
	return cmd
}

// check refuses what cannot be meant.
func (o chartOptions) check() error {
	k, err := charts.Lookup(o.kind)
	if err != nil {
		return asUsage(err)
	}
	switch {
	case o.file == "" && len(o.ids) == 0:
		return usagef("nothing to draw; give a FILE, - for standard input, or --ids ID,...")
	case o.file != "" && len(o.ids) > 0:
		return usagef("either %s or --ids is drawn, not both; leave one out", o.file)
	case o.file != "" && len(o.names) > 0:
		return usagef("--figures goes with --ids; %s is drawn as it is", o.file)
	case o.base != "" && o.kind != "times":
		return usagef("--base goes with periplus chart times, not with %s", o.kind)
	case o.base != "" && o.file != "":
		return usagef("--base goes with --ids; %s holds the multiples themselves", o.file)
	case o.file == "" && o.tableOptions.flag() != "":
		return usagef("--%s goes with a FILE; figures are drawn as they are", o.tableOptions.flag())
	case o.rounding.value != "" && o.file != "":
		return usagef("--rounding goes with --ids; %s is drawn as it is", o.file)
	}
	if _, err := o.roles(k); err != nil {
		return err
	}
	if _, err := o.settings(k); err != nil {
		return err
	}
	return o.checkOutput()
}

func (a *app) runChart(o chartOptions) error {
	for i, id := range o.ids {
		if o.ids[i] = strings.TrimSpace(id); o.ids[i] == "" {
			return usagef("--ids holds an empty id; write them as ID,ID")
		}
	}
	if err := o.check(); err != nil {
		return err
	}
	l := locale.Language(o.lang.value)
	in, err := a.chartInput(o, l)
	if err != nil {
		return err
	}
	chart, err := a.newChart(o, in, l)
	if err != nil {
		return err
	}
	made, err := o.make(in, chart)
	if err != nil {
		return in.place(err)
	}
	files, err := o.render(made)
	if err != nil {
		return err
	}
	if err := a.ctx.Err(); err != nil {
		return errInterrupted
	}
	return a.deliver(o, made, files)
}

// newChart is the chart of a kind as the flags say it looks.
func (a *app) newChart(o chartOptions, in chartInput, l locale.Language) (charts.Chart, error) {
	k, err := charts.Lookup(o.kind)
	if err != nil {
		return nil, asUsage(err)
	}
	settings, err := o.settings(k)
	if err != nil {
		return nil, err
	}
	in.settle(k, settings)
	theme, err := readTheme(o.theme)
	if err != nil {
		return nil, err
	}
	chart, err := charts.New(o.kind, charts.Options{Size: charts.Size(o.size.value), Width: o.width, Height: o.height, Theme: theme, Language: l,
		Title: o.title, Subtitle: in.subtitle, Source: in.source, Note: o.note}, settings)
	if err != nil {
		return nil, asUsage(err)
	}
	return chart, o.readBorders(k, chart)
}
