package charts

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
)

// tableColumns reads "name:kind" words: t text, n number, f flag, d a number
// that is a year, D a text that is a date; = behind it says that all rows are
// alike. _ is a blank in a name.
func tableColumns(text string) []TableColumn {
	var out []TableColumn
	for _, word := range strings.Fields(text) {
		i := strings.LastIndexByte(word, ':')
		c := TableColumn{Column: data.Column{Name: strings.ReplaceAll(word[:i], "~", " ")}, Same: strings.HasSuffix(word, "=")}
		switch word[i+1] {
		case 'n':
			c.Kind = data.NumberColumn
		case 'd':
			c.Kind, c.Dates = data.NumberColumn, true
		case 'D':
			c.Dates = true
		case 'f':
			c.Kind = data.FlagColumn
		}
		out = append(out, c)
	}
	return out
}

// assigned writes an assignment; ? marks what was guessed.
func assigned(a Assignment) string {
	var out []string
	for _, role := range slices.Sorted(maps.Keys(a.Columns)) {
		guess := ""
		if slices.Contains(a.Guessed, role) {
			guess = "?"
		}
		out = append(out, role+guess+"="+a.Columns[role])
	}
	if a.Unit != "" {
		out = append(out, "unit "+string(a.Unit))
	}
	if a.XUnit != "" {
		out = append(out, "x_unit "+string(a.XUnit))
	}
	return strings.Join(out, " ")
}

// assignKinds are kinds whose columns differ, made here so that the test says
// what it stands on.
var assignKinds = map[string]Kind{
	"bar":     {Token: "bar", X: "label", Y: "value", Columns: columns("label", "series?")},
	"line":    {Token: "line", X: "date", Y: "value", Columns: columns("label?", "date?", "series?")},
	"share":   {Token: "share", X: "label", Y: "value", LowForValue: true, Columns: columns("label", "series?")},
	"sankey":  {Token: "sankey", X: "from", Y: "to", Columns: columns("from", "to")},
	"map":     {Token: "map", X: "place", Y: "value", Columns: columns("place")},
	"scatter": {Token: "scatter", X: "x", Y: "value", Columns: columns("label?", "x", "x_unit?", "series?")},
	"moments": {Token: "moments", X: "label", Y: "value", Columns: columns("label", "date")},
	"grouped": {Token: "grouped", X: "label", Y: "value", Columns: columns("label", "series")},
}

// What a person who knows the field would draw, by the names and the kinds of
// the columns.
func TestKind_Assign(t *testing.T) {
	for _, test := range []struct{ kind, columns, given, want string }{
		// by name
		{"bar", "label:t value:n", "", "label=label value=value"},
		{"bar", "LABEL:t Value:n Low:n note:t", "", "label=LABEL low=Low value=Value"},
		{"bar", "value:t label:t", "", "label=label value=value"}, // reading says which cell is no number
		{"bar", "label:t value:n other:n", "value=other", "label=label value=other"},
		{"bar", "label:t value:n unit:t", "unit=", "label=label value=value"},
		{"line", "label:d value:n", "", "label=label value=value"},
		{"line", "label:t date:d value:n", "", "date=date series=label value=value"},
		{"line", "label:t year:d value:n", "", "date?=year series=label value=value"},
		{"line", "label:t value:n", "", "label=label value=value"}, // and the chart says which is no date
		{"share", "label:t low:n high:n", "", "high=high label=label low=low"},
		// by the words of the field
		{"bar", "Supplier:t TIV:n", "", "label?=Supplier value?=TIV"},
		{"bar", "Year:d Country:t Exports~(USD):n Rank:n", "", "label?=Country value?=Exports (USD) unit USD"},
		{"bar", "country:t country_code:n amount:n total:n", "", "label?=country value?=amount"},
		{"bar", "Pays:t Valeur:n Année:d", "", "label?=Pays value?=Valeur"},
		{"bar", "Đối~tác:t Trị~giá:n", "", "label?=Đối tác value?=Trị giá"},
		{"bar", "refYear:d= reporterISO:t= reporterDesc:t= partnerCode:n partnerISO:t partnerDesc:t cmdCode:n= primaryValue:n", "", "label?=partnerDesc value?=primaryValue"},
		{"line", "Entity:t Code:t Year:d GDP:n", "series=Entity", "date?=Year series=Entity value?=GDP"},
		{"line", "country:t year:d trade_value:n", "", "date?=year series?=country value?=trade_value"},
		{"line", "country:t= year:d value_eur:n", "", "date?=year value?=value_eur unit EUR"},
		{"sankey", "Supplier:t Recipient:t TIV:n", "", "from?=Supplier to?=Recipient value?=TIV"},
		{"sankey", "source:t target:t value:n", "", "from?=source to?=target value=value"},
		{"sankey", "from:t to:t value:n source:t", "", "from=from source=source to=to value=value"},
		{"map", "iso3:t country:t arms~share~(%):n", "", "place?=iso3 value?=arms share (%) unit percent"},
		{"map", "partner:t partnerISO:t value:n", "", "place?=partnerISO value=value"},
		{"scatter", "country:t gdp:n value:n", "", "label?=country value=value x?=gdp"},
		{"scatter", "country:t gdp_usd:n share~(%):n", "", "label?=country value?=share (%) x?=gdp_usd unit percent x_unit USD"},
		{"moments", "country:t window:t TIV:n", "", "date?=window label?=country value?=TIV"},
		// by what is left
		{"bar", "what:t much:n", "", "label?=what value?=much"},
		{"bar", "what:t much:n when:d", "", "label?=what value?=much"},
		{"bar", "when:d much:n", "", "label?=when value?=much"},
		{"bar", "what:t world:t= much:n", "", "label?=what value?=much"},
		{"bar", "what:t= much:n=", "", "label?=what value?=much"}, // one row
		{"bar", "what:t much:n hs_code:n remarks:t", "", "label?=what value?=much"},
		{"line", "when:D much:n what:t", "", "date?=when series?=what value?=much"},
		{"map", "land:t much:n", "", "place?=land value?=much"},
		{"line", "level:t x:t estimated:t year:d value:n", "", "date?=year value=value"},
	} {
		given := map[string]string{}
		for _, pair := range strings.Fields(test.given) {
			role, name, _ := strings.Cut(pair, "=")
			given[role] = name
		}
		a, err := assignKinds[test.kind].Assign(tableColumns(test.columns), given)
		if err != nil {
			t.Errorf("%s of %s: %v", test.kind, test.columns, err)
			continue
		}
		if got := assigned(a); got != test.want {
			t.Errorf("%s of %s:\ngot  %s\nwant %s", test.kind, test.columns, got, test.want)
		}
	}
}

