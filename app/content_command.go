package app

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/store"
)

// postLine is a post as scripts know it: its channel by id.
type postLine struct {
	content.Post
	Channel string `json:"channel"`
}

func (t *terminal) postCommands() *cobra.Command {
	var client, brandName, channel string
	var filter content.Filter
	list := t.command("list", "List published posts", cobra.NoArgs, func([]string) error {
		c, err := t.match(client)
		if err != nil {
			return err
		}
		posts, err := read(t.Shell, c.ID, func(_ *agency.Workspace, tx *store.Tx) ([]postLine, error) {
			lines := []postLine{}
			if brandName != "" {
				b, err := brand.Match(tx, brandName)
				if err != nil {
					return nil, err
				}
				filter.Brand = b.ID
			}
			if channel != "" {
				ch, err := brand.MatchChannel(tx, filter.Brand, channel)
				if err != nil {
					return nil, err
				}
				filter.Channels = []string{ch.ID}
			}
			return lines, content.Each(tx, filter, func(p content.Post) error {
				lines = append(lines, postLine{p, p.ChannelID})
				return nil
			})
		})
		if err != nil {
			return err
		}
		return t.print(posts, func(w io.Writer) {
			for _, p := range posts {
				line(w, p.Day, p.Type, p.Title, p.Permalink)
			}
		})
	})
	list.Flags().StringVar(&client, "client", "", "client: id, slug or name")
	list.Flags().StringVar(&brandName, "brand", "", "brand: id or name")
	list.Flags().StringVar(&channel, "channel", "", "channel: id, handle or platform:handle")
	list.Flags().StringVar(&filter.From, "from", "", "first day, YYYY-MM-DD")
	list.Flags().StringVar(&filter.To, "to", "", "last day")
	return group("post", "Posts", list)
}
