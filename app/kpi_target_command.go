package app

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// targetsCommand prints where targets stand today, as kpi.Stands judges them.
func (t *terminal) targetsCommand() *cobra.Command {
	var client, brandName string
	c := t.command("targets", "Print where targets stand today, with their forecasts", cobra.NoArgs, func([]string) error {
		found, err := t.match(client)
		if err != nil {
			return err
		}
		names := map[string]string{}
		stands, err := read(t.Shell, found.ID, func(w *agency.Workspace, tx *store.Tx) (_ []kpi.Stand, err error) {
			q := kpi.StandQuery{Today: tx.Now.Day(w.Zone), Currency: w.Client.Currency, Forecast: true}
			if brandName != "" {
				b, err := brand.Match(tx, brandName)
				if err != nil {
					return nil, err
				}
				q.Brand = b.ID
			}
			if names, err = channelNames(tx, q.Brand); err != nil {
				return nil, err
			}
			return kpi.Stands(tx, q)
		})
		if err != nil {
			return err
		}
		return t.print(map[string][]kpi.Stand{"rows": stands}, func(w io.Writer) {
			for _, s := range stands {
				channel := ""
				if s.Target.ChannelID != nil {
					channel = names[*s.Target.ChannelID]
				}
				line(w, s.From, s.To, s.Target.Metric, channel, s.Target.Campaign,
					short(s.Actual), short(&s.Target.Value), percent(s.Attainment), percent(s.Expected), s.Status, short(s.Forecast))
			}
		})
	})
	c.Flags().StringVar(&client, "client", "", "client: id, slug or name")
	c.Flags().StringVar(&brandName, "brand", "", "brand: id or name (default: all)")
	return c
}
