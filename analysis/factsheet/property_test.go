package factsheet

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/data"
)

// random makes a register of deliveries of ten years between twelve places.
func random(t *testing.T, seed uint64, scale int) *data.Panel {
	places := []string{"USA", "RUS", "FRA", "CHN", "DEU", "IND", "VNM", "EGY", "SAU", "SIPRI:XLH", "SIPRI:NAT", "SIPRI:XXR"}
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	for range 200 {
		s, m := r.IntN(5), 5+r.IntN(7)
		fmt.Fprintf(&b, "%s %s %s %d %d\n", places[s], places[m], []string{"Ships", "Aircraft"}[r.IntN(2)], 2013+r.IntN(10), scale*r.IntN(500))
	}
	fmt.Fprintf(&b, "USA VNM Ships 2013 %d\nUSA VNM Ships 2022 %d\n", scale, scale)
	return panel(t, "random.csv", b.String())
}

// The shares of a section are shares of one whole: they sum to 100, as exact
// numbers. Scaling every volume changes no share, change or rank, and neither
// does the order of the rows. Imports and exports are the same deliveries.
func TestCompute_Properties(t *testing.T) {
	for seed := range uint64(20) {
		p := random(t, seed, 1)
		s := compute(t, Options{End: 2022}, p)
		for _, id := range []SectionID{Exporters, Importers, Regions, Categories} {
			now, before := zero, zero
			for _, r := range s.Section(id) {
				now, before = now.Add(r.Share), before.Add(r.PreviousShare)
			}
			if !now.Equal(hundred) || !before.Equal(hundred) {
				t.Errorf("seed %d: the shares of %s sum to %s and %s", seed, id, now, before)
			}
		}
		scaled := compute(t, Options{End: 2022}, random(t, seed, 7))
		rand.New(rand.NewPCG(seed, 2)).Shuffle(len(p.Flows), func(i, j int) { p.Flows[i], p.Flows[j] = p.Flows[j], p.Flows[i] })
		shuffled := compute(t, Options{End: 2022}, p)
		for i, section := range s.Sections {
			for j, r := range section.Rows {
				if o := scaled.Sections[i].Rows[j]; o.Rank != r.Rank || o.Place != r.Place || o.Partner != r.Partner || !o.Share.Equal(r.Share) || !o.Change.Equal(r.Change) {
					t.Fatalf("seed %d: scaled, %s is %v, was %v", seed, section.ID, o, r)
				}
				if a, b := strings.Join(r.cells(section.ID), "|"), strings.Join(shuffled.Sections[i].Rows[j].cells(section.ID), "|"); a != b {
					t.Fatalf("seed %d: in another order %s, was %s", seed, b, a)
				}
			}
		}
		for _, r := range s.Section(Suppliers) {
			for _, x := range s.Section(Recipients) {
				if x.Place == r.Partner && x.Partner == r.Place && !x.Value.Equal(r.Value) {
					t.Errorf("seed %d: %s → %s is %s as exports and %s as imports", seed, x.Place, x.Partner, x.Value, r.Value)
				}
			}
		}
	}
}

// A table of the same deliveries gives the ranks, shares and totals of the
// register.
func TestCompute_SameFromTables(t *testing.T) {
	p := random(t, 3, 1)
	x, m := &data.Panel{Release: p.Release}, &data.Panel{Release: p.Release}
	x.Release.File, m.Release.File = "x.csv", "m.csv"
	for _, f := range p.Flows {
		f.Product = data.AllProducts
		out, in := f, f
		out.Reporter, out.Partner, out.Flow = f.Partner, data.World, data.Export
		in.Partner = data.World
		x.Flows, m.Flows = append(x.Flows, out), append(m.Flows, in)
	}
	register, tables := compute(t, Options{End: 2022}, p), compute(t, Options{End: 2022}, x, m)
	for _, id := range []SectionID{Totals, Exporters, Importers, Regions, Series, Means} {
		if a, b := lines(register.Section(id)), lines(tables.Section(id)); a != b || a == "" {
			t.Errorf("%s: the register gives\n%sand the tables\n%s", id, a, b)
		}
	}
}

func TestCompute_Interrupted(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Compute(ctx, []data.Record{random(t, 1, 1)}, Options{End: 2022}); err == nil {
		t.Error("an interrupted sheet was made")
	}
}

func FuzzParseGroup(f *testing.F) {
	for _, seed := range []string{"VNM\n", "code,name\nVNM,Viet Nam\n", "\"Korea, South\"\r\n", "\ufeff# x\n", "WLD", "\x00", "\"", "SIPRI:XLH # a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		g, err := ParseGroup("g.txt", "g", text)
		if (err == nil) != (g != nil) {
			t.Fatal("neither a group nor an error")
		}
		if err != nil {
			return
		}
		again, err := ParseGroup("g.txt", "g", strings.Join(g.Members, "\n"))
		if err != nil || strings.Join(again.Members, " ") != strings.Join(g.Members, " ") {
			t.Fatalf("%v became %v, %v", g.Members, again, err)
		}
	})
}
