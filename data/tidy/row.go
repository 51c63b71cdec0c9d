package tidy

import (
	"errors"
	"fmt"
	"hash/maphash"
	"math"
	"slices"
	"strings"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/place"
)

// cell reads the flow of one cell of values. missing says that there is
// neither a value nor a quantity.
func (r *rowReader) cell(row *gridRow, v *boundValue) (f data.Flow, missing bool, err error) {
	f = data.Flow{Source: r.out.Release.ID, Line: row.line}
	if f.Value, err = r.number(row, v.at, valueRole, r.m.scale); err != nil {
		return f, false, err
	}
	if v.quantity >= 0 {
		if f.Quantity, err = r.number(row, v.quantity, quantityRole, r.m.quantityScale); err != nil {
			return f, false, err
		}
	}
	if !f.Value.IsSet() && !f.Quantity.IsSet() {
		return f, true, nil
	}
	if f.Period, err = r.period(row, v); err != nil {
		return f, false, err
	}
	reporter, err := r.place(row, v, reporterRole, f.Period.Year)
	if err != nil {
		return f, false, err
	}
	partner, err := r.place(row, v, partnerRole, f.Period.Year)
	if err != nil {
		return f, false, err
	}
	f.Reporter, f.Partner, f.Aggregate = reporter.code, partner.code, side(reporter.sum, partner.sum)
	return f, false, r.codes(row, v, &f)
}

func side(reporter, partner bool) data.Side {
	switch {
	case reporter && partner:
		return data.BothSides
	case reporter:
		return data.ReporterSide
	case partner:
		return data.PartnerSide
	}
	return data.NoSide
}

// text returns what a role has in a row, and the column it comes from, -1
// where it is a constant.
func (r *rowReader) text(row *gridRow, v *boundValue, role role) (string, int) {
	from := &v.from[role]
	if from.at < 0 || from.at >= len(row.cells) {
		return from.text, from.at
	}
	return normal(row.cells[from.at]), from.at
}

// maxKept bounds how many texts keep remembers.
const maxKept = 1 << 16

// keep returns a copy of a text that a flow may hold without holding the part
// of the file around it; a text that comes again has one copy.
func (r *rowReader) keep(text string) string {
	if text == "" {
		return ""
	}
	if known, ok := r.texts[text]; ok {
		return known
	}
	text = strings.Clone(text)
	if r.texts == nil {
		r.texts = map[string]string{}
	}
	if len(r.texts) < maxKept {
		r.texts[text] = text
	}
	return text
}

func (r *rowReader) kept(row *gridRow, v *boundValue, role role) string {
	text, _ := r.text(row, v, role)
	return r.keep(text)
}

// number reads a value or a quantity.
func (r *rowReader) number(row *gridRow, at int, role role, scale int) (data.Decimal, error) {
	if at >= len(row.cells) {
		return data.Decimal{}, nil
	}
	text := normal(row.cells[at])
	if text == "" || slices.Contains(r.m.missing, text) {
		return data.Decimal{}, nil
	}
	switch row.odd[at] {
	case errorCell:
		return data.Decimal{}, r.g.problem(row, at, role.String(), "the cell holds the error %s; mend the workbook, or list %s under missing in the mapping", clip(text), clip(text))
	case mergedCell:
		return data.Decimal{}, r.g.problem(row, at, role.String(), "the cell is merged with others, so whose number %s is cannot be told; unmerge the cells", clip(text))
	}
	d, err := r.numbers.read(text, row.line)
	if err == nil {
		d, err = d.Shift(scale)
	}
	if err != nil {
		return d, r.g.problem(row, at, role.String(), "%w%s", err, r.markHint(text))
	}
	return d, nil
}

// markHint says what to do about a cell that looks like a mark.
func (r *rowReader) markHint(text string) string {
	if strings.ContainsAny(text, "0123456789") {
		return ""
	}
	return fmt.Sprintf("; a mark for a missing number is listed in the mapping, as missing: [%q]", clip(text))
}

