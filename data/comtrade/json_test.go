package comtrade

import (
	"fmt"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
)

// object is one made row of a reply.
func object(partner int, value string) string {
	return fmt.Sprintf(`{"period": "2020", "reporterCode": 704, "flowCode": "M", "partnerCode": %d, "classificationCode": "H5", "cmdCode": "01", "primaryValue": %s}`, partner, value)
}

// TestReplies holds the whole error of every reply that is not data.
func TestReplies(t *testing.T) {
	one := object(156, "1")
	for name, c := range map[string]struct{ text, want string }{
		"whole":           {`{"elapsedTime": "0 secs", "count": 1, "data": [` + one + `], "error": ""}`, ""},
		"null error":      {`{"elapsedTime": "0 secs", "count": 1, "data": [` + one + `], "error": null}`, ""},
		"saved rows":      {`[` + one + `]`, ""},
		"count":           {"{\"elapsedTime\": \"0\", \"count\": 2,\n\"data\": [" + one + "]}", "x:2: the reply says count 2 and holds 1 rows; it was changed or cut, ask for it again"},
		"empty":           {`{"elapsedTime": "0.08 secs", "count": 0, "data": [], "error": ""}`, "x: holds no rows: the question to the database matched nothing, or its parameters were wrong; ask again"},
		"null data":       {`{"elapsedTime": "0.08 secs", "count": 0, "data": null, "error": ""}`, "x: holds no rows: the question to the database matched nothing, or its parameters were wrong; ask again"},
		"error":           {`{"elapsedTime": "0 secs", "count": 0, "data": [], "error": "Maximum number of periods is 12"}`, "x:1: is an error message of the database, not data: Maximum number of periods is 12"},
		"access":          {`{"statusCode": 401, "message": "Access denied due to missing subscription key."}`, "x:1: is an error message of the database, not data: Access denied due to missing subscription key."},
		"classic error":   {`{"validation": {"status": {"name": "InvalidParameter", "value": 5001, "description": "Invalid reporter"}}, "dataset": []}`, "x:1: is an error message of the database, not data: Invalid reporter"},
		"classic count":   {`{"validation": {"status": {"value": 0}, "count": {"value": 3}}, "dataset": [` + one + `]}`, "x:1: the reply says count 3 and holds 1 rows; it was changed or cut, ask for it again"},
		"cut":             {"{\"elapsedTime\": \"0\", \"count\": 2,\n\"data\": [\n" + one + ",\n{\"period\": \"20", "x:4: the reply ends in the middle; it was cut off, ask for it again"},
		"two replies":     {`{"elapsedTime": "0", "count": 1, "data": [` + one + "]}\n{}", "x:2: something stands behind the end of the reply; keep one reply in a file"},
		"no data":         {`{"elapsedTime": "0", "count": 1}`, "x:1: has no data; a reply of UN Comtrade has an array of that name"},
		"data is text":    {`{"elapsedTime": "0", "count": 1, "data": "none"}`, "x:1: data is no array of rows"},
		"row is a number": {`{"elapsedTime": "0", "count": 1, "data": [5]}`, "x:1: row 1 is 5; a row is an object"},
		"nested":          {`{"elapsedTime": "0", "count": 1, "data": [{"period": ["2020"]}]}`, "x:1: row 1: period is no single value"},
		"twice":           {`{"elapsedTime": "0", "count": 1, "data": [{"period": "2020", "period": "2021"}]}`, "x:1: row 1 has period twice"},
		"count is text":   {`{"elapsedTime": "0", "count": "many", "data": []}`, "x:1: count is no whole number"},
		"bad value":       {`{"elapsedTime": "0", "count": 1, "data": [` + "\n" + object(156, `"NaN"`) + `]}`, `x:2: primaryValue: cannot read "NaN" as a number; write plain digits with a point, as 1234.5`},
		"bare NaN":        {`{"elapsedTime": "0", "count": 1, "data": [` + object(156, `NaN`) + `]}`, `x:1: is not whole JSON: invalid character 'N' looking for beginning of value`},
		"large":           {`{"elapsedTime": "0", "count": 1, "data": [` + object(156, `1e309`) + `]}`, `x:1: primaryValue: "1e309" is out of range`},
		"tariff lines":    {`{"elapsedTime": "0", "count": 1, "data": [{"refPeriodId": 20200101, "period": "2020", "partner2Code": 0, "customsCode": "C01", "motCode": 2100, "cmdCode": "01012100", "primaryValue": 1}]}`, "x:1: holds lines of national tariffs (no refYear, no isAggregate), which have no totals and divide in ways that the file does not tell; download the final data"},
		"no period":       {`[{"reporterCode": 704, "flowCode": "M", "partnerCode": 156, "classificationCode": "H5", "cmdCode": "01", "primaryValue": 1}]`, "x:1: refYear: is empty; write a year or a month, as 2018 or 201801"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := collect(t, openText(t, "x", c.text), data.ReadOptions{})
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestFullReply: a reply with as many rows as one reply may have is suspect.
func TestFullReply(t *testing.T) {
	var rows []string
	for year := 1900; year < 2150; year++ {
		for _, partner := range []int{156, 276} {
			rows = append(rows, strings.Replace(object(partner, "1"), "2020", fmt.Sprint(year), 1))
		}
	}
	p, err := collect(t, openText(t, "x", fmt.Sprintf(`{"elapsedTime": "0", "count": %d, "data": [%s]}`, len(rows), strings.Join(rows, ","))), data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, w := range p.Warnings {
		found = found || w.Error() == "x: holds exactly 500 rows, the most that one reply of the database has: it may be cut; ask for fewer years or products"
	}
	if !found {
		t.Errorf("warnings %v", p.Warnings)
	}
}
