package report

import (
	"bytes"
	"fmt"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// edit replaces bytes of the body.
type edit struct {
	start, end int
	text       string
}

// markdown returns the document as plain Markdown: numbers in place of
// expressions, pictures and tables in place of blocks, and the sources of the
// numbers at the end. Raw HTML is left out.
func (e *evaluation) markdown() []byte {
	var edits []edit
	for i, x := range e.d.expressions {
		edits = append(edits, edit{x.start, x.end, e.d.number(x, escapeMarkdown(e.prose[i].text))})
	}
	for i := range e.pieces {
		edits = append(edits, edit{e.pieces[i].start, e.pieces[i].end, e.pieceMarkdown(&e.pieces[i])})
	}
	edits = append(edits, e.d.marks...)
	if len(e.d.cut) > 0 {
		edits = append(append(edits, e.d.cut...), e.d.literals...)
	}
	sort.SliceStable(edits, func(i, j int) bool { return edits[i].start < edits[j].start })
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n", escapeMarkdown(e.d.front.title))
	if e.d.front.subtitle != "" {
		fmt.Fprintf(&b, "\n%s\n", escapeLine(e.d.front.subtitle))
	}
	if by := byline(e.d.front); by != "" {
		fmt.Fprintf(&b, "\n%s\n", escapeLine(by))
	}
	at := 0
	for _, x := range edits {
		if x.start < at {
			continue // inside what is replaced already
		}
		b.Write(e.d.body[at:x.start])
		b.WriteString(x.text)
		at = x.end
	}
	b.Write(e.d.body[at:])
	e.numbersMarkdown(&b)
	return b.Bytes()
}

func (e *evaluation) pieceMarkdown(pc *piece) string {
	var b strings.Builder
	if pc.name == "chart" {
		return fmt.Sprintf("![%s](charts/%s.png)\n", escapeMarkdown(pc.picture.Description), pc.id)
	}
	t := e.readersTable(pc)
	if pc.title != "" {
		fmt.Fprintf(&b, "**%s**\n\n", escapeMarkdown(pc.title))
	}
	rule := "|"
	b.WriteString("|")
	for _, c := range t.Columns {
		b.WriteString(" " + escapeMarkdown(c.Name) + " |")
		rule += "---|"
	}
	b.WriteString("\n" + rule + "\n")
	for _, row := range t.Rows {
		b.WriteString("|")
		for _, cell := range row {
			b.WriteString(" " + escapeMarkdown(cell) + " |")
		}
		b.WriteString("\n")
	}
	if pc.note != "" {
		fmt.Fprintf(&b, "\n%s\n", escapeLine(pc.note))
	}
	return b.String()
}

// readersTable returns the table that readers see: of figures, what is stated,
// the amount, the period, the place and the notes; of anything else, or with
// columns named in the block, the cells as they are.
func (e *evaluation) readersTable(pc *piece) data.Table {
	if pc.found != nil {
		return e.answersTable(pc)
	}
	if pc.figures == nil || len(pc.cols) > 0 {
		return pc.table
	}
	t := data.Table{}
	for _, key := range []locale.Key{locale.StatedColumn, locale.AmountColumn, locale.PeriodColumn, locale.PlaceColumn, locale.NoteColumn} {
		t.Columns = append(t.Columns, data.Column{Name: e.l.Text(key)})
	}
	for i, f := range pc.figures {
		stated := upperFirst(e.describe(f))
		if f.Scope != "" {
			stated += " (" + f.Scope + ")"
		}
		period := e.l.Period(f.Period)
		if period == "" {
			period = e.l.Text(locale.NotDated)
		}
		t.Rows = append(t.Rows, []string{stated, pc.rows[i].n.short, period, e.locator(f), e.remark(f)})
	}
	return t
}

// numberAt returns the number in a cell of readersTable, nil where it holds
// none that leads to its source.
func (pc *piece) numberAt(row, column int) *number {
	switch {
	case pc.cells != nil:
		return pc.cells[row][column]
	case column == 1 && (pc.found != nil || pc.figures != nil && len(pc.cols) == 0):
		return pc.rows[row].n
	}
	return nil
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// remark joins the note of a figure and what is inferred in it.
func (e *evaluation) remark(f data.Figure) string {
	var parts []string
	if f.Note != "" {
		parts = append(parts, f.Note)
	}
	if len(f.Inferred) > 0 {
		parts = append(parts, e.l.Text(locale.InferredWord, e.inferred(f))+".")
	}
	return strings.Join(parts, " ")
}

func (e *evaluation) numbersMarkdown(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n\n", e.l.Text(locale.NumbersHeading), e.l.Text(locale.NumbersIntro))
	for _, n := range e.numbers {
		fmt.Fprintf(b, "- **%s** %s\n", escapeMarkdown(n.text), escapeMarkdown(e.l.Join(locale.ListSemicolon, e.explain(n))))
	}
	fmt.Fprintf(b, "\n## %s\n\n", e.l.Text(locale.SourcesHeading))
	for _, s := range e.usedSources() {
		fmt.Fprintf(b, "- **%s** %s", escapeMarkdown(s.ID), escapeMarkdown(e.l.Join(locale.ListSemicolon, e.cite(s))))
		if to := webAddress(s.URL); to != "" {
			fmt.Fprintf(b, " <%s>", to)
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(b, "\n%s\n", escapeMarkdown(e.l.Text(locale.BuiltWith, Version)))
}

// explain says in parts where a number comes from: what it is or its formula,
// the possible interval and why, the source and place, and notes.
func (e *evaluation) explain(n *number) []string {
	parts := []string{n.about}
	if text := n.possible(e.l); text != "" {
		if basis := n.basis(e.l); basis != "" {
			text += " (" + basis + ")"
		}
		parts = append(parts, e.l.Text(locale.AllowedInterval, text))
	}
	if n.file != "" {
		parts = append(parts, n.file)
	}
	if n.formula == "" {
		for _, f := range n.figures {
			if f.Scope != "" {
				parts = append(parts, f.Scope)
			}
			if period := e.l.Period(f.Period); period != "" {
				parts = append(parts, period)
			}
			parts = append(parts, f.Source+", "+e.locator(f))
			if r := e.remark(f); r != "" {
				parts = append(parts, strings.TrimSuffix(r, "."))
			}
		}
	}
	return append(parts, n.notes...)
}

// usedSources returns the sources of the numbers shown, in their order.
func (e *evaluation) usedSources() []data.Source {
	var out []data.Source
	seen := map[string]bool{}
	add := func(s data.Source) {
		if !seen[s.ID] {
			seen[s.ID] = true
			out = append(out, s)
		}
	}
	for _, n := range e.numbers {
		for _, f := range n.figures {
			if s, err := e.s.figures.Source(f.Source); err == nil {
				add(s)
			}
		}
		for _, s := range n.sources {
			add(s)
		}
	}
	return out
}

// cite says what a source says about itself; what it leaves out is said too.
func (e *evaluation) cite(s data.Source) []string {
	stated := func(text string) string {
		if text == "" {
			return e.l.Text(locale.NotStated)
		}
		return text
	}
	label := func(key locale.Key, text string) string {
		return e.l.Text(locale.LabelAndAmount, e.l.Text(key), stated(text))
	}
	parts := []string{s.Title, label(locale.AuthorWord, s.Author), label(locale.PublisherWord, s.Publisher), label(locale.PublishedWord, e.l.Date(s.Published))}
	if s.Note != "" {
		parts = append(parts, strings.TrimSuffix(s.Note, "."))
	}
	if s.Licence != "" {
		parts = append(parts, s.Licence)
	}
	if webAddress(s.URL) == "" && s.URL != "" {
		parts = append(parts, s.URL)
	}
	return append(parts, label(locale.HashWord, s.SHA256))
}

// number returns the text of an expression for its place. "11." where a line
// begins would be the first item of a list.
func (d *document) number(x expression, text string) string {
	if x.end < len(d.body) && (d.body[x.end] == '.' || d.body[x.end] == ')') && d.beginsLine(x.start) && strings.Trim(text, "0123456789") == "" {
		return text + `\`
	}
	return text
}

// markdownSigns have a meaning somewhere in Markdown, GFM or pandoc. A backtick
// is written as its number: one with a backslash still ends a run of code.
var markdownSigns = strings.NewReplacer(`\`, `\\`, "`", "&#96;", "://", `\://`, "www.", `www\.`, "*", `\*`, "_", `\_`, "{", `\{`, "}", `\}`, "[", `\[`, "]", `\]`,
	"<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "$", `\$`, "~", `\~`, "!", `\!`, "&", `\&`, "@", `\@`, "^", `\^`, "\n", " ", "\r", " ")

// escapeMarkdown makes text from data inert in Markdown, inside a line.
func escapeMarkdown(s string) string { return markdownSigns.Replace(directionMarks.Replace(s)) }

var lineSign = regexp.MustCompile(`^([-+=]|[0-9]+[.)])`)

// escapeLine is escapeMarkdown for text that begins a line.
func escapeLine(s string) string {
	s = strings.TrimSpace(escapeMarkdown(s))
	return lineSign.ReplaceAllStringFunc(s, func(sign string) string { return sign[:len(sign)-1] + `\` + sign[len(sign)-1:] })
}
