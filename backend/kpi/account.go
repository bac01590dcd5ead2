package kpi

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/metric"
)

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
		for _, grain := range s.exact(g.tx.FirstDay) {
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
			last := spanOf(grain, day).To
			age := last + string(rune('9'-slices.Index(grains, grain)))
			p := point{at{channel, series}, index}
			if age <= newest[p] {
				return nil
			}
			newest[p] = age
			if index == beforeFirst {
				g.set(g.before, channel, series, 0, cell{value: v, known: true})
				return nil
			}
			now := cell{value: v, known: true}
			if last < g.spans[index].From {
				now.seen = last
			}
			g.set(g.cells, channel, series, index, now)
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
