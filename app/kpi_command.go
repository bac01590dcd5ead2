package app

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// numberLine is a row of numbers as scripts know it: its channel by id, as in
// every other list, and its name beside it.
type numberLine struct {
	kpi.Row
	Channel     *string `json:"channel"`
	ChannelName *string `json:"channel_name"` // platform:handle
	Before      *before `json:"before,omitempty"`
}

// before is the number that one is compared with.
type before struct {
	From  string   `json:"from"`
	To    string   `json:"to"`
	Value *float64 `json:"value"`
}

// kpiCommand prints the numbers of a period, as kpi.Numbers gives them.
func (t *terminal) kpiCommand() *cobra.Command {
	var client, brandName, compare string
	var q kpi.CourseQuery
	c := t.command("kpi", "Print the numbers of a period", cobra.NoArgs, func([]string) error {
		found, err := t.match(client)
		if err != nil {
			return err
		}
		rows, err := read(t.Shell, found.ID, func(w *agency.Workspace, tx *store.Tx) ([]kpi.CourseRow, error) {
			if brandName != "" {
				b, err := brand.Match(tx, brandName)
				if err != nil {
					return nil, err
				}
				q.Brand = b.ID
			}
			compared, err := kpi.Compared(kpi.Span{From: q.From, To: q.To}, compare)
			if err != nil {
				return nil, err
			}
			q.Currency, q.Today, q.CompareFrom, q.CompareTo = w.Client.Currency, tx.Now.Day(w.Zone), compared.From, compared.To
			return kpi.Course(tx, q)
		})
		if err != nil {
			return err
		}
		lines := []numberLine{}
		for _, r := range rows {
			one := numberLine{r.Row, r.ChannelID, r.Channel, nil}
			if r.Before != nil {
				one.Before = &before{r.Before.From, r.Before.To, r.Before.Value}
			}
			lines = append(lines, one)
		}
		return t.print(map[string][]numberLine{"rows": lines}, func(w io.Writer) {
			for _, r := range rows {
				channel := ""
				if r.Channel != nil {
					channel = *r.Channel
				}
				cells := []string{r.From, r.To, r.Brand, channel, r.Metric, r.Kind, short(r.Value), r.Unit}
				if q.CompareFrom != "" {
					cells = append(cells, short(earlier(r)))
				}
				line(w, cells...)
			}
		})
	})
	c.Flags().StringVar(&client, "client", "", "client: id, slug or name")
	c.Flags().StringVar(&brandName, "brand", "", "brand: id or name (default: all)")
	c.Flags().StringVar(&q.From, "from", "", "first day, YYYY-MM-DD")
	c.Flags().StringVar(&q.To, "to", "", "last day, YYYY-MM-DD")
	c.Flags().StringVar(&q.By, "by", "total", "day, week, month, quarter or total")
	c.Flags().StringVar(&compare, "compare", "none", "previous, last_year or none")
	c.Flags().StringArrayVar(&q.Metrics, "metric", nil, "a metric, such as views or post.views; may be repeated (default: all with values)")
	for _, name := range []string{"from", "to"} {
		_ = c.MarkFlagRequired(name)
	}
	c.AddCommand(t.partsCommand(), t.campaignsCommand(), t.targetsCommand())
	return c
}
