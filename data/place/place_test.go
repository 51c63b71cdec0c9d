package place_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data/place"
)

// The expected places follow the tables of the providers: UNSD's reference
// tables of Comtrade, SIPRI's list of countries, ISO 3166-3, the state system
// membership of the Correlates of War project, WITS's list of countries.
var resolved = []struct {
	system place.System
	code   string
	year   int
	want   string
}{
	{place.ISO2, "NA", 2020, "NAM"},
	{place.ISO2, "CS", 1985, "CSK"},
	{place.ISO2, "CS", 2004, "SCG"},
	{place.ISO2, "SK", 1970, "SKM"},
	{place.ISO2, "SK", 0, "SVK"},
	{place.ISO3, "VNM", 0, "VNM"},
	{place.ISO3, "YUG", 1985, "YUG"},
	{place.ISO3, "YUG", 1999, "SCG"},
	{place.ISO3, "ZAR", 1980, "COD"},
	{place.ISO3, "XKX", 2015, "XKX"},
	{place.M49, "004", 2000, "AFG"},
	{place.M49, "4", 2000, "AFG"},
	{place.Comtrade, "842", 2022, "USA"},
	{place.Comtrade, "841", 1975, "USA"},
	{place.Comtrade, "699", 2022, "IND"},
	{place.Comtrade, "251", 2022, "FRA"},
	{place.Comtrade, "757", 2022, "CHE"},
	{place.Comtrade, "579", 2022, "NOR"},
	{place.Comtrade, "490", 2022, "Comtrade:490"},
	{place.Comtrade, "S19", 2022, "Comtrade:490"},
	{place.Comtrade, "W00", 2022, "WLD"},
	{place.Comtrade, "0", 2022, "WLD"},
	{place.Comtrade, "_X ", 2022, "Comtrade:899"},
	{place.Comtrade, "97", 2022, "WB:EUU"},
	{place.Comtrade, "280", 1985, "Comtrade:280"},
	{place.Comtrade, "276", 1995, "DEU"},
	{place.Comtrade, "DEU", 1985, "Comtrade:280"},
	{place.Comtrade, "DEU", 1995, "DEU"},
	{place.Comtrade, "736", 2005, "Comtrade:736"},
	{place.Comtrade, "729", 2015, "SDN"},
	{place.Comtrade, "891", 1995, "SCG"},
	{place.Comtrade, "890", 1985, "YUG"},
	{place.Comtrade, "810", 1985, "SUN"},
	{place.Comtrade, "868", 1970, "SIPRI:VNS"},
	{place.Comtrade, "866", 1970, "VDR"},
	{place.Comtrade, "492", 1995, "Comtrade:492"},
	{place.BACI, "58", 1996, "Comtrade:58"},
	{place.BACI, "711", 1996, "Comtrade:711"},
	{place.BACI, "490", 2020, "Comtrade:490"},
	{place.SIPRI, "VN", 1970, "VNM"},
	{place.SIPRI, "VNS", 1970, "SIPRI:VNS"},
	{place.SIPRI, "RUS", 1995, "RUS"},
	{place.SIPRI, "USR", 1985, "SUN"},
	{place.SIPRI, "FRG", 1980, "DEU"},
	{place.SIPRI, "XLH", 2006, "SIPRI:XLH"},
	{place.SIPRI, "XXS", 2006, "SIPRI:XXS"},
	{place.COW, "365", 1980, "SUN"},
	{place.COW, "365", 2000, "RUS"},
	{place.COW, "RUS", 1980, "SUN"},
	{place.COW, "817", 1970, "SIPRI:VNS"},
	{place.COW, "816", 1970, "VDR"},
	{place.COW, "816", 2000, "VNM"},
	{place.COW, "260", 1970, "Comtrade:280"},
	{place.WorldBank, "AFE", 2020, "WB:AFE"},
	{place.WorldBank, "SER", 2009, "SRB"},
	{place.WorldBank, "SER", 2000, "SCG"},
	{place.WorldBank, "EUN", 2009, "WB:EUU"},
	{place.WorldBank, "TMP", 2009, "TLS"},
	{place.CEPII, "YUG", 0, "SCG"},
	{place.CEPII, "ROM", 0, "ROU"},
	{place.CEPII, "PAL", 0, "PSE"},
}

func TestResolve(t *testing.T) {
	for _, c := range resolved {
		got, err := place.Resolve(c.system, c.code, c.year)
		if err != nil || got.Code != c.want {
			t.Errorf("Resolve(%s, %q, %d) = %q, %v; want %s", c.system, c.code, c.year, got.Code, err, c.want)
		}
	}
}

