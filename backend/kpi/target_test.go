package kpi_test

import (
	"context"
	"testing"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

func ptr[T any](v T) *T { return &v }

func (h *house) target(p kpi.TargetPatch) *kpi.Target {
	h.Helper()
	var made *kpi.Target
	h.write(func(tx *store.Tx) (err error) {
		made, err = kpi.AddTarget(tx, h.brand.ID, p)
		return err
	})
	return made
}

// stand is where the only target stands on a day.
func (h *house) stand(today string) kpi.Stand {
	h.Helper()
	var all []kpi.Stand
	if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		all, err = kpi.Stands(tx, kpi.StandQuery{Brand: h.brand.ID, Today: today, Currency: "EUR"})
		return err
	}); err != nil {
		h.Fatal(err)
	}
	if len(all) != 1 {
		h.Fatalf("%d targets", len(all))
	}
	return all[0]
}

func october(metric string, baseline, value float64) kpi.TargetPatch {
	return kpi.TargetPatch{Metric: &metric, Baseline: &baseline, Value: &value, From: ptr("2026-10-01"), To: ptr("2026-10-20")}
}

func near(v *float64, want float64) bool { return v != nil && *v-want < 1e-9 && want-*v < 1e-9 }

func TestTargets(t *testing.T) {
	for _, try := range []struct {
		name         string
		patch        kpi.TargetPatch
		metric, day  string
		value        float64
		today        string
		status       string
		attainment   float64
		expected     float64
		noAttainment bool
	}{
		{name: "on track at the pace expected", patch: october("views", 0, 1000), metric: "views", day: "2026-10-09", value: 500, today: "2026-10-10", status: kpi.OnTrack, attainment: 50, expected: 50},
		{name: "at risk below 0.95 of it", patch: october("views", 0, 1000), metric: "views", day: "2026-10-09", value: 470, today: "2026-10-10", status: kpi.AtRisk, attainment: 47, expected: 50},
		{name: "off track below 0.8 of it", patch: october("views", 0, 1000), metric: "views", day: "2026-10-09", value: 399, today: "2026-10-10", status: kpi.OffTrack, attainment: 39.9, expected: 50},
		{name: "of a falling number reached by falling", patch: october("lost_followers", 100, 50), metric: "lost_followers", day: "2026-10-20", value: 50, today: "2026-10-20", status: kpi.OnTrack, attainment: 100, expected: 100},
		{name: "of a falling number lost by rising", patch: october("lost_followers", 100, 50), metric: "lost_followers", day: "2026-10-20", value: 125, today: "2026-10-20", status: kpi.OffTrack, attainment: -50, expected: 100},
		{name: "from a baseline", patch: october("followers", 1000, 1200), metric: "followers", day: "2026-10-05", value: 1100, today: "2026-10-10", status: kpi.OnTrack, attainment: 50, expected: 50},
		{name: "judged at its end once it is over", patch: october("views", 0, 1000), metric: "views", day: "2026-10-19", value: 900, today: "2027-03-01", status: kpi.AtRisk, attainment: 90, expected: 100},
		{name: "stale when the newest number is older than 14 days", patch: october("views", 0, 1000), metric: "views", day: "2026-10-01", value: 900, today: "2026-10-16", status: kpi.Stale, attainment: 90, expected: 80},
		{name: "not yet stale on the fourteenth", patch: october("views", 0, 1000), metric: "views", day: "2026-10-01", value: 900, today: "2026-10-15", status: kpi.OnTrack, attainment: 90, expected: 75},
		{name: "without data where nothing is known", patch: october("views", 0, 1000), metric: "saves", day: "2026-10-01", value: 1, today: "2026-10-10", status: kpi.NoData, expected: 50, noAttainment: true},
	} {
		t.Run(try.name, func(t *testing.T) {
			h := newHouse(t)
			ig := h.channel("instagram", "@alba")
			h.set(ig, try.metric, "day", try.day, try.value)
			h.target(try.patch)
			s := h.stand(try.today)
			if s.Status != try.status || !near(s.Expected, try.expected) {
				t.Errorf("status %s, expected %v", s.Status, *s.Expected)
			}
			if try.noAttainment {
				if s.Attainment != nil || s.Pace != nil || s.Actual != nil {
					t.Errorf("attainment without data: %+v", s)
				}
			} else if !near(s.Attainment, try.attainment) || !near(s.Pace, try.attainment/try.expected) {
				t.Errorf("attainment %v, pace %v", *s.Attainment, *s.Pace)
			}
		})
	}
	t.Run("expects nothing before it begins", func(t *testing.T) {
		h := newHouse(t)
		h.set(h.channel("instagram", "@alba"), "followers", "day", "2026-09-01", 5)
		h.target(october("followers", 0, 10))
		if s := h.stand("2026-09-30"); s.Status != kpi.Upcoming || s.Expected != nil || s.Pace != nil || s.Attainment != nil {
			t.Errorf("before: %+v", s)
		}
	})
}

