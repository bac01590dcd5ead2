package kpi_test

import (
	"context"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

func (h *house) card(q kpi.CardQuery) map[string]kpi.CardRow {
	h.Helper()
	rows := map[string]kpi.CardRow{}
	if err := h.file.Read(context.Background(), func(tx *store.Tx) error {
		card, err := kpi.Scorecard(tx, q)
		if err != nil {
			return err
		}
		for _, r := range card.Rows {
			key := r.Level + "." + r.Metric
			if r.ChannelID == nil {
				key = "brand " + key
			} else {
				rows[key+" "+*r.ChannelID] = r
			}
			rows[key] = r
		}
		return nil
	}); err != nil {
		h.Fatal(err)
	}
	return rows
}

func TestScorecard(t *testing.T) {
	h := newHouse(t)
	ig := h.channel("instagram", "@alba")
	h.days(ig, "views", "2026-10-01", 100, 50)
	h.days(ig, "views", "2026-09-01", 100)
	h.days(ig, "saves", "2026-09-01", 3)
	h.days(ig, "likes", "2026-10-01", 3)
	h.days(ig, "likes", "2026-09-01", 0)
	h.days(ig, "reach", "2026-10-02", 80)
	h.target(october("views", 0, 150))
	h.target(october("conversions", 0, 10))
	rows := h.card(kpi.CardQuery{Brand: h.brand.ID, From: "2026-10-01", To: "2026-10-31", CompareFrom: "2026-09-01", CompareTo: "2026-09-30", Today: "2026-10-10"})
	t.Run("compares with the period before", func(t *testing.T) {
		r := rows["channel.views"]
		if !near(r.Value, 150) || !near(r.Previous, 100) || !near(r.Change, 50) || !near(r.Ratio, 0.5) {
			t.Errorf("views: %+v", r)
		}
	})
	t.Run("says of which day a last value is, and knows no change of one and the same", func(t *testing.T) {
		h := newHouse(t)
		ig, fb := h.channel("instagram", "@alba"), h.channel("facebook", "alba")
		h.set(ig, "followers", "day", "2026-02-28", 8000)
		h.set(fb, "followers", "month", "2026-03-01", 63)
		q := kpi.CardQuery{Brand: h.brand.ID, From: "2026-10-01", To: "2026-10-31", CompareFrom: "2026-09-01", CompareTo: "2026-09-30", Today: "2026-10-20"}
		rows := h.card(q)
		for key, seen := range map[string]string{"channel.followers " + ig: "2026-02-28", "channel.followers " + fb: "2026-03-31", "brand channel.followers": "2026-02-28"} {
			if r := rows[key]; r.Value == nil || r.Seen != seen || r.Change != nil || r.Ratio != nil {
				t.Errorf("%s is %+v", key, r)
			}
		}
		if r, ok := rows["brand channel.follower_growth_rate"]; ok && r.Value != nil {
			t.Errorf("growth is %v", *r.Value)
		}
		h.set(fb, "followers", "month", "2026-10-01", 70)
		rows = h.card(q)
		if r := rows["channel.followers "+fb]; r.Seen != "" || !near(r.Change, 7) {
			t.Errorf("newer: %+v", r)
		}
		if r := rows["brand channel.followers"]; r.Seen != "2026-02-28" || !near(r.Change, 7) {
			t.Errorf("of the brand: %+v", r)
		}
	})
	t.Run("compares a running month with as many days", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		h.days(ig, "views", "2026-10-01", 10, 10)
		h.days(ig, "views", "2026-09-01", 8, 8, 100)
		h.days(ig, "followers", "2026-10-01", 500)
		q := kpi.CardQuery{Brand: h.brand.ID, From: "2026-10-01", To: "2026-10-31", CompareFrom: "2026-09-01", CompareTo: "2026-09-30", Today: "2026-10-02"}
		rows := h.card(q)
		if r := rows["channel.views"]; !near(r.Value, 20) || !near(r.Previous, 16) {
			t.Errorf("views: %+v", r)
		}
		if r := rows["channel.followers"]; !near(r.Points[1].Value, 500) || r.Points[2].Value != nil {
			t.Errorf("followers go on after today: %+v", r.Points)
		}
		q.Today = "2026-11-05"
		if r := h.card(q)["channel.views"]; !near(r.Previous, 116) {
			t.Errorf("a past month: %+v", r)
		}
	})
	t.Run("has a row for what only the period before knows", func(t *testing.T) {
		if r, ok := rows["channel.saves"]; !ok || r.Value != nil || !near(r.Previous, 3) || r.Change != nil {
			t.Errorf("saves: %+v", r)
		}
	})
	t.Run("has no percentage over 0", func(t *testing.T) {
		if r := rows["channel.likes"]; !near(r.Change, 3) || r.Ratio != nil {
			t.Errorf("likes: %+v", r)
		}
	})
	t.Run("has points for a small chart, missing days among them", func(t *testing.T) {
		if r := rows["channel.views"]; len(r.Points) != 31 || !near(r.Points[1].Value, 50) || r.Points[2].Value != nil {
			t.Errorf("points: %+v", r.Points)
		}
	})
	t.Run("shows days of what never adds, without a value of the month", func(t *testing.T) {
		if r, ok := rows["channel.reach"]; !ok || r.Value != nil || len(r.Points) != 31 || !near(r.Points[1].Value, 80) {
			t.Errorf("reach: %+v", r)
		}
	})
	t.Run("judges the targets of the brand, also those without data", func(t *testing.T) {
		if r := rows["brand channel.views"]; r.Stand == nil || r.Stand.Status != kpi.OnTrack {
			t.Errorf("views: %+v", r)
		}
		if r := rows["brand channel.conversions"]; r.Stand == nil || r.Stand.Status != kpi.NoData || r.Points == nil {
			t.Errorf("conversions: %+v", r)
		}
	})
}

