package kpi_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// five years of days of every metric of eight channels.
func fiveYears(b *testing.B) (file *store.File, channels, keys []string) {
	b.Helper()
	f, err := store.Open(context.Background(), filepath.Join(b.TempDir(), "client.db"), store.Client, clock)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = f.Close() })
	for _, m := range metric.All() {
		if m.Level == metric.Channel && m.Kind == metric.Flow && len(keys) < 25 {
			keys = append(keys, m.Key)
		}
	}
	err = f.Write(context.Background(), "Ana", func(tx *store.Tx) error {
		if err := tx.Unrecorded("seed", ""); err != nil {
			return err
		}
		name := "Alba"
		house, err := brand.Add(tx, brand.Patch{Name: &name})
		if err != nil {
			return err
		}
		start := time.Date(2021, 11, 1, 0, 0, 0, 0, time.UTC)
		for i := range 8 {
			platform, handle := brand.Platforms[i], fmt.Sprintf("@alba%d", i)
			c, err := brand.AddChannel(tx, house.ID, brand.ChannelPatch{Platform: &platform, Handle: &handle})
			if err != nil {
				return err
			}
			channels = append(channels, c.ID)
			for _, key := range keys {
				if _, err := tx.Exec(`INSERT INTO measurement (channel_id, metric, grain, day, import_id, value, as_of, created_at)
					WITH RECURSIVE d(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM d WHERE i < 1824)
					SELECT ?, ?, 'day', date(?, '+' || i || ' days'), 'seed', i % 97, '2026-11-01', 1 FROM d`,
					c.ID, key, start.Format(time.DateOnly)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return f, channels, keys
}

var bothMonths = [2]kpi.Span{{From: "2026-10-01", To: "2026-10-31"}, {From: "2026-09-01", To: "2026-09-30"}}

// BenchmarkMonthAgainstPrevious asks for 25 metrics of 8 channels in a month and
// the one before it: by Numbers, and by the bare SQL in its best form.
func BenchmarkMonthAgainstPrevious(b *testing.B) {
	f, channels, keys := fiveYears(b)
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = metric.Channel + "." + key
	}
	b.Run("numbers", func(b *testing.B) {
		for b.Loop() {
			if err := f.Read(context.Background(), func(tx *store.Tx) error {
				for _, span := range bothMonths {
					rows, err := kpi.Numbers(tx, kpi.Query{From: span.From, To: span.To, Metrics: names})
					if err != nil {
						return err
					}
					if len(rows) != 9*len(keys) {
						b.Fatalf("%d rows", len(rows))
					}
				}
				return nil
			}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		c, err := json.Marshal(channels)
		if err != nil {
			b.Fatal(err)
		}
		k, err := json.Marshal(keys)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if err := f.Read(context.Background(), func(tx *store.Tx) error {
				for _, span := range bothMonths {
					n := 0
					if err := tx.Rows(`SELECT c.value, m.value, (SELECT sum(value) FROM measurement WHERE channel_id = c.value AND metric = m.value
						AND grain = 'day' AND day BETWEEN ? AND ? AND counts = 1) FROM json_each(?) c CROSS JOIN json_each(?) m`,
						[]any{span.From, span.To, string(c), string(k)}, func(r *sql.Rows) error {
							var channel, key string
							var v *float64
							n++
							return r.Scan(&channel, &key, &v)
						}); err != nil {
						return err
					}
					if n != 8*len(keys) {
						b.Fatalf("%d rows", n)
					}
				}
				return nil
			}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
