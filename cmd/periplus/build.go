package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/report"
	"github.com/periplus-data/periplus/report/vietnam"
)

// builtIn is what messages call the report that the binary carries.
const builtIn = "vietnam"

// openReport opens the report in a folder, or with "" the built-in one.
func openReport(dir string) (*report.Input, error) {
	if dir == "" {
		return report.FromFS(vietnam.Files(), builtIn), nil
	}
	return report.OpenDir(dir)
}

// buildOptions are the flags and arguments of `periplus build`.
type buildOptions struct {
	dir    string // "" is the built-in report
	out    string
	lang   choice
	accept bool
	store  string
}

func (a *app) buildCommand() *cobra.Command {
	var o buildOptions
	cmd := &cobra.Command{
		Use:   "build [DIR] [flags]",
		Short: "Build a report into a folder of pages, pictures, tables and a manifest; without DIR the built-in one.",
		Example: examples(
			"periplus build", "the built-in report, into out/",
			"periplus build --lang fr --out rapport", "",
			"periplus build mine --out site --accept", "after looking at what changed"),
		Annotations:           line("build a report; without a folder the built-in one"),
		DisableFlagsInUseLine: true,
		Args:                  takes(0, 1),
		ValidArgsFunction:     completeFolders,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				o.dir = args[0]
			}
			return a.runBuild(o)
		},
	}
	cmd.Flags().StringVar(&o.out, "out", "out", "`FOLDER` to write; it is replaced whole")
	registerLang(cmd, &o.lang, "`LANGUAGE` to build: "+oneOf(languageTags())+" (that of report.md)")
	o.lang.value = ""
	cmd.Flags().Lookup("lang").DefValue = ""
	cmd.Flags().BoolVar(&o.accept, "accept", false, "write a new report.lock where inputs or shown numbers changed")
	registerStore(cmd, &o.store)
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

// registerStore adds the flag for the store that sources of a report are in.
func registerStore(cmd *cobra.Command, dir *string) {
	cmd.Flags().StringVar(dir, "store", "", "`FOLDER` of the store, where the report's sources are entries of one")
	_ = cmd.MarkFlagDirname("store")
}

func completeFolders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

func (a *app) runBuild(o buildOptions) error {
	if o.out == "" {
		return usagef("--out needs a folder, as --out out")
	}
	in, err := openReport(o.dir)
	if err != nil {
		return err
	}
	defer in.Close()
	in.UseStore(o.store)
	r, err := a.interruptible(o.out, func() (report.Result, error) {
		return report.Build(in, report.Options{Out: o.out, Language: o.lang.value, Accept: o.accept})
	})
	var changed *report.LockError
	if errors.As(err, &changed) {
		return &unheldError{err}
	}
	if err != nil {
		return err
	}
	for _, note := range r.Notes {
		a.say("%s", note)
	}
	if r.LockPath != "" && r.Lock != report.LockKept {
		a.say("%s is %s", filepath.ToSlash(r.LockPath), r.Lock)
	}
	_, err = a.out.WriteString(layout.Text(builtGrid(r)))
	return err
}

// interruptible runs a build until it ends or the user stops it. A build that
// is stopped leaves its output folder whole: it is replaced in one step, and
// the next build cleans up beside it.
func (a *app) interruptible(out string, build func() (report.Result, error)) (report.Result, error) {
	type outcome struct {
		r   report.Result
		err error
	}
	done := make(chan outcome, 1)
	go func() {
		r, err := build()
		done <- outcome{r, err}
	}()
	select {
	case o := <-done:
		return o.r, o.err
	case <-a.ctx.Done():
		return report.Result{}, fmt.Errorf("interrupted; what is in %s is whole", out)
	}
}

// builtGrid lists what a build wrote.
func builtGrid(r report.Result) layout.Grid {
	g := layout.Grid{Header: []string{"file", "bytes", "what"}, Right: []int{1}}
	for _, f := range r.Files {
		g.Rows = append(g.Rows, []string{filepath.ToSlash(filepath.Join(r.Out, filepath.FromSlash(f.Path))), strconv.Itoa(f.Bytes), f.What})
	}
	return g
}
