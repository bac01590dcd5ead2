package kpi

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// A source may give one number for a run of days that is no day, week or month:
// a report of 28 days, a campaign's. Such numbers stand in table
// span_measurement; the rest of the run's rules are those of coarse.

// GrainOf is the grain of a run of days, to "" being one day; false where it is
// no day, month or week from the first day of weeks on, and belongs among the runs.
func GrainOf(tx *store.Tx, from, to string) (grain string, exact bool) {
	if to == "" || to == from {
		return Day, true
	}
	if grains := (Span{from, to}).exact(tx.FirstDay); len(grains) > 0 {
		return grains[0], true
	}
	return "", false
}

// HoldsWeeks reports whether a number stands in the way of weeks that begin on
// first: one of a week as it begins now, or one of seven days that would be such a
// week.
func HoldsWeeks(tx *store.Tx, first time.Weekday) (bool, error) {
	var one int
	return tx.Get(`SELECT 1 WHERE EXISTS (SELECT 1 FROM measurement INDEXED BY measurement_coarse WHERE grain <> 'day' AND grain = 'week')
		OR EXISTS (SELECT 1 FROM span_measurement WHERE to_day = date(from_day, '+6 days')
			AND CAST(strftime('%w', from_day) AS INTEGER) = ?1)`, []any{int(first)}, &one)
}

// finer is the SQL of whether a day, week or month of the series of a run x is
// known among its days.
const finer = `EXISTS (SELECT 1 FROM measurement d WHERE d.channel_id = x.channel_id AND d.metric = x.metric AND d.counts = 1
	AND d.day BETWEEN date(x.from_day, '-31 days') AND x.to_day
	AND CASE d.grain WHEN 'day' THEN d.day WHEN 'week' THEN date(d.day, '+6 days') ELSE date(d.day, '+1 month', '-1 day') END >= x.from_day)`

// runs adds the runs of days that lie in a span whole where nothing finer is
// known of any of their days. Of runs that overlap the longest counts.
func (g *grid) runs() error {
	keys := g.keys(metric.Channel, metric.Flow)
	if len(keys) == 0 || g.by == Day || !g.hasRuns {
		return nil
	}
	type row struct {
		key   at
		span  int
		days  Span
		value float64
	}
	var rows []row
	period := g.period()
	err := g.tx.Rows(channelByMetric+` SELECT c, m, x.from_day, x.to_day, x.value FROM c CROSS JOIN m CROSS JOIN span_measurement x
		WHERE x.channel_id = c AND x.metric = m AND x.from_day >= ?3 AND x.to_day <= ?4 AND x.counts = 1
		AND NOT `+finer,
		[]any{asJSON(g.channels), asJSON(keys), period.From, period.To}, func(r *sql.Rows) error {
			var channel, key string
			var days Span
			var v float64
			if err := r.Scan(&channel, &key, &days.From, &days.To, &v); err != nil {
				return err
			}
			if span, ok := g.spanOf[g.bucket(days.From)]; ok && days.within(g.spans[span]) {
				rows = append(rows, row{at{channel, metric.Channel + "." + key}, span, days, v})
			}
			return nil
		})
	if err != nil {
		return err
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.days.days(), a.days.days()), cmp.Compare(a.days.From, b.days.From))
	})
	taken := map[at][]Span{}
	for _, r := range rows {
		if slices.ContainsFunc(taken[r.key], r.days.overlaps) {
			continue
		}
		taken[r.key] = append(taken[r.key], r.days)
		g.add(r.key.channel, r.key.series, r.span, r.value)
	}
	return nil
}

// uniqueRuns reads what a source gave for exactly a span that is no day, week or
// month.
func (g *grid) uniqueRuns() error {
	keys := g.keys(metric.Channel, metric.Unique)
	spans := [][3]any{}
	for i, s := range g.spans {
		if len(s.exact(g.tx.FirstDay)) == 0 {
			spans = append(spans, [3]any{i, s.From, s.To})
		}
	}
	if len(keys) == 0 || len(spans) == 0 {
		return nil
	}
	return g.tx.Rows(channelByMetric+`, s(i, a, b) AS MATERIALIZED (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?3))
		SELECT c, m, i, x.value FROM c CROSS JOIN m CROSS JOIN s CROSS JOIN span_measurement x
		WHERE x.channel_id = c AND x.metric = m AND x.from_day = s.a AND x.to_day = s.b AND x.counts = 1`,
		[]any{asJSON(g.channels), asJSON(keys), asJSON(spans)}, func(r *sql.Rows) error {
			var channel, key string
			var span int
			var v float64
			err := r.Scan(&channel, &key, &span, &v)
			g.set(g.cells, channel, metric.Channel+"."+key, span, cell{value: v, known: true})
			return err
		})
}

// electSpans marks the number that counts of each run that an import tells of,
// among those of all imports but one.
func electSpans(tx *store.Tx, importID, but string) error {
	_, err := tx.Exec(`UPDATE span_measurement AS m SET counts = 1 - counts
		WHERE (channel_id, metric, from_day, to_day) IN (SELECT channel_id, metric, from_day, to_day FROM span_measurement WHERE import_id = ?1)
		AND counts <> (import_id = coalesce((SELECT w.import_id FROM span_measurement w
			WHERE w.channel_id = m.channel_id AND w.metric = m.metric AND w.from_day = m.from_day AND w.to_day = m.to_day AND w.import_id <> ?2
			ORDER BY as_of DESC, value DESC, import_id DESC LIMIT 1), ''))`, importID, but)
	if err != nil {
		return fmt.Errorf("elect the runs of an import: %w", err)
	}
	return nil
}
