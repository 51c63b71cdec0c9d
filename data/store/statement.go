//go:build cgo && duckdb

package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// node is an object of a parsed statement, as the engine's json_serialize_sql
// gives it.
type node = map[string]any

// statement is a parsed SELECT on its way through the checks.
type statement struct {
	tables map[string]bool // names of the sources, in lower case
	oneCPU bool            // whether the result could depend on threads
}

// scope is where in a statement a node stands.
type scope struct {
	ctes  []string // names of the common table expressions that are visible
	feeds bool     // whether the value goes into an aggregate, a join or another SELECT
	top   bool     // whether it is the outermost SELECT
}

// parse reads what json_serialize_sql gave and returns the one SELECT in it.
func parse(text string) (node, error) {
	var tree struct {
		Error      bool   `json:"error"`
		Message    string `json:"error_message"`
		Statements []node `json:"statements"`
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber() // positions exceed what float64 holds
	if err := d.Decode(&tree); err != nil {
		return nil, fmt.Errorf("cannot read the parsed statement: %w", err)
	}
	switch {
	case tree.Error && strings.Contains(tree.Message, "Only SELECT"):
		return nil, errors.New("a query is exactly one SELECT; this is another statement")
	case tree.Error:
		return nil, fmt.Errorf("the statement cannot be read: %s", tree.Message)
	case len(tree.Statements) != 1:
		return nil, fmt.Errorf("a query is exactly one SELECT; these are %d statements", len(tree.Statements))
	}
	return tree.Statements[0], nil
}

// check walks over everything in a node and returns the first thing that a
// query may not do.
func (s *statement) check(v any, in scope) error {
	switch v := v.(type) {
	case []any:
		for _, child := range v {
			if err := s.check(child, in); err != nil {
				return err
			}
		}
	case node:
		return s.node(v, in)
	}
	return nil
}

func (s *statement) node(n node, in scope) error {
	in.ctes = append(slices.Clip(in.ctes), commonTables(n)...)
	if sample := n["sample"]; sample != nil {
		return errors.New("a sample differs from run to run and is refused")
	}
	kind, _ := n["type"].(string)
	var err error
	switch {
	case n["class"] != nil:
		in, err = s.expression(n, kind, in)
	case has(n, "modifiers"):
		err = s.query(n, kind, in)
	case has(n, "sample"):
		err = s.table(n, kind, in)
	}
	if err != nil {
		return err
	}
	return s.children(n, in)
}

// children checks what a node holds, in the order of the keys.
func (s *statement) children(n node, in scope) error {
	keys := make([]string, 0, len(n))
	for k := range n {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	outermost := in.top && has(n, "modifiers")
	for _, k := range keys {
		of := in
		// The outermost list of columns feeds nothing else, and neither does its
		// order: a fraction there is the same whichever thread computes it.
		if outermost {
			of.feeds = k != "select_list" && k != "modifiers" && k != "left" && k != "right"
			of.top = k == "left" || k == "right"
		} else if has(n, "modifiers") {
			of.top = false
		}
		if err := s.check(n[k], of); err != nil {
			return err
		}
	}
	return nil
}

func has(n node, key string) bool {
	_, ok := n[key]
	return ok
}

// commonTables returns the names that a WITH of the node makes visible below
// it.
func commonTables(n node) []string {
	var names []string
	if name, ok := n["cte_name"].(string); ok {
		names = append(names, strings.ToLower(name))
	}
	m, _ := n["cte_map"].(node)
	list, _ := m["map"].([]any)
	for _, e := range list {
		if e, ok := e.(node); ok {
			if name, ok := e["key"].(string); ok {
				names = append(names, strings.ToLower(name))
			}
		}
	}
	return names
}

// query checks a SELECT, a UNION or a recursive one.
func (s *statement) query(n node, kind string, in scope) error {
	switch kind {
	case "SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE":
	default:
		return fmt.Errorf("a query may not hold %s", words_(kind))
	}
	modifiers, _ := n["modifiers"].([]any)
	for _, m := range modifiers {
		m, _ := m.(node)
		kind, _ := m["type"].(string)
		switch kind {
		case "ORDER_MODIFIER":
		case "DISTINCT_MODIFIER":
			if on, _ := m["distinct_on_targets"].([]any); len(on) > 0 {
				s.oneCPU = true
			}
		case "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER":
			if !in.top {
				s.oneCPU = true // which rows are left may depend on their order
			}
		default:
			return fmt.Errorf("a query may not hold %s", words_(kind))
		}
	}
	return nil
}

// table checks what stands after FROM.
func (s *statement) table(n node, kind string, in scope) error {
	switch kind {
	case "SUBQUERY", "JOIN", "EXPRESSION_LIST", "EMPTY":
		return nil
	case "BASE_TABLE":
		name, _ := n["table_name"].(string)
		if text(n, "schema_name") != "" || text(n, "catalog_name") != "" || n["at_clause"] != nil {
			return fmt.Errorf("%s.%s is no source of the query; it sees %s", text(n, "schema_name"), name, s.known())
		}
		if lower := strings.ToLower(name); !s.tables[lower] && !slices.Contains(in.ctes, lower) {
			return fmt.Errorf("%q is no source of the query; it sees %s", name, s.known())
		}
		return nil
	case "TABLE_FUNCTION":
		f, _ := n["function"].(node)
		if name := strings.ToLower(text(f, "function_name")); !tableFunctions[name] {
			return refusal(name)
		}
		return nil
	}
	return fmt.Errorf("a query may not hold %s", words_(kind))
}

func (s *statement) known() string {
	names := make([]string, 0, len(s.tables))
	for name := range s.tables {
		names = append(names, name)
	}
	if slices.Sort(names); len(names) == 0 {
		return "no tables"
	}
	return strings.Join(names, ", ")
}

// maxPad bounds what lpad and rpad make.
const maxPad = 1000

// expression checks an expression and returns the scope of its children.
func (s *statement) expression(n node, kind string, in scope) (scope, error) {
	switch class := text(n, "class"); class {
	case "COLUMN_REF":
		names, _ := n["column_names"].([]any)
		if last, _ := names[len(names)-1].(string); len(names) == 1 && valueFunctions[strings.ToLower(last)] {
			return in, refusal(strings.ToLower(last))
		}
	case "FUNCTION", "WINDOW":
		return s.function(n, class, in)
	case "CAST":
		to, _ := n["cast_type"].(node)
		if id := text(to, "id"); id == "DOUBLE" || id == "FLOAT" {
			s.oneCPU = s.oneCPU || in.feeds
		}
	case "CONSTANT":
		value, _ := n["value"].(node)
		of, _ := value["type"].(node)
		if id := text(of, "id"); id == "DOUBLE" || id == "FLOAT" {
			s.oneCPU = s.oneCPU || in.feeds
		}
	case "PARAMETER":
		return in, errors.New("a query has no parameters; write the value")
	case "SUBQUERY":
		in.feeds, in.top = true, false
	case "OPERATOR", "COMPARISON", "CONJUNCTION", "CASE", "BETWEEN", "STAR", "LAMBDA", "LAMBDA_REF", "COLLATE", "POSITIONAL_REFERENCE":
	default:
		return in, fmt.Errorf("a query may not hold %s", words_(class+" "+kind))
	}
	return in, nil
}

func (s *statement) function(n node, class string, in scope) (scope, error) {
	name := strings.ToLower(text(n, "function_name"))
	kind, ok := functions[name]
	if !ok {
		return in, refusal(name)
	}
	if schema := text(n, "schema"); schema != "" && schema != "main" || text(n, "catalog") != "" {
		return in, fmt.Errorf("%s is named with a schema; leave that out", name)
	}
	if name == "lpad" || name == "rpad" {
		if err := checkPad(n, name); err != nil {
			return in, err
		}
	}
	switch {
	case kind == ordered, class == "WINDOW":
		s.oneCPU = true
	case kind == inexact && in.feeds:
		s.oneCPU = true
	}
	switch name {
	case "sum", "sum_no_overflow", "min", "max":
		in.feeds = true
	}
	return in, nil
}

// checkPad wants the length to be written as a number: nothing else bounds the
// text.
func checkPad(n node, name string) error {
	children, _ := n["children"].([]any)
	if len(children) > 1 {
		c, _ := children[1].(node)
		value, _ := c["value"].(node)
		if width, err := strconv.Atoi(fmt.Sprint(value["value"])); err == nil && text(c, "class") == "CONSTANT" && width <= maxPad {
			return nil
		}
	}
	return fmt.Errorf("%s needs a length of at most %d, written as a number", name, maxPad)
}

func text(n node, key string) string {
	s, _ := n[key].(string)
	return s
}

// words_ turns a name of the engine into words for an error.
func words_(kind string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimSuffix(kind, "_NODE"), "_", " "))
}

