package app

import (
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/store"
)

// fileLine is what an import did with a file as scripts know it: its channel by
// id, null where it fed several or none.
type fileLine struct {
	intake.Outcome
	Channel *string `json:"channel"`
}

func (t *terminal) importCommand() *cobra.Command {
	var client, brandName, channel string
	var dry bool
	command := t.command("import FILE...", "Import export files of the platforms", cobra.MinimumNArgs(1), func(files []string) error {
		c, err := t.match(client)
		if err != nil {
			return err
		}
		opt := intake.Options{Language: t.Shell.language(), DryRun: dry}
		requests := make([]intake.Request, len(files))
		_, err = read(t.Shell, c.ID, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
			if brandName != "" {
				b, err := brand.Match(tx, brandName)
				if err != nil {
					return struct{}{}, err
				}
				opt.Brand = b.ID
			}
			for i, f := range files {
				requests[i].Path = f
				if channel == "" {
					continue
				}
				ch, err := brand.MatchChannel(tx, opt.Brand, channel)
				if err != nil {
					return struct{}{}, err
				}
				requests[i].Channel = ch.ID
			}
			return struct{}{}, nil
		})
		if err != nil {
			return err
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

// printOutcomes prints what became of each file, and fails when one was refused.
func (t *terminal) printOutcomes(outcomes []intake.Outcome) error {
	lines := []fileLine{}
	refused := ""
	for _, o := range outcomes {
		l := fileLine{Outcome: o}
		if len(o.Feeds) == 1 {
			l.Channel = &o.Feeds[0].Channel
		}
		if o.Error != nil {
			refused = *o.Error
		}
		lines = append(lines, l)
	}
	err := t.print(map[string]any{"files": lines}, func(w io.Writer) {
		line(w, "FILE", "FORMAT", "READ", "ADDED", "UPDATED", "UNCHANGED", "SKIPPED")
		for _, o := range outcomes {
			line(w, o.File, o.Format, strconv.Itoa(o.Read), strconv.Itoa(o.Added), strconv.Itoa(o.Updated), strconv.Itoa(o.Unchanged), strconv.Itoa(o.Skips))
		}
	})
	if err == nil && refused != "" {
		return fault.New(fault.Invalid, "app.refused", refused)
	}
	return err
}
