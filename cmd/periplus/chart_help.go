package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/charts"
	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
)

// kindTable is the part of the help that lists the kinds, by family.
func kindTable() string {
	var b strings.Builder
	b.WriteString("FILE: CSV, XLSX, Parquet or JSON, a row a mark. KIND (more with `periplus chart KIND --help`) is one of:\n")
	width := 0
	var families []string
	tokens := map[string][]string{}
	for _, k := range charts.Kinds {
		if len(tokens[k.Family]) == 0 {
			families = append(families, k.Family)
			width = max(width, len(k.Family))
		}
		tokens[k.Family] = append(tokens[k.Family], k.Token)
	}
	for _, f := range families {
		fmt.Fprintf(&b, "  %-*s  %s\n", width, f, strings.Join(tokens[f], ", "))
	}
	return b.String()
}

// kindHelp writes what one kind shows and needs.
func (a *app) kindHelp(k charts.Kind) {
	w := a.out
	fmt.Fprintf(w, "%s\n\nUsage:\n  periplus chart %s [FILE | -] [flags]\n", layout.Wrap("", k.Name), k.Token)
	for _, text := range []struct{ title, text string }{{"When:      ", k.When}, {"When not:  ", k.WhenNot}} {
		if text.text != "" {
			fmt.Fprintf(w, "\n%s", layout.Wrap(text.title, text.text))
		}
	}
	fmt.Fprint(w, "\n\nColumns, with the flag that names each:\n")
	width := 0
	for _, c := range k.Columns {
		width = max(width, len(roleFlag(k, c.Name)))
	}
	for _, c := range k.Columns {
		need := " "
		if c.Required {
			need = "*"
		}
		fmt.Fprintln(w, layout.Wrap(fmt.Sprintf("  %-*s %s ", width, roleFlag(k, c.Name), need), c.Meaning))
	}
	fmt.Fprint(w, "  * is needed; a column of the table with that name, or one that can be nothing else, is found by itself.\n")
	if len(k.Settings) > 0 {
		fmt.Fprint(w, "\nOptions, with --set NAME=VALUE:\n")
	}
	for _, s := range k.Settings {
		name := s.Name
		if len(s.Values) > 0 {
			name += "=" + strings.Join(s.Values, "|")
		}
		fmt.Fprintf(w, "%s\n", layout.Wrap(fmt.Sprintf("  %s  ", name), s.Meaning))
	}
	fmt.Fprint(w, "\n`periplus chart --help` lists the flags of every kind.\n")
}

// roleFlag is the flag that names the column of a role.
func roleFlag(k charts.Kind, role string) string {
	switch role {
	case k.X:
		return "--x"
	case k.Y:
		return "--y"
	case seriesRole(k):
		return "--series"
	case "value", "facet":
		return "--" + role
	}
	return "--column " + role + "="
}

func completeKinds() ([]string, cobra.ShellCompDirective) {
	var out []string
	for _, k := range charts.Kinds {
		out = append(out, cobra.CompletionWithDesc(k.Token, k.Name))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
