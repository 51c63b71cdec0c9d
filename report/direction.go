package report

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// directionMarks turn the direction in which text is read, so that it could
// show as other than it is. Neither language of a report needs them.
var directionMarks = strings.NewReplacer("\u202a", "", "\u202b", "", "\u202c", "", "\u202d", "", "\u202e", "",
	"\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "")

// withoutMarks takes the marks of direction out of what readers see. Tables and
// figures.json keep the text of their sources whole. Markdown loses them before
// it is read or escaped: what they part could else become a sign of it.
func withoutMarks(text []byte) []byte { return []byte(directionMarks.Replace(string(text))) }

// markNumber is a mark of direction written as a number.
var markNumber = regexp.MustCompile(`(?i)&#(0*(823[4-8]|829[4-7])|x0*(202[a-e]|206[6-9]));`)

// markNumbers takes marks that prose writes as numbers out of report.md.
func (d *document) markNumbers(n *ast.Text) {
	if n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	start := n.Segment.Start
	for _, at := range markNumber.FindAllIndex(d.body[start:n.Segment.Stop], -1) {
		d.marks = append(d.marks, edit{start + at[0], start + at[1], noSpace}) // what it parts must not meet
	}
}
