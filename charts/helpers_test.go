package charts

import (
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"

	"github.com/periplus-data/periplus/data"
)

// table builds a frame from a header and rows with | between the cells. An
// empty cell is missing.
func table(header string, rows ...string) dataframe.DataFrame {
	kinds := map[string]data.ColumnKind{}
	for _, c := range ownColumns {
		kinds[c.Name] = c.Kind
	}
	for _, c := range commonColumns {
		kinds[c.Name] = c.Kind
	}
	var t data.Table
	for name := range strings.SplitSeq(header, "|") {
		t.Columns = append(t.Columns, data.Column{Name: name, Kind: kinds[name]})
	}
	for _, r := range rows {
		t.Rows = append(t.Rows, strings.Split(r, "|"))
	}
	return t.Frame()
}

const fullHeader = "label|value|low|high|low_open|high_open|unit|bound|source|id"

// The figures of the two articles, with the bounds that rounding leaves: half
// the last printed digit on both sides.
func tradeFrame() dataframe.DataFrame {
	return table(fullHeader,
		"Russia|3500000000|3450000000|3550000000|false|true|USD|exact|Article on the visit of June 2024|vn-ru-trade-2022",
		"United States|123000000000|122500000000|123500000000|false|true|USD|exact|Article on the visit of June 2024|vn-us-trade-2022",
		"China|175000000000|174500000000|175500000000|false|true|USD|exact|Article on the visit of June 2024|vn-cn-trade-2022",
	)
}

func agreementsFrame() dataframe.DataFrame {
	return table(fullHeader,
		"Official, published|11|11|11|false|false|count|exact|a|vn-ru-agreements-official",
		"Signed in all|12|13||false|false|count|more_than|b|vn-ru-agreements-more",
		"Signed by heads of state|12|11|13|false|false|count|about|b|vn-ru-agreements-about",
		"Not made public|||||||vague|a|vn-ru-agreements-unpublished",
	)
}

func timesFrame() dataframe.DataFrame {
	// 174.5/3.55, 175.5/3.45, 122.5/3.55 and 123.5/3.45.
	return table(fullHeader,
		"Russia|1|1|1|false|false|ratio|||vn-ru-trade-2022",
		"United States|35.1428571429|34.5070422535|35.7971014493|false|false|ratio|||vn-us-trade-2022",
		"China|50|49.1549295774|50.8695652174|false|false|ratio|||vn-cn-trade-2022",
	)
}

func shareFrame() dataframe.DataFrame {
	return table(fullHeader, "Russia|80|80|100|true|false|percent|more_than|Article|vn-ru-arms-share-1995-2023")
}

func lineFrame() dataframe.DataFrame {
	return table("label|value|unit|id", "2014|1070|TIV_million|a", "2017|465|TIV_million|b", "2019|138|TIV_million|c", "2020|10|TIV_million|d")
}

func mustDraw(t testing.TB, kind string, df dataframe.DataFrame, o Options) *Picture {
	t.Helper()
	return mustSet(t, kind, df, o, nil)
}

// mustSet is mustDraw with settings of the kind.
func mustSet(t testing.TB, kind string, df dataframe.DataFrame, o Options, settings map[string]string) *Picture {
	t.Helper()
	p, err := drawKind(kind, df, o, settings)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// drawKind draws a kind by its token.
func drawKind(kind string, df dataframe.DataFrame, o Options, settings map[string]string) (*Picture, error) {
	c, err := New(kind, o, settings)
	if err != nil {
		return nil, err
	}
	return Draw(df, c)
}
