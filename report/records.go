package report

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/detect"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/data/store"
	"github.com/periplus-data/periplus/data/tidy"
)

// record is a source of a report that holds flows: a file of a provider, a
// table with a mapping, or an entry of a store.
type record struct {
	data.Record
	source data.Source // as readers are told of it
	panel  *data.Panel // nil for an entry of a store
}

// loadRecord reads a file of official data. ok is false where no reader knows
// it and no mapping is declared: it may be the table of a chart.
func (in *Input) loadRecord(s *sources, d declared, name string, raw []byte) (ok bool, err error) {
	var o detect.Options
	if d.mapping != "" {
		if o.Mapping, err = in.loadMapping(s, d.mapping); err != nil {
			return true, err
		}
	}
	f, err := file.New(in.path(name), bytes.NewReader(raw), file.Options{MaxBytes: maxInput})
	if err != nil {
		return false, nil // what reads tables of charts says what is wrong
	}
	if _, _, known := detect.Recognize(f); !known && o.Mapping == nil {
		return false, f.Close()
	}
	opened, err := detect.OpenFile(f, o)
	if err != nil {
		return true, err
	}
	defer opened.Close()
	p, err := opened.Panel()
	if err != nil {
		return true, err
	}
	s.inputs[name] = hashOf(raw)
	p.Release.File, p.Release.SHA256, p.Release.Bytes = name, s.inputs[name].SHA256, int64(len(raw))
	d.describe(&p.Release)
	for _, w := range p.Warnings {
		s.notes = append(s.notes, in.path(name)+": "+w.Error())
	}
	s.records[d.name] = record{Record: p, source: d.source(p.Release), panel: p}
	return true, nil
}

func (in *Input) loadMapping(s *sources, path string) (*tidy.Mapping, error) {
	raw, err := in.read(path)
	if err != nil {
		return nil, fmt.Errorf("cannot read the mapping %q: %w", clip(path), err)
	}
	s.inputs[path] = hashOf(raw)
	return tidy.ReadMapping(in.path(path), raw)
}

// loadEntry opens an entry of the builder's store. Its hash is that of the
// file that it was made of, so that another store with the same release serves
// as well.
func (in *Input) loadEntry(s *sources, d declared) error {
	if in.store == "" {
		return fmt.Errorf("is the entry %s of a store; name the folder of the store with --store", clip(d.store))
	}
	st, err := store.Open(in.store, store.Options{})
	if err != nil {
		return err
	}
	e, err := st.Lookup(d.store)
	if err != nil {
		return err
	}
	if e.SHA256 != d.sha256 {
		return fmt.Errorf("the store's entry %s was made of a file with SHA-256 %s; the report declares %s", e.ID, e.SHA256, d.sha256)
	}
	r, err := st.Record(d.store)
	if err != nil {
		return err
	}
	s.inputs["store:"+d.store] = fileHash{e.SHA256, int(e.Bytes)}
	s.records[d.name] = record{Record: r, source: d.source(r.Describe())}
	return nil
}

// describe adds to a release what the report says of it. A table of flows that
// was converted to CSV says nothing itself.
func (d declared) describe(r *data.Release) {
	r.Closed = r.Closed || d.complete
	r.Publisher, r.Title = cmp.Or(d.about.Publisher, r.Publisher), cmp.Or(d.about.Title, r.Title)
	if d.about.Published.IsSet() {
		r.Generated = d.about.Published
		r.Vintage = cmp.Or(r.Vintage, r.Generated.String())
	}
}

// source tells of a release as of any source.
func (d declared) source(r data.Release) data.Source {
	s := d.about
	s.ID, s.Kind, s.SHA256, s.Bytes = d.name, data.Dataset, r.SHA256, r.Bytes
	s.Title, s.Publisher, s.Published = cmp.Or(r.Title, r.File), r.Publisher, r.Generated
	s.Licence = cmp.Or(s.Licence, r.Licence)
	s.Note = cmp.Or(s.Note, strings.Join(r.Notes, " "))
	return s
}

