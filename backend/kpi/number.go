// Package kpi is where numbers are typed, elected, asked for and compared with
// targets. Numbers is the one query of them: screens, workbooks and the command
// line all ask it, so the same filter gives the same number in all three.
package kpi

import (
	"slices"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// Query asks for numbers.
type Query struct {
	Brand    string   `json:"brand"`    // id; "" is every brand
	Channels []string `json:"channels"` // ids: only these, and no rows of brands
	From     string   `json:"from"`     // days, both within the period
	To       string   `json:"to"`
	By       string   `json:"by"`       // day, week, month, quarter or total ("")
	Metrics  []string `json:"metrics"`  // keys, or level.key; none is every series with a value in the period
	Currency string   `json:"currency"` // the client's, of money that channels report
}

// Row is one number: of a channel, or of a whole brand where Channel is nil.
type Row struct {
	BrandID   string   `json:"brand_id"`
	Brand     string   `json:"brand"` // its name
	ChannelID *string  `json:"channel_id"`
	Channel   *string  `json:"channel"` // platform:handle
	Metric    string   `json:"metric"`
	Level     string   `json:"level"`
	Kind      string   `json:"kind"`
	Unit      string   `json:"unit"`
	Direction string   `json:"direction"`
	Decimals  *int     `json:"decimals,omitempty"` // of an own metric; nil: as its unit has
	Currency  string   `json:"currency,omitempty"` // of money; "" also where several meet and nothing is added
	From      string   `json:"from"`
	To        string   `json:"to"`
	Value     *float64 `json:"value"`           // nil is missing
	N         *int     `json:"n,omitempty"`     // size of the sample, of ratios over posts and the log
	Parts     []Part   `json:"parts,omitempty"` // of a ratio with a value: the sums it was made of
	Seen      string   `json:"seen,omitempty"`  // of a last value from before From: the day it is of; of a brand, the first of its channels' days
	Break     bool     `json:"break,omitempty"` // impressions and views both stand within the span: the series is not one

	money string // the currency of those parts that are money
}

// Part is a sum that a ratio was made of.
type Part struct {
	Metric string  `json:"metric"`
	Value  float64 `json:"value"`
	Minus  bool    `json:"minus,omitempty"`
	Start  bool    `json:"start,omitempty"` // as it was before the span
	Under  bool    `json:"under,omitempty"` // in the divisor

	Level   string `json:"level,omitempty"`   // "" is that of the ratio
	Instead string `json:"instead,omitempty"` // the metric whose place it takes, at least in one channel, because that has no numbers
	Site    bool   `json:"site,omitempty"`    // as the site's own analytics tell it; accounts of ads claim the same sales and are left out
}

// at is the level of a part of a ratio at a level.
func (p Part) at(level string) string { return metric.Term{Level: p.Level}.At(level) }

// Numbers answers a query. Rows come by brand (the oldest first), metric (in the
// order of the catalogue), the brand's own row before its channels, and span.
// Where metrics are not named, a series has rows where it has a value; where they
// are named, every channel has, and of a metric at several levels those with
// values. It follows shared rules:
//
//   - a flow adds over days and channels; a week or month counts where it lies in
//     the span whole and nothing finer is known within it;
//   - a stock is the last value on or before the end of the span, added over
//     channels;
//   - a unique value is only what a source gave for exactly the span, and never
//     adds over channels or posts;
//   - a lifetime number adds over the posts published in the span;
//   - a ratio is worked out from the sums of its parts, over the channels (and
//     posts) that have every part; one whose Formula is Apart from the sums over
//     all channels;
//   - what is missing is nil, never 0.
func Numbers(tx *store.Tx, q Query) ([]Row, error) {
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	return numbers(tx, known, q)
}

func numbers(tx *store.Tx, known *metric.Catalogue, q Query) ([]Row, error) {
	spans, err := split(Span{q.From, q.To}, q.By, tx.FirstDay)
	if err != nil {
		return nil, err
	}
	asked, err := series(known, q.Metrics)
	if err != nil {
		return nil, err
	}
	scopes, err := scopesOf(tx, q)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, s := range scopes {
		for _, c := range s.channels {
			ids = append(ids, c.ID)
		}
	}
	g := newGrid(tx, known, ids, spans, q.By, q.Currency)
	for _, m := range asked {
		g.need(m)
	}
	if err := g.read(); err != nil {
		return nil, err
	}
	rows := []Row{}
	for _, s := range scopes {
		rows = append(rows, s.rows(g, q, asked)...)
	}
	return rows, nil
}

// series lists what is asked for in the catalogue's order.
func series(known *metric.Catalogue, names []string) ([]*metric.Metric, error) {
	if len(names) == 0 {
		return known.All(), nil
	}
	chosen := map[*metric.Metric]bool{}
	for _, name := range names {
		found, err := known.Match(name)
		if err != nil {
			return nil, err
		}
		for _, m := range found {
			chosen[m] = true
		}
	}
	var asked []*metric.Metric
	for _, m := range known.All() {
		if chosen[m] {
			asked = append(asked, m)
		}
	}
	return asked, nil
}

// scope is a brand and those of its channels that are asked for.
type scope struct {
	brand    brand.Brand
	channels []brand.Channel
	whole    bool // all its channels: the brand has a row of its own
}

func scopesOf(tx *store.Tx, q Query) ([]scope, error) {
	var brands []brand.Brand
	if q.Brand == "" {
		all, err := brand.Brands(tx)
		if err != nil {
			return nil, err
		}
		brands = all
	} else {
		b, err := store.Find[brand.Brand](tx, q.Brand)
		if err != nil {
			return nil, err
		}
		brands = []brand.Brand{*b}
	}
	channels, err := brand.Channels(tx, q.Brand)
	if err != nil {
		return nil, err
	}
	scopes := []scope{}
	for _, b := range brands {
		s := scope{brand: b, whole: len(q.Channels) == 0}
		for _, c := range channels {
			if c.BrandID == b.ID && (s.whole || slices.Contains(q.Channels, c.ID)) {
				s.channels = append(s.channels, c)
			}
		}
		if s.whole || len(s.channels) > 0 {
			scopes = append(scopes, s)
		}
	}
	return scopes, nil
}

// rows of a scope.
func (s scope) rows(g *grid, q Query, asked []*metric.Metric) []Row {
	type block struct {
		metric *metric.Metric
		rows   []Row
	}
	var blocks []block
	valued := map[string]bool{} // keys that have a value at some level
	for _, m := range asked {
		rows := make([]Row, 0, (len(s.channels)+1)*len(g.spans))
		any := false
		channels := make([][]figure, len(s.channels))
		for i, c := range s.channels {
			channels[i] = make([]figure, len(g.spans))
			for span := range g.spans {
				channels[i][span] = g.figure(m, c.ID, span)
			}
		}
		if s.whole {
			whole := make([]figure, len(g.spans))
			for span := range g.spans {
				of := make([]figure, len(channels))
				for i := range channels {
					of[i] = channels[i][span]
				}
				whole[span] = g.together(m, s.channels, of, span)
			}
			any = known(whole)
			rows = append(rows, s.lines(g, m, nil, whole)...)
		}
		for i := range s.channels {
			has := known(channels[i])
			any = any || has
			if has || len(q.Metrics) > 0 {
				rows = append(rows, s.lines(g, m, &s.channels[i], channels[i])...)
			}
		}
		valued[m.Key] = valued[m.Key] || any
		if any || len(q.Metrics) > 0 {
			blocks = append(blocks, block{m, rows})
		}
		if !any && len(q.Metrics) > 0 {
			blocks[len(blocks)-1].metric = nil // kept only where no level has a value
		}
	}
	most := 0
	for _, b := range blocks {
		most += len(b.rows)
	}
	rows := make([]Row, 0, most)
	shown := map[string]bool{}
	for _, b := range blocks {
		if len(b.rows) == 0 {
			continue
		}
		key := b.rows[0].Metric
		if b.metric == nil && (valued[key] || shown[key]) {
			continue
		}
		shown[key] = true
		rows = append(rows, b.rows...)
	}
	return rows
}

func known(all []figure) bool {
	return slices.ContainsFunc(all, func(f figure) bool { return f.value != nil })
}

// lines are the rows of one series of a channel, or of the brand.
func (s scope) lines(g *grid, m *metric.Metric, channel *brand.Channel, figures []figure) []Row {
	rows := make([]Row, len(figures))
	for i, f := range figures {
		rows[i] = Row{
			BrandID: s.brand.ID, Brand: s.brand.Name, Metric: m.Key, Level: m.Level, Kind: m.Kind, Unit: m.Unit, Direction: m.Direction, Decimals: m.Decimals,
			Currency: f.currency, From: g.spans[i].From, To: g.spans[i].To, Value: f.value, N: f.n, Seen: f.seen, Break: f.broken, money: f.money,
		}
		if f.value != nil {
			rows[i].Parts = f.parts
		}
		if channel != nil {
			name := channel.Platform + ":" + channel.Handle
			rows[i].ChannelID, rows[i].Channel = &channel.ID, &name
		}
	}
	return rows
}
