package tidy

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// Mapping says which column of a table holds what, so that Open can read any
// tidy or partly wide CSV, Parquet or XLSX file. docs/mappings has mappings to
// begin with, and docs/data.md lists the keys.
type Mapping struct {
	name      string // of the mapping file, as errors show it
	sum       string // SHA-256 of the mapping file
	format    string // "csv", "parquet", "xlsx", or "" for what the file is
	sheet     string // of a workbook; "" is the first that is visible
	header    []int  // rows that name the columns; nil is found by the names
	noHeader  bool   // columns are called 1, 2, 3…
	separator rune   // 0 is found
	end       string // text that begins the first row below the table
	endBlank  bool   // the first blank row ends the table

	columns   map[role]columnName
	values    []valueColumn
	constants map[role]string
	valuation map[data.FlowCode]data.Valuation // where it depends on the flow

	scale, quantityScale int // powers of ten
	decimal              rune
	missing              []string
	productDigits        int
	filters              []filter

	names  map[string]string // the office's names to place codes
	system place.System
	groups map[string]bool // names or codes that are sums over other places
	flows  map[string]data.FlowCode

	source source
}

// SHA256 returns the hash of the mapping file, in lower-case hex: the same data
// by another mapping are other flows.
func (m *Mapping) SHA256() string { return m.sum }

// role is what a column holds: a column of a flow, or the year or the month
// that make up its period.
type role int

// The roles, in the order of the documentation.
const (
	reporterRole role = iota
	partnerRole
	flowRole
	productRole
	classificationRole
	periodRole
	yearRole
	monthRole
	valueRole
	quantityRole
	quantityUnitRole
	unitRole
	valuationRole
	estimateRole
	flagRole
	roleCount
)

var roleNames = [roleCount]string{"reporter", "partner", "flow", "product", "classification", "period", "year", "month", "value", "quantity",
	"quantity_unit", "unit", "valuation", "estimate", "flag"}

// String returns the key of r in a mapping file.
func (r role) String() string { return roleNames[r] }

// roles lists every role.
var roles = func() []role {
	var out []role
	for r := range roleCount {
		out = append(out, r)
	}
	return out
}()

// roleNamed returns the role with a key that is known.
func roleNamed(name string) role { return role(slices.Index(roleNames[:], name)) }

// isConstant reports whether a text of the mapping may stand for a whole
// column.
func isConstant(r role) bool {
	return r != yearRole && r != monthRole && r != valueRole && r != quantityRole
}

// columnName names a column of the file, and where the mapping does so.
type columnName struct {
	name string
	line int
	as   string // of a period: "", "year" or "month", what a day stands for
}

// valueColumn is one column of values, or a pattern of several, with what is
// the same in all its cells.
type valueColumn struct {
	columnName
	pattern  *pattern // nil where name is one column
	quantity string   // column, or pattern with the same holes
	fixed    map[role]string
}

// filter keeps the rows in which a column has, or has not, one of some texts.
type filter struct {
	columnName
	texts []string
	not   bool
}

// source is what a mapping says about the data.
type source struct {
	id, publisher, title, licence, url, vintage string
	notes                                       []string
	closed                                      bool
}

// maxMapping bounds a mapping file.
const maxMapping = 1 << 20

// ReadMapping reads a mapping file; name is the file as errors show it. The
// error joins a *data.ParseError, with its line of the mapping, for each key
// that is not known and each thing that cannot be meant.
func ReadMapping(name string, raw []byte) (*Mapping, error) {
	sum := sha256.Sum256(raw)
	r := &mappingReader{m: &Mapping{name: name, sum: hex.EncodeToString(sum[:]), columns: map[role]columnName{}, constants: map[role]string{}, flows: map[string]data.FlowCode{}}}
	r.problems.File = name
	root, err := mappingRoot(raw)
	if err != nil {
		return nil, &data.ParseError{File: name, Err: err}
	}
	r.read(root)
	if r.problems.Len() == 0 {
		r.check(root)
	}
	if err := r.problems.Err(); err != nil {
		return nil, err
	}
	return r.m, nil
}

func mappingRoot(raw []byte) (*yaml.Node, error) {
	if len(raw) > maxMapping {
		return nil, fmt.Errorf("is over %d MB; a mapping has a few lines", maxMapping>>20)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff"))))
	var document, second yaml.Node
	if err := decoder.Decode(&document); err == io.EOF {
		return nil, errors.New("is empty; a mapping says at least which columns there are")
	} else if err != nil {
		return nil, fmt.Errorf("is not YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if err := decoder.Decode(&second); err != io.EOF {
		return nil, errors.New("holds more than one document; write one mapping a file")
	}
	return document.Content[0], nil
}

// mappingReader turns nodes into a Mapping and collects what is wrong.
type mappingReader struct {
	m        *Mapping
	problems data.Problems
}

func (r *mappingReader) fail(n *yaml.Node, field, format string, args ...any) {
	r.problems.Add(&data.ParseError{File: r.m.name, Line: n.Line, Col: n.Column, Field: field, Value: n.Value, Err: fmt.Errorf(format, args...)})
}

// keys calls known[key] for each key of a YAML mapping. A key that is not
// known, or there twice, is a problem.
func (r *mappingReader) keys(n *yaml.Node, field string, known map[string]func(*yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.fail(n, field, "write keys with values, as %s", example(known))
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		read, ok := known[key.Value]
		switch {
		case !ok || key.Kind != yaml.ScalarNode:
			names := sortedKeys(known)
			r.fail(key, field, "unknown key %q%s; the keys are %s", clip(key.Value), data.Suggest(key.Value, names), strings.Join(names, ", "))
		case seen[key.Value] > 0:
			r.fail(key, field, "the key %q is there twice, first on line %d", key.Value, seen[key.Value])
		default:
			seen[key.Value] = key.Line
			read(value)
		}
	}
}

func example(known map[string]func(*yaml.Node)) string { return sortedKeys(known)[0] + ": …" }

func sortedKeys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for k := range m {
		names = append(names, k)
	}
	slices.Sort(names)
	return names
}

// text reads a scalar that is not empty.
func (r *mappingReader) text(n *yaml.Node, field string) string {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" || n.Value == "" {
		r.fail(n, field, "write a text")
		return ""
	}
	return n.Value
}

// texts reads a scalar or a list of scalars.
func (r *mappingReader) texts(n *yaml.Node, field string) []string {
	if n.Kind != yaml.SequenceNode {
		return []string{r.text(n, field)}
	}
	out := make([]string, len(n.Content))
	for i, c := range n.Content {
		if out[i] = c.Value; c.Kind != yaml.ScalarNode {
			r.fail(c, field, "write a list of texts")
		}
	}
	return out
}

// pairs reads a mapping of names to texts.
func (r *mappingReader) pairs(n *yaml.Node, field string, read func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.fail(n, field, "write names with what they stand for, as Name: value")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || seen[key.Value] {
			r.fail(key, field, "the name %q is there twice, or is no text", clip(key.Value))
			continue
		}
		seen[key.Value] = true
		read(key, n.Content[i+1])
	}
}

func into(r *mappingReader, to *string, field string) func(*yaml.Node) {
	return func(n *yaml.Node) { *to = r.text(n, field) }
}

// hole is what a pattern leaves open: {year}.
var hole = regexp.MustCompile(`\{([a-z]+)\}`)
