package kpi_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/kpi"
)

// made is a series of days from a formula.
func made(days int, of func(day int) float64) []*float64 {
	values := make([]*float64, days)
	for i := range values {
		values[i] = ptr(of(i))
	}
	return values
}

func TestExtend(t *testing.T) {
	weekly := func(i int) float64 { return []float64{10, 12, 11, 13, 20, 30, 4}[i%7] }
	t.Run("continues a constant", func(t *testing.T) {
		f := kpi.Extend(made(90, func(int) float64 { return 7 }), 10, true, nil)
		if f == nil || math.Abs(f.Path[9]-70) > 1e-6 || math.Abs(f.Low[9]-70) > 1e-6 || math.Abs(f.High[9]-70) > 1e-6 {
			t.Errorf("forecast: %+v", f)
		}
	})
	t.Run("continues a week without error", func(t *testing.T) {
		f := kpi.Extend(made(120, weekly), 7, true, nil)
		if f == nil || math.Abs(f.Path[6]-100) > 2 || f.High[6]-f.Low[6] > 6 {
			t.Errorf("forecast: %+v", f)
		}
		if f != nil && math.Abs(f.Path[0]-weekly(120)) > 1 {
			t.Errorf("the first day is %v, not near %v", f.Path[0], weekly(120))
		}
	})
	t.Run("follows a trend, and less the further ahead", func(t *testing.T) {
		f := kpi.Extend(made(200, func(i int) float64 { return 1000 + 3*float64(i) }), 30, false, nil)
		if f == nil || f.Path[29] < 1600+20 || f.Path[29] > 1600+3*30 {
			t.Fatalf("forecast: %+v", f)
		}
		if first, last := f.Path[1]-f.Path[0], f.Path[29]-f.Path[28]; last >= first {
			t.Errorf("grows by %v, then by %v", first, last)
		}
	})
	t.Run("follows the scale of months", func(t *testing.T) {
		scale := make([]float64, 140)
		for i := range scale {
			scale[i] = 1
			if i >= 120 {
				scale[i] = 3
			}
		}
		f := kpi.Extend(made(120, weekly), 14, true, scale)
		if f == nil || math.Abs(f.Path[13]-600) > 15 {
			t.Errorf("forecast: %+v", f)
		}
	})
	t.Run("is none without enough history", func(t *testing.T) {
		gaps := made(90, weekly)
		for i := 40; i < 60; i++ {
			gaps[i] = nil
		}
		for name, f := range map[string]*kpi.Forecast{
			"seven weeks":       kpi.Extend(made(55, weekly), 3, true, nil),
			"too many days":     kpi.Extend(made(90, weekly), 60, true, nil),
			"no day ahead":      kpi.Extend(made(90, weekly), 0, true, nil),
			"twenty days apart": kpi.Extend(gaps, 7, true, nil),
		} {
			if f != nil {
				t.Errorf("%s: %+v", name, f)
			}
		}
		if kpi.Extend(made(63, weekly), 7, true, nil) == nil {
			t.Error("nine weeks are not enough for one")
		}
	})
	t.Run("holds eight in ten of what comes, and never a number below 0", func(t *testing.T) {
		r := rand.New(rand.NewPCG(5, 6))
		in, all := 0, 0
		for range 60 {
			noisy := made(180, func(i int) float64 { return math.Round(weekly(i) * math.Exp(r.NormFloat64()*0.5)) })
			sum := 0.0
			for _, v := range noisy[166:] {
				sum += *v
			}
			f := kpi.Extend(noisy[:166], 14, true, nil)
			if f == nil || f.Low[13] < 0 || f.Low[13] > f.Path[13] || f.High[13] < f.Path[13] {
				t.Fatalf("forecast: %+v", f)
			}
			all++
			if sum >= f.Low[13] && sum <= f.High[13] {
				in++
			}
		}
		if share := float64(in) / float64(all); share < 0.65 || share > 0.95 {
			t.Errorf("%.0f %% lie in the range", share*100)
		}
	})
}

