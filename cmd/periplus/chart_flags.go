package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
)

func (o *chartOptions) registerFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&o.out, "out", nil, "write `FILE`.svg, .png, .pdf or .vl.json; repeat (standard output, as SVG)")
	f.StringSliceVar(&o.ids, "ids", nil, "draw the figures with these ids, as `ID,ID`")
	f.StringVar(&o.base, "base", "", "of times: divide by the figure with this `ID`")
	o.tableOptions.register(cmd)
	f.StringVar(&o.title, "title", "", "`TEXT` of the title: the finding")
	f.StringVar(&o.subtitle, "subtitle", "", "`TEXT` of the subtitle: what is measured, where and when")
	f.StringVar(&o.source, "source", "", "`TEXT` of the source note (what the figures or FILE say)")
	f.StringVar(&o.note, "note", "", "`TEXT` of a note above the source")
	registerLang(cmd, &o.lang, "`LANGUAGE` of numbers and fixed words: "+oneOf(languageTags()))
	f.StringVar(&o.theme, "theme", "", "`THEME` of colours and letters: web (default), print, dark, or a FILE of your own")
	o.size = choice{what: "size"}
	for _, s := range charts.Sizes {
		o.size.valid = append(o.size.valid, string(s))
	}
	o.size.register(cmd, "size", "what it is for, as a `SIZE`: "+oneOf(o.size.valid))
	f.Float64Var(&o.width, "width", 0, "width in `PIXELS` (1200)")
	f.Float64Var(&o.height, "height", 0, "height in `PIXELS` (675, or what the rows need)")
	f.Float64Var(&o.scale, "scale", 0, "`TIMES` as many pixels in a PNG (2, and 3.125 for print)")
	f.StringVar(&o.log, "log", "", "logarithmic `AXIS`: x, y or xy")
	f.StringVar(&o.boundaries, "boundaries", "", "of maps: borders as seen by un (default) or natural-earth, or those of a `FILE`")
	o.spec = choice{what: "specification", valid: []string{"vega-lite"}}
	o.spec.register(cmd, "spec", "write a `SPEC` for other tools: vega-lite; also as --out FILE.vl.json")
	f.StringArrayVar(&o.set, "set", nil, "option of one kind as `NAME=VALUE`; `periplus chart KIND --help` lists them")
	f.BoolVar(&o.open, "open", false, "show the chart in the system's viewer")
	o.packageOptions.register(cmd)
	o.rounding = choice{what: "rounding"}
	for _, r := range data.Roundings {
		o.rounding.valid = append(o.rounding.valid, string(r))
	}
	o.rounding.register(cmd, "rounding", "take measurements as rounded this `WAY`: nearest, down, either")
	_ = cmd.RegisterFlagCompletionFunc("ids", func(_ *cobra.Command, _ []string, part string) ([]string, cobra.ShellCompDirective) {
		return o.completeList(part)
	})
	_ = cmd.RegisterFlagCompletionFunc("base", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return o.completeIDs(nil)
	})
	_ = cmd.MarkFlagFilename("boundaries", "json", "geojson", "topojson")
	_ = cmd.MarkFlagFilename("out", "svg", "png", "pdf", "json")
	_ = cmd.MarkFlagFilename("theme", "yaml", "yml")
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

// settings are the options of one kind: those of --set, and --log.
func (o chartOptions) settings(k charts.Kind) (map[string]string, error) {
	out := map[string]string{}
	for _, text := range o.set {
		name, value, ok := strings.Cut(text, "=")
		if !ok || name == "" {
			return nil, usagef("--set %s: write NAME=VALUE%s", text, settingsOf(k))
		}
		if _, twice := out[name]; twice {
			return nil, usagef("--set %s: %s is set twice", text, name)
		}
		out[name] = value
	}
	if o.log != "" {
		value, err := logSetting(k, o.log)
		if err != nil {
			return nil, err
		}
		if old, ok := out["log"]; ok && old != value {
			return nil, usagef("--log %s and --set log=%s do not go together; leave one out", o.log, old)
		}
		out["log"] = value
	}
	if o.boundaries != "" {
		views := boundaries(k)
		if views == nil {
			return nil, usagef("--boundaries goes with a map; %s chart is none", k.WithArticle())
		}
		if slices.Contains(views, o.boundaries) {
			out["boundaries"] = o.boundaries
		}
	}
	return out, nil
}

// boundaries returns the views of borders that a kind can show, nil where it is
// no map.
func boundaries(k charts.Kind) []string {
	for _, s := range k.Settings {
		if s.Name == "boundaries" {
			return s.Values
		}
	}
	return nil
}

// readBorders gives a map the borders of a file.
func (o chartOptions) readBorders(k charts.Kind, chart charts.Chart) error {
	if o.boundaries == "" || slices.Contains(boundaries(k), o.boundaries) {
		return nil
	}
	f, err := os.Open(o.boundaries)
	if errors.Is(err, os.ErrNotExist) && !strings.ContainsAny(o.boundaries, `./\`) {
		return usagef("--boundaries: there is no view %q%s, and no file of that name; write one of %s, or name a file of GeoJSON or TopoJSON",
			o.boundaries, data.Suggest(o.boundaries, boundaries(k)), strings.Join(boundaries(k), ", "))
	}
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", o.boundaries, data.WithoutPath(err))
	}
	defer f.Close()
	return charts.ReadBorders(chart, f, o.boundaries)
}

// logSetting is what a kind calls a logarithmic axis: the axis, or yes where it
// has one axis of amounts.
func logSetting(k charts.Kind, axis string) (string, error) {
	var with []string
	for _, other := range charts.Kinds {
		for _, s := range other.Settings {
			if s.Name != "log" {
				continue
			}
			if with = append(with, other.Token); other.Token != k.Token {
				continue
			}
			switch {
			case slices.Contains(s.Values, axis):
				return axis, nil
			case slices.Contains(s.Values, "yes") && slices.Contains([]string{"x", "y"}, axis):
				return "yes", nil
			}
			return "", usagef("--log: unknown axis %q%s; write one of %s", axis, data.Suggest(axis, s.Values), strings.Join(s.Values, ", "))
		}
	}
	if len(with) == 0 {
		return "", usagef("--log: %s chart has no logarithmic axis", k.WithArticle())
	}
	return "", usagef("--log: %s chart has no logarithmic axis; these have: %s", k.WithArticle(), strings.Join(with, ", "))
}

func settingsOf(k charts.Kind) string {
	var names []string
	for _, s := range k.Settings {
		names = append(names, s.Name)
	}
	if len(names) == 0 {
		return "; " + k.WithArticle() + " chart has none"
	}
	return "; " + k.WithArticle() + " chart has " + strings.Join(names, ", ")
}

// readTheme returns the theme of a name, or of a file.
func readTheme(name string) (*charts.Theme, error) {
	if name == "" {
		return charts.Web, nil
	}
	t, err := charts.LookupTheme(name)
	if err == nil {
		return t, nil
	}
	if _, missing := os.Stat(name); missing != nil && !strings.ContainsAny(name, `./\\`) {
		return nil, usagef("--theme: %w", err)
	}
	t, err = charts.ReadTheme(os.DirFS(filepath.Dir(name)), filepath.Base(name))
	for _, e := range joined(err) {
		var place *data.ParseError
		if errors.As(e, &place) {
			place.File = name
			if place.Line == 0 {
				place.Err = data.WithoutPath(place.Err)
			}
		}
	}
	return t, err
}
