package main

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/sample"
	"github.com/brandloop/brandloop/backend/store"
)

// monthAgainstMonth times a month and the one before it for every metric of
// every channel.
func monthAgainstMonth(ctx context.Context, b *bench) ([]line, error) {
	p, err := b.seeded(ctx)
	if err != nil {
		return nil, err
	}
	defer p.close()
	keys := sample.BulkMetrics(b.size.Metrics)
	var channels []string
	if err := p.rows(ctx, "SELECT id FROM channel ORDER BY id", nil, func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		channels = append(channels, id)
		return err
	}); err != nil {
		return nil, err
	}
	spans := [2][2]string{{"2026-10-01", "2026-10-31"}, {"2026-09-01", "2026-09-30"}}
	names := make([]string, len(keys))
	var flows, stocks []string
	for i, k := range keys {
		names[i] = "channel." + k
		switch metric.Find(k, metric.Channel).Kind {
		case metric.Flow:
			flows = append(flows, k)
		case metric.Stock:
			stocks = append(stocks, k)
		}
	}
	list := func(values []string) string { return "(VALUES ('" + strings.Join(values, "'), ('") + "'))" }
	query := fmt.Sprintf(`WITH c(channel) AS %s, f(metric) AS %s, s(metric) AS %s
		SELECT channel, metric, (SELECT sum(value) FROM measurement WHERE channel_id = channel AND measurement.metric = f.metric AND grain = 'day' AND counts = 1 AND day BETWEEN ?1 AND ?2),
			(SELECT sum(value) FROM measurement WHERE channel_id = channel AND measurement.metric = f.metric AND grain = 'day' AND counts = 1 AND day BETWEEN ?3 AND ?4) FROM c CROSS JOIN f
		UNION ALL
		SELECT channel, metric, (SELECT value FROM measurement WHERE channel_id = channel AND measurement.metric = s.metric AND grain = 'day' AND counts = 1 AND day <= ?2 ORDER BY day DESC LIMIT 1),
			(SELECT value FROM measurement WHERE channel_id = channel AND measurement.metric = s.metric AND grain = 'day' AND counts = 1 AND day <= ?4 ORDER BY day DESC LIMIT 1) FROM c CROSS JOIN s`,
		strings.Trim(list(channels), ""), list(flows), list(stocks))
	query = strings.NewReplacer("AS (VALUES", "AS (SELECT * FROM (VALUES", "'))", "')))").Replace(query)
	var sums [2]float64
	bare := func() error {
		sums[1] = 0
		return p.rows(ctx, query, []any{spans[0][0], spans[0][1], spans[1][0], spans[1][1]}, func(r *sql.Rows) error {
			var channel, key string
			var now, before *float64
			if err := r.Scan(&channel, &key, &now, &before); err != nil {
				return err
			}
			for _, v := range []*float64{now, before} {
				if v != nil {
					sums[1] += *v
				}
			}
			return nil
		})
	}
	numbers, err := compare(fmt.Sprintf("a month against the previous, %d metrics × %d channels", len(keys), len(channels)), 1.5, b.rounds(40), median, func() error {
		sums[0] = 0
		return p.read(ctx, func(_ *agency.Workspace, tx *store.Tx) error {
			rows, err := kpi.Numbers(tx, kpi.Query{Channels: channels, From: spans[1][0], To: spans[0][1], By: kpi.Month, Metrics: names})
			for _, r := range rows {
				if r.Value != nil && r.Kind != metric.Unique {
					sums[0] += *r.Value
				}
			}
			return err
		})
	}, bare)
	if err != nil {
		return nil, err
	}
	if math.Abs(sums[0]-sums[1]) > 1e-6*sums[1] || sums[1] == 0 {
		return nil, fmt.Errorf("the month adds up to %v, bare to %v", sums[0], sums[1])
	}
	card, err := compare("the same as a scorecard: brand rows, small charts, targets", 0, b.rounds(20), median, func() error {
		return p.read(ctx, func(_ *agency.Workspace, tx *store.Tx) error {
			_, err := kpi.Scorecard(tx, kpi.CardQuery{From: spans[0][0], To: spans[0][1], CompareFrom: spans[1][0], CompareTo: spans[1][1], Metrics: names, Today: b.size.Today})
			return err
		})
	}, bare)
	return []line{numbers, card}, err
}
