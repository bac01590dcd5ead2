package kpi_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

var autumn = kpi.Query{From: "2026-09-01", To: "2026-11-15"}

// scatter types and imports numbers of every kind at random days of autumn.
func scatter(h *house, r *rand.Rand) []string {
	channels := []string{h.channel("instagram", "@alba"), h.channel("facebook", "Alba"), h.channel("tiktok", "@alba")}
	start := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	h.write(func(tx *store.Tx) error {
		for range 400 {
			e := kpi.Entry{
				ChannelID: channels[r.IntN(3)],
				Metric:    []string{"views", "impressions", "engagements", "link_clicks", "followers", "reach"}[r.IntN(6)],
				Grain:     []string{"day", "day", "day", "day", "week", "month"}[r.IntN(6)],
				Day:       start.AddDate(0, 0, r.IntN(76)).Format(time.DateOnly),
				Value:     float64(r.IntN(1000)),
			}
			if e.Grain != "day" && e.Metric != "reach" && r.IntN(2) == 0 {
				continue
			}
			if err := kpi.Set(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	return channels
}

func TestNumbersHold(t *testing.T) {
	for seed := range uint64(4) {
		h := newHouse(t)
		r := rand.New(rand.NewPCG(seed, 7))
		scatter(h, r)
		total := h.numbers(autumn)
		byDay, byMonth := autumn, autumn
		byDay.By, byMonth.By = "day", "month"
		days, months := h.numbers(byDay), h.numbers(byMonth)

		t.Run("days of a flow never add up to more than its months, nor months than the whole", func(t *testing.T) {
			for _, whole := range total {
				if whole.Kind != metric.Flow || whole.Value == nil {
					continue
				}
				if sum := sumOf(months, whole); sum > *whole.Value+1e-6 && !coarse(h, whole) {
					t.Errorf("seed %d: months of %s add up to %v, the whole is %v", seed, whole.Metric, sum, *whole.Value)
				}
				if sum := sumOf(days, whole); sum > *whole.Value+1e-6 {
					t.Errorf("seed %d: days of %s add up to %v, the whole is %v", seed, whole.Metric, sum, *whole.Value)
				}
			}
		})
		t.Run("a flow known by day alone is exactly the sum of its days", func(t *testing.T) {
			for _, whole := range total {
				if whole.Kind == metric.Flow && whole.Value != nil && !coarse(h, whole) {
					if sum := sumOf(days, whole); sum != *whole.Value {
						t.Errorf("seed %d: days of %s add up to %v, the whole is %v", seed, whole.Metric, sum, *whole.Value)
					}
				}
			}
		})
		t.Run("a flow and a stock of a brand are the sums of its channels", func(t *testing.T) {
			for _, rows := range [][]kpi.Row{total, months, days} {
				for _, whole := range rows {
					if whole.ChannelID != nil || whole.Kind == metric.Ratio {
						continue
					}
					sum, known := 0.0, false
					for _, c := range rows {
						if c.ChannelID != nil && c.Metric == whole.Metric && c.Level == whole.Level && c.From == whole.From && c.Value != nil {
							sum, known = sum+*c.Value, true
						}
					}
					switch {
					case whole.Kind == metric.Unique:
						if whole.Value != nil {
							t.Errorf("seed %d: %s of the brand has a value", seed, whole.Metric)
						}
					case known != (whole.Value != nil), known && sum != *whole.Value:
						t.Errorf("seed %d: %s of %s is %v, its channels %v (%v)", seed, whole.Metric, whole.From, whole.Value, sum, known)
					}
				}
			}
		})
		t.Run("a ratio is its parts divided", func(t *testing.T) {
			for _, row := range total {
				if m := metric.Find(row.Metric, row.Level); m.Formula != nil && row.Value != nil {
					over, under := 0.0, 0.0
					for _, p := range row.Parts {
						switch {
						case p.Under:
							under += p.Value
						case p.Minus:
							over -= p.Value
						default:
							over += p.Value
						}
					}
					want := over
					if len(m.Formula.Under) > 0 {
						want = over / under * m.Formula.Factor
					}
					if diff := *row.Value - want; diff > 1e-9 || diff < -1e-9 {
						t.Errorf("seed %d: %s is %v, its parts give %v", seed, row.Metric, *row.Value, want)
					}
				}
			}
		})
		t.Run("what nobody told is missing and not 0", func(t *testing.T) {
			empty := kpi.Query{From: "2020-01-01", To: "2020-01-31", By: "week"}
			for _, m := range metric.All() {
				empty.Metrics = append(empty.Metrics, m.ID())
			}
			for _, row := range h.numbers(empty) {
				if row.Value != nil {
					t.Errorf("seed %d: %s of %s is %v", seed, row.Metric, row.From, *row.Value)
				}
			}
		})
		t.Run("every number survives JSON", func(t *testing.T) {
			if _, err := json.Marshal(total); err != nil {
				t.Error(err)
			}
		})
	}
}

func sumOf(rows []kpi.Row, like kpi.Row) float64 {
	sum := 0.0
	for _, r := range rows {
		if r.Metric == like.Metric && r.Level == like.Level && r.Value != nil && same(r.ChannelID, like.ChannelID) {
			sum += *r.Value
		}
	}
	return sum
}

func same(a, b *string) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

// coarse reports whether weeks or months tell of a series.
func coarse(h *house, row kpi.Row) bool {
	h.Helper()
	var one int
	var found bool
	if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		channel := ""
		if row.ChannelID != nil {
			channel = *row.ChannelID
		}
		found, err = tx.Get("SELECT 1 FROM measurement WHERE metric = ? AND grain <> 'day' AND (? = '' OR channel_id = ?)", []any{row.Metric, channel, channel}, &one)
		return err
	}); err != nil {
		h.Fatal(err)
	}
	return found
}

// imported puts a number of an import into the file.
func (h *house) imported(tx *store.Tx, id, channel, asOf string, value float64) error {
	if _, err := tx.Exec("INSERT INTO import (id, file, hash, format, size, as_of, created_at) VALUES (?, ?, '', 'meta_results', 1, ?, 1) ON CONFLICT DO NOTHING", id, id+".csv", asOf); err != nil {
		return err
	}
	_, err := tx.Exec("INSERT INTO measurement (channel_id, metric, grain, day, import_id, value, as_of, created_at) VALUES (?, 'views', 'day', '2026-10-01', ?, ?, ?, 1)", channel, id, value, asOf)
	return err
}

func TestElection(t *testing.T) {
	type told struct {
		id, asOf string
		value    float64
	}
	all := []told{{"a", "2026-10-05", 10}, {"b", "2026-10-09", 7}, {"c", "2026-10-09", 8}, {"d", "2026-10-02", 99}}
	orders := [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}, {1, 3, 0, 2}}
	t.Run("is for the newest file, then the larger value, in any order", func(t *testing.T) {
		for _, order := range orders {
			h := newHouse(t)
			ig := h.channel("instagram", "@alba")
			for _, i := range order {
				h.write(func(tx *store.Tx) error {
					if err := tx.Unrecorded("import", all[i].id); err != nil {
						return err
					}
					if err := h.imported(tx, all[i].id, ig, all[i].asOf, all[i].value); err != nil {
						return err
					}
					return kpi.ElectImport(tx, all[i].id)
				})
			}
			h.want(ig, "views", "2026-10-01", "2026-10-01", 8)
			for _, step := range []struct {
				id   string
				left float64
			}{{"c", 7}, {"b", 10}, {"a", 99}} {
				h.write(func(tx *store.Tx) error {
					if err := tx.Unrecorded("import", step.id); err != nil {
						return err
					}
					return kpi.Withdraw(tx, step.id)
				})
				h.want(ig, "views", "2026-10-01", "2026-10-01", step.left)
			}
		}
	})
	t.Run("is for a typed number while there is one", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		importOne := func(i int) {
			h.write(func(tx *store.Tx) error {
				if err := tx.Unrecorded("import", all[i].id); err != nil {
					return err
				}
				if err := h.imported(tx, all[i].id, ig, all[i].asOf, all[i].value); err != nil {
					return err
				}
				return kpi.ElectImport(tx, all[i].id)
			})
		}
		importOne(0)
		h.set(ig, "views", "day", "2026-10-01", 5)
		h.want(ig, "views", "2026-10-01", "2026-10-01", 5)
		importOne(1)
		h.want(ig, "views", "2026-10-01", "2026-10-01", 5)
		h.write(func(tx *store.Tx) error { return kpi.Clear(tx, ig, "views", "day", "2026-10-01") })
		h.want(ig, "views", "2026-10-01", "2026-10-01", 7)
		h.undo()
		h.want(ig, "views", "2026-10-01", "2026-10-01", 5)
		page := h.list(kpi.MeasurementFilter{Disputed: true})
		if page.Total != 3 || !page.Rows[0].Counts || page.Rows[0].ImportID != "" || page.Rows[0].Who != "Ana" || page.Rows[1].File == "" {
			t.Errorf("the list is %+v", page)
		}
	})
	t.Run("comes back when the typed number is undone though a file came since", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		h.write(func(tx *store.Tx) error { return h.imported(tx, "a", ig, "2026-10-05", 10) })
		h.set(ig, "views", "day", "2026-10-01", 5)
		var typed int64
		if next, _, err := h.file.Next(context.Background()); err != nil {
			t.Fatal(err)
		} else {
			typed = next.ID
		}
		h.write(func(tx *store.Tx) error {
			if err := tx.Unrecorded("import", "b"); err != nil {
				return err
			}
			if err := h.imported(tx, "b", ig, "2026-10-09", 12); err != nil {
				return err
			}
			return kpi.Elect(tx, ig, "views", "day", "2026-10-01")
		})
		h.want(ig, "views", "2026-10-01", "2026-10-01", 5)
		if _, err := h.file.Undo(context.Background(), "Ana", typed); err != nil {
			t.Fatal(err)
		}
		h.want(ig, "views", "2026-10-01", "2026-10-01", 12)
	})
}

func (h *house) undo() {
	h.Helper()
	if _, err := h.file.Undo(context.Background(), "Ana", 0); err != nil {
		h.Fatal(err)
	}
}

func (h *house) list(f kpi.MeasurementFilter) *kpi.MeasurementPage {
	h.Helper()
	var page *kpi.MeasurementPage
	if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		page, err = kpi.Measurements(tx, f)
		return err
	}); err != nil {
		h.Fatal(err)
	}
	return page
}
