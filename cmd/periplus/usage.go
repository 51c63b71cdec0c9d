package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/periplus-data/periplus/data"
)

// unknownCommand names the nearest command.
func unknownCommand(parent *cobra.Command, got string) error {
	var names []string
	for _, c := range parent.Commands() {
		if c.IsAvailableCommand() || c.IsAdditionalHelpTopicCommand() {
			names = append(names, c.Name())
		}
	}
	return usagef("unknown command %q%s; `%s --help` lists them", got, data.Suggest(got, names), parent.CommandPath())
}

// flagError turns what the flag parser says into a message that tells what to
// type instead.
func flagError(cmd *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	var unknown *pflag.NotExistError
	var needs *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &needs):
		return usagef("--%s needs a value: --%s %s", needs.GetFlag().Name, needs.GetFlag().Name, valueName(needs.GetFlag()))
	case errors.As(err, &invalid):
		return usagef("--%s: %w", invalid.GetFlag().Name, plainNumberError(invalid))
	}
	return asUsage(err)
}

// plainNumberError replaces Go's words for a number that cannot be read.
func plainNumberError(invalid *pflag.InvalidValueError) error {
	switch invalid.GetFlag().Value.Type() {
	case "float64", "int":
		return fmt.Errorf("cannot read %q as a number; write digits, as 1200", invalid.GetValue())
	case "duration":
		return fmt.Errorf("cannot read %q as a time; write it as 30s or 10m", invalid.GetValue())
	case "bool":
		return fmt.Errorf("cannot read %q as true or false; write the flag alone", invalid.GetValue())
	}
	return invalid.Unwrap()
}

func unknownFlag(cmd *cobra.Command, unknown *pflag.NotExistError) error {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, "--"+f.Name)
		}
	})
	got := "--" + unknown.GetSpecifiedName()
	if short := unknown.GetSpecifiedShortnames(); short != "" {
		got = "-" + short
		// -out is what people type who come from other tools.
		return usagef("unknown flag %q%s; flags have two hyphens, `%s --help` lists them", got, data.Suggest("-"+got, names), cmd.CommandPath())
	}
	return usagef("unknown flag %q%s; `%s --help` lists them", got, data.Suggest(got, names), cmd.CommandPath())
}

// valueName is what the help calls the value of a flag.
func valueName(f *pflag.Flag) string {
	name, _ := pflag.UnquoteUsage(f)
	if name == "" {
		return "VALUE"
	}
	return name
}

// noArgs refuses any argument.
func noArgs(cmd *cobra.Command, args []string) error { return takes(0, 0)(cmd, args) }

// takes checks the number of arguments; most of -1 is any number.
func takes(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usagef("%s needs more: %s", cmd.CommandPath(), usageLine(cmd))
		case most >= 0 && len(args) > most:
			return usagef("%s does not take %q: %s", cmd.CommandPath(), args[most], usageLine(cmd))
		}
		return nil
	}
}

func usageLine(cmd *cobra.Command) string {
	return strings.TrimSuffix(cmd.UseLine(), " [flags]")
}

// choice is a flag with a fixed set of values.
type choice struct {
	what  string
	value string
	valid []string
}

// String returns the value, as pflag asks.
func (c *choice) String() string { return c.value }

// Type names the value in help where the usage text has no name.
func (c *choice) Type() string { return "choice" }

// Set checks a value against the valid ones.
func (c *choice) Set(s string) error {
	for _, v := range c.valid {
		if v == s {
			c.value = s
			return nil
		}
	}
	return fmt.Errorf("unknown %s %q%s; write one of %s", c.what, s, data.Suggest(s, c.valid), strings.Join(c.valid, ", "))
}

// register adds the flag to a command, with its values as completions.
func (c *choice) register(cmd *cobra.Command, name, usage string) {
	cmd.Flags().Var(c, name, usage)
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(c.valid, cobra.ShellCompDirectiveNoFileComp))
}
