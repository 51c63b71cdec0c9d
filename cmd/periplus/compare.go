package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/analysis"
	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
)

// compareOptions are the flags and arguments of `periplus compare`.
type compareOptions struct {
	packageOptions
	formatOptions
	operation string
	ids       []string
	rounding  choice
}

func (a *app) compareCommand() *cobra.Command {
	var o compareOptions
	cmd := &cobra.Command{
		Use:   "compare OPERATION ID... [flags]",
		Short: "Compare figures; the result keeps the bounds that their words and digits leave.",
		Example: examples(
			"periplus compare ratio vn-cn-trade-2022 vn-ru-trade-2022", "",
			"periplus compare share vn-ru-trade-2022 vn-cn-trade-2022 vn-us-trade-2022 --rounding either", "",
			"periplus compare agree vn-ru-agreements-official vn-ru-agreements-signed", ""),
		Long:                  operationTable(),
		Annotations:           line("ratio, difference, share, rank, rate, complement, agree"),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, -1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return completeOperations()
			}
			return o.completeIDs(args[1:])
		},
		RunE: func(_ *cobra.Command, args []string) error {
			o.operation, o.ids = args[0], args[1:]
			return a.runCompare(o)
		},
	}
	o.rounding = choice{what: "rounding"}
	for _, r := range data.Roundings {
		o.rounding.valid = append(o.rounding.valid, string(r))
	}
	o.rounding.register(cmd, "rounding", "take measurements as rounded this `WAY`: nearest, down, either")
	o.formatOptions.register(cmd)
	o.packageOptions.register(cmd)
	return cmd
}

// operationTable is the part of the help that lists the operations.
func operationTable() string {
	var b strings.Builder
	b.WriteString("Operations:\n")
	for _, info := range analysis.Operations {
		fmt.Fprintf(&b, "  %-20s %s\n", info.Usage, info.Meaning)
	}
	return b.String()
}

func completeOperations() ([]string, cobra.ShellCompDirective) {
	var out []string
	for _, info := range analysis.Operations {
		out = append(out, cobra.CompletionWithDesc(string(info.Operation), info.Meaning))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) runCompare(o compareOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	info, err := analysis.Lookup(o.operation)
	if err != nil {
		return asUsage(err)
	}
	if n := len(o.ids); n < info.Min || info.Max > 0 && n > info.Max {
		return usagef("%s takes %s: periplus compare %s", info.Operation, countOf(info), info.Usage)
	}
	fs, err := o.open()
	if err != nil {
		return err
	}
	fs = fs.In(string(o.language()))
	figures, err := selectFigures(fs, o.ids)
	if err != nil {
		return err
	}
	r, err := analysis.Compare(info.Operation, figures, analysis.Options{Rounding: data.Rounding(o.rounding.value)})
	if err != nil {
		return err
	}
	l := o.language()
	if err := a.show(o.formatOptions, namedComparisons(r, fs, figures, l), func() string { return layout.Comparisons(r, figures, l) },
		func() layout.Grid { return layout.ComparisonGrid(r, figures, l) }); err != nil {
		return err
	}
	a.warn(r.Warnings)
	return nil
}

func countOf(info analysis.OperationInfo) string {
	n := fmt.Sprint(info.Min)
	if info.Max == 0 {
		n = "at least " + n
	}
	if info.Min == 1 && info.Max == 1 {
		return "1 figure"
	}
	return n + " figures"
}
