package kpi_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

func (h *house) stands(q kpi.StandQuery) []kpi.Stand {
	h.Helper()
	q.Brand, q.Currency = h.brand.ID, "EUR"
	var all []kpi.Stand
	if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		all, err = kpi.Stands(tx, q)
		return err
	}); err != nil {
		h.Fatal(err)
	}
	return all
}

func (h *house) outlook(target string, number int, today string) *kpi.Outlook {
	h.Helper()
	var o *kpi.Outlook
	if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		o, err = kpi.OutlookOf(tx, kpi.OutlookQuery{Target: target, Number: number, Today: today, Currency: "EUR"})
		return err
	}); err != nil {
		h.Fatal(err)
	}
	return o
}

func nextDay(day string) string {
	t, _ := time.Parse(time.DateOnly, day)
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

func monthly(metric string, value float64, from string) kpi.TargetPatch {
	return kpi.TargetPatch{Metric: &metric, Value: &value, From: &from, Repeats: ptr("month")}
}

// TestRepetitions walks over random repeating targets day by day.
func TestRepetitions(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	start := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 12 {
		h := newHouse(t)
		h.channel("instagram", "@alba")
		p := monthly("views", 10, start.AddDate(0, 0, r.IntN(400)).Format(time.DateOnly))
		p.Repeats = ptr([]string{"month", "quarter", "year"}[r.IntN(3)])
		h.target(p)
		t.Run("each day lies in one repetition, and each begins where the last ended", func(t *testing.T) {
			today, last := *p.From, kpi.Stand{}
			for n := range 800 {
				s := h.stand(today)
				if today < s.From || today > s.To {
					t.Fatalf("%s of %s from %s lies in %s–%s", today, *p.Repeats, *p.From, s.From, s.To)
				}
				if n > 0 && s.Number != last.Number && (s.Number != last.Number+1 || s.From != nextDay(last.To) || s.From != today) {
					t.Fatalf("after %s–%s comes %s–%s", last.From, last.To, s.From, s.To)
				}
				if n > 0 && s.Number == last.Number && (s.From != last.From || s.To != last.To) {
					t.Fatalf("number %d is %s–%s and %s–%s", s.Number, last.From, last.To, s.From, s.To)
				}
				last, today = s, nextDay(today)
			}
		})
	}
	t.Run("from the 31st each month has one, the short ones on their last day", func(t *testing.T) {
		h := newHouse(t)
		h.channel("instagram", "@alba")
		h.target(monthly("views", 10, "2026-01-31"))
		for day, want := range map[string]string{"2026-02-27": "2026-01-31", "2026-02-28": "2026-02-28", "2026-03-30": "2026-02-28", "2026-03-31": "2026-03-31"} {
			if s := h.stand(day); s.From != want {
				t.Errorf("%s lies in the one from %s", day, s.From)
			}
		}
	})
}

func TestRepeatingTarget(t *testing.T) {
	h := newHouse(t)
	ig := h.channel("instagram", "@alba")
	h.days(ig, "views", "2026-08-10", 12) // August: hit
	h.days(ig, "views", "2026-09-10", 7)  // September: missed
	h.days(ig, "views", "2026-10-10", 6)  // October: going on
	p := monthly("views", 10, "2026-08-01")
	p.RepeatsUntil = ptr("2026-12-05")
	made := h.target(p)
	t.Run("ends with the repetition that its last day lies in", func(t *testing.T) {
		if made.RepeatsUntil != "2026-12-31" || made.ToDay != "2026-08-31" {
			t.Errorf("until %s, the first to %s", made.RepeatsUntil, made.ToDay)
		}
		if s := h.stand("2027-03-01"); s.From != "2026-12-01" || s.Number != 5 || s.Of != 5 {
			t.Errorf("afterwards: %+v", s)
		}
	})
	t.Run("is judged by its repetition", func(t *testing.T) {
		s := h.stand("2026-10-15")
		if s.From != "2026-10-01" || s.To != "2026-10-31" || !near(s.Actual, 6) || !near(s.Attainment, 60) || s.Status != kpi.OnTrack {
			t.Errorf("stand: %+v", s)
		}
	})
	t.Run("tells which repetitions were hit", func(t *testing.T) {
		o := h.outlook(made.ID, 0, "2026-10-15")
		if len(o.History) != 3 || !near(o.History[0].Attainment, 60) || !near(o.History[1].Attainment, 70) || !near(o.History[2].Attainment, 120) {
			t.Errorf("history: %+v", o.History)
		}
	})
	t.Run("shows the repetition of a period", func(t *testing.T) {
		for _, try := range []struct{ from, to, want string }{
			{"2026-09-01", "2026-09-30", "2026-09-01"}, {"2026-07-01", "2026-09-30", "2026-09-01"},
			{"2026-10-01", "2026-12-31", "2026-10-01"}, {"2026-11-01", "2026-12-31", "2026-11-01"}, {"2026-12-20", "2027-02-01", "2026-12-01"},
		} {
			all := h.stands(kpi.StandQuery{From: try.from, To: try.to, Today: "2026-10-15"})
			if len(all) != 1 || all[0].From != try.want {
				t.Errorf("%s to %s: %+v", try.from, try.to, all)
			}
		}
		for _, outside := range [][2]string{{"2026-06-01", "2026-07-31"}, {"2027-01-01", "2027-01-31"}} {
			if all := h.stands(kpi.StandQuery{From: outside[0], To: outside[1], Today: "2026-10-15"}); len(all) != 0 {
				t.Errorf("%v is touched by %+v", outside, all)
			}
		}
	})
	t.Run("stands in the scorecard of its month", func(t *testing.T) {
		if err := h.file.Read(context.Background(), func(tx *store.Tx) error {
			card, err := kpi.Scorecard(tx, kpi.CardQuery{Brand: h.brand.ID, From: "2026-09-01", To: "2026-09-30", Today: "2026-10-15", Currency: "EUR"})
			if err != nil {
				return err
			}
			for _, row := range card.Rows {
				if row.Metric == "views" && row.ChannelID == nil && row.Level == "channel" {
					if row.Stand == nil || row.Stand.From != "2026-09-01" || !near(row.Stand.Attainment, 70) || row.Targets != 1 {
						t.Errorf("row: %+v", row.Stand)
					}
					return nil
				}
			}
			t.Error("no row")
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("changes from now on and leaves the past", func(t *testing.T) {
		h.write(func(tx *store.Tx) error {
			later, err := kpi.UpdateTargetFrom(tx, made.ID, kpi.TargetPatch{Value: ptr(20.0)}, "2026-10-15")
			if err == nil && (later.FromDay != "2026-10-01" || later.RepeatsUntil != "2026-12-31" || later.Value != 20) {
				t.Errorf("later: %+v", later)
			}
			return err
		})
		for month, value := range map[string]float64{"2026-09": 10, "2026-10": 20, "2026-12": 20} {
			all := h.stands(kpi.StandQuery{From: month + "-01", To: month + "-28", Today: "2026-10-15"})
			if len(all) != 1 || all[0].Target.Value != value {
				t.Errorf("%s: %+v", month, all)
			}
		}
		h.undo()
		if all := h.stands(kpi.StandQuery{Today: "2026-10-15"}); len(all) != 1 || all[0].Target.Value != 10 || all[0].Target.RepeatsUntil != "2026-12-31" {
			t.Errorf("taken back: %+v", all)
		}
	})
	t.Run("in its first repetition changes whole", func(t *testing.T) {
		h.write(func(tx *store.Tx) error {
			_, err := kpi.UpdateTargetFrom(tx, made.ID, kpi.TargetPatch{Value: ptr(11.0)}, "2026-08-31")
			return err
		})
		if all := h.stands(kpi.StandQuery{Today: "2026-10-15"}); len(all) != 1 || all[0].Target.Value != 11 {
			t.Errorf("changed: %+v", all)
		}
	})
	for name, wrong := range map[string]struct {
		patch kpi.TargetPatch
		field string
	}{
		"an unknown repetition":           {kpi.TargetPatch{Repeats: ptr("week")}, "repeats"},
		"an end before the first":         {kpi.TargetPatch{RepeatsUntil: ptr("2026-07-01")}, "repeats_until"},
		"eleven weights":                  {kpi.TargetPatch{Weights: make([]float64, 11)}, "weights"},
		"a weight below 0":                {kpi.TargetPatch{Weights: []float64{1, 1, 1, 1, 1, 1, 1, -1, 1, 1, 1, 1}}, "weights"},
		"no weight where the target runs": {kpi.TargetPatch{Weights: []float64{1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1}}, "weights"},
		"a stock of a campaign":           {kpi.TargetPatch{Metric: ptr("followers"), Campaign: ptr("Spring")}, "metric"},
	} {
		t.Run("refuses "+name, func(t *testing.T) {
			err := h.file.Write(context.Background(), "Ana", func(tx *store.Tx) error {
				_, err := kpi.UpdateTarget(tx, made.ID, wrong.patch)
				return err
			})
			if f := fault.Of(err); f == nil || f.Field != wrong.field {
				t.Errorf("refusal is %v", err)
			}
		})
	}
}

func TestCurve(t *testing.T) {
	december := []float64{2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 8, 70}
	t.Run("expects by the weights of months", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		h.days(ig, "views", "2026-10-20", 30)
		h.target(kpi.TargetPatch{Metric: ptr("views"), Value: ptr(100.0), From: ptr("2026-01-01"), To: ptr("2026-12-31"), Weights: december})
		for day, want := range map[string]float64{"2026-06-30": 12, "2026-10-31": 22, "2026-11-15": 26, "2026-12-31": 100} {
			if s := h.stand(day); !near(s.Expected, want) || !near(s.ExpectedValue, want) {
				t.Errorf("%s expects %v", day, *s.Expected)
			}
		}
		if s := h.stand("2026-10-31"); s.Status != kpi.OnTrack || !near(s.Gap, 8) {
			t.Errorf("October: %+v", s)
		}
	})
	t.Run("is linear with twelve weights of one size", func(t *testing.T) {
		h := newHouse(t)
		h.channel("instagram", "@alba")
		p := october("views", 0, 10)
		p.Weights = []float64{3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3}
		if made := h.target(p); len(made.Weights) != 0 {
			t.Errorf("weights: %v", made.Weights)
		}
	})
	t.Run("judges a month of which nothing is expected", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		h.days(ig, "views", "2026-10-01", 0)
		h.target(kpi.TargetPatch{Metric: ptr("views"), Value: ptr(9.0), From: ptr("2026-10-01"), To: ptr("2026-11-30"), Weights: []float64{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0}})
		if s := h.stand("2026-10-10"); s.Status != kpi.OnTrack || s.Pace != nil || !near(s.Expected, 0) {
			t.Errorf("stand: %+v", s)
		}
	})
	t.Run("never falls, and ends at 100", func(t *testing.T) {
		r := rand.New(rand.NewPCG(1, 2))
		for range 12 {
			h := newHouse(t)
			ig := h.channel("instagram", "@alba")
			from := time.Date(2026, time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
			to := from.AddDate(0, 0, 20+r.IntN(500)).Format(time.DateOnly)
			weights := make([]float64, 12)
			for i := range weights {
				weights[i] = float64(r.IntN(5))
			}
			weights[from.Month()-1]++
			h.days(ig, "views", from.Format(time.DateOnly), 1)
			h.target(kpi.TargetPatch{Metric: ptr("views"), Value: ptr(9.0), From: ptr(from.Format(time.DateOnly)), To: &to, Weights: weights})
			last := 0.0
			for day := from.Format(time.DateOnly); day <= to; day = nextDay(day) {
				s := h.stand(day)
				if s.Expected == nil || *s.Expected < last-1e-9 || *s.Expected > 100+1e-9 {
					t.Fatalf("%s expects %v after %v", day, *s.Expected, last)
				}
				last = *s.Expected
			}
			if last != 100 {
				t.Errorf("ends at %v", last)
			}
		}
	})
	t.Run("takes the shape of a year that is known whole", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		shape := func() []float64 {
			var w []float64
			if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
				w, err = kpi.Shape(tx, h.brand.ID, kpi.TargetPatch{Metric: ptr("channel.views")}, 2025, "EUR")
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return w
		}
		for m := 1; m < 12; m++ {
			h.set(ig, "views", "month", time.Date(2025, time.Month(m), 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), 5)
		}
		if w := shape(); w == nil || len(w) != 0 {
			t.Errorf("of eleven months: %v", w)
		}
		h.set(ig, "views", "month", "2025-12-01", 45)
		if w := shape(); len(w) != 12 || w[0] != 5 || w[11] != 45 {
			t.Errorf("of a year: %v", w)
		}
	})
}
