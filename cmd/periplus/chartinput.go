package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
	"github.com/periplus-data/periplus/data/tidy"
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
	lines    []int // line of each row of the file
}

func (a *app) chartInput(o chartOptions, l locale.Language) (chartInput, error) {
	if o.file != "" {
		return a.chartFile(o)
	}
	return a.chartFigures(o, l)
}

// chartFile reads the rows of a chart from a CSV and says what was guessed.
func (a *app) chartFile(o chartOptions) (chartInput, error) {
	in := chartInput{file: o.file, source: o.source, subtitle: o.subtitle}
	decimal := map[string]rune{"point": '.', "comma": ','}[o.decimal.value]
	var table data.Table
	var account tidy.Account
	var err error
	if o.file == "-" {
		in.file = "standard input"
		table, account, err = tidy.ReadChart(a.in, in.file, tidy.Options{Decimal: decimal})
	} else {
		table, account, err = tidy.OpenChart(o.file, tidy.Options{Decimal: decimal})
	}
	if errors.Is(err, tidy.ErrDecimal) {
		err = errors.Join(err, errors.New("write --decimal point or --decimal comma"))
	}
	for _, note := range account.Notes {
		a.say("%s: %s", in.file, note)
	}
	if err != nil {
		return in, err
	}
	in.frame, in.lines = table.Frame(), account.Lines
	return in, nil
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

// place turns the row of a frame, as charts count them, into the line of the
// file that it came from.
func (in chartInput) place(err error) error {
	if in.file == "" {
		return err
	}
	row := regexp.MustCompile(`(?m)^(?:\w+ chart: )?row ([0-9]+)`)
	found := false
	text := row.ReplaceAllStringFunc(err.Error(), func(s string) string {
		n, _ := strconv.Atoi(row.FindStringSubmatch(s)[1])
		if n < 1 || n > len(in.lines) {
			return s
		}
		found = true
		return fmt.Sprintf("%s:%d", in.file, in.lines[n-1])
	})
	if !found {
		text = in.file + ": " + text
	}
	return errors.New(text)
}