// recordRows makes a number of each sum over the selected flows: one for each
// reporter, partner, flow and year, or window of years.
func (e *evaluation) recordRows(pc *piece, r record) error {
	switch {
	case pc.block.base != "":
		return errors.New("base is the id of a figure; divide figures, or the rows of a CSV file")
	case pc.y != "":
		return errors.New("y is a column of a CSV file; the amounts of flows are their values")
	}
	flows, err := e.selected(pc, r)
	if err != nil {
		return err
	}
	var groups []data.Group
	if len(pc.spans) > 0 {
		groups, err = e.windowGroups(pc, flows)
	} else {
		groups, err = sums(flows, []data.Dimension{data.ByYear, data.ByReporter, data.ByPartner, data.ByFlow, data.ByUnit})
	}
	if err != nil {
		return err
	}
	if d := r.Describe(); d.Closed && selectsWhole(pc.where) && pc.isOverTime() {
		years := d.Coverage.End.Year - d.Coverage.Start.Year + 1
		if years*len(groups) > maxPoints {
			return fmt.Errorf("a %s of %d sums in %d years is more than a picture holds; select fewer with where", pc.kind, len(groups), years)
		}
		groups = withZeros(groups, e.periods(pc, d.Coverage))
	}
	inOrder(groups, pc.where)
	if pc.table, err = e.groupTable(groups, pc); err != nil {
		return err
	}
	return e.dataRows(pc)
}

// inOrder puts sums of one period in the order in which where lists their
// partners, reporters or flows, so that the first is the first series.
func inOrder(groups []data.Group, where []condition) {
	for key := len(flowParts) - 1; key > 0; key-- {
		for _, c := range where {
			if c.column == flowParts[key] && len(c.oneOf) > 1 {
				slices.SortStableFunc(groups, func(a, b data.Group) int {
					return cmp.Or(strings.Compare(a.Keys[0], b.Keys[0]), slices.Index(c.oneOf, a.Keys[key])-slices.Index(c.oneOf, b.Keys[key]))
				})
			}
		}
	}
}

// isOverTime reports whether the chart has its dates, or windows of them, on
// the axis or as its moments, so that one without a row has to show.
func (pc *piece) isOverTime() bool {
	k, err := charts.Lookup(pc.kind)
	return err == nil && (len(pc.spans) > 0 || slices.ContainsFunc(k.Columns, func(c charts.Column) bool { return c.Name == "date" }))
}

func sums(flows []data.Flow, by []data.Dimension) ([]data.Group, error) {
	g := data.NewGrouper(by)
	for i := range flows {
		g.Add(&flows[i])
	}
	return g.Groups()
}

// windowGroups sums flows over each of the block's windows, whose words stand
// where those of a year would.
func (e *evaluation) windowGroups(pc *piece, flows []data.Flow) ([]data.Group, error) {
	var out []data.Group
	for _, span := range pc.spans {
		var within []data.Flow
		for _, f := range flows {
			if y := f.Period.Year; y >= span.Start.Year && y <= span.End.Year {
				within = append(within, f)
			}
		}
		groups, err := sums(within, []data.Dimension{data.ByReporter, data.ByPartner, data.ByFlow, data.ByUnit})
		if err != nil {
			return nil, err
		}
		for _, g := range groups {
			g.Keys = append([]string{e.l.Period(span)}, g.Keys...)
			out = append(out, g)
		}
	}
	if len(out) == 0 {
		return nil, errors.New("no row lies in the windows")
	}
	return out, nil
}

