package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
	"github.com/periplus-data/periplus/data/quote"
)

// addOptions are the flags of `periplus figures add`.
type addOptions struct {
	packageDir, sourceText, quote string
	occurrence                    int
	columns                       map[string]string // by column of figures.csv; only those given
	source                        data.Source
	published                     string
	dryRun, yes                   bool
	answers                       map[string]*string // to questions, by column
}

// addColumns are the flags that fill a column of figures.csv, each named like
// it, with what the help says.
var addColumns = []struct{ column, usage string }{
	{"id", "`ID` of the figure: lower-case words joined by hyphens"},
	{"measure", "`MEASURE`, as trade_total or arms_share"},
	{"reporter", "ISO alpha-3 `CODE` of whose figure it is"},
	{"partner", "ISO alpha-3 `CODE` of the other side"},
	{"start", "first `DATE` covered: 2022, 2022-12 or 2022-12-31"},
	{"end", "last `DATE` covered"},
	{"scope", "`TEXT`: what the number covers"},
	{"note", "`TEXT` that a reader has to know"},
	{"inferred", "`COLUMNS` that the text implies but does not print"},
	{"same_as", "`ID` of the same statement in another currency"},
	{"value", "`NUMBER` or date, where the words do not print it"},
	{"unit", "`UNIT`, as USD or percent, where the words do not say it"},
	{"bound", "`BOUND`, as exact, about or vague, where the words mislead"},
	{"low", "low `NUMBER` of a range"},
	{"high", "high `NUMBER` of a range"},
	{"step", "`WORTH` of the last printed digit"},
	{"rounding", "`WAY` it was rounded: nearest, down, either"},
}

func flagOf(column string) string { return strings.ReplaceAll(column, "_", "-") }

func (a *app) figuresAddCommand() *cobra.Command {
	o := addOptions{columns: map[string]string{}}
	cmd := &cobra.Command{
		Use:   "add --package DIR --source-text FILE --quote 'WORDS' --id ID --measure MEASURE [flags]",
		Short: "Add a figure to your own package: its place, hashes, value, unit and bound are read from the words.",
		Example: examples(
			"periplus figures add --package mine --source-text a.txt --quote '3,5 milliards de dollars' \\\n    --id vn-ru-trade --measure trade_total --reporter VNM --partner RUS --start 2022", "",
			"periplus figures add --package mine --source-text a.txt --quote 'une fraction' \\\n    --id vn-ru-part --measure trade_ratio --bound vague", "",
			"periplus figures add --package mine --source-text new.txt --source le-monde --language fr \\\n    --quote '80 %' --id vn-ru-arms --measure arms_share --dry-run", ""),
		DisableFlagsInUseLine: true,
		Args:                  noArgs,
	}
	cells := make([]string, len(addColumns))
	o.register(cmd, cells)
	cmd.RunE = func(*cobra.Command, []string) error {
		for i, c := range addColumns {
			if cmd.Flags().Changed(flagOf(c.column)) {
				o.columns[c.column] = cells[i]
			}
		}
		if _, given := o.columns["end"]; !given && o.columns["start"] != "" {
			o.columns["end"] = o.columns["start"]
		}
		return a.runFiguresAdd(o)
	}
	return cmd
}

