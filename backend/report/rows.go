package report

import (
	"database/sql"
	"fmt"

	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/metric"
)

// measured is a row of table measurement that counts, as the data sheet needs it.
type measured struct {
	channel, metric, grain, day string
	value                       float64
	importID, file, who         string
	typed                       bool
}

// The primary key begins with channel, metric and grain: one seek for each finds
// the rows of two months among those of years.
const measuredRows = `SELECT m.day, m.value, m.import_id, m.import_id = '', m.who, coalesce(i.file, '')
	FROM measurement m LEFT JOIN import i ON i.id = m.import_id
	WHERE m.channel_id = ? AND m.metric = ? AND m.grain = ? AND m.day BETWEEN ? AND ? AND m.counts = 1 ORDER BY m.day`

// eachMeasured calls fn with every measurement of both months.
func (g *gathering) eachMeasured(fn func(*measured) error) error {
	for _, c := range g.channels {
		for _, m := range g.known.All() {
			if m.Level != metric.Channel || m.Kind == metric.Ratio {
				continue
			}
			for _, grain := range []string{"day", "week", "month"} {
				row := measured{channel: c.ID, metric: m.Key, grain: grain}
				err := g.tx.Rows(measuredRows, []any{c.ID, m.Key, grain, g.m.PreviousFrom, g.m.To}, func(r *sql.Rows) error {
					if err := r.Scan(&row.day, &row.value, &row.importID, &row.typed, &row.who, &row.file); err != nil {
						return err
					}
					return fn(&row)
				})
				if err != nil {
					return fmt.Errorf("read measurements: %w", err)
				}
			}
		}
	}
	return nil
}

// postsOfBoth chooses the posts of both months, in the order of publication.
func (g *gathering) postsOfBoth() content.Filter {
	return content.Filter{Brand: g.brand, From: g.m.PreviousFrom, To: g.m.To, Rising: true}
}

// eachActivity calls fn with how much of each kind and mood was logged on each
// channel in each month.
func (g *gathering) eachActivity(fn func(previous bool, c community.Cell) error) error {
	for _, span := range []struct {
		from, to string
		previous bool
	}{{g.m.From, g.m.To, false}, {g.m.PreviousFrom, g.m.PreviousTo, true}} {
		cells, err := community.Counts(g.tx, community.Scope{BrandID: g.brand, From: span.from, To: span.to, Zone: g.w.Zone})
		if err != nil {
			return err
		}
		for _, c := range cells {
			if err := fn(span.previous, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// add adds the rows of the data sheets up, so that formulas can be chosen.
func (g *gathering) add() error {
	s := g.sums
	err := g.eachMeasured(func(r *measured) error {
		k := measuredKey{r.channel, r.metric, r.grain, r.day < g.m.From}
		t := s.measured[k]
		s.measured[k] = tally{t.sum + r.value, t.n + 1}
		s.last[k] = lastRow{r.day, r.value}
		return nil
	})
	if err != nil {
		return err
	}
	err = content.Each(g.tx, g.postsOfBoth(), func(p content.Post) error {
		if _, in := s.labels[p.ChannelID]; !in {
			return nil
		}
		put := func(column string, value float64) {
			k := postKey{p.ChannelID, column, p.Day < g.m.From}
			t := s.posts[k]
			s.posts[k] = tally{t.sum + value, t.n + 1}
		}
		put("", 1)
		for key, value := range p.Metrics {
			if key != "engagements" {
				put(key, value)
			}
		}
		if p.Engagements != nil {
			put("engagements", *p.Engagements)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return g.eachActivity(func(previous bool, c community.Cell) error {
		put := func(mood string) {
			k := logKey{c.ChannelID, mood, previous}
			t := s.log[k]
			s.log[k] = tally{t.sum + float64(c.Quantity), t.n + 1}
		}
		put("")
		put(moodOf(c))
		return nil
	})
}

func moodOf(c community.Cell) string {
	if c.Sentiment == nil {
		return "unsaid"
	}
	return *c.Sentiment
}

// data gives the rows of the data sheets.
func (g *gathering) data() Data {
	language := string(g.words)
	return Data{
		Measurements: func(fn func(*Measurement) error) error {
			names, units := map[string]string{}, map[string]string{}
			for _, m := range g.known.All() {
				if m.Level == metric.Channel {
					names[m.Key] = m.Name(language)
					if units[m.Key] = g.words.t("unit." + m.Unit); m.Unit == metric.Money {
						units[m.Key] = g.w.Client.Currency
					}
				}
			}
			brands := map[string]string{}
			for i, c := range g.channels {
				brands[c.ID] = g.m.Channels[i].Brand
			}
			var one Measurement
			return g.eachMeasured(func(r *measured) error {
				one = Measurement{Brand: brands[r.channel], Channel: g.sums.labels[r.channel], Metric: names[r.metric], Day: r.day,
					Grain: r.grain, Previous: r.day < g.m.From, Value: r.value, Unit: units[r.metric], Source: r.file}
				if r.typed {
					one.Source = g.words.t("typed_by", r.who)
					if r.who == "" {
						one.Source = g.words.t("typed")
					}
				}
				return fn(&one)
			})
		},
		Posts: func(fn func(*PostRow) error) error {
			return content.Each(g.tx, g.postsOfBoth(), func(p content.Post) error {
				if _, in := g.sums.labels[p.ChannelID]; !in {
					return nil
				}
				return fn(&PostRow{g.post(p), p.Day < g.m.From})
			})
		},
		Activities: func(fn func(*Activity) error) error {
			return g.eachActivity(func(previous bool, c community.Cell) error {
				return fn(&Activity{Brand: g.brandOf(c.ChannelID), Channel: g.label(c.ChannelID), Kind: kindName(c.Kind, language),
					Sentiment: moodName(moodOf(c), language), Previous: previous, Entries: c.Entries, Quantity: c.Quantity})
			})
		},
	}
}

// label names a channel; one that was deleted since is named as such.
func (g *gathering) label(channel string) string {
	if label, in := g.sums.labels[channel]; in {
		return label
	}
	return g.words.t("removed_channels")
}