// periods lists what a complete record has a sum for, be it of nothing: the
// windows, or the years that where admits.
func (e *evaluation) periods(pc *piece, coverage data.Period) []string {
	var out []string
	for _, span := range pc.spans {
		if span.Start.Year >= coverage.Start.Year && span.End.Year <= coverage.End.Year {
			out = append(out, e.l.Period(span))
		}
	}
	if len(pc.spans) > 0 {
		return out
	}
	for y := coverage.Start.Year; y <= coverage.End.Year; y++ {
		year := data.Date{Year: y}.String()
		if !slices.ContainsFunc(pc.where, func(c condition) bool { return (c.column == "year" || c.column == "period") && !c.holds(year) }) {
			out = append(out, year)
		}
	}
	return out
}

// maxPoints bounds the points of a line chart; a hostile file that covers ten
// thousand years would else fill the memory with zeros.
const maxPoints = 1_000_000

// selectsWhole reports whether where chooses by what a row is about, so that no
// row means nothing: one left out by its value or its flag is there all the same.
func selectsWhole(where []condition) bool {
	about := []string{"reporter", "partner", "flow", "product", "classification", "unit", "period", "year"}
	return !slices.ContainsFunc(where, func(c condition) bool { return !slices.Contains(about, c.column) })
}

// withZeros adds a 0 for each period in which a pair of places has no row:
// nothing went, which a gap would not say.
func withZeros(groups []data.Group, periods []string) []data.Group {
	seen := map[string]bool{}
	pairs := map[string]data.Group{}
	for _, g := range groups {
		pair := strings.Join(g.Keys[1:], "\x00")
		seen[g.Keys[0]+"\x00"+pair] = true
		pairs[pair] = g
	}
	out := slices.Clone(groups)
	for _, pair := range slices.Sorted(maps.Keys(pairs)) {
		g := pairs[pair]
		for _, period := range periods {
			if !seen[period+"\x00"+pair] {
				out = append(out, data.Group{Keys: append([]string{period}, g.Keys[1:]...), Value: data.Int(0), Unit: g.Unit, Valuation: g.Valuation, Estimated: data.Int(0)})
			}
		}
	}
	slices.SortFunc(out, func(a, b data.Group) int { return slices.Compare(a.Keys, b.Keys) })
	return out
}

// errSaid stands for problems that were added already, with their places.
var errSaid = errors.New("said already")

// selected returns the flows of a record that satisfy where. Sums over other
// places are left out unless where names them.
func (e *evaluation) selected(pc *piece, r record) ([]data.Flow, error) {
	if r.panel == nil {
		return nil, errors.New("is an entry of a store; select from it with a query block")
	}
	named := func(column string) bool {
		return slices.ContainsFunc(pc.where, func(c condition) bool { return c.column == column })
	}
	t := data.Table{Columns: append(data.FlowColumns(), data.Column{Name: "year"})}
	var flows []data.Flow
	for _, f := range r.panel.Flows {
		ours, theirs := f.Aggregate == data.ReporterSide || f.Aggregate == data.BothSides, f.Aggregate == data.PartnerSide || f.Aggregate == data.BothSides
		if (!ours || named("reporter")) && (!theirs || named("partner")) {
			flows = append(flows, f)
			t.Rows = append(t.Rows, append(f.Cells(), fmt.Sprint(f.Period.Year)))
		}
	}
	at := e.p.count()
	var out []data.Flow
	for _, i := range matching(t, pc.where, e.p) {
		out = append(out, flows[i])
	}
	if e.p.count() > at {
		return nil, errSaid
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no row of %s satisfies where", pc.from)
	}
	return out, nil
}

// The parts of a sum that x, series and facet of a chart of flows may name, by
// their place among its keys.
var flowParts = []string{"year", "reporter", "partner", "flow"}

// part returns the place of a part of a sum by its name.
func (pc *piece) part(key, name string) (int, error) {
	names := slices.Clone(flowParts)
	if len(pc.spans) > 0 {
		names[0] = "window"
	}
	if i := slices.Index(names, name); i >= 0 {
		return i, nil
	}
	return -1, fmt.Errorf("%s: unknown part of a flow %q%s; write one of %s", key, clip(name), data.Suggest(name, names), strings.Join(names, ", "))
}

