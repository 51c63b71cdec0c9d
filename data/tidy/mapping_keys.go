package tidy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// read reads every key of a mapping file.
func (r *mappingReader) read(root *yaml.Node) {
	m := r.m
	r.keys(root, "", map[string]func(*yaml.Node){
		"format":         r.format,
		"sheet":          into(r, &m.sheet, "sheet"),
		"header":         r.header,
		"separator":      r.separator,
		"end":            r.end,
		"columns":        r.columns,
		"constants":      r.constants,
		"unit":           func(n *yaml.Node) { r.constant(n, unitRole, "unit") },
		"scale":          func(n *yaml.Node) { m.scale = r.power(n, "scale") },
		"quantity_scale": func(n *yaml.Node) { m.quantityScale = r.power(n, "quantity_scale") },
		"valuation":      r.valuation,
		"decimal":        r.decimal,
		"missing":        func(n *yaml.Node) { m.missing = r.texts(n, "missing") },
		"product_digits": r.productDigits,
		"rows":           r.rows,
		"names":          r.names,
		"groups":         r.groups,
		"flows":          r.flows,
		"source":         r.source,
	})
}

func (r *mappingReader) oneOf(n *yaml.Node, field string, choices ...string) string {
	s := r.text(n, field)
	if s != "" && !slices.Contains(choices, s) {
		r.fail(n, field, "unknown %s %q%s; write %s", field, clip(s), data.Suggest(s, choices), strings.Join(choices, ", "))
	}
	return s
}

func (r *mappingReader) format(n *yaml.Node) {
	r.m.format = r.oneOf(n, "format", "csv", "parquet", "xlsx")
}

// header is a row number, a list of rows whose texts make one name together,
// or none.
func (r *mappingReader) header(n *yaml.Node) {
	if n.Value == "none" {
		r.m.noHeader = true
		return
	}
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	for _, c := range nodes {
		row, err := strconv.Atoi(c.Value)
		if err != nil || row < 1 || row > 1_000_000 || len(r.m.header) > 0 && row <= r.m.header[len(r.m.header)-1] {
			r.fail(c, "header", "write the number of the row that names the columns, from 1, a rising list of such rows, or none")
			return
		}
		r.m.header = append(r.m.header, row)
	}
	if len(r.m.header) == 0 || len(r.m.header) > 5 {
		r.fail(n, "header", "write one to five rows, or leave the key out: the header is then found by its names")
	}
}

func (r *mappingReader) separator(n *yaml.Node) {
	switch s := r.text(n, "separator"); {
	case s == "tab":
		r.m.separator = '\t'
	case len(s) == 1 && s[0] > ' ' && s[0] < 0x7f && s[0] != '"':
		r.m.separator = rune(s[0])
	default:
		r.fail(n, "separator", "write one character, as \";\", or tab")
	}
}

func (r *mappingReader) end(n *yaml.Node) {
	if s := r.text(n, "end"); s == "blank" {
		r.m.endBlank = true
	} else {
		r.m.end = s
	}
}

func (r *mappingReader) columns(n *yaml.Node) {
	known := map[string]func(*yaml.Node){}
	for _, role := range roles {
		known[role.String()] = func(n *yaml.Node) {
			switch role {
			case valueRole:
				r.valueColumns(n)
			case periodRole:
				r.m.columns[role] = r.periodColumn(n)
			default:
				r.m.columns[role] = columnName{name: r.text(n, "columns: "+role.String()), line: n.Line}
			}
		}
	}
	r.keys(n, "columns", known)
}

func (r *mappingReader) periodColumn(n *yaml.Node) columnName {
	c := columnName{line: n.Line}
	if n.Kind != yaml.MappingNode {
		c.name = r.text(n, "columns: period")
		return c
	}
	r.keys(n, "columns: period", map[string]func(*yaml.Node){
		"column": into(r, &c.name, "column"),
		"as":     func(n *yaml.Node) { c.as = r.oneOf(n, "as", "year", "month") },
	})
	if c.name == "" {
		r.fail(n, "columns: period", "the key column is missing; it names the column")
	}
	return c
}

