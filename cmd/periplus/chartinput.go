package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/report"
)

// chartInput is what a chart is drawn from.
type chartInput struct {
	frame  dataframe.DataFrame
	source string // source note; "" leaves it to the frame
	// subtitle says what figures measure where no title says it.
	subtitle string
	base     string // of times: what one square stands for
	file     string
	lines    []int             // line of each row of the file
	columns  map[string]string // column of the file by that of the frame, where names differ
}

func (a *app) chartInput(o chartOptions, l locale.Language) (chartInput, error) {
	if o.file == "" {
		return a.chartFigures(o, l)
	}
	k, err := charts.Lookup(o.kind)
	if err != nil {
		return chartInput{}, asUsage(err)
	}
	return a.chartFile(o, k, l)
}

// settle adds to the options of a kind what the input says: what one square of a
// times chart stands for, and what the axes of a chart of two measures measure.
func (in chartInput) settle(k charts.Kind, settings map[string]string) {
	if in.base != "" {
		settings["base"] = in.base
	}
	for setting, role := range map[string]string{"x_title": "x", "y_title": "value"} {
		column := in.columns[role]
		_, given := settings[setting]
		has := slices.ContainsFunc(k.Settings, func(s charts.Setting) bool { return s.Name == setting })
		if column != "" && has && !given {
			settings[setting] = column
		}
	}
}

// chartFigures looks the figures up; for a times chart with a base it divides
// them.
func (a *app) chartFigures(o chartOptions, l locale.Language) (chartInput, error) {
	in := chartInput{source: o.source, subtitle: o.subtitle}
	fs, err := o.packageOptions.open()
	if err != nil {
		return in, err
	}
	ids := o.ids
	if o.base != "" {
		ids = append(slices.Clone(ids), o.base)
	}
	figures, err := selectFigures(fs, ids)
	if err != nil {
		return in, err
	}
	for i, f := range figures {
		if figures[i], err = f.Rounded(data.Rounding(o.rounding.value)); err != nil {
			return in, err
		}
	}
	if err := a.checkNumbers(figures); err != nil {
		return in, err
	}
	if in.source == "" {
		in.source = report.Citations(l, fs, figures)
	}
	if o.title == "" && o.subtitle == "" {
		in.subtitle = report.Subtitle(l, figures)
	}
	if o.base == "" {
		if o.kind == "times" && !allRatios(figures) {
			return in, usagef("a times chart of figures needs what they are divided by: add --base ID")
		}
		in.frame = charts.FromFigures(figures, l)
		return in, nil
	}
	return in.divide(a, figures, l)
}

// checkNumbers says which figures have nothing to draw; that none has is an
// error.
func (a *app) checkNumbers(figures []data.Figure) error {
	var empty []error
	for _, f := range figures {
		if !f.Amount.Bound.IsComputable() || f.Amount.Unit == data.DateUnit {
			empty = append(empty, fmt.Errorf("%s states no amount, so it has no mark in the chart", f.ID))
		}
	}
	if len(empty) == len(figures) {
		return fmt.Errorf("nothing to draw: %w", errors.Join(empty...))
	}
	a.warn(empty)
	return nil
}

func allRatios(figures []data.Figure) bool {
	return !slices.ContainsFunc(figures, func(f data.Figure) bool { return f.Amount.Unit != data.Ratio })
}

// divide puts each figure over the last, the base.
func (in chartInput) divide(a *app, figures []data.Figure, l locale.Language) (chartInput, error) {
	times, err := report.NewTimes(figures, l)
	if err != nil {
		return in, err
	}
	a.warn(times.Result.Warnings)
	in.base, in.frame = times.Base, times.Frame()
	return in, nil
}
