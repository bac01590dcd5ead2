package sample_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/sample"
	"github.com/brandloop/brandloop/backend/store"
)

// TestForecastsBeatTheNaiveOnes forecasts the second half of past months of the
// sample and compares the errors with those of the naive methods: the last week
// again and again, and the days of the month so far for those to come.
func TestForecastsBeatTheNaiveOnes(t *testing.T) {
	ctx := context.Background()
	a := mustOpen(t, time.Now)
	o := sample.Defaults
	o.Today = today
	mustFill(t, a, o)
	const days = 15
	var method, lastWeek, soFar, size float64
	tried, inRange := 0, 0
	for _, c := range clients(t, a) {
		if err := a.With(ctx, c.ID, func(w *agency.Workspace) error {
			return w.File.Read(ctx, func(tx *store.Tx) error {
				for _, end := range []string{"2026-08-31", "2026-09-30", "2026-10-31"} {
					last, err := time.Parse(time.DateOnly, end)
					if err != nil {
						return err
					}
					rows, err := kpi.Numbers(tx, kpi.Query{From: last.AddDate(0, 0, -299).Format(time.DateOnly), To: end, By: kpi.Day, Currency: c.Currency,
						Metrics: []string{"channel.views", "channel.impressions", "channel.new_followers", "channel.engagements", "channel.link_clicks"}})
					if err != nil {
						return err
					}
					series := map[string][]*float64{}
					for _, r := range rows {
						if r.ChannelID != nil {
							series[r.Metric+*r.ChannelID] = append(series[r.Metric+*r.ChannelID], r.Value)
						}
					}
					for _, values := range series {
						known, came := values[:len(values)-days], 0.0
						complete := true
						for _, v := range values[len(values)-days-15:] {
							complete = complete && v != nil
						}
						f := kpi.Extend(known, days, true, nil)
						if f == nil || !complete {
							continue
						}
						week, month := 0.0, 0.0
						for i := range days {
							came += *values[len(known)+i]
							week += *known[len(known)-7+i%7]
							month += *known[len(known)-1-i]
						}
						// Errors are scaled by those of the last week again over the
						// history (Hyndman & Athanasopoulos, section 5.8): per cent
						// would be ruled by the smallest numbers.
						scale, pairs := 0.0, 0
						for i := 0; i+7+days <= len(known); i++ {
							was, then, whole := 0.0, 0.0, true
							for j := range days {
								if known[i+7+j] == nil || i+j%7 >= len(known) || known[i+j%7] == nil {
									whole = false
									break
								}
								was += *known[i+j%7]
								then += *known[i+7+j]
							}
							if whole {
								scale += math.Abs(then - was)
								pairs++
							}
						}
						if scale == 0 {
							continue
						}
						scale /= float64(pairs)
						tried++
						method += math.Abs(f.Path[days-1]-came) / scale
						lastWeek += math.Abs(week-came) / scale
						soFar += math.Abs(month-came) / scale
						size += (f.High[days-1] - f.Low[days-1]) / scale
						if came >= f.Low[days-1] && came <= f.High[days-1] {
							inRange++
						}
					}
				}
				return nil
			})
		}); err != nil {
			t.Fatal(err)
		}
	}
	if tried < 30 {
		t.Fatalf("only %d forecasts", tried)
	}
	n := float64(tried)
	t.Logf("%d forecasts: scaled errors of %.3f, the last week again %.3f, the days so far %.3f; ranges of %.2f hold %.0f %%",
		tried, method/n, lastWeek/n, soFar/n, size/n, float64(inRange)/n*100)
	if method >= lastWeek || method >= soFar {
		t.Errorf("off by %.3f, the last week again by %.3f, the days so far by %.3f", method/n, lastWeek/n, soFar/n)
	}
	if share := float64(inRange) / n; share < 0.7 || share > 0.97 {
		t.Errorf("%.0f %% lie in the range, not about 80 %%", share*100)
	}
}