// valueColumns reads one column or pattern, or a list of them.
func (r *mappingReader) valueColumns(n *yaml.Node) {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	if len(nodes) == 0 {
		r.fail(n, "columns: value", "the list is empty; name at least one column")
	}
	for _, c := range nodes {
		v := valueColumn{columnName: columnName{line: c.Line}, fixed: map[role]string{}}
		if c.Kind == yaml.MappingNode {
			known := map[string]func(*yaml.Node){
				"column":   into(r, &v.name, "column"),
				"quantity": into(r, &v.quantity, "quantity"),
			}
			for _, role := range roles {
				if isConstant(role) {
					known[role.String()] = func(n *yaml.Node) { v.fixed[role] = r.checkedConstant(n, role, "columns: value") }
				}
			}
			r.keys(c, "columns: value", known)
			if v.name == "" {
				r.fail(c, "columns: value", "the key column is missing; it names the column")
				continue
			}
		} else {
			v.name = r.text(c, "columns: value")
		}
		if hole.MatchString(v.name) {
			p, err := parsePattern(v.name)
			if err != nil {
				r.fail(c, "columns: value", "%w", err)
			}
			v.pattern = p
		}
		r.m.values = append(r.m.values, v)
	}
}

func (r *mappingReader) constants(n *yaml.Node) {
	known := map[string]func(*yaml.Node){}
	for _, role := range roles {
		if isConstant(role) {
			known[role.String()] = func(n *yaml.Node) { r.constant(n, role, "constants: "+role.String()) }
		}
	}
	r.keys(n, "constants", known)
}

func (r *mappingReader) constant(n *yaml.Node, role role, field string) {
	if _, twice := r.m.constants[role]; twice {
		r.fail(n, field, "%s is there twice, as a key and among the constants; write it once", role)
		return
	}
	r.m.constants[role] = r.checkedConstant(n, role, field)
}

// checkedConstant reads a text that stands for a whole column of a flow.
func (r *mappingReader) checkedConstant(n *yaml.Node, role role, field string) string {
	s := r.text(n, field)
	if s == "" {
		return s
	}
	var err error
	switch role {
	case reporterRole, partnerRole:
		err = checkPlace(s)
	case flowRole:
		_, err = data.ParseFlowCode(s)
	case unitRole:
		_, err = data.ParseUnit(s)
	case valuationRole:
		_, err = data.ParseValuation(s)
	case periodRole:
		if _, err = data.ParseDate(s); err == nil && len(s) > len("2022-12") {
			err = fmt.Errorf("%q is a day; a flow has a year or a month", s)
		}
	}
	if err != nil {
		r.fail(n, field, "%w", err)
	}
	return s
}

// checkPlace wants a place code. One with a colon may be a provider's own.
func checkPlace(code string) error {
	if _, ok := place.Lookup(code); ok {
		return nil
	}
	if provider, rest, ok := strings.Cut(code, ":"); ok && provider != "" && rest != "" && !strings.ContainsAny(code, " \t\n") {
		return nil
	}
	if p, err := place.Named("", code, 0); err == nil {
		return fmt.Errorf("%q is not a place code; write %s", clip(code), p.Code)
	}
	return fmt.Errorf("unknown place %q; write a code of ISO 3166 as VNM, WLD for the world, or PROVIDER:code", clip(code))
}

