package sipri

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"github.com/periplus-data/periplus/data"
)

var dealColumns = []data.Column{
	{Name: "id", Meaning: "SIPRI's number of the deal; empty in a classic register."},
	{Name: "supplier", Meaning: "Place code of the supplier."},
	{Name: "recipient", Meaning: "Place code of the recipient."},
	{Name: "supplier_name", Meaning: "Supplier as SIPRI writes it; * marks a group that is no state, ** an organisation."},
	{Name: "recipient_name", Meaning: "Recipient as SIPRI writes it."},
	{Name: "order_year", Kind: data.WholeColumn, Meaning: "Year of the order."},
	{Name: "order_year_estimate", Kind: data.FlagColumn, Meaning: "Whether SIPRI marks it as uncertain."},
	{Name: "ordered", Kind: data.NumberColumn, Meaning: "Number ordered; empty where it is not known, and in a new register."},
	{Name: "ordered_estimate", Kind: data.FlagColumn, Meaning: "Whether SIPRI marks it as uncertain."},
	{Name: "designation", Meaning: "Name of the weapon."},
	{Name: "description", Meaning: "Kind of weapon."},
	{Name: "category", Meaning: "Armament category; empty in a classic register."},
	{Name: "delivered", Kind: data.NumberColumn, Meaning: "Number delivered in delivery_years."},
	{Name: "delivered_estimate", Kind: data.FlagColumn, Meaning: "Whether SIPRI marks it as uncertain."},
	{Name: "delivery_years", Meaning: "Years with deliveries, ascending, apart by a blank; empty where nothing is delivered yet."},
	{Name: "years_estimate", Kind: data.FlagColumn, Meaning: "Whether SIPRI marks them as uncertain."},
	{Name: "status", Meaning: "New, Second hand, or Second hand but modernized."},
	{Name: "comments", Meaning: "SIPRI's remarks; empty in a new register."},
	{Name: "tiv_unit", Kind: data.NumberColumn, Meaning: "Million TIV of one new weapon; empty in a classic register."},
	{Name: "tiv_deal_unit", Kind: data.NumberColumn, Meaning: "Million TIV of one weapon as delivered."},
	{Name: "tiv_order", Kind: data.NumberColumn, Meaning: "Million TIV of the order; empty in a new register."},
	{Name: "tiv_delivered", Kind: data.NumberColumn, Meaning: "Million TIV delivered in delivery_years."},
	{Name: "local_production", Kind: data.FlagColumn, Meaning: "Whether the recipient makes the weapons under the deal; false in a classic register, which does not say."},
	{Name: "planned", Kind: data.FlagColumn, Meaning: "Whether the delivery year lay ahead when the file was made."},
	{Name: "line", Kind: data.WholeColumn, Meaning: "Line of the file where the row begins."},
}

// DealColumns describes the columns of a table of deals, in order.
func DealColumns() []data.Column { return slices.Clone(dealColumns) }

// Table returns the deals as a table with the columns DealColumns.
func (r *Register) Table() data.Table {
	t := data.Table{Columns: DealColumns(), Rows: make([][]string, len(r.Deals))}
	for i := range r.Deals {
		d := &r.Deals[i]
		t.Rows[i] = []string{d.ID, d.Supplier, d.Recipient, d.SupplierName, d.RecipientName, wholeText(d.OrderYear), strconv.FormatBool(d.OrderYearEstimate),
			d.Ordered.String(), strconv.FormatBool(d.OrderedEstimate), d.Designation, d.Description, d.Category,
			d.Delivered.String(), strconv.FormatBool(d.DeliveredEstimate), yearsText(d.Years), strconv.FormatBool(d.YearsEstimate), d.Status, d.Comments,
			d.TIVUnit.String(), d.TIVDealUnit.String(), d.TIVOrder.String(), d.TIVDelivered.String(),
			strconv.FormatBool(d.LocalProduction), strconv.FormatBool(d.Planned), strconv.Itoa(d.Line)}
	}
	return t
}

