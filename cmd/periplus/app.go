package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
	"github.com/periplus-data/periplus/report"
)

// app is what a command may touch of the world outside its options; tests
// bring their own.
type app struct {
	ctx context.Context
	in  io.Reader
	out *bufio.Writer // the result
	err io.Writer     // all else; use say
	// isTerminal reports whether a stream is a terminal.
	isTerminal func(stream any) bool
	// start runs a program and does not wait for it.
	start func(name string, args ...string) error
	lines *bufio.Reader  // of in, while questions are asked
	atEnd []func() error // releases what the command opened
}

// run is the whole command. It returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	a := &app{ctx: ctx, in: stdin, out: bufio.NewWriter(stdout), err: stderr, isTerminal: isTerminal, start: start}
	return a.execute(args)
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func start(name string, args ...string) error { return exec.Command(name, args...).Start() }

func (a *app) execute(args []string) int {
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(a.ctx)
	if a.ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = errInterrupted
	}
	for _, release := range a.atEnd {
		_ = release() // read to its end, or of no use any more
	}
	if flushing := a.out.Flush(); flushing != nil && err == nil {
		err = fmt.Errorf("cannot write the result: %w", flushing)
	}
	if err != nil {
		a.say("%v", err)
	}
	return exitCode(err)
}

// say writes a message to standard error, every line of it with our name.
func (a *app) say(format string, args ...any) {
	for line := range strings.Lines(fmt.Sprintf(format, args...)) {
		fmt.Fprintf(a.err, "periplus: %s\n", layout.Inert(strings.TrimSuffix(line, "\n")))
	}
}

// warn says what belongs beside a result.
func (a *app) warn(warnings []error) {
	for _, w := range warnings {
		a.say("warning: %v", w)
	}
}

// readFile reads a whole input file, where - is standard input.
func (a *app) readFile(name string) ([]byte, error) {
	if name == "-" {
		raw, err := io.ReadAll(a.in)
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		return raw, nil
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", name, data.WithoutPath(err))
	}
	return raw, nil
}

// root builds the whole tree of commands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "periplus",
		Short: "Turn the figures of articles and data sets into comparisons, charts and reports that keep bounds and sources.",
		Example: examples(
			"periplus build", "the built-in report, into out/",
			"periplus check draft/report.md --data register.csv", "is it borne out by official data?",
			"periplus chart bar --ids vn-ru-trade-2022,vn-us-trade-2022,vn-cn-trade-2022 --out trade.svg", ""),
		Args:               cobra.ArbitraryArgs,
		SilenceErrors:      true,
		SilenceUsage:       true,
		DisableSuggestions: true,
		CompletionOptions:  cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(cmd, args[0])
		}
		return cmd.Help()
	}
	root.Version = report.Version
	root.SetVersionTemplate("periplus {{.Version}}\n")
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetIn(a.in)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(a.help)
	root.AddCommand(a.buildCommand(), a.verifyCommand(), a.newCommand(), a.figuresCommand(), a.compareCommand(), a.checkCommand(), a.chartCommand(),
		a.factsheetCommand(), a.dataCommand(), a.queryCommand(),
		a.versionCommand(), a.completionCommand(root), a.exitCodesCommand())
	root.SetHelpCommand(a.helpCommand(root))
	inOrder(root)
	return root
}

// inOrder keeps the flags of every command in the order of their definition,
// the common ones first.
func inOrder(cmd *cobra.Command) {
	cmd.Flags().SortFlags = false
	cmd.InitDefaultHelpFlag()
	cmd.Flags().Lookup("help").Usage = "show this help"
	for _, c := range cmd.Commands() {
		inOrder(c)
	}
}
