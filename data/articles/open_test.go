package articles_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
)

const (
	sourcesHeader = "id,kind,title,author,publisher,published,language,licence,url,sha256,bytes,note"
	figuresHeader = "id,source,measure,reporter,partner,start,end,value,low,high,bound,unit,low_open,high_open,rounding,step,scope,note,locator," +
		"quote_start,quote_end,quote_sha256,sentence_start,sentence_end,sentence_sha256,inferred,same_as"
	description = `{"resources":[{"name":"sources","path":"sources.csv"},{"name":"figures","path":"figures.csv"}]}`
)

// hash is some SHA-256; only its form matters here.
var hash = strings.Repeat("0a", 32)

// letterRow is the source of every made-up package. By hand, its cells begin at
// columns id 1, kind 3, title 11, author 18, publisher 27, published 28,
// language 39, licence 42, url 43, sha256 65, bytes 130, note 134.
var letterRow = "s,article,Letter,A. Clerk,,2024-06-25,en,,https://example.org/a," + hash + ",100,"

// tradeRow is a figure of it. By hand, its cells begin at columns id 1,
// source 3, measure 5, reporter 17, partner 21, start 25, end 30, value 35,
// low 46, high 47, bound 48, unit 54, low_open 58, high_open 59, rounding 60,
// step 68, scope 78, note 79, locator 80, quote_start 81, quote_end 83,
// quote_sha256 85, sentence_start 150, sentence_end 152, sentence_sha256 155,
// inferred 220, same_as 221.
var tradeRow = "a,s,trade_total,VNM,RUS,2022,2022,3500000000,,,exact,USD,,,nearest,100000000,,,,0,9," + hash + ",0,20," + hash + ",,"

// edited returns a row of a table with other cells: column, value, column,
// value and so on. A value stands in the row as it is given.
func edited(t testing.TB, header, row string, edits ...string) string {
	t.Helper()
	names, cells := strings.Split(header, ","), strings.Split(row, ",")
	for i := 0; i < len(edits); i += 2 {
		at := slices.Index(names, edits[i])
		if at < 0 {
			t.Fatalf("there is no column %s", edits[i])
		}
		cells[at] = edits[i+1]
	}
	return strings.Join(cells, ",")
}

// files makes a package of a source and some rows of figures.csv.
func files(rows ...string) fstest.MapFS {
	return fstest.MapFS{
		"datapackage.json": {Data: []byte(description)},
		"sources.csv":      {Data: []byte(sourcesHeader + "\n" + letterRow + "\n")},
		"figures.csv":      {Data: []byte(figuresHeader + "\n" + strings.Join(rows, "\n") + "\n")},
	}
}

