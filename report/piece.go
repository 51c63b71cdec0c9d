package report

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// piece is a block, computed: its rows with the numbers they show.
type piece struct {
	block
	table   data.Table // of the rows, for the CSV file
	rows    []pieceRow
	figures []data.Figure      // of the rows, where they are figures
	found   []analysis.Finding // of the rows, where they are answers of a check
	cells   [][]*number        // of the table, where it is the result of a query
	frame   dataframe.DataFrame
	base    string // words for what is 1 in a times chart
	picture *charts.Picture
}

type pieceRow struct {
	label string
	n     *number
}

func (e *evaluation) piece(b block) piece {
	pc := piece{block: b}
	if b.broken {
		return pc
	}
	at := e.p.count()
	official, isRecord := e.s.records[b.from]
	if !isRecord && b.name != "query" {
		t, ok := e.s.tables[b.from]
		if !ok {
			return pc // said already: the source is unknown or could not be read
		}
		pc.table = filter(t, b.where, e.p)
		if e.p.count() == at && len(pc.table.Rows) == 0 {
			e.p.add(b.line, 0, "where", "", fmt.Errorf("no row of %s satisfies where", b.from))
		}
		if e.p.count() > at {
			return pc
		}
	}
	var err error
	switch {
	case b.name == "query":
		err = e.queryRows(&pc)
	case b.name == "check":
		err = e.checkRows(&pc)
	case isRecord:
		err = e.recordRows(&pc, official)
	case e.s.isData[b.from]:
		err = e.dataRows(&pc)
	case b.kind == "times":
		err = e.timesRows(&pc)
	default:
		err = e.figureRows(&pc)
	}
	if pc.source == "" && b.name == "chart" {
		pc.source = e.credit(pc.rows)
	}
	if err == nil {
		err = e.chooseColumns(&pc)
	}
	if err == nil && b.name == "chart" {
		err = e.picture(&pc)
	}
	if err != nil && err != errSaid {
		e.p.add(b.line, 0, "", b.id, err)
	}
	return pc
}

// credit names the sources of the figures in rows, for the source note of a
// picture. It is "" where no row has figures.
func (e *evaluation) credit(rows []pieceRow) string {
	var figures []data.Figure
	var releases []string
	for _, row := range rows {
		figures = append(figures, row.n.figures...)
		for _, s := range row.n.sources {
			if c := Citation(e.l, s); !slices.Contains(releases, c) {
				releases = append(releases, c)
			}
		}
	}
	return e.l.Join(locale.ListSemicolon, append(nonEmpty(Citations(e.l, e.s.figures, figures)), releases...))
}

// ids returns the cells of the column id.
func ids(t data.Table) []string {
	out := make([]string, len(t.Rows))
	for i, row := range t.Rows {
		out[i] = row[0]
	}
	return out
}

func (e *evaluation) figureRows(pc *piece) (err error) {
	if pc.figures, err = e.s.figures.Select(ids(pc.table)); err != nil {
		return err
	}
	pc.frame = charts.FromFigures(pc.figures, e.l)
	labels := pc.frame.Col("label").Records()
	for i, f := range pc.figures {
		n, err := e.number(figureVerb, []string{f.ID})
		if err != nil {
			return err
		}
		pc.rows = append(pc.rows, pieceRow{labels[i], n})
	}
	return nil
}

// timesRows divides each figure by the base.
func (e *evaluation) timesRows(pc *piece) error {
	if pc.block.base == "" {
		return errors.New("a times chart of figures needs base, the id of the figure that is 1")
	}
	all := append(ids(pc.table), pc.block.base)
	figures, err := e.s.figures.Select(all)
	if err != nil {
		return err
	}
	times, err := NewTimes(figures, e.l)
	if err != nil {
		return err
	}
	for i, label := range times.labels {
		n, err := e.number(string(analysis.Ratio), []string{figures[i].ID, pc.block.base})
		if err != nil {
			return err
		}
		pc.rows = append(pc.rows, pieceRow{label, n})
	}
	pc.base, pc.table, pc.frame = times.Base, times.Result.Table(), times.Frame()
	return nil
}

// Times is what a times chart of figures draws: each of them divided by a base.
type Times struct {
	Base   string          // what is 1, in words: label and amount of the base
	Result analysis.Result // the ratios, in the order of the figures, with warnings

	labels  []string
	figures []data.Figure
}

