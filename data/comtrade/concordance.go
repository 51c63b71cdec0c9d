package comtrade

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// Concordance says which codes of one classification are which codes of
// another. It has every pair of codes that share goods; what a pair shares, no
// table says.
type Concordance struct {
	From, To string // classifications, as H5
	// Release describes the file.
	Release data.Release
	// Account counts the pairs that were read.
	Account data.Account
	// Warnings say what the table does not hold.
	Warnings []error

	targets map[string][]string // of each code of From, sorted
	sources map[string][]string // of each code of To, sorted
	// conversion is the one code of To that the publisher itself takes for each
	// code of From, where the file has such a sheet in this direction.
	conversion map[string]string
}

// Targets returns the codes of To that share goods with a code of From,
// sorted; none where the table lacks the code.
func (c *Concordance) Targets(code string) []string { return slices.Clone(c.targets[code]) }

// Relation returns how a code of From relates to To: "1:1", "n:1" where other
// codes of From share its only target, "1:n" where it has several targets of
// its own, "n:n" where it has several and shares one, and "" where the table
// lacks it.
func (c *Concordance) Relation(code string) string {
	targets := c.targets[code]
	if len(targets) == 0 {
		return ""
	}
	shared := slices.ContainsFunc(targets, func(t string) bool { return len(c.sources[t]) > 1 })
	left, right := "1", "1"
	if shared {
		left = "n"
	}
	if len(targets) > 1 {
		right = "n"
	}
	return left + ":" + right
}

// Relations counts the codes of From by their relation.
func (c *Concordance) Relations() map[string]int {
	counts := map[string]int{}
	for code := range c.targets {
		counts[c.Relation(code)]++
	}
	return counts
}

// HasConversion reports whether the file says which single code its publisher
// takes for each code of From.
func (c *Concordance) HasConversion() bool { return len(c.conversion) > 0 }

// pairTable is one sheet of pairs: rows under a header that names both
// classifications.
type pairTable struct {
	name     string
	from, to int // columns
	rows     []tableRow
}

// tableRow is one row of a sheet or of a CSV.
type tableRow struct {
	line  int
	cells []string
}