// order makes the rows of a statement come in one order only: after what the
// statement asks for, by all its columns. It leaves at most most rows where
// the statement has no limit of its own.
func order(n node, columns, most int) {
	for text(n, "type") == "CTE_NODE" {
		child, ok := n["child"].(node)
		if child, _ = child["node"].(node); !ok || child == nil {
			break
		}
		n = child
	}
	modifiers, _ := n["modifiers"].([]any)
	at, limited := -1, false
	for i, m := range modifiers {
		switch m, _ := m.(node); text(m, "type") {
		case "ORDER_MODIFIER":
			at = i
		case "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER":
			limited = true
		}
	}
	if at < 0 {
		at = slices.IndexFunc(modifiers, func(m any) bool { return strings.HasPrefix(text(m.(node), "type"), "LIMIT") })
		if at < 0 {
			at = len(modifiers)
		}
		modifiers = slices.Insert(modifiers, at, any(node{"type": "ORDER_MODIFIER", "orders": []any{}}))
	}
	by := modifiers[at].(node)
	orders, _ := by["orders"].([]any)
	if !isOrderAll(orders) {
		for i := range columns {
			orders = append(orders, node{"type": "ORDER_DEFAULT", "null_order": "ORDER_DEFAULT", "expression": constant(i + 1)})
		}
	}
	by["orders"] = orders
	if !limited {
		modifiers = append(modifiers, node{"type": "LIMIT_MODIFIER", "limit": constant(most), "offset": nil})
	}
	n["modifiers"] = modifiers
}

func isOrderAll(orders []any) bool {
	return slices.ContainsFunc(orders, func(o any) bool {
		e, _ := o.(node)["expression"].(node)
		return text(e, "class") == "STAR"
	})
}

// constant is a whole number in a statement.
func constant(n int) node {
	return node{"class": "CONSTANT", "type": "VALUE_CONSTANT", "alias": "", "query_location": 0,
		"value": node{"type": node{"id": "INTEGER", "type_info": nil}, "is_null": false, "value": n}}
}
