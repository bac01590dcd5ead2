package kpi

import (
	"database/sql"
	"slices"

	"github.com/brandloop/brandloop/backend/metric"
)

// Amounts of money are in the client's currency unless their row names another.
// Currencies are never added: a cell in which several meet has no value.

// currencies learns of the cells of money in which another currency stands.
func (g *grid) currencies() error {
	var keys []string
	for _, key := range g.keys(metric.Channel, metric.Flow) {
		if g.known.Find(key, metric.Channel).Unit == metric.Money {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	period := g.period()
	// Nearly every file has no row of another currency: two seeks of nothing.
	return g.tx.Rows(`WITH f(c, m) AS MATERIALIZED (
			SELECT channel_id, metric FROM measurement WHERE currency <> '' UNION SELECT channel_id, metric FROM span_measurement WHERE currency <> ''),
		x(c, m, day, currency) AS (
			SELECT c, m, x.day, x.currency FROM f CROSS JOIN measurement x WHERE x.channel_id = c AND x.metric = m AND x.counts = 1
			UNION ALL
			SELECT c, m, x.from_day, x.currency FROM f CROSS JOIN span_measurement x WHERE x.channel_id = c AND x.metric = m AND x.counts = 1)
		SELECT c, m, `+g.buckets("x.day")+` AS bucket, count(DISTINCT currency), max(currency) FROM x
		WHERE day BETWEEN ?3 AND ?4 AND c IN (SELECT value FROM json_each(?1)) AND m IN (SELECT value FROM json_each(?2))
		GROUP BY c, m, bucket`,
		[]any{asJSON(g.channels), asJSON(keys), period.From, period.To}, func(r *sql.Rows) error {
			var channel, key, bucket, currency string
			var n int
			if err := r.Scan(&channel, &key, &bucket, &n, &currency); err != nil {
				return err
			}
			span, ok := g.spanOf[bucket]
			cells := g.cells[at{channel, metric.Channel + "." + key}]
			if ok && cells != nil && cells[span].known {
				cells[span].currency, cells[span].mixed = currency, n > 1
			}
			return nil
		})
}

// currencyOf is the currency of a channel's money in a span: the client's where
// its rows name none, "" where several meet.
func (g *grid) currencyOf(channel, series string, span int) string {
	row := g.cells[at{channel, series}]
	switch {
	case row == nil || row[span].currency == "" && !row[span].mixed:
		return g.own
	case row[span].mixed:
		return ""
	}
	return row[span].currency
}

// sameCurrency is the currency of the money among the parts of a ratio; false
// where several meet.
func (g *grid) sameCurrency(level, channel string, parts []Part, span int) (string, bool) {
	var all []string
	for _, p := range parts {
		m := g.known.Find(p.Metric, p.at(level))
		if m == nil || m.Unit != metric.Money {
			continue
		}
		if c := g.currencyOf(channel, m.ID(), span); !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	switch len(all) {
	case 0:
		return g.own, true
	case 1:
		return all[0], true
	}
	return "", false
}
