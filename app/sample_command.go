package app

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/sample"
)

func (t *terminal) demoCommand() *cobra.Command {
	o := sample.Defaults
	demo := t.command("demo", "Fill an empty data folder with a sample agency", cobra.NoArgs, func([]string) error {
		filled, err := call(t.Shell, func(a *agency.Agency) (*sample.Filled, error) {
			return sample.Fill(t.ctx(), a, o, nil)
		})
		if err != nil {
			return err
		}
		return t.print(filled, func(w io.Writer) {
			line(w, lang.T(t.Shell.language(), "sample.filled", t.dir, filled.Clients, filled.Channels, filled.Posts, filled.Measurements, filled.Activities))
		})
	})
	demo.Flags().IntVar(&o.Clients, "clients", o.Clients, "how many clients")
	demo.Flags().IntVar(&o.Months, "months", o.Months, "how many whole months, besides the current one")
	demo.Flags().Uint64Var(&o.Seed, "seed", o.Seed, "another seed makes another agency")
	demo.Flags().StringVar(&o.Today, "today", "", "the day on which the sample ends, YYYY-MM-DD (default: today)")
	demo.Flags().IntVar(&o.Activities, "activities", 0, "about how many entries the log of each client holds (default: a realistic number)")
	return demo
}