func TestNamed(t *testing.T) {
	for _, c := range []struct {
		system place.System
		name   string
		want   string
	}{
		{place.SIPRI, "Viet Nam", "VNM"},
		{place.SIPRI, "Vietnam", "VNM"},
		{place.SIPRI, "South Vietnam", "SIPRI:VNS"},
		{place.SIPRI, "Turkey", "TUR"},
		{place.SIPRI, "Turkiye", "TUR"},
		{place.SIPRI, "Türkiye", "TUR"},
		{place.SIPRI, "Tu\u0308rkiye", "TUR"}, // decomposed
		{place.SIPRI, "Cote d'Ivoire", "CIV"},
		{place.SIPRI, "Czech Republic", "CZE"},
		{place.SIPRI, "Czechia", "CZE"},
		{place.SIPRI, "Bosnia-Herzegovina", "BIH"},
		{place.SIPRI, "UAE", "ARE"},
		{place.SIPRI, "Macedonia (FYROM)", "MKD"},
		{place.SIPRI, "Swaziland", "SWZ"},
		{place.SIPRI, "Zaire", "COD"},
		{place.SIPRI, "DR Congo", "COD"},
		{place.SIPRI, "Congo", "COG"},
		{place.SIPRI, "Soviet Union", "SUN"},
		{place.SIPRI, "Russia", "RUS"},
		{place.SIPRI, "unknown supplier(s)", "SIPRI:XXS"},
		{place.SIPRI, "Unknown supplier(s)", "SIPRI:XXS"},
		{place.SIPRI, "Hezbollah (Lebanon)*", "SIPRI:XLH"},
		{place.SIPRI, "African Union**", "SIPRI:AU"},
		{place.SIPRI, "European Union**", "SIPRI:EU"},
		{place.SIPRI, "Total world import", "WLD"},
		{place.Comtrade, "Other Asia, nes", "Comtrade:490"},
		{place.Comtrade, "Fed. Rep. of Germany (...1990)", "Comtrade:280"},
		{place.WorldBank, "Korea, Rep.", "KOR"},
		{place.NSO, "Korea", "KOR"},
		{place.NSO, "EU", "WB:EUU"},
		{place.NSO, "ASEAN", "Comtrade:975"},
		{place.NSO, "China, PR", "CHN"},
		{"", "Korea, South", "KOR"},
		{"", "VIET NAM", "VNM"},
		{"", "Trinidad & Tobago", "TTO"},
		{"", "The Gambia", "GMB"},
	} {
		got, err := place.Named(c.system, c.name, 0)
		if err != nil || got.Code != c.want {
			t.Errorf("Named(%s, %q) = %q, %v; want %s", c.system, c.name, got.Code, err, c.want)
		}
	}
}

func TestResolve_Errors(t *testing.T) {
	for _, c := range []struct {
		system place.System
		code   string
		year   int
		want   string
		is     error
	}{
		{place.ISO3, "VMN", 2020, "nearest is", place.ErrUnknown},
		{place.M49, "842", 2020, "United States in Comtrade", place.ErrUnknown},
		{place.ISO2, "CS", 0, "Czechoslovakia until 1992 or Serbia and Montenegro in 2003–2006", place.ErrAmbiguous},
		{place.Comtrade, "A79", 2020, "LAIA, nes or Rest of America, nes", place.ErrAmbiguous},
		{place.ISO3, "", 2020, "no code of a place", place.ErrUnknown},
		{place.SIPRI, "Hezbollah (Lebanon)*", 2006, "is a name", place.ErrUnknown},
		{"ISO4", "VNM", 2020, "ISO3", nil},
	} {
		_, err := place.Resolve(c.system, c.code, c.year)
		if err == nil || !strings.Contains(err.Error(), c.want) || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("Resolve(%s, %q, %d) = %v; want it to say %q", c.system, c.code, c.year, err, c.want)
		}
	}
	_, err := place.Named(place.SIPRI, "Soviet Unoin", 0)
	if err == nil || !strings.Contains(err.Error(), `nearest is "Soviet Union"`) || !errors.Is(err, place.ErrUnknown) {
		t.Errorf("Named = %v", err)
	}
}