func TestKind_Assign_Errors(t *testing.T) {
	for _, test := range []struct{ kind, columns, given, want string }{
		{"bar", "exports:n imports:n country:t", "", `value: a bar chart could take it from "exports" or "imports"; say from which`},
		{"bar", "exporter:t importer:t value:n", "", `label: a bar chart could take it from "exporter" or "importer"; say from which`},
		{"bar", "what:t where:t much:n", "", `label: a bar chart could take it from "what" or "where"; say from which`},
		{"bar", "country:t much:t", "", `value: a bar chart needs it, and there is no column of numbers for it; the columns are country, much`},
		{"bar", "label:t valeu:t", "", `value: a bar chart needs it, and there is no column of numbers for it (did you mean "valeu"?); the columns are label, valeu`},
		{"line", "country:t value:n", "", `date: a line chart needs it, and there is no column of dates for it; the columns are country, value`},
		{"sankey", "a:t b:t value:n", "", `from: a sankey chart could take it from "a" or "b"; say from which` + "\n" + `to: a sankey chart could take it from "a" or "b"; say from which`},
		{"sankey", "reporter:t value:n", "", `from: a sankey chart needs it, and there is no column with such a name for it; the columns are reporter, value` + "\n" + `to: a sankey chart needs it, and there is no column with such a name for it; the columns are reporter, value`},
		{"scatter", "country:t gdp:n trade:n", "", `x: a scatter chart could take it from "gdp" or "trade"; say from which` + "\n" + `value: a scatter chart could take it from "gdp" or "trade"; say from which`},
		{"bar", "label:t value:n", "hue=label", `a bar chart has no column "hue"; it has label, series, value, low, high, low_open, high_open, unit, bound, estimated, source, id, facet`},
		{"bar", "label:t TIV:n", "value=TVI", `value: there is no column "TVI" (did you mean "TIV"?); the columns are label, TIV`},
	} {
		given := map[string]string{}
		if role, name, ok := strings.Cut(test.given, "="); ok {
			given[role] = name
		}
		a, err := assignKinds[test.kind].Assign(tableColumns(test.columns), given)
		if err == nil || err.Error() != test.want {
			t.Errorf("%s of %s: %s\ngot  %v\nwant %s", test.kind, test.columns, assigned(a), err, test.want)
		}
	}
	columns := tableColumns("country:t TIV:t")
	columns[1].NotNumbers = `"n/a" on line 3`
	_, err := assignKinds["bar"].Assign(columns, nil)
	var missing *ColumnError
	if !errors.As(err, &missing) || missing.Axis != "y" || !strings.HasSuffix(err.Error(), `; "TIV" is none because of "n/a" on line 3`) {
		t.Errorf("%v", err)
	}
}

// Every kind finds a table that names its columns as the kind does.
func TestKind_Assign_OwnNames(t *testing.T) {
	for _, k := range Kinds {
		var columns []TableColumn
		for _, c := range k.Columns {
			columns = append(columns, TableColumn{Column: c.Column})
		}
		a, err := k.Assign(columns, nil)
		if err != nil || len(a.Guessed) > 0 {
			t.Errorf("%s: %v, guessed %v", k.Token, err, a.Guessed)
		}
		if !k.Reads(k.X) || !k.Reads(k.Y) {
			t.Errorf("%s: X %q and Y %q are no columns of it", k.Token, k.X, k.Y)
		}
	}
}

// The units are those that the names state.
func TestUnitOf(t *testing.T) {
	for name, want := range map[string]data.Unit{
		"trade (USD)": "USD", "Share (%)": "percent", "Trade Value (US$)": "USD", "value_usd": "USD", "Part [percent]": "percent", "share_pct": "percent",
		"TIV_million": "TIV_million", "Trade (VND)": "VND",
		"value": "", "TIV (million)": "", "trade (million USD)": "", "million_usd": "", "value usd bn": "", "exports_all": "", "usd": "", "trade (2022)": "", "GDP 2015 USD": "", "": "",
	} {
		if got := unitOf(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestNameParts(t *testing.T) {
	for name, want := range map[string]string{
		"partnerISO": "partner 2", "partnerDesc": "partner 1", "PartnerCode": "partner 3", "Trade Value (US$)": "trade_value 0", "TIV_million": "tiv 0",
		"primaryValue": "primary_value 0", "iso3": "iso3 0", "country_code": "country_code 0", "code": "code 0", "refYear": "ref_year 0", "ISO3": "iso3 0", "": " 0",
	} {
		base, f := nameParts(name)
		if got := fmt.Sprintf("%s %d", base, f); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}
