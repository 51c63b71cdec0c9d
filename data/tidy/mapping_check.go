package tidy

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// check finds what cannot be meant, once every key is read.
func (r *mappingReader) check(root *yaml.Node) {
	m := r.m
	if len(m.values) == 0 {
		r.fail(root, "columns", "no column of values; write it as value: NAME under columns")
		return
	}
	for _, v := range m.values {
		r.checkValue(root, v)
	}
	if c, ok := m.columns[valuationRole]; ok && m.valuation != nil {
		r.at(root, c.line, "columns: valuation", "valuation is both a column and a key; write one of them")
	}
	if m.noHeader && m.format == "parquet" {
		r.fail(root, "header", "a Parquet file names its columns; leave header out")
	}
	if m.sheet != "" && (m.format == "csv" || m.format == "parquet") {
		r.fail(root, "sheet", "only a workbook has sheets; leave sheet out, or write format: xlsx")
	}
	if m.end != "" && m.endBlank {
		r.fail(root, "end", "write one end")
	}
}

// checkValue wants that a flow of this column has all that makes it one.
func (r *mappingReader) checkValue(root *yaml.Node, v valueColumn) {
	m := r.m
	field := "columns: value"
	sources := func(role role) (from []string) {
		if _, ok := m.columns[role]; ok {
			from = append(from, "a column")
		}
		if _, ok := m.constants[role]; ok {
			from = append(from, "a constant")
		}
		if _, ok := v.fixed[role]; ok {
			from = append(from, "a text beside the column of values")
		}
		if v.pattern != nil && slices.Contains(v.pattern.holes, role.String()) {
			from = append(from, "a part of the column's name")
		}
		return from
	}
	for _, role := range roles {
		if from := sources(role); len(from) > 1 && !(role == quantityRole) {
			r.at(root, v.line, field, "%s is given twice, by %s; write one of them", role, strings.Join(from, " and by "))
		}
	}
	for _, role := range []role{reporterRole, unitRole} {
		if len(sources(role)) == 0 {
			r.at(root, v.line, field, "nothing says the %s; name its column under columns, or write it under constants", role)
		}
	}
	if len(sources(flowRole)) > 0 && len(sources(partnerRole)) == 0 {
		r.at(root, v.line, field, "there is a flow but no partner; name its column, or write partner: WLD under constants")
	}
	whole := len(sources(periodRole)) > 0 // it may hold the year alone, beside a month
	year, month := len(sources(yearRole)) > 0, len(sources(monthRole)) > 0
	switch {
	case !whole && !year && month:
		r.at(root, v.line, field, "there is a month but no year; name the column of the year")
	case !whole && !year:
		r.at(root, v.line, field, "nothing says the period; name its column under columns as period, or as year and month, or write it under constants")
	case whole && year:
		r.at(root, v.line, field, "there are both a period and a year; write one of them")
	}
	if _, ok := m.columns[quantityRole]; ok && v.quantity != "" {
		r.at(root, v.line, field, "quantity is given twice; write it beside the column of values alone")
	}
}

func (r *mappingReader) at(root *yaml.Node, line int, field, format string, args ...any) {
	n := *root
	n.Line, n.Column, n.Value = line, 0, ""
	r.fail(&n, field, format, args...)
}
