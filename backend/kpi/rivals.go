package kpi

import (
	"database/sql"

	"github.com/brandloop/brandloop/backend/metric"
)

// rivals fills competitors' mentions from what was noted of their accounts. A
// number of a month counts in the span that holds the month whole; of several of
// one month the last day's. They stand at the brand's first channel of the
// account's platform, and nowhere where the brand has none, so that a share
// compares like with like. The set of competitors is fixed for the whole period
// that is asked for: those with mentions within it. A total that was typed or
// imported for a channel counts in place of all this in its span.
func (g *grid) rivals() error {
	const key = "competitor_mentions"
	if g.by == Day || g.by == Week || g.wanted[metric.Channel][key] == 0 {
		return nil
	}
	series, period := metric.Channel+"."+key, g.period()
	known := map[at][]bool{}
	for _, channel := range g.channels {
		known[at{channel, series}] = make([]bool, len(g.spans))
		for span := range g.spans {
			known[at{channel, series}][span] = get(g.cells, channel, series, span) != nil
		}
	}
	return g.tx.Rows(`SELECT (SELECT c.id FROM channel c WHERE c.brand_id = r.brand_id AND c.platform = a.platform AND c.deleted_at IS NULL
			ORDER BY c.created_at, c.id LIMIT 1) AS home, substr(n.day, 1, 7) || '-01' AS month, n.value, max(n.day)
		FROM competitor r JOIN competitor_account a ON a.competitor_id = r.id JOIN competitor_number n ON n.account_id = a.id AND n.metric = 'mentions'
		WHERE r.deleted_at IS NULL AND a.deleted_at IS NULL AND n.day BETWEEN ?1 AND date(?2, 'start of month', '+1 month', '-1 day')
		GROUP BY n.account_id, month HAVING home IN (SELECT value FROM json_each(?3))`,
		[]any{period.From, period.To, asJSON(g.channels)}, func(r *sql.Rows) error {
			var channel, month, seen string
			var v float64
			if err := r.Scan(&channel, &month, &v, &seen); err != nil {
				return err
			}
			span, ok := g.spanOf[g.bucket(month)]
			if ok && spanOf(Month, month).within(g.spans[span]) && !known[at{channel, series}][span] {
				g.add(channel, series, span, v)
			}
			return nil
		})
}