func TestMerges(t *testing.T) {
	for _, c := range []struct {
		system   place.System
		code     string
		from, to int
		want     string
	}{
		{place.ISO3, "DEU", 1985, 1995, "West Germany until 1990 and for Germany from 1991"},
		{place.ISO3, "DEU", 1995, 2005, ""},
		{place.ISO3, "YEM", 0, 0, "North Yemen until 1990 and for South Yemen until 1990 and for Yemen from 1991"},
		{place.ISO3, "RUS", 1980, 1985, "Soviet Union until 1991"},
		{place.ISO3, "RUS", 1992, 2020, ""},
		{place.SIPRI, "RUS", 0, 0, ""},
		{place.SIPRI, "SUD", 2005, 2015, "Sudan (before 2011) until 2011 and for Sudan from 2011"},
		{place.SIPRI, "VN", 1970, 1980, "North Viet Nam until 1975"},
		{place.Comtrade, "SDN", 2000, 2020, "Sudan (before 2011)"},
		{place.Comtrade, "736", 2000, 2020, ""},
		{place.Comtrade, "276", 0, 0, ""},
		{place.ISO3, "FRA", 0, 0, ""},
		{place.ISO3, "QQQ", 0, 0, ""},
	} {
		got, ok := place.Merges(c.system, c.code, c.from, c.to)
		if ok != (c.want != "") || !strings.Contains(got, c.want) {
			t.Errorf("Merges(%s, %s, %d, %d) = %q, %t; want %q", c.system, c.code, c.from, c.to, got, ok, c.want)
		}
	}
}

// A group that SIPRI adds in a later vintage is known by the asterisk.
func TestNamed_NewGroup(t *testing.T) {
	for _, c := range []struct {
		name   string
		kind   place.Kind
		region string
	}{
		{"Made-up front (Sudan)*", place.NonState, "Africa"},
		{"Made-up front*", place.NonState, ""},
		{"Made-up alliance**", place.Organisation, ""},
	} {
		p, err := place.Named(place.SIPRI, c.name, 2024)
		if err != nil || p.Kind != c.kind || p.Region != c.region || p.Code != "SIPRI:"+c.name || p.Name != strings.TrimRight(c.name, "*") {
			t.Errorf("Named(SIPRI, %q) = %+v, %v", c.name, p, err)
		}
		if again, ok := place.Lookup(p.Code); !ok || again.Name != p.Name {
			t.Errorf("Lookup(%q) = %+v, %t", p.Code, again, ok)
		}
	}
	for _, name := range []string{"Made-up front", "*", "**", ""} {
		if p, err := place.Named(place.SIPRI, name, 2024); err == nil {
			t.Errorf("Named(SIPRI, %q) = %+v", name, p)
		}
	}
	if p, err := place.Named(place.Comtrade, "Made-up front*", 2024); err == nil {
		t.Errorf("Named(Comtrade, …) = %+v", p)
	}
}

func TestResolve_DoesNotAllocate(t *testing.T) {
	if _, err := place.Resolve(place.BACI, "842", 2020); err != nil {
		t.Fatal(err)
	}
	cell := []byte("842")
	if n := testing.AllocsPerRun(1000, func() {
		p, err := place.Resolve(place.BACI, string(cell), 2020)
		if err != nil || p.Code != "USA" {
			t.Fatal(p, err)
		}
	}); n != 0 {
		t.Errorf("a look-up allocates %v times", n)
	}
}

func BenchmarkResolve(b *testing.B) {
	for _, c := range []struct {
		system place.System
		code   string
	}{{place.BACI, "842"}, {place.ISO3, "VNM"}, {place.Comtrade, "DEU"}} {
		b.Run(string(c.system)+" "+c.code, func(b *testing.B) {
			for b.Loop() {
				if _, err := place.Resolve(c.system, c.code, 2020); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func FuzzNamed(f *testing.F) {
	for _, seed := range []string{"Viet Nam", "Hezbollah (Lebanon)*", "Tu\u0308rkiye", "unknown supplier(s)", "842", "\xff*", "(*", "**", "the"} {
		f.Add(seed, 2020)
	}
	f.Fuzz(func(t *testing.T, text string, year int) {
		for _, s := range append(place.Systems(), "", "no system") {
			p, err := place.Named(s, text, year)
			if (err == nil) != (p.Code != "") {
				t.Fatalf("Named(%s, %q) = %+v, %v", s, text, p, err)
			}
			if err == nil {
				if again, ok := place.Lookup(p.Code); !ok || again.Code != p.Code {
					t.Fatalf("Lookup(%q) = %+v, %t", p.Code, again, ok)
				}
			}
			if p, err := place.Resolve(s, text, year); (err == nil) != (p.Code != "") {
				t.Fatalf("Resolve(%s, %q) = %+v, %v", s, text, p, err)
			}
			place.Merges(s, text, year, year+1)
		}
	})
}

// What a file holds instead of a place is not told whole.
func TestErrors_Short(t *testing.T) {
	long := strings.Repeat("x", 1_000_000)
	for _, system := range place.Systems() {
		_, code := place.Resolve(system, long, 2020)
		_, name := place.Named(system, long, 2020)
		for _, err := range []error{code, name} {
			if len(err.Error()) > 300 || !errors.Is(err, place.ErrUnknown) {
				t.Errorf("%s: an error of %d bytes", system, len(err.Error()))
			}
		}
	}
}
