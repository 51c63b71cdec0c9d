package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/data/comtrade"
)

// concordOptions are the flags and arguments of `periplus data concord`.
type concordOptions struct {
	readOptions
	file, from, to, table, out string
	ambiguous                  choice
}

func (a *app) dataConcordCommand() *cobra.Command {
	var o concordOptions
	cmd := &cobra.Command{
		Use:   "concord FILE --from H5 --to H4 --table TABLE --out OUT [flags]",
		Short: "Convert product codes between classifications with a correlation table of the United Nations.",
		Example: examples("periplus data concord trade.csv --from H5 --to H4 --table correlation.xlsx --out trade-h4.csv", "",
			"periplus data concord trade.csv --from H5 --to H4 --table hs.xlsx --out h4.csv --ambiguous split", "",
			"periplus data concord trade.csv --from H5 --to H4 --table hs.xlsx --out h4.parquet --ambiguous leave", ""),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			o.file = args[0]
			return a.runConcord(o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.from, "from", "", "classification to convert, as `H5`")
	f.StringVar(&o.to, "to", "", "classification to convert to, as `H4`")
	f.StringVar(&o.table, "table", "", "correlation `TABLE`, a file of the United Nations Statistics Division")
	f.StringVar(&o.out, "out", "", "write the flows to this `FILE`.csv, .parquet or .xlsx")
	o.ambiguous = choice{what: "way", value: string(comtrade.Refuse), valid: []string{string(comtrade.Refuse), string(comtrade.Leave), string(comtrade.Split), string(comtrade.Convert)}}
	o.ambiguous.register(cmd, "ambiguous", "`WAY` with codes that become many: refuse, leave, split, convert")
	o.readOptions.register(cmd)
	_ = cmd.MarkFlagFilename("table", "xlsx", "csv")
	return cmd
}

func (a *app) runConcord(o concordOptions) error {
	for _, needed := range []struct{ name, value string }{{"from", o.from}, {"to", o.to}, {"table", o.table}, {"out", o.out}} {
		if needed.value == "" {
			return usagef("data concord needs --%s: periplus data concord FILE --from H5 --to H4 --table TABLE --out OUT", needed.name)
		}
	}
	if err := o.readOptions.check(o.file); err != nil {
		return err
	}
	f, err := a.openFile(o.table)
	if err != nil {
		return err
	}
	defer f.Close()
	c, err := comtrade.ReadConcordance(f, o.from, o.to)
	if err != nil {
		return err
	}
	a.warnShort(o.table, c.Warnings)
	p, err := a.openPanel(o.readOptions, o.file)
	if err != nil {
		return err
	}
	converted, err := c.Apply(p.Flows, comtrade.Ambiguous(o.ambiguous.value))
	if err != nil {
		return fmt.Errorf("%w (--ambiguous)", err)
	}
	a.warnShort(o.table, converted.Warnings)
	text, n := relations(converted.Relations)
	if n == 0 {
		if slices.ContainsFunc(p.Flows, func(f data.Flow) bool { return f.Classification == o.from }) {
			return fmt.Errorf("%s: no row of %s was converted: %s", o.file, o.from, reasons(converted.Account.Dropped))
		}
		return fmt.Errorf("%s has no row in %s; its rows are in %s", o.file, o.from, classifications(p.Flows))
	}
	a.say("%s: %s in %s: %s", o.file, counted(n, "row"), o.from, text)
	for _, e := range slices.Concat(converted.Account.Dropped, converted.Account.Estimated) {
		a.say("%s: %s: %s", o.file, counted(e.Count, "row"), e.Reason)
	}
	p.Flows = converted.Flows
	if err := a.writeFlows(o.out, p.Reading(), func(int64) int64 { return int64(len(p.Flows)) }, append(o.seen.names, o.table)...); err != nil {
		return err
	}
	return a.writeRejects(o.readOptions)
}

// reasons lists why rows were dropped.
func reasons(dropped data.Entries) string {
	var out []string
	for _, e := range dropped {
		out = append(out, fmt.Sprintf("%s: %s", counted(e.Count, "row"), e.Reason))
	}
	if len(out) == 0 {
		return "they are sums over all products, which are the same in every classification"
	}
	return strings.Join(out, "; ")
}

// relations counts the rows by how their codes relate.
func relations(counts map[string]int) (text string, rows int) {
	var parts []string
	for _, r := range []string{"1:1", "n:1", "1:n", "n:n"} {
		if rows += counts[r]; counts[r] > 0 {
			parts = append(parts, fmt.Sprintf("%d are %s", counts[r], r))
		}
	}
	return strings.Join(parts, ", "), rows
}

// classifications lists those of flows.
func classifications(flows []data.Flow) string {
	var out []string
	for _, f := range flows {
		if !slices.Contains(out, f.Classification) {
			out = append(out, f.Classification)
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
