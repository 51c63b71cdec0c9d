package comtrade

import (
	"fmt"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/file"
)

// BenchmarkOpen reads made rows of TradeData.csv.
func BenchmarkOpen(b *testing.B) {
	const rows = 50_000
	var t strings.Builder
	t.WriteString("typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,legacyEstimationFlag,isReported,isAggregate\n")
	partners := []string{"36", "40", "156", "276", "842"}
	for i := range rows {
		fmt.Fprintf(&t, `"C","A","20200101","2020","52","2020","704","VNM","Viet Nam","M","Import","%s","AUS","Australia","0","W00","World","H5","HS","true","%06d","Made up","6","true","C00","TOTAL CPC","0","0","TOTAL MOT","5","u","%d","false","-1","N/A",,"false","%d","true",,"false","%d",,"%d","4","true","false",`+"\n",
			partners[i%5], 10000+i/5, i, i*2, i*3, i*3)
	}
	text := t.String()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		f, err := file.New("x", strings.NewReader(text), file.Options{})
		if err != nil {
			b.Fatal(err)
		}
		r, err := Open(f, data.ReadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range r.Flows {
			if err != nil {
				b.Fatal(err)
			}
		}
		f.Close()
	}
}
