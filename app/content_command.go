package app

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/store"
)

// postLine is a post as scripts know it: its channel by id.
type postLine struct {
	content.Post
	Channel string `json:"channel"`
}

func (t *terminal) postCommands() *cobra.Command {
	return group("post", "Posts", t.postListCommand(), t.postTimesCommand(), t.postGroupsCommand())
}

// chosenPosts are the flags that say which posts.
type chosenPosts struct {
	client, brand, channel string
	filter                 content.Filter
}

func (p *chosenPosts) flags(c *cobra.Command) {
	c.Flags().StringVar(&p.client, "client", "", "client: id, slug or name")
	c.Flags().StringVar(&p.brand, "brand", "", "brand: id or name")
	c.Flags().StringVar(&p.channel, "channel", "", "channel: id, handle or platform:handle")
	c.Flags().StringVar(&p.filter.From, "from", "", "first day, YYYY-MM-DD")
	c.Flags().StringVar(&p.filter.To, "to", "", "last day")
}

// find fills the filter with the brand and channel that were named.
func (p *chosenPosts) find(w *agency.Workspace, tx *store.Tx) error {
	p.filter.Zone = w.Zone
	if p.brand != "" {
		b, err := brand.Match(tx, p.brand)
		if err != nil {
			return err
		}
		p.filter.Brand = b.ID
	}
	if p.channel == "" {
		return nil
	}
	c, err := brand.MatchChannel(tx, p.filter.Brand, p.channel)
	if err == nil {
		p.filter.Channels = []string{c.ID}
	}
	return err
}

// ofPosts reads what fn finds of the chosen posts.
func ofPosts[T any](t *terminal, p *chosenPosts, fn func(*agency.Workspace, *store.Tx) (T, error)) (found T, err error) {
	c, err := t.match(p.client)
	if err != nil {
		return found, err
	}
	return read(t.Shell, c.ID, func(w *agency.Workspace, tx *store.Tx) (found T, err error) {
		if err = p.find(w, tx); err != nil {
			return found, err
		}
		return fn(w, tx)
	})
}

func (t *terminal) postListCommand() *cobra.Command {
	var chosen chosenPosts
	list := t.command("list", "List published posts", cobra.NoArgs, func([]string) error {
		posts, err := ofPosts(t, &chosen, func(_ *agency.Workspace, tx *store.Tx) ([]postLine, error) {
			lines := []postLine{}
			err := content.Each(tx, chosen.filter, func(p content.Post) error {
				lines = append(lines, postLine{p, p.ChannelID})
				return nil
			})
			return lines, err
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
	chosen.flags(list)
	return list
}

func (t *terminal) postTimesCommand() *cobra.Command {
	var chosen chosenPosts
	var metric string
	times := t.command("times", "How posts did by weekday and hour", cobra.NoArgs, func([]string) error {
		found, err := ofPosts(t, &chosen, func(_ *agency.Workspace, tx *store.Tx) (*content.Timing, error) {
			return content.Timings(tx, chosen.filter, metric)
		})
		if err != nil {
			return err
		}
		return t.print(found, func(w io.Writer) {
			for _, h := range found.Hours {
				line(w, fmt.Sprint(h.Weekday), fmt.Sprintf("%02d:00", h.Hour), fmt.Sprint(h.Median), fmt.Sprint(h.Posts), content.Sample(h.Posts))
			}
		})
	})
	chosen.flags(times)
	times.Flags().StringVar(&metric, "metric", "engagements", "number or rate of posts")
	return times
}

func (t *terminal) postGroupsCommand() *cobra.Command {
	var chosen chosenPosts
	var q content.GroupQuery
	groups := t.command("groups", "Add up posts by tag, pillar, type or channel", cobra.NoArgs, func([]string) error {
		found, err := ofPosts(t, &chosen, func(w *agency.Workspace, tx *store.Tx) (*content.Grouping, error) {
			q.Filter = chosen.filter
			return community.Groups(tx, w.Zone, q)
		})
		if err != nil {
			return err
		}
		return t.print(found, func(w io.Writer) {
			for _, g := range found.Groups {
				median := ""
				if g.Median != nil {
					median = fmt.Sprint(*g.Median)
				}
				line(w, g.Name, fmt.Sprint(g.Posts), median)
			}
		})
	})
	chosen.flags(groups)
	groups.Flags().StringVar(&q.By, "by", content.ByTag, "tag, pillar, type or channel")
	groups.Flags().StringVar(&q.Metric, "metric", "engagements", "number or rate of posts")
	return groups
}