// with replaces a file of a package; an empty text takes it away.
func with(fsys fstest.MapFS, name, text string) fstest.MapFS {
	delete(fsys, name)
	if text != "" {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// message opens a package and returns its whole error, "" where there is none.
func message(fsys fstest.MapFS) string {
	fs, err := articles.OpenFS(fsys, "pkg")
	if err == nil {
		return ""
	}
	if len(fs.Sources)+len(fs.Figures) > 0 {
		return "figures beside an error: " + err.Error()
	}
	return err.Error()
}

func TestOpenFS(t *testing.T) {
	fs, err := articles.OpenFS(files(tradeRow), "pkg")
	if err != nil {
		t.Fatal(err)
	}
	// Nearest: 3.5 ± 0.05 billion, the upper end open.
	if got := state(fs.Figures[0]); got != "trade_total VNM RUS 2022 exact 3500000000 USD [3450000000,3550000000)" {
		t.Errorf("got %s", got)
	}
	want := data.Source{ID: "s", Kind: data.Article, Title: "Letter", Author: "A. Clerk", Published: data.Date{Year: 2024, Month: 6, Day: 25},
		Language: "en", URL: "https://example.org/a", SHA256: hash, Bytes: 100}
	if fs.Sources[0] != want {
		t.Errorf("got %+v", fs.Sources[0])
	}
	if fs, err := articles.OpenFS(files(), "pkg"); err != nil || len(fs.Figures) != 0 || len(fs.Sources) != 1 {
		t.Errorf("a package without figures: got %d, %v", len(fs.Figures), err)
	}
}

const allMeasures = "trade_total, exports, imports, trade_balance, trade_share, trade_ratio, growth, arms_share, arms_imports, arms_exports, " +
	"arms_rank, arms_growth, arms_supply_duration, agreements, visits, previous_visit, event, participants"

// TestOpenFS_Cells has one figure with one cell or two that cannot be, and the
// whole message.
func TestOpenFS_Cells(t *testing.T) {
	for _, tt := range []struct {
		edits []string
		want  string // after "pkg/figures.csv:2:"
	}{
		{[]string{"id", "A b"}, `1: id: "A b" is no id; write lower-case words and digits joined by hyphens, as vn-ru-trade-2022`},
		{[]string{"id", ""}, `1: id: "" is no id; write lower-case words and digits joined by hyphens, as vn-ru-trade-2022`},
		{[]string{"source", "t"}, `3: source: unknown source "t"; sources.csv has s`},
		{[]string{"measure", "trade_totl"}, `5: measure: unknown measure "trade_totl" (did you mean "trade_total"?); write one of ` + allMeasures},
		{[]string{"reporter", "VN"}, `17: reporter: "VN" is no ISO 3166-1 alpha-3 code (did you mean "VNM"?); write three capital letters, as VNM`},
		{[]string{"reporter", "vnm"}, `17: reporter: "vnm" is no ISO 3166-1 alpha-3 code (did you mean "VNM"?); write three capital letters, as VNM`},
		// ZZZ and QUU are what software writes for an unknown place and the
		// European Union; ISO 3166 has neither.
		{[]string{"partner", "ZZZ"}, `21: partner: "ZZZ" is no ISO 3166-1 alpha-3 code; write three capital letters, as VNM`},
		{[]string{"partner", "QUU"}, `21: partner: "QUU" is no ISO 3166-1 alpha-3 code; write three capital letters, as VNM`},
		{[]string{"partner", "001"}, `21: partner: "001" is no ISO 3166-1 alpha-3 code; write three capital letters, as VNM`},
		{[]string{"start", "2022-02-29"}, `25: start: cannot read "2022-02-29" as a date; write a year, month or day as 2022, 2022-12 or 2022-12-31`},
		{[]string{"end", "2021"}, `30: end: 2021 lies before start, 2022`},
		{[]string{"value", `"3,5"`}, `35: value: cannot read "3,5" as a number; write digits with a decimal point, as 3500000000 or 3.5`},
		{[]string{"value", "-1"}, `35: value: -1 is below the floor of its measure, 0`},
		{[]string{"value", ""}, `35: value: a bound of exact needs a value; a statement without a number is vague or direction`},
		{[]string{"low", "1"}, `46: low: 1 does not follow from the statement; write 3450000000, or leave it empty`},
		{[]string{"high", "1"}, `47: high: 1 does not follow from the statement; write 3550000000, or leave it empty`},
		{[]string{"low_open", "true"}, `58: low_open: true does not follow from the statement; write false, or leave it empty`},
		{[]string{"high_open", "false"}, `59: high_open: false does not follow from the statement; write true, or leave it empty`},
		{[]string{"high_open", "yes"}, `59: high_open: "yes" is neither true nor false`},
		{[]string{"bound", "exakt"}, `48: bound: unknown bound "exakt" (did you mean "exact"?); write one of exact, about, at_least, more_than, less_than, at_most, range, vague, direction`},
		{[]string{"unit", "dollars"}, `54: unit: unknown unit "dollars"; write one of TIV_million, count, date, ordinal, percent, ratio, years, a currency as USD, or a rate as EUR/USD`},
		{[]string{"unit", "percent"}, `54: unit: trade_total is not measured in percent; write a currency as USD`},
		{[]string{"unit", ""}, `54: unit: a bound of exact needs a unit`},
		{[]string{"rounding", "up"}, `60: rounding: unknown rounding "up"; write one of nearest, down, either`},
		{[]string{"step", ""}, `68: step: an exact measurement needs a positive step, the unit of its last printed digit`},
		{[]string{"quote_start", "-1"}, `81: quote_start: "-1" is no number of bytes; write a whole number from 0`},
		{[]string{"quote_end", "0"}, `83: quote_end: 0 is not behind quote_start, 0`},
		// 21 is a byte longer than 9.
		{[]string{"quote_end", "21"}, `151: sentence_start: the sentence, bytes 0 to 20, does not hold the quote, bytes 0 to 21`},
		{[]string{"sentence_end", "101"}, `152: sentence_end: 101 lies behind the end of the source, which has 100 bytes`},
		{[]string{"quote_sha256", "0A"}, "85: quote_sha256: \"0A\" is no SHA-256; it has 64 digits 0-9 a-f, and `periplus figures add` fills it in"},
		{[]string{"inferred", "end strat"}, `220: inferred: unknown column "strat" (did you mean "start"?); write names of columns with a blank between them`},
		{[]string{"same_as", "b"}, `221: same_as: unknown figure "b"`},
		{[]string{"same_as", "a"}, `221: same_as: a figure is not linked to itself`},
		// Without value, rounding and step: "exact" gives place to a shorter or
		// longer word, which moves what stands behind it.
		{[]string{"bound", "vague", "step", "", "rounding", ""}, `35: value: a bound of vague has no single value; leave it empty`},
		{[]string{"bound", "about", "step", ""}, `60: rounding: only an exact measurement is rounded; leave it empty`},
		// value is 10 bytes shorter: bound begins at 38, low at 36.
		{[]string{"bound", "range", "value", "", "step", "", "rounding", ""}, `38: bound: a range needs low and high`},
		{[]string{"bound", "range", "value", "", "step", "", "rounding", "", "low", "5", "high", "3"}, `36: low: low is above high (3)`},
		{[]string{"bound", "direction", "value", "", "step", "", "rounding", "", "low", "1"},
			`39: bound: a direction has 0 as its low end (up) or its high end (down), and the other end empty`},
		{[]string{"bound", "more_than", "step", "", "rounding", "", "high", "5"}, `47: high: 5 does not follow from the statement; leave it empty`},
		// "visits" is 5 bytes shorter than "trade_total", "count" 2 longer than
		// "USD", and rounding loses 7: value 30, step 68 − 5 + 2 − 7.
		{[]string{"measure", "visits", "unit", "count", "rounding", "", "step", "", "value", "3500000.50"},
			`30: value: 3500000.5 is not whole, but the unit is count`},
		{[]string{"measure", "visits", "unit", "count", "rounding", ""}, `58: step: a count is exact and has no step; leave it empty`},
		// "event" is 6 bytes shorter.
		{[]string{"measure", "event", "unit", "date", "rounding", "", "step", "", "value", "2022-13-01"},
			`29: value: cannot read "2022-13-01" as a date; write a year, month or day as 2022, 2022-12 or 2022-12-31`},
	} {
		want := "pkg/figures.csv:2:" + tt.want
		if got := message(files(edited(t, figuresHeader, tradeRow, tt.edits...))); got != want {
			t.Errorf("%v:\n got %s\nwant %s", tt.edits, got, want)
		}
	}
}

func TestOpenFS_SourceCells(t *testing.T) {
	for _, tt := range [][3]string{
		{"id", "S", `1: id: "S" is no id; write lower-case words and digits joined by hyphens, as vn-ru-trade-2022`},
		{"kind", "blog", `3: kind: "blog" is no kind of source; write article or dataset`},
		{"published", "25/06/2024", `28: published: cannot read "25/06/2024" as a date; write a year, month or day as 2022, 2022-12 or 2022-12-31`},
		{"language", "english", `39: language: "english" is no BCP 47 tag of a language; write one as fr or en`},
		{"url", "javascript:alert(1)", `43: url: "javascript:alert(1)" is no address of a page; write one as https://example.org/article`},
		{"url", "example.org", `43: url: "example.org" is no address of a page; write one as https://example.org/article`},
		{"sha256", "", "65: sha256: \"\" is no SHA-256; it has 64 digits 0-9 a-f, and `periplus figures add` fills it in"},
		{"bytes", "1e2", `130: bytes: "1e2" is no number of bytes; write a whole number from 0`},
	} {
		fsys := with(files(), "sources.csv", sourcesHeader+"\n"+edited(t, sourcesHeader, letterRow, tt[0], tt[1])+"\n")
		if got, want := message(fsys), "pkg/sources.csv:2:"+tt[2]; got != want {
			t.Errorf("%s:\n got %s\nwant %s", tt[0], got, want)
		}
	}
}

// TestOpenFS_TellsOnce: what cannot be read in sources.csv is not told again
// for the figures.
func TestOpenFS_TellsOnce(t *testing.T) {
	for name, text := range map[string]string{
		"bad length": sourcesHeader + "\n" + edited(t, sourcesHeader, letterRow, "bytes", "x") + "\n",
		"bad cell":   sourcesHeader + "\n" + edited(t, sourcesHeader, letterRow, "title", `a"b`) + "\n",
		"bad row":    sourcesHeader + "\n" + letterRow + ",\n",
		"no file":    "",
	} {
		if got := message(with(files(tradeRow, edited(t, figuresHeader, tradeRow, "id", "b")), "sources.csv", text)); strings.Count(got, "\n") != 0 || !strings.HasPrefix(got, "pkg/sources.csv") {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestOpenFS_Rows(t *testing.T) {
	second := func(edits ...string) string {
		return edited(t, figuresHeader, tradeRow, append([]string{"id", "b"}, edits...)...)
	}
	for name, tt := range map[string]struct {
		rows []string
		want string
	}{
		"duplicate id":   {[]string{tradeRow, tradeRow}, `pkg/figures.csv:3:1: id: "a" stands in line 2 already`},
		"other measure":  {[]string{tradeRow, second("measure", "exports", "same_as", "a")}, `pkg/figures.csv:3:217: same_as: a has another measure, parties or period; same_as links one statement in two currencies`}, // exports is 4 bytes shorter
		"other partner":  {[]string{tradeRow, second("partner", "CHN", "same_as", "a")}, `pkg/figures.csv:3:221: same_as: a has another measure, parties or period; same_as links one statement in two currencies`},
		"other period":   {[]string{tradeRow, second("end", "2023", "same_as", "a")}, `pkg/figures.csv:3:221: same_as: a has another measure, parties or period; same_as links one statement in two currencies`},
		"same currency":  {[]string{tradeRow, second("same_as", "a")}, `pkg/figures.csv:3:221: same_as: a is in USD too; same_as links one statement in two currencies`},
		"other currency": {[]string{tradeRow, second("unit", "EUR", "same_as", "a")}, ""},
		// visits is 5 bytes shorter, rounding 7 and step 9; count is 2 longer,
		// ordinal 4: same_as begins at 221 − 5 − 16 + 4 = 204.
		"no currency": {[]string{edited(t, figuresHeader, tradeRow, "measure", "visits", "unit", "count", "rounding", "", "step", ""),
			second("measure", "visits", "unit", "ordinal", "rounding", "", "step", "", "same_as", "a")},
			`pkg/figures.csv:3:204: same_as: a is in count, this figure in ordinal; same_as links one statement in two currencies`},
		"too few cells":  {[]string{"a,s", second()}, `pkg/figures.csv:2:1: the row has 2 cells and the header 27; a cell with a comma stands in double quotes`},
		"too many cells": {[]string{second(), tradeRow + ","}, `pkg/figures.csv:3:1: the row has 28 cells and the header 27; a cell with a comma stands in double quotes`},
		// The note begins at column 79; its second byte is the bare quote.
		"bare quote": {[]string{edited(t, figuresHeader, tradeRow, "note", `a"b`)}, `pkg/figures.csv:2:80: not CSV: bare " in non-quoted-field; a quote inside a cell is doubled`},
		// A note over two lines, "x\ny", puts the cells behind it on line 3,
		// where the locator begins behind `y",`.
		"place behind a line break": {[]string{edited(t, figuresHeader, tradeRow, "note", "\"x\ny\"", "quote_start", "z")},
			`pkg/figures.csv:3:5: quote_start: "z" is no number of bytes; write a whole number from 0`},
	} {
		if got := message(files(tt.rows...)); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, tt.want)
		}
	}
}

func TestOpenFS_Header(t *testing.T) {
	for name, tt := range map[string]struct{ header, want string }{
		"unknown column": {strings.Replace(sourcesHeader, "title", "titel", 1),
			"pkg/sources.csv:1:9: unknown column \"titel\" (did you mean \"title\"?)\npkg/sources.csv:1:1: column \"title\" is missing; the header is " + sourcesHeader},
		"missing column": {strings.TrimSuffix(sourcesHeader, ",note"), "pkg/sources.csv:1:1: column \"note\" is missing; the header is " + sourcesHeader},
		// The twelve names have 68 bytes, with 12 commas the thirteenth begins at
		// column 81.
		"column twice": {sourcesHeader + ",note", `pkg/sources.csv:1:81: column "note" stands twice`},
		"empty file":   {"\n", "pkg/sources.csv:1:1: no header; the first line is " + sourcesHeader},
		"semicolons":   {strings.ReplaceAll(sourcesHeader, ",", ";"), "pkg/sources.csv:1:1: the cells are not separated by commas; save the file as CSV with commas, in UTF-8"},
		"not CSV":      {`id,k"ind`, `pkg/sources.csv:1:5: not CSV: bare " in non-quoted-field; a quote inside a cell is doubled`},
		// é is two bytes and the columns are bytes.
		"not UTF-8": {sourcesHeader + "\ns,article,caf\u00e9 \xe9,", "pkg/sources.csv:2:17: not UTF-8; save the file as UTF-8"},
	} {
		if got := message(with(files(), "sources.csv", tt.header)); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, tt.want)
		}
	}
}

// TestOpenFS_OtherEditors: a byte order mark, CRLF, quotes around every cell
// and another order of columns do not change what a package says.
func TestOpenFS_OtherEditors(t *testing.T) {
	plain, err := articles.OpenFS(files(tradeRow), "pkg")
	if err != nil {
		t.Fatal(err)
	}
	quoted := func(row string) string { return `"` + strings.ReplaceAll(row, ",", `","`) + `"` }
	reversed := func(row string) string {
		cells := strings.Split(row, ",")
		slices.Reverse(cells)
		return strings.Join(cells, ",")
	}
	for name, text := range map[string]string{
		"mark, CRLF":       "\ufeff" + figuresHeader + "\r\n" + tradeRow + "\r\n",
		"no last line end": figuresHeader + "\n" + tradeRow,
		"blank lines":      figuresHeader + "\n\n" + tradeRow + "\n\n",
		"quotes":           quoted(figuresHeader) + "\n" + quoted(tradeRow) + "\n",
		"other order":      reversed(figuresHeader) + "\n" + reversed(tradeRow) + "\n",
	} {
		fs, err := articles.OpenFS(with(files(), "figures.csv", text), "pkg")
		if err != nil || state(fs.Figures[0]) != state(plain.Figures[0]) || fs.Figures[0].Place != plain.Figures[0].Place {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestOpenFS_Descriptor(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"missing": {"", "pkg/datapackage.json: file does not exist; a package of figures has datapackage.json, sources.csv and figures.csv"},
		// The blank behind the name is where a comma or brace was expected: line
		// 2, columns 1-6 are "name" in quotes, 7 is x.
		"not JSON":     {"{\n\"name\"x}", "pkg/datapackage.json:2:7: not a Frictionless Data Package: invalid character 'x' after object key"},
		"cut off":      {"{\n", "pkg/datapackage.json:1:2: not a Frictionless Data Package: unexpected end of JSON input"},
		"no object":    {"[]", "pkg/datapackage.json:1:1: not a Frictionless Data Package: the file is array, not object"},
		"no resources": {"{}", "pkg/datapackage.json: resources: there is no resource \"sources\" with a path; write one with the path sources.csv\npkg/datapackage.json: resources: there is no resource \"figures\" with a path; write one with the path figures.csv"},
		"out of the folder": {`{"resources":[{"name":"sources","path":"../sources.csv"},{"name":"figures","path":"/etc/figures.csv"}]}`,
			"pkg/datapackage.json: path: \"../sources.csv\" leads out of the package; write a path inside it, as sources.csv\npkg/datapackage.json: path: \"/etc/figures.csv\" leads out of the package; write a path inside it, as figures.csv"},
		"an address": {strings.Replace(description, `"sources.csv"`, `"https://example.org/sources.csv"`, 1),
			`pkg/datapackage.json: path: "https://example.org/sources.csv" leads out of the package; write a path inside it, as sources.csv`},
		"a folder":   {strings.Replace(description, `"sources.csv"`, `"sub"`, 1), "pkg/sub: not a file"},
		"other name": {strings.Replace(description, `"sources.csv"`, `"sub/of.csv"`, 1), ""},
		"nowhere":    {strings.Replace(description, `"sources.csv"`, `"sub/off.csv"`, 1), "pkg/sub/off.csv: file does not exist"},
	} {
		fsys := with(files(), "datapackage.json", tt.text)
		with(fsys, "sub/of.csv", sourcesHeader+"\n")
		if got := message(fsys); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, tt.want)
		}
	}
	// A list of paths is allowed elsewhere, not here.
	got := message(with(files(), "datapackage.json", strings.Replace(description, `"sources.csv"`, `["sources.csv"]`, 1)))
	if !strings.HasPrefix(got, "pkg/datapackage.json:1:") || !strings.HasSuffix(got, ": not a Frictionless Data Package: resources.path is array, not string") {
		t.Errorf("got %s", got)
	}
}

// TestOpenFS_AllAtOnce has faults in both tables, and in two cells of one row.
func TestOpenFS_AllAtOnce(t *testing.T) {
	fsys := files(edited(t, figuresHeader, tradeRow, "reporter", "VN", "source", "t", "quote_sha256", "x"), edited(t, figuresHeader, tradeRow, "id", "b", "value", "x"))
	with(fsys, "sources.csv", sourcesHeader+"\n"+edited(t, sourcesHeader, letterRow, "kind", "blog")+"\n")
	_, err := articles.OpenFS(fsys, "pkg")
	var got []string
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		p, ok := errors.AsType[*data.ParseError](e)
		if !ok {
			t.Fatalf("%v has no place", e)
		}
		got = append(got, fmt.Sprintf("%s:%d:%d %s=%s", p.File, p.Line, p.Col, p.Field, p.Value))
	}
	// VN is a byte shorter than VNM.
	want := "pkg/sources.csv:2:3 kind=blog|pkg/figures.csv:2:17 reporter=VN|pkg/figures.csv:2:3 source=t|pkg/figures.csv:2:84 quote_sha256=x|pkg/figures.csv:3:35 value=x"
	if strings.Join(got, "|") != want {
		t.Errorf("\n got %s\nwant %s", strings.Join(got, "|"), want)
	}
}

func TestOpenFS_ManyProblems(t *testing.T) {
	rows := func(n int) []string {
		var out []string
		for i := range n {
			out = append(out, edited(t, figuresHeader, tradeRow, "id", fmt.Sprintf("f%d", i), "partner", "R"))
		}
		return out
	}
	for _, tt := range []struct {
		n, lines int
		last     string
	}{
		{50, 50, `pkg/figures.csv:51:`},
		{51, 51, `pkg: 1 more problem`},
		{60, 51, `pkg: 10 more problems`},
		// Reading stops at a thousand.
		{5000, 51, `pkg: 950 more problems, and the rest was not read`},
	} {
		lines := strings.Split(message(files(rows(tt.n)...)), "\n")
		if last := lines[len(lines)-1]; len(lines) != tt.lines || !strings.HasPrefix(last, tt.last) {
			t.Errorf("%d: got %d lines, the last %s", tt.n, len(lines), last)
		}
	}
}
