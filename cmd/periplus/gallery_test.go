package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/charts"
)

var writeGallery = flag.Bool("gallery", false, "rewrite docs/gallery.md and its pictures; look at every one that changed")

// exhibits are the commands of the gallery, by kind: what is drawn from which
// file of docs/gallery, or from the figures that periplus carries. The first
// picture has the name of the kind.
var exhibits = map[string][]string{
	"bar": {`docs/gallery/importers.csv --title 'India received more than a tenth of all major arms'
  --subtitle 'Share of the volume of major arms imported, 2018–22, largest eight importers'`},
	"grouped-bar": {`docs/gallery/viet-nam-trade.csv --x partner --series direction --y usd
  --title 'Viet Nam sells to the United States and buys from China'
  --subtitle 'Viet Nam’s exports (FOB) and imports (CIF) with each, 2022'`},
	"stacked-bar": {`docs/gallery/viet-nam-trade.csv --x partner --series direction --y usd
  --title 'Trade with China is the larger by imports alone'
  --subtitle 'Viet Nam’s exports (FOB) plus imports (CIF) with each, 2022'`},
	"diverging-bar": {`docs/gallery/viet-nam-trade.csv --x partner --series direction --y usd
  --title 'Two large partners, two opposite balances'
  --subtitle 'Viet Nam’s exports (FOB) and imports (CIF) with each, 2022'`},
	"dot": {`docs/gallery/exporters.csv --x label --series date
  --title 'France’s share of arms exports rose, Russia’s fell'
  --subtitle 'Share of the volume of major arms exported, with the bounds that rounding leaves'`},
	"times": {`--ids vn-cn-trade-2022,vn-us-trade-2022 --base vn-ru-trade-2022
  --title 'China’s trade with Viet Nam is about 50 times Russia’s'`},
	"waffle": {`docs/gallery/viet-nam-suppliers.csv
  --title 'Of a hundred units of arms that Viet Nam received, some 81 came from Russia'
  --subtitle 'Share of the volume of major arms delivered, 1995–2023'`},
	"dumbbell": {`docs/gallery/exporters.csv
  --title 'The United States and France gained, Russia lost'
  --subtitle 'Share of the volume of major arms exported in two windows of five years'`},
	"slope": {`docs/gallery/exporters.csv
  --title 'The United States and France gained, Russia lost'
  --subtitle 'Share of the volume of major arms exported in two windows of five years' --size square`},
	"bump": {`docs/gallery/exporters-by-year.csv --x year --y usd --series exporter
  --title 'Country E overtook three others' --subtitle 'Rank by exports'
  --note 'Numbers made up for this page'`},
	"line": {`docs/gallery/viet-nam-arms.csv --x year --y tiv --series supplier
  --title 'Russian deliveries to Viet Nam peaked in 2014'
  --subtitle 'Volume of major arms delivered to Viet Nam, million TIV'`},
	"area": {`docs/gallery/viet-nam-arms.csv --x year --y tiv --series supplier
  --title 'With Russia’s deliveries fell the total'
  --subtitle 'Volume of major arms delivered to Viet Nam by supplier, million TIV'`},
	"area-share": {`docs/gallery/balance.csv --x year --y usd --series direction
  --title 'Exports came to be half of all trade' --subtitle 'Share of exports and imports in their sum'
  --note 'Numbers made up for this page'`},
	"columns": {`docs/gallery/viet-nam-arms-total.csv --x year --y tiv
  --title 'Deliveries of arms come in lumps'
  --subtitle 'Volume of major arms delivered to Viet Nam, million TIV'`},
	"window-columns": {`docs/gallery/viet-nam-arms-total.csv --x year --y tiv
  --title 'A mean of five years shows what single years hide'
  --subtitle 'Volume of major arms delivered to Viet Nam, million TIV'`,
		`docs/gallery/viet-nam-arms-total.csv --x year --y tiv --set form=means
  --title 'Deliveries fell to a fraction of what they were'
  --subtitle 'Volume of major arms delivered to Viet Nam, mean of each window of five years, million TIV'`},
	"balance": {`docs/gallery/balance.csv --x year --y usd --series direction
  --title 'A deficit turned into a surplus' --subtitle 'Exports and imports of goods'
  --note 'Numbers made up for this page'`},
	"fan": {`docs/gallery/outlook.csv
  --title 'Exports may grow by a fifth in five years' --subtitle 'Exports of goods, and an outlook in two bands'
  --note 'Numbers made up for this page'`},
	"share": {`--ids vn-ru-arms-share-1995-2023
  --title 'More than four fifths of Viet Nam’s arms imports came from Russia'`},
	"treemap": {`docs/gallery/viet-nam-suppliers.csv
  --title 'One supplier dwarfs all others'
  --subtitle 'Share of the volume of major arms delivered to Viet Nam, 1995–2023'`},
	"sankey": {`docs/gallery/flows.csv --column from=supplier --column to=recipient --value tiv
  --title 'Who supplies whom' --subtitle 'Volume of major arms delivered'
  --note 'Suppliers, recipients and numbers made up for this page'`},
	"matrix": {`docs/gallery/flows.csv --column from=supplier --column to=recipient --value tiv
  --title 'Few recipients have more than one large supplier' --subtitle 'Volume of major arms delivered'
  --note 'Suppliers, recipients and numbers made up for this page'`},
	"flow-map": {`docs/gallery/viet-nam-routes.csv
  --title 'Where Viet Nam’s arms came from'
  --subtitle 'Share of the volume of major arms delivered to Viet Nam, 1995–2023, six largest suppliers'`},
	"choropleth": {`docs/gallery/importers.csv
  --title 'The largest importers of arms lie in Asia, Oceania and the Middle East'
  --subtitle 'Share of the volume of major arms imported, 2018–22, largest eight importers'`},
	"symbol-map": {`docs/gallery/importers.csv
  --title 'The largest importers of arms lie in Asia, Oceania and the Middle East'
  --subtitle 'Share of the volume of major arms imported, 2018–22, largest eight importers'`},
	"scatter": {`docs/gallery/shares-two-windows.csv --x share_2013_17 --y share_2018_22 --log xy
  --set 'x_title=Share in 2013–17' --set 'y_title=Share in 2018–22'
  --title 'Who exported most in one window did so in the next'
  --subtitle 'Share of the volume of major arms exported: 2013–17 across, 2018–22 upwards'`},
}

