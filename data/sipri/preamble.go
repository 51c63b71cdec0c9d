package sipri

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/periplus-data/periplus/data"
)

// preamble is what the lines before a header say.
type preamble struct {
	title     string // the first line with text
	generated data.Date
	from, to  int    // years that were asked for, finalYear for all, 0 where they are not said
	supplier  string // party of a register or a table, "" for all or not said
	recipient string
	parties   bool // whether supplier and recipient are said
	direction string
}

var (
	registerTitle = regexp.MustCompile(`(?i)conventional arms from (.+?)\s+to (.+?)\s*\.\s*Deals with`)
	searchTitle   = regexp.MustCompile(`(?i)search results for buyer '(.+?)' and seller\s+'(.+?)'`)
	yearRange     = regexp.MustCompile(`(?i)years from (\d{4}) to (\d{4})|,\s*(\d{4})\s*[-–]\s*(\d{4})\b`)
	tableTitle    = regexp.MustCompile(`(?i)TIV of arms (exports|imports) (from|to) (.+?)(?:,\s*\d{4}.*)?$`)
	anyYears      = regexp.MustCompile(`(?i)range '(\d{4}|Not specified)' to '(\d{4}|Not specified)'`)
	generatedLine = regexp.MustCompile(`(?i)(?:generated|created):\s*(.+?)\s*\)?\s*$`)
)

// readPreamble reads the lines before a header. Cells that pad them are taken
// off.
func readPreamble(lines []string, comma byte) preamble {
	var p preamble
	for _, raw := range lines {
		s := scanner{text: raw, comma: comma, line: 1}
		if !s.next() || s.blank() {
			continue
		}
		// SIPRI's own lines hold commas, which are no delimiters there.
		line := strings.TrimRight(strings.Trim(strings.TrimRight(raw, ",;\t| "), `"`), " ")
		if p.title == "" {
			p.title = line
		}
		p.read(line)
	}
	return p
}

func (p *preamble) read(line string) {
	if m := generatedLine.FindStringSubmatch(line); m != nil {
		p.generated = parseGenerated(m[1])
	}
	if m := registerTitle.FindStringSubmatch(line); m != nil {
		p.parties, p.supplier, p.recipient = true, party(m[1]), party(m[2])
	}
	if m := searchTitle.FindStringSubmatch(line); m != nil {
		p.parties, p.recipient, p.supplier = true, party(m[1]), party(m[2])
	}
	if m := tableTitle.FindStringSubmatch(line); m != nil {
		p.direction = strings.ToLower(m[1] + " " + m[2])
		if name := party(m[3]); strings.EqualFold(m[2], "from") {
			p.supplier = name
		} else {
			p.recipient = name
		}
	}
	if m := anyYears.FindStringSubmatch(line); m != nil && p.from == 0 {
		p.from, p.to = firstCovered, finalYear
		if y, err := strconv.Atoi(m[1]); err == nil {
			p.from = y
		}
		if y, err := strconv.Atoi(m[2]); err == nil {
			p.to = y
		}
	}
	if p.from == 0 {
		if m := yearRange.FindStringSubmatch(line); m != nil {
			for i := 1; i < len(m); i += 2 {
				if m[i] != "" {
					p.from, _ = strconv.Atoi(m[i])
					p.to, _ = strconv.Atoi(m[i+1])
				}
			}
		}
	}
}

// party is one side of a title, "" for all.
func party(name string) string {
	switch name = strings.TrimSpace(name); strings.ToLower(name) {
	case "all", "all countries":
		return ""
	}
	return name
}

// parseGenerated reads the day on which SIPRI made a file: "3 Jan 2025 9:16:02
// PM", "11 December 2023", "2026-03-09". A day in figures alone, as 1/3/2025,
// could be two days and is none.
func parseGenerated(s string) data.Date {
	if d, err := data.ParseDate(s); err == nil {
		return d
	}
	words := strings.Fields(strings.ReplaceAll(s, ",", " "))
	if len(words) < 3 {
		return data.Date{}
	}
	for _, form := range []string{"2 Jan 2006", "2 January 2006", "Jan 2 2006", "January 2 2006"} {
		if t, err := time.Parse(form, strings.Join(words[:3], " ")); err == nil {
			return data.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
		}
	}
	return data.Date{}
}

// lastYear returns the last whole year that the database held on a day. SIPRI
// adds a year each March; in its first three months a year is taken not to be
// there yet.
func lastYear(generated data.Date) int {
	switch {
	case !generated.IsSet():
		return 0
	case generated.Month > 3:
		return generated.Year - 1
	}
	return generated.Year - 2
}