// ReadConcordance reads a table of two classifications, as the United Nations
// Statistics Division publishes it (XLSX with the sheets "Conversions" and
// "Correlations", or one sheet), as World Bank's WITS does (CSV), or any table
// in which the header of one column names from and that of another one to: "HS
// 2017", "From HS 2017", "HS2017", "H5", "HS 2017 Product Code", "SITC Rev. 4".
// The columns stand in any order: a table from new to old also serves from old
// to new.
//
// The pairs are those of the correlation, where the workbook has one, since
// only they show that goods of one code went into several.
func ReadConcordance(f *file.File, from, to string) (*Concordance, error) {
	for _, class := range []string{from, to} {
		if !isHS(class) && !isSITC(class) && class != "BEC" {
			return nil, fmt.Errorf("cannot convert %q; write H0 to H6, S1 to S4 or BEC", clip(class))
		}
	}
	if from == to {
		return nil, fmt.Errorf("from and to are both %s", from)
	}
	hash, err := f.SHA256()
	if err != nil {
		return nil, err
	}
	c := &Concordance{From: from, To: to, Account: data.Account{Of: "rows"}, targets: map[string][]string{}, sources: map[string][]string{},
		Release: data.Release{Format: "concordance", Title: fmt.Sprintf("concordance of %s and %s", from, to), File: f.Name, SHA256: hash, Bytes: f.Size}}
	tables, err := c.tables(f)
	if err != nil {
		return nil, err
	}
	pairs, conversion := choose(tables)
	problems := data.Problems{File: f.Name}
	c.addPairs(pairs, &problems)
	if conversion != nil && conversion.from < conversion.to {
		c.addConversion(conversion, &problems)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	if len(c.targets) == 0 {
		return nil, &data.ParseError{File: f.Name, Err: fmt.Errorf("has a header of %s and %s, but no pairs", from, to)}
	}
	for code := range c.sources {
		slices.Sort(c.sources[code])
	}
	for code := range c.targets {
		slices.Sort(c.targets[code])
	}
	return c, nil
}

// choose returns the table with the pairs and, if there is another one, that
// of the conversion.
func choose(tables []*pairTable) (pairs, conversion *pairTable) {
	for _, t := range tables {
		if strings.Contains(strings.ToLower(t.name), "conver") {
			if conversion == nil {
				conversion = t
			}
		} else if pairs == nil {
			pairs = t
		}
	}
	if pairs == nil {
		return conversion, nil
	}
	return pairs, conversion
}

// tables returns every sheet whose header names both classifications.
func (c *Concordance) tables(f *file.File) ([]*pairTable, error) {
	var found []*pairTable
	var names []string
	add := func(name string, rows []tableRow) {
		for i, row := range rows {
			if i >= headerWithin {
				break
			}
			from, to := c.columns(row.cells)
			if from >= 0 && to >= 0 {
				found = append(found, &pairTable{name, from, to, rows[i+1:]})
				return
			}
			for _, cell := range row.cells {
				if class := classOf(cell); class != "" && !slices.Contains(names, class) {
					names = append(names, class)
				}
			}
		}
	}
	if f.Kind() == file.XLSX {
		if err := eachSheet(f, add); err != nil {
			return nil, err
		}
	} else if rows, err := textRows(f); err != nil {
		return nil, err
	} else {
		add("", rows)
	}
	if found == nil {
		has := "names none"
		if names != nil {
			has = "has " + strings.Join(names, ", ")
		}
		return nil, &data.ParseError{File: f.Name, Err: fmt.Errorf("has no header with one column for %s and one for %s (it %s); write them as From HS 2017, To HS 2012", c.From, c.To, has)}
	}
	return found, nil
}

// columns returns the columns of the two classifications in a header, −1
// where it has none.
func (c *Concordance) columns(cells []string) (from, to int) {
	from, to = -1, -1
	for i, cell := range cells {
		switch class := classOf(cell); {
		case class == c.From && from < 0:
			from = i
		case class == c.To && to < 0:
			to = i
		}
	}
	return from, to
}

var (
	hsHeading    = regexp.MustCompile(`^(?:HS|H)[\s_-]*(\d{4}|\d{2}|\d)(?:/\d{2})?$`)
	sitcHeading  = regexp.MustCompile(`^(?:SITC|S)[\s_-]*(?:REV(?:ISION)?)?[\s._-]*(\d)$`)
	headingNoise = regexp.MustCompile(`(?i)\b(from|to|product|code|codes|subheading)\b`)
)

// revisionOf gives the revision of the Harmonized System that came into force
// in a year.
var revisionOf = map[string]string{
	"1988": "H0", "1992": "H0", "88": "H0", "92": "H0", "1996": "H1", "96": "H1", "2002": "H2", "02": "H2", "2007": "H3", "07": "H3",
	"2012": "H4", "12": "H4", "2017": "H5", "17": "H5", "2022": "H6", "22": "H6", "2028": "H7", "28": "H7",
}

// classOf returns the classification that a heading names, "" where it names
// none, or two as a title does, or is about something else than codes.
func classOf(heading string) string {
	s := strings.TrimSpace(headingNoise.ReplaceAllString(heading, " "))
	s = strings.ToUpper(strings.Join(strings.Fields(s), " "))
	if m := hsHeading.FindStringSubmatch(s); m != nil {
		if len(m[1]) == 1 {
			return "H" + m[1]
		}
		return revisionOf[m[1]]
	}
	if m := sitcHeading.FindStringSubmatch(s); m != nil {
		return "S" + m[1]
	}
	switch s {
	case "BEC", "BE", "BEC REV. 4", "BEC4", "BEC 4":
		return "BEC"
	}
	return ""
}

// addPairs notes every row with a code on both sides.
func (c *Concordance) addPairs(t *pairTable, problems *data.Problems) {
	seen := map[[2]string]bool{}
	without := 0
	for _, row := range t.rows {
		a, b, ok := c.pair(t, row, problems)
		if !ok {
			continue
		}
		switch pair := [2]string{a, b}; {
		case a == "" || b == "":
			c.Account.Drop("a code without a counterpart", row.line)
			without++
		case seen[pair]:
			c.Account.Drop("a pair that stands twice", row.line)
		default:
			seen[pair] = true
			c.Account.Flows++
			c.targets[a] = append(c.targets[a], b)
			c.sources[b] = append(c.sources[b], a)
		}
	}
	if without > 0 {
		c.Warnings = append(c.Warnings, &data.ParseError{File: c.Release.File, Err: fmt.Errorf("%d codes have no counterpart", without)})
	}
}

// addConversion notes the one target of each code. A second one would make
// the conversion depend on the order of the rows.
func (c *Concordance) addConversion(t *pairTable, problems *data.Problems) {
	c.conversion = map[string]string{}
	for _, row := range t.rows {
		a, b, ok := c.pair(t, row, problems)
		c.Account.Read-- // these rows choose among pairs, they are no pairs
		if !ok || a == "" || b == "" {
			continue
		}
		if old, ok := c.conversion[a]; ok && old != b {
			problems.Add(&data.ParseError{File: c.Release.File, Line: row.line, Field: t.name, Value: a, Err: fmt.Errorf("%s becomes %s here and %s above; a conversion has one code for each", a, b, old)})
			continue
		}
		c.conversion[a] = b
	}
}

// pair reads the two codes of a row; a blank row is skipped.
func (c *Concordance) pair(t *pairTable, row tableRow, problems *data.Problems) (a, b string, ok bool) {
	if strings.TrimSpace(strings.Join(row.cells, "")) == "" {
		c.Account.Read++
		c.Account.Drop("a blank row", row.line)
		return "", "", false
	}
	c.Account.Read++
	ok = true
	read := func(i int, class string) string {
		cell := ""
		if i < len(row.cells) {
			cell = strings.TrimSpace(row.cells[i])
		}
		code, err := pairCode(class, cell)
		if err != nil {
			ok = false
			problems.Add(&data.ParseError{File: c.Release.File, Line: row.line, Field: class, Value: cell, Err: err})
		}
		return code
	}
	a, b = read(t.from, c.From), read(t.to, c.To)
	return a, b, ok
}

// hsPointed matches a subheading as the Harmonized System is printed.
var hsPointed = regexp.MustCompile(`^\d{4}\.\d{2}$`)

// pairCode reads one code of a table, "" where there is none.
func pairCode(class, cell string) (string, error) {
	switch strings.ToLower(cell) {
	case "", "n/a", "na", "-", "null":
		return "", nil
	}
	// 2501.00 is the subheading 250100, and 250100.0 a number that a spreadsheet
	// made of it.
	if whole, ok := cutWhole(cell); ok && !(isHS(class) && hsPointed.MatchString(cell)) {
		cell = whole
	}
	if isSITC(class) || isHS(class) { // points group digits, as 8542.31 and 001.11
		cell = strings.NewReplacer(".", "", " ", "").Replace(cell)
	}
	if isHS(class) && len(cell) == 5 && isDigits(cell) {
		cell = "0" + cell
	}
	code, _, err := product(class, cell, -1)
	return code, err
}
