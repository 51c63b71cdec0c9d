package report

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data"
)

// block is a chart, a table, a check or a query.
type block struct {
	name   string // chart, table, check or query
	line   int    // of the opening fence
	start  int    // bytes of the body that the block takes, fences included
	end    int
	id     string
	kind   string // of a chart
	from   string
	where  []condition
	base   string // of a times chart: id of the figure that is 1
	title  string
	sub    string
	source string
	note   string
	cols   []string      // of a table
	data   []string      // of a check or a query: names of sources
	sql    string        // of a query
	event  int           // of a check: a year against which a fall is held, 0 for none
	spans  []data.Period // of a check: windows besides the five years counted back; of a chart of flows: what their years are summed to
	// Of a chart: which columns are its categories or dates, its amounts, its
	// series and its panels, where that is not to be found out.
	x, y, series, facet string
	settings            map[string]string // of a chart: options of its kind
	width               float64
	height              float64
	broken              bool // what is wrong with it is said already
}

// blockKeys lists the keys of each kind of block.
var blockKeys = map[string][]string{
	"chart": {"kind", "id", "from", "where", "x", "y", "series", "facet", "windows", "base", "title", "subtitle", "source", "note", "width", "height"},
	"table": {"id", "from", "where", "title", "note", "columns"},
	"check": {"id", "from", "where", "data", "event", "windows", "title", "note"},
	"query": {"id", "data", "sql", "title", "note"},
}

// laterBlocks are names that mean something in reports of later versions;
// letting them pass as code would print them instead.
var laterBlocks = []string{"analyze"}

var blockID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// deviceName is what Windows opens as a device, whatever the extension.
var deviceName = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

// block reads the YAML of a block. line is that of the opening fence.
func (p *problems) block(name string, text []byte, line int) block {
	b := block{name: name, line: line}
	before := p.count()
	known := blockKeys[name]
	if name == "chart" {
		known = slices.Concat(known, chartSettings())
	}
	read := p.mapping(text, line+1, "a "+name+" block", known, func(key string, n *yaml.Node) { p.blockKey(&b, key, n) })
	if read {
		p.complete(&b)
		p.checkSettings(&b)
	}
	if b.base != "" && b.kind != "times" && b.kind != "" {
		p.add(line, 0, "base", clip(b.base), errors.New("only a times chart has a base, the figure that is 1"))
	}
	b.broken = p.count() > before
	return b
}

// chartSettings lists the options of all kinds of charts. base is not among
// them: in a report it is the id of a figure.
func chartSettings() []string {
	var names []string
	for _, k := range charts.Kinds {
		for _, s := range k.Settings {
			if s.Name != "base" && !slices.Contains(names, s.Name) {
				names = append(names, s.Name)
			}
		}
	}
	return names
}

// blockKey reads one key of a block.
func (p *problems) blockKey(b *block, key string, n *yaml.Node) {
	switch key {
	case "where":
		b.where = p.where(n)
		return
	case "columns":
		b.cols = p.values(key, n)
		return
	case "data":
		b.data = p.values(key, n)
		return
	case "windows":
		b.spans = p.spans(key, n)
		return
	}
	value := p.scalar(key, n)
	texts := map[string]*string{"kind": &b.kind, "id": &b.id, "from": &b.from, "sql": &b.sql, "base": &b.base, "x": &b.x, "y": &b.y, "series": &b.series, "facet": &b.facet, "title": &b.title, "subtitle": &b.sub, "source": &b.source, "note": &b.note}
	if field, ok := texts[key]; ok {
		*field = value
	}
	switch key {
	case "kind":
		if _, err := charts.Lookup(value); err != nil {
			p.add(n.Line, n.Column, key, clip(value), err)
		}
	case "id":
		if !blockID.MatchString(value) || len(value) > 60 {
			p.add(n.Line, n.Column, key, clip(value), errors.New("write lower-case words and digits joined by hyphens, at most 60 letters, as trade-2022"))
		}
		if deviceName.MatchString(value) {
			p.add(n.Line, n.Column, key, value, fmt.Errorf("%s names a device on Windows, and an id names files; write another", value))
		}
	case "event":
		year, err := strconv.Atoi(value)
		if err != nil || year < 1 || year > 9999 {
			p.add(n.Line, n.Column, key, clip(value), errors.New("write a year, as 2022"))
		}
		b.event = year
	case "width":
		b.width = p.pixels(key, n, value)
	case "height":
		b.height = p.pixels(key, n, value)
	}
	if b.name == "chart" && slices.Contains(chartSettings(), key) {
		if b.settings == nil {
			b.settings = map[string]string{}
		}
		b.settings[key] = value
	}
}

// spans reads a list of periods of years or months.
func (p *problems) spans(key string, n *yaml.Node) []data.Period {
	var out []data.Period
	for _, text := range p.values(key, n) {
		span, err := data.ParsePeriod(text)
		switch {
		case err != nil:
			p.add(n.Line, n.Column, key, clip(text), err)
		case span.Start.Day != 0 || span.End.Day != 0:
			p.add(n.Line, n.Column, key, clip(text), errors.New("a window is of whole years or months; write first and last year as 2019/2023"))
		default:
			out = append(out, span)
		}
	}
	return out
}