func TestCompared(t *testing.T) {
	for _, try := range []struct{ name, from, to, how, wantFrom, wantTo string }{
		{"a month with the month before", "2026-03-01", "2026-03-31", "previous", "2026-02-01", "2026-02-28"},
		{"a quarter with the quarter before", "2026-01-01", "2026-03-31", "previous", "2025-10-01", "2025-12-31"},
		{"ten days with the ten before", "2026-03-05", "2026-03-14", "previous", "2026-02-23", "2026-03-04"},
		{"February with February of a leap year", "2025-02-01", "2025-02-28", "last_year", "2024-02-01", "2024-02-29"},
		{"29 February with the 28th", "2024-02-29", "2024-03-05", "last_year", "2023-02-28", "2023-03-05"},
		{"with nothing", "2026-03-01", "2026-03-31", "none", "", ""},
	} {
		t.Run(try.name, func(t *testing.T) {
			got, err := kpi.Compared(kpi.Span{From: try.from, To: try.to}, try.how)
			if err != nil || got.From != try.wantFrom || got.To != try.wantTo {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

func TestPassport(t *testing.T) {
	h := newHouse(t)
	ig := h.channel("instagram", "@alba")
	h.write(func(tx *store.Tx) error {
		if err := h.imported(tx, "a", ig, "2026-10-05", 10); err != nil {
			return err
		}
		return h.imported(tx, "b", ig, "2026-10-09", 20)
	})
	h.write(func(tx *store.Tx) error { return kpi.ElectImport(tx, "b") })
	h.days(ig, "engagements", "2026-10-01", 4)
	h.set(ig, "followers", "day", "2026-09-15", 900)
	passport := func(metric string) *kpi.Passport {
		t.Helper()
		var p *kpi.Passport
		if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
			p, err = kpi.PassportOf(tx, kpi.PassportQuery{Brand: h.brand.ID, Channel: ig, Metric: metric, Level: "channel", From: "2026-10-01", To: "2026-10-31"})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return p
	}
	t.Run("names the file that counts and how many others do not", func(t *testing.T) {
		p := passport("views")
		if !near(p.Value, 20) || len(p.Sources) != 1 || p.Sources[0].File != "b.csv" || p.Sources[0].Rows != 1 || p.Outvoted != 1 {
			t.Errorf("views: %+v", p)
		}
	})
	t.Run("of a ratio holds its parts and the sources of each", func(t *testing.T) {
		p := passport("engagement_rate_impressions")
		if !near(p.Value, 20) || len(p.Parts) != 2 || p.Parts[1].Metric != "views" || len(p.Sources) != 1 || len(p.Typed) != 1 || p.Typed[0].Who != "Ana" {
			t.Errorf("rate: %+v", p)
		}
	})
	t.Run("of a stock finds the number from before the period", func(t *testing.T) {
		p := passport("followers")
		if !near(p.Value, 900) || len(p.Typed) != 1 || p.FirstDay != "2026-09-15" {
			t.Errorf("followers: %+v", p)
		}
	})
}

// entry puts one into the log.
func (h *house) entry(channel, day string, quantity int, due, ms, sentiment any) {
	h.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		h.Fatal(err)
	}
	h.exec(`INSERT INTO activity (id, brand_id, channel_id, kind, quantity, occurred_at, day, ym, due, resp_ms, sentiment, created_at, updated_at)
		VALUES (?, ?, ?, 'comment', ?, ?, ?, ?, ?, ?, ?, 1, 1)`,
		store.NewID(), h.brand.ID, channel, quantity, at.Add(12*time.Hour).UnixMilli(), day, at.Year()*100+int(at.Month()), due, ms, sentiment)
}

func TestLog(t *testing.T) {
	h := newHouse(t)
	ig, fb := h.channel("instagram", "@alba"), h.channel("facebook", "Alba")
	const minute = 60000
	for i := range 10 {
		h.entry(ig, "2026-10-05", 1, 1, (i+1)*minute, nil)
	}
	h.entry(fb, "2026-10-06", 5, 0, nil, -1)
	h.entry(fb, "2026-10-06", 3, nil, nil, 1)
	h.entry(fb, "2026-10-31", 12, nil, nil, nil)
	h.entry(fb, "2026-11-01", 1, 1, minute, nil)
	t.Run("adds quantities within the month", func(t *testing.T) {
		h.want("", "activities", "2026-10-01", "2026-10-31", 30)
		h.want(fb, "activities", "2026-10-31", "2026-10-31", 12)
	})
	t.Run("rates what needed an answer", func(t *testing.T) {
		h.want("", "response_rate", "2026-10-01", "2026-10-31", 10.0/15*100)
		h.want(fb, "response_rate", "2026-10-01", "2026-10-31", 0)
		h.missing(fb, "response_rate", "2026-10-31", "2026-10-31")
	})
	t.Run("takes the median and the 90th percentile by nearest rank", func(t *testing.T) {
		for _, span := range [][2]string{{"2026-10-01", "2026-10-31"}, {"2026-10-02", "2026-10-31"}} {
			h.want(ig, "first_response_time", span[0], span[1], 5.5)
			h.want(ig, "first_response_time_p90", span[0], span[1], 9)
			h.want(ig, "first_response_time_mean", span[0], span[1], 5.5)
			if r := h.one("", "first_response_time", span[0], span[1]); r.N == nil || *r.N != 10 {
				t.Errorf("sample of %+v", r)
			}
		}
	})
	t.Run("weighs sentiment by quantity and leaves the unsaid out", func(t *testing.T) {
		h.want("", "net_sentiment", "2026-10-01", "2026-10-31", (3.0-5)/8*100)
		h.missing(ig, "net_sentiment", "2026-10-01", "2026-10-31")
	})
}
