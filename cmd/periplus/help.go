package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/periplus-data/periplus/cmd/periplus/internal/layout"
	"github.com/periplus-data/periplus/data"
)

// examples makes the text of examples from pairs of command line and comment.
func examples(pairs ...string) string {
	var lines []string
	for i := 0; i < len(pairs); i += 2 {
		line := "  " + pairs[i]
		if pairs[i+1] != "" {
			line += "   # " + pairs[i+1]
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// help writes the help of a command: one sentence, how to call it, examples,
// then commands and flags. It fits a screen.
func (a *app) help(cmd *cobra.Command, _ []string) {
	w := a.out
	fmt.Fprintf(w, "%s\n", layout.Wrap("", cmd.Short))
	if cmd.Runnable() {
		use := []string{cmd.UseLine()}
		for _, c := range visible(cmd) {
			if cmd.HasParent() {
				use = append(use, c.UseLine())
			}
		}
		if !cmd.HasParent() {
			use = []string{"periplus COMMAND [ARGUMENT...] [flags]"}
		}
		fmt.Fprintf(w, "\nUsage:\n  %s\n", strings.Join(use, "\n  "))
	}
	if cmd.Example != "" {
		fmt.Fprintf(w, "\nExamples:\n%s\n", cmd.Example)
	}
	if cmd.Long != "" {
		fmt.Fprintf(w, "\n%s", cmd.Long)
	}
	if !cmd.HasParent() {
		fmt.Fprint(w, "\nCommands:\n")
		for _, c := range visible(cmd) {
			fmt.Fprintf(w, "  %-11s %s\n", c.Name(), c.Annotations["line"])
		}
	}
	if flags := cmd.LocalFlags(); flags.HasAvailableFlags() && cmd.HasParent() && cmd.Runnable() {
		flags.SortFlags = false
		fmt.Fprintf(w, "\nFlags:\n%s", flags.FlagUsages())
	}
	if !cmd.HasParent() {
		fmt.Fprint(w, "\nSee also `periplus COMMAND --help` and `periplus help exit-codes`.\n")
	}
}

func visible(cmd *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() && !c.Hidden {
			out = append(out, c)
		}
	}
	return out
}

// helpCommand replaces cobra's, which exits 0 on an unknown topic.
func (a *app) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Show the help of a command or topic.",
		Example: examples("periplus help", "", "periplus help compare", "",
			"periplus help exit-codes", ""),
		Annotations: line("the help of a command; `help exit-codes` explains the exit codes"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, c := range root.Commands() {
				if !c.Hidden {
					names = append(names, c.Name())
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			found, rest, err := root.Find(args)
			if err != nil || found == root && len(args) > 0 {
				return unknownCommand(root, args[0])
			}
			if len(rest) > 0 {
				return unknownCommand(found, rest[0])
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}

// exitCodesCommand is a topic: a command that only has help.
func (a *app) exitCodesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "exit-codes",
		Short: "The exit codes of every command.",
		Long:  exitTable(),
	}
}

// line is the entry of a command in the list of commands.
func line(text string) map[string]string { return map[string]string{"line": text} }

// completionCommand writes the completion script of a shell.
func (a *app) completionCommand(root *cobra.Command) *cobra.Command {
	shells := map[string]func(io.Writer) error{
		"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
		"powershell": root.GenPowerShellCompletionWithDesc,
		"zsh":        root.GenZshCompletion,
	}
	names := []string{"bash", "fish", "powershell", "zsh"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Write the script that completes commands, flags, figure ids and kinds of chart in a shell.",
		Example: examples("source <(periplus completion bash)", "", "periplus completion zsh > \"${fpath[1]}/_periplus\"", "",
			"periplus completion fish > ~/.config/fish/completions/periplus.fish", ""),
		Annotations: line("completions for bash, zsh, fish and powershell"),
		ValidArgs:   names,
		Args:        takes(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			write, ok := shells[args[0]]
			if !ok {
				return usagef("unknown shell %q%s; write one of %s", args[0], data.Suggest(args[0], names), strings.Join(names, ", "))
			}
			return write(a.out)
		},
	}
}
