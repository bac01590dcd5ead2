package app

import (
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// logLine is an entry of the log as scripts know it: its channel by id.
type logLine struct {
	community.Activity
	Channel string `json:"channel"`
}

// logged is what `log list` prints.
type logged struct {
	Total int64     `json:"total"`
	Rows  []logLine `json:"rows"`
}

func (t *terminal) logCommands() *cobra.Command {
	return group("log", "What the community manager did", t.logAdd(), t.logList())
}

func (t *terminal) logAdd() *cobra.Command {
	var client, brandName, channel, when, received, answered string
	var minutes float64
	var e community.Entry
	var add *cobra.Command
	add = t.command("add [TEXT]", "Log an activity", cobra.ArbitraryArgs, func(args []string) error {
		c, err := t.match(client)
		if err != nil {
			return err
		}
		e.Text = strings.Join(args, " ")
		if e.Quantity == 0 {
			e.Quantity = -1 // 0 means not said, which is one
		}
		if add.Flags().Changed("minutes") {
			e.Minutes = &minutes
		}
		me, err := call(t.Shell, func(a *agency.Agency) (agency.Person, error) { return a.Me(t.ctx()) })
		if err != nil {
			return err
		}
		e.PersonID = me.ID
		added, err := write(t.Shell, c.ID, func(w *agency.Workspace, tx *store.Tx) (*community.Activity, error) {
			ch, err := matchChannel(tx, brandName, channel)
			if err != nil {
				return nil, err
			}
			e.ChannelID = ch.ID
			for _, at := range []struct {
				text string
				into **store.Instant
			}{{when, &e.At}, {received, &e.ReceivedAt}, {answered, &e.AnsweredAt}} {
				if at.text == "" {
					continue
				}
				moment, err := community.ReadTime(at.text, w.Zone, tx.Now)
				if err != nil {
					return nil, err
				}
				*at.into = &moment
			}
			return community.Add(tx, w.Zone, e)
		})
		if err != nil {
			return err
		}
		return t.print(logLine{*added, added.ChannelID}, func(w io.Writer) {
			line(w, added.Day, added.Kind, strconv.FormatInt(added.Quantity, 10), added.Text, added.ID)
		})
	})
	flags := add.Flags()
	flags.StringVar(&client, "client", "", "client: id, slug or name")
	flags.StringVar(&brandName, "brand", "", "brand: id or name")
	flags.StringVar(&channel, "channel", "", "channel: id, handle or platform:handle")
	flags.StringVar(&e.Kind, "kind", "", "one of "+strings.Join(community.Kinds, ", "))
	flags.Int64Var(&e.Quantity, "count", 1, "how many the entry stands for")
	flags.StringVar(&e.Sentiment, "sentiment", "", "negative, neutral or positive")
	flags.StringArrayVar(&e.Topics, "topic", nil, "a topic; may be given several times")
	flags.StringVar(&when, "at", "", "when it was, if it was neither received nor answered: 2026-10-31 14:05, or 14:05 for today")
	flags.StringVar(&received, "received", "", "when it was received")
	flags.StringVar(&answered, "answered", "", "when it was answered")
	flags.StringVar(&e.Author, "who", "", "with whom")
	flags.StringVar(&e.Answer, "answer", "", "what was answered")
	flags.StringVar(&e.Link, "link", "", "its address")
	flags.StringVar(&e.Outcome, "outcome", "", "one of "+strings.Join(community.Outcomes[1:], ", "))
	flags.Float64Var(&minutes, "minutes", 0, "minutes spent")
	flags.BoolVar(&e.AsSelf, "as-self", false, "under one's own name, not as the brand")
	return add
}

func (t *terminal) logList() *cobra.Command {
	var client, brandName, channel string
	var limit int
	var filter community.Filter
	list := t.command("list", "List the log, newest first", cobra.NoArgs, func([]string) error {
		if filter.From != "" && filter.To != "" && filter.To < filter.From {
			return fault.Bad("to", "kpi.to_before_from")
		}
		c, err := t.match(client)
		if err != nil {
			return err
		}
		found, err := read(t.Shell, c.ID, func(w *agency.Workspace, tx *store.Tx) (*logged, error) {
			if brandName != "" {
				b, err := brand.Match(tx, brandName)
				if err != nil {
					return nil, err
				}
				filter.BrandID = b.ID
			}
			if channel != "" {
				ch, err := matchChannel(tx, brandName, channel)
				if err != nil {
					return nil, err
				}
				filter.ChannelIDs = []string{ch.ID}
			}
			return listLog(tx, w, filter, limit)
		})
		if err != nil {
			return err
		}
		return t.print(found, func(w io.Writer) {
			for _, a := range found.Rows {
				line(w, a.Day, a.Kind, strconv.FormatInt(a.Quantity, 10), a.Author, strings.Join(strings.Fields(a.Text), " "))
			}
		})
	})
	flags := list.Flags()
	flags.StringVar(&client, "client", "", "client: id, slug or name")
	flags.StringVar(&brandName, "brand", "", "brand: id or name")
	flags.StringVar(&channel, "channel", "", "channel: id, handle or platform:handle")
	flags.StringVar(&filter.From, "from", "", "first day, YYYY-MM-DD")
	flags.StringVar(&filter.To, "to", "", "last day, YYYY-MM-DD")
	flags.StringVar(&filter.Search, "search", "", "words to look for")
	flags.StringArrayVar(&filter.Kinds, "kind", nil, "only this kind; may be given several times")
	flags.StringArrayVar(&filter.Sentiments, "sentiment", nil, "only negative, neutral, positive or unsaid; may be given several times")
	flags.StringArrayVar(&filter.Topics, "topic", nil, "only this topic; may be given several times")
	flags.IntVar(&limit, "limit", 100, "at most so many; 0: all")
	return list
}

// matchChannel finds a channel of the brand of that name ("": of any).
func matchChannel(tx *store.Tx, brandName, channel string) (*brand.Channel, error) {
	brandID := ""
	if brandName != "" {
		b, err := brand.Match(tx, brandName)
		if err != nil {
			return nil, err
		}
		brandID = b.ID
	}
	return brand.MatchChannel(tx, brandID, channel)
}

// listLog reads the newest entries of a filter, all with limit 0, and counts
// them.
func listLog(tx *store.Tx, w *agency.Workspace, filter community.Filter, limit int) (*logged, error) {
	total, err := community.Count(tx, w.Zone, filter)
	if err != nil {
		return nil, err
	}
	if !total.Exact {
		total.N = 0
		if err := community.Each(tx, w.Zone, filter, func(*community.Activity) error {
			total.N++
			return nil
		}); err != nil {
			return nil, err
		}
	}
	found := &logged{Total: total.N, Rows: []logLine{}}
	for next := ""; ; {
		size := 500
		if limit > 0 {
			size = min(size, limit-len(found.Rows))
		}
		page, err := community.Page(tx, w.Zone, filter, next, size)
		if err != nil {
			return nil, err
		}
		for _, a := range page.Rows {
			found.Rows = append(found.Rows, logLine{a, a.ChannelID})
		}
		if next = page.Next; next == "" || limit > 0 && len(found.Rows) >= limit {
			return found, nil
		}
	}
}
