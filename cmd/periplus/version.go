package main

import (
	"encoding/json"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/data/articles"
	"github.com/periplus-data/periplus/report"
)

// versionInfo is what `periplus version --json` prints, so that a report can
// cite it.
type versionInfo struct {
	Version string        `json:"version"`
	Go      string        `json:"go"`
	Data    []dataVintage `json:"data"`
}

// dataVintage is one set of figures that the binary carries.
type dataVintage struct {
	Name    string `json:"name"`
	File    string `json:"file"`
	SHA256  string `json:"sha256"`
	Figures int    `json:"figures"`
	Sources int    `json:"sources"`
}

func (a *app) versionCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "version [flags]",
		Short: "Print the version; with --json also that of Go and of the figures in the binary.",
		Example: examples("periplus version", "", "periplus version --json", "",
			"periplus version --json > periplus.json", "to keep beside a report"),
		Annotations:           line("the version of periplus, of Go and of the figures carried"),
		DisableFlagsInUseLine: true,
		Args:                  noArgs,
		RunE:                  func(*cobra.Command, []string) error { return a.runVersion(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

func (a *app) runVersion(asJSON bool) error {
	if !asJSON {
		fmt.Fprintf(a.out, "periplus %s\n", report.Version)
		return nil
	}
	fs, err := articles.Embedded()
	if err != nil {
		return err
	}
	const file = "figures.csv"
	raw, err := readEmbedded(file)
	if err != nil {
		return err
	}
	v := versionInfo{Version: report.Version, Go: runtime.Version(), Data: []dataVintage{
		{Name: articles.Name, File: file, SHA256: articles.Hash(raw), Figures: len(fs.Figures), Sources: len(fs.Sources)}}}
	out, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "%s\n", out)
	return err
}
