package sample

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// BulkOptions say how large a client of Bulk is.
type BulkOptions struct {
	Activities int
	Channels   int // at most the number of brand.Platforms
	Metrics    int // of each channel, as many as can be stored at most
	Days       int // before Today: measured each day, the log spread over them
	Seed       uint64
	Today      string // YYYY-MM-DD
}

// BulkMetrics are the metrics of a client of Bulk.
func BulkMetrics(n int) []string {
	var keys []string
	for _, m := range metric.All() {
		if m.Level == metric.Channel && metric.Stored(m.Key) {
			keys = append(keys, m.Key)
		}
	}
	return keys[:min(n, len(keys))]
}

// chunk is how many rows of Bulk one transaction writes.
const chunk = 20_000

// Bulk adds a client of a size for benchmarks: a log and measurements as large
// as asked for, in memory that does not grow with them. It is no action.
func Bulk(ctx context.Context, a *agency.Agency, name string, o BulkOptions, progress func(rows int)) (*agency.Client, error) {
	today, err := time.Parse(time.DateOnly, o.Today)
	if err != nil {
		return nil, err
	}
	stories, tongues, err := load()
	if err != nil {
		return nil, err
	}
	s := stories[1]
	c, err := a.AddClient(ctx, agency.ClientPatch{Name: &name, Currency: &s.Currency, Timezone: &s.Timezone, Language: &s.Language})
	if err != nil {
		return nil, err
	}
	return c, a.With(ctx, c.ID, func(w *agency.Workspace) error {
		b := &bulk{BulkOptions: o, file: w.File, luck: newChance(o.Seed, "bulk"), progress: progress}
		b.calendar = &calendar{zone: w.Zone, hours: c.OfficeHours, first: today.AddDate(0, 0, -o.Days), today: today, days: o.Days, story: s, bad: [2]int{-1, -1}}
		b.teller = &teller{calendar: b.calendar, tongue: tongues[s.Language], luck: b.luck, persons: []choice[string]{{2, b.luck.id(0)}, {1, b.luck.id(0)}, {1, b.luck.id(0)}}}
		return b.fill(ctx)
	})
}

type bulk struct {
	BulkOptions
	file     *store.File
	luck     chance
	calendar *calendar
	teller   *teller
	lines    []*line
	progress func(rows int)
	rows     int
}

func (b *bulk) fill(ctx context.Context) error {
	start := b.calendar.at(0, 0)
	made := brand.Brand{Row: store.Row{ID: b.luck.id(start), CreatedAt: start, UpdatedAt: start}, Name: "Bulk"}
	err := b.write(ctx, func(tx *store.Tx, _ *tables) error {
		if err := store.Create(tx, &made, &made.Row); err != nil {
			return err
		}
		for i := range b.Channels {
			l := &line{Channel: brand.Channel{Row: store.Row{ID: b.luck.id(start + store.Instant(i+1)), CreatedAt: start, UpdatedAt: start},
				BrandID: made.ID, Platform: brand.Platforms[i], Handle: fmt.Sprintf("@bulk%d", i)}}
			if err := store.Create(tx, &l.Channel, &l.Channel.Row); err != nil {
				return err
			}
			b.lines = append(b.lines, l)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := b.measure(ctx); err != nil {
		return err
	}
	return b.log(ctx)
}

// write runs fn in a transaction that history does not know.
func (b *bulk) write(ctx context.Context, fn func(*store.Tx, *tables) error) error {
	return b.file.Write(ctx, "", func(tx *store.Tx) error {
		if err := tx.Quiet(); err != nil {
			return err
		}
		t, err := newTables(tx, b.calendar.zone)
		if err != nil {
			return err
		}
		defer t.close()
		return fn(tx, t)
	})
}

// measure writes a number a day for each channel and metric, in the order of
// the table's key.
func (b *bulk) measure(ctx context.Context) error {
	ordered := slices.SortedFunc(slices.Values(b.lines), func(x, y *line) int { return int(x.CreatedAt - y.CreatedAt) })
	keys := slices.Sorted(slices.Values(BulkMetrics(b.Metrics)))
	for _, l := range ordered {
		if err := b.write(ctx, func(_ *store.Tx, t *tables) error {
			for _, key := range keys {
				level := 100 * math.Exp(3*b.luck.Float64())
				for i := range b.Days {
					if err := t.measurement.add(l.ID, key, "day", b.calendar.day(i), "", math.Round(b.luck.around(level, 0.3)), "", "", int64(b.calendar.at(i+1, 0))); err != nil {
						return err
					}
				}
			}
			b.rows += t.measurement.rows
			return nil
		}); err != nil {
			return err
		}
		b.progress(b.rows)
	}
	return nil
}

// log spreads the entries evenly over the days.
func (b *bulk) log(ctx context.Context) error {
	done := 0
	for i := 0; i < b.Days; {
		if err := b.write(ctx, func(_ *store.Tx, t *tables) error {
			for ; i < b.Days && t.log.Added() < chunk; i++ {
				upTo := b.Activities * (i + 1) / b.Days
				var day []*entry
				for ; done < upTo; done++ {
					day = append(day, b.teller.entry(i, pick(b.luck.Rand, b.lines), false))
				}
				slices.SortStableFunc(day, func(x, y *entry) int { return int(x.logged - y.logged) })
				for _, e := range day {
					if _, err := t.entry(e, b.luck, math.MaxInt64); err != nil {
						return err
					}
				}
			}
			b.rows += t.log.Added()
			return nil
		}); err != nil {
			return err
		}
		b.progress(b.rows)
	}
	return nil
}
