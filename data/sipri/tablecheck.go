package sipri

import (
	"fmt"

	"github.com/periplus-data/periplus/data"
)

// half is by how much a rounded cell may be off.
var half = data.Frac(1, 2)

// checkTotals holds the sums and percentages of a table against its cells.
// Every cell is rounded to a whole number, so that n of them may be off by n
// halves, and the sum by another.
func (r *tableReader) checkTotals() {
	r.warnTotals()
	whole := r.wholeSums()
	for i := range r.rows {
		row := &r.rows[i]
		for _, c := range r.l.years {
			if c.isYear() || isMissing(row.cells[c.cell]) {
				continue
			}
			stated, err := parseSum(row.cells[c.cell])
			if err != nil {
				continue // a reject
			}
			if c.percent {
				r.checkPercent(row, c, stated, whole)
				continue
			}
			sum, n := row.sum(c)
			if differs(stated, sum, n) {
				r.warn("%s:%d: %s: the column %s says %s, but the cells of its years add up to %s", r.name, row.line, row.name, r.columnName(c.cell), stated, sum)
			}
		}
	}
	r.checkTotalRow()
}

// sum adds the years of a column, and says how many cells that were.
func (row *tableRow) sum(c yearColumn) (data.Number, int) {
	var t data.Total
	n := 0
	for _, v := range row.values {
		if c.every || v.year >= c.from && v.year <= c.to {
			t.Add(v.value)
			n++
		}
	}
	if n == 0 {
		return data.Int(0), 0
	}
	return t.Number(), n
}

// differs reports whether a stated sum is further from the sum of n rounded
// cells than rounding explains.
func differs(stated, sum data.Number, n int) bool {
	return stated.Sub(sum).Abs().Cmp(half.Mul(data.Int(int64(n+1)))) > 0
}

// wholeSums returns the sum of the total row for each column of a sum, or that
// of all rows where the table has no total row.
func (r *tableReader) wholeSums() func(yearColumn) (data.Number, int) {
	return func(c yearColumn) (data.Number, int) {
		all, n := data.Int(0), 0
		for i := range r.rows {
			sum, k := r.rows[i].sum(c)
			if r.rows[i].total {
				return sum, k
			}
			all, n = all.Add(sum), n+k
		}
		return all, n
	}
}

// checkPercent holds a percentage against the sums. It is printed with one
// decimal below 10 and whole from 10.
func (r *tableReader) checkPercent(row *tableRow, c yearColumn, stated data.Number, whole func(yearColumn) (data.Number, int)) {
	c.percent = false
	if c.from == 0 {
		c.every = true
	}
	part, n := row.sum(c)
	all, k := whole(c)
	if all.Sign() == 0 {
		return
	}
	share := part.Quo(all).Mul(data.Int(100))
	step := data.Frac(1, 20) // half of 0.1
	if stated.Cmp(data.Int(10)) >= 0 {
		step = half
	}
	// The rounding of the cells moves part by n halves and all by k.
	slack := half.Mul(data.Int(int64(n))).Quo(all).Mul(data.Int(100)).Add(share.Mul(half.Mul(data.Int(int64(k)))).Quo(all))
	if stated.Sub(share).Abs().Cmp(step.Add(slack)) > 0 {
		r.warn("%s:%d: %s: the column %s says %s%%, but its cells are %s%% of the whole", r.name, row.line, row.name, r.columnName(c.cell), stated, share.Decimals(1))
	}
}

// checkTotalRow holds the total row against the rows above it, year by year.
func (r *tableReader) checkTotalRow() {
	sums, counts := map[int]*data.Total{}, map[int]int{}
	for _, row := range r.rows {
		if row.total {
			continue
		}
		for _, v := range row.values {
			if sums[v.year] == nil {
				sums[v.year] = &data.Total{}
			}
			sums[v.year].Add(v.value)
			counts[v.year]++
		}
	}
	for _, row := range r.rows {
		if !row.total {
			continue
		}
		stated := map[int]bool{}
		for _, v := range row.values {
			stated[v.year] = true
			sum := data.Int(0)
			if s := sums[v.year]; s != nil {
				sum = s.Number()
			}
			if differs(v.value.Number(), sum, counts[v.year]) {
				r.warn("%s:%d: %s: the row says %s for %d, but the rows above it add up to %s", r.name, row.line, row.name, v.value, v.year, sum)
			}
		}
		for _, c := range r.l.years {
			if c.isYear() && !stated[c.from] && counts[c.from] > 0 && sums[c.from].Number().Cmp(half.Mul(data.Int(int64(counts[c.from]+1)))) > 0 {
				r.warn("%s:%d: %s: the row is empty for %d, but the rows add up to %s", r.name, row.line, row.name, c.from, sums[c.from].Number())
			}
		}
	}
}

// warnTotals says where a total row is missing, or stands twice.
func (r *tableReader) warnTotals() {
	totals := 0
	for _, row := range r.rows {
		if row.total {
			totals++
		}
	}
	switch {
	case totals == 0:
		r.warn("%s: the table has no total row; it may be cut off", r.name)
	case totals > 1:
		r.warnings = append(r.warnings, fmt.Errorf("%s: the table has %d total rows; it may be two tables", r.name, totals))
	}
}
