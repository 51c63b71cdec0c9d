package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
	"github.com/periplus-data/periplus/data/quote"
)

// question asks for the value of a flag.
type question struct {
	flag, words string
	answer      *string
}

// askMissing asks for every answer that is empty; where nobody can be asked it
// is an error that names the flags.
func (a *app) askMissing(questions []question) error {
	var flags []string
	for _, q := range questions {
		if *q.answer != "" {
			continue
		}
		if !a.isTerminal(a.in) {
			flags = append(flags, fmt.Sprintf("--%s (%s)", q.flag, q.words))
			continue
		}
		for *q.answer == "" {
			text, err := a.ask(q.words + " (--" + q.flag + "): ")
			if err != nil {
				return usagef("no answer for --%s; add it to the line", q.flag)
			}
			*q.answer = text
		}
	}
	if len(flags) > 0 {
		return usagef("missing: %s", strings.Join(flags, ", "))
	}
	return nil
}

// ask shows a prompt and reads one line.
func (a *app) ask(prompt string) (string, error) {
	fmt.Fprint(a.err, "periplus: "+layout.Inert(prompt))
	if a.lines == nil {
		a.lines = bufio.NewReader(a.in)
	}
	text, err := a.lines.ReadString('\n')
	if err != nil && (!errors.Is(err, io.EOF) || text == "") {
		fmt.Fprintln(a.err)
		return "", err
	}
	return strings.TrimSpace(text), nil
}

func (a *app) confirm(what string) (bool, error) {
	text, err := a.ask(what + " [y/N] ")
	if err != nil {
		return false, errors.New("no answer; add --yes to write without asking")
	}
	return slices.Contains([]string{"y", "yes", "o", "oui"}, strings.ToLower(text)), nil
}

// chooseOccurrence asks which of several places is meant.
func (a *app) chooseOccurrence(o *addOptions, find *quote.FindError) error {
	a.say("%v", find)
	text, err := a.ask("which one? ")
	if err != nil {
		return usagef("no answer for --occurrence; add it to the line")
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > len(find.Candidates) {
		return usagef("there is no place %q; write a number from 1 to %d", text, len(find.Candidates))
	}
	o.occurrence = n
	return nil
}

// askUnsaid asks for optional columns once; an empty answer leaves them out.
func (a *app) askUnsaid(o *addOptions, columns []string) error {
	for _, column := range columns {
		if _, given := o.columns[column]; given {
			continue
		}
		none := ""
		words := "none"
		if column == "end" && o.columns["start"] != "" {
			none, words = o.columns["start"], o.columns["start"]
		}
		text, err := a.ask(columnUsage(column) + ", empty for " + words + " (--" + flagOf(column) + "): ")
		if err != nil {
			return usagef("no answer for --%s; add it to the line", flagOf(column))
		}
		if text == "" {
			text = none
		}
		o.columns[column] = text
	}
	return o.check()
}

// columnUsage is what the help says of a column, without its marks.
func columnUsage(column string) string {
	for _, c := range addColumns {
		if c.column == column {
			return strings.ReplaceAll(c.usage, "`", "")
		}
	}
	return column
}

// questions turns what a draft misses into questions; the answers to columns
// wait in o.answers until keepAnswers.
func (o *addOptions) questions(missing []string) []question {
	o.answers = map[string]*string{}
	var out []question
	for _, m := range missing {
		switch m {
		case "source":
			out = append(out, question{"source", "the package does not know this text; id of its source", &o.source.ID})
		case "language":
			out = append(out, question{"language", "language of the text, " + oneOf(quote.Languages), &o.source.Language})
		default:
			o.answers[m] = new(string)
			out = append(out, question{flagOf(m), columnUsage(m), o.answers[m]})
		}
	}
	return out
}

func (o *addOptions) keepAnswers() {
	for column, text := range o.answers {
		o.columns[column] = *text
	}
}

// draftGrid shows the row to be: every column that is not empty, and the words
// that it was read from.
func draftGrid(d *articles.Draft, text []byte) layout.Grid {
	g := layout.Grid{Header: []string{"column", "value"}, Max: []int{0, 80}}
	f := d.Figure
	for _, part := range []struct {
		name       string
		start, end int64
	}{{"words", f.Place.Quote.Start, f.Place.Quote.End}, {"sentence", f.Place.Sentence.Start, f.Place.Sentence.End}} {
		g.Rows = append(g.Rows, []string{"(" + part.name + ")", strings.Join(strings.Fields(string(text[part.start:part.end])), " ")})
	}
	t := data.Figures{Figures: []data.Figure{f}}.Table()
	for i, c := range t.Columns {
		if cell := t.Rows[0][i]; cell != "" && !(c.Name == "low_open" || c.Name == "high_open") || cell == "true" {
			g.Rows = append(g.Rows, []string{c.Name, cell})
		}
	}
	return g
}