// word is what readers call a part of a sum.
func (e *evaluation) word(g data.Group, part int) string {
	switch part {
	case 1, 2:
		return e.l.Country(g.Keys[part])
	case 3:
		return e.flowWord(data.FlowCode(g.Keys[part]))
	}
	return g.Keys[part]
}

// groupTable lays sums out as the rows of a chart or table. What all rows have
// in common is left out of the labels; what x, series and facet do not name
// goes into the name of the series.
func (e *evaluation) groupTable(groups []data.Group, pc *piece) (data.Table, error) {
	const year, reporter, partner = 0, 1, 2
	varies := func(key int) bool {
		return slices.ContainsFunc(groups, func(g data.Group) bool { return g.Keys[key] != groups[0].Keys[key] })
	}
	chosen := map[string]int{}
	for _, c := range []struct{ key, name string }{{"x", pc.x}, {"series", pc.series}, {"facet", pc.facet}} {
		if c.name == "" {
			continue
		}
		i, err := pc.part(c.key, c.name)
		if err != nil {
			return data.Table{}, err
		}
		chosen[c.key] = i
	}
	x, hasX := chosen["x"]
	if !hasX && varies(year) && pc.isOverTime() {
		x, hasX = year, true
		chosen["x"] = year
	}
	// What nothing names and what differs is the name of the series.
	var rest []int
	for part := range flowParts {
		isChosen := slices.Contains(slices.Collect(maps.Values(chosen)), part)
		if varies(part) && !isChosen && (part != year || hasX) {
			rest = append(rest, part)
		}
	}
	if len(rest) == 0 && len(chosen) == 0 && !varies(year) {
		rest = []int{partner}
	}
	t := data.Table{Columns: []data.Column{{Name: "label"}, {Name: "date"}, {Name: "series"}, {Name: "facet"}, {Name: "value", Kind: data.NumberColumn}, {Name: "unit"},
		{Name: "from"}, {Name: "to"}, {Name: "place"}, {Name: "reporter"}, {Name: "partner"}, {Name: "flow"}, {Name: "valuation"},
		{Name: "estimated", Kind: data.FlagColumn}, {Name: "estimated_value", Kind: data.NumberColumn}, {Name: "rows", Kind: data.WholeColumn}}}
	for _, g := range groups {
		var names []string
		for _, part := range rest {
			names = append(names, e.word(g, part))
		}
		series := strings.Join(names, ", ")
		label, date, facet := series, "", ""
		switch {
		case hasX:
			label = e.word(g, x)
		case varies(year):
			label = strings.TrimPrefix(series+", ", ", ") + g.Keys[year]
		}
		if varies(year) && (!hasX || x == year) {
			date = g.Keys[year]
		}
		if i, ok := chosen["series"]; ok {
			series = e.word(g, i)
		}
		if i, ok := chosen["facet"]; ok {
			facet = e.word(g, i)
		}
		from, to := e.l.Country(g.Keys[reporter]), e.l.Country(g.Keys[partner])
		if c := data.FlowCode(g.Keys[3]); c == data.Import {
			from, to = to, from
		}
		place := g.Keys[partner]
		if varies(reporter) && !varies(partner) {
			place = g.Keys[reporter]
		}
		isEstimated := g.Estimated.Sign() != 0
		t.Rows = append(t.Rows, []string{label, date, series, facet, g.Value.Significant(data.ToNearest).String(), string(g.Unit), from, to, place, g.Keys[reporter], g.Keys[partner], g.Keys[3],
			string(g.Valuation), fmt.Sprint(isEstimated), g.Estimated.Significant(data.ToNearest).String(), fmt.Sprint(g.Rows)})
	}
	return t, nil
}

// flowWord is what readers call a flow.
func (e *evaluation) flowWord(c data.FlowCode) string {
	switch c {
	case data.Export:
		return e.l.Measure("exports")
	case data.Import:
		return e.l.Measure("imports")
	}
	return string(c)
}
