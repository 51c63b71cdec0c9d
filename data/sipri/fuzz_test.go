package sipri_test

import (
	"os"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
)

// FuzzOpen reads anything: it is refused with an error, or its account closes.
func FuzzOpen(f *testing.F) {
	for _, n := range testFiles(f) {
		b, err := os.ReadFile(n)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(classicHeader + strings.Replace(boat, "Boat-1", `"Boat""1"`, 1)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		consistent(t, raw, data.ReadOptions{KeepGoing: true})
		consistent(t, raw, data.ReadOptions{})
	})
}

// FuzzClassic reads any rows under the header of a classic register.
func FuzzClassic(f *testing.F) {
	f.Add(boat)
	f.Add("Viet Nam,Israel,2012,?,3,,Radar-2,radar,3,?,2013,New,For the coast\nby ship,5,15,15\n")
	f.Add("Viet Nam,Israel,(2012),?,3?,,Radar-2,radar,,,2013-2015,New,\"a\n\"\"b\",5,15,15;\r\n")
	f.Fuzz(func(t *testing.T, rows string) {
		consistent(t, []byte(classicHeader+rows), data.ReadOptions{KeepGoing: true})
	})
}

// FuzzNew reads any rows under the header of a new register.
func FuzzNew(f *testing.F) {
	f.Add(newBoat)
	f.Add(strings.TrimSuffix(newBoat, "\n") + ";\r\n")
	f.Fuzz(func(t *testing.T, rows string) {
		consistent(t, []byte(newHeader+rows), data.ReadOptions{KeepGoing: true})
	})
}

// FuzzTable reads any header and rows below a title of SIPRI.
func FuzzTable(f *testing.F) {
	for _, n := range []string{"tiv-new-imports.csv", "tiv-old-imports.csv", "tiv-old-supplier.csv", "tiv-new-recipient.csv", "tiv-old-categories.csv"} {
		b, err := os.ReadFile("testdata/" + n)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	f.Fuzz(func(t *testing.T, text string) {
		consistent(t, []byte("SIPRI\n"+text), data.ReadOptions{KeepGoing: true})
	})
}

// FuzzPanel reads any rows of a panel.
func FuzzPanel(f *testing.F) {
	f.Add("Russia,Viet Nam,2010,30\nAll,Viet Nam,2010,30\nRussia,Viet Nam,Total,30\n")
	f.Fuzz(func(t *testing.T, rows string) {
		consistent(t, []byte("supplier,recipient,year,tiv\n"+rows), data.ReadOptions{KeepGoing: true})
	})
}

// FuzzReply reads any JSON object that may hold a file.
func FuzzReply(f *testing.F) {
	for _, n := range []string{"reply.json", "reply-result.json"} {
		b, err := os.ReadFile("testdata/" + n)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.HasPrefix(strings.TrimSpace(text), "{") {
			consistent(t, []byte(text), data.ReadOptions{KeepGoing: true})
		}
	})
}