// NewTimes divides every figure by the last, the base. An error says which
// figure cannot be divided, and why.
func NewTimes(figures []data.Figure, l locale.Language) (Times, error) {
	last := len(figures) - 1
	labels := charts.FromFigures(figures, l).Col("label").Records()
	t := Times{Base: labels[last] + ", " + l.Amount(figures[last].Amount), labels: labels[:last], figures: figures[:last]}
	for _, f := range t.figures {
		r, err := analysis.Compare(analysis.Ratio, []data.Figure{f, figures[last]}, analysis.Options{})
		if err != nil {
			return Times{}, err
		}
		t.Result.Comparisons = append(t.Result.Comparisons, r.Comparisons...)
		t.Result.Warnings = append(t.Result.Warnings, r.Warnings...)
	}
	return t, nil
}

// Frame returns the frame of the chart: for each figure its label, its ratio to
// the base with the bounds, and its id.
func (t Times) Frame() dataframe.DataFrame {
	return TimesTable(t.labels, t.figures, t.Result.Comparisons).Frame()
}

// TimesTable returns the table that a times chart draws: for each figure its
// label, its ratio to the base with the bounds, and its id. The three slices
// have one length.
func TimesTable(labels []string, figures []data.Figure, ratios []analysis.Comparison) data.Table {
	t := data.Table{Columns: []data.Column{{Name: "label"}, {Name: "value", Kind: data.NumberColumn}, {Name: "low", Kind: data.NumberColumn},
		{Name: "high", Kind: data.NumberColumn}, {Name: "low_open", Kind: data.FlagColumn}, {Name: "high_open", Kind: data.FlagColumn},
		{Name: "unit"}, {Name: "source"}, {Name: "bound"}, {Name: "id"}}}
	for i, c := range ratios {
		bound := data.BoundExact // bounds from rounding are not drawn as if they were stated
		if c.FromWords {
			bound = data.BoundRange
		}
		t.Rows = append(t.Rows, []string{labels[i], c.Value.Significant(data.ToNearest).String(), c.Low.Significant(data.Down).String(), c.High.Significant(data.Up).String(),
			fmt.Sprint(c.LowOpen), fmt.Sprint(c.HighOpen), string(data.Ratio), figures[i].Source, string(bound), figures[i].ID})
	}
	return t
}

// dataRows makes a number of each row of a CSV file.
func (e *evaluation) dataRows(pc *piece) (err error) {
	if pc.block.base != "" {
		return errors.New("base is the id of a figure; the rows of a CSV file have multiples as values")
	}
	if e.s.isData[pc.from] && pc.name == "chart" {
		if pc.table, err = e.chartTable(pc); err != nil {
			return err
		}
	}
	pc.frame = pc.table.Frame()
	index := map[string]int{}
	for i, c := range pc.table.Columns {
		index[c.Name] = i
	}
	cell := func(row []string, name string) string {
		if i, ok := index[name]; ok {
			return row[i]
		}
		return ""
	}
	_, hasBound := index["bound"]
	for _, row := range pc.table.Rows {
		series, label, date := cell(row, "series"), cell(row, "label"), cell(row, "date")
		if _, official := e.s.records[pc.from]; official && strings.HasPrefix(label+", ", series+", ") {
			series, date = "", "" // the label of a sum has them, unless an axis or the series has a part of its own
		}
		name := slices.Compact(nonEmpty(cell(row, "facet"), series, label, date)) // a year can be both label and date
		n := &number{key: "data " + pc.from + " " + strings.Join(name, " "), about: strings.Join(name, ", "), file: e.s.paths[pc.from]}
		a := data.Amount{Statement: data.Statement{Bound: data.Bound(cell(row, "bound")), Unit: data.Unit(cell(row, "unit"))}}
		a.Value, _ = data.ParseNumber(cell(row, "value"))
		a.Low, _ = data.ParseNumber(cell(row, "low"))
		a.High, _ = data.ParseNumber(cell(row, "high"))
		a.LowOpen, a.HighOpen = cell(row, "low_open") == "true", cell(row, "high_open") == "true"
		e.row(n, a, hasBound)
		n.notes = nonEmpty(cell(row, "source"))
		if r, ok := e.s.records[pc.from]; ok {
			n.sources = []data.Source{r.source}
			rounded := inProse(n.value, n.unit)
			n.text, n.short = e.l.Long(rounded, n.unit), e.l.Value(rounded, n.unit)
		}
		pc.rows = append(pc.rows, pieceRow{strings.Join(name, " "), e.once(n)})
	}
	return nil
}

