package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"text/tabwriter"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
)

// terminal is one run of the command line.
type terminal struct {
	*Shell
	out      io.Writer
	json     bool
	language string // of --lang, or ""
	started  bool   // a command's body has begun: an error is no wrong usage
}

// Main runs the command that args name, or the window without one, and returns
// the exit status: 1 when it failed, 2 for wrong usage.
func Main(args []string, pages fs.FS) int { return run(args, pages, os.Stdout, os.Stderr) }

func run(args []string, pages fs.FS, out, errs io.Writer) int {
	t := &terminal{Shell: newShell(""), out: out}
	root := t.root(pages)
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errs)
	err := root.Execute()
	t.close()
	if err == nil {
		return 0
	}
	if !t.started {
		_, _ = fmt.Fprintln(errs, "brandloop: "+visible(err.Error())+". "+lang.T(t.Shell.language(), "app.see_help"))
		return 2
	}
	_, _ = fmt.Fprintln(errs, "brandloop: "+visible(t.say(err)))
	return 1
}

// ctx ends when the person interrupts the command; a second interruption ends
// the process.
func (t *terminal) ctx() context.Context {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx
}

// root is the command line.
func (t *terminal) root(pages fs.FS) *cobra.Command {
	root := t.command("brandloop", "Run social media for many brands", cobra.NoArgs, func([]string) error {
		return t.runWindow(pages)
	})
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.PersistentFlags().StringVar(&t.dir, "data", "", "data folder (default: BRANDLOOP_DATA, or the platform's own place)")
	root.PersistentFlags().StringVar(&t.language, "lang", "", "language of messages: en or es")
	root.PersistentFlags().BoolVar(&t.json, "json", false, "print JSON")
	root.AddCommand(t.clientCommands(), t.brandCommands(), t.channelCommands(), t.demoCommand(), t.importCommand(), t.postCommands(),
		t.kpiCommand(), t.markCommands(), t.triageCommands(), t.logCommands(), t.reportCommand(), t.checkCommand(),
		t.command("version", "Print the version", cobra.NoArgs, func([]string) error {
			return t.print(map[string]string{"version": Version}, func(w io.Writer) { line(w, "brandloop "+Version) })
		}))
	return root
}

// command is a command whose body is fn. The data folder is chosen before fn
// runs, and opened when fn asks for it.
func (t *terminal) command(use, short string, args cobra.PositionalArgs, fn func(args []string) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: short, Args: args, RunE: func(_ *cobra.Command, args []string) (err error) {
		if t.language != "" && !lang.Known(t.language) {
			return fmt.Errorf("--lang is %s or %s", strings.Join(lang.Codes[:len(lang.Codes)-1], ", "), lang.Codes[len(lang.Codes)-1])
		}
		t.started = true
		if t.dir == "" {
			if t.dir, err = agency.DataFolder(); err != nil {
				return err
			}
		}
		t.speak(t.environment())
		return fn(args)
	}}
}

// group is a command that only has others.
func group(use, short string, commands ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: use, Short: short, Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		return errors.New("say which: brandloop " + use + " --help lists them")
	}}
	c.AddCommand(commands...)
	return c
}

// sentence is that of key in the language of the terminal.
func (t *terminal) sentence(key string, args ...any) string {
	return lang.T(t.Shell.language(), key, args...)
}

// environment is the language asked for, or that of the machine.
func (t *terminal) environment() string {
	if t.language != "" {
		return t.language
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); len(value) >= 2 {
			return value[:2]
		}
	}
	return lang.Codes[0]
}

// print writes value as JSON, or what text writes, in columns set apart by tabs.
func (t *terminal) print(value any, text func(io.Writer)) error {
	if t.json {
		encode := json.NewEncoder(t.out)
		encode.SetEscapeHTML(false)
		encode.SetIndent("", "  ")
		return encode.Encode(value)
	}
	w := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	text(w)
	return w.Flush()
}

// line writes cells as one line of columns.
func line(w io.Writer, cells ...string) {
	shown := make([]string, len(cells))
	for i, c := range cells {
		shown[i] = visible(c)
	}
	_, _ = fmt.Fprintln(w, strings.Join(shown, "\t"))
}

// visible shows what would steer the terminal or turn the text's direction as
// U+FFFD, and line breaks as spaces: names of files and words of posts are
// anybody's.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// match finds the client of a --client flag; without one, the only client.
func (t *terminal) match(name string) (*agency.Client, error) {
	return call(t.Shell, func(a *agency.Agency) (*agency.Client, error) {
		if name != "" {
			return a.Match(t.ctx(), name)
		}
		all, err := a.Clients(t.ctx())
		if err != nil {
			return nil, err
		}
		if len(all) != 1 {
			return nil, fault.New(fault.Invalid, "app.which_client", len(all))
		}
		return &all[0], nil
	})
}
