package app

import (
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/store"
)

// fileLine is what an import did with a file as scripts know it: its channel by
// id, null where it fed several or none; what is not known is null.
type fileLine struct {
	intake.Outcome
	Channel  *string `json:"channel"`
	Format   *string `json:"format"`
	Hash     *string `json:"hash"`
	From     *string `json:"from"`
	To       *string `json:"to"`
	Currency *string `json:"currency"`
	Question *string `json:"question"`
}

func lineOf(o intake.Outcome) fileLine {
	l := fileLine{Outcome: o, Format: known(o.Format), Hash: known(o.Hash), From: known(o.From), To: known(o.To),
		Currency: known(o.Currency), Question: known(o.Question)}
	if len(o.Feeds) == 1 {
		l.Channel = &o.Feeds[0].Channel
	}
	return l
}

// known is a text, or nil for none.
func known(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func (t *terminal) importCommand() *cobra.Command {
	var client, brandName, channel string
	var dry bool
	var year int
	command := t.command("import FILE...", "Import export files of the platforms", cobra.MinimumNArgs(1), func(files []string) error {
		c, err := t.match(client)
		if err != nil {
			return err
		}
		opt := intake.Options{Language: t.Shell.language(), DryRun: dry}
		into, err := read(t.Shell, c.ID, func(_ *agency.Workspace, tx *store.Tx) (string, error) {
			if brandName != "" {
				b, err := brand.Match(tx, brandName)
				if err != nil {
					return "", err
				}
				opt.Brand = b.ID
			}
			if channel == "" {
				return "", nil
			}
			ch, err := brand.MatchChannel(tx, opt.Brand, channel)
			if err != nil {
				return "", err
			}
			return ch.ID, nil
		})
		if err != nil {
			return err
		}
		if files, err = (&Intake{t.Shell}).Expand("", files); err != nil {
			return err
		}
		requests := make([]intake.Request, len(files))
		for i, f := range files {
			requests[i] = intake.Request{Path: f, Channel: into, Year: year}
		}
		outcomes, err := (&Intake{t.Shell}).take(t.ctx(), c.ID, requests, opt)
		if err != nil {
			return err
		}
		return t.printOutcomes(outcomes)
	})
	command.Flags().StringVar(&client, "client", "", "client: id, slug or name")
	command.Flags().StringVar(&brandName, "brand", "", "brand: id or name")
	command.Flags().StringVar(&channel, "channel", "", "channel: id, handle or platform:handle")
	command.Flags().IntVar(&year, "year", 0, "year of the last day in files that write days without one")
	command.Flags().BoolVar(&dry, "dry-run", false, "tell what would change, and change nothing")
	undo := t.command("undo IMPORT", "Take an import back whole", cobra.ExactArgs(1), func(args []string) error {
		c, err := t.match(client)
		if err != nil {
			return err
		}
		if err := (&Intake{t.Shell}).Undo(c.ID, args[0]); err != nil {
			return err
		}
		return t.print(map[string]string{"undone": args[0]}, func(io.Writer) {})
	})
	undo.Flags().StringVar(&client, "client", "", "client: id, slug or name")
	command.AddCommand(undo)
	return command
}

// mostReasons is how many skipped rows of a file are told to a person.
const mostReasons = 20

// printOutcomes prints what became of each file, and fails when one was refused
// or, in a dry run, would be.
func (t *terminal) printOutcomes(outcomes []intake.Outcome) error {
	lines := []fileLine{}
	var refused []string
	for _, o := range outcomes {
		if o.Question != "" && o.Error == nil {
			text := t.sentence("intake.which_channel", o.File)
			o.Error = &text
		}
		if o.Error != nil {
			refused = append(refused, *o.Error)
		}
		lines = append(lines, lineOf(o))
	}
	err := t.print(map[string]any{"files": lines}, func(w io.Writer) {
		if len(refused) < len(lines) {
			line(w, strings.Fields(t.sentence("app.import_head"))...)
		}
		for _, o := range lines {
			if o.Error == nil {
				line(w, o.File, o.Outcome.Format, strconv.Itoa(o.Read), strconv.Itoa(o.Added), strconv.Itoa(o.Updated), strconv.Itoa(o.Unchanged), strconv.Itoa(o.Skips))
			}
		}
		for _, o := range lines {
			if o.Error == nil {
				t.remarks(w, o)
			} else if len(refused) > 1 {
				line(w, *o.Error)
			}
		}
	})
	switch {
	case err != nil || len(refused) == 0:
		return err
	case len(refused) == 1:
		return fault.New(fault.Invalid, "app.refused", refused[0])
	}
	return fault.New(fault.Invalid, "app.refused_many", len(refused), len(outcomes))
}

// amount is a number as plain text.
func amount(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// metric is the name of a metric; of a client's own its key.
func (t *terminal) metric(key string) string {
	if name := t.sentence("metric." + key); name != "metric."+key {
		return name
	}
	return key
}

// remarks prints what a person must know of a file that was taken, beyond its
// counts.
func (t *terminal) remarks(w io.Writer, o fileLine) {
	if o.Same {
		var channels []string
		for _, f := range o.Feeds {
			channels = append(channels, f.Platform+":"+f.Handle)
		}
		line(w, t.sentence("app.import_same", o.File, *o.Import, strings.Join(channels, ", ")))
	}
	for _, key := range slices.Sorted(maps.Keys(o.Sums)) {
		if sum, kept := o.Sums[key], o.Kept[key]; math.Abs(sum-kept) > 1e-6 {
			line(w, t.sentence("app.import_kept", o.File, amount(sum), t.metric(key), amount(kept)))
		}
	}
	for _, text := range o.Warnings {
		line(w, o.File+": "+text)
	}
	for _, s := range o.Skipped[:min(len(o.Skipped), mostReasons)] {
		line(w, t.sentence("app.import_skip", o.File, s.Row, s.Reason))
	}
	if more := o.Skips - mostReasons; more > 0 {
		line(w, t.sentence("app.import_more", o.File, more))
	}
}
