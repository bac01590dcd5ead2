package app

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// ofClient are the flags that choose what of a client is told, and of which days.
type ofClient struct{ client, brand, channel, from, to string }

func (f *ofClient) flags(c *cobra.Command) *cobra.Command {
	c.Flags().StringVar(&f.client, "client", "", "client: id, slug or name")
	c.Flags().StringVar(&f.brand, "brand", "", "brand: id or name (default: all)")
	c.Flags().StringVar(&f.channel, "channel", "", "channel: id, handle or platform:handle (default: all)")
	c.Flags().StringVar(&f.from, "from", "", "first day, YYYY-MM-DD")
	c.Flags().StringVar(&f.to, "to", "", "last day, YYYY-MM-DD")
	for _, name := range []string{"from", "to"} {
		_ = c.MarkFlagRequired(name)
	}
	return c
}

// ids are those of the brand, "" for all, and of the channel, none for all.
func (f *ofClient) ids(tx *store.Tx) (brandID string, channels []string, err error) {
	if f.brand != "" {
		b, err := brand.Match(tx, f.brand)
		if err != nil {
			return "", nil, err
		}
		brandID = b.ID
	}
	if f.channel != "" {
		c, err := brand.MatchChannel(tx, brandID, f.channel)
		if err != nil {
			return "", nil, err
		}
		channels = []string{c.ID}
	}
	return brandID, channels, nil
}

// partsCommand prints what a dimension's parts came to, as kpi.PartsOverTime
// gives them.
func (t *terminal) partsCommand() *cobra.Command {
	var f ofClient
	var q kpi.PartTableQuery
	c := t.command("parts", "Print numbers by country, age, page or another dimension", cobra.NoArgs, func([]string) error {
		found, err := t.match(f.client)
		if err != nil {
			return err
		}
		table, err := read(t.Shell, found.ID, func(w *agency.Workspace, tx *store.Tx) (_ *kpi.PartTable, err error) {
			q.From, q.To, q.Currency = f.from, f.to, w.Client.Currency
			if q.Brand, q.Channels, err = f.ids(tx); err != nil {
				return nil, err
			}
			return kpi.PartsOverTime(tx, q)
		})
		if err != nil {
			return err
		}
		return t.print(table, func(w io.Writer) {
			for _, l := range table.Rows {
				line(w, l.Channel, strings.Join(l.Part, " · "), table.Metric, short(l.Value), l.Currency, percent(l.Share), short(l.Previous), percent(l.PreviousShare))
			}
		})
	})
	f.flags(c)
	c.Flags().StringVar(&q.Dimension, "dimension", "", "country, city, age_gender, page, source_medium, event or another that files told of")
	c.Flags().StringVar(&q.Metric, "metric", "", "a metric, such as sessions (default: the first that the parts have)")
	c.Flags().StringVar(&q.CompareFrom, "compare-from", "", "first day of a period to compare with")
	c.Flags().StringVar(&q.CompareTo, "compare-to", "", "its last day")
	_ = c.MarkFlagRequired("dimension")
	c.MarkFlagsRequiredTogether("compare-from", "compare-to")
	return c
}

// campaignsCommand prints the campaigns of a period, as kpi.CampaignsOf gives
// them.
func (t *terminal) campaignsCommand() *cobra.Command {
	var f ofClient
	return f.flags(t.command("campaigns", "Print campaigns of ads and of websites", cobra.NoArgs, func([]string) error {
		found, err := t.match(f.client)
		if err != nil {
			return err
		}
		table, err := read(t.Shell, found.ID, func(w *agency.Workspace, tx *store.Tx) (*kpi.CampaignTable, error) {
			brandID, channels, err := f.ids(tx)
			if err != nil {
				return nil, err
			}
			return kpi.CampaignsOf(tx, kpi.CampaignQuery{Brand: brandID, Channels: channels, From: f.from, To: f.to, Today: tx.Now.Day(w.Zone), Currency: w.Client.Currency})
		})
		if err != nil {
			return err
		}
		return t.print(table, func(w io.Writer) {
			for _, of := range []struct {
				keys  []string
				lines []kpi.CampaignLine
			}{{table.AdMetrics, table.Ads}, {table.SiteMetrics, table.Sites}} {
				if len(of.lines) > 0 {
					line(w, append([]string{"", "", ""}, of.keys...)...)
				}
				for _, l := range of.lines {
					cells := []string{l.Channel, l.Names(), l.Currency}
					for _, key := range of.keys {
						cells = append(cells, short(l.Values[key]))
					}
					line(w, cells...)
				}
			}
		})
	}))
}

// short is a number with at most two decimals, – where there is none.
func short(v *float64) string {
	if v == nil {
		return "–"
	}
	return strconv.FormatFloat(math.Round(*v*100)/100, 'f', -1, 64)
}

func percent(v *float64) string {
	if v == nil {
		return ""
	}
	return fmt.Sprintf("%.1f %%", *v)
}
