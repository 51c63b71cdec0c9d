// Package layout lays a command's result out for people: aligned columns in
// plain text, and Markdown. Machine formats are data.Table's own.
package layout

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/periplus-data/periplus/data"
)

// Width is the number of characters that a line of text takes at most, as far
// as its longest word allows.
const Width = 100

// Grid is rows of cells under a header, ready to be shown.
type Grid struct {
	Header []string
	Rows   [][]string
	// Max is the greatest width of each column in characters, 0 for any;
	// longer cells are wrapped. A nil Max wraps nothing.
	Max []int
	// Right names the columns, from 0, that are aligned to the right.
	Right []int
}

// TableGrid returns any table as it is, numbers aligned to the right.
func TableGrid(t data.Table) Grid {
	g := Grid{Rows: t.Rows}
	for i, c := range t.Columns {
		g.Header = append(g.Header, c.Name)
		if c.Kind == data.NumberColumn || c.Kind == data.WholeColumn {
			g.Right = append(g.Right, i)
		}
	}
	return g
}

// Text returns g in aligned columns, two blanks apart, each line ending in a
// line feed. Control characters are shown as their escapes.
func Text(g Grid) string {
	w := g.writer(Inert)
	w.SetStyle(plain)
	w.SuppressTrailingSpaces()
	return w.Render() + "\n"
}

// Markdown returns g as a Markdown table, each line ending in a line feed.
// What Markdown or HTML would interpret is escaped.
func Markdown(g Grid) string {
	g.Max = nil
	w := g.writer(escapeMarkdown)
	return w.RenderMarkdown() + "\n"
}

// plain has nothing but blanks between the columns.
var plain = func() table.Style {
	s := table.StyleDefault
	s.Name = "plain"
	s.Box = table.BoxStyle{MiddleVertical: "  "}
	s.Options = table.Options{SeparateColumns: true}
	s.Format = table.FormatOptions{}
	return s
}()

func (g Grid) writer(clean func(string) string) table.Writer {
	// Widths must not depend on the locale of the process.
	text.OverrideRuneWidthEastAsianWidth(false)
	w := table.NewWriter()
	row := func(cells []string) table.Row {
		out := make(table.Row, len(cells))
		for i, c := range cells {
			out[i] = clean(c)
		}
		return out
	}
	w.AppendHeader(row(g.Header))
	for _, r := range g.Rows {
		w.AppendRow(row(r))
	}
	configs := make([]table.ColumnConfig, len(g.Header))
	for i := range configs {
		configs[i] = table.ColumnConfig{Number: i + 1}
		if i < len(g.Max) {
			configs[i].WidthMax, configs[i].WidthMaxEnforcer = g.Max[i], wrapCell
		}
	}
	for _, i := range g.Right {
		configs[i].Align, configs[i].AlignHeader = text.AlignRight, text.AlignRight
	}
	w.SetColumnConfigs(configs)
	return w
}

// held stands for the no-break blanks, and freed for what stands for them: the
// library would break a line at them as at any blank.
var (
	held  = strings.NewReplacer("\u00a0", "\ue000", "\u202f", "\ue001")
	freed = strings.NewReplacer("\ue000", "\u00a0", "\ue001", "\u202f")
)

// wrapCell breaks a cell between words; a word that is longer than the column
// is cut. No-break blanks hold.
func wrapCell(s string, width int) string {
	return freed.Replace(text.WrapSoft(held.Replace(s), width))
}

// Wrap returns prefix and s, broken between words into lines of at most Width
// characters; later lines begin under the beginning of s. No-break blanks hold.
func Wrap(prefix, s string) string {
	var b strings.Builder
	b.WriteString(prefix)
	indent := text.StringWidth(prefix)
	used := indent
	for i, word := range strings.FieldsFunc(s, isBreak) {
		n := text.StringWidth(word)
		switch {
		case i == 0:
		case used+1+n > Width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			used = indent
		default:
			b.WriteString(" ")
			used++
		}
		b.WriteString(word)
		used += n
	}
	return b.String()
}

// isBreak reports whether a line may break at r: not at the blanks of French
// punctuation and numbers.
func isBreak(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }

// Inert returns s with every control character, and every character that turns
// the direction of text, as its escape: text from a file cannot steer the
// terminal that shows it.
func Inert(s string) string {
	if strings.IndexFunc(s, isUnsafe) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isUnsafe(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isUnsafe(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

// markdownSpecial are the characters that Markdown or HTML may interpret in
// the middle of a line. The bar is left to the writer of tables.
const markdownSpecial = "\\`*_[]<>#&~"

func escapeMarkdown(s string) string {
	var b strings.Builder
	for _, r := range Inert(s) {
		if strings.ContainsRune(markdownSpecial, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
