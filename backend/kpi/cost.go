package kpi

import (
	"database/sql"
	"slices"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/metric"
)

const (
	totalCost = metric.Channel + "." + metric.TotalCost
	hoursCost = metric.Channel + "." + metric.HoursCost
)

// Cost is one part of a total cost. What was typed as a total stands under
// metric total_cost.
type Cost struct {
	Metric string   `json:"metric"`
	Value  *float64 `json:"value"` // nil: not known, and not counted
}

// cutIn reports whether what everything cost in a span is not known because some
// channel has a cost of a longer run of days.
func (g *grid) cutIn(channels []brand.Channel, span int) bool {
	return slices.ContainsFunc(channels, func(c brand.Channel) bool {
		row := g.cells[at{c.ID, totalCost}]
		return g.cut[spot{c.ID, span}] && (row == nil || !row[span].known)
	})
}

// spot is a channel in a span, by its number.
type spot struct {
	channel string
	span    int
}

// costs works out what hours cost, and what everything cost together, where
// neither was typed.
func (g *grid) costs() error {
	if g.wanted[metric.Channel][metric.HoursCost] == 0 {
		return nil
	}
	if err := g.hours(); err != nil || g.wanted[metric.Channel][metric.TotalCost] == 0 {
		return err
	}
	if err := g.cutCosts(); err != nil {
		return err
	}
	for _, channel := range g.channels {
		for span := range g.spans {
			if row := g.cells[at{channel, totalCost}]; row != nil && row[span].known {
				continue // as it was typed
			}
			if sum := g.addCosts(channel, span); sum.known && !g.cut[spot{channel, span}] {
				g.set(g.cells, channel, totalCost, span, sum)
				g.summed[spot{channel, span}] = true
			}
		}
	}
	return nil
}

// addCosts adds the parts of a channel's cost that are known.
func (g *grid) addCosts(channel string, span int) cell {
	sum := cell{}
	for _, part := range metric.CostParts {
		series := metric.Channel + "." + part
		row := g.cells[at{channel, series}]
		if row == nil || !row[span].known {
			continue
		}
		currency := g.currencyOf(channel, series, span)
		sum.mixed = sum.mixed || row[span].mixed || sum.known && currency != sum.currency
		sum.value, sum.known, sum.currency = sum.value+row[span].value, true, currency
	}
	return sum
}

// hours are the costs of logged time in the spans in which none were typed.
func (g *grid) hours() error {
	some := false // most files have none
	if _, err := g.tx.Get("SELECT EXISTS (SELECT 1 FROM hour_rate WHERE deleted_at IS NULL)", nil, &some); err != nil || !some {
		return err
	}
	rates, err := HourRates(g.tx, "")
	if err != nil {
		return err
	}
	brands, err := g.brands()
	if err != nil {
		return err
	}
	typed := map[spot]bool{}
	for _, channel := range g.channels {
		for i, c := range g.cells[at{channel, hoursCost}] {
			typed[spot{channel, i}] = c.known
		}
	}
	period := g.period()
	for i, rate := range rates {
		days := Span{max(period.From, rate.FromDay), period.To}
		if i+1 < len(rates) && rates[i+1].BrandID == rate.BrandID {
			days.To = min(days.To, dayBefore(rates[i+1].FromDay))
		}
		channels := slices.DeleteFunc(slices.Clone(g.channels), func(c string) bool { return brands[c] != rate.BrandID })
		if days.To < days.From || len(channels) == 0 {
			continue
		}
		from, to := days.around()
		err := g.tx.Rows(`SELECT c.value, `+g.buckets("a.day")+` AS bucket, sum(a.minutes) FROM json_each(?1) c CROSS JOIN activity a
			WHERE a.channel_id = c.value AND a.occurred_at BETWEEN ?4 AND ?5 AND a.day BETWEEN ?2 AND ?3
			AND a.minutes IS NOT NULL AND a.deleted_at IS NULL GROUP BY c.value, bucket`,
			[]any{asJSON(channels), days.From, days.To, from, to}, func(r *sql.Rows) error {
				var channel, bucket string
				var minutes float64
				if err := r.Scan(&channel, &bucket, &minutes); err != nil {
					return err
				}
				span, ok := g.spanOf[bucket]
				key := at{channel, hoursCost}
				if !ok || typed[spot{channel, span}] {
					return nil
				}
				now := cell{value: minutes / 60 * float64(rate.Value) / 100, known: true, currency: rate.Currency}
				if row := g.cells[key]; row != nil && row[span].known {
					now.mixed = row[span].mixed || row[span].currency != now.currency
					now.value += row[span].value
				}
				g.set(g.cells, channel, hoursCost, span, now)
				return nil
			})
		if err != nil {
			return err
		}
	}
	return nil
}

