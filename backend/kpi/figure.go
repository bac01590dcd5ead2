package kpi

import (
	"slices"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/metric"
)

// figure is one value with what it was made of.
type figure struct {
	value    *float64
	n        *int
	parts    []Part // the sums that a ratio is made of; of a value that is missing too, where it divides by 0
	currency string
	money    string // the currency of the parts that are money
	broken   bool   // impressions and views both stand in it
	seen     string // of a last value from before the span: the day it is of; of several channels the first
}

// figure is the value of a metric of a channel in a span.
func (g *grid) figure(m *metric.Metric, channel string, span int) figure {
	f := figure{}
	if m.Unit == metric.Money {
		f.currency = g.own
	}
	switch {
	case m.Kind != metric.Ratio:
		if row := g.cells[at{channel, m.ID()}]; row != nil && m.Level == metric.Post && m.Unit == metric.Money {
			f.currency = row[span].currency
		} else if m.Unit == metric.Money {
			f.currency = g.currencyOf(channel, m.ID(), span)
		}
		f.value, f.seen = get(g.cells, channel, m.ID(), span), g.seen(channel, m.ID(), span)
	case m.Formula == nil:
		if spans := g.times[channel]; spans != nil {
			f.value, f.n = timing(m.Key, spans[span])
		}
	case m.Level == metric.Post:
		g.overPosts(m, channel, span, &f)
	default:
		g.overSums(m, channel, span, &f)
		if m.Level == metric.Log && f.value != nil {
			n := 0
			for _, p := range f.parts {
				if p.Under {
					n += int(p.Value)
				}
			}
			f.n = &n
		}
	}
	return f
}

// overPosts works a ratio out over the posts that have both sides.
func (g *grid) overPosts(m *metric.Metric, channel string, span int, f *figure) {
	var best pair
	var under string
	for _, d := range divisors(m) {
		if spans := g.pairs[at{channel, m.ID() + ":" + d}]; spans != nil && spans[span].n > 0 {
			f.broken = best.n > 0
			if spans[span].n > best.n {
				best, under = spans[span], d
			}
		}
	}
	if under == "" {
		return
	}
	f.fill(m.Formula, []Part{{Metric: m.Formula.Over[0].Metric, Value: best.over}, {Metric: under, Value: best.under, Under: true}})
	if f.value != nil {
		f.n = &best.n
	}
}

// overSums works a ratio out from what was added over the span.
func (g *grid) overSums(m *metric.Metric, channel string, span int, f *figure) {
	var parts []Part
	for i, t := range m.Terms() {
		cells := g.cells
		if t.Start {
			cells = g.before
		}
		key, level, instead := t.Metric, t.At(m.Level), ""
		if t.Start && g.seen(channel, level+"."+key, span) != "" {
			return // what the span began with is also all that is known of its end
		}
		v := get(cells, channel, level+"."+key, span)
		if part := g.known.Find(key, level); t.Level != "" && part.Kind == metric.Ratio {
			v = g.figure(part, channel, span).value // as it stands
		}
		if v == nil && t.Else != "" {
			if v = get(cells, channel, level+"."+t.Else, span); v != nil {
				key, instead = t.Else, t.Metric
			}
		}
		if t.Or != "" {
			other := get(cells, channel, level+"."+t.Or, span)
			f.broken = v != nil && other != nil
			if v == nil || f.broken && g.days(channel, t.Or, span) > g.days(channel, key, span) {
				key, v = t.Or, other
			}
		}
		if v == nil {
			return
		}
		parts = append(parts, Part{Metric: key, Value: *v, Minus: t.Minus, Start: t.Start, Under: i >= len(m.Formula.Over), Level: t.Level, Instead: instead})
	}
	currency, same := g.sameCurrency(m.Level, channel, parts, span)
	if !same {
		return
	}
	if f.money = currency; m.Unit == metric.Money {
		f.currency = currency
	}
	f.fill(m.Formula, parts)
}

// days is on how many days of a span a channel has a number of a metric.
func (g *grid) days(channel, key string, span int) int {
	var n int
	if _, err := g.tx.Get("SELECT count(*) FROM measurement WHERE channel_id = ? AND metric = ? AND grain = 'day' AND day BETWEEN ? AND ? AND counts = 1",
		[]any{channel, key, g.spans[span].From, g.spans[span].To}, &n); err != nil {
		return 0
	}
	return n
}

// fill works the formula out from its parts, in its order.
func (f *figure) fill(formula *metric.Formula, parts []Part) {
	i := -1
	f.value = formula.Of(func(metric.Term) *float64 {
		i++
		return &parts[i].Value
	})
	f.parts = parts
}

