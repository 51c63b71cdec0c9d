package sipri_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/sipri"
)

const (
	classicHeader = "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
	newHeader     = "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production\n"
	boat          = "Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010; 2011,New,,10,40,40\n"
	newBoat       = "101,Russia,Viet Nam,Boat-1,patrol craft,Ships,2008,No,3,No,2010,No,New,10,10,30,No\n"
)

// Every message is held whole; lines and columns are counted by hand.
func TestOpen_BadInput(t *testing.T) {
	classic := func(row string) string { return classicHeader + row + "\n" }
	for _, tt := range []struct{ name, text, want string }{
		{"order year", classic("Viet Nam,Russia,20o8,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,40"),
			`f.csv:2:17: Year of order: cannot read "20o8" as a year; write four digits, as 2004`},
		{"mark", classic("Viet Nam,Russia,2008,x,4,,Boat-1,patrol craft,4,,2010,New,,10,40,40"),
			`f.csv:2:22: column 4: cannot read "x" as a mark of an estimate; write ? or nothing`},
		{"English thousands", classic(`Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,"1,234.5"`),
			`f.csv:2:65: SIPRI TIV of delivered weapons: cannot read "1,234.5" as a number; write plain digits with a point, as 1234.5; commas that part thousands have to be taken out`},
		{"German thousands", classic(`Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,"1.234,5"`),
			`f.csv:2:65: SIPRI TIV of delivered weapons: cannot read "1.234,5" as a number; write plain digits with a point, as 1234.5; a point that parts thousands and a decimal comma have to be taken out`},
		{"exponent", classic("Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,1e309"),
			`f.csv:2:65: SIPRI TIV of delivered weapons: "1e309" is out of range`},
		{"NaN", classic("Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,NaN"),
			`f.csv:2:65: SIPRI TIV of delivered weapons: cannot read "NaN" as a number; write plain digits with a point, as 1234.5`},
		{"Inf", classic("Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,Inf"),
			`f.csv:2:65: SIPRI TIV of delivered weapons: cannot read "Inf" as a number; write plain digits with a point, as 1234.5`},
		{"negative", classic("Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,-40"),
			`f.csv:2:65: SIPRI TIV of delivered weapons: "-40" is below 0, which no number of arms or TIV is`},
		{"a column behind characters of two bytes", classic("Viet Nam,Russia,2008,,4,,Båt-1,patrol craft,4,,2010,New,é,x,40,40"),
			`f.csv:2:59: SIPRI TIV per unit: cannot read "x" as a number; write plain digits with a point, as 1234.5`},
		{"delivery years", classic("Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010 & 2011,New,,10,40,40"),
			`f.csv:2:49: Year(s) of delivery: cannot read "2010 & 2011" as delivery years; write years apart by semicolons, as 2010; 2012`},
		{"order of delivery years", classic("Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2012; 2010,New,,10,40,40"),
			`f.csv:2:49: Year(s) of delivery: the delivery years "2012; 2010" are not in order`},
		{"delivered in no year", classic("Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,,New,,10,40,40"),
			`f.csv:2:61: SIPRI TIV of delivered weapons: "40" was delivered, but no delivery year is stated`},
		{"unknown state", classic("Vietnaam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,40"),
			`f.csv:2:1: Recipient: no place is called "Vietnaam"; nearest is "Viet Nam": unknown place`},
		{"no state", classic("Viet Nam,,2008,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,40"),
			`f.csv:2:10: Supplier: the name of the place is missing`},
		{"a sum as a party", classic("All,Russia,2008,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,40"),
			`f.csv:2:1: Recipient: "All" is a sum over places, not a party of a deal`},
		{"several", classic("Vietnaam,Russia,8,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,x"),
			`f.csv:2:1: Recipient: no place is called "Vietnaam"; nearest is "Viet Nam": unknown place
f.csv:2:17: Year of order: cannot read "8" as a year; write four digits, as 2004
f.csv:2:62: SIPRI TIV of delivered weapons: cannot read "x" as a number; write plain digits with a point, as 1234.5`},
		{"cut off", classicHeader + boat + "Viet Nam,Russia,2008,,4,,Boat-1,patrol",
			`f.csv:3: the record has 8 cells where the header has 16; it is cut off, or a line end within it is lost`},
		{"cut off in the middle", classicHeader + "Viet Nam,Russia,2008,,4\n" + boat,
			`f.csv:2: the record has 5 cells where the header has 16; it is cut off, or a line end within it is lost`},
		{"the end of a parted record", classicHeader + "Viet Nam,Israel,2012,,3,,Radar-2,radar,3,,2013,New,For the coast\nby ship,5,15,x\n",
			`f.csv:3:14: SIPRI TIV of delivered weapons: cannot read "x" as a number; write plain digits with a point, as 1234.5`},
		{"too many cells", classicHeader + "Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,40,50\n",
			`f.csv:2: the record has 17 cells where the header has 16; a text with the delimiter in it has to be quoted`},
		{"no rows", classicHeader, `f.csv:1: has a header but no rows; get the file again`},
		{"yes or no", newHeader + "101,Russia,Viet Nam,Boat-1,patrol craft,Ships,2008,No,3,Maybe,2010,No,New,10,10,30,No\n",
			`f.csv:2:57: Numbers delivered is estimate: cannot read "Maybe" as yes or no; write Yes or No`},
		{"new register cut off", newHeader + newBoat + "101,Russia,Viet Nam,Boat-1,patrol craft,Ships,2008,No,3,No,2010,No,New,10,10,30,N",
			`f.csv:3:81: Local production: cannot read "N" as yes or no; write Yes or No`},
		{"no delivery year", newHeader + "101,Russia,Viet Nam,Boat-1,patrol craft,Ships,2008,No,3,No,,No,New,10,10,30,No\n",
			`f.csv:2:60: Delivery year: a volume was delivered, but no delivery year is stated`},
		{"NUL", classicHeader + "Viet Nam,Rus\x00sia,2008,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,40\n",
			`f.csv:2:13: holds a NUL byte, which no text has; the file is damaged`},
		{"not of SIPRI", "year,value\n2010,3\n",
			`f.csv: is no file of the SIPRI Arms Transfers Database that is known: no line has the columns of a trade register, a TIV table, a panel or the country codes`},
		{"a cell of a table", oldTable + "Syria,4,,6x,10\nTotal,4,,6,10\n",
			`f.csv:4:10: 2016: cannot read "6x" as a number; write plain digits with a point, as 1234.5`},
		{"a row of a table cut off", oldTable + "Syria,4,,6\n",
			`f.csv:4: the row has 4 cells where the header has 5; it is cut off, or the file is damaged`},
		{"a party of a table", oldTable + "Siria,4,,6,10\nTotal,4,,6,10\n",
			`f.csv:4:1: column 1: no place is called "Siria"; nearest is "Syria": unknown place`},
		{"the supplier of a table", strings.Replace(oldTable, "Iran", "Iraan", 1) + "Syria,4,,6,10\nTotal,4,,6,10\n",
			`f.csv:3: the table is that of "Iraan": no place is called "Iraan"; nearest is "Iran": unknown place`},
		{"a panel's year", "supplier,recipient,year,tiv\nRussia,Viet Nam,MMX,30\n",
			`f.csv:2:17: year: cannot read "MMX" as a year; write four digits, as 2004`},
		{"a panel's row", "supplier,recipient,year,tiv\nRussia,Viet Nam,2010\n",
			`f.csv:2: the row has 3 cells where the header has 4; it is cut off, or a text with the delimiter in it is not quoted`},
		{"a code twice", "country_code,country_label\nVN,Viet Nam\nVN,South Vietnam\n",
			`f.csv:3:1: country_code: the code "VN" stands on line 2 already`},
		{"a reply cut off", `{"bytes":"` + base64.StdEncoding.EncodeToString([]byte(classicHeader))[:101] + `"}`,
			`f.csv: "bytes" is not base64, it may be cut off: illegal base64 data at input byte 100`},
		{"a reply without a file", `{"count":1,"elapsedTime":"0.3"}`,
			`f.csv: is a JSON object without the file that SIPRI's service sends under "bytes" or "result"`},
		{"a reply that is no JSON", `{"bytes":"UmVj`,
			`f.csv: cannot be read as a reply of SIPRI's service: unexpected end of JSON input`},
	} {
		_, err := readText(t, tt.text, data.ReadOptions{})
		if err == nil {
			t.Errorf("%s: no error", tt.name)
		} else if err.Error() != tt.want {
			t.Errorf("%s:\n got %v\nwant %s", tt.name, err, tt.want)
		}
	}
}

