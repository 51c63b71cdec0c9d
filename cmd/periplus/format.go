package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/locale"
)

// formatOptions say how a result is written.
type formatOptions struct {
	format    choice
	excelSafe bool
	lang      choice
}

func (o *formatOptions) register(cmd *cobra.Command) {
	o.registerFormat(cmd)
	registerLang(cmd, &o.lang, "`LANGUAGE` of text and md: "+oneOf(languageTags()))
}

// registerFormat is register for results that have no words to translate.
func (o *formatOptions) registerFormat(cmd *cobra.Command) {
	o.format = choice{what: "format", value: "text", valid: []string{"text", "csv", "json", "md"}}
	o.format.register(cmd, "format", "`FORMAT` of the result: text, csv, json, md")
	cmd.Flags().BoolVar(&o.excelSafe, "excel-safe", false, "in CSV, put ' before cells that a spreadsheet would run")
}

func registerLang(cmd *cobra.Command, c *choice, usage string) {
	*c = choice{what: "language", value: string(locale.English)}
	c.valid = languageTags()
	c.register(cmd, "lang", usage)
}

// languageTags lists the languages of output.
func languageTags() []string {
	tags := make([]string, len(locale.Languages))
	for i, l := range locale.Languages {
		tags[i] = string(l)
	}
	return tags
}

// oneOf writes a choice of words: "en, fr or vi".
func oneOf(words []string) string {
	last := len(words) - 1
	return locale.English.Text(locale.ListOr, strings.Join(words[:last], ", "), words[last])
}

func (o *formatOptions) language() locale.Language { return locale.Language(o.lang.value) }

func (o *formatOptions) check() error {
	if o.excelSafe && o.format.value != "csv" {
		return usagef("--excel-safe changes CSV only; add --format csv")
	}
	return nil
}

// show writes a result: t for machines, or what people is for people, as text
// and as a grid.
func (a *app) show(o formatOptions, t data.Table, text func() string, grid func() layout.Grid) error {
	switch o.format.value {
	case "csv":
		return t.WriteCSV(a.out, o.excelSafe)
	case "json":
		return t.WriteJSON(a.out)
	case "md":
		_, err := a.out.WriteString(layout.Markdown(grid()))
		return err
	}
	_, err := a.out.WriteString(text())
	return err
}
