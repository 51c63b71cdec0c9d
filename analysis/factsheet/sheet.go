package factsheet

import (
	"strconv"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data"
)

// SectionID names a section of a sheet.
type SectionID string

// The sections, in the order of a sheet.
const (
	Totals     SectionID = "totals"     // the world's, or the place's, volume, and how many exporters and importers there are
	Exporters  SectionID = "exporters"  // places by their exports
	Recipients SectionID = "recipients" // who received the exports of a place
	Importers  SectionID = "importers"  // places by their imports
	Suppliers  SectionID = "suppliers"  // who supplied the imports of a place
	Regions    SectionID = "regions"    // SIPRI's five regions by their imports
	Categories SectionID = "categories" // kinds of arms
	Series     SectionID = "series"     // each year
	Means      SectionID = "means"      // the mean of a window that ends in each year
	Pending    SectionID = "pending"    // ordered and not yet delivered
)

// Sections lists every section, in the order of a sheet.
var Sections = []SectionID{Totals, Exporters, Recipients, Importers, Suppliers, Regions, Categories, Series, Means, Pending}

// Reason says why a section is left out.
type Reason string

// The reasons.
const (
	NoPairs      Reason = "the files do not say who delivered to whom"
	NoExporters  Reason = "the files do not hold the exports of every place"
	NoImporters  Reason = "the files do not hold the imports of every place"
	NoCategories Reason = "the files do not hold categories of arms"
	NoOrders     Reason = "the files do not say what was ordered; a classic trade register does"
	NonePending  Reason = "nothing is ordered and not delivered"
)

// Reasons lists every reason, in the order of the documentation.
var Reasons = []Reason{NoPairs, NoExporters, NoImporters, NoCategories, NoOrders, NonePending}

// LeftOut is a section that the data cannot fill.
type LeftOut struct {
	Section SectionID
	Reason  Reason
}

// Caution is something that a reader of the numbers must know.
type Caution string

// The cautions; the first four come with every sheet.
const (
	VolumeNotPrice   Caution = "TIV measures the volume of major arms delivered, by what they can do; it is not their price, and shares of it are not shares of money"
	UseWindows       Caution = "deliveries go up and down from year to year; compare windows of five years, not single years"
	RevisedEachYear  Caution = "SIPRI revises all years each spring; figures of two releases do not compare"
	LatestIncomplete Caution = "the latest years are incomplete; later releases add deliveries that were not known"
	YearNotOver      Caution = "the last year was not over when the data were made"
	SplitDeals       Caution = "a deal delivered over several years has one sum; where only some of its years lie in a window, the part in it is an estimate, and its volume is given"
	CellsRounded     Caution = "the tables hold whole millions of TIV; a published figure can differ in its last digit"
	InsideGroup      Caution = "deliveries between members of the group are counted, as SIPRI does for regions, and stand in a row of their own"
	PendingOnDay     Caution = "what is still to be delivered is that of the day on which the register was made"
	SomePartners     Caution = "the files hold some partners only; the shares are of all deliveries, and the rest is not broken down"
	NoWhole          Caution = "the files hold some partners only, and not the whole that they are parts of; volumes have neither shares nor ranks"
)

// Cautions lists every caution, in the order of the documentation.
var Cautions = []Caution{VolumeNotPrice, UseWindows, RevisedEachYear, LatestIncomplete, YearNotOver, SplitDeals, CellsRounded, InsideGroup, PendingOnDay, SomePartners, NoWhole}

// Row is one line of a section. A number that is not known or does not exist
// is none: the share of nothing, the change from nothing.
type Row struct {
	Rank          int    // 1 the largest, equal values share the better rank; 0 has no place in the order
	Place         string // place code; "" for a region or a category
	Name          string // in English
	Partner       string // place code of the other side
	PartnerName   string
	Period        data.Period // of Value
	Value         data.Number
	Share         data.Number // of the whole of the section, in percent
	PreviousValue data.Number
	PreviousShare data.Number
	Change        data.Number // from PreviousValue to Value, in percent
	Unit          data.Unit
	// Estimate is the part of Value from deals of which only some years are in
	// Period; none is 0.
	Estimate data.Number
	Note     string // in English
}

