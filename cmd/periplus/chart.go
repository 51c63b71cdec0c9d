package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/cmd/periplus/internal/output"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// chartOptions are the flags and arguments of `periplus chart`.
type chartOptions struct {
	packageOptions
	kind, file                    string
	ids                           []string
	base                          string
	rounding, decimal, lang       choice
	out                           []string
	scale, width, height          float64
	title, subtitle, source, note string
	open                          bool
	given                         func(flag string) bool
}

func (a *app) chartCommand() *cobra.Command {
	var o chartOptions
	cmd := &cobra.Command{
		Use:   "chart KIND [FILE.csv | -] [flags]",
		Short: "Draw figures or a table as a chart with bounds, source note and alternative text.",
		Example: examples(
			"periplus chart bar trade.csv --title 'Trade in 2022' --out trade.svg --out trade.png", "",
			"periplus chart times --ids vn-cn-trade-2022,vn-us-trade-2022 --base vn-ru-trade-2022 --open", "",
			"periplus chart share --ids vn-ru-arms-share-1995-2023 --lang fr > part.svg", ""),
		Long:                  kindTable(),
		Annotations:           line("bar, times, share, line: from figures or a CSV, as SVG and PNG"),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, 2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch len(args) {
			case 0:
				return completeKinds()
			case 1:
				return []string{"csv"}, cobra.ShellCompDirectiveFilterFileExt
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
	return cmd
}

func (o *chartOptions) registerFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&o.out, "out", nil, "write `FILE`.svg or .png, repeat for several (standard output, as SVG)")
	f.StringSliceVar(&o.ids, "ids", nil, "draw the figures with these ids, as `ID,ID`")
	f.StringVar(&o.base, "base", "", "of times: divide by the figure with this `ID`")
	f.StringVar(&o.title, "title", "", "`TEXT` of the title: the finding")
	f.StringVar(&o.subtitle, "subtitle", "", "`TEXT` of the subtitle: what is measured, where and when")
	f.StringVar(&o.source, "source", "", "`TEXT` of the source note (what the figures or FILE say)")
	f.StringVar(&o.note, "note", "", "`TEXT` of a note above the source")
	registerLang(cmd, &o.lang, "`LANGUAGE` of numbers and fixed words: "+oneOf(languageTags()))
	f.Float64Var(&o.width, "width", 0, "width in `PIXELS` (1200)")
	f.Float64Var(&o.height, "height", 0, "height in `PIXELS` (675, or what the rows need)")
	f.Float64Var(&o.scale, "scale", 2, "`TIMES` as many pixels in a PNG")
	f.BoolVar(&o.open, "open", false, "show the chart in the system's viewer")
	o.packageOptions.register(cmd)
	o.rounding = choice{what: "rounding"}
	for _, r := range data.Roundings {
		o.rounding.valid = append(o.rounding.valid, string(r))
	}
	o.rounding.register(cmd, "rounding", "take measurements as rounded this `WAY`: nearest, down, either")
	o.decimal = choice{what: "decimal sign", valid: []string{"point", "comma"}}
	o.decimal.register(cmd, "decimal", "decimal `SIGN` of FILE where its numbers do not tell: point, comma")
	_ = cmd.RegisterFlagCompletionFunc("ids", func(_ *cobra.Command, _ []string, part string) ([]string, cobra.ShellCompDirective) {
		return o.completeList(part)
	})
	_ = cmd.RegisterFlagCompletionFunc("base", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return o.completeIDs(nil)
	})
	_ = cmd.MarkFlagFilename("out", "svg", "png")
}

// completeList completes the last id of a list with commas.
func (o *chartOptions) completeList(part string) ([]string, cobra.ShellCompDirective) {
	before := ""
	if i := strings.LastIndexByte(part, ','); i >= 0 {
		before = part[:i+1]
	}
	ids, directive := o.completeIDs(strings.Split(before, ","))
	for i := range ids {
		ids[i] = before + ids[i]
	}
	return ids, directive | cobra.ShellCompDirectiveNoSpace
}

// kindTable is the part of the help that lists the kinds.
func kindTable() string {
	var b strings.Builder
	b.WriteString("Kinds:\n")
	for _, k := range charts.Kinds {
		fmt.Fprintf(&b, "  %-8s %s\n", k.Token, k.Name)
	}
	b.WriteString("\nFILE has the columns label,value[,low,high,unit,source]; - is standard input.\n")
	return b.String()
}

func completeKinds() ([]string, cobra.ShellCompDirective) {
	var out []string
	for _, k := range charts.Kinds {
		out = append(out, cobra.CompletionWithDesc(k.Token, k.Name))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// check refuses what cannot be meant.
func (o chartOptions) check() error {
	if _, err := charts.Lookup(o.kind); err != nil {
		return asUsage(err)
	}
	switch {
	case o.file == "" && len(o.ids) == 0:
		return usagef("nothing to draw; give a FILE.csv, - for standard input, or --ids ID,...")
	case o.file != "" && len(o.ids) > 0:
		return usagef("either %s or --ids is drawn, not both; leave one out", o.file)
	case o.file != "" && len(o.names) > 0:
		return usagef("--figures goes with --ids; %s is drawn as it is", o.file)
	case o.base != "" && o.kind != "times":
		return usagef("--base goes with periplus chart times, not with %s", o.kind)
	case o.base != "" && o.file != "":
		return usagef("--base goes with --ids; %s holds the multiples themselves", o.file)
	case o.decimal.value != "" && o.file == "":
		return usagef("--decimal goes with a FILE; figures are read exactly")
	case o.rounding.value != "" && o.file != "":
		return usagef("--rounding goes with --ids; %s is drawn as it is", o.file)
	}
	return o.checkOutput()
}

func (o chartOptions) checkOutput() error {
	png := false
	for _, name := range o.out {
		switch ext := strings.ToLower(filepath.Ext(name)); ext {
		case ".svg":
		case ".png":
			png = true
		default:
			return usagef("--out %s: a chart is written as .svg or .png; end the name with one of them", name)
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
	settings := map[string]string{}
	if in.base != "" {
		settings["base"] = in.base
	}
	chart, err := charts.New(o.kind, charts.Options{Width: o.width, Height: o.height, Language: l,
		Title: o.title, Subtitle: in.subtitle, Source: in.source, Note: o.note}, settings)
	if err != nil {
		return asUsage(err)
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

// render makes the bytes of every file.
func (o chartOptions) render(picture *charts.Picture) ([]output.File, error) {
	var files []output.File
	for _, name := range o.out {
		f := output.File{Path: name}
		if strings.EqualFold(filepath.Ext(name), ".png") {
			raw, err := picture.PNG(o.scale)
			if err != nil {
				return nil, err
			}
			f.Data = raw
		} else {
			f.Data = picture.SVG()
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
	if o.file != "" && o.file != "-" {
		inputs = append(inputs, o.file)
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