func TestTargetRefusals(t *testing.T) {
	h := newHouse(t)
	h.channel("instagram", "@alba")
	for _, try := range []struct {
		name  string
		patch kpi.TargetPatch
		field string
	}{
		{"an unknown metric", october("charm", 0, 1), "metric"},
		{"a target where it starts", october("views", 5, 5), "value"},
		{"a brand's reach", october("reach", 0, 5), "channel_id"},
		{"a rate of single posts", october("post.engagement_rate_reach", 0, 5), "metric"},
		{"an end before the start", kpi.TargetPatch{Metric: ptr("views"), Value: ptr(1.0), From: ptr("2026-10-02"), To: ptr("2026-10-01")}, "to"},
		{"a day that is none", kpi.TargetPatch{Metric: ptr("views"), Value: ptr(1.0), From: ptr("2026-02-30"), To: ptr("2026-10-01")}, "from"},
	} {
		t.Run(try.name, func(t *testing.T) {
			err := h.file.Write(context.Background(), "Ana", func(tx *store.Tx) error {
				_, err := kpi.AddTarget(tx, h.brand.ID, try.patch)
				return err
			})
			if f := fault.Of(err); f == nil || f.Field != try.field {
				t.Errorf("refusal is %v", err)
			}
		})
	}
	t.Run("what was changed and deleted comes back", func(t *testing.T) {
		made := h.target(october("views", 0, 10))
		h.write(func(tx *store.Tx) error {
			_, err := kpi.UpdateTarget(tx, made.ID, kpi.TargetPatch{Value: ptr(20.0)})
			return err
		})
		h.write(func(tx *store.Tx) error { return kpi.DeleteTarget(tx, made.ID) })
		h.undo()
		if s := h.stand("2026-10-01"); s.Target.Value != 20 {
			t.Errorf("value is %v", s.Target.Value)
		}
		h.undo()
		if s := h.stand("2026-10-01"); s.Target.Value != 10 {
			t.Errorf("value is %v", s.Target.Value)
		}
	})
}

func TestTypedRefusals(t *testing.T) {
	h := newHouse(t)
	ig := h.channel("instagram", "@alba")
	for _, try := range []struct {
		name  string
		entry kpi.Entry
		field string
	}{
		{"a ratio", kpi.Entry{ChannelID: ig, Metric: "ctr", Grain: "day", Day: "2026-10-01", Value: 1}, "metric"},
		{"an unknown metric", kpi.Entry{ChannelID: ig, Metric: "charm", Grain: "day", Day: "2026-10-01", Value: 1}, "metric"},
		{"a negative count", kpi.Entry{ChannelID: ig, Metric: "views", Grain: "day", Day: "2026-10-01", Value: -1}, "value"},
		{"half a follower", kpi.Entry{ChannelID: ig, Metric: "followers", Grain: "day", Day: "2026-10-01", Value: 1.5}, "value"},
		{"an unknown span", kpi.Entry{ChannelID: ig, Metric: "views", Grain: "year", Day: "2026-10-01", Value: 1}, "grain"},
		{"a day that is none", kpi.Entry{ChannelID: ig, Metric: "views", Grain: "day", Day: "2026-13-01", Value: 1}, "day"},
	} {
		t.Run(try.name, func(t *testing.T) {
			err := h.file.Write(context.Background(), "Ana", func(tx *store.Tx) error { return kpi.Set(tx, try.entry) })
			if f := fault.Of(err); f == nil || f.Field != try.field {
				t.Errorf("refusal is %v", err)
			}
		})
	}
	t.Run("one wrong number keeps all out", func(t *testing.T) {
		good := kpi.Entry{ChannelID: ig, Metric: "views", Grain: "day", Day: "2026-10-01", Value: 1}
		bad := good
		bad.Value = -1
		if err := h.file.Write(context.Background(), "Ana", func(tx *store.Tx) error { return kpi.SetAll(tx, []kpi.Entry{good, bad}) }); err == nil {
			t.Error("no refusal")
		}
		h.missing(ig, "views", "2026-10-01", "2026-10-01")
	})
	t.Run("money may have decimals", func(t *testing.T) {
		h.set(ig, "spend", "day", "2026-10-01", 12.5)
		h.want(ig, "spend", "2026-10-01", "2026-10-01", 12.5)
	})
}