func (r *rowReader) period(row *gridRow, v *boundValue) (data.Date, error) {
	text, at := r.text(row, v, periodRole)
	field := periodRole.String()
	if v.year != "" {
		text, at = v.year, -1
	} else if v.from[yearRole].at >= 0 {
		text, at = r.text(row, v, yearRole)
		field = yearRole.String()
	}
	fail := func(at int, field, format string, args ...any) error {
		return r.g.problem(row, max(at, 0), field, format, args...)
	}
	if text == "" {
		return data.Date{}, fail(at, field, "the cell is empty; a flow has a year or a month")
	}
	d, err := readPeriod(text, r.m.columns[periodRole].as)
	if err != nil {
		return d, fail(at, field, "%w", err)
	}
	month, monthAt := v.month, at
	if v.from[monthRole].at >= 0 && month == 0 {
		text, at := r.text(row, v, monthRole)
		var ok bool
		if month, ok = monthOf(text); !ok {
			return d, fail(at, monthRole.String(), "cannot read %q as a month; write 1 to 12 or an English name", clip(text))
		}
		monthAt = at
	}
	if month > 0 {
		if d.Month > 0 {
			return d, fail(monthAt, field, "%q has a month already, beside the month of its column", clip(text))
		}
		d.Month = month
	}
	return d, nil
}

type placeKey struct {
	text string
	year int
}

type foundPlace struct {
	code string
	sum  bool // over other places of the same table
	err  error
}

type years struct{ from, to int }

// place finds out who is meant. Constants are codes already, and a sum over
// other places only where rows could hold those.
func (r *rowReader) place(row *gridRow, v *boundValue, role role, year int) (foundPlace, error) {
	text, at := r.text(row, v, role)
	if at < 0 && !v.from[role].named {
		return foundPlace{code: text}, nil
	}
	if text == "" {
		return foundPlace{}, r.g.problem(row, max(at, 0), role.String(), "the cell is empty; a flow has a %s", role)
	}
	if at >= 0 && row.odd[at] == errorCell {
		return foundPlace{}, r.g.problem(row, at, role.String(), "the cell holds the error %s; mend the workbook", clip(text))
	}
	key := placeKey{text, year}
	found, ok := r.places[key]
	if !ok {
		if found = r.findPlace(text, year); r.places == nil {
			r.places = map[placeKey]foundPlace{}
		}
		r.places[placeKey{strings.Clone(text), year}] = found
	}
	if found.err != nil {
		return found, r.g.problem(row, max(at, 0), role.String(), "%w; or say under names in the mapping what it means", found.err)
	}
	return found, nil
}

func (r *rowReader) findPlace(text string, year int) foundPlace {
	grouped := func(code string) foundPlace {
		p, _ := place.Lookup(code)
		return foundPlace{code: code, sum: p.Kind == place.World || p.Kind == place.Aggregate || r.m.groups[text] || r.m.groups[code]}
	}
	if code, ok := r.m.names[text]; ok {
		return grouped(code)
	}
	if p, ok := place.Lookup(text); ok && (r.m.system == "" || r.m.system == place.NSO) { // which has no codes
		return grouped(p.Code)
	}
	if r.m.system != "" {
		if p, err := place.Resolve(r.m.system, text, year); err == nil {
			r.use(text, year)
			return grouped(p.Code)
		} else if errors.Is(err, place.ErrAmbiguous) {
			return foundPlace{err: err}
		}
	}
	p, err := place.Named(r.m.system, text, year)
	if err != nil {
		return foundPlace{err: err}
	}
	return grouped(p.Code)
}

// use notes a code with its year, to tell later whether it merges two states.
func (r *rowReader) use(code string, year int) {
	if r.used == nil {
		r.used = map[string]*years{}
	}
	y := r.used[code]
	if y == nil {
		y = &years{year, year}
		r.used[strings.Clone(code)] = y
	}
	y.from, y.to = min(y.from, year), max(y.to, year)
}