// wholeText writes a year, "" for none.
func wholeText(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

func yearsText(years []int) string {
	texts := make([]string, len(years))
	for i, y := range years {
		texts[i] = strconv.Itoa(y)
	}
	return strings.Join(texts, " ")
}

// Frame returns the deals as a gota frame with the columns DealColumns: numbers
// are Float, NaN where empty; order_year and line Int, flags Bool, all else
// String. It holds what Table holds.
func (r *Register) Frame() dataframe.DataFrame {
	columns := make([]series.Series, len(dealColumns))
	var done sync.WaitGroup
	done.Go(func() { r.textColumns(columns) })
	r.otherColumns(columns)
	done.Wait()
	return dataframe.New(columns...)
}

// textColumns makes the columns of text, in one pass over the deals.
func (r *Register) textColumns(columns []series.Series) {
	n := len(r.Deals)
	var id, supplier, recipient, supplierName, recipientName, designation, description, category, status texts
	all := []*texts{&id, &supplier, &recipient, &supplierName, &recipientName, &designation, &description, &category, &status}
	for _, t := range all {
		*t = newTexts(n)
	}
	years, comments, room := newYearTexts(n), make([]string, n), make([]int, n)
	for i := range r.Deals {
		d := &r.Deals[i]
		id.add(i, d.ID)
		supplier.add(i, d.Supplier)
		recipient.add(i, d.Recipient)
		supplierName.add(i, d.SupplierName)
		recipientName.add(i, d.RecipientName)
		designation.add(i, d.Designation)
		description.add(i, d.Description)
		category.add(i, d.Category)
		status.add(i, d.Status)
		years.add(i, d.Years)
		comments[i] = d.Comments
	}
	for i, name := range []string{"id", "supplier", "recipient", "supplier_name", "recipient_name", "designation", "description", "category", "status"} {
		put(columns, name, spread(all[i].values, series.String, all[i].rows, room))
	}
	put(columns, "delivery_years", spread(years.values, series.String, years.rows, room))
	put(columns, "comments", series.New(comments, series.String, ""))
}

// otherColumns makes the columns of numbers, years and flags.
func (r *Register) otherColumns(columns []series.Series) {
	n := len(r.Deals)
	var ordered, delivered, unit, dealUnit, order, tiv numbers
	all := []*numbers{&ordered, &delivered, &unit, &dealUnit, &order, &tiv}
	for _, c := range all {
		*c = newNumbers(n)
	}
	orderYears, lines, room := make([]uint32, n), make([]int, n), make([]int, n)
	flags := [6][]bool{}
	for i := range flags {
		flags[i] = make([]bool, n)
	}
	for i := range r.Deals {
		d := &r.Deals[i]
		ordered.add(i, d.Ordered)
		delivered.add(i, d.Delivered)
		unit.add(i, d.TIVUnit)
		dealUnit.add(i, d.TIVDealUnit)
		order.add(i, d.TIVOrder)
		tiv.add(i, d.TIVDelivered)
		if d.OrderYear != 0 {
			orderYears[i] = uint32(d.OrderYear - firstYear + 1)
		}
		lines[i] = d.Line
		flags[0][i], flags[1][i], flags[2][i] = d.OrderYearEstimate, d.OrderedEstimate, d.DeliveredEstimate
		flags[3][i], flags[4][i], flags[5][i] = d.YearsEstimate, d.LocalProduction, d.Planned
	}
	for i, name := range []string{"ordered", "delivered", "tiv_unit", "tiv_deal_unit", "tiv_order", "tiv_delivered"} {
		put(columns, name, spread(all[i].values, series.Float, all[i].rows, room))
	}
	for i, name := range []string{"order_year_estimate", "ordered_estimate", "delivered_estimate", "years_estimate", "local_production", "planned"} {
		put(columns, name, series.New(flags[i], series.Bool, ""))
	}
	put(columns, "order_year", spread(yearNames, series.Int, orderYears, room))
	put(columns, "line", series.New(lines, series.Int, ""))
}

// yearNames are the years as text; the first one is what gota takes as
// missing.
var yearNames = func() []string {
	names := []string{"NaN"}
	for y := firstYear; y <= finalYear; y++ {
		names = append(names, strconv.Itoa(y))
	}
	return names
}()

// put sets the column of a name.
func put(columns []series.Series, name string, s series.Series) {
	for i := range dealColumns {
		if dealColumns[i].Name == name {
			s.Name = name
			columns[i] = s
			return
		}
	}
	panic("sipri: no column " + name)
}

// spread makes a column of its distinct values, and of the number of the value
// in each row. gota takes each value through an interface, which allocates;
// there are far fewer values than rows. The room, for as many numbers as there
// are rows, serves many columns.
func spread(values any, t series.Type, rows []uint32, room []int) series.Series {
	for i, n := range rows {
		room[i] = int(n)
	}
	return series.New(values, t, "").Subset(room)
}

// slots is how many values of a column are found without its map.
const slots = 1024

// texts gathers the distinct texts of a column.
type texts struct {
	rows   []uint32
	values []string
	index  map[string]uint32
	slot   []uint32 // number of a text by its hash, 0 where it is not known yet
}

func newTexts(n int) texts {
	return texts{rows: make([]uint32, n), index: map[string]uint32{}, slot: make([]uint32, slots), values: []string{""}}
}

func (t *texts) add(row int, s string) {
	if s == "" {
		return // the first value
	}
	h := (int(s[0]) + int(s[len(s)/2])*7 + int(s[len(s)-1])*31 + len(s)*127) % slots
	n := t.slot[h]
	if n == 0 || t.values[n] != s {
		var ok bool
		if n, ok = t.index[s]; !ok {
			n = uint32(len(t.values))
			t.values = append(t.values, s)
			t.index[s] = n
		}
		t.slot[h] = n
	}
	t.rows[row] = n
}

// numbers gathers the distinct numbers of a column.
type numbers struct {
	rows   []uint32
	values []float64
	known  []data.Decimal
	index  map[data.Decimal]uint32
	slot   []uint32
}

func newNumbers(n int) numbers {
	return numbers{rows: make([]uint32, n), index: map[data.Decimal]uint32{}, slot: make([]uint32, slots), values: []float64{math.NaN()}, known: make([]data.Decimal, 1)}
}

func (c *numbers) add(row int, d data.Decimal) {
	if !d.IsSet() {
		return // the first value
	}
	coef, scale := d.Parts()
	h := int(uint64(coef*5+int64(scale)) % slots)
	n := c.slot[h]
	if n == 0 || c.known[n] != d {
		var ok bool
		if n, ok = c.index[d]; !ok {
			n = uint32(len(c.values))
			c.values, c.known = append(c.values, float(d)), append(c.known, d)
			c.index[d] = n
		}
		c.slot[h] = n
	}
	c.rows[row] = n
}

// float returns the float64 nearest to d.
func float(d data.Decimal) float64 {
	f, err := strconv.ParseFloat(d.String(), 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

// yearTexts gathers the distinct lists of delivery years.
type yearTexts struct {
	rows   []uint32
	values []string
	index  map[yearSet]uint32
	last   yearSet
	lastN  uint32
}

// yearSet has one bit a year.
type yearSet [maxYears/64 + 1]uint64

func newYearTexts(n int) yearTexts {
	return yearTexts{rows: make([]uint32, n), values: []string{""}, index: map[yearSet]uint32{{}: 0}}
}

func (t *yearTexts) add(row int, years []int) {
	var k yearSet
	for _, y := range years {
		k[(y-firstYear)/64] |= 1 << ((y - firstYear) % 64)
	}
	if k != t.last {
		n, ok := t.index[k]
		if !ok {
			n = uint32(len(t.values))
			t.values = append(t.values, yearsText(years))
			t.index[k] = n
		}
		t.last, t.lastN = k, n
	}
	t.rows[row] = t.lastN
}
