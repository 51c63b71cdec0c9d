package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/report"
)

// verifyOptions are the flags and arguments of `periplus verify`.
type verifyOptions struct {
	out, dir, store string
	rebuild         bool
}

func (a *app) verifyCommand() *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use:   "verify OUT [DIR --rebuild] [flags]",
		Short: "Prove that a built report is what its manifest lists, or build it again and compare every byte.",
		Example: examples(
			"periplus verify out", "",
			"periplus verify out --rebuild", "against the built-in report",
			"periplus verify site mine --rebuild", ""),
		Annotations:           line("prove a built report by its hashes, or by building it again"),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, 2),
		ValidArgsFunction:     completeFolders,
		RunE: func(_ *cobra.Command, args []string) error {
			if o.out = args[0]; len(args) > 1 {
				o.dir = args[1]
			}
			return a.runVerify(o)
		},
	}
	cmd.Flags().BoolVar(&o.rebuild, "rebuild", false, "build the report in DIR again, without DIR the built-in one")
	registerStore(cmd, &o.store)
	return cmd
}

func (a *app) runVerify(o verifyOptions) error {
	if o.dir != "" && !o.rebuild {
		return usagef("%s is only read to build again; add --rebuild, or leave it out", o.dir)
	}
	proven, mismatches, err := a.verifyOutput(o)
	if err != nil {
		return err
	}
	if len(mismatches) > 0 {
		var problems []error
		for _, m := range mismatches {
			problems = append(problems, fmt.Errorf("%s", filepath.ToSlash(filepath.Join(o.out, m.String()))))
		}
		problems = append(problems, fmt.Errorf("%s: %d of %d files do not hold", o.out, len(mismatches), proven+len(mismatches)))
		return &unheldError{errors.Join(problems...)}
	}
	how := "are as the manifest lists them"
	if o.rebuild {
		how = "are the same, byte for byte, when built again"
	}
	_, err = fmt.Fprintf(a.out, "%s: all %d files %s\n", o.out, proven, how)
	return err
}

func (a *app) verifyOutput(o verifyOptions) (int, []report.Mismatch, error) {
	if !o.rebuild {
		return report.Verify(o.out)
	}
	in, err := openReport(o.dir)
	if err != nil {
		return 0, nil, err
	}
	defer in.Close()
	in.UseStore(o.store)
	return report.VerifyRebuild(o.out, in)
}
