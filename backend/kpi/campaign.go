package kpi

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// Campaign is what breakdowns know by one name.
type Campaign struct {
	Name     string   `json:"name"`
	Channels []string `json:"channels"` // ids of those that it ran on
	Metrics  []string `json:"metrics"`  // IDs of those that it has numbers of, and of ratios of them
	FirstDay string   `json:"first_day"`
	LastDay  string   `json:"last_day"`
}

// campaignDimensions are those whose outermost name is a campaign, the outermost
// first.
var campaignDimensions = []string{"campaign", "ad_set", "ad"}

// ofCampaigns reports whether a metric can be worked out of the rows of a
// campaign: a flow of channels, or a ratio of such.
func ofCampaigns(known *metric.Catalogue, m *metric.Metric) bool {
	if m.Level != metric.Channel || m.Kind != metric.Flow && (m.Kind != metric.Ratio || m.Formula == nil) {
		return false
	}
	return !slices.ContainsFunc(m.Terms(), func(t metric.Term) bool {
		part := known.Find(t.Metric, t.At(m.Level))
		return part == nil || part.Level != metric.Channel || part.Kind != metric.Flow || part.Key == metric.ConversionValue
	})
}

// Campaigns lists the campaigns of a brand ("": of all) that breakdowns hold
// numbers of, the newest first. What web analytics call (direct) or (not set) is
// none.
func Campaigns(tx *store.Tx, brandID string) ([]Campaign, error) {
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	all := []Campaign{}
	keys := map[string]map[string]bool{}
	places := map[string]int{}
	err = tx.Rows(`SELECT json_extract(b.part, '$[0]') AS name, b.metric, b.channel_id, min(b.from_day), max(b.to_day)
		FROM channel c JOIN breakdown b ON b.channel_id = c.id
		WHERE c.deleted_at IS NULL AND (?1 = '' OR c.brand_id = ?1) AND b.counts = 1
		AND b.dimension IN (SELECT value FROM json_each(?2)) AND name <> '' AND name NOT LIKE '(%)'
		GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`, []any{brandID, asJSON(campaignDimensions)}, func(r *sql.Rows) error {
		var name, key, channel, first, last string
		if err := r.Scan(&name, &key, &channel, &first, &last); err != nil {
			return err
		}
		i, ok := places[name]
		if !ok {
			i = len(all)
			places[name], keys[name] = i, map[string]bool{}
			all = append(all, Campaign{Name: name, FirstDay: first, LastDay: last, Metrics: []string{}, Channels: []string{}})
		}
		c := &all[i]
		c.FirstDay, c.LastDay = min(c.FirstDay, first), max(c.LastDay, last)
		if !slices.Contains(c.Channels, channel) {
			c.Channels = append(c.Channels, channel)
		}
		keys[name][key] = true
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("campaigns: %w", err)
	}
	for i, c := range all {
		for _, m := range known.All() {
			if ofCampaigns(known, m) && hasParts(keys[c.Name], m) {
				all[i].Metrics = append(all[i].Metrics, m.ID())
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Campaign) int { return strings.Compare(b.LastDay, a.LastDay) })
	return all, nil
}

// hasParts reports whether every part of a metric is among keys.
func hasParts(keys map[string]bool, m *metric.Metric) bool {
	return !slices.ContainsFunc(m.Terms(), func(t metric.Term) bool { return !keys[t.Metric] && !keys[t.Or] && !keys[t.Else] })
}

// run is what a breakdown gave of a metric of a campaign for a run of days.
type run struct {
	days     Span
	value    float64
	currency string
	mixed    bool
	asOf     string
}

// campaignOf is the value of a campaign target in a span, from the rows of
// breakdowns whose days lie within it and that are told of by a day; the newest
// day told of; and how many runs of days stick out of the span and are left out.
// No row is split. Of runs that overlap those count that tell of the most days
// together, and of a campaign told by its ads as well only one of the two. There
// is no value, but a reason, where currencies would have to be added, or a sale
// that both ads and the site's own analytics claim.
func campaignOf(tx *store.Tx, known *metric.Catalogue, m *metric.Metric, t Target, span Span, today, currency string) (reading, error) {
	channel := ""
	if t.ChannelID != nil {
		channel = *t.ChannelID
	}
	type series struct{ channel, platform, key string }
	found := map[series][]run{}
	err := tx.Rows(`SELECT b.channel_id, c.platform, b.metric, b.from_day, b.to_day, sum(b.value), max(b.currency), min(b.currency), max(b.as_of)
		FROM channel c JOIN breakdown b ON b.channel_id = c.id
		WHERE c.brand_id = ?1 AND (?2 = '' OR c.id = ?2) AND c.deleted_at IS NULL AND b.counts = 1
		AND b.dimension IN (SELECT value FROM json_each(?3)) AND json_extract(b.part, '$[0]') = ?4
		AND b.metric IN (SELECT value FROM json_each(?5)) AND b.from_day <= ?6 AND b.to_day >= ?7
		GROUP BY b.channel_id, b.metric, b.from_day, b.to_day, b.dimension
		ORDER BY b.channel_id, b.metric, b.to_day, b.from_day, (SELECT key FROM json_each(?3) WHERE value = b.dimension)`,
		[]any{t.BrandID, channel, asJSON(campaignDimensions), t.Campaign, asJSON(MeasuredKeys(known, m)), min(today, span.To), span.From},
		func(r *sql.Rows) error {
			var s series
			var one run
			var other string
			err := r.Scan(&s.channel, &s.platform, &s.key, &one.days.From, &one.days.To, &one.value, &one.currency, &other, &one.asOf)
			one.mixed = one.currency != other
			found[s] = append(found[s], one)
			return err
		})
	if err != nil {
		return reading{}, fmt.Errorf("numbers of a campaign: %w", err)
	}
	told := reading{}
	sums := map[string]float64{}
	platforms := map[string][]string{}
	out := map[Span]bool{}
	for s, runs := range found {
		chosen := widest(slices.DeleteFunc(slices.Clone(runs), func(r run) bool {
			return !r.days.within(span) || r.days.To > today && r.asOf > today
		}))
		if len(chosen) > 0 {
			platforms[s.key] = append(platforms[s.key], s.platform)
		}
		part := known.Find(s.key, metric.Channel)
		money := part != nil && part.Unit == metric.Money
		for _, r := range chosen {
			if money && (r.mixed || r.currency != "" && r.currency != currency) {
				return reading{reason: Currencies}, nil
			}
			sums[s.key] += r.value
			told.last = max(told.last, min(r.days.To, r.asOf, today))
		}
		for _, r := range runs {
			within := Span{max(r.days.From, span.From), min(r.days.To, span.To)}
			if !r.days.within(span) && !slices.ContainsFunc(chosen, func(c run) bool { return c.days.overlaps(within) }) {
				out[r.days] = true
			}
		}
	}
	claimed := false
	part := func(key string) *float64 {
		if v, ok := sums[key]; ok {
			claimed = claimed || claimedTwice(key, platforms[key])
			return &v
		}
		return nil
	}
	told.left = len(out)
	if m.Formula == nil {
		told.value = part(m.Key)
	} else {
		told.value = m.Formula.Of(func(t metric.Term) *float64 {
			for _, key := range []string{t.Metric, t.Or} {
				if v := part(key); v != nil {
					return v
				}
			}
			return part(t.Else)
		})
	}
	if claimed {
		return reading{reason: Claimed}, nil
	}
	return told, nil
}

// CampaignValue is the number of a campaign target's metric in a span, nil where
// no breakdown tells of it.
func CampaignValue(tx *store.Tx, t Target, span Span, currency string) (*float64, error) {
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	m := known.Find(t.Metric, t.Level)
	if m == nil {
		return nil, nil
	}
	told, err := campaignOf(tx, known, m, t, span, span.To, currency)
	return told.value, err
}

// widest chooses of runs (by their last day, then their first) those that do not
// overlap and have the most days together; of equals those that come first.
func widest(runs []run) []run {
	best := make([]int, len(runs)+1)
	before := make([]int, len(runs))
	for i, r := range runs {
		before[i] = i
		for before[i] > 0 && runs[before[i]-1].days.To >= r.days.From {
			before[i]--
		}
		best[i+1] = max(best[i], best[before[i]]+r.days.days())
	}
	var chosen []run
	for i := len(runs); i > 0; {
		if best[i] == best[i-1] {
			i--
			continue
		}
		chosen = append(chosen, runs[i-1])
		i = before[i-1]
	}
	return chosen
}
