package kpi

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// WithNumbers lists the series (metric.ID) that a brand has numbers of, whatever
// the day; a ratio is among them where each of its parts is.
func WithNumbers(tx *store.Tx, brandID string) ([]string, error) {
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	has := map[string]bool{}
	for _, step := range []func() error{
		func() error { return measuredOf(tx, known, brandID, has) },
		func() error { return publishedOf(tx, brandID, has) },
		func() error { return loggedOf(tx, brandID, has) },
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("look for numbers: %w", err)
		}
	}
	if has["channel.conversions"] || has["event"] {
		goals, err := ConversionGoals(tx, brandID)
		if err != nil {
			return nil, err
		}
		has[conversionValue] = slices.ContainsFunc(goals, func(g ConversionGoal) bool {
			return g.Event != "" && has["event"] || g.Event == "" && has["channel.conversions"]
		})
	}
	if !has[hoursCost] && has["log.minutes_spent"] {
		rates, err := HourRates(tx, brandID)
		if err != nil {
			return nil, err
		}
		has[hoursCost] = len(rates) > 0
	}
	for _, part := range metric.CostParts {
		has[totalCost] = has[totalCost] || has[metric.Channel+"."+part]
	}
	var there func(m *metric.Metric) bool
	there = func(m *metric.Metric) bool {
		if m.Formula == nil {
			return has[m.ID()]
		}
		terms := m.Terms()
		return len(terms) > 0 && !slices.ContainsFunc(terms, func(t metric.Term) bool {
			return !slices.ContainsFunc([]string{t.Metric, t.Or, t.Else}, func(key string) bool {
				part := known.Find(key, t.At(m.Level))
				return part != nil && there(part)
			})
		})
	}
	ids := []string{}
	for _, m := range known.All() {
		if there(m) {
			ids = append(ids, m.ID())
		}
	}
	return ids, nil
}

const channelsOf = "(SELECT id FROM channel WHERE brand_id = ? AND deleted_at IS NULL)"

func measuredOf(tx *store.Tx, known *metric.Catalogue, brandID string, has map[string]bool) error {
	keys := []string{}
	for _, m := range known.All() {
		if m.Level == metric.Channel && known.Stored(m.Key) {
			keys = append(keys, m.Key)
		}
	}
	if err := tx.Rows(`SELECT m.value FROM json_each(?1) m WHERE EXISTS (SELECT 1 FROM channel c
			WHERE c.brand_id = ?2 AND c.deleted_at IS NULL AND (
				EXISTS (SELECT 1 FROM measurement x WHERE x.channel_id = c.id AND x.metric = m.value AND x.counts = 1)
				OR EXISTS (SELECT 1 FROM span_measurement x WHERE x.channel_id = c.id AND x.metric = m.value AND x.counts = 1)))`,
		[]any{asJSON(keys), brandID}, func(r *sql.Rows) error {
			var key string
			err := r.Scan(&key)
			has[metric.Channel+"."+key] = true
			return err
		}); err != nil {
		return err
	}
	some := false
	_, err := tx.Get("SELECT EXISTS (SELECT 1 FROM breakdown WHERE channel_id IN "+channelsOf+" AND dimension = 'event' AND metric = 'conversions' AND counts = 1)",
		[]any{brandID}, &some)
	has["event"] = some
	return err
}

func publishedOf(tx *store.Tx, brandID string, has map[string]bool) error {
	keys, columns := []string{"posts"}, []string{"count(*)"}
	for _, key := range metric.PostColumns {
		c := key
		if key == "engagements" {
			c = content.Engagements
		}
		keys, columns = append(keys, key), append(columns, "count("+c+")")
	}
	counts := make([]int, len(keys))
	dest := make([]any, len(keys))
	for i := range counts {
		dest[i] = &counts[i]
	}
	_, err := tx.Get("SELECT "+strings.Join(columns, ", ")+" FROM post WHERE channel_id IN "+channelsOf+" AND deleted_at IS NULL", []any{brandID}, dest...)
	for i, key := range keys {
		has[metric.Post+"."+key] = counts[i] > 0
	}
	return err
}

func loggedOf(tx *store.Tx, brandID string, has map[string]bool) error {
	conditions := map[string][]string{
		"1":                     {"activities"},
		"due IS NOT NULL":       {"to_answer", "answered"},
		"sentiment IS NOT NULL": {"positive", "neutral", "negative"},
		"minutes IS NOT NULL":   {"minutes_spent"},
		"resp_ms IS NOT NULL":   timeKeys,
	}
	for condition, keys := range conditions {
		some := false
		if _, err := tx.Get("SELECT EXISTS (SELECT 1 FROM activity WHERE channel_id IN "+channelsOf+" AND deleted_at IS NULL AND "+condition+")", []any{brandID}, &some); err != nil {
			return err
		}
		for _, key := range keys {
			has[metric.Log+"."+key] = some
		}
	}
	return nil
}
