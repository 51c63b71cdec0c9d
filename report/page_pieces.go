package report

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/data/locale"
)

// link returns a number as a link to the entry that says where it comes from,
// with the same in short as hover text.
func (w *pageWriter) link(n *number, text string) string {
	w.links++
	id := fmt.Sprintf("shown-%d", w.links)
	if _, seen := w.first[n.key]; !seen {
		w.first[n.key] = id
	}
	var b strings.Builder
	class := "figure"
	if utf8.RuneCountInString(text) <= 24 { // longer ones would not fit on a phone
		class += " whole"
	}
	fmt.Fprintf(&b, `<span class="number"><a class="%s" id="%s" href="#%s" aria-describedby="tip-%d">%s</a><span class="tip" role="tooltip" id="tip-%d">`,
		class, id, w.anchor(n), w.links, html.EscapeString(text), w.links)
	for _, part := range w.hint(n) {
		b.WriteString("<span>" + html.EscapeString(part) + "</span>")
	}
	b.WriteString("</span></span>")
	return b.String()
}

// hint is the short form of explain: the interval, and every source and place.
func (w *pageWriter) hint(n *number) []string {
	parts := w.e.explain(n)
	if n.formula == "" {
		return parts
	}
	out := parts[:min(2, len(parts))]
	for _, f := range n.figures {
		out = append(out, fmt.Sprintf("%s = %s: %s, %s", f.ID, w.e.l.Amount(f.Amount), f.Source, w.e.locator(f)))
	}
	return out
}

func (w *pageWriter) openScroll() string {
	w.tables++
	return fmt.Sprintf(`<div class="scroll" role="region" tabindex="0" aria-label="%s">`, html.EscapeString(w.e.l.Text(locale.TableNumber, w.tables)))
}

func (w *pageWriter) piece(pc *piece) (string, error) {
	if pc.name == "chart" {
		return w.chartPiece(pc)
	}
	return w.tablePiece(pc), nil
}

// The sizes of a picture in the page: of the column of text, and of a phone.
const (
	wideWidth   = 760
	wideHeight  = 430
	narrowWidth = 350
)

// chartPiece returns a chart in two sizes, of which the style sheet shows one,
// with its numbers as links below.
func (w *pageWriter) chartPiece(pc *piece) (string, error) {
	wide, err := pc.draw(w.e.l, wideWidth, wideHeight, pc.id+"-wide")
	if err != nil { // more rows than that height holds
		if wide, err = pc.draw(w.e.l, 0, 0, pc.id+"-wide"); err != nil {
			return "", err
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<figure id="chart-%s">`+"\n", pc.id)
	narrow, err := pc.draw(w.e.l, narrowWidth, 0, pc.id+"-narrow")
	if err != nil { // too much for a phone: the wide one is all there is
		b.WriteString(inline(wide, "") + "\n")
	} else {
		b.WriteString(inline(wide, "wide") + "\n" + inline(narrow, "narrow") + "\n")
	}
	b.WriteString("<figcaption><ul>\n")
	for _, row := range pc.rows {
		b.WriteString("<li>" + html.EscapeString(row.label) + " " + w.link(row.n, row.n.short) + "</li>\n")
	}
	fmt.Fprintf(&b, "</ul>%s</figcaption>\n</figure>\n", w.downloads(pc))
	return b.String(), nil
}

// inline returns a picture as it stands inside a page.
func inline(p *charts.Picture, class string) string {
	svg := string(p.SVG())
	if class == "" {
		return svg
	}
	return strings.Replace(svg, "<svg ", `<svg class="`+class+`" `, 1)
}

func (w *pageWriter) downloads(pc *piece) string {
	links := []string{fmt.Sprintf(`<a href="tables/%s.csv">CSV<span class="hidden"> %s</span></a>`, pc.id, html.EscapeString(pc.id))}
	if pc.name == "chart" {
		for _, format := range []string{"svg", "png"} {
			links = append(links, fmt.Sprintf(`<a href="charts/%s.%s">%s<span class="hidden"> %s</span></a>`, pc.id, format, strings.ToUpper(format), html.EscapeString(pc.id)))
		}
	}
	return `<span class="downloads">` + w.e.l.Text(locale.LabelAndAmount, html.EscapeString(w.e.l.Text(locale.DataFiles)), strings.Join(links, " ")) + "</span>"
}

func (w *pageWriter) tablePiece(pc *piece) string {
	t := w.e.readersTable(pc)
	var b strings.Builder
	b.WriteString(w.openScroll() + `<table class="stacked">` + "\n")
	if pc.title != "" {
		b.WriteString("<caption>" + html.EscapeString(pc.title) + "</caption>\n")
	}
	b.WriteString("<thead><tr>")
	for _, c := range t.Columns {
		b.WriteString(`<th scope="col">` + html.EscapeString(c.Name) + "</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for i, row := range t.Rows {
		b.WriteString("<tr>")
		for j, cell := range row {
			text := html.EscapeString(cell)
			if n := pc.numberAt(i, j); n != nil {
				text = w.link(n, cell)
			}
			fmt.Fprintf(&b, `<td data-label="%s">%s</td>`, html.EscapeString(w.e.l.Text(locale.LabelAndAmount, t.Columns[j].Name, "")), text)
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>")
	if pc.note != "" {
		b.WriteString("<p>" + html.EscapeString(pc.note) + "</p>")
	}
	b.WriteString("<p>" + w.downloads(pc) + "</p></div>\n")
	return b.String()
}
