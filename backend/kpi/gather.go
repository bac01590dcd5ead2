package kpi

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// cell is the number of one series of one channel in one span.
type cell struct {
	value    float64
	known    bool
	currency string // of money, "" otherwise
	mixed    bool   // several currencies: there is no one value
	seen     string // of a last value from before the span: the day it is of
}

// at says which numbers a grid holds: of the metric (its ID) of a channel.
type at struct {
	channel string
	series  string
}

// pair is both sides of a ratio over the same posts.
type pair struct {
	over, under float64
	n           int
}

// grid is what was read for a query: one cell a span for each series that has
// numbers.
type grid struct {
	tx       *store.Tx
	known    *metric.Catalogue
	channels []string
	spans    []Span
	by       string
	cells    map[at][]cell
	before   map[at][]cell             // stocks as they were before each span began
	pairs    map[at][]pair             // of ratios over posts; the series is "ID:divisor"
	times    map[string][][]int64      // first responses in ms, by channel and span, sorted
	spanOf   map[string]int            // by the key of a bucket
	wanted   map[string]map[string]int // level to keys that are needed
	coarser  bool                      // some number of the file is of a week or month
	hasRuns  bool                      // and some of a run of days that is neither
	own      string                    // the client's currency
	summed   map[spot]bool             // where a total cost was added from its parts
	cut      map[spot]bool             // where some cost is of a longer run of days
}

func newGrid(tx *store.Tx, known *metric.Catalogue, channels []string, spans []Span, by, own string) *grid {
	g := &grid{tx: tx, known: known, channels: channels, spans: spans, by: by, own: own, cells: map[at][]cell{}, before: map[at][]cell{},
		pairs: map[at][]pair{}, times: map[string][][]int64{}, spanOf: map[string]int{}, wanted: map[string]map[string]int{}, summed: map[spot]bool{}, cut: map[spot]bool{}}
	for i, s := range spans {
		g.spanOf[g.bucket(s.From)] = i
	}
	return g
}

// bucket is the key of the span that a day lies in; buckets in SQL give the same.
func (g *grid) bucket(day string) string {
	switch g.by {
	case Day:
		return day
	case Week:
		start, err := spanStart(Week, day, g.tx.FirstDay)
		if err != nil {
			return ""
		}
		return start
	case Month:
		return day[:7]
	case Quarter:
		t, err := time.Parse(time.DateOnly, day)
		if err != nil {
			return ""
		}
		return fmt.Sprintf("%04d-Q%d", t.Year(), (int(t.Month())+2)/3)
	}
	return ""
}

// buckets is bucket as SQL over a column of days.
func (g *grid) buckets(column string) string {
	switch g.by {
	case Day:
		return column
	case Week:
		return fmt.Sprintf("date(%s, '-6 days', 'weekday %d')", column, g.tx.FirstDay)
	case Month:
		return "substr(" + column + ", 1, 7)"
	case Quarter:
		return "substr(" + column + ", 1, 4) || '-Q' || (CAST(substr(" + column + ", 6, 2) AS INTEGER) + 2) / 3"
	}
	return "''"
}

func (g *grid) period() Span { return Span{g.spans[0].From, g.spans[len(g.spans)-1].To} }

// brands tells which brand each channel is of.
func (g *grid) brands() (map[string]string, error) {
	brands := map[string]string{}
	err := g.tx.Rows("SELECT id, brand_id FROM channel WHERE id IN (SELECT value FROM json_each(?))", []any{asJSON(g.channels)}, func(r *sql.Rows) error {
		var channel, brand string
		err := r.Scan(&channel, &brand)
		brands[channel] = brand
		return err
	})
	return brands, err
}

// need notes that a metric's numbers are to be read, and those of its parts.
func (g *grid) need(m *metric.Metric) {
	if g.wanted[m.Level] == nil {
		g.wanted[m.Level] = map[string]int{}
	}
	g.wanted[m.Level][m.Key]++
	if m.Key == metric.ConversionValue && m.Level == metric.Channel {
		g.need(g.known.Find("conversions", metric.Channel))
	}
	if m.Key == metric.TotalCost && m.Level == metric.Channel {
		for _, part := range metric.CostParts {
			g.need(g.known.Find(part, metric.Channel))
		}
	}
	if m.Formula == nil {
		return
	}
	for _, t := range m.Terms() {
		for _, key := range []string{t.Metric, t.Or, t.Else} {
			if part := g.known.Find(key, t.At(m.Level)); part != nil {
				g.need(part)
			}
		}
	}
}

// keys lists the needed keys of a level and kind in the catalogue's order.
func (g *grid) keys(level string, kinds ...string) []string {
	var keys []string
	for _, m := range g.known.All() {
		if m.Level == level && slices.Contains(kinds, m.Kind) && g.wanted[level][m.Key] > 0 {
			keys = append(keys, m.Key)
		}
	}
	return keys
}

// set writes one cell.
func (g *grid) set(cells map[at][]cell, channel, series string, span int, c cell) {
	key := at{channel, series}
	if cells[key] == nil {
		cells[key] = make([]cell, len(g.spans))
	}
	cells[key][span] = c
}

func (g *grid) add(channel, series string, span int, v float64) {
	key := at{channel, series}
	cells := g.cells[key]
	if cells == nil {
		cells = make([]cell, len(g.spans))
		g.cells[key] = cells
	}
	cells[span] = cell{value: cells[span].value + v, known: true}
}

// get is the value of a cell, nil when it is missing.
func get(cells map[at][]cell, channel, series string, span int) *float64 {
	row := cells[at{channel, series}]
	if row == nil || !row[span].known || row[span].mixed {
		return nil
	}
	return &row[span].value
}

// seen is the day of a last value that is from before the span, else "".
func (g *grid) seen(channel, series string, span int) string {
	if row := g.cells[at{channel, series}]; row != nil && row[span].known {
		return row[span].seen
	}
	return ""
}

// read fills the grid with what is needed.
func (g *grid) read() error {
	if len(g.channels) == 0 {
		return nil
	}
	for _, step := range []func() error{g.grains, g.flows, g.coarse, g.runs, g.currencies, g.uniques, g.uniqueRuns, g.stocks, g.posts, g.log, g.responses, g.conversionValues, g.costs, g.rivals} {
		if err := step(); err != nil {
			return fmt.Errorf("read numbers: %w", err)
		}
	}
	return nil
}

// asJSON is a list as an argument for json_each, so that one statement serves
// lists of any length.
func asJSON(list any) string {
	raw, err := json.Marshal(list)
	if err != nil {
		return "[]"
	}
	return string(raw)
}

const channelByMetric = `WITH c(c) AS MATERIALIZED (SELECT value FROM json_each(?1)), m(m) AS MATERIALIZED (SELECT value FROM json_each(?2))`

// grains learns whether there is any number that is not of a day: in many files
// there is none, and one look saves a search for each channel and metric.
func (g *grid) grains() (err error) {
	var one int
	g.coarser, err = g.tx.Get("SELECT 1 FROM measurement INDEXED BY measurement_coarse WHERE grain <> 'day' LIMIT 1", nil, &one)
	if err != nil {
		return err
	}
	g.hasRuns, err = g.tx.Get("SELECT 1 FROM span_measurement LIMIT 1", nil, &one)
	return err
}
