package comtrade

import (
	"encoding/csv"
	"os"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/internal/shareddata"
)

const (
	thailand  = "comtrade/new47_thailand_8542_2014-2024_TradeData.csv"
	classic12 = "comtrade/classic12_us_china_2017_hs2_crlf.csv"
	bulk      = "comtrade/comtradr_bulk_hs0_2000.csv"
	wood      = "comtrade/comtradr_eu_wood_imports_from_VNM_RUS_CHN_USA_2018-2022.csv"
	api       = "comtrade/api_v1_response_china_argentina_2010.json"
	apiEmpty  = "comtrade/api_v1_error_response.json"
)

// TestRealSums compares exact sums of the real files with those of pandas in
// testdata/ref/sums.csv.
func TestRealSums(t *testing.T) {
	file, err := os.Open("testdata/ref/sums.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	panels := map[string]*data.Panel{"thailand": panelOf(t, shareddata.Path(t, thailand)), "classic12": panelOf(t, shareddata.Path(t, classic12)),
		"bulk": panelOf(t, shareddata.Path(t, bulk)), "wood": panelOf(t, shareddata.Path(t, wood))}
	panels["thailand-kg"] = panels["thailand"]
	partners := map[string]string{"S19": "Comtrade:490"}
	flows := map[string]data.FlowCode{"Import": "M", "Export": "X", "Re-Export": "RX", "X": "X"}
	for _, row := range rows[1:] {
		name, key1, key2 := row[0], row[1], row[2]
		if code, ok := partners[key2]; ok {
			key2 = code
		}
		var sum data.Total
		for _, f := range panels[name].Flows {
			switch {
			case f.Aggregate != data.NoSide && name != "wood",
				name == "wood" && (len(f.Product) != 4 || f.Partner != key2),
				name == "thailand" && key2 != "*" && f.Partner != key2,
				(name[0] == 't' || name == "wood") && key1 != "*" && f.Period.String() != key1,
				(name == "classic12" || name == "bulk") && f.Flow != flows[key1],
				name == "thailand-kg" && f.QuantityUnit == "u":
				continue
			case name == "thailand-kg":
				sum.Add(f.Quantity)
			default:
				sum.Add(f.Value)
			}
		}
		if got, want := sum.Number(), data.MustNumber(row[3]); !got.Equal(want) {
			t.Errorf("%v: sum %v", row, got)
		}
	}
}

// TestRealShapes counts rows by hand (wc -l, the count of the reply) and holds
// that no real row is dropped, repaired without need, or rejected.
func TestRealShapes(t *testing.T) {
	for name, want := range map[string]struct{ rows, repaired, warnings int }{
		thailand:  {1178, 0, 3},      // revisions H4, H5, H6; Other Asia; Areas nes
		classic12: {290, 9*3 - 1, 0}, // chapters 1 to 9 of three flows, one of them without re-exports
		bulk:      {100, 0, 1},
		wood:      {12377, 0, 2}, // no classification; 2018–2022 spans the revision of 2022
		api:       {4, 0, 0},
	} {
		p := panelOf(t, shareddata.Path(t, name))
		if len(p.Flows) != want.rows || p.Account.Read != want.rows || p.Account.Repaired.Count() != want.repaired || p.Account.Dropped.Count() != 0 {
			t.Errorf("%s: account %v, want %d rows and %d repaired", name, p.Account.Table().Rows, want.rows, want.repaired)
		}
		if len(p.Warnings) != want.warnings {
			t.Errorf("%s: warnings %v", name, p.Warnings)
		}
	}
}
