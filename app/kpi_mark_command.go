package app

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// markLine is a mark as scripts know it: its channel by id, and null for a last
// day or link that it has not.
type markLine struct {
	kpi.Mark
	Channel *string `json:"channel"`
	To      *string `json:"to"`
	Link    *string `json:"link"`
}

func markLineOf(m kpi.Mark) markLine { return markLine{m, m.ChannelID, known(m.ToDay), known(m.Link)} }

func (t *terminal) markCommands() *cobra.Command {
	return group("mark", "What happened to a brand, beside its numbers", t.markAdd(), t.markList())
}

func (t *terminal) markAdd() *cobra.Command {
	var client, brandName, channel, kind, from, to, link string
	c := t.command("add TEXT", "Mark what happened in a day or some days", cobra.MinimumNArgs(1), func(args []string) error {
		found, err := t.match(client)
		if err != nil {
			return err
		}
		text := strings.Join(args, " ")
		patch := kpi.MarkPatch{Kind: &kind, From: &from, To: &to, Text: &text, Link: &link}
		added, err := write(t.Shell, found.ID, func(_ *agency.Workspace, tx *store.Tx) (*kpi.Mark, error) {
			if channel != "" {
				ch, err := matchChannel(tx, brandName, channel)
				if err != nil {
					return nil, err
				}
				patch.ChannelID = &ch.ID
				return kpi.AddMark(tx, ch.BrandID, patch)
			}
			b, err := brand.Match(tx, brandName)
			if err != nil {
				return nil, err
			}
			return kpi.AddMark(tx, b.ID, patch)
		})
		if err != nil {
			return err
		}
		return t.print(markLineOf(*added), func(w io.Writer) {
			line(w, added.FromDay, added.ToDay, added.Kind, added.Text, added.ID)
		})
	})
	flags := c.Flags()
	flags.StringVar(&client, "client", "", "client: id, slug or name")
	flags.StringVar(&brandName, "brand", "", "brand: id or name")
	flags.StringVar(&channel, "channel", "", "channel: id, handle or platform:handle (default: the whole brand)")
	flags.StringVar(&kind, "kind", kpi.Other, "one of "+strings.Join(kpi.MarkKinds, ", "))
	flags.StringVar(&from, "from", "", "the day, or the first of several, YYYY-MM-DD")
	flags.StringVar(&to, "to", "", "the last of several days")
	flags.StringVar(&link, "link", "", "an address that says more")
	_ = c.MarkFlagRequired("from")
	return c
}

func (t *terminal) markList() *cobra.Command {
	var client, brandName string
	var q kpi.MarkQuery
	c := t.command("list", "List what happened, the earliest first", cobra.NoArgs, func([]string) error {
		found, err := t.match(client)
		if err != nil {
			return err
		}
		marks, err := read(t.Shell, found.ID, func(w *agency.Workspace, tx *store.Tx) ([]kpi.Mark, error) {
			if brandName != "" {
				b, err := brand.Match(tx, brandName)
				if err != nil {
					return nil, err
				}
				q.Brand = b.ID
			}
			return kpi.Marks(tx, q, w.Zone)
		})
		if err != nil {
			return err
		}
		lines := []markLine{}
		for _, m := range marks {
			lines = append(lines, markLineOf(m))
		}
		return t.print(map[string][]markLine{"rows": lines}, func(w io.Writer) {
			for _, m := range marks {
				line(w, m.FromDay, m.ToDay, m.Kind, m.Text, m.Source)
			}
		})
	})
	flags := c.Flags()
	flags.StringVar(&client, "client", "", "client: id, slug or name")
	flags.StringVar(&brandName, "brand", "", "brand: id or name (default: all)")
	flags.StringVar(&q.From, "from", "", "first day, YYYY-MM-DD")
	flags.StringVar(&q.To, "to", "", "last day, YYYY-MM-DD")
	flags.StringSliceVar(&q.Kinds, "kind", kpi.MarkKinds, "only these; \"import\" is the days on which files came in")
	return c
}