// together is the value of a brand in a span, from those of its channels.
func (g *grid) together(m *metric.Metric, channels []brand.Channel, of []figure, span int) figure {
	if m.Formula != nil && m.Formula.Apart {
		return g.apart(m, channels, span)
	}
	whole := figure{}
	if m.ID() == totalCost && g.cutIn(channels, span) {
		return whole
	}
	var platforms []string
	for i, c := range channels {
		if of[i].value != nil {
			platforms = append(platforms, c.Platform)
		}
	}
	if g.known.NeverAdds(m) || m.Level == metric.Channel && slices.ContainsFunc(m.Terms(), func(t metric.Term) bool {
		return t.At(m.Level) == metric.Channel && (claimedTwice(t.Metric, platforms) || claimedTwice(t.Else, platforms))
	}) {
		return whole // accounts are never added over channels
	}
	if m.Kind == metric.Ratio && m.Formula == nil {
		all := []int64{}
		for _, c := range channels {
			if spans := g.times[c.ID]; spans != nil {
				all = append(all, spans[span]...)
			}
		}
		slices.Sort(all)
		whole.value, whole.n = timing(m.Key, all)
		return whole
	}
	var parts []Part
	sum, n, found := 0.0, 0, false
	for _, f := range of {
		whole.broken = whole.broken || f.broken
		if f.value == nil && f.parts == nil {
			continue
		}
		if found && f.currency != whole.currency || !sameParts(parts, f.parts) {
			// Currencies, or impressions and views, are never added.
			return figure{broken: whole.broken || f.currency == whole.currency}
		}
		found, whole.currency, whole.money = true, f.currency, f.money
		if m.Kind != metric.Ratio {
			sum += *f.value
		}
		if f.seen != "" && (whole.seen == "" || f.seen < whole.seen) {
			whole.seen = f.seen
		}
		if f.n != nil {
			n += *f.n
		}
		if parts == nil {
			parts = slices.Clone(f.parts)
			continue
		}
		for i, p := range f.parts {
			parts[i].Value += p.Value
			if p.Instead != "" {
				parts[i].Instead = p.Instead
			}
		}
	}
	if !found {
		return whole
	}
	if m.Kind != metric.Ratio {
		whole.value = &sum
		return whole
	}
	whole.fill(m.Formula, parts)
	if n > 0 {
		whole.n = &n
	}
	return whole
}

// apart works a ratio out from parts that are each added over all channels. Of
// sales that both the site's own analytics and accounts of ads tell of, those of
// the site count.
func (g *grid) apart(m *metric.Metric, channels []brand.Channel, span int) figure {
	var parts []Part
	currency := ""
	for i, t := range m.Terms() {
		part := Part{Metric: t.Metric, Minus: t.Minus, Under: i >= len(m.Formula.Over)}
		if t.Metric == metric.TotalCost && g.cutIn(channels, span) {
			return figure{}
		}
		of, platforms := make([]figure, len(channels)), []string{}
		for j, c := range channels {
			of[j] = g.figure(g.known.Find(t.Metric, m.Level), c.ID, span)
			if t.Else != "" && of[j].value == nil {
				of[j] = g.figure(g.known.Find(t.Else, m.Level), c.ID, span)
			}
			if of[j].value != nil {
				platforms = append(platforms, c.Platform)
			}
		}
		if part.Site = claimedTwice(t.Metric, platforms); part.Site {
			for j, c := range channels {
				if slices.Contains(adPlatforms, c.Platform) {
					of[j] = figure{}
				}
			}
		}
		var sum *float64
		for j, f := range of {
			if f.value == nil {
				continue
			}
			if currency != "" && f.currency != currency {
				return figure{} // currencies are never added
			}
			if sum == nil {
				sum = new(float64)
			}
			*sum, currency = *sum+*f.value, f.currency
			if t.Else != "" && get(g.cells, channels[j].ID, m.Level+"."+t.Metric, span) == nil {
				part.Metric, part.Instead = t.Else, t.Metric
			}
		}
		if sum == nil {
			return figure{}
		}
		part.Value = *sum
		parts = append(parts, part)
	}
	whole := figure{money: currency}
	if m.Unit == metric.Money {
		whole.currency = currency
	}
	whole.fill(m.Formula, parts)
	return whole
}

// adPlatforms are the accounts of ads, sitePlatforms what has web analytics.
var adPlatforms, sitePlatforms = []string{"google_ads", "meta_ads"}, []string{"website", "blog"}

// claimedTwice reports whether the site's own analytics and accounts of ads both
// tell of conversions, their value or revenue: the same sale stands in both, so the two are
// never added. The platforms are those of channels with a number.
func claimedTwice(key string, platforms []string) bool {
	if key != "conversions" && key != "revenue" && key != metric.ConversionValue {
		return false
	}
	has := func(either []string) bool {
		return slices.ContainsFunc(platforms, func(p string) bool { return slices.Contains(either, p) })
	}
	return has(adPlatforms) && has(sitePlatforms)
}

// sameParts reports whether two ratios were made of the same metrics, or of some
// that can stand for each other.
func sameParts(a, b []Part) bool {
	return a == nil || slices.EqualFunc(a, b, func(x, y Part) bool {
		return x.Metric == y.Metric || x.Instead == y.Metric || y.Instead == x.Metric
	})
}

// timing is a measure in minutes of first responses in ms, sorted: the median
// (the mean of the two in the middle), the 90th percentile (nearest rank) or
// the mean.
func timing(key string, sorted []int64) (*float64, *int) {
	n := len(sorted)
	if n == 0 {
		return nil, nil
	}
	var ms float64
	switch key {
	case "first_response_time":
		ms = float64(sorted[(n-1)/2]+sorted[n/2]) / 2
	case "first_response_time_p90":
		ms = float64(sorted[(9*n+9)/10-1])
	default:
		for _, one := range sorted {
			ms += float64(one)
		}
		ms /= float64(n)
	}
	minutes := ms / 60000
	return &minutes, &n
}
