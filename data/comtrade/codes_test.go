package comtrade

import (
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
	"github.com/periplus-data/periplus/internal/shareddata"
)

// TestCodes reads a made table as R or Python write it: an index without a
// name, a line end in a cell.
func TestCodes(t *testing.T) {
	r, err := Open(openText(t, "x", ",id,text,reporterCode,reporterDesc\n0,32,Argentina,32,\"Argen\ntina \"\n1,842,USA,842,USA\n"), data.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := r.Table()
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Columns) != 4 || len(table.Rows) != 2 || table.Rows[0][3] != "Argen tina" || r.Account.Flows != 2 {
		t.Errorf("%v", table)
	}
	if r, err = Open(openText(t, "x", "reporterCode,reporterDesc\n1,2,3\n"), data.ReadOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Table(); err == nil || err.Error() != "x:2:5: the row has 3 cells and the header 2" {
		t.Error(err)
	}
}

// TestRealCodes: rows as pandas counts them.
func TestRealCodes(t *testing.T) {
	for name, want := range map[string]int{"comtrade/ref_reporter.csv": 255, "comtrade/ref_partner.csv": 310, "comtrade/ref_dataitem.csv": 50} {
		f, err := file.Open(shareddata.Path(t, name), file.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r, err := Open(f, data.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		table, err := r.Table()
		if err != nil || len(table.Rows) != want {
			t.Errorf("%s: %d rows, want %d, %v", name, len(table.Rows), want, err)
		}
	}
}
