package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
)

// infoOptions are the flags and arguments of `periplus data info`.
type infoOptions struct {
	readOptions
	formatOptions
	files []string
}

func (a *app) dataInfoCommand() *cobra.Command {
	var o infoOptions
	cmd := &cobra.Command{
		Use:   "info FILE... [flags]",
		Short: "Say what files hold: format, vintage, unit, years, and what became of every row.",
		Example: examples("periplus data info register.csv", "",
			"periplus data info *.csv periplus-store --format json", "files, and what a store says of its entries",
			"periplus data info exports.csv --mapping exports.yaml --keep-going --rejects bad.csv", ""),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, -1),
		ValidArgsFunction:     completeData,
		RunE: func(_ *cobra.Command, args []string) error {
			o.files = args
			return a.runDataInfo(o)
		},
	}
	o.formatOptions.registerFormat(cmd)
	o.readOptions.register(cmd)
	return cmd
}

func (a *app) runDataInfo(o infoOptions) error {
	if err := o.readOptions.check(o.files...); err != nil {
		return err
	}
	if err := o.formatOptions.check(); err != nil {
		return err
	}
	var infos []layout.FileInfo
	failed := a.eachFile(o.files, func(name string) error {
		found, err := a.infosOf(o.readOptions, name)
		infos = append(infos, found...)
		return err
	})
	if len(infos) > 0 {
		if err := a.showInfos(o.formatOptions, infos); err != nil {
			return err
		}
	}
	return errors.Join(failed, a.writeRejects(o.readOptions))
}

func (a *app) showInfos(o formatOptions, infos []layout.FileInfo) error {
	if o.format.value == "json" {
		return layout.WriteInfoJSON(a.out, infos)
	}
	return a.show(o, layout.InfoTable(infos), func() string { return layout.InfoText(infos) }, func() layout.Grid { return layout.InfoGrid(infos) })
}

// infosOf tells of a file, of one entry of a store, or of all entries.
func (a *app) infosOf(o readOptions, name string) ([]layout.FileInfo, error) {
	s, entries, err := findEntries(name)
	if err != nil {
		return nil, err
	}
	if s == nil {
		info, err := a.fileInfo(o, name)
		if err != nil {
			return nil, err
		}
		return []layout.FileInfo{info}, nil
	}
	var out []layout.FileInfo
	for _, e := range entries {
		out = append(out, layout.EntryInfo(s.Dir(), e))
	}
	return out, nil
}

// fileInfo reads a file to its end and keeps no row.
func (a *app) fileInfo(o readOptions, name string) (layout.FileInfo, error) {
	opened, err := a.openData(o, name)
	if err != nil {
		return layout.FileInfo{}, err
	}
	defer opened.Close()
	var seen data.Period
	progress, done := a.counting("reading " + name)
	defer done()
	if opened.Flows == nil {
		if _, err := opened.Table(); err != nil {
			return layout.FileInfo{}, err
		}
	} else {
		rows := int64(0)
		for f, err := range opened.Flows {
			if err != nil {
				return layout.FileInfo{}, err
			}
			if rows++; rows%4096 == 0 {
				progress(rows, rowsOf(opened.File, rows))
			}
			seen = seen.Cover(f.Period)
		}
	}
	if err := opened.Account.Check(); err != nil {
		return layout.FileInfo{}, fmt.Errorf("%s: %w", name, err)
	}
	o.seen.rejects = append(o.seen.rejects, opened.Account.Rejects...)
	var warnings []string
	for _, w := range opened.Warnings {
		warnings = append(warnings, warningOf(name, w))
	}
	info := layout.NewFileInfo(opened.Release, opened.Account, opened.File.Notes(), warnings)
	if !info.Release.Coverage.IsSet() {
		info.Release.Coverage = seen
	}
	return info, nil
}
