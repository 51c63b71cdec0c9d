package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/articles"
)

// packageOptions name the packages of figures that a command looks ids up in.
type packageOptions struct{ names []string }

func (o *packageOptions) register(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&o.names, "figures", nil, "`PACKAGE` of figures: a folder or "+articles.Name+" (default); repeat to merge")
	_ = cmd.MarkFlagDirname("figures")
}

// open returns the figures of all packages. Every problem of every package is
// in the error.
func (o packageOptions) open() (data.Figures, error) {
	if len(o.names) == 0 {
		return articles.Embedded()
	}
	var packages []data.Figures
	var problems []error
	for i, name := range o.names {
		if slices.Contains(o.names[:i], name) {
			return data.Figures{}, usagef("--figures %s is given twice; give each package once", name)
		}
		p, err := openPackage(name)
		packages, problems = append(packages, p), append(problems, err)
	}
	if err := errors.Join(problems...); err != nil {
		return data.Figures{}, err
	}
	merged, err := articles.Merge(packages...)
	if err != nil {
		return data.Figures{}, fmt.Errorf("--figures: %w", err)
	}
	return merged, nil
}

func openPackage(name string) (data.Figures, error) {
	if name == articles.Name {
		return articles.Embedded()
	}
	return articles.Open(name)
}

// selectFigures looks up all ids; the error lists every one that is unknown.
func selectFigures(all data.Figures, ids []string) ([]data.Figure, error) {
	out := make([]data.Figure, 0, len(ids))
	var problems []error
	for _, id := range ids {
		f, err := all.Lookup(id)
		out, problems = append(out, f), append(problems, err)
	}
	return out, asUsage(errors.Join(problems...))
}

// completeIDs completes figure ids from the packages that the line names.
func (o *packageOptions) completeIDs(skip []string) ([]string, cobra.ShellCompDirective) {
	all, err := o.open()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []string
	for _, f := range all.Figures {
		if !slices.Contains(skip, f.ID) {
			out = append(out, cobra.CompletionWithDesc(f.ID, f.Measure))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// readEmbedded reads a file of the embedded package.
func readEmbedded(name string) ([]byte, error) { return fs.ReadFile(articles.Files(), name) }