// codes fills what is neither place nor number.
func (r *rowReader) codes(row *gridRow, v *boundValue, f *data.Flow) error {
	text, at := r.text(row, v, flowRole)
	fail := func(role role, at int, err error) error {
		return r.g.problem(row, max(at, 0), role.String(), "%w", err)
	}
	var err error
	if f.Flow, err = r.flow(text); err != nil {
		return fail(flowRole, at, err)
	}
	f.Product, f.Classification, err = r.product(row, v, f.Flow)
	if err != nil {
		return err
	}
	if text, at = r.text(row, v, unitRole); text == "" || text != string(r.unit) {
		if r.unit, err = data.ParseUnit(strings.Clone(text)); err != nil {
			return fail(unitRole, at, err)
		}
	}
	f.Unit = r.unit
	text, at = r.text(row, v, valuationRole)
	if f.Valuation, err = data.ParseValuation(text); err != nil {
		return fail(valuationRole, at, err)
	}
	if f.Valuation == "" {
		f.Valuation = r.m.valuation[f.Flow]
	}
	if f.Quantity.IsSet() {
		f.QuantityUnit = r.kept(row, v, quantityUnitRole)
	}
	f.Estimate, f.Flag = r.kept(row, v, estimateRole), r.kept(row, v, flagRole)
	if f.Estimate != "" {
		r.out.Account.Estimate(f.Estimate, f.Line)
	}
	return nil
}

// flow reads a flow code, a word that the mapping explains, or plain English.
func (r *rowReader) flow(text string) (data.FlowCode, error) {
	if code, ok := r.m.flows[text]; ok {
		return code, nil
	}
	if code, err := data.ParseFlowCode(text); err == nil {
		return code, nil
	}
	switch strings.ToLower(text) {
	case "export", "exports":
		return data.Export, nil
	case "import", "imports":
		return data.Import, nil
	case "re-export", "re-exports":
		return data.ReExport, nil
	case "re-import", "re-imports":
		return data.ReImport, nil
	}
	code, err := data.ParseFlowCode(text)
	if err != nil {
		err = fmt.Errorf("%w; or say under flows in the mapping what it means", err)
	}
	return code, err
}

func (r *rowReader) product(row *gridRow, v *boundValue, flow data.FlowCode) (code, classification string, err error) {
	code, at := r.text(row, v, productRole)
	code, classification = r.keep(code), r.kept(row, v, classificationRole)
	if code == "" && at >= 0 {
		return "", "", r.g.problem(row, at, productRole.String(), "the cell is empty; write TOTAL for all products")
	}
	if code == "" && flow != "" {
		code = data.AllProducts
	}
	if digits := r.m.productDigits; len(code) < digits && code != "" && strings.Trim(code, "0123456789") == "" {
		code = strings.Repeat("0", digits-len(code)) + code
		r.out.Account.Repair("leading zeros of product codes restored", row.line)
	}
	return code, classification, nil
}

// finish adds what a user should know about the whole reading.
func (r *rowReader) finish() {
	warn := func(format string, args ...any) {
		r.out.Warnings = append(r.out.Warnings, fmt.Errorf(format, args...))
	}
	for _, note := range r.file.Notes() {
		warn("%s: %s", r.file.Name, note)
	}
	if w := r.twice.warning(); w != "" {
		warn("%s: %s", r.g.name, w)
	}
	for _, code := range sortedKeys(r.used) {
		y := r.used[code]
		if w, ok := place.Merges(r.m.system, code, y.from, y.to); ok {
			warn("%s: %s", r.g.name, w)
		}
	}
}

// duplicates finds flows that are stated twice, in the first million.
type duplicates struct {
	seed        maphash.Seed
	lines       map[uint64]int32
	n           int
	first, then int // lines of the first pair
}

func (d *duplicates) add(f *data.Flow) {
	if d.lines == nil {
		d.seed, d.lines = maphash.MakeSeed(), map[uint64]int32{}
	}
	if len(d.lines) >= 1_000_000 || f.Line > math.MaxInt32 {
		return
	}
	key := *f
	key.Value, key.Quantity, key.Line, key.Flag, key.Estimate = data.Decimal{}, data.Decimal{}, 0, "", ""
	h := maphash.Comparable(d.seed, key)
	if line, ok := d.lines[h]; ok {
		if d.n++; d.n == 1 {
			d.first, d.then = int(line), f.Line
		}
		return
	}
	d.lines[h] = int32(f.Line)
}

func (d *duplicates) warning() string {
	if d.n == 0 {
		return ""
	}
	return fmt.Sprintf("%d rows state a flow that another row states too, the first on line %d after line %d; they are added where flows are summed: if they are the same number twice, or a part and its sum, choose between them by the key rows", d.n, d.then, d.first)
}