// power reads thousand, million or a power of ten as its exponent.
func (r *mappingReader) power(n *yaml.Node, field string) int {
	words := map[string]int{"one": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
	s := r.text(n, field)
	if e, ok := words[s]; ok {
		return e
	}
	number, err := data.ParseNumber(strings.ReplaceAll(s, "_", ""))
	if err == nil && number.IsSet() {
		for e := -12; e <= 15; e++ {
			if number.Cmp(data.Pow10(e)) == 0 {
				return e
			}
		}
	}
	if s != "" {
		r.fail(n, field, "cannot scale by %q; write one, thousand, million, billion, or a power of ten as 1000", clip(s))
	}
	return 0
}

func (r *mappingReader) valuation(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode {
		r.constant(n, valuationRole, "valuation")
		return
	}
	r.m.valuation = map[data.FlowCode]data.Valuation{}
	r.pairs(n, "valuation", func(key, value *yaml.Node) {
		flow, err := data.ParseFlowCode(key.Value)
		if err != nil {
			r.fail(key, "valuation", "%w", err)
		}
		v, err := data.ParseValuation(r.text(value, "valuation"))
		if err != nil {
			r.fail(value, "valuation", "%w", err)
		}
		r.m.valuation[flow] = v
	})
}

func (r *mappingReader) decimal(n *yaml.Node) {
	r.m.decimal = map[string]rune{"point": '.', "comma": ','}[r.oneOf(n, "decimal", "point", "comma")]
}

func (r *mappingReader) productDigits(n *yaml.Node) {
	digits, err := strconv.Atoi(n.Value)
	if err != nil || digits < 1 || digits > 12 {
		r.fail(n, "product_digits", "write how many digits a product code has, as 6: shorter ones get their leading zeros back")
	}
	r.m.productDigits = digits
}

// rows reads filters as Column: text, Column: [texts] or Column: {not: [texts]}.
func (r *mappingReader) rows(n *yaml.Node) {
	r.pairs(n, "rows", func(key, value *yaml.Node) {
		f := filter{columnName: columnName{name: key.Value, line: key.Line}}
		if value.Kind == yaml.MappingNode {
			f.not = true
			r.keys(value, "rows", map[string]func(*yaml.Node){"not": func(n *yaml.Node) { f.texts = r.texts(n, "rows") }})
		} else {
			f.texts = r.texts(value, "rows")
		}
		if len(f.texts) == 0 {
			r.fail(value, "rows", "write the text, or a list of texts, that the column %q has in the rows to be read", clip(key.Value))
		}
		r.m.filters = append(r.m.filters, f)
	})
}

// names is a system of codes, or the office's names with the places they mean
// and, under the key system, a system for what they do not name.
func (r *mappingReader) names(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode {
		r.system(n)
		return
	}
	r.m.names = map[string]string{}
	r.pairs(n, "names", func(key, value *yaml.Node) {
		if key.Value == "system" {
			r.system(value)
			return
		}
		code := r.text(value, "names")
		if code != "" {
			if err := checkPlace(code); err != nil {
				r.fail(value, "names", "%w", err)
			}
		}
		r.m.names[normal(key.Value)] = code
	})
}

func (r *mappingReader) system(n *yaml.Node) {
	var systems []string
	for _, s := range place.Systems() {
		systems = append(systems, string(s))
	}
	r.m.system = place.System(r.oneOf(n, "names", systems...))
}

func (r *mappingReader) groups(n *yaml.Node) {
	r.m.groups = map[string]bool{}
	for _, name := range r.texts(n, "groups") {
		r.m.groups[normal(name)] = true
	}
}

func (r *mappingReader) flows(n *yaml.Node) {
	r.pairs(n, "flows", func(key, value *yaml.Node) {
		code, err := data.ParseFlowCode(r.text(value, "flows"))
		if err != nil {
			r.fail(value, "flows", "%w", err)
		}
		r.m.flows[normal(key.Value)] = code
	})
}

func (r *mappingReader) source(n *yaml.Node) {
	s := &r.m.source
	r.keys(n, "source", map[string]func(*yaml.Node){
		"id":        into(r, &s.id, "source: id"),
		"publisher": into(r, &s.publisher, "source: publisher"),
		"title":     into(r, &s.title, "source: title"),
		"licence":   into(r, &s.licence, "source: licence"),
		"url":       into(r, &s.url, "source: url"),
		"vintage":   into(r, &s.vintage, "source: vintage"),
		"notes":     func(n *yaml.Node) { s.notes = r.texts(n, "source: notes") },
		"closed": func(n *yaml.Node) {
			s.closed = r.oneOf(n, "closed", "true", "false") == "true"
		},
	})
}

// normal is how names are compared: blanks and line breaks within them are one
// blank, and those around them do not count.
func normal(s string) string {
	if s == "" || strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r == '\u00a0' || r == '\u202f' }) < 0 {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r == '\u00a0' || r == '\u202f' }), " ")
}
