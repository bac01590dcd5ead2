package content

import (
	"fmt"
	"slices"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// Rates are the ratios that each post can have, by their key in the metric
// catalogue.
var Rates = []string{"engagement_rate_reach", "engagement_rate_impressions", "ctr", "virality_rate"}

// The sizes of a sample, as every number over posts is marked with.
const (
	Anecdote = "anecdote" // of 1 or 2 posts
	Thin     = "thin"     // of 3 or 4
	Usable   = "usable"   // of 5 and more
)

// Sample says what a number over n posts is worth.
func Sample(n int) string {
	switch {
	case n < 3:
		return Anecdote
	case n < 5:
		return Thin
	}
	return Usable
}

// gauge is a metric that posts are held against, as SQL over post p.
type gauge struct {
	metric *metric.Metric
	over   string
	under  string // "" for what is counted
	by     string // the metric that under is; "" for what is counted
	adds   bool   // sums of it mean something
}

// value is the SQL of one post's number.
func (g gauge) value() string {
	if g.under == "" {
		return g.over
	}
	return fmt.Sprintf("%g * %s / nullif(%s, 0)", g.metric.Formula.Factor, g.over, g.under)
}

// whole is the number over sums of both sides, nil where they cannot give one.
func (g gauge) whole(over, under float64) *float64 {
	if !g.adds || under == 0 {
		return nil
	}
	v := over / under
	if g.under != "" {
		v *= g.metric.Formula.Factor
	}
	return &v
}

// column is the SQL of a stored number.
func column(key string) string {
	if key == "engagements" {
		return "(" + Engagements + ")"
	}
	return "p." + key
}

// gauges are what the posts of a filter can be compared by, in the order of
// Metrics and Rates. A rate that two metrics can divide is divided by the one that
// more posts have, never by both; revenue in several currencies is left out.
func gauges(tx *store.Tx, f Filter) (all []gauge, currency string, err error) {
	var found []gauge
	query := "count(DISTINCT iif(p.revenue IS NULL, NULL, p.currency)), coalesce(max(iif(p.revenue IS NULL, NULL, p.currency)), '')"
	add := func(g gauge) {
		found = append(found, g)
		query += ", count(" + g.value() + ")"
	}
	for _, key := range Metrics {
		m := metric.Find(key, metric.Post)
		add(gauge{metric: m, over: column(key), adds: m.Kind != metric.Unique})
	}
	for _, key := range Rates {
		m := metric.Find(key, metric.Post)
		under := m.Formula.Under[0]
		for _, by := range []string{under.Metric, under.Or} {
			if by != "" {
				adds := metric.Find(by, metric.Post).Kind != metric.Unique
				add(gauge{metric: m, over: column(m.Formula.Over[0].Metric), under: column(by), by: by, adds: adds})
			}
		}
	}
	counts, currencies := make([]int, len(found)), 0
	dest := []any{&currencies, &currency}
	for i := range counts {
		dest = append(dest, &counts[i])
	}
	where, args := f.where()
	if _, err := tx.Get("SELECT "+query+" FROM post p JOIN channel c ON c.id = p.channel_id WHERE "+where, args, dest...); err != nil {
		return nil, "", fmt.Errorf("what posts are compared by: %w", err)
	}
	most := 0
	for i, g := range found {
		again := len(all) > 0 && all[len(all)-1].metric == g.metric
		switch {
		case counts[i] == 0, g.metric.Key == "revenue" && currencies > 1:
		case !again:
			all, most = append(all, g), counts[i]
		case counts[i] > most:
			all[len(all)-1], most = g, counts[i]
		}
	}
	return all, currency, nil
}

// gaugeOf is the gauge of a key among those of a filter, nil where no post has
// its number.
func gaugeOf(all []gauge, key string) (*gauge, error) {
	if !slices.Contains(Metrics, key) && !slices.Contains(Rates, key) {
		return nil, fault.Bad("metric", "content.metric_unknown", key)
	}
	if i := slices.IndexFunc(all, func(g gauge) bool { return g.metric.Key == key }); i >= 0 {
		return &all[i], nil
	}
	return nil, nil
}

func keysOf(all []gauge) []string {
	keys := []string{}
	for _, g := range all {
		keys = append(keys, g.metric.Key)
	}
	return keys
}

// median is the middle of values, or the mean of the two in the middle; there is
// at least one. It sorts them.
func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}
