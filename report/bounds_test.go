package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/periplus-data/periplus/report/vietnam"
)

const tradeTable = "```table\nfrom: f\nwhere: {id: vn-cn-trade-2022}\n```\n\n" // five lines

// square is a chart of a side of n pixels, on eight lines.
func square(n int) string {
	return fmt.Sprintf("```chart\nkind: bar\nfrom: f\nwhere: {id: vn-cn-trade-2022}\nwidth: %d\nheight: %d\n```\n\n", n, n)
}

// The first block stands on line 6, so block 201 of five lines each on line
// 6 + 200 × 5, and the fourth chart of eight lines on line 6 + 3 × 8. Three
// squares of 8000 pixels are 192 million, four 256; two more are not told.
func TestBounds_Blocks(t *testing.T) {
	refused{"201 blocks", frontMatter + strings.Repeat(tradeTable, 230), "demo/report.md:1006: more than 200 blocks; part the report"}.check(t, nil)
	refused{"256 million pixels", frontMatter + strings.Repeat(square(8000), 6),
		"demo/report.md:30: with this chart the pictures have more than 200 million pixels; choose smaller widths, or part the report"}.check(t, nil)
	if _, err := open(t, tree(t, map[string]string{"report.md": frontMatter + strings.Repeat(tradeTable, 200)})).render(""); err != nil {
		t.Errorf("200 blocks: %v", err)
	}
}

// TestBounds_Rows: the height of a chart follows from its rows, so a file with
// many rows makes a large picture of a small block.
func TestBounds_Rows(t *testing.T) {
	rows := "label,value\n"
	for i := range 800 {
		rows += fmt.Sprintf("row %d,%d\n", i, i)
	}
	text := "---\ntitle: T\nsources:\n  f: f.csv\n---\n```chart\nkind: bar\nfrom: f\nwidth: 8000\n```\n"
	_, err := open(t, tree(t, map[string]string{"report.md": text, "f.csv": rows})).render("")
	if said := said(err); !strings.HasPrefix(said, "demo/report.md:6: a picture of 8000 by ") || !isPlaced(err) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkRender(b *testing.B) {
	for b.Loop() {
		if _, err := FromFS(vietnam.Files(), "vietnam").render("en"); err != nil {
			b.Fatal(err)
		}
	}
}
