package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/report"
)

func (a *app) newCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "new DIR [flags]",
		Short: "Start a report in a new folder, with comments that teach the grammar; it builds at once.",
		Example: examples(
			"periplus new mine", "",
			"periplus build mine --out site", "builds it",
			"periplus build mine --out site --accept", "after a number has changed"),
		Annotations:           line("start a report of your own that builds at once"),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, 1),
		ValidArgsFunction:     completeFolders,
		RunE:                  func(_ *cobra.Command, args []string) error { return a.runNew(args[0]) },
	}
}

func (a *app) runNew(dir string) error {
	if dir == "" {
		return usagef("a report needs a folder, as periplus new mine")
	}
	written, err := report.New(dir)
	if err != nil {
		return err
	}
	for _, name := range written {
		fmt.Fprintln(a.out, filepath.ToSlash(name))
	}
	a.say("build it with: periplus build %s --out FOLDER", filepath.ToSlash(dir))
	return nil
}
