package data

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-gota/gota/dataframe"
)

// figureColumn ties a column of a table of figures to the cell of a figure.
type figureColumn struct {
	Column
	cell func(Figure) string
}

// text, number, whole and flag build the rows of figureColumns.
func textCell(name, meaning string, cell func(Figure) string) figureColumn {
	return figureColumn{Column{name, TextColumn, meaning}, cell}
}

func numberCell(name, meaning string, mode RoundMode, get func(Figure) Number) figureColumn {
	return figureColumn{Column{name, NumberColumn, meaning}, func(f Figure) string { return get(f).Significant(mode).String() }}
}

func wholeCell(name, meaning string, get func(Figure) int64) figureColumn {
	return figureColumn{Column{name, WholeColumn, meaning}, func(f Figure) string { return strconv.FormatInt(get(f), 10) }}
}

func flagCell(name, meaning string, get func(Figure) bool) figureColumn {
	return figureColumn{Column{name, FlagColumn, meaning}, func(f Figure) string { return strconv.FormatBool(get(f)) }}
}

// figureColumns is the one description of a table of figures: of the frame, of
// what the command prints, and of figures.csv in a package.
var figureColumns = []figureColumn{
	textCell("id", "What users type, as vn-ru-trade-2022.", func(f Figure) string { return f.ID }),
	textCell("source", "Id of the source that states the figure.", func(f Figure) string { return f.Source }),
	textCell("measure", "Id of the measure.", func(f Figure) string { return f.Measure }),
	textCell("reporter", "ISO 3166-1 alpha-3 code; empty where there is none.", func(f Figure) string { return f.Reporter }),
	textCell("partner", "ISO 3166-1 alpha-3 code; empty where there is none.", func(f Figure) string { return f.Partner }),
	textCell("start", "First day, month or year covered, ISO 8601; empty where the source does not say.", func(f Figure) string { return f.Period.Start.String() }),
	textCell("end", "Last day, month or year covered, inclusive.", func(f Figure) string { return f.Period.End.String() }),
	{Column{"value", NumberColumn, "The number printed, in the unit, or the date where the unit is date; empty where none is claimed."}, func(f Figure) string {
		if f.Amount.Unit == DateUnit {
			return f.Amount.Date.String()
		}
		return f.Amount.Value.String()
	}},
	numberCell("low", "Least amount that the words allow, in the unit; empty is unbounded.", Down, func(f Figure) Number { return f.Amount.Low }),
	numberCell("high", "Greatest amount that the words allow, in the unit; empty is unbounded.", Up, func(f Figure) Number { return f.Amount.High }),
	textCell("bound", "How the source qualifies the number: exact, about, at_least, more_than, less_than, at_most, range, vague or direction.", func(f Figure) string { return string(f.Amount.Bound) }),
	textCell("unit", "Unit of value, low, high and step; money in plain units.", func(f Figure) string { return string(f.Amount.Unit) }),
	flagCell("low_open", "Whether low itself is excluded.", func(f Figure) bool { return f.Amount.LowOpen }),
	flagCell("high_open", "Whether high itself is excluded.", func(f Figure) bool { return f.Amount.HighOpen }),
	textCell("rounding", "How an exact measurement is taken to be rounded: nearest, down or either; empty for all else.", func(f Figure) string { return string(f.Amount.Statement.Rounding) }),
	{Column{"step", NumberColumn, "Unit of the last printed digit of a measurement; empty for counts, ordinals and dates."}, func(f Figure) string {
		return f.Amount.Step.String()
	}},
	textCell("scope", "What the number covers, where the measure alone does not say.", func(f Figure) string { return f.Scope }),
	textCell("note", "What a reader has to know.", func(f Figure) string { return f.Note }),
	textCell("locator", "Place in the source, for readers.", func(f Figure) string { return f.Place.Locator }),
	wholeCell("quote_start", "First byte of the words that state the figure, from 0.", func(f Figure) int64 { return f.Place.Quote.Start }),
	wholeCell("quote_end", "Byte after the last of those words.", func(f Figure) int64 { return f.Place.Quote.End }),
	textCell("quote_sha256", "SHA-256 of those bytes, lower-case hex.", func(f Figure) string { return f.Place.Quote.SHA256 }),
	wholeCell("sentence_start", "First byte of the sentence that holds them.", func(f Figure) int64 { return f.Place.Sentence.Start }),
	wholeCell("sentence_end", "Byte after its last.", func(f Figure) int64 { return f.Place.Sentence.End }),
	textCell("sentence_sha256", "SHA-256 of the sentence, lower-case hex.", func(f Figure) string { return f.Place.Sentence.SHA256 }),
	textCell("inferred", "Names of the columns that the text implies but does not print, joined by a blank.", func(f Figure) string { return strings.Join(f.Inferred, " ") }),
	textCell("same_as", "Id of the figure that states the same in another currency.", func(f Figure) string { return f.SameAs }),
}

// FigureColumns describes the columns of a table of figures, in order. The
// frame, the command's output and figures.csv of a package all have them.
func FigureColumns() []Column {
	out := make([]Column, len(figureColumns))
	for i, c := range figureColumns {
		out[i] = c.Column
	}
	return out
}

// Table returns the figures as a table with the columns FigureColumns. Value and
// step are as stated, to the last digit; low and high have SignificantDigits
// digits, low rounded down and high up.
func (fs Figures) Table() Table {
	t := Table{Columns: FigureColumns(), Rows: make([][]string, len(fs.Figures))}
	for i, f := range fs.Figures {
		row := make([]string, len(figureColumns))
		for j, c := range figureColumns {
			row[j] = c.cell(f)
		}
		t.Rows[i] = row
	}
	return t
}

// Frame returns the figures as a gota frame with the columns FigureColumns.
// value, low, high and step are Float, NaN where empty; a figure whose unit is
// date has its date in Table, but NaN in value, a year alone too. The spans
// are Int, low_open and high_open Bool, all else String.
func (fs Figures) Frame() dataframe.DataFrame {
	t := fs.Table()
	value := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == "value" })
	for i, f := range fs.Figures {
		if f.Amount.Unit == DateUnit {
			t.Rows[i][value] = "" // a bare year would pass for a number
		}
	}
	return t.Frame()
}
