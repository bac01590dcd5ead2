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
	query := func(spans int) string {
		var sums, lasts []string
		for i := range spans {
			from, to := 2*i+1, 2*i+2
			sums = append(sums, fmt.Sprintf("(SELECT sum(value) FROM measurement WHERE channel_id = channel AND measurement.metric = f.metric AND grain = 'day' AND counts = 1 AND day BETWEEN ?%d AND ?%d)", from, to))
			lasts = append(lasts, fmt.Sprintf("(SELECT value FROM measurement WHERE channel_id = channel AND measurement.metric = s.metric AND grain = 'day' AND counts = 1 AND day <= ?%d ORDER BY day DESC LIMIT 1)", to))
		}
		text := fmt.Sprintf("WITH c(channel) AS %s, f(metric) AS %s, s(metric) AS %s SELECT channel, metric, %s FROM c CROSS JOIN f UNION ALL SELECT channel, metric, %s FROM c CROSS JOIN s",
			list(channels), list(flows), list(stocks), strings.Join(sums, ", "), strings.Join(lasts, ", "))
		return strings.NewReplacer("AS (VALUES", "AS (SELECT * FROM (VALUES", "'))", "')))").Replace(text)
	}
	var sums [2]float64
	bare := func(spans ...[2]string) func() error {
		text, args := query(len(spans)), []any{}
		for _, s := range spans {
			args = append(args, s[0], s[1])
		}
		return func() error {
			sums[1] = 0
			return p.rows(ctx, text, args, func(r *sql.Rows) error {
				var channel, key string
				values := make([]*float64, len(spans))
				into := []any{&channel, &key}
				for i := range values {
					into = append(into, &values[i])
				}
				if err := r.Scan(into...); err != nil {
					return err
				}
				for _, v := range values {
					if v != nil {
						sums[1] += *v
					}
				}
				return nil
			})
		}
	}
	add := func(tx *store.Tx, q kpi.Query) error {
		q.Channels, q.Metrics = channels, names
		rows, err := kpi.Numbers(tx, q)
		for _, r := range rows {
			if r.Value != nil && r.Kind != metric.Unique {
				sums[0] += *r.Value
			}
		}
		return err
	}
	both := kpi.Query{From: spans[1][0], To: spans[0][1], By: kpi.Month}
	numbers, err := compare(fmt.Sprintf("a month against the previous, %d metrics × %d channels", len(keys), len(channels)), 1.5, b.rounds(40), median, func() error {
		sums[0] = 0
		return p.read(ctx, func(_ *agency.Workspace, tx *store.Tx) error { return add(tx, both) })
	}, bare(spans[0], spans[1]))
	if err != nil {
		return nil, err
	}
	if math.Abs(sums[0]-sums[1]) > 1e-6*sums[1] || sums[1] == 0 {
		return nil, fmt.Errorf("the month adds up to %v, bare to %v", sums[0], sums[1])
	}
	year := [2]string{"2025-10-01", "2025-10-31"}
	years, err := compare("the same against last year's month too, in five years of days", 1.5, b.rounds(40), median, func() error {
		sums[0] = 0
		return p.read(ctx, func(_ *agency.Workspace, tx *store.Tx) error {
			if err := add(tx, both); err != nil {
				return err
			}
			return add(tx, kpi.Query{From: year[0], To: year[1]})
		})
	}, bare(spans[0], spans[1], year))
	if err != nil {
		return nil, err
	}
	if math.Abs(sums[0]-sums[1]) > 1e-6*sums[1] || sums[1] == 0 {
		return nil, fmt.Errorf("the three months add up to %v, bare to %v", sums[0], sums[1])
	}
	card, err := compare("the same as a scorecard: brand rows, small charts, targets", 0, b.rounds(20), median, func() error {
		return p.read(ctx, func(_ *agency.Workspace, tx *store.Tx) error {
			_, err := kpi.Scorecard(tx, kpi.CardQuery{From: spans[0][0], To: spans[0][1], CompareFrom: spans[1][0], CompareTo: spans[1][1], Metrics: names, Today: b.size.Today})
			return err
		})
	}, bare(spans[0], spans[1]))
	return []line{numbers, years, card}, err
}