// The first twenty problems are listed, and the rest counted.
func TestOpen_ManyProblems(t *testing.T) {
	_, err := readText(t, classicHeader+strings.Repeat("Viet Nam,Russia,8,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,40\n", 150), data.ReadOptions{})
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 21 || lines[20] != "and 130 more problems in f.csv" ||
		lines[19] != `f.csv:21:17: Year of order: cannot read "8" as a year; write four digits, as 2004` {
		t.Errorf("%d lines: %v", len(lines), err)
	}
}

// With KeepGoing a record that cannot be read is one reject, however many of
// its cells are wrong, and the account closes.
func TestOpen_KeepGoing(t *testing.T) {
	text := classicHeader + boat + "Vietnaam,Russia,8,,4,,Boat-1,patrol craft,4,,2010,New,,10,40,x\n" + boat
	r, err := readText(t, text, data.ReadOptions{KeepGoing: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Account.Check(); err != nil {
		t.Error(err)
	}
	if r.Account.Read != 3 || r.Account.Flows != 4 || len(r.Account.Rejects) != 1 {
		t.Fatalf("account %+v", r.Account)
	}
	const want = `f.csv:3:1: Recipient: no place is called "Vietnaam"; nearest is "Viet Nam": unknown place (and 2 more cells of the record)`
	if got := r.Account.Rejects[0]; got.Error() != want || got.Value != "Vietnaam" {
		t.Errorf("reject %v (%q)", got, got.Value)
	}
}

// What SIPRI or a tool writes in another way is read as what it means.
func TestOpen_OtherSpellings(t *testing.T) {
	for _, tt := range []struct{ name, text, years, value, repaired string }{
		{"a number without a zero", classicHeader + "Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010,New,,.067,.268,.268\n", "2010", "0.268", ""},
		{"years as pandas saves them", classicHeader + "Viet Nam,Russia,2008.0,,4.0,,Boat-1,patrol craft,4.0,,2010.0,New,,10.0,40.0,40.0\n", "2010", "40", ""},
		{"a span of years", classicHeader + "Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010-2012,New,,10,40,40\n", "2010 2011 2012", "40", ""},
		{"years in brackets", classicHeader + "Viet Nam,Russia,(2008),,4,,Boat-1,patrol craft,(4),,(2010),New,,10,40,40\n", "2010", "40", ""},
		{"a year twice", classicHeader + "Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010; 2010,New,,10,40,40\n", "2010", "40", "a delivery year listed twice"},
		{"a comma in the comments", classicHeader + "Viet Nam,Russia,2008,,4,,Boat-1,patrol craft,4,,2010,New,Built in Russia, not in Viet Nam,10,40,40\n", "2010", "40", "a delimiter within a text that is not quoted"},
		{"quotes of R", strings.ReplaceAll(`"Recipient";"Supplier";"Year.of.order";"X.";"Number.ordered";"X..1";"Weapon.designation";"Weapon.description";"Number.delivered";"X..2";"Year.s..of.delivery";"status";"Comments";"SIPRI.TIV.per.unit";"SIPRI.TIV.for.total.order";"SIPRI.TIV.of.delivered.weapons"
"Viet Nam";"Russia";2008;NA;4;NA;"Boat-1";"patrol craft";4;NA;"2010; 2011";"New";"a ""boat""";10;40;40
`, ";", ","), "2010 2011", "40", ""},
		{"the header of 2026", strings.Replace(classicHeader, "Number delivered", "Deliveries in the Year Range", 1) + boat, "2010 2011", "40", ""},
		{"a header again", classicHeader + classicHeader + boat, "2010 2011", "40", ""},
		{"an index of pandas", "," + classicHeader + "0," + boat, "2010 2011", "40", ""},
	} {
		if tt.name == "quotes of R" {
			tt.text = strings.Replace(tt.text, "2010, 2011", "2010; 2011", 1)
		}
		r, err := readText(t, tt.text, data.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		p, err := r.Panel()
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var sum data.Total
		var got []string
		for _, f := range p.Flows {
			sum.Add(f.Value)
			got = append(got, f.Period.String())
		}
		if strings.Join(got, " ") != tt.years || sum.Number().String() != tt.value {
			t.Errorf("%s: %v, %s", tt.name, got, sum.Number())
		}
		repaired := ""
		for _, e := range p.Account.Repaired {
			repaired += e.Reason
		}
		if repaired != tt.repaired {
			t.Errorf("%s: repaired %q", tt.name, repaired)
		}
	}
}

// What is no file of SIPRI is not taken for one.
func TestRecognize_OthersAreNot(t *testing.T) {
	for _, text := range []string{
		"t,i,j,k,v,q\n2020,4,8,010121,1,2\n",
		"Country Name,Country Code,Indicator Name,Indicator Code,1960,1961\nAruba,ABW,x,y,1,2\n",
		"exporter,importer,year,value\nFRA,DEU,2010,5\n",
		"country,2010,2011\nFrance,1,2\n",
		`{"elapsedTime":"1","count":0,"data":[],"error":""}`,
		"iso3num;cname\n4;Afghanistan\n",
	} {
		if f := open(t, text); f != nil {
			if format, ok := sipri.Recognize(f); ok {
				t.Errorf("%q is taken for %s", text, format)
			}
		}
	}
}

// A text made to take long is read in bounded time: quotation marks that end
// nowhere, and names that are no places.
func TestOpen_HostileTextIsReadInTime(t *testing.T) {
	for name, text := range map[string]string{
		"quotation marks":     classicHeader + strings.Repeat(`,"""`, 1<<20),
		"quotation marks, 64": classicHeader + strings.Repeat(","+strings.Repeat(`"`, 63), 1<<16),
		"one line":            classicHeader + strings.Repeat("x,", 4<<20),
		"names": func() string {
			var b strings.Builder
			b.WriteString("supplier,recipient,year,tiv\n")
			for i := range 100000 {
				fmt.Fprintf(&b, "Nowhere%dland,Viet Nam,2010,1\n", i)
			}
			return b.String()
		}(),
	} {
		began := time.Now()
		if _, err := readText(t, text, data.ReadOptions{}); err == nil {
			t.Errorf("%s: no error", name)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		} else {
			t.Logf("%s took %v", name, took)
		}
	}
}
