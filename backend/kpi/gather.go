package kpi

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// cell is the number of one series of one channel in one span.
type cell struct {
	value    float64
	known    bool
	currency string // of money, "" otherwise
	mixed    bool   // several currencies: there is no one value
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
}

func newGrid(tx *store.Tx, known *metric.Catalogue, channels []string, spans []Span, by string) *grid {
	g := &grid{tx: tx, known: known, channels: channels, spans: spans, by: by, cells: map[at][]cell{}, before: map[at][]cell{},
		pairs: map[at][]pair{}, times: map[string][][]int64{}, spanOf: map[string]int{}, wanted: map[string]map[string]int{}}
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
		start, err := spanStart(Week, day)
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
		return "date(" + column + ", '-6 days', 'weekday 1')"
	case Month:
		return "substr(" + column + ", 1, 7)"
	case Quarter:
		return "substr(" + column + ", 1, 4) || '-Q' || (CAST(substr(" + column + ", 6, 2) AS INTEGER) + 2) / 3"
	}
	return "''"
}

func (g *grid) period() Span { return Span{g.spans[0].From, g.spans[len(g.spans)-1].To} }

// need notes that a metric's numbers are to be read, and those of its parts.
func (g *grid) need(m *metric.Metric) {
	if g.wanted[m.Level] == nil {
		g.wanted[m.Level] = map[string]int{}
	}
	g.wanted[m.Level][m.Key]++
	if m.Key == metric.ConversionValue && m.Level == metric.Channel {
		g.need(g.known.Find("conversions", metric.Channel))
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

// read fills the grid with what is needed.
func (g *grid) read() error {
	if len(g.channels) == 0 {
		return nil
	}
	for _, step := range []func() error{g.grains, g.flows, g.coarse, g.runs, g.currencies, g.uniques, g.uniqueRuns, g.stocks, g.posts, g.log, g.responses, g.conversionValues, g.rivals} {
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

// flows adds the days of each span: one seek for each channel, metric and span.
func (g *grid) flows() error {
	keys := g.keys(metric.Channel, metric.Flow)
	if len(keys) == 0 {
		return nil
	}
	if g.by == Day {
		period := g.period()
		return g.tx.Rows(channelByMetric+` SELECT c, m, x.day, x.value FROM c CROSS JOIN m CROSS JOIN measurement x
			WHERE x.channel_id = c AND x.metric = m AND x.grain = 'day' AND x.day BETWEEN ?3 AND ?4 AND x.counts = 1`,
			[]any{asJSON(g.channels), asJSON(keys), period.From, period.To}, func(r *sql.Rows) error {
				var channel, key, day string
				var v float64
				err := r.Scan(&channel, &key, &day, &v)
				if span, ok := g.spanOf[day]; ok {
					g.add(channel, metric.Channel+"."+key, span, v)
				}
				return err
			})
	}
	if len(g.spans) <= fewSpans {
		return g.flowsAbreast(keys)
	}
	spans := make([][3]any, len(g.spans))
	for i, s := range g.spans {
		spans[i] = [3]any{i, s.From, s.To}
	}
	return g.tx.Rows(channelByMetric+`, s(i, a, b) AS MATERIALIZED (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?3))
		SELECT c, m, i, (SELECT sum(x.value) FROM measurement x
			WHERE x.channel_id = c AND x.metric = m AND x.grain = 'day' AND x.day BETWEEN s.a AND s.b AND x.counts = 1)
			FROM c CROSS JOIN m CROSS JOIN s`,
		[]any{asJSON(g.channels), asJSON(keys), asJSON(spans)}, func(r *sql.Rows) error {
			var channel, key string
			var span int
			var v *float64
			if err := r.Scan(&channel, &key, &span, &v); err != nil || v == nil {
				return err
			}
			g.add(channel, metric.Channel+"."+key, span, *v)
			return nil
		})
}

// fewSpans is up to how many spans stand beside each other in one row, which takes
// a third less than a row for each.
const fewSpans = 4

// flowsAbreast is flows with a column for each of a few spans.
func (g *grid) flowsAbreast(keys []string) error {
	var sums strings.Builder
	args := []any{asJSON(g.channels), asJSON(keys)}
	for _, s := range g.spans {
		n := len(args) + 1
		fmt.Fprintf(&sums, `, (SELECT sum(x.value) FROM measurement x
			WHERE x.channel_id = c AND x.metric = m AND x.grain = 'day' AND x.day BETWEEN ?%d AND ?%d AND x.counts = 1)`, n, n+1)
		args = append(args, s.From, s.To)
	}
	series := make([]string, len(keys))
	for i, key := range keys {
		series[i] = metric.Channel + "." + key
	}
	values := make([]*float64, len(g.spans))
	var channel, key int
	into := []any{&channel, &key}
	for i := range values {
		into = append(into, &values[i])
	}
	return g.tx.Rows(`WITH c(i, c) AS MATERIALIZED (SELECT key, value FROM json_each(?1)), m(k, m) AS MATERIALIZED (SELECT key, value FROM json_each(?2))
		SELECT i, k`+sums.String()+` FROM c CROSS JOIN m`, args, func(r *sql.Rows) error {
		clear(values)
		if err := r.Scan(into...); err != nil {
			return err
		}
		for span, v := range values {
			if v != nil {
				g.add(g.channels[channel], series[key], span, *v)
			}
		}
		return nil
	})
}

// coarse adds the weeks and months that lie in a span whole and have no finer
// numbers within them. A week across the end of a month that counts is left
// out: its days would count twice.
func (g *grid) coarse() error {
	keys := g.keys(metric.Channel, metric.Flow)
	if len(keys) == 0 || g.by == Day || !g.coarser {
		return nil
	}
	type row struct {
		key   at
		span  int
		grain string
		days  Span
		value float64
	}
	var rows []row
	period := g.period()
	// After days come months and weeks in the key: one seek finds whether there are any.
	err := g.tx.Rows(channelByMetric+` SELECT c, m, x.grain, x.day, x.value FROM c CROSS JOIN m CROSS JOIN measurement x
		WHERE x.channel_id = c AND x.metric = m AND x.grain > 'day' AND x.day BETWEEN ?3 AND ?4 AND x.counts = 1
		AND NOT EXISTS (SELECT 1 FROM measurement d WHERE d.channel_id = c AND d.metric = m AND d.grain = 'day' AND d.counts = 1
			AND d.day BETWEEN x.day AND date(x.day, iif(x.grain = 'week', '+6 days', '+1 month'), iif(x.grain = 'week', '+0 days', '-1 day')))
		AND (x.grain = 'week' OR NOT EXISTS (SELECT 1 FROM measurement w WHERE w.channel_id = c AND w.metric = m AND w.grain = 'week' AND w.counts = 1
			AND w.day BETWEEN x.day AND date(x.day, '+1 month', '-7 days')))`,
		[]any{asJSON(g.channels), asJSON(keys), period.From, period.To}, func(r *sql.Rows) error {
			var channel, key, grain, day string
			var v float64
			if err := r.Scan(&channel, &key, &grain, &day, &v); err != nil {
				return err
			}
			days := spanOf(grain, day)
			span, ok := g.spanOf[g.bucket(day)]
			if ok && days.within(g.spans[span]) {
				rows = append(rows, row{at{channel, metric.Channel + "." + key}, span, grain, days, v})
			}
			return nil
		})
	if err != nil {
		return err
	}
	months := map[at][]Span{}
	for _, r := range rows {
		if r.grain == Month {
			months[r.key] = append(months[r.key], r.days)
		}
	}
	for _, r := range rows {
		if r.grain == Week && slices.ContainsFunc(months[r.key], r.days.overlaps) {
			continue
		}
		g.add(r.key.channel, r.key.series, r.span, r.value)
	}
	return nil
}

// uniques reads what a source gave for exactly a span.
func (g *grid) uniques() error {
	keys := g.keys(metric.Channel, metric.Unique)
	if len(keys) == 0 {
		return nil
	}
	spans := [][3]any{}
	for i, s := range g.spans {
		for _, grain := range s.exact() {
			if grain != Day && !g.coarser {
				continue
			}
			spans = append(spans, [3]any{i, grain, s.From})
		}
	}
	if len(spans) == 0 {
		return nil
	}
	return g.tx.Rows(channelByMetric+`, s(i, g, a) AS MATERIALIZED (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?3))
		SELECT c, m, i, x.value FROM c CROSS JOIN m CROSS JOIN s CROSS JOIN measurement x
		WHERE x.channel_id = c AND x.metric = m AND x.grain = s.g AND x.day = s.a AND x.counts = 1`,
		[]any{asJSON(g.channels), asJSON(keys), asJSON(spans)}, func(r *sql.Rows) error {
			var channel, key string
			var span int
			var v float64
			err := r.Scan(&channel, &key, &span, &v)
			g.set(g.cells, channel, metric.Channel+"."+key, span, cell{value: v, known: true})
			return err
		})
}

// stocks reads the last value on or before the end of each span, and before its
// start. A week's or month's value stands at its last day; of two of one day the
// finer counts.
func (g *grid) stocks() error {
	keys := g.keys(metric.Channel, metric.Stock)
	if len(keys) == 0 {
		return nil
	}
	const beforeFirst = -1
	type point struct {
		key   at
		index int // of a span, or beforeFirst
	}
	limits := [][3]any{}
	limit := func(i int, end time.Time) {
		limits = append(limits, [3]any{i, Day, text(end)})
		if !g.coarser {
			return
		}
		after := end.AddDate(0, 0, 1)
		limits = append(limits, [3]any{i, Week, text(end.AddDate(0, 0, -6))},
			[3]any{i, Month, text(after.AddDate(0, -1, 1-after.Day()))})
	}
	for i, s := range g.spans {
		from, err := parseDay("from", s.From)
		if err != nil {
			return err
		}
		to, err := parseDay("to", s.To)
		if err != nil {
			return err
		}
		limit(i, to)
		if i == 0 {
			limit(beforeFirst, from.AddDate(0, 0, -1))
		}
	}
	newest := map[point]string{}
	grains := []string{Day, Week, Month}
	err := g.tx.Rows(channelByMetric+`, s(i, g, b) AS MATERIALIZED (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?3))
		SELECT c, m, i, g, x.day, x.value FROM c CROSS JOIN m CROSS JOIN s CROSS JOIN measurement x
		WHERE x.channel_id = c AND x.metric = m AND x.grain = s.g AND x.counts = 1
		AND x.day = (SELECT y.day FROM measurement y WHERE y.channel_id = c AND y.metric = m AND y.grain = s.g AND y.counts = 1
			AND y.day <= s.b ORDER BY y.day DESC LIMIT 1)`,
		[]any{asJSON(g.channels), asJSON(keys), asJSON(limits)}, func(r *sql.Rows) error {
			var channel, key, grain, day string
			var index int
			var v float64
			if err := r.Scan(&channel, &key, &index, &grain, &day, &v); err != nil {
				return err
			}
			series := metric.Channel + "." + key
			// Of two of one day the finer is taken as the newer.
			age := spanOf(grain, day).To + string(rune('9'-slices.Index(grains, grain)))
			p := point{at{channel, series}, index}
			if age <= newest[p] {
				return nil
			}
			newest[p] = age
			if index == beforeFirst {
				g.set(g.before, channel, series, 0, cell{value: v, known: true})
			} else {
				g.set(g.cells, channel, series, index, cell{value: v, known: true})
			}
			return nil
		})
	// A span begins where the one before it ends.
	for p := range newest {
		if p.index >= 0 && p.index+1 < len(g.spans) {
			g.set(g.before, p.key.channel, p.key.series, p.index+1, g.cells[p.key][p.index])
		}
	}
	return err
}

// column is a number of a post as SQL.
func column(key string) string {
	switch key {
	case "engagements":
		return "(" + content.Engagements + ")"
	case "posts":
		return "1"
	}
	return key
}

// divisors are the metrics that can divide a ratio over posts.
func divisors(m *metric.Metric) []string {
	if m.Formula == nil || len(m.Formula.Over) != 1 || len(m.Formula.Under) != 1 {
		return nil
	}
	t := m.Formula.Under[0]
	if t.Or != "" {
		return []string{t.Metric, t.Or}
	}
	return []string{t.Metric}
}

// posts adds the posts published in each span. The two sides of a ratio are
// added over the posts that have both.
func (g *grid) posts() error {
	if len(g.wanted[metric.Post]) == 0 {
		return nil
	}
	keys := g.keys(metric.Post, metric.Flow, metric.Lifetime)
	columns := []string{"count(*)", "count(DISTINCT iif(revenue IS NULL, NULL, currency))", "coalesce(max(iif(revenue IS NULL, NULL, currency)), '')"}
	for _, key := range keys {
		columns = append(columns, "sum("+column(key)+")")
	}
	type side struct{ series, over, under string }
	var sides []side
	for _, m := range g.known.All() {
		if m.Level != metric.Post || g.wanted[metric.Post][m.Key] == 0 {
			continue
		}
		for _, under := range divisors(m) {
			if d := g.known.Find(under, metric.Post); d == nil || d.Kind == metric.Unique {
				continue // known of one post only
			}
			a, b := column(m.Formula.Over[0].Metric), column(under)
			both := a + " IS NOT NULL AND " + b + " IS NOT NULL"
			sides = append(sides, side{m.ID() + ":" + under, a, b})
			columns = append(columns, "sum(iif("+both+", "+a+", NULL))", "sum(iif("+both+", "+b+", NULL))", "sum("+both+")")
		}
	}
	period := g.period()
	return g.tx.Rows(`SELECT c.value, `+g.buckets("p.day")+` AS bucket, `+strings.Join(columns, ", ")+`
		FROM json_each(?1) c CROSS JOIN post p WHERE p.channel_id = c.value AND p.day BETWEEN ?2 AND ?3 AND p.deleted_at IS NULL
		GROUP BY c.value, bucket`,
		[]any{asJSON(g.channels), period.From, period.To}, func(r *sql.Rows) error {
			var channel, bucket, currency string
			var posts, currencies int
			sums := make([]*float64, len(keys)+3*len(sides))
			dest := []any{&channel, &bucket, &posts, &currencies, &currency}
			for i := range sums {
				dest = append(dest, &sums[i])
			}
			if err := r.Scan(dest...); err != nil {
				return err
			}
			span, ok := g.spanOf[bucket]
			if !ok {
				return nil
			}
			for i, key := range keys {
				if sums[i] == nil {
					continue
				}
				c := cell{value: *sums[i], known: true}
				if key == "revenue" {
					if c.mixed = currencies > 1; !c.mixed {
						c.currency = currency
					}
				}
				g.set(g.cells, channel, metric.Post+"."+key, span, c)
			}
			for i, s := range sides {
				three := sums[len(keys)+3*i:]
				if three[0] == nil || three[1] == nil {
					continue
				}
				key := at{channel, s.series}
				if g.pairs[key] == nil {
					g.pairs[key] = make([]pair, len(g.spans))
				}
				g.pairs[key][span] = pair{*three[0], *three[1], int(*three[2])}
			}
			return nil
		})
}

// logColumns are the counts of the community log as SQL. Where some items have
// a sentiment, or need an answer, none of a kind is 0; where no item has, all
// are missing.
var logColumns = map[string]string{
	"activities":    "sum(quantity)",
	"to_answer":     "sum(iif(due IS NOT NULL, quantity, NULL))",
	"answered":      "iif(count(due) > 0, total(iif(due > 0, quantity, 0)), NULL)",
	"positive":      "iif(count(sentiment) > 0, total(iif(sentiment = 1, quantity, 0)), NULL)",
	"neutral":       "iif(count(sentiment) > 0, total(iif(sentiment = 0, quantity, 0)), NULL)",
	"negative":      "iif(count(sentiment) > 0, total(iif(sentiment = -1, quantity, 0)), NULL)",
	"minutes_spent": "sum(minutes)",
}

// around is a range of instants that holds every day of a period in any zone:
// it lets the index on instants find them.
func (s Span) around() (from, to int64) {
	a, err1 := time.Parse(time.DateOnly, s.From)
	b, err2 := time.Parse(time.DateOnly, s.To)
	if err1 != nil || err2 != nil {
		return 0, math.MaxInt64
	}
	return a.AddDate(0, 0, -1).UnixMilli(), b.AddDate(0, 0, 2).UnixMilli()
}

// log adds what was logged.
func (g *grid) log() error {
	keys := g.keys(metric.Log, metric.Flow)
	if len(keys) == 0 {
		return nil
	}
	var columns []string
	for _, key := range keys {
		columns = append(columns, logColumns[key])
	}
	period := g.period()
	from, to := period.around()
	return g.tx.Rows(`SELECT c.value, `+g.buckets("a.day")+` AS bucket, `+strings.Join(columns, ", ")+`
		FROM json_each(?1) c CROSS JOIN activity a WHERE a.channel_id = c.value AND a.occurred_at BETWEEN ?4 AND ?5
		AND a.day BETWEEN ?2 AND ?3 AND a.deleted_at IS NULL GROUP BY c.value, bucket`,
		[]any{asJSON(g.channels), period.From, period.To, from, to}, func(r *sql.Rows) error {
			var channel, bucket string
			sums := make([]*float64, len(keys))
			dest := []any{&channel, &bucket}
			for i := range sums {
				dest = append(dest, &sums[i])
			}
			if err := r.Scan(dest...); err != nil {
				return err
			}
			if span, ok := g.spanOf[bucket]; ok {
				for i, key := range keys {
					if sums[i] != nil {
						g.set(g.cells, channel, metric.Log+"."+key, span, cell{value: *sums[i], known: true})
					}
				}
			}
			return nil
		})
}

// timeKeys are the metrics of first responses.
var timeKeys = []string{"first_response_time", "first_response_time_p90", "first_response_time_mean"}

// responses reads how long each first response took.
func (g *grid) responses() error {
	if !slices.ContainsFunc(timeKeys, func(key string) bool { return g.wanted[metric.Log][key] > 0 }) {
		return nil
	}
	period := g.period()
	query, args := `SELECT c.value, `+g.buckets("a.day")+`, a.resp_ms FROM json_each(?1) c CROSS JOIN activity a
		WHERE a.channel_id = c.value AND a.occurred_at BETWEEN ?4 AND ?5 AND a.day BETWEEN ?2 AND ?3
		AND a.resp_ms IS NOT NULL AND a.deleted_at IS NULL`, []any{asJSON(g.channels), period.From, period.To}
	from, to := period.around()
	args = append(args, from, to)
	if (g.by == Month || len(g.spans) == 1) && slices.Contains(period.exact(), Month) {
		// One whole month: its index holds everything.
		query = `SELECT a.channel_id, '` + g.bucket(period.From) + `', a.resp_ms FROM activity a
			WHERE a.ym = ?2 AND a.channel_id IN (SELECT value FROM json_each(?1)) AND a.resp_ms IS NOT NULL AND a.deleted_at IS NULL`
		args = []any{asJSON(g.channels), strings.ReplaceAll(period.From[:7], "-", "")}
	}
	err := g.tx.Rows(query, args, func(r *sql.Rows) error {
		var channel, bucket string
		var ms int64
		if err := r.Scan(&channel, &bucket, &ms); err != nil {
			return err
		}
		span, ok := g.spanOf[bucket]
		if !ok {
			return nil
		}
		if g.times[channel] == nil {
			g.times[channel] = make([][]int64, len(g.spans))
		}
		g.times[channel][span] = append(g.times[channel][span], ms)
		return nil
	})
	for _, spans := range g.times {
		for _, all := range spans {
			slices.Sort(all)
		}
	}
	return err
}