// cutCosts tells in which spans a channel has a cost of a longer run of days,
// which cannot be split: what everything cost there is not known, of the channel
// nor of its brand.
func (g *grid) cutCosts() error {
	if !g.coarser && !g.hasRuns {
		return nil
	}
	keys := append([]string{metric.TotalCost}, metric.CostParts...)
	period := g.period()
	return g.tx.Rows(channelByMetric+` SELECT c, x.day, CASE x.grain WHEN 'week' THEN date(x.day, '+6 days') ELSE date(x.day, '+1 month', '-1 day') END
			FROM c CROSS JOIN m CROSS JOIN measurement x WHERE x.channel_id = c AND x.metric = m AND x.grain > 'day' AND x.counts = 1
			AND x.day BETWEEN date(?3, '-31 days') AND ?4
			AND NOT EXISTS (SELECT 1 FROM measurement d WHERE d.channel_id = c AND d.metric = m AND d.grain = 'day' AND d.counts = 1
				AND d.day BETWEEN x.day AND date(x.day, iif(x.grain = 'week', '+6 days', '+1 month'), iif(x.grain = 'week', '+0 days', '-1 day')))
		UNION ALL SELECT c, x.from_day, x.to_day FROM c CROSS JOIN m CROSS JOIN span_measurement x
			WHERE x.channel_id = c AND x.metric = m AND x.counts = 1 AND x.from_day <= ?4 AND x.to_day >= ?3 AND NOT `+finer,
		[]any{asJSON(g.channels), asJSON(keys), period.From, period.To}, func(r *sql.Rows) error {
			var channel string
			var days Span
			if err := r.Scan(&channel, &days.From, &days.To); err != nil {
				return err
			}
			for i, s := range g.spans {
				if days.overlaps(s) && !days.within(s) {
					g.cut[spot{channel, i}] = true
				}
			}
			return nil
		})
}

// costs lists what a total cost was made of, and by which rates hours were
// counted: nothing where the number has no total cost in it.
func (p *Passport) costs(g *grid, m *metric.Metric, brandID string) error {
	uses := func(key string) bool {
		return m.Level == metric.Channel && slices.ContainsFunc(m.Terms(), func(t metric.Term) bool { return t.Metric == key && t.At(m.Level) == metric.Channel })
	}
	if !uses(metric.TotalCost) && !uses(metric.HoursCost) {
		return nil
	}
	g.need(g.known.Find(metric.TotalCost, metric.Channel))
	if err := g.read(); err != nil {
		return err
	}
	sums := map[string]*float64{}
	add := func(key, channel string) {
		if v := get(g.cells, channel, metric.Channel+"."+key, 0); v != nil {
			if sums[key] == nil {
				sums[key] = new(float64)
			}
			*sums[key] += *v
		}
	}
	for _, channel := range g.channels {
		if !g.summed[spot{channel, 0}] {
			add(metric.TotalCost, channel)
			continue
		}
		for _, part := range metric.CostParts {
			add(part, channel)
		}
	}
	if uses(metric.TotalCost) {
		for _, key := range append([]string{metric.TotalCost}, metric.CostParts...) {
			if key != metric.TotalCost || sums[key] != nil {
				p.Costs = append(p.Costs, Cost{key, sums[key]})
			}
		}
	}
	rates, err := HourRates(g.tx, brandID)
	if err != nil {
		return err
	}
	for i, r := range rates {
		if r.FromDay <= g.period().To && (i+1 == len(rates) || rates[i+1].FromDay > g.period().From) {
			p.Rates = append(p.Rates, r)
		}
	}
	return nil
}
