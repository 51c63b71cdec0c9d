package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/cmd/periplus/internal/output"
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

func (o chartOptions) checkOutput() error {
	png := false
	for _, name := range o.out {
		switch ext := strings.ToLower(filepath.Ext(name)); ext {
		case ".svg", ".pdf":
		case ".png":
			png = true
		default:
			return usagef("--out %s: a chart is written as .svg, .png or .pdf; end the name with one of them", name)
		}
	}
	if o.given("scale") && !png {
		return usagef("--scale goes with a PNG; add --out FILE.png")
	}
	for _, side := range []struct {
		flag string
		x    float64
	}{{"width", o.width}, {"height", o.height}, {"scale", o.scale}} {
		if o.given(side.flag) && !(side.x > 0) {
			return usagef("--%s: %g is not possible; write a number above 0", side.flag, side.x)
		}
	}
	return nil
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
	picture, err := charts.Draw(in.frame, chart)
	if err != nil {
		return in.place(err)
	}
	files, err := o.render(picture)
	if err != nil {
		return err
	}
	if err := a.ctx.Err(); err != nil {
		return errInterrupted
	}
	return a.deliver(o, picture, files)
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
	theme, err := a.readTheme(o.theme)
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

// render makes the bytes of every file.
func (o chartOptions) render(picture *charts.Picture) ([]output.File, error) {
	var files []output.File
	for _, name := range o.out {
		f := output.File{Path: name}
		var err error
		switch strings.ToLower(filepath.Ext(name)) {
		case ".png":
			scale := o.scale
			if !o.given("scale") {
				scale = picture.Scale()
			}
			f.Data, err = picture.PNG(scale)
		case ".pdf":
			f.Data, err = picture.PDF()
		default:
			f.Data = picture.SVG()
		}
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// deliver writes the files, or the SVG to standard output, and shows what is
// to be shown.
func (a *app) deliver(o chartOptions, picture *charts.Picture, files []output.File) error {
	if len(files) == 0 && !o.open {
		_, err := a.out.Write(picture.SVG())
		return err
	}
	var inputs []string
	for _, name := range []string{o.file, o.boundaries} {
		if name != "" && name != "-" {
			inputs = append(inputs, name)
		}
	}
	inputs = append(inputs, packageFiles(o.names)...)
	if err := output.Write(files, inputs...); err != nil {
		return err
	}
	for _, f := range files {
		a.say("wrote %s", f.Path)
	}
	if !o.open {
		return nil
	}
	if len(files) > 0 {
		return a.showFile(files[0].Path)
	}
	return a.showTemporary(picture)
}

// packageFiles lists the files of the packages that were read.
func packageFiles(names []string) []string {
	var out []string
	for _, name := range names {
		files, _ := filepath.Glob(filepath.Join(name, "*"))
		out = append(out, files...)
	}
	slices.Sort(out)
	return out
}