// facetExhibit shows small multiples, of which any kind can be made.
const facetExhibit = `docs/gallery/viet-nam-arms.csv --x year --y tiv --facet supplier
  --title 'Russia’s deliveries dwarf those of all others'
  --subtitle 'Volume of major arms delivered to Viet Nam, million TIV, on one scale'`

// exhibit is one picture with the command that draws it.
type exhibit struct{ name, command string }

// of returns the exhibits of a kind, named after it.
func exhibitsOf(token string) (out []exhibit) {
	for i, args := range exhibits[token] {
		name := token
		if i > 0 {
			name = fmt.Sprintf("%s-%d", token, i+1)
		}
		out = append(out, exhibit{name, fmt.Sprintf("periplus chart %s %s --out %s.svg", token, args, name)})
	}
	return out
}

// gallery returns the page and the commands of its pictures.
func gallery() (page string, all []exhibit) {
	var b strings.Builder
	b.WriteString(`# Gallery

Every kind of chart that ` + "`periplus chart`" + ` draws, with the command, when to use it and when not. The commands run in the
root of the repository. This page and its pictures are made by ` + "`make gallery`" + `, and a test fails where they are stale.

Options that all kinds share: ` + "`--size web|column|page|slide|square`, `--theme web|print|dark|FILE`, `--lang en|fr|vi`, `--facet COLUMN`" + `, and
` + "`--out`" + ` with .svg, .png or .pdf. ` + "`--x`, `--y` and `--series`" + ` name columns where they cannot be found out.
[What is drawn of a statement with bounds](methods/charts.md) is the same in all kinds.

`)
	family := ""
	for _, k := range charts.Kinds {
		if k.Family != family {
			family = k.Family
			fmt.Fprintf(&b, "## %s%s\n\n", strings.ToUpper(family[:1]), family[1:])
		}
		fmt.Fprintf(&b, "### %s\n\n%s **Use it for:** %s **Not for:** %s\n\n", k.Token, k.Name, lowerFirst(k.When), lowerFirst(k.WhenNot))
		for _, s := range k.Settings {
			values := ""
			if len(s.Values) > 0 {
				values = ": " + strings.Join(s.Values, ", ")
			}
			fmt.Fprintf(&b, "- `--set %s=…`: %s%s\n", s.Name, s.Meaning, values)
		}
		if len(k.Settings) > 0 {
			b.WriteString("\n")
		}
		for _, e := range exhibitsOf(k.Token) {
			all = append(all, show(&b, e))
		}
	}
	b.WriteString("## Small multiples\n\nAny kind in panels that share their scales, with `--facet COLUMN`.\n\n")
	all = append(all, show(&b, exhibit{"facets", "periplus chart columns " + facetExhibit + " --out facets.svg"}))
	b.WriteString(`## Where the numbers come from

The files stand in [docs/gallery](gallery). The shares of exporters and importers are those of SIPRI’s fact sheet of March 2023; volumes delivered to
Viet Nam are sums over SIPRI’s registers, as in the built-in report (SIPRI Arms Transfers Database; a TIV is a volume of capability,
not a price); Viet Nam’s trade is that of its National Statistics Office. Files whose note says so are made up.
`)
	return b.String(), all
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

func show(b *strings.Builder, e exhibit) exhibit {
	fmt.Fprintf(b, "```sh\n%s\n```\n\n![%s](gallery/%s.svg)\n\n", strings.ReplaceAll(e.command, "\n", " \\\n"), e.name, e.name)
	return e
}

// TestGallery holds the page and every picture to what the commands draw now.
func TestGallery(t *testing.T) {
	root, err := filepath.Abs(repository)
	if err != nil {
		t.Fatal(err)
	}
	page, all := gallery()
	for _, k := range charts.Kinds {
		if len(exhibits[k.Token]) == 0 {
			t.Errorf("the gallery has no picture of %s", k.Token)
		}
	}
	hold(t, filepath.Join(root, "docs", "gallery.md"), []byte(page))
	out := t.TempDir()
	for _, e := range all {
		cmd := exec.Command("sh", "-c", strings.ReplaceAll(strings.ReplaceAll(e.command, "\n", " "), "--out ", "--out "+out+"/"))
		cmd.Dir = root
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s\n%v\n%s", e.command, err, said)
			continue
		}
		got, err := os.ReadFile(filepath.Join(out, e.name+".svg"))
		if err != nil {
			t.Fatal(err)
		}
		hold(t, filepath.Join(root, "docs", "gallery", e.name+".svg"), got)
	}
	names := []string{}
	for _, e := range all {
		names = append(names, e.name+".svg")
	}
	files, err := filepath.Glob(filepath.Join(root, "docs", "gallery", "*.svg"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(names, filepath.Base(f)) {
			t.Errorf("no command draws %s", f)
		}
	}
}

// hold compares a file with what it should be, or with -gallery makes it so.
func hold(t *testing.T, path string, want []byte) {
	t.Helper()
	if *writeGallery {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is stale; run make gallery and look at what changed", path)
	}
}