// row sets what a row of a CSV file states. Without a column bound its ends are
// stated; with one, those of an exact number come from rounding.
func (e *evaluation) row(n *number, a data.Amount, hasBound bool) {
	if a.Bound == data.BoundRange {
		a.Statement.Range = a.Interval
	}
	n.Interval, n.value, n.unit, n.bound = a.Interval, a.Value, a.Unit, a.Bound
	exact := a.Bound == "" || a.Bound == data.BoundExact
	bounded := a.Low.IsSet() || a.High.IsSet()
	n.fromRounding = bounded && hasBound && exact
	n.fromWords = bounded && !n.fromRounding
	if n.text, n.short = e.l.AmountLong(a), e.l.Amount(a); n.text == "" {
		n.text = e.l.Rounded(a.Value, a.Interval, a.Unit)
		n.short = n.text
	}
}

func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

// once registers a number of a row, or returns the one that a block before this
// made of the same row. Rows with one label and different numbers are told
// apart by a count.
func (e *evaluation) once(n *number) *number {
	key := n.key
	for i := 2; ; i++ {
		old, seen := e.byKey[n.key]
		if !seen {
			return e.register(n)
		}
		if old.text == n.text && old.Interval.Equal(n.Interval) {
			return old
		}
		n.key = fmt.Sprintf("%s (%d)", key, i)
	}
}

// chooseColumns keeps the columns that a table block names, in its order.
func (e *evaluation) chooseColumns(pc *piece) error {
	if len(pc.cols) == 0 {
		return nil
	}
	names := make([]string, len(pc.table.Columns))
	for i, c := range pc.table.Columns {
		names[i] = c.Name
	}
	out := data.Table{Rows: make([][]string, len(pc.table.Rows))}
	for _, want := range pc.cols {
		at := -1
		for i, name := range names {
			if name == want {
				at = i
			}
		}
		if at < 0 {
			return fmt.Errorf("columns: unknown column %q%s; write some of %s", clip(want), data.Suggest(want, names), strings.Join(names, ", "))
		}
		out.Columns = append(out.Columns, pc.table.Columns[at])
		for i, row := range pc.table.Rows {
			out.Rows[i] = append(out.Rows[i], row[at])
		}
	}
	pc.table = out
	return nil
}

// The bounds of the pictures of a report in pixels, of each and of all. The
// height of a chart follows from its rows, so sides alone would bound neither.
const (
	maxArea  = maxPixels * maxPixels
	maxAreas = 200_000_000 // 246 pictures of 1200 by 675
)

// picture draws the picture of a chart block, once for all the outputs that
// show it in its own size.
func (e *evaluation) picture(pc *piece) error {
	if e.area > maxAreas {
		return nil // said already
	}
	picture, err := pc.draw(e.l, 0, 0, pc.id)
	if err != nil {
		return err
	}
	area := picture.Width * picture.Height
	if area > maxArea {
		return fmt.Errorf("a picture of %.0f by %.0f pixels; a report takes up to %d million in one; choose fewer rows or a smaller width", picture.Width, picture.Height, maxArea/1_000_000)
	}
	if e.area += area; e.area > maxAreas {
		return fmt.Errorf("with this chart the pictures have more than %d million pixels; choose smaller widths, or part the report", maxAreas/1_000_000)
	}
	pc.picture = picture
	return nil
}

// draw makes the picture of a chart block. Sizes of 0 are those of the block.
func (pc *piece) draw(l locale.Language, width, height float64, id string) (*charts.Picture, error) {
	if width == 0 {
		width, height = pc.width, pc.height
	}
	o := charts.Options{Width: width, Height: height, Language: l,
		Title: pc.title, Subtitle: pc.sub, Source: pc.source, Note: pc.note, ID: id}
	settings := maps.Clone(pc.settings)
	if pc.base != "" {
		if settings == nil {
			settings = map[string]string{}
		}
		settings["base"] = pc.base
	}
	c, err := charts.New(pc.kind, o, settings)
	if err != nil {
		return nil, err
	}
	return charts.Draw(pc.frame, c)
}