// complete says which keys a block lacks.
func (p *problems) complete(b *block) {
	for _, need := range []struct {
		missing  bool
		key, why string
	}{
		{b.name == "chart" && b.kind == "", "kind", "a chart block needs a kind, as bar"},
		{b.name == "query" && b.sql == "", "sql", "a query block needs sql, one SELECT over the sources that the front matter declares"},
		{b.name != "query" && b.from == "", "from", "a " + b.name + " block needs from, the name of a source in the front matter"},
		{b.name == "check" && len(b.data) == 0, "data", "a check block needs data, the names of sources with official data, as [arms]"},
	} {
		if need.missing {
			p.add(b.line, 0, need.key, "", errors.New(need.why))
		}
	}
}

// checkSettings says which options of a chart its kind does not have, and
// which values an option does not take.
func (p *problems) checkSettings(b *block) {
	if _, err := charts.Lookup(b.kind); err != nil {
		return // said already, or missing
	}
	if _, err := charts.New(b.kind, charts.Options{}, b.settings); err != nil {
		p.add(b.line, 0, "", "", err)
	}
}

// maxPixels bounds a picture in a report. It is twice the width of a large
// screen; a hostile report would else fill the memory with a PNG.
const maxPixels = 8000

func (p *problems) pixels(key string, n *yaml.Node, value string) float64 {
	px, err := strconv.ParseFloat(value, 64)
	if err != nil || !(px >= 0) || px > maxPixels {
		p.add(n.Line, n.Column, key, clip(value), fmt.Errorf("cannot read %q as a number of pixels; write one from 1 to %d", clip(value), maxPixels))
		return 0
	}
	return px
}

func (p *problems) values(key string, n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode {
		return []string{p.scalar(key, n)}
	}
	if n.Kind != yaml.SequenceNode {
		p.add(n.Line, n.Column, key, "", errors.New("write one value or a list, as [a, b]"))
		return nil
	}
	var out []string
	for _, item := range n.Content {
		out = append(out, p.scalar(key, item))
	}
	return out
}

// condition is one line of where: a column whose cell is one of a list, or lies
// in a range with both ends included.
type condition struct {
	column   string
	oneOf    []string
	from, to string
	isRange  bool
	line     int
	col      int
}

func (p *problems) where(n *yaml.Node) []condition {
	var out []condition
	p.pairs(n, "where", nil, func(column string, value *yaml.Node) {
		c := condition{column: column, line: value.Line, col: value.Column}
		if value.Kind == yaml.MappingNode {
			c.isRange = true
			p.pairs(value, "a range", []string{"from", "to"}, func(key string, end *yaml.Node) {
				if key == "from" {
					c.from = p.scalar(key, end)
				} else {
					c.to = p.scalar(key, end)
				}
			})
		} else {
			c.oneOf = p.values(column, value)
		}
		out = append(out, c)
	})
	return out
}

// holds reports whether a cell satisfies the condition. Two numbers are
// compared as numbers, all else as text, which orders ISO dates.
func (c condition) holds(cell string) bool {
	if c.isRange {
		return cell != "" && (c.from == "" || compareCells(cell, c.from) >= 0) && (c.to == "" || compareCells(cell, c.to) <= 0)
	}
	for _, want := range c.oneOf {
		if compareCells(cell, want) == 0 {
			return true
		}
	}
	return false
}

func compareCells(a, b string) int {
	x, err1 := data.ParseNumber(a)
	y, err2 := data.ParseNumber(b)
	if err1 == nil && err2 == nil && x.IsSet() && y.IsSet() {
		return x.Cmp(y)
	}
	return strings.Compare(a, b)
}

// filter returns the rows of a table that satisfy every condition.
func filter(t data.Table, where []condition, p *problems) data.Table {
	out := data.Table{Columns: t.Columns}
	for _, i := range matching(t, where, p) {
		out.Rows = append(out.Rows, t.Rows[i])
	}
	return out
}

// matching returns the places of the rows that satisfy every condition.
func matching(t data.Table, where []condition, p *problems) []int {
	names := make([]string, len(t.Columns))
	index := map[string]int{}
	for i, c := range t.Columns {
		names[i], index[c.Name] = c.Name, i
	}
	for _, c := range where {
		if _, ok := index[c.column]; !ok {
			p.add(c.line, c.col, clip(c.column), "", fmt.Errorf("unknown column in where%s; the source has %s", data.Suggest(c.column, names), strings.Join(names, ", ")))
			return nil
		}
	}
	var out []int
rows:
	for i, row := range t.Rows {
		for _, c := range where {
			if !c.holds(row[index[c.column]]) {
				continue rows
			}
		}
		out = append(out, i)
	}
	return out
}