func TestForecastOfTargets(t *testing.T) {
	fill := func(h *house, channel, metric, until string, of func(int) float64) {
		start := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
		var values []float64
		for i := 0; start.AddDate(0, 0, i).Format(time.DateOnly) <= until; i++ {
			values = append(values, of(i))
		}
		h.days(channel, metric, "2026-06-01", values...)
	}
	ten := func(int) float64 { return 10 }
	month := func(metric string, baseline, value float64) kpi.TargetPatch {
		return kpi.TargetPatch{Metric: &metric, Baseline: &baseline, Value: &value, From: ptr("2026-10-01"), To: ptr("2026-10-31")}
	}
	one := func(h *house, today string) kpi.Stand {
		return h.stands(kpi.StandQuery{Today: today, Forecast: true})[0]
	}
	t.Run("a flow ends at what it has and what is to come", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		fill(h, ig, "views", "2026-10-19", ten)
		h.target(month("views", 0, 400))
		s := one(h, "2026-10-20")
		if !near(s.Forecast, 310) || !near(s.Low, 310) || s.NoForecast != "" || !near(s.Needed, 210.0/11) || !s.Decide || s.Status != kpi.OffTrack {
			t.Errorf("stand: %+v", s)
		}
	})
	t.Run("today is not over, and is forecast too", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		fill(h, ig, "views", "2026-10-20", func(i int) float64 {
			if i == 141 { // 20 October, so far
				return 1
			}
			return 10
		})
		h.target(month("views", 0, 300))
		if s := one(h, "2026-10-20"); !near(s.Actual, 191) || !near(s.Forecast, 310) {
			t.Errorf("stand: %+v", s)
		}
	})
	t.Run("a channel whose file is late is no fall", func(t *testing.T) {
		h := newHouse(t)
		ig, fb := h.channel("instagram", "@alba"), h.channel("facebook", "Alba")
		fill(h, ig, "views", "2026-10-19", ten)
		fill(h, fb, "views", "2026-10-10", ten)
		h.target(month("views", 0, 620))
		if s := one(h, "2026-10-20"); !near(s.Forecast, 620) {
			t.Errorf("stand: %+v", s)
		}
	})
	t.Run("a stock ends at a level", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		fill(h, ig, "followers", "2026-10-19", func(i int) float64 { return 1000 + 2*float64(i) })
		h.target(month("followers", 1240, 1300))
		s := one(h, "2026-10-20")
		if s.Forecast == nil || *s.Forecast < 1290 || *s.Forecast > 1304 || !near(s.Needed, 20.0/11) {
			t.Errorf("stand: %+v", s)
		}
	})
	t.Run("none where it would be a guess", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		fill(h, ig, "views", "2026-10-19", ten)
		h.days(ig, "saves", "2026-09-25", 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5)
		h.set(ig, "shares", "month", "2026-10-01", 500)
		h.target(month("saves", 0, 300))
		if s := one(h, "2026-10-14"); s.Forecast != nil || s.NoForecast != kpi.TooShort {
			t.Errorf("stand: %+v", s)
		}
		h.target(month("shares", 0, 900))
		for _, s := range h.stands(kpi.StandQuery{Today: "2026-10-31", Forecast: true}) {
			if s.Forecast != nil || s.NoForecast == "" {
				t.Errorf("stand: %+v", s)
			}
		}
	})
	t.Run("an outlook leads from what is known to what is to come", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		fill(h, ig, "views", "2026-10-19", ten)
		o := h.outlook(h.target(month("views", 0, 400)).ID, 0, "2026-10-20")
		if len(o.Points) != 31 || !near(o.Points[18].Actual, 190) || o.Points[18].Forecast != nil || o.Points[19].Actual != nil ||
			!near(o.Points[19].Forecast, 200) || !near(o.Points[30].Forecast, 310) || !near(o.Points[30].Expected, 400) {
			t.Errorf("points: %+v", o.Points)
		}
		if len(o.History) != 0 {
			t.Errorf("history: %+v", o.History)
		}
	})
}
