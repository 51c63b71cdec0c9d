package main

import (
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
			"periplus data info *.csv --format json", "",
			"periplus data info exports.csv --mapping exports.yaml --keep-going --rejects bad.csv", ""),
		DisableFlagsInUseLine: true,
		Args:                  takes(1, -1),
		RunE: func(_ *cobra.Command, args []string) error {
			o.files = args
			return a.runDataInfo(o)
		},
	}
	o.readOptions.register(cmd)
	o.formatOptions.register(cmd)
	return cmd
}

func (a *app) runDataInfo(o infoOptions) error {
	if err := o.readOptions.check(); err != nil {
		return err
	}
	if err := o.formatOptions.check(); err != nil {
		return err
	}
	var infos []layout.FileInfo
	var rejects []*data.ParseError
	failed := eachFile(o.files, func(name string) error {
		info, err := a.fileInfo(o.readOptions, name)
		if err == nil {
			infos = append(infos, info)
			rejects = append(rejects, info.Account.Rejects...)
		}
		return err
	})
	if err := a.show(o.formatOptions, layout.InfoTable(infos), func() string { return layout.InfoText(infos) },
		func() layout.Grid { return layout.InfoGrid(infos) }); err != nil {
		return err
	}
	if err := a.writeRejects(o.readOptions, rejects); err != nil {
		return err
	}
	return failed
}

// fileInfo reads a file to its end and keeps no row.
func (a *app) fileInfo(o readOptions, name string) (layout.FileInfo, error) {
	opened, err := a.openData(o, name)
	if err != nil {
		return layout.FileInfo{}, err
	}
	defer opened.Close()
	defer a.working("reading " + name)()
	var seen data.Period
	if opened.Flows == nil {
		if _, err := opened.Table(); err != nil {
			return layout.FileInfo{}, err
		}
	} else {
		for f, err := range opened.Flows {
			if err != nil {
				return layout.FileInfo{}, err
			}
			seen = seen.Cover(f.Period)
		}
	}
	if err := opened.Account.Check(); err != nil {
		return layout.FileInfo{}, fmt.Errorf("%s: %w", name, err)
	}
	info := layout.FileInfo{Release: opened.Release, Account: opened.Account, Notes: opened.File.Notes()}
	if !info.Release.Coverage.IsSet() {
		info.Release.Coverage = seen
	}
	a.warnOf(name, opened.Warnings)
	return info, nil
}
