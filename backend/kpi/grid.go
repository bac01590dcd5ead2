package kpi

import (
	"database/sql"
	"fmt"
	"slices"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// GridQuery asks for the cells of a grid of entry: every number of some metrics
// of some channels, span by span.
type GridQuery struct {
	Brand    string   `json:"brand"`    // id
	Channels []string `json:"channels"` // ids; none is every channel of the brand
	Metrics  []string `json:"metrics"`  // keys that Catalogue.Stored holds true for; none is every one
	Grain    string   `json:"grain"`    // day or month
	From     string   `json:"from"`     // days, both within the first and last span
	To       string   `json:"to"`
	Currency string   `json:"currency"` // the client's, of money that channels report
}

// GridCell is what is known of one channel, metric and span.
type GridCell struct {
	ChannelID string   `json:"channel_id"`
	Metric    string   `json:"metric"`
	Day       string   `json:"day"`      // the first of its span
	Value     *float64 `json:"value"`    // what the scorecard counts; nil when a unique value is known of no whole span
	Typed     *float64 `json:"typed"`    // of exactly the span
	Imported  *float64 `json:"imported"` // of exactly the span: the one that counts among imports
	Finer     bool     `json:"finer"`    // Value comes from days or weeks within the month
	File      string   `json:"file"`     // of the import that Imported is from
	Currency  string   `json:"currency"` // of Imported where it is money; "" is the client's
	Who       string   `json:"who"`      // who typed
	Note      string   `json:"note"`
}

// NumberGrid is a grid of entry: its spans, and those cells that hold anything,
// by channel, metric and day.
type NumberGrid struct {
	Spans []string   `json:"spans"` // the first day of each
	Cells []GridCell `json:"cells"`
}

// Grid reads the cells of a grid of entry with where each number comes from. A
// month shows what Numbers says of it, so that what days and weeks add up to
// stands beside what was typed for the whole month.
func Grid(tx *store.Tx, q GridQuery) (*NumberGrid, error) {
	if q.Grain != Day && q.Grain != Month {
		return nil, fault.Bad("grain", "kpi.grid_grain", q.Grain)
	}
	first, err := spanStart(q.Grain, q.From, tx.FirstDay)
	if err != nil {
		return nil, err
	}
	last, err := spanStart(q.Grain, q.To, tx.FirstDay)
	if err != nil {
		return nil, err
	}
	period := Span{first, spanOf(q.Grain, last).To}
	spans, err := split(period, q.Grain, tx.FirstDay)
	if err != nil {
		return nil, err
	}
	g := &NumberGrid{Spans: make([]string, len(spans)), Cells: []GridCell{}}
	for i, s := range spans {
		g.Spans[i] = s.From
	}
	channels, err := brand.Channels(tx, q.Brand)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, c := range channels {
		if len(q.Channels) == 0 || slices.Contains(q.Channels, c.ID) {
			ids = append(ids, c.ID)
		}
	}
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	keys := []string{}
	for _, m := range known.All() {
		if m.Level == metric.Channel && known.Stored(m.Key) && (len(q.Metrics) == 0 || slices.Contains(q.Metrics, m.Key)) {
			keys = append(keys, m.Key)
		}
	}
	if len(ids) == 0 || len(keys) == 0 {
		return g, nil
	}
	if err := g.own(tx, ids, keys, q.Grain, period); err != nil {
		return nil, fmt.Errorf("read a grid: %w", err)
	}
	if q.Grain == Month {
		if err := g.counted(tx, q, ids, keys, period); err != nil {
			return nil, fmt.Errorf("read a grid: %w", err)
		}
	}
	return g, nil
}

// own reads what was typed and imported for exactly the spans.
func (g *NumberGrid) own(tx *store.Tx, channels, keys []string, grain string, period Span) error {
	// In the order of winner: the first import of a cell is the one that counts among imports.
	return tx.Rows(channelByMetric+` SELECT c, m, x.day, x.value, x.counts, x.import_id = '', coalesce(i.file, ''), x.currency, x.who, x.note
		FROM c CROSS JOIN m CROSS JOIN measurement x LEFT JOIN import i ON i.id = x.import_id
		WHERE x.channel_id = c AND x.metric = m AND x.grain = ?3 AND x.day BETWEEN ?4 AND ?5
		ORDER BY c, m, x.day, x.import_id = '' DESC, x.as_of DESC, x.value DESC, x.import_id DESC`,
		[]any{asJSON(channels), asJSON(keys), grain, period.From, period.To}, func(r *sql.Rows) error {
			var one GridCell
			var value float64
			var counts, typed bool
			var file, currency, who, note string
			if err := r.Scan(&one.ChannelID, &one.Metric, &one.Day, &value, &counts, &typed, &file, &currency, &who, &note); err != nil {
				return err
			}
			n := len(g.Cells)
			if n == 0 || !g.Cells[n-1].same(one) {
				g.Cells = append(g.Cells, one)
				n++
			}
			at := &g.Cells[n-1]
			switch {
			case typed:
				at.Typed, at.Who, at.Note = &value, who, note
			case at.Imported == nil:
				at.Imported, at.File, at.Currency = &value, file, currency
			}
			if counts {
				at.Value = &value
			}
			return nil
		})
}

func (c *GridCell) same(other GridCell) bool {
	return c.ChannelID == other.ChannelID && c.Metric == other.Metric && c.Day == other.Day
}

// counted puts into each month what the scorecard counts, and adds the months
// that only days and weeks tell of.
func (g *NumberGrid) counted(tx *store.Tx, q GridQuery, channels, keys []string, period Span) error {
	named := make([]string, len(keys))
	for i, key := range keys {
		named[i] = metric.Channel + "." + key
	}
	rows, err := Numbers(tx, Query{Brand: q.Brand, Channels: channels, From: period.From, To: period.To, By: Month, Metrics: named, Currency: q.Currency})
	if err != nil {
		return err
	}
	type place struct{ channel, metric, day string }
	// A stock stands until the next is known: a month shows it only where it was told of within the month.
	told := map[place]bool{}
	err = tx.Rows(channelByMetric+` SELECT DISTINCT c, m, substr(iif(x.grain = 'week', date(x.day, '+6 days'), x.day), 1, 7) || '-01'
		FROM c CROSS JOIN m CROSS JOIN measurement x
		WHERE x.channel_id = c AND x.metric = m AND x.counts = 1 AND x.day BETWEEN date(?3, '-6 days') AND ?4`,
		[]any{asJSON(channels), asJSON(keys), period.From, period.To}, func(r *sql.Rows) error {
			var p place
			err := r.Scan(&p.channel, &p.metric, &p.day)
			told[p] = true
			return err
		})
	if err != nil {
		return err
	}
	at := map[place]int{}
	for i := range g.Cells {
		c := &g.Cells[i]
		at[place{c.ChannelID, c.Metric, c.Day}], c.Value = i, nil
	}
	for _, r := range rows {
		if r.ChannelID == nil || r.Value == nil {
			continue
		}
		p := place{*r.ChannelID, r.Metric, r.From}
		i, known := at[p]
		if !known {
			if !told[p] {
				continue
			}
			g.Cells = append(g.Cells, GridCell{ChannelID: p.channel, Metric: p.metric, Day: p.day})
			i = len(g.Cells) - 1
		}
		c := &g.Cells[i]
		c.Value = r.Value
		own := c.Typed
		if own == nil {
			own = c.Imported
		}
		c.Finer = own == nil || *own != *r.Value
	}
	return nil
}

// GridPlace names a typed number to clear.
type GridPlace struct {
	ChannelID string `json:"channel_id"`
	Metric    string `json:"metric"`
	Grain     string `json:"grain"`
	Day       string `json:"day"`
}

// Filling is what a person did to a grid at one go: typed, pasted, filled or
// emptied cells.
type Filling struct {
	Set   []Entry     `json:"set"`
	Clear []GridPlace `json:"clear"`
}

// Refusal says why one entry of a Filling was not written.
type Refusal struct {
	Index int // in Set
	Err   error
}

// Check says which entries could not be written, and why. It changes nothing.
func Check(tx *store.Tx, all []Entry) ([]Refusal, error) {
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	refused := []Refusal{}
	for i, e := range all {
		if err := e.settle(tx, known); fault.Of(err) != nil {
			refused = append(refused, Refusal{i, err})
		} else if err != nil {
			return nil, err
		}
	}
	return refused, nil
}

// Fill writes a filling as one action. An entry that cannot be is left out, and
// why comes back; the others are written. To clear what was not typed changes
// nothing.
func Fill(tx *store.Tx, f Filling) ([]Refusal, error) {
	refused, err := Check(tx, f.Set)
	if err != nil {
		return nil, err
	}
	bad := map[int]bool{}
	for _, r := range refused {
		bad[r.Index] = true
	}
	good := make([]Entry, 0, len(f.Set))
	for i, e := range f.Set {
		if !bad[i] {
			good = append(good, e)
		}
	}
	if err := SetAll(tx, good); err != nil {
		return nil, err
	}
	cleared, last := 0, ""
	for _, p := range f.Clear {
		done, err := unset(tx, p)
		if err != nil {
			return nil, err
		}
		if done {
			cleared, last = cleared+1, p.Day
		}
	}
	switch {
	case cleared > 0 && len(good) > 0:
		tx.Label("kpi.did_fill", len(good), cleared)
	case cleared > 1:
		tx.Label("kpi.did_clear_all", cleared)
	case cleared == 1:
		tx.Label("kpi.did_clear", last)
	}
	return refused, nil
}
