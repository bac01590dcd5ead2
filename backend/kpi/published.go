package kpi

import (
	"database/sql"
	"strings"

	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/metric"
)

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