func (o *addOptions) register(cmd *cobra.Command, cells []string) {
	f := cmd.Flags()
	f.StringVar(&o.packageDir, "package", "", "`DIR` of your package; made where there is none")
	f.StringVar(&o.sourceText, "source-text", "", "`FILE` with the text of the source")
	f.StringVar(&o.quote, "quote", "", "`WORDS` of the text that state the figure")
	f.IntVar(&o.occurrence, "occurrence", 0, "which `NUMBER` of several places of the quote, from 1")
	for i, c := range addColumns {
		f.StringVar(&cells[i], flagOf(c.column), "", c.usage)
	}
	for _, s := range []struct {
		to          *string
		name, usage string
	}{
		{&o.source.ID, "source", "new text: `ID` of the source"},
		{&o.source.Language, "language", "new text: " + oneOf(quote.Languages) + ", the `LANGUAGE` it is in"},
		{&o.source.Title, "title", "new text: `TITLE` as printed"},
		{&o.source.Author, "author", "new text: `AUTHOR` as printed"},
		{&o.source.Publisher, "publisher", "new text: `PUBLISHER`"},
		{&o.published, "published", "new text: `DATE` as printed"},
		{&o.source.Licence, "licence", "new text: `TERMS` under which it is offered"},
		{&o.source.URL, "url", "new text: `ADDRESS`"},
	} {
		f.StringVar(s.to, s.name, "", s.usage)
	}
	f.BoolVar(&o.dryRun, "dry-run", false, "show the row and write nothing")
	f.BoolVar(&o.yes, "yes", false, "write without asking")
	_ = cmd.RegisterFlagCompletionFunc("measure", cobra.FixedCompletions(measureIDs(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("language", cobra.FixedCompletions(quote.Languages, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.MarkFlagDirname("package")
}

func measureIDs() []string {
	var out []string
	for _, m := range data.Measures {
		out = append(out, cobra.CompletionWithDesc(m.ID, m.Meaning))
	}
	return out
}

// check finds what is wrong with the line itself; every problem is in the
// error.
func (o *addOptions) check() error {
	problem := func(flag string, err error) error {
		if err != nil {
			return fmt.Errorf("--%s: %w", flag, err)
		}
		return nil
	}
	var problems []error
	for _, column := range []string{"measure", "unit", "bound", "rounding", "start", "end"} {
		text, ok := o.columns[column]
		if !ok || text == "" {
			continue
		}
		var err error
		switch column {
		case "measure":
			_, err = data.LookupMeasure(text)
		case "unit":
			_, err = data.ParseUnit(text)
		case "bound":
			_, err = data.ParseBound(text)
		case "rounding":
			_, err = data.ParseRounding(text)
		default:
			_, err = data.ParseDate(text)
		}
		problems = append(problems, problem(column, err))
	}
	var err error
	o.source.Published, err = data.ParseDate(o.published)
	problems = append(problems, problem("published", err))
	if o.source.Language != "" {
		known := choice{what: "language", valid: quote.Languages}
		problems = append(problems, problem("language", known.Set(o.source.Language)))
	}
	return asUsage(errors.Join(problems...))
}

// addQuestions are the flags without which nothing can be planned.
func (a *app) addQuestions(o *addOptions) error {
	return a.askMissing([]question{
		{"package", "folder of your package", &o.packageDir},
		{"source-text", "file with the text of the source", &o.sourceText},
		{"quote", "words of the text that state the figure", &o.quote},
	})
}

func (a *app) runFiguresAdd(o addOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	if err := a.addQuestions(&o); err != nil {
		return err
	}
	text, err := a.readFile(o.sourceText)
	if err != nil {
		return err
	}
	draft, err := a.plan(&o, text)
	if err != nil {
		return err
	}
	if _, err := a.out.WriteString(layout.Text(draftGrid(draft, text))); err != nil {
		return err
	}
	file := filepath.Join(o.packageDir, "figures.csv")
	if o.dryRun {
		a.say("nothing is written: --dry-run")
		return nil
	}
	if a.canAsk(o) {
		if err := a.out.Flush(); err != nil {
			return err
		}
		ok, err := a.confirm(fmt.Sprintf("append this row to %s?", file))
		if err != nil || !ok {
			a.say("nothing is written")
			return err
		}
	}
	if err := draft.Write(); err != nil {
		return err
	}
	a.say("appended %s to %s", draft.Figure.ID, file)
	return nil
}

func (a *app) canAsk(o addOptions) bool { return !o.yes && o.sourceText != "-" && a.isTerminal(a.in) }

// plan works the figure out, asking for what is missing as long as there is
// somebody to ask.
func (a *app) plan(o *addOptions, text []byte) (*articles.Draft, error) {
	asked := false
	for {
		draft, err := articles.Plan(o.packageDir, text, articles.Addition{
			Quote: o.quote, Occurrence: o.occurrence, Columns: o.columns, Source: o.source})
		var find *quote.FindError
		switch {
		case errors.As(err, &find) && find.Ambiguous && a.canAsk(*o):
			if err := a.chooseOccurrence(o, find); err != nil {
				return nil, err
			}
			continue
		case errors.As(err, &find) && find.Ambiguous:
			return nil, fmt.Errorf("%w\nadd --occurrence NUMBER", err)
		case err != nil:
			return nil, err
		case len(draft.Missing) > 0:
			if err := a.askMissing(o.questions(draft.Missing)); err != nil {
				return nil, err
			}
			o.keepAnswers()
			if err := o.check(); err != nil {
				return nil, err
			}
			continue
		case !asked && a.canAsk(*o):
			asked = true
			if err := a.askUnsaid(o, draft.Unsaid); err != nil {
				return nil, err
			}
			continue
		}
		return draft, nil
	}
}