// Section is one table of a sheet.
type Section struct {
	ID   SectionID
	Rows []Row
}

// Sheet is the result of Compute.
type Sheet struct {
	Options          Options // with the window that was used
	Previous, Latest data.Period
	Sections         []Section // in the order of Sections, none empty
	LeftOut          []LeftOut
	Cautions         []Caution
	Releases         []data.Release // what it was computed from, in the order given
	Warnings         []error
}

// Section returns the rows of a section, none where the sheet lacks it.
func (s *Sheet) Section(id SectionID) []Row {
	for _, section := range s.Sections {
		if section.ID == id {
			return section.Rows
		}
	}
	return nil
}

var columns = []data.Column{
	{Name: "section", Meaning: "totals, exporters, recipients, importers, suppliers, regions, categories, series, means or pending."},
	{Name: "rank", Kind: data.WholeColumn, Meaning: "1 is the largest value of the section, or of the place's partners; empty without a place in the order."},
	{Name: "place", Meaning: "Place code; empty for a region, a category or a group."},
	{Name: "name", Meaning: "Name of the place, region, category or group."},
	{Name: "partner", Meaning: "Place code of the other side: the recipient of an exporter, the supplier of an importer."},
	{Name: "partner_name", Meaning: "Name of the partner."},
	{Name: "period", Meaning: "Years of value; in pending the year of the order."},
	{Name: "value", Kind: data.NumberColumn, Meaning: "Volume in period, in unit."},
	{Name: "share", Kind: data.NumberColumn, Meaning: "Value in percent of the world, or of all that the place exported or imported."},
	{Name: "previous_value", Kind: data.NumberColumn, Meaning: "Volume in the previous window, in unit."},
	{Name: "previous_share", Kind: data.NumberColumn, Meaning: "Share in the previous window, in percent."},
	{Name: "change", Kind: data.NumberColumn, Meaning: "Change from previous_value to value in percent; empty where previous_value is 0."},
	{Name: "unit", Meaning: "Unit of value and previous_value."},
	{Name: "estimate", Kind: data.NumberColumn, Meaning: "Part of value from deals of which only some years of delivery lie in period."},
	{Name: "note", Meaning: "What a reader must know of this row."},
}

// Columns describes the columns of Sheet.Table, in order.
func Columns() []data.Column { return append([]data.Column(nil), columns...) }

// Table returns the sheet as one long table with the columns of Columns.
// Numbers have data.SignificantDigits digits and are not rounded otherwise.
func (s *Sheet) Table() data.Table {
	t := data.Table{Columns: Columns()}
	for _, section := range s.Sections {
		t.Rows = append(t.Rows, section.Table().Rows...)
	}
	return t
}

// Table returns one section as a table with the columns of Columns.
func (s Section) Table() data.Table {
	t := data.Table{Columns: Columns()}
	for _, r := range s.Rows {
		t.Rows = append(t.Rows, r.cells(s.ID))
	}
	return t
}

// Frame returns Table as a gota frame: rank is Int, numbers are Float with NaN
// where a cell is empty, all else is String.
func (s *Sheet) Frame() dataframe.DataFrame { return s.Table().Frame() }

func (r Row) cells(id SectionID) []string {
	number := func(n data.Number) string { return n.Significant(data.ToNearest).String() }
	rank, estimate := "", ""
	if r.Rank > 0 {
		rank = strconv.Itoa(r.Rank)
	}
	if r.Estimate.Sign() != 0 {
		estimate = number(r.Estimate)
	}
	return []string{string(id), rank, r.Place, r.Name, r.Partner, r.PartnerName, r.Period.String(), number(r.Value), number(r.Share),
		number(r.PreviousValue), number(r.PreviousShare), number(r.Change), string(r.Unit), estimate, r.Note}
}
