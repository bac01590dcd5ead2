package kpi_test

import (
	"context"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

func TestWeeksBeginOnTheChosenDay(t *testing.T) {
	// 1 October 2026 is a Thursday.
	for first, begins := range map[time.Weekday]string{time.Monday: "2026-10-05", time.Saturday: "2026-10-03", time.Sunday: "2026-10-04"} {
		t.Run(first.String(), func(t *testing.T) {
			h := newHouse(t)
			h.file.BeginWeeksOn(first)
			ig := h.channel("instagram", "@alba")
			day, err := time.Parse(time.DateOnly, begins)
			if err != nil {
				t.Fatal(err)
			}
			last := day.AddDate(0, 0, 6).Format(time.DateOnly)
			// A day each from the 1st on, so that the value is the day of the month.
			values := make([]float64, 31)
			for i := range values {
				values[i] = float64(i + 1)
			}
			h.days(ig, "views", "2026-10-01", values...)
			h.set(ig, "shares", "week", last, 70)
			h.set(ig, "reach", "week", begins, 300)

			weeks := h.numbers(kpi.Query{Brand: h.brand.ID, Channels: []string{ig}, From: "2026-10-01", To: "2026-10-31", By: "week", Metrics: []string{"channel.views", "channel.shares", "channel.reach"}})
			got := map[string]float64{}
			for _, r := range weeks {
				if r.Value != nil && r.From == begins {
					if r.To != last {
						t.Errorf("the week from %s ends on %s", r.From, r.To)
					}
					got[r.Metric] = *r.Value
				}
			}
			if want := float64(7*day.Day() + 21); got["views"] != want || got["shares"] != 70 || got["reach"] != 300 {
				t.Errorf("the week has %v, want views of %v, 70 shares and a reach of 300", got, want)
			}
			h.want(ig, "shares", begins, last, 70)
			h.missing(ig, "shares", begins, day.AddDate(0, 0, 5).Format(time.DateOnly))
			h.want(ig, "shares", "2026-10-01", "2026-10-31", 70)

			err = h.file.Read(context.Background(), func(tx *store.Tx) error {
				for _, run := range []struct {
					from, to, grain string
				}{{begins, last, kpi.Week}, {day.AddDate(0, 0, 1).Format(time.DateOnly), day.AddDate(0, 0, 7).Format(time.DateOnly), ""}, {"2026-10-01", "2026-10-31", kpi.Month}} {
					if grain, exact := kpi.GrainOf(tx, run.from, run.to); grain != run.grain || exact != (run.grain != "") {
						t.Errorf("%s to %s is taken for %q", run.from, run.to, grain)
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			// Whole weeks meet whole weeks.
			for _, r := range h.course(kpi.CourseQuery{Query: kpi.Query{Brand: h.brand.ID, Channels: []string{ig}, From: begins, To: "2026-10-31", By: "week", Metrics: []string{"channel.views"}},
				CompareFrom: day.AddDate(0, 0, -28).Format(time.DateOnly), CompareTo: day.AddDate(0, 0, -1).Format(time.DateOnly)}) {
				if r.From == begins && (r.Before == nil || r.Before.From != day.AddDate(0, 0, -28).Format(time.DateOnly)) {
					t.Errorf("the week from %s meets %+v", r.From, r.Before)
				}
			}
		})
	}
}

func TestWeeksThatAreHeldAreKnown(t *testing.T) {
	held := func(h *house) (is bool) {
		h.Helper()
		if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
			is, err = kpi.HoldsWeeks(tx, time.Sunday)
			return err
		}); err != nil {
			h.Fatal(err)
		}
		return is
	}
	h := newHouse(t)
	ig := h.channel("instagram", "@alba")
	h.set(ig, "views", "day", "2026-10-01", 1)
	h.set(ig, "views", "month", "2026-10-01", 1)
	h.exec("INSERT INTO span_measurement (channel_id, metric, from_day, to_day, import_id, value, as_of, created_at) VALUES (?, 'views', '2026-10-05', '2026-10-11', 'a', 1, '', 0)", ig)
	if held(h) {
		t.Error("a day, a month or seven days from Monday are taken for a week from Sunday")
	}
	h.exec("UPDATE span_measurement SET from_day = '2026-10-04', to_day = '2026-10-10'")
	if !held(h) {
		t.Error("seven days from Sunday are not seen")
	}
	h.exec("DELETE FROM span_measurement")
	h.set(ig, "views", "week", "2026-10-01", 1)
	if !held(h) {
		t.Error("a typed week is not seen")
	}
}
